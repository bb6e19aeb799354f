//! Generated content: the values of `content`, `counter-reset` and `counter-increment`.

use crate::style::computed::ListMarker;
use crate::style::value::{Parsed, as_written, keyword, not_understood};
use cssparser::{Parser, Token};
use std::sync::Arc;

/// `content`: what stands in a `::before`, an `::after` or a margin box. `None` is `normal` and `none`: no box.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Content(pub(crate) Option<Arc<[ContentPart]>>);

/// A part of generated content.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ContentPart {
    /// Words.
    Text(Arc<str>),
    /// An attribute of the element: `attr(title)`.
    Attribute(Arc<str>),
    /// `counter(name)` or `counter(name, style)`.
    Counter(Arc<str>, ListMarker),
    /// A named string of the page: `string(chapter-title)`.
    Named(Arc<str>),
    /// `open-quote`
    OpenQuote,
    /// `close-quote`
    CloseQuote,
}

/// Counters with their values, as `counter-reset` and `counter-increment` list them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Counting(pub(crate) Arc<[(Arc<str>, i32)]>);

as_written!(Content, Counting);

/// `content`
pub(crate) fn content(input: &mut Parser<'_>) -> Parsed<Content> {
    if is_empty_word(input) {
        return Ok(Content(None));
    }
    let mut parts = vec![part(input)?];
    while !input.is_exhausted() {
        parts.push(part(input)?);
    }
    Ok(Content(Some(parts.into())))
}

fn is_empty_word(input: &mut Parser<'_>) -> bool {
    let word = input.try_parse(|input| match input.expect_ident() {
        Ok(word) if word.eq_ignore_ascii_case("normal") || word.eq_ignore_ascii_case("none") => {
            Ok(())
        }
        _ => Err(()),
    });
    word.is_ok()
}

fn part(input: &mut Parser<'_>) -> Parsed<ContentPart> {
    match input.next()?.clone() {
        Token::QuotedString(text) => Ok(ContentPart::Text(Arc::from(&*text))),
        Token::Ident(word) if word.eq_ignore_ascii_case("open-quote") => Ok(ContentPart::OpenQuote),
        Token::Ident(word) if word.eq_ignore_ascii_case("close-quote") => {
            Ok(ContentPart::CloseQuote)
        }
        Token::Function(name) => function(input, &name.to_ascii_lowercase()),
        _ => not_understood(),
    }
}

fn function(input: &mut Parser<'_>, name: &str) -> Parsed<ContentPart> {
    match name {
        "attr" => input.parse_nested_block(|input| name_in(input).map(ContentPart::Attribute)),
        "string" => input.parse_nested_block(|input| name_in(input).map(ContentPart::Named)),
        "counter" => input.parse_nested_block(counter),
        _ => not_understood(),
    }
}

fn name_in(input: &mut Parser<'_>) -> Parsed<Arc<str>> {
    Ok(Arc::from(&**input.expect_ident()?))
}

fn counter(input: &mut Parser<'_>) -> Parsed<ContentPart> {
    let name = name_in(input)?;
    if input.is_exhausted() {
        return Ok(ContentPart::Counter(name, ListMarker::Decimal));
    }
    input.expect_comma()?;
    Ok(ContentPart::Counter(name, keyword(input)?))
}

/// `counter-reset` and `counter-increment`: names, each with a number or `USUAL`.
pub(crate) fn counting<const USUAL: i32>(input: &mut Parser<'_>) -> Parsed<Counting> {
    if is_empty_word(input) {
        return Ok(Counting::default());
    }
    let mut counters = Vec::new();
    while !input.is_exhausted() {
        let name = name_in(input)?;
        let value = input.try_parse(|input| input.expect_integer());
        counters.push((name, value.unwrap_or(USUAL)));
    }
    if counters.is_empty() {
        return not_understood();
    }
    Ok(Counting(counters.into()))
}

/// A number as a marker shows it, without the point behind it.
pub(crate) fn numeral(number: i64, marker: &ListMarker) -> String {
    match (marker, u32::try_from(number)) {
        (ListMarker::LowerAlpha, Ok(number @ 1..)) => letters(number).to_ascii_lowercase(),
        (ListMarker::UpperAlpha, Ok(number @ 1..)) => letters(number),
        (ListMarker::LowerRoman, Ok(number @ 1..4000)) => roman(number).to_ascii_lowercase(),
        (ListMarker::UpperRoman, Ok(number @ 1..4000)) => roman(number),
        (ListMarker::Disc, _) => "•".to_owned(),
        (ListMarker::Circle, _) => "◦".to_owned(),
        (ListMarker::Square, _) => "▪".to_owned(),
        (ListMarker::Text(text), _) => text.to_string(),
        (ListMarker::None, _) => String::new(),
        _ => number.to_string(),
    }
}

/// A, B, ... Z, AA, AB: numbers in base 26 without a zero.
fn letters(mut number: u32) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        let digit = (number - 1) % 26;
        letters.extend(char::from_u32(u32::from(b'A') + digit));
        number = (number - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn roman(mut number: u32) -> String {
    const NUMERALS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (value, numeral) in NUMERALS {
        while number >= value {
            text.push_str(numeral);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::value::Keyword;

    #[test]
    fn numbers_are_written_as_their_style_says() {
        let written = |marker: &str| {
            let marker = ListMarker::WORDS
                .iter()
                .find(|(word, _)| *word == marker)
                .map(|(_, marker)| marker);
            [1, 4, 27, 1994].map(|number| numeral(number, marker.unwrap()))
        };
        assert_eq!(written("lower-alpha"), ["a", "d", "aa", "bxr"]);
        assert_eq!(written("upper-roman"), ["I", "IV", "XXVII", "MCMXCIV"]);
        assert_eq!(written("decimal"), ["1", "4", "27", "1994"]);
        assert_eq!(numeral(0, &ListMarker::LowerRoman), "0");
        assert_eq!(numeral(-3, &ListMarker::UpperAlpha), "-3");
    }
}
