//! Sides: takes a chapter laid out for right-hand pages and how many pages stand before it, moves what lies on the left to its margins.

use super::PageStyles;
use crate::pdf::page::ChapterLayout;
use crate::units::Point;

/// Moves left-hand pages to their own margins. All are as wide and high as the right-hand ones.
pub(super) fn part(chapter: &mut ChapterLayout, styles: &PageStyles, before: usize) {
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
