//! Style: takes CSS and trees of elements, gives each element's computed style, the page's, and the stylesheet written out for the EPUB.

mod book;
mod computed;
mod sheet;

pub use book::{StyledBook, StyledChapter};
pub use computed::{
    Border, BorderStyle, BoxBreak, BreakInside, ComputedStyle, Display, Float, FontSlant, Hyphens,
    Length, LineStyle, ListMarker, MarginBox, MarginBoxContent, MarginBoxPlace, PageStyle, Size,
    StyleId, StyleTable, TextAlign, TextTransform, VerticalAlign, WhiteSpace,
};
pub use sheet::Stylesheet;
