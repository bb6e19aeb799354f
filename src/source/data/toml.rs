//! TOML: takes an excerpt, gives the entries of its table.

use super::{Entries, Excerpt, Fault};
use crate::source::value::{Node, Value};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a table.
pub fn read(excerpt: &Excerpt<'_>) -> Result<Entries, Fault> {
    match DeTable::parse(excerpt.text()) {
        Ok(table) => Ok(entries(excerpt, table.get_ref())),
        Err(error) => Err(Fault {
            message: error.message().trim_end_matches('.').to_owned(),
            range: error.span().unwrap_or(0..0),
        }),
    }
}

fn entries(excerpt: &Excerpt<'_>, table: &DeTable<'_>) -> Entries {
    let entries = table.iter();
    let entries = entries.map(|(name, value)| (Arc::from(&**name.get_ref()), node(excerpt, value)));
    entries.collect()
}

fn node(excerpt: &Excerpt<'_>, value: &Spanned<DeValue<'_>>) -> Node {
    Node {
        span: excerpt.span(value.span()),
        typed: typed(excerpt, value.get_ref(), value.span()),
        value: match value.get_ref() {
            DeValue::String(text) => Value::from(&**text),
            DeValue::Integer(number) => integer(number.as_str(), number.radix()),
            DeValue::Float(number) => number.as_str().parse().map_or(Value::Nil, Value::Float),
            DeValue::Boolean(truth) => Value::Bool(*truth),
            DeValue::Datetime(date) => Value::from(date.to_string()),
            DeValue::Array(items) => {
                Value::list(items.iter().map(|item| node(excerpt, item)).collect())
            }
            DeValue::Table(table) => Value::map(entries(excerpt, table)),
        },
    }
}

fn integer(digits: &str, radix: u32) -> Value {
    i64::from_str_radix(digits, radix).map_or(Value::Nil, Value::Int)
}

fn typed(excerpt: &Excerpt<'_>, value: &DeValue<'_>, place: Range<usize>) -> Option<Arc<str>> {
    match value {
        DeValue::Integer(_) | DeValue::Float(_) => excerpt.text().get(place).map(Arc::from),
        _ => None,
    }
}

/// Is `text` a table with entries?
pub fn is_table(text: &str) -> bool {
    DeTable::parse(text).is_ok_and(|table| !table.get_ref().is_empty())
}
