//! Elasticity: takes a segment, gives how much its space gives and takes where lines are justified.

use crate::pdf::shape::{Glue, Look, Segment, SegmentKind};

/// How much spaces are shrunk at most, in what they give.
pub(super) const MOST_SHRUNK: f32 = 0.4;

/// Between two ideographs a line gives as much as a Latin one in half a space.
const BETWEEN_IDEOGRAPHS: f32 = 0.125;

/// Between two words of Thai and its like, of which a line has about as many as a Latin one.
const BETWEEN_JOINED: f32 = 0.17;

/// What a space gives and takes, in points. A word space that is stretched once is twice as wide; one that is shrunk by
/// [`MOST_SHRUNK`] is as narrow as can be.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Elasticity {
    pub stretch: f32,
    pub shrink: f32,
}

impl Elasticity {
    /// Of a segment in this look. Spaces in code are as stiff as its letters.
    pub(super) fn of(segment: &Segment, look: &Look) -> Elasticity {
        let cell = look.size.0 * BETWEEN_IDEOGRAPHS;
        let (stretch, shrink) = match segment.kind {
            SegmentKind::Space => (segment.width, segment.width),
            SegmentKind::Glue(Glue::Solid) => (cell, 0.0),
            SegmentKind::Glue(Glue::Joint) => (look.size.0 * BETWEEN_JOINED, 0.0),
            SegmentKind::Glue(Glue::BesideLatin) => (cell, segment.width * 0.5 / MOST_SHRUNK),
            SegmentKind::Glue(Glue::Sign) => (cell, segment.width / MOST_SHRUNK),
            _ => (0.0, 0.0),
        };
        Elasticity { stretch, shrink }
    }

    /// How much wider it becomes if it is stretched so many times, or shrunk.
    pub(super) fn gain(self, times: f32) -> f32 {
        if times >= 0.0 {
            self.stretch * times
        } else {
            self.shrink * times
        }
    }
}
