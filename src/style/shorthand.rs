//! Shorthands: properties that stand for several others (`margin`, `font`, `border`), other names, and sides that depend on the text's direction.

use crate::style::colour::{Background, BorderColour, SpecifiedColour, colour};
use crate::style::computed::{BorderStyle, FontSlant, LineStyle, ListMarker};
use crate::style::font::{
    FontVariant, FontWeight, SpecifiedLineHeight, font_family, font_size, font_style, font_variant,
    font_weight, line_height,
};
use crate::style::keyword::{border_width, list_marker, list_position, text_lines};
use crate::style::length::{SpecifiedLength, is_next};
use crate::style::property::{Declared, Longhand, Wide};
use crate::style::value::{Parsed, keyword, not_understood, one_of};
use crate::units::Colour;
use cssparser::{Parser, Token};

/// A property as an author may name it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Property {
    /// One of the table.
    Longhand(Longhand),
    /// One that stands for several.
    Shorthand(&'static Shorthand),
}

/// A property that stands for others.
#[derive(Debug)]
pub(crate) struct Shorthand {
    name: &'static str,
    stands_for: &'static [Longhand],
    parse: Reader,
}

/// How a shorthand's value is read.
#[derive(Debug)]
enum Reader {
    /// Another name of its one longhand.
    Alias,
    /// One to four values for four sides.
    Sides,
    /// One or two values for two sides.
    Pair,
    /// A side that stands at the line's start (the first longhand) or end, in text that runs to the right, and opposite in text that runs to the left.
    Flow,
    /// The same for both sides of a line.
    FlowPair,
    /// A width, a style and a colour for each of its borders.
    Border,
    /// A grammar of its own.
    Own(fn(&mut Parser<'_>) -> Parsed<Vec<Declared>>),
}

impl Property {
    /// The property of this lower-case name.
    pub(crate) fn of_name(name: &str) -> Option<Property> {
        if let Some(longhand) = Longhand::of_name(name) {
            return Some(Property::Longhand(longhand));
        }
        let shorthand = SHORTHANDS.iter().find(|shorthand| shorthand.name == name);
        shorthand.map(Property::Shorthand)
    }

    /// Reads its value, all of it.
    pub(crate) fn parse(self, input: &mut Parser<'_>) -> Parsed<Vec<Declared>> {
        let words = [
            ("initial", Wide::Initial),
            ("inherit", Wide::Inherit),
            ("unset", Wide::Unset),
            ("revert", Wide::Unset),
        ];
        let wide = input.try_parse(|input| input.parse_entirely(|input| one_of(input, &words)));
        match (self, wide) {
            (Property::Longhand(longhand), Ok(wide)) => Ok(vec![Declared::Wide(longhand, wide)]),
            (Property::Shorthand(shorthand), Ok(wide)) => Ok(shorthand.wide(wide)),
            (Property::Longhand(longhand), Err(_)) => {
                input.parse_entirely(|input| Ok(vec![longhand.parse(input)?]))
            }
            (Property::Shorthand(shorthand), Err(_)) => {
                input.parse_entirely(|input| shorthand.parse(input))
            }
        }
    }
}

impl Shorthand {
    fn wide(&self, wide: Wide) -> Vec<Declared> {
        let each = |longhand: &Longhand| Declared::Wide(*longhand, wide);
        match self.parse {
            Reader::Flow => flow(each(&self.stands_for[0]), each(&self.stands_for[1])),
            _ => self.stands_for.iter().map(each).collect(),
        }
    }

    fn parse(&self, input: &mut Parser<'_>) -> Parsed<Vec<Declared>> {
        match self.parse {
            Reader::Alias => each(input, self.stands_for),
            Reader::Sides => sides(input, self.stands_for),
            Reader::Pair => pair(input, self.stands_for),
            Reader::Flow => one_side(input, self.stands_for),
            Reader::FlowPair => both_sides(input, self.stands_for),
            Reader::Border => border(input, self.stands_for),
            Reader::Own(parse) => parse(input),
        }
    }
}

fn flow(to_the_right: Declared, to_the_left: Declared) -> Vec<Declared> {
    vec![Declared::Flow(Box::new([to_the_right, to_the_left]))]
}

/// Reads one value at the parser's place for each of the longhands.
fn each(input: &mut Parser<'_>, longhands: &[Longhand]) -> Parsed<Vec<Declared>> {
    let start = input.state();
    let parse = |longhand: &Longhand| {
        input.reset(&start);
        longhand.parse(input)
    };
    longhands.iter().map(parse).collect()
}

/// Top, right, bottom, left; what is missing is as the side across (CSS Box 3, section 3.2).
fn sides(input: &mut Parser<'_>, longhands: &[Longhand]) -> Parsed<Vec<Declared>> {
    let [top, right, bottom, left] = longhands else {
        return not_understood();
    };
    let mut places = Vec::with_capacity(4);
    while places.len() < 4 && !input.is_exhausted() {
        places.push(input.state());
        top.parse(input)?;
    }
    let end = input.state();
    let from = match places.len() {
        1 => [0, 0, 0, 0],
        2 => [0, 1, 0, 1],
        3 => [0, 1, 2, 1],
        4 => [0, 1, 2, 3],
        _ => return not_understood(),
    };
    let mut declared = Vec::with_capacity(4);
    for (side, place) in [top, right, bottom, left].into_iter().zip(from) {
        input.reset(&places[place]);
        declared.push(side.parse(input)?);
    }
    input.reset(&end);
    Ok(declared)
}

/// Start and end; the end is as the start if missing.
fn pair(input: &mut Parser<'_>, longhands: &[Longhand]) -> Parsed<Vec<Declared>> {
    let [start, end] = longhands else {
        return not_understood();
    };
    let place = input.state();
    let first = start.parse(input)?;
    if input.is_exhausted() {
        input.reset(&place);
    }
    Ok(vec![first, end.parse(input)?])
}

fn one_side(input: &mut Parser<'_>, longhands: &[Longhand]) -> Parsed<Vec<Declared>> {
    match <[Declared; 2]>::try_from(each(input, longhands)?) {
        Ok([to_the_right, to_the_left]) => Ok(flow(to_the_right, to_the_left)),
        Err(_) => not_understood(),
    }
}

/// What stands at the line's start, and what at its end; the end is as the start if missing.
fn both_sides(input: &mut Parser<'_>, longhands: &[Longhand]) -> Parsed<Vec<Declared>> {
    let [left, right] = longhands else {
        return not_understood();
    };
    let place = input.state();
    let mut declared = one_side(input, &[*left, *right])?;
    if input.is_exhausted() {
        input.reset(&place);
    }
    declared.extend(one_side(input, &[*right, *left])?);
    Ok(declared)
}

/// Width, style and colour in any order, for each of the borders named by their three longhands.
fn border(input: &mut Parser<'_>, longhands: &[Longhand]) -> Parsed<Vec<Declared>> {
    let (mut width, mut style, mut paint) = (None, None, None);
    while !input.is_exhausted() {
        if width.is_none()
            && let Ok(given) = input.try_parse(border_width)
        {
            width = Some(given);
        } else if style.is_none()
            && let Ok(given) = input.try_parse(keyword::<BorderStyle>)
        {
            style = Some(given);
        } else if paint.is_none()
            && let Ok(given) = input.try_parse(colour)
        {
            paint = Some(given);
        } else {
            return not_understood();
        }
    }
    let width = width.unwrap_or(SpecifiedLength::points(2.25));
    let style = style.unwrap_or_default();
    let paint = paint.unwrap_or(SpecifiedColour::Current);
    let declare = |longhand: &Longhand| match longhand {
        Longhand::BorderTopWidth => Some(Declared::BorderTopWidth(width)),
        Longhand::BorderRightWidth => Some(Declared::BorderRightWidth(width)),
        Longhand::BorderBottomWidth => Some(Declared::BorderBottomWidth(width)),
        Longhand::BorderLeftWidth => Some(Declared::BorderLeftWidth(width)),
        Longhand::BorderTopStyle => Some(Declared::BorderTopStyle(style)),
        Longhand::BorderRightStyle => Some(Declared::BorderRightStyle(style)),
        Longhand::BorderBottomStyle => Some(Declared::BorderBottomStyle(style)),
        Longhand::BorderLeftStyle => Some(Declared::BorderLeftStyle(style)),
        Longhand::BorderTopColor => Some(Declared::BorderTopColor(BorderColour(paint))),
        Longhand::BorderRightColor => Some(Declared::BorderRightColor(BorderColour(paint))),
        Longhand::BorderBottomColor => Some(Declared::BorderBottomColor(BorderColour(paint))),
        Longhand::BorderLeftColor => Some(Declared::BorderLeftColor(BorderColour(paint))),
        _ => None,
    };
    Ok(longhands.iter().filter_map(declare).collect())
}

/// `background`: a colour; pictures and gradients have no place in print.
fn background(input: &mut Parser<'_>) -> Parsed<Vec<Declared>> {
    if is_next(input, "none") {
        let nothing = SpecifiedColour::Mixed(Colour::WHITE, 0.0);
        return Ok(vec![Declared::BackgroundColor(Background(nothing))]);
    }
    let background = Background(colour(input)?);
    Ok(vec![Declared::BackgroundColor(background)])
}

/// `text-decoration`: its lines; colour, style and thickness are the line's own business.
fn text_decoration(input: &mut Parser<'_>) -> Parsed<Vec<Declared>> {
    let mut lines = None;
    while !input.is_exhausted() {
        if lines.is_none()
            && let Ok(given) = input.try_parse(text_lines)
        {
            lines = Some(given);
        } else if input.try_parse(colour).is_err() && input.try_parse(border_width).is_err() {
            let styles = ["solid", "double", "dotted", "dashed", "wavy"].map(|word| (word, ()));
            one_of(input, &styles)?;
        }
    }
    Ok(vec![Declared::TextDecorationLine(
        lines.unwrap_or(LineStyle::default()),
    )])
}

/// `list-style`: a marker and a place in any order.
fn list_style(input: &mut Parser<'_>) -> Parsed<Vec<Declared>> {
    let (mut marker, mut place) = (None, None);
    while !input.is_exhausted() {
        if place.is_none()
            && let Ok(given) = input.try_parse(list_position)
        {
            place = Some(given);
        } else if marker.is_none() {
            marker = Some(list_marker(input)?);
        } else {
            return not_understood();
        }
    }
    Ok(vec![
        Declared::ListStyleType(marker.unwrap_or(ListMarker::Disc)),
        Declared::ListStylePosition(place.unwrap_or(false)),
    ])
}

/// `font`: style, variant and weight in any order, then size, `/` and line height, then family (CSS Fonts 4, section 2.7).
fn font(input: &mut Parser<'_>) -> Parsed<Vec<Declared>> {
    let mut slant = FontSlant::Normal;
    let mut weight = FontWeight::Given(400);
    let mut small_caps = false;
    loop {
        if is_next(input, "normal") {
        } else if is_next(input, "small-caps") {
            small_caps = true;
        } else if let Ok(given) = input.try_parse(font_style) {
            slant = given;
        } else if let Ok(given) = input.try_parse(font_weight) {
            weight = given;
        } else {
            break;
        }
    }
    let size = font_size(input)?;
    let slash = input.try_parse(|input| input.expect_delim('/'));
    let height = match slash {
        Ok(()) => line_height(input)?,
        Err(_) => SpecifiedLineHeight::Number(1.2),
    };
    let mut declared = vec![
        Declared::FontSize(size),
        Declared::LineHeight(height),
        Declared::FontFamily(font_family(input)?),
        Declared::FontStyle(slant),
        Declared::FontWeight(weight),
    ];
    let variant = FontVariant {
        small_caps,
        ..FontVariant::default()
    };
    declared.extend(variant_declarations(variant));
    Ok(declared)
}

fn variant(input: &mut Parser<'_>) -> Parsed<Vec<Declared>> {
    font_variant(input).map(|variant| variant_declarations(variant).into())
}

fn variant_declarations(variant: FontVariant) -> [Declared; 3] {
    [
        Declared::FontVariantCaps(variant.small_caps),
        Declared::FontVariantLigatures(variant.ligatures),
        Declared::FontVariantNumeric(variant.numeric),
    ]
}

/// `word-break`: what may break words anywhere does so here where they don't fit.
fn word_break(input: &mut Parser<'_>) -> Parsed<Vec<Declared>> {
    let words = [
        ("normal", false),
        ("keep-all", false),
        ("break-all", true),
        ("break-word", true),
    ];
    let breaks = one_of(input, &words)?;
    Ok(vec![Declared::OverflowWrap(breaks)])
}

/// `string-set`: the running titles are the book's, the part's and the chapter's, which the PDF knows without it.
fn string_set(input: &mut Parser<'_>) -> Parsed<Vec<Declared>> {
    one_of(
        input,
        &["none", "chapter-title", "part-title", "book-title"].map(|word| (word, ())),
    )?;
    while !input.is_exhausted() {
        match input.next()? {
            Token::Function(_) | Token::QuotedString(_) => {}
            _ => return not_understood(),
        }
    }
    Ok(Vec::new())
}

macro_rules! shorthands {
    ($($name:literal $reader:expr => $($longhand:ident)*;)*) => {
        /// The table of shorthands.
        static SHORTHANDS: &[Shorthand] = &[$(Shorthand {
            name: $name,
            stands_for: &[$(Longhand::$longhand),*],
            parse: $reader,
        }),*];
    };
}

use Reader::{Alias, Border, Flow, FlowPair, Own, Pair, Sides};

shorthands! {
    "margin"               Sides => MarginTop MarginRight MarginBottom MarginLeft;
    "margin-block"         Pair => MarginTop MarginBottom;
    "margin-block-start"   Alias => MarginTop;
    "margin-block-end"     Alias => MarginBottom;
    "margin-inline"        FlowPair => MarginLeft MarginRight;
    "margin-inline-start"  Flow => MarginLeft MarginRight;
    "margin-inline-end"    Flow => MarginRight MarginLeft;
    "padding"              Sides => PaddingTop PaddingRight PaddingBottom PaddingLeft;
    "padding-block"        Pair => PaddingTop PaddingBottom;
    "padding-block-start"  Alias => PaddingTop;
    "padding-block-end"    Alias => PaddingBottom;
    "padding-inline"       FlowPair => PaddingLeft PaddingRight;
    "padding-inline-start" Flow => PaddingLeft PaddingRight;
    "padding-inline-end"   Flow => PaddingRight PaddingLeft;
    "inline-size"          Alias => Width;
    "block-size"           Alias => Height;
    "max-inline-size"      Alias => MaxWidth;
    "max-block-size"       Alias => MaxHeight;

    "border"        Border => BorderTopWidth BorderRightWidth BorderBottomWidth BorderLeftWidth
                              BorderTopStyle BorderRightStyle BorderBottomStyle BorderLeftStyle
                              BorderTopColor BorderRightColor BorderBottomColor BorderLeftColor;
    "border-top"    Border => BorderTopWidth BorderTopStyle BorderTopColor;
    "border-right"  Border => BorderRightWidth BorderRightStyle BorderRightColor;
    "border-bottom" Border => BorderBottomWidth BorderBottomStyle BorderBottomColor;
    "border-left"   Border => BorderLeftWidth BorderLeftStyle BorderLeftColor;
    "border-width"  Sides => BorderTopWidth BorderRightWidth BorderBottomWidth BorderLeftWidth;
    "border-style"  Sides => BorderTopStyle BorderRightStyle BorderBottomStyle BorderLeftStyle;
    "border-color"  Sides => BorderTopColor BorderRightColor BorderBottomColor BorderLeftColor;

    "background"      Own(background) => BackgroundColor;
    "font"            Own(font) => FontSize LineHeight FontFamily FontStyle FontWeight FontVariantCaps FontVariantLigatures FontVariantNumeric;
    "font-variant"    Own(variant) => FontVariantCaps FontVariantLigatures FontVariantNumeric;
    "list-style"      Own(list_style) => ListStyleType ListStylePosition;
    "text-decoration" Own(text_decoration) => TextDecorationLine;
    "word-wrap"       Alias => OverflowWrap;
    "word-break"      Own(word_break) => OverflowWrap;
    "string-set"      Own(string_set) =>;

    "page-break-before" Alias => BreakBefore;
    "page-break-after"  Alias => BreakAfter;
    "page-break-inside" Alias => BreakInside;
}
