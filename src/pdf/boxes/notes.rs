//! Footnotes: which `aside`s are called from which links, and their content, taken out of the flow.

use super::flow::NoteBox;
use super::walk::{Builder, Gathering, Leave};
use crate::document::Target;
use crate::markup::{Element, Name, NodeId, Tree};
use crate::pdf::page::Role;
use crate::style::ComputedStyle;
use std::collections::HashMap;
use std::sync::Arc;

/// The notes of a chapter that are called from its text, by number in document order.
#[derive(Debug, Default)]
pub(super) struct NoteIndex {
    asides: HashMap<NodeId, u32>,
    calls: HashMap<NodeId, u32>,
}

impl NoteIndex {
    /// Joins calls and notes. A note that nobody calls stays where it stands.
    pub(super) fn of(tree: &Tree) -> NoteIndex {
        let elements = || {
            tree.descendants(tree.root())
                .filter_map(|id| Some((id, tree.element(id)?)))
        };
        let by_id: HashMap<&str, NodeId> = elements()
            .filter(|(_, element)| is_note(element))
            .filter_map(|(id, element)| Some((element.id()?, id)))
            .collect();
        let calls: Vec<(NodeId, NodeId)> = elements()
            .filter_map(|(id, element)| Some((id, *by_id.get(called(element)?)?)))
            .collect();
        let mut called: Vec<NodeId> = calls.iter().map(|(_, note)| *note).collect();
        called.sort_unstable();
        called.dedup();
        let asides: HashMap<NodeId, u32> = called.into_iter().zip(0..).collect();
        let calls = calls
            .into_iter()
            .filter_map(|(call, note)| Some((call, *asides.get(&note)?)))
            .collect();
        NoteIndex { asides, calls }
    }

    /// The number of the note that this element is.
    pub(super) fn of_aside(&self, id: NodeId) -> Option<u32> {
        self.asides.get(&id).copied()
    }

    /// The number of the note that this element calls.
    pub(super) fn called_by(&self, id: NodeId) -> Option<u32> {
        self.calls.get(&id).copied()
    }

    /// Room for each note.
    pub(super) fn empty_notes(&self) -> Vec<NoteBox> {
        (0..self.asides.len())
            .map(|_| NoteBox { flow: Vec::new() })
            .collect()
    }
}

fn is_note(element: &Element) -> bool {
    element.name == Name::Aside && element.is_type("footnote")
}

/// The id of the note that a link calls.
fn called(element: &Element) -> Option<&str> {
    match &element.target {
        Some(Target::Internal { id: Some(id), .. }) if element.is_type("noteref") => Some(id),
        _ => None,
    }
}

impl Builder<'_> {
    pub(super) fn open_note(
        &mut self,
        id: NodeId,
        element: &Element,
        style: &Arc<ComputedStyle>,
        note: u32,
    ) -> Leave {
        self.end_paragraph();
        self.gathering.push(Gathering::default());
        let opened = self.structure.open(Role::Note, id.0, &style.language);
        if let Some(own) = self.structure.element_mut(opened) {
            own.describe(|own| own.id = element.id().map(str::to_owned));
        }
        self.begin(style, super::BlockKind::Plain, None);
        self.anchor(element);
        Leave::Note(note)
    }

    pub(super) fn close_note(&mut self, note: u32) {
        self.close_block();
        let gathered = self.gathering.pop().unwrap_or_default();
        if let Some(note) = self.notes.get_mut(note as usize) {
            note.flow = gathered.flow;
        }
    }
}
