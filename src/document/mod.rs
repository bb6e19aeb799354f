//! The document model between all readers and writers: chapters of blocks and inlines, each with its span and attributes.
//!
//! Takes nothing from other stages and gives them a common language. Everything a post can contain is a kind here; raw HTML
//! is turned into these kinds on the way in, so nothing reaches a backend as a raw string.

mod attributes;
mod block;
mod book;
mod dump;
mod inline;
mod table;
mod walk;

pub use attributes::Attributes;
pub use block::{
    Alert, AlertKind, Block, BlockKind, CodeBlock, DefinitionItem, Details, Division,
    DivisionElement, Figure, HeadingLevel, List, ListItem, Note, Numbering,
};
pub use book::{Book, BookMetadata, Chapter, ChapterKind, ChapterMetadata, Direction};
pub use dump::{dump, dump_blocks};
pub use inline::{
    Alternative, Image, Inline, InlineElement, InlineKind, Link, Picture, Target, plain_text,
};
pub use table::{Alignment, Cell, CellKind, Row, Table};
pub use walk::{MAX_DEPTH, Visitor, walk_block, walk_blocks, walk_inline, walk_inlines};
