//! Rewriting SVG through an allow-list: takes a file's text, gives a file that draws the same and neither runs, loads nor links anything.

use super::cost::Cost;
use super::ids::{self, Ids};
use super::{allowed, css, doctype, size};
use crate::diagnostics::{Diagnostic, Result};
use crate::media::{MediaFacts, MediaKind, broken, data_url, epub};
use quick_xml::escape::{escape, partial_escape, resolve_predefined_entity};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceResolver, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// Deeper than any drawing program nests, and shallow enough for readers that recurse.
const MAX_DEPTH: usize = 200;

/// What a rewritten file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be shown by a reading system.
    Epub,
    /// To be drawn by us, where style sheets load nothing and need not be understood to be harmless.
    Drawing,
}

/// A rewritten file.
pub(super) struct Rewritten {
    /// The file.
    pub(super) text: String,
    /// Whether all that can be drawn is still in it.
    pub(super) is_whole: bool,
}

/// Rewrites a file.
///
/// # Errors
/// `picture-broken` when it is no well-formed XML or nested too deep, `svg-doctype` when it has a document type other than plain SVG's, `picture-too-large` when its
/// references multiply it.
pub(super) fn rewritten(text: &str, purpose: Purpose) -> Result<Rewritten> {
    let mut reader = NsReader::from_str(text);
    let mut rewriter = Rewriter::new(purpose);
    loop {
        match reader.read_event().map_err(malformed)? {
            Event::Start(element) => rewriter.begin(&element, reader.resolver())?,
            Event::Empty(element) => {
                rewriter.begin(&element, reader.resolver())?;
                rewriter.end();
            }
            Event::End(_) => rewriter.end(),
            Event::Text(text) => rewriter.text(&text.xml10_content()),
            Event::CData(text) => rewriter.text(&text.xml10_content()),
            Event::GeneralRef(reference) => rewriter.text(&character(&reference)),
            Event::DocType(declaration) if !doctype::is_plain(&declaration) => {
                return Err(doctype::refused());
            }
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    rewriter.finish()
}

fn malformed(error: quick_xml::Error) -> crate::diagnostics::Error {
    broken(format!("the SVG is no well-formed XML: {error}"))
}

/// What a character reference or one of XML's five entities stands for; others stand for nothing.
fn character(reference: &BytesRef<'_>) -> String {
    let code = reference
        .strip_prefix('#')
        .and_then(|number| match number.strip_prefix('x') {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
            None => number.parse().ok(),
        });
    match code.and_then(char::from_u32) {
        Some(c) => c.to_string(),
        None => resolve_predefined_entity(reference)
            .unwrap_or_default()
            .to_owned(),
    }
}

/// An element that has begun and not ended.
enum Open {
    /// Written under this name.
    Written(&'static str),
    /// Left out, but not what is in it.
    Unwrapped,
    /// A style sheet, whose text is gathered.
    Style(String),
    /// Left out with all that is in it.
    Skipped,
}

struct Rewriter {
    purpose: Purpose,
    out: String,
    open: Vec<Open>,
    /// How many of the open elements are skipped.
    skipped: usize,
    /// A start tag whose `>` isn't written yet, as it may turn out to be empty.
    in_tag: bool,
    ids: Ids,
    cost: Cost,
    lost: bool,
}

impl Rewriter {
    fn new(purpose: Purpose) -> Rewriter {
        Rewriter {
            purpose,
            out: String::new(),
            open: Vec::new(),
            skipped: 0,
            in_tag: false,
            ids: Ids::default(),
            cost: Cost::default(),
            lost: false,
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>, resolver: &NamespaceResolver) -> Result<()> {
        if self.open.len() >= MAX_DEPTH {
            return Err(broken(format!(
                "the SVG is nested deeper than {MAX_DEPTH} elements"
            )));
        }
        let open = self.kind(element, resolver);
        match &open {
            Open::Written(name) => self.start_tag(name, element, resolver),
            Open::Skipped => self.skipped += 1,
            Open::Unwrapped | Open::Style(_) => {}
        }
        self.open.push(open);
        Ok(())
    }

    fn kind(&mut self, element: &BytesStart<'_>, resolver: &NamespaceResolver) -> Open {
        let (namespace, name) = resolver.resolve_element(element.name());
        let is_svg = match namespace {
            ResolveResult::Bound(Namespace(namespace)) => namespace == SVG,
            // Fragments pasted from HTML have no namespace.
            ResolveResult::Unbound => true,
            ResolveResult::Unknown(_) => false,
        };
        if self.skipped > 0 || !is_svg {
            return Open::Skipped;
        }
        match name.as_ref() {
            "a" => Open::Unwrapped,
            "style" => Open::Style(String::new()),
            "image" if self.picture(element, resolver).is_none() => Open::Skipped,
            // It shows a part of the file, or a file; reading systems get it drawn.
            "feImage" if self.purpose == Purpose::Drawing => Open::Written("feImage"),
            name => {
                self.lost |= name == "feImage";
                allowed::element(name).map_or(Open::Skipped, Open::Written)
            }
        }
    }

    fn start_tag(
        &mut self,
        name: &'static str,
        element: &BytesStart<'_>,
        resolver: &NamespaceResolver,
    ) {
        self.close_tag();
        self.out.push('<');
        self.out.push_str(name);
        if self.open.is_empty() {
            self.root_attributes(element);
        }
        let mut id = None;
        let mut references = Vec::new();
        for attribute in element.attributes().flatten() {
            self.attribute(&attribute, resolver, name, &mut id, &mut references);
        }
        if name == "image"
            && let Some(picture) = self.picture(element, resolver)
        {
            self.push_attribute("xlink:href", &picture);
        }
        self.cost.begin(name, id.as_deref(), references);
        self.in_tag = true;
    }

    /// The namespaces, and a view box, without which a drawing doesn't scale.
    fn root_attributes(&mut self, root: &BytesStart<'_>) {
        self.push_attribute("xmlns", SVG);
        self.push_attribute("xmlns:xlink", XLINK);
        if let Some((width, height)) = size::without_view_box(root) {
            self.push_attribute("viewBox", &format!("0 0 {width} {height}"));
        }
    }

    fn attribute(
        &mut self,
        attribute: &Attribute<'_>,
        resolver: &NamespaceResolver,
        element: &str,
        id: &mut Option<String>,
        references: &mut Vec<String>,
    ) {
        let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else {
            return;
        };
        match qualified(attribute, resolver) {
            (Prefix::None, "id") => {
                *id = self.ids.claim(&value);
                id.iter()
                    .for_each(|id| push_attribute(&mut self.out, "id", id));
            }
            (Prefix::None | Prefix::XLink, "href") => {
                if let Some(target) = value
                    .trim()
                    .strip_prefix('#')
                    .filter(|_| element != "image")
                {
                    let target = ids::name(target);
                    self.push_attribute("xlink:href", &format!("#{target}"));
                    references.push(target);
                }
            }
            (Prefix::None, "style") => {
                let declarations = css::declarations(&value);
                self.styled("style", &declarations, references);
            }
            (Prefix::None, name)
                if allowed::is_attribute(name)
                    && css::is_safe(&value)
                    && is_moderate(name, &value) =>
            {
                self.styled(name, &value, references);
            }
            (Prefix::Xml, name @ ("space" | "lang")) => {
                self.push_attribute(&format!("xml:{name}"), &value)
            }
            _ => {}
        }
    }

    /// An attribute whose value may refer to ids.
    fn styled(&mut self, name: &str, value: &str, references: &mut Vec<String>) {
        if value.contains("url(") {
            references.extend(css::references(value).map(ids::name));
            self.push_attribute(name, &css::renamed(value, ids::name));
        } else if !value.is_empty() {
            self.push_attribute(name, value);
        }
    }

    /// The `data:` URL of an embedded picture: of a kind that readers show, within limits, without what tells on people.
    fn picture(&self, element: &BytesStart<'_>, resolver: &NamespaceResolver) -> Option<String> {
        let href = element.attributes().flatten().find(|attribute| {
            matches!(
                qualified(attribute, resolver),
                (Prefix::None | Prefix::XLink, "href")
            )
        })?;
        let bytes = data_url::decode(&href.normalized_value(XmlVersion::Implicit1_0).ok()?)?;
        let facts = MediaFacts::of(&bytes)
            .ok()
            .filter(|facts| facts.kind != MediaKind::Svg)?;
        let picture = epub::of_bytes(bytes, &facts).ok()?;
        Some(data_url::encode(picture.kind, &picture.bytes))
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Written(name)) => {
                self.cost.end();
                if std::mem::take(&mut self.in_tag) {
                    self.out.push_str("/>");
                } else {
                    self.out.push_str(&format!("</{name}>"));
                }
            }
            Some(Open::Style(sheet)) => self.style(&sheet),
            Some(Open::Skipped) => self.skipped = self.skipped.saturating_sub(1),
            Some(Open::Unwrapped) | None => {}
        }
    }

    fn style(&mut self, sheet: &str) {
        let sheet = match self.purpose {
            Purpose::Epub => css::sheet(sheet),
            Purpose::Drawing => Some(sheet.to_owned()),
        };
        self.lost |= sheet.is_none();
        let sheet = sheet.unwrap_or_default();
        if self.skipped == 0 && !sheet.is_empty() {
            self.close_tag();
            self.out.push_str(&format!(
                "<style>{}</style>",
                partial_escape(sheet.as_str())
            ));
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(Open::Style(sheet)) = self.open.last_mut() {
            sheet.push_str(text);
        } else if self.skipped == 0 && !self.open.is_empty() && !text.is_empty() {
            self.close_tag();
            push_escaped(&mut self.out, &partial_escape(text));
        }
    }

    fn close_tag(&mut self) {
        if std::mem::take(&mut self.in_tag) {
            self.out.push('>');
        }
    }

    fn push_attribute(&mut self, name: &str, value: &str) {
        push_attribute(&mut self.out, name, value);
    }

    fn finish(self) -> Result<Rewritten> {
        if self.out.is_empty() || !self.open.is_empty() {
            return Err(broken("the SVG ends too early"));
        }
        if self.cost.is_too_high() {
            let message = "the SVG repeats its parts more often than can be drawn";
            return Err(Box::new(
                Diagnostic::error("picture-too-large", message).help("make it simpler"),
            ));
        }
        Ok(Rewritten {
            text: self.out,
            is_whole: !self.lost,
        })
    }
}

/// The prefixes that mean something here.
enum Prefix {
    None,
    XLink,
    Xml,
    Other,
}

/// An attribute's namespace and local name.
fn qualified<'a>(attribute: &Attribute<'a>, resolver: &NamespaceResolver) -> (Prefix, &'a str) {
    let (namespace, _) = resolver.resolve_attribute(attribute.key);
    let prefix = match namespace {
        ResolveResult::Unbound => Prefix::None,
        ResolveResult::Bound(Namespace(XLINK)) => Prefix::XLink,
        ResolveResult::Bound(Namespace(XML)) => Prefix::Xml,
        // Often used without being declared.
        ResolveResult::Unknown(prefix) if prefix == "xlink" => Prefix::XLink,
        _ => Prefix::Other,
    };
    let name = attribute.key.0;
    (
        prefix,
        name.rsplit_once(':').map_or(name, |(_, local)| local),
    )
}

/// Filters whose cost grows with a number get no large one.
fn is_moderate(name: &str, value: &str) -> bool {
    let limit = match name {
        "numOctaves" => 8.0,
        "radius" => 50.0,
        _ => return true,
    };
    let mut numbers = value.split([' ', ',']).filter(|number| !number.is_empty());
    numbers.all(|number| number.parse::<f64>().is_ok_and(|number| number <= limit))
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push_str(&format!(" {name}=\""));
    push_escaped(out, &escape(value));
    out.push('"');
}

/// Without the characters that XML 1.0 has no place for (section 2.2).
fn push_escaped(out: &mut String, text: &str) {
    out.extend(text.chars().filter(|c| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn for_epub(text: &str) -> Result<Rewritten> {
        rewritten(text, Purpose::Epub)
    }

    /// What is within the root.
    #[track_caller]
    fn inner(content: &str) -> String {
        let file = format!(
            r#"<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" viewBox="0 0 9 9">{content}</svg>"#
        );
        let text = for_epub(&file).unwrap().text;
        let start = text.find('>').unwrap() + 1;
        text[start..].trim_end_matches("</svg>").to_owned()
    }

    #[test]
    fn drawings_stay() {
        let drawing = r##"<g id="a" fill="url(#b)"><path d="M0 0h9"/><text x="1">a &lt; b</text></g><use xlink:href="#a"/>"##;
        assert_eq!(inner(drawing), drawing);
        assert_eq!(
            inner(r##"<use href="#a"/>"##),
            r##"<use xlink:href="#a"/>"##
        );
    }

    #[test]
    fn the_root_gets_its_namespace_and_a_view_box() {
        let text = for_epub(r#"<svg width="40px" height="30" onload="x()"/>"#)
            .unwrap()
            .text;
        assert_eq!(
            text,
            format!(
                r#"<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" viewBox="0 0 40 30" width="40px" height="30"/>"#
            )
        );
    }

    #[test]
    fn prefixes_and_other_namespaces_go() {
        let file = format!(
            r#"<s:svg xmlns:s="{SVG}" xmlns:i="urn:i" i:x="1" viewBox="0 0 1 1"><i:g><s:g/></i:g><s:g i:label="x"/></s:svg>"#
        );
        let text = for_epub(&file).unwrap().text;
        assert!(text.ends_with(r#"viewBox="0 0 1 1"><g/></svg>"#), "{text}");
    }

    #[test]
    fn nothing_runs_loads_or_links() {
        for (hostile, expected) in [
            ("<script>x()</script><g/>", "<g/>"),
            (r#"<g onclick="x()"/>"#, "<g/>"),
            (
                r#"<a xlink:href="javascript:x()"><text>t</text></a>"#,
                "<text>t</text>",
            ),
            (
                r#"<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/></foreignObject>"#,
                "",
            ),
            (r#"<image href="file:///etc/passwd"/>"#, ""),
            (r#"<use href="http://a.example/x.svg#a"/>"#, "<use/>"),
            (
                r#"<rect fill="url(http://a.example/x)" style="stroke:url(//x);x:y"/>"#,
                "<rect/>",
            ),
            (
                r#"<animate attributeName="href" values="javascript:x()"/>"#,
                "",
            ),
            ("<style>@import 'x';</style>", ""),
            (
                r#"<style>rect{fill:red}*{background:url(http://x)}</style>"#,
                "<style>rect{fill:red;}\n*{}\n</style>",
            ),
            ("<?xml-stylesheet href='x'?><!-- c --><g/>", "<g/>"),
        ] {
            assert_eq!(inner(hostile), expected, "{hostile}");
        }
    }

    #[test]
    fn ids_are_names_and_used_once() {
        let typed = r##"<g id="1"/><g id="1"/><use xlink:href="#1"/><g fill="url(#1)"/>"##;
        assert_eq!(
            inner(typed),
            r##"<g id="id-1"/><g/><use xlink:href="#id-1"/><g fill="url(#id-1)"/>"##
        );
    }

    #[test]
    fn an_embedded_picture_is_what_its_bytes_are() {
        let gif = "R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs=";
        let image = inner(&format!(
            r#"<image width="1" xlink:href="data:image/svg+xml;base64,{gif}"/>"#
        ));
        assert_eq!(
            image,
            format!(r#"<image width="1" xlink:href="data:image/gif;base64,{gif}"/>"#)
        );
    }

    #[test]
    fn document_types_are_passed_over_unless_they_define_something() {
        let plain = format!(
            r#"<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="{SVG}"><text>&x;</text></svg>"#
        );
        assert!(for_epub(&plain).unwrap().text.ends_with("<text/></svg>"));
        let bomb =
            format!(r#"<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="{SVG}"><text>&x;</text></svg>"#);
        assert_eq!(
            for_epub(&bomb).err().map(|error| error.code),
            Some("svg-doctype")
        );
    }

    #[test]
    fn bombs_are_refused() {
        let mut levels = String::from(r#"<g id="l0"><path d="M0 0h1"/></g>"#);
        for level in 1..12 {
            let uses = format!(r##"<use xlink:href="#l{}"/>"##, level - 1).repeat(10);
            levels.push_str(&format!(r#"<g id="l{level}">{uses}</g>"#));
        }
        let file =
            |content: &str| format!(r#"<svg xmlns="{SVG}" xmlns:xlink="{XLINK}">{content}</svg>"#);
        assert_eq!(
            for_epub(&file(&levels)).err().map(|error| error.code),
            Some("picture-too-large")
        );
        let deep = "<g>".repeat(10_000) + &"</g>".repeat(10_000);
        assert_eq!(
            for_epub(&file(&deep)).err().map(|error| error.code),
            Some("picture-broken")
        );
        assert_eq!(
            for_epub("<svg><g>").err().map(|error| error.code),
            Some("picture-broken")
        );
    }
}
