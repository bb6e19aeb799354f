//! Breaks: takes a shaped paragraph and a measure, gives the places at which its lines end.
//!
//! In three passes, as in TeX: with words whole, with words divided, and at last with whatever gives lines at all. Most paragraphs
//! need no more than the first. Code is not filled but wrapped.

use super::opportunity::{self, BreakKind, Opportunity};
use super::optimum::{DIVIDED_WORDS, Fill, Lines, WHOLE_WORDS};
use super::point::{self, Point};
use super::{greedy, keeps_spaces, setter};
use crate::pdf::breaker::{self, Misfit};
use crate::pdf::shape::{Paragraph, Shaper};
use crate::style::{ComputedStyle, TextAlign};
use crate::units::Pt;

/// A paragraph's breakpoints and those of them that were taken.
pub(super) struct Broken {
    pub points: Vec<Point>,
    pub breaks: Vec<usize>,
}

/// Breaks a paragraph into lines of a measure.
pub(super) fn of(
    paragraph: &Paragraph,
    measure: Pt,
    style: &ComputedStyle,
    shaper: &mut Shaper<'_>,
) -> Broken {
    let opportunities = opportunity::customary(paragraph, shaper);
    let points = point::measure(paragraph, shaper, &opportunities);
    if keeps_spaces(style) {
        return wrap(paragraph, measure, shaper, opportunities, points);
    }
    match search(&points, fill(measure, style, WHOLE_WORDS), Misfit::GiveUp) {
        Some(breaks) => Broken { points, breaks },
        None => divide(paragraph, measure, style, shaper, opportunities),
    }
}

/// Breaks a paragraph whose words must be divided.
fn divide(
    paragraph: &Paragraph,
    measure: Pt,
    style: &ComputedStyle,
    shaper: &mut Shaper<'_>,
    mut opportunities: Vec<Opportunity>,
) -> Broken {
    opportunity::add_divisions(paragraph, shaper, &mut opportunities);
    let mut points = point::measure(paragraph, shaper, &opportunities);
    if add_emergencies(paragraph, measure, &points, &mut opportunities) {
        points = point::measure(paragraph, shaper, &opportunities);
    }
    let divided = fill(measure, style, DIVIDED_WORDS);
    let desperate = fill(measure, style, f64::INFINITY);
    let breaks = search(&points, divided, Misfit::GiveUp)
        .or_else(|| search(&points, desperate, Misfit::Take))
        .unwrap_or_default();
    Broken { points, breaks }
}

fn fill(measure: Pt, style: &ComputedStyle, tolerance: f64) -> Fill {
    Fill {
        measure: f64::from(measure.0),
        indent: f64::from(style.text_indent.resolve(measure).0),
        justified: style.text_align == TextAlign::Justify,
        last_justified: style.text_align_last == Some(TextAlign::Justify),
        tolerance,
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
    let mut next = 0;
    let known = opportunities.len();
    for point in points {
        let width = point.before.width - start.1 + f64::from(point.hyphen);
        if width > f64::from(measure.0) {
            let end = (point.end.segment + 1).min(paragraph.segments.len());
            let parts = paragraph.segments.get(next.max(start.0)..end);
            for segment in parts.unwrap_or_default() {
                opportunity::add_graphemes(paragraph, segment, opportunities);
            }
            next = end;
        }
        start = (point.next.segment, point.after.width);
    }
    let found = opportunities.len() > known;
    if found {
        opportunity::tidy(opportunities);
    }
    found
}

/// Breaks code line by line, only where it must.
fn wrap(
    paragraph: &Paragraph,
    measure: Pt,
    shaper: &mut Shaper<'_>,
    mut opportunities: Vec<Opportunity>,
    mut points: Vec<Point>,
) -> Broken {
    let room = f64::from(measure.0);
    let lead = f64::from(setter::continuation_width(paragraph, shaper).0);
    if widest_line(&points) > room {
        opportunity::add_divisions(paragraph, shaper, &mut opportunities);
        for segment in &paragraph.segments {
            opportunity::add_graphemes(paragraph, segment, &mut opportunities);
        }
        opportunity::tidy(&mut opportunities);
        points = point::measure(paragraph, shaper, &opportunities);
    }
    let breaks = greedy::first_fit(&points, room, lead);
    Broken { points, breaks }
}

/// The widest of the lines between forced breaks.
pub(super) fn widest_line(points: &[Point]) -> f64 {
    let forced = points
        .iter()
        .filter(|point| point.kind == BreakKind::Forced);
    let mut start = 0.0;
    let mut widest = 0.0_f64;
    for point in forced {
        widest = widest.max(point.before.width - start);
        start = point.after.width;
    }
    widest
}

/// The widest part between two breakpoints, its hyphen with it.
pub(super) fn widest_part(points: &[Point]) -> f64 {
    let mut start = 0.0;
    let mut widest = 0.0_f64;
    for point in points {
        widest = widest.max(point.before.width - start + f64::from(point.hyphen));
        start = point.after.width;
    }
    widest
}
