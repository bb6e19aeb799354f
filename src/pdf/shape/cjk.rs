//! Chinese and Japanese: takes characters beside each other, gives the space between them and the face of signs that Latin text has too.
//!
//! After JLREQ 3.1 and 3.9 and CLREQ 3.1: punctuation is half an em wide with half an em of space at its open side, which gives way at line
//! ends, beside other punctuation and where a line is too full; between ideographs and Latin letters there is a quarter of an em.

use super::look::LookId;
use super::{Glue, Shaper};
use crate::pdf::line::FontId;

/// Between ideographs and Latin letters or figures, in ems (JLREQ 3.9.1).
const BESIDE_LATIN: f32 = 0.25;

/// Chinese and Japanese characters and their punctuation, all an em wide.
pub(super) fn is_wide(character: char) -> bool {
    matches!(
        character,
        '\u{2e80}'..='\u{30ff}' | '\u{31f0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}'
    )
}

/// Signs that are as wide as ideographs in Chinese and Japanese, and narrow in Latin text.
fn is_ambiguous(character: char) -> bool {
    matches!(
        character,
        '\u{b7}'
            | '\u{2014}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{201c}'
            | '\u{201d}'
            | '\u{2025}'
            | '\u{2026}'
    )
}

/// Does a character stand in a cell of its own, where wide ones are about?
pub(super) fn has_cell(character: char) -> bool {
    is_wide(character) || is_ambiguous(character)
}

/// The face of a sign that Latin text has too: in Chinese and Japanese beside an ideograph the ideograph's.
pub(super) fn face(
    shaper: &mut Shaper<'_>,
    look: LookId,
    sign: char,
    beside: [Option<char>; 2],
) -> Option<FontId> {
    if !is_ambiguous(sign) {
        return None;
    }
    let language = &shaper.looks.get(look).style.language;
    let primary = language.split('-').next().unwrap_or_default();
    if !matches!(primary, "zh" | "ja") {
        return None;
    }
    let neighbour = beside.into_iter().flatten().find(|c| is_wide(*c))?;
    let (font, _) = shaper.cover(look, neighbour)?;
    shaper.words.glyph_of(font, sign).map(|_| font)
}

/// The side at which a sign's cell is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// Before it, as brackets that open.
    Before,
    /// Behind it, as brackets that close, commas and full stops.
    Behind,
}

/// The side at which the cell of a sign may be open. Whether it is, its glyph tells: Taiwan's commas stand in the middle.
pub(super) fn open_side(sign: char) -> Option<Open> {
    match sign {
        '\u{2018}' | '\u{201c}' | '（' | '［' | '｛' | '｟' | '〝' | '〈' | '《' | '「' | '『'
        | '【' | '〔' | '〖' | '〘' | '〚' => Some(Open::Before),
        '\u{2019}' | '\u{201d}' | '）' | '］' | '｝' | '｠' | '〞' | '〟' | '〉' | '》' | '」'
        | '』' | '】' | '〕' | '〗' | '〙' | '〛' | '、' | '。' | '，' | '．' | '：' | '；'
        | '！' | '？' => Some(Open::Behind),
        _ => None,
    }
}

/// What a word begins or ends with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct End {
    character: char,
    /// The open side of its cell that was taken from it.
    open: Option<Open>,
}

impl End {
    /// A character in its cell, or a letter of a Latin word.
    pub(super) fn new(character: char, is_halved: bool) -> End {
        End {
            character,
            open: open_side(character).filter(|_| is_halved),
        }
    }

    fn is_latin(&self) -> bool {
        !has_cell(self.character) && self.character.is_alphanumeric()
    }

    fn is_ideograph(&self) -> bool {
        has_cell(self.character) && self.open.is_none()
    }
}

/// What is between two ends, and how wide it is in ems: `None` if no line is justified there.
pub(super) fn between(before: End, after: End) -> Option<(Glue, f32)> {
    match (before.open, after.open) {
        (Some(Open::Before), _) | (_, Some(Open::Behind)) => None,
        (Some(Open::Behind), _) | (_, Some(Open::Before)) => Some((Glue::Sign, 0.5)),
        _ if is_leader(before.character) && after.character == before.character => None,
        _ if before.is_ideograph() && after.is_ideograph() => Some((Glue::Solid, 0.0)),
        _ if before.is_ideograph() && after.is_latin()
            || before.is_latin() && after.is_ideograph() =>
        {
            Some((Glue::BesideLatin, BESIDE_LATIN))
        }
        _ => None,
    }
}

/// Dashes and dots that make one line with the next of them.
fn is_leader(character: char) -> bool {
    matches!(character, '\u{2014}' | '\u{2025}' | '\u{2026}')
}

/// Parts of a text: characters in a cell of their own, with their marks, and what stands between those.
pub(super) fn cells(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let behind = rest.get(first.len_utf8()..).unwrap_or_default();
        let ends = |c: char| match has_cell(first) {
            true => !is_mark(c),
            false => has_cell(c),
        };
        let end = behind
            .find(ends)
            .map_or(rest.len(), |at| first.len_utf8() + at);
        let (cell, others) = rest.split_at(end);
        rest = others;
        Some(cell)
    })
}

/// Marks that stand on the character before them.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{302a}'..='\u{302f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn space(before: char, after: char) -> Option<(Glue, f32)> {
        between(End::new(before, true), End::new(after, true))
    }

    #[test]
    fn space_between_characters_follows_their_kinds() {
        assert_eq!(space('中', '文'), Some((Glue::Solid, 0.0)));
        assert_eq!(space('中', 'E'), Some((Glue::BesideLatin, 0.25)));
        assert_eq!(space('6', 'の'), Some((Glue::BesideLatin, 0.25)));
        assert_eq!(space('。', '「'), Some((Glue::Sign, 0.5)));
        assert_eq!(space('、', '中'), Some((Glue::Sign, 0.5)));
        assert_eq!(space('」', '。'), None);
        assert_eq!(space('「', '中'), None);
        assert_eq!(space('—', '—'), None);
        assert_eq!(space('a', 'b'), None);
    }

    #[test]
    fn wide_characters_stand_alone_with_their_marks() {
        let parts: Vec<&str> = cells("日本English語か\u{3099}。").collect();
        assert_eq!(parts, ["日", "本", "English", "語", "か\u{3099}", "。"]);
    }
}
