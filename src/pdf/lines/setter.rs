//! Setting: takes the breaks of a paragraph, gives its lines with everything in its place.

use super::elastic::{Elasticity, MOST_SHRUNK};
use super::height::{Height, Strut};
use super::ink::{self, Ink};
use super::mark::{Extent, Marks, SegmentExtent};
use super::opportunity::BreakKind;
use super::point::{Place, Point};
use super::reorder::visual_order;
use super::run::Items;
use crate::pdf::line::{Line, LineItemKind, Piece};
use crate::pdf::shape::{Hyphen, Look, Paragraph, Segment, SegmentKind, Shaper};
use crate::style::{ComputedStyle, TextAlign};
use crate::units::Pt;

/// Beyond this many times its natural width a space is not stretched; the line stays ragged.
const WIDEST_SPACE: f32 = 4.0;

/// How many spaces a continued code line begins with: one of them holds its mark.
const CONTINUATION: f32 = 2.0;

/// The width that continued code lines begin with.
pub(super) fn continuation_width(paragraph: &Paragraph, shaper: &Shaper<'_>) -> Pt {
    let first = paragraph.spans.first();
    first.map_or(Pt::ZERO, |span| {
        Pt(shaper.look(span.look).space_width * CONTINUATION)
    })
}

/// Sets the lines of one paragraph.
pub(super) struct Setter<'a, 'f> {
    paragraph: &'a Paragraph,
    pieces: &'a [Piece],
    measure: Pt,
    style: &'a ComputedStyle,
    shaper: &'a mut Shaper<'f>,
    strut: Strut,
    /// What has no width and is on no line yet.
    marks: Marks<'a>,
}

/// A line's place in its paragraph.
#[derive(Clone, Copy)]
struct Cut {
    from: Place,
    to: Place,
    next: Place,
    /// How the line ends.
    kind: BreakKind,
    is_first: bool,
    is_last: bool,
    /// It continues a code line.
    is_continued: bool,
}

/// What stands in a line, in the order it is read, and how much room there is.
struct Content {
    segments: Vec<Segment>,
    /// The hyphen that appears at its end, and which of the segments it is.
    hyphen: Option<(usize, Hyphen)>,
    /// How many times each space is stretched or shrunk by what it gives.
    spread: f32,
    /// Only spaces of proportional type are elastic.
    spares_code: bool,
    /// From the paragraph's left edge.
    left: Pt,
    /// Without the spaces at its end.
    width: Pt,
    /// What hangs over its end: what keeps its last word from running into the next line's first where text is read from the page.
    line_end: Option<Segment>,
}

impl<'a, 'f> Setter<'a, 'f> {
    pub(super) fn new(
        paragraph: &'a Paragraph,
        pieces: &'a [Piece],
        measure: Pt,
        style: &'a ComputedStyle,
        shaper: &'a mut Shaper<'f>,
    ) -> Setter<'a, 'f> {
        let strut = Strut::of(style, shaper.fonts());
        Setter {
            paragraph,
            pieces,
            measure,
            style,
            shaper,
            strut,
            marks: Marks::new(&paragraph.marks, pieces, style.right_to_left),
        }
    }

    /// The lines that end at these of the points.
    pub(super) fn set(mut self, points: &[Point], breaks: &[usize]) -> Vec<Line> {
        if breaks.is_empty() {
            return self.marks_alone();
        }
        let mut lines = Vec::with_capacity(breaks.len());
        let mut inks = Vec::with_capacity(breaks.len());
        let mut from = Place::default();
        let mut is_continued = false;
        for point in breaks.iter().filter_map(|at| points.get(*at)) {
            let (line, ink) = self.line(Cut {
                from,
                to: point.end,
                next: point.next,
                kind: point.kind,
                is_first: lines.is_empty(),
                is_last: lines.len() + 1 == breaks.len(),
                is_continued,
            });
            lines.push(line);
            inks.push(ink);
            from = point.next;
            is_continued = self.is_code() && point.kind != BreakKind::Forced;
        }
        ink::part(&mut lines, &inks, &self.strut);
        lines
    }

    /// A paragraph without any content still has its ids somewhere.
    fn marks_alone(&mut self) -> Vec<Line> {
        let marks = self.marks.take(u32::MAX, &[], Extent::default());
        if marks.is_empty() {
            return Vec::new();
        }
        vec![Line {
            marks,
            ..Line::default()
        }]
    }

    /// A line, and its ink.
    fn line(&mut self, cut: Cut) -> (Line, Vec<Ink>) {
        let content = self.content(&cut);
        let height = self.height(&content);
        let mut items = Items::new(self.paragraph, self.pieces, content.left);
        if cut.is_continued {
            self.continuation(&content, &mut items);
        }
        let extents = self.place(&content, &mut items);
        let whole = Extent {
            left: content.left,
            right: content.left + content.width,
        };
        let until = if cut.is_last { u32::MAX } else { cut.next.at };
        let ink = std::mem::take(&mut items.ink);
        let line = Line {
            left: whole.left,
            width: whole.right,
            ascent: height.ascent,
            depth: height.depth,
            marks: self.marks.take(until, &extents, whole),
            items: items.finish(),
            is_divided: cut.kind.ends_in_hyphen(),
        };
        (line, ink)
    }

    /// What stands in the line, measured against the room there is.
    fn content(&mut self, cut: &Cut) -> Content {
        let mut segments = self.clip(cut.from, cut.to);
        let hyphen = self.add_hyphen(cut.kind, &mut segments);
        let lead = self.lead(cut);
        let natural: f32 = segments.iter().map(|segment| segment.width).sum();
        let rest = self.measure.0 - lead.0 - natural;
        let spares_code = segments
            .iter()
            .any(|segment| self.elasticity(segment, true).stretch > 0.0);
        let spread = self.spread(cut, &segments, rest, spares_code);
        let gains = segments
            .iter()
            .map(|segment| self.elasticity(segment, spares_code).gain(spread));
        let width = natural + gains.sum::<f32>();
        Content {
            line_end: self.line_end(cut, segments.last()),
            segments,
            hyphen,
            spread,
            spares_code,
            left: self.left(lead, self.measure - lead - Pt(width)),
            width: Pt(width),
        }
    }

    /// The segments between two places; words are shaped again where only a part of them is between.
    fn clip(&mut self, from: Place, to: Place) -> Vec<Segment> {
        let last = if self.is_inside(to) {
            to.segment + 1
        } else {
            to.segment
        };
        let whole = self
            .paragraph
            .segments
            .get(from.segment..last)
            .unwrap_or_default();
        let mut segments = Vec::with_capacity(whole.len() + 2);
        for segment in whole {
            let start = segment.start.max(from.at);
            let end = if segment.end > to.at {
                to.at
            } else {
                segment.end
            };
            let is_whole = (start, end) == (segment.start, segment.end);
            match segment.kind {
                SegmentKind::Newline => {}
                _ if is_whole => segments.push(*segment),
                SegmentKind::Word(..) if start < end => {
                    segments.push(self.part(segment, start, end))
                }
                _ => {}
            }
        }
        segments
    }

    fn is_inside(&self, place: Place) -> bool {
        self.paragraph
            .segments
            .get(place.segment)
            .is_some_and(|segment| segment.start < place.at)
    }

    fn part(&mut self, segment: &Segment, start: u32, end: u32) -> Segment {
        let SegmentKind::Word(word, font) = segment.kind else {
            return *segment;
        };
        let word = self.shaper.part(word, self.paragraph.slice(start..end));
        let look = self.shaper.look(self.paragraph.span_of(segment).look);
        Segment {
            kind: SegmentKind::Word(word, font),
            start,
            end,
            width: self.shaper.width(word, look),
            ..*segment
        }
    }

    fn add_hyphen(
        &mut self,
        kind: BreakKind,
        segments: &mut Vec<Segment>,
    ) -> Option<(usize, Hyphen)> {
        let last = *segments.last().filter(|_| kind.adds_hyphen())?;
        let hyphen = self.shaper.hyphen(self.paragraph.span_of(&last).look)?;
        segments.push(Segment {
            kind: SegmentKind::Gap,
            start: last.end,
            width: hyphen.width,
            ..last
        });
        Some((segments.len() - 1, hyphen))
    }

    /// What the line begins with: the paragraph's indent, or the room for a continued code line's mark.
    fn lead(&self, cut: &Cut) -> Pt {
        if cut.is_continued {
            continuation_width(self.paragraph, self.shaper)
        } else if cut.is_first {
            self.style.text_indent.resolve(self.measure)
        } else {
            Pt::ZERO
        }
    }

    /// How far the spaces of a justified line are stretched or shrunk to take up `rest`.
    fn spread(&self, cut: &Cut, segments: &[Segment], rest: f32, spares_code: bool) -> f32 {
        let elastic = segments
            .iter()
            .map(|segment| self.elasticity(segment, spares_code));
        let spaces: f32 = match rest >= 0.0 {
            true => elastic.map(|space| space.stretch).sum(),
            false => elastic.map(|space| space.shrink).sum(),
        };
        let fills = match cut.kind {
            BreakKind::Forced => self.style.text_align_last == Some(TextAlign::Justify),
            _ => self.style.text_align == TextAlign::Justify && !self.is_code(),
        };
        if spaces <= 0.0 || (rest >= 0.0 && !fills) {
            return 0.0;
        }
        let spread = rest / spaces;
        if spread > WIDEST_SPACE - 1.0 || self.is_code() {
            0.0
        } else {
            spread.max(-MOST_SHRUNK)
        }
    }

    fn elasticity(&self, segment: &Segment, spares_code: bool) -> Elasticity {
        let look = self.shaper.look(self.paragraph.span_of(segment).look);
        if spares_code && look.monospaced {
            return Elasticity::default();
        }
        Elasticity::of(segment, look)
    }

    /// The left end of a line that has `rest` to spare.
    fn left(&self, lead: Pt, rest: Pt) -> Pt {
        let from_right = self.style.right_to_left;
        let part = match self.style.text_align {
            TextAlign::Left => 0.0,
            TextAlign::Right => 1.0,
            TextAlign::Center => 0.5,
            TextAlign::Start | TextAlign::Justify => f32::from(u8::from(from_right)),
            TextAlign::End => f32::from(u8::from(!from_right)),
        };
        // A line that is too wide sticks out at its end.
        let rest = match from_right {
            true if part < 1.0 => rest.min(Pt::ZERO) + rest.max(Pt::ZERO) * part,
            true => rest,
            false => rest.max(Pt::ZERO) * part,
        };
        let lead = if from_right { Pt::ZERO } else { lead };
        lead + rest
    }

    /// One of the spaces that hang over a line's end, or the line end that stays.
    fn line_end(&self, cut: &Cut, before: Option<&Segment>) -> Option<Segment> {
        let kind = match cut.kind {
            BreakKind::Forced if cut.is_last => return None,
            BreakKind::Forced => SegmentKind::Newline,
            _ => SegmentKind::Space,
        };
        let hanging = cut.to.segment..cut.next.segment;
        let mut hanging = self.paragraph.segments.get(hanging)?.iter();
        let end = hanging.find(|segment| segment.kind == kind)?;
        let piece = self.pieces.get(self.paragraph.span_of(end).piece as usize);
        let span = match piece {
            // A `br` has no structure element of its own: it is with the words before it.
            Some(Piece::Break) => before?.span,
            _ => end.span,
        };
        let width = match kind {
            SegmentKind::Newline => 0.0,
            _ => end.width,
        };
        Some(Segment {
            span,
            width,
            ..*end
        })
    }

    fn height(&self, content: &Content) -> Height {
        let mut height = self.strut.height;
        let mut last = None;
        for segment in &content.segments {
            let span = self.paragraph.span_of(segment);
            if let (SegmentKind::Object, Some(Piece::Object { ascent, depth, .. })) =
                (segment.kind, self.pieces.get(span.piece as usize))
            {
                height.reach(*ascent, *depth);
            } else if last != Some(span.look) {
                last = Some(span.look);
                let look = self.shaper.look(span.look);
                let rise = self.strut.rise(look.style.vertical_align);
                height.admit(look, rise, &self.strut, self.shaper.fonts());
            }
        }
        height
    }

    /// Puts the segments beside each other, left to right. Tells where each stands, in the order they are read, if there are marks.
    fn place(&self, content: &Content, items: &mut Items<'a>) -> Vec<SegmentExtent> {
        let order = order(&content.segments);
        let mut extents = Vec::new();
        if self.style.right_to_left {
            self.hang(content, items);
        }
        for place in 0..content.segments.len() {
            let at = order.as_ref().map_or(place, |order| order[place]);
            let segment = &content.segments[at];
            let left = items.pen;
            let look = self.shaper.look(self.paragraph.span_of(segment).look);
            let rise = self.strut.rise(look.style.vertical_align);
            match content.hyphen {
                Some((place, hyphen)) if place == at => items.hyphen(&hyphen, segment, look, rise),
                _ => self.place_segment(segment, look, rise, content, items),
            }
            if !self.marks.are_taken() {
                let right = items.pen;
                let piece = self.paragraph.span_of(segment).piece;
                extents.push(SegmentExtent::new(segment, piece, Extent { left, right }));
            }
        }
        if order.is_some() {
            extents.sort_by_key(SegmentExtent::place);
        }
        if !self.style.right_to_left {
            self.hang(content, items);
        }
        extents
    }

    /// Puts the space at the line's end, which is of the paragraph's direction (UAX 9, rule L1), out of the line.
    fn hang(&self, content: &Content, items: &mut Items<'a>) {
        let Some(end) = &content.line_end else {
            return;
        };
        let look = self.shaper.look(self.paragraph.span_of(end).look);
        let rise = self.strut.rise(look.style.vertical_align);
        let width = Pt(end.width);
        if self.style.right_to_left {
            items.pen -= width;
        }
        items.space(end, look, rise, width);
    }

    fn place_segment(
        &self,
        segment: &Segment,
        look: &Look,
        rise: Pt,
        content: &Content,
        items: &mut Items<'a>,
    ) {
        let span = self.paragraph.span_of(segment);
        let width = Pt(segment.width);
        match segment.kind {
            SegmentKind::Word(word, _) => items.word(word, segment, look, rise, self.shaper),
            SegmentKind::Space => {
                let gain = self
                    .elasticity(segment, content.spares_code)
                    .gain(content.spread);
                items.space(segment, look, rise, width + Pt(gain));
            }
            SegmentKind::Glue(_) => {
                let gain = self
                    .elasticity(segment, content.spares_code)
                    .gain(content.spread);
                items.widen(width + Pt(gain));
            }
            SegmentKind::Tab => items.space(segment, look, rise, width),
            SegmentKind::Uncovered(character) => {
                let kind = LineItemKind::Uncovered(items.tag(span), character);
                items.item(kind, segment, rise, width);
            }
            SegmentKind::Object => {
                if let Some(Piece::Object { object, .. }) = self.pieces.get(span.piece as usize) {
                    items.item(LineItemKind::Object(*object), segment, Pt::ZERO, width);
                }
            }
            SegmentKind::Gap => items.skip(width),
            SegmentKind::Newline => items.space(segment, look, rise, Pt::ZERO),
        }
    }

    /// The mark of a continued code line, at the paragraph's left edge.
    fn continuation(&self, content: &Content, items: &mut Items<'a>) {
        if let Some(first) = content.segments.first() {
            let look = self.shaper.look(self.paragraph.span_of(first).look);
            items.pen = content.left - Pt(look.space_width * CONTINUATION);
            items.continuation(look.size, Pt(look.space_width));
            items.pen = content.left;
        }
    }

    fn is_code(&self) -> bool {
        super::keeps_spaces(self.style)
    }
}

/// The order in which segments stand, if it isn't the one they are read in.
fn order(segments: &[Segment]) -> Option<Vec<usize>> {
    if segments.iter().all(|segment| segment.level == 0) {
        return None;
    }
    let levels: Vec<u8> = segments.iter().map(|segment| segment.level).collect();
    visual_order(&levels)
}
