//! Filters that choose items of a list by an entry, and group them by one.

use super::lists::{entry, items, of};
use super::{Call, Filter, Outcome, is_empty};
use crate::source::template::compare::equal;
use crate::source::template::limits::{Budget, Stop};
use crate::source::template::print::{Notation, noted};
use crate::source::value::{Node, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// The filter called `name`.
pub fn find(name: &str) -> Option<Filter> {
    Some(match name {
        "where" => |value, call| Ok(Value::list(select(value, call, true)?)),
        "reject" => |value, call| Ok(Value::list(select(value, call, false)?)),
        "find" => |value, call| Ok(of(select(value, call, true)?.first())),
        "has" => |value, call| Ok(Value::Bool(!select(value, call, true)?.is_empty())),
        "group_by" => group_by,
        _ => return None,
    })
}

/// The items whose entry is the second argument, or is there at all; or else the others.
fn select(value: &Value, call: &mut Call<'_>, chosen: bool) -> Result<Vec<Node>, Stop> {
    let name = call.text(0)?;
    let wanted = call.value(1).cloned();
    let mut kept = match value {
        Value::Map(map) if map.get(&name).is_some() => items(value),
        other => items_or_values(other),
    };
    call.budget.spend(kept.len().saturating_mul(2))?;
    kept.retain(|item| chosen == fits(&entry(item, &name), wanted.as_ref()));
    Ok(kept)
}

/// A list's items or a map's values.
pub fn items_or_values(value: &Value) -> Vec<Node> {
    match value {
        Value::Map(map) => map.entries().iter().map(|(_, node)| node.clone()).collect(),
        other => items(other),
    }
}

/// Is a value, or one of its items, what is wanted? Jekyll compares numbers with the texts that spell them.
fn fits(found: &Value, wanted: Option<&Value>) -> bool {
    let Some(wanted) = wanted else {
        return !is_empty(found);
    };
    let same = |found: &Value| match (found, wanted) {
        (Value::Text(text), Value::Int(_) | Value::Float(_) | Value::Bool(_)) => {
            **text == *wanted.to_string()
        }
        (Value::Int(_) | Value::Float(_) | Value::Bool(_), Value::Text(text)) => {
            found.to_string() == **text
        }
        _ => equal(found, wanted),
    };
    same(found) || found.items().iter().any(|one| same(&one.value))
}

fn group_by(value: &Value, call: &mut Call<'_>) -> Outcome {
    let name = call.text(0)?;
    let keyed = items(value)
        .into_iter()
        .map(|item| (entry(&item, &name), item));
    grouped(keyed.collect(), call.budget)
}

/// A list of maps with `name`, `items` and `size`, of items with their keys.
pub fn grouped(keyed: Vec<(Value, Node)>, budget: &mut Budget) -> Outcome {
    let mut groups: Vec<(Value, Vec<Node>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (key, item) in keyed {
        let words = noted(&key, Notation::Ruby, budget)?;
        let place = *places.entry(words).or_insert(groups.len());
        if place == groups.len() {
            groups.push((key, Vec::new()));
        }
        if let Some((_, items)) = groups.get_mut(place) {
            items.push(item);
        }
    }
    let groups = groups.into_iter().map(|(key, items)| group(key, items));
    Ok(Value::list(groups.collect()))
}

fn group(key: Value, items: Vec<Node>) -> Node {
    let size = Value::Int(i64::try_from(items.len()).unwrap_or(i64::MAX));
    let entry = |name: &str, value: Value| (Arc::from(name), Node::from(value));
    let entries = vec![
        entry("name", key),
        entry("items", Value::list(items)),
        entry("size", size),
    ];
    Value::map(entries).into()
}
