//! Abbreviations: takes what `*[HTML]: Hypertext Markup Language` defined, finds the words in text.

use crate::parse::words::{Found, Meaning};
use std::collections::BTreeMap;

/// Abbreviations that may begin with the same word, so that looking one up takes bounded time.
const MAX_WITH_ONE_WORD: usize = 64;

/// What abbreviations stand for, by their first word.
#[derive(Debug, Default)]
pub(in crate::parse) struct Abbreviations {
    by_word: BTreeMap<String, Vec<(String, String)>>,
}

impl Abbreviations {
    pub(in crate::parse) fn new(defined: Vec<(String, String)>) -> Abbreviations {
        let mut by_word: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for (abbreviation, title) in defined {
            let first = first_word(&abbreviation).to_owned();
            let same = by_word.entry(first).or_default();
            if same.len() < MAX_WITH_ONE_WORD {
                same.push((abbreviation, title));
            }
        }
        for same in by_word.values_mut() {
            same.sort_by_key(|(abbreviation, _)| std::cmp::Reverse(abbreviation.len()));
        }
        Abbreviations { by_word }
    }

    pub(super) fn find(&self, text: &str, found: &mut Vec<Found>) {
        if self.by_word.is_empty() {
            return;
        }
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let word = first_word(rest);
            match self.at_start(rest, word) {
                Some((abbreviation, title)) => {
                    let range = at..at + abbreviation.len();
                    at = range.end;
                    found.push(Found {
                        shown: range.clone(),
                        range,
                        meaning: Meaning::Abbreviation(title.to_owned()),
                    });
                }
                None => at += word.len(),
            }
        }
    }

    /// The longest abbreviation at the start of `rest`, whose first word is `word`, that doesn't end within a word.
    fn at_start(&self, rest: &str, word: &str) -> Option<(&str, &str)> {
        let same = self.by_word.get(word)?;
        let ends_word = |abbreviation: &str| {
            let after = rest
                .get(abbreviation.len()..)
                .and_then(|after| after.chars().next());
            !after.is_some_and(char::is_alphanumeric)
                || !abbreviation.ends_with(char::is_alphanumeric)
        };
        let found = same.iter().find(|(abbreviation, _)| {
            rest.starts_with(abbreviation.as_str()) && ends_word(abbreviation)
        });
        found.map(|(abbreviation, title)| (abbreviation.as_str(), title.as_str()))
    }
}

/// The letters and digits at the start of a text, or its first character. Empty only if the text is.
fn first_word(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    let first = text.chars().next().map_or(0, char::len_utf8);
    text.get(..end.max(first)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::Abbreviations;

    #[test]
    fn whole_words_and_the_longest_of_them() {
        let defined = [("TXT", ""), ("TXT file", ""), ("C", "")];
        let defined = defined.map(|(word, title)| (word.to_owned(), title.to_owned()));
        let abbreviations = Abbreviations::new(defined.to_vec());
        let text = "A TXT, a TXT file, TXTs, CC, C.";
        let mut found = Vec::new();
        abbreviations.find(text, &mut found);
        let words: Vec<_> = found
            .iter()
            .map(|found| &text[found.range.clone()])
            .collect();
        assert_eq!(words, ["TXT", "TXT file", "C"]);
    }
}
