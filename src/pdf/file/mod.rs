//! The file: takes laid-out chapters, pictures and fonts, gives a PDF that conforms to PDF/UA-1 and PDF/A-3a, written as it is made.
//!
//! printpdf makes the skeleton (pages and fonts); it and the object tree under it are known in `skeleton` alone.

mod body;
mod catalog;
pub(super) mod deflate;
mod destinations;
mod digest;
pub(super) mod fonts;
mod links;
mod metadata;
mod outline;
pub(super) mod packer;
pub(super) mod pictures;
mod skeleton;
pub(super) mod syntax;
pub(super) mod tree;

use crate::diagnostics::{Diagnostics, Result};
use crate::document::BookMetadata;
use crate::media::MediaLibrary;
use crate::pdf::draw::Palette;
use crate::pdf::fonts::FontLibrary;
use crate::pdf::page::{ChapterLayout, Matter, Page};
use crate::pdf::tags;
use crate::progress::{Listener, Stage};
use crate::units::{Pt, Size};
use body::Body;
use destinations::{Destinations, PageObject};
use packer::Packer;
use pictures::Pictures;
use skeleton::Skeleton;
use std::io::Write;
use syntax::Ref;

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
    progress: &Listener,
    messages: &mut Diagnostics,
) -> Result<()> {
    ensure_a_page(&mut chapters);
    tags::close_heading_gaps(&mut chapters);
    let paging = Paging::of(&chapters);
    let subsets = fonts::subsets(&chapters, fonts)?;
    let sizes = chapters
        .iter()
        .flat_map(|chapter| &chapter.pages)
        .map(|page| page.size)
        .collect::<Vec<_>>();
    let mut skeleton = Skeleton::new(&subsets, &sizes)?;
    let mut packer = Packer::new(out, skeleton.taken())?;
    skeleton.prune(&mut packer);
    let pictures = Pictures::write(&chapters, media, &mut packer, progress, messages)?;
    let pages = pages(&skeleton, &sizes);
    let destinations = Destinations::new(&chapters, &pages);
    let palette = Palette {
        subsets: &subsets,
        pictures: &pictures,
    };
    let mut body = Body::new(palette, &destinations, &pages, skeleton.fonts, &mut packer)?;
    progress.begin(Stage::Writing, chapters.len());
    for (number, chapter) in chapters.into_iter().enumerate() {
        body.add(number, chapter, &mut packer)?;
        progress.step();
    }
    let page_tree = skeleton.page_tree;
    skeleton.write(&body.parts, &mut packer)?;
    catalog::write(book, paging, page_tree, body, &destinations, packer)
}

fn pages(skeleton: &Skeleton, sizes: &[Size]) -> Vec<PageObject> {
    let objects = skeleton.pages().iter().zip(sizes);
    let page = |(object, size): (&Ref, &Size)| PageObject {
        object: *object,
        size: *size,
    };
    objects.map(page).collect()
}

/// What viewers are told of the pages.
#[derive(Debug, Clone, Copy)]
struct Paging {
    /// How many pages are numbered as front matter.
    front: usize,
    /// They are to be bound: two face each other.
    is_two_sided: bool,
}

impl Paging {
    fn of(chapters: &[ChapterLayout]) -> Paging {
        let front = chapters.iter();
        let front = front.filter(|chapter| chapter.matter == Matter::Front);
        let mut pages = chapters.iter().flat_map(|chapter| &chapter.pages);
        Paging {
            front: front.map(|chapter| chapter.pages.len()).sum(),
            is_two_sided: pages.any(|page| page.side.is_some()),
        }
    }
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
