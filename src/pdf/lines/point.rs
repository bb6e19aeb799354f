//! Breakpoints: takes opportunities, gives for each what the text measures up to it, so that any line is measured by a subtraction.

use super::elastic::Elasticity;
use super::opportunity::{BreakKind, Opportunity};
use crate::pdf::shape::{Look, Paragraph, Segment, SegmentKind, Shaper, WordId};

/// Widths summed from the paragraph's beginning, in points. In double precision, for paragraphs may be a megabyte long.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sums {
    /// Natural width.
    pub width: f64,
    /// What its spaces give where it is stretched once.
    pub stretch: f64,
    /// What they give where it is shrunk.
    pub shrink: f64,
}

impl std::ops::Sub for Sums {
    type Output = Sums;
    fn sub(self, other: Sums) -> Sums {
        Sums {
            width: self.width - other.width,
            stretch: self.stretch - other.stretch,
            shrink: self.shrink - other.shrink,
        }
    }
}

/// A place in a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    /// A segment's index.
    pub segment: usize,
    /// A byte offset in the text, in that segment or at its beginning.
    pub at: u32,
}

/// A breakpoint, measured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    /// What kind of break it is.
    pub kind: BreakKind,
    /// Behind the last thing of the line before; spaces that hang there lie between `end` and `next`.
    pub end: Place,
    /// Where the next line begins.
    pub next: Place,
    /// The sums at `end`.
    pub before: Sums,
    /// The sums at `next`.
    pub after: Sums,
    /// The width of the hyphen that appears.
    pub hyphen: f32,
}

/// Measures a paragraph at each opportunity. The opportunities stand in order, the last is the text's end.
pub(super) fn measure(
    paragraph: &Paragraph,
    shaper: &mut Shaper<'_>,
    opportunities: &[Opportunity],
) -> Vec<Point> {
    let mut ruler = Ruler {
        paragraph,
        shaper,
        sums: Sums::default(),
        solid: (Place::default(), Sums::default()),
        points: Vec::with_capacity(opportunities.len()),
    };
    let Some((end, mut rest)) = opportunities.split_last() else {
        return Vec::new();
    };
    for (number, segment) in paragraph.segments.iter().enumerate() {
        rest = ruler.within(number, segment, rest);
        ruler.pass(number, segment);
        let next = paragraph.segments.get(number + 1);
        if next.is_some_and(|next| matches!(next.kind, SegmentKind::Glue(_))) {
            // A line that ends here ends before that space and the next begins behind it.
            continue;
        }
        while let Some((first, others)) = rest.split_first().filter(|(o, _)| o.at <= segment.end) {
            ruler.point(first, number + 1);
            rest = others;
        }
    }
    if !paragraph.segments.is_empty() {
        ruler.point(end, paragraph.segments.len());
    }
    ruler.points
}

struct Ruler<'a, 'f> {
    paragraph: &'a Paragraph,
    shaper: &'a mut Shaper<'f>,
    sums: Sums,
    /// Behind the last segment that is no space.
    solid: (Place, Sums),
    points: Vec<Point>,
}

impl Ruler<'_, '_> {
    /// Measures the opportunities inside a segment, which must be a word; gives back the others.
    fn within<'o>(
        &mut self,
        number: usize,
        segment: &Segment,
        opportunities: &'o [Opportunity],
    ) -> &'o [Opportunity] {
        let inside = opportunities.partition_point(|o| o.at < segment.end);
        let (inside, rest) = opportunities.split_at(inside);
        let SegmentKind::Word(word, _) = segment.kind else {
            return rest;
        };
        if inside.is_empty() {
            return rest;
        }
        let mut edges = Edges::new(self.shaper, word, segment, self.look(segment));
        for opportunity in inside {
            let (width, unkerned) = edges.width_to(opportunity.at.saturating_sub(segment.start));
            let mut after = self.sums;
            after.width += f64::from(width);
            let mut before = after;
            before.width += f64::from(unkerned);
            let place = Place {
                segment: number,
                at: opportunity.at,
            };
            let hyphen = self.hyphen(opportunity.kind, segment);
            self.points.push(Point {
                kind: opportunity.kind,
                end: place,
                next: place,
                before,
                after,
                hyphen,
            });
        }
        rest
    }

    /// Adds a segment to the sums.
    fn pass(&mut self, number: usize, segment: &Segment) {
        let width = f64::from(segment.width);
        self.sums.width += width;
        if is_lost_at_line_end(segment) {
            let look = self.look(segment);
            if !look.monospaced {
                let elasticity = Elasticity::of(segment, look);
                self.sums.stretch += f64::from(elasticity.stretch);
                self.sums.shrink += f64::from(elasticity.shrink);
            }
        } else {
            let place = Place {
                segment: number + 1,
                at: segment.end,
            };
            self.solid = (place, self.sums);
        }
    }

    /// A breakpoint behind a segment.
    fn point(&mut self, opportunity: &Opportunity, next: usize) {
        let segment = &self.paragraph.segments[next - 1];
        let hyphen = self.hyphen(opportunity.kind, segment);
        let (end, before) = if is_lost_at_line_end(segment) {
            self.solid
        } else {
            let at = opportunity.at;
            (Place { segment: next, at }, self.sums)
        };
        self.points.push(Point {
            kind: opportunity.kind,
            end,
            next: Place {
                segment: next,
                at: opportunity.at,
            },
            before,
            after: self.sums,
            hyphen,
        });
    }

    fn look(&self, segment: &Segment) -> &Look {
        self.shaper.look(self.paragraph.span_of(segment).look)
    }

    fn hyphen(&mut self, kind: BreakKind, segment: &Segment) -> f32 {
        if !kind.adds_hyphen() {
            return 0.0;
        }
        let look = self.paragraph.span_of(segment).look;
        self.shaper.hyphen(look).map_or(0.0, |hyphen| hyphen.width)
    }
}

/// Does it hang over the end of a line that ends behind it?
fn is_lost_at_line_end(segment: &Segment) -> bool {
    matches!(
        segment.kind,
        SegmentKind::Space | SegmentKind::Newline | SegmentKind::Glue(_)
    )
}

/// How wide a word is up to each of its cluster edges, in points; linear between them, so that ligatures are divided evenly.
struct Edges {
    edges: Vec<Edge>,
    next: usize,
}

/// Where a cluster begins.
struct Edge {
    /// Byte offset in the word.
    at: u32,
    /// The word's width up to here.
    width: f32,
    /// What the cluster before it gains where nothing follows that it is kerned with.
    unkerned: f32,
}

impl Edges {
    fn new(shaper: &Shaper<'_>, word: WordId, segment: &Segment, look: &Look) -> Edges {
        let font = shaper.word(word).font;
        let (face, size) = (shaper.fonts().face(font), look.size_of(font));
        let glyphs = shaper.glyphs(word);
        let mut edges: Vec<Edge> = Vec::with_capacity(glyphs.len() + 1);
        let (mut width, mut unkerned) = (0.0, 0.0);
        for step in 0..glyphs.len() {
            let glyph = match shaper.word(word).right_to_left {
                true => glyphs[glyphs.len() - 1 - step],
                false => glyphs[step],
            };
            let at = u32::from(glyph.cluster);
            if edges.last().is_none_or(|last| last.at != at) {
                if !edges.is_empty() {
                    width += look.style.letter_spacing.0;
                }
                edges.push(Edge {
                    at,
                    width,
                    unkerned,
                });
            }
            let advance = f32::from(glyph.advance);
            let loss = f32::from(face.advance(glyph.id)) - advance;
            unkerned = face.scale(loss.max(0.0), size).0;
            width += face.scale(advance, size).0;
        }
        edges.push(Edge {
            at: segment.end - segment.start,
            width: segment.width,
            unkerned: 0.0,
        });
        Edges { edges, next: 0 }
    }

    /// The width up to a byte offset, and what it gains if a line ends there; offsets must not go back from call to call.
    fn width_to(&mut self, offset: u32) -> (f32, f32) {
        let follows = |edge: &Edge| edge.at <= offset;
        while self.edges.get(self.next + 1).is_some_and(follows) {
            self.next += 1;
        }
        let Some(edge) = self.edges.get(self.next) else {
            return (0.0, 0.0);
        };
        match self.edges.get(self.next + 1) {
            Some(next) if next.at > edge.at => {
                let part = offset.saturating_sub(edge.at) as f32 / (next.at - edge.at) as f32;
                (edge.width + (next.width - edge.width) * part, edge.unkerned)
            }
            _ => (edge.width, edge.unkerned),
        }
    }
}
