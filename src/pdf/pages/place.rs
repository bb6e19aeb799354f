//! Placing: takes stacked strips from the first to the last, gives them drawn, with the boxes behind them.

use super::fragment::Fragment;
use super::paint::{self, Ends, Painter};
use super::strip::{Decor, Stack, StripMark};
use crate::pdf::line::Mark;
use crate::units::{Point, Pt, Rect};
use std::ops::Range;

/// A stack being placed piece by piece. Pieces come in order; each strip is drawn once.
pub(super) struct Placing {
    pub stack: Stack,
    /// The decors that have begun and not ended, in their order.
    open: Vec<usize>,
    next_decor: usize,
    next_mark: usize,
}

/// Where a piece of a stack stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    pub strips: Range<usize>,
    /// Where each strip's content begins, its padding above it.
    pub tops: Vec<Pt>,
    /// Where the piece begins and ends.
    pub extent: Range<Pt>,
}

impl Piece {
    /// Strips under each other from `top` on, with this stretch of the gaps between them; the first one's is left out.
    pub fn stacked(
        stack: &Stack,
        strips: Range<usize>,
        top: Pt,
        stretch: impl Fn(Pt) -> Pt,
    ) -> Piece {
        let mut y = top;
        let mut tops = Vec::with_capacity(strips.len());
        for (n, strip) in stack
            .strips
            .get(strips.clone())
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            if n > 0 {
                y += stretch(strip.gap);
            }
            y += strip.lead;
            tops.push(y);
            y += strip.height + strip.trail;
        }
        Piece {
            strips,
            tops,
            extent: top..y,
        }
    }

    fn top_of(&self, strip: usize) -> Option<Pt> {
        let place = strip.checked_sub(self.strips.start)?;
        self.tops.get(place).copied()
    }
}

impl Placing {
    pub fn new(stack: Stack) -> Placing {
        Placing {
            stack,
            open: Vec::new(),
            next_decor: 0,
            next_mark: 0,
        }
    }

    /// Draws a piece, the flow's left edge at `left`.
    pub fn draw(
        &mut self,
        piece: &Piece,
        left: Pt,
        painter: &mut Painter<'_>,
        into: &mut Fragment,
    ) {
        self.draw_decors(piece, left, into);
        self.draw_marks(piece, left, into);
        for (place, strip) in piece.strips.clone().enumerate() {
            let (Some(strip), Some(top)) =
                (self.stack.strips.get_mut(strip), piece.tops.get(place))
            else {
                continue;
            };
            let at = Point {
                x: left + strip.x,
                y: *top,
            };
            painter.content(std::mem::take(&mut strip.content), at, into);
        }
    }

    fn draw_decors(&mut self, piece: &Piece, left: Pt, into: &mut Fragment) {
        let begun = self.stack.decors.get(self.next_decor..).unwrap_or_default();
        let begun = begun
            .iter()
            .take_while(|decor| decor.first < piece.strips.end)
            .count();
        self.open.extend(self.next_decor..self.next_decor + begun);
        self.next_decor += begun;
        let decors = &self.stack.decors;
        self.open.retain(|&decor| {
            let Some(decor) = decors.get(decor) else {
                return false;
            };
            self.stack.strips.get(decor.last).is_some_and(|last| {
                let (area, ends) = part_of(decor, last.height, piece, left);
                paint::decor(&decor.style, area, ends, into);
                true
            }) && decor.last >= piece.strips.end
        });
    }

    fn draw_marks(&mut self, piece: &Piece, left: Pt, into: &mut Fragment) {
        while let Some((strip, mark)) = self.stack.marks.get(self.next_mark) {
            if *strip >= piece.strips.end && piece.strips.end < self.stack.strips.len() {
                return;
            }
            let x = self
                .stack
                .strips
                .get(*strip)
                .map_or(Pt::ZERO, |strip| strip.x);
            let y = piece.top_of(*strip).unwrap_or(piece.extent.end);
            let at = Point { x: left + x, y };
            match mark {
                StripMark::Mark(Mark::Anchor(id)) => into.anchors.push((at, id.clone())),
                StripMark::Mark(Mark::Note(note)) => into.notes.push(*note),
                StripMark::Mark(Mark::BoxStart(_) | Mark::BoxEnd(_)) => {}
                StripMark::Heading(heading) => into.headings.push((at, heading.clone())),
            }
            self.next_mark += 1;
        }
    }
}

/// The part of a box that is in a piece, and which of its ends are.
fn part_of(decor: &Decor, last_height: Pt, piece: &Piece, left: Pt) -> (Rect, Ends) {
    let first = piece.top_of(decor.first);
    let last = piece.top_of(decor.last);
    let top = first.map_or(piece.extent.start, |top| top - decor.above);
    let bottom = last.map_or(piece.extent.end, |top| top + last_height + decor.below);
    let ends = Ends {
        top: first.is_some(),
        bottom: last.is_some(),
    };
    let area = Rect::new(
        left + decor.x,
        top,
        decor.width,
        (bottom - top).max(Pt::ZERO),
    );
    (area, ends)
}
