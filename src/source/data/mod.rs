//! Data languages: takes YAML, TOML, JSON or lines of separated values in a file, gives values that know where they were typed.

mod json;
mod lines;
mod separated;
mod toml;
mod yaml;

pub use separated::Separated;

use super::value::{Map, Node, Value};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::span::{MappedText, Span};
use std::ops::Range;
use std::sync::Arc;

/// A data language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// YAML 1.2, with YAML 1.1's truths.
    Yaml,
    /// TOML 1.1.
    Toml,
    /// JSON (RFC 8259).
    Json,
    /// Lines of values, the first of which names them; a list of maps.
    Separated(Separated),
}

impl Language {
    /// Its name, as code blocks have it.
    pub fn name(self) -> &'static str {
        match self {
            Language::Yaml => "yaml",
            Language::Toml => "toml",
            Language::Json => "json",
            Language::Separated(_) => "csv",
        }
    }
}

/// A part of a text.
#[derive(Debug, Clone)]
pub struct Excerpt<'a> {
    whole: &'a MappedText,
    range: Range<usize>,
}

/// Why data can't be read, and at which bytes of the excerpt.
struct Fault {
    message: String,
    range: Range<usize>,
}

/// The entries of a map as they stand in the text, doubles included.
type Entries = Vec<(Arc<str>, Node)>;

impl<'a> Excerpt<'a> {
    /// The bytes `range` of `whole`.
    pub fn new(whole: &'a MappedText, range: Range<usize>) -> Excerpt<'a> {
        Excerpt { whole, range }
    }

    /// Its text.
    pub fn text(&self) -> &'a str {
        self.whole
            .as_str()
            .get(self.range.clone())
            .unwrap_or_default()
    }

    /// Where bytes of its text were typed.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.range.start.saturating_add(range.start);
        let end = self.range.start.saturating_add(range.end);
        self.whole.span(start..end.max(start))
    }
}

/// Reads a map. What can't be read gets a warning of the kind `code`, and then what its single lines say is taken.
pub fn read(
    excerpt: &Excerpt<'_>,
    language: Language,
    code: &'static str,
    messages: &mut Diagnostics,
) -> Map {
    let read = read_any(excerpt, language, messages).and_then(|node| match node.value {
        Value::Map(map) => Ok(map),
        Value::Nil => Ok(Map::default()),
        _ => Err(Fault {
            message: "it is no map of names to values".to_owned(),
            range: 0..0,
        }),
    });
    read.unwrap_or_else(|fault| {
        let message = unreadable(code, language, fault, excerpt);
        messages.report(message.help("only lines of the form `name: value` were read"));
        Map::of(lines::read(excerpt))
    })
}

/// Reads any value. What can't be read gets a warning of the kind `code` and is nothing.
pub fn value(
    excerpt: &Excerpt<'_>,
    language: Language,
    code: &'static str,
    messages: &mut Diagnostics,
) -> Value {
    match read_any(excerpt, language, messages) {
        Ok(node) => node.value,
        Err(fault) => {
            let message = unreadable(code, language, fault, excerpt);
            messages.report(message.help("templates find nothing in it"));
            Value::Nil
        }
    }
}

fn read_any(
    excerpt: &Excerpt<'_>,
    language: Language,
    messages: &mut Diagnostics,
) -> Result<Node, Fault> {
    let mut doubles = Vec::new();
    let read = match language {
        Language::Yaml => yaml::read(excerpt, &mut doubles),
        Language::Toml => toml::read(excerpt).map(|entries| Value::map(entries).into()),
        Language::Json => json::read(excerpt),
        Language::Separated(separated) => Ok(separated::read(excerpt.text(), separated).into()),
    };
    for (name, span) in doubles {
        messages.report(double(&name, span));
    }
    read
}

/// How many bytes at the start of `text` are a JSON object, if it starts with one.
pub fn json_object(text: &str) -> Option<usize> {
    json::object(text)
}

/// The language of a text that is data from its first line to its last.
pub fn language_of(text: &str) -> Option<Language> {
    let text = text.trim();
    if json_object(text) == Some(text.len()) {
        Some(Language::Json)
    } else if toml::is_table(text) {
        Some(Language::Toml)
    } else {
        is_plain_yaml(text).then_some(Language::Yaml)
    }
}

/// Is every line an entry or an item, so that no prose is taken for YAML?
fn is_plain_yaml(text: &str) -> bool {
    let is_key = |name: &str| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.'\"".contains(c);
        !name.is_empty() && name.chars().all(is_part)
    };
    let is_entry = |line: &str| {
        let (name, rest) = line.split_once(':').unwrap_or(("", ""));
        is_key(name) && (rest.is_empty() || rest.starts_with(' '))
    };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_data = |line: &str| line.starts_with(['#', '-']) || is_entry(line);
    let begins = text.starts_with(|c: char| c.is_ascii_lowercase());
    begins && text.lines().nth(1).is_some() && { lines }.all(is_data)
}

fn double(name: &str, span: Span) -> Diagnostic {
    Diagnostic::warning("duplicate-key", format!("`{name}` is said twice"))
        .at(span)
        .help("the last one holds")
}

fn unreadable(
    code: &'static str,
    language: Language,
    fault: Fault,
    excerpt: &Excerpt<'_>,
) -> Diagnostic {
    let name = match language {
        Language::Yaml => "YAML",
        Language::Toml => "TOML",
        Language::Json => "JSON",
        Language::Separated(_) => "table",
    };
    let message = format!("this is no readable {name}: {}", fault.message);
    Diagnostic::warning(code, message).at(excerpt.span(fault.range))
}

#[cfg(test)]
mod tests {
    use super::{Language, language_of};

    #[test]
    fn data_is_told_from_prose() {
        let cases = [
            ("[a]\nb = 1\n", Some(Language::Toml)),
            ("{\"a\": 1}", Some(Language::Json)),
            ("a: 1\nb:\n  - c\n", Some(Language::Yaml)),
            ("note: all of it", None),
            ("Note: all\nOf: it", None),
            ("# A heading\n\nand prose", None),
            ("- a\n- b", None),
            ("", None),
        ];
        for (text, language) in cases {
            assert_eq!(language_of(text), language, "{text}");
        }
    }
}
