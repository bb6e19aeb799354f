//! What every value of a declaration has in common: it is parsed, and later computed for one element.

use crate::style::property::Cascaded;
use crate::units::{Pt, Size as Extent};
use cssparser::{ParseError, Parser};
use selectors::parser::SelectorParseErrorKind;

/// Why a piece of CSS was not understood, where the parser itself doesn't say it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Fault {
    /// What is no selector.
    Selector,
    /// A selector that readers may know.
    UnknownSelector,
    /// A value of another kind than the property takes.
    Value,
}

impl From<SelectorParseErrorKind> for Fault {
    fn from(error: SelectorParseErrorKind) -> Fault {
        match error {
            SelectorParseErrorKind::UnsupportedPseudoClassOrElement => Fault::UnknownSelector,
            _ => Fault::Selector,
        }
    }
}

/// What parsing a piece of CSS gives.
pub(crate) type Parsed<T> = Result<T, ParseError<Fault>>;

/// A value of another kind than the property takes.
pub(crate) fn not_understood<T>() -> Parsed<T> {
    Err(ParseError::custom(Fault::Value))
}

/// What values are computed against, beside the element's own style.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Environment {
    /// The root element's font size: `rem`.
    pub root_font_size: Pt,
    /// The page: `vw` and `vh`.
    pub page: Extent,
}

/// A value as its author wrote it, which becomes a computed one beside the element's font size and colour.
pub(crate) trait Specified {
    /// What layout sees.
    type Computed;
    /// Computes the value for an element whose font size and colour are known.
    fn compute(&self, own: &Cascaded, environment: &Environment) -> Self::Computed;
}

/// Values that are computed as they are written.
macro_rules! as_written {
    ($($type:ty),* $(,)?) => {$(
        impl $crate::style::value::Specified for $type {
            type Computed = $type;
            fn compute(&self, _: &$crate::style::property::Cascaded, _: &$crate::style::value::Environment) -> $type {
                self.clone()
            }
        }
    )*};
}
pub(crate) use as_written;
as_written!(bool, u16, Option<Extent>);

/// A type whose values are words.
pub(crate) trait Keyword: Sized + Clone + 'static {
    /// Each word with what it stands for; where two mean the same, the first is the one to write.
    const WORDS: &'static [(&'static str, Self)];
}

macro_rules! keywords {
    ($type:ident { $($word:literal => $variant:expr),* $(,)? }) => {
        impl $crate::style::value::Keyword for $type {
            const WORDS: &'static [(&'static str, $type)] = &[$(($word, $variant)),*];
        }
        $crate::style::value::as_written!($type);
    };
}
pub(crate) use keywords;

/// One word of `T`'s.
pub(crate) fn keyword<T: Keyword>(input: &mut Parser<'_>) -> Parsed<T> {
    one_of(input, T::WORDS)
}

/// One of these words.
pub(crate) fn one_of<T: Clone>(input: &mut Parser<'_>, words: &[(&str, T)]) -> Parsed<T> {
    let word = input.expect_ident()?;
    words
        .iter()
        .find(|(known, _)| word.eq_ignore_ascii_case(known))
        .map_or_else(not_understood, |(_, value)| Ok(value.clone()))
}

/// A whole number of 0 or more, cut at 65,535.
pub(crate) fn count(input: &mut Parser<'_>) -> Parsed<u16> {
    match u16::try_from(input.expect_integer()?.min(i32::from(u16::MAX))) {
        Ok(count) => Ok(count),
        Err(_) => not_understood(),
    }
}

/// A whole number of 1 or more: `widows` and `orphans` know no zero.
pub(crate) fn positive_count(input: &mut Parser<'_>) -> Parsed<u16> {
    match count(input)? {
        0 => not_understood(),
        count => Ok(count),
    }
}
