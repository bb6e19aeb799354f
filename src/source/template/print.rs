//! Values as text: as an output shows them, as Ruby inspects them, as JSON.

use super::limits::{Budget, Growing, Stop};
use crate::source::value::Value;

/// A value as an output shows it: lists run together, maps as Ruby inspects them.
pub fn printed(value: &Value, budget: &mut Budget) -> Result<String, Stop> {
    if let Value::Text(text) = value {
        budget.spend_bytes(text.len())?;
        return Ok(text.to_string());
    }
    let mut out = Growing::new(budget);
    print(value, &mut out)?;
    Ok(out.finish())
}

fn print(value: &Value, out: &mut Growing<'_>) -> Result<(), Stop> {
    match value {
        Value::List(list) => {
            let mut items = list.items().iter();
            items.try_for_each(|item| print(&item.value, out))
        }
        Value::Map(_) => write(value, Notation::Ruby, out),
        Value::Text(text) => out.push(text),
        scalar => out.push(&scalar.to_string()),
    }
}

/// How lists and maps are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// Ruby's `inspect`.
    Ruby,
    /// JSON.
    Json,
}

/// A value in a notation.
pub fn noted(value: &Value, notation: Notation, budget: &mut Budget) -> Result<String, Stop> {
    let mut out = Growing::new(budget);
    write(value, notation, &mut out)?;
    Ok(out.finish())
}

fn write(value: &Value, notation: Notation, out: &mut Growing<'_>) -> Result<(), Stop> {
    match value {
        Value::Nil if notation == Notation::Json => out.push("null"),
        Value::Nil => out.push("nil"),
        Value::Text(text) => out.push(&quoted(text)),
        Value::List(list) => {
            out.push("[")?;
            for (at, item) in list.items().iter().enumerate() {
                separate(at, notation, out)?;
                write(&item.value, notation, out)?;
            }
            out.push("]")
        }
        Value::Map(map) => {
            out.push("{")?;
            for (at, (name, node)) in map.entries().iter().enumerate() {
                separate(at, notation, out)?;
                out.push(&quoted(name))?;
                out.push(if notation == Notation::Json {
                    ":"
                } else {
                    "=>"
                })?;
                write(&node.value, notation, out)?;
            }
            out.push("}")
        }
        scalar => out.push(&scalar.to_string()),
    }
}

fn separate(at: usize, notation: Notation, out: &mut Growing<'_>) -> Result<(), Stop> {
    match (at, notation) {
        (0, _) => Ok(()),
        (_, Notation::Json) => out.push(","),
        (_, Notation::Ruby) => out.push(", "),
    }
}

/// RFC 8259, 7; Ruby's notation differs in what hardly occurs.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
