//! Sites: takes the folder of a post, gives the site that it belongs to.

pub mod jekyll;
pub mod permalink;
mod pictures;
mod plain;
mod written;

use super::data::{self, Excerpt, Language};
use super::files::{self, Files, LARGEST_TEXT};
use super::value::Map;
use super::{ReadOptions, Site, encoding};
use crate::diagnostics::{Diagnostic, Diagnostics, Result};
use crate::span::{MappedText, Sources};
use jekyll::Jekyll;
use plain::Plain;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use written::Address;

/// Names of a Jekyll site's configuration, the first that exists holds.
const CONFIGURATIONS: [(&str, Language); 3] = [
    ("_config.yml", Language::Yaml),
    ("_config.yaml", Language::Yaml),
    ("_config.toml", Language::Toml),
];

/// A site of one of the known kinds.
#[derive(Clone)]
pub enum AnySite {
    /// Made by Jekyll.
    Jekyll(Arc<Jekyll>),
    /// A plain folder.
    Plain(Arc<Plain>, Arc<Files>),
}

impl AnySite {
    /// Its files.
    pub fn files(&self) -> &Arc<Files> {
        match self {
            AnySite::Jekyll(site) => site.files(),
            AnySite::Plain(_, files) => files,
        }
    }

    /// The Jekyll site, if it is one.
    pub fn jekyll(&self) -> Option<&Arc<Jekyll>> {
        match self {
            AnySite::Jekyll(site) => Some(site),
            AnySite::Plain(..) => None,
        }
    }

    /// What the later stages ask.
    pub fn shared(&self) -> Arc<dyn Site> {
        match self {
            AnySite::Jekyll(site) => site.clone(),
            AnySite::Plain(site, _) => site.clone(),
        }
    }
}

/// The site of the posts in `folder`.
///
/// # Errors
/// `unreadable` if there is no such folder.
pub fn open(
    folder: &Path,
    options: &ReadOptions,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<AnySite> {
    let root = match &options.site {
        Some(root) => root.clone(),
        None => configured_above(folder).unwrap_or_else(|| folder.to_owned()),
    };
    let site_files = Arc::new(Files::new(&root)?);
    Ok(match configuration(&site_files, sources, messages) {
        Some(config) => AnySite::Jekyll(Arc::new(Jekyll::new(site_files, config))),
        None => AnySite::Plain(Arc::new(Plain::new(site_files.clone())), site_files),
    })
}

/// The nearest folder from `folder` upward that holds a configuration.
fn configured_above(folder: &Path) -> Option<PathBuf> {
    let depth = files::real_folder(folder).ok()?.components().count();
    let folders = std::iter::successors(Some(folder.to_owned()), |folder| {
        files::folder_above(folder)
    });
    folders.take(depth).find(|folder| {
        let mut names = CONFIGURATIONS.iter();
        names.any(|(name, _)| files::holds(folder, name))
    })
}

/// What the site's configuration says; one that can't be read says nothing, but makes the site Jekyll's all the same.
fn configuration(
    site_files: &Files,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Option<Map> {
    let (name, language) = CONFIGURATIONS
        .iter()
        .find(|(name, _)| files::holds(site_files.root(), name))?;
    let config = read_configuration(site_files, name, *language, sources, messages);
    Some(config.unwrap_or_else(|error| {
        messages.report(Diagnostic {
            severity: crate::diagnostics::Severity::Warning,
            ..*error
        });
        Map::default()
    }))
}

fn read_configuration(
    site_files: &Files,
    name: &str,
    language: Language,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<Map> {
    let path = Path::new(name);
    let found = site_files.find(path)?;
    let found = found.ok_or_else(|| files::missing(path))?;
    let shown = site_files.shown(path);
    let bytes = site_files.read(&found, LARGEST_TEXT)?;
    let decoded = encoding::decode(bytes, &shown)?;
    let file = sources.add(shown, decoded.text.as_str().into());
    let text = MappedText::whole(file, &decoded.text);
    let excerpt = Excerpt::new(&text, 0..decoded.text.len());
    Ok(data::read(
        &excerpt,
        language,
        "configuration-unreadable",
        messages,
    ))
}
