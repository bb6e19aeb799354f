//! A shaped paragraph: its text, and the segments it consists of in the order it is read.

use super::look::LookId;
use super::words::WordId;
use crate::pdf::line::FontId;
use std::ops::Range;
use std::sync::Arc;

/// A paragraph, shaped but not yet broken.
#[derive(Debug)]
pub struct Paragraph {
    /// Its text, white space collapsed; objects are U+FFFC, line ends that stay U+000A.
    pub text: Arc<str>,
    /// Which piece each part of the text comes from.
    pub spans: Vec<Span>,
    /// Words, spaces and the rest, in the order they are read.
    pub segments: Vec<Segment>,
    /// What has no width: byte offset, and the piece.
    pub marks: Vec<(u32, u32)>,
    /// Characters that only told where a line may or must not end.
    pub soft: Vec<(u32, Soft)>,
}

impl Paragraph {
    /// A part of the text.
    pub fn slice(&self, range: Range<u32>) -> &str {
        let range = range.start as usize..range.end as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// The span of a segment.
    pub fn span_of(&self, segment: &Segment) -> &Span {
        &self.spans[segment.span as usize]
    }
}

/// A part of the text that comes from one piece and looks the same.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Its first byte in the text.
    pub start: u32,
    /// Behind its last byte.
    pub end: u32,
    /// The piece's index.
    pub piece: u32,
    /// How it looks; for objects and empty width the look of what is before.
    pub look: LookId,
}

/// A character that is gone from the text but not without effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soft {
    /// U+00AD: a line may end here with a hyphen.
    Hyphen,
    /// U+200B: a line may end here.
    Break,
    /// U+2060, U+FEFF: no line ends here.
    Join,
}

/// A word, a space, or something else that no line end goes through unasked.
#[derive(Debug, Clone, Copy)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Its first byte in the text.
    pub start: u32,
    /// Behind its last byte.
    pub end: u32,
    /// Index in [`Paragraph::spans`].
    pub span: u32,
    /// Its natural width in points.
    pub width: f32,
    /// Its embedding level (UAX 9): odd is right to left.
    pub level: u8,
}

/// What a segment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentKind {
    /// Glyphs of one face.
    Word(WordId, FontId),
    /// U+0020 or U+00A0: stretches and shrinks.
    Space,
    /// U+0009 that stays: reaches to the next tab stop.
    Tab,
    /// A line end that stays.
    Newline,
    /// A character without a glyph.
    Uncovered(char),
    /// A piece's object.
    Object,
    /// A piece's empty width.
    Gap,
    /// Space where the text has none; it is gone at a line's end.
    Glue(Glue),
}

/// What space between Chinese and Japanese characters gives and takes, and between words that are written together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glue {
    /// Between ideographs, which are set solid: stretches only.
    Solid,
    /// Between an ideograph and a Latin letter: shrinks to its half.
    BesideLatin,
    /// At the open side of a sign: shrinks to nothing.
    Sign,
    /// Between words that are written together: stretches a little.
    Joint,
}
