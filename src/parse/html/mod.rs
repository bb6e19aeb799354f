//! Raw HTML: takes tags and text as they are written among Markdown, gives blocks and inlines of the model.
//!
//! `pieces` cuts the source at its tags, `session` feeds them to html5ever with finished Markdown nodes between them,
//! `dom` keeps the tree that html5ever makes, and `convert` turns that tree into the model: `blocks`, `phrasing`, and of the
//! blocks in files of their own `list` and `table`.

mod attributes;
mod blocks;
mod convert;
mod dom;
mod elements;
mod embedded;
mod list;
mod phrasing;
mod pieces;
mod raw;
mod session;
mod table;

pub(super) use attributes::set_key;
pub(super) use elements::{Treatment, is_phrasing, is_void, treatment};
pub(super) use pieces::{Piece, Pieces, tag_name};
pub(super) use raw::{RawElement, svg_image, tex_of};
pub(super) use session::Session;
