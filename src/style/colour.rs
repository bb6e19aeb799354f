//! Colours: takes names, hex, `rgb()` and `hsl()`, gives opaque sRGB. What shines through is mixed with the paper's white.

use crate::style::property::Cascaded;
use crate::style::value::{Environment, Parsed, Specified, as_written, not_understood};
use crate::units::Colour;
use cssparser::color::{parse_hash_color, parse_named_color};
use cssparser::{Parser, Token};

/// A colour as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum SpecifiedColour {
    /// `currentColor`.
    Current,
    /// A colour and how much of it covers, 0 to 1.
    Mixed(Colour, f32),
}

impl SpecifiedColour {
    /// A colour that covers.
    pub(crate) const fn opaque(colour: Colour) -> SpecifiedColour {
        SpecifiedColour::Mixed(colour, 1.0)
    }

    /// On white paper, or `None` if nothing of it is seen.
    pub(crate) fn on_paper(self, current: Colour) -> Option<Colour> {
        match self {
            SpecifiedColour::Current => Some(current),
            SpecifiedColour::Mixed(_, alpha) if alpha <= 0.0 => None,
            SpecifiedColour::Mixed(colour, alpha) => Some(over_white(colour, alpha)),
        }
    }
}

fn over_white(colour: Colour, alpha: f32) -> Colour {
    let mix = |part: u8| to_byte(255.0 - alpha * (255.0 - f32::from(part)));
    Colour {
        red: mix(colour.red),
        green: mix(colour.green),
        blue: mix(colour.blue),
    }
}

/// The nearest of 256 steps.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte's range"
)]
fn to_byte(part: f32) -> u8 {
    part.round().clamp(0.0, 255.0) as u8
}

impl Specified for SpecifiedColour {
    type Computed = Colour;
    fn compute(&self, own: &Cascaded, _: &Environment) -> Colour {
        self.on_paper(own.style.colour).unwrap_or(Colour::WHITE)
    }
}

/// A border's colour: `currentColor` waits until the element's own is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct BorderColour(pub(crate) SpecifiedColour);
as_written!(BorderColour);

/// A border's colour as written.
pub(crate) fn border_colour(input: &mut Parser<'_>) -> Parsed<BorderColour> {
    colour(input).map(BorderColour)
}

/// `background-color`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Background(pub(crate) SpecifiedColour);

impl Specified for Background {
    type Computed = Option<Colour>;
    fn compute(&self, own: &Cascaded, _: &Environment) -> Option<Colour> {
        self.0.on_paper(own.style.colour)
    }
}

/// A colour (CSS Color 4, section 4).
pub(crate) fn colour(input: &mut Parser<'_>) -> Parsed<SpecifiedColour> {
    match input.next()?.clone() {
        Token::Hash(hex) | Token::IDHash(hex) => match parse_hash_color(hex.as_bytes()) {
            Ok((red, green, blue, alpha)) => {
                Ok(SpecifiedColour::Mixed(Colour { red, green, blue }, alpha))
            }
            Err(()) => not_understood(),
        },
        Token::Ident(name) => named(&name),
        Token::Function(name) if is_any(&name, ["rgb", "rgba"]) => input.parse_nested_block(rgb),
        Token::Function(name) if is_any(&name, ["hsl", "hsla"]) => input.parse_nested_block(hsl),
        _ => not_understood(),
    }
}

/// `background-color`'s value.
pub(crate) fn background(input: &mut Parser<'_>) -> Parsed<Background> {
    colour(input).map(Background)
}

fn is_any(name: &str, known: [&str; 2]) -> bool {
    known.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn named(name: &str) -> Parsed<SpecifiedColour> {
    if name.eq_ignore_ascii_case("currentcolor") {
        return Ok(SpecifiedColour::Current);
    }
    if name.eq_ignore_ascii_case("transparent") {
        return Ok(SpecifiedColour::Mixed(Colour::BLACK, 0.0));
    }
    match parse_named_color(name) {
        Ok((red, green, blue)) => Ok(SpecifiedColour::opaque(Colour { red, green, blue })),
        Err(()) => not_understood(),
    }
}

/// What stands in `rgb( )`: with commas or without, numbers or percentages.
fn rgb(input: &mut Parser<'_>) -> Parsed<SpecifiedColour> {
    let red = channel(input)?;
    skip_comma(input);
    let green = channel(input)?;
    skip_comma(input);
    let blue = channel(input)?;
    Ok(SpecifiedColour::Mixed(
        Colour { red, green, blue },
        alpha(input)?,
    ))
}

fn channel(input: &mut Parser<'_>) -> Parsed<u8> {
    match input.next()? {
        Token::Number { value, .. } => Ok(to_byte(*value)),
        Token::Percentage { unit_value, .. } => Ok(to_byte(unit_value * 255.0)),
        _ => not_understood(),
    }
}

/// What stands in `hsl( )`: an angle and two percentages.
fn hsl(input: &mut Parser<'_>) -> Parsed<SpecifiedColour> {
    let hue = hue(input)?;
    skip_comma(input);
    let saturation = input.expect_percentage()?.clamp(0.0, 1.0);
    skip_comma(input);
    let lightness = input.expect_percentage()?.clamp(0.0, 1.0);
    Ok(SpecifiedColour::Mixed(
        of_hsl(hue, saturation, lightness),
        alpha(input)?,
    ))
}

/// In degrees, 0 to 360.
fn hue(input: &mut Parser<'_>) -> Parsed<f32> {
    let degrees = match input.next()? {
        Token::Number { value, .. } => *value,
        Token::Dimension { value, unit, .. } => match unit.to_ascii_lowercase().as_str() {
            "deg" => *value,
            "grad" => value * 0.9,
            "rad" => value.to_degrees(),
            "turn" => value * 360.0,
            _ => return not_understood(),
        },
        _ => return not_understood(),
    };
    if degrees.is_finite() {
        Ok(degrees.rem_euclid(360.0))
    } else {
        Ok(0.0)
    }
}

/// CSS Color 4, section 7.1.
fn of_hsl(hue: f32, saturation: f32, lightness: f32) -> Colour {
    let channel = |offset: f32| {
        let k = (offset + hue / 30.0).rem_euclid(12.0);
        let chroma = saturation * lightness.min(1.0 - lightness);
        to_byte(255.0 * (lightness - chroma * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)))
    };
    Colour {
        red: channel(0.0),
        green: channel(8.0),
        blue: channel(4.0),
    }
}

fn skip_comma(input: &mut Parser<'_>) {
    let _ = input.try_parse(|input| input.expect_comma());
}

/// The alpha behind a comma or slash; 1 if there is none.
fn alpha(input: &mut Parser<'_>) -> Parsed<f32> {
    if input.is_exhausted() {
        return Ok(1.0);
    }
    match input.next()? {
        Token::Comma | Token::Delim('/') => {}
        _ => return not_understood(),
    }
    match input.next()? {
        Token::Number { value, .. } => Ok(value.clamp(0.0, 1.0)),
        Token::Percentage { unit_value, .. } => Ok(unit_value.clamp(0.0, 1.0)),
        _ => not_understood(),
    }
}
