//! Parts as a site's folders are: takes the documents with the names of their sections, gives them nested.

use super::parts::PartLabel;
use super::sort::{Sort, weight};
use super::{Numbered, Placed};
use crate::source::natural::natural;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Documents and sections in each other, as the site's folders are.
pub struct Sections<'a> {
    sort: Sort,
    /// The documents that open sections, by the sections' names.
    openings: HashMap<&'a [String], Numbered<'a>>,
    /// What is directly in each section.
    inside: HashMap<&'a [String], Inside<'a>>,
}

#[derive(Default)]
struct Inside<'a> {
    chapters: Vec<usize>,
    sections: Vec<&'a [String]>,
}

impl<'a> Sections<'a> {
    /// The sections of the documents chosen, and of the openings that have words of their own.
    pub fn of(
        chosen: &[Numbered<'a>],
        openings: &[Numbered<'a>],
        prefaces: &[Numbered<'a>],
        sort: Sort,
    ) -> Sections<'a> {
        let mut sections = Sections {
            openings: HashMap::new(),
            inside: HashMap::new(),
            sort,
        };
        for opening in openings {
            let names = opening.document.listed.sections.as_slice();
            sections.openings.entry(names).or_insert(*opening);
        }
        for text in prefaces.iter().chain(chosen) {
            sections.enter(*text);
        }
        sections
    }

    /// What opens a section needs no place in it. What opens a folder that is no section of its own is a chapter, as is the
    /// first page of all.
    fn enter(&mut self, text: Numbered<'a>) {
        let names = text.document.listed.sections.as_slice();
        let opening = self.openings.get(names);
        let opens = !names.is_empty() && opening.is_some_and(|one| one.number == text.number);
        let section = self.section(names);
        if !opens {
            section.chapters.push(text.number);
        }
    }

    /// What is in a section, which is entered into those around it when it is first met.
    fn section(&mut self, names: &'a [String]) -> &mut Inside<'a> {
        if !self.inside.contains_key(names)
            && let Some((_, around)) = names.split_last()
        {
            self.section(around).sections.push(names);
        }
        self.inside.entry(names).or_default()
    }

    /// All in reading order.
    pub fn placed(&self) -> Vec<Placed> {
        let mut placed = Vec::new();
        self.place(&[], 0, &mut placed);
        placed
    }

    /// A section's own chapters, then those in it. The depth of folders bounds the recursion.
    fn place(&self, names: &[String], level: u8, placed: &mut Vec<Placed>) {
        let Some(inside) = self.inside.get(names) else {
            return;
        };
        let chapters = inside.chapters.iter();
        placed.extend(chapters.map(|number| Placed::chapter(*number, level)));
        let mut sections = inside.sections.clone();
        sections.sort_by(|a, b| self.compare(a, b));
        for section in sections {
            let number = self.openings.get(section).map(|opening| opening.number);
            let name = section.last().map_or("", String::as_str);
            let label = PartLabel::Named(title_of(name));
            placed.push(Placed::opening(label, number, level));
            self.place(section, level.saturating_add(1), placed);
        }
    }

    fn compare(&self, a: &[String], b: &[String]) -> Ordering {
        let opening = |names: &[String]| self.openings.get(names).map(|opening| opening.document);
        let weighed = |names: &[String]| opening(names).map_or(i64::MAX, weight);
        let title = |names: &[String]| {
            let own = opening(names).map(|document| document.metadata.title.to_lowercase());
            own.unwrap_or_else(|| names.last().cloned().unwrap_or_default())
        };
        let by_weight = match self.sort {
            Sort::Title | Sort::Path => Ordering::Equal,
            _ => weighed(a).cmp(&weighed(b)),
        };
        by_weight.then_with(|| natural(&title(a), &title(b)))
    }
}

/// A folder's name as a title: `getting-started` as `Getting started`.
fn title_of(folder: &str) -> String {
    let words = folder.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_have_titles() {
        assert_eq!(title_of("getting-started"), "Getting started");
        assert_eq!(title_of(""), "");
    }
}
