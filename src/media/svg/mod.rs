//! SVG: takes a file, gives its size, a tree to draw, its pixels, and a rewritten file that holds only what an EPUB may.

mod draw;
mod size;
mod text;

pub use draw::{draw, tree};

use super::epub::{EpubPicture, as_png};
use super::{MediaFacts, broken};
use crate::diagnostics::{Diagnostic, Result};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// No SVG begins later than this.
const PROLOGUE: usize = 64 << 10;

/// What stands before the root element.
enum Start<'a> {
    Root(BytesStart<'a>),
    DocumentType,
    Nothing,
}

/// The root element, or what is in its way.
fn start(text: &str) -> Start<'_> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(root) | Event::Empty(root)) => return Start::Root(root),
            Ok(Event::DocType(_)) => return Start::DocumentType,
            Ok(Event::Text(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
            _ => return Start::Nothing,
        }
    }
}

/// Is this an SVG? One with a document type is, too, so that it can be refused with a reason.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let text = text::decoded(bytes.get(..PROLOGUE).unwrap_or(bytes));
    if !text.trim_start().starts_with('<') {
        return false;
    }
    match start(&text) {
        Start::Root(root) => root.local_name().as_ref() == "svg",
        Start::DocumentType => text.contains("<svg") || text.contains("<!DOCTYPE svg"),
        Start::Nothing => false,
    }
}

/// The size it says, or that of its view box.
pub(super) fn facts(bytes: &[u8]) -> Result<MediaFacts> {
    let text = text::decoded(bytes);
    match start(&text) {
        Start::Root(root) => Ok(size::facts(&root)),
        Start::DocumentType => Err(document_type()),
        Start::Nothing => Err(broken("the SVG has no root element")),
    }
}

/// Entities can blow a kilobyte up to gigabytes and name files, so none are read.
fn document_type() -> Box<Diagnostic> {
    let message = "the SVG has a document type (<!DOCTYPE ...>), which may define entities";
    Box::new(
        Diagnostic::error("svg-doctype", message).help("delete the <!DOCTYPE ...> from the file"),
    )
}

/// For an EPUB.
pub(super) fn for_epub(bytes: &[u8]) -> Result<EpubPicture> {
    as_png(&draw(bytes, 2.0)?)
}
