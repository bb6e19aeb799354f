//! html5ever's tree into the model: takes nodes, gives the blocks and inlines they stand for.

use crate::document::{Attributes, Block, BlockKind, Inline, InlineKind};
use crate::parse::flow::{Flow, Loose};
use crate::parse::html::attributes::set_allowed;
use crate::parse::html::dom::{DOCUMENT, DomKind, DomNode, NodeId};
use crate::parse::html::session::{Held, RENAMED};
use crate::span::Span;

/// Gives what the nodes stand for to `flow`. Elements nested deeper than `deepest` give their words only: HTML opens formatting
/// again that was never closed, many elements at one tag.
pub(super) fn convert(
    nodes: Vec<DomNode>,
    held: Vec<Option<Held>>,
    deepest: usize,
    flow: &mut Flow,
) {
    let mut converter = Converter {
        nodes: &nodes,
        held,
        depth: 0,
        deepest,
        keep_spaces: false,
        checkbox: None,
    };
    // html5ever puts an element of its own around a fragment.
    let root = nodes.get(DOCUMENT).and_then(DomNode::first);
    if let Some(root) = root {
        converter.content(root, flow);
    }
}

pub(super) struct Converter<'a> {
    pub(super) nodes: &'a [DomNode],
    held: Vec<Option<Held>>,
    depth: usize,
    deepest: usize,
    keep_spaces: bool,
    /// The state of a task's box met in the item that is being converted.
    pub(super) checkbox: Option<bool>,
}

impl Converter<'_> {
    /// Gives what stands in `parent` to `flow`.
    pub(super) fn content(&mut self, parent: NodeId, flow: &mut Flow) {
        if self.depth >= self.deepest {
            return self.flat_content(parent, flow);
        }
        self.depth += 1;
        for child in self.children(parent) {
            self.single(child, flow);
        }
        self.depth -= 1;
    }

    pub(super) fn children(&self, parent: NodeId) -> Vec<NodeId> {
        let first = self.nodes.get(parent).and_then(DomNode::first);
        let next = |id: &NodeId| self.nodes.get(*id).and_then(DomNode::next);
        std::iter::successors(first, next).collect()
    }

    /// An element's name, without the mark of those renamed.
    pub(super) fn name(&self, id: NodeId) -> &str {
        match self.nodes.get(id).map(|node| &node.kind) {
            Some(DomKind::Element { name, .. }) => {
                let name: &str = &name.local;
                name.strip_prefix(RENAMED).unwrap_or(name)
            }
            _ => "",
        }
    }

    pub(super) fn span(&self, id: NodeId) -> Span {
        self.nodes.get(id).map_or(Span::NOWHERE, |node| node.span)
    }

    /// An attribute's value as it is written.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        match &self.nodes.get(id)?.kind {
            DomKind::Element { attributes, .. } => attributes
                .iter()
                .find(|attribute| &*attribute.name.local == name)
                .map(|attribute| &*attribute.value),
            _ => None,
        }
    }

    /// The attributes that the model keeps.
    pub(super) fn attributes(&self, id: NodeId) -> Attributes {
        let mut kept = Attributes::default();
        if let Some(DomKind::Element { attributes, .. }) = self.nodes.get(id).map(|node| &node.kind)
        {
            for attribute in attributes {
                set_allowed(&mut kept, &attribute.name.local, &attribute.value);
            }
        }
        kept
    }

    /// What stands in an element, gathered on its own.
    pub(super) fn gathered(&mut self, id: NodeId, loose: Loose) -> Flow {
        let mut inner = Flow::new(loose);
        self.content(id, &mut inner);
        inner
    }

    pub(super) fn blocks(&mut self, id: NodeId, loose: Loose) -> Vec<Block> {
        self.gathered(id, loose).into_blocks()
    }

    pub(super) fn inlines(&mut self, id: NodeId) -> Vec<Inline> {
        self.gathered(id, Loose::Plain).into_trimmed_inlines()
    }

    /// The words in an element as they stand, spaces and all.
    pub(super) fn text(&self, id: NodeId) -> String {
        let mut text = String::new();
        for inner in self.descendants(id) {
            match &self.nodes[inner].kind {
                DomKind::Text(words) => text.push_str(words),
                DomKind::Held(number) => match self.held.get(*number) {
                    Some(Some(Held::Inline(inline))) => {
                        text.push_str(&crate::document::plain_text(std::slice::from_ref(inline)));
                    }
                    Some(Some(Held::Block(block))) => text.push_str(&block_text(block)),
                    _ => {}
                },
                DomKind::Element { .. } if self.name(inner) == "br" => text.push('\n'),
                _ => {}
            }
        }
        text
    }

    /// An element and all in it, parents first.
    pub(super) fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), move |at| self.following(*at, id))
    }

    fn following(&self, at: NodeId, within: NodeId) -> Option<NodeId> {
        let node = self.nodes.get(at)?;
        if node.first().is_some() {
            return node.first();
        }
        let mut up = at;
        while up != within {
            let node = self.nodes.get(up)?;
            if node.next().is_some() {
                return node.next();
            }
            up = node.parent()?;
        }
        None
    }

    /// What is too deep: its text and Markdown, without its elements.
    fn flat_content(&mut self, parent: NodeId, flow: &mut Flow) {
        let inner: Vec<NodeId> = self.descendants(parent).skip(1).collect();
        for id in inner {
            if !matches!(self.nodes[id].kind, DomKind::Element { .. }) {
                self.single(id, flow);
            }
        }
    }

    /// Gives what one node stands for to `flow`.
    pub(super) fn single(&mut self, id: NodeId, flow: &mut Flow) {
        match &self.nodes[id].kind {
            DomKind::Text(text) if self.keep_spaces => {
                flow.push_inline(Inline::text(text.as_str(), self.nodes[id].span));
            }
            DomKind::Text(text) => {
                flow.push_inline(Inline::text(collapsed(text), self.nodes[id].span))
            }
            DomKind::Held(number) => {
                let number = *number;
                self.release(number, flow);
            }
            DomKind::Element { .. } => self.element(id, flow),
            DomKind::Document | DomKind::Probe => {}
        }
    }

    fn release(&mut self, number: usize, flow: &mut Flow) {
        match self.held.get_mut(number).and_then(Option::take) {
            Some(Held::Block(block)) => flow.push_block(block),
            Some(Held::Inline(inline)) => flow.push_inline(inline),
            None => {}
        }
    }

    fn element(&mut self, id: NodeId, flow: &mut Flow) {
        let name = self.name(id).to_owned();
        let is_known =
            self.block_element(&name, id, flow) || self.phrasing_element(&name, id, flow);
        if !is_known {
            self.content(id, flow);
        }
    }

    pub(super) fn push(&self, kind: BlockKind, id: NodeId, flow: &mut Flow) {
        flow.push_block(Block {
            kind,
            span: self.span(id),
            attributes: self.attributes(id),
        });
    }

    pub(super) fn push_inline(&self, kind: InlineKind, id: NodeId, flow: &mut Flow) {
        flow.push_inline(Inline {
            kind,
            span: self.span(id),
            attributes: self.attributes(id),
        });
    }
}

fn block_text(block: &Block) -> String {
    match &block.kind {
        BlockKind::Code(code) => code.text.clone(),
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
            format!("{}\n\n", crate::document::plain_text(content))
        }
        _ => String::new(),
    }
}

/// Text as HTML shows it: runs of white space are one space.
pub(super) fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, word) in text.split([' ', '\n', '\t', '\r', '\x0c']).enumerate() {
        if number > 0 && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
