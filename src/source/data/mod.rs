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
        match Value::map(lines::read(excerpt)) {
            Value::Map(map) => map,
            _ => Map::default(),
        }
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
