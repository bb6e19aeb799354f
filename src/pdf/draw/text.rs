//! Text (PDF 32000-1 9.4): takes glyph runs, gives `TJ` operators whose displacements put every glyph where layout wants it.

use crate::pdf::draw::content::Content;
use crate::pdf::draw::marked::{MarkedContent, Sequence};
use crate::pdf::file::fonts::{Subset, SubsetGlyph, clusters};
use crate::pdf::file::syntax;
use crate::pdf::line::{Glyph, GlyphRun};
use crate::units::{Point, Pt};

/// Thousandths of an em that a glyph may stand off its place before it is moved. At 10 points this is a fiftieth of a point;
/// less would split strings at every rounded width.
const TOLERANCE: i32 = 2;

/// Draws a run's glyphs. Clusters that their glyphs don't tell right are told beside them.
pub fn draw(
    content: &mut MarkedContent<'_>,
    sequence: Sequence,
    origin: Point,
    run: &GlyphRun,
    subset: &Subset,
) {
    if run.size <= Pt::ZERO {
        return;
    }
    let mut line = Line {
        run,
        subset,
        at: origin,
    };
    match run.actual_text {
        Some("") => return line.show_plain(content, sequence, &run.glyphs),
        Some(text) => return line.show(content.tell(sequence, text), &run.glyphs),
        None => {}
    }
    let mut rest = run.glyphs.as_slice();
    let mut plain = 0;
    for (cluster, text) in clusters(run) {
        if tells(cluster, text, subset) {
            plain += cluster.len();
            continue;
        }
        let (before, others) = rest.split_at_checked(plain).unwrap_or((rest, &[]));
        line.show_plain(content, sequence, before);
        line.show(content.tell(sequence, text), cluster);
        rest = others.get(cluster.len()..).unwrap_or_default();
        plain = 0;
    }
    line.show_plain(content, sequence, rest);
}

/// A run, on the way from its first glyph to its last.
struct Line<'a> {
    run: &'a GlyphRun,
    subset: &'a Subset,
    at: Point,
}

impl Line<'_> {
    fn show_plain(
        &mut self,
        content: &mut MarkedContent<'_>,
        sequence: Sequence,
        glyphs: &[Glyph],
    ) {
        if !glyphs.is_empty() {
            self.show(content.enter(sequence), glyphs);
        }
    }

    /// Glyphs of right-to-left text are drawn from left to right all the same, as readers expect. `ReversedChars` would say so
    /// (PDF 32000-1 14.8.2.3.3), but poppler takes its end for the end of the structure element's content.
    fn show(&mut self, content: &mut Content, glyphs: &[Glyph]) {
        content.move_text(
            self.at,
            &self.subset.resource,
            self.run.size,
            self.run.colour,
        );
        let mut pen = Pen::new(content, self.run.size);
        glyphs.iter().for_each(|glyph| pen.show(glyph, self.subset));
        pen.lift();
        let shown = pen.wanted;
        self.at.x += shown;
    }
}

/// Does the glyph by itself say its cluster's text?
fn tells(cluster: &[Glyph], text: &str, subset: &Subset) -> bool {
    match cluster {
        [alone] => subset
            .glyph(alone.id)
            .is_none_or(|glyph| !glyph.ambiguous && !text.is_empty() || *glyph.text == *text),
        _ => false,
    }
}

/// Shows glyphs at their places, as few operators as can be.
struct Pen<'a> {
    content: &'a mut Content,
    /// Thousandths of an em in a point.
    scale: f32,
    size: Pt,
    /// Where layout has the pen, from the run's start.
    wanted: Pt,
    /// Where the reader has it, in thousandths of an em.
    actual: i32,
    /// In thousandths of an em.
    rise: i16,
    state: PenState,
}

/// What is open in the content stream.
#[derive(PartialEq)]
enum PenState {
    Lifted,
    InArray,
    InString,
}

impl<'a> Pen<'a> {
    fn new(content: &'a mut Content, size: Pt) -> Pen<'a> {
        Pen {
            content,
            scale: 1000.0 / size.0,
            size,
            wanted: Pt::ZERO,
            actual: 0,
            rise: 0,
            state: PenState::Lifted,
        }
    }

    fn show(&mut self, glyph: &Glyph, subset: &Subset) {
        if let Some(shown) = subset.glyph(glyph.id) {
            self.rise_to(glyph.dy.0);
            self.move_to(syntax::nearest(self.wanted.0 * self.scale) + i32::from(glyph.dx.0));
            self.put(shown);
        }
        self.wanted += glyph.advance;
    }

    fn put(&mut self, glyph: &SubsetGlyph) {
        let out = self.content.out();
        match self.state {
            PenState::Lifted => out.extend_from_slice(b"[("),
            PenState::InArray => out.push(b'('),
            PenState::InString => {}
        }
        self.state = PenState::InString;
        for byte in glyph.code.to_be_bytes() {
            syntax::string_byte(out, byte);
        }
        self.actual += glyph.width;
    }

    fn move_to(&mut self, wanted: i32) {
        let back = self.actual.saturating_sub(wanted);
        if back.saturating_abs() < TOLERANCE {
            return;
        }
        let out = self.content.out();
        match self.state {
            PenState::Lifted => out.push(b'['),
            PenState::InArray => out.push(b' '),
            PenState::InString => out.push(b')'),
        }
        self.state = PenState::InArray;
        syntax::integer(out, i64::from(back));
        self.actual = wanted;
    }

    fn rise_to(&mut self, rise: i16) {
        if self.rise != rise {
            self.close();
            self.rise = rise;
            let out = self.content.out();
            syntax::real(out, self.size.0 * f32::from(rise) / 1000.0);
            out.extend_from_slice(b" Ts\n");
        }
    }

    /// Ends what is open and goes back to the baseline.
    fn lift(&mut self) {
        self.close();
        self.rise_to(0);
    }

    fn close(&mut self) {
        let out = self.content.out();
        match self.state {
            PenState::Lifted => {}
            PenState::InArray => out.extend_from_slice(b"]TJ\n"),
            PenState::InString => out.extend_from_slice(b")]TJ\n"),
        }
        self.state = PenState::Lifted;
    }
}
