//! The contents: chapters, and their headings one in another, for the navigation document and the NCX.

use super::document::{chapter_title, one_line};
use super::file_names::FileNames;
use crate::markup::xhtml::fragment;
use crate::markup::{OutlineEntry, outline};
use crate::style::StyledBook;

/// A line of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Never empty.
    pub(super) title: String,
    /// File and fragment.
    pub(super) href: String,
    pub(super) below: Vec<Entry>,
}

impl Entry {
    /// How many levels it has, itself among them.
    pub(super) fn depth(&self) -> usize {
        1 + self.below.iter().map(Entry::depth).max().unwrap_or(0)
    }
}

/// Every chapter with its headings.
pub(super) fn contents(styled: &StyledBook<'_>, names: &FileNames) -> Vec<Entry> {
    let chapters = (0..).zip(names.chapters()).zip(&styled.chapters);
    chapters
        .map(|((number, file), chapter)| {
            let is_titled = styled.book.chapters.get(number);
            let is_titled =
                is_titled.is_some_and(|chapter| !chapter.metadata.title.trim().is_empty());
            let headings = outline(&chapter.tree);
            // The chapter's own title is the entry above.
            let headings = headings.get(usize::from(is_titled)..).unwrap_or_default();
            Entry {
                title: chapter_title(styled.book, number),
                href: file.to_owned(),
                below: nested(headings, file),
            }
        })
        .collect()
}

/// Headings, each with the lower ones that follow it.
fn nested(headings: &[OutlineEntry], file: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut rest = headings;
    while let Some((first, after)) = rest.split_first() {
        let end = after.iter().position(|other| other.level <= first.level);
        let (below, next) = after.split_at(end.unwrap_or(after.len()));
        let fragment = first.id.as_deref().map(fragment).unwrap_or_default();
        entries.push(Entry {
            title: one_line(&first.text),
            href: format!("{file}{fragment}"),
            below: nested(below, file),
        });
        rest = next;
    }
    entries.retain(|entry| !entry.title.is_empty());
    entries
}
