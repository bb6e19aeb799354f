//! Putting pages together: takes the strips and where the pages end, gives pages with the tables of what is where.

use super::PageStyles;
use super::fragment::Fragment;
use super::notes::SEPARATOR;
use super::paginate::{self, FoundPage, NoteList};
use super::place::{Piece, Placing};
use super::set::Setting;
use super::strip::{Stack, Strip};
use crate::pdf::page::{Anchor, ChapterLayout, Item, Link, OutlineHeading, Page, StructureElement};
use crate::style::PageStyle;
use crate::units::{Colour, Point, Pt, Rect};
use std::collections::BTreeSet;

/// The rule above notes: this thick, this part of the measure long.
const RULE: (Pt, f32) = (Pt(0.4), 0.22);

/// How many items a page has room left for: running heads and numbers come when all pages are known.
const FURNITURE: usize = 8;

/// A chapter's pages and what falls on them.
#[derive(Debug, Default)]
pub(super) struct Placed {
    pages: Vec<Page>,
    anchors: Vec<Anchor>,
    headings: Vec<OutlineHeading>,
    uncovered: BTreeSet<char>,
}

/// Puts every page together.
pub(super) fn assemble(
    setting: &Setting<'_>,
    main: Stack,
    notes: NoteList,
    pages: &[FoundPage],
    styles: &PageStyles,
) -> Placed {
    let mut assembly = Assembly {
        setting,
        main: Placing::new(main),
        notes: Placing::new(notes.stack),
        styles,
        count: pages.len(),
    };
    let mut placed = Placed::beginning(styles);
    for (n, page) in pages.iter().enumerate() {
        let fragment = assembly.page(n, page);
        placed.add(n, styles.of(n), fragment);
    }
    if pages.is_empty() {
        placed.add(0, styles.of(0), Fragment::default());
    }
    placed
}

struct Assembly<'a> {
    setting: &'a Setting<'a>,
    main: Placing,
    notes: Placing,
    styles: &'a PageStyles,
    count: usize,
}

impl Assembly<'_> {
    fn page(&mut self, number: usize, page: &FoundPage) -> Fragment {
        let style = self.styles.of(number);
        let mut fragment = Fragment::default();
        let notes = height(&self.notes.stack, page.notes.clone());
        self.text(number, page, notes, &mut fragment);
        if !page.notes.is_empty() {
            self.notes(style, page, notes, &mut fragment);
        }
        fragment
    }

    fn text(&mut self, number: usize, page: &FoundPage, notes: Pt, into: &mut Fragment) {
        let style = self.styles.of(number);
        let top = style.margin.top + self.head(page, style, into);
        let notes = if page.notes.is_empty() {
            notes
        } else {
            notes + SEPARATOR
        };
        let room = self.styles.heights().of(number) - (top - style.margin.top) - notes;
        let strips = page.strips.clone();
        let short = room - height(&self.main.stack, strips.clone());
        let ends_naturally =
            number + 1 == self.count || self.main.stack.is_forced_before(strips.end);
        let gaps = gaps(&self.main.stack, strips.clone());
        let stretch = paginate::stretch(short, gaps, ends_naturally);
        let piece = Piece::stacked(&self.main.stack, strips, top, |gap| gap * (1.0 + stretch));
        let mut painter = self.setting.painter();
        self.main
            .draw(&piece, style.margin.left, &mut painter, into);
    }

    /// The table head that is repeated at a page's top: its height.
    fn head(&self, page: &FoundPage, style: &PageStyle, into: &mut Fragment) -> Pt {
        let strip = self
            .main
            .stack
            .strips
            .get(page.strips.start)
            .filter(|_| !page.strips.is_empty());
        let head = strip.and_then(|strip| self.main.stack.heads.get(strip.head? as usize));
        let Some(head) = head else { return Pt::ZERO };
        let at = Point {
            x: style.margin.left + head.x,
            y: style.margin.top,
        };
        into.append(head.fragment.repeated(), at);
        head.height
    }

    fn notes(&mut self, style: &PageStyle, page: &FoundPage, height: Pt, into: &mut Fragment) {
        let left = style.margin.left;
        let top =
            (style.size.height - style.margin.bottom - height).max(style.margin.top + SEPARATOR);
        let (thickness, length) = RULE;
        let measure = self.styles.measure();
        let width = measure * length;
        let x = match self.setting.right_to_left {
            true => left + measure - width,
            false => left,
        };
        let rule = Rect::new(x, top - SEPARATOR * 0.45, width, thickness);
        into.layout(Item::Fill(rule, Colour::BLACK));
        let piece = Piece::stacked(&self.notes.stack, page.notes.clone(), top, |gap| gap);
        let mut painter = self.setting.painter();
        self.notes.draw(&piece, left, &mut painter, into);
    }
}

/// How high strips are on a page: the first one's margin is left out.
fn height(stack: &Stack, strips: std::ops::Range<usize>) -> Pt {
    let strips = stack.strips.get(strips).unwrap_or_default();
    let above = strips.first().map_or(Pt::ZERO, |strip| strip.gap);
    strips.iter().map(Strip::total).sum::<Pt>() - above
}

/// The margins between strips on a page.
fn gaps(stack: &Stack, strips: std::ops::Range<usize>) -> Pt {
    let strips = stack.strips.get(strips).unwrap_or_default();
    strips.iter().skip(1).map(|strip| strip.gap).sum()
}

impl Placed {
    /// Nothing yet but the chapter's beginning.
    fn beginning(styles: &PageStyles) -> Placed {
        let margin = styles.first.margin;
        let beginning = Anchor {
            id: None,
            page: 0,
            at: Point {
                x: margin.left,
                y: margin.top,
            },
        };
        Placed {
            anchors: vec![beginning],
            ..Placed::default()
        }
    }

    fn add(&mut self, number: usize, style: &PageStyle, mut fragment: Fragment) {
        fragment.items.shrink_to(fragment.items.len() + FURNITURE);
        let anchors = fragment.anchors.into_iter().map(|(at, id)| Anchor {
            id: Some(id),
            page: number,
            at,
        });
        self.anchors.extend(anchors);
        let headings = fragment
            .headings
            .into_iter()
            .map(|(at, heading)| OutlineHeading {
                level: heading.level,
                text: heading.text,
                page: number,
                at,
                element: heading.element,
            });
        self.headings.extend(headings);
        self.uncovered.extend(fragment.uncovered);
        self.pages.push(Page {
            size: style.size,
            items: fragment.items,
            link_areas: fragment.link_areas,
            ..Page::default()
        });
    }

    pub fn into_layout(self, structure: Vec<StructureElement>, links: Vec<Link>) -> ChapterLayout {
        ChapterLayout {
            pages: self.pages,
            structure,
            links,
            anchors: self.anchors,
            headings: self.headings,
            uncovered: self.uncovered,
            ..ChapterLayout::default()
        }
    }
}
