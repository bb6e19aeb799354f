//! The one walker over the model: takes blocks, shows every node to a visitor that may change it.

use crate::document::{Block, BlockKind, Inline, InlineKind, Link, Row};

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
}

/// Visits each of `blocks`.
pub fn walk_blocks<V: Visitor + ?Sized>(visitor: &mut V, blocks: &mut [Block]) {
    blocks.iter_mut().for_each(|block| visitor.block(block));
}

/// Visits what is in `block`.
pub fn walk_block<V: Visitor + ?Sized>(visitor: &mut V, block: &mut Block) {
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
        BlockKind::List(list) => list
            .items
            .iter_mut()
            .for_each(|item| walk_blocks(visitor, &mut item.content)),
        BlockKind::DefinitionList(items) => {
            for item in items {
                item.terms
                    .iter_mut()
                    .for_each(|(term, _)| visitor.inlines(term));
                item.definitions
                    .iter_mut()
                    .for_each(|(definition, _)| walk_blocks(visitor, definition));
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

fn walk_row<V: Visitor + ?Sized>(visitor: &mut V, row: &mut Row) {
    row.cells
        .iter_mut()
        .for_each(|cell| walk_blocks(visitor, &mut cell.content));
}

/// Visits each of `inlines`.
pub fn walk_inlines<V: Visitor + ?Sized>(visitor: &mut V, inlines: &mut [Inline]) {
    inlines.iter_mut().for_each(|inline| visitor.inline(inline));
}

fn walk_inline<V: Visitor + ?Sized>(visitor: &mut V, inline: &mut Inline) {
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
