//! SVG: takes a file, gives its size, a tree to draw, its pixels, and a rewritten file that holds only what an EPUB may.

mod allowed;
mod cost;
mod css;
mod doctype;
mod draw;
mod fonts;
mod ids;
mod rewrite;
mod size;
mod text;

pub use draw::{draw, tree};
pub use fonts::fonts;

use rewrite::{Purpose, rewritten};

use super::decode::Decoded;
use super::epub::{EpubPicture, as_png};
use super::{MediaFacts, MediaKind, broken};
use crate::diagnostics::Result;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// No SVG begins later than this.
const PROLOGUE: usize = 64 << 10;

/// What stands before the root element.
enum Start<'a> {
    Root(BytesStart<'a>),
    /// A document type that isn't plain SVG's.
    DocumentType,
    Nothing,
}

/// The root element, or what is in its way.
fn start(text: &str) -> Start<'_> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(root) | Event::Empty(root)) => return Start::Root(root),
            Ok(Event::DocType(declaration)) if !doctype::is_plain(&declaration) => {
                return Start::DocumentType;
            }
            Ok(
                Event::Text(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_),
            ) => {}
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

/// The size it says, or that of its view box. The whole file is looked at, so that what can't be used is known now.
pub(super) fn facts(bytes: &[u8]) -> Result<MediaFacts> {
    let text = text::decoded(bytes);
    rewritten(&text, Purpose::Drawing)?;
    match start(&text) {
        Start::Root(root) => Ok(size::facts(&root)),
        Start::DocumentType => Err(doctype::refused()),
        Start::Nothing => Err(broken("the SVG has no root element")),
    }
}

/// The file for an EPUB: rewritten through an allow-list, or as pixels where that would lose something that can be drawn.
pub(super) fn for_epub(bytes: &[u8]) -> Result<EpubPicture> {
    let rewritten = rewritten(&text::decoded(bytes), Purpose::Epub)?;
    if rewritten.is_whole {
        return Ok(EpubPicture {
            kind: MediaKind::Svg,
            bytes: rewritten.text.into_bytes(),
        });
    }
    as_png(&Decoded {
        image: draw(bytes, 2.0)?,
        profile: None,
    })
}
