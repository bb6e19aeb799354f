//! Hyphenation: takes a word as it stands in the text, gives where it may be divided.

use super::exceptions;
use hypher::Lang;

/// Words of fewer letters aren't divided.
const SHORTEST: usize = 5;
/// A division leaves so many letters before it and behind it at least.
const LEAST: (usize, usize) = (2, 3);

/// Appends the byte offsets at which a word may be divided with a hyphen. What stands around its letters is left whole; compounds with
/// a hyphen of their own, identifiers and addresses are not divided at all.
///
/// ```
/// use chapbook::pdf::lines::hyphenate;
/// let mut offsets = Vec::new();
/// hyphenate("(typography),", hypher::Lang::English, &mut offsets);
/// assert_eq!(offsets, [3, 6, 8]);
/// ```
pub fn hyphenate(word: &str, language: Lang, offsets: &mut Vec<u16>) {
    if !is_divisible(word) {
        return;
    }
    let mut start = 0;
    for run in word.split(|character: char| !is_letter(character)) {
        hyphenate_letters(run, start, language, offsets);
        start += run.len();
        start += word
            .get(start..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
    }
}

fn hyphenate_letters(run: &str, start: usize, language: Lang, offsets: &mut Vec<u16>) {
    if run.chars().count() < SHORTEST || has_inner_capital(run) {
        return;
    }
    let mut push = |at: usize| offsets.extend(u16::try_from(start + at));
    if let Some(known) = exceptions::division(run, language) {
        known.for_each(push);
        return;
    }
    let (left, right) = language.bounds();
    let mut at = 0;
    let bounds = (left.max(LEAST.0), right.max(LEAST.1));
    for syllable in hypher::hyphenate_bounded(run, language, bounds.0, bounds.1) {
        at += syllable.len();
        if at < run.len() && leaves_enough(run, at) {
            push(at);
        }
    }
}

/// Apostrophes belong to their word: the patterns know `n't` and `l'`.
fn is_letter(character: char) -> bool {
    character.is_alphabetic()
        || is_apostrophe(character)
        || matches!(character, '\u{300}'..='\u{36f}')
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}')
}

/// Whether a division leaves two letters since an apostrophe before it and three up to one behind it: `isn't` stays whole.
fn leaves_enough(run: &str, at: usize) -> bool {
    let (before, after) = run.split_at(at);
    let since = before.chars().rev().take_while(|c| !is_apostrophe(*c));
    let until = after.chars().take_while(|c| !is_apostrophe(*c));
    since.count() >= 2 && (until.count() >= 3 || !after.contains(is_apostrophe))
}

/// Camels and acronyms are names.
fn has_inner_capital(run: &str) -> bool {
    run.chars().skip(1).any(char::is_uppercase)
}

/// Not a compound, an identifier or an address: those have digits, hyphens, underscores, or signs between letters.
fn is_divisible(word: &str) -> bool {
    let mut before_sign = false;
    let mut sign = None;
    for character in word.chars() {
        if is_letter(character) {
            if sign.is_some_and(|sign| before_sign && joins(sign)) {
                return false;
            }
            before_sign = true;
            sign = None;
        } else if character.is_numeric() || character == '_' {
            return false;
        } else {
            sign = Some(character);
        }
    }
    true
}

/// Signs between letters that make one name of both; dashes, brackets and slashes part them.
fn joins(sign: char) -> bool {
    matches!(
        sign,
        '-' | '\u{2010}' | '\u{2011}' | '.' | ':' | '@' | '#' | '=' | '&' | '?' | '+' | '\\' | '~'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, language: Lang) -> String {
        let mut offsets = Vec::new();
        hyphenate(word, language, &mut offsets);
        let mut out = word.to_owned();
        for at in offsets.iter().rev() {
            out.insert(usize::from(*at), '|');
        }
        out
    }

    #[test]
    fn words_are_divided_by_their_language() {
        assert_eq!(divided("hyphenation", Lang::English), "hy|phen|ation");
        assert_eq!(divided("Silbentrennung", Lang::German), "Sil|ben|tren|nung");
        assert_eq!(divided("“paragraph,”", Lang::English), "“para|graph,”");
    }

    #[test]
    fn short_words_names_and_addresses_stay_whole() {
        for word in [
            "isn't",
            "into",
            "HashMap",
            "NATO",
            "well-known",
            "foo_barring",
            "https://example.org/alphabet",
            "x86assembler",
        ] {
            assert_eq!(divided(word, Lang::English), word);
        }
    }

    #[test]
    fn poor_divisions_of_the_patterns_are_put_right() {
        assert_eq!(divided("integrity", Lang::English), "in|teg|rity");
        assert_eq!(divided("Databases", Lang::English), "Data|bases");
    }
}
