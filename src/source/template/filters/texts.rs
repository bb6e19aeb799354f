//! Filters on texts.

use super::{Call, Filter, Outcome};
use crate::percent;
use crate::source::template::limits::{Growing, Stop};
use crate::source::template::print::printed;
use crate::source::value::{Node, Value};
use std::fmt::Write as _;

/// The filter called `name`.
pub fn find(name: &str) -> Option<Filter> {
    Some(match name {
        "upcase" => |value, call| plain(value, call, str::to_uppercase),
        "downcase" => |value, call| plain(value, call, str::to_lowercase),
        "capitalize" => |value, call| plain(value, call, capitalized),
        "strip" => |value, call| plain(value, call, |text| text.trim().to_owned()),
        "lstrip" => |value, call| plain(value, call, |text| text.trim_start().to_owned()),
        "rstrip" => |value, call| plain(value, call, |text| text.trim_end().to_owned()),
        "strip_html" => |value, call| plain(value, call, without_tags),
        "strip_newlines" => |value, call| plain(value, call, |text| text.replace(['\n', '\r'], "")),
        "newline_to_br" => |value, call| plain(value, call, |text| text.replace('\n', "<br />\n")),
        "escape" | "h" => |value, call| plain(value, call, escaped),
        "escape_once" => |value, call| plain(value, call, escaped_once),
        "xml_escape" => {
            |value, call| plain(value, call, |text| escaped(text).replace("&#39;", "'"))
        }
        "url_encode" | "cgi_escape" => |value, call| plain(value, call, form_encoded),
        "uri_escape" => |value, call| plain(value, call, |text| encoded(text, is_in_uri)),
        "url_decode" => |value, call| plain(value, call, form_decoded),
        "normalize_whitespace" => |value, call| plain(value, call, with_single_spaces),
        "number_of_words" => number_of_words,
        "append" => |value, call| joined(value, call, false),
        "prepend" => |value, call| joined(value, call, true),
        "remove" => |value, call| replace(value, call, usize::MAX, false),
        "remove_last" => |value, call| replace_last(value, call, false),
        "replace_last" => |value, call| replace_last(value, call, true),
        "remove_first" => |value, call| replace(value, call, 1, false),
        "replace" => |value, call| replace(value, call, usize::MAX, true),
        "replace_first" => |value, call| replace(value, call, 1, true),
        "truncate" => truncate,
        "truncatewords" => truncate_words,
        "split" => split,
        "slugify" => slugify,
        _ => return None,
    })
}

/// A filter that makes one text of another, no longer than a few times its length.
fn plain(value: &Value, call: &mut Call<'_>, made: fn(&str) -> String) -> Outcome {
    let made = made(&printed(value, call.budget)?);
    call.budget.spend_bytes(made.len())?;
    Ok(made.into())
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first
        .chain(characters.flat_map(char::to_lowercase))
        .collect()
}

/// What tags, comments, scripts and styles leave.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let end = ["script", "style"].iter().find(|name| {
            let start = tag.get(..name.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(name))
        });
        let after = match end {
            Some(name) => tag.split_once(&format!("</{name}>")),
            None if tag.starts_with("!--") => tag.split_once("-->"),
            None => tag.split_once('>'),
        };
        match after {
            Some((_, after)) => rest = after,
            None => {
                out.push('<');
                out.push_str(tag);
                return out;
            }
        }
    }
    out + rest
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        escape(character, &mut out);
    }
    out
}

fn escape(character: char, out: &mut String) {
    match character {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        other => out.push(other),
    }
}

/// Character references stay.
fn escaped_once(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        match text.get(at + 1..) {
            Some(after) if character == '&' && is_reference(after) => out.push('&'),
            _ => escape(character, &mut out),
        }
    }
    out
}

fn is_reference(after: &str) -> bool {
    let name = after
        .bytes()
        .take(32)
        .take_while(|byte| *byte == b'#' || byte.is_ascii_alphanumeric());
    let length = name.count();
    length > 0 && after.as_bytes().get(length) == Some(&b';')
}

fn encoded(text: &str, kept: fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if kept(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// `application/x-www-form-urlencoded`: spaces become plus signs.
fn form_encoded(text: &str) -> String {
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~ ".contains(&byte);
    encoded(text, kept).replace(' ', "+")
}

fn form_decoded(text: &str) -> String {
    percent::decoded(&text.replace('+', " ")).into_owned()
}

/// RFC 3986's unreserved and reserved characters, and the percent sign.
fn is_in_uri(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte)
}

fn with_single_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn number_of_words(value: &Value, call: &mut Call<'_>) -> Outcome {
    let (text, mode) = (printed(value, call.budget)?, call.text(0)?);
    let count = match &*mode {
        "cjk" | "auto" => words_and_signs(&text),
        _ => text.split_whitespace().count(),
    };
    Ok(Value::Int(i64::try_from(count).unwrap_or(i64::MAX)))
}

/// Each Chinese, Japanese or Korean sign is a word.
fn words_and_signs(text: &str) -> usize {
    let is_sign = |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{20000}'..='\u{3FFFF}');
    let signs = text.chars().filter(|c| is_sign(*c)).count();
    let rest = text.split(|c: char| c.is_whitespace() || is_sign(c));
    signs + rest.filter(|word| !word.is_empty()).count()
}

fn joined(value: &Value, call: &mut Call<'_>, before: bool) -> Outcome {
    let (mut a, mut b) = (printed(value, call.budget)?, call.text(0)?);
    if before {
        std::mem::swap(&mut a, &mut b);
    }
    call.budget.spend_bytes(a.len().saturating_add(b.len()))?;
    Ok((a + &b).into())
}

/// Replaces the first `times` of the first argument by the second, or by nothing.
fn replace(value: &Value, call: &mut Call<'_>, times: usize, with: bool) -> Outcome {
    let (text, old) = (printed(value, call.budget)?, call.text(0)?);
    let new = if with { call.text(1)? } else { String::new() };
    if old.is_empty() {
        return Ok(text.into());
    }
    let mut out = Growing::new(call.budget);
    let mut done = 0;
    for (at, found) in text.match_indices(&old).take(times) {
        out.push(text.get(done..at).unwrap_or_default())?;
        out.push(&new)?;
        done = at + found.len();
    }
    out.push(text.get(done..).unwrap_or_default())?;
    Ok(out.finish().into())
}

fn replace_last(value: &Value, call: &mut Call<'_>, with: bool) -> Outcome {
    let (text, old) = (printed(value, call.budget)?, call.text(0)?);
    let new = if with { call.text(1)? } else { String::new() };
    let Some((before, after)) = text.rsplit_once(&old).filter(|_| !old.is_empty()) else {
        return Ok(text.into());
    };
    let mut out = Growing::new(call.budget);
    [before, &new, after]
        .iter()
        .try_for_each(|part| out.push(part))?;
    Ok(out.finish().into())
}

fn ellipsis(call: &mut Call<'_>) -> Result<String, Stop> {
    match call.value(1) {
        Some(_) => call.text(1),
        None => Ok("...".to_owned()),
    }
}

fn count(call: &Call<'_>, default: usize) -> usize {
    let count = call.int(0).and_then(|count| usize::try_from(count).ok());
    count.unwrap_or(default)
}

/// To so many characters, those of the ellipsis included.
fn truncate(value: &Value, call: &mut Call<'_>) -> Outcome {
    let (text, ellipsis) = (printed(value, call.budget)?, ellipsis(call)?);
    let length = count(call, 50);
    if text.chars().count() <= length {
        return Ok(text.into());
    }
    let kept = length.saturating_sub(ellipsis.chars().count());
    let kept: String = text.chars().take(kept).collect();
    Ok((kept + &ellipsis).into())
}

fn truncate_words(value: &Value, call: &mut Call<'_>) -> Outcome {
    let (text, ellipsis) = (printed(value, call.budget)?, ellipsis(call)?);
    let length = count(call, 15).max(1);
    let mut words = text.split_whitespace();
    let kept: Vec<&str> = words.by_ref().take(length).collect();
    Ok(match words.next() {
        Some(_) => (kept.join(" ") + &ellipsis).into(),
        None => text.into(),
    })
}

/// Ruby's `split`: at runs of spaces for one space, between characters for nothing; empty parts at the end go.
fn split(value: &Value, call: &mut Call<'_>) -> Outcome {
    let (text, separator) = (printed(value, call.budget)?, call.text(0)?);
    call.budget.spend(text.len())?;
    let mut parts: Vec<&str> = match &*separator {
        " " => text.split_whitespace().collect(),
        "" => text.split("").filter(|part| !part.is_empty()).collect(),
        separator => text.split(separator).collect(),
    };
    while parts.last().is_some_and(|part| part.is_empty()) {
        parts.pop();
    }
    let parts = parts.into_iter().map(|part| Node::from(Value::from(part)));
    Ok(Value::list(parts.collect()))
}

/// Jekyll's slugs: letters and digits of all scripts, and with a mode more or fewer signs.
fn slugify(value: &Value, call: &mut Call<'_>) -> Outcome {
    if matches!(value, Value::Nil) {
        return Ok(Value::Nil);
    }
    let (text, mode) = (printed(value, call.budget)?, call.text(0)?);
    Ok(crate::source::slug::jekyll(&text, &mode).into())
}
