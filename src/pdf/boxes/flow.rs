//! The CSS box tree, written flat: each block opens, holds its parts in order, and closes, so nothing here recurses but tables.

use crate::media::MediaId;
use crate::pdf::line::{Mark, Piece};
use crate::pdf::page::{Link, StructureElement, StructureId, Tag};
use crate::span::Span;
use crate::style::ComputedStyle;
use crate::units::Size;
use std::sync::Arc;

/// A chapter as boxes, with what they mean.
#[derive(Debug, Default)]
pub struct Boxes {
    /// What runs through the pages.
    pub flow: Vec<Part>,
    /// What stands at their feet: the notes in document order; [`Mark::Note`] counts them.
    pub notes: Vec<NoteBox>,
    /// The structure elements; parents stand before their children.
    pub structure: Vec<StructureElement>,
    /// The links.
    pub links: Vec<Link>,
    /// The pictures in lines; [`Piece::Object`] counts them.
    pub objects: Vec<PictureBox>,
    /// The inline boxes with a background or borders; [`Mark::BoxStart`] counts them.
    pub inline_boxes: Vec<Arc<ComputedStyle>>,
    /// The chapter's text runs from right to left.
    pub right_to_left: bool,
}

/// A part of a flow.
#[derive(Debug)]
pub enum Part {
    /// A block begins.
    Open(BlockBox),
    /// The last begun block ends.
    Close,
    /// Inline content.
    Paragraph(Paragraph),
    /// A picture on its own.
    Picture(PictureBox),
    /// A table.
    Table(Box<TableBox>),
    /// Something of no size: falls on what follows.
    Mark(Mark),
    /// A heading's words begin: falls on what follows.
    Heading(HeadingMark),
}

/// A block.
#[derive(Debug)]
pub struct BlockBox {
    /// How it looks.
    pub style: Arc<ComputedStyle>,
    /// What stands beside its first line: a list item's marker.
    pub marker: Option<Vec<Piece>>,
    /// What it is to layout.
    pub kind: BlockKind,
}

/// What a block is to layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A plain block.
    Plain,
    /// A picture with its caption: stays on one page, the picture made smaller if need be.
    Figure,
    /// A picture: as high as it is drawn.
    Picture,
    /// The box around a table and its caption: has the table's margins and nothing else of its style (CSS 2 section 17.4).
    TableWrapper,
}

/// Inline content of one block.
#[derive(Debug)]
pub struct Paragraph {
    /// The content.
    pub pieces: Vec<Piece>,
    /// The block's style.
    pub style: Arc<ComputedStyle>,
    /// What the whole of it is: for what layout adds to it.
    pub tag: Tag,
}

/// A picture.
#[derive(Debug, Clone)]
pub struct PictureBox {
    /// Which.
    pub media: MediaId,
    /// Its own size, at 96 pixels to the inch.
    pub natural: Size,
    /// How it is sized and aligned.
    pub style: Arc<ComputedStyle>,
    /// What it is.
    pub tag: Tag,
    /// The link it is in.
    pub link: Option<u32>,
}

/// A heading, for the outline.
#[derive(Debug, Clone)]
pub struct HeadingMark {
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Its structure element.
    pub element: StructureId,
}

/// A footnote.
#[derive(Debug)]
pub struct NoteBox {
    /// What it says.
    pub flow: Vec<Part>,
}

/// A table.
#[derive(Debug)]
pub struct TableBox {
    /// How it looks.
    pub style: Arc<ComputedStyle>,
    /// Head, body and foot rows in this order.
    pub rows: Vec<RowBox>,
    /// How many of them are repeated on each page.
    pub head_rows: usize,
    /// How many columns it has.
    pub columns: usize,
    /// What stands above it, as wide as it is.
    pub caption: Vec<Part>,
    /// Where its author typed it.
    pub span: Span,
}

/// A row.
#[derive(Debug)]
pub struct RowBox {
    /// How it looks.
    pub style: Arc<ComputedStyle>,
    /// How its head, body or foot looks.
    pub group: Arc<ComputedStyle>,
    /// Which of the table's groups it is in.
    pub group_number: usize,
    /// Its cells; those covered by a span of another are not there.
    pub cells: Vec<CellBox>,
}

/// A cell.
#[derive(Debug)]
pub struct CellBox {
    /// How it looks.
    pub style: Arc<ComputedStyle>,
    /// What it holds.
    pub flow: Vec<Part>,
    /// Its first column, from 0.
    pub column: usize,
    /// Columns it takes, 1 or more.
    pub column_span: usize,
    /// Rows it takes, 1 or more.
    pub row_span: usize,
}
