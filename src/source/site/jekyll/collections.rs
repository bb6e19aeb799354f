//! `collections` in a configuration: folders of documents beside the posts.

use crate::source::metadata::words;
use crate::source::value::{Map, Value};
use std::path::{Path, PathBuf};

/// A site's collections.
pub struct Collections {
    /// The folder that holds their folders, and `_posts`, if that is another than the site's source.
    folder: PathBuf,
    known: Vec<Collection>,
}

/// A folder of documents.
pub struct Collection {
    /// Its name: the documents of `articles` are in `_articles`.
    pub name: String,
    /// Do its documents become pages?
    pub output: bool,
    /// The front-matter entry that its documents are sorted by in lists.
    pub sort_by: Option<String>,
    /// What else is said of it.
    pub values: Map,
}

impl Collections {
    /// A list of names, or a map of names to what is said of them. There are always posts.
    pub fn new(config: &Map) -> Collections {
        let mut known: Vec<Collection> = match config.get("collections").map(|node| &node.value) {
            Some(Value::List(list)) => {
                let names = list.items().iter().filter_map(|node| node.words());
                names
                    .map(|name| Collection::new(&name, &Map::default()))
                    .collect()
            }
            Some(Value::Map(map)) => {
                let entries = map.entries().iter();
                entries
                    .map(|(name, node)| match &node.value {
                        Value::Map(values) => Collection::new(name, values),
                        _ => Collection::new(name, &Map::default()),
                    })
                    .collect()
            }
            _ => Vec::new(),
        };
        if !known.iter().any(|collection| collection.name == "posts") {
            known.push(Collection::new("posts", &Map::default()));
        }
        let folder = words(config, &["collections_dir"]).unwrap_or_default();
        Collections {
            folder: PathBuf::from(folder.trim_matches('/')),
            known,
        }
    }

    /// The folder that holds the collections' folders, from the site's source.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Collection> {
        self.known.iter()
    }

    /// The names of those whose documents become pages.
    pub fn written(&self) -> impl Iterator<Item = String> {
        let written = self.known.iter().filter(|collection| collection.output);
        written.map(|collection| collection.name.clone())
    }
}

impl Collection {
    fn new(name: &str, values: &Map) -> Collection {
        Collection {
            output: name == "posts" || values.is_true("output"),
            sort_by: words(values, &["sort_by"]),
            name: name.to_owned(),
            values: values.clone(),
        }
    }
}
