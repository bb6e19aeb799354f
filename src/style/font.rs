//! Fonts: the values of `font-family`, `font-size`, `font-weight`, `line-height` and the features of a font.

use crate::style::computed::FontSlant;
use crate::style::length::{LengthOrPart, SpecifiedLength, clamped, is_next, non_negative};
use crate::style::property::Cascaded;
use crate::style::value::{Environment, Parsed, Specified, as_written, not_understood, one_of};
use crate::units::Pt;
use cssparser::{Parser, Token};
use std::sync::Arc;

/// What `medium` is, and the initial font size.
pub(crate) const MEDIUM: Pt = Pt(10.0);

/// No letter is larger than this.
const LARGEST: Pt = Pt(2000.0);

/// From one size keyword to the next (CSS Fonts 4, section 2.5.1).
const STEP: f32 = 1.2;

/// Family names in order of preference.
pub(crate) type FontFamily = Arc<[Arc<str>]>;
as_written!(FontFamily);

/// A list of names, quoted or as words.
pub(crate) fn font_family(input: &mut Parser<'_>) -> Parsed<FontFamily> {
    Ok(input.parse_comma_separated(family_name)?.into())
}

fn family_name(input: &mut Parser<'_>) -> Parsed<Arc<str>> {
    if let Ok(name) = input.try_parse(|input| input.expect_string_cloned()) {
        return Ok(Arc::from(&*name));
    }
    let mut name = input.expect_ident()?.to_string();
    while let Ok(word) = input.try_parse(|input| input.expect_ident_cloned()) {
        name.push(' ');
        name.push_str(&word);
    }
    Ok(Arc::from(name))
}

/// `font-size`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum FontSize {
    /// A length, or a part of the parent's.
    Given(LengthOrPart),
    /// So many times the medium size.
    OfMedium(f32),
}

impl Specified for FontSize {
    type Computed = Pt;
    /// Here `own` still has its parent's size, which em and percentages are of.
    fn compute(&self, own: &Cascaded, environment: &Environment) -> Pt {
        let parent = own.style.font_size;
        let size = match self {
            FontSize::Given(LengthOrPart::Fixed(length)) => length.compute(own, environment),
            FontSize::Given(LengthOrPart::Part(part)) => clamped(parent.0 * part),
            FontSize::OfMedium(factor) => MEDIUM * *factor,
        };
        size.min(LARGEST)
    }
}

/// A size, absolute or beside the parent's.
pub(crate) fn font_size(input: &mut Parser<'_>) -> Parsed<FontSize> {
    let absolute = [
        ("xx-small", 0.6),
        ("x-small", 0.75),
        ("small", 8.0 / 9.0),
        ("medium", 1.0),
        ("large", STEP),
        ("x-large", 1.5),
        ("xx-large", 2.0),
        ("xxx-large", 3.0),
    ];
    if let Ok(factor) = input.try_parse(|input| one_of(input, &absolute)) {
        return Ok(FontSize::OfMedium(factor));
    }
    let relative = [("smaller", 1.0 / STEP), ("larger", STEP)];
    if let Ok(part) = input.try_parse(|input| one_of(input, &relative)) {
        return Ok(FontSize::Given(LengthOrPart::Part(part)));
    }
    non_negative(input).map(FontSize::Given)
}

/// `font-weight`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum FontWeight {
    /// 1 to 1000.
    Given(u16),
    /// One step heavier than the parent's.
    Bolder,
    /// One step lighter.
    Lighter,
}

impl Specified for FontWeight {
    type Computed = u16;
    /// CSS Fonts 4, section 2.2.1.
    fn compute(&self, own: &Cascaded, _: &Environment) -> u16 {
        match (self, own.style.font_weight) {
            (FontWeight::Given(weight), _) => *weight,
            (FontWeight::Bolder, 0..350) => 400,
            (FontWeight::Bolder, 350..550) => 700,
            (FontWeight::Bolder, parent) => parent.max(900),
            (FontWeight::Lighter, parent @ 0..100) => parent,
            (FontWeight::Lighter, 100..550) => 100,
            (FontWeight::Lighter, 550..750) => 400,
            (FontWeight::Lighter, _) => 700,
        }
    }
}

/// A weight.
pub(crate) fn font_weight(input: &mut Parser<'_>) -> Parsed<FontWeight> {
    let words = [
        ("normal", FontWeight::Given(400)),
        ("bold", FontWeight::Given(700)),
        ("bolder", FontWeight::Bolder),
        ("lighter", FontWeight::Lighter),
    ];
    if let Ok(weight) = input.try_parse(|input| one_of(input, &words)) {
        return Ok(weight);
    }
    match u16::try_from(input.expect_integer()?) {
        Ok(weight @ 1..=1000) => Ok(FontWeight::Given(weight)),
        _ => not_understood(),
    }
}

as_written!(FontSlant);

/// Upright or slanted; `oblique` may have an angle.
pub(crate) fn font_style(input: &mut Parser<'_>) -> Parsed<FontSlant> {
    let words = [
        ("normal", (FontSlant::Normal, false)),
        ("italic", (FontSlant::Italic, false)),
        ("oblique", (FontSlant::Italic, true)),
    ];
    let (slant, may_have_angle) = one_of(input, &words)?;
    if may_have_angle {
        let _ = input.try_parse(|input| match input.next() {
            Ok(Token::Dimension { .. }) => Ok(()),
            _ => Err(()),
        });
    }
    Ok(slant)
}

/// `line-height`; a number is inherited as a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum LineHeight {
    /// So many times the font size.
    Number(f32),
    /// From baseline to baseline.
    Fixed(Pt),
}

impl LineHeight {
    /// What suits a text face where nothing is said.
    pub(crate) const NORMAL: LineHeight = LineHeight::Number(1.2);

    /// From baseline to baseline at this font size.
    pub(crate) fn resolve(self, font_size: Pt) -> Pt {
        match self {
            LineHeight::Number(number) => clamped(font_size.0 * number),
            LineHeight::Fixed(height) => height,
        }
    }
}

/// `line-height` as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum SpecifiedLineHeight {
    /// So many times the font size of whichever element inherits it.
    Number(f32),
    /// A length, or a part of this element's font size.
    Given(LengthOrPart),
}

impl Specified for SpecifiedLineHeight {
    type Computed = LineHeight;
    fn compute(&self, own: &Cascaded, environment: &Environment) -> LineHeight {
        match self {
            SpecifiedLineHeight::Number(number) => LineHeight::Number(*number),
            SpecifiedLineHeight::Given(LengthOrPart::Fixed(length)) => {
                LineHeight::Fixed(length.compute(own, environment))
            }
            SpecifiedLineHeight::Given(LengthOrPart::Part(part)) => {
                LineHeight::Fixed(clamped(own.style.font_size.0 * part))
            }
        }
    }
}

/// A line's height.
pub(crate) fn line_height(input: &mut Parser<'_>) -> Parsed<SpecifiedLineHeight> {
    if is_next(input, "normal") {
        return Ok(SpecifiedLineHeight::Given(LengthOrPart::Fixed(
            SpecifiedLength::ems(1.2),
        )));
    }
    if let Ok(number) = input.try_parse(|input| input.expect_number()) {
        return if number.is_finite() && number >= 0.0 {
            Ok(SpecifiedLineHeight::Number(number.min(1000.0)))
        } else {
            not_understood()
        };
    }
    non_negative(input).map(SpecifiedLineHeight::Given)
}

/// A feature of a font and its value: `smcp` 1.
pub(crate) type Feature = ([u8; 4], u32);

/// OpenType features (CSS Fonts 4, section 6).
pub(crate) type Features = Arc<[Feature]>;
as_written!(Features);

/// The properties that ask for features; each is inherited by itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct FeatureSources {
    /// `font-kerning`
    pub(crate) kerning: Features,
    /// `font-variant-ligatures`
    pub(crate) ligatures: Features,
    /// `font-variant-numeric`
    pub(crate) numeric: Features,
    /// `font-feature-settings`
    pub(crate) settings: Features,
}

impl FeatureSources {
    /// All of them; the later win where two ask for one feature.
    pub(crate) fn all(&self) -> Features {
        let sources = [
            &self.kerning,
            &self.ligatures,
            &self.numeric,
            &self.settings,
        ];
        let all = sources.into_iter().flat_map(|features| features.iter());
        all.copied().collect()
    }
}

type Words = &'static [(&'static str, &'static [Feature])];

const KERNING: Words = &[("auto", &[]), ("normal", &[]), ("none", &[(*b"kern", 0)])];

const LIGATURES: Words = &[
    ("normal", &[]),
    (
        "none",
        &[
            (*b"liga", 0),
            (*b"clig", 0),
            (*b"dlig", 0),
            (*b"hlig", 0),
            (*b"calt", 0),
        ],
    ),
    ("common-ligatures", &[(*b"liga", 1), (*b"clig", 1)]),
    ("no-common-ligatures", &[(*b"liga", 0), (*b"clig", 0)]),
    ("discretionary-ligatures", &[(*b"dlig", 1)]),
    ("no-discretionary-ligatures", &[(*b"dlig", 0)]),
    ("historical-ligatures", &[(*b"hlig", 1)]),
    ("no-historical-ligatures", &[(*b"hlig", 0)]),
    ("contextual", &[(*b"calt", 1)]),
    ("no-contextual", &[(*b"calt", 0)]),
];

const NUMERIC: Words = &[
    ("normal", &[]),
    ("lining-nums", &[(*b"lnum", 1)]),
    ("oldstyle-nums", &[(*b"onum", 1)]),
    ("proportional-nums", &[(*b"pnum", 1)]),
    ("tabular-nums", &[(*b"tnum", 1)]),
    ("diagonal-fractions", &[(*b"frac", 1)]),
    ("stacked-fractions", &[(*b"afrc", 1)]),
    ("ordinal", &[(*b"ordn", 1)]),
    ("slashed-zero", &[(*b"zero", 1)]),
];

const CAPITALS: &[(&str, bool)] = &[
    ("normal", false),
    ("small-caps", true),
    ("all-small-caps", true),
];

/// One or more of these words.
fn features(input: &mut Parser<'_>, words: Words) -> Parsed<Features> {
    let mut features = one_of(input, words)?.to_vec();
    while let Ok(more) = input.try_parse(|input| one_of(input, words)) {
        features.extend_from_slice(more);
    }
    Ok(features.into())
}

/// `font-kerning`
pub(crate) fn kerning(input: &mut Parser<'_>) -> Parsed<Features> {
    features(input, KERNING)
}

/// `font-variant-ligatures`
pub(crate) fn ligatures(input: &mut Parser<'_>) -> Parsed<Features> {
    features(input, LIGATURES)
}

/// `font-variant-numeric`
pub(crate) fn numeric(input: &mut Parser<'_>) -> Parsed<Features> {
    features(input, NUMERIC)
}

/// `font-variant-caps`
pub(crate) fn capitals(input: &mut Parser<'_>) -> Parsed<bool> {
    one_of(input, CAPITALS)
}

/// `font-feature-settings`: `"onum", "kern" 0`.
pub(crate) fn feature_settings(input: &mut Parser<'_>) -> Parsed<Features> {
    if is_next(input, "normal") {
        return Ok(Features::default());
    }
    Ok(input.parse_comma_separated(feature_setting)?.into())
}

fn feature_setting(input: &mut Parser<'_>) -> Parsed<Feature> {
    let Ok(tag) = <[u8; 4]>::try_from(input.expect_string()?.as_bytes()) else {
        return not_understood();
    };
    if input.is_exhausted() {
        return Ok((tag, 1));
    }
    if let Ok(value) = input.try_parse(|input| one_of(input, &[("on", 1), ("off", 0)])) {
        return Ok((tag, value));
    }
    match u32::try_from(input.expect_integer()?) {
        Ok(value) => Ok((tag, value)),
        Err(_) => not_understood(),
    }
}

/// What `font-variant` says of each of its longhands.
#[derive(Debug, Default)]
pub(crate) struct FontVariant {
    pub(crate) small_caps: bool,
    pub(crate) ligatures: Features,
    pub(crate) numeric: Features,
}

/// `font-variant`: words of all its longhands in any order.
pub(crate) fn font_variant(input: &mut Parser<'_>) -> Parsed<FontVariant> {
    let mut variant = FontVariant::default();
    loop {
        if let Ok(small_caps) = input.try_parse(capitals) {
            variant.small_caps |= small_caps;
        } else if let Ok(ligatures_asked) = input.try_parse(ligatures) {
            variant.ligatures = ligatures_asked;
        } else {
            variant.numeric = numeric(input)?;
        }
        if input.is_exhausted() {
            return Ok(variant);
        }
    }
}
