//! The file: takes laid-out chapters, pictures and fonts, gives a PDF that conforms to PDF/UA-1 and PDF/A-3a, written as it is made.
//!
//! printpdf makes the skeleton (pages and fonts); it and the object tree under it are known in `skeleton` alone.

mod destinations;
pub mod digest;
pub mod fonts;
mod links;
mod metadata;
mod outline;
pub mod packer;
pub mod pictures;
mod skeleton;
pub mod syntax;
pub mod tree;

use crate::diagnostics::{Diagnostics, Result};
use crate::document::{BookMetadata, Direction};
use crate::media::MediaLibrary;
use crate::pdf::draw::{Palette, draw};
use crate::pdf::fonts::FontLibrary;
use crate::pdf::page::{ChapterLayout, OutlineHeading, Page};
use crate::pdf::tags::{self, ChapterTree, LinkAnnotation, MarkedPage, StructureTree};
use crate::units::{Pt, Size};
use destinations::{Destination, Destinations, PageObject};
use metadata::Description;
use outline::OutlineEntry;
use packer::{Packer, deflate};
use pictures::Pictures;
use rayon::prelude::*;
use skeleton::{PageParts, Skeleton};
use std::io::Write;
use syntax::{Dictionary, Ref};

/// Pages that are drawn side by side before they are written.
const BATCH: usize = 64;

/// Writes a book's pages as a tagged PDF.
///
/// # Errors
/// When `out` can't be written or a font can't be embedded. A picture that can't be shown is a message.
pub fn write(
    book: &BookMetadata,
    media: &MediaLibrary,
    fonts: &FontLibrary,
    mut chapters: Vec<ChapterLayout>,
    out: &mut dyn Write,
    messages: &mut Diagnostics,
) -> Result<()> {
    ensure_a_page(&mut chapters);
    chapters.iter_mut().for_each(tags::close_heading_gaps);
    let subsets = fonts::subsets(&chapters, fonts)?;
    let sizes = chapters
        .iter()
        .flat_map(|chapter| &chapter.pages)
        .map(|page| page.size)
        .collect::<Vec<_>>();
    let mut skeleton = Skeleton::new(&subsets, &sizes)?;
    let mut packer = Packer::new(out, skeleton.taken())?;
    skeleton.prune(&mut packer);
    let pictures = Pictures::write(&chapters, media, &mut packer, messages)?;
    let pages = skeleton
        .pages()
        .iter()
        .zip(&sizes)
        .map(|(object, size)| PageObject {
            object: *object,
            size: *size,
        });
    let pages = pages.collect::<Vec<_>>();
    let destinations = Destinations::new(&chapters, &pages);
    let palette = Palette {
        subsets: &subsets,
        pictures: &pictures,
    };
    let mut body = Body::new(palette, &destinations, &pages, skeleton.fonts, packer)?;
    for (number, chapter) in chapters.into_iter().enumerate() {
        body.add(number, chapter)?;
    }
    body.finish(book, skeleton)
}

/// A PDF has at least one page.
fn ensure_a_page(chapters: &mut Vec<ChapterLayout>) {
    if chapters.iter().all(|chapter| chapter.pages.is_empty()) {
        let size = Size {
            width: Pt::from_mm(210.0),
            height: Pt::from_mm(297.0),
        };
        let page = Page {
            size,
            ..Page::default()
        };
        chapters.push(ChapterLayout {
            pages: vec![page],
            ..ChapterLayout::default()
        });
    }
}

/// The document while its chapters are written, one after the other.
struct Body<'a, 'w> {
    palette: Palette<'a>,
    destinations: &'a Destinations,
    /// All pages of the document.
    pages: &'a [PageObject],
    /// Those that are written.
    parts: Vec<PageParts>,
    tree: StructureTree,
    outline: Vec<OutlineEntry>,
    fonts: Ref,
    /// The resources of pages without pictures.
    plain_resources: Ref,
    packer: Packer<'w>,
}

/// A page's content stream, deflated, with what it holds.
struct PackedPage {
    content: Vec<u8>,
    drawn: crate::pdf::draw::Drawn,
}

impl<'a, 'w> Body<'a, 'w> {
    fn new(
        palette: Palette<'a>,
        destinations: &'a Destinations,
        pages: &'a [PageObject],
        fonts: Ref,
        mut packer: Packer<'w>,
    ) -> Result<Body<'a, 'w>> {
        let plain_resources = packer.reserve();
        packer.dictionary(plain_resources, |resources| {
            resources.reference("Font", fonts);
        })?;
        Ok(Body {
            palette,
            destinations,
            pages,
            parts: Vec::with_capacity(pages.len()),
            tree: StructureTree::new(pages.len(), &mut packer),
            outline: Vec::new(),
            fonts,
            plain_resources,
            packer,
        })
    }

    /// Draws and writes a chapter's pages, its links and its part of the structure tree.
    fn add(&mut self, number: usize, mut chapter: ChapterLayout) -> Result<()> {
        let first_page = self.parts.len();
        let pages = std::mem::take(&mut chapter.pages);
        let mut marked = Vec::with_capacity(pages.len());
        let mut links = Vec::new();
        let mut pages = pages.into_iter();
        loop {
            let batch = pages.by_ref().take(BATCH).collect::<Vec<_>>();
            if batch.is_empty() {
                break;
            }
            self.write_pages(&chapter, batch, &mut marked, &mut links)?;
        }
        let tree = ChapterTree::new(
            number,
            &chapter.structure,
            &marked,
            &links,
            &mut self.packer,
        );
        self.tree
            .add(&tree, first_page, &marked, &links, &mut self.packer)?;
        self.add_headings(first_page, chapter.headings.iter(), &tree);
        Ok(())
    }

    fn write_pages(
        &mut self,
        chapter: &ChapterLayout,
        batch: Vec<Page>,
        marked: &mut Vec<MarkedPage>,
        links: &mut Vec<LinkAnnotation>,
    ) -> Result<()> {
        let palette = &self.palette;
        let pack = |page: Page| {
            let mut drawn = draw(&page, &chapter.structure, palette);
            let content = deflate(&std::mem::take(&mut drawn.content));
            (page.link_areas, PackedPage { content, drawn })
        };
        let packed = batch.into_par_iter().map(pack).collect::<Vec<_>>();
        for (areas, page) in packed {
            let Some(object) = self.pages.get(self.parts.len()).copied() else {
                break;
            };
            let annotations = self.write_links(chapter, &areas, object)?;
            let parts =
                self.write_page(&page, annotations.iter().map(|link| link.object).collect())?;
            self.parts.push(parts);
            links.extend(annotations);
            marked.push(MarkedPage {
                page: object.object,
                height: object.size.height,
                marks: page.drawn.marks,
            });
        }
        Ok(())
    }

    fn write_page(&mut self, page: &PackedPage, annotations: Vec<Ref>) -> Result<PageParts> {
        let content = self.packer.reserve();
        self.packer.stream(content, &page.content, |dictionary| {
            dictionary.name("Filter", "FlateDecode");
        })?;
        let pictures = self.palette.pictures;
        let shown = page
            .drawn
            .pictures
            .iter()
            .filter_map(|id| pictures.get(*id))
            .collect::<Vec<_>>();
        let mut resources = self.plain_resources;
        if !shown.is_empty() {
            resources = self.packer.reserve();
            let fonts = self.fonts;
            self.packer.dictionary(resources, |dictionary| {
                dictionary
                    .reference("Font", fonts)
                    .dictionary("XObject", |objects| {
                        for picture in &shown {
                            objects.reference(&picture.resource, picture.object);
                        }
                    });
            })?;
        }
        Ok(PageParts {
            content,
            resources,
            annotations,
            transparent: shown.iter().any(|picture| picture.transparent),
        })
    }

    fn write_links(
        &mut self,
        chapter: &ChapterLayout,
        areas: &[crate::pdf::page::LinkArea],
        page: PageObject,
    ) -> Result<Vec<LinkAnnotation>> {
        let mut annotations = Vec::with_capacity(areas.len());
        for area in areas {
            let Some(link) = chapter.links.get(area.link as usize) else {
                continue;
            };
            let key = self.tree.next_key();
            if let Some(object) = links::write(
                link,
                area.area,
                page,
                key,
                self.destinations,
                &mut self.packer,
            )? {
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

    fn add_headings<'h>(
        &mut self,
        first_page: usize,
        headings: impl Iterator<Item = &'h OutlineHeading>,
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

    /// Writes what belongs to the whole document, and ends the file.
    fn finish(mut self, book: &BookMetadata, skeleton: Skeleton) -> Result<()> {
        let packer = &mut self.packer;
        let page_tree = skeleton.page_tree;
        skeleton.write(&self.parts, packer)?;
        let structure = self.tree.finish(packer)?;
        let outline = outline::write(&self.outline, packer)?;
        let names = self.destinations.write_names(packer)?;
        let first_heading = self.outline.first().map(|entry| entry.text.as_str());
        let description = Description::new(book, first_heading);
        let information = description.write_information(packer)?;
        let xmp = description.write_xmp(packer)?;
        let intent = metadata::write_output_intent(packer)?;
        let root = packer.reserve();
        packer.dictionary(root, |catalog| {
            catalog
                .name("Type", "Catalog")
                .reference("Pages", page_tree);
            catalog
                .reference("StructTreeRoot", structure)
                .reference("Metadata", xmp);
            describe_document(catalog, book);
            catalog.array("OutputIntents", |intents| {
                intents.reference(intent);
            });
            if let Some(outline) = outline {
                catalog
                    .reference("Outlines", outline)
                    .name("PageMode", "UseOutlines");
            }
            if let Some(names) = names {
                catalog.dictionary("Names", |trees| {
                    trees.reference("Dests", names);
                });
            }
        })?;
        self.packer
            .finish(root, information, book.identifier.as_bytes())
    }
}

/// The catalog's entries that are the same for every book, or come from its metadata alone.
fn describe_document(catalog: &mut Dictionary<'_>, book: &BookMetadata) {
    let language = if book.language.is_empty() {
        "en"
    } else {
        &book.language
    };
    catalog.text("Lang", language);
    catalog.dictionary("MarkInfo", |marks| {
        marks.boolean("Marked", true);
    });
    catalog.dictionary("ViewerPreferences", |preferences| {
        preferences.boolean("DisplayDocTitle", true);
        if book.direction == Direction::RightToLeft {
            preferences.name("Direction", "R2L");
        }
    });
    catalog.dictionary("PageLabels", |labels| {
        labels.array("Nums", |ranges| {
            ranges.integer(0).dictionary(|range| {
                range.name("S", "D");
            });
        });
    });
}
