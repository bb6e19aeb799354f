//! Chapbook turns the posts people already have into EPUB ebooks and typeset, accessible PDFs.
//!
//! The way of a post: [`source`] reads it, [`parse`] makes blocks of the [`document`] model, [`assemble`] makes a book of them,
//! [`style`] adds elements and rules, and a [`backend`] writes a file: [`epub`] or [`pdf`].
//! Nothing is got from a network unless [`fetch`] is asked to.
//!
//! ```
//! use chapbook::backend::Backend;
//! use chapbook::source::{Input, ReadOptions};
//! use chapbook::style::{StyledBook, Stylesheet};
//!
//! let mut sources = chapbook::span::Sources::default(); // to which spans lead
//! let mut messages = chapbook::diagnostics::Diagnostics::default(); // what could not be kept, and what was done instead
//! let post = Input::Standard("# A letter\n\nDear reader, …".into());
//! let (options, settings) = (ReadOptions::default(), Default::default());
//! let book = chapbook::book_of_post(&post, &options, &settings, &mut sources, &mut messages)?;
//! assert_eq!(book.metadata.title, "A letter");
//!
//! let sheet = Stylesheet::parse(&mut sources, &[], &mut messages);
//! let mut epub = Vec::new();
//! chapbook::epub::Epub::default().render(&StyledBook::new(&book, &sheet), &mut epub, &mut messages)?;
//! assert!(epub.starts_with(b"PK"));
//! # Ok::<(), chapbook::diagnostics::Error>(())
//! ```
//!
//! A whole site in a style of its own: `examples/site.rs`. A format of its own: `examples/plain_text.rs`.

pub mod assemble;
pub mod backend;
mod calendar;
pub mod diagnostics;
pub mod document;
pub mod epub;
pub mod fetch;
pub mod fonts;
pub mod markup;
pub mod media;
pub mod names;
pub mod parse;
pub mod pdf;
mod percent;
pub mod progress;
pub mod source;
pub mod span;
pub mod style;
pub mod units;

use diagnostics::{Diagnostics, Result};
use document::Book;
use parse::Parsed;
use progress::{Listener, Stage};
use rayon::prelude::*;
use source::{Collected, Input, Post, ReadOptions, Selection, Whereabouts};
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
    let posts = vec![(post, parsed)];
    Ok(assembled(posts, &[], options, settings, messages))
}

/// Makes a book of a whole site or of several posts: what is selected of it, in reading order.
///
/// # Errors
/// When there is no such folder, or nothing of it is selected.
pub fn book_of_site(
    collected: &Collected,
    options: &ReadOptions,
    selection: &Selection,
    settings: &assemble::Settings,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<Book> {
    let collection = source::collect(collected, options, selection, sources, messages)?;
    let posts = parse_all(collection.posts, &options.progress, messages);
    let left_out = &collection.left_out;
    Ok(assembled(posts, left_out, options, settings, messages))
}

fn assembled(
    posts: Vec<(Post, Parsed)>,
    left_out: &[Whereabouts],
    options: &ReadOptions,
    settings: &assemble::Settings,
    messages: &mut Diagnostics,
) -> Book {
    let (remote, progress) = (options.remote.as_deref(), &options.progress);
    assemble::assemble_with(posts, left_out, settings, remote, progress, messages)
}

/// Parses posts beside each other; what is told of them comes in their order.
fn parse_all(
    posts: Vec<Post>,
    progress: &Listener,
    messages: &mut Diagnostics,
) -> Vec<(Post, Parsed)> {
    progress.begin(Stage::Parsing, posts.len());
    let parsed: Vec<_> = posts
        .into_par_iter()
        .map(|post| {
            let mut own = Diagnostics::default();
            let parsed = parse::parse(&post.text, post.dialect, &mut own);
            progress.step();
            (post, parsed, own)
        })
        .collect();
    let parsed = parsed.into_iter().map(|(post, parsed, own)| {
        messages.append(own);
        (post, parsed)
    });
    parsed.collect()
}
