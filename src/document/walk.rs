//! The one walker over the model: takes blocks, shows every node to a visitor that may change it.

use crate::document::{Attributes, Block, BlockKind, Inline, InlineKind, Link, List, Row};
use crate::span::Span;

/// How deep blocks and inlines may nest. The parser flattens what is deeper, so recursion over the model is bounded.
pub const MAX_DEPTH: usize = 100;

/// Sees every node, parents first. Call [`walk_block`] or [`walk_inlines`] from an overridden method to go on inside.
pub trait Visitor {
    /// Sees a block.
    fn block(&mut self, block: &mut Block) {
        walk_block(self, block);
    }

    /// Sees the inlines of one parent, to change one or their number.
    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        walk_inlines(self, inlines);
    }

    /// Sees one inline.
    fn inline(&mut self, inline: &mut Inline) {
        walk_inline(self, inline);
    }

    /// Sees the attributes of a node of any kind, rows, cells, items and terms included, before what is in it.
    fn attributes(&mut self, _attributes: &mut Attributes, _span: Span) {}
}

/// Visits each of `blocks`.
pub fn walk_blocks<V: Visitor + ?Sized>(visitor: &mut V, blocks: &mut [Block]) {
    blocks.iter_mut().for_each(|block| visitor.block(block));
}

/// Visits what is in `block`.
pub fn walk_block<V: Visitor + ?Sized>(visitor: &mut V, block: &mut Block) {
    visitor.attributes(&mut block.attributes, block.span);
    match &mut block.kind {
        BlockKind::Paragraph(content)
        | BlockKind::Plain(content)
        | BlockKind::Heading { content, .. } => visitor.inlines(content),
        BlockKind::Quote(content) => walk_blocks(visitor, content),
        BlockKind::Alert(alert) => {
            alert
                .title
                .iter_mut()
                .for_each(|title| visitor.inlines(title));
            walk_blocks(visitor, &mut alert.content);
        }
        BlockKind::List(list) => walk_list(visitor, list),
        BlockKind::DefinitionList(items) => {
            for item in items {
                for (term, attributes) in &mut item.terms {
                    visitor.attributes(attributes, item.span);
                    visitor.inlines(term);
                }
                for (definition, attributes) in &mut item.definitions {
                    visitor.attributes(attributes, item.span);
                    walk_blocks(visitor, definition);
                }
            }
        }
        BlockKind::Table(table) => {
            visitor.inlines(&mut table.caption);
            let rows = table
                .head
                .iter_mut()
                .chain(&mut table.body)
                .chain(&mut table.foot);
            rows.for_each(|row| walk_row(visitor, row));
        }
        BlockKind::Figure(figure) => {
            walk_blocks(visitor, &mut figure.content);
            walk_blocks(visitor, &mut figure.caption);
        }
        BlockKind::Details(details) => {
            visitor.inlines(&mut details.summary);
            walk_blocks(visitor, &mut details.content);
        }
        BlockKind::Division(division) => walk_blocks(visitor, &mut division.content),
        BlockKind::Code(_) | BlockKind::Math(_) | BlockKind::Rule | BlockKind::Contents => {}
    }
}

fn walk_list<V: Visitor + ?Sized>(visitor: &mut V, list: &mut List) {
    for item in &mut list.items {
        visitor.attributes(&mut item.attributes, item.span);
        walk_blocks(visitor, &mut item.content);
    }
}

fn walk_row<V: Visitor + ?Sized>(visitor: &mut V, row: &mut Row) {
    visitor.attributes(&mut row.attributes, row.span);
    for cell in &mut row.cells {
        visitor.attributes(&mut cell.attributes, cell.span);
        walk_blocks(visitor, &mut cell.content);
    }
}

/// Visits each of `inlines`.
pub fn walk_inlines<V: Visitor + ?Sized>(visitor: &mut V, inlines: &mut [Inline]) {
    inlines.iter_mut().for_each(|inline| visitor.inline(inline));
}

/// Visits what is in `inline`.
pub fn walk_inline<V: Visitor + ?Sized>(visitor: &mut V, inline: &mut Inline) {
    visitor.attributes(&mut inline.attributes, inline.span);
    match &mut inline.kind {
        InlineKind::Element { content, .. } | InlineKind::Link(Link { content, .. }) => {
            visitor.inlines(content)
        }
        InlineKind::Text(_)
        | InlineKind::SoftBreak
        | InlineKind::LineBreak
        | InlineKind::Code(_) => {}
        InlineKind::Math(_) | InlineKind::Image(_) | InlineKind::NoteReference(_) => {}
    }
}
