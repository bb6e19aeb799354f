//! Sequences of characters that are the bytes of one UTF-8 character, and how sure it is that they stand for it.

use std::ops::Range;

/// Characters that are the bytes of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// Where they stand.
    pub range: Range<usize>,
    /// What they stand for.
    pub character: char,
    /// How sure that is.
    pub certainty: Certainty,
    /// What it belongs to.
    pub script: Script,
}

/// How sure it is that a sequence is mojibake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// No one writes so.
    Certain,
    /// One who writes of such characters wrote it so beside others.
    InWords,
    /// It may be a letter with punctuation after it.
    Doubtful,
}

/// Coarse scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    /// Letters of Europe.
    Latin,
    /// Greek.
    Greek,
    /// Cyrillic.
    Cyrillic,
    /// Armenian, Hebrew, Arabic.
    NearEast,
    /// Scripts of India and South-East Asia, Georgian.
    South,
    /// Punctuation, symbols, pictures.
    Symbol,
    /// Chinese and Japanese.
    Han,
    /// Korean.
    Hangul,
}

/// The sequences in `text`, in order, none over another.
pub fn find(text: &str) -> Vec<Sequence> {
    let mut found = Vec::new();
    let mut done = 0;
    for (start, lead) in text.char_indices().filter(|(_, c)| ('Â'..='ô').contains(c)) {
        if start < done {
            continue;
        }
        if let Some(sequence) = at(text, start, lead) {
            done = sequence.range.end;
            found.push(sequence);
        }
    }
    found
}

/// The sequence that begins at `start`, if one does.
fn at(text: &str, start: usize, lead: char) -> Option<Sequence> {
    let first = byte(lead)?;
    let length = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    };
    let (mut bytes, mut tails) = ([first, 0, 0, 0], [lead; 3]);
    let mut rest = text.get(start..)?.char_indices();
    rest.next();
    for (slot, tail) in bytes.iter_mut().skip(1).zip(&mut tails).take(length - 1) {
        let (_, character) = rest.next()?;
        *slot = byte(character).filter(|byte| (0x80..0xC0).contains(byte))?;
        *tail = character;
    }
    let character = std::str::from_utf8(bytes.get(..length)?)
        .ok()?
        .chars()
        .next()?;
    let context = Context {
        lead,
        tails: tails.get(..length - 1)?,
        before: text.get(..start)?.chars().next_back(),
        after: rest.clone().next().map(|(_, character)| character),
    };
    Some(Sequence {
        range: start..start + rest.offset(),
        certainty: context.certainty(character)?,
        script: script(character)?,
        character,
    })
}

/// The byte that Windows-1252 reads as `character`; also Latin-1's controls, for which it has no other.
fn byte(character: char) -> Option<u8> {
    /// Windows-1252 from 0x80 to 0x9F.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match character {
        '\u{80}'..='\u{FF}' => u8::try_from(character).ok(),
        _ => {
            let at = HIGH.iter().position(|high| *high == character)?;
            u8::try_from(at + 0x80).ok()
        }
    }
}

/// A sequence among its neighbours.
struct Context<'a> {
    lead: char,
    tails: &'a [char],
    before: Option<char>,
    after: Option<char>,
}

impl Context<'_> {
    /// How sure it is that this stands for `character`; `None` if posts hold no such character.
    fn certainty(&self, character: char) -> Option<Certainty> {
        let script = script(character)?;
        let likely = match self.tails {
            [_] if self.lead == 'Â' => true,
            [_] if !matches!(script, Script::Latin | Script::Symbol) => {
                return Some(Certainty::InWords);
            }
            [tail] => self.is_likely_letter(*tail),
            [second, third] => self.is_likely_triple(*second, *third),
            _ => true,
        };
        Some(if likely {
            Certainty::Certain
        } else {
            Certainty::Doubtful
        })
    }

    /// `Ã©` and `siÄ™`, but not `MANHÃ”`.
    fn is_likely_letter(&self, tail: char) -> bool {
        let apart = |side: Option<char>| side.is_none_or(char::is_whitespace);
        if !may_follow_letter(tail) {
            return true;
        }
        match self.before {
            Some(before) if before.is_lowercase() => true,
            Some(before) if before.is_alphabetic() => false,
            _ if tail == '\u{A0}' && self.lead != 'Ã' => false,
            _ if apart(self.before) && apart(self.after) => true,
            _ => self.after.is_some_and(char::is_lowercase),
        }
    }

    /// `â€™` and `Viá»‡t`, but not `café…”`.
    fn is_likely_triple(&self, second: char, third: char) -> bool {
        if second == '\u{A0}' {
            return false;
        }
        if !may_follow_letter(second) || !may_follow_letter(third) {
            return true;
        }
        let in_word = self.before.is_some_and(char::is_alphabetic);
        let goes_on = self.after.is_some_and(char::is_lowercase);
        self.lead == 'â' && !in_word || goes_on && ends_word(third)
    }
}

/// Punctuation and signs that stand right after a letter in good text.
fn may_follow_letter(tail: char) -> bool {
    "‚„…†‡‰‹‘’“”•–—™›\u{A0}§©«ª®°²³¹·º»".contains(tail)
}

/// Those of them that no letter follows.
fn ends_word(tail: char) -> bool {
    "†‡”™›°²³¹º»ª".contains(tail)
}

/// The script of a character that posts hold; `None` for controls, private use, rare scripts, and what is not assigned.
fn script(character: char) -> Option<Script> {
    Some(match u32::from(character) {
        // What Windows-1252 has no character for: in text misread twice.
        0x81 | 0x8D | 0x8F | 0x90 | 0x9D => Script::Symbol,
        0xA0..=0xBF | 0xD7 | 0xF7 => Script::Symbol,
        0xC0..=0x17F | 0x1A0..=0x1A1 | 0x1AF..=0x1B0 | 0x218..=0x21B => Script::Latin,
        0x1E00..=0x1EFF => Script::Latin,
        0x370..=0x3FF | 0x1F00..=0x1FFF => Script::Greek,
        0x400..=0x52F => Script::Cyrillic,
        0x531..=0x58F | 0x591..=0x5F4 | 0x600..=0x6FF => Script::NearEast,
        0x900..=0xDFF | 0xE01..=0xEDF | 0x1000..=0x10FF | 0x1780..=0x17F9 => Script::South,
        0x200B..=0x2027 | 0x202F..=0x205E | 0x2070..=0x209C | 0x20A0..=0x20C0 => Script::Symbol,
        0x2100..=0x218B | 0x2190..=0x2426 | 0x2460..=0x2BFF | 0xFE0F | 0xFEFF => Script::Symbol,
        0xFB00..=0xFB06 => Script::Latin,
        0x1F000..=0x1FAFF | 0x1D400..=0x1D7FF => Script::Symbol,
        0x3000..=0x30FF | 0x31F0..=0x4DBF | 0x4E00..=0x9FFF | 0xFF01..=0xFFEE => Script::Han,
        0x20000..=0x2FA1F => Script::Han,
        0x3131..=0x318E | 0xAC00..=0xD7A3 => Script::Hangul,
        _ => return None,
    })
}
