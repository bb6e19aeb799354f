//! The cost of lines: takes measured breakpoints and a measure, tells the optimum-fit breaker what each line would cost.
//!
//! As in TeX (TeXbook chapter 14) a line costs by how far its spaces are stretched or shrunk, by its break, and by how it differs from the
//! line before. Other than there, the last two are not steps but squares: the eye sees a tight line beside a loose one sooner than a
//! loose page. The weights were found by measuring whole books (`tests/evenness.rs`).

use super::elastic::MOST_SHRUNK;
use super::opportunity::BreakKind;
use super::point::{Point, Sums};
use crate::pdf::breaker::{Fit, Material, Start};

/// How lines are filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fill {
    /// How wide lines are, in points.
    pub measure: f64,
    /// How far the first one is indented, in points.
    pub indent: f64,
    /// Spaces stretch and shrink to fill the measure.
    pub justified: bool,
    /// The last line too.
    pub last_justified: bool,
    /// How far spaces may be stretched.
    pub tolerance: f64,
}

/// How far spaces are stretched at most while words stay whole, in their natural width.
pub(super) const WHOLE_WORDS: f64 = 0.4;
/// How far when words may be divided.
pub(super) const DIVIDED_WORDS: f64 = 2.0;
/// How far spaces are shrunk at most, in what they give.
const SHRINK: f64 = MOST_SHRUNK as f64;
/// A ragged line that is this part of the measure short is as bad as one whose spaces are twice as wide.
const RAG: f64 = 0.6;
/// From here on lines are all the same to the eye; what counts is how short they are.
const AWFUL: f64 = 4.0;

/// What the square of a stretch costs.
const UNEVEN: f64 = 12.0;
/// What its sixth power costs: next to nothing until a space is half as wide again.
const EXTREME: f64 = 64.0;
/// What the square of the difference from the line before costs.
const UNLIKE: f64 = 2.0;
/// What dividing a word costs: as much as spaces that are half as wide again. As much again if the line before is divided too, and before
/// the last line.
const DIVISION: f64 = 3.6;
/// What dividing a name costs.
const DIVIDED_NAME: f64 = 5.8;
/// What a break at a joint of an address or identifier costs.
const JOINT: f64 = 3.0;
/// What a break anywhere costs: more than lines that are bad, less than those that are awful.
const EMERGENCY: f64 = 1_000.0;
/// What a last line costs that is a word's rest, or shorter than the next paragraph's indent may be: this part of the measure.
const RUNT: f64 = 40.0;
const RUNT_WIDTH: f64 = 0.06;
/// What an awful line costs by the square of the part of the measure that it leaves.
const EMPTY: f64 = 100_000.0;

/// A paragraph's breakpoints with what its lines are to be.
pub(super) struct Lines<'a> {
    pub points: &'a [Point],
    pub fill: Fill,
}

/// A line that might be.
struct Trial {
    /// Its natural measures.
    sums: Sums,
    /// What it has to spare; negative is too wide.
    rest: f64,
    /// How far its spaces are stretched or shrunk, in their natural width.
    stretch: f64,
    is_last: bool,
}

impl Lines<'_> {
    fn trial(&self, from: Option<usize>, to: &Point) -> Trial {
        let start = from.and_then(|at| self.points.get(at));
        let mut sums = to.before - start.map_or_else(Sums::default, |point| point.after);
        sums.width += f64::from(to.hyphen);
        let indent = match start {
            None => self.fill.indent,
            Some(_) => 0.0,
        };
        let rest = self.fill.measure - indent - sums.width;
        let is_last = to.kind == BreakKind::Forced;
        Trial {
            sums,
            rest,
            stretch: self.stretch(sums, rest, is_last),
            is_last,
        }
    }

    fn stretch(&self, sums: Sums, rest: f64, is_last: bool) -> f64 {
        if rest >= 0.0 && is_last && !self.fill.last_justified {
            0.0
        } else if !self.fill.justified {
            rest / (self.fill.measure * RAG)
        } else if rest >= 0.0 && sums.stretch > 0.0 {
            rest / sums.stretch
        } else if rest < 0.0 && sums.shrink > 0.0 {
            rest / sums.shrink
        } else if rest.abs() < 0.01 {
            0.0
        } else {
            rest.signum() * f64::INFINITY
        }
    }

    /// A justified line may be shrunk; rounding must not push a line out that was measured to fit.
    fn is_too_wide(&self, trial: &Trial) -> bool {
        trial.rest < -0.01 && (!self.fill.justified || trial.stretch < -SHRINK)
    }

    fn is_divided(&self, at: Option<usize>) -> bool {
        let point = at.and_then(|at| self.points.get(at));
        point.is_some_and(|point| point.kind.ends_in_hyphen())
    }

    /// A last line that is hardly one.
    fn is_runt(&self, after: Option<usize>, trial: &Trial) -> bool {
        let least = (self.fill.measure * RUNT_WIDTH).max(self.fill.indent);
        let is_rest = self.is_divided(after) && trial.sums.stretch == 0.0;
        after.is_some() && (is_rest || trial.sums.width < least)
    }

    fn demerits(&self, start: &Start<f32>, to: usize, trial: &Trial) -> f64 {
        let stretch = trial.stretch.min(AWFUL);
        let mut demerits = UNEVEN * stretch.powi(2) + EXTREME * stretch.powi(6);
        if trial.stretch > AWFUL {
            demerits += EMPTY * (trial.rest / self.fill.measure).powi(2);
        }
        if self.fill.justified && start.after.is_some() && !trial.is_last {
            demerits += UNLIKE * (stretch - f64::from(start.carry)).powi(2);
        }
        demerits + penalty(self.points[to].kind) + self.division(start, to, trial)
    }

    /// What comes on top where words are divided one after another, and for an end that is too short to be a line.
    fn division(&self, start: &Start<f32>, to: usize, trial: &Trial) -> f64 {
        let mut demerits = 0.0;
        if self.is_divided(start.after) && (trial.is_last || self.is_divided(Some(to))) {
            demerits += DIVISION;
        }
        if trial.is_last && self.is_runt(start.after, trial) {
            demerits += RUNT;
        }
        demerits
    }
}

impl Material for Lines<'_> {
    /// The stretch of the line before.
    type Carry = f32;

    fn breakpoints(&self) -> usize {
        self.points.len()
    }

    fn is_forced(&self, at: usize) -> bool {
        self.points[at].kind == BreakKind::Forced
    }

    fn fit(&self, start: &Start<f32>, to: usize) -> Fit<f32> {
        let trial = self.trial(start.after, &self.points[to]);
        if self.is_too_wide(&trial) {
            return Fit::Overfull {
                excess: -trial.rest,
                carry: 0.0,
            };
        }
        if !trial.is_last && trial.stretch > self.fill.tolerance {
            return Fit::Short;
        }
        Fit::Good {
            demerits: self.demerits(start, to, &trial),
            class: fitness(trial.stretch),
            carry: trial.stretch.min(AWFUL) as f32,
        }
    }
}

/// Lines that are alike to a twelfth of a space's width compete; the best of each kind goes on.
fn fitness(stretch: f64) -> u8 {
    ((stretch + SHRINK) * 12.0).clamp(0.0, 24.0) as u8
}

fn penalty(kind: BreakKind) -> f64 {
    match kind {
        BreakKind::Forced | BreakKind::Plain => 0.0,
        BreakKind::AfterHyphen => DIVISION * 0.6,
        BreakKind::Hyphen => DIVISION,
        BreakKind::HyphenInName => DIVIDED_NAME,
        BreakKind::Joint => JOINT,
        BreakKind::Emergency => EMERGENCY,
    }
}
