//! Line heights: takes what stands in a line, gives how far it reaches above and below the baseline.
//!
//! The strut rule (CSS 2.2, section 10.8.1) with one addition that keeps the lines of a page on a grid: type that is no larger than
//! the block's leading, and raised or lowered type whose ink fits, does not move its neighbours apart. Type of other scripts, whatever
//! its face says of its height, parts lines only where their ink would meet.

use crate::pdf::fonts::FontLibrary;
use crate::pdf::line::FontId;
use crate::pdf::shape::Look;
use crate::style::{ComputedStyle, VerticalAlign};
use crate::units::Pt;

/// A line's reach above and below its baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Height {
    pub ascent: Pt,
    pub depth: Pt,
}

/// How much higher than capitals small letters reach.
const ASCENDER: f32 = 1.08;

impl Height {
    /// Type without leading.
    fn solid(font: FontId, size: Pt, fonts: &FontLibrary) -> Height {
        let metrics = fonts.face(font).at(size);
        Height {
            ascent: metrics.ascent,
            depth: metrics.descent,
        }
    }

    /// What letters reach without accents.
    fn of_letters(font: FontId, size: Pt, fonts: &FontLibrary) -> Height {
        let metrics = fonts.face(font).at(size);
        Height {
            ascent: metrics.cap_height * ASCENDER,
            depth: metrics.descent,
        }
    }

    /// Half the leading above, half below, so that it is as high as `line_height`.
    fn leaded(self, line_height: Pt) -> Height {
        let half = (line_height - self.ascent - self.depth) / 2.0;
        Height {
            ascent: self.ascent + half,
            depth: self.depth + half,
        }
    }

    /// Makes room for type of another look, raised by `rise`.
    pub(super) fn admit(&mut self, look: &Look, rise: Pt, strut: &Strut, fonts: &FontLibrary) {
        let height = if rise == Pt::ZERO && look.style.line_height > strut.leading {
            Height::solid(look.font(), look.size, fonts).leaded(look.style.line_height)
        } else {
            Height::of_letters(look.font(), look.size, fonts)
        };
        self.reach(height.ascent + rise, height.depth - rise);
    }

    /// Makes room for something that reaches so far.
    pub(super) fn reach(&mut self, ascent: Pt, depth: Pt) {
        self.ascent = self.ascent.max(ascent);
        self.depth = self.depth.max(depth);
    }
}

/// What a block's own style asks of each line, as if an invisible letter of it stood in each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strut {
    /// The least height of a line.
    pub height: Height,
    /// From baseline to baseline.
    leading: Pt,
    /// The size of the block's type: what superscripts are raised by.
    size: Pt,
    /// How far its letters reach.
    pub letters: Height,
}

impl Strut {
    /// The strut of a block's style.
    pub(super) fn of(style: &ComputedStyle, fonts: &FontLibrary) -> Strut {
        let solid = Height::solid(fonts.select(style), style.font_size, fonts);
        Strut {
            height: solid.leaded(style.line_height),
            leading: style.line_height,
            size: style.font_size,
            letters: Height::of_letters(fonts.select(style), style.font_size, fonts),
        }
    }

    /// How far a style's type stands above the baseline of its line.
    pub(super) fn rise(&self, align: VerticalAlign) -> Pt {
        match align {
            VerticalAlign::Super => self.size * 0.36,
            VerticalAlign::Sub => self.size * -0.18,
            VerticalAlign::Raised(length) => length,
            VerticalAlign::Baseline
            | VerticalAlign::Top
            | VerticalAlign::Middle
            | VerticalAlign::Bottom => Pt::ZERO,
        }
    }
}
