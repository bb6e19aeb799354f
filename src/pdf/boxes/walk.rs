//! The walk over a chapter's elements: what is open, what is being gathered, and which way to go next.

use super::flow::{Boxes, NoteBox, Part, PictureBox};
use super::inlines::InlineEnd;
use super::notes::NoteIndex;
use super::structure::Structure;
use super::tables::TableBuilder;
use crate::markup::{Element, Name, NodeId, NodeKind, Tree};
use crate::media::MediaLibrary;
use crate::pdf::line::Piece;
use crate::style::{ComputedStyle, Display, StyleTable};
use std::collections::HashMap;
use std::sync::Arc;

/// Boxes in the making.
pub(super) struct Builder<'a> {
    pub(super) tree: &'a Tree,
    pub(super) styles: &'a StyleTable,
    pub(super) media: &'a MediaLibrary,
    pub(super) structure: Structure,
    pub(super) objects: Vec<PictureBox>,
    pub(super) inline_boxes: Vec<Arc<ComputedStyle>>,
    pub(super) note_index: NoteIndex,
    pub(super) notes: Vec<NoteBox>,
    /// The flows being gathered: the chapter's, in it a table cell's or note's, and so on. Never empty.
    pub(super) gathering: Vec<Gathering>,
    pub(super) tables: Vec<TableBuilder>,
    /// The next number of each open list, and its step.
    pub(super) lists: Vec<(i64, i64)>,
    open: Vec<OpenElement>,
    before: HashMap<NodeId, Vec<usize>>,
    after: HashMap<NodeId, Vec<usize>>,
}

/// Tables within tables within tables: deeper ones are laid out as blocks.
const MOST_NESTED_TABLES: usize = 5;

/// A flow being gathered.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    pub(super) flow: Vec<Part>,
    /// Inline content that is not yet a paragraph.
    pub(super) pieces: Vec<Piece>,
    /// Whether any of it can be seen.
    pub(super) visible: bool,
    /// The styles of the open blocks.
    pub(super) containers: Vec<Arc<ComputedStyle>>,
}

/// An element that was entered.
struct OpenElement {
    node: NodeId,
    leave: Leave,
    /// How deep the structure was before it.
    structure: usize,
}

/// What is to be done when an element is left.
#[derive(Debug)]
pub(super) enum Leave {
    /// Nothing but what every element wants.
    Plain,
    /// A block ends.
    Block,
    /// A block that is an element of lines ends, and so many inline structure elements.
    Phrase(usize),
    /// A block with a list's counter ends.
    List,
    /// An inline box ends, and so many inline structure elements.
    Inline(InlineEnd),
    /// Table parts.
    Table,
    RowGroup,
    Cell,
    Caption,
    /// A note.
    Note(u32),
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        tree: &'a Tree,
        styles: &'a StyleTable,
        media: &'a MediaLibrary,
        language: &str,
    ) -> Builder<'a> {
        let note_index = NoteIndex::of(tree);
        let notes = note_index.empty_notes();
        Builder {
            tree,
            styles,
            media,
            structure: Structure::new(language),
            objects: Vec::new(),
            inline_boxes: Vec::new(),
            note_index,
            notes,
            gathering: vec![Gathering::default()],
            tables: Vec::new(),
            lists: Vec::new(),
            open: Vec::new(),
            before: by_node(&styles.before),
            after: by_node(&styles.after),
        }
    }

    pub(super) fn build(mut self) -> Boxes {
        self.walk(self.tree.root());
        self.end_paragraph();
        Boxes {
            flow: self.gathering.pop().unwrap_or_default().flow,
            notes: self.notes,
            structure: self.structure.elements,
            links: self.structure.links,
            objects: self.objects,
            inline_boxes: self.inline_boxes,
            right_to_left: self.styles.of(self.tree.root()).right_to_left,
        }
    }

    /// Enters and leaves every node in document order. A deep tree costs no stack.
    fn walk(&mut self, root: NodeId) {
        let mut at = root;
        loop {
            if self.enter(at) {
                if let Some(child) = self.tree.node(at).first_child() {
                    at = child;
                    continue;
                }
                self.leave(at);
            }
            match self.next_after(at, root) {
                Some(next) => at = next,
                None => return,
            }
        }
    }

    /// The next node that is not inside `at`; leaves the elements that end on the way.
    fn next_after(&mut self, mut at: NodeId, root: NodeId) -> Option<NodeId> {
        while at != root {
            if let Some(next) = self.tree.node(at).next() {
                return Some(next);
            }
            at = self.tree.node(at).parent()?;
            self.leave(at);
        }
        None
    }

    /// Whether the node is to be left again.
    fn enter(&mut self, id: NodeId) -> bool {
        match &self.tree.node(id).kind {
            NodeKind::Text(text) => {
                let style = self.styles.of(id).clone();
                self.text(text, &style, id.0);
                false
            }
            NodeKind::Element(element) => self.enter_element(id, element),
        }
    }

    fn enter_element(&mut self, id: NodeId, element: &'a Element) -> bool {
        let style = self.styles.of(id).clone();
        let structure = self.structure.depth();
        if style.display == Display::None {
            return false;
        }
        if let Some(note) = self.note_index.of_aside(id) {
            let leave = self.open_note(id, element, &style, note);
            return self.entered(id, structure, leave);
        }
        let leave = match (element.name, style.display) {
            (_, Display::TableColumn | Display::TableColumnGroup) => return false,
            (Name::Img, _) => return self.picture(id, element, &style),
            (Name::Br, _) => return self.line_break(),
            (Name::Wbr, _) => return self.text("\u{200b}", &style, id.0),
            (_, Display::Inline | Display::InlineBlock | Display::Ruby | Display::RubyText) => {
                self.open_inline(id, element, &style)
            }
            (_, Display::Table) if self.tables.len() < MOST_NESTED_TABLES => {
                self.open_table(id, element, &style)
            }
            (_, display) if self.is_table_part(display) => {
                self.open_table_part(id, element, &style)
            }
            _ => self.open_block(id, element, &style),
        };
        self.entered(id, structure, leave)
    }

    fn entered(&mut self, node: NodeId, structure: usize, leave: Leave) -> bool {
        self.open.push(OpenElement {
            node,
            leave,
            structure,
        });
        self.generated(node, true);
        true
    }

    fn leave(&mut self, id: NodeId) {
        if self.open.last().is_none_or(|open| open.node != id) {
            return;
        }
        self.generated(id, false);
        let Some(open) = self.open.pop() else { return };
        match open.leave {
            Leave::Inline(end) => return self.close_inline(id, end),
            Leave::Plain => self.end_paragraph(),
            Leave::Block => self.close_block(),
            Leave::Phrase(meanings) => {
                self.close_block();
                (0..meanings).for_each(|_| self.structure.close_inline());
            }
            Leave::List => {
                self.close_block();
                self.lists.pop();
            }
            Leave::Table => self.close_table(),
            Leave::RowGroup => self.close_group(),
            Leave::Cell => self.close_cell(),
            Leave::Caption => self.close_caption(),
            Leave::Note(note) => self.close_note(note),
        }
        self.structure.close_to(open.structure);
    }

    /// What `::before` or `::after` adds.
    fn generated(&mut self, id: NodeId, before: bool) {
        let (index, list) = if before {
            (&self.before, &self.styles.before)
        } else {
            (&self.after, &self.styles.after)
        };
        let Some(places) = index.get(&id).cloned() else {
            return;
        };
        for (_, text, style) in places.into_iter().filter_map(|place| list.get(place)) {
            if let Some(style) = self.styles.styles.get(style.0 as usize) {
                self.text(text, style, id.0);
            }
        }
    }

    pub(super) fn gathering(&mut self) -> &mut Gathering {
        if self.gathering.is_empty() {
            self.gathering.push(Gathering::default());
        }
        let last = self.gathering.len() - 1;
        &mut self.gathering[last]
    }

    pub(super) fn part(&mut self, part: Part) {
        self.gathering().flow.push(part);
    }
}

fn by_node<S>(generated: &[(NodeId, String, S)]) -> HashMap<NodeId, Vec<usize>> {
    let mut index: HashMap<NodeId, Vec<usize>> = HashMap::new();
    for (place, (node, _, _)) in generated.iter().enumerate() {
        index.entry(*node).or_default().push(place);
    }
    index
}
