//! Typographic quotes, apostrophes, primes, dashes and ellipses: takes text as typed, gives it as set in its language.
//!
//! Never in code, formulas, keyboard input or addresses. What the author typed typographically stays.

pub(crate) mod marks;
mod rewrite;

use super::language;
use crate::document::{
    Block, BookMetadata, Chapter, Inline, InlineElement, InlineKind, Link, Visitor, walk_block,
    walk_blocks, walk_inlines,
};
use marks::Marks;
use rewrite::Edit;
use std::borrow::Cow;

/// Stands for code, a picture or a formula: something that is there and is no letter.
const OBJECT: char = '\u{FFFC}';

/// Sets the quotes of a chapter in its language, or else in the book's.
pub(super) fn typeset(chapter: &mut Chapter, book_language: &str) {
    let language = chapter
        .metadata
        .language
        .as_deref()
        .unwrap_or(book_language);
    let marks = Marks::of(language);
    chapter.metadata.title = set(&chapter.metadata.title, &marks).into_owned();
    let mut quotes = Quotes { marks };
    walk_blocks(&mut quotes, &mut chapter.blocks);
    chapter
        .notes
        .iter_mut()
        .for_each(|note| walk_blocks(&mut quotes, &mut note.content));
}

/// Sets the quotes of what the book says of itself.
pub(super) fn typeset_metadata(metadata: &mut BookMetadata) {
    let marks = Marks::of(&metadata.language);
    metadata.title = set(&metadata.title, &marks).into_owned();
    let texts = [
        &mut metadata.subtitle,
        &mut metadata.description,
        &mut metadata.rights,
    ];
    for text in texts.into_iter().flatten() {
        *text = set(text, &marks).into_owned();
    }
}

/// A plain text, such as a title, with its quotes set.
fn set<'a>(text: &'a str, marks: &Marks) -> Cow<'a, str> {
    if !has_candidates(text) {
        return Cow::Borrowed(text);
    }
    let mut text = text.to_owned();
    let edits = rewrite::edits(&text, marks);
    apply(&mut edits.iter().peekable(), 0, &mut text);
    Cow::Owned(text)
}

/// Are there characters that may have to change?
fn has_candidates(text: &str) -> bool {
    text.contains(['"', '\'']) || text.contains("--") || text.contains("...")
}

struct Quotes {
    marks: Marks,
}

impl Visitor for Quotes {
    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        if !inlines.iter().any(needs_setting) {
            return;
        }
        // Quotes may open in one piece and close in another, so the whole line is looked at.
        let mut line = String::new();
        flatten(inlines, &mut line);
        let edits = rewrite::edits(&line, &self.marks);
        let mut pieces = Pieces {
            edits: edits.iter().peekable(),
            at: 0,
        };
        walk_inlines(&mut pieces, inlines);
    }
}

fn needs_setting(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => has_candidates(text),
        _ => content(inline).is_some_and(|content| content.iter().any(needs_setting)),
    }
}

/// What an inline wraps, unless that is not to be touched.
fn content(inline: &Inline) -> Option<&[Inline]> {
    match &inline.kind {
        InlineKind::Element { element, content } => (!is_verbatim(*element)).then_some(content),
        InlineKind::Link(Link { content, .. }) => Some(content),
        _ => None,
    }
}

fn is_verbatim(element: InlineElement) -> bool {
    matches!(
        element,
        InlineElement::Code
            | InlineElement::Keyboard
            | InlineElement::Sample
            | InlineElement::Variable
    )
}

/// The words of a line in one text.
fn flatten(inlines: &[Inline], line: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => line.push_str(text),
            InlineKind::SoftBreak | InlineKind::LineBreak => line.push('\n'),
            InlineKind::NoteReference(_) => {}
            _ => match content(inline) {
                Some(content) => flatten(content, line),
                None => line.push(OBJECT),
            },
        }
    }
}

/// Goes through the pieces of a line as [`flatten`] did, and changes their texts.
struct Pieces<'a> {
    edits: std::iter::Peekable<std::slice::Iter<'a, Edit>>,
    /// Where in the line the next piece begins.
    at: usize,
}

impl Visitor for Pieces<'_> {
    fn inline(&mut self, inline: &mut Inline) {
        match &mut inline.kind {
            InlineKind::Text(text) => {
                let start = self.at;
                self.at += text.len();
                apply(&mut self.edits, start, text);
            }
            InlineKind::SoftBreak | InlineKind::LineBreak => self.at += 1,
            InlineKind::NoteReference(_) => {}
            InlineKind::Element { element, content } if !is_verbatim(*element) => {
                walk_inlines(self, content)
            }
            InlineKind::Link(Link { content, .. }) => walk_inlines(self, content),
            _ => self.at += OBJECT.len_utf8(),
        }
    }

    fn block(&mut self, block: &mut Block) {
        walk_block(self, block);
    }
}

/// Makes the edits that fall into `text`, which begins at `start` of the line.
fn apply(
    edits: &mut std::iter::Peekable<std::slice::Iter<'_, Edit>>,
    start: usize,
    text: &mut String,
) {
    let end = start + text.len();
    let mut set = String::new();
    let mut kept = 0;
    while let Some(edit) = edits.next_if(|edit| edit.at < end) {
        let at = edit.at.saturating_sub(start);
        set.push_str(text.get(kept..at).unwrap_or_default());
        set.push_str(edit.replacement);
        kept = at + edit.length;
    }
    if kept > 0 {
        set.push_str(text.get(kept..).unwrap_or_default());
        *text = set;
    }
}
