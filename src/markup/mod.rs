//! The book as elements: takes chapters of the model, gives one tree of XHTML elements a chapter.
//!
//! The EPUB writes this tree out and the PDF lays it out, so one stylesheet means the same in both. A new kind of block
//! owes its arm in `lower`, and nothing in either backend unless it wants more than elements can say.

mod lower;
mod name;
mod tree;

pub use lower::lower;
pub use name::Name;
pub use tree::{Element, ElementRef, Node, NodeId, NodeKind, Tree};
