//! Footnotes: takes those defined and the calls to them, gives those that are called, once each, in the order of their first call.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::{Chapter, Inline, InlineKind, Note, Visitor, walk_blocks, walk_inline};
use std::collections::HashMap;

/// Keeps the called notes. A call to a note that isn't there becomes the text it was.
pub(super) fn keep_called(chapter: &mut Chapter, messages: &mut Diagnostics) {
    let mut calls = Calls::new(std::mem::take(&mut chapter.notes), messages);
    walk_blocks(&mut calls, &mut chapter.blocks);
    // Notes call notes; those follow in the order in which they are called.
    let mut next = 0;
    while let Some(note) = calls.called.get_mut(next) {
        let mut content = std::mem::take(&mut note.content);
        walk_blocks(&mut calls, &mut content);
        if let Some(note) = calls.called.get_mut(next) {
            note.content = content;
        }
        next += 1;
    }
    chapter.notes = calls.into_called();
}

struct Calls<'a> {
    /// In the order defined; `None` once called.
    defined: Vec<Option<Note>>,
    by_label: HashMap<String, usize>,
    called: Vec<Note>,
    messages: &'a mut Diagnostics,
}

impl Calls<'_> {
    fn new(notes: Vec<Note>, messages: &mut Diagnostics) -> Calls<'_> {
        let mut calls = Calls {
            defined: Vec::new(),
            by_label: HashMap::new(),
            called: Vec::new(),
            messages,
        };
        for note in notes {
            let label = folded(&note.label);
            if calls.by_label.contains_key(&label) {
                let message = Diagnostic::warning(
                    "note-repeated",
                    format!("the note `{}` is defined twice", note.label),
                );
                calls.messages.report(
                    message
                        .at(note.span)
                        .help("the first stays, this one is left out"),
                );
            } else {
                calls.by_label.insert(label, calls.defined.len());
                calls.defined.push(Some(note));
            }
        }
        calls
    }

    /// Notes the first call to this note and gives the label by which the note is known.
    fn call(&mut self, label: &str) -> Option<String> {
        let folded = folded(label);
        let slot = self.defined.get_mut(*self.by_label.get(&folded)?)?;
        if let Some(mut note) = slot.take() {
            note.label.clone_from(&folded);
            self.called.push(note);
        }
        Some(folded)
    }

    fn into_called(self) -> Vec<Note> {
        for note in self.defined.into_iter().flatten() {
            let message = Diagnostic::warning(
                "note-uncalled",
                format!("nothing calls the note `{}`", note.label),
            );
            self.messages
                .report(message.at(note.span).help("it is left out"));
        }
        self.called
    }
}

impl Visitor for Calls<'_> {
    fn inline(&mut self, inline: &mut Inline) {
        let InlineKind::NoteReference(label) = &inline.kind else {
            return walk_inline(self, inline);
        };
        inline.kind = match self.call(label) {
            Some(label) => InlineKind::NoteReference(label),
            None => {
                let message =
                    Diagnostic::warning("note-unknown", format!("there is no note `{label}`"));
                self.messages
                    .report(message.at(inline.span).help("the call stays as text"));
                InlineKind::Text(format!("[^{label}]"))
            }
        };
    }
}

/// Labels are compared like those of links: without regard to case and spaces (CommonMark 0.31.2, matches).
fn folded(label: &str) -> String {
    label
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
