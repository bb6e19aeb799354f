//! Words that the patterns divide poorly, with the divisions that dictionaries give.

use hypher::Lang;
use std::collections::HashMap;
use std::sync::LazyLock;

/// English words; a hyphen is a division. Plurals in -s follow their singular.
const ENGLISH: &str = "in-teg-rity data-base data-type data-set meta-data time-stamp name-space work-space white-space file-name \
    file-system run-time back-end front-end key-word sub-types web-site home-page";

static ENGLISH_DIVISIONS: LazyLock<HashMap<String, Vec<usize>>> =
    LazyLock::new(|| ENGLISH.split_whitespace().map(entry).collect());

fn entry(divided: &str) -> (String, Vec<usize>) {
    let marks = divided.match_indices('-');
    let offsets = marks.enumerate().map(|(before, (at, _))| at - before);
    (divided.replace('-', ""), offsets.collect())
}

/// The byte offsets at which an exceptional word is divided; `None` for all words that the patterns divide well.
pub(super) fn division(word: &str, language: Lang) -> Option<impl Iterator<Item = usize>> {
    if language != Lang::English || !word.is_ascii() {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let singular = word.strip_suffix('s').unwrap_or(&word);
    let known = ENGLISH_DIVISIONS
        .get(&word)
        .or_else(|| ENGLISH_DIVISIONS.get(singular));
    known.map(|offsets| offsets.iter().copied())
}
