//! The stylesheet: the built-in one, then the author's.

use crate::diagnostics::Diagnostics;
use crate::markup::Tree;
use crate::span::{FileId, Sources};
use crate::style::{PageStyle, StyleTable};

/// The rules of a book: the base stylesheet, then each of the author's.
#[derive(Debug, Default)]
pub struct Stylesheet {}

impl Stylesheet {
    /// The base stylesheet (`styles/chapbook.css`), then the authors' in order. What is not understood is reported at its place.
    pub fn parse(
        _sources: &mut Sources,
        _authors: &[FileId],
        _messages: &mut Diagnostics,
    ) -> Stylesheet {
        Stylesheet {}
    }

    /// The rules written out again for the EPUB, without what EPUB 3.3 section 6.3 forbids.
    pub fn to_epub_css(&self) -> String {
        String::new()
    }

    /// The computed style of every node of `tree`, for print.
    pub fn compute(&self, _tree: &Tree, _language: &str) -> StyleTable {
        StyleTable::default()
    }

    /// The page's style (`@page`), `first` for a chapter's opening page.
    pub fn page(&self, _first: bool) -> PageStyle {
        PageStyle::default()
    }
}
