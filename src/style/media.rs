//! Conditions: `@media` and `@supports`, asked for the PDF (is this print, on this page?) and for the EPUB (may a reader want it?).

use crate::style::font::MEDIUM;
use crate::style::length::{SpecifiedLength, length};
use crate::style::selector::{Namespaces, selector};
use crate::style::shorthand::Property;
use crate::style::value::{Environment, Fault, Parsed, not_understood};
use crate::units::{Pt, Size as Extent};
use cssparser::{ParseError, Parser, Token};

/// When a group of rules applies.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// `@media`: any of these.
    Media(Vec<MediaQuery>),
    /// `@supports`: what the PDF says to it.
    Supports(bool),
    /// `@container`, `@layer`: only a reading system may know.
    Reader,
}

impl Condition {
    /// Does it hold for the PDF, on a page of this size?
    pub(crate) fn holds_in_print(&self, page: Extent) -> bool {
        match self {
            Condition::Media(queries) => queries.iter().any(|query| query.holds_in_print(page)),
            Condition::Supports(holds) => *holds,
            Condition::Reader => false,
        }
    }

    /// Can it hold in print at all, whatever the page?
    pub(crate) fn may_be_print(&self) -> bool {
        match self {
            Condition::Media(queries) => queries.iter().any(MediaQuery::may_be_print),
            Condition::Supports(holds) => *holds,
            Condition::Reader => false,
        }
    }

    /// Can it hold in a reading system, none of which prints?
    pub(crate) fn may_be_screen(&self) -> bool {
        match self {
            Condition::Media(queries) => queries.iter().any(|query| !query.is_print_only()),
            Condition::Supports(_) | Condition::Reader => true,
        }
    }
}

/// One query of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MediaQuery {
    negated: bool,
    medium: Medium,
    features: Vec<Feature>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Medium {
    All,
    Print,
    /// A screen, or a reader by name: `amzn-kf8`.
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Feature {
    AtLeast(Direction, SpecifiedLength),
    AtMost(Direction, SpecifiedLength),
    /// Paper is the same for all pages: light, without a pointer.
    OfPaper(bool),
    Portrait,
    Landscape,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Across,
    Down,
}

impl MediaQuery {
    fn holds_in_print(&self, page: Extent) -> bool {
        let holds =
            self.medium != Medium::Other && self.features.iter().all(|feature| feature.holds(page));
        holds != self.negated
    }

    fn may_be_print(&self) -> bool {
        let never = self.features.contains(&Feature::OfPaper(false));
        self.negated || (self.medium != Medium::Other && !never)
    }

    fn is_print_only(&self) -> bool {
        self.medium == Medium::Print && !self.negated
    }
}

impl Feature {
    fn holds(self, page: Extent) -> bool {
        // In queries an em is the initial font size (Media Queries 4, section 1.3).
        let environment = Environment {
            root_font_size: MEDIUM,
            page,
        };
        let points = |length: SpecifiedLength| length.resolve(MEDIUM, MEDIUM * 1.2, &environment);
        match self {
            Feature::AtLeast(direction, length) => direction.of(page) >= points(length),
            Feature::AtMost(direction, length) => direction.of(page) <= points(length),
            Feature::OfPaper(holds) => holds,
            Feature::Portrait => page.height >= page.width,
            Feature::Landscape => page.height < page.width,
        }
    }
}

impl Direction {
    fn of(self, page: Extent) -> Pt {
        match self {
            Direction::Across => page.width,
            Direction::Down => page.height,
        }
    }
}

/// The list behind `@media`; one without any query holds always.
pub(crate) fn media_queries(input: &mut Parser<'_>) -> Parsed<Vec<MediaQuery>> {
    if input.is_exhausted() {
        return Ok(vec![MediaQuery {
            negated: false,
            medium: Medium::All,
            features: Vec::new(),
        }]);
    }
    input.parse_comma_separated(media_query)
}

fn media_query(input: &mut Parser<'_>) -> Parsed<MediaQuery> {
    let negated = next_is(input, "not");
    if !negated {
        next_is(input, "only");
    }
    let mut query = MediaQuery {
        negated,
        medium: Medium::All,
        features: Vec::new(),
    };
    match input.try_parse(|input| input.expect_ident_cloned()) {
        Ok(name) => query.medium = medium(&name),
        Err(_) => query.features.push(feature(input)?),
    }
    while !input.is_exhausted() {
        input.expect_ident_matching("and")?;
        query.features.push(feature(input)?);
    }
    Ok(query)
}

fn next_is(input: &mut Parser<'_>, word: &str) -> bool {
    input
        .try_parse(|input| input.expect_ident_matching(word))
        .is_ok()
}

fn medium(name: &str) -> Medium {
    match name.to_ascii_lowercase().as_str() {
        "all" => Medium::All,
        "print" => Medium::Print,
        _ => Medium::Other,
    }
}

fn feature(input: &mut Parser<'_>) -> Parsed<Feature> {
    input.expect_parenthesis_block()?;
    input.parse_nested_block(|input| {
        let name = input.expect_ident()?.to_ascii_lowercase();
        if input.is_exhausted() {
            return Ok(Feature::OfPaper(matches!(
                name.as_str(),
                "color" | "width" | "height"
            )));
        }
        input.expect_colon()?;
        feature_value(input, &name)
    })
}

fn feature_value(input: &mut Parser<'_>, name: &str) -> Parsed<Feature> {
    use Direction::{Across, Down};
    Ok(match name {
        "min-width" => Feature::AtLeast(Across, length(input)?),
        "max-width" => Feature::AtMost(Across, length(input)?),
        "min-height" => Feature::AtLeast(Down, length(input)?),
        "max-height" => Feature::AtMost(Down, length(input)?),
        "orientation" if next_is(input, "portrait") => Feature::Portrait,
        "orientation" if next_is(input, "landscape") => Feature::Landscape,
        "prefers-color-scheme" => {
            let scheme = input.expect_ident_cloned()?;
            Feature::OfPaper(scheme.eq_ignore_ascii_case("light"))
        }
        _ => {
            while input.next().is_ok() {}
            Feature::OfPaper(false)
        }
    })
}

/// Does the PDF fulfil the condition behind `@supports` (CSS Conditional 3, section 6)?
pub(crate) fn supports(namespaces: &Namespaces, input: &mut Parser<'_>) -> Parsed<bool> {
    if next_is(input, "not") {
        return Ok(!supports_one(namespaces, input)?);
    }
    let mut holds = supports_one(namespaces, input)?;
    while !input.is_exhausted() {
        let word = input.expect_ident()?.to_ascii_lowercase();
        let next = supports_one(namespaces, input)?;
        holds = match word.as_str() {
            "and" => holds && next,
            "or" => holds || next,
            _ => return not_understood(),
        };
    }
    Ok(holds)
}

fn supports_one(namespaces: &Namespaces, input: &mut Parser<'_>) -> Parsed<bool> {
    match input.next()?.clone() {
        Token::ParenthesisBlock => input.parse_nested_block(|input| bracketed(namespaces, input)),
        Token::Function(name) if name.eq_ignore_ascii_case("selector") => {
            input.parse_nested_block(|input| {
                let known = input.try_parse(|input| selector(namespaces, input)).is_ok();
                skip(input)?;
                Ok(known)
            })
        }
        Token::Function(_) => {
            input.parse_nested_block(skip)?;
            Ok(false)
        }
        _ => not_understood(),
    }
}

/// A declaration, or a condition of its own.
fn bracketed(namespaces: &Namespaces, input: &mut Parser<'_>) -> Parsed<bool> {
    let nested = input.try_parse(|input| supports(namespaces, input));
    if let Ok(holds) = nested {
        return Ok(holds);
    }
    let name = input.expect_ident()?.to_ascii_lowercase();
    input.expect_colon()?;
    let known = match Property::of_name(&name) {
        Some(property) => input.try_parse(|input| property.parse(input)).is_ok(),
        None => false,
    };
    skip(input)?;
    Ok(known)
}

fn skip(input: &mut Parser<'_>) -> Result<(), ParseError<Fault>> {
    while input.next().is_ok() {}
    Ok(())
}
