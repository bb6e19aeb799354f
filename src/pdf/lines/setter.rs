//! Setting: takes the breaks of a paragraph, gives its lines with everything in its place.

use super::height::{Height, Strut};
use super::opportunity::BreakKind;
use super::point::{Place, Point};
use super::reorder::visual_order;
use super::run::Items;
use crate::pdf::line::{Line, LineItemKind, Mark, Piece};
use crate::pdf::shape::{Hyphen, Look, Paragraph, Segment, SegmentKind, Shaper};
use crate::style::{ComputedStyle, TextAlign};
use crate::units::Pt;

/// Beyond this many times its natural width a space is not stretched; the line stays ragged.
const WIDEST_SPACE: f32 = 4.0;
/// Below this part of its natural width a space is not shrunk; the line sticks out.
const NARROWEST_SPACE: f32 = 0.6;

/// How many spaces a continued code line begins with: one of them holds its mark.
const CONTINUATION: f32 = 2.0;

/// The width that continued code lines begin with.
pub(super) fn continuation_width(paragraph: &Paragraph, shaper: &Shaper<'_>) -> Pt {
    let first = paragraph.spans.first();
    first.map_or(Pt::ZERO, |span| {
        Pt(shaper.look(span.look).space_width * CONTINUATION)
    })
}

/// Where a segment begins in its line.
struct SegmentStart {
    start: u32,
    end: u32,
    piece: u32,
    x: Pt,
}

impl SegmentStart {
    /// Does a mark at a byte offset fall here? Empty width is passed by the marks after it only.
    fn holds(&self, at: u32, mark: u32) -> bool {
        let is_gap_after = self.start == self.end && self.start == at && self.piece > mark;
        (self.start <= at && at < self.end) || is_gap_after
    }
}

/// Sets the lines of one paragraph.
pub(super) struct Setter<'a, 'f> {
    paragraph: &'a Paragraph,
    pieces: &'a [Piece],
    measure: Pt,
    style: &'a ComputedStyle,
    shaper: &'a mut Shaper<'f>,
    strut: Strut,
    /// Index in the paragraph's marks of the first that is on no line yet.
    next_mark: usize,
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
    /// What each elastic space is stretched by, in its own width.
    spread: f32,
    /// Only spaces of proportional type are elastic.
    spares_code: bool,
    /// From the paragraph's left edge.
    left: Pt,
    /// Without the spaces at its end.
    width: Pt,
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
            next_mark: 0,
        }
    }

    /// The lines that end at these of the points.
    pub(super) fn set(mut self, points: &[Point], breaks: &[usize]) -> Vec<Line> {
        if breaks.is_empty() {
            return self.marks_alone();
        }
        let mut lines = Vec::with_capacity(breaks.len());
        let mut from = Place::default();
        let mut is_continued = false;
        for point in breaks.iter().filter_map(|at| points.get(*at)) {
            lines.push(self.line(Cut {
                from,
                to: point.end,
                next: point.next,
                kind: point.kind,
                is_first: lines.is_empty(),
                is_last: lines.len() + 1 == breaks.len(),
                is_continued,
            }));
            from = point.next;
            is_continued = self.is_code() && point.kind != BreakKind::Forced;
        }
        lines
    }

    /// A paragraph without any content still has its ids somewhere.
    fn marks_alone(&mut self) -> Vec<Line> {
        let marks = self.take_marks(u32::MAX, &[], Pt::ZERO);
        if marks.is_empty() {
            return Vec::new();
        }
        vec![Line {
            marks,
            ..Line::default()
        }]
    }

    fn line(&mut self, cut: Cut) -> Line {
        let mut content = self.content(&cut);
        let height = self.height(&content);
        self.add_line_end(&cut, &mut content);
        let mut items = Items::new(self.paragraph, self.pieces, content.left);
        if cut.is_continued {
            self.continuation(&content, &mut items);
        }
        let starts = self.place(&content, &mut items);
        let end = content.left + content.width;
        let until = if cut.is_last { u32::MAX } else { cut.next.at };
        Line {
            width: end,
            ascent: height.ascent,
            depth: height.depth,
            marks: self.take_marks(until, &starts, end),
            items: items.finish(),
            is_divided: cut.kind.ends_in_hyphen(),
        }
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
            .any(|segment| self.is_elastic(segment, true));
        let spread = self.spread(cut, &segments, rest, spares_code);
        let mut width = natural;
        for segment in segments
            .iter()
            .filter(|segment| self.is_elastic(segment, spares_code))
        {
            width += segment.width * spread;
        }
        Content {
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
            .filter(|segment| self.is_elastic(segment, spares_code));
        let spaces: f32 = elastic.map(|segment| segment.width).sum();
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
            spread.max(NARROWEST_SPACE - 1.0)
        }
    }

    fn is_elastic(&self, segment: &Segment, spares_code: bool) -> bool {
        segment.kind == SegmentKind::Space
            && !(spares_code
                && self
                    .shaper
                    .look(self.paragraph.span_of(segment).look)
                    .monospaced)
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
        let lead = if from_right { Pt::ZERO } else { lead };
        lead + rest.max(Pt::ZERO) * part
    }

    /// What keeps a line's last word from running into the next line's first where text is read from the page: one of the spaces
    /// that hang over its end, or the line end that stays.
    fn add_line_end(&self, cut: &Cut, content: &mut Content) {
        let hanging = self
            .paragraph
            .segments
            .get(cut.to.segment..cut.next.segment);
        let mut hanging = hanging.unwrap_or_default().iter();
        let kind = match cut.kind {
            BreakKind::Forced if cut.is_last => return,
            BreakKind::Forced => SegmentKind::Newline,
            _ => SegmentKind::Space,
        };
        let end = hanging.find(|segment| segment.kind == kind);
        let worded = end.and_then(|end| {
            let span = self.worded_span(end, content)?;
            Some(Segment { span, ..*end })
        });
        content.segments.extend(worded);
    }

    /// The span whose structure element a line's end is in. A `br` has none of its own: it is with the words before it.
    fn worded_span(&self, end: &Segment, content: &Content) -> Option<u32> {
        match self.pieces.get(self.paragraph.span_of(end).piece as usize) {
            Some(Piece::Break) => content.segments.last().map(|before| before.span),
            _ => Some(end.span),
        }
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

    /// Puts the segments beside each other, left to right. Tells where each begins.
    fn place(&self, content: &Content, items: &mut Items<'a>) -> Vec<SegmentStart> {
        let levels: Vec<u8> = match content.segments.iter().any(|segment| segment.level > 0) {
            true => content
                .segments
                .iter()
                .map(|segment| segment.level)
                .collect(),
            false => Vec::new(),
        };
        let order = visual_order(&levels);
        let mut starts = Vec::new();
        for place in 0..content.segments.len() {
            let at = order.as_ref().map_or(place, |order| order[place]);
            let segment = &content.segments[at];
            if self.next_mark < self.paragraph.marks.len() {
                starts.push(SegmentStart {
                    start: segment.start,
                    end: segment.end,
                    piece: self.paragraph.span_of(segment).piece,
                    x: items.pen,
                });
            }
            let look = self.shaper.look(self.paragraph.span_of(segment).look);
            let rise = self.strut.rise(look.style.vertical_align);
            match content.hyphen {
                Some((place, hyphen)) if place == at => items.hyphen(&hyphen, segment, look, rise),
                _ => self.place_segment(segment, look, rise, content, items),
            }
        }
        starts
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
                let is_elastic = self.is_elastic(segment, content.spares_code);
                let spread = if is_elastic { content.spread } else { 0.0 };
                items.space(segment, look, rise, width * (1.0 + spread));
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

    /// The marks before a byte offset, each where its place in the text fell.
    fn take_marks(&mut self, until: u32, starts: &[SegmentStart], end: Pt) -> Vec<(Pt, Mark)> {
        let rest = self
            .paragraph
            .marks
            .get(self.next_mark..)
            .unwrap_or_default();
        let taken = rest.iter().take_while(|(at, _)| *at < until).count();
        self.next_mark += taken;
        let marks = rest.iter().take(taken).filter_map(|(at, piece)| {
            let is_here = |start: &&SegmentStart| start.holds(*at, *piece);
            let x = starts.iter().find(is_here).map_or(end, |start| start.x);
            match self.pieces.get(*piece as usize) {
                Some(Piece::Mark(mark)) => Some((x, mark.clone())),
                _ => None,
            }
        });
        marks.collect()
    }

    fn is_code(&self) -> bool {
        super::keeps_spaces(self.style)
    }
}
