//! Attributes: takes names and values an author wrote, keeps those that say something about the text.

use crate::document::Attributes;

/// Attributes with a value that is text.
const ALLOWED: &[&str] = &[
    "title", "lang", "dir", "datetime", "cite", "type", "value", "reversed",
];

/// Keys of an attribute list that would load or run something, were they an element's.
const ACTIVE: &[&str] = &[
    "action",
    "background",
    "data",
    "formaction",
    "href",
    "ping",
    "poster",
    "src",
    "srcdoc",
    "srcset",
    "xmlns",
];

/// Is an HTML attribute of this name kept? Handlers, targets and the like are not.
fn allowed(name: &str) -> bool {
    ALLOWED.contains(&name) || name.starts_with("data-") && is_key(name)
}

/// Is this a key that an attribute list may hold, for style rules to select by?
fn is_key(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.starts_with("on")
        && !ACTIVE.contains(&name)
        && name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
}

/// Sets a key of a Markdown attribute list, which its author may have made up.
pub(in crate::parse) fn set_key(attributes: &mut Attributes, name: &str, value: &str) {
    let before = attributes.pairs().count();
    set_allowed(attributes, name, value);
    let lower = name.to_ascii_lowercase();
    let is_known = matches!(
        lower.as_str(),
        "id" | "class" | "style" | "align" | "width" | "height"
    );
    if !is_known && attributes.pairs().count() == before && is_key(&lower) {
        attributes.set(&lower, value);
    }
}

/// Sets an attribute, if it is one that is kept and its value makes sense.
pub(in crate::parse) fn set_allowed(attributes: &mut Attributes, name: &str, value: &str) {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "id" => {
            if let Some(id) = value.split_whitespace().next() {
                attributes.set_id(id);
            }
        }
        "class" => value
            .split_whitespace()
            .for_each(|class| attributes.add_class(class)),
        "width" | "height" => set_length(attributes, &name, value),
        "style" => set_style(attributes, value),
        "xml:lang" => attributes.set("lang", value),
        "align" => set_align(attributes, value),
        name if allowed(name) => attributes.set(name, value),
        _ => {}
    }
}

/// Whole pixels, or per cent: `120`, `120px`, `50%`.
fn set_length(attributes: &mut Attributes, name: &str, value: &str) {
    let value = value.trim();
    let number = value.trim_end_matches(|c: char| !c.is_ascii_digit());
    let whole = number.split('.').next().unwrap_or("");
    let is_number =
        !whole.is_empty() && whole.len() < 6 && whole.bytes().all(|b| b.is_ascii_digit());
    match value.get(number.len()..) {
        Some("" | "px") if is_number => attributes.set(name, whole),
        Some("%") if is_number => attributes.set(name, format!("{whole}%")),
        _ => {}
    }
}

/// Alignment becomes a class, as in Markdown's tables, so that one style rule serves both.
fn set_align(attributes: &mut Attributes, value: &str) {
    let value = value.trim().to_ascii_lowercase();
    let value = if value == "middle" {
        "center".to_owned()
    } else {
        value
    };
    if matches!(value.as_str(), "left" | "right" | "center" | "justify") {
        attributes.add_class(&format!("align-{value}"));
    }
}

/// Of an inline style, what attributes can say: where text stands, and how large a picture is.
fn set_style(attributes: &mut Attributes, style: &str) {
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else {
            continue;
        };
        match property.trim().to_ascii_lowercase().as_str() {
            "text-align" | "float" => set_align(attributes, value),
            property @ ("width" | "height") => set_length(attributes, property, value),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{set_allowed, set_key};
    use crate::document::Attributes;

    fn kept(name: &str, value: &str) -> Option<String> {
        let mut attributes = Attributes::default();
        set_allowed(&mut attributes, name, value);
        attributes
            .pairs()
            .next()
            .map(|(key, value)| format!("{key}={value}"))
    }

    #[test]
    fn what_runs_is_dropped() {
        assert_eq!(kept("onclick", "alert(1)"), None);
        assert_eq!(kept("style", "background: url(javascript:x)"), None);
        assert_eq!(kept("srcdoc", "<script>"), None);
    }

    #[test]
    fn lengths_and_alignment() {
        assert_eq!(kept("width", "120px").as_deref(), Some("width=120"));
        assert_eq!(kept("WIDTH", "50%").as_deref(), Some("width=50%"));
        assert_eq!(kept("width", "3em"), None);
        let mut attributes = Attributes::default();
        set_allowed(&mut attributes, "style", "color:red; text-align: Center");
        assert!(attributes.classes().eq(["align-center"]));
    }

    #[test]
    fn lists_may_hold_keys_of_their_own() {
        let mut attributes = Attributes::default();
        for (key, value) in [("k", "v"), ("onload", "x"), ("href", "x"), ("style", "x")] {
            set_key(&mut attributes, key, value);
        }
        assert!(attributes.pairs().eq([("k", "v")]));
    }
}
