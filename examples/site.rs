//! A whole site as one book, from a program: an EPUB and a PDF in a stylesheet of one's own, a part for each year.
//!
//!     cargo run --example site fixtures/almanac target/books
//!
//! Writes `book.epub` and `book.pdf` into the second folder, and what there is to say about the posts on standard error.

use chapbook::assemble::Settings;
use chapbook::backend::Backend;
use chapbook::diagnostics::Diagnostics;
use chapbook::epub::Epub;
use chapbook::fonts::MachineFonts;
use chapbook::pdf::Pdf;
use chapbook::source::{Collected, Parts, ReadOptions, Selection};
use chapbook::span::Sources;
use chapbook::style::{StyledBook, Stylesheet};
use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::sync::Arc;

/// Goes after the built-in stylesheet, for both books.
const STYLE: &str = "@page { size: A5 } h1 { color: #722 }";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (site, folder) = arguments
        .next()
        .zip(arguments.next())
        .ok_or("name a site's folder, and one for the books")?;

    // Every span of the model and of a message is a place in one of these texts.
    let mut sources = Sources::default();
    // What can't be kept is replaced and told here; it is never an error.
    let mut messages = Diagnostics::default();

    let selection = Selection {
        parts: Some(Parts::Year),
        ..Selection::default()
    };
    let settings = Settings::from([("subtitle".to_owned(), "All the years".to_owned())]);
    let book = chapbook::book_of_site(
        &Collected::Folder(site),
        &ReadOptions::default(),
        &selection,
        &settings,
        &mut sources,
        &mut messages,
    )?;

    let own = sources.add("book.css", STYLE.into());
    let stylesheet = Stylesheet::parse(&mut sources, &[own], &mut messages);
    let styled = StyledBook::new(&book, &stylesheet);
    // The bundled fonts have Latin, Greek, Cyrillic and Hebrew letters; the machine's have the rest.
    let pdf = Pdf::with_fonts(Arc::new(MachineFonts::default()));
    let backends: [&dyn Backend; 2] = [&Epub::default(), &pdf];
    std::fs::create_dir_all(&folder)?;
    for backend in backends {
        let file = File::create(folder.join("book").with_extension(backend.name()))?;
        backend.render(&styled, &mut BufWriter::new(file), &mut messages)?;
    }
    tell(&messages, &sources);
    Ok(())
}

/// A line a message: `post.md:3:14: warning: there is no picture a.png (picture-missing)`.
fn tell(messages: &Diagnostics, sources: &Sources) {
    for message in messages.in_place_order() {
        let place = message.span.and_then(|span| sources.place(span));
        let place = place.map(|at| format!("{}:{}:{}: ", at.path, at.line, at.column));
        let (severity, code) = (message.severity.name(), message.code);
        eprintln!(
            "{}{severity}: {message} ({code})",
            place.unwrap_or_default()
        );
    }
}
