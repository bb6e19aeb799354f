//! Cutting rows that are high: where no cell's line is cut through.

use crate::pdf::pages::place::Piece;
use crate::pdf::pages::strip::Stack;
use crate::units::Pt;
use std::ops::Range;

/// Lines of neighbouring cells that are this close end together.
const CLOSE: Pt = Pt(0.1);

/// The bands of a row block, each no higher than a page if that can be had. Where the cells' lines nowhere end together, they are
/// moved so that they do, and the last band ends where the block now does.
pub(super) fn bands<'a>(
    pieces: &mut [Piece],
    stacks: impl Iterator<Item = &'a Stack>,
    height: Pt,
    page_height: Pt,
) -> Vec<Range<Pt>> {
    let stacks: Vec<&Stack> = stacks.collect();
    let cuts = cuts(pieces, &stacks, height);
    let highest = cuts
        .iter()
        .map(|band| band.end - band.start)
        .fold(Pt::ZERO, Pt::max);
    if highest <= page_height {
        return cuts;
    }
    let height = align(pieces, &stacks, height);
    self::cuts(pieces, &stacks, height)
}

/// From one place that no strip goes through to the next.
fn cuts(pieces: &[Piece], stacks: &[&Stack], height: Pt) -> Vec<Range<Pt>> {
    let mut extents: Vec<Range<Pt>> = pieces
        .iter()
        .zip(stacks)
        .flat_map(|(piece, stack)| extents(piece, stack))
        .collect();
    extents.sort_by(|a, b| a.start.0.total_cmp(&b.start.0));
    let mut bands = Vec::new();
    let (mut start, mut covered) = (Pt::ZERO, Pt::ZERO);
    for extent in extents {
        if covered > start && extent.start >= covered - CLOSE {
            bands.push(start..covered);
            start = covered;
        }
        covered = covered.max(extent.end);
    }
    bands.push(start..height);
    bands
}

/// From where each strip begins to where it ends.
fn extents<'a>(piece: &'a Piece, stack: &'a Stack) -> impl Iterator<Item = Range<Pt>> + 'a {
    piece
        .tops
        .iter()
        .zip(&stack.strips)
        .map(|(top, strip)| *top - strip.lead..*top + strip.height + strip.trail)
}

/// Moves the strips of all cells down to where the last of their row of strips begins. Gives the new height.
fn align(pieces: &mut [Piece], stacks: &[&Stack], height: Pt) -> Pt {
    let most = pieces
        .iter()
        .map(|piece| piece.tops.len())
        .max()
        .unwrap_or(0);
    let bottom = pieces
        .iter()
        .map(|piece| piece.extent.end)
        .fold(Pt::ZERO, Pt::max);
    let mut y = pieces
        .iter()
        .map(|piece| piece.extent.start)
        .fold(Pt::ZERO, Pt::max);
    for n in 0..most {
        let mut next = y;
        for (piece, stack) in pieces.iter_mut().zip(stacks) {
            if let (Some(top), Some(strip)) = (piece.tops.get_mut(n), stack.strips.get(n)) {
                *top = y + strip.lead;
                next = next.max(y + strip.solid());
            }
        }
        y = next;
    }
    for piece in pieces.iter_mut() {
        piece.extent.end = y;
    }
    height.max(y + (height - bottom).max(Pt::ZERO))
}

/// A cell's strips being handed out band after band.
pub(super) struct Cutting {
    piece: Piece,
    done: usize,
}

impl Cutting {
    pub fn new(piece: Piece) -> Cutting {
        Cutting { piece, done: 0 }
    }

    /// Are all strips handed out?
    pub fn is_done(&self) -> bool {
        self.done >= self.piece.tops.len()
    }

    /// The strips that begin in a band, measured from its top; in the last band, all that are left.
    pub fn part(&mut self, band: &Range<Pt>, is_last: bool) -> Piece {
        let rest = self.piece.tops.get(self.done..).unwrap_or_default();
        let begins = |top: &&Pt| is_last || **top < band.end - CLOSE;
        let tops: Vec<Pt> = rest
            .iter()
            .take_while(begins)
            .map(|top| *top - band.start)
            .collect();
        let first = self.piece.strips.start + self.done;
        self.done += tops.len();
        let extent = &self.piece.extent;
        Piece {
            strips: first..first + tops.len(),
            tops,
            extent: (extent.start - band.start).max(Pt::ZERO)
                ..(extent.end.min(band.end) - band.start),
        }
    }
}
