//! How values compare.

use super::expression::Operator;
use crate::source::value::{Node, Value};
use std::cmp::Ordering;

/// Lists longer than this are equal only if they are one and the same.
const COMPARED: usize = 1000;

/// Does `left` stand to `right` as `operator` says? What can't be compared does not.
pub fn holds(left: &Value, operator: Operator, right: &Value) -> bool {
    let ordered = |wanted: fn(Ordering) -> bool| {
        let alike = rank(left) == rank(right) && rank(left) < 2;
        alike && wanted(order(left, right))
    };
    match operator {
        Operator::Equal => equal(left, right),
        Operator::Unequal => !equal(left, right),
        Operator::Less => ordered(Ordering::is_lt),
        Operator::LessOrEqual => ordered(Ordering::is_le),
        Operator::Greater => ordered(Ordering::is_gt),
        Operator::GreaterOrEqual => ordered(Ordering::is_ge),
        Operator::Contains => contains(left, right),
    }
}

/// Are two values the same? Lists in lists count as different.
pub fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Nil, Value::Nil) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::List(left), Value::List(right)) => {
            let (left, right) = (left.items(), right.items());
            let mut pairs = left.iter().zip(right);
            let same = |(left, right): (&Node, &Node)| {
                !matches!(left.value, Value::List(_)) && equal(&left.value, &right.value)
            };
            std::ptr::eq(left, right)
                || left.len() == right.len() && left.len() <= COMPARED && pairs.all(same)
        }
        (Value::Int(left), Value::Int(right)) => left == right,
        (Value::Int(_) | Value::Float(_), Value::Int(_) | Value::Float(_)) => {
            order(left, right).is_eq()
        }
        _ => false,
    }
}

/// Which of two comes first: numbers before texts, and what is neither last. A total order, as sorting needs it: so all
/// numbers are compared as floating-point ones.
pub fn order(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => left.cmp(right),
        _ => match (number_of(left), number_of(right)) {
            (Some(left), Some(right)) => left.total_cmp(&right),
            _ => rank(left).cmp(&rank(right)),
        },
    }
}

fn number_of(value: &Value) -> Option<f64> {
    match value {
        Value::Int(number) => Some(*number as f64),
        // Adding nought makes one of the two noughts.
        Value::Float(number) => Some(*number + 0.0),
        _ => None,
    }
}

fn rank(value: &Value) -> u8 {
    match value {
        Value::Int(_) | Value::Float(_) => 0,
        Value::Text(_) => 1,
        Value::Bool(_) => 2,
        Value::List(_) | Value::Map(_) => 3,
        Value::Nil => 4,
    }
}

fn contains(left: &Value, right: &Value) -> bool {
    match left {
        Value::Text(text) => match right {
            Value::Nil => false,
            Value::Text(part) => text.contains(&**part),
            part => text.contains(&part.to_string()),
        },
        Value::List(list) => list.items().iter().any(|item| equal(&item.value, right)),
        Value::Map(map) => right.as_text().is_some_and(|name| map.get(name).is_some()),
        _ => false,
    }
}
