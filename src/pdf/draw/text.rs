//! Text (PDF 32000-1 9.4): takes glyph runs, gives `TJ` operators whose displacements put every glyph where layout wants it.

use crate::pdf::draw::content::Content;
use crate::pdf::file::fonts::{Subset, SubsetGlyph, clusters};
use crate::pdf::file::syntax;
use crate::pdf::line::{Glyph, GlyphRun};
use crate::units::{Point, Pt};

/// Thousandths of an em that a glyph may stand off its place before it is moved. At 10 points this is a fiftieth of a point;
/// less would split strings at every rounded width.
const TOLERANCE: i32 = 2;

/// Draws a run's glyphs.
pub fn draw(content: &mut Content, origin: Point, run: &GlyphRun, subset: &Subset) {
    if run.size <= Pt::ZERO {
        return;
    }
    content.move_text(origin, &subset.resource, run.size, run.colour);
    match run.actual_text {
        Some(text) => within_span(content, text, |content| {
            let mut pen = Pen::new(content, run.size);
            run.glyphs.iter().for_each(|glyph| pen.show(glyph, subset));
            pen.lift();
        }),
        None => show_clusters(content, run, subset),
    }
}

/// Shows glyph by glyph; a cluster that its glyphs don't tell right is told beside them.
fn show_clusters(content: &mut Content, run: &GlyphRun, subset: &Subset) {
    let mut pen = Pen::new(content, run.size);
    for (cluster, text) in clusters(run) {
        if tells(cluster, text, subset) {
            cluster.iter().for_each(|glyph| pen.show(glyph, subset));
        } else {
            pen.lift();
            begin_span(pen.content, text);
            cluster.iter().for_each(|glyph| pen.show(glyph, subset));
            pen.lift();
            pen.content.end_marked();
        }
    }
    pen.lift();
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

/// A `Span` whose content stands for other text than its glyphs say (14.9.4).
fn within_span(content: &mut Content, text: &str, show: impl FnOnce(&mut Content)) {
    begin_span(content, text);
    show(content);
    content.end_marked();
}

fn begin_span(content: &mut Content, text: &str) {
    content.begin_marked("Span", |properties| {
        properties.text("ActualText", text);
    });
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
            self.move_to((self.wanted.0 * self.scale).round() as i32 + i32::from(glyph.dx.0));
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
