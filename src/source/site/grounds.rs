//! What every site has, whoever generates it: its files, its name and address, and where in it things are looked for.

use super::Generator;
use super::bundles::Bundles;
use super::pictures;
use super::written::Address;
use crate::diagnostics::Result;
use crate::document::BookMetadata;
use crate::source::catalogue::Catalogue;
use crate::source::files::Files;
use crate::source::{Site, SitePicture, Whereabouts};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// A site's files and how they are found.
pub struct Grounds {
    /// Its files.
    pub files: Arc<Files>,
    /// What it says of itself.
    pub metadata: BookMetadata,
    /// What it says of itself in the language of the book, once [`Grounds::speak`] knows that.
    pub spoken: OnceLock<BookMetadata>,
    /// What its URLs begin with.
    pub address: Address,
    /// Where pictures are looked for, first to last.
    pub roots: Vec<PathBuf>,
    /// Where links that begin with `@/` or `/` look for texts.
    pub text_roots: Vec<PathBuf>,
    /// Files beside pages, once [`Grounds::lay_out`] knows the pages.
    pub bundles: OnceLock<Bundles>,
}

impl Grounds {
    /// Grounds without an address, where all is looked for from the root.
    pub fn new(files: Arc<Files>, metadata: BookMetadata) -> Grounds {
        Grounds {
            files,
            metadata,
            spoken: OnceLock::new(),
            address: Address::default(),
            roots: vec![PathBuf::new()],
            text_roots: vec![PathBuf::new()],
            bundles: OnceLock::new(),
        }
    }

    /// From here on the files beside the catalogue's pages are found where the pages are on the web.
    pub fn lay_out(&self, catalogue: Option<&Catalogue>) {
        if let Some(catalogue) = catalogue {
            self.bundles.get_or_init(|| Bundles::of(catalogue));
        }
    }

    /// From here on the site says of itself what it says in the language of the book.
    pub fn speak(&self, metadata: BookMetadata) {
        self.spoken.get_or_init(|| metadata);
    }

    fn picture(&self, page: &Whereabouts, written: &str) -> Result<SitePicture> {
        let at = |page: &Whereabouts, written: &str| {
            pictures::find(&self.files, &self.roots, &self.address, page, written)
        };
        at(page, written).or_else(|error| {
            let bundles = self.bundles.get();
            let beside = bundles.and_then(|bundles| bundles.file(&page.url, written));
            let found = beside.and_then(|path| at(&Whereabouts::default(), path.to_str()?).ok());
            let mut twins = self.twins(page).into_iter();
            let found = found.or_else(|| twins.find_map(|twin| at(&twin, written).ok()));
            found.ok_or(error)
        })
    }

    /// The same page among the texts of other languages: pages share with their translations what lies beside them.
    fn twins(&self, page: &Whereabouts) -> Vec<Whereabouts> {
        let roots = self.text_roots.iter();
        let inside = roots.filter_map(|root| page.path.strip_prefix(root).ok());
        let Some(inside) = inside.min_by_key(|inside| inside.components().count()) else {
            return Vec::new();
        };
        let twins = self.text_roots.iter().map(|root| root.join(inside));
        let others = twins.filter(|twin| *twin != page.path);
        let at = |path| Whereabouts {
            path,
            ..Whereabouts::default()
        };
        others.map(at).collect()
    }
}

impl<S: Generator> Site for S {
    fn metadata(&self) -> &BookMetadata {
        let grounds = self.grounds();
        grounds.spoken.get().unwrap_or(&grounds.metadata)
    }

    fn picture(&self, page: &Whereabouts, written: &str) -> Result<SitePicture> {
        self.grounds().picture(page, self.path_of_picture(written))
    }

    fn url(&self) -> Option<&str> {
        self.grounds().address.whole.as_deref()
    }

    fn base(&self) -> &str {
        &self.grounds().address.base
    }

    fn name(&self) -> Option<&str> {
        self.grounds().files.name()
    }

    fn text_roots(&self) -> Vec<PathBuf> {
        self.grounds().text_roots.clone()
    }
}
