//! A drawn piece of a page: items with the links, ids and headings that fall on them.

use crate::pdf::boxes::HeadingMark;
use crate::pdf::page::{Item, LinkArea, Placed, Tag};
use crate::units::{Point, Rect};
use std::collections::BTreeSet;

/// A drawn piece of a page, measured from its own top left corner.
#[derive(Debug, Default)]
pub(super) struct Fragment {
    pub items: Vec<Placed>,
    pub link_areas: Vec<LinkArea>,
    pub anchors: Vec<(Point, String)>,
    pub headings: Vec<(Point, HeadingMark)>,
    /// The notes that are called in it.
    pub notes: Vec<u32>,
    /// The characters in it that no font covers.
    pub uncovered: BTreeSet<char>,
}

impl Fragment {
    pub fn layout(&mut self, item: Item) {
        self.items.push(Placed {
            tag: Tag::Layout,
            item,
        });
    }

    /// Takes in all of `other`, its corner at `at`.
    pub fn append(&mut self, other: Fragment, at: Point) {
        self.items.extend(other.items.into_iter().map(|mut placed| {
            placed.item.shift(at);
            placed
        }));
        self.link_areas
            .extend(other.link_areas.into_iter().map(|mut area| {
                area.area = area.area.shifted(at);
                area
            }));
        self.anchors.extend(
            other
                .anchors
                .into_iter()
                .map(|(own, id)| (own.shifted(at), id)),
        );
        self.headings.extend(
            other
                .headings
                .into_iter()
                .map(|(own, mark)| (own.shifted(at), mark)),
        );
        self.notes.extend(other.notes);
        self.uncovered.extend(other.uncovered);
    }

    /// The same once more, as page furniture: without ids, links, and a place in the structure.
    pub fn repeated(&self) -> Fragment {
        let again = |placed: &Placed| Placed {
            tag: match placed.tag {
                Tag::Structure { .. } | Tag::Pagination => Tag::Pagination,
                Tag::Layout => Tag::Layout,
            },
            item: placed.item.clone(),
        };
        Fragment {
            items: self.items.iter().map(again).collect(),
            ..Fragment::default()
        }
    }

    /// A part of a link; the parts that touch are one.
    pub fn link(&mut self, link: u32, area: Rect) {
        if let Some(last) = self.link_areas.last_mut()
            && last.link == link
            && last.area.origin.y == area.origin.y
        {
            let right = |rect: Rect| rect.origin.x + rect.size.width;
            let left = last.area.origin.x.min(area.origin.x);
            let end = right(last.area).max(right(area));
            last.area.origin.x = left;
            last.area.size.width = end - left;
            return;
        }
        self.link_areas.push(LinkArea { link, area });
    }
}
