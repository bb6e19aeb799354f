//! What stands between a paragraph and its lines: pieces of inline content in, lines of glyph runs out.

use crate::pdf::page::Tag;
use crate::style::ComputedStyle;
use crate::units::{Colour, GlyphUnit, Pt};
use std::ops::Range;
use std::sync::Arc;

/// A face of the font library, by its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FontId(pub u16);

/// A piece of a paragraph, in document order.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Text of one style and one element. White space is still as in the source.
    Text {
        /// The words.
        text: String,
        /// How they look.
        style: Arc<ComputedStyle>,
        /// What they are.
        tag: Tag,
        /// The link they are in: index in `ChapterLayout::links`.
        link: Option<u32>,
    },
    /// A box that stands in the line on the baseline: a picture, a task's box.
    Object {
        /// Its number, for whoever places it.
        object: u32,
        /// How wide it is.
        width: Pt,
        /// Above the baseline.
        ascent: Pt,
        /// Below the baseline.
        depth: Pt,
        /// The link it is in.
        link: Option<u32>,
    },
    /// Empty width that stays at line ends: padding and borders of inline boxes.
    Space(Pt),
    /// A line end that stays.
    Break,
    /// Something of no width at this place: an id, the call of a footnote.
    Mark(Mark),
}

/// Something of no width in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// An id.
    Anchor(String),
    /// The call of a footnote, by its number in the chapter: takes space from the page it falls on.
    Note(u32),
    /// An inline box with a background or borders begins, by its number in the chapter.
    BoxStart(u32),
    /// It ends.
    BoxEnd(u32),
}

/// A line, set.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// From the paragraph's left edge to the line's left end.
    pub left: Pt,
    /// From the paragraph's left edge to the line's right end. Spaces that hang over either end don't count.
    pub width: Pt,
    /// From its top to the baseline, half the leading in it.
    pub ascent: Pt,
    /// From the baseline to its bottom, half the leading in it.
    pub depth: Pt,
    /// What stands in it, in the order it is read; each item says where.
    pub items: Vec<LineItem>,
    /// What falls on it.
    pub marks: Vec<(Pt, Mark)>,
    /// It ends in a hyphen: a page had better not.
    pub is_divided: bool,
}

/// Something in a line.
#[derive(Debug, Clone)]
pub struct LineItem {
    /// From the paragraph's left edge.
    pub x: Pt,
    /// Above the baseline (superscripts); negative is below.
    pub rise: Pt,
    /// Its advance width.
    pub width: Pt,
    /// The link it is in.
    pub link: Option<u32>,
    /// What it is.
    pub kind: LineItemKind,
}

impl LineItem {
    /// What text is to a reader who doesn't see it.
    pub fn tag(&self) -> Option<Tag> {
        match &self.kind {
            LineItemKind::Glyphs(tag, _) | LineItemKind::Uncovered(tag, _) => Some(*tag),
            LineItemKind::Object(_) | LineItemKind::Continuation(_) | LineItemKind::Box(_) => None,
        }
    }
}

/// What stands in a line.
#[derive(Debug, Clone)]
pub enum LineItemKind {
    /// Glyphs of one face, size and element.
    Glyphs(Tag, GlyphRun),
    /// A piece's object.
    Object(u32),
    /// The mark before a code line that continues the one above, in type of this size. It is drawn, so that nobody reads it as text.
    Continuation(Pt),
    /// A character that no font covers: drawn as a box with its code.
    Uncovered(Tag, char),
    /// The background and borders of an inline box, behind what stands in it. Paging adds it.
    Box(BoxPart),
}

/// The part of an inline box in one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoxPart {
    /// The box, by its number in the chapter.
    pub number: u32,
    /// Whether the box begins here.
    pub is_first: bool,
    /// Whether it ends here.
    pub is_last: bool,
}

/// Glyphs of one face, size and colour.
#[derive(Debug, Clone)]
pub struct GlyphRun {
    /// The face.
    pub font: FontId,
    /// The size.
    pub size: Pt,
    /// The colour.
    pub colour: Colour,
    /// Lines along it, which pages draw as items of their own.
    pub decoration: crate::style::LineStyle,
    /// What is behind it (`code`, `mark`), which pages draw as an item of its own.
    pub background: Option<Colour>,
    /// The glyphs, left to right.
    pub glyphs: Vec<Glyph>,
    /// The text that the clusters point into: the whole paragraph's, shared by its runs, in logical order; of a hyphen at a
    /// line's end a soft hyphen.
    pub text: Arc<str>,
    /// The text this run stands for, if it differs from its clusters': nothing for the mark at a code line's break.
    pub actual_text: Option<&'static str>,
}

impl GlyphRun {
    /// The text that a glyph of this run stands for; empty for all but the first glyph of a cluster.
    pub fn text_of(&self, glyph: &Glyph) -> &str {
        self.text.get(glyph.cluster()).unwrap_or_default()
    }

    /// From its first glyph's origin to where the pen stands after the last.
    pub fn width(&self) -> Pt {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

/// A glyph: 16 bytes, for a book has millions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// In the whole face; drawing renumbers it after subsetting.
    pub id: u16,
    /// To the right of the pen.
    pub dx: GlyphUnit,
    /// Above the pen.
    pub dy: GlyphUnit,
    /// How many bytes of [`GlyphRun::text`] it stands for; none for all but the first glyph of a cluster.
    pub cluster_len: u16,
    /// Where those bytes begin.
    pub cluster_start: u32,
    /// How far the pen goes on, kerning, letter spacing and justification in it.
    pub advance: Pt,
}

impl Glyph {
    /// The bytes of [`GlyphRun::text`] it stands for; empty for all but the first glyph of a cluster.
    pub fn cluster(&self) -> Range<usize> {
        let start = self.cluster_start as usize;
        start..start + usize::from(self.cluster_len)
    }
}
