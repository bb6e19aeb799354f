//! What opens a section: takes folders, gives the front matter of their `_index.md`, each read once.

use crate::diagnostics::Diagnostics;
use crate::source::files::{Files, LARGEST_TEXT};
use crate::source::value::Map;
use crate::source::{encoding, front_matter};
use crate::span::{MappedText, Span};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The openings of a site's sections.
pub struct Openings {
    files: Arc<Files>,
    read: Mutex<HashMap<PathBuf, Option<Map>>>,
}

impl Openings {
    /// Those of the site with these files.
    pub fn new(files: Arc<Files>) -> Openings {
        Openings {
            files,
            read: Mutex::default(),
        }
    }

    /// What the file that opens the section `folder` says of it; `None` if the folder is no section.
    pub fn of(&self, folder: &Path) -> Option<Map> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(folder) {
            return known.clone();
        }
        let found = values_of(&self.files, &folder.join("_index.md"));
        read.insert(folder.to_owned(), found.clone());
        found
    }
}

/// The front matter of a file; what is wrong in it is told where the file itself is read.
pub fn values_of(files: &Files, path: &Path) -> Option<Map> {
    let found = files.find(path).ok()??;
    let bytes = files.read(&found, LARGEST_TEXT).ok()?;
    let decoded = encoding::decode(bytes, "").ok()?;
    let mut text = MappedText::default();
    text.push_expanded(&decoded.text, Span::NOWHERE);
    Some(match front_matter::find(&decoded.text) {
        Some(head) => front_matter::read(&text, head, &mut Diagnostics::default()),
        None => Map::default(),
    })
}
