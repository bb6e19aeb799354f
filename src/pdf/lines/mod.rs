//! Lines: takes a paragraph's pieces and a measure, gives the paragraph set in lines: broken, hyphenated, justified.

mod exceptions;
mod greedy;
mod height;
mod hyphenate;
mod opportunity;
mod optimum;
mod point;
mod reorder;
mod run;
mod setter;

pub use hyphenate::hyphenate;

use crate::pdf::breaker::{self, Misfit};
use crate::pdf::line::{Line, Piece};
use crate::pdf::shape::{Paragraph, SegmentKind, Shaper};
use crate::style::{ComputedStyle, TextAlign, WhiteSpace};
use crate::units::Pt;
use opportunity::{BreakKind, Opportunity};
use optimum::{Fill, Lines};
use point::Point;
use setter::Setter;

/// Sets a paragraph in lines of a measure. `style` is the block's: it gives alignment, indent and the least line height; each piece
/// of text brings its own for the rest.
///
/// ```
/// use chapbook::pdf::{fonts::FontLibrary, line::Piece, lines, page::Tag, shape::Shaper};
/// use chapbook::{style::ComputedStyle, units::Pt};
/// use std::sync::Arc;
/// let fonts = FontLibrary::bundled();
/// let style = Arc::new(ComputedStyle::default());
/// let text = Piece::Text { text: "Lines of few words.".into(), style: Arc::clone(&style), tag: Tag::Layout, link: None };
/// let lines = lines::set(&[text], Pt(50.0), &style, &mut Shaper::new(&fonts));
/// assert_eq!(lines.len(), 2);
/// ```
pub fn set(
    pieces: &[Piece],
    measure: Pt,
    style: &ComputedStyle,
    shaper: &mut Shaper<'_>,
) -> Vec<Line> {
    let paragraph = shaper.shape(pieces, style);
    let measure = measure.max(Pt(1.0));
    let broken = break_lines(&paragraph, measure, style, shaper);
    Setter::new(&paragraph, pieces, measure, style, shaper).set(&broken.points, &broken.breaks)
}

/// How narrow and how wide a paragraph can be set: its widest unbreakable part, and its widest line if none is broken.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Widths {
    /// No narrower without breaking words.
    pub min: Pt,
    /// No wider with any use.
    pub max: Pt,
}

/// Measures a paragraph for a table's columns (CSS Sizing 3, section 5: min-content and max-content).
pub fn widths(pieces: &[Piece], style: &ComputedStyle, shaper: &mut Shaper<'_>) -> Widths {
    let paragraph = shaper.shape(pieces, style);
    let opportunities = opportunity::customary(&paragraph, shaper);
    let points = point::measure(&paragraph, shaper, &opportunities);
    let mut widths = Widths::default();
    let (mut line, mut part) = (0.0, 0.0);
    for point in &points {
        let min = Pt((point.before.width - part) as f32 + point.hyphen);
        widths.min = widths.min.max(min);
        part = point.after.width;
        if point.kind == BreakKind::Forced {
            widths.max = widths.max.max(Pt((point.before.width - line) as f32));
            line = point.after.width;
        }
    }
    widths
}

/// A paragraph's breakpoints and those of them that were taken.
struct Broken {
    points: Vec<Point>,
    breaks: Vec<usize>,
}

fn break_lines(
    paragraph: &Paragraph,
    measure: Pt,
    style: &ComputedStyle,
    shaper: &mut Shaper<'_>,
) -> Broken {
    let mut opportunities = opportunity::customary(paragraph, shaper);
    if keeps_spaces(style) {
        return break_code(paragraph, measure, shaper, opportunities);
    }
    let mut fill = fill(measure, style);
    let points = point::measure(paragraph, shaper, &opportunities);
    if let Some(breaks) = search(&points, fill, Misfit::GiveUp) {
        return Broken { points, breaks };
    }
    opportunity::add_divisions(paragraph, shaper, &mut opportunities);
    let mut points = point::measure(paragraph, shaper, &opportunities);
    if add_emergencies(paragraph, measure, &points, &mut opportunities) {
        points = point::measure(paragraph, shaper, &opportunities);
    }
    fill.tolerance = optimum::DIVIDED_WORDS;
    let breaks = search(&points, fill, Misfit::GiveUp).or_else(|| {
        fill.tolerance = f64::INFINITY;
        search(&points, fill, Misfit::Take)
    });
    Broken {
        points,
        breaks: breaks.unwrap_or_default(),
    }
}

fn fill(measure: Pt, style: &ComputedStyle) -> Fill {
    let justified = style.text_align == TextAlign::Justify;
    Fill {
        measure: f64::from(measure.0),
        indent: f64::from(style.text_indent.resolve(measure).0),
        justified,
        last_justified: style.text_align_last == Some(TextAlign::Justify),
        tolerance: optimum::WHOLE_WORDS,
    }
}

fn search(points: &[Point], fill: Fill, misfit: Misfit) -> Option<Vec<usize>> {
    let found = breaker::search(&Lines { points, fill }, misfit)?;
    Some(found.breaks.iter().map(|taken| taken.at).collect())
}

/// Where even a part of a word is wider than the measure, it may be broken between any two graphemes. Whether there is any such.
fn add_emergencies(
    paragraph: &Paragraph,
    measure: Pt,
    points: &[Point],
    opportunities: &mut Vec<Opportunity>,
) -> bool {
    let mut start = (0, 0.0);
    let known = opportunities.len();
    for point in points {
        let width = point.before.width - start.1 + f64::from(point.hyphen);
        if width > f64::from(measure.0) {
            let parts = paragraph.segments.get(
                start.0
                    ..=point
                        .end
                        .segment
                        .min(paragraph.segments.len().saturating_sub(1)),
            );
            for segment in parts.unwrap_or_default() {
                if matches!(
                    segment.kind,
                    SegmentKind::Word(..) | SegmentKind::Uncovered(_)
                ) {
                    opportunity::add_graphemes(paragraph, segment, opportunities);
                }
            }
        }
        start = (point.next.segment, point.after.width);
    }
    let found = opportunities.len() > known;
    if found {
        opportunity::tidy(opportunities);
    }
    found
}

/// Code is broken line by line, only where it must.
fn break_code(
    paragraph: &Paragraph,
    measure: Pt,
    shaper: &mut Shaper<'_>,
    mut opportunities: Vec<Opportunity>,
) -> Broken {
    let points = point::measure(paragraph, shaper, &opportunities);
    let room = f64::from(measure.0);
    let mut start = 0.0;
    let mut too_wide = false;
    for point in points
        .iter()
        .filter(|point| point.kind == BreakKind::Forced)
    {
        too_wide |= point.before.width - start > room;
        start = point.after.width;
    }
    if !too_wide {
        let breaks = greedy::first_fit(&points, room, |_| 0.0);
        return Broken { points, breaks };
    }
    opportunity::add_divisions(paragraph, shaper, &mut opportunities);
    for segment in &paragraph.segments {
        if matches!(segment.kind, SegmentKind::Word(..)) {
            opportunity::add_graphemes(paragraph, segment, &mut opportunities);
        }
    }
    opportunity::tidy(&mut opportunities);
    let points = point::measure(paragraph, shaper, &opportunities);
    let lead = setter::continuation_width(paragraph, shaper);
    let breaks = greedy::first_fit(&points, room, |_| f64::from(lead.0));
    Broken { points, breaks }
}

/// Text whose spaces and line ends stay is code: it is filled line by line, not as a whole. `pre` wraps too, for pages don't scroll.
fn keeps_spaces(style: &ComputedStyle) -> bool {
    matches!(style.white_space, WhiteSpace::Pre | WhiteSpace::PreWrap)
}
