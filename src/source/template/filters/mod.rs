//! Filters: Liquid's own and those that Jekyll adds. Takes a value and arguments, gives a value.

mod dates;
pub mod lists;
pub mod numbers;
pub mod select;
mod texts;
mod urls;

use super::limits::{Budget, Stop};
use super::print::{Notation, noted, printed};
use crate::source::site::Address;
use crate::source::value::Value;
use std::sync::Arc;

/// What a filter is given beside its value.
pub struct Call<'a> {
    /// Arguments in order.
    pub arguments: Vec<Value>,
    /// Arguments by name.
    pub named: Vec<(Arc<str>, Value)>,
    /// What it may use up.
    pub budget: &'a mut Budget,
    /// What the site's URLs begin with.
    pub address: &'a Address,
}

/// What a filter gives.
type Outcome = Result<Value, Stop>;

/// A filter.
pub type Filter = fn(&Value, &mut Call<'_>) -> Outcome;

/// The filter called `name`.
pub fn find(name: &str) -> Option<Filter> {
    let own: Option<Filter> = match name {
        "default" => Some(default),
        "jsonify" | "json" => Some(|value, call| note(value, Notation::Json, call)),
        "inspect" => Some(|value, call| note(value, Notation::Ruby, call)),
        // Quotes and dashes are set with the rest of the post; styles have no place in a book.
        "smartify" | "scssify" | "sassify" => Some(|value, _| Ok(value.clone())),
        _ => None,
    };
    own.or_else(|| texts::find(name))
        .or_else(|| lists::find(name))
        .or_else(|| select::find(name))
        .or_else(|| numbers::find(name))
        .or_else(|| dates::find(name))
        .or_else(|| urls::find(name))
}

impl Call<'_> {
    /// The argument at `at`.
    fn value(&self, at: usize) -> Option<&Value> {
        self.arguments.get(at)
    }

    /// The argument at `at` as text, empty if there is none.
    fn text(&mut self, at: usize) -> Result<String, Stop> {
        match self.arguments.get(at) {
            Some(value) => printed(value, self.budget),
            None => Ok(String::new()),
        }
    }

    /// The argument at `at` as a whole number.
    fn int(&self, at: usize) -> Option<i64> {
        self.value(at).and_then(numbers::whole)
    }
}

/// Is it nothing, false, or empty?
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Nil | Value::Bool(false) => true,
        Value::Text(text) => text.is_empty(),
        Value::List(list) => list.items().is_empty(),
        Value::Map(map) => map.entries().is_empty(),
        _ => false,
    }
}

fn default(value: &Value, call: &mut Call<'_>) -> Outcome {
    let allow_false = call
        .named
        .iter()
        .any(|(name, value)| &**name == "allow_false" && matches!(value, Value::Bool(true)));
    let kept = !is_empty(value) || allow_false && matches!(value, Value::Bool(false));
    Ok(if kept {
        value.clone()
    } else {
        call.value(0).cloned().unwrap_or_default()
    })
}

fn note(value: &Value, notation: Notation, call: &mut Call<'_>) -> Outcome {
    Ok(noted(value, notation, call.budget)?.into())
}
