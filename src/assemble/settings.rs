//! What the user says about the book: takes `--set` keys and values, gives metadata fields and warnings of keys there are not.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::BookMetadata;
use crate::names::nearest;
use jiff::civil::DateTime;
use std::collections::BTreeMap;

/// What the user said about the book: `--set key=value`.
pub type Settings = BTreeMap<String, String>;

/// The keys there are. `author` and `lang` are other names for `authors` and `language`.
const KEYS: [&str; 13] = [
    "title",
    "subtitle",
    "author",
    "authors",
    "language",
    "lang",
    "date",
    "modified",
    "description",
    "publisher",
    "subjects",
    "rights",
    "identifier",
];

/// Writes the settings over what the posts say. The identifier is made elsewhere.
pub(super) fn apply(settings: &Settings, metadata: &mut BookMetadata, messages: &mut Diagnostics) {
    for (key, value) in settings {
        let value = value.trim();
        match key.as_str() {
            "title" => metadata.title = value.to_owned(),
            "subtitle" => metadata.subtitle = given(value),
            "author" | "authors" => metadata.authors = list(value),
            "language" | "lang" => metadata.language = value.to_owned(),
            "date" => set_date(value, &mut metadata.date, messages),
            "modified" => set_date(value, &mut metadata.modified, messages),
            "description" => metadata.description = given(value),
            "publisher" => metadata.publisher = given(value),
            "subjects" => metadata.subjects = list(value),
            "rights" => metadata.rights = given(value),
            "identifier" => {}
            _ => messages.report(unknown(key)),
        }
    }
}

/// An empty value takes the field away.
fn given(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}

/// Values apart by `;`, as names hold commas.
fn list(value: &str) -> Vec<String> {
    value
        .split(';')
        .filter_map(|part| given(part.trim()))
        .collect()
}

fn set_date(value: &str, field: &mut Option<DateTime>, messages: &mut Diagnostics) {
    match date(value) {
        Some(date) => *field = Some(date),
        None => messages.report(
            Diagnostic::warning("setting-invalid", format!("`{value}` is no date")).help(
                "write it as 2016-06-24 or 2016-06-24T10:00:00Z; the posts' own date is taken",
            ),
        ),
    }
}

/// A date, a date with time, or one with an offset, brought to UTC.
fn date(value: &str) -> Option<DateTime> {
    if let Ok(moment) = value.parse::<jiff::Timestamp>() {
        return Some(moment.to_zoned(jiff::tz::TimeZone::UTC).datetime());
    }
    value.parse().ok()
}

fn unknown(key: &str) -> Diagnostic {
    let message = Diagnostic::warning("setting-unknown", format!("there is no setting `{key}`"));
    match nearest(key, KEYS.into_iter()) {
        Some(near) => message.help(format!("did you mean `{near}`? It is left out")),
        None => message.help(format!("it is left out; there are {}", KEYS.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_come_with_or_without_a_time() {
        assert_eq!(
            date("2016-06-24"),
            Some(jiff::civil::date(2016, 6, 24).at(0, 0, 0, 0))
        );
        assert_eq!(
            date("2016-06-24T10:00:00+02:00"),
            Some(jiff::civil::date(2016, 6, 24).at(8, 0, 0, 0))
        );
        assert_eq!(date("yesterday"), None);
    }

    #[test]
    fn an_unknown_key_is_told_with_its_neighbour() {
        let mut messages = Diagnostics::default();
        let settings = Settings::from([("autor".to_owned(), "A".to_owned())]);
        apply(&settings, &mut BookMetadata::default(), &mut messages);
        let message = messages.iter().next().unwrap();
        assert_eq!(message.code, "setting-unknown");
        assert_eq!(
            message.help.as_deref(),
            Some("did you mean `author`? It is left out")
        );
    }
}
