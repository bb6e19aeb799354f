//! The one XHTML writer: takes a tree of elements, gives well-formed XML whatever its text holds.

use crate::document::Target;
use crate::markup::{Element, Name, NodeId, NodeKind, Tree};
use crate::media::MediaId;
use std::borrow::Cow;

/// Where links and pictures lead in the file that is being written.
pub trait Resolve {
    /// The `href` of a link; with `None` it is written as plain text.
    fn href(&self, target: &Target) -> Option<String>;

    /// The `src` of a picture; with `None` its alternative text stands for it.
    fn src(&self, picture: MediaId) -> Option<String>;
}

/// Links as their author wrote them, and links within the chapter; no pictures.
#[derive(Debug, Clone, Copy, Default)]
pub struct AsWritten;

impl Resolve for AsWritten {
    fn href(&self, target: &Target) -> Option<String> {
        match target {
            Target::Written(url) | Target::External(url) => Some(url.clone()),
            Target::Internal { id, .. } => Some(fragment(id.as_deref().unwrap_or(""))),
            Target::Nowhere => None,
        }
    }

    fn src(&self, _picture: MediaId) -> Option<String> {
        None
    }
}

/// Writes a node and all in it.
///
/// ```
/// use chapbook::markup::{Element, Name, Tree, xhtml};
/// use chapbook::span::Span;
/// let mut tree = Tree::new(Element::new(Name::P).with("title", "\"x\""), Span::NOWHERE);
/// tree.append_text(tree.root(), "a < b & c", Span::NOWHERE);
/// let mut out = String::new();
/// xhtml::write(&tree, tree.root(), &xhtml::AsWritten, &mut out);
/// assert_eq!(out, "<p title=\"&quot;x&quot;\">a &lt; b &amp; c</p>\n");
/// ```
pub fn write(tree: &Tree, node: NodeId, resolve: &dyn Resolve, out: &mut String) {
    match &tree.node(node).kind {
        NodeKind::Text(text) => escape_into(text, needs_escape, out),
        NodeKind::Element(element) => write_element(tree, node, element, resolve, out),
    }
}

/// Writes what is in a node, without the node itself.
pub fn write_children(tree: &Tree, node: NodeId, resolve: &dyn Resolve, out: &mut String) {
    tree.children(node)
        .for_each(|child| write(tree, child, resolve, out));
}

fn write_element(
    tree: &Tree,
    node: NodeId,
    element: &Element,
    resolve: &dyn Resolve,
    out: &mut String,
) {
    let link = Place::of(element, resolve);
    let name = link.name.as_str();
    out.push('<');
    out.push_str(name);
    if let Some((key, value)) = &link.leads {
        write_attribute(key, value, out);
    }
    for (key, value) in &element.attributes {
        if !link.is_dropped(key) {
            write_author_attribute(key, value, out);
        }
    }
    if link.name.is_void() {
        out.push_str("/>");
    } else {
        out.push('>');
        out.push_str(&escaped(link.text.unwrap_or("")));
        write_children(tree, node, resolve, out);
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
    if link.name.is_block() {
        out.push('\n');
    }
}

/// What an element is where its link or picture has its place in the file or has none.
struct Place<'a> {
    name: Name,
    leads: Option<(&'static str, String)>,
    text: Option<&'a str>,
    lost: bool,
}

impl Place<'_> {
    fn of<'a>(element: &'a Element, resolve: &dyn Resolve) -> Place<'a> {
        let mut place = Place {
            name: element.name,
            leads: None,
            text: None,
            lost: false,
        };
        if let Some(target) = &element.target {
            place.leads = resolve.href(target).map(|href| ("href", href));
            place.lost = place.leads.is_none();
        } else if let Some(picture) = element.picture {
            place.leads = resolve.src(picture).map(|src| ("src", src));
            place.lost = place.leads.is_none();
            place.text = element.get("alt").filter(|_| place.lost);
        }
        if place.lost {
            place.name = Name::Span;
        }
        place
    }

    /// What only makes sense on a link or picture goes with it.
    fn is_dropped(&self, key: &str) -> bool {
        let only_with_it = [
            "role",
            "epub:type",
            "aria-label",
            "alt",
            "width",
            "height",
            "style",
        ];
        self.lost && only_with_it.contains(&key)
    }
}

fn write_author_attribute(key: &str, value: &str, out: &mut String) {
    match key {
        "id" => write_attribute(key, &xml_id(value), out),
        "aria-labelledby" => write_attribute(key, &xml_id(value), out),
        // XHTML wants both: HTML 3.2.6.2.
        "lang" => {
            write_attribute("lang", value, out);
            write_attribute("xml:lang", value, out);
        }
        _ => write_attribute(key, value, out),
    }
}

/// Writes ` key="value"`.
pub fn write_attribute(key: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(key);
    out.push_str("=\"");
    out.push_str(&escaped(value));
    out.push('"');
}

/// Text for XML, in content and in quoted attributes.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| needs_escape(c) || c == '"') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape_into(text, |c| needs_escape(c) || c == '"', &mut out);
    Cow::Owned(out)
}

fn escape_into(text: &str, needs: impl Fn(char) -> bool, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(&needs) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = from.chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\r') => out.push_str("&#13;"),
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// Needs it in content? Quotes do in attributes only.
fn needs_escape(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '\r') || !is_xml(c)
}

/// XML 1.0's Char (section 2.2).
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// An id as XML names allow it: what they don't is written as `_x31_`. Two different ids stay different.
///
/// ```
/// assert_eq!(chapbook::markup::xhtml::xml_id("1st-time"), "_x31_st-time");
/// assert_eq!(chapbook::markup::xhtml::xml_id("überblick"), "überblick");
/// ```
pub fn xml_id(id: &str) -> Cow<'_, str> {
    let mut chars = id.chars();
    if chars.next().is_some_and(is_name_start) && chars.all(is_name) {
        return Cow::Borrowed(id);
    }
    let mut name = String::with_capacity(id.len() + 8);
    for (at, c) in id.char_indices() {
        if is_name_start(c) || (at > 0 && is_name(c)) {
            name.push(c);
        } else {
            name.push_str(&format!("_x{:X}_", u32::from(c)));
        }
    }
    Cow::Owned(name)
}

/// A fragment that leads to an id: `#` and the id, what URLs don't allow in percent form.
pub fn fragment(id: &str) -> String {
    let mut fragment = String::from("#");
    for c in xml_id(id).chars() {
        if c.is_ascii() {
            fragment.push(c);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            fragment.push_str(&format!("%{byte:02X}"));
        }
    }
    fragment
}

/// Namespaces in XML's NameStartChar without the colon.
fn is_name_start(c: char) -> bool {
    matches!(c, 'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

fn is_name(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_replaced() {
        assert_eq!(
            escaped("a\u{0}b\u{FFFE}c\u{1F600}\t\n"),
            "a\u{FFFD}b\u{FFFD}c\u{1F600}\t\n"
        );
        assert_eq!(escaped("]]>"), "]]&gt;");
    }

    #[test]
    fn ids_and_fragments_agree() {
        assert_eq!(xml_id("a b:c"), "a_x20_b_x3A_c");
        assert_eq!(fragment("é"), "#%C3%A9");
        assert_eq!(fragment("2-x"), "#_x32_-x");
    }
}
