//! The EPUB backend: takes a styled book, gives an EPUB 3.3.
//!
//! epub-builder carries the chapters, the stylesheet, the container and the NCX; what it gets wrong is put right in a second step
//! that moves its entries into the final archive without deflating them again. The pictures stand before them: each is read, made
//! ready, written and dropped.

mod access;
mod archive;
mod carrier;
mod contents;
mod cover;
mod document;
mod file_names;
mod links;
mod metadata;
mod navigation;
mod package;
mod pictures;
mod repair;

use crate::backend::Backend;
use crate::diagnostics::{Diagnostic, Diagnostics, Error, Result};
use crate::document::Book;
use crate::markup::{Words, is_language_tag};
use crate::style::StyledBook;
use access::Access;
use archive::Archive;
use contents::Entry;
use document::Document;
use file_names::FileNames;
use links::Links;
use pictures::Pictures;
use std::fmt::Display;
use std::io::Write;

/// Writes EPUB 3.3.
#[derive(Debug, Default)]
pub struct Epub {}

impl Backend for Epub {
    fn name(&self) -> &'static str {
        "epub"
    }

    fn render(
        &self,
        book: &StyledBook<'_>,
        out: &mut dyn Write,
        messages: &mut Diagnostics,
    ) -> Result<()> {
        if book.book.chapters.is_empty() {
            return Err(empty());
        }
        let mut archive = Archive::begin(out).map_err(unwritten)?;
        let pictures = Pictures::write(book, &mut archive, messages).map_err(unwritten)?;
        let publication = Publication::of(book, pictures);
        let carried = carrier::carry(&publication).map_err(unwritten)?;
        let repaired = repair::repair(&carried, &publication).map_err(unwritten)?;
        archive.finish(&carried, &repaired).map_err(unwritten)
    }
}

fn empty() -> Error {
    let message = "there is no chapter to make a book of";
    Box::new(Diagnostic::error("book-empty", message))
}

fn unwritten(error: impl Display) -> Error {
    let message = format!("the EPUB can't be written: {error}");
    Box::new(Diagnostic::error("epub-unwritable", message))
}

/// What goes into the EPUB, before it is one.
struct Publication<'a> {
    book: &'a Book,
    /// A valid tag of the book's language.
    language: &'a str,
    words: &'static Words,
    /// In reading order: title page, chapters.
    documents: Vec<Document>,
    /// Parts, chapters and headings, one in another.
    contents: Vec<Entry>,
    pictures: Pictures,
    access: Access,
    stylesheet: String,
}

impl<'a> Publication<'a> {
    fn of(styled: &StyledBook<'a>, pictures: Pictures) -> Publication<'a> {
        let book = styled.book;
        let names = FileNames::of(book);
        let links = Links::of(styled, &names, &pictures);
        Publication {
            book,
            language: language(book),
            words: Words::of(language(book)),
            documents: document::documents(styled, &names, &links),
            contents: contents::entries(styled, &names),
            access: Access::of(styled, &pictures),
            stylesheet: styled.stylesheet.to_epub_css(),
            pictures,
        }
    }
}

/// The book's language, if that is the form of a tag; else English, as where nobody said.
fn language(book: &Book) -> &str {
    let tag = book.metadata.language.as_str();
    if is_language_tag(tag) { tag } else { "en" }
}
