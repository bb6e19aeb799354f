//! Thai, Lao, Khmer and Burmese: takes text whose words are written together, gives its clusters, between which lines are justified.
//!
//! A line of these scripts has few spaces, which part sentences, not words. It ends between words, which the line breaker knows from its
//! dictionaries, and is filled by a little space between all clusters.

use harfrust::{Script, script as scripts};

/// Are the words of a script written together, and its clusters apart?
pub(super) fn are_apart(script: Script) -> bool {
    [
        scripts::THAI,
        scripts::LAO,
        scripts::KHMER,
        scripts::MYANMAR,
    ]
    .contains(&script)
}

/// The clusters of a text: letters with their vowel signs, tone marks and the letters stacked below them.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut last = rest.chars().next()?;
        let mut end = last.len_utf8();
        for character in rest.get(end..).unwrap_or_default().chars() {
            if !is_mark(character) && !stacks_next(last) {
                break;
            }
            last = character;
            end += character.len_utf8();
        }
        let (cluster, others) = rest.split_at(end);
        rest = others;
        Some(cluster)
    })
}

/// Signs that belong to the letter before them (Unicode 16, General_Category M and Line_Break SA; joiners).
fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{e31}' | '\u{e33}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
            | '\u{eb1}' | '\u{eb3}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}'
            | '\u{17b4}'..='\u{17d3}' | '\u{17dd}'
            | '\u{102b}'..='\u{103e}' | '\u{1056}'..='\u{1059}' | '\u{105e}'..='\u{1060}'
            | '\u{1062}'..='\u{1064}' | '\u{1067}'..='\u{106d}' | '\u{1071}'..='\u{1074}'
            | '\u{1082}'..='\u{108d}' | '\u{108f}' | '\u{109a}'..='\u{109d}'
            | '\u{200c}' | '\u{200d}'
    )
}

/// Signs that put the next letter below the one before: Khmer coeng, Burmese virama.
fn stacks_next(character: char) -> bool {
    matches!(character, '\u{17d2}' | '\u{1039}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_keep_their_signs_and_what_is_stacked_below_them() {
        let parts = |text| clusters(text).collect::<Vec<_>>();
        assert_eq!(parts("ภาษาไทยนี้"), ["ภ", "า", "ษ", "า", "ไ", "ท", "ย", "นี้"]);
        assert_eq!(parts("น้ำ"), ["น้ำ"]);
        assert_eq!(parts("ខ្មែរ"), ["ខ្មែ", "រ"]);
        assert_eq!(parts("မြန်မာ"), ["မြ", "န်", "မာ"]);
        assert_eq!(parts(""), [""; 0]);
    }
}
