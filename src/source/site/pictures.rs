//! Finding pictures: takes what a post wrote, gives the file in the site that it means.

use super::written::{self, Address};
use crate::diagnostics::{Diagnostic, Error, Result};
use crate::source::files::{Files, PictureFile, SiteFile};
use crate::source::{SitePicture, Whereabouts};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Finds the picture that `written` means in the text at `page`; URLs are looked for in the site's `roots`, first to last.
///
/// # Errors
/// `outside-site`, `picture-missing`, `picture-remote`, `not-a-file`, `file-too-large`, `unreadable`.
pub fn find(
    files: &Arc<Files>,
    roots: &[PathBuf],
    address: &Address,
    page: &Whereabouts,
    written: &str,
) -> Result<SitePicture> {
    let places = written::candidates(address, page, written)?.into_iter();
    let places: Vec<PathBuf> = places.flat_map(|place| place.paths(roots)).collect();
    match first(files, &places)? {
        Some((file, only_alike)) => Ok(SitePicture {
            path: file.path.clone(),
            only_alike,
            bytes: Arc::new(PictureFile::new(files.clone(), file)?),
        }),
        None => Err(missing(written)),
    }
}

/// The first place that holds a file; then the first that holds one if case is forgotten, which it says. What goes wrong
/// at one place is told only if no other holds it.
fn first(files: &Files, places: &[PathBuf]) -> Result<Option<(SiteFile, bool)>> {
    let mut wrong = None;
    for place in places {
        match files.find(place) {
            Ok(Some(file)) => return Ok(Some((file, false))),
            Ok(None) => {}
            Err(error) => wrong = wrong.or(Some(error)),
        }
    }
    let similar = places.iter().find_map(|place| similar(files, place));
    match (similar, wrong) {
        (Some(file), _) => Ok(Some((file, true))),
        (None, Some(error)) => Err(error),
        (None, None) => Ok(None),
    }
}

/// The file whose path differs in case or in Unicode form only, as other systems let pass.
fn similar(files: &Files, place: &Path) -> Option<SiteFile> {
    let mut found = PathBuf::new();
    for component in place.components() {
        match component {
            Component::Normal(name) => {
                let name = files.alike(&found, name.to_str()?)?;
                found.push(name);
            }
            Component::ParentDir => found.pop().then_some(())?,
            _ => {}
        }
    }
    files.find(&found).ok()?
}

fn missing(written: &str) -> Error {
    let shown: String = written.chars().take(200).collect();
    Box::new(
        Diagnostic::error(
            "picture-missing",
            format!("there is no picture `{shown}` in the site"),
        )
        .help("its alternative text is shown in a frame"),
    )
}
