//! Directions and scripts: takes text, gives embedding levels (UAX 9) and the script of each character (UAX 24).

use harfrust::{Script, script as scripts};
use std::ops::Range;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_script::UnicodeScript;

/// The embedding level of each byte of a text; none if all of it runs left to right.
pub(super) struct Levels {
    levels: Vec<Level>,
    /// The paragraph's own.
    base: u8,
}

impl Levels {
    /// The level of the character at a byte offset.
    pub(super) fn at(&self, offset: usize) -> u8 {
        let level = self.levels.get(offset);
        level.map_or(self.base, |level| level.number())
    }

    /// The level of what stands between the characters around a byte offset, and has none of its own.
    pub(super) fn between(&self, offset: usize) -> u8 {
        let before = offset
            .checked_sub(1)
            .map_or(self.base, |last| self.at(last));
        before.min(self.at(offset))
    }
}

/// Finds the embedding levels of a paragraph's text. What is in the ranges, which stand in order, runs the other way than the paragraph
/// and is set apart from what is around it (CSS Writing Modes 3, section 2.4: `isolate`).
pub(super) fn levels(text: &str, right_to_left: bool, turned: &[Range<usize>]) -> Levels {
    let base = u8::from(right_to_left);
    if !right_to_left && turned.is_empty() && !may_run_right_to_left(text) {
        let levels = Vec::new();
        return Levels { levels, base };
    }
    let level = if right_to_left {
        Level::rtl()
    } else {
        Level::ltr()
    };
    if turned.is_empty() {
        let levels = BidiInfo::new(text, Some(level)).levels;
        return Levels { levels, base };
    }
    let isolated = isolated(text, right_to_left, turned);
    let marked = BidiInfo::new(&isolated, Some(level)).levels;
    let mut levels = Vec::with_capacity(text.len());
    let (mut at, mut marks) = (0, 0);
    for edge in turned.iter().flat_map(|range| [range.start, range.end]) {
        levels.extend_from_slice(marked.get(at + marks..edge + marks).unwrap_or_default());
        at = edge;
        marks += MARK;
    }
    levels.extend_from_slice(marked.get(at + marks..).unwrap_or_default());
    Levels { levels, base }
}

/// How many bytes a mark of direction has.
const MARK: usize = 3;

/// The text with marks around what runs the other way.
fn isolated(text: &str, right_to_left: bool, turned: &[Range<usize>]) -> String {
    let begin = if right_to_left {
        LEFT_TO_RIGHT_ISOLATE
    } else {
        RIGHT_TO_LEFT_ISOLATE
    };
    let mut isolated = String::with_capacity(text.len() + turned.len() * 2 * MARK);
    let mut at = 0;
    for range in turned {
        isolated.push_str(text.get(at..range.start).unwrap_or_default());
        isolated.push(begin);
        isolated.push_str(text.get(range.clone()).unwrap_or_default());
        isolated.push(POP_ISOLATE);
        at = range.end;
    }
    isolated.push_str(text.get(at..).unwrap_or_default());
    isolated
}

const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const RIGHT_TO_LEFT_ISOLATE: char = '\u{2067}';
const POP_ISOLATE: char = '\u{2069}';

fn may_run_right_to_left(text: &str) -> bool {
    use BidiClass::{AL, AN, R, RLE, RLI, RLO};
    let turns = |character| matches!(bidi_class(character), R | AL | AN | RLE | RLI | RLO);
    !text.is_ascii() && text.chars().any(|c| c >= '\u{590}' && turns(c))
}

/// The script that stands for those that are written together: Chinese for kana too.
pub(super) fn family(script: Script) -> Script {
    match script {
        scripts::HIRAGANA | scripts::KATAKANA | scripts::BOPOMOFO => scripts::HAN,
        other => other,
    }
}

/// The script that text of this character is shaped in; `None` for characters of any script: digits, punctuation, marks.
pub(super) fn of(character: char) -> Option<Script> {
    use unicode_script::Script as Of;
    match character.script() {
        Of::Common | Of::Inherited | Of::Unknown => None,
        script => script.short_name().parse().ok(),
    }
}
