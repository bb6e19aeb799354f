//! The address book: takes where a site's texts are, gives what a path or URL in one of them leads to, with a few look-ups a link.

use super::Draft;
use super::address::{Address, without_dots};
use crate::percent;
use crate::source::{Site, Whereabouts};
use std::collections::HashMap;
use std::path::{Component, Path};

/// Extensions of pages on the web and of the texts they are made of: what is meant is the same without.
const EXTENSIONS: [&str; 9] = [
    "html", "htm", "xhtml", "md", "markdown", "mkdown", "mkdn", "mkd", "mdown",
];
/// What a page is called that is its folder's: Hugo's and Zola's sections begin with an underscore.
const INDEXES: [&str; 3] = ["index", "_index", "README"];

/// What is at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place<'a> {
    /// A chapter of the book.
    Chapter(usize),
    /// A text that is not in the book: the path of its page on the site.
    LeftOut(&'a str),
}

/// Every address of the site's texts, however it may be written.
pub(super) struct AddressBook<'a> {
    /// By the page's path on the site, as [`key`] has it.
    pages: HashMap<String, Place<'a>>,
    /// By the file's path from the site's root, as [`key`] has it.
    files: HashMap<String, Place<'a>>,
    /// Where paths from the root look for files.
    roots: Vec<String>,
    /// Host and port of the site.
    host: Option<String>,
    /// What the site's paths begin with: `blog`.
    base: String,
}

impl<'a> AddressBook<'a> {
    /// Of the book's chapters and the site's other texts. Where two have one address, it is the first's; aliases come last.
    pub(super) fn of(drafts: &[Draft], left_out: &'a [Whereabouts]) -> AddressBook<'a> {
        let site = drafts.first().map(|draft| &*draft.site);
        let mut book = AddressBook::of_site(site);
        let chapters = drafts.iter().map(|draft| &draft.whereabouts);
        let chapters = chapters.enumerate();
        let chapters = chapters.map(|(n, at)| (Place::Chapter(n), at));
        let others = left_out.iter().map(|at| (Place::LeftOut(&at.url), at));
        let all: Vec<(Place<'a>, &Whereabouts)> = chapters.chain(others).collect();
        for (place, at) in &all {
            book.add(*place, at);
        }
        for (place, at) in &all {
            at.aliases
                .iter()
                .for_each(|alias| book.add_alias(*place, alias, at));
        }
        book
    }

    fn of_site(site: Option<&dyn Site>) -> AddressBook<'a> {
        let roots = site.map(|site| site.text_roots()).unwrap_or_default();
        AddressBook {
            pages: HashMap::new(),
            files: HashMap::new(),
            roots: roots.iter().map(|root| slashed(root)).collect(),
            host: site.and_then(|site| host(site.url()?)).map(str::to_owned),
            base: site.map_or("", |site| site.base()).trim_matches('/').into(),
        }
    }

    fn add(&mut self, place: Place<'a>, at: &Whereabouts) {
        if !at.url.is_empty() {
            self.pages.entry(key(&at.url)).or_insert(place);
        }
        let path = slashed(&at.path);
        if !path.is_empty() {
            self.files.entry(key(&path)).or_insert(place);
        }
    }

    /// An alias is a URL of the site, a path from its root, or one from the page's section.
    fn add_alias(&mut self, place: Place<'a>, alias: &str, at: &Whereabouts) {
        let path = self.path_of(alias).unwrap_or(alias);
        if !path.starts_with('/') {
            let section = folder(at.url.trim_end_matches('/'));
            let beside = key(&format!("{section}/{path}"));
            self.pages.entry(beside).or_insert(place);
        }
        self.pages.entry(key(path)).or_insert(place);
    }

    /// The path of a URL of the site's own host.
    pub(super) fn path_of<'u>(&self, url: &'u str) -> Option<&'u str> {
        let own = self.host.as_deref()?;
        let (_, rest) = url.split_once("://")?;
        let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        bare(host).eq_ignore_ascii_case(bare(own)).then_some(path)
    }

    /// What a path, without query and fragment, means in the text at `from`: from the root; as a browser resolves it on the page;
    /// as it leads from file to file; from the root after all, though nobody wrote a slash.
    pub(super) fn find(&self, path: &str, from: &Whereabouts) -> Option<Place<'a>> {
        let path = percent::decoded(path);
        if let Some(text) = path.strip_prefix("@/") {
            return self.file_below_roots(text);
        }
        if path.starts_with('/') {
            return self.at_root(&path);
        }
        let of_page = || self.page(&format!("{}/{path}", folder(&from.url)));
        let of_file = || self.file(&format!("{}/{path}", folder(&slashed(&from.path))));
        let of_root = || self.at_root(&path).filter(|_| !path.starts_with('.'));
        of_page().or_else(of_file).or_else(of_root)
    }

    /// Where Jekyll writes the base, an author may have written it too: it counts once.
    fn at_root(&self, path: &str) -> Option<Place<'a>> {
        let without = std::iter::successors(self.below_base(path), |path| self.below_base(path));
        let mut in_base = without.take(2).filter_map(|path| self.page(path));
        let page = in_base.next().or_else(|| self.page(path));
        page.or_else(|| self.file_below_roots(path))
    }

    /// The path without the site's base.
    fn below_base<'p>(&self, path: &'p str) -> Option<&'p str> {
        let rest = path.trim_start_matches('/').strip_prefix(&self.base)?;
        (!self.base.is_empty() && (rest.is_empty() || rest.starts_with('/'))).then_some(rest)
    }

    fn file_below_roots(&self, path: &str) -> Option<Place<'a>> {
        let mut roots = self.roots.iter();
        roots.find_map(|root| self.file(&format!("{root}/{path}")))
    }

    fn page(&self, path: &str) -> Option<Place<'a>> {
        self.pages.get(&key(path)).copied()
    }

    fn file(&self, path: &str) -> Option<Place<'a>> {
        self.files.get(&key(path)).copied()
    }
}

/// The same for every way of writing one address: without dots, doubled slashes and those at its ends, a page's extension, its
/// folder's index.
fn key(path: &str) -> String {
    let path = without_dots(path);
    let parts = path.split('/').filter(|part| !part.is_empty());
    let path = parts.collect::<Vec<_>>().join("/");
    let path = match path.rsplit_once('.') {
        Some((stem, extension)) if EXTENSIONS.contains(&extension) => stem,
        _ => path.as_str(),
    };
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if INDEXES.contains(&name) {
        folder
    } else {
        path
    }
    .to_owned()
}

/// Up to the last slash.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path with slashes, on every system.
fn slashed(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Host and port of a URL.
fn host(url: &str) -> Option<&str> {
    let Address::Absolute(_) = Address::of(url) else {
        return None;
    };
    let (_, rest) = url.split_once("://")?;
    rest.split(['/', '?', '#']).next()
}

/// The host without `www.`, which most sites answer to as well.
fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn one_address_has_one_key() {
        for written in [
            "/2016/06/24/summit.html",
            "2016/06/24/summit",
            "/2016/06/24/summit/",
            "/2016/06/24/summit/index.html",
            "/2016/06/./25/../24//summit.md",
        ] {
            assert_eq!(key(written), "2016/06/24/summit", "{written}");
        }
        assert_eq!(key("/"), "");
        assert_eq!(key("/index.html"), "");
        assert_eq!(key("/v1.2/"), "v1.2");
    }
}
