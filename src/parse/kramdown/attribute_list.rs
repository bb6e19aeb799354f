//! Attribute lists: takes `.class #id key="value" name`, gives attributes.

use crate::document::{Alternative, Attributes};
use crate::parse::html::set_key;
use crate::parse::kramdown::braces_end;
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
    /// What no list may hold.
    Other,
}

impl AttributeList {
    /// The list written as `source`. What no list may hold is passed over, as kramdown does; where there is nothing besides, as
    /// in a program's `{:?}`, it is no list.
    pub(in crate::parse) fn parse(
        source: &str,
        definitions: &Definitions,
    ) -> Option<AttributeList> {
        let items = items(source);
        let says = |item: &Item<'_>| matches!(item, Item::Class(_) | Item::Id(_) | Item::Pair(..));
        if items.contains(&Item::Other) && !items.iter().any(says) {
            return None;
        }
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
                Item::Other => {}
            }
        }
    }

    fn resolve(&mut self, name: &str, definitions: &Definitions, references: &mut usize) {
        let Some(fewer) = references.checked_sub(1) else {
            return;
        };
        *references = fewer;
        if let Some(source) = definitions.get(name) {
            self.add(items(source), definitions, references);
        }
    }
}

/// The list at the start of `source`, as `{: .class}`: what stands after the colon, and the length of the whole.
pub(super) fn braced(source: &str) -> Option<(&str, usize)> {
    let inner = source.strip_prefix("{:")?;
    if inner.starts_with([':', '/']) {
        return None;
    }
    let end = braces_end(inner)?;
    Some((inner.get(..end)?, "{:".len() + end + 1))
}

/// Does a list hold classes, ids, keys with values, and nothing else?
pub(in crate::parse) fn is_only_attributes(source: &str) -> bool {
    let items = items(source);
    let is_one = |item: &Item<'_>| matches!(item, Item::Class(_) | Item::Id(_) | Item::Pair(..));
    !items.is_empty() && items.iter().all(is_one)
}

/// The keys and values in a list.
pub(super) fn pairs(source: &str) -> Vec<(&str, String)> {
    let pairs = items(source).into_iter().filter_map(|item| match item {
        Item::Pair(key, value) => Some((key, value)),
        _ => None,
    });
    pairs.collect()
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

fn items(source: &str) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    let mut rest = between(source);
    while !rest.is_empty() {
        let found = names(rest, &mut items).or_else(|| word(rest, &mut items));
        let after = found.unwrap_or_else(|| {
            items.push(Item::Other);
            rest.trim_start_matches(|c: char| !c.is_whitespace())
        });
        rest = between(after);
    }
    items
}

/// What follows the spaces between items, and the commas that Goldmark lets stand there.
fn between(source: &str) -> &str {
    source.trim_start_matches(|c: char| c.is_whitespace() || c == ',')
}

/// Reads classes and ids written together, `.one#two`, and gives what stands after them.
fn names<'a>(source: &'a str, items: &mut Vec<Item<'a>>) -> Option<&'a str> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(named) = rest.strip_prefix(['.', '#']) {
        let (name, after) = split_name(named);
        // `{:#?}` is a program's, not an author's.
        if !name.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-')) {
            return None;
        }
        found.push(if rest.starts_with('.') {
            Item::Class(name)
        } else {
            Item::Id(name)
        });
        rest = after;
    }
    let is_whole = !found.is_empty() && (rest.is_empty() || rest.starts_with(char::is_whitespace));
    items.extend(found.into_iter().filter(|_| is_whole));
    is_whole.then_some(rest)
}

/// Reads a key with its value, or a name, and gives what stands after it.
fn word<'a>(source: &'a str, items: &mut Vec<Item<'a>>) -> Option<&'a str> {
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
        let end = match source.starts_with('[') {
            true => source.find(']').map(|close| close + 1),
            false => source.find(|c: char| c.is_whitespace() || c == ','),
        };
        let (word, rest) = source.split_at_checked(end.unwrap_or(source.len()))?;
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
    use super::{AttributeList, Definitions, is_only_attributes};

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
    fn goldmarks_lists() {
        let list = "linenos=table,hl_lines=[8,\"15-17\"], #a .b c=\"d, e\"";
        assert_eq!(
            written(list).as_deref(),
            Some("#a .b linenos=table hl_lines=[8,\"15-17\"] c=d, e")
        );
        assert!(is_only_attributes(list));
        for other in ["", "a", ".b c", "x, y"] {
            assert!(!is_only_attributes(other), "{other}");
        }
    }

    #[test]
    fn other_braces() {
        for source in ["?", "#?", ">8", "\"x\"", "k=\"open", "#"] {
            assert_eq!(written(source), None, "{source}");
        }
    }
}
