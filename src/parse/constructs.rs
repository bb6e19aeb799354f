//! kramdown's constructs in the tree: takes marks and attribute lists as the parser comes to them, gives attributes to nodes.

use crate::document::{Alternative, Attributes, Block, BlockKind, Inline, InlineKind, List};
use crate::parse::builder::Builder;
use crate::parse::frame::{Frame, FrameKind};
use crate::parse::kramdown::{AttributeList, Construct, Definitions, Mark};
use crate::parse::raw_html::BlockSource;
use std::ops::Range;

impl<'a> Builder<'a> {
    /// Does what a mark stands for.
    pub(super) fn mark(&mut self, mark: &'a Mark) {
        self.settle();
        self.gathering().spacing = None;
        match &mark.construct {
            Construct::Attributes { list, is_below } => {
                self.block_attributes(list.clone(), *is_below);
            }
            Construct::Open { tag, holds_phrases } => {
                self.regions.push(*holds_phrases);
                self.marked_tag(self.text.given_at(tag.clone()), mark.range());
                self.end_session();
            }
            Construct::Close(tag) => {
                self.regions.pop();
                self.marked_tag(self.text.given_at(tag.clone()), mark.range());
                self.end_session();
            }
            Construct::Entry(list) => self.entry_attributes(list.clone()),
            Construct::Table { head, foot } => return self.part_table(*head, *foot),
            Construct::Html(options) => {
                self.html = *options;
                return;
            }
            Construct::Raw(html) => {
                let html = self.text.given_at(html.clone());
                self.feed_html(&BlockSource::replaced(html, mark.range()));
                self.end_session();
            }
            Construct::Formula(formula) => {
                let formula = self.text.given_at(formula.clone()).trim().to_owned();
                let span = self.text.span(mark.range());
                self.push_block(Block::new(BlockKind::Math(formula), span));
            }
            Construct::Nothing => {}
        }
        if !self.has_session() {
            self.flow().end_run();
        }
    }

    /// A list on a line of its own: for the block above, or for the one to come.
    fn block_attributes(&mut self, list: Range<usize>, is_below: bool) {
        let source = self.text.given_at(list);
        let Some(list) = AttributeList::parse(source, self.definitions) else {
            return;
        };
        if !self.has_session() {
            self.flow().end_run();
        }
        if let Some(note) = self
            .notes
            .last_mut()
            .filter(|_| is_below && self.note_ended)
        {
            return note.attributes.merge(&list.attributes);
        }
        let frame = self.gathering();
        if !is_below {
            frame.awaited.get_or_insert_default().merge(list);
            return;
        }
        let is_item = matches!(frame.kind, FrameKind::Item { .. });
        match last_block(frame) {
            // A tight item's words are the item.
            Some(block) if is_item && matches!(block.kind, BlockKind::Plain(_)) => {
                frame.attributes.merge(&list.attributes);
            }
            Some(block) => give(block, list),
            None => {}
        }
    }

    /// What is said of an entry that begins with an empty line.
    fn entry_attributes(&mut self, list: Option<Range<usize>>) {
        let source = list.map_or("", |list| self.text.given_at(list));
        let list = AttributeList::parse(source, self.definitions).unwrap_or_default();
        if let Some(entry) = self.entry_begun() {
            entry.attributes.merge(&list.attributes);
        }
    }

    /// The innermost table's rows are known to be head and foot.
    fn part_table(&mut self, head: usize, foot: usize) {
        let mut outwards = self.frames.iter_mut().rev();
        let table = outwards.find_map(|frame| match &mut frame.kind {
            FrameKind::Table { parts, .. } => Some(parts),
            _ => None,
        });
        if let Some(parts) = table {
            *parts = Some((head, foot));
        }
    }

    /// What was said of the next block, now that it is here.
    pub(super) fn give_awaited(&mut self, block: &mut Block) {
        if let Some(list) = self.gathering().awaited.take() {
            give(block, list);
        }
    }

    /// A list right after an inline, `*x*{: .c}`, or at the start of an item, `* {: .c} x`. False if there is none.
    pub(super) fn inline_attributes(&mut self, range: &Range<usize>) -> bool {
        let source = self.text.given(&(range.start..self.text.as_str().len()));
        let Some((list, length)) = AttributeList::at_start(source, self.definitions) else {
            return false;
        };
        if self.inline_end == range.start {
            let Some(inline) = self.last_inline() else {
                return false;
            };
            give_inline(inline, list);
            self.skip_to = range.start + length;
            return true;
        }
        let Some(frame) = self.entry_begun() else {
            return false;
        };
        frame.attributes.merge(&list.attributes);
        let rest = source.get(length..).unwrap_or("");
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        self.skip_to = range.start + length + spaces;
        true
    }
}

/// What a list says of a link where its target is defined.
pub(super) fn give_link(link: &mut Inline, source: &str, definitions: &Definitions) {
    if let Some(list) = AttributeList::parse(source, definitions) {
        give_inline(link, list);
    }
}

impl AttributeList {
    fn merge(&mut self, other: AttributeList) {
        self.attributes.merge(&other.attributes);
        self.contents |= other.contents;
        self.alternative = other.alternative.or(self.alternative.take());
    }
}

fn last_block<'f>(frame: &'f mut Frame<'_>) -> Option<&'f mut Block> {
    match &mut frame.session {
        Some(session) => session.last_block(),
        None => frame.flow.last_block(),
    }
}

fn give(block: &mut Block, list: AttributeList) {
    if list.contents && matches!(block.kind, BlockKind::List(_)) {
        block.kind = BlockKind::Contents;
    }
    block.attributes.merge(&list.attributes);
    match &mut block.kind {
        BlockKind::Code(code) if code.language.is_none() => {
            let mut classes = list.attributes.classes();
            if let Some(class) = classes.find(|class| class.starts_with("language-")) {
                block.attributes.remove_class(class);
                code.language = class.strip_prefix("language-").map(str::to_owned);
            }
        }
        BlockKind::List(List {
            numbering: Some(numbering),
            ..
        }) => {
            let start = block.attributes.get("start").map(str::parse);
            if let Some(Ok(start)) = start {
                numbering.start = start;
                block.attributes.remove("start");
            }
        }
        BlockKind::Paragraph(content) => {
            if let [only] = content.as_mut_slice() {
                give_picture(only, &mut block.attributes, list.alternative);
            }
        }
        _ => {}
    }
}

/// Alternative text and size are said of a picture, even where its paragraph is meant.
fn give_picture(only: &mut Inline, attributes: &mut Attributes, words: Option<Alternative>) {
    let InlineKind::Image(image) = &mut only.kind else {
        return;
    };
    if let Some(words) = words {
        image.alternative = words;
    }
    for key in ["width", "height"] {
        if let Some(length) = attributes.get(key).map(str::to_owned) {
            only.attributes.set(key, length);
            attributes.remove(key);
        }
    }
}

fn give_inline(inline: &mut Inline, list: AttributeList) {
    inline.attributes.merge(&list.attributes);
    let title = inline.attributes.get("title").map(str::to_owned);
    match &mut inline.kind {
        InlineKind::Image(image) => {
            image.alternative = list.alternative.unwrap_or(image.alternative.clone());
            image.title = title.or(image.title.take());
            inline.attributes.remove("title");
        }
        InlineKind::Link(link) => {
            link.title = title.or(link.title.take());
            inline.attributes.remove("title");
        }
        _ => {}
    }
}

impl<'a> Builder<'a> {
    /// The item, term or definition that has just begun and holds nothing yet.
    fn entry_begun(&mut self) -> Option<&mut Frame<'a>> {
        let mut frames = self.frames.iter_mut().rev();
        let innermost = frames.next()?;
        if !innermost.is_empty() {
            return None;
        }
        let entry = if matches!(innermost.kind, FrameKind::Paragraph) {
            frames.next().filter(|frame| frame.is_empty())?
        } else {
            innermost
        };
        let is_entry = matches!(
            entry.kind,
            FrameKind::Item { .. } | FrameKind::Term | FrameKind::Definition
        );
        is_entry.then_some(entry)
    }

    fn last_inline(&mut self) -> Option<&mut Inline> {
        let frame = self.gathering();
        match &mut frame.session {
            Some(session) => session.last_inline(),
            None => frame.flow.last_inline(),
        }
    }
}
