//! Tags that stand alone: takes a tag's name and what follows it, gives what it does.

use super::embed;
use super::expression::{Expression, Reader};
use super::tree::{Include, PartKind, Place};
use std::sync::Arc;

/// What a tag does: `None` if it isn't known, `Some(None)` if it can't be read.
pub fn read(name: &str, markup: &str) -> Option<Option<PartKind>> {
    let mut reader = Reader::new(markup);
    Some(match name {
        "assign" => assign(&mut reader),
        "echo" => reader.filtered().map(PartKind::Output),
        "break" => Some(PartKind::Break),
        "continue" => Some(PartKind::Continue),
        "cycle" => cycle(markup),
        "increment" => reader.name().map(|name| PartKind::Count(name.into(), 1)),
        "decrement" => reader.name().map(|name| PartKind::Count(name.into(), -1)),
        "include" | "include_cached" => include(markup, Place::Includes),
        "include_relative" => include(markup, Place::Beside),
        "render" => include(markup, Place::Alone),
        "link" => Some(PartKind::Link(markup.trim().to_owned())),
        "post_url" => Some(PartKind::PostUrl(markup.trim().to_owned())),
        _ if embed::is_embed(name) => Some(PartKind::Embed(name.into(), markup.to_owned())),
        _ => return None,
    })
}

fn assign(reader: &mut Reader<'_>) -> Option<PartKind> {
    let name = reader.name()?;
    reader.take("=").then_some(())?;
    Some(PartKind::Assign(name.into(), reader.filtered()?))
}

/// `cycle "a", "b"` or `cycle name: "a", "b"`.
fn cycle(markup: &str) -> Option<PartKind> {
    let mut reader = Reader::new(markup);
    let first = reader.expression()?;
    let named = reader.take(":");
    let mut values = if named { Vec::new() } else { vec![first] };
    while !reader.is_done() {
        match reader.expression() {
            Some(value) => values.push(value),
            None => reader.skip(),
        }
    }
    let group = markup.split(':').next().filter(|_| named);
    Some(PartKind::Cycle(
        group.unwrap_or(markup).trim().into(),
        values,
    ))
}

/// `file.html name=value name="value"`, or `"file", name: value, name: "value"`; the file may hold outputs.
fn include(markup: &str, place: Place) -> Option<PartKind> {
    let markup = markup.trim();
    let end = file_end(markup);
    let file = markup.get(..end)?.trim_matches(['"', '\'', ',']).to_owned();
    let rest = markup.get(end..)?;
    let parameters = parameters(rest);
    (!file.is_empty()).then(|| {
        PartKind::Include(Box::new(Include {
            file,
            place,
            subject: (place == Place::Alone).then(|| subject(rest)).flatten(),
            parameters,
        }))
    })
}

/// Where the file's name ends: at the first space outside `{{ … }}`.
fn file_end(markup: &str) -> usize {
    let mut inside = 0_usize;
    for (at, character) in markup.char_indices() {
        match character {
            '{' => inside += 1,
            '}' => inside = inside.saturating_sub(1),
            _ if inside == 0 && character.is_whitespace() => return at,
            _ => {}
        }
    }
    markup.len()
}

/// `name=value` or `name: value` by spaces or commas.
fn parameters(markup: &str) -> Vec<(Arc<str>, Expression)> {
    let mut parameters = Vec::new();
    let mut rest = markup;
    while let Some((before, after)) = rest.split_once(['=', ':']) {
        let name = before.trim_end().rsplit(|c: char| !is_name(c)).next();
        let after = after.trim_start();
        let (value, length) = value(after);
        let name = name.filter(|name| !name.is_empty());
        parameters.extend(name.zip(value).map(|(name, value)| (name.into(), value)));
        rest = after.get(length..).unwrap_or_default();
    }
    parameters
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_')
}

/// The value that `text` begins with, and its length. In quotes, `\"` is a quote.
fn value(text: &str) -> (Option<Expression>, usize) {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some(quote) = quote else {
        let end = text.find(|c: char| c.is_whitespace() || c == ',');
        let end = end.unwrap_or(text.len());
        let word = text.get(..end).unwrap_or_default();
        return (Reader::new(word).expression(), end);
    };
    let mut words = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some((_, escaped)) if escaped == quote => words.push(escaped),
                Some((_, other)) => words.extend(['\\', other]),
                None => words.push('\\'),
            },
            _ if character == quote => return (Some(Expression::Literal(words.into())), at + 1),
            other => words.push(other),
        }
    }
    (Some(Expression::Literal(words.into())), text.len())
}

/// `with value as name`, `for list as name`: whether it is each of a list, the value, and the name if it is said.
fn subject(markup: &str) -> Option<(bool, Expression, Option<Arc<str>>)> {
    let mut reader = Reader::new(markup);
    reader.take(",");
    let each = reader.take("for");
    if !each && !reader.take("with") {
        return None;
    }
    let value = reader.expression()?;
    let name = reader.take("as").then(|| reader.name()).flatten();
    Some((each, value, name.map(Arc::from)))
}
