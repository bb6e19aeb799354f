//! Pictures: takes bytes, gives facts (kind by magic bytes, size, orientation, colour) and, when a backend asks, bytes or pixels within limits.

mod cmyk;
pub(crate) mod data_url;
mod decode;
mod epub;
mod exif;
mod facts;
mod gif;
pub mod jpeg;
mod kind;
mod number;
pub mod png;
mod profile;
pub mod svg;
mod webp;

pub use decode::{Pixels, Samples, decode, decode_bytes};
pub use epub::{EpubPicture, for_epub};
pub use facts::MAX_PIXELS;

use crate::diagnostics::{Diagnostic, Error, Result};
use crate::names::Names;
use std::fmt;
use std::sync::Arc;

/// A picture in the book's [`MediaLibrary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MediaId(pub u32);

/// What a picture's first bytes say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is its own name")]
pub enum MediaKind {
    Jpeg,
    Png,
    Gif,
    WebP,
    Bmp,
    Tiff,
    Svg,
}

/// How a picture must be turned to stand upright: EXIF's orientation 1 to 8 (CIPA DC-008, tag 0x0112).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Orientation(pub u8);

impl Orientation {
    /// As it should be.
    pub const UPRIGHT: Orientation = Orientation(1);

    /// From EXIF's number; what is not of 1 to 8 is upright.
    pub fn new(number: u32) -> Orientation {
        match u8::try_from(number) {
            Ok(number @ 1..=8) => Orientation(number),
            _ => Orientation::UPRIGHT,
        }
    }
}

/// How a picture's samples are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColourModel {
    /// Grey.
    Grey,
    /// Red, green, blue; also palettes and vectors.
    Rgb,
    /// Cyan, magenta, yellow, black.
    Cmyk,
}

/// What is known of a picture without decoding it.
#[derive(Debug, Clone, PartialEq)]
pub struct MediaFacts {
    /// What it is.
    pub kind: MediaKind,
    /// Width in pixels as stored, before it is turned.
    pub width: u32,
    /// Height in pixels as stored, before it is turned.
    pub height: u32,
    /// How it must be turned.
    pub orientation: Orientation,
    /// How it is coloured.
    pub colour: ColourModel,
}

impl MediaFacts {
    /// Width and height in pixels when it stands upright.
    pub fn upright_size(&self) -> (u32, u32) {
        if self.orientation.0 >= 5 {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        }
    }
}

/// Reads a picture's bytes when a backend wants them: the only way from a backend to a file.
pub trait PictureBytes: Send + Sync {
    /// The file's bytes.
    ///
    /// # Errors
    /// When it can no longer be read.
    fn read(&self) -> Result<Vec<u8>>;
}

impl PictureBytes for Vec<u8> {
    fn read(&self) -> Result<Vec<u8>> {
        Ok(self.clone())
    }
}

/// A picture of the book.
#[derive(Clone)]
pub struct Media {
    /// What is known of it.
    pub facts: MediaFacts,
    /// Its name in the book, without extension: ASCII lower case, digits, hyphens; unique in the library.
    pub name: String,
    bytes: Arc<dyn PictureBytes>,
}

impl Media {
    /// Its bytes as they are on disk.
    ///
    /// # Errors
    /// When it can no longer be read.
    pub fn read(&self) -> Result<Vec<u8>> {
        self.bytes.read()
    }
}

impl fmt::Debug for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Media")
            .field("facts", &self.facts)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Every picture of a book, each once.
#[derive(Debug, Default)]
pub struct MediaLibrary {
    items: Vec<Media>,
    names: Names,
}

impl MediaLibrary {
    /// Takes in a picture under a name like `name`.
    pub fn add(&mut self, facts: MediaFacts, name: &str, bytes: Arc<dyn PictureBytes>) -> MediaId {
        self.items.push(Media {
            facts,
            name: self.names.free(name),
            bytes,
        });
        MediaId(u32::try_from(self.items.len() - 1).unwrap_or(u32::MAX))
    }

    /// The picture of this id.
    pub fn get(&self, id: MediaId) -> Option<&Media> {
        self.items.get(id.0 as usize)
    }

    /// All pictures in order.
    pub fn iter(&self) -> impl Iterator<Item = (MediaId, &Media)> {
        (0..).map(MediaId).zip(&self.items)
    }
}

/// The error of a picture that isn't what its first bytes promise.
fn broken(message: impl Into<String>) -> Error {
    Box::new(Diagnostic::error("picture-broken", message).help("replace the file"))
}
