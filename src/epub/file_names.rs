//! File names in the container: ASCII lower case, digits and hyphens, each once (EPUB 3.3 section 4.2.3 forbids far less).

use crate::document::Book;
use crate::names::Names;

/// The longest name without extension.
const MAX_LENGTH: usize = 80;

/// The chapters' file names.
pub(super) struct FileNames {
    chapters: Vec<String>,
}

pub(super) const NAVIGATION: &str = "nav.xhtml";
pub(super) const NCX: &str = "toc.ncx";
pub(super) const STYLESHEET: &str = "stylesheet.css";
pub(super) const TITLE_PAGE: &str = "title.xhtml";

impl FileNames {
    pub(super) fn of(book: &Book) -> FileNames {
        let mut names = Names::default();
        for own in [NAVIGATION, TITLE_PAGE] {
            names.give(own.trim_end_matches(".xhtml"));
        }
        let slugs = book
            .chapters
            .iter()
            .map(|chapter| chapter.metadata.slug.as_str());
        let chapters = slugs
            .map(|slug| format!("{}.xhtml", names.free(&plain(slug))))
            .collect();
        FileNames { chapters }
    }

    /// The file of chapter `number`.
    pub(super) fn chapter(&self, number: usize) -> Option<&str> {
        self.chapters.get(number).map(String::as_str)
    }

    /// Every chapter's file in order.
    pub(super) fn chapters(&self) -> impl Iterator<Item = &str> {
        self.chapters.iter().map(String::as_str)
    }
}

/// Only the allowed letters; `text` where none is left.
pub(super) fn plain(wish: &str) -> String {
    let mut name = String::new();
    for c in wish.chars().map(|c| c.to_ascii_lowercase()) {
        match c {
            'a'..='z' | '0'..='9' => name.push(c),
            _ if name.is_empty() || name.ends_with('-') => {}
            _ => name.push('-'),
        }
        if name.len() >= MAX_LENGTH {
            break;
        }
    }
    match name.trim_end_matches('-') {
        "" => "text".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        assert_eq!(plain("OPNFV Summit, 2016!"), "opnfv-summit-2016");
        assert_eq!(plain("../../etc/passwd"), "etc-passwd");
        assert_eq!(plain("日本"), "text");
        assert_eq!(plain(&"x".repeat(300)).len(), MAX_LENGTH);
    }
}
