//! What made a site: takes a folder, gives the generator whose files lie there.

use super::mdbook;
use crate::source::data::Language;
use crate::source::files;
use std::path::Path;

/// What made a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SiteKind {
    /// Jekyll.
    Jekyll,
    /// mdBook.
    MdBook,
    /// Nothing: a plain folder.
    Plain,
}

impl SiteKind {
    /// All there are.
    pub const ALL: [SiteKind; 3] = [SiteKind::Jekyll, SiteKind::MdBook, SiteKind::Plain];

    /// The value of `--site-kind`.
    pub fn name(self) -> &'static str {
        match self {
            SiteKind::Jekyll => "jekyll",
            SiteKind::MdBook => "mdbook",
            SiteKind::Plain => "plain",
        }
    }

    /// What made the site at `root`, if its files say so.
    pub fn of(root: &Path) -> Option<SiteKind> {
        let has = |names: &[(&str, Language)]| {
            let mut names = names.iter();
            names.any(|(name, _)| files::holds(root, name))
        };
        if has(&super::JEKYLL_CONFIGURATIONS) {
            Some(SiteKind::Jekyll)
        } else if has(&mdbook::CONFIGURATIONS) || files::holds(root, mdbook::SUMMARY) {
            Some(SiteKind::MdBook)
        } else {
            None
        }
    }
}
