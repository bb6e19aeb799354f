//! The space in lists: takes items as CommonMark reads them, gives them as kramdown spaces and joins them.
//!
//! To CommonMark a list is tight or loose as a whole, and another bullet begins another list. To kramdown each item has space of
//! its own, and bullets are all alike.

use crate::document::{Block, BlockKind, List, ListItem};
use crate::parse::builder::Builder;
use crate::parse::frame::{Frame, FrameKind};
use crate::span::Span;
use std::ops::Range;

impl<'a> Builder<'a> {
    /// Gives a list to what is around it, or its items to the list right above.
    pub(super) fn close_list(&mut self, mut list: List, range: Range<usize>, span: Span) {
        if self.dialect.kramdown {
            let is_apart = self.follows_blank_line(range.start);
            match self.list_above(&list) {
                Some((above, above_span)) => {
                    above.append(list, is_apart);
                    *above_span = above_span.to(span);
                    return;
                }
                None => list.space_last(),
            }
        }
        self.push_block(Block::new(BlockKind::List(list), span));
        self.list_ended = true;
    }

    /// The list that was the last thing before this one, if both are numbered or neither.
    fn list_above(&mut self, list: &List) -> Option<(&mut List, &mut Span)> {
        if !self.list_ended || self.has_session() {
            return None;
        }
        let above = self.flow().last_block()?;
        match &mut above.kind {
            BlockKind::List(other) if other.numbering.is_some() == list.numbering.is_some() => {
                Some((other, &mut above.span))
            }
            _ => None,
        }
    }

    /// Is this paragraph the first thing in an item and does its line end alone part it from what follows? Then kramdown makes
    /// bare words of it, whatever space stands between the other items.
    pub(super) fn is_tight(&mut self, paragraph: &Frame<'a>) -> bool {
        let after = paragraph.range.end;
        let (own, rest) = self
            .text
            .as_str()
            .split_at_checked(after)
            .unwrap_or(("", ""));
        // The range may or may not end with its line.
        let lines_on = usize::from(!own.ends_with('\n'));
        let below = rest.split('\n').nth(lines_on).unwrap_or("");
        let is_first = self.dialect.kramdown
            && self.parent().is_some_and(|parent| {
                matches!(parent.kind, FrameKind::Item { .. })
                    && parent.flow.is_empty()
                    && parent.session.is_none()
            });
        is_first && !below.trim_matches([' ', '\t', '\r', '>']).is_empty()
    }
}

impl List {
    /// Goes on with another's items.
    fn append(&mut self, other: List, is_apart: bool) {
        if let Some(last) = self.items.last_mut().filter(|_| is_apart) {
            set_apart(last);
        }
        self.items.extend(other.items);
        let is_apart = self.items.iter().any(begins_with_paragraph);
        self.tight = self.tight && other.tight && !is_apart;
        self.space_last();
    }

    /// Nothing follows a list's last item: it is as the others are.
    fn space_last(&mut self) {
        let Some((last, others)) = self.items.split_last_mut() else {
            return;
        };
        if self.tight || others.is_empty() {
            return;
        }
        if others.iter().all(begins_with_paragraph) {
            set_apart(last);
        } else if let [only] = last.content.as_mut_slice()
            && let BlockKind::Paragraph(words) = &mut only.kind
        {
            only.kind = BlockKind::Plain(std::mem::take(words));
        }
    }
}

fn set_apart(item: &mut ListItem) {
    if let Some(first) = item.content.first_mut()
        && let BlockKind::Plain(words) = &mut first.kind
    {
        first.kind = BlockKind::Paragraph(std::mem::take(words));
    }
}

fn begins_with_paragraph(item: &ListItem) -> bool {
    matches!(
        item.content.first().map(|block| &block.kind),
        Some(BlockKind::Paragraph(_))
    )
}
