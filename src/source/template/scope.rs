//! The variables of a template: takes paths, gives values. What is not there is nothing.

use super::filters::lists::size;
use crate::source::value::{Node, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// Variables.
#[derive(Default)]
pub struct Scope {
    /// `page`, `site` and the like.
    globals: HashMap<Arc<str>, Value>,
    /// What `assign` and `capture` set.
    assigned: HashMap<Arc<str>, Value>,
    /// What `increment` and `decrement` count.
    counters: HashMap<Arc<str>, i64>,
    /// Loop variables and `include`, the innermost last.
    inner: Vec<(Arc<str>, Value)>,
    /// Loops, the innermost last.
    loops: Vec<Loop>,
}

/// The variables that a rendered file doesn't see.
pub struct Outside {
    assigned: HashMap<Arc<str>, Value>,
    inner: Vec<(Arc<str>, Value)>,
    loops: Vec<Loop>,
}

/// How far a loop is.
#[derive(Debug)]
pub struct Loop {
    name: Arc<str>,
    /// Rounds done.
    index: usize,
    /// Rounds in all.
    length: usize,
    /// Of a `tablerow`.
    columns: Option<usize>,
}

impl Scope {
    /// Sets a variable that is there from the start.
    pub fn set_global(&mut self, name: &str, value: Value) {
        self.globals.insert(name.into(), value);
    }

    /// Sets a variable for the rest of the post.
    pub fn assign(&mut self, name: &Arc<str>, value: Value) {
        self.assigned.insert(name.clone(), value);
    }

    /// Sets a variable until [`Scope::leave`].
    pub fn enter(&mut self, name: &Arc<str>, value: Value) {
        self.inner.push((name.clone(), value));
    }

    /// Forgets what was entered last.
    pub fn leave(&mut self) {
        self.inner.pop();
    }

    /// Begins a loop.
    pub fn enter_loop(&mut self, begun: Loop) {
        self.loops.push(begun);
    }

    /// Goes to a loop's next round.
    pub fn next_round(&mut self) {
        if let Some(innermost) = self.loops.last_mut() {
            innermost.index += 1;
        }
    }

    /// Ends a loop.
    pub fn leave_loop(&mut self) {
        self.loops.pop();
    }

    /// Ends all loops, forgets all that was entered.
    pub fn surface(&mut self) {
        self.inner.clear();
        self.loops.clear();
    }

    /// Leaves only what is there from the start, and `entered`; gives what was there besides.
    pub fn alone(&mut self, entered: Vec<(Arc<str>, Node)>) -> Outside {
        let entered = entered.into_iter().map(|(name, node)| (name, node.value));
        Outside {
            assigned: std::mem::take(&mut self.assigned),
            inner: std::mem::replace(&mut self.inner, entered.collect()),
            loops: std::mem::take(&mut self.loops),
        }
    }

    /// Brings back what [`Scope::alone`] gave.
    pub fn back(&mut self, outside: Outside) {
        self.assigned = outside.assigned;
        self.inner = outside.inner;
        self.loops = outside.loops;
    }

    /// Counts: the value before for a step up, after for a step down, as in Liquid.
    pub fn count(&mut self, name: &Arc<str>, step: i64) -> i64 {
        let counter = self.counters.entry(name.clone()).or_insert(0);
        let before = *counter;
        *counter = counter.saturating_add(step);
        if step < 0 { *counter } else { before }
    }

    /// Is `name` what it was from the start?
    pub fn is_global(&self, name: &str) -> bool {
        let is_inner = self.inner.iter().any(|(known, _)| &**known == name);
        !is_inner && !self.assigned.contains_key(name) && self.globals.contains_key(name)
    }

    /// The variable called `name`.
    pub fn get(&self, name: &str) -> Value {
        let mut inner = self.inner.iter().rev();
        let inner = inner.find(|(known, _)| &**known == name);
        let value = inner.map(|(_, value)| value);
        let value = value.or_else(|| self.assigned.get(name));
        let value = value.or_else(|| self.globals.get(name)).cloned();
        let counted = || self.counters.get(name).map(|count| Value::Int(*count));
        value.or_else(counted).unwrap_or_default()
    }

    /// `forloop.index` and the like, or `tablerowloop.col` of the innermost loop of that kind; `parentloop` goes outward.
    /// Nothing if there is no such loop.
    pub fn of_loop(&self, name: &str, names: &[&str]) -> Option<Value> {
        let is_table = match name {
            "forloop" => false,
            "tablerowloop" => true,
            _ => return None,
        };
        let loops = self.loops.iter().rev();
        let mut loops = loops
            .filter(|made| made.columns.is_some() == is_table)
            .peekable();
        loops.peek()?;
        let outward = names.iter().take_while(|name| **name == "parentloop");
        let outward = outward.count();
        let of = |made: &Loop| made.get(names.get(outward)?);
        Some(loops.nth(outward).and_then(of).unwrap_or_default())
    }
}

impl Loop {
    /// A loop of `length` rounds that begins.
    pub fn new(name: &Arc<str>, length: usize, columns: Option<usize>) -> Loop {
        Loop {
            name: name.clone(),
            index: 0,
            length,
            columns,
        }
    }

    fn get(&self, name: &str) -> Option<Value> {
        let left = self.length.saturating_sub(self.index);
        let int = |number: usize| Value::Int(i64::try_from(number).unwrap_or(i64::MAX));
        let columns = self.columns.unwrap_or(usize::MAX);
        let column = self.index.checked_rem(columns).unwrap_or(0);
        Some(match name {
            "name" => Value::Text(self.name.clone()),
            "col" => int(column + 1),
            "col0" => int(column),
            "row" => int(self.index.checked_div(columns).unwrap_or(0) + 1),
            "col_first" => Value::Bool(column == 0),
            "col_last" => Value::Bool(column + 1 == columns || left == 1),
            "index" => int(self.index + 1),
            "index0" => int(self.index),
            "rindex" => int(left),
            "rindex0" => int(left.saturating_sub(1)),
            "first" => Value::Bool(self.index == 0),
            "last" => Value::Bool(left == 1),
            "length" => int(self.length),
            _ => return None,
        })
    }
}

/// The entry `name` of a value: of a map, or its `size`, `first` and `last`.
pub fn entry(value: &Value, name: &str) -> Value {
    if let Value::Map(map) = value
        && let Some(node) = map.get(name)
    {
        return node.value.clone();
    }
    let of = |node: Option<&Node>| node.map_or(Value::Nil, |node| node.value.clone());
    match (value, name) {
        (Value::Text(_) | Value::List(_) | Value::Map(_), "size") => size(value),
        (Value::List(list), "first") => of(list.items().first()),
        (Value::List(list), "last") => of(list.items().last()),
        _ => Value::Nil,
    }
}

/// The item of a list at a place, from the end if it is negative; the entry of a map by name.
pub fn item(value: &Value, index: &Value) -> Value {
    match (value, index) {
        (Value::List(list), Value::Int(index)) => {
            let items = list.items();
            let from_end = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
            let at = if *index < 0 {
                items.len().checked_sub(from_end)
            } else {
                Some(from_end)
            };
            let item = at.and_then(|at| items.get(at));
            item.map_or(Value::Nil, |item| item.value.clone())
        }
        (value, Value::Text(name)) => entry(value, name),
        (value @ Value::Map(_), name) => entry(value, &name.to_string()),
        _ => Value::Nil,
    }
}
