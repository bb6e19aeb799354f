//! Painting: takes lines, pictures and boxes where they stand, gives items.

use super::extent::{self, edges};
use super::fragment::Fragment;
use super::set::Typesetter;
use super::strip::Content;
use crate::pdf::boxes::PictureBox;
use crate::pdf::line::{BoxPart, GlyphRun, Line, LineItem, LineItemKind, Mark, Piece};
use crate::pdf::page::{Item, Placed, Tag};
use crate::style::{Border, BorderStyle, ComputedStyle};
use crate::units::{Colour, Point, Pt, Rect, Sides};
use std::sync::Arc;

/// Paints.
pub(super) struct Painter<'a> {
    pub typesetter: &'a dyn Typesetter,
    /// The pictures in lines.
    pub objects: &'a [PictureBox],
    /// The inline boxes that can be seen.
    pub inline_boxes: &'a [Arc<ComputedStyle>],
}

/// How far an inline box goes over its type, in ems: above the baseline and below it.
const OVER_TYPE: (f32, f32) = (0.8, 0.24);

/// The colour of the mark before a code line that continues the one above.
const CONTINUATION: Colour = Colour {
    red: 128,
    green: 128,
    blue: 128,
};

impl Painter<'_> {
    /// Paints a strip's content, its top left corner at `at`.
    pub fn content(&mut self, content: Content, at: Point, into: &mut Fragment) {
        match content {
            Content::Empty => {}
            Content::Line(line) => self.line(line, at, into),
            Content::Picture {
                media,
                size,
                tag,
                link,
            } => {
                let area = Rect { origin: at, size };
                let item = Item::Picture(media, area);
                into.items.push(Placed { tag, item });
                if let Some(link) = link {
                    into.link(link, area);
                }
            }
            Content::Drawn(fragment) => into.append(*fragment, at),
        }
    }

    /// A line.
    pub fn line(&mut self, line: Line, at: Point, into: &mut Fragment) {
        let baseline = at.y + line.ascent;
        let height = line.ascent + line.depth;
        for item in line.items {
            if let Some(link) = item.link.filter(|_| item.width > Pt::ZERO) {
                into.link(link, Rect::new(at.x + item.x, at.y, item.width, height));
            }
            self.line_item(item, at.x, baseline, into);
        }
        for (x, mark) in line.marks {
            match mark {
                Mark::Anchor(id) => into.anchors.push((
                    Point {
                        x: at.x + x,
                        y: at.y,
                    },
                    id,
                )),
                Mark::Note(note) => into.notes.push(note),
                Mark::BoxStart(_) | Mark::BoxEnd(_) => {}
            }
        }
    }

    fn line_item(&mut self, item: LineItem, left: Pt, baseline: Pt, into: &mut Fragment) {
        let origin = Point {
            x: left + item.x,
            y: baseline - item.rise,
        };
        match item.kind {
            LineItemKind::Glyphs(tag, run) => glyphs(tag, run, origin, item.width, into),
            LineItemKind::Object(object) => self.object(object, origin, item.width, into),
            LineItemKind::Box(part) => self.inline_box(part, origin, item.width, into),
            LineItemKind::Continuation(size) => continuation(size, origin, into),
            LineItemKind::Uncovered(tag, character) => {
                into.uncovered.insert(character);
                let size = Rect::new(origin.x, origin.y, item.width, Pt::ZERO);
                self.code_box(tag, character, size, into);
            }
        }
    }

    /// The part of an inline box in this line, with the edges that are in it.
    fn inline_box(&self, part: BoxPart, origin: Point, width: Pt, into: &mut Fragment) {
        let Some(style) = self.inline_boxes.get(part.number as usize) else {
            return;
        };
        let (above, below) = OVER_TYPE;
        let (top, bottom) = extent::vertical(style, Pt::ZERO);
        let height = style.font_size * (above + below) + top + bottom;
        let area = Rect::new(
            origin.x,
            origin.y - style.font_size * above - top,
            width,
            height,
        );
        let mut style = ComputedStyle::clone(style);
        let (has_left, has_right) = match style.right_to_left {
            true => (part.is_last, part.is_first),
            false => (part.is_first, part.is_last),
        };
        if !has_left {
            style.border.left = Border::default();
        }
        if !has_right {
            style.border.right = Border::default();
        }
        decor(
            &style,
            area,
            Ends {
                top: true,
                bottom: true,
            },
            into,
        );
    }

    fn object(&self, object: u32, origin: Point, width: Pt, into: &mut Fragment) {
        let Some(picture) = self.objects.get(object as usize) else {
            return;
        };
        let height = width * (picture.natural.height / picture.natural.width);
        let area = Rect::new(origin.x, origin.y - height, width, height);
        into.items.push(Placed {
            tag: picture.tag,
            item: Item::Picture(picture.media, area),
        });
    }

    /// A character that no font covers: its code in tiny type in a frame, which stands for it.
    fn code_box(&mut self, tag: Tag, character: char, place: Rect, into: &mut Fragment) {
        let width = (place.size.width - Pt(1.0)).max(Pt(2.0));
        let frame = Rect::new(
            place.origin.x + Pt(0.5),
            place.origin.y - width,
            width,
            width,
        );
        outline(frame, Pt(0.4), into);
        let code = format!("{:04X}", u32::from(character));
        let (upper, lower) = code.split_at(code.len() / 2);
        let middle = frame.origin.y + width * 0.5;
        let stands_for = [character.to_string(), String::new()];
        for ((half, baseline), text) in [
            (upper, middle - width * 0.06),
            (lower, middle + width * 0.4),
        ]
        .into_iter()
        .zip(stands_for)
        {
            self.tiny(
                tag,
                half,
                &text,
                Point {
                    x: frame.origin.x,
                    y: baseline,
                },
                width,
                into,
            );
        }
    }

    /// Figures in the middle of a frame, which stand for `text`.
    fn tiny(
        &mut self,
        tag: Tag,
        figures: &str,
        text: &str,
        left: Point,
        width: Pt,
        into: &mut Fragment,
    ) {
        let style = ComputedStyle {
            font_family: Arc::from([Arc::from("monospace")]),
            font_size: width * 0.42,
            line_height: width * 0.42,
            ..ComputedStyle::default()
        };
        let piece = Piece::Text {
            text: figures.to_owned(),
            style: Arc::new(style.clone()),
            tag,
            link: None,
        };
        let lines = self.typesetter.set(vec![piece], &style, Pt(1000.0));
        let Some(line) = lines.into_iter().next() else {
            return;
        };
        let x = left.x + (width - line.width) * 0.5;
        for item in line.items {
            if let LineItemKind::Glyphs(tag, mut run) = item.kind {
                stand_for(&mut run, text);
                let origin = Point {
                    x: x + item.x,
                    y: left.y,
                };
                glyphs(tag, run, origin, item.width, into);
            }
        }
    }
}

/// Makes the run's first glyph stand for `text` and the others for nothing.
fn stand_for(run: &mut GlyphRun, text: &str) {
    run.text = Arc::from(text);
    for (n, glyph) in run.glyphs.iter_mut().enumerate() {
        glyph.cluster_start = 0;
        glyph.cluster_len = if n == 0 {
            u16::try_from(text.len()).unwrap_or(0)
        } else {
            0
        };
    }
}

/// A hooked arrow, drawn: as a glyph it would be copied with the code.
fn continuation(size: Pt, origin: Point, into: &mut Fragment) {
    let at = |x: f32, y: f32| Point {
        x: origin.x + size * x,
        y: origin.y - size * y,
    };
    let (corner, tip) = (at(0.08, 0.22), at(0.55, 0.22));
    let strokes = [
        (at(0.08, 0.58), corner),
        (corner, tip),
        (at(0.38, 0.36), tip),
        (at(0.38, 0.08), tip),
    ];
    for (from, to) in strokes {
        let item = Item::Stroke {
            from,
            to,
            width: size * 0.06,
            colour: CONTINUATION,
            dash: Vec::new(),
        };
        into.layout(item);
    }
}

fn glyphs(tag: Tag, run: GlyphRun, origin: Point, width: Pt, into: &mut Fragment) {
    let lines = decorations(&run, origin, width);
    into.items.push(Placed {
        tag,
        item: Item::Glyphs { origin, run },
    });
    lines.into_iter().for_each(|line| into.layout(line));
}

/// Lines along a run, where most faces put them.
fn decorations(run: &GlyphRun, origin: Point, width: Pt) -> Vec<Item> {
    let thickness = (run.size * 0.05).max(Pt(0.4));
    let line = |down: f32| {
        let y = origin.y + run.size * down - thickness * 0.5;
        Item::Fill(Rect::new(origin.x, y, width, thickness), run.colour)
    };
    let style = run.decoration;
    let lines = [
        (style.underline, 0.14),
        (style.line_through, -0.27),
        (style.overline, -0.8),
    ];
    lines
        .into_iter()
        .filter(|(drawn, _)| *drawn)
        .map(|(_, down)| line(down))
        .collect()
}

/// A thin frame.
fn outline(area: Rect, thickness: Pt, into: &mut Fragment) {
    let widths = Sides {
        top: thickness,
        right: thickness,
        bottom: thickness,
        left: thickness,
    };
    let Sides {
        top,
        right,
        bottom,
        left,
    } = edges(area, widths);
    for edge in [top, right, bottom, left] {
        into.layout(Item::Fill(edge, Colour::BLACK));
    }
}

/// Which of a box's horizontal edges are in this part of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    pub top: bool,
    pub bottom: bool,
}

/// A box's background and borders. Where a page's end cuts it, it is open (`box-decoration-break: slice`).
pub(super) fn decor(style: &ComputedStyle, area: Rect, ends: Ends, into: &mut Fragment) {
    if let Some(colour) = style.background {
        into.layout(Item::Fill(area, colour));
    }
    borders(style.border, area, ends, into);
}

/// Borders within the edges of `area`.
pub(super) fn borders(border: Sides<Border>, area: Rect, ends: Ends, into: &mut Fragment) {
    let widths = Sides {
        top: if ends.top { border.top.width } else { Pt::ZERO },
        right: border.right.width,
        bottom: if ends.bottom {
            border.bottom.width
        } else {
            Pt::ZERO
        },
        left: border.left.width,
    };
    let at = edges(area, widths);
    edge(border.top, at.top, true, into);
    edge(border.bottom, at.bottom, true, into);
    edge(border.left, at.left, false, into);
    edge(border.right, at.right, false, into);
}

/// One edge of a border.
pub(super) fn edge(border: Border, area: Rect, is_level: bool, into: &mut Fragment) {
    let (length, width) = if is_level {
        (area.size.width, area.size.height)
    } else {
        (area.size.height, area.size.width)
    };
    if width <= Pt::ZERO || length <= Pt::ZERO {
        return;
    }
    match border.style {
        BorderStyle::None => {}
        BorderStyle::Solid => into.layout(Item::Fill(area, border.colour)),
        BorderStyle::Double if width >= Pt(1.5) => {
            for third in [0.0, 2.0] {
                into.layout(Item::Fill(third_of(area, is_level, third), border.colour));
            }
        }
        BorderStyle::Double => into.layout(Item::Fill(area, border.colour)),
        BorderStyle::Dashed => into.layout(stroke(border, area, is_level, &[3.0, 2.0])),
        BorderStyle::Dotted => into.layout(stroke(border, area, is_level, &[1.0, 1.5])),
    }
}

fn third_of(area: Rect, is_level: bool, third: f32) -> Rect {
    let Rect { origin, size } = area;
    if is_level {
        let height = size.height / 3.0;
        Rect::new(origin.x, origin.y + height * third, size.width, height)
    } else {
        let width = size.width / 3.0;
        Rect::new(origin.x + width * third, origin.y, width, size.height)
    }
}

/// A broken line in the middle of an edge; dashes are in widths of the line.
fn stroke(border: Border, area: Rect, is_level: bool, dash: &[f32]) -> Item {
    let Rect { origin, size } = area;
    let (from, to) = if is_level {
        let y = origin.y + size.height * 0.5;
        (
            Point { x: origin.x, y },
            Point {
                x: origin.x + size.width,
                y,
            },
        )
    } else {
        let x = origin.x + size.width * 0.5;
        (
            Point { x, y: origin.y },
            Point {
                x,
                y: origin.y + size.height,
            },
        )
    };
    Item::Stroke {
        from,
        to,
        width: border.width,
        colour: border.colour,
        dash: dash.iter().map(|length| border.width * *length).collect(),
    }
}
