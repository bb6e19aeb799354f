//! The contents page's numbers: takes its lines, laid out, and the numbers of the pages they lead to, which are known only now; draws
//! the numbers at the measure's end, and leaders to them.

use super::fragment::Fragment;
use super::furniture::set_alone;
use super::paint::Painter;
use super::{PageStyles, Typesetter};
use crate::markup::{ContentsLine, ContentsPage};
use crate::pdf::draw::union;
use crate::pdf::line::Line;
use crate::pdf::page::{ChapterLayout, LinkArea, Page, Placed, Role, StructureId, Tag};
use crate::style::{ComputedStyle, Display, StyleTable};
use crate::units::{Point, Pt, Rect};
use std::collections::HashMap;

/// What leaders are a row of.
const LEADER: &str = ".";
/// The space before and after a leader, in ems.
const AROUND_LEADER: f32 = 0.4;

/// How a contents page is set.
pub struct ContentsSetting<'a> {
    /// The page's elements and lines.
    pub contents: &'a ContentsPage,
    /// The elements' styles.
    pub styles: &'a StyleTable,
    /// The pages' styles.
    pub pages: &'a PageStyles,
    /// What sets lines.
    pub typesetter: &'a dyn Typesetter,
}

/// Draws the number of each line, for which `numbers` stand in the lines' order.
pub fn number_contents(
    layout: &mut ChapterLayout,
    setting: &ContentsSetting<'_>,
    numbers: &[usize],
) {
    let ends = line_ends(layout);
    let links = link_elements(layout);
    for (line, number) in setting.contents.lines.iter().zip(numbers) {
        let Some((place, end)) = ends.get(&line.anchor) else {
            continue;
        };
        let entry = setting.entry(line, *number, *place, *end);
        if let (Some(entry), Some(page)) = (entry, layout.pages.get_mut(*place)) {
            entry.draw(page, setting, links.get(&line.link.0).copied());
        }
    }
}

/// Where the words of each line end: its page, and the top of the text's line.
fn line_ends(layout: &ChapterLayout) -> HashMap<String, (usize, Point)> {
    let anchors = layout.anchors.iter();
    let ends = anchors.filter_map(|anchor| Some((anchor.id.clone()?, (anchor.page, anchor.at))));
    ends.collect()
}

/// The links with their elements, by the nodes they are of.
fn link_elements(layout: &ChapterLayout) -> HashMap<u32, (StructureId, u32)> {
    let elements = (0..).map(StructureId).zip(&layout.structure);
    let links = elements.filter_map(|(id, element)| match element.role {
        Role::Link(link) => Some((element.order, (id, link))),
        _ => None,
    });
    links.collect()
}

/// A line's end, ready to be drawn.
struct Entry<'a> {
    line: &'a ContentsLine,
    number: Line,
    /// Where the number begins.
    x: Pt,
    /// Where the words end, or begin in text from right to left.
    words: Pt,
    top: Pt,
    baseline: Pt,
    height: Pt,
    /// The measure's right edge, from which the dots of all leaders are counted.
    right: Pt,
}

impl ContentsSetting<'_> {
    fn entry<'a>(
        &self,
        line: &'a ContentsLine,
        number: usize,
        page: usize,
        end: Point,
    ) -> Option<Entry<'a>> {
        // The space parts the number from the words for whoever hears them.
        let number = format!("\u{a0}{number}");
        let number = self.alone(&number, self.styles.of(line.number))?;
        let paragraph = self.styles.of(line.paragraph);
        // The paragraph's strut says how high its lines are.
        let strut = self.alone("0", paragraph)?;
        let left = self.pages.of(page).margin.left;
        let right = left + self.pages.measure();
        Some(Entry {
            line,
            x: if paragraph.right_to_left {
                left
            } else {
                right - number.width
            },
            number,
            words: end.x,
            top: end.y,
            baseline: end.y + strut.ascent,
            height: strut.ascent + strut.depth,
            right,
        })
    }

    fn alone(&self, text: &str, style: &ComputedStyle) -> Option<Line> {
        set_alone(text.to_owned(), style, self.typesetter)
    }

    /// A line whose glyphs are all of one element.
    fn painted(&self, line: Line, x: Pt, baseline: Pt, tag: Tag) -> Vec<Placed> {
        let at = Point {
            x,
            y: baseline - line.ascent,
        };
        let mut fragment = Fragment::default();
        let mut painter = Painter {
            typesetter: self.typesetter,
            objects: &[],
            inline_boxes: &[],
        };
        painter.line(line, at, &mut fragment);
        fragment
            .items
            .iter_mut()
            .for_each(|placed| placed.tag = tag);
        fragment.items
    }

    /// Dots from one place to another, and where they begin: the same places in every line.
    fn leader(&self, line: &ContentsLine, from: Pt, to: Pt, right: Pt) -> Option<(Line, Pt)> {
        let style = self.styles.of(line.leader);
        if style.display == Display::None {
            return None;
        }
        let one = self.alone(LEADER, style)?.width;
        let pitch = self.alone(&LEADER.repeat(2), style)?.width - one;
        let around = style.font_size * AROUND_LEADER;
        let last = ((right - to + around).0 / pitch.0).ceil();
        let first = ((right - from - around).0 / pitch.0).floor();
        let count = first - last + 1.0;
        if pitch < Pt(0.5) || count < 2.0 {
            return None;
        }
        // Whole dots of half a point at least, on a page's measure.
        let dots = self.alone(&LEADER.repeat(count as usize), style)?;
        Some((dots, right - pitch * first))
    }
}

impl Entry<'_> {
    fn draw(
        self,
        page: &mut Page,
        setting: &ContentsSetting<'_>,
        link: Option<(StructureId, u32)>,
    ) {
        let (from, to) = if self.x < self.words {
            (self.x + self.number.width, self.words)
        } else {
            (self.words, self.x)
        };
        let leader = setting.leader(self.line, from, to, self.right);
        let mut items = Vec::new();
        if let Some((dots, x)) = leader {
            items = setting.painted(dots, x, self.baseline, Tag::Layout);
        }
        let Some((element, link)) = link else { return };
        self.widen(link, page);
        let order = self.line.number.0;
        let tag = Tag::Structure { element, order };
        items.extend(setting.painted(self.number, self.x, self.baseline, tag));
        // After the words, so that what is read in the order of drawing is read in the right one.
        let is_words = |placed: &Placed| matches!(placed.tag, Tag::Structure { element: own, .. } if own == element);
        let place = page.items.iter().rposition(is_words);
        let place = place.map_or(page.items.len(), |last| last + 1);
        page.items.splice(place..place, items);
    }

    /// The line can be clicked from its words to its number.
    fn widen(&self, link: u32, page: &mut Page) {
        let start = self.words.min(self.x);
        let end = self.words.max(self.x + self.number.width);
        let whole = Rect::new(start, self.top, end - start, self.height);
        let mut areas = page.link_areas.iter_mut().rev();
        let words = areas.find(|area| area.link == link && area.area.origin.y == self.top);
        match words {
            Some(words) => words.area = union(words.area, whole),
            None => page.link_areas.push(LinkArea { link, area: whole }),
        }
    }
}
