//! Links: takes a link and where it can be clicked, gives an annotation (PDF 32000-1 12.5.6.5). Only two actions are ever written:
//! to a place in the document, and to a URI.

use crate::diagnostics::Result;
use crate::document::Target;
use crate::pdf::file::destinations::{Destinations, PageObject};
use crate::pdf::file::packer::Packer;
use crate::pdf::file::syntax::{self, Dictionary, Ref};
use crate::pdf::page::Link;
use crate::units::{Pt, Rect};

/// The annotation is printed (PDF/A-3, 6.3.2).
const PRINTED: i64 = 4;

/// Writes the annotation of a part of a link; `None` where the link leads nowhere.
pub fn write(
    link: &Link,
    area: Rect,
    page: PageObject,
    key: usize,
    destinations: &Destinations,
    packer: &mut Packer<'_>,
) -> Result<Option<Ref>> {
    let action = match &link.target {
        Target::External(uri) => Action::Uri(ascii(uri)),
        Target::Internal { chapter, id } => match destinations.find(*chapter, id.as_deref()) {
            Some(place) => Action::GoTo(place),
            None => return Ok(None),
        },
        Target::Written(_) | Target::Nowhere => return Ok(None),
    };
    let object = packer.reserve();
    packer.dictionary(object, |annotation| {
        annotation.name("Type", "Annot").name("Subtype", "Link");
        annotation
            .lengths("Rect", &corners(area, page))
            .reals("Border", &[0.0, 0.0, 0.0]);
        annotation
            .integer("F", PRINTED)
            .text("Contents", description(link));
        annotation
            .reference("P", page.object)
            .integer("StructParent", key as i64);
        action.write(annotation);
    })?;
    Ok(Some(object))
}

enum Action {
    GoTo(super::destinations::Destination),
    Uri(String),
}

impl Action {
    fn write(&self, annotation: &mut Dictionary<'_>) {
        match self {
            Action::GoTo(place) => annotation.array("Dest", |array| place.write(array)),
            Action::Uri(uri) => annotation.dictionary("A", |action| {
                action
                    .name("Type", "Action")
                    .name("S", "URI")
                    .bytes("URI", uri.as_bytes());
            }),
        };
    }
}

/// Left, bottom, right, top, from the page's bottom left corner.
fn corners(area: Rect, page: PageObject) -> [Pt; 4] {
    let left = area.origin.x;
    let top = page.size.height - area.origin.y;
    [left, top - area.size.height, left + area.size.width, top]
}

/// What a link without words says: where it leads.
fn description(link: &Link) -> &str {
    match (&link.target, link.description.trim()) {
        (Target::External(uri), "") => uri,
        (_, "") => "link",
        (_, words) => words,
    }
}

/// URIs are ASCII (12.6.4.7); all else is escaped (RFC 3987 section 3.1).
fn ascii(uri: &str) -> String {
    let mut out = String::with_capacity(uri.len());
    for byte in uri.bytes() {
        if matches!(byte, b'!'..=b'~') {
            out.push(char::from(byte));
        } else {
            let mut digits = Vec::with_capacity(2);
            syntax::hexadecimal(&mut digits, byte);
            out.push('%');
            out.extend(digits.into_iter().map(char::from));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn uris_are_ascii() {
        assert_eq!(
            super::ascii("https://a.example/ü b?x=(1)"),
            "https://a.example/%C3%BC%20b?x=(1)"
        );
    }
}
