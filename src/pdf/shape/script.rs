//! Directions and scripts: takes text, gives embedding levels (UAX 9) and the script of each character (UAX 24).

use harfrust::Script;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_script::UnicodeScript;

/// The embedding level of each byte of a text; none if all of it runs left to right.
pub(super) struct Levels(Vec<Level>);

impl Levels {
    /// The level of the character at a byte offset.
    pub(super) fn at(&self, offset: usize) -> u8 {
        self.0.get(offset).map_or(0, |level| level.number())
    }
}

/// Finds the embedding levels of a paragraph's text.
pub(super) fn levels(text: &str, right_to_left: bool) -> Levels {
    if !right_to_left && !may_run_right_to_left(text) {
        return Levels(Vec::new());
    }
    let base = if right_to_left {
        Level::rtl()
    } else {
        Level::ltr()
    };
    Levels(BidiInfo::new(text, Some(base)).levels)
}

fn may_run_right_to_left(text: &str) -> bool {
    use BidiClass::{AL, AN, R, RLE, RLI, RLO};
    let turns = |character| matches!(bidi_class(character), R | AL | AN | RLE | RLI | RLO);
    !text.is_ascii() && text.chars().any(|c| c >= '\u{590}' && turns(c))
}

/// The script that text of this character is shaped in; `None` for characters of any script: digits, punctuation, marks.
pub(super) fn of(character: char) -> Option<Script> {
    use unicode_script::Script as Of;
    match character.script() {
        Of::Common | Of::Inherited | Of::Unknown => None,
        script => script.short_name().parse().ok(),
    }
}
