//! An SVG's text: takes bytes, gives characters, by byte order mark or by the encoding that its XML declaration names.

use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// The XML declaration stands in the first bytes (XML 1.0 appendix F).
const DECLARATION: usize = 128;

/// The file as text; what doesn't decode becomes U+FFFD.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let (text, ..) = declared(bytes).unwrap_or(UTF_8).decode(bytes);
    text
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..DECLARATION).unwrap_or(bytes);
    let declaration = start.strip_prefix(b"<?xml")?;
    let end = declaration.iter().position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(declaration.get(..end)?).ok()?;
    let value = declaration
        .split_once("encoding")?
        .1
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let quote = value
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''))?;
    Encoding::for_label(value.get(1..)?.split(quote).next()?.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn the_declaration_is_believed() {
        let latin = decoded(b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xE4</a>");
        assert!(latin.ends_with("<a>ä</a>"));
        assert_eq!(decoded("<svg>ä</svg>".as_bytes()), "<svg>ä</svg>");
        assert_eq!(decoded(b"\xFF\xFE<\0a\0/\0>\0"), "<a/>");
    }
}
