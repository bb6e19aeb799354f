//! The cost of lines: takes measured breakpoints and a measure, tells the optimum-fit breaker what each line would cost.
//!
//! The scheme is TeX's (TeXbook chapter 14): a line's badness grows with the cube of how far its spaces are stretched or shrunk, its
//! demerits with the square of badness and penalty, and neighbours that differ in fitness cost more.

use super::opportunity::BreakKind;
use super::point::{Point, Sums};
use crate::pdf::breaker::{Fit, Material, Start};

/// How lines are filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fill {
    /// How wide lines are.
    pub measure: f64,
    /// How far the first one is indented.
    pub indent: f64,
    /// Spaces stretch and shrink to fill the measure.
    pub justified: bool,
    /// The last line too.
    pub last_justified: bool,
    /// How far spaces may be stretched: the badness of a line at most.
    pub tolerance: f64,
}

/// A paragraph's breakpoints with what its lines are to be.
pub(super) struct Lines<'a> {
    pub points: &'a [Point],
    pub fill: Fill,
}

/// How far a ragged line may fall short with grace, as a part of the measure.
const RAG: f64 = 0.12;
/// Badness of what is as bad as can be.
const AWFUL: f64 = 10_000.0;
/// What two divided lines after another cost.
const DOUBLE_HYPHEN_DEMERITS: f64 = 6_000.0;
/// What a divided word before the last line costs.
const FINAL_HYPHEN_DEMERITS: f64 = 4_000.0;
/// What neighbours cost that differ by more than one class.
const ADJACENT_DEMERITS: f64 = 3_000.0;
/// What a last line costs that is shorter than this part of the measure.
const RUNT_DEMERITS: f64 = 4_000.0;
const RUNT: f64 = 0.06;

impl Lines<'_> {
    /// The line between two breaks: its natural measures, and the width it has to fill.
    fn line(&self, from: Option<usize>, to: &Point) -> (Sums, f64) {
        let start = from.and_then(|at| self.points.get(at));
        let mut line = to.before - start.map_or_else(Sums::default, |point| point.after);
        line.width += f64::from(to.hyphen);
        let indent = if start.is_none() {
            self.fill.indent
        } else {
            0.0
        };
        (line, self.fill.measure - indent)
    }

    fn is_last(&self, to: usize) -> bool {
        self.points[to].kind == BreakKind::Forced
    }

    fn is_divided(&self, at: Option<usize>) -> bool {
        at.and_then(|at| self.points.get(at))
            .is_some_and(|point| matches!(point.kind, BreakKind::Hyphen | BreakKind::AfterHyphen))
    }

    /// How far the spaces of a line are stretched (positive) or shrunk (negative), in their grace.
    fn ratio(&self, line: &Sums, room: f64, last: bool) -> f64 {
        let rest = room - line.width;
        let free = last && !self.fill.last_justified;
        if rest >= 0.0 && free {
            0.0
        } else if !self.fill.justified {
            rest / (self.fill.measure * RAG).max(1.0)
        } else if rest >= 0.0 {
            rest / line.stretch.max(1e-3)
        } else {
            rest / line.shrink.max(1e-6)
        }
    }

    fn demerits(&self, start: &Start<()>, to: usize, ratio: f64, line: &Sums) -> (f64, u8) {
        let badness = badness(ratio);
        let class = fitness(ratio);
        let penalty = penalty(self.points[to].kind);
        let mut demerits = (10.0 + badness + penalty).powi(2);
        if start.after.is_some() && start.class.abs_diff(class) > 1 {
            demerits += ADJACENT_DEMERITS;
        }
        let last = self.is_last(to);
        if self.is_divided(start.after) {
            if last {
                demerits += FINAL_HYPHEN_DEMERITS;
            } else if self.is_divided(Some(to)) {
                demerits += DOUBLE_HYPHEN_DEMERITS;
            }
        }
        if last && start.after.is_some() && line.width < self.fill.measure * RUNT {
            demerits += RUNT_DEMERITS;
        }
        (demerits, class)
    }
}

impl Material for Lines<'_> {
    type Carry = ();

    fn breakpoints(&self) -> usize {
        self.points.len()
    }

    fn is_forced(&self, at: usize) -> bool {
        self.points[at].kind == BreakKind::Forced
    }

    fn fit(&self, start: &Start<()>, to: usize) -> Fit<()> {
        let point = &self.points[to];
        let (line, room) = self.line(start.after, point);
        let last = self.is_last(to);
        let ratio = self.ratio(&line, room, last);
        let too_wide = if self.fill.justified {
            ratio < -1.0
        } else {
            line.width > room + 1e-3
        };
        if too_wide {
            return Fit::Overfull {
                excess: line.width - line.shrink - room,
                carry: (),
            };
        }
        if !last && badness(ratio) > self.fill.tolerance {
            return Fit::Short;
        }
        let (demerits, class) = self.demerits(start, to, ratio, &line);
        Fit::Good {
            demerits,
            class,
            carry: (),
        }
    }
}

fn badness(ratio: f64) -> f64 {
    (100.0 * ratio.abs().powi(3)).min(AWFUL)
}

/// Tight, decent, loose, very loose.
fn fitness(ratio: f64) -> u8 {
    match ratio {
        r if r < -0.5 => 0,
        r if r <= 0.5 => 1,
        r if r <= 1.0 => 2,
        _ => 3,
    }
}

fn penalty(kind: BreakKind) -> f64 {
    match kind {
        BreakKind::Forced | BreakKind::Plain => 0.0,
        BreakKind::AfterHyphen => 30.0,
        BreakKind::Hyphen => 50.0,
        BreakKind::Joint => 100.0,
        BreakKind::Emergency => 1_000.0,
    }
}
