//! The body of the document: takes its chapters one after the other, gives their pages, links and structure to the packer and keeps
//! what the whole document has to know of them.

use crate::diagnostics::Result;
use crate::pdf::draw::{Drawn, Palette, draw};
use crate::pdf::file::deflate::Deflater;
use crate::pdf::file::destinations::{Destination, Destinations, PageObject};
use crate::pdf::file::links;
use crate::pdf::file::outline::OutlineEntry;
use crate::pdf::file::packer::Packer;
use crate::pdf::file::pictures::Picture;
use crate::pdf::file::skeleton::PageParts;
use crate::pdf::file::syntax::Ref;
use crate::pdf::page::{ChapterLayout, LinkArea, OutlineHeading, Page};
use crate::pdf::tags::{ChapterTree, LinkAnnotation, MarkedPage, StructureTree, linked};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Pages that are drawn side by side before they are written.
const BATCH: usize = 64;

/// What is known of the chapters that are written.
pub struct Body<'a> {
    palette: Palette<'a>,
    destinations: &'a Destinations,
    /// All pages of the document.
    pages: &'a [PageObject],
    fonts: Ref,
    /// The resources of pages without pictures.
    plain_resources: Ref,
    /// The pages that are written.
    pub parts: Vec<PageParts>,
    /// The structure tree.
    pub tree: StructureTree,
    /// The headings.
    pub outline: Vec<OutlineEntry>,
}

/// The chapter that is being written.
struct Chapter<'a> {
    layout: &'a ChapterLayout,
    /// The links that have a structure element: only those can be clicked.
    linked: BTreeSet<u32>,
    marked: Vec<MarkedPage>,
    links: Vec<LinkAnnotation>,
}

/// A page, drawn, its content stream deflated.
struct PackedPage {
    content: Vec<u8>,
    drawn: Drawn,
    link_areas: Vec<LinkArea>,
}

impl<'a> Body<'a> {
    /// Nothing yet, of a document of these pages.
    pub fn new(
        palette: Palette<'a>,
        destinations: &'a Destinations,
        pages: &'a [PageObject],
        fonts: Ref,
        packer: &mut Packer<'_>,
    ) -> Result<Body<'a>> {
        let plain_resources = packer.reserve();
        packer.dictionary(plain_resources, |resources| {
            resources.reference("Font", fonts);
        })?;
        Ok(Body {
            palette,
            destinations,
            pages,
            fonts,
            plain_resources,
            parts: Vec::with_capacity(pages.len()),
            tree: StructureTree::new(pages.len(), packer),
            outline: Vec::new(),
        })
    }

    /// Draws and writes a chapter's pages, its links and its part of the structure tree.
    pub fn add(
        &mut self,
        number: usize,
        mut layout: ChapterLayout,
        packer: &mut Packer<'_>,
    ) -> Result<()> {
        let first_page = self.parts.len();
        let mut pages = std::mem::take(&mut layout.pages).into_iter();
        let mut chapter = Chapter {
            linked: linked(&layout.structure),
            layout: &layout,
            marked: Vec::with_capacity(pages.len()),
            links: Vec::new(),
        };
        while pages.len() > 0 {
            let batch = pages.by_ref().take(BATCH).collect();
            self.add_pages(batch, &mut chapter, packer)?;
        }
        let Chapter { marked, links, .. } = chapter;
        let tree = ChapterTree::new(number, &layout.structure, &marked, &links, packer);
        self.tree.add(&tree, first_page, &marked, &links, packer)?;
        self.add_headings(first_page, &layout.headings, &tree);
        Ok(())
    }

    /// Draws a batch of pages beside each other, each dropped as it is done, and writes them in order.
    fn add_pages(
        &mut self,
        batch: Vec<Page>,
        chapter: &mut Chapter<'_>,
        packer: &mut Packer<'_>,
    ) -> Result<()> {
        let pack = |deflater: &mut Deflater, page: Page| {
            let mut drawn = draw(&page, &chapter.layout.structure, &self.palette);
            PackedPage {
                content: deflater.deflate(&std::mem::take(&mut drawn.content)),
                drawn,
                link_areas: page.link_areas,
            }
        };
        let pages = batch.into_par_iter().map_init(Deflater::default, pack);
        let packed = pages.collect::<Vec<_>>();
        for page in packed {
            if let Some(object) = self.pages.get(self.parts.len()).copied() {
                self.add_page(page, object, chapter, packer)?;
            }
        }
        Ok(())
    }

    fn add_page(
        &mut self,
        page: PackedPage,
        object: PageObject,
        chapter: &mut Chapter<'_>,
        packer: &mut Packer<'_>,
    ) -> Result<()> {
        let content = packer.reserve();
        packer.stream(content, &page.content, |dictionary| {
            dictionary.name("Filter", "FlateDecode");
        })?;
        let pictures = self.palette.pictures;
        let shown = page
            .drawn
            .pictures
            .iter()
            .filter_map(|id| pictures.get(*id));
        let shown = shown.collect::<Vec<_>>();
        let links = self.write_links(&page.link_areas, object, chapter, packer)?;
        self.parts.push(PageParts {
            content,
            resources: self.resources(&shown, packer)?,
            annotations: links.iter().map(|link| link.object).collect(),
            transparent: shown.iter().any(|picture| picture.transparent),
        });
        chapter.links.extend(links);
        chapter.marked.push(MarkedPage {
            page: object.object,
            height: object.size.height,
            marks: page.drawn.marks,
        });
        Ok(())
    }

    /// The resources of a page with these pictures.
    fn resources(&self, shown: &[&Picture], packer: &mut Packer<'_>) -> Result<Ref> {
        if shown.is_empty() {
            return Ok(self.plain_resources);
        }
        let resources = packer.reserve();
        packer.dictionary(resources, |dictionary| {
            dictionary.reference("Font", self.fonts);
            dictionary.dictionary("XObject", |objects| {
                for picture in shown {
                    objects.reference(&picture.resource, picture.object);
                }
            });
        })?;
        Ok(resources)
    }

    fn write_links(
        &mut self,
        areas: &[LinkArea],
        page: PageObject,
        chapter: &Chapter<'_>,
        packer: &mut Packer<'_>,
    ) -> Result<Vec<LinkAnnotation>> {
        let mut annotations = Vec::with_capacity(areas.len());
        for area in areas
            .iter()
            .filter(|area| chapter.linked.contains(&area.link))
        {
            let Some(link) = chapter.layout.links.get(area.link as usize) else {
                continue;
            };
            let key = self.tree.next_key();
            if let Some(object) =
                links::write(link, area.area, page, key, self.destinations, packer)?
            {
                annotations.push(LinkAnnotation {
                    link: area.link,
                    page: page.object,
                    object,
                    key,
                });
            }
        }
        Ok(annotations)
    }

    fn add_headings(
        &mut self,
        first_page: usize,
        headings: &[OutlineHeading],
        tree: &ChapterTree<'_>,
    ) {
        for heading in headings {
            if let Some(page) = self.pages.get(first_page + heading.page) {
                self.outline.push(OutlineEntry {
                    level: heading.level,
                    text: heading.text.clone(),
                    place: Destination::new(*page, heading.at),
                    element: tree.number(heading.element),
                });
            }
        }
    }
}
