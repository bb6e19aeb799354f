//! A book with its elements and its stylesheet: what a backend gets.

use crate::document::Book;
use crate::markup::{Tree, lower};
use crate::progress::Listener;
use crate::style::Stylesheet;

/// A book, its chapters as elements, and the stylesheet for them.
#[derive(Debug)]
pub struct StyledBook<'a> {
    /// The book.
    pub book: &'a Book,
    /// Its chapters as elements, in order.
    pub chapters: Vec<StyledChapter>,
    /// The rules.
    pub stylesheet: &'a Stylesheet,
    /// Who hears how far a backend is.
    pub progress: Listener,
}

/// A chapter as elements.
#[derive(Debug)]
pub struct StyledChapter {
    /// The elements.
    pub tree: Tree,
}

impl<'a> StyledBook<'a> {
    /// Turns each chapter into elements.
    pub fn new(book: &'a Book, stylesheet: &'a Stylesheet) -> StyledBook<'a> {
        let chapters = (0..book.chapters.len())
            .map(|number| StyledChapter {
                tree: lower(book, number),
            })
            .collect();
        StyledBook {
            book,
            chapters,
            stylesheet,
            progress: Listener::default(),
        }
    }

    /// Has backends tell `progress` how far they are.
    #[must_use]
    pub fn heard_by(self, progress: Listener) -> StyledBook<'a> {
        StyledBook { progress, ..self }
    }
}
