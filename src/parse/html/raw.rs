//! Elements taken over whole, in another language than HTML: takes the source of an `svg` or `math`, gives a picture or a formula.

use crate::document::{Alternative, Image, Picture};
use std::fmt::Write;
use std::ops::Range;

/// An element taken over or left out whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct RawElement {
    /// Its lower-case name.
    pub(in crate::parse) name: String,
    /// From its start tag to its end tag.
    pub(in crate::parse) range: Range<usize>,
}

impl RawElement {
    /// The element whose start tag is `tag` of `source`; nothing if it doesn't end before the source does.
    pub(in crate::parse) fn find(
        source: &str,
        tag: Range<usize>,
        name: &str,
    ) -> Option<RawElement> {
        if source.get(tag.clone())?.ends_with("/>") {
            return Some(RawElement {
                name: name.to_owned(),
                range: tag,
            });
        }
        let mut depth = 1;
        let mut at = tag.end;
        while let Some(found) = next_tag(source, at, name) {
            depth = if found.is_end { depth - 1 } else { depth + 1 };
            at = found.end;
            if depth == 0 || (found.is_end && name != "svg") {
                return Some(RawElement {
                    name: name.to_owned(),
                    range: tag.start..at,
                });
            }
        }
        None
    }
}

struct FoundTag {
    is_end: bool,
    end: usize,
}

/// The next tag of this name; start tags count only for `svg`, which may hold others of its kind.
fn next_tag(source: &str, from: usize, name: &str) -> Option<FoundTag> {
    let mut at = from;
    loop {
        let open = at + source.get(at..)?.find('<')?;
        let inner = source.get(open + 1..)?;
        let (inner, is_end) = match inner.strip_prefix('/') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let word = inner.get(..name.len());
        let after = inner.as_bytes().get(name.len());
        let is_name = word.is_some_and(|word| word.eq_ignore_ascii_case(name))
            && after.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
        if is_name && (is_end || name == "svg") {
            let end = open + source.get(open..)?.find('>')? + 1;
            let empty = !is_end && source.get(..end)?.ends_with("/>");
            if !empty {
                return Some(FoundTag { is_end, end });
            }
        }
        at = open + 1;
    }
}

/// An inline SVG as a picture whose URL holds it.
pub(in crate::parse) fn svg_image(svg: &str) -> Image {
    let mut url = String::with_capacity(svg.len() + svg.len() / 4 + 32);
    url.push_str("data:image/svg+xml,");
    let tag_end = svg.find('>').unwrap_or(svg.len());
    let (tag, rest) = svg.split_at(tag_end);
    match tag.strip_prefix("<svg") {
        // In HTML the name says enough; in a file of its own it needs its namespace.
        Some(attributes) if !tag.contains("xmlns=") => {
            percent_encode("<svg xmlns=\"http://www.w3.org/2000/svg\"", &mut url);
            percent_encode(attributes, &mut url);
        }
        _ => percent_encode(tag, &mut url),
    }
    percent_encode(rest, &mut url);
    let title = inner(svg, "title").map(str::trim);
    Image {
        picture: Picture::Written(url),
        alternative: match title {
            Some(title) if !title.is_empty() => Alternative::Text(title.to_owned()),
            _ => Alternative::Absent,
        },
        title: None,
    }
}

/// RFC 3986 section 2.3's unreserved characters stay, and those that are safe in a `data:` URL and common in SVG.
fn percent_encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:=;,!*()'@$&+".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// The TeX source that MathML may carry with it.
pub(in crate::parse) fn tex_of(math: &str) -> Option<&str> {
    let annotated = math.find("application/x-tex")?;
    let rest = math.get(annotated..)?;
    let start = rest.find('>')? + 1;
    let end = rest.find("</")?;
    Some(rest.get(start..end)?.trim())
}

/// What the first element of this name holds.
fn inner<'a>(source: &'a str, name: &str) -> Option<&'a str> {
    let open = source.find(&format!("<{name}"))?;
    let start = open + source.get(open..)?.find('>')? + 1;
    let rest = source.get(start..)?;
    rest.get(..rest.find("</")?)
}

#[cfg(test)]
mod tests {
    use super::{RawElement, svg_image, tex_of};
    use crate::document::{Alternative, Picture};

    fn found<'a>(source: &'a str, name: &str) -> Option<&'a str> {
        let tag = 0..source.find('>')? + 1;
        RawElement::find(source, tag, name).map(|element| &source[element.range])
    }

    #[test]
    fn elements_end_at_their_own_tag() {
        assert_eq!(
            found("<svg><svg/></svg> x", "svg"),
            Some("<svg><svg/></svg>")
        );
        assert_eq!(
            found("<svg><svg></svg></svg> x", "svg"),
            Some("<svg><svg></svg></svg>")
        );
        assert_eq!(
            found("<script>'<script>'</SCRIPT > x", "script"),
            Some("<script>'<script>'</SCRIPT >")
        );
        assert_eq!(found("<style>p {}", "style"), None);
        assert_eq!(found("<svg/> x", "svg"), Some("<svg/>"));
    }

    #[test]
    fn a_drawing_is_a_picture_with_its_title() {
        let image = svg_image("<svg xmlns='n'><title>A dot</title></svg>");
        assert_eq!(image.alternative, Alternative::Text("A dot".to_owned()));
        assert_eq!(
            image.picture,
            Picture::Written(
                "data:image/svg+xml,%3Csvg%20xmlns='n'%3E%3Ctitle%3EA%20dot%3C/title%3E%3C/svg%3E"
                    .to_owned()
            )
        );
    }

    #[test]
    fn mathml_may_carry_tex() {
        let math =
            r#"<math><mi>x</mi><annotation encoding="application/x-tex">x_1</annotation></math>"#;
        assert_eq!(tex_of(math), Some("x_1"));
    }
}
