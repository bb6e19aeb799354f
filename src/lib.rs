//! Chapbook turns the posts people already have into EPUB ebooks and typeset, accessible PDFs.
//!
//! The way of a post: [`source`] reads it, [`parse`] makes blocks of the [`document`] model, [`assemble`] makes a book of them,
//! [`style`] adds elements and rules, and a [`backend`] writes a file: [`epub`] or [`pdf`].

pub mod assemble;
pub mod backend;
pub mod diagnostics;
pub mod document;
pub mod epub;
pub mod fonts;
pub mod markup;
pub mod media;
mod names;
pub mod parse;
pub mod pdf;
mod percent;
pub mod source;
pub mod span;
pub mod style;
pub mod units;

use diagnostics::{Diagnostics, Result};
use document::Book;
use source::{Input, ReadOptions};
use span::Sources;

/// Makes a book of one post.
///
/// # Errors
/// When the post can't be read as text at all.
pub fn book_of_post(
    input: &Input,
    options: &ReadOptions,
    settings: &assemble::Settings,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<Book> {
    let post = source::read(input, options, sources, messages)?;
    let parsed = parse::parse(&post.text, post.dialect, messages);
    Ok(assemble::assemble(vec![(post, parsed)], settings, messages))
}
