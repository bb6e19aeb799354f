//! White space: takes a paragraph's pieces, gives its text with white space collapsed across them (CSS Text 3, section 4.1) and
//! letters transformed, and tells which piece each part of it comes from.

use super::cjk::is_wide;
use super::look::{LookId, Looks};
use super::paragraph::{Soft, Span};
use crate::pdf::fonts::FontLibrary;
use crate::pdf::line::{Mark, Piece};
use crate::style::{ComputedStyle, TextTransform, WhiteSpace};
use std::sync::Arc;

/// A paragraph's text, not yet shaped.
#[derive(Debug, Default)]
pub(super) struct Collapsed {
    pub text: String,
    pub spans: Vec<Span>,
    pub marks: Vec<(u32, u32)>,
    pub soft: Vec<(u32, Soft)>,
}

/// Collapses the pieces into one text.
pub(super) fn collapse(pieces: &[Piece], looks: &mut Looks, fonts: &FontLibrary) -> Collapsed {
    let mut collapser = Collapser {
        out: Collapsed::default(),
        at_line_start: true,
        space: None,
        look: None,
    };
    for (number, piece) in pieces.iter().enumerate() {
        collapser.piece(number as u32, piece, looks, fonts);
    }
    collapser.out
}

/// What was said before the white space in hand.
struct Collapser {
    out: Collapsed,
    /// A collapsible space here would begin a line.
    at_line_start: bool,
    /// A collapsible space that stays only if something follows on its line.
    space: Option<Space>,
    look: Option<LookId>,
}

/// A space in hand.
struct Space {
    /// The piece it is in.
    piece: u32,
    look: LookId,
    /// It is a line end of the source.
    is_newline: bool,
}

impl Collapser {
    fn piece(&mut self, number: u32, piece: &Piece, looks: &mut Looks, fonts: &FontLibrary) {
        match piece {
            Piece::Text { text, style, .. } => {
                let look = looks.of(style, fonts);
                self.look = Some(look);
                let small = looks.get(look).small_capitals;
                self.text(number, text, style, look, small);
            }
            Piece::Object { .. } => self.solid(number, '\u{fffc}', looks, fonts),
            Piece::Space(_) => self.gap(number, looks, fonts),
            Piece::Break => {
                let look = self.any_look(looks, fonts);
                self.newline(number, look);
            }
            Piece::Mark(mark) => {
                if matches!(mark, Mark::BoxStart(_)) {
                    self.flush_space();
                }
                let at = self.out.text.len() as u32;
                self.out.marks.push((at, number));
            }
        }
    }

    fn any_look(&mut self, looks: &mut Looks, fonts: &FontLibrary) -> LookId {
        *self
            .look
            .get_or_insert_with(|| looks.of(&Arc::new(ComputedStyle::default()), fonts))
    }

    fn solid(&mut self, number: u32, character: char, looks: &mut Looks, fonts: &FontLibrary) {
        let look = self.any_look(looks, fonts);
        self.flush_space();
        self.push(number, look, character);
        self.at_line_start = false;
    }

    /// Empty width takes the space before it along, so that padding stands beside its word.
    fn gap(&mut self, number: u32, looks: &mut Looks, fonts: &FontLibrary) {
        let look = self.any_look(looks, fonts);
        self.flush_space();
        let at = self.out.text.len() as u32;
        self.out.spans.push(Span {
            start: at,
            end: at,
            piece: number,
            look,
        });
    }

    fn newline(&mut self, number: u32, look: LookId) {
        self.space = None;
        self.push(number, look, '\n');
        self.at_line_start = true;
    }

    fn text(
        &mut self,
        number: u32,
        text: &str,
        style: &ComputedStyle,
        look: LookId,
        small: Option<LookId>,
    ) {
        let mut within_word = false;
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\r' if characters.peek() == Some(&'\n') => {}
                '\n' | '\r' | '\u{c}' if keeps_newlines(style.white_space) => {
                    self.newline(number, look);
                }
                ' ' | '\t' | '\n' | '\r' | '\u{c}' if !keeps_spaces(style.white_space) => {
                    self.collapsible(number, look, character);
                }
                ' ' | '\t' => self.push(number, look, character),
                _ => match soft(character) {
                    Some(kind) => self.soft(kind),
                    None if is_dropped(character) => continue,
                    None => self.letter(number, character, within_word, style, look, small),
                },
            }
            within_word = character.is_alphanumeric() || (within_word && is_inside_word(character));
        }
    }

    fn collapsible(&mut self, piece: u32, look: LookId, character: char) {
        let is_newline = character == '\n';
        match &mut self.space {
            Some(space) => space.is_newline |= is_newline,
            None if self.at_line_start => {}
            None => {
                self.space = Some(Space {
                    piece,
                    look,
                    is_newline,
                });
            }
        }
    }

    /// A line end of the source between two characters of scripts without spaces is none (CSS Text 3, section 4.1.3).
    fn drop_newline_before(&mut self, character: char) {
        let is_newline = self.space.as_ref().is_some_and(|space| space.is_newline);
        if is_newline && is_wide(character) && self.out.text.ends_with(is_wide) {
            self.space = None;
        }
    }

    fn soft(&mut self, kind: Soft) {
        self.flush_space();
        let at = self.out.text.len() as u32;
        self.out.soft.push((at, kind));
    }

    fn letter(
        &mut self,
        number: u32,
        character: char,
        within_word: bool,
        style: &ComputedStyle,
        look: LookId,
        small: Option<LookId>,
    ) {
        self.drop_newline_before(character);
        self.flush_space();
        self.at_line_start = false;
        let look = match small {
            Some(small) if character.is_lowercase() => {
                for capital in character.to_uppercase() {
                    self.push(number, small, capital);
                }
                return;
            }
            _ => look,
        };
        match style.text_transform {
            TextTransform::None => self.push(number, look, character),
            TextTransform::Capitalize if within_word => self.push(number, look, character),
            TextTransform::Lowercase => {
                for lower in character.to_lowercase() {
                    self.push(number, look, lower);
                }
            }
            TextTransform::Uppercase | TextTransform::Capitalize => {
                for upper in character.to_uppercase() {
                    self.push(number, look, upper);
                }
            }
        }
    }

    fn flush_space(&mut self) {
        if let Some(space) = self.space.take() {
            self.push(space.piece, space.look, ' ');
        }
    }

    /// Appends a character, to the last span if it is of the same piece and look.
    fn push(&mut self, piece: u32, look: LookId, character: char) {
        let start = self.out.text.len() as u32;
        self.out.text.push(character);
        let end = self.out.text.len() as u32;
        match self.out.spans.last_mut() {
            Some(last) if last.piece == piece && last.look == look && last.end == start => {
                last.end = end;
            }
            _ => self.out.spans.push(Span {
                start,
                end,
                piece,
                look,
            }),
        }
    }
}

fn keeps_newlines(white_space: WhiteSpace) -> bool {
    matches!(
        white_space,
        WhiteSpace::Pre | WhiteSpace::PreWrap | WhiteSpace::PreLine
    )
}

fn keeps_spaces(white_space: WhiteSpace) -> bool {
    matches!(white_space, WhiteSpace::Pre | WhiteSpace::PreWrap)
}

fn soft(character: char) -> Option<Soft> {
    match character {
        '\u{ad}' => Some(Soft::Hyphen),
        '\u{200b}' => Some(Soft::Break),
        '\u{2060}' | '\u{feff}' => Some(Soft::Join),
        _ => None,
    }
}

/// Controls and object replacement characters, which stand for nothing here, and variation selectors: no bundled face has variants.
fn is_dropped(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{fffc}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Apostrophes don't begin a new word: "don't" is capitalised "Don't".
fn is_inside_word(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{ad}')
        || !character.is_ascii() && character.is_alphanumeric()
}
