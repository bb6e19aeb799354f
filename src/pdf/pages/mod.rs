//! Pages: takes a chapter's boxes, gives its pages: set in lines, stacked into one vertical list, broken where it costs least, placed.

mod assemble;
mod contents;
mod extent;
mod fragment;
mod furniture;
mod inline_box;
mod notes;
mod paginate;
mod paint;
mod place;
mod set;
mod shapers;
mod sides;
mod stack;
mod strip;
mod table;

pub use contents::{ContentsSetting, number_contents};
pub use furniture::{Furniture, RunningTitles, furnish};
pub use set::Typesetter;
pub use shapers::Shapers;
pub use sides::fill_sides;

use crate::diagnostics::Diagnostics;
use crate::document::Direction;
use crate::pdf::boxes::Boxes;
use crate::pdf::page::ChapterLayout;
use crate::style::{PageSide, PageStyle, Stylesheet};
use crate::units::Pt;
use paginate::Heights;
use set::Setting;

/// The pages' sizes and margins: a chapter's first page, and the others. Chapters are laid out for right-hand pages; what comes to lie
/// on the left is moved to its own margins when the pages are numbered.
#[derive(Debug, Clone, Default)]
pub struct PageStyles {
    /// The chapter's first page.
    pub first: PageStyle,
    /// The others.
    pub other: PageStyle,
    /// The chapter's first page, where it lies on the left.
    pub left_first: PageStyle,
    /// The others that lie on the left.
    pub left_other: PageStyle,
    /// The book's pages follow each other from right to left: odd ones lie on the left.
    pub right_to_left: bool,
}

/// A page leaves at least this much room for text, whatever its margins say.
const LEAST_ROOM: Pt = Pt(72.0);

impl PageStyles {
    /// What a stylesheet says of the pages of a book that is read in this direction.
    pub fn of_sheet(stylesheet: &Stylesheet, direction: Direction) -> PageStyles {
        let style = |first, side| stylesheet.page_on(first, side, direction);
        PageStyles {
            first: style(true, PageSide::Right),
            other: style(false, PageSide::Right),
            left_first: style(true, PageSide::Left),
            left_other: style(false, PageSide::Left),
            right_to_left: direction == Direction::RightToLeft,
        }
    }

    /// Odd pages lie on the right, where books are read from left to right.
    fn side_of(&self, number: usize) -> PageSide {
        match (number % 2 == 1) != self.right_to_left {
            true => PageSide::Right,
            false => PageSide::Left,
        }
    }

    /// Are the pages made to face each other in a bound book, their margins or their furniture mirrored? Words that differ don't make it so.
    fn are_two_sided(&self) -> bool {
        let differ = |right: &PageStyle, left: &PageStyle| {
            let places =
                |style: &PageStyle| style.boxes.iter().map(|own| own.place).collect::<Vec<_>>();
            right.margin != left.margin || places(right) != places(left)
        };
        differ(&self.first, &self.left_first) || differ(&self.other, &self.left_other)
    }

    /// The style of a chapter's page, from 0, that has this number in the book, from 1.
    fn numbered(&self, page: usize, number: usize) -> &PageStyle {
        match (page, self.side_of(number)) {
            (_, PageSide::Right) => self.of(page),
            (0, PageSide::Left) => &self.left_first,
            (_, PageSide::Left) => &self.left_other,
        }
    }

    /// How wide text is set. On every page the same, so that a paragraph can run on.
    pub fn measure(&self) -> Pt {
        let style = &self.other;
        (style.size.width - style.margin.left - style.margin.right).max(LEAST_ROOM)
    }

    /// The style of a chapter's page, from 0.
    pub fn of(&self, page: usize) -> &PageStyle {
        if page == 0 { &self.first } else { &self.other }
    }

    fn heights(&self) -> Heights {
        let room = |style: &PageStyle| {
            (style.size.height - style.margin.top - style.margin.bottom).max(LEAST_ROOM)
        };
        Heights {
            first: room(&self.first),
            other: room(&self.other),
        }
    }
}

/// Lays a chapter out. Its pages count from its own first; [`furnish`] numbers the book's.
pub fn layout(
    boxes: Boxes,
    styles: &PageStyles,
    typesetter: &dyn Typesetter,
) -> (ChapterLayout, Diagnostics) {
    let heights = styles.heights();
    let setting = Setting {
        typesetter,
        objects: &boxes.objects,
        inline_boxes: &boxes.inline_boxes,
        page_height: heights.first.min(heights.other),
        right_to_left: boxes.right_to_left,
    };
    let measure = styles.measure();
    let set = setting.set(boxes.flow, measure);
    let mut main = stack::stack(set, setting.page_height, styles.other.margin.left);
    let mut notes = notes::gather(&setting, boxes.notes, &main, measure);
    let mut told = std::mem::take(&mut main.messages);
    told.append(&mut notes.stack.messages);
    let pages = paginate::paginate(&main, &notes, heights, paginate::usual_line(&main));
    let left_out = paginate::left_out(&pages, &main, &notes);
    let placed = assemble::assemble(&setting, main, notes, &pages, styles);
    let mut messages = Diagnostics::default();
    told.into_iter()
        .for_each(|message| messages.report(message));
    let layout = ChapterLayout {
        left_out,
        ..placed.into_layout(boxes.structure, boxes.links)
    };
    (layout, messages)
}
