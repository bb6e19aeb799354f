//! Filters on lists.

use super::numbers::{Number, number, whole};
use super::{Call, Filter, Outcome};
use crate::source::template::compare::order;
use crate::source::template::limits::{Growing, Stop};
use crate::source::template::print::{Notation, noted, printed};
use crate::source::value::{Node, Value};
use std::collections::HashSet;

/// The filter called `name`.
pub fn find(name: &str) -> Option<Filter> {
    Some(match name {
        "size" => |value, _| Ok(size(value)),
        "first" => |value, _| Ok(of(value.items().first())),
        "last" => |value, _| Ok(of(value.items().last())),
        "join" => join,
        "array_to_sentence_string" => sentence,
        "reverse" => |value, call| changed(value, call, |items| items.reverse()),
        "compact" => |value, call| {
            changed(value, call, |items| {
                items.retain(|item| !matches!(item.value, Value::Nil));
            })
        },
        "sort" => |value, call| sort(value, call, false),
        "sort_natural" => |value, call| sort(value, call, true),
        "uniq" => uniq,
        "map" => map,
        "concat" => concat,
        "push" => |value, call| with_end(value, call, |items, new| items.push(new)),
        "unshift" => |value, call| with_end(value, call, |items, new| items.insert(0, new)),
        "pop" => |value, call| {
            changed(value, call, |items| {
                items.pop();
            })
        },
        "shift" => |value, call| {
            changed(value, call, |items| {
                items.drain(..items.len().min(1));
            })
        },
        "slice" => slice,
        "sample" => sample,
        "sum" => sum,
        _ => return None,
    })
}

/// The value of a node that may be there.
pub fn of(node: Option<&Node>) -> Value {
    node.map_or(Value::Nil, |node| node.value.clone())
}

/// How many characters, items or entries.
pub fn size(value: &Value) -> Value {
    let size = match value {
        Value::Text(text) => text.chars().count(),
        Value::List(list) => list.items().len(),
        Value::Map(map) => map.entries().len(),
        _ => 0,
    };
    Value::Int(i64::try_from(size).unwrap_or(i64::MAX))
}

/// A list's items, a map's values; a value alone is its only item.
pub fn items(value: &Value) -> Vec<Node> {
    match value {
        Value::List(list) => list.items().to_vec(),
        Value::Nil => Vec::new(),
        other => vec![other.clone().into()],
    }
}

fn changed(value: &Value, call: &mut Call<'_>, change: impl Fn(&mut Vec<Node>)) -> Outcome {
    let mut items = items(value);
    call.budget.spend(items.len())?;
    change(&mut items);
    Ok(Value::list(items))
}

fn join(value: &Value, call: &mut Call<'_>) -> Outcome {
    let separator = match call.value(0) {
        Some(_) => call.text(0)?,
        None => " ".to_owned(),
    };
    joined(&items(value), &separator, &separator, call)
}

fn joined(items: &[Node], separator: &str, last: &str, call: &mut Call<'_>) -> Outcome {
    let words: Vec<String> = items
        .iter()
        .map(|item| printed(&item.value, call.budget))
        .collect::<Result<_, _>>()?;
    let mut out = Growing::new(call.budget);
    for (at, word) in words.iter().enumerate() {
        match at {
            0 => {}
            at if at + 1 == words.len() => out.push(last)?,
            _ => out.push(separator)?,
        }
        out.push(word)?;
    }
    Ok(out.finish().into())
}

/// `a, b, and c`.
fn sentence(value: &Value, call: &mut Call<'_>) -> Outcome {
    let connector = match call.value(0) {
        Some(_) => call.text(0)?,
        None => "and".to_owned(),
    };
    let items = items(value);
    let last = match items.len() {
        2 => format!(" {connector} "),
        _ => format!(", {connector} "),
    };
    joined(&items, ", ", &last, call)
}

/// No chance is wanted in a book: the first item, or as many as the argument says.
fn sample(value: &Value, call: &mut Call<'_>) -> Outcome {
    match call.int(0) {
        Some(count) if count != 1 => {
            let count = usize::try_from(count).unwrap_or(0);
            changed(value, call, |items| items.truncate(count))
        }
        _ => Ok(of(value.items().first())),
    }
}

/// The entry of a map by which a list is sorted, grouped or searched: `author.name` goes down.
pub fn entry(item: &Node, name: &str) -> Value {
    let mut node = Some(item);
    for name in name.split('.') {
        node = node.and_then(|node| node.get(name));
    }
    of(node)
}

/// By the entry that the first argument names. Items that lack it come last, or first where Jekyll's `sort` puts them
/// unless its second argument is `last`.
fn sort(value: &Value, call: &mut Call<'_>, natural: bool) -> Outcome {
    let (name, place) = (call.text(0)?, call.text(1)?);
    let nothing_first = !name.is_empty() && !natural && place != "last";
    let items = items(value);
    call.budget.spend(items.len().saturating_mul(4))?;
    let mut keyed = Vec::with_capacity(items.len());
    for item in items {
        let key = if name.is_empty() {
            item.value.clone()
        } else {
            entry(&item, &name)
        };
        let key = match key.as_text() {
            Some(text) if natural => text.to_lowercase().into(),
            _ => key,
        };
        call.budget.spend_bytes(key.as_text().map_or(0, str::len))?;
        let is_there = !matches!(key, Value::Nil);
        keyed.push((nothing_first && is_there, key, item));
    }
    keyed.sort_by(|(there, a, _), (other_there, b, _)| {
        there.cmp(other_there).then_with(|| order(a, b))
    });
    let items = keyed.into_iter().map(|(_, _, item)| item);
    Ok(Value::list(items.collect()))
}

fn uniq(value: &Value, call: &mut Call<'_>) -> Outcome {
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    for item in items(value) {
        if seen.insert(noted(&item.value, Notation::Ruby, call.budget)?) {
            kept.push(item);
        }
    }
    Ok(Value::list(kept))
}

fn map(value: &Value, call: &mut Call<'_>) -> Outcome {
    let name = call.text(0)?;
    let items = items(value);
    call.budget.spend(items.len())?;
    let entries = items.iter().map(|item| entry(item, &name).into());
    Ok(Value::list(entries.collect()))
}

fn concat(value: &Value, call: &mut Call<'_>) -> Outcome {
    let mut all = items(value);
    let more = call.value(0).map(items).unwrap_or_default();
    call.budget.spend(all.len() + more.len())?;
    all.extend(more);
    Ok(Value::list(all))
}

fn with_end(value: &Value, call: &mut Call<'_>, add: impl Fn(&mut Vec<Node>, Node)) -> Outcome {
    let new = call.value(0).cloned().unwrap_or_default();
    changed(value, call, |items| add(items, new.clone().into()))
}

/// A part of a text or list: from where, counted from the end if negative, and how much.
fn slice(value: &Value, call: &mut Call<'_>) -> Outcome {
    let length = usize::try_from(call.int(1).unwrap_or(1)).unwrap_or(0);
    let from = call.int(0).unwrap_or(0);
    let start = |size: usize| {
        let from_end = usize::try_from(from.unsigned_abs()).unwrap_or(usize::MAX);
        if from < 0 {
            size.checked_sub(from_end)
        } else {
            Some(from_end).filter(|start| *start <= size)
        }
    };
    if let Value::List(list) = value {
        let Some(start) = start(list.items().len()) else {
            return Ok(Value::list(Vec::new()));
        };
        call.budget.spend(list.items().len())?;
        let part = list.items().iter().skip(start).take(length);
        return Ok(Value::list(part.cloned().collect()));
    }
    let text = printed(value, call.budget)?;
    let part: String = match start(text.chars().count()) {
        Some(start) => text.chars().skip(start).take(length).collect(),
        None => String::new(),
    };
    Ok(part.into())
}

fn sum(value: &Value, call: &mut Call<'_>) -> Result<Value, Stop> {
    let name = call.text(0)?;
    let items = items(value);
    call.budget.spend(items.len())?;
    let values = items.iter().map(|item| match &*name {
        "" => item.value.clone(),
        name => entry(item, name),
    });
    let (mut total, mut exact) = (0_f64, Some(0_i64));
    for value in values {
        total += number(&value).map_or(0.0, Number::float);
        let is_whole = !matches!(number(&value), Some(Number::Float(_)));
        let part = is_whole.then(|| whole(&value).unwrap_or(0));
        exact = exact
            .zip(part)
            .and_then(|(sum, part)| sum.checked_add(part));
    }
    Ok(exact.map_or(Value::Float(total), Value::Int))
}
