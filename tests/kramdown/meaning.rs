//! HTML by what it says: takes a fragment, gives it without what is only the way of its maker to say it, so that two that mean the
//! same are equal.
//!
//! - Notes: calls, notes and back links as their DPUB-ARIA roles name them.
//! - Formulas: their TeX.
//! - Coloured code: its words.
//! - Attributes: those that HTML has and that say something, classes in any order. The second id of a name leads nowhere, a style without a colon is none.
//! - What shows nothing: scripts and style sheets, paragraphs and divisions without content.

use crate::support::html::Html;
use std::collections::{BTreeMap, BTreeSet};

/// Attributes that are compared. A head cell's scope follows from where it stands, `xml:lang` from `lang`.
const ATTRIBUTES: &[&str] = &[
    "id", "class", "href", "src", "alt", "title", "lang", "dir", "hreflang", "style", "start",
    "type", "value", "reversed", "colspan", "rowspan", "datetime", "cite", "width", "height",
    "name", "role",
];

/// A non-breaking space stands before kramdown's back links.
const SPACES: [char; 3] = [' ', '\n', '\u{a0}'];

/// The nodes by what they say.
pub fn by_meaning(nodes: Vec<Html>) -> Vec<Html> {
    let mut nodes = all(nodes);
    unique_ids(&mut nodes, &mut BTreeSet::new());
    nodes
}

fn all(nodes: Vec<Html>) -> Vec<Html> {
    nodes.into_iter().filter_map(node).collect()
}

fn node(node: Html) -> Option<Html> {
    let Html::Element {
        name,
        mut attributes,
        content,
    } = node
    else {
        return Some(node);
    };
    let role = attributes.get("role").cloned().unwrap_or_default();
    let had_back_link = content.iter().any(|inner| is(inner, "doc-backlink"));
    let mut content = all(content);
    if had_back_link {
        trim(&mut content);
    }
    attributes.retain(|key, value| says_something(key, value));
    if let Some(classes) = attributes.get_mut("class") {
        let mut words: Vec<_> = classes.split(' ').collect();
        words.sort_unstable();
        *classes = words.join(" ");
    }
    if is_formula(&attributes) {
        let tex = content.iter().map(words).collect::<String>();
        content = vec![Html::Text(tex.replace("$$", ""))];
        attributes.insert("class".into(), "math".into());
    }
    if remove_class(&mut attributes, "highlighter-rouge") {
        content = vec![Html::Text(content.iter().map(words).collect())];
    }
    match role.as_str() {
        "doc-backlink" => None,
        "doc-noteref" => Some(element("noteref", content)),
        "doc-endnotes" => Some(element("notes", notes(content))),
        "doc-footnote" => Some(element("note", content)),
        _ if name == "sup" && matches!(content.as_slice(), [only] if named(only, "noteref")) => {
            content.pop()
        }
        _ if shows_nothing(&name)
            && content.iter().all(is_blank)
            && !attributes.contains_key("id") =>
        {
            None
        }
        _ if matches!(name.as_str(), "script" | "style") => None,
        _ => Some(Html::Element {
            name,
            attributes,
            content,
        }),
    }
}

fn says_something(key: &str, value: &str) -> bool {
    match key {
        "class" => !value.is_empty(),
        "style" => value.contains(':'),
        key => ATTRIBUTES.contains(&key),
    }
}

fn is_formula(attributes: &BTreeMap<String, String>) -> bool {
    let class = attributes.get("class").map_or("", String::as_str);
    matches!(class, "kdmath" | "display math")
}

fn shows_nothing(name: &str) -> bool {
    matches!(name, "p" | "div" | "iframe")
}

fn is_blank(node: &Html) -> bool {
    matches!(node, Html::Text(text) if text.trim().is_empty())
}

/// kramdown's notes are the items of a list.
fn notes(content: Vec<Html>) -> Vec<Html> {
    let inner = content.into_iter().flat_map(|node| match node {
        Html::Element { name, content, .. } if name == "ol" => notes(content),
        Html::Element { name, content, .. } if name == "li" => vec![element("note", content)],
        node => vec![node],
    });
    inner.collect()
}

fn trim(content: &mut Vec<Html>) {
    for node in &mut *content {
        if let Html::Text(text) = node {
            text.truncate(text.trim_end_matches(SPACES).len());
        }
    }
    content.retain(|node| !matches!(node, Html::Text(text) if text.is_empty()));
}

fn unique_ids(nodes: &mut [Html], seen: &mut BTreeSet<String>) {
    for node in nodes {
        if let Html::Element {
            attributes,
            content,
            ..
        } = node
        {
            if attributes
                .get("id")
                .is_some_and(|id| !seen.insert(id.clone()))
            {
                attributes.remove("id");
            }
            unique_ids(content, seen);
        }
    }
}

fn words(node: &Html) -> String {
    match node {
        Html::Text(text) => text.clone(),
        Html::Element { content, .. } => content.iter().map(words).collect(),
    }
}

fn remove_class(attributes: &mut BTreeMap<String, String>, class: &str) -> bool {
    let Some(classes) = attributes.get_mut("class") else {
        return false;
    };
    let kept: Vec<_> = classes.split(' ').filter(|own| *own != class).collect();
    let kept = kept.join(" ");
    std::mem::replace(classes, kept.clone()) != kept
}

fn is(node: &Html, wanted: &str) -> bool {
    matches!(node, Html::Element { attributes, .. } if attributes.get("role").is_some_and(|role| role == wanted))
}

fn named(node: &Html, wanted: &str) -> bool {
    matches!(node, Html::Element { name, .. } if name == wanted)
}

fn element(name: &str, content: Vec<Html>) -> Html {
    Html::Element {
        name: name.into(),
        attributes: BTreeMap::new(),
        content,
    }
}
