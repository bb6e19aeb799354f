//! Which documents the user wants: takes all, gives those that become chapters.

use super::{Numbered, Selection, numbered};
use crate::source::document::{Class, Document, State};
use crate::source::metadata::is_in;
use jiff::civil::Date;

impl Selection {
    /// Posts, and pages where there are no posts or the user wants them. What a layout alone fills is no chapter.
    pub(super) fn chapters<'a>(
        &self,
        documents: &'a [Document],
        language: &str,
    ) -> Vec<Numbered<'a>> {
        let mut offered: Vec<Numbered<'a>> = self.offered(documents).collect();
        let is_post = |offered: &Numbered<'_>| offered.document.listed.class == Class::Post;
        if !self.pages && offered.iter().any(is_post) {
            offered.retain(is_post);
        }
        offered.retain(|Numbered { document, .. }| {
            let is_chapter = document.listed.class != Class::Section;
            is_chapter && !is_of_layout(document) && self.admits(document, language)
        });
        offered
    }

    /// What opens sections, in the language of what is chosen in them.
    pub(super) fn openings<'a>(
        &self,
        documents: &'a [Document],
        language: &str,
    ) -> Vec<Numbered<'a>> {
        let openings = self.offered(documents).filter(|Numbered { document, .. }| {
            document.listed.class == Class::Section
                && self.speaks(document, language)
                && !self.exclude.is_match(document.path())
        });
        openings.collect()
    }

    /// Openings of sections that have words of their own, though nothing in the section may be chosen.
    pub(super) fn prefaces<'a>(
        &self,
        openings: &[Numbered<'a>],
        language: &str,
    ) -> Vec<Numbered<'a>> {
        let has_words = |Numbered { document, .. }: &Numbered<'_>| {
            document.has_words() && self.admits(document, language)
        };
        openings.iter().copied().filter(has_words).collect()
    }

    /// What is out, and drafts for those who ask for them.
    fn offered<'a>(&self, documents: &'a [Document]) -> impl Iterator<Item = Numbered<'a>> {
        numbered(documents).filter(|Numbered { document, .. }| match document.listed.state {
            State::Published => true,
            State::Draft => self.drafts,
            State::Withheld => false,
        })
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
            && !self.exclude.is_match(document.path())
    }

    /// Is it in the language wanted? A text that doesn't say its language is in the site's.
    fn speaks(&self, document: &Document, language: &str) -> bool {
        let own = document.metadata.language.as_deref();
        (self.language.is_some() || !document.listed.is_translation)
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
        let wanted = self.language.as_ref();
        wanted.is_none_or(|wanted| is_in(language, wanted))
    }
}

/// Pages, and HTML among the posts, may be front matter for a layout that lists other texts. A post in Markdown that has but a title
/// is one all the same.
fn is_of_layout(document: &Document) -> bool {
    let may_be = document.listed.class == Class::Page || document.is_html();
    may_be && !document.has_words() && document.lead.is_none()
}

/// Is nothing wanted, or one of these?
fn shares(wanted: &[String], labels: &[String]) -> bool {
    let is_wanted = |label: &String| {
        let label = label.to_lowercase();
        wanted.iter().any(|wanted| wanted.to_lowercase() == label)
    };
    wanted.is_empty() || labels.iter().any(is_wanted)
}
