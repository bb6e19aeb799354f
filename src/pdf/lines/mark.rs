//! Marks: takes where a line's segments stand, gives the place of each thing without width: ids, note calls, edges of inline boxes.

use crate::pdf::line::{Mark, Piece};
use crate::pdf::shape::Segment;
use crate::units::Pt;

/// From where to where something reaches.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Extent {
    pub left: Pt,
    pub right: Pt,
}

impl Extent {
    fn with(self, other: Extent) -> Extent {
        Extent {
            left: self.left.min(other.left),
            right: self.right.max(other.right),
        }
    }
}

/// Where a segment stands in its line.
#[derive(Debug, Clone, Copy)]
pub(super) struct SegmentExtent {
    start: u32,
    end: u32,
    piece: u32,
    extent: Extent,
}

impl SegmentExtent {
    pub(super) fn new(segment: &Segment, piece: u32, extent: Extent) -> SegmentExtent {
        SegmentExtent {
            start: segment.start,
            end: segment.end,
            piece,
            extent,
        }
    }

    /// Its place in the order things are read.
    pub(super) fn place(&self) -> (u32, u32, u32) {
        (self.start, self.end, self.piece)
    }

    /// Does a mark at a byte offset fall here? Empty width is passed by the marks after it only.
    fn holds(&self, at: u32, mark: u32) -> bool {
        let is_gap_after = self.start == self.end && self.start == at && self.piece > mark;
        (self.start <= at && at < self.end) || is_gap_after
    }
}

/// The marks of a paragraph that are on no line yet.
pub(super) struct Marks<'a> {
    /// Byte offsets, and the pieces.
    rest: &'a [(u32, u32)],
    pieces: &'a [Piece],
    right_to_left: bool,
}

impl<'a> Marks<'a> {
    pub(super) fn new(
        marks: &'a [(u32, u32)],
        pieces: &'a [Piece],
        right_to_left: bool,
    ) -> Marks<'a> {
        Marks {
            rest: marks,
            pieces,
            right_to_left,
        }
    }

    /// Is there none left?
    pub(super) fn are_taken(&self) -> bool {
        self.rest.is_empty()
    }

    /// The marks before a byte offset, each where its place in the text fell. The segments stand in the order they are read.
    pub(super) fn take(
        &mut self,
        until: u32,
        segments: &[SegmentExtent],
        line: Extent,
    ) -> Vec<(Pt, Mark)> {
        let count = self.rest.iter().take_while(|(at, _)| *at < until).count();
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        let mut found = InLine {
            segments,
            line,
            right_to_left: self.right_to_left,
            begun: Vec::new(),
            marks: Vec::with_capacity(count),
        };
        for (at, piece) in taken {
            if let Some(Piece::Mark(mark)) = self.pieces.get(*piece as usize) {
                let is_here = |segment: &SegmentExtent| segment.holds(*at, *piece);
                let place = segments.iter().position(is_here);
                found.add(mark, place.unwrap_or(segments.len()));
            }
        }
        found.finish()
    }
}

/// The marks of one line.
struct InLine<'s> {
    segments: &'s [SegmentExtent],
    line: Extent,
    right_to_left: bool,
    /// The inline boxes that begin in the line and don't end yet: their marks, and their first segments.
    begun: Vec<(usize, usize)>,
    marks: Vec<(Pt, Mark)>,
}

impl InLine<'_> {
    /// A mark before a segment.
    fn add(&mut self, mark: &Mark, place: usize) {
        let x = match mark {
            Mark::BoxStart(_) => {
                self.begun.push((self.marks.len(), place));
                Pt::ZERO
            }
            Mark::BoxEnd(_) => self.end_box(place),
            Mark::Anchor(_) | Mark::Note(_) => {
                let segment = self.segments.get(place);
                let end = start(self.line, !self.right_to_left);
                segment.map_or(end, |segment| segment.extent.left)
            }
        };
        self.marks.push((x, mark.clone()));
    }

    /// Where a box ends. Where it began is known now too: text of either direction in it may have put its words anywhere in it.
    fn end_box(&mut self, place: usize) -> Pt {
        let (mark, first) = match self.begun.pop() {
            Some((mark, first)) => (Some(mark), first),
            None => (None, 0),
        };
        let extent = self.extent(first, place);
        if let Some((x, _)) = mark.and_then(|mark| self.marks.get_mut(mark)) {
            *x = start(extent, self.right_to_left);
        }
        start(extent, !self.right_to_left)
    }

    /// What segments cover together.
    fn extent(&self, from: usize, to: usize) -> Extent {
        let segments = self.segments.get(from..to).unwrap_or_default();
        let all = segments.iter().map(|segment| segment.extent);
        all.reduce(Extent::with).unwrap_or_else(|| {
            let next = self.segments.get(from);
            let at = next.map_or(start(self.line, !self.right_to_left), |segment| {
                start(segment.extent, self.right_to_left)
            });
            Extent {
                left: at,
                right: at,
            }
        })
    }

    fn finish(mut self) -> Vec<(Pt, Mark)> {
        for (mark, first) in std::mem::take(&mut self.begun) {
            let extent = self.extent(first, self.segments.len());
            if let Some((x, _)) = self.marks.get_mut(mark) {
                *x = start(extent, self.right_to_left);
            }
        }
        self.marks
    }
}

fn start(extent: Extent, right_to_left: bool) -> Pt {
    if right_to_left {
        extent.right
    } else {
        extent.left
    }
}
