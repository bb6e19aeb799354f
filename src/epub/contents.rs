//! The contents as files and fragments, for the navigation document and the NCX.

use super::file_names::FileNames;
use crate::markup::xhtml::fragment;
use crate::markup::{ContentsEntry, ContentsKind, contents};
use crate::style::StyledBook;

/// A line of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Never empty.
    pub(super) title: String,
    /// File and fragment.
    pub(super) href: String,
    /// Is it a heading in a file, not a file of its own?
    pub(super) is_heading: bool,
    pub(super) below: Vec<Entry>,
}

impl Entry {
    /// How many levels it has, itself among them.
    pub(super) fn depth(&self) -> usize {
        1 + self.below.iter().map(Entry::depth).max().unwrap_or(0)
    }
}

/// Parts, chapters and headings, one in another.
pub(super) fn entries(styled: &StyledBook<'_>, names: &FileNames) -> Vec<Entry> {
    let trees = styled.chapters.iter().map(|chapter| &chapter.tree);
    located(contents(styled.book, trees), names)
}

fn located(entries: Vec<ContentsEntry>, names: &FileNames) -> Vec<Entry> {
    let entries = entries.into_iter().map(|entry| {
        let file = names.chapter(entry.chapter).unwrap_or_default();
        let fragment = entry.id.as_deref().map(fragment).unwrap_or_default();
        Entry {
            href: format!("{file}{fragment}"),
            title: entry.title,
            is_heading: entry.kind == ContentsKind::Heading,
            below: located(entry.below, names),
        }
    });
    entries.collect()
}

/// Each file's entry with its level from 1 on, in reading order.
pub(super) fn files(entries: &[Entry]) -> Vec<(i32, &Entry)> {
    let mut files = Vec::new();
    add_files(entries, 1, &mut files);
    files
}

fn add_files<'a>(entries: &'a [Entry], level: i32, files: &mut Vec<(i32, &'a Entry)>) {
    for entry in entries.iter().filter(|entry| !entry.is_heading) {
        files.push((level, entry));
        add_files(&entry.below, level + 1, files);
    }
}
