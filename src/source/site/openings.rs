//! What opens a section: takes folders, gives the front matter of their `_index.md`, each read once.

use crate::source::files::{Files, LARGEST_TEXT};
use crate::source::front_matter;
use crate::source::value::Map;
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

/// The front matter of a file, empty if it has none.
pub fn values_of(files: &Files, path: &Path) -> Option<Map> {
    let bytes = files.read(path, LARGEST_TEXT).ok()?;
    Some(front_matter::read_aside(bytes).ok()?.unwrap_or_default())
}
