//! Marked content (PDF 32000-1 14.6, 14.7.4, 14.8.2.2): takes the tags of a page's items in painting order, gives sequences that
//! are each one part of one structure element, or an artifact.

use crate::pdf::draw::content::Content;
use crate::pdf::page::{StructureElement, StructureId, Tag};
use crate::pdf::tags::role;
use crate::units::{Point, Pt, Rect, Size};

/// A marked-content sequence on a page; its place in the page's list is its identifier (MCID).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// The structure element it is a part of.
    pub element: StructureId,
    /// Its place among the element's children.
    pub order: u32,
    /// What it covers, where anyone asks.
    pub bounds: Option<Rect>,
}

/// A page's content stream, and its marked-content sequences.
pub struct MarkedContent<'a> {
    content: Content,
    structure: &'a [StructureElement],
    marks: Vec<Mark>,
    open: Option<Open>,
}

/// Which sequence an item is in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sequence {
    /// A part of an element, at this place among its children.
    Content(StructureId, u32),
    /// A running head.
    Head,
    /// A running foot.
    Foot,
    /// What only decorates.
    Layout,
}

/// The sequence that is open.
#[derive(PartialEq)]
enum Open {
    Sequence(Sequence),
    /// One with a text of its own, in which nothing else goes.
    Told,
}

impl<'a> MarkedContent<'a> {
    /// For a page of this height, of the chapter with this structure.
    pub fn new(height: Pt, structure: &'a [StructureElement]) -> MarkedContent<'a> {
        MarkedContent {
            content: Content::new(height),
            structure,
            marks: Vec::new(),
            open: None,
        }
    }

    /// The sequence for an item with this tag, in the page's upper half or not. One whose element doesn't exist is no content.
    pub fn sequence(&self, tag: Tag, upper_half: bool) -> Sequence {
        match tag {
            Tag::Structure { element, order } if self.element(element).is_some() => {
                Sequence::Content(element, order)
            }
            Tag::Pagination if upper_half => Sequence::Head,
            Tag::Pagination => Sequence::Foot,
            Tag::Structure { .. } | Tag::Layout => Sequence::Layout,
        }
    }

    /// Goes on in a sequence, or begins it; what is drawn next is in it.
    pub fn enter(&mut self, sequence: Sequence) -> &mut Content {
        if self.open != Some(Open::Sequence(sequence)) {
            self.leave();
            self.begin(sequence, None);
            self.open = Some(Open::Sequence(sequence));
        }
        &mut self.content
    }

    /// Begins a sequence of its own, whose content stands for other text than its glyphs say (14.9.4). Sequences side by side are
    /// understood by more readers than one in another. In an artifact nothing has to be told.
    pub fn tell(&mut self, sequence: Sequence, text: &str) -> &mut Content {
        if !matches!(sequence, Sequence::Content(..)) {
            return self.enter(sequence);
        }
        self.leave();
        self.begin(sequence, Some(text));
        self.open = Some(Open::Told);
        &mut self.content
    }

    /// Takes note of what was just drawn in a sequence, if its element needs to know.
    pub fn cover(&mut self, sequence: Sequence, bounds: impl FnOnce() -> Rect) {
        if let Sequence::Content(element, _) = sequence
            && role::has_bounds(element, self.structure)
            && let Some(mark) = self.marks.last_mut()
        {
            let bounds = bounds();
            mark.bounds = Some(mark.bounds.map_or(bounds, |known| union(known, bounds)));
        }
    }

    /// Ends the last sequence; gives the content stream, and the sequences that are parts of elements.
    pub fn finish(mut self) -> (Vec<u8>, Vec<Mark>) {
        self.leave();
        (self.content.finish(), self.marks)
    }

    fn begin(&mut self, sequence: Sequence, told: Option<&str>) {
        match sequence {
            Sequence::Content(element, order) => {
                let kind = self
                    .element(element)
                    .map_or("Span", |element| role::standard_type(&element.role));
                let kind = if told.is_some() { "Span" } else { kind };
                let identifier = self.marks.len() as i64;
                self.content.begin_marked(kind, |properties| {
                    properties.integer("MCID", identifier);
                    if let Some(text) = told {
                        properties.text("ActualText", text);
                    }
                });
                self.marks.push(Mark {
                    element,
                    order,
                    bounds: None,
                });
            }
            Sequence::Head => begin_pagination(&mut self.content, "Header", "Top"),
            Sequence::Foot => begin_pagination(&mut self.content, "Footer", "Bottom"),
            Sequence::Layout => self.content.begin_plainly_marked("Artifact"),
        }
    }

    fn leave(&mut self) {
        self.content.end_text();
        if self.open.take().is_some() {
            self.content.end_marked();
        }
    }

    fn element(&self, element: StructureId) -> Option<&'a StructureElement> {
        self.structure.get(element.0 as usize)
    }
}

fn begin_pagination(content: &mut Content, kind: &str, edge: &str) {
    content.begin_marked("Artifact", |properties| {
        properties.name("Type", "Pagination").name("Subtype", kind);
        properties.array("Attached", |edges| {
            edges.name(edge);
        });
    });
}

/// The smallest rectangle that holds both.
pub fn union(one: Rect, other: Rect) -> Rect {
    let right = (one.origin.x + one.size.width).max(other.origin.x + other.size.width);
    let bottom = (one.origin.y + one.size.height).max(other.origin.y + other.size.height);
    let origin = Point {
        x: one.origin.x.min(other.origin.x),
        y: one.origin.y.min(other.origin.y),
    };
    let size = Size {
        width: right - origin.x,
        height: bottom - origin.y,
    };
    Rect { origin, size }
}
