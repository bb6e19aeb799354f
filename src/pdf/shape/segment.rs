//! Segments: takes a paragraph's text, gives its words shaped and its spaces measured.

use super::Shaper;
use super::cjk::{self, End};
use super::collapse::Collapsed;
use super::cover::{self, Part};
use super::paragraph::{Glue, Paragraph, Segment, SegmentKind, Span};
use super::script::Levels;
use super::together;
use crate::pdf::line::Piece;
use harfrust::{Script, script as scripts};
use icu_segmenter::GraphemeClusterSegmenter;

/// How many bytes are shaped at once at most: what keeps a word of 100 KB linear, and clusters within 16 bits.
const LONGEST_WORD: usize = 1024;

/// How wide the box of a character without a glyph is, in ems.
const BOX: f32 = 0.7;

/// Shapes the words and measures the spaces of a text.
pub(super) fn segment(
    shaper: &mut Shaper<'_>,
    pieces: &[Piece],
    collapsed: Collapsed,
    levels: Levels,
    is_filled: bool,
) -> Paragraph {
    let mut segmenter = Segmenter {
        shaper,
        pieces,
        pen: 0.0,
        text: &collapsed.text,
        levels,
        script: scripts::LATIN,
        parts: Vec::new(),
        is_filled,
        has_cells: is_filled && collapsed.text.contains(cjk::is_wide),
        last: None,
        segments: Vec::with_capacity(collapsed.text.len() / 3 + 1),
    };
    for (number, span) in collapsed.spans.iter().enumerate() {
        segmenter.span(number as u32, span);
    }
    Paragraph {
        segments: segmenter.segments,
        text: collapsed.text.into(),
        spans: collapsed.spans,
        marks: collapsed.marks,
        soft: collapsed.soft,
    }
}

struct Segmenter<'a, 'f> {
    shaper: &'a mut Shaper<'f>,
    pieces: &'a [Piece],
    text: &'a str,
    levels: Levels,
    /// How far the text is since the last line end that stays: where tabs count from.
    pen: f32,
    /// The script of the last character that has one.
    script: Script,
    parts: Vec<Part>,
    /// Its lines may be justified: it is no code.
    is_filled: bool,
    /// There are characters that stand in cells of their own.
    has_cells: bool,
    /// What the word ends with that is here, if there are.
    last: Option<End>,
    segments: Vec<Segment>,
}

impl Segmenter<'_, '_> {
    fn span(&mut self, number: u32, span: &Span) {
        if span.start == span.end {
            let width = self.own_width(span);
            self.push(SegmentKind::Gap, number, span.start as usize, 0, width);
            return;
        }
        let end = span.end as usize;
        let mut at = span.start as usize;
        while let Some(rest) = self.text.get(at..end).filter(|rest| !rest.is_empty()) {
            at += match rest.find(is_separator).unwrap_or(rest.len()) {
                0 => self.separator(number, span, rest, at),
                len => self.word(number, span, at, len),
            };
        }
    }

    /// Measures the space, tab, line end or object at the beginning of `rest`, and tells its length.
    fn separator(&mut self, number: u32, span: &Span, rest: &str, at: usize) -> usize {
        let character = rest.chars().next().unwrap_or(' ');
        let len = character.len_utf8();
        let (kind, width) = match character {
            '\t' => (SegmentKind::Tab, self.to_tab_stop(span)),
            '\n' => (SegmentKind::Newline, 0.0),
            '\u{fffc}' => (SegmentKind::Object, self.own_width(span)),
            _ => (SegmentKind::Space, self.shaper.look(span.look).space_width),
        };
        self.push(kind, number, at, len, width);
        len
    }

    /// The width of an object or of empty width. An object's character in the text itself has none.
    fn own_width(&self, span: &Span) -> f32 {
        match self.pieces.get(span.piece as usize) {
            Some(Piece::Object { width, .. } | Piece::Space(width)) => width.0,
            _ => 0.0,
        }
    }

    /// To the next tab stop, half a space away at least (CSS Text 3, section 4.2).
    fn to_tab_stop(&self, span: &Span) -> f32 {
        let look = self.shaper.look(span.look);
        let stop = look.space_width * f32::from(look.style.tab_size.max(1));
        if stop <= 0.0 {
            return 0.0;
        }
        let rest = stop - self.pen.rem_euclid(stop);
        if rest < look.space_width / 2.0 {
            rest + stop
        } else {
            rest
        }
    }

    /// Shapes a word of `len` bytes.
    fn word(&mut self, number: u32, span: &Span, at: usize, len: usize) -> usize {
        let Some(word) = self.text.get(at..at + len) else {
            return len;
        };
        let mut parts = std::mem::take(&mut self.parts);
        parts.clear();
        let look = self.shaper.look(span.look);
        let is_plain = word.is_ascii() && look.covers_ascii;
        if is_plain && self.script == scripts::LATIN && self.levels.at(at) == 0 {
            parts.push(Part {
                range: at..at + len,
                font: Some(look.font()),
                script: self.script,
                level: 0,
            });
        } else {
            let (levels, script) = (&self.levels, &mut self.script);
            let (text, range) = (self.text, at..at + len);
            cover::parts(
                self.shaper,
                text,
                range,
                span.look,
                levels,
                script,
                &mut parts,
            );
        }
        for part in &parts {
            self.part(number, span, part);
        }
        self.parts = parts;
        len
    }

    fn part(&mut self, number: u32, span: &Span, part: &Part) {
        let Some(text) = self.text.get(part.range.clone()) else {
            return;
        };
        let Some(font) = part.font else {
            return self.uncovered(number, span, part, text);
        };
        let look = self.shaper.looks.get_mut(span.look);
        let right_to_left = part.level % 2 == 1;
        let plan = self
            .shaper
            .words
            .plan(look, font, part.script, right_to_left);
        let mut at = part.range.start;
        let cutting = self.cutting(part, text);
        for cell in cutting.cells(text) {
            for chunk in chunks(cell) {
                let word = self.shaper.words.shape(plan, chunk);
                let width = self.shaper.width(word, self.shaper.look(span.look));
                if self.has_cells {
                    self.glue(number, span, at, chunk, width);
                }
                if cutting == Cutting::Words && at > part.range.start {
                    self.push(SegmentKind::Glue(Glue::Joint), number, at, 0, 0.0);
                }
                let kind = SegmentKind::Word(word, font);
                self.push(kind, number, at, chunk.len(), width);
                at += chunk.len();
            }
        }
    }

    /// Where a part of a word gives way in lines that are filled.
    fn cutting(&self, part: &Part, text: &str) -> Cutting {
        if self.has_cells && text.contains(cjk::is_wide) {
            Cutting::Cells
        } else if self.is_filled && together::are_written(part.script) {
            Cutting::Words
        } else {
            Cutting::Nowhere
        }
    }

    /// Adds the space between the word that is here and the next, if they stand in cells.
    fn glue(&mut self, number: u32, span: &Span, at: usize, word: &str, width: f32) {
        let size = self.shaper.look(span.look).size.0;
        let is_halved = width < size * 0.75;
        let end = |character| End::new(character, is_halved);
        let before = self.last;
        self.last = word.chars().next_back().map(end);
        let space = before.zip(word.chars().next().map(end));
        if let Some((glue, ems)) = space.and_then(|(before, after)| cjk::between(before, after)) {
            self.push(SegmentKind::Glue(glue), number, at, 0, ems * size);
        }
    }

    fn uncovered(&mut self, number: u32, span: &Span, part: &Part, text: &str) {
        let size = self.shaper.look(span.look).size;
        for (offset, character) in text.char_indices() {
            self.shaper.uncovered.insert(character);
            let kind = SegmentKind::Uncovered(character);
            let at = part.range.start + offset;
            self.push(kind, number, at, character.len_utf8(), BOX * size.0);
        }
    }

    fn push(&mut self, kind: SegmentKind, span: u32, start: usize, len: usize, width: f32) {
        if !matches!(kind, SegmentKind::Word(..) | SegmentKind::Glue(_)) {
            self.last = None;
        }
        self.pen = match kind {
            SegmentKind::Newline => 0.0,
            _ => self.pen + width,
        };
        self.segments.push(Segment {
            kind,
            start: start as u32,
            end: (start + len) as u32,
            span,
            width,
            level: match len {
                0 => self.levels.between(start),
                _ => self.levels.at(start),
            },
        });
    }
}

fn is_separator(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\t' | '\n' | '\u{fffc}')
}

/// Cuts what is too long to be shaped at once, between graphemes where it can.
fn chunks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let cut = if rest.len() <= LONGEST_WORD {
            rest.len()
        } else {
            cut(rest)
        };
        let (chunk, after) = rest.split_at(cut);
        rest = after;
        (!chunk.is_empty()).then_some(chunk)
    })
}

/// Where a word is cut so that a line can be justified in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cutting {
    Nowhere,
    /// Between Chinese and Japanese characters.
    Cells,
    /// Between words that are written together.
    Words,
}

impl Cutting {
    fn cells(self, text: &str) -> impl Iterator<Item = &str> {
        let whole = (self == Cutting::Nowhere).then_some(text);
        let cells = (self == Cutting::Cells).then(|| cjk::cells(text));
        let words = (self == Cutting::Words).then(|| together::words(text));
        let cut = cells.into_iter().flatten();
        whole
            .into_iter()
            .chain(cut)
            .chain(words.into_iter().flatten())
    }
}

fn cut(text: &str) -> usize {
    let end = text.floor_char_boundary(LONGEST_WORD);
    let head = text.get(..end).unwrap_or(text);
    GraphemeClusterSegmenter::new()
        .segment_str(head)
        .filter(|at| *at > 0 && *at < head.len())
        .last()
        .unwrap_or(head.len())
}
