//! Assembling: takes posts with their blocks, gives a book: unique ids, links, notes, pictures in the library, typographic quotes, figures.

use crate::diagnostics::Diagnostics;
use crate::document::Book;
use crate::parse::Parsed;
use crate::source::Post;
use std::collections::BTreeMap;

/// What the user said about the book: `--set key=value`.
pub type Settings = BTreeMap<String, String>;

/// Makes one book of posts.
pub fn assemble(
    _posts: Vec<(Post, Parsed)>,
    _settings: &Settings,
    _messages: &mut Diagnostics,
) -> Book {
    Book::default()
}
