//! Folders of texts that become pages with the same paths, as Hugo and Zola have them: takes a file's path, gives its place in
//! the content and its language.

use crate::source::document::{Class, ContentsLine, Listed};
use crate::source::files::Files;
use crate::source::site::texts;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// A folder of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The folder, from the site's root.
    pub folder: PathBuf,
    /// Where the site has it, from its own content: `blog`.
    pub target: PathBuf,
    /// The language of its texts.
    pub language: String,
}

/// A file of the content.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Page {
    /// The folders it is in, from the content's root.
    pub folders: Vec<String>,
    /// Its name without extension and language: `index`, `_index`, `summit`.
    pub name: String,
    /// The code of its language.
    pub language: String,
}

impl Page {
    /// The page at `path`, from the site's root; `None` if it is in no content. A code that is the site's `knows` may stand
    /// before the extension.
    pub fn of(contents: &[Content], knows: &dyn Fn(&str) -> bool, path: &Path) -> Option<Page> {
        let holding = contents
            .iter()
            .filter(|content| path.starts_with(&content.folder));
        let content = holding.max_by_key(|content| content.folder.components().count())?;
        let inside = content
            .target
            .join(path.strip_prefix(&content.folder).ok()?);
        let folders = inside.parent().into_iter().flat_map(Path::iter);
        let folders = folders
            .map(|folder| folder.to_string_lossy().into_owned())
            .collect();
        let stem = inside.file_stem()?.to_string_lossy().into_owned();
        let (name, language) = match stem.rsplit_once('.') {
            Some((name, code)) if knows(&code.to_lowercase()) => {
                (name.to_owned(), code.to_lowercase())
            }
            _ => (stem, content.language.clone()),
        };
        Some(Page {
            folders,
            name,
            language,
        })
    }

    /// Does it open a section?
    pub fn is_opening(&self) -> bool {
        self.name == "_index"
    }

    /// Is it the site's first page?
    pub fn is_home(&self) -> bool {
        self.is_opening() && self.folders.is_empty()
    }

    /// The line that the page has in the contents of the site called `title`: its first page may have no title of its own.
    pub fn contents_line(&self, title: &str) -> ContentsLine {
        ContentsLine {
            title: self.is_home().then(|| title.to_owned()),
            ..ContentsLine::default()
        }
    }

    /// Is it the page of its folder, whose other files belong to it?
    pub fn is_bundle(&self) -> bool {
        self.name == "index"
    }

    /// Folders and name as references have them: `posts/summit`, the same for `posts/summit.md` and `posts/summit/index.md`.
    pub fn key(&self) -> String {
        let mut key = self.folders.join("/");
        if !self.is_opening() && !self.is_bundle() {
            if !key.is_empty() {
                key.push('/');
            }
            key.push_str(&self.name);
        }
        key
    }

    /// The folders around the page: a bundle's own is its name.
    pub fn around(&self) -> &[String] {
        match self.folders.split_last() {
            Some((_, around)) if self.is_bundle() => around,
            _ => &self.folders,
        }
    }

    /// The page's name in its URL: the file's, or the bundle's folder's.
    pub fn basename(&self) -> &str {
        match self.folders.last() {
            Some(folder) if self.is_bundle() || self.is_opening() => folder,
            _ => &self.name,
        }
    }
}

/// The texts below the folders of the content that are called as wanted, each once. What lies in a bundle beside its page belongs to that page and is none.
pub fn pages(
    files: &Files,
    contents: &[Content],
    wants: &dyn Fn(&Path) -> bool,
    page_at: &dyn Fn(&Path) -> Option<Page>,
) -> Vec<PathBuf> {
    let mut seen = HashSet::new();
    let found = contents
        .iter()
        .flat_map(|content| texts::pages_below(files, &content.folder, wants));
    let found = found.filter_map(|path| page_at(&path).map(|page| (path, page)));
    // What a theme has too is the site's own.
    let found = found.filter(|(_, page)| seen.insert(page.clone()));
    let found: Vec<(PathBuf, Page)> = found.collect();
    let is_bundle = |page: &Page| page.is_bundle() && !page.folders.is_empty();
    let bundles = found.iter().filter(|(_, page)| is_bundle(page));
    let bundles: HashSet<PathBuf> = bundles
        .filter_map(|(path, _)| path.parent().map(Path::to_owned))
        .collect();
    let is_own = |(path, page): &(PathBuf, Page)| {
        let mut folders = path.ancestors().skip(1);
        page.is_bundle() || page.is_opening() || !folders.any(|folder| bundles.contains(folder))
    };
    found
        .into_iter()
        .filter(is_own)
        .map(|(path, _)| path)
        .collect()
}

/// The folders around the file at `path`, from its content's folder on, the outermost first.
pub fn folders_around<'a>(contents: &[Content], path: &'a Path) -> Vec<&'a Path> {
    let inside = |folder: &&Path| {
        let mut contents = contents.iter();
        contents.any(|content| folder.starts_with(&content.folder))
    };
    let mut folders: Vec<&Path> = path.ancestors().skip(1).take_while(inside).collect();
    folders.reverse();
    folders
}

/// Are the posts of the site's own language in sections of more than one name or depth?
pub fn are_in_sections<'a>(listed: impl Iterator<Item = &'a Listed>) -> bool {
    let is_post = |listed: &&Listed| listed.class == Class::Post && !listed.is_translation;
    let mut sections = listed.filter(is_post).map(|listed| &listed.sections);
    let first = sections.next();
    first.is_some_and(|first| first.len() > 1 || sections.any(|names| names != first))
}
