//! First-fit breaking, for code: takes measured breakpoints, gives lines that hold as much as they can, as an editor would show them.

use super::opportunity::BreakKind;
use super::point::{Point, Sums};

/// A break between words is taken before one inside a word if its line is at least this part of the measure.
const LEAST_FILLED: f64 = 0.5;

/// The breaks of code lines that don't fit `measure`: as late as possible. `lead` is the width that continued lines begin
/// with.
pub(super) fn first_fit(points: &[Point], measure: f64, lead: f64) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut start = Sums::default();
    let mut indent = 0.0;
    let mut fitting = Fitting::default();
    let mut at = 0;
    while let Some(point) = points.get(at) {
        let width = indent + (point.before - start).width + f64::from(point.hyphen);
        let fits = width <= measure + 1e-3;
        if fits && point.kind != BreakKind::Forced {
            fitting.note(point.kind, at, width >= measure * LEAST_FILLED);
            at += 1;
            continue;
        }
        let taken = if fits {
            at
        } else {
            fitting.best().unwrap_or(at)
        };
        breaks.push(taken);
        let is_line_end = points[taken].kind == BreakKind::Forced;
        indent = if is_line_end { 0.0 } else { lead };
        start = points[taken].after;
        fitting = Fitting::default();
        at = taken + 1;
    }
    breaks
}

/// The latest breaks that fit on the line.
#[derive(Default)]
struct Fitting {
    between_words: Option<usize>,
    anywhere: Option<usize>,
}

impl Fitting {
    fn note(&mut self, kind: BreakKind, at: usize, is_filled: bool) {
        if kind <= BreakKind::AfterHyphen && is_filled {
            self.between_words = Some(at);
        }
        self.anywhere = Some(at);
    }

    fn best(&self) -> Option<usize> {
        self.between_words.or(self.anywhere)
    }
}
