//! Parts' openings: takes what each is a part of, gives the title that its author didn't.

use super::{Draft, slug};
use crate::markup::Words;
use crate::source::PartLabel;
use jiff::civil::Date;

/// Names the openings of parts without a title in the book's words.
pub(super) fn name(drafts: &mut [Draft], language: &str) {
    let words = Words::of(language);
    for draft in drafts {
        let Some(label) = &draft.part else { continue };
        let metadata = &mut draft.chapter.metadata;
        if metadata.title.trim().is_empty() {
            metadata.title = title(label, words);
        }
        if metadata.slug.is_empty() {
            metadata.slug = slug(label);
        }
    }
}

fn title(label: &PartLabel, words: &Words) -> String {
    match label {
        PartLabel::Year(year) => year.to_string(),
        PartLabel::Month(year, month) => match Date::new(*year, *month, 1) {
            Ok(date) => capitalised(&words.month(date)),
            Err(_) => year.to_string(),
        },
        PartLabel::Named(name) => name.clone(),
        PartLabel::Undated => words.undated.to_owned(),
        PartLabel::Other => words.other.to_owned(),
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Its name in file names.
fn slug(label: &PartLabel) -> String {
    match label {
        PartLabel::Year(year) => year.to_string(),
        PartLabel::Month(year, month) => format!("{year}-{month:02}"),
        PartLabel::Named(name) => slug::file_name(name, "part"),
        PartLabel::Undated => "undated".to_owned(),
        PartLabel::Other => "other".to_owned(),
    }
}
