//! Fonts by coverage: takes a word, gives its parts of one face, script and direction, and its characters that no face has.

use super::Shaper;
use super::look::LookId;
use super::script;
use crate::pdf::line::FontId;
use harfrust::Script;
use std::ops::Range;
use unicode_script::UnicodeScript;

/// A part of a word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    /// Its bytes in the paragraph's text.
    pub range: Range<usize>,
    /// Its face, and `None` for a character that no face has.
    pub font: Option<FontId>,
    pub script: Script,
    pub level: u8,
}

/// Splits a word where the face, the script or the direction changes.
pub(super) fn parts(
    shaper: &mut Shaper<'_>,
    word: &str,
    offset: usize,
    look: LookId,
    levels: &script::Levels,
    script: &mut Script,
    parts: &mut Vec<Part>,
) {
    let whole = covers_all(shaper, look, word);
    for (at, character) in word.char_indices() {
        if let Some(own) = script::of(character) {
            *script = own;
        }
        let start = offset + at;
        let level = levels.at(start);
        let before = parts.last().filter(|part| part.range.end == start);
        let font = match whole {
            Some(font) => Some(font),
            None => font_of(shaper, look, character, before),
        };
        let end = start + character.len_utf8();
        let joins = font.is_some()
            && before
                .is_some_and(|part| (part.font, part.script, part.level) == (font, *script, level));
        match parts.last_mut() {
            Some(part) if joins => part.range.end = end,
            _ => parts.push(Part {
                range: start..end,
                font,
                script: *script,
                level,
            }),
        }
    }
}

/// The face that has every character of a word, if it is one: the rule, and what keeps marks with their base.
fn covers_all(shaper: &mut Shaper<'_>, look: LookId, word: &str) -> Option<FontId> {
    let stack = shaper.looks.get(look).stack.iter().copied();
    let words = &mut shaper.words;
    let mut covers = |font: &FontId| {
        word.chars()
            .all(|c| is_ignorable(c) || words.glyph_of(*font, c).is_some())
    };
    stack.into_iter().find(|font| covers(font))
}

/// The face for a character: its neighbour's if that has it and it is a mark or joiner, else the first that has it.
fn font_of(
    shaper: &mut Shaper<'_>,
    look: LookId,
    character: char,
    before: Option<&Part>,
) -> Option<FontId> {
    if let Some(font) = before.and_then(|part| part.font) {
        let belongs = character.script() == unicode_script::Script::Inherited;
        if is_ignorable(character) || belongs && shaper.words.glyph_of(font, character).is_some() {
            return Some(font);
        }
    }
    if is_ignorable(character) {
        return Some(shaper.looks.get(look).font());
    }
    shaper.cover(look, character).map(|(font, _)| font)
}

/// Characters without ink that shapers drop where a face has no glyph for them (Default_Ignorable_Code_Point, those in use).
fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{34f}' | '\u{61c}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2061}'..='\u{206f}'
    )
}
