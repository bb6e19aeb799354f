//! A folder of Markdown files without a generator's configuration.

use super::jekyll::kind;
use super::written::Address;
use super::{Generator, permalink, pictures, texts};
use crate::diagnostics::{Diagnostics, Result};
use crate::document::BookMetadata;
use crate::parse::Dialect;
use crate::source::catalogue::Catalogue;
use crate::source::document::{Class, Document, Listed};
use crate::source::files::Files;
use crate::source::selection::{Parts, Sort};
use crate::source::template::{Included, Liquid};
use crate::source::value::Map;
use crate::source::{Site, SitePicture};
use crate::span::{MappedText, Sources};
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

    fn name(&self) -> Option<&str> {
        self.files.name()
    }
}

impl Generator for Plain {
    fn files(&self) -> &Arc<Files> {
        &self.files
    }

    fn list(&self, _messages: &mut Diagnostics) -> Vec<Listed> {
        let found = texts::markdown_below(&self.files, Path::new(""), &|_| false);
        let listed = found.into_iter().map(|path| Listed::new(path, Class::Post));
        listed.collect()
    }

    fn order(&self) -> (Sort, Parts) {
        (Sort::Date, Parts::None)
    }

    fn defaults(&self, _path: &Path) -> Map {
        Map::default()
    }

    fn page_url(&self, path: &Path, values: &Map) -> String {
        permalink::url(&Map::default(), path, &kind(path), values)
    }

    /// A post taken out of its Jekyll site still has templates; its `layout` gives it away.
    fn evaluate(
        &self,
        document: &Document,
        _catalogue: Option<&Catalogue>,
        sources: &mut Sources,
        messages: &mut Diagnostics,
    ) -> MappedText {
        if document.values.get("layout").is_none() {
            return document.text.clone();
        }
        let liquid = Liquid {
            files: &self.files,
            included: &Included::default(),
            jekyll: None,
            catalogue: None,
        };
        liquid.evaluate(document, sources, messages)
    }

    fn dialect(&self) -> Dialect {
        Dialect::BLOG
    }
}
