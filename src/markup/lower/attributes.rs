//! Which of an author's attributes an element keeps: an allow-list, each value checked against what XHTML allows.

use crate::document::Attributes;
use crate::markup::{Element, Name};

/// An element with its author's id, classes, language, direction and title.
pub(super) fn element(name: Name, attributes: &Attributes) -> Element {
    classed(name, "", attributes)
}

/// The same with classes of ours before the author's.
pub(super) fn classed(name: Name, own: &str, attributes: &Attributes) -> Element {
    let mut element = Element::new(name);
    if let Some(id) = id(attributes) {
        element = element.with("id", id);
    }
    let mut classes = own.to_owned();
    for class in attributes.classes() {
        if !classes.is_empty() {
            classes.push(' ');
        }
        classes.push_str(class);
    }
    if !classes.is_empty() {
        element = element.with("class", classes);
    }
    for (key, value) in attributes.pairs() {
        element = with_allowed(element, key, value);
    }
    element
}

/// The id, if it is one: not empty, without spaces.
pub(super) fn id(attributes: &Attributes) -> Option<&str> {
    let is_id = |id: &&str| !id.is_empty() && !id.contains(char::is_whitespace);
    attributes.id().filter(is_id)
}

fn with_allowed(element: Element, key: &str, value: &str) -> Element {
    match (key, element.name) {
        ("lang" | "xml:lang", _) if is_language_tag(value) && element.get("lang").is_none() => {
            element.with("lang", value)
        }
        ("dir", _) if matches!(value, "ltr" | "rtl" | "auto") => element.with("dir", value),
        ("title", _) => element.with("title", value),
        ("datetime", Name::Time | Name::Ins | Name::Del) if is_date_time(value) => {
            element.with("datetime", value)
        }
        ("type", Name::Ol) if matches!(value, "1" | "a" | "A" | "i" | "I") => {
            element.with("type", value)
        }
        ("reversed", Name::Ol) => element.with("reversed", "reversed"),
        ("value", Name::Li) if value.parse::<i32>().is_ok() => element.with("value", value),
        ("hreflang", Name::A) if is_language_tag(value) => element.with("hreflang", value),
        ("width", Name::Img) if is_pixels(value) => element.with("width", value),
        // XHTML's attribute is in pixels alone (HTML 4.8.16).
        ("width", Name::Img) if is_percentage(value) => {
            element.with("style", format!("width: {value}"))
        }
        ("height", Name::Img) if is_pixels(value) => element.with("height", value),
        _ => element,
    }
}

fn is_pixels(value: &str) -> bool {
    (1..=5).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_percentage(value: &str) -> bool {
    value.strip_suffix('%').is_some_and(is_pixels)
}

/// Has it the form of a BCP 47 tag?
pub(crate) fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or("");
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Is it a date, or a date with a time, in one of HTML's forms (HTML 2.3.5)?
pub(super) fn is_date_time(value: &str) -> bool {
    let shape: String = value
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    let (day, time) = shape.split_at_checked(10).unwrap_or((&shape, ""));
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(zone_at);
    let is_shape = match (day, time, zone) {
        ("0000-00-00", "", "") => true,
        ("0000-00-00", "T00:00" | "T00:00:00" | " 00:00" | " 00:00:00", zone) => {
            matches!(zone, "" | "Z" | "+00:00" | "-00:00")
        }
        _ => false,
    };
    let is_day = |day: &str| day.parse::<jiff::civil::Date>().is_ok();
    let is_hour = |time: &str| time.is_empty() || time.parse::<jiff::civil::Time>().is_ok();
    let time = value.get(11..10 + zone_at).unwrap_or("");
    is_shape && value.get(..10).is_some_and(is_day) && is_hour(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_times() {
        for valid in [
            "2016-06-24",
            "2016-06-24T10:30",
            "2016-06-24 10:30:05Z",
            "2016-06-24T10:30+02:00",
        ] {
            assert!(is_date_time(valid), "{valid}");
        }
        for invalid in [
            "",
            "yesterday",
            "2016-13-24",
            "2016-06-24T25:00",
            "2016-06-24Z",
            "2016-06-2é",
        ] {
            assert!(!is_date_time(invalid), "{invalid}");
        }
    }

    #[test]
    fn only_what_is_allowed_is_kept() {
        let mut attributes = Attributes::default();
        attributes.set_id("a");
        attributes.add_class("wide");
        for (key, value) in [
            ("lang", "de"),
            ("onclick", "x()"),
            ("dir", "up"),
            ("style", "x"),
            ("title", "T"),
        ] {
            attributes.set(key, value);
        }
        let expected = Element::new(Name::P)
            .with("id", "a")
            .with("class", "alert wide")
            .with("lang", "de")
            .with("title", "T");
        assert_eq!(classed(Name::P, "alert", &attributes), expected);
    }
}
