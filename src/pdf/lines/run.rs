//! Glyph runs: takes a line's segments from left to right, gives items; neighbours of one piece, face and look make one run.

use super::height::Height;
use super::ink::Ink;
use crate::pdf::line::{FontId, Glyph, GlyphRun, LineItem, LineItemKind, Piece};
use crate::pdf::page::Tag;
use crate::pdf::shape::{Hyphen, Look, Paragraph, Segment, Shaper, Span, WordGlyph, WordId};
use crate::units::{GlyphUnit, Pt};
use std::sync::{Arc, LazyLock};

/// What a run's glyphs have in common.
#[derive(Clone, Copy, PartialEq)]
struct Kin {
    piece: u32,
    font: FontId,
    size: Pt,
    right_to_left: bool,
}

/// Gathers a line's items from left to right.
pub(super) struct Items<'a> {
    paragraph: &'a Paragraph,
    pieces: &'a [Piece],
    /// Where the next item stands.
    pub pen: Pt,
    items: Vec<LineItem>,
    /// Where each item begins in the text.
    starts: Vec<u32>,
    kin: Option<Kin>,
    /// The words' ink, where it was measured.
    pub ink: Vec<Ink>,
}

impl<'a> Items<'a> {
    pub(super) fn new(paragraph: &'a Paragraph, pieces: &'a [Piece], pen: Pt) -> Items<'a> {
        Items {
            paragraph,
            pieces,
            pen,
            items: Vec::new(),
            starts: Vec::new(),
            kin: None,
            ink: Vec::new(),
        }
    }

    /// The items in the order they are read.
    pub(super) fn finish(mut self) -> Vec<LineItem> {
        self.give_back_room();
        if self.starts.is_sorted() {
            return self.items;
        }
        let mut items: Vec<_> = self.starts.into_iter().zip(self.items).collect();
        items.sort_by_key(|(start, _)| *start);
        items.into_iter().map(|(_, item)| item).collect()
    }

    /// A book's runs are kept until its last page is known, most of them a word or two. Copied, they lie close together, and the
    /// room they were made in serves the next line.
    fn give_back_room(&mut self) {
        for item in &mut self.items {
            if let LineItemKind::Glyphs(_, run) = &mut item.kind {
                run.glyphs = run.glyphs.as_slice().into();
            }
        }
    }

    /// Leaves a gap.
    pub(super) fn skip(&mut self, width: Pt) {
        self.pen += width;
        self.kin = None;
    }

    /// Parts what comes next from the glyph that is here.
    pub(super) fn widen(&mut self, width: Pt) {
        match self.items.last_mut() {
            Some(LineItem {
                kind: LineItemKind::Glyphs(_, run),
                ..
            }) => {
                if let Some(last) = run.glyphs.last_mut() {
                    last.advance += width;
                }
                self.advance(width);
            }
            _ => self.skip(width),
        }
    }

    /// A word's glyphs.
    pub(super) fn word(
        &mut self,
        word: WordId,
        segment: &Segment,
        look: &Look,
        rise: Pt,
        shaper: &Shaper<'_>,
    ) {
        let font = shaper.word(word).font;
        let em = f32::from(shaper.fonts().face(font).metrics().units_per_em);
        let size = look.size_of(font).0;
        let glyphs = shaper.glyphs(word);
        let left = self.pen;
        let run = self.run(segment, font, look, rise, glyphs.len());
        let mut width = 0.0;
        for (at, glyph) in glyphs.iter().enumerate() {
            let ends_cluster = glyphs
                .get(at + 1)
                .is_none_or(|next| next.cluster != glyph.cluster);
            let spacing = if ends_cluster {
                look.style.letter_spacing.0
            } else {
                0.0
            };
            let advance = f32::from(glyph.advance) * size / em + spacing;
            width += advance;
            run.push(placed(glyph, segment.start, advance, em));
        }
        self.advance(Pt(width));
        if let Some((above, below)) = shaper.reach(word, look) {
            self.ink.push(Ink {
                left,
                right: self.pen,
                height: Height {
                    ascent: above + rise,
                    depth: below - rise,
                },
            });
        }
    }

    /// A space, tab or line end: a glyph of its own, for a text that is read from the page needs it.
    pub(super) fn space(&mut self, segment: &Segment, look: &Look, rise: Pt, width: Pt) {
        let glyph = Glyph {
            id: look.space,
            dx: GlyphUnit(0),
            dy: GlyphUnit(0),
            cluster_len: (segment.end - segment.start) as u16,
            cluster_start: segment.start,
            advance: width,
        };
        self.run(segment, look.font(), look, rise, 1).push(glyph);
        self.advance(width);
    }

    /// The run that glyphs of this face and look belong to.
    fn run(
        &mut self,
        segment: &Segment,
        font: FontId,
        look: &Look,
        rise: Pt,
        room: usize,
    ) -> &mut Vec<Glyph> {
        let span = *self.paragraph.span_of(segment);
        let kin = Kin {
            piece: span.piece,
            font,
            size: look.size_of(font),
            right_to_left: segment.level % 2 == 1,
        };
        if self.kin != Some(kin) {
            self.kin = Some(kin);
            let run = glyph_run(font, look, Arc::clone(&self.paragraph.text), room.max(16));
            let kind = LineItemKind::Glyphs(self.tag(&span), run);
            self.push(kind, &span, segment.start, rise, Pt::ZERO);
            self.kin = Some(kin);
        } else if let Some(start) = self.starts.last_mut() {
            *start = (*start).min(segment.start);
        }
        match self.items.last_mut().map(|item| &mut item.kind) {
            Some(LineItemKind::Glyphs(_, run)) => &mut run.glyphs,
            _ => unreachable!("a run was begun"),
        }
    }

    /// A hyphen that appears: in what is read from the page it is a soft one, so that the word stays whole
    /// (PDF 32000-1 14.8.2.2.3).
    pub(super) fn hyphen(&mut self, hyphen: &Hyphen, segment: &Segment, look: &Look, rise: Pt) {
        let span = *self.paragraph.span_of(segment);
        let mut run = glyph_run(hyphen.font, look, Arc::clone(&SOFT_HYPHEN), 1);
        run.glyphs.push(Glyph {
            cluster_len: SOFT_HYPHEN.len() as u16,
            ..sign(hyphen.glyph, Pt(hyphen.width))
        });
        let kind = LineItemKind::Glyphs(self.tag(&span), run);
        self.item(kind, segment, rise, Pt(hyphen.width));
    }

    /// The mark of a code line that continues the one above.
    pub(super) fn continuation(&mut self, size: Pt, width: Pt) {
        self.items.push(LineItem {
            x: self.pen,
            rise: Pt::ZERO,
            width,
            link: None,
            kind: LineItemKind::Continuation(size),
        });
        self.starts.push(0);
        self.pen += width;
    }

    /// Widens the last item.
    fn advance(&mut self, width: Pt) {
        self.pen += width;
        if let Some(item) = self.items.last_mut() {
            item.width += width;
        }
    }

    /// An item of its own.
    pub(super) fn item(&mut self, kind: LineItemKind, segment: &Segment, rise: Pt, width: Pt) {
        let span = *self.paragraph.span_of(segment);
        self.push(kind, &span, segment.start, rise, width);
        self.pen += width;
    }

    fn push(&mut self, kind: LineItemKind, span: &Span, start: u32, rise: Pt, width: Pt) {
        self.kin = None;
        self.starts.push(start);
        self.items.push(LineItem {
            x: self.pen,
            rise,
            width,
            link: self.link(span),
            kind,
        });
    }

    fn piece(&self, span: &Span) -> Option<&'a Piece> {
        self.pieces.get(span.piece as usize)
    }

    /// The structure element of a span's text.
    pub(super) fn tag(&self, span: &Span) -> Tag {
        match self.piece(span) {
            Some(Piece::Text { tag, .. }) => *tag,
            _ => Tag::Layout,
        }
    }

    fn link(&self, span: &Span) -> Option<u32> {
        match self.piece(span) {
            Some(Piece::Text { link, .. } | Piece::Object { link, .. }) => *link,
            _ => None,
        }
    }
}

/// A run without glyphs.
fn glyph_run(font: FontId, look: &Look, text: Arc<str>, room: usize) -> GlyphRun {
    GlyphRun {
        font,
        size: look.size_of(font),
        colour: look.style.colour,
        decoration: look.style.text_decoration,
        background: look.style.background,
        glyphs: Vec::with_capacity(room),
        text,
        actual_text: None,
    }
}

/// What a hyphen at a line's end stands for.
static SOFT_HYPHEN: LazyLock<Arc<str>> = LazyLock::new(|| Arc::from("\u{ad}"));

/// A glyph that stands for no part of the text.
fn sign(id: u16, advance: Pt) -> Glyph {
    Glyph {
        id,
        dx: GlyphUnit(0),
        dy: GlyphUnit(0),
        cluster_len: 0,
        cluster_start: 0,
        advance,
    }
}

fn placed(glyph: &WordGlyph, start: u32, advance: f32, em: f32) -> Glyph {
    let thousandths = |units: i16| match units {
        0 => GlyphUnit(0),
        _ => GlyphUnit((f32::from(units) * 1000.0 / em).round() as i16),
    };
    Glyph {
        id: glyph.id,
        dx: thousandths(glyph.dx),
        dy: thousandths(glyph.dy),
        cluster_len: glyph.cluster_len,
        cluster_start: start + u32::from(glyph.cluster),
        advance: Pt(advance),
    }
}
