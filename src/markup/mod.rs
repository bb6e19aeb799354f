//! The book as elements: takes chapters of the model, gives one tree of XHTML elements a chapter.
//!
//! The EPUB writes this tree out and the PDF lays it out, so one stylesheet means the same in both. A new kind of block
//! owes its arm in `lower`, and nothing in either backend unless it wants more than elements can say.

mod contents;
mod contents_page;
mod lower;
mod name;
mod outline;
mod title_page;
mod tree;
mod words;
pub mod xhtml;

pub use contents::{ContentsEntry, ContentsKind, contents};
pub(crate) use contents::{chapter_title, one_line};
pub use contents_page::{ContentsLine, ContentsPage, contents_page};
pub(crate) use lower::is_language_tag;
pub use lower::{lower, lower_blocks};
pub use name::Name;
pub use outline::{OutlineEntry, outline};
pub use title_page::title_page;
pub use tree::{Element, Node, NodeId, NodeKind, Tree};
pub use words::Words;
