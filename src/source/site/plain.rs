//! A folder of Markdown files without a generator's configuration.

use super::pictures;
use super::written::Address;
use crate::diagnostics::Result;
use crate::document::BookMetadata;
use crate::source::files::Files;
use crate::source::{Site, SitePicture};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder of posts.
pub struct Plain {
    files: Arc<Files>,
    metadata: BookMetadata,
}

impl Plain {
    /// The site whose root `files` has.
    pub fn new(files: Arc<Files>) -> Plain {
        let metadata = BookMetadata {
            language: "en".to_owned(),
            ..BookMetadata::default()
        };
        Plain { files, metadata }
    }
}

impl Site for Plain {
    fn metadata(&self) -> &BookMetadata {
        &self.metadata
    }

    fn picture(&self, folder: &Path, written: &str) -> Result<SitePicture> {
        let roots = [PathBuf::new()];
        pictures::find(&self.files, &roots, &Address::default(), folder, written)
    }

    fn url(&self) -> Option<&str> {
        None
    }
}
