//! Jekyll sites: a folder with a `_config.yml`, its title and author, its addresses and its values for front matter.

use super::written::Address;
use super::{permalink, pictures};
use crate::diagnostics::{Diagnostics, Result};
use crate::document::BookMetadata;
use crate::source::files::{Files, LARGEST_TEXT};
use crate::source::metadata::{authors, direction, language, words};
use crate::source::value::{Map, Node, Value};
use crate::source::{Site, SitePicture, encoding, front_matter};
use crate::span::{MappedText, Span};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A Jekyll site.
pub struct Jekyll {
    files: Arc<Files>,
    config: Map,
    metadata: BookMetadata,
    address: Address,
    /// Where URLs from the root look for files: the folder `source` names, then the site's.
    roots: Vec<PathBuf>,
}

impl Jekyll {
    /// The site with the configuration `config`.
    pub fn new(files: Arc<Files>, config: Map) -> Jekyll {
        let said = |name| words(&config, &[name]);
        let address = Address::new(said("url").as_deref(), said("baseurl").as_deref());
        let source = said("source").map(PathBuf::from);
        let source = source.filter(|source| files.has_folder(source));
        Jekyll {
            metadata: metadata(&config),
            roots: source.into_iter().chain([PathBuf::new()]).collect(),
            address,
            config,
            files,
        }
    }

    /// What `_config.yml` says.
    pub fn config(&self) -> &Map {
        &self.config
    }

    /// The site's files.
    pub fn files(&self) -> &Arc<Files> {
        &self.files
    }

    /// What the site's URLs begin with.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The folder that holds `_posts` and `_includes`, from the site's root.
    pub fn source(&self) -> &Path {
        self.roots.first().map_or(Path::new(""), PathBuf::as_path)
    }

    /// The folder of files to include, from the site's root.
    pub fn includes(&self) -> PathBuf {
        let named = words(&self.config, &["includes_dir"]);
        self.source().join(named.as_deref().unwrap_or("_includes"))
    }

    /// `path` as Jekyll counts it, from the folder that holds `_posts`.
    pub fn in_source<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(self.source()).unwrap_or(path)
    }

    /// The URL, without the site's address, of the page that the file at `path` (as Jekyll counts it) becomes.
    pub fn url_of(&self, path: &Path) -> Option<String> {
        let from_root = self.source().join(path);
        let found = self.files.find(&from_root).ok()??;
        let bytes = self.files.read(&found, LARGEST_TEXT).ok()?;
        Some(match values_of(bytes) {
            Some(values) => {
                let values = values.over(&self.defaults(&from_root));
                permalink::url(&self.config, path, &values)
            }
            // A file without front matter is copied as it is.
            None => format!("/{}", path.display()),
        })
    }

    /// The path of the post called `2016-06-24-summit`, perhaps with folders before it.
    pub fn post_called(&self, name: &str) -> Option<PathBuf> {
        let (folder, name) = name.rsplit_once('/').unwrap_or(("", name));
        let folder = folder.trim_matches('/');
        let below = |posts: &str| Path::new(posts).join(folder);
        let folders = [
            below("_posts"),
            Path::new(folder).join("_posts"),
            below("_drafts"),
        ];
        folders.into_iter().find_map(|folder| {
            let names = self.files.names(&self.source().join(&folder));
            let stem = |file: &String| file.rsplit_once('.').is_some_and(|(stem, _)| stem == name);
            Some(folder.join(names.into_iter().find(stem)?))
        })
    }

    /// The site's values for the front matter of the file at `path`, which its own entries override. Of several that
    /// name it, those of the longer path win, then the later ones.
    pub fn defaults(&self, path: &Path) -> Map {
        let path = self.in_source(path);
        let scopes = self.config.get("defaults").map_or(&[][..], Node::items);
        let mut fitting: Vec<(usize, &Map)> = scopes
            .iter()
            .filter_map(|scope| fitting(scope, path))
            .collect();
        fitting.sort_by_key(|(length, _)| *length);
        let values = fitting.into_iter().map(|(_, values)| values);
        values.fold(Map::default(), |below, values| values.over(&below))
    }
}

/// The values of a scope that holds `path`, and how long the scope's own path is.
fn fitting<'a>(scope: &'a Node, path: &Path) -> Option<(usize, &'a Map)> {
    let said = |name| scope.get("scope")?.get(name)?.words();
    let folder = said("path").unwrap_or_default();
    let folder = folder.trim_matches('/').trim_end_matches("/*").to_owned();
    let in_folder = folder.is_empty() || path.starts_with(&folder);
    let kind = kind(path);
    let of_kind = said("type").is_none_or(|wanted| wanted == kind);
    let Value::Map(values) = &scope.get("values")?.value else {
        return None;
    };
    (in_folder && of_kind).then_some((folder.len(), values))
}

/// `posts` below `_posts` and `_drafts`, `articles` below `_articles`, else `pages`.
pub fn kind(path: &Path) -> String {
    let parts = path.iter().filter_map(|part| part.to_str());
    let folders: Vec<&str> = parts.collect();
    match folders.as_slice() {
        folders if folders.contains(&"_posts") || folders.contains(&"_drafts") => "posts".into(),
        [first, _, ..] if first.starts_with('_') => first.trim_start_matches('_').to_owned(),
        _ => "pages".to_owned(),
    }
}

/// The front matter of a file that is only linked to; what is wrong in it is told when it is read itself.
fn values_of(bytes: Vec<u8>) -> Option<Map> {
    let decoded = encoding::decode(bytes, "").ok()?;
    let head = front_matter::find(&decoded.text)?;
    let mut text = MappedText::default();
    text.push_expanded(&decoded.text, Span::NOWHERE);
    Some(front_matter::read(&text, head, &mut Diagnostics::default()))
}

fn metadata(config: &Map) -> BookMetadata {
    let title = words(config, &["title", "name"]).unwrap_or_default();
    let tag = words(config, &["lang", "language", "locale"]);
    let language = tag.and_then(|tag| language(&tag));
    let language = language.unwrap_or_else(|| "en".to_owned());
    BookMetadata {
        subtitle: words(config, &["tagline", "subtitle"]),
        authors: authors(config),
        direction: direction(&language),
        description: words(config, &["description"]),
        publisher: (!title.is_empty()).then(|| title.clone()),
        rights: words(config, &["copyright", "rights"]),
        title,
        language,
        ..BookMetadata::default()
    }
}

impl Site for Jekyll {
    fn metadata(&self) -> &BookMetadata {
        &self.metadata
    }

    fn picture(&self, folder: &Path, written: &str) -> Result<SitePicture> {
        pictures::find(&self.files, &self.roots, &self.address, folder, written)
    }

    fn url(&self) -> Option<&str> {
        self.address.whole.as_deref()
    }
}
