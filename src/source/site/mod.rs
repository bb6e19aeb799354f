//! Sites: takes a folder, gives the site that it is or belongs to; one file or folder a generator.

mod bundles;
mod content;
mod emoji;
mod formulas;
mod grounds;
mod hugo;
pub mod jekyll;
mod kind;
mod mdbook;
mod openings;
pub mod permalink;
mod pictures;
mod plain;
pub mod texts;
mod written;
mod zola;

use super::catalogue::Catalogue;
use super::data::{self, Excerpt, Language};
use super::document::{Class, Document, Listed};
use super::files::{self, Files};
use super::metadata::{self, is_in};
use super::selection::{Parts, Sort};
use super::text::Entered;
use super::value::Map;
use super::{ReadOptions, Site};
use crate::diagnostics::{Diagnostic, Diagnostics, Result};
use crate::document::{BookMetadata, Direction};
use crate::parse::Dialect;
use crate::span::{MappedText, Sources};
use grounds::Grounds;
use hugo::Hugo;
use jekyll::Jekyll;
use mdbook::MdBook;
use plain::Plain;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zola::Zola;

pub use kind::SiteKind;
pub use written::Address;

/// Names of a Jekyll site's configuration, the first that exists holds.
const JEKYLL_CONFIGURATIONS: [(&str, Language); 3] = [
    ("_config.yml", Language::Yaml),
    ("_config.yaml", Language::Yaml),
    ("_config.toml", Language::Toml),
];

/// What reading asks of a site; the later stages ask for less.
pub trait Generator: Site {
    /// Its files, and how they are found.
    fn grounds(&self) -> &Grounds;

    /// Its files.
    fn files(&self) -> &Arc<Files> {
        &self.grounds().files
    }

    /// What the site says of itself to those who read one of its languages.
    fn metadata_in(&self, language: &str) -> BookMetadata {
        let own = &self.grounds().metadata;
        match metadata::language(language).filter(|_| !is_in(&own.language, language)) {
            Some(other) => BookMetadata {
                direction: Direction::of_language(&other),
                language: other,
                ..own.clone()
            },
            None => own.clone(),
        }
    }

    /// The path or URL of a picture without what only this generator writes before it.
    fn path_of_picture<'a>(&self, written: &'a str) -> &'a str {
        written
    }

    /// Every text that may become a chapter, in the site's own order. READMEs, layouts, includes and vendored folders are none.
    fn list(&self, messages: &mut Diagnostics) -> Vec<Listed>;

    /// What one text is to the site, whether [`Generator::list`] has it or not.
    fn listed_at(&self, path: PathBuf) -> Listed {
        Listed::new(path, Class::Post)
    }

    /// In which order and parts its posts stand unless the user says so.
    fn order(&self) -> (Sort, Parts);

    /// The site's values for the front matter of the text at `path`, which its own entries override.
    fn defaults(&self, path: &Path) -> Map;

    /// What front matter says, with what lies deeper in it for the site's own templates brought up.
    fn own_values(&self, own: Map) -> Map {
        own
    }

    /// What a listed text is, now that its values are known.
    fn class(&self, listed: &Listed, _values: &Map) -> Class {
        listed.class
    }

    /// The values of the text at `path`: its own over the site's.
    fn values(&self, path: &Path, own: Map) -> Map {
        own.over(&self.defaults(path))
    }

    /// The path of the page, without the site's address, that the text at `path` becomes.
    fn page_url(&self, path: &Path, values: &Map) -> String;

    /// The document's text with its templates evaluated.
    fn evaluate(&self, reading: Reading<'_>) -> MappedText;

    /// Tells what is told once for all texts that were evaluated.
    fn tell(&self, _messages: &mut Diagnostics) {}

    /// How its Markdown is to be read.
    fn dialect(&self) -> Dialect;
}

/// A document whose templates are to be evaluated.
pub struct Reading<'a> {
    /// Its text, and what it is.
    pub document: &'a Document,
    /// The site's texts; without it the document is read alone.
    pub catalogue: Option<&'a Catalogue>,
    /// Takes in the files that the text includes.
    pub sources: &'a mut Sources,
    /// Are told what is wrong.
    pub messages: &'a mut Diagnostics,
}

/// The site that holds the posts in `folder`: the nearest from there upward, or the folder itself.
///
/// # Errors
/// `unreadable` if there is no such folder.
pub fn open_around(
    folder: &Path,
    options: &ReadOptions,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<Arc<dyn Generator>> {
    let root = match &options.site {
        Some(root) => root.clone(),
        None => root_above(folder).unwrap_or_else(|| folder.to_owned()),
    };
    open(&root, options, sources, messages)
}

/// The site whose root is `root`.
///
/// # Errors
/// `unreadable` if there is no such folder.
pub fn open(
    root: &Path,
    options: &ReadOptions,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<Arc<dyn Generator>> {
    let site_files = Arc::new(Files::new(root)?);
    let kind = options
        .site_kind
        .or_else(|| SiteKind::of(site_files.root()));
    Ok(match kind.unwrap_or(SiteKind::Plain) {
        SiteKind::Jekyll => {
            let config = configuration(&site_files, &JEKYLL_CONFIGURATIONS, sources, messages);
            Arc::new(Jekyll::new(site_files, config))
        }
        SiteKind::Hugo => Arc::new(Hugo::open(site_files, sources, messages)),
        SiteKind::Zola => Arc::new(Zola::open(site_files, sources, messages)),
        SiteKind::MdBook => Arc::new(MdBook::open(site_files, sources, messages)),
        SiteKind::Plain => Arc::new(Plain::new(site_files)),
    })
}

/// The nearest folder from `folder` upward that is a site's root: one with a configuration, or else with posts.
fn root_above(folder: &Path) -> Option<PathBuf> {
    let depth = files::real_folder(folder).ok()?.components().count();
    let folders = std::iter::successors(Some(folder.to_owned()), |folder| {
        files::folder_above(folder)
    });
    let nearest = |kind: fn(&Path) -> Option<SiteKind>| {
        let mut folders = folders.clone().take(depth);
        folders.find(|folder| kind(folder).is_some())
    };
    nearest(SiteKind::configured).or_else(|| nearest(SiteKind::of))
}

/// What the first of `names` that exists says; one that can't be read says nothing.
fn configuration(
    site_files: &Files,
    names: &[(&str, Language)],
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Map {
    let mut names = names.iter();
    let found = names.find(|(name, _)| files::holds(site_files.root(), name));
    let Some((name, language)) = found else {
        return Map::default();
    };
    let config = read_configuration(site_files, name, *language, sources, messages);
    config.unwrap_or_else(|error| {
        messages.report(Diagnostic {
            severity: crate::diagnostics::Severity::Warning,
            ..*error
        });
        Map::default()
    })
}

fn read_configuration(
    site_files: &Files,
    name: &str,
    language: Language,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<Map> {
    let text = Entered::at(site_files, Path::new(name), sources)?.text();
    let excerpt = Excerpt::new(&text, 0..text.as_str().len());
    Ok(data::read(
        &excerpt,
        language,
        "configuration-unreadable",
        messages,
    ))
}
