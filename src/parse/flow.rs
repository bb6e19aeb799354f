//! What a container gathers: takes blocks and inlines in the order written, gives blocks, or inlines where only those may stand.

use crate::document::{Block, BlockKind, Inline, InlineKind};
use crate::span::Span;

/// What inlines that stand among blocks become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loose {
    /// Paragraphs, as in a quote.
    Paragraph,
    /// Plain text, as in a tight list's item or a cell.
    Plain,
}

impl Loose {
    fn kind(self, run: Vec<Inline>) -> BlockKind {
        match self {
            Loose::Paragraph => BlockKind::Paragraph(run),
            Loose::Plain => BlockKind::Plain(run),
        }
    }
}

/// Blocks, and the inlines after the last of them.
#[derive(Debug)]
pub(super) struct Flow {
    blocks: Vec<Block>,
    run: Vec<Inline>,
    loose: Loose,
}

impl Flow {
    pub(super) fn new(loose: Loose) -> Flow {
        Flow {
            blocks: Vec::new(),
            run: Vec::new(),
            loose,
        }
    }

    pub(super) fn push_block(&mut self, block: Block) {
        self.end_run();
        self.blocks.push(block);
    }

    pub(super) fn push_blocks(&mut self, blocks: Vec<Block>) {
        self.end_run();
        if self.blocks.is_empty() {
            self.blocks = blocks;
        } else {
            self.blocks.extend(blocks);
        }
    }

    /// Adds an inline; text that follows text is joined to it, and white space after a line break is none.
    pub(super) fn push_inline(&mut self, mut inline: Inline) {
        if matches!(
            self.run.last().map(|last| &last.kind),
            Some(InlineKind::LineBreak)
        ) {
            match &mut inline.kind {
                InlineKind::SoftBreak => return,
                InlineKind::Text(text) => cut_front(text),
                _ => {}
            }
        }
        if let InlineKind::Text(more) = &inline.kind
            && let Some(last) = self.run.last_mut()
            && let InlineKind::Text(text) = &mut last.kind
        {
            text.push_str(more);
            last.span = last.span.to(inline.span);
            return;
        }
        self.run.push(inline);
    }

    /// What is written next is in another block.
    pub(super) fn end_run(&mut self) {
        let mut run = std::mem::take(&mut self.run);
        trim(&mut run);
        if !run.is_empty() {
            let span = span_of(&run);
            self.blocks.push(Block::new(self.loose.kind(run), span));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.run.is_empty()
    }

    /// Does nothing stand after the last block?
    pub(super) fn ends_with_block(&self) -> bool {
        !self.run.iter().any(shows)
    }

    pub(super) fn last_block(&mut self) -> Option<&mut Block> {
        self.blocks.last_mut()
    }

    pub(super) fn last_inline(&mut self) -> Option<&mut Inline> {
        self.run.last_mut()
    }

    /// Takes out all that was gathered: the blocks, and the inlines after them.
    pub(super) fn take(&mut self) -> (Vec<Block>, Vec<Inline>) {
        (
            std::mem::take(&mut self.blocks),
            std::mem::take(&mut self.run),
        )
    }

    /// Are there inlines and nothing else?
    pub(super) fn is_inline(&self) -> bool {
        self.blocks.is_empty()
    }

    pub(super) fn into_blocks(mut self) -> Vec<Block> {
        self.end_run();
        self.blocks
    }

    /// The inlines without what doesn't show at their ends.
    pub(super) fn into_trimmed_inlines(self) -> Vec<Inline> {
        let mut inlines = self.into_inlines();
        trim(&mut inlines);
        inlines
    }

    /// The inlines; blocks are taken apart, a space between them.
    pub(super) fn into_inlines(mut self) -> Vec<Inline> {
        if self.blocks.is_empty() {
            return self.run;
        }
        self.end_run();
        dissolved(self.blocks)
    }
}

/// Would a reader see it, or link to it?
fn shows(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => !text.trim().is_empty(),
        InlineKind::SoftBreak | InlineKind::LineBreak => false,
        _ => true,
    }
}

/// Takes off what doesn't show at the ends.
fn trim(run: &mut Vec<Inline>) {
    let shown = run.iter().rposition(shows).map_or(0, |last| last + 1);
    run.truncate(shown);
    let hidden = run.iter().position(shows).unwrap_or(0);
    run.drain(..hidden);
    if let Some(Inline {
        kind: InlineKind::Text(text),
        ..
    }) = run.last_mut()
    {
        text.truncate(text.trim_end_matches(SPACES).len());
    }
    if let Some(Inline {
        kind: InlineKind::Text(text),
        ..
    }) = run.first_mut()
    {
        cut_front(text);
    }
}

fn cut_front(text: &mut String) {
    let hidden = text.len() - text.trim_start_matches(SPACES).len();
    text.drain(..hidden);
}

/// White space that HTML doesn't show at the ends of a line.
const SPACES: [char; 4] = [' ', '\t', '\n', '\r'];

/// From the first inline to the last.
pub(super) fn span_of(inlines: &[Inline]) -> Span {
    match (inlines.first(), inlines.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::NOWHERE,
    }
}

/// The inlines of blocks, for a place where no block may stand.
pub(super) fn dissolved(blocks: Vec<Block>) -> Vec<Inline> {
    let mut inlines: Vec<Inline> = Vec::new();
    for block in blocks {
        let span = block.span;
        let content = block_inlines(block);
        if !inlines.is_empty() && !content.is_empty() {
            inlines.push(Inline::text(" ", span));
        }
        inlines.extend(content);
    }
    inlines
}

fn block_inlines(block: Block) -> Vec<Inline> {
    let span = block.span;
    match block.kind {
        BlockKind::Paragraph(content)
        | BlockKind::Plain(content)
        | BlockKind::Heading { content, .. } => content,
        BlockKind::Quote(content) => dissolved(content),
        BlockKind::Alert(alert) => dissolved(alert.content),
        BlockKind::List(list) => dissolved(
            list.items
                .into_iter()
                .flat_map(|item| item.content)
                .collect(),
        ),
        BlockKind::DefinitionList(items) => definition_inlines(items),
        BlockKind::Code(code) => vec![Inline::new(InlineKind::Code(code.text), span)],
        BlockKind::Math(formula) => vec![Inline::new(InlineKind::Math(formula), span)],
        BlockKind::Table(table) => dissolved(table_blocks(table)),
        BlockKind::Figure(figure) => {
            dissolved(figure.content.into_iter().chain(figure.caption).collect())
        }
        BlockKind::Details(details) => {
            let summary = Block::new(BlockKind::Plain(details.summary), span);
            dissolved(std::iter::once(summary).chain(details.content).collect())
        }
        BlockKind::Division(division) => dissolved(division.content),
        BlockKind::Rule | BlockKind::Contents => Vec::new(),
    }
}

fn definition_inlines(items: Vec<crate::document::DefinitionItem>) -> Vec<Inline> {
    let mut blocks = Vec::new();
    for item in items {
        let span = item.span;
        let terms = item.terms.into_iter();
        blocks.extend(terms.map(|(term, _)| Block::new(BlockKind::Plain(term), span)));
        blocks.extend(
            item.definitions
                .into_iter()
                .flat_map(|(content, _)| content),
        );
    }
    dissolved(blocks)
}

fn table_blocks(table: crate::document::Table) -> Vec<Block> {
    let rows = table.head.into_iter().chain(table.body).chain(table.foot);
    rows.flat_map(|row| row.cells)
        .flat_map(|cell| cell.content)
        .collect()
}
