//! Plain text on its way to inlines: takes the pieces the parser gives, joins them, finds abbreviations, super-
//! and subscripts in words, and addresses that are links.

mod abbreviations;
mod addresses;
pub(super) mod guillemets;
mod scripts;

pub(super) use abbreviations::Abbreviations;

use crate::document::{Inline, InlineElement, InlineKind, Link, Target};
use crate::span::Span;
use pulldown_cmark::CowStr;
use std::ops::Range;

/// Text that may still grow.
#[derive(Default)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) range: Range<usize>,
    /// A mark of punctuation in it was typed with a backslash, so it means nothing.
    pub(super) has_escapes: bool,
}

impl Words {
    pub(super) fn push(&mut self, piece: CowStr<'_>, range: Range<usize>) {
        if self.text.is_empty() {
            self.text = piece.into_string();
            self.range = range;
        } else {
            self.text.push_str(&piece);
            self.range.end = range.end.max(self.range.end);
        }
    }
}

/// A stretch of text that means more than its letters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    /// Marks and all.
    range: Range<usize>,
    /// What is shown.
    shown: Range<usize>,
    meaning: Meaning,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Meaning {
    Script(InlineElement),
    /// What it stands for.
    Abbreviation(String),
    /// Where it leads.
    Address(String),
}

impl Meaning {
    fn inline(self, content: Vec<Inline>, span: Span) -> Inline {
        let element =
            |element, content| Inline::new(InlineKind::Element { element, content }, span);
        match self {
            Meaning::Script(script) => element(script, content),
            Meaning::Abbreviation(title) => {
                let mut inline = element(InlineElement::Abbreviation, content);
                if !title.is_empty() {
                    inline.attributes.set("title", title);
                }
                inline
            }
            Meaning::Address(address) => {
                let link = Link {
                    target: Target::Written(address),
                    title: None,
                    content,
                };
                Inline::new(InlineKind::Link(link), span)
            }
        }
    }
}

/// What is looked for besides abbreviations.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sought {
    pub(super) scripts: bool,
    pub(super) addresses: bool,
}

/// The inlines of a text. `span` gives where a range of it was typed.
pub(super) fn inlines(
    text: String,
    sought: Sought,
    abbreviations: &Abbreviations,
    span: impl Fn(Range<usize>) -> Span,
) -> Vec<Inline> {
    let mut found = Vec::new();
    if sought.addresses {
        addresses::find(&text, &mut found);
    }
    if sought.scripts {
        scripts::find(&text, &mut found);
    }
    abbreviations.find(&text, &mut found);
    if found.is_empty() {
        let whole = span(0..text.len());
        return vec![Inline::text(text, whole)];
    }
    found.sort_by_key(|found| found.range.start);
    split(&text, found, span)
}

fn split(text: &str, found: Vec<Found>, span: impl Fn(Range<usize>) -> Span) -> Vec<Inline> {
    let mut inlines = Vec::with_capacity(found.len() * 2 + 1);
    let mut done = 0;
    let push_text = |inlines: &mut Vec<Inline>, range: Range<usize>| {
        if let Some(text) = text.get(range.clone()).filter(|text| !text.is_empty()) {
            inlines.push(Inline::text(text, span(range)));
        }
    };
    for found in found {
        if found.range.start < done {
            continue;
        }
        push_text(&mut inlines, done..found.range.start);
        done = found.range.end;
        let mut content = Vec::new();
        push_text(&mut content, found.shown);
        inlines.push(found.meaning.inline(content, span(found.range)));
    }
    push_text(&mut inlines, done..text.len());
    inlines
}
