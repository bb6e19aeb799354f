//! Pictures: takes the library's pictures that stand on pages, each read once, gives image objects that fill the unit square.

mod channels;
mod encoded;
mod filter;
mod form;
mod opacities;
mod palette;
mod png;
mod profile;
mod raster;
mod rows;

pub use encoded::{Encoded, encode};
pub use form::{Form, Gradient, State};
pub use raster::as_drawing as drawing_of_pixels;

use crate::diagnostics::{Diagnostic, Diagnostics, Result, Severity};
use crate::media::{Media, MediaId, MediaKind, MediaLibrary, Orientation};
use crate::pdf::draw::svg;
use crate::pdf::file::packer::Packer;
use crate::pdf::file::syntax::Ref;
use crate::pdf::page::{ChapterLayout, Item};
use crate::progress::{Listener, Stage};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Pictures that are read and encoded side by side at most.
const MOST_BESIDE: usize = 8;

/// As many pixels are in memory at one time, or else one picture.
const MOST_PIXELS: u64 = 2 << 20;

/// The pictures of a document, by what they are in the library.
#[derive(Debug, Default)]
pub struct Pictures {
    shown: BTreeMap<MediaId, Picture>,
}

/// A picture that is in the file.
#[derive(Debug)]
pub struct Picture {
    /// Its object.
    pub object: Ref,
    /// Its name in content streams.
    pub resource: String,
    /// How it is turned upright: maps the unit square onto itself.
    pub turn: [i8; 6],
    /// It lets what is behind it through.
    pub transparent: bool,
}

impl Pictures {
    /// A picture, if it could be read.
    pub fn get(&self, media: MediaId) -> Option<&Picture> {
        self.shown.get(&media)
    }

    /// Writes every picture that stands on a page. One that can't be read is told of, and a frame stands for it.
    pub fn write(
        chapters: &[ChapterLayout],
        library: &MediaLibrary,
        packer: &mut Packer<'_>,
        progress: &Listener,
        messages: &mut Diagnostics,
    ) -> Result<Pictures> {
        let mut pictures = Pictures::default();
        let placed = placed(chapters, library);
        progress.begin(Stage::Picturing, placed.len());
        let mut rest = placed.as_slice();
        while !rest.is_empty() {
            let (batch, later) = rest.split_at(beside(rest));
            rest = later;
            let objects = batch
                .par_iter()
                .map(|(_, media)| {
                    let object = Object::of(media);
                    progress.step();
                    object
                })
                .collect::<Vec<_>>();
            for ((id, media), object) in batch.iter().zip(objects) {
                match object {
                    Ok(object) => pictures.add(*id, media, object, packer)?,
                    Err(error) => messages.report(not_shown(media, *error)),
                }
            }
        }
        Ok(pictures)
    }

    fn add(
        &mut self,
        id: MediaId,
        media: &Media,
        object: Object,
        packer: &mut Packer<'_>,
    ) -> Result<()> {
        let (object, transparent) = match object {
            Object::Pixels(encoded) => (encoded.write(packer)?, encoded.is_transparent()),
            Object::Vectors(form) => (form.write(packer)?, form.is_transparent()),
        };
        let picture = Picture {
            object,
            resource: format!("P{}", id.0),
            turn: upright(media.facts.orientation),
            transparent,
        };
        self.shown.insert(id, picture);
        Ok(())
    }
}

/// A picture in one of the two ways of PDF.
enum Object {
    Pixels(Encoded),
    Vectors(Form),
}

impl Object {
    fn of(media: &Media) -> Result<Object> {
        match media.facts.kind {
            MediaKind::Svg => svg::draw(media).map(Object::Vectors),
            _ => encode(media).map(Object::Pixels),
        }
    }
}

/// How many pictures come next side by side: at least one.
fn beside(pictures: &[(MediaId, &Media)]) -> usize {
    let mut pixels = 0;
    let fits = |(_, media): &&(MediaId, &Media)| {
        pixels += u64::from(media.facts.width) * u64::from(media.facts.height);
        pixels <= MOST_PIXELS
    };
    let fitting = pictures.iter().take(MOST_BESIDE).take_while(fits).count();
    fitting.max(1)
}

fn placed<'a>(chapters: &[ChapterLayout], library: &'a MediaLibrary) -> Vec<(MediaId, &'a Media)> {
    let pages = chapters.iter().flat_map(|chapter| &chapter.pages);
    let ids = pages
        .flat_map(|page| &page.items)
        .filter_map(|placed| match placed.item {
            Item::Picture(id, _) => Some(id),
            _ => None,
        })
        .collect::<BTreeSet<_>>();
    ids.into_iter()
        .filter_map(|id| Some((id, library.get(id)?)))
        .collect()
}

fn not_shown(media: &Media, error: Diagnostic) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        message: format!("the picture {} is not shown: {}", media.name, error.message),
        help: Some("an empty frame stands in its place".to_owned()),
        ..error
    }
}

/// The matrix that turns a picture upright (EXIF's orientations) within the unit square, whose `y` goes up.
fn upright(orientation: Orientation) -> [i8; 6] {
    match orientation.0 {
        2 => [-1, 0, 0, 1, 1, 0],
        3 => [-1, 0, 0, -1, 1, 1],
        4 => [1, 0, 0, -1, 0, 1],
        5 => [0, -1, -1, 0, 1, 1],
        6 => [0, -1, 1, 0, 0, 1],
        7 => [0, 1, 1, 0, 0, 0],
        8 => [0, 1, -1, 0, 1, 0],
        _ => [1, 0, 0, 1, 0, 0],
    }
}
