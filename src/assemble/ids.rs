//! Ids: takes authors' ids, and headings and terms without one, gives ids that are XML names and unique in their chapter.

use super::anchors::Anchors;
use super::{Draft, slug};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::{
    Attributes, Block, BlockKind, Chapter, Inline, Visitor, plain_text, walk_block, walk_blocks,
};
use crate::span::Span;
use std::collections::HashMap;

/// Makes every id of the chapter valid and unique, and gives one to each heading and, if its dialect says so, each term. Authors'
/// ids are settled first.
pub(super) fn settle(draft: &mut Draft, messages: &mut Diagnostics) {
    let mut ids = Ids::default();
    let (chapter, anchors) = (&mut draft.chapter, &mut draft.anchors);
    walk_chapter(
        &mut Authors {
            ids: &mut ids,
            anchors,
            messages,
        },
        chapter,
    );
    walk_chapter(
        &mut Names {
            ids: &mut ids,
            anchors,
            of_terms: draft.term_ids,
        },
        chapter,
    );
}

fn walk_chapter(visitor: &mut dyn Visitor, chapter: &mut Chapter) {
    walk_blocks(visitor, &mut chapter.blocks);
    for note in &mut chapter.notes {
        visitor.attributes(&mut note.attributes, note.span);
        walk_blocks(visitor, &mut note.content);
    }
}

/// The ids in use, with the number that the next of that name may try.
#[derive(Default)]
struct Ids(HashMap<String, usize>);

impl Ids {
    /// `wanted`, or `wanted-1`, `wanted-2`, ... if it is taken.
    fn claim(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "section" } else { wanted };
        let mut id = wanted.to_owned();
        let mut number = self.0.get(wanted).copied().unwrap_or(0);
        while self.0.contains_key(&id) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        self.0.insert(wanted.to_owned(), number);
        self.0.entry(id.clone()).or_insert(0);
        id
    }
}

/// Settles the ids that authors gave.
struct Authors<'a> {
    ids: &'a mut Ids,
    anchors: &'a mut Anchors,
    messages: &'a mut Diagnostics,
}

impl Visitor for Authors<'_> {
    fn attributes(&mut self, attributes: &mut Attributes, span: Span) {
        let Some(written) = attributes.id().map(str::to_owned) else {
            return;
        };
        let name = slug::name(&written);
        if name.is_empty() {
            attributes.clear_id();
            return;
        }
        let id = self.ids.claim(&name);
        if id != name {
            let message =
                Diagnostic::warning("id-repeated", format!("the id `{written}` is used twice"))
                    .at(span);
            self.messages
                .report(message.help(format!("this one becomes `{id}`; links lead to the first")));
        }
        self.anchors.add(&written, Some(&id));
        if id != written {
            attributes.set_id(id);
        }
    }
}

/// Gives ids to headings that have none, and to terms, and lets each be found by its words.
struct Names<'a> {
    ids: &'a mut Ids,
    anchors: &'a mut Anchors,
    of_terms: bool,
}

impl Names<'_> {
    fn give(&mut self, attributes: &mut Attributes, content: &[Inline]) {
        let words = plain_text(content);
        let id = match attributes.id() {
            Some(id) => id.to_owned(),
            None => self.ids.claim(&slug::id(&words)),
        };
        self.anchors.add(&id, Some(&id));
        self.anchors.add_words(&words, Some(&id));
        attributes.set_id(id);
    }
}

impl Visitor for Names<'_> {
    fn block(&mut self, block: &mut Block) {
        match &mut block.kind {
            BlockKind::Heading { content, .. } => self.give(&mut block.attributes, content),
            BlockKind::DefinitionList(items) if self.of_terms => {
                for item in items {
                    for (term, attributes) in &mut item.terms {
                        self.give(attributes, term);
                    }
                    for (definition, _) in &mut item.definitions {
                        walk_blocks(self, definition);
                    }
                }
            }
            _ => walk_block(self, block),
        }
    }
}
