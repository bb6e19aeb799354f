//! Style: takes CSS and trees of elements, gives each element's computed style, the page's, and the stylesheet written out for the EPUB.
//!
//! [`Stylesheet::parse`] reads the sheets (`read`, into the items of `rule`), [`Stylesheet::compute`] matches them against a tree
//! (`cascade`) and computes what they leave (`compute`), [`Stylesheet::page`] does so for pages (`page`), and
//! [`Stylesheet::to_epub_css`] writes them again (`epub_css`). The properties are one table in `property`.

mod ancestors;
mod book;
mod cascade;
mod colour;
mod compute;
mod computed;
mod content;
mod element;
mod epub_css;
mod font;
mod hint;
mod keyword;
mod length;
mod media;
mod page;
mod property;
mod read;
mod rule;
mod selector;
mod sheet;
mod shorthand;
mod value;
mod written;

pub use book::{StyledBook, StyledChapter};
pub use computed::{
    Border, BorderStyle, BoxBreak, BreakInside, ComputedStyle, Display, Float, FontSlant, Hyphens,
    Length, LineStyle, ListMarker, MarginBox, MarginBoxContent, MarginBoxPlace, PageStyle, Size,
    StyleId, StyleTable, TextAlign, TextTransform, VerticalAlign, WhiteSpace,
};
pub(crate) use content::numeral;
pub use page::{PageSide, page_size};
pub use sheet::Stylesheet;
