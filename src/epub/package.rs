//! The package document (EPUB 3.3 section 5): metadata, manifest, spine.

use super::Publication;
use super::document::DocumentKind;
use super::file_names::{NAVIGATION, NCX, STYLESHEET};
use super::metadata;
use crate::document::Direction;
use crate::markup::xhtml::write_attribute;

/// The whole of `content.opf`.
pub(super) fn package(publication: &Publication<'_>) -> String {
    let mut out = String::with_capacity(4096);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"book-id\"");
    write_attribute("xml:lang", publication.language, &mut out);
    let progression = match publication.book.metadata.direction {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    };
    write_attribute("dir", progression, &mut out);
    out.push_str(">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    metadata::write(publication, &mut out);
    publication.access.write(&mut out);
    out.push_str("</metadata>\n<manifest>\n");
    manifest(publication, &mut out);
    out.push_str(&format!(
        "</manifest>\n<spine toc=\"ncx\" page-progression-direction=\"{progression}\">\n"
    ));
    spine(publication, &mut out);
    out.push_str("</spine>\n</package>\n");
    out
}

fn manifest(publication: &Publication<'_>, out: &mut String) {
    item("nav", NAVIGATION, "application/xhtml+xml", "nav", out);
    item("ncx", NCX, "application/x-dtbncx+xml", "", out);
    item("stylesheet", STYLESHEET, "text/css", "", out);
    for (n, document) in publication.documents.iter().enumerate() {
        item(
            &document_id(n),
            &document.file,
            "application/xhtml+xml",
            "",
            out,
        );
    }
    let cover = publication.pictures.cover;
    for (n, picture) in publication.pictures.items.iter().enumerate() {
        let properties = if cover == Some(n) { "cover-image" } else { "" };
        item(
            &picture_id(n),
            &picture.path,
            picture.kind.media_type(),
            properties,
            out,
        );
    }
}

fn item(id: &str, href: &str, media_type: &str, properties: &str, out: &mut String) {
    out.push_str("<item");
    write_attribute("id", id, out);
    write_attribute("href", href, out);
    write_attribute("media-type", media_type, out);
    if !properties.is_empty() {
        write_attribute("properties", properties, out);
    }
    out.push_str("/>\n");
}

/// The title page, the contents, the chapters. In a book of one chapter nobody pages through the contents, but
/// landmarks lead there, and what is led to must be in the spine (EPUBCheck's RSC-011).
fn spine(publication: &Publication<'_>, out: &mut String) {
    let documents = || publication.documents.iter().enumerate();
    let kind = |kind| documents().filter(move |(_, document)| document.kind == kind);
    kind(DocumentKind::TitlePage).for_each(|(n, _)| itemref(&document_id(n), true, out));
    itemref("nav", kind(DocumentKind::Chapter).count() > 1, out);
    kind(DocumentKind::Chapter).for_each(|(n, _)| itemref(&document_id(n), true, out));
}

fn itemref(id: &str, linear: bool, out: &mut String) {
    out.push_str("<itemref");
    write_attribute("idref", id, out);
    if !linear {
        write_attribute("linear", "no", out);
    }
    out.push_str("/>\n");
}

fn document_id(n: usize) -> String {
    format!("document-{}", n + 1)
}

/// A picture's id in the manifest.
pub(super) fn picture_id(n: usize) -> String {
    format!("picture-{}", n + 1)
}
