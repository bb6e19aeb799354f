//! In which parts chapters stand: takes those chosen in their order, gives them with the parts' openings before them.

use super::{Numbered, Placed};
use crate::source::document::Document;
use std::collections::{HashMap, HashSet};

/// In which parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    /// One a year.
    Year,
    /// One a month.
    Month,
    /// One for each first category.
    Category,
    /// One a section, nested as the site's folders are.
    Section,
    /// As the site's own table of contents has them.
    Listed,
    /// None.
    None,
}

/// What a part is of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PartLabel {
    /// A year.
    Year(i16),
    /// A year's month.
    Month(i16, i8),
    /// What has a name.
    Named(String),
    /// What has no date.
    Undated,
    /// What is in no category.
    Other,
}

/// The year of a document.
pub fn year(document: &Document) -> PartLabel {
    let date = document.metadata.date;
    date.map_or(PartLabel::Undated, |date| PartLabel::Year(date.year()))
}

/// The month of a document.
pub fn month(document: &Document) -> PartLabel {
    let date = document.metadata.date;
    date.map_or(PartLabel::Undated, |date| {
        PartLabel::Month(date.year(), date.month())
    })
}

/// The first category of a document.
pub fn category(document: &Document) -> PartLabel {
    let first = document.metadata.categories.first();
    first.map_or(PartLabel::Other, |first| PartLabel::Named(first.clone()))
}

/// Parts in the order in which their first chapters stand; each part's chapters together.
pub fn grouped(chosen: &[Numbered<'_>], label: fn(&Document) -> PartLabel) -> Vec<Placed> {
    let mut places: HashMap<PartLabel, usize> = HashMap::new();
    let mut groups: Vec<(PartLabel, Vec<usize>)> = Vec::new();
    for Numbered { number, document } in chosen {
        let label = label(document);
        let place = *places.entry(label.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, group)) => group.push(*number),
            None => groups.push((label, vec![*number])),
        }
    }
    let placed = groups.into_iter().flat_map(|(label, group)| {
        let opening = Placed::opening(label, None, 0);
        let chapters = group.into_iter().map(|number| Placed::chapter(number, 1));
        std::iter::once(opening).chain(chapters)
    });
    placed.collect()
}

/// As the site's own table of contents has them. A part none of whose lines is chosen has no opening.
pub fn as_listed(documents: &[Document], chosen: &[Numbered<'_>]) -> Vec<Placed> {
    let kept: HashSet<usize> = chosen.iter().map(|chosen| chosen.number).collect();
    let mut placed = Vec::new();
    let mut waiting = None;
    for (number, document) in documents.iter().enumerate() {
        let line = &document.listed.contents;
        waiting = line.part.clone().or(waiting.filter(|_| line.level > 0));
        if !kept.contains(&number) {
            continue;
        }
        let part = waiting.take();
        placed.extend(part.map(|title| Placed::opening(PartLabel::Named(title), None, 0)));
        placed.push(Placed::chapter(number, line.level));
    }
    placed
}
