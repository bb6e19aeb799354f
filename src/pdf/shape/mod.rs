//! Shaping: takes a paragraph's pieces, gives its text and its words as glyphs of the right faces, positioned.

mod cjk;
mod collapse;
mod cover;
mod look;
mod paragraph;
mod script;
mod segment;
mod together;
mod words;

pub use look::{Hyphen, Look, LookId};
pub use paragraph::{Glue, Paragraph, Segment, SegmentKind, Soft, Span};
pub use words::{Word, WordGlyph, WordId};

use crate::pdf::fonts::FontLibrary;
use crate::pdf::line::{FontId, Piece};
use crate::style::{ComputedStyle, WhiteSpace};
use crate::units::Pt;
use look::Looks;
use std::collections::BTreeSet;
use std::ops::Range;
use words::Words;

/// Shapes paragraphs, and remembers words, plans and styles from one to the next. Each thread has its own.
pub struct Shaper<'f> {
    fonts: &'f FontLibrary,
    looks: Looks,
    words: Words<'f>,
    uncovered: BTreeSet<char>,
}

impl<'f> Shaper<'f> {
    /// A shaper that has seen nothing yet.
    pub fn new(fonts: &'f FontLibrary) -> Shaper<'f> {
        Shaper {
            fonts,
            looks: Looks::default(),
            words: Words::new(fonts),
            uncovered: BTreeSet::new(),
        }
    }

    /// The library it takes faces from.
    pub fn fonts(&self) -> &'f FontLibrary {
        self.fonts
    }

    /// The characters of all paragraphs so far that no font covers.
    pub fn uncovered(&self) -> &BTreeSet<char> {
        &self.uncovered
    }

    /// Collapses white space, finds directions, scripts and fonts, and shapes each word.
    pub fn shape(&mut self, pieces: &[Piece], root: &ComputedStyle) -> Paragraph {
        let collapsed = collapse::collapse(pieces, &mut self.looks, self.fonts);
        let turned = turned(&collapsed.spans, pieces, root.right_to_left);
        let levels = script::levels(&collapsed.text, root.right_to_left, &turned);
        let is_filled = !keeps_spaces(root);
        segment::segment(self, pieces, collapsed, levels, is_filled)
    }

    /// A resolved style.
    pub fn look(&self, id: LookId) -> &Look {
        self.looks.get(id)
    }

    /// A word.
    pub fn word(&self, id: WordId) -> &Word {
        self.words.word(id)
    }

    /// A word's glyphs, left to right.
    pub fn glyphs(&self, id: WordId) -> &[WordGlyph] {
        self.words.glyphs(id)
    }

    /// Shapes a part of a word on its own, as it stands when a line ends in it.
    pub fn part(&mut self, of: WordId, text: &str) -> WordId {
        let plan = self.words.word(of).plan;
        self.words.shape(plan, text)
    }

    /// Where a word may be hyphenated: byte offsets in it. Found once for each word.
    pub fn hyphens(&mut self, word: WordId, text: &str, language: hypher::Lang) -> &[u16] {
        self.words.hyphens(word, text, language)
    }

    /// The hyphen that appears where a word of this look is divided: the glyph of U+00AD, which says of itself that it is no
    /// part of the word; where a font draws nothing there, another hyphen.
    pub fn hyphen(&mut self, look: LookId) -> Option<Hyphen> {
        if let Some(known) = self.looks.get(look).hyphen {
            return known;
        }
        let found = ['\u{ad}', '\u{2010}', '-']
            .into_iter()
            .find_map(|character| {
                let (font, glyph) = self.cover(look, character)?;
                let face = self.fonts.face(font);
                face.bounds(glyph).filter(|bounds| bounds[2] > bounds[0])?;
                let look = self.looks.get_mut(look);
                look.admit(font, self.fonts);
                let width = face.scale(f32::from(face.advance(glyph)), look.size_of(font));
                Some(Hyphen {
                    font,
                    glyph,
                    width: width.0,
                })
            });
        self.looks.get_mut(look).hyphen = Some(found);
        found
    }

    /// How wide a word is in a style's type.
    pub fn width(&self, word: WordId, look: &Look) -> f32 {
        let word = self.words.word(word);
        let em = f32::from(self.fonts.face(word.font).metrics().units_per_em);
        word.width as f32 * look.size_of(word.font).0 / em
            + look.style.letter_spacing.0 * f32::from(word.clusters)
    }

    /// How far a word's ink reaches above and below its baseline in a style's type; `None` for Latin letters and their like.
    pub fn reach(&self, word: WordId, look: &Look) -> Option<(Pt, Pt)> {
        let word = self.words.word(word);
        let (above, below) = word.reach?;
        let (face, size) = (self.fonts.face(word.font), look.size_of(word.font));
        Some((
            face.scale(above.into(), size),
            face.scale(below.into(), size),
        ))
    }

    /// The first face of a style's that has a character, and its glyph.
    pub fn cover(&mut self, look: LookId, character: char) -> Option<(FontId, u16)> {
        let stack = &self.looks.get(look).stack;
        stack
            .iter()
            .find_map(|font| Some((*font, self.words.glyph_of(*font, character)?)))
    }
}

/// Code is not justified.
fn keeps_spaces(style: &ComputedStyle) -> bool {
    matches!(style.white_space, WhiteSpace::Pre | WhiteSpace::PreWrap)
}

/// The parts of a paragraph's text whose style has them run the other way than the paragraph.
fn turned(spans: &[Span], pieces: &[Piece], right_to_left: bool) -> Vec<Range<usize>> {
    let mut turned: Vec<Range<usize>> = Vec::new();
    for span in spans.iter().filter(|span| span.start < span.end) {
        let (start, end) = (span.start as usize, span.end as usize);
        match pieces.get(span.piece as usize) {
            Some(Piece::Text { style, .. }) if style.right_to_left != right_to_left => {}
            _ => continue,
        }
        match turned.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => turned.push(start..end),
        }
    }
    turned
}
