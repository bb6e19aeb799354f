//! Jekyll sites: a folder with a `_config.yml`, its title and author, its addresses, its collections and its values for front matter.

mod addresses;
mod collections;
mod defaults;
mod documents;
mod information;
mod reach;
mod variable;

use super::formulas::{self, Marks};
use super::grounds::Grounds;
use super::written::Address;
use super::{Generator, Reading, permalink};
use crate::diagnostics::Diagnostics;
use crate::document::{BookMetadata, Direction};
use crate::parse::Dialect;
use crate::source::document::{Class, Listed, State};
use crate::source::files::Files;
use crate::source::metadata::{authors, labels, language, words};
use crate::source::selection::{Parts, Sort};
use crate::source::template::{Included, Liquid};
use crate::source::value::{Map, Node, Value};
use crate::span::MappedText;
use collections::Collections;
use defaults::Defaults;
use reach::Reach;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use variable::Lists;

/// A Jekyll site.
pub struct Jekyll {
    grounds: Grounds,
    config: Map,
    /// The folder that `source` names, or the site's own.
    source: PathBuf,
    collections: Collections,
    defaults: Defaults,
    reach: Reach,
    /// The extensions of Markdown files that `markdown_ext` says, in lower case.
    markdown: Vec<String>,
    /// `site.data`, once a template asks for it.
    information: OnceLock<Value>,
    /// The lists of `site`, once a template asks for one.
    lists: OnceLock<Lists>,
    /// The posts in `_posts` and its folders by their stems, once a link asks for one that is no chapter.
    posts_below: OnceLock<HashMap<String, PathBuf>>,
    /// `site.static_files`, once a template asks for them.
    static_files: OnceLock<Value>,
    /// The files that templates included so far.
    included: Included,
}

impl Jekyll {
    /// The site with the configuration `config`.
    pub fn new(files: Arc<Files>, config: Map) -> Jekyll {
        let said = |name| words(&config, &[name]);
        let source = said("source").map(PathBuf::from);
        let source = source.filter(|source| files.has_folder(source));
        let roots = source.clone().into_iter().chain([PathBuf::new()]);
        let collections = Collections::new(&config);
        Jekyll {
            grounds: Grounds {
                address: Address::new(said("url").as_deref(), said("baseurl").as_deref()),
                roots: roots.collect(),
                ..Grounds::new(files, metadata(&config))
            },
            source: source.unwrap_or_default(),
            defaults: Defaults::new(&config, collections.folder()),
            markdown: documents::extensions(&config),
            reach: Reach::new(&config, collections.written().collect()),
            collections,
            information: OnceLock::new(),
            lists: OnceLock::new(),
            posts_below: OnceLock::new(),
            static_files: OnceLock::new(),
            included: Included::default(),
            config,
        }
    }

    /// What `_config.yml` says.
    pub fn config(&self) -> &Map {
        &self.config
    }

    /// What the site's URLs begin with.
    pub fn address(&self) -> &Address {
        &self.grounds.address
    }

    /// The folder that holds `_posts` and `_includes`, from the site's root.
    pub fn source(&self) -> &Path {
        &self.source
    }

    /// The folder of files to include, from the site's root.
    pub fn includes(&self) -> PathBuf {
        let named = words(&self.config, &["includes_dir"]);
        self.source().join(named.as_deref().unwrap_or("_includes"))
    }

    /// `path` as Jekyll counts it, from the folder that holds `_posts` and the collections.
    pub fn in_source<'a>(&self, path: &'a Path) -> &'a Path {
        let path = path.strip_prefix(self.source()).unwrap_or(path);
        let folder = self.collections.folder();
        match path.strip_prefix(folder) {
            Ok(inside) if !folder.as_os_str().is_empty() => inside,
            _ => path,
        }
    }

    /// The collection, and the folders in it that hold the file.
    fn sections(&self, collection: &str, path: &Path) -> Vec<String> {
        let folders = self.in_source(path).parent().into_iter();
        let folders = folders.flat_map(|folder| folder.iter().skip(1));
        let folders = folders.filter_map(|folder| Some(folder.to_str()?.to_owned()));
        std::iter::once(collection.to_owned())
            .chain(folders)
            .collect()
    }

    /// The folders around the `_posts` that the file at `path` is in; none of what is no post.
    fn folders_around(&self, path: &Path) -> Vec<String> {
        let folders = self.in_source(path).iter().filter_map(OsStr::to_str);
        let around = folders.take_while(|folder| !folder.starts_with('_'));
        match self.kind(path).as_str() {
            "posts" => around.map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    }

    /// What the file at `path`, from the site's root, is: of a collection, or `pages`.
    pub fn kind(&self, path: &Path) -> String {
        let kind = kind(self.in_source(path));
        let is_known = self.collections.iter().any(|known| known.name == kind);
        if is_known { kind } else { "pages".to_owned() }
    }

    /// The path, from the site's root, of a file as templates name it.
    pub fn path_of(&self, path: &Path) -> PathBuf {
        let plain = self.source().join(path);
        let in_collection = self.source().join(self.collections.folder()).join(path);
        match self.files().find(&plain) {
            Ok(None) => in_collection,
            _ => plain,
        }
    }
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

fn metadata(config: &Map) -> BookMetadata {
    let title = words(config, &["title", "name"]).unwrap_or_default();
    let tag = words(config, &["lang", "language", "locale"]);
    let language = tag.and_then(|tag| language(&tag));
    let language = language.unwrap_or_else(|| "en".to_owned());
    BookMetadata {
        subtitle: words(config, &["tagline", "subtitle"]),
        authors: authors(config),
        direction: Direction::of_language(&language),
        description: words(config, &["description"]),
        publisher: (!title.is_empty()).then(|| title.clone()),
        rights: words(config, &["copyright", "rights"]),
        title,
        language,
        ..BookMetadata::default()
    }
}

impl Generator for Jekyll {
    fn grounds(&self) -> &Grounds {
        &self.grounds
    }

    fn list(&self, messages: &mut Diagnostics) -> Vec<Listed> {
        let documents = self.documents(messages).into_iter();
        documents.map(|path| self.listed_at(path)).collect()
    }

    fn listed_at(&self, path: PathBuf) -> Listed {
        let kind = self.kind(&path);
        let is_draft = path.iter().any(|part| part == "_drafts");
        Listed {
            state: match is_draft {
                true => State::Draft,
                false => State::Published,
            },
            sections: match kind.as_str() {
                "pages" | "posts" => Vec::new(),
                collection => self.sections(collection, &path),
            },
            ..Listed::new(
                path,
                match kind.as_str() {
                    "pages" => Class::Page,
                    _ => Class::Post,
                },
            )
        }
    }

    fn order(&self) -> (Sort, Parts) {
        (Sort::Date, Parts::None)
    }

    fn defaults(&self, path: &Path) -> Map {
        self.defaults.of(self.in_source(path), &self.kind(path))
    }

    /// The folders around `_posts` are categories, before those that are said.
    fn values(&self, path: &Path, own: Map) -> Map {
        let values = own.deeply_over(&self.defaults(path));
        let mut categories = self.folders_around(path);
        if categories.is_empty() {
            return values;
        }
        categories.extend(labels(&values, "categories", "category"));
        let items = categories.into_iter();
        let items = items.map(|label| Node::from(Value::from(label)));
        let entry = ("categories".into(), Value::list(items.collect()).into());
        Map::of(vec![entry]).over(&values)
    }

    fn page_url(&self, path: &Path, values: &Map) -> String {
        permalink::url(&self.config, self.in_source(path), &self.kind(path), values)
    }

    fn evaluate(&self, reading: Reading<'_>) -> MappedText {
        if !reading.document.has_front_matter {
            return reading.document.text.clone();
        }
        let liquid = Liquid {
            files: self.files(),
            included: &self.included,
            jekyll: Some(self),
            catalogue: reading.catalogue,
        };
        let text = liquid.evaluate(reading.document, reading.sources, reading.messages);
        // Whether a page has MathJax only its layout says. The brackets mean nothing else.
        formulas::in_dollars(text, &Marks::mathjax())
    }

    fn dialect(&self) -> Dialect {
        Dialect {
            block_html: self.config.table("kramdown").is_true("parse_block_html"),
            ..Dialect::JEKYLL
        }
    }
}
