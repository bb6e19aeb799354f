//! Page furniture: takes all chapters' pages, adds running heads and page numbers, which are known only now, as are the pages' sides.

use super::fragment::Fragment;
use super::paint::Painter;
use super::{PageStyles, Typesetter, sides};
use crate::pdf::line::{Line, Piece};
use crate::pdf::page::{ChapterLayout, Matter, Page, Tag};
use crate::style::{
    ComputedStyle, ListMarker, MarginBox, MarginBoxContent, MarginBoxPlace, PageStyle, TextAlign,
    VerticalAlign, WhiteSpace, numeral,
};
use crate::units::{Point, Pt};
use rayon::prelude::*;
use std::sync::Arc;

/// What margin boxes can say of the book.
#[derive(Debug)]
pub struct Furniture<'a> {
    /// The pages' styles.
    pub styles: &'a PageStyles,
    /// The book's title.
    pub book_title: &'a str,
    /// The title of the contents page.
    pub contents_title: &'a str,
    /// What each chapter's pages name.
    pub chapters: Vec<RunningTitles<'a>>,
}

/// What the pages of a chapter name.
#[derive(Debug, Clone, Copy, Default)]
pub struct RunningTitles<'a> {
    /// The part it is in, or the book.
    pub part: &'a str,
    /// The chapter.
    pub chapter: &'a str,
}

/// A page among the others.
struct Numbered<'a> {
    page: &'a mut Page,
    style: &'a PageStyle,
    matter: Matter,
    /// Among the pages of its matter.
    number: usize,
    /// How many of them there are.
    count: usize,
    titles: RunningTitles<'a>,
}

/// A box that shares its edge of the page with others takes no more of the measure than this.
const SHARED: f32 = 0.48;

/// Adds the margin boxes to every page that is no display and not blank.
pub fn furnish(
    chapters: &mut [ChapterLayout],
    furniture: &Furniture<'_>,
    typesetter: &dyn Typesetter,
) {
    let (front, body) = chapters.split_at_mut(front_matter(chapters));
    let of_front = RunningTitles {
        part: furniture.book_title,
        chapter: furniture.contents_title,
    };
    let mut pages = numbered(front, std::iter::repeat(of_front), furniture);
    pages.extend(numbered(
        body,
        furniture.chapters.iter().copied(),
        furniture,
    ));
    pages.into_par_iter().with_min_len(16).for_each(|mut page| {
        page.style
            .boxes
            .iter()
            .for_each(|own| page.add(own, furniture, typesetter));
    });
}

/// How many layouts are front matter.
fn front_matter(chapters: &[ChapterLayout]) -> usize {
    chapters.partition_point(|chapter| chapter.matter == Matter::Front)
}

/// The pages of one matter with their numbers, without displays and blanks.
fn numbered<'a>(
    chapters: &'a mut [ChapterLayout],
    titles: impl Iterator<Item = RunningTitles<'a>>,
    furniture: &'a Furniture<'_>,
) -> Vec<Numbered<'a>> {
    let count = chapters.iter().map(|chapter| chapter.pages.len()).sum();
    let mut pages = Vec::with_capacity(count);
    let mut number = 0;
    let titles = titles.chain(std::iter::repeat(RunningTitles::default()));
    for (chapter, titles) in chapters.iter_mut().zip(titles) {
        sides::part(chapter, furniture.styles, number);
        let displays = usize::from(chapter.is_display);
        for (place, page) in chapter.pages.iter_mut().enumerate() {
            number += 1;
            if place >= displays && !page.is_blank {
                pages.push(Numbered {
                    page,
                    style: furniture.styles.numbered(place, number),
                    matter: chapter.matter,
                    number,
                    count,
                    titles,
                });
            }
        }
    }
    pages
}

impl Numbered<'_> {
    fn add(&mut self, own: &MarginBox, furniture: &Furniture<'_>, typesetter: &dyn Typesetter) {
        let words = self.words(own, furniture);
        let alone = self
            .style
            .boxes
            .iter()
            .filter(|other| is_top(other) == is_top(own))
            .count()
            == 1;
        let measure = furniture.styles.measure();
        let room = if alone { measure } else { measure * SHARED };
        let Some(line) = set_within(&words, &own.style, room, typesetter) else {
            return;
        };
        let at = self.place(own, &line, measure);
        let mut fragment = Fragment::default();
        let mut painter = Painter {
            typesetter,
            objects: &[],
            inline_boxes: &[],
        };
        painter.line(line, at, &mut fragment);
        self.page
            .items
            .extend(fragment.items.into_iter().map(|mut placed| {
                placed.tag = Tag::Pagination;
                placed
            }));
    }

    fn words(&self, own: &MarginBox, furniture: &Furniture<'_>) -> String {
        let word = |content: &MarginBoxContent| match content {
            MarginBoxContent::Text(text) => text.clone(),
            MarginBoxContent::PageNumber => self.folio(),
            MarginBoxContent::PageCount => self.count.to_string(),
            MarginBoxContent::BookTitle => furniture.book_title.to_owned(),
            MarginBoxContent::PartTitle => self.titles.part.to_owned(),
            MarginBoxContent::ChapterTitle => self.titles.chapter.to_owned(),
        };
        own.content.iter().map(word).collect()
    }

    /// The number as it is printed.
    fn folio(&self) -> String {
        let marker = match self.matter {
            Matter::Front => ListMarker::LowerRoman,
            Matter::Body => ListMarker::Decimal,
        };
        numeral(i64::try_from(self.number).unwrap_or(i64::MAX), &marker)
    }

    /// In the middle of the margin, unless the style says otherwise.
    fn place(&self, own: &MarginBox, line: &Line, measure: Pt) -> Point {
        let PageStyle { size, margin, .. } = self.style;
        let (top, bottom) = if is_top(own) {
            (Pt::ZERO, margin.top)
        } else {
            (size.height - margin.bottom, size.height)
        };
        let (above, below) = (
            own.style.padding.top.resolve(measure),
            own.style.padding.bottom.resolve(measure),
        );
        let (top, bottom) = (top + above, bottom - below);
        let spare = bottom - top - line.ascent - line.depth;
        let y = match own.style.vertical_align {
            VerticalAlign::Top => top,
            VerticalAlign::Bottom => top + spare,
            _ => top + spare * 0.5,
        };
        let spare = measure - line.width;
        let x = margin.left
            + match own.place {
                MarginBoxPlace::TopLeft | MarginBoxPlace::BottomLeft => Pt::ZERO,
                MarginBoxPlace::TopCenter | MarginBoxPlace::BottomCenter => spare * 0.5,
                MarginBoxPlace::TopRight | MarginBoxPlace::BottomRight => spare,
            };
        Point { x, y }
    }
}

fn is_top(own: &MarginBox) -> bool {
    matches!(
        own.place,
        MarginBoxPlace::TopLeft | MarginBoxPlace::TopCenter | MarginBoxPlace::TopRight
    )
}

/// One line of words, which loses its last ones to an ellipsis where they find no room.
fn set_within(
    words: &str,
    style: &ComputedStyle,
    room: Pt,
    typesetter: &dyn Typesetter,
) -> Option<Line> {
    let whole = set_alone(words.to_owned(), style, typesetter)?;
    if whole.width <= room {
        return Some(whole);
    }
    let ends = words.match_indices(char::is_whitespace).map(|(at, _)| at);
    let ends: Vec<usize> = ends.collect();
    let shortened = |end: &usize| {
        let words = words.get(..*end).unwrap_or_default().trim_end();
        set_alone(format!("{words}\u{2026}"), style, typesetter)
    };
    let fits = |end: &usize| shortened(end).is_some_and(|line| line.width <= room);
    let fitting = ends.partition_point(fits);
    fitting
        .checked_sub(1)
        .and_then(|last| ends.get(last))
        .and_then(shortened)
}

/// Whether its first letter does: titles are in any language (UAX 9, rules P2 and P3).
fn runs_right_to_left(text: &str) -> bool {
    unicode_bidi::get_base_direction(text) == unicode_bidi::Direction::Rtl
}

/// Words on one line, however wide it is, as page furniture.
pub(super) fn set_alone(
    text: String,
    style: &ComputedStyle,
    typesetter: &dyn Typesetter,
) -> Option<Line> {
    let style = Arc::new(ComputedStyle {
        right_to_left: runs_right_to_left(&text),
        text_align: TextAlign::Left,
        text_align_last: None,
        white_space: WhiteSpace::NoWrap,
        ..style.clone()
    });
    let piece = Piece::Text {
        text,
        style: style.clone(),
        tag: Tag::Pagination,
        link: None,
    };
    let lines = typesetter.set(vec![piece], &style, Pt(100_000.0));
    lines.into_iter().next()
}
