//! Which texts of a site become chapters, in which order, in which parts: takes the catalogue, gives its numbers in reading order.

use super::catalogue::Catalogue;
use super::date::Moment;
use super::document::{Class, Document, State};
use super::site::Generator;
use crate::diagnostics::{Diagnostic, Result};
use globset::GlobSet;
use jiff::civil::Date;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// What the user wants of a site.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// No posts before this day.
    pub from: Option<Date>,
    /// No posts after this day.
    pub to: Option<Date>,
    /// Only posts with one of these tags, if there are any.
    pub tags: Vec<String>,
    /// Only posts in one of these categories, if there are any.
    pub categories: Vec<String>,
    /// Only posts in this language: `de` takes in `de-AT`.
    pub language: Option<String>,
    /// No posts whose path from the site's root is one of these.
    pub exclude: GlobSet,
    /// Drafts too.
    pub drafts: bool,
    /// Pages too, where there are posts.
    pub pages: bool,
    /// In which order, where not in the site's own.
    pub sort: Option<Sort>,
    /// In which parts, where not in the site's own.
    pub parts: Option<Parts>,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The oldest first; without a date, by the number and name of the file.
    Date,
    /// The newest first.
    NewestFirst,
    /// By title, as letters are numbered, without regard to case.
    Title,
    /// By path.
    Path,
    /// By `weight`, then by date and title; without one, last.
    Weight,
    /// As the site lists them.
    Listed,
}

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

/// A place in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The document's number in the catalogue; a part may have none.
    pub number: Option<usize>,
    /// How many parts and chapters it is in.
    pub level: u8,
    /// Of which part it is the opening.
    pub part: Option<PartLabel>,
}

/// The documents that become chapters, with the openings of parts.
///
/// # Errors
/// `site-empty`, `nothing-selected`.
pub fn choose(
    catalogue: &Catalogue,
    selection: &Selection,
    site: &dyn Generator,
) -> Result<Vec<Placed>> {
    let documents = catalogue.documents();
    let (sort, parts) = site.order();
    let language = &site.metadata().language;
    let mut chosen = selection.filtered(documents, language);
    let openings = selection.openings(documents, language);
    let prefaces = selection.prefaces(documents, &openings, language);
    if chosen.is_empty() && prefaces.is_empty() {
        return Err(Box::new(nothing(documents.is_empty())));
    }
    let sort = selection.sort.unwrap_or(sort);
    chosen.sort_by(|a, b| sort.compare(document(documents, *a), document(documents, *b)));
    let in_front = prefaces.iter().map(|number| chapter(*number, 0));
    let placed = match selection.parts.unwrap_or(parts) {
        Parts::Section => {
            return Ok(Sections::of(documents, &chosen, &openings, &prefaces, sort).placed());
        }
        Parts::None => chosen.iter().map(|number| chapter(*number, 0)).collect(),
        Parts::Listed => as_listed(documents, &chosen),
        Parts::Year => grouped(documents, &chosen, year),
        Parts::Month => grouped(documents, &chosen, month),
        Parts::Category => grouped(documents, &chosen, category),
    };
    Ok(in_front.chain(placed).collect())
}

fn nothing(empty: bool) -> Diagnostic {
    match empty {
        true => Diagnostic::error("site-empty", "the site holds no post")
            .help("posts are Markdown files where the site's generator looks for them"),
        false => Diagnostic::error("nothing-selected", "no post of the site is selected")
            .help("the options that select posts leave none"),
    }
}

/// Numbers come from the documents themselves.
fn document(documents: &[Document], number: usize) -> Option<&Document> {
    documents.get(number)
}

fn chapter(number: usize, level: u8) -> Placed {
    Placed {
        number: Some(number),
        level,
        part: None,
    }
}

impl Selection {
    /// Posts, and pages where there are no posts or the user wants them.
    fn filtered(&self, documents: &[Document], language: &str) -> Vec<usize> {
        let of_class = |class| {
            let numbered = documents.iter().enumerate();
            numbered
                .filter(move |(_, document)| document.class == class && self.admits_state(document))
        };
        let no_posts = of_class(Class::Post).next().is_none();
        let with_pages = self.pages || no_posts;
        let offered = documents.iter().enumerate().filter(|(_, document)| {
            self.admits_state(document)
                && (document.class == Class::Post || with_pages && document.class == Class::Page)
        });
        let chosen = offered.filter(|(_, document)| self.admits(document, language));
        chosen.map(|(number, _)| number).collect()
    }

    /// What opens sections, in the language of what is chosen in them.
    fn openings(&self, documents: &[Document], language: &str) -> Vec<usize> {
        let numbered = documents.iter().enumerate();
        let openings = numbered.filter(|(_, document)| {
            document.class == Class::Section
                && self.admits_state(document)
                && self.speaks(document, language)
                && !self.exclude.is_match(&document.path)
        });
        openings.map(|(number, _)| number).collect()
    }

    /// Openings of sections that have words of their own, though nothing in the section may be chosen.
    fn prefaces(&self, documents: &[Document], openings: &[usize], language: &str) -> Vec<usize> {
        let has_words = |number: &usize| {
            let opening = document(documents, *number);
            opening.is_some_and(|opening| opening.has_words() && self.admits(opening, language))
        };
        openings.iter().copied().filter(has_words).collect()
    }

    fn admits_state(&self, document: &Document) -> bool {
        match document.state {
            State::Published => true,
            State::Draft => self.drafts,
            State::Withheld => false,
        }
    }

    fn admits(&self, document: &Document, language: &str) -> bool {
        self.speaks(document, language) && self.asks_for(document)
    }

    /// Does no option leave it out, whatever its language?
    pub fn asks_for(&self, document: &Document) -> bool {
        let metadata = &document.metadata;
        self.admits_date(metadata.date.map(|date| date.date()))
            && shares(&self.tags, &metadata.tags)
            && shares(&self.categories, &metadata.categories)
            && !self.exclude.is_match(&document.path)
    }

    /// Is it in the language wanted? A text that doesn't say its language is in the site's.
    fn speaks(&self, document: &Document, language: &str) -> bool {
        let own = document.metadata.language.as_deref();
        (self.language.is_some() || !document.is_translation)
            && self.admits_language(own.unwrap_or(language))
    }

    /// What has no date is in no span of time.
    fn admits_date(&self, date: Option<Date>) -> bool {
        match date {
            Some(date) => {
                self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
            }
            None => self.from.is_none() && self.to.is_none(),
        }
    }

    fn admits_language(&self, language: &str) -> bool {
        self.language.as_ref().is_none_or(|wanted| {
            let (language, wanted) = (language.to_lowercase(), wanted.to_lowercase());
            language == wanted || language.starts_with(&format!("{wanted}-"))
        })
    }
}

/// Is nothing wanted, or one of these?
fn shares(wanted: &[String], labels: &[String]) -> bool {
    let is_wanted = |label: &String| {
        let label = label.to_lowercase();
        wanted.iter().any(|wanted| wanted.to_lowercase() == label)
    };
    wanted.is_empty() || labels.iter().any(is_wanted)
}

impl Sort {
    fn compare(self, a: Option<&Document>, b: Option<&Document>) -> Ordering {
        let (Some(a), Some(b)) = (a, b) else {
            return Ordering::Equal;
        };
        match self {
            Sort::Listed => Ordering::Equal,
            Sort::Date => by_date(a, b),
            Sort::NewestFirst => by_date(b, a),
            Sort::Title => by_title(a, b),
            Sort::Path => natural(&a.path.to_string_lossy(), &b.path.to_string_lossy()),
            Sort::Weight => (weight(a).cmp(&weight(b)))
                .then_with(|| by_date(a, b))
                .then_with(|| by_title(a, b)),
        }
    }
}

fn by_title(a: &Document, b: &Document) -> Ordering {
    natural(
        &a.metadata.title.to_lowercase(),
        &b.metadata.title.to_lowercase(),
    )
}

/// Dated before undated; those by the numbers their names begin with, then as listed.
fn by_date(a: &Document, b: &Document) -> Ordering {
    let moment = |document: &Document| document.moment().map(Moment::unix);
    match (moment(a), moment(b)) {
        (Some(a_date), Some(b_date)) => a_date.cmp(&b_date),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => match (number(a), number(b)) {
            (Some(a_number), Some(b_number)) => a_number.cmp(&b_number),
            _ => Ordering::Equal,
        },
    }
}

/// The number that the file's name begins with.
fn number(document: &Document) -> Option<u64> {
    let name = document.path.file_name()?.to_str()?;
    digits(name).parse().ok()
}

/// 0 counts as none, as in Hugo.
fn weight(document: &Document) -> i64 {
    document
        .weight
        .filter(|weight| *weight != 0)
        .unwrap_or(i64::MAX)
}

/// Names with numbers in them as people count: `part-2` before `part-10`.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (number_a, number_b) = (digits(a), digits(b));
        let (first, second) = match (number_a, number_b) {
            ("", _) | (_, "") => (a.chars().next(), b.chars().next()),
            (first, second) => {
                let (short, long) = (
                    first.trim_start_matches('0'),
                    second.trim_start_matches('0'),
                );
                match short.len().cmp(&long.len()).then_with(|| short.cmp(long)) {
                    Ordering::Equal => {
                        (a, b) = (after(a, first.len()), after(b, second.len()));
                        continue;
                    }
                    unequal => return unequal,
                }
            }
        };
        match (first, second) {
            (None, None) => return Ordering::Equal,
            (Some(x), Some(y)) if x == y => {
                (a, b) = (after(a, x.len_utf8()), after(b, y.len_utf8()))
            }
            _ => return first.cmp(&second),
        }
    }
}

fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    text.get(..end.unwrap_or(text.len())).unwrap_or("")
}

fn after(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or("")
}

fn year(document: &Document) -> PartLabel {
    let date = document.metadata.date;
    date.map_or(PartLabel::Undated, |date| PartLabel::Year(date.year()))
}

fn month(document: &Document) -> PartLabel {
    let date = document.metadata.date;
    date.map_or(PartLabel::Undated, |date| {
        PartLabel::Month(date.year(), date.month())
    })
}

fn category(document: &Document) -> PartLabel {
    let first = document.metadata.categories.first();
    first.map_or(PartLabel::Other, |first| PartLabel::Named(first.clone()))
}

/// Parts in the order in which their first chapters stand; each part's chapters together.
fn grouped(
    documents: &[Document],
    chosen: &[usize],
    label: fn(&Document) -> PartLabel,
) -> Vec<Placed> {
    let mut places: HashMap<PartLabel, usize> = HashMap::new();
    let mut groups: Vec<(PartLabel, Vec<usize>)> = Vec::new();
    for number in chosen {
        let Some(document) = document(documents, *number) else {
            continue;
        };
        let label = label(document);
        let place = *places.entry(label.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, group)) => group.push(*number),
            None => groups.push((label, vec![*number])),
        }
    }
    let placed = groups.into_iter().flat_map(|(label, group)| {
        let opening = opening(label, None, 0);
        std::iter::once(opening).chain(group.into_iter().map(|number| chapter(number, 1)))
    });
    placed.collect()
}

fn opening(label: PartLabel, number: Option<usize>, level: u8) -> Placed {
    Placed {
        number,
        level,
        part: Some(label),
    }
}

/// As the site's own table of contents has them. A part none of whose lines is chosen has no opening.
fn as_listed(documents: &[Document], chosen: &[usize]) -> Vec<Placed> {
    let kept: HashSet<usize> = chosen.iter().copied().collect();
    let mut placed = Vec::new();
    let mut waiting = None;
    for (number, document) in documents.iter().enumerate() {
        let line = &document.contents;
        waiting = line.part.clone().or(waiting.filter(|_| line.level > 0));
        if !kept.contains(&number) {
            continue;
        }
        let part = waiting.take();
        placed.extend(part.map(|title| opening(PartLabel::Named(title), None, 0)));
        placed.push(chapter(number, line.level));
    }
    placed
}

/// Documents and sections in each other, as the site's folders are.
struct Sections<'a> {
    documents: &'a [Document],
    sort: Sort,
    /// The documents that open sections, by the sections' names.
    openings: HashMap<&'a [String], usize>,
    /// What is directly in each section.
    inside: HashMap<&'a [String], Inside<'a>>,
}

#[derive(Default)]
struct Inside<'a> {
    chapters: Vec<usize>,
    sections: Vec<&'a [String]>,
}

impl<'a> Sections<'a> {
    fn of(
        documents: &'a [Document],
        chosen: &[usize],
        openings: &[usize],
        prefaces: &[usize],
        sort: Sort,
    ) -> Sections<'a> {
        let mut sections = Sections {
            openings: HashMap::new(),
            inside: HashMap::new(),
            documents,
            sort,
        };
        for number in openings {
            if let Some(document) = document(documents, *number) {
                sections
                    .openings
                    .entry(&document.sections)
                    .or_insert(*number);
            }
        }
        for number in prefaces.iter().chain(chosen) {
            if let Some(document) = document(documents, *number) {
                sections.enter(*number, document);
            }
        }
        sections
    }

    /// What opens a section needs no place in it. What opens a folder that is no section of its own is a chapter, as is the
    /// first page of all.
    fn enter(&mut self, number: usize, document: &'a Document) {
        let names = document.sections.as_slice();
        let opens = !names.is_empty() && self.openings.get(names) == Some(&number);
        let section = self.section(names);
        if !opens {
            section.chapters.push(number);
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

    fn placed(&self) -> Vec<Placed> {
        let mut placed = Vec::new();
        self.place(&[], 0, &mut placed);
        placed
    }

    /// A section's own chapters, then those in it. The depth of folders bounds the recursion.
    fn place(&self, names: &[String], level: u8, placed: &mut Vec<Placed>) {
        let Some(inside) = self.inside.get(names) else {
            return;
        };
        placed.extend(inside.chapters.iter().map(|number| chapter(*number, level)));
        let mut sections = inside.sections.clone();
        sections.sort_by(|a, b| self.compare(a, b));
        for section in sections {
            let number = self.openings.get(section).copied();
            let name = section.last().cloned().unwrap_or_default();
            placed.push(opening(PartLabel::Named(title_of(&name)), number, level));
            self.place(section, level.saturating_add(1), placed);
        }
    }

    fn compare(&self, a: &[String], b: &[String]) -> Ordering {
        let opening = |names: &[String]| {
            self.openings
                .get(names)
                .and_then(|number| document(self.documents, *number))
        };
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
    fn names_are_sorted_as_people_count() {
        let mut names = ["part-10", "part-2", "part-02b", "part-", "a"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["a", "part-", "part-2", "part-02b", "part-10"]);
    }

    #[test]
    fn folders_have_titles() {
        assert_eq!(title_of("getting-started"), "Getting started");
        assert_eq!(title_of(""), "");
    }
}
