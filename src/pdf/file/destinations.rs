//! Where links, the outline and names lead: takes the chapters' anchors, gives places on pages (PDF 32000-1 12.3.2).

use crate::diagnostics::Result;
use crate::pdf::file::packer::Packer;
use crate::pdf::file::syntax::{self, Array, Ref};
use crate::pdf::file::tree;
use crate::pdf::page::{ChapterLayout, Matter};
use crate::units::{Point, Size};
use std::collections::BTreeMap;

/// A page of the document.
#[derive(Debug, Clone, Copy)]
pub struct PageObject {
    /// Its object.
    pub object: Ref,
    /// Its trim size.
    pub size: Size,
}

/// A place on a page.
#[derive(Debug, Clone, Copy)]
pub struct Destination {
    page: PageObject,
    at: Point,
}

impl Destination {
    /// A point of a page.
    pub fn new(page: PageObject, at: Point) -> Destination {
        Destination { page, at }
    }

    /// Writes it: the page, and its top left corner at the window's, at whatever zoom.
    pub fn write(&self, array: &mut Array<'_>) {
        array.reference(self.page.object).name("XYZ");
        array
            .length(self.at.x)
            .length(self.page.size.height - self.at.y)
            .null();
    }
}

/// Every place of the document that has a name.
#[derive(Debug, Default)]
pub struct Destinations {
    /// By chapter and id.
    places: BTreeMap<(usize, Option<String>), Destination>,
}

impl Destinations {
    /// Of these chapters, the pages of which are these.
    pub fn new(chapters: &[ChapterLayout], pages: &[PageObject]) -> Destinations {
        let mut places = BTreeMap::new();
        let mut rest = pages;
        let mut number = 0;
        for chapter in chapters {
            let (own, others) = rest
                .split_at_checked(chapter.pages.len())
                .unwrap_or((rest, &[]));
            rest = others;
            // Nothing leads to the front matter, and targets count chapters only.
            if chapter.matter == Matter::Front {
                continue;
            }
            if let Some(first) = own.first() {
                places.insert((number, None), Destination::new(*first, Point::default()));
            }
            for anchor in &chapter.anchors {
                if let Some(page) = own.get(anchor.page) {
                    places.insert(
                        (number, anchor.id.clone()),
                        Destination::new(*page, anchor.at),
                    );
                }
            }
            number += 1;
        }
        Destinations { places }
    }

    /// The place of an id; of one that stands nowhere, its chapter's beginning.
    pub fn find(&self, chapter: usize, id: Option<&str>) -> Option<Destination> {
        let place = self.places.get(&(chapter, id.map(str::to_owned)));
        place.or_else(|| self.places.get(&(chapter, None))).copied()
    }

    /// Writes the ids as names that others can link to (`book.pdf#nameddest=id`). An id that two chapters have is the first's.
    pub fn write_names(&self, packer: &mut Packer<'_>) -> Result<Option<Ref>> {
        let mut names = BTreeMap::new();
        for ((_, id), place) in &self.places {
            if let Some(id) = id {
                names.entry(id.clone()).or_insert(place);
            }
        }
        let mut objects = Vec::with_capacity(names.len());
        for (name, place) in names {
            let object = packer.reserve();
            packer.object(object, |out| syntax::array(out, |array| place.write(array)))?;
            objects.push((name, object));
        }
        tree::names(&objects, packer)
    }
}
