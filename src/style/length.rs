//! Lengths and percentages: takes CSS's units and `calc()`, gives points.

use crate::style::computed::{Length, Size};
use crate::style::property::Cascaded;
use crate::style::value::{Environment, Parsed, Specified, not_understood};
use crate::units::Pt;
use cssparser::{Parser, Token, match_ignore_ascii_case};

/// No length is longer than this, so that sums of them stay numbers: 35 metres.
const LONGEST: f32 = 100_000.0;

/// A length as written: points, and shares of what only the element or the page knows.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct SpecifiedLength {
    pt: f32,
    em: f32,
    rem: f32,
    line: f32,
    page_width: f32,
    page_height: f32,
}

impl SpecifiedLength {
    /// No length.
    pub(crate) const ZERO: SpecifiedLength = SpecifiedLength::points(0.0);

    /// A length in points.
    pub(crate) const fn points(pt: f32) -> SpecifiedLength {
        SpecifiedLength {
            pt,
            em: 0.0,
            rem: 0.0,
            line: 0.0,
            page_width: 0.0,
            page_height: 0.0,
        }
    }

    /// A length in the element's font size.
    pub(crate) const fn ems(em: f32) -> SpecifiedLength {
        SpecifiedLength {
            em,
            ..SpecifiedLength::ZERO
        }
    }

    /// A number with a unit (CSS Values 4, section 6). `ex` and `ch` are taken as half an em, which that section allows
    /// where the font is not at hand; a Q is a quarter of a millimetre.
    fn of_unit(value: f32, unit: &str) -> Option<SpecifiedLength> {
        let value = finite(value);
        let mm = |mm: f32| SpecifiedLength::points(Pt::from_mm(mm).0);
        Some(match_ignore_ascii_case! { unit,
            "pt" => SpecifiedLength::points(value),
            "px" => SpecifiedLength::points(Pt::from_px(value).0),
            "mm" => mm(value),
            "cm" => mm(value * 10.0),
            "q" => mm(value / 4.0),
            "in" => SpecifiedLength::points(value * 72.0),
            "pc" => SpecifiedLength::points(value * 12.0),
            "em" => SpecifiedLength::ems(value),
            "ex" | "ch" => SpecifiedLength::ems(value / 2.0),
            "rem" => SpecifiedLength { rem: value, ..SpecifiedLength::ZERO },
            "lh" => SpecifiedLength { line: value, ..SpecifiedLength::ZERO },
            "vw" => SpecifiedLength { page_width: value / 100.0, ..SpecifiedLength::ZERO },
            "vh" => SpecifiedLength { page_height: value / 100.0, ..SpecifiedLength::ZERO },
            _ => return None,
        })
    }

    fn plus(self, other: SpecifiedLength) -> SpecifiedLength {
        SpecifiedLength {
            pt: self.pt + other.pt,
            em: self.em + other.em,
            rem: self.rem + other.rem,
            line: self.line + other.line,
            page_width: self.page_width + other.page_width,
            page_height: self.page_height + other.page_height,
        }
    }

    fn times(self, factor: f32) -> SpecifiedLength {
        SpecifiedLength {
            pt: self.pt * factor,
            em: self.em * factor,
            rem: self.rem * factor,
            line: self.line * factor,
            page_width: self.page_width * factor,
            page_height: self.page_height * factor,
        }
    }

    fn is_negative(self) -> bool {
        [
            self.pt,
            self.em,
            self.rem,
            self.line,
            self.page_width,
            self.page_height,
        ]
        .iter()
        .any(|share| *share < 0.0)
    }

    /// In points, where an em is `em` and a line `line` high.
    pub(crate) fn resolve(self, em: Pt, line: Pt, environment: &Environment) -> Pt {
        clamped(
            self.pt
                + self.em * em.0
                + self.rem * environment.root_font_size.0
                + self.line * line.0
                + self.page_width * environment.page.width.0
                + self.page_height * environment.page.height.0,
        )
    }
}

impl Specified for SpecifiedLength {
    type Computed = Pt;
    fn compute(&self, own: &Cascaded, environment: &Environment) -> Pt {
        let em = own.style.font_size;
        self.resolve(em, own.line_height.resolve(em), environment)
    }
}

/// A number that is one: huge ones are cut.
fn finite(value: f32) -> f32 {
    if value.is_nan() {
        0.0
    } else {
        value.clamp(-1e6, 1e6)
    }
}

/// A length within bounds.
pub(crate) fn clamped(points: f32) -> Pt {
    if points.is_nan() {
        Pt::ZERO
    } else {
        Pt(points.clamp(-LONGEST, LONGEST))
    }
}

/// A length, or a part of something that layout knows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum LengthOrPart {
    /// A length.
    Fixed(SpecifiedLength),
    /// 0.5 is `50%`.
    Part(f32),
}

impl LengthOrPart {
    /// No length.
    pub(crate) const ZERO: LengthOrPart = LengthOrPart::Fixed(SpecifiedLength::ZERO);

    fn is_negative(self) -> bool {
        match self {
            LengthOrPart::Fixed(length) => length.is_negative(),
            LengthOrPart::Part(part) => part < 0.0,
        }
    }

    fn times(self, factor: f32) -> LengthOrPart {
        match self {
            LengthOrPart::Fixed(length) => LengthOrPart::Fixed(length.times(factor)),
            LengthOrPart::Part(part) => LengthOrPart::Part(part * factor),
        }
    }

    /// The sum, where both are of one kind.
    fn plus(self, other: LengthOrPart) -> Parsed<LengthOrPart> {
        match (self, other) {
            (LengthOrPart::Fixed(one), LengthOrPart::Fixed(two)) => {
                Ok(LengthOrPart::Fixed(one.plus(two)))
            }
            (LengthOrPart::Part(one), LengthOrPart::Part(two)) => Ok(LengthOrPart::Part(one + two)),
            _ => not_understood(),
        }
    }
}

impl Specified for LengthOrPart {
    type Computed = Length;
    fn compute(&self, own: &Cascaded, environment: &Environment) -> Length {
        match self {
            LengthOrPart::Fixed(length) => Length::Fixed(length.compute(own, environment)),
            LengthOrPart::Part(part) => Length::Part(finite(*part)),
        }
    }
}

impl Specified for Option<LengthOrPart> {
    type Computed = Option<Length>;
    fn compute(&self, own: &Cascaded, environment: &Environment) -> Option<Length> {
        self.map(|length| length.compute(own, environment))
    }
}

/// `width` and `height`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct BoxSize(pub(crate) Option<LengthOrPart>);

impl Specified for BoxSize {
    type Computed = Size;
    fn compute(&self, own: &Cascaded, environment: &Environment) -> Size {
        match self.0.compute(own, environment) {
            Some(length) => Size::Given(length),
            None => Size::Auto,
        }
    }
}

/// A length or percentage.
pub(crate) fn length_or_part(input: &mut Parser<'_>) -> Parsed<LengthOrPart> {
    match term(input)? {
        Term::Length(length) => Ok(length),
        Term::Number(0.0) => Ok(LengthOrPart::ZERO),
        Term::Number(_) => not_understood(),
    }
}

/// A length or percentage that is not below zero.
pub(crate) fn non_negative(input: &mut Parser<'_>) -> Parsed<LengthOrPart> {
    let length = length_or_part(input)?;
    if length.is_negative() {
        return not_understood();
    }
    Ok(length)
}

/// A length without percentages.
pub(crate) fn length(input: &mut Parser<'_>) -> Parsed<SpecifiedLength> {
    match length_or_part(input)? {
        LengthOrPart::Fixed(length) => Ok(length),
        LengthOrPart::Part(_) => not_understood(),
    }
}

/// A length without percentages that is not below zero.
pub(crate) fn non_negative_length(input: &mut Parser<'_>) -> Parsed<SpecifiedLength> {
    match non_negative(input)? {
        LengthOrPart::Fixed(length) => Ok(length),
        LengthOrPart::Part(_) => not_understood(),
    }
}

/// `letter-spacing` and `word-spacing`: `normal` is no length.
pub(crate) fn spacing(input: &mut Parser<'_>) -> Parsed<SpecifiedLength> {
    if is_next(input, "normal") {
        return Ok(SpecifiedLength::ZERO);
    }
    length(input)
}

/// A margin: `auto` is `None`.
pub(crate) fn margin(input: &mut Parser<'_>) -> Parsed<Option<LengthOrPart>> {
    if is_next(input, "auto") {
        return Ok(None);
    }
    length_or_part(input).map(Some)
}

/// A width or height.
pub(crate) fn box_size(input: &mut Parser<'_>) -> Parsed<BoxSize> {
    if is_next(input, "auto") {
        return Ok(BoxSize(None));
    }
    non_negative(input).map(|length| BoxSize(Some(length)))
}

/// A minimum: `auto` is nothing.
pub(crate) fn minimum(input: &mut Parser<'_>) -> Parsed<LengthOrPart> {
    if is_next(input, "auto") {
        return Ok(LengthOrPart::ZERO);
    }
    non_negative(input)
}

/// A maximum: `none` is `None`.
pub(crate) fn maximum(input: &mut Parser<'_>) -> Parsed<Option<LengthOrPart>> {
    if is_next(input, "none") {
        return Ok(None);
    }
    non_negative(input).map(Some)
}

/// Takes this word if it is next.
pub(crate) fn is_next(input: &mut Parser<'_>, word: &str) -> bool {
    input
        .try_parse(|input| input.expect_ident_matching(word))
        .is_ok()
}

/// What a sum in `calc()` is made of.
#[derive(Debug, Clone, Copy)]
enum Term {
    Length(LengthOrPart),
    Number(f32),
}

impl Term {
    fn times(self, factor: f32) -> Term {
        match self {
            Term::Length(length) => Term::Length(length.times(factor)),
            Term::Number(number) => Term::Number(number * factor),
        }
    }

    fn plus(self, other: Term) -> Parsed<Term> {
        match (self, other) {
            (Term::Length(one), Term::Length(two)) => one.plus(two).map(Term::Length),
            (Term::Number(one), Term::Number(two)) => Ok(Term::Number(one + two)),
            _ => not_understood(),
        }
    }
}

/// One length, percentage, number, `calc()` or bracketed sum.
fn term(input: &mut Parser<'_>) -> Parsed<Term> {
    match input.next()? {
        Token::Dimension { value, unit, .. } => match SpecifiedLength::of_unit(*value, unit) {
            Some(length) => Ok(Term::Length(LengthOrPart::Fixed(length))),
            None => not_understood(),
        },
        Token::Percentage { unit_value, .. } => {
            Ok(Term::Length(LengthOrPart::Part(finite(*unit_value))))
        }
        Token::Number { value, .. } => Ok(Term::Number(finite(*value))),
        Token::Function(name) if name.eq_ignore_ascii_case("calc") => input.parse_nested_block(sum),
        _ => not_understood(),
    }
}

/// `a + b - c` (CSS Values 4, section 10.1).
fn sum(input: &mut Parser<'_>) -> Parsed<Term> {
    let mut total = product(input)?;
    while !input.is_exhausted() {
        let sign = match input.next()? {
            Token::Delim('+') => 1.0,
            Token::Delim('-') => -1.0,
            _ => return not_understood(),
        };
        total = total.plus(product(input)?.times(sign))?;
    }
    Ok(total)
}

/// `a * b / c`, in which at most one has a unit.
fn product(input: &mut Parser<'_>) -> Parsed<Term> {
    let mut total = operand(input)?;
    loop {
        if is_delim(input, '*') {
            total = match (total, operand(input)?) {
                (total, Term::Number(factor)) | (Term::Number(factor), total) => {
                    total.times(factor)
                }
                _ => return not_understood(),
            };
        } else if is_delim(input, '/') {
            match operand(input)? {
                Term::Number(divisor) if divisor != 0.0 => total = total.times(1.0 / divisor),
                _ => return not_understood(),
            }
        } else {
            return Ok(total);
        }
    }
}

fn operand(input: &mut Parser<'_>) -> Parsed<Term> {
    let bracket = input.try_parse(|input| input.expect_parenthesis_block());
    if bracket.is_ok() {
        return input.parse_nested_block(sum);
    }
    term(input)
}

fn is_delim(input: &mut Parser<'_>, delim: char) -> bool {
    input.try_parse(|input| input.expect_delim(delim)).is_ok()
}
