//! Data languages: takes YAML, TOML or JSON in a file, gives a map of values that know where they were typed.

mod json;
mod lines;
mod toml;
mod yaml;

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
    let mut doubles = Vec::new();
    let read = match language {
        Language::Yaml => yaml::read(excerpt, &mut doubles),
        Language::Toml => toml::read(excerpt),
        Language::Json => json::read(excerpt),
    };
    for (name, span) in doubles {
        messages.report(double(&name, span));
    }
    let entries = read.unwrap_or_else(|fault| {
        messages.report(unreadable(code, language, fault, excerpt));
        lines::read(excerpt)
    });
    match Value::map(entries) {
        Value::Map(map) => map,
        _ => Map::default(),
    }
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
    };
    let message = format!("this is no readable {name}: {}", fault.message);
    Diagnostic::warning(code, message)
        .at(excerpt.span(fault.range))
        .help("only lines of the form `name: value` were read")
}
