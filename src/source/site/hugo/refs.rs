//! References between pages: takes what `ref` is given, gives the URL of the page it means.

use super::Hugo;
use crate::source::catalogue::Catalogue;
use crate::source::site::content::Page;
use std::collections::HashMap;

/// The pages of a site by what references call them, and by their names alone; names that several pages have lead nowhere.
#[derive(Default)]
pub struct References {
    by_key: HashMap<(String, String), String>,
    by_name: HashMap<(String, String), Option<String>>,
}

impl References {
    /// Those of all pages that the catalogue has.
    pub fn of(site: &Hugo, catalogue: &Catalogue) -> References {
        let mut references = References::default();
        for document in catalogue.documents() {
            if let Some(page) = site.config().page(document.path()) {
                references.add(&page, &document.whereabouts.url);
            }
        }
        references
    }

    fn add(&mut self, page: &Page, url: &str) {
        let key = page.key().to_lowercase();
        let name = key.rsplit('/').next().unwrap_or_default().to_owned();
        let language = page.language.clone();
        let named = self.by_name.entry((language.clone(), name));
        named
            .and_modify(|known| *known = None)
            .or_insert_with(|| Some(url.to_owned()));
        self.by_key
            .entry((language, key))
            .or_insert_with(|| url.to_owned());
    }

    /// The URL that `written` on `page` leads to, in `language`.
    pub fn find(&self, page: &Page, written: &str, language: &str) -> Option<String> {
        let (path, fragment) = match written.split_once('#') {
            Some((path, fragment)) => (path, format!("#{fragment}")),
            None => (written, String::new()),
        };
        if path.is_empty() {
            return Some(fragment);
        }
        let at = |key: String| self.by_key.get(&(language.to_owned(), key));
        let mut keys = keys(page, path).into_iter();
        let found = keys.find_map(at).or_else(|| {
            let name = (language.to_owned(), name(path));
            self.by_name.get(&name)?.as_ref()
        });
        Some(format!("{}{fragment}", found?))
    }
}

/// What pages may be called that `path` means, likeliest first.
pub fn keys(page: &Page, path: &str) -> Vec<String> {
    let wanted = without_extension(path.trim());
    let root = joined(&[], &wanted);
    if wanted.starts_with('/') {
        return vec![root];
    }
    vec![
        joined(&page.folders, &wanted),
        joined(page.around(), &wanted),
        root,
    ]
}

fn without_extension(path: &str) -> String {
    let path = path.trim_end_matches('/').to_lowercase();
    let stem = path
        .strip_suffix(".md")
        .or_else(|| path.strip_suffix(".html"));
    let stem = stem.unwrap_or(&path);
    let parent = stem
        .strip_suffix("/_index")
        .or_else(|| stem.strip_suffix("/index"));
    match parent.unwrap_or(stem) {
        "_index" | "index" => String::new(),
        stem => stem.to_owned(),
    }
}

fn joined(folders: &[String], path: &str) -> String {
    let mut parts: Vec<String> = folders.iter().map(|folder| folder.to_lowercase()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part.to_owned()),
        }
    }
    parts.join("/")
}

fn name(path: &str) -> String {
    let path = without_extension(path);
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(folders: &[&str], name: &str) -> Page {
        Page {
            folders: folders.iter().map(|folder| (*folder).to_owned()).collect(),
            name: name.to_owned(),
            language: "en".to_owned(),
        }
    }

    #[test]
    fn pages_are_found_from_the_folder_the_root_and_by_name() {
        let mut references = References::default();
        for (folders, name) in [
            (&["posts"][..], "One"),
            (&["posts", "two"], "index"),
            (&["docs"], "_index"),
            (&["docs"], "one"),
        ] {
            let page = page(folders, name);
            references.add(&page, &format!("/{}/", page.key()));
        }
        let find = |written| {
            references
                .find(&page(&["posts"], "x"), written, "en")
                .unwrap_or_default()
        };
        assert_eq!(find("one.md#a"), "/posts/One/#a");
        assert_eq!(find("/docs/one"), "/docs/one/");
        assert_eq!(find("../docs"), "/docs/");
        assert_eq!(find("/posts/two/index.md"), "/posts/two/");
        assert_eq!(find("two"), "/posts/two/");
        assert_eq!(find("#b"), "#b");
        assert_eq!(find("three"), "");
    }
}
