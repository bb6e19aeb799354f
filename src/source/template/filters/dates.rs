//! Filters on dates. There is no clock: `now` and `today` are nothing.

use super::{Call, Filter, Outcome};
use crate::source::date::{self, Moment};
use crate::source::template::limits::Stop;
use crate::source::template::strftime::strftime;
use crate::source::value::Value;

/// The filter called `name`.
pub fn find(name: &str) -> Option<Filter> {
    Some(match name {
        "date" => date,
        "date_to_string" => |value, call| named(value, call, "%b"),
        "date_to_long_string" => |value, call| named(value, call, "%B"),
        "date_to_xmlschema" => |value, call| formatted(value, "%FT%T%:z", call),
        "date_to_rfc822" => |value, call| formatted(value, "%a, %d %b %Y %H:%M:%S %z", call),
        _ => return None,
    })
}

/// `date: "%Y"`; without a format the value stays.
fn date(value: &Value, call: &mut Call<'_>) -> Outcome {
    let format = call.text(0)?;
    if format.is_empty() {
        return Ok(value.clone());
    }
    formatted(value, &format, call)
}

/// `%N` with a width makes a hundred letters of three, so the format's length counts.
fn formatted(value: &Value, format: &str, call: &mut Call<'_>) -> Result<Value, Stop> {
    call.budget.spend_bytes(format.len().saturating_mul(40))?;
    Ok(match moment(value) {
        Some(moment) => strftime(moment, format).into(),
        None if is_clock(value) => Value::Nil,
        None => value.clone(),
    })
}

fn is_clock(value: &Value) -> bool {
    matches!(value.as_text(), Some("now" | "today"))
}

fn moment(value: &Value) -> Option<Moment> {
    match value {
        Value::Int(seconds) => Moment::from_unix(*seconds),
        Value::Text(text) => match text.parse() {
            Ok(seconds) if text.len() > 4 => Moment::from_unix(seconds),
            _ => date::parse(text),
        },
        _ => None,
    }
}

/// `24 Jun 2016`, or with the arguments `"ordinal", "US"` `Jun 24th, 2016`.
fn named(value: &Value, call: &mut Call<'_>, month: &str) -> Outcome {
    let (kind, style) = (call.text(0)?, call.text(1)?);
    let Some(moment) = moment(value).filter(|_| kind == "ordinal") else {
        return formatted(value, &format!("%d {month} %Y"), call);
    };
    let day = ordinal(moment.civil.day());
    let month_name = strftime(moment, month);
    let year = moment.civil.year();
    Ok(match &*style {
        "US" => format!("{month_name} {day}, {year}"),
        _ => format!("{day} {month_name} {year}"),
    }
    .into())
}

fn ordinal(day: i8) -> String {
    let ending = match (day, day % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}
