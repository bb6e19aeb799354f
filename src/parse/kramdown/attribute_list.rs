//! Attribute lists: takes `.class #id key="value" name`, gives attributes.

use crate::document::{Alternative, Attributes};
use crate::parse::html::set_key;
use std::collections::BTreeMap;

/// References that one list may resolve, names in names included.
const MAX_REFERENCES: usize = 64;

/// Lists by their names: `{:name: .class}`.
pub(in crate::parse) type Definitions = BTreeMap<String, String>;

/// What a list says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::parse) struct AttributeList {
    pub(in crate::parse) attributes: Attributes,
    /// `{:toc}`: the list it is for gives way to the contents.
    pub(in crate::parse) contents: bool,
    /// `alt="words"`, for a picture.
    pub(in crate::parse) alternative: Option<Alternative>,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Item<'a> {
    Class(&'a str),
    Id(&'a str),
    Pair(&'a str, String),
    Reference(&'a str),
}

impl AttributeList {
    /// The list written as `source`; nothing if there is something in it that no list may hold.
    pub(in crate::parse) fn parse(
        source: &str,
        definitions: &Definitions,
    ) -> Option<AttributeList> {
        let items = items(source)?;
        let mut list = AttributeList::default();
        let mut references = MAX_REFERENCES;
        list.add(items, definitions, &mut references);
        Some(list)
    }

    fn add(&mut self, items: Vec<Item<'_>>, definitions: &Definitions, references: &mut usize) {
        for item in items {
            match item {
                Item::Class(class) => self.attributes.add_class(class),
                Item::Id(id) => self.attributes.set_id(id),
                Item::Pair("alt", words) => self.alternative = Some(alternative(words)),
                Item::Pair(key, value) => set_key(&mut self.attributes, key, &value),
                Item::Reference("toc") => self.contents = true,
                Item::Reference(name) => self.resolve(name, definitions, references),
            }
        }
    }

    fn resolve(&mut self, name: &str, definitions: &Definitions, references: &mut usize) {
        let Some(fewer) = references.checked_sub(1) else {
            return;
        };
        *references = fewer;
        if let Some(items) = definitions.get(name).and_then(|source| items(source)) {
            self.add(items, definitions, references);
        }
    }
}

/// The list at the start of `source`, as `{: .class}`: what stands after the colon, and the length of the whole.
pub(super) fn braced(source: &str) -> Option<(&str, usize)> {
    let inner = source.strip_prefix("{:")?;
    if inner.starts_with([':', '/']) {
        return None;
    }
    let mut escaped = false;
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            b'}' if !escaped => return Some((inner.get(..at)?, "{:".len() + at + 1)),
            b'\n' => return None,
            _ => escaped = byte == b'\\' && !escaped,
        }
    }
    None
}

impl AttributeList {
    /// The list at the start of `source`, braces and all, and its length.
    pub(in crate::parse) fn at_start(
        source: &str,
        definitions: &Definitions,
    ) -> Option<(AttributeList, usize)> {
        let (inner, length) = braced(source)?;
        Some((AttributeList::parse(inner, definitions)?, length))
    }
}

fn alternative(words: String) -> Alternative {
    if words.trim().is_empty() {
        Alternative::Decorative
    } else {
        Alternative::Text(words)
    }
}

fn items(source: &str) -> Option<Vec<Item<'_>>> {
    let mut items = Vec::new();
    let mut rest = source.trim();
    while !rest.is_empty() {
        rest = item(rest, &mut items)?.trim_start();
    }
    Some(items)
}

/// Reads one item and gives what stands after it.
fn item<'a>(source: &'a str, items: &mut Vec<Item<'a>>) -> Option<&'a str> {
    if let Some(named) = source.strip_prefix(['.', '#']) {
        let (name, rest) = split_name(named);
        // `{:#?}` is a program's, not an author's.
        if !name.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-')) {
            return None;
        }
        items.push(if source.starts_with('.') {
            Item::Class(name)
        } else {
            Item::Id(name)
        });
        return Some(rest);
    }
    let end = source
        .find(|c: char| c.is_whitespace() || c == '=')
        .unwrap_or(source.len());
    let (name, rest) = source.split_at_checked(end)?;
    if !is_word(name) {
        return None;
    }
    let Some(value) = rest.strip_prefix('=') else {
        items.push(Item::Reference(name));
        return Some(rest);
    };
    let (value, rest) = self::value(value)?;
    items.push(Item::Pair(name, value));
    Some(rest)
}

/// A class or id, up to a space or the next of its kind.
fn split_name(source: &str) -> (&str, &str) {
    let end = source.find(|c: char| c.is_whitespace() || matches!(c, '.' | '#' | '"' | '\'' | '='));
    source
        .split_at_checked(end.unwrap_or(source.len()))
        .unwrap_or((source, ""))
}

fn is_word(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ':'))
}

/// A value, quoted or a single word, and what stands after it.
fn value(source: &str) -> Option<(String, &str)> {
    let Some(quote) = source.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        let end = source.find(char::is_whitespace).unwrap_or(source.len());
        let (word, rest) = source.split_at_checked(end)?;
        return Some((word.to_owned(), rest));
    };
    let inner = source.get(1..)?;
    let mut value = String::new();
    let mut characters = inner.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            c if c == quote => return Some((value, inner.get(at + 1..)?)),
            c => value.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{AttributeList, Definitions};

    fn written(source: &str) -> Option<String> {
        let definitions = Definitions::from([
            ("mine".to_owned(), ".m other".to_owned()),
            ("other".to_owned(), "#o mine".to_owned()),
        ]);
        let list = AttributeList::parse(source, &definitions)?;
        let id = list.attributes.id().map(|id| format!("#{id}"));
        let classes = list.attributes.classes().map(|class| format!(".{class}"));
        let pairs = list
            .attributes
            .pairs()
            .map(|(key, value)| format!("{key}={value}"));
        let words: Vec<_> = id.into_iter().chain(classes).chain(pairs).collect();
        Some(words.join(" "))
    }

    #[test]
    fn lists() {
        for (source, expected) in [
            (".a .b #c k=\"v w\"", "#c .a .b k=v w"),
            (".cls1#id.cls2", "#id .cls1 .cls2"),
            ("key1=\"val\\\"\" key2='x'", "key1=val\" key2=x"),
            ("lang=de", "lang=de"),
            ("", ""),
            ("mine", "#o .m"),
            ("onclick='x'", ""),
        ] {
            assert_eq!(written(source).as_deref(), Some(expected), "{source}");
        }
    }

    #[test]
    fn other_braces() {
        for source in ["?", "#?", ">8", "\"x\"", "k=\"open", "#"] {
            assert_eq!(written(source), None, "{source}");
        }
    }
}
