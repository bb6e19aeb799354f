//! Setting: takes a flow and its width, gives every part its frame and every paragraph its lines, paragraphs beside each other.

use super::extent::{self, Frame};
use super::inline_box;
use super::paint::Painter;
use super::table::{self, SetTable};
use crate::pdf::boxes::{BlockBox, BlockKind, HeadingMark, Paragraph, Part, PictureBox};
use crate::pdf::line::{Line, Mark, Piece};
use crate::style::ComputedStyle;
use crate::units::{Pt, Size};
use rayon::prelude::*;
use std::sync::Arc;

/// Sets inline content in lines.
pub trait Typesetter: Sync {
    /// The lines of a paragraph in a measure.
    fn set(&self, pieces: Vec<Piece>, style: &ComputedStyle, measure: Pt) -> Vec<Line>;

    /// How wide a paragraph is at least and at most: its longest word, and itself without any break.
    fn widths(&self, pieces: &[Piece], style: &ComputedStyle) -> (Pt, Pt);
}

/// What setting needs to know.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub typesetter: &'a dyn Typesetter,
    /// The pictures in lines.
    pub objects: &'a [PictureBox],
    /// The inline boxes that can be seen.
    pub inline_boxes: &'a [Arc<ComputedStyle>],
    /// How high a page is; pictures are smaller.
    pub page_height: Pt,
    /// The chapter's text runs from right to left.
    pub right_to_left: bool,
}

/// A part, set.
#[derive(Debug)]
pub(super) enum SetPart {
    Open {
        style: Arc<ComputedStyle>,
        kind: BlockKind,
        frame: Frame,
        /// The marker's line, which is as wide as the marker.
        marker: Option<Line>,
    },
    Close,
    Lines {
        lines: Vec<Line>,
        frame: Frame,
        widows: u16,
        orphans: u16,
    },
    Picture {
        picture: PictureBox,
        size: Size,
        frame: Frame,
    },
    Table(Box<SetTable>),
    Mark(Mark),
    Heading(HeadingMark),
}

/// The share of a table's room to which its pictures give way, for the words beside them.
pub(super) const LEAST_PICTURE: f32 = 0.2;

/// The share of a page that a picture may take, for the words around it.
const PICTURE_SHARE: f32 = 0.82;

impl Setting<'_> {
    /// Sets a flow in a column.
    pub fn set(&self, flow: Vec<Part>, width: Pt) -> Vec<SetPart> {
        self.set_in(flow, Frame::of_flow(width))
    }

    /// Sets a flow in a box.
    pub fn set_in(&self, flow: Vec<Part>, outer: Frame) -> Vec<SetPart> {
        let frames = frames(&flow, outer);
        let set = |(part, frame)| self.part(part, frame);
        if flow.len() < 16 {
            return flow.into_iter().zip(frames).map(set).collect();
        }
        flow.into_par_iter()
            .zip(frames)
            .with_min_len(8)
            .map(set)
            .collect()
    }

    /// What draws on behalf of this setting.
    pub fn painter(&self) -> Painter<'_> {
        Painter {
            typesetter: self.typesetter,
            objects: self.objects,
            inline_boxes: self.inline_boxes,
        }
    }

    /// How wide a paragraph is at least and at most, in a box that has this much room.
    pub fn widths(&self, paragraph: &Paragraph, room: Pt) -> (Pt, Pt) {
        let is_object = |piece: &Piece| matches!(piece, Piece::Object { .. });
        if !paragraph.pieces.iter().any(is_object) {
            return self.typesetter.widths(&paragraph.pieces, &paragraph.style);
        }
        let widths = |room| {
            let mut pieces = paragraph.pieces.clone();
            pieces
                .iter_mut()
                .for_each(|piece| self.size_object(piece, room));
            self.typesetter.widths(&pieces, &paragraph.style)
        };
        (widths(room * LEAST_PICTURE).0, widths(room).1)
    }

    fn part(&self, part: Part, frame: Frame) -> SetPart {
        match part {
            Part::Open(block) => self.open(block, frame),
            Part::Close => SetPart::Close,
            Part::Paragraph(paragraph) => self.paragraph(paragraph, frame),
            Part::Picture(picture) => self.picture(picture, frame),
            Part::Table(table) => SetPart::Table(Box::new(table::set(self, *table, frame))),
            Part::Mark(mark) => SetPart::Mark(mark),
            Part::Heading(heading) => SetPart::Heading(heading),
        }
    }

    fn open(&self, block: BlockBox, frame: Frame) -> SetPart {
        let marker = block.marker.and_then(|pieces| {
            let style = marker_style(&block.style);
            self.typesetter
                .set(pieces, &style, Pt(10_000.0))
                .into_iter()
                .next()
        });
        SetPart::Open {
            style: block.style,
            kind: block.kind,
            frame,
            marker,
        }
    }

    fn paragraph(&self, mut paragraph: Paragraph, frame: Frame) -> SetPart {
        let style = &paragraph.style;
        for piece in &mut paragraph.pieces {
            self.size_object(piece, frame.inner_width);
        }
        let measure = frame.inner_width;
        let mut lines = self.typesetter.set(paragraph.pieces, style, measure);
        inline_box::place(&mut lines, style.right_to_left);
        SetPart::Lines {
            lines,
            frame,
            widows: style.widows,
            orphans: style.orphans,
        }
    }

    /// Brings a picture in a line to the measure.
    fn size_object(&self, piece: &mut Piece, measure: Pt) {
        let Piece::Object {
            object,
            width,
            ascent,
            ..
        } = piece
        else {
            return;
        };
        if let Some(picture) = self.objects.get(*object as usize) {
            let size = extent::picture(
                &picture.style,
                picture.natural,
                measure,
                self.picture_height(),
            );
            (*width, *ascent) = (size.width, size.height);
        }
    }

    fn picture(&self, picture: PictureBox, frame: Frame) -> SetPart {
        let around = extent::horizontal(&picture.style, frame.inner_width);
        let (top, bottom) = extent::vertical(&picture.style, frame.inner_width);
        let highest = self.picture_height() - top - bottom;
        let room = frame.inner_width - around.total();
        let size = extent::picture(&picture.style, picture.natural, room, highest);
        let x = frame.aligned(&picture.style, size.width + around.total());
        let frame = Frame {
            x,
            width: size.width + around.total(),
            inner_x: x + around.left,
            inner_width: size.width,
        };
        SetPart::Picture {
            picture,
            size,
            frame,
        }
    }

    fn picture_height(&self) -> Pt {
        self.page_height * PICTURE_SHARE
    }
}

/// Every part's frame: a block's own, and for what stands in a block the block's.
fn frames(flow: &[Part], outer: Frame) -> Vec<Frame> {
    let mut open = vec![outer];
    let innermost = |open: &[Frame]| open.last().copied().unwrap_or_default();
    flow.iter()
        .map(|part| match part {
            Part::Open(block) => {
                let outer = innermost(&open);
                let frame = match block.kind {
                    BlockKind::TableWrapper => outer.wrapper(&block.style),
                    BlockKind::Plain | BlockKind::Figure | BlockKind::Picture => {
                        outer.block(&block.style)
                    }
                };
                open.push(frame);
                frame
            }
            Part::Close if open.len() > 1 => open.pop().unwrap_or_default(),
            _ => innermost(&open),
        })
        .collect()
}

/// A marker is set like its item's text, but as one word at its own width.
fn marker_style(style: &ComputedStyle) -> ComputedStyle {
    let mut style = style.clone();
    style.text_align = crate::style::TextAlign::Left;
    style.text_align_last = None;
    style.text_indent = crate::style::Length::default();
    style.white_space = crate::style::WhiteSpace::NoWrap;
    style
}
