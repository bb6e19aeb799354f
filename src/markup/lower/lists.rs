//! Lists and definition lists.

use super::attributes::{classed, element};
use super::{Lowering, Place};
use crate::document::{Block, BlockKind, DefinitionItem, Inline, List, ListItem};
use crate::markup::{Element, Name};
use crate::span::Span;

impl Lowering<'_> {
    pub(super) fn list(&mut self, list: &List, block: &Block, at: Place) {
        if list.items.is_empty() {
            return;
        }
        let name = if list.numbering.is_some() {
            Name::Ol
        } else {
            Name::Ul
        };
        let is_task = |item: &ListItem| item.checked.is_some();
        let class = if list.items.iter().any(is_task) {
            "tasks"
        } else {
            ""
        };
        let mut element = classed(name, class, &block.attributes);
        if let Some(numbering) = list.numbering.filter(|numbering| numbering.start != 1) {
            element = element.with("start", numbering.start.to_string());
        }
        let inside = self.append(at, element, block.span);
        list.items
            .iter()
            .for_each(|item| self.list_item(item, list.tight, inside));
    }

    fn list_item(&mut self, item: &ListItem, tight: bool, at: Place) {
        let class = if item.checked.is_some() { "task" } else { "" };
        let inside = self.append(at, classed(Name::Li, class, &item.attributes), item.span);
        let mut content = item.content.as_slice();
        if let Some(done) = item.checked {
            let first = first_paragraph(content);
            if first.is_some() {
                content = content.get(1..).unwrap_or_default();
            }
            self.task(done, first, tight, item.span, inside);
        }
        if tight {
            self.tight(content, inside);
        } else {
            self.blocks(content, inside);
        }
    }

    /// A task's box, in the item's first paragraph where it has one.
    fn task(
        &mut self,
        done: bool,
        first: Option<(&[Inline], &Block)>,
        tight: bool,
        span: Span,
        at: Place,
    ) {
        let at = match first {
            Some((_, block)) if !tight && matches!(block.kind, BlockKind::Paragraph(_)) => {
                self.append(at, element(Name::P, &block.attributes), block.span)
            }
            _ => at,
        };
        let (class, sign, label) = if done {
            ("task-box done", "\u{2611}", self.words.done)
        } else {
            ("task-box", "\u{2610}", self.words.to_do)
        };
        let sign_element = Element::new(Name::Span)
            .with("class", class)
            .with("role", "img")
            .with("aria-label", label);
        let inside = self.append(at, sign_element, span);
        self.append_words(inside, sign);
        self.append_words(at, " ");
        if let Some((words, _)) = first {
            self.inlines(words, at);
        }
    }

    /// A tight item's blocks: its paragraphs have no element, unless two would run together.
    fn tight(&mut self, content: &[Block], at: Place) {
        let is_text =
            |block: &Block| matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Plain(_));
        let mut rest = content;
        while let Some((block, after)) = rest.split_first() {
            let single = is_text(block) && !after.first().is_some_and(is_text);
            if single {
                self.unwrapped(std::slice::from_ref(block), at);
                rest = after;
            } else {
                let texts = rest.iter().take_while(|block| is_text(block)).count();
                let (run, next) = rest.split_at(texts.max(1));
                self.blocks(run, at);
                rest = next;
            }
        }
    }

    /// `dl` wants one `dt` or more before one `dd` or more, group after group.
    pub(super) fn definition_list(&mut self, items: &[DefinitionItem], block: &Block, at: Place) {
        let Some(first) = items.first() else { return };
        let list = self.append(at, element(Name::Dl, &block.attributes), block.span);
        if first.terms.is_empty() {
            self.append(list, Element::new(Name::Dt), first.span);
        }
        for item in items {
            for (term, attributes) in &item.terms {
                let inside = self.append(list, element(Name::Dt, attributes), item.span);
                self.inlines(term, inside);
            }
            for (definition, attributes) in &item.definitions {
                let inside = self.append(list, element(Name::Dd, attributes), item.span);
                self.blocks(definition, inside);
            }
        }
        if let Some(last) = items.last().filter(|last| last.definitions.is_empty()) {
            self.append(list, Element::new(Name::Dd), last.span);
        }
    }
}

fn first_paragraph(content: &[Block]) -> Option<(&[Inline], &Block)> {
    let block = content.first()?;
    match &block.kind {
        BlockKind::Paragraph(words) | BlockKind::Plain(words) => Some((words, block)),
        _ => None,
    }
}
