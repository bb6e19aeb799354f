//! HTML's lists: takes `ul`, `ol` and `dl`, gives lists and definitions.

use crate::document::{Attributes, Block, BlockKind, DefinitionItem, List, ListItem, Numbering};
use crate::parse::flow::{Flow, Loose};
use crate::parse::html::convert::Converter;
use crate::parse::html::dom::NodeId;

impl Converter<'_> {
    pub(super) fn list(&mut self, id: NodeId, flow: &mut Flow) {
        let start = self
            .attribute(id, "start")
            .and_then(|start| start.trim().parse().ok());
        let numbering = (self.name(id) == "ol").then(|| Numbering {
            start: start.unwrap_or(1),
        });
        let mut items = Vec::new();
        for child in self.children(id) {
            self.list_child(child, &mut items);
        }
        if !items.is_empty() {
            self.push_list(items, numbering, id, flow);
        }
    }

    /// An item without its list.
    pub(super) fn stray_items(&mut self, id: NodeId, flow: &mut Flow) {
        let item = self.item(id);
        flow.push_block(Block::new(list_of(vec![item], None), self.span(id)));
    }

    fn push_list(
        &mut self,
        items: Vec<ListItem>,
        numbering: Option<Numbering>,
        id: NodeId,
        flow: &mut Flow,
    ) {
        self.push(list_of(items, numbering), id, flow);
    }

    fn list_child(&mut self, child: NodeId, items: &mut Vec<ListItem>) {
        if self.name(child) == "li" {
            let item = self.item(child);
            return items.push(item);
        }
        // What stands between items belongs to the one before, as a list in a list often does.
        let mut between = Flow::new(Loose::Plain);
        self.single(child, &mut between);
        let content = between.into_blocks();
        match items.last_mut() {
            _ if content.is_empty() => {}
            Some(item) => item.content.extend(content),
            None => items.push(ListItem {
                content,
                checked: None,
                span: self.span(child),
                attributes: Attributes::default(),
            }),
        }
    }

    fn item(&mut self, id: NodeId) -> ListItem {
        let outer = self.checkbox.take();
        let content = self.blocks(id, Loose::Plain);
        let checked = std::mem::replace(&mut self.checkbox, outer);
        ListItem {
            content,
            checked,
            span: self.span(id),
            attributes: self.attributes(id),
        }
    }

    pub(super) fn definition_list(&mut self, id: NodeId, flow: &mut Flow) {
        let mut items: Vec<DefinitionItem> = Vec::new();
        self.definition_children(id, &mut items, 0);
        if !items.is_empty() {
            self.push(BlockKind::DefinitionList(items), id, flow);
        }
    }

    /// Terms and definitions, which may stand in `div`s.
    fn definition_children(&mut self, id: NodeId, items: &mut Vec<DefinitionItem>, depth: usize) {
        for child in self.children(id) {
            match self.name(child) {
                "dt" => self.term(child, items),
                "div" if depth == 0 => self.definition_children(child, items, 1),
                _ => self.definition(child, items),
            }
        }
    }

    fn term(&mut self, id: NodeId, items: &mut Vec<DefinitionItem>) {
        let term = (self.inlines(id), self.attributes(id));
        match items.last_mut() {
            Some(item) if item.definitions.is_empty() => item.terms.push(term),
            _ => items.push(DefinitionItem {
                terms: vec![term],
                definitions: Vec::new(),
                span: self.span(id),
            }),
        }
    }

    fn definition(&mut self, id: NodeId, items: &mut Vec<DefinitionItem>) {
        let is_definition = self.name(id) == "dd";
        let mut content = Flow::new(Loose::Plain);
        if is_definition {
            self.content(id, &mut content);
        } else {
            self.single(id, &mut content);
        }
        let content = content.into_blocks();
        if content.is_empty() && !is_definition {
            return;
        }
        let span = self.span(id);
        let definition = (content, self.attributes(id));
        match items.last_mut() {
            Some(item) => {
                item.definitions.push(definition);
                item.span = item.span.to(span);
            }
            None => items.push(DefinitionItem {
                terms: Vec::new(),
                definitions: vec![definition],
                span,
            }),
        }
    }
}

fn list_of(items: Vec<ListItem>, numbering: Option<Numbering>) -> BlockKind {
    let is_loose = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
    let tight = !items.iter().any(|item| item.content.iter().any(is_loose));
    BlockKind::List(List {
        numbering,
        tight,
        items,
    })
}
