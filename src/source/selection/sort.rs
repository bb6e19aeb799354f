//! In which order chapters stand: compares two documents.

use crate::source::date::Moment;
use crate::source::document::Document;
use crate::source::natural::{digits, natural};
use std::cmp::Ordering;

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The oldest first; without a date, by the number and name of the file.
    Date,
    /// The newest first.
    NewestFirst,
    /// By title, as letters are numbered, without regard to case.
    Title,
    /// By path.
    Path,
    /// By `weight`, then by date and title; without one, last.
    Weight,
    /// As the site lists them.
    Listed,
}

impl Sort {
    /// Which of two documents stands first.
    pub(super) fn compare(self, a: &Document, b: &Document) -> Ordering {
        match self {
            Sort::Listed => Ordering::Equal,
            Sort::Date => by_date(a, b),
            Sort::NewestFirst => by_date(b, a),
            Sort::Title => by_title(a, b),
            Sort::Path => natural(&a.path().to_string_lossy(), &b.path().to_string_lossy()),
            Sort::Weight => (weight(a).cmp(&weight(b)))
                .then_with(|| by_date(a, b))
                .then_with(|| by_title(a, b)),
        }
    }
}

fn by_title(a: &Document, b: &Document) -> Ordering {
    natural(
        &a.metadata.title.to_lowercase(),
        &b.metadata.title.to_lowercase(),
    )
}

/// Dated before undated; those by the numbers their names begin with, then as listed.
fn by_date(a: &Document, b: &Document) -> Ordering {
    let moment = |document: &Document| document.moment().map(Moment::unix);
    match (moment(a), moment(b)) {
        (Some(a_date), Some(b_date)) => a_date.cmp(&b_date),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => match (number(a), number(b)) {
            (Some(a_number), Some(b_number)) => a_number.cmp(&b_number),
            _ => Ordering::Equal,
        },
    }
}

/// The number that the file's name begins with.
fn number(document: &Document) -> Option<u64> {
    let name = document.path().file_name()?.to_str()?;
    digits(name).parse().ok()
}

/// 0 counts as none, as in Hugo.
pub(super) fn weight(document: &Document) -> i64 {
    document
        .weight
        .filter(|weight| *weight != 0)
        .unwrap_or(i64::MAX)
}
