//! Which picture stands for the book on a shelf.

use crate::document::{Book, Picture};
use crate::media::{MediaId, MediaKind};

/// Kindle's least for a cover; what is smaller is blurred on a shelf.
const LEAST_LONG_SIDE: u32 = 1000;
const LEAST_SHORT_SIDE: u32 = 625;

/// The lead picture of a book of one chapter, if it is large enough. A book of many has no picture that is all of it.
pub(super) fn cover(book: &Book) -> Option<MediaId> {
    let [chapter] = book.chapters.as_slice() else {
        return None;
    };
    let Picture::Embedded(id) = chapter.lead.as_ref()?.picture else {
        return None;
    };
    let facts = &book.media.get(id)?.facts;
    let (long, short) = (facts.width.max(facts.height), facts.width.min(facts.height));
    let is_large = long >= LEAST_LONG_SIDE && short >= LEAST_SHORT_SIDE;
    (is_large && facts.kind != MediaKind::Svg).then_some(id)
}
