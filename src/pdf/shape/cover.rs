//! Fonts by coverage: takes a word, gives its parts of one face, script and direction, and its characters that no face has.

use super::Shaper;
use super::look::LookId;
use super::{cjk, script};
use crate::pdf::line::FontId;
use harfrust::{Script, script as scripts};
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

/// Splits a word of a text where the face, the script or the direction changes.
pub(super) fn parts(
    shaper: &mut Shaper<'_>,
    text: &str,
    word: Range<usize>,
    look: LookId,
    levels: &script::Levels,
    script: &mut Script,
    parts: &mut Vec<Part>,
) {
    let offset = word.start;
    let behind = text.get(word.end..).unwrap_or_default().chars().next();
    let mut last = text.get(..offset).unwrap_or_default().chars().next_back();
    let word = text.get(word).unwrap_or_default();
    let mut run = Run::default();
    for (at, character) in word.char_indices() {
        if at >= run.end {
            run = Run::at(shaper, look, word, at);
        }
        if let Some(own) = script::of(character) {
            *script = own;
        }
        let start = offset + at;
        let end = start + character.len_utf8();
        let level = levels.at(start);
        let before = parts.last().filter(|part| part.range.end == start);
        let next = || word.get(end - offset..)?.chars().next();
        let font = match cjk::face(shaper, look, character, [last, next().or(behind)]) {
            Some(font) => Some(font),
            None => run.face(shaper, look, character, before),
        };
        last = Some(character);
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

/// A part of a word whose letters are of one script, with the signs around them.
#[derive(Debug, Default)]
struct Run {
    /// Where it ends in the word.
    end: usize,
    /// The first face that has all its letters and marks, which keeps marks with their base; without letters, all its signs.
    face: Option<FontId>,
    /// The script of its letters, if it has any.
    script: Option<Script>,
}

impl Run {
    fn at(shaper: &mut Shaper<'_>, look: LookId, word: &str, start: usize) -> Run {
        let rest = word.get(start..).unwrap_or_default();
        let (len, script) = extent(rest);
        let text = rest.get(..len).unwrap_or_default();
        let stack = shaper.looks.get(look).stack.iter().copied();
        let words = &mut shaper.words;
        let mut covers = |font: &FontId| {
            let counts = |c: &char| !(is_ignorable(*c) || script.is_some() && is_sign(*c));
            text.chars()
                .filter(counts)
                .all(|c| words.glyph_of(*font, c).is_some())
        };
        Run {
            end: start + len,
            face: stack.into_iter().find(|font| covers(font)),
            script,
        }
    }

    /// The face of one of its characters. Signs are in the letters' face if it has them, but figures are the same in every script.
    fn face(
        &self,
        shaper: &mut Shaper<'_>,
        look: LookId,
        character: char,
        before: Option<&Part>,
    ) -> Option<FontId> {
        let is_letter = self.script.is_none() || !is_sign(character);
        let shares_signs = self.script != Some(scripts::HAN) && !character.is_ascii_digit();
        let face = self.face.filter(|face| {
            let mut has_sign = || shaper.words.glyph_of(*face, character).is_some();
            is_letter || shares_signs && has_sign()
        });
        face.or_else(|| font_of(shaper, look, character, before))
    }
}

/// How far the letters at the beginning of a text are of one script, and of which.
fn extent(text: &str) -> (usize, Option<Script>) {
    let mut script = None;
    for (at, character) in text.char_indices() {
        let own = script::of(character).map(script::family);
        if script.is_some() && own.is_some() && own != script {
            return (at, script);
        }
        script = script.or(own);
    }
    (text.len(), script)
}

/// Is it of no script?
fn is_sign(character: char) -> bool {
    character.script() == unicode_script::Script::Common
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
