//! JSON: takes an excerpt, gives its value. The parser bounds depth at 128.

use super::{Entries, Excerpt, Fault};
use crate::source::value::{Node, Value};
use crate::span::Span;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Reads a value. Each value in an object knows the place of the object's entry that it belongs to.
pub fn read(excerpt: &Excerpt<'_>) -> Result<Node, Fault> {
    let text = excerpt.text();
    if !text.trim_start().starts_with('{') {
        let value = serde_json::from_str(text).map_err(|error| fault(&error, text))?;
        return Ok(node(value, excerpt.span(0..text.len())));
    }
    let parts: BTreeMap<String, &RawValue> =
        serde_json::from_str(text).map_err(|error| fault(&error, text))?;
    let mut parts: Vec<_> = parts.into_iter().collect();
    parts.sort_by_key(|(_, raw)| place(text, raw.get()).start);
    let entries: Entries = parts
        .into_iter()
        .map(|(name, raw)| {
            let span = excerpt.span(place(text, raw.get()));
            let value = serde_json::from_str(raw.get()).unwrap_or_default();
            (name.into(), node(value, span))
        })
        .collect();
    Ok(Value::map(entries).into())
}

/// How many bytes at the start of `text` are an object.
pub fn object(text: &str) -> Option<usize> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    text.starts_with('{').then_some(())?;
    values.next()?.ok()?;
    Some(values.byte_offset())
}

fn fault(error: &serde_json::Error, text: &str) -> Fault {
    let line = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    let start = line.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
    Fault {
        message: "it breaks off or goes wrong here".to_owned(),
        range: start..start,
    }
}

/// Where `part`, a slice of `text`, stands in it.
fn place(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + part.len()
}

fn node(value: serde_json::Value, span: Span) -> Node {
    use serde_json::Value as Json;
    let typed = match &value {
        Json::Number(number) => Some(Arc::from(number.to_string())),
        _ => None,
    };
    let value = match value {
        Json::Null => Value::Nil,
        Json::Bool(truth) => Value::Bool(truth),
        Json::Number(number) => number
            .as_i64()
            .map_or_else(|| Value::Float(number.as_f64().unwrap_or(0.0)), Value::Int),
        Json::String(text) => Value::from(text),
        Json::Array(items) => Value::list(items.into_iter().map(|item| node(item, span)).collect()),
        Json::Object(entries) => Value::map(
            entries
                .into_iter()
                .map(|(name, value)| (name.into(), node(value, span)))
                .collect(),
        ),
    };
    Node { value, span, typed }
}
