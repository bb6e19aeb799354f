//! The last resort for data that can't be read: lines of the form `name: value`, and the `- item` lines under a name.

use super::{Entries, Excerpt};
use crate::source::value::{Node, Value};
use std::ops::Range;
use std::sync::Arc;

/// Reads what single lines say.
pub fn read(excerpt: &Excerpt<'_>) -> Entries {
    let mut entries = Entries::new();
    let mut items = Vec::new();
    let mut start = 0;
    for line in excerpt.text().split_inclusive('\n') {
        if let Some((name, value)) = entry(line) {
            end_list(&mut entries, &mut items);
            entries.push((name.into(), scalar(excerpt, line, value, start)));
        } else if let Some(item) = line.trim_start().strip_prefix("- ") {
            items.push(scalar(excerpt, line, item, start));
        }
        start += line.len();
    }
    end_list(&mut entries, &mut items);
    entries
}

/// A name at the line's start and what follows its colon or equals sign.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once([':', '='])?;
    let name = name.trim_end();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    (!name.is_empty() && name.chars().all(is_name) && !name.starts_with('-'))
        .then_some((name, value))
}

/// The items read so far belong to the name before them, if it has no value of its own.
fn end_list(entries: &mut Entries, items: &mut Vec<Node>) {
    let items = std::mem::take(items);
    if let Some((_, node)) = entries.last_mut()
        && !items.is_empty()
        && matches!(node.value, Value::Nil)
    {
        node.value = Value::list(items);
    }
}

fn scalar(excerpt: &Excerpt<'_>, line: &str, part: &str, line_start: usize) -> Node {
    let text = unquoted(part.trim());
    let place = place(line, text, line_start);
    let value = match text {
        "" | "~" | "null" => Value::Nil,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        text => Value::Text(Arc::from(text)),
    };
    Node {
        value,
        span: excerpt.span(place),
        typed: None,
    }
}

fn unquoted(text: &str) -> &str {
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}

/// Where `part`, a slice of `line`, stands in the excerpt.
fn place(line: &str, part: &str, line_start: usize) -> Range<usize> {
    let offset = (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
    let start = line_start + offset.min(line.len());
    start..start + part.len()
}
