//! The vertical list: what a chapter is to the page breaker, top to bottom (TeXbook chapter 15).

use super::fragment::Fragment;
use crate::diagnostics::Diagnostic;
use crate::media::MediaId;
use crate::pdf::boxes::HeadingMark;
use crate::pdf::line::{Line, LineItem, Mark};
use crate::pdf::page::Tag;
use crate::style::ComputedStyle;
use crate::units::{Pt, Size};
use std::sync::Arc;

/// Something as wide as its flow that no page break goes through: a line, a picture, a table row.
#[derive(Debug)]
pub(super) struct Strip {
    /// Margin above. It vanishes at the top of a page, and is what stretches.
    pub gap: Pt,
    /// Padding and borders above, and the margins within them, which stay.
    pub lead: Pt,
    /// Its own height.
    pub height: Pt,
    /// Padding and borders below.
    pub trail: Pt,
    /// What a page break before it costs.
    pub before: BreakCost,
    /// From the flow's left edge.
    pub x: Pt,
    /// What is in it.
    pub content: Content,
    /// The table head that is repeated above it if it comes first on a page, by its number in the stack.
    pub head: Option<u32>,
}

/// What a page break costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum BreakCost {
    /// This much, over what the page costs that it ends.
    Costs(f64),
    /// The page ends here in any case.
    Forced,
}

/// What is in a strip.
#[derive(Debug, Default)]
pub(super) enum Content {
    /// Nothing that is drawn.
    #[default]
    Empty,
    /// A line of text.
    Line(Line),
    /// A picture.
    Picture {
        media: MediaId,
        size: Size,
        tag: Tag,
        link: Option<u32>,
    },
    /// Part of a table, drawn.
    Drawn(Box<Fragment>),
}

impl Content {
    /// The number of the node that it comes from, or the first part of it that comes from one.
    pub fn node(&self) -> Option<u32> {
        let number = |tag: Tag| match tag {
            Tag::Structure { order, .. } => Some(order),
            Tag::Pagination | Tag::Layout => None,
        };
        match self {
            Content::Empty => None,
            Content::Line(line) => line.items.iter().filter_map(LineItem::tag).find_map(number),
            Content::Picture { tag, .. } => number(*tag),
            Content::Drawn(drawn) => drawn.items.iter().map(|item| item.tag).find_map(number),
        }
    }
}

/// A box's background and borders, over the strips that stand in it.
#[derive(Debug)]
pub(super) struct Decor {
    /// Its first strip.
    pub first: usize,
    /// From its top edge down to the first strip's content.
    pub above: Pt,
    /// Its last strip.
    pub last: usize,
    /// From the last strip's content down to its bottom edge.
    pub below: Pt,
    /// Its left edge, from the flow's.
    pub x: Pt,
    /// How wide it is.
    pub width: Pt,
    /// How it looks.
    pub style: Arc<ComputedStyle>,
}

/// Something of no size at a strip's top.
#[derive(Debug)]
pub(super) enum StripMark {
    /// An id, or a note's call.
    Mark(Mark),
    /// A heading.
    Heading(HeadingMark),
}

/// A table head to be repeated.
#[derive(Debug)]
pub(super) struct RepeatedHead {
    pub height: Pt,
    pub x: Pt,
    pub fragment: Fragment,
}

/// A flow, stacked.
#[derive(Debug, Default)]
pub(super) struct Stack {
    pub strips: Vec<Strip>,
    /// Parents before their children.
    pub decors: Vec<Decor>,
    /// Marks with their strips, in order.
    pub marks: Vec<(usize, StripMark)>,
    pub heads: Vec<RepeatedHead>,
    /// The margin below the last strip.
    pub bottom: Pt,
    pub messages: Vec<Diagnostic>,
}

impl Strip {
    /// All but the margin above.
    pub fn solid(&self) -> Pt {
        self.lead + self.height + self.trail
    }

    /// Its height with the margin above.
    pub fn total(&self) -> Pt {
        self.gap + self.solid()
    }
}

impl Stack {
    /// Does a page end before this strip in any case?
    pub fn is_forced_before(&self, strip: usize) -> bool {
        let strip = self.strips.get(strip);
        strip.is_some_and(|strip| strip.before == BreakCost::Forced)
    }

    /// From its first strip's top to its last one's bottom, in a box that keeps its margins in.
    pub fn height(&self) -> Pt {
        self.strips.iter().map(Strip::total).sum::<Pt>() + self.bottom
    }
}
