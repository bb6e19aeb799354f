//! How large an SVG is: takes its root element, gives pixels (SVG 2 section 8.2, CSS Images 3 section 5).

use crate::media::{ColourModel, MediaFacts, MediaKind, Orientation};
use quick_xml::events::BytesStart;

/// What a replaced element without any size has (CSS 2.2 section 10.3.2).
const DEFAULT: (f64, f64) = (300.0, 150.0);
/// No page is larger, and no number of pixels overflows.
const LARGEST: f64 = 10_000.0;

pub(super) fn facts(root: &BytesStart<'_>) -> MediaFacts {
    let (width, height) = size(root);
    MediaFacts {
        kind: MediaKind::Svg,
        width: whole_pixels(width),
        height: whole_pixels(height),
        orientation: Orientation::UPRIGHT,
        colour: ColourModel::Rgb,
    }
}

fn size(root: &BytesStart<'_>) -> (f64, f64) {
    let width = attribute(root, "width").and_then(|value| pixels(&value));
    let height = attribute(root, "height").and_then(|value| pixels(&value));
    let view_box = attribute(root, "viewBox").and_then(|value| view_box(&value));
    match (width, height, view_box) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width * down / across),
        (None, Some(height), Some((across, down))) => (height * across / down, height),
        (None, None, Some(size)) => size,
        (width, height, None) => (width.unwrap_or(DEFAULT.0), height.unwrap_or(DEFAULT.1)),
    }
}

/// Width and height of a root that says them, but not its view box.
pub(super) fn without_view_box(root: &BytesStart<'_>) -> Option<(f64, f64)> {
    if attribute(root, "viewBox").is_some() {
        return None;
    }
    let side = |name| attribute(root, name).and_then(|value| pixels(&value));
    side("width").zip(side("height"))
}

fn attribute(root: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = root.try_get_attribute(name).ok()??;
    Some(attribute.value.trim().to_owned())
}

/// A length in CSS pixels. Percentages are of something unknown.
fn pixels(length: &str) -> Option<f64> {
    let unit = length.find(|c: char| c.is_ascii_alphabetic() && c != 'e' && c != 'E' || c == '%');
    // `1e3` is a number, `1em` is a length.
    let unit = unit.map(|at| {
        if length
            .get(..at)
            .is_some_and(|number| number.ends_with(['e', 'E']))
        {
            at - 1
        } else {
            at
        }
    });
    let (number, unit) = length.split_at(
        length
            .find("em")
            .or(length.find("ex"))
            .or(unit)
            .unwrap_or(length.len()),
    );
    let factor = match unit.trim() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "Q" => 96.0 / 101.6,
        "em" | "rem" => 16.0,
        "ex" => 8.0,
        _ => return None,
    };
    let value = number.trim().parse::<f64>().ok()? * factor;
    (value.is_finite() && value > 0.0).then_some(value)
}

fn view_box(value: &str) -> Option<(f64, f64)> {
    let mut numbers = value
        .split([' ', ',', '\t', '\n', '\r'])
        .filter(|number| !number.is_empty());
    let width: f64 = numbers.nth(2)?.parse().ok()?;
    let height: f64 = numbers.next()?.parse().ok()?;
    (width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0)
        .then_some((width, height))
}

fn whole_pixels(length: f64) -> u32 {
    length.ceil().clamp(1.0, LARGEST) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size_of(attributes: &str) -> (u32, u32) {
        let element = format!("svg {attributes}");
        let facts = facts(&BytesStart::from_content(element.as_str(), 3));
        (facts.width, facts.height)
    }

    #[test]
    fn sizes_come_from_width_and_height_or_the_view_box() {
        assert_eq!(size_of(r#"width="40" height="30px""#), (40, 30));
        assert_eq!(size_of(r#"width="1in" height="72pt""#), (96, 96));
        assert_eq!(size_of(r#"width="100%" viewBox="0 0 40 30""#), (40, 30));
        assert_eq!(size_of(r#"width="80" viewBox="0,0,40,30""#), (80, 60));
        assert_eq!(size_of(r#"width="2em" height="1e1""#), (32, 10));
        assert_eq!(size_of(""), (300, 150));
    }

    #[test]
    fn nonsense_is_a_size_too() {
        assert_eq!(size_of(r#"width="-1" height="NaN""#), (300, 150));
        assert_eq!(size_of(r#"width="1e300" height="1""#), (10_000, 1));
        assert_eq!(
            size_of(r#"width="1em" height="1exa" viewBox="0 0 0 0""#),
            (16, 150)
        );
    }
}
