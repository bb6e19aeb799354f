//! YAML: takes an excerpt, gives its value. Aliases, nodes and depth are bounded.

use super::{Entries, Excerpt, Fault};
use crate::source::value::{Node, Value};
use crate::span::Span;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::DuplicateKeyPolicy;
use serde_saphyr::{Location, Options, Spanned};
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Reads a value; `doubles` takes the keys that come again in one map.
pub fn read(excerpt: &Excerpt<'_>, doubles: &mut Vec<(Arc<str>, Span)>) -> Result<Node, Fault> {
    let text = excerpt.text();
    let read = serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, options(text.len()));
    let root = read.map_err(|error| fault(&error, text))?;
    Ok(Reading { excerpt, doubles }.node(root))
}

/// Far above what posts and their data need, far below what hurts; nodes are counted, as a long text may have many.
fn options(length: usize) -> Options {
    let nodes = (length / 4).clamp(50_000, 1_000_000);
    let budget = serde_saphyr::budget! {
        max_events: nodes * 4,
        max_nodes: nodes,
        max_aliases: 1_000,
        max_anchors: 1_000,
        max_depth: 60,
        max_documents: 2,
        max_total_scalar_bytes: 8 << 20,
    };
    let aliases = serde_saphyr::alias_limits! {
        max_total_replayed_events: 50_000,
        max_replay_stack_depth: 16,
    };
    serde_saphyr::options! {
        budget: budget,
        alias_limits: aliases,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        leading_zero_numbers_as_strings: true,
        with_snippet: false,
    }
}

fn fault(error: &serde_saphyr::Error, text: &str) -> Fault {
    Fault {
        message: first_line(&error.to_string()),
        range: error
            .location()
            .map_or(0..0, |location| faulty(location, text)),
    }
}

/// Where an error is: syntax errors have no bytes, but all have line and column, from 1 and in characters.
fn faulty(location: Location, text: &str) -> Range<usize> {
    let number = |number: u64| usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
    let lines = text.split_inclusive('\n');
    let line_start: usize = lines.take(number(location.line())).map(str::len).sum();
    let line = text.get(line_start..).unwrap_or_default();
    let mut characters = line.char_indices();
    let column = characters.nth(number(location.column()));
    let start = line_start + column.map_or(line.len(), |(at, _)| at);
    start..start.max(bytes(location).end.min(text.len()))
}

/// The parser's words without its own "at line 2, column 3" and full stop: the place is told in the file's own lines.
fn first_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let line = line.split(" at line ").next().unwrap_or_default();
    let line = line.trim_start_matches("error: ").trim_end_matches('.');
    line.to_owned()
}

fn bytes(location: Location) -> Range<usize> {
    let span = location.span();
    let number = |number: Option<u64>| usize::try_from(number.unwrap_or(0)).unwrap_or(usize::MAX);
    let start = number(span.byte_offset());
    start..start.saturating_add(number(span.byte_len()))
}

/// What the parser gives, before its places are those of the file.
enum Raw {
    Nil,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nil)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nil)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Raw, E> {
        Ok(Raw::Int(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Raw, E> {
        Ok(i64::try_from(number).map_or(Raw::Float(number as f64), Raw::Int))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Raw, E> {
        Ok(Raw::Float(number as f64))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Raw, E> {
        Ok(Raw::Float(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Raw, E> {
        Ok(Raw::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

/// Turns what the parser gave into values of the file.
struct Reading<'a, 'b> {
    excerpt: &'a Excerpt<'a>,
    doubles: &'b mut Vec<(Arc<str>, Span)>,
}

impl Reading<'_, '_> {
    fn entries(&mut self, entries: Vec<(Spanned<Raw>, Spanned<Raw>)>) -> Entries {
        let mut seen = HashSet::new();
        let mut out = Entries::with_capacity(entries.len());
        for (key, value) in entries {
            let place = bytes(key.referenced);
            let key = self.node(key);
            let Some(name) = key.text().map(|name| Arc::<str>::from(&*name)) else {
                continue;
            };
            if !seen.insert(name.clone()) {
                self.doubles.push((name.clone(), key.span));
            }
            let value = self.value_at(value, place);
            out.push((name, value));
        }
        out
    }

    /// A value that was left empty stands where its key stands.
    fn value_at(&mut self, value: Spanned<Raw>, key: Range<usize>) -> Node {
        let empty = matches!(value.value, Raw::Nil);
        let mut node = self.node(value);
        if empty {
            node.span = self.excerpt.span(key);
        }
        node
    }

    fn node(&mut self, raw: Spanned<Raw>) -> Node {
        let place = bytes(raw.referenced);
        let scalar = matches!(raw.value, Raw::Bool(_) | Raw::Int(_) | Raw::Float(_));
        let typed = scalar.then(|| self.typed(bytes(raw.defined))).flatten();
        let span = self.excerpt.span(place);
        // Ruby, like YAML 1.2, takes these for letters.
        if let Some("y" | "Y" | "n" | "N") = typed.as_deref() {
            return Node {
                value: typed.map_or(Value::Nil, Value::Text),
                span,
                typed: None,
            };
        }
        Node {
            span,
            value: self.value(raw.value),
            typed,
        }
    }

    fn typed(&self, place: Range<usize>) -> Option<Arc<str>> {
        let typed = self.excerpt.text().get(place)?.trim();
        (!typed.is_empty()).then(|| typed.into())
    }

    fn value(&mut self, raw: Raw) -> Value {
        match raw {
            Raw::Nil => Value::Nil,
            Raw::Bool(truth) => Value::Bool(truth),
            Raw::Int(number) => Value::Int(number),
            Raw::Float(number) => Value::Float(number),
            Raw::Text(text) => Value::from(text),
            Raw::List(items) => {
                Value::list(items.into_iter().map(|item| self.node(item)).collect())
            }
            Raw::Map(entries) => Value::map(self.entries(entries)),
        }
    }
}
