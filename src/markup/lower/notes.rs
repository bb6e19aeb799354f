//! Notes, the calls to them, and the ids that no author gave.

use super::attributes::{classed, element};
use super::{Lowering, Place};
use crate::document::{Attributes, Block, BlockKind, Note, Target};
use crate::markup::{Element, Name, NodeId};
use crate::names::Names;
use crate::span::Span;

impl Lowering<'_> {
    /// A raised number that leads to the note. The link is inside the `sup`: readers that pop notes up want it so.
    pub(super) fn note_call(
        &mut self,
        label: &str,
        attributes: &Attributes,
        span: Span,
        at: Place,
    ) {
        let Some(&note) = self.note_numbers.get(label) else {
            self.tree
                .append_text(at.parent, format!("[^{label}]"), span);
            return;
        };
        let number = (note + 1).to_string();
        let raised = self.append(at, classed(Name::Sup, "note-call", attributes), span);
        if at.in_link {
            self.append_words(raised, &number);
            return;
        }
        let link = Element::new(Name::A)
            .with("epub:type", "noteref")
            .with("role", "doc-noteref");
        let link = self.append(raised, link, span);
        self.append_words(link, &number);
        self.calls.push((link.parent, note));
    }

    /// The notes at the chapter's end. Without a heading: where readers take notes out of the text, it would head nothing.
    pub(super) fn notes(&mut self, at: Place) {
        if self.notes.is_empty() {
            return;
        }
        let section = Element::new(Name::Section)
            .with("class", "notes")
            .with("epub:type", "endnotes")
            .with("role", "doc-endnotes")
            .with("aria-label", self.words.notes);
        let inside = self.append(at, section, Span::NOWHERE);
        for (n, note) in self.notes.iter().enumerate() {
            self.note(n, note, inside);
        }
    }

    /// A note. Its back link stands at its start, where Kindle looks for it.
    fn note(&mut self, n: usize, note: &Note, at: Place) {
        let aside = element(Name::Aside, &note.attributes)
            .with("epub:type", "footnote")
            .with("role", "doc-footnote");
        let aside = self.append(at, aside, note.span);
        let (first, rest) = match note.content.split_first() {
            Some((block, rest)) if is_paragraph(block) => (Some(block), rest),
            _ => (None, note.content.as_slice()),
        };
        let (attributes, span) = match first {
            Some(block) => (block.attributes.clone(), block.span),
            None => (Attributes::default(), note.span),
        };
        let paragraph = self.append(aside, element(Name::P, &attributes), span);
        let back = Element::new(Name::A)
            .with("class", "note-number")
            .with("epub:type", "backlink")
            .with("role", "doc-backlink");
        let back = self.append(paragraph, back, Span::NOWHERE);
        self.append_words(back, &format!("{}.", n + 1));
        self.append_words(paragraph, " ");
        if let Some(BlockKind::Paragraph(words) | BlockKind::Plain(words)) =
            first.map(|block| &block.kind)
        {
            self.inlines(words, paragraph);
        }
        self.blocks(rest, aside);
        self.asides.push((aside.parent, back.parent));
    }

    /// Gives ids to title, headings, calls and notes that have none, around those their author gave, and joins calls and notes.
    pub(super) fn name_ids(&mut self) {
        let mut ids = self.authors_ids();
        if self.is_book() {
            self.name_headings(&mut ids);
        }
        let asides = std::mem::take(&mut self.asides);
        let calls = std::mem::take(&mut self.calls);
        let mut first_calls: Vec<Option<String>> = vec![None; asides.len()];
        let named: Vec<String> = (1..)
            .zip(&asides)
            .map(|(n, (aside, _))| self.name(*aside, &format!("note-{n}"), &mut ids))
            .collect();
        for (call, note) in calls {
            let id = self.name(call, &format!("noteref-{}", note + 1), &mut ids);
            self.lead_to(call, named.get(note).cloned());
            if let Some(first) = first_calls.get_mut(note) {
                first.get_or_insert(id);
            }
        }
        for ((_, back), call) in asides.into_iter().zip(first_calls) {
            self.lead_to(back, call);
        }
    }

    /// The ids that authors gave. The second of two equal ones is taken away: links find the first.
    fn authors_ids(&mut self) -> Names {
        let mut ids = Names::default();
        for node in self.tree.nodes() {
            if let Some(element) = self.tree.element_mut(node) {
                let is_repeated = element.id().is_some_and(|id| !ids.give(id));
                if is_repeated {
                    element.attributes.retain(|(name, _)| name != "id");
                }
            }
        }
        ids
    }

    fn name_headings(&mut self, ids: &mut Names) {
        if let Some(title) = self.title {
            let id = self.name(title, "title", ids);
            let root = self.tree.root();
            if let Some(root) = self.tree.element_mut(root) {
                root.attributes.push(("aria-labelledby".into(), id));
            }
        }
        for node in self.tree.nodes() {
            let is_heading = |element: &Element| element.name.heading_level().is_some();
            if self.tree.element(node).is_some_and(is_heading) {
                self.name(node, "section", ids);
            }
        }
    }

    /// The element's id, given to it if it has none.
    fn name(&mut self, node: NodeId, like: &str, ids: &mut Names) -> String {
        if let Some(id) = self.tree.element(node).and_then(Element::id) {
            return id.to_owned();
        }
        let id = ids.free(like);
        if let Some(element) = self.tree.element_mut(node) {
            element.attributes.insert(0, ("id".into(), id.clone()));
        }
        id
    }

    /// A link of ours leads to an id of this chapter; one that leads nowhere is a plain `span`.
    fn lead_to(&mut self, link: NodeId, id: Option<String>) {
        let target = id.map(|id| self.target(id));
        let Some(element) = self.tree.element_mut(link) else {
            return;
        };
        if target.is_none() {
            element.name = Name::Span;
            let is_link_only = |name: &str| matches!(name, "role" | "epub:type");
            element.attributes.retain(|(name, _)| !is_link_only(name));
        }
        element.target = target;
    }

    pub(super) fn target(&self, id: String) -> Target {
        Target::Internal {
            chapter: self.chapter,
            id: Some(id),
        }
    }
}

fn is_paragraph(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Plain(_))
}
