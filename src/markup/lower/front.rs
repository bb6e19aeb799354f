//! What a chapter begins with: its lead picture, its title, who wrote it and when.

use super::{Lowering, Place};
use crate::document::{Attributes, Chapter, ChapterMetadata};
use crate::markup::{Element, Name};
use crate::span::Span;

impl Lowering<'_> {
    pub(super) fn lead(&mut self, chapter: &Chapter, at: Place) {
        let Some(lead) = &chapter.lead else { return };
        let span = chapter.lead_span;
        let figure = self.append(at, Element::new(Name::Figure).with("class", "lead"), span);
        self.picture(lead, false, &Attributes::default(), span, figure);
        if let Some(caption) = lead
            .title
            .as_deref()
            .filter(|title| !title.trim().is_empty())
        {
            let caption_at = self.append(figure, Element::new(Name::Figcaption), span);
            self.tree.append_text(caption_at.parent, caption, span);
        }
    }

    pub(super) fn title_block(&mut self, metadata: &ChapterMetadata, at: Place) {
        let title = metadata.title.trim();
        if title.is_empty() {
            return;
        }
        let header = Element::new(Name::Header).with("class", "chapter-title");
        let header = self.append(at, header, Span::NOWHERE);
        let heading = self.append(header, Element::new(Name::H1), Span::NOWHERE);
        self.append_words(heading, title);
        self.title = Some(heading.parent);
        self.byline(metadata, header);
    }

    /// The authors to be named at the chapter's beginning: in a book of many, those that aren't the whole book's.
    fn bylined<'m>(&self, metadata: &'m ChapterMetadata) -> &'m [String] {
        let is_said = self
            .book
            .is_some_and(|book| book.is_collection() && book.metadata.authors == metadata.authors);
        if is_said { &[] } else { &metadata.authors }
    }

    fn byline(&mut self, metadata: &ChapterMetadata, at: Place) {
        let authors = self.bylined(metadata).join(", ");
        if authors.is_empty() && metadata.date.is_none() {
            return;
        }
        let line = self.append(
            at,
            Element::new(Name::P).with("class", "byline"),
            Span::NOWHERE,
        );
        if !authors.is_empty() {
            let author = Element::new(Name::Span).with("class", "author");
            let author = self.append(line, author, Span::NOWHERE);
            self.append_words(author, &authors);
        }
        let Some(date) = metadata.date else { return };
        if !authors.is_empty() {
            self.append_words(line, ", ");
        }
        let time = Element::new(Name::Time).with("datetime", date.date().to_string());
        let time = self.append(line, time, Span::NOWHERE);
        let words = self.words.date(date.date());
        self.append_words(time, &words);
    }
}
