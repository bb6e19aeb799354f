//! Characters that no font covers: takes them and the chapters they stand in, tells of each once, where it stands first.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::markup::{NodeKind, Tree};
use crate::pdf::page::ChapterLayout;
use crate::span::Span;
use crate::style::StyledBook;
use std::collections::BTreeMap;

/// Tells of each character that some chapter has and no font covers.
pub fn report(book: &StyledBook<'_>, chapters: &[ChapterLayout], messages: &mut Diagnostics) {
    let mut told = BTreeMap::new();
    for (chapter, layout) in book.chapters.iter().zip(chapters) {
        let new = layout.uncovered.iter().copied();
        let new: Vec<char> = new
            .filter(|character| !told.contains_key(character))
            .collect();
        for character in new {
            told.insert(character, place(&chapter.tree, character));
        }
    }
    for (character, span) in told {
        let shown = character.escape_debug();
        let message = format!(
            "no font has the character {shown} (U+{:04X})",
            u32::from(character)
        );
        let message = Diagnostic::warning("no-glyph", message).at(span);
        messages.report(message.help("it is drawn as a box with its code"));
    }
}

/// Where a character stands first: the character itself if its text is as it was typed, else the text it is in.
fn place(tree: &Tree, character: char) -> Span {
    let found = tree.descendants(tree.root()).find_map(|id| {
        let node = tree.node(id);
        match &node.kind {
            NodeKind::Text(text) => Some((node.span, text.len(), text.find(character)?)),
            NodeKind::Element(_) => None,
        }
    });
    match found {
        Some((span, length, at)) if (span.end - span.start) as usize == length => {
            let start = span.start as usize + at;
            Span::new(span.file, start..start + character.len_utf8())
        }
        Some((span, ..)) => span,
        None => Span::NOWHERE,
    }
}
