//! Pictures fetched before: takes a URL, gives the file that is kept of it, named by the URL's hash.

use crate::diagnostics::{Diagnostic, Error, Result};
use crate::media::{MediaFacts, PictureBytes};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// A folder of pictures.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Held by who reads a whole picture, as each may be large.
    reading: Mutex<()>,
}

/// A picture in the folder.
#[derive(Debug)]
pub struct Kept {
    path: PathBuf,
}

impl PictureBytes for Kept {
    fn read(&self) -> Result<Vec<u8>> {
        fs::read(&self.path).map_err(|error| unusable(&self.path, &error))
    }
}

impl Cache {
    /// The pictures in `folder`, which is made if it is not there.
    ///
    /// # Errors
    /// `cache-unusable`.
    pub fn open(folder: &Path) -> Result<Cache> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        // Nobody else needs to know what was fetched (XDG Base Directory Specification).
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let made = builder.create(folder);
        made.map_err(|error| unusable(folder, &error))?;
        Ok(Cache {
            folder: folder.to_owned(),
            reading: Mutex::default(),
        })
    }

    /// The picture of this URL, if it was kept. A link in its place is none: it could lead anywhere.
    pub fn find(&self, url: &str) -> Option<Kept> {
        let path = self.path(url);
        let facts = fs::symlink_metadata(&path).ok()?;
        facts.is_file().then_some(Kept { path })
    }

    /// Keeps what `download` writes, if that is a picture. The file is whole when it gets its name.
    ///
    /// # Errors
    /// Those of `download`, of [`MediaFacts::of`], and `cache-unusable`.
    pub fn keep(&self, url: &str, download: impl FnOnce(&mut File) -> Result<()>) -> Result<Kept> {
        let unusable = |error: &io::Error| unusable(&self.folder, error);
        let mut temporary = tempfile::Builder::new()
            .prefix(".")
            .suffix(".part")
            .tempfile_in(&self.folder)
            .map_err(|error| unusable(&error))?;
        download(temporary.as_file_mut())?;
        self.check(temporary.path())?;
        let path = self.path(url);
        let persisted = temporary.persist(&path);
        persisted.map_err(|error| unusable(&error.error))?;
        Ok(Kept { path })
    }

    fn check(&self, path: &Path) -> Result<()> {
        let _alone = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = fs::read(path).map_err(|error| unusable(path, &error))?;
        MediaFacts::of(&bytes).map(drop)
    }

    fn path(&self, url: &str) -> PathBuf {
        let hash = Uuid::new_v5(&Uuid::NAMESPACE_URL, url.as_bytes());
        self.folder.join(hash.simple().to_string())
    }
}

fn unusable(path: &Path, error: &io::Error) -> Error {
    let message = format!("the cache {} can't be used: {error}", path.display());
    let help = "`--cache DIR` keeps pictures elsewhere";
    Box::new(Diagnostic::error("cache-unusable", message).help(help))
}
