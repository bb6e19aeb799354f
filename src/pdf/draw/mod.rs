//! Drawing: takes pages whose glyphs are those of the whole faces, gives content streams that speak of the subsets, and the
//! marked-content sequences in them.

pub mod content;
mod marked;
pub mod svg;
mod text;

pub use marked::{Mark, union};

use crate::media::MediaId;
use crate::pdf::file::fonts::Subsets;
use crate::pdf::file::pictures::Pictures;
use crate::pdf::page::{Item, Page, Placed, StructureElement};
use crate::units::{Colour, Point, Pt, Rect};
use content::Content;
use marked::{MarkedContent, Sequence};
use std::collections::BTreeSet;

/// What pages are drawn with.
pub struct Palette<'a> {
    /// The faces.
    pub subsets: &'a Subsets,
    /// The pictures.
    pub pictures: &'a Pictures,
}

/// A page, drawn.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Its content stream.
    pub content: Vec<u8>,
    /// Its marked-content sequences, by their identifiers.
    pub marks: Vec<Mark>,
    /// Which pictures it shows.
    pub pictures: BTreeSet<MediaId>,
}

/// Draws a page of the chapter with this structure.
pub fn draw(page: &Page, structure: &[StructureElement], palette: &Palette<'_>) -> Drawn {
    let mut content = MarkedContent::new(page.size.height, structure);
    let mut pictures = BTreeSet::new();
    for Placed { tag, item } in &page.items {
        let sequence = content.sequence(*tag, top(item) < page.size.height / 2.0);
        draw_item(&mut content, sequence, item, palette);
        content.cover(sequence, || bounds(item));
        if let Item::Picture(media, _) = item {
            pictures.insert(*media);
        }
    }
    let (content, marks) = content.finish();
    Drawn {
        content,
        marks,
        pictures,
    }
}

fn draw_item(
    content: &mut MarkedContent<'_>,
    sequence: Sequence,
    item: &Item,
    palette: &Palette<'_>,
) {
    match item {
        Item::Glyphs { origin, run } => {
            if let Some(subset) = palette.subsets.get(run.font) {
                text::draw(content, sequence, *origin, run, subset);
            }
        }
        Item::Fill(area, colour) => content.enter(sequence).fill(*area, *colour),
        Item::Stroke {
            from,
            to,
            width,
            colour,
            dash,
        } => content
            .enter(sequence)
            .stroke(*from, *to, *width, *colour, dash),
        Item::Picture(media, area) => {
            let content = content.enter(sequence);
            match palette.pictures.get(*media) {
                Some(picture) => content.object(&picture.resource, *area, picture.turn),
                None => draw_empty_frame(content, *area),
            }
        }
    }
}

/// What stands for a picture that can't be shown.
fn draw_empty_frame(content: &mut Content, area: Rect) {
    let grey = Colour {
        red: 128,
        green: 128,
        blue: 128,
    };
    let Rect { origin, size } = area;
    let corner = |across: f32, down: f32| Point {
        x: origin.x + size.width * across,
        y: origin.y + size.height * down,
    };
    let corners = [
        (0.0, 0.0),
        (1.0, 0.0),
        (1.0, 1.0),
        (0.0, 1.0),
        (0.0, 0.0),
        (1.0, 1.0),
    ];
    let corners = corners.map(|(across, down)| corner(across, down));
    for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
        content.stroke(*from, *to, Pt(0.5), grey, &[]);
    }
    content.stroke(corner(1.0, 0.0), corner(0.0, 1.0), Pt(0.5), grey, &[]);
}

fn top(item: &Item) -> Pt {
    match item {
        Item::Glyphs { origin, .. } => origin.y,
        Item::Fill(area, _) | Item::Picture(_, area) => area.origin.y,
        Item::Stroke { from, .. } => from.y,
    }
}

/// What an item covers; of glyphs their ems, near enough for the box of a figure.
fn bounds(item: &Item) -> Rect {
    match item {
        Item::Glyphs { origin, run } => {
            Rect::new(origin.x, origin.y - run.size, run.width(), run.size * 1.25)
        }
        Item::Fill(area, _) | Item::Picture(_, area) => *area,
        Item::Stroke { from, to, .. } => {
            let at = |point: &Point| Rect::new(point.x, point.y, Pt::ZERO, Pt::ZERO);
            union(at(from), at(to))
        }
    }
}
