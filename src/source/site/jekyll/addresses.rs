//! Where `link` and `post_url` lead: takes what these tags name, gives URLs without the site's address.

use super::Jekyll;
use crate::source::catalogue::Catalogue;
use crate::source::files::LARGEST_TEXT;
use crate::source::front_matter;
use crate::source::site::Generator;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

impl Jekyll {
    /// The URL, without the site's address, of the page that the file at `path` (as templates name it) becomes.
    pub fn url_of(&self, path: &Path, catalogue: Option<&Catalogue>) -> Option<String> {
        let from_root = self.path_of(path);
        if let Some(document) = catalogue.and_then(|all| all.at(&from_root)) {
            return Some(document.whereabouts.url.clone());
        }
        let bytes = self.files().read(&from_root, LARGEST_TEXT).ok()?;
        Some(match front_matter::read_aside(bytes).ok().flatten() {
            Some(values) => {
                let values = self.values(&from_root, values);
                self.page_url(&from_root, &values)
            }
            // A file without front matter is copied as it is.
            None => format!("/{}", path.display()),
        })
    }

    /// The URL of the post called `2016-06-24-summit`, perhaps with folders before it.
    pub fn url_of_post(&self, name: &str, catalogue: Option<&Catalogue>) -> Option<String> {
        let name = name.trim().trim_matches('/');
        let (folder, stem) = name.rsplit_once('/').unwrap_or(("", name));
        if let Some(catalogue) = catalogue {
            let mut named = self.posts_named(stem, catalogue).iter();
            let is_in = |path: &&PathBuf| self.in_source(path).to_string_lossy().contains(folder);
            if let Some(document) = named.find(is_in).and_then(|path| catalogue.at(path)) {
                return Some(document.whereabouts.url.clone());
            }
        }
        let path = self
            .post_in(folder, stem)
            .or_else(|| self.post_anywhere(stem))?;
        self.url_of(&path, catalogue)
    }

    fn post_in(&self, folder: &str, stem: &str) -> Option<PathBuf> {
        let folders = [
            Path::new("_posts").join(folder),
            Path::new(folder).join("_posts"),
            Path::new("_drafts").join(folder),
        ];
        folders.iter().find_map(|folder| {
            let name = self.files().with_stem(&self.path_of(folder), stem)?;
            Some(folder.join(name))
        })
    }

    /// In folders of `_posts` a name alone is enough.
    fn post_anywhere(&self, stem: &str) -> Option<PathBuf> {
        let by_stem = self.posts_below.get_or_init(|| self.posts_by_stem());
        by_stem.get(stem).cloned()
    }

    fn posts_by_stem(&self) -> HashMap<String, PathBuf> {
        let below = self.source().join(self.collections.folder()).join("_posts");
        let mut by_stem = HashMap::new();
        for path in self.documents_below(&below) {
            if let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) {
                let stem = stem.to_owned();
                by_stem
                    .entry(stem)
                    .or_insert_with(|| self.in_source(&path).to_owned());
            }
        }
        by_stem
    }
}
