//! Lines: takes a paragraph's pieces and a measure, gives the paragraph set in lines: broken, hyphenated, justified.

mod breaks;
mod elastic;
mod exceptions;
mod greedy;
mod height;
mod hyphenate;
mod ink;
mod mark;
mod opportunity;
mod optimum;
mod point;
mod reorder;
mod run;
mod setter;

pub use hyphenate::hyphenate;

use crate::pdf::line::{Line, Piece};
use crate::pdf::shape::Shaper;
use crate::style::{ComputedStyle, WhiteSpace};
use crate::units::Pt;
use setter::Setter;

/// Sets a paragraph in lines of a measure. `style` is the block's: it gives alignment, indent and the least line height; each piece
/// of text brings its own for the rest.
///
/// ```
/// use chapbook::pdf::{fonts::FontLibrary, line::Piece, lines, page::Tag, shape::Shaper};
/// use chapbook::{style::ComputedStyle, units::Pt};
/// use std::sync::Arc;
/// let fonts = FontLibrary::bundled();
/// let style = Arc::new(ComputedStyle::default());
/// let text = Piece::Text { text: "Lines of few words.".into(), style: Arc::clone(&style), tag: Tag::Layout, link: None };
/// let lines = lines::set(&[text], Pt(50.0), &style, &mut Shaper::new(&fonts));
/// assert_eq!(lines.len(), 2);
/// ```
pub fn set(
    pieces: &[Piece],
    measure: Pt,
    style: &ComputedStyle,
    shaper: &mut Shaper<'_>,
) -> Vec<Line> {
    let paragraph = shaper.shape(pieces, style);
    let measure = measure.max(Pt(1.0));
    let broken = breaks::of(&paragraph, measure, style, shaper);
    Setter::new(&paragraph, pieces, measure, style, shaper).set(&broken.points, &broken.breaks)
}

/// How narrow and how wide a paragraph can be set: its widest unbreakable part, and its widest line if none is broken.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Widths {
    /// No narrower without breaking words.
    pub min: Pt,
    /// No wider with any use.
    pub max: Pt,
}

/// Measures a paragraph for a table's columns (CSS Sizing 3, section 5: min-content and max-content).
pub fn widths(pieces: &[Piece], style: &ComputedStyle, shaper: &mut Shaper<'_>) -> Widths {
    let paragraph = shaper.shape(pieces, style);
    let opportunities = opportunity::customary(&paragraph, shaper);
    let points = point::measure(&paragraph, shaper, &opportunities);
    Widths {
        min: Pt(breaks::widest_part(&points) as f32),
        max: Pt(breaks::widest_line(&points) as f32),
    }
}

/// Text whose spaces and line ends stay is code: it is filled line by line, not as a whole. `pre` wraps too, for pages don't scroll.
fn keeps_spaces(style: &ComputedStyle) -> bool {
    matches!(style.white_space, WhiteSpace::Pre | WhiteSpace::PreWrap)
}
