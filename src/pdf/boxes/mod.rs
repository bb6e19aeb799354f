//! Boxes: takes a chapter's elements with their styles, gives the CSS box tree and the structure elements that its content belongs to.
//!
//! One walk over the tree, without recursion: [`walk`] enters and leaves elements, [`blocks`] and [`inlines`] say what each
//! makes, [`structure`] and [`roles`] what it means, [`tables`] gathers rows and cells.

mod blocks;
mod figures;
mod flow;
mod inlines;
mod marker;
mod notes;
mod pictures;
mod roles;
mod structure;
mod tables;
mod walk;

pub use flow::{
    BlockBox, BlockKind, Boxes, CellBox, HeadingMark, NoteBox, Paragraph, Part, PictureBox, RowBox,
    TableBox,
};

use crate::markup::Tree;
use crate::media::MediaLibrary;
use crate::style::StyleTable;

/// The boxes of a chapter, in a document of this language.
pub fn build(tree: &Tree, styles: &StyleTable, media: &MediaLibrary, language: &str) -> Boxes {
    walk::Builder::new(tree, styles, media, language).build()
}
