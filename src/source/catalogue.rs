//! All the texts of a site, read as far as their front matter: takes what the site lists, gives documents by path and address.

use super::ReadOptions;
use super::document::{Document, Listed};
use super::files::LARGEST_TEXT;
use super::site::Generator;
use crate::diagnostics::{Diagnostic, Diagnostics, Result, Severity};
use crate::progress::Stage;
use crate::span::Sources;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A site's documents in the order listed.
#[derive(Debug, Default)]
pub struct Catalogue {
    documents: Vec<Document>,
    by_path: HashMap<PathBuf, usize>,
}

impl Catalogue {
    /// Reads all that is listed. What can't be read is told and left out.
    pub fn read(
        listed: Vec<Listed>,
        site: &dyn Generator,
        options: &ReadOptions,
        sources: &mut Sources,
        messages: &mut Diagnostics,
    ) -> Catalogue {
        let mut catalogue = Catalogue::default();
        options.progress.begin(Stage::Reading, listed.len());
        for listed in listed {
            options.progress.step();
            match read(listed, site, options, sources, messages) {
                Ok(document) => catalogue.add(document),
                Err(error) => messages.report(Diagnostic {
                    severity: Severity::Warning,
                    ..*error
                }),
            }
        }
        catalogue
    }

    fn add(&mut self, document: Document) {
        let number = self.documents.len();
        self.by_path.insert(document.path().to_owned(), number);
        self.documents.push(document);
    }

    /// The documents in the order listed.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The document at `path`, from the site’s root.
    pub fn at(&self, path: &Path) -> Option<&Document> {
        self.documents.get(*self.by_path.get(path)?)
    }

    /// The documents themselves.
    pub fn into_documents(self) -> Vec<Document> {
        self.documents
    }
}

fn read(
    listed: Listed,
    site: &dyn Generator,
    options: &ReadOptions,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<Document> {
    let bytes = site.files().read(&listed.path, LARGEST_TEXT)?;
    let shown = site.files().shown(&listed.path);
    Document::read(bytes, &shown, listed, site, options, sources, messages)
}
