//! What layout gives and drawing takes: pages of placed items, each of which knows its structure element.

use crate::document::Target;
use crate::media::MediaId;
use crate::pdf::line::GlyphRun;
use crate::style::PageSide;
use crate::units::{Colour, Point, Pt, Rect, Size};
use std::collections::BTreeSet;

/// A chapter, laid out. Page numbers in it count from its own first page.
#[derive(Debug, Default)]
pub struct ChapterLayout {
    /// Where in the book it stands.
    pub matter: Matter,
    /// How many parts and chapters it is in: 0 for the outermost.
    pub level: u8,
    /// Its first page is a display, as a title page is: without running heads and number, though it counts.
    pub is_display: bool,
    /// Its pages.
    pub pages: Vec<Page>,
    /// Its structure elements; parents stand before their children.
    pub structure: Vec<StructureElement>,
    /// Its links.
    pub links: Vec<Link>,
    /// Where its ids fell: "on which page is this id".
    pub anchors: Vec<Anchor>,
    /// Its headings, for the outline.
    pub headings: Vec<OutlineHeading>,
    /// Characters that no font covers.
    pub uncovered: BTreeSet<char>,
    /// What stands first of the rest, if the chapter has more pages than are made: the number of its node.
    pub left_out: Option<u32>,
}

/// What part of a book pages are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Matter {
    /// Title page and contents, whose pages have Roman numbers of their own.
    Front,
    /// The chapters.
    #[default]
    Body,
}

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// Its trim size.
    pub size: Size,
    /// What stands on it, in painting order.
    pub items: Vec<Placed>,
    /// Where links can be clicked.
    pub link_areas: Vec<LinkArea>,
    /// It is only there so that the next one lies on a right-hand page, or on a left-hand one in books that are read from right to left.
    pub is_blank: bool,
    /// Which side of the open book it lies on, if it is one to be bound.
    pub side: Option<PageSide>,
}

/// Something on a page.
#[derive(Debug, Clone)]
pub struct Placed {
    /// What it is to a reader who doesn't see it.
    pub tag: Tag,
    /// What is drawn.
    pub item: Item,
}

/// What an item is to a reader who doesn't see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// A part of a structure element.
    Structure {
        /// Index in [`ChapterLayout::structure`].
        element: StructureId,
        /// Its place among the element's children: the number of its node, which ascends in document order.
        order: u32,
    },
    /// Page furniture: running heads, page numbers.
    Pagination,
    /// Rules, borders, backgrounds.
    Layout,
}

/// Index in [`ChapterLayout::structure`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StructureId(pub u32);

/// What is drawn.
#[derive(Debug, Clone)]
pub enum Item {
    /// Glyphs on a baseline.
    Glyphs {
        /// Where the first glyph's origin stands.
        origin: Point,
        /// The glyphs.
        run: GlyphRun,
    },
    /// A filled rectangle.
    Fill(Rect, Colour),
    /// A straight line.
    Stroke {
        /// From here.
        from: Point,
        /// To here.
        to: Point,
        /// This thick.
        width: Pt,
        /// In this colour.
        colour: Colour,
        /// Lengths of dashes and gaps; empty is solid.
        dash: Vec<Pt>,
    },
    /// A picture, upright, filling the rectangle.
    Picture(MediaId, Rect),
}

impl Item {
    /// Moves it to the right and down.
    pub fn shift(&mut self, by: Point) {
        match self {
            Item::Glyphs { origin, .. } => *origin = origin.shifted(by),
            Item::Fill(area, _) | Item::Picture(_, area) => *area = area.shifted(by),
            Item::Stroke { from, to, .. } => (*from, *to) = (from.shifted(by), to.shifted(by)),
        }
    }
}

/// A node of the structure tree (PDF 32000-1 14.7.2).
#[derive(Debug, Clone, PartialEq)]
pub struct StructureElement {
    /// Its standard type.
    pub role: Role,
    /// The element it is in; `None` is directly under the document's.
    pub parent: Option<StructureId>,
    /// Its place among its siblings: the number of its node.
    pub order: u32,
    /// What is said of it; of most there is nothing to say.
    pub description: Option<Box<Description>>,
}

/// What is said of a structure element in words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Description {
    /// Alternative text of a figure or formula.
    pub alternative: Option<String>,
    /// BCP 47 tag, where it differs from the parent's.
    pub language: Option<String>,
    /// Its id, where a cell's or note's is needed.
    pub id: Option<String>,
    /// Title, of a heading's or link's.
    pub title: Option<String>,
}

impl StructureElement {
    /// An element of which nothing is said.
    pub fn new(role: Role, parent: Option<StructureId>, order: u32) -> StructureElement {
        StructureElement {
            role,
            parent,
            order,
            description: None,
        }
    }

    /// Changes what is said of it.
    pub fn describe(&mut self, change: impl FnOnce(&mut Description)) {
        let description = self.description.take();
        let mut description = description.map_or_else(Description::default, |own| *own);
        change(&mut description);
        let is_said = description != Description::default();
        self.description = is_said.then(|| Box::new(description));
    }
}

/// Standard structure types (PDF 32000-1 14.8.4) with the attributes that go with them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the standard type of its name")]
pub enum Role {
    Part,
    Section,
    Division,
    BlockQuote,
    Caption,
    TableOfContents,
    TableOfContentsItem,
    Paragraph,
    /// 1 to 6.
    Heading(u8),
    List {
        numbering: ListNumbering,
    },
    ListItem,
    Label,
    ListBody,
    Table,
    TableHead,
    TableBody,
    TableFoot,
    TableRow,
    TableHeadCell {
        scope: Scope,
        column_span: u16,
        row_span: u16,
    },
    TableCell {
        column_span: u16,
        row_span: u16,
    },
    Span,
    Quote,
    Note,
    Reference,
    Code,
    /// Index in [`ChapterLayout::links`].
    Link(u32),
    Figure,
    Formula,
}

/// `ListNumbering` (PDF 32000-1 table 347).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the name of its value")]
pub enum ListNumbering {
    None,
    Disc,
    Circle,
    Square,
    Decimal,
    UpperRoman,
    LowerRoman,
    UpperAlpha,
    LowerAlpha,
}

/// `Scope` (PDF 32000-1 table 349).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the name of its value")]
pub enum Scope {
    Row,
    Column,
}

/// A link of a chapter.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Where it leads; never written or nowhere.
    pub target: Target,
    /// What a reader who doesn't see it is told: its words.
    pub description: String,
}

/// A part of a link on a page; a link over two lines has two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinkArea {
    /// Index in [`ChapterLayout::links`].
    pub link: u32,
    /// Where it can be clicked.
    pub area: Rect,
}

/// Where an id fell.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// The id in the chapter; `None` is the chapter's beginning.
    pub id: Option<String>,
    /// Index in [`ChapterLayout::pages`].
    pub page: usize,
    /// Its top left corner.
    pub at: Point,
}

/// A heading for the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineHeading {
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Index in [`ChapterLayout::pages`].
    pub page: usize,
    /// Its top left corner.
    pub at: Point,
    /// Its structure element.
    pub element: StructureId,
}
