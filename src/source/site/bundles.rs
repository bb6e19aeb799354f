//! Files beside their page, asked for as they are on the web: takes the catalogue, gives the file that a page's own URL makes of a
//! path like `../../other-page/picture.png`.

use super::written::on_the_web;
use crate::percent;
use crate::source::catalogue::Catalogue;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The folders of pages that have one of their own, by where those pages are on the web.
#[derive(Default)]
pub struct Bundles {
    folders: HashMap<String, PathBuf>,
}

impl Bundles {
    /// Those of the catalogue.
    pub fn of(catalogue: &Catalogue) -> Bundles {
        let mut bundles = Bundles::default();
        let documents = catalogue.documents().iter();
        for document in documents.filter(|document| is_bundle(document.path())) {
            bundles.add(document.folder(), &document.whereabouts.url);
        }
        bundles
    }

    fn add(&mut self, folder: &Path, url: &str) {
        self.folders
            .entry(url.to_owned())
            .or_insert_with(|| folder.to_owned());
    }

    /// The path from the site's root of the file that `written` means on the page at `url`.
    pub fn file(&self, url: &str, written: &str) -> Option<PathBuf> {
        let written = written.split(['?', '#']).next()?;
        let path = on_the_web(url, &percent::decoded(written));
        let (folder, name) = path.rsplit_once('/')?;
        Some(self.folders.get(&format!("{folder}/"))?.join(name))
    }
}

/// `index.md`, `index.de.md`.
fn is_bundle(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("index.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_go_from_the_page_on_the_web() {
        let mut bundles = Bundles::default();
        bundles.add(Path::new("content/a"), "/2024/05/a/");
        bundles.add(Path::new("content/b"), "/2024/06/bee/");
        let file = |written| bundles.file("/2024/06/bee/", written);
        let picture = Some(PathBuf::from("content/a/x y.png"));
        assert_eq!(file("../../05/a/x%20y.png?v=1"), picture);
        assert_eq!(file("/2024/05/a/x y.png"), picture);
        assert_eq!(file("../../../../../etc/passwd"), None);
        assert_eq!(bundles.file("", "x.png"), None);
    }
}
