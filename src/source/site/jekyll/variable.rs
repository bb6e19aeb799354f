//! The variable `site` beyond the configuration: lists of posts, pages and other documents, made when a template first asks.

use super::Jekyll;
use super::collections::Collection;
use crate::diagnostics::Diagnostics;
use crate::document::ChapterMetadata;
use crate::source::catalogue::Catalogue;
use crate::source::document::{Class, Document, Listed, State};
use crate::source::site::Generator;
use crate::source::template::{is_template, order};
use crate::source::value::{Map, Node, Value};
use crate::source::{ReadOptions, page};
use crate::span::Sources;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many posts `site.related_posts` has.
const RELATED: usize = 10;
/// Folders in folders deeper than this are not searched for files.
const DEEPEST: usize = 32;

/// A site's documents as templates see them.
#[derive(Default)]
pub struct Lists {
    by_name: HashMap<Arc<str>, Value>,
    /// The documents of each collection from first to last, those of `posts` before all others.
    rows: Vec<Vec<(PathBuf, Node)>>,
    /// In which row and where in it each document is.
    places: HashMap<PathBuf, (usize, usize)>,
    /// Posts by the names of their files, drafts too.
    named: HashMap<String, Vec<PathBuf>>,
}

/// A document on its way into the lists.
struct Entry<'a> {
    document: &'a Document,
    collection: String,
    value: Node,
}

impl Jekyll {
    /// The entry `name` of the variable `site` in the post at `path`. There is no clock: `site.time` is nothing.
    pub fn variable(
        &self,
        name: &str,
        path: &Path,
        catalogue: Option<&Catalogue>,
        sources: &mut Sources,
        messages: &mut Diagnostics,
    ) -> Value {
        match name {
            "data" => return self.information(sources, messages),
            "static_files" => return self.static_files().clone(),
            "related_posts" => return self.related(path, catalogue),
            _ => {}
        }
        let said = self.config().get(name);
        let is_list = is_list(name) || self.collections.iter().any(|known| known.name == name);
        match (is_list, said) {
            (true, _) => self.lists(catalogue).by_name.get(name).cloned(),
            (false, said) => said.map(|node| node.value.clone()),
        }
        .unwrap_or_default()
    }

    /// The document after (or before) the one at `path` in its collection.
    pub fn neighbour(&self, path: &Path, after: bool, catalogue: Option<&Catalogue>) -> Value {
        let lists = self.lists(catalogue);
        let found = lists.places.get(path).and_then(|(row, at)| {
            let at = if after { at + 1 } else { at.checked_sub(1)? };
            lists.rows.get(*row)?.get(at)
        });
        found.map_or(Value::Nil, |(_, node)| node.value.clone())
    }

    /// The paths, from the site's root, of posts whose files have this name, extension aside.
    pub fn posts_named(&self, stem: &str, catalogue: &Catalogue) -> &[PathBuf] {
        let named = self.lists(Some(catalogue)).named.get(stem);
        named.map_or(&[], Vec::as_slice)
    }

    fn related(&self, path: &Path, catalogue: Option<&Catalogue>) -> Value {
        let posts = self.lists(catalogue).rows.first();
        let newest = posts.into_iter().flatten().rev();
        let others = newest.filter(|(other, _)| other != path).take(RELATED);
        Value::list(others.map(|(_, node)| node.clone()).collect())
    }

    fn lists(&self, catalogue: Option<&Catalogue>) -> &Lists {
        self.lists.get_or_init(|| match catalogue {
            Some(catalogue) => self.listed(catalogue),
            None => self.listed(&self.read_aside(self.list(&mut Diagnostics::default()))),
        })
    }

    /// Documents that become no chapters here. What is wrong in them is told when they are read themselves.
    fn read_aside(&self, listed: Vec<Listed>) -> Catalogue {
        let (mut sources, mut messages) = (Sources::default(), Diagnostics::default());
        let options = ReadOptions::default();
        Catalogue::read(listed, self, &options, &mut sources, &mut messages)
    }

    fn listed(&self, catalogue: &Catalogue) -> Lists {
        let unwritten = self.unwritten();
        let documents = catalogue.documents().iter().chain(unwritten.documents());
        let published = documents.filter(|document| document.listed.state == State::Published);
        let mut entries: Vec<Entry<'_>> = published.map(|document| self.entry(document)).collect();
        entries.sort_by_cached_key(|entry| {
            let moment = entry.document.moment().map(|moment| moment.unix());
            (moment, entry.document.path().to_owned())
        });
        let mut lists = self.shelved(&entries);
        let posts = catalogue.documents().iter().map(|document| document.path());
        let posts = posts.filter(|path| self.kind(path) == "posts");
        posts.for_each(|path| lists.name(path));
        lists
    }

    fn entry<'a>(&self, document: &'a Document) -> Entry<'a> {
        Entry {
            collection: self.kind(document.path()),
            value: Node::from(self.page(document)),
            document,
        }
    }

    fn shelved(&self, entries: &[Entry<'_>]) -> Lists {
        let mut lists = Lists::default();
        let (pages, documents): (Vec<&Entry<'_>>, Vec<_>) = entries
            .iter()
            .partition(|entry| entry.document.listed.class == Class::Page);
        lists.add("pages", values(&pages));
        lists.add("html_pages", values(&pages));
        lists.add("documents", values(&documents));
        let posts = documents.into_iter();
        let posts: Vec<&Entry<'_>> = posts.filter(|entry| entry.collection == "posts").collect();
        lists.add(
            "categories",
            labelled(&posts, |metadata| &metadata.categories),
        );
        lists.add("tags", labelled(&posts, |metadata| &metadata.tags));
        let mut known: Vec<&Collection> = self.collections.iter().collect();
        known.sort_by_key(|collection| collection.name != "posts");
        let collections = known.into_iter();
        let collections = collections.map(|collection| lists.add_collection(collection, entries));
        let collections = Value::list(collections.collect());
        lists.add("collections", collections);
        lists
    }

    /// The documents of collections that don't become pages: templates list them all the same.
    fn unwritten(&self) -> Catalogue {
        let hidden = self
            .collections
            .iter()
            .filter(|collection| !collection.output);
        let folders = hidden.map(|collection| {
            let folder = format!("_{}", collection.name);
            self.source().join(self.collections.folder()).join(folder)
        });
        let paths = folders.flat_map(|folder| self.documents_below(&folder));
        self.read_aside(paths.map(|path| self.listed_at(path)).collect())
    }

    /// The variable `page` of a document.
    pub fn page(&self, document: &Document) -> Value {
        let path = self.in_source(document.path());
        let kind = self.kind(document.path());
        let page = page::page(&document.values, path, &document.whereabouts.url, &kind);
        let Value::Map(page) = page else {
            return page;
        };
        let excerpt = self
            .excerpt(document)
            .filter(|_| page.get("excerpt").is_none());
        let excerpt = excerpt.map(|text| (Arc::from("excerpt"), Node::from(Value::from(text))));
        Value::Map(Map::of(excerpt.into_iter().collect()).over(&page))
    }

    /// What stands before the separator, an empty line unless the post or site says otherwise; nothing of a page, or if there
    /// are templates in it.
    fn excerpt<'a>(&self, document: &'a Document) -> Option<&'a str> {
        let raw = |values: &Map| Some(values.get("excerpt_separator")?.text()?.into_owned());
        let separator = raw(&document.values).or_else(|| raw(self.config()));
        let separator = separator.unwrap_or_else(|| "\n\n".to_owned());
        let text = document.text.as_str().trim_start();
        let excerpt = match separator.is_empty() {
            true => "",
            false => text.split(separator.as_str()).next().unwrap_or_default(),
        };
        let is_of_use = document.listed.class == Class::Post && !excerpt.is_empty();
        (is_of_use && !is_template(excerpt)).then(|| excerpt.trim_end())
    }

    /// Files that are copied as they are.
    fn static_files(&self) -> &Value {
        self.static_files.get_or_init(|| {
            let mut found = Vec::new();
            self.copied(self.source(), DEEPEST, &mut found);
            Value::list(found)
        })
    }

    fn copied(&self, folder: &Path, depth: usize, found: &mut Vec<Node>) {
        for name in self.files().names(folder) {
            let path = folder.join(&name);
            let inside = self.in_source(&path);
            if self.reach.passes_over(inside) || name.starts_with('_') {
                continue;
            }
            if !self.files().has_folder(&path) {
                if !self.is_markdown(&path) {
                    found.push(static_file(inside));
                }
            } else if depth > 0 {
                self.copied(&path, depth - 1, found);
            }
        }
    }
}

fn is_list(name: &str) -> bool {
    matches!(
        name,
        "posts" | "pages" | "html_pages" | "documents" | "collections" | "categories" | "tags"
    )
}

/// The values of entries in order.
fn values(entries: &[&Entry<'_>]) -> Value {
    Value::list(entries.iter().map(|entry| entry.value.clone()).collect())
}

impl Lists {
    /// The documents of a collection, the newest post first, others as the collection says; gives what `site.collections` says of it.
    fn add_collection(&mut self, collection: &Collection, entries: &[Entry<'_>]) -> Node {
        let own = entries
            .iter()
            .filter(|entry| entry.collection == collection.name);
        let mut own: Vec<(PathBuf, Node)> = own
            .map(|entry| (entry.document.path().to_owned(), entry.value.clone()))
            .collect();
        if let Some(name) = &collection.sort_by {
            let key = |node: &Node| node.get(name).map_or(Value::Nil, |node| node.value.clone());
            own.sort_by(|(_, a), (_, b)| order(&key(a), &key(b)));
        }
        let mut values: Vec<Node> = own.iter().map(|(_, node)| node.clone()).collect();
        if collection.name == "posts" {
            values.reverse();
        }
        let values = Value::list(values);
        self.add_row(own);
        self.add(&collection.name, values.clone());
        about(collection, values)
    }

    fn add_row(&mut self, documents: Vec<(PathBuf, Node)>) {
        let row = self.rows.len();
        let places = documents.iter().enumerate();
        let places = places.map(|(at, (path, _))| (path.clone(), (row, at)));
        self.places.extend(places);
        self.rows.push(documents);
    }

    fn name(&mut self, path: &Path) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let named = self.named.entry(stem.into_owned()).or_default();
        named.push(path.to_owned());
    }

    fn add(&mut self, name: &str, value: Value) {
        self.by_name.insert(name.into(), value);
    }
}

/// Posts by label, the newest first.
fn labelled(posts: &[&Entry<'_>], labels: fn(&ChapterMetadata) -> &Vec<String>) -> Value {
    let mut found: Vec<(Arc<str>, Vec<Node>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for post in posts.iter().rev() {
        for label in labels(&post.document.metadata) {
            let place = *places.entry(label).or_insert(found.len());
            if place == found.len() {
                found.push((label.as_str().into(), Vec::new()));
            }
            if let Some((_, posts)) = found.get_mut(place) {
                posts.push(post.value.clone());
            }
        }
    }
    let entries = found.into_iter();
    Value::map(
        entries
            .map(|(label, posts)| (label, Value::list(posts).into()))
            .collect(),
    )
}

/// An item of `site.collections`.
fn about(collection: &Collection, documents: Value) -> Node {
    let folder = format!("_{}", collection.name);
    let entries = [
        ("label", Value::from(collection.name.as_str())),
        ("docs", documents),
        ("relative_directory", folder.into()),
        ("output", Value::Bool(collection.output)),
    ];
    let entries = entries
        .into_iter()
        .map(|(name, value)| (Arc::from(name), Node::from(value)));
    Node::from(match Value::map(entries.collect()) {
        Value::Map(about) => Value::Map(about.over(&collection.values)),
        other => other,
    })
}

fn static_file(path: &Path) -> Node {
    let part =
        |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
    let extension =
        part(path.extension()).map_or_else(String::new, |extension| format!(".{extension}"));
    let entries = [
        ("path", format!("/{}", path.display())),
        ("name", part(path.file_name()).unwrap_or_default()),
        ("basename", part(path.file_stem()).unwrap_or_default()),
        ("extname", extension),
    ];
    let entries = entries
        .into_iter()
        .map(|(name, text)| (Arc::from(name), Node::from(Value::from(text))));
    Value::map(entries.collect()).into()
}
