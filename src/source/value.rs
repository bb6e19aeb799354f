//! Plain data as front matter, configuration and templates hold it: no code, no behaviour, bounded in depth.

use crate::span::Span;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// Values nested deeper than this become nothing: dropping and printing recurse.
const DEEPEST: u8 = 100;

/// A value.
#[derive(Debug, Clone, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Nil,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text; dates too.
    Text(Arc<str>),
    /// Values in order.
    List(List),
    /// Values by name, in the order written.
    Map(Map),
}

/// A value with the place where it was typed.
#[derive(Debug, Clone)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it was typed.
    pub span: Span,
    /// What was typed, where the value no longer says: `1.10` for 1.1, `0x1F` for 31, `yes` for true.
    pub typed: Option<Arc<str>>,
}

/// Values in order, cheap to clone.
#[derive(Debug, Clone)]
pub struct List {
    items: Arc<[Node]>,
    depth: u8,
}

/// Values by name in the order written, cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Map {
    entries: Arc<[(Arc<str>, Node)]>,
    /// Where each name's last entry stands.
    index: Arc<HashMap<Arc<str>, usize>>,
    depth: u8,
}

impl From<Value> for Node {
    fn from(value: Value) -> Node {
        Node {
            value,
            span: Span::NOWHERE,
            typed: None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text.into())
    }
}

impl Node {
    /// A scalar as an author would read it, `None` for nothing, lists and maps.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match (&self.typed, &self.value) {
            (_, Value::Nil | Value::List(_) | Value::Map(_)) => None,
            (Some(typed), _) => Some(Cow::Borrowed(typed)),
            (None, Value::Text(text)) => Some(Cow::Borrowed(text)),
            (None, value) => Some(Cow::Owned(value.to_string())),
        }
    }

    /// [`Node::text`] without the spaces around it, `None` if nothing is left.
    pub fn words(&self) -> Option<String> {
        let text = self.text()?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The entry `name` of a map.
    pub fn get(&self, name: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(map) => map.get(name),
            _ => None,
        }
    }

    /// The items of a list, nothing for other values.
    pub fn items(&self) -> &[Node] {
        self.value.items()
    }
}

impl Value {
    /// A list, or nothing if it would be nested too deep.
    pub fn list(items: Vec<Node>) -> Value {
        let below = items.iter().map(|item| item.value.depth()).max();
        match above(below) {
            Some(depth) => Value::List(List {
                items: items.into(),
                depth,
            }),
            None => Value::Nil,
        }
    }

    /// A map, or nothing if it would be nested too deep. Of two entries of one name the last is found.
    pub fn map(entries: Vec<(Arc<str>, Node)>) -> Value {
        let below = entries.iter().map(|(_, node)| node.value.depth()).max();
        match above(below) {
            Some(depth) => Value::Map(Map {
                index: Arc::new(index(&entries)),
                entries: entries.into(),
                depth,
            }),
            None => Value::Nil,
        }
    }

    fn depth(&self) -> u8 {
        match self {
            Value::List(list) => list.depth,
            Value::Map(map) => map.depth,
            _ => 0,
        }
    }

    /// The items of a list, nothing for other values.
    pub fn items(&self) -> &[Node] {
        match self {
            Value::List(list) => list.items(),
            _ => &[],
        }
    }

    /// The text of a text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

fn above(below: Option<u8>) -> Option<u8> {
    let depth = below.unwrap_or(0).saturating_add(1);
    (depth <= DEEPEST).then_some(depth)
}

fn index(entries: &[(Arc<str>, Node)]) -> HashMap<Arc<str>, usize> {
    let names = entries.iter().map(|(name, _)| name.clone());
    names.zip(0..).collect()
}

impl List {
    /// The items.
    pub fn items(&self) -> &[Node] {
        &self.items
    }
}

impl Map {
    /// A map of these entries; an empty one if it would be nested too deep.
    pub fn of(entries: Vec<(Arc<str>, Node)>) -> Map {
        match Value::map(entries) {
            Value::Map(map) => map,
            _ => Map::default(),
        }
    }

    /// The map that is the value of `name`; an empty one if there is none.
    pub fn table(&self, name: &str) -> Map {
        match self.get(name).map(|node| &node.value) {
            Some(Value::Map(map)) => map.clone(),
            _ => Map::default(),
        }
    }

    /// Is the value of `name` the truth?
    pub fn is_true(&self, name: &str) -> bool {
        matches!(
            self.get(name).map(|node| &node.value),
            Some(Value::Bool(true))
        )
    }

    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&Node> {
        let (_, node) = self.entries.get(*self.index.get(name)?)?;
        Some(node)
    }

    /// Names and values in the order written.
    pub fn entries(&self) -> &[(Arc<str>, Node)] {
        &self.entries
    }

    /// [`Map::over`], with maps that both have put together in the same way.
    pub fn deeply_over(&self, fallback: &Map) -> Map {
        let merged = self.entries.iter().map(|(name, node)| {
            let below = fallback.get(name).map(|node| &node.value);
            let value = match (&node.value, below) {
                (Value::Map(own), Some(Value::Map(below))) => Value::Map(own.deeply_over(below)),
                (own, _) => own.clone(),
            };
            (
                name.clone(),
                Node {
                    value,
                    ..node.clone()
                },
            )
        });
        Map::of(merged.collect()).over(fallback)
    }

    /// The entries of `self`, and those of `fallback` that `self` lacks.
    pub fn over(&self, fallback: &Map) -> Map {
        let lacking = fallback.entries.iter();
        let lacking = lacking.filter(|(name, _)| self.get(name).is_none());
        let entries: Vec<_> = self.entries.iter().chain(lacking).cloned().collect();
        match Value::map(entries) {
            Value::Map(map) => map,
            _ => self.clone(),
        }
    }
}

/// Prints scalars as Ruby does, which is how Liquid prints them; lists and maps print nothing here.
impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Bool(truth) => write!(f, "{truth}"),
            Value::Int(number) => write!(f, "{number}"),
            Value::Float(number) => f.write_str(&float(*number)),
            Value::Text(text) => f.write_str(text),
            Value::Nil | Value::List(_) | Value::Map(_) => Ok(()),
        }
    }
}

/// Ruby's `Float#to_s`: always a point, exponents from 1e16 and below 1e-4.
fn float(number: f64) -> String {
    let size = number.abs();
    if !number.is_finite() {
        return number.to_string().replace("inf", "Infinity");
    }
    if size != 0.0 && !(1e-4..1e16).contains(&size) {
        return with_exponent(number);
    }
    let mut text = number.to_string();
    if !text.contains('.') {
        text.push_str(".0");
    }
    text
}

fn with_exponent(number: f64) -> String {
    let text = format!("{number:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mut out = digits.to_owned();
    if !digits.contains('.') {
        out.push_str(".0");
    }
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if exponent < 0 { '-' } else { '+' };
    let _ = write!(out, "e{sign}{:02}", exponent.abs());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_as_in_ruby() {
        let printed = |number: f64| Value::Float(number).to_string();
        assert_eq!(printed(1.1), "1.1");
        assert_eq!(printed(2.0), "2.0");
        assert_eq!(printed(1e20), "1.0e+20");
        assert_eq!(printed(0.00001), "1.0e-05");
    }

    #[test]
    fn the_last_of_two_entries_is_found() {
        let entry = |name: &str, number| (name.into(), Node::from(Value::Int(number)));
        let Value::Map(map) = Value::map(vec![entry("a", 1), entry("b", 2), entry("a", 3)]) else {
            panic!("a map")
        };
        assert_eq!(map.get("a").and_then(Node::words).as_deref(), Some("3"));
    }

    #[test]
    fn maps_are_put_together_in_depth() {
        let entry = |name: &str, value: Value| (Arc::from(name), Node::from(value));
        let own = Map::of(vec![
            entry("a", Value::map(vec![entry("x", Value::Int(1))])),
            entry("b", Value::Int(2)),
        ]);
        let below = Map::of(vec![
            entry(
                "a",
                Value::map(vec![entry("x", Value::Int(3)), entry("y", Value::Int(4))]),
            ),
            entry("b", Value::map(vec![entry("x", Value::Int(5))])),
        ]);
        let merged = own.deeply_over(&below);
        let number = |path: [&str; 2]| merged.get(path[0])?.get(path[1])?.words();
        assert_eq!(number(["a", "x"]).as_deref(), Some("1"));
        assert_eq!(number(["a", "y"]).as_deref(), Some("4"));
        assert_eq!(merged.get("b").and_then(Node::words).as_deref(), Some("2"));
    }

    #[test]
    fn what_is_nested_too_deep_is_nothing() {
        let mut value = Value::Nil;
        for _ in 0..100 {
            value = Value::list(vec![value.into()]);
        }
        assert!(matches!(value, Value::List(_)));
        assert!(matches!(Value::list(vec![value.into()]), Value::Nil));
    }
}
