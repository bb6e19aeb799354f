//! Filters on numbers.

use super::{Call, Filter, Outcome};
use crate::source::value::Value;

/// The filter called `name`.
pub fn find(name: &str) -> Option<Filter> {
    Some(match name {
        "plus" => |value, call| both(value, call, i64::checked_add, |a, b| a + b),
        "minus" => |value, call| both(value, call, i64::checked_sub, |a, b| a - b),
        "times" => |value, call| both(value, call, i64::checked_mul, |a, b| a * b),
        "divided_by" => |value, call| divided(value, call, quotient, |a, b| a / b),
        "modulo" => |value, call| divided(value, call, remainder, |a, b| a - b * (a / b).floor()),
        "at_least" => |value, call| both(value, call, |a, b| Some(a.max(b)), f64::max),
        "at_most" => |value, call| both(value, call, |a, b| Some(a.min(b)), f64::min),
        "abs" => |value, _| Ok(one(value, i64::checked_abs, f64::abs)),
        "ceil" => |value, _| Ok(to_whole(value, f64::ceil)),
        "floor" => |value, _| Ok(to_whole(value, f64::floor)),
        "to_integer" => |value, _| Ok(to_whole(value, f64::trunc)),
        "round" => round,
        _ => return None,
    })
}

/// A number as arithmetic takes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// Whole.
    Int(i64),
    /// Any other.
    Float(f64),
}

impl Number {
    /// As a floating-point number.
    pub fn float(self) -> f64 {
        match self {
            Number::Int(number) => number as f64,
            Number::Float(number) => number,
        }
    }
}

/// The number that a value is or spells.
pub fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Int(number) => Some(Number::Int(*number)),
        Value::Float(number) => Some(Number::Float(*number)),
        Value::Text(text) => {
            let text = text.trim();
            let whole = text.parse().ok().map(Number::Int);
            whole.or_else(|| text.parse().ok().map(Number::Float))
        }
        _ => None,
    }
}

/// The whole number that a value is or spells.
pub fn whole(value: &Value) -> Option<i64> {
    match number(value)? {
        Number::Int(number) => Some(number),
        Number::Float(number) => as_int(number),
    }
}

fn as_int(number: f64) -> Option<i64> {
    (number.abs() < 9e18).then_some(number as i64)
}

/// What is no number counts as nought, as in Liquid.
fn or_nought(value: Option<&Value>) -> Number {
    value.and_then(number).unwrap_or(Number::Int(0))
}

fn both(
    value: &Value,
    call: &Call<'_>,
    whole: fn(i64, i64) -> Option<i64>,
    float: fn(f64, f64) -> f64,
) -> Outcome {
    let (a, b) = (or_nought(Some(value)), or_nought(call.value(0)));
    if let (Number::Int(a), Number::Int(b)) = (a, b)
        && let Some(result) = whole(a, b)
    {
        return Ok(Value::Int(result));
    }
    Ok(Value::Float(float(a.float(), b.float())))
}

/// By nought there is nothing.
fn divided(
    value: &Value,
    call: &Call<'_>,
    whole: fn(i64, i64) -> Option<i64>,
    float: fn(f64, f64) -> f64,
) -> Outcome {
    Ok(match (or_nought(Some(value)), or_nought(call.value(0))) {
        (Number::Int(a), Number::Int(b)) => whole(a, b).map_or(Value::Nil, Value::Int),
        (a, b) => Value::Float(float(a.float(), b.float())),
    })
}

/// Whole numbers divide downwards, as in Ruby.
fn quotient(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    let downwards = a.checked_rem(b)? != 0 && (a < 0) != (b < 0);
    Some(quotient - i64::from(downwards))
}

/// The remainder has the divisor's sign.
fn remainder(a: i64, b: i64) -> Option<i64> {
    let remainder = a.checked_rem(b)?;
    let other_sign = remainder != 0 && (remainder < 0) != (b < 0);
    Some(if other_sign { remainder + b } else { remainder })
}

fn one(value: &Value, whole: fn(i64) -> Option<i64>, float: fn(f64) -> f64) -> Value {
    match or_nought(Some(value)) {
        Number::Int(number) => whole(number).map_or(Value::Nil, Value::Int),
        Number::Float(number) => Value::Float(float(number)),
    }
}

fn to_whole(value: &Value, round: fn(f64) -> f64) -> Value {
    match or_nought(Some(value)) {
        Number::Int(number) => Value::Int(number),
        Number::Float(number) => as_int(round(number)).map_or(Value::Nil, Value::Int),
    }
}

fn round(value: &Value, call: &mut Call<'_>) -> Outcome {
    match call.int(0) {
        Some(digits @ 1..=15) => {
            let scale = 10_f64.powi(i32::try_from(digits).unwrap_or(0));
            let number = or_nought(Some(value)).float();
            Ok(Value::Float((number * scale).round() / scale))
        }
        _ => Ok(to_whole(value, f64::round)),
    }
}
