//! Sides: takes a chapter laid out for right-hand pages and how many pages stand before it, moves what lies on the left to its margins.
//!
//! Odd pages are a book's fronts: they lie on the right, and on the left in books that are read from right to left.

use super::PageStyles;
use crate::pdf::page::{ChapterLayout, Matter, Page};
use crate::units::Point;

/// In a book of two sides, adds blank pages so that displays, the contents and the first chapter have odd numbers.
pub fn fill_sides(layouts: &mut [ChapterLayout], styles: &PageStyles) {
    if !styles.are_two_sided() {
        return;
    }
    let begins_odd: Vec<bool> = layouts.iter().map(begins_odd).collect();
    let mut before = 0;
    for (n, layout) in layouts.iter_mut().enumerate() {
        before += layout.pages.len();
        let next_begins_odd = match begins_odd.get(n + 1) {
            Some(next) => *next || layout.matter == Matter::Front,
            None => false,
        };
        if before % 2 == 1 && next_begins_odd {
            layout.pages.push(Page {
                size: styles.other.size,
                is_blank: true,
                ..Page::default()
            });
            before += 1;
        }
    }
}

fn begins_odd(layout: &ChapterLayout) -> bool {
    layout.is_display || layout.matter == Matter::Front
}

/// Moves left-hand pages to their own margins. All are as wide and high as the right-hand ones.
pub(super) fn part(chapter: &mut ChapterLayout, styles: &PageStyles, before: usize) {
    if styles.are_two_sided() {
        for (number, page) in (before + 1..).zip(&mut chapter.pages) {
            page.side = Some(styles.side_of(number));
        }
    }
    let shift = |page| shift(styles, page, before + page + 1);
    let shifts: Vec<Point> = (0..chapter.pages.len()).map(shift).collect();
    if shifts.iter().all(|by| *by == Point::default()) {
        return;
    }
    for (page, by) in chapter.pages.iter_mut().zip(&shifts) {
        page.items
            .iter_mut()
            .for_each(|placed| placed.item.shift(*by));
        page.link_areas
            .iter_mut()
            .for_each(|link| link.area = link.area.shifted(*by));
    }
    let of = |page: usize| shifts.get(page).copied().unwrap_or_default();
    for anchor in &mut chapter.anchors {
        anchor.at = anchor.at.shifted(of(anchor.page));
    }
    for heading in &mut chapter.headings {
        heading.at = heading.at.shifted(of(heading.page));
    }
}

/// From where a page was laid out to where it belongs.
fn shift(styles: &PageStyles, page: usize, number: usize) -> Point {
    let (laid_out, own) = (styles.of(page).margin, styles.numbered(page, number).margin);
    Point {
        x: own.left - laid_out.left,
        y: own.top - laid_out.top,
    }
}
