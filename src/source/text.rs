//! A site's texts as they come in: takes bytes, or the path of a file, gives the text in UTF-8 with its place among the sources.

use super::encoding::{self, Decoded};
use super::files::{Files, LARGEST_TEXT};
use crate::diagnostics::{Diagnostics, Result};
use crate::span::{FileId, MappedText, Sources};
use std::path::Path;

/// A text that is among the sources.
pub struct Entered {
    /// Its number there.
    pub file: FileId,
    decoded: Decoded,
}

impl Entered {
    /// The text of `bytes`, which messages call `shown`.
    ///
    /// # Errors
    /// `not-text`.
    pub fn of(bytes: Vec<u8>, shown: &str, sources: &mut Sources) -> Result<Entered> {
        let decoded = encoding::decode(bytes, shown)?;
        let file = sources.add(shown, decoded.text.as_str().into());
        Ok(Entered { file, decoded })
    }

    /// The text of the file at `path`, from the site's root.
    ///
    /// # Errors
    /// What [`Files::read`] gives, and `not-text`.
    pub fn at(files: &Files, path: &Path, sources: &mut Sources) -> Result<Entered> {
        let bytes = files.read(path, LARGEST_TEXT)?;
        Entered::of(bytes, &files.shown(path), sources)
    }

    /// Tells what was guessed of its encoding, and what was lost.
    pub fn report(&self, messages: &mut Diagnostics) {
        encoding::report(&self.decoded, self.file, messages);
    }

    /// The whole text.
    pub fn text(&self) -> MappedText {
        MappedText::whole(self.file, &self.decoded.text)
    }
}
