//! Marked content (PDF 32000-1 14.6, 14.7.4, 14.8.2.2): takes the tags of a page's items in painting order, gives sequences that
//! are each one part of one structure element, or an artifact.

use crate::pdf::draw::content::Content;
use crate::pdf::page::{StructureElement, StructureId, Tag};
use crate::pdf::tags::role;
use crate::units::{Point, Rect, Size};

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

/// The sequences of a page.
pub struct Marks<'a> {
    structure: &'a [StructureElement],
    marks: Vec<Mark>,
    open: Option<Sequence>,
}

/// Which sequence an item is in.
#[derive(Clone, Copy, PartialEq)]
enum Sequence {
    Content(StructureId, u32),
    Head,
    Foot,
    Layout,
}

impl<'a> Marks<'a> {
    /// For a page of the chapter with this structure.
    pub fn new(structure: &'a [StructureElement]) -> Marks<'a> {
        Marks {
            structure,
            marks: Vec::new(),
            open: None,
        }
    }

    /// Goes on to an item with this tag, in the page's upper half or not.
    pub fn enter(&mut self, content: &mut Content, tag: Tag, upper_half: bool) {
        let sequence = self.sequence(tag, upper_half);
        if self.open != Some(sequence) {
            self.leave(content);
            self.begin(content, sequence);
            self.open = Some(sequence);
        }
    }

    /// Takes note of what the item covers, if its element needs to know.
    pub fn cover(&mut self, bounds: impl FnOnce() -> Rect) {
        if let Some(Sequence::Content(element, _)) = self.open
            && self
                .element(element)
                .is_some_and(|element| role::needs_bounds(&element.role))
            && let Some(mark) = self.marks.last_mut()
        {
            let bounds = bounds();
            mark.bounds = Some(mark.bounds.map_or(bounds, |known| union(known, bounds)));
        }
    }

    /// Ends the last sequence and gives all that are parts of elements.
    pub fn finish(mut self, content: &mut Content) -> Vec<Mark> {
        self.leave(content);
        self.marks
    }

    /// An item whose element doesn't exist is no content.
    fn sequence(&self, tag: Tag, upper_half: bool) -> Sequence {
        match tag {
            Tag::Structure { element, order } if self.element(element).is_some() => {
                Sequence::Content(element, order)
            }
            Tag::Pagination if upper_half => Sequence::Head,
            Tag::Pagination => Sequence::Foot,
            Tag::Structure { .. } | Tag::Layout => Sequence::Layout,
        }
    }

    fn begin(&mut self, content: &mut Content, sequence: Sequence) {
        match sequence {
            Sequence::Content(element, order) => {
                let identifier = self.marks.len() as i64;
                let kind = self
                    .element(element)
                    .map_or("Span", |element| role::standard_type(&element.role));
                content.begin_marked(kind, |properties| {
                    properties.integer("MCID", identifier);
                });
                self.marks.push(Mark {
                    element,
                    order,
                    bounds: None,
                });
            }
            Sequence::Head => begin_pagination(content, "Header", "Top"),
            Sequence::Foot => begin_pagination(content, "Footer", "Bottom"),
            Sequence::Layout => content.begin_plainly_marked("Artifact"),
        }
    }

    fn leave(&mut self, content: &mut Content) {
        content.end_text();
        if self.open.take().is_some() {
            content.end_marked();
        }
    }

    fn element(&self, element: StructureId) -> Option<&StructureElement> {
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
