//! How wide boxes are (CSS 2 section 10.3) and how large pictures.

use crate::style::{ComputedStyle, Float, Length, Size, TextAlign};
use crate::units::{Pt, Rect, Sides, Size as Extent};

/// Text is set no narrower than this; boxes nested deeper are indented no further.
const NARROWEST: Pt = Pt(48.0);

/// Where a block stands in its flow.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Frame {
    /// Its border's left edge.
    pub x: Pt,
    /// Its width, borders in it.
    pub width: Pt,
    /// Its content's left edge.
    pub inner_x: Pt,
    /// Its content's width.
    pub inner_width: Pt,
}

impl Frame {
    /// The flow's own box.
    pub fn of_flow(width: Pt) -> Frame {
        Frame {
            x: Pt::ZERO,
            width,
            inner_x: Pt::ZERO,
            inner_width: width,
        }
    }

    /// A block in this one.
    pub fn block(&self, style: &ComputedStyle) -> Frame {
        let around = horizontal(style, self.inner_width);
        let margin = |side: Option<Length>| side.map(|length| length.resolve(self.inner_width));
        let (left, right) = (margin(style.margin.left), margin(style.margin.right));
        let given = left.unwrap_or_default() + right.unwrap_or_default();
        let room = self.inner_width - given - around.total();
        let width = content_width(style, self.inner_width, room);
        let spare = room - width;
        let shift = match (left, right) {
            (None, None) => spare * 0.5,
            (None, Some(_)) => spare,
            (Some(_), None) => Pt::ZERO,
            (Some(_), Some(_)) if style.right_to_left => spare,
            (Some(_), Some(_)) => Pt::ZERO,
        };
        let x = self.inner_x + left.unwrap_or_default() + shift.max(Pt::ZERO);
        let frame = Frame {
            x,
            width: width + around.total(),
            inner_x: x + around.left,
            inner_width: width,
        };
        frame.or_not_indented(self)
    }

    /// A table's wrapper: the table's margins, and else all the room there is.
    pub fn wrapper(&self, style: &ComputedStyle) -> Frame {
        let margin =
            |side: Option<Length>| side.map_or(Pt::ZERO, |length| length.resolve(self.inner_width));
        let (left, right) = (margin(style.margin.left), margin(style.margin.right));
        let x = self.inner_x + left;
        let width = self.inner_width - left - right;
        let frame = Frame {
            x,
            width,
            inner_x: x,
            inner_width: width,
        };
        frame.or_not_indented(self)
    }

    /// This, or as wide as the box around it where that would leave no room for text.
    fn or_not_indented(self, outer: &Frame) -> Frame {
        if self.inner_width >= NARROWEST.min(outer.inner_width) {
            return self;
        }
        Frame {
            x: outer.inner_x,
            width: outer.inner_width,
            inner_x: outer.inner_x,
            inner_width: outer.inner_width,
        }
    }

    /// A box of this size in it: at the side it floats to, else aligned as its text is.
    pub fn aligned(&self, style: &ComputedStyle, width: Pt) -> Pt {
        let spare = (self.inner_width - width).max(Pt::ZERO);
        let auto = (style.margin.left.is_none(), style.margin.right.is_none());
        let end = if style.right_to_left { spare } else { Pt::ZERO };
        match style.float {
            Float::Left => return self.inner_x,
            Float::Right => return self.inner_x + spare,
            Float::None => {}
        }
        self.inner_x
            + match (auto, style.text_align) {
                ((true, true), _) | (_, TextAlign::Center) => spare * 0.5,
                ((true, false), _) | (_, TextAlign::Right) => spare,
                ((false, true), _) | (_, TextAlign::Left) => Pt::ZERO,
                (_, TextAlign::End) => spare - end,
                (_, TextAlign::Start | TextAlign::Justify) => end,
            }
    }
}

/// Padding and borders at both sides.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Around {
    pub left: Pt,
    pub right: Pt,
}

impl Around {
    pub fn total(&self) -> Pt {
        self.left + self.right
    }
}

/// Padding and borders at the left and right.
pub(super) fn horizontal(style: &ComputedStyle, container: Pt) -> Around {
    Around {
        left: style.padding.left.resolve(container) + style.border.left.width,
        right: style.padding.right.resolve(container) + style.border.right.width,
    }
}

/// Padding and borders at the top and bottom.
pub(super) fn vertical(style: &ComputedStyle, container: Pt) -> (Pt, Pt) {
    (
        style.padding.top.resolve(container) + style.border.top.width,
        style.padding.bottom.resolve(container) + style.border.bottom.width,
    )
}

fn content_width(style: &ComputedStyle, container: Pt, room: Pt) -> Pt {
    let wished = match style.width {
        Size::Auto => room,
        Size::Given(width) => width.resolve(container),
    };
    let most = style
        .max_width
        .map_or(wished, |most| most.resolve(container));
    wished
        .min(most)
        .max(style.min_width.resolve(container))
        .min(room.max(Pt::ZERO))
}

/// A picture's size in a box of this width: as the style says, in its own proportions, never wider than the box nor higher than
/// `highest`.
pub(super) fn picture(
    style: &ComputedStyle,
    natural: Extent,
    container: Pt,
    highest: Pt,
) -> Extent {
    let ratio = (natural.height / natural.width).clamp(1e-4, 1e4);
    let given = |size| match size {
        Size::Given(length @ Length::Fixed(_)) => Some(length.resolve(container)),
        Size::Given(length @ Length::Part(_)) => Some(length.resolve(container)),
        Size::Auto => None,
    };
    let height = match style.height {
        Size::Given(Length::Part(_)) => None,
        size => given(size),
    };
    let width = match (given(style.width), height) {
        (Some(width), _) => width,
        (None, Some(height)) => height / ratio,
        (None, None) => natural.width,
    };
    let widest = style
        .max_width
        .map_or(container, |most| most.resolve(container))
        .min(container);
    let highest = match style.max_height {
        Some(Length::Fixed(most)) => most.min(highest),
        _ => highest,
    };
    let least = style.min_width.resolve(container).max(Pt(0.75));
    let width = width.max(least).min(widest).min(highest / ratio);
    Extent {
        width,
        height: width * ratio,
    }
}

/// The edges of a box as four rectangles, top, right, bottom, left, for its borders.
pub(super) fn edges(area: Rect, widths: Sides<Pt>) -> Sides<Rect> {
    let Rect { origin, size } = area;
    let right = origin.x + size.width - widths.right;
    let bottom = origin.y + size.height - widths.bottom;
    Sides {
        top: Rect::new(origin.x, origin.y, size.width, widths.top),
        right: Rect::new(right, origin.y, widths.right, size.height),
        bottom: Rect::new(origin.x, bottom, size.width, widths.bottom),
        left: Rect::new(origin.x, origin.y, widths.left, size.height),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn style(change: impl FnOnce(&mut ComputedStyle)) -> Arc<ComputedStyle> {
        let mut style = ComputedStyle::default();
        change(&mut style);
        Arc::new(style)
    }

    #[test]
    fn auto_margins_centre_a_block() {
        let style = style(|style| {
            style.width = Size::Given(Length::Part(0.5));
            (style.margin.left, style.margin.right) = (None, None);
        });
        let frame = Frame::of_flow(Pt(400.0)).block(&style);
        assert_eq!((frame.x, frame.inner_width), (Pt(100.0), Pt(200.0)));
    }

    #[test]
    fn nesting_never_leaves_less_than_some_words_of_room() {
        let style = style(|style| style.margin.left = Some(Length::Fixed(Pt(30.0))));
        let mut frame = Frame::of_flow(Pt(300.0));
        for _ in 0..1000 {
            frame = frame.block(&style);
        }
        assert!(
            frame.inner_width >= NARROWEST && frame.inner_x < Pt(300.0),
            "{frame:?}"
        );
    }

    #[test]
    fn pictures_keep_their_proportions_within_column_and_page() {
        let natural = Extent {
            width: Pt(800.0),
            height: Pt(400.0),
        };
        let size = picture(&style(|_| ()), natural, Pt(200.0), Pt(500.0));
        assert_eq!((size.width, size.height), (Pt(200.0), Pt(100.0)));
        let size = picture(&style(|_| ()), natural, Pt(2000.0), Pt(100.0));
        assert_eq!((size.width, size.height), (Pt(200.0), Pt(100.0)));
        let tall = style(|style| style.height = Size::Given(Length::Fixed(Pt(50.0))));
        assert_eq!(
            picture(&tall, natural, Pt(300.0), Pt(500.0)).width,
            Pt(100.0)
        );
    }
}
