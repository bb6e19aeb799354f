//! Attributes that speak about looks or language: `lang`, `dir`, `width`, `align` and the like, which HTML maps to style (HTML, section 15.3).

use crate::markup::{Element, Name};
use crate::style::computed::{Display, Float, ListMarker, TextAlign, VerticalAlign};
use crate::style::keyword::SpecifiedVerticalAlign;
use crate::style::length::{BoxSize, LengthOrPart, SpecifiedLength};
use crate::style::property::Declared;
use crate::units::Pt;

/// The attributes that are read here.
const ATTRIBUTES: [&str; 9] = [
    "lang", "dir", "width", "height", "align", "valign", "type", "hidden", "style",
];

/// Those attributes of an element, as one text that is the same for elements that are alike in them; empty for most.
pub(crate) fn traits(element: &Element, traits: &mut String) {
    for (name, value) in &element.attributes {
        if ATTRIBUTES.contains(&&**name) {
            // The name decides what the attributes mean.
            if traits.is_empty() {
                traits.push_str(element.name.as_str());
            }
            for part in ["\n", name, "=", value] {
                traits.push_str(part);
            }
        }
    }
}

/// What they declare.
pub(crate) fn hints(element: &Element) -> Vec<Declared> {
    let attributes = element.attributes.iter();
    attributes
        .filter_map(|(name, value)| hint(element.name, name, value.trim()))
        .collect()
}

/// What its own `style` declares, over all rules (CSS Style Attributes, section 3): a picture's width, the one thing that `markup`
/// says in this way.
pub(crate) fn own_style(element: &Element) -> Option<Declared> {
    let width = element.get("style")?.strip_prefix("width:")?;
    size(width.trim()).map(Declared::Width)
}

fn hint(element: Name, attribute: &str, value: &str) -> Option<Declared> {
    if attribute == "type" && matches!(element, Name::Ol | Name::Ul | Name::Li) {
        return marker(value).map(Declared::ListStyleType);
    }
    let value = value.to_ascii_lowercase();
    match attribute {
        "dir" => Some(Declared::Direction(value == "rtl")).filter(|_| value != "auto"),
        "width" if has_size(element) => Some(Declared::Width(size(&value)?)),
        "height" if has_size(element) => Some(Declared::Height(size(&value)?)),
        "align" if element == Name::Img => float(&value).map(Declared::Float),
        "align" => align(&value).map(Declared::TextAlign),
        "valign" => raised(&value).map(Declared::VerticalAlign),
        "hidden" => Some(Declared::Display(Display::None)),
        _ => None,
    }
}

fn has_size(element: Name) -> bool {
    matches!(
        element,
        Name::Img | Name::Table | Name::Td | Name::Th | Name::Col | Name::Colgroup
    )
}

/// Pixels or per cent.
fn size(value: &str) -> Option<BoxSize> {
    let digits = value.trim_end_matches("px");
    let length = match digits.strip_suffix('%') {
        Some(percent) => LengthOrPart::Part(number(percent)? / 100.0),
        None => LengthOrPart::Fixed(SpecifiedLength::points(Pt::from_px(number(digits)?).0)),
    };
    Some(BoxSize(Some(length)))
}

/// A number that is a size.
fn number(digits: &str) -> Option<f32> {
    let number: f32 = digits.trim().parse().ok()?;
    (number.is_finite() && number > 0.0).then_some(number.min(100_000.0))
}

fn float(value: &str) -> Option<Float> {
    match value {
        "left" => Some(Float::Left),
        "right" => Some(Float::Right),
        _ => None,
    }
}

fn align(value: &str) -> Option<TextAlign> {
    match value {
        "left" => Some(TextAlign::Left),
        "right" => Some(TextAlign::Right),
        "center" | "middle" => Some(TextAlign::Center),
        "justify" => Some(TextAlign::Justify),
        _ => None,
    }
}

fn raised(value: &str) -> Option<SpecifiedVerticalAlign> {
    let word = match value {
        "top" => VerticalAlign::Top,
        "middle" => VerticalAlign::Middle,
        "bottom" => VerticalAlign::Bottom,
        "baseline" => VerticalAlign::Baseline,
        _ => return None,
    };
    Some(SpecifiedVerticalAlign::Word(word))
}

/// How a list's `type` numbers it; case matters.
fn marker(value: &str) -> Option<ListMarker> {
    Some(match value {
        "1" => ListMarker::Decimal,
        "a" => ListMarker::LowerAlpha,
        "A" => ListMarker::UpperAlpha,
        "i" => ListMarker::LowerRoman,
        "I" => ListMarker::UpperRoman,
        _ => return None,
    })
}
