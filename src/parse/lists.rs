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
        if !self.dialect.is_kramdown() {
            return self.push_block(Block::new(BlockKind::List(list), span));
        }
        let is_apart = self.follows_blank_line(range.start);
        let spacing = match self.list_above(&list) {
            Some((above, mut spacing)) => {
                let BlockKind::List(above_list) = &mut above.kind else {
                    return;
                };
                spacing.append(above_list, list, is_apart);
                above.span = above.span.to(span);
                spacing
            }
            None => {
                let mut spacing = Spacing { all_apart: true };
                spacing.settle(&mut list, 0);
                self.push_block(Block::new(BlockKind::List(list), span));
                spacing
            }
        };
        self.gathering().spacing = Some(spacing);
    }

    /// The list that was the last thing before this one, if both are numbered or neither.
    fn list_above(&mut self, list: &List) -> Option<(&mut Block, Spacing)> {
        let frame = self.gathering();
        let is_right_above = frame.session.is_none() && frame.flow.ends_with_block();
        let spacing = frame.spacing.filter(|_| is_right_above)?;
        let above = frame.flow.last_block()?;
        let is_alike = matches!(
            &above.kind,
            BlockKind::List(other) if other.numbering.is_some() == list.numbering.is_some()
        );
        is_alike.then_some((above, spacing))
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
        let is_first = self.dialect.is_kramdown()
            && self.parent().is_some_and(|parent| {
                matches!(parent.kind, FrameKind::Item { .. })
                    && parent.flow.is_empty()
                    && parent.session.is_none()
            });
        is_first && !below.trim_matches([' ', '\t', '\r', '>']).is_empty()
    }
}

/// How the items of a list are spaced, so that another list can go on with them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spacing {
    /// All but the last begin with a paragraph.
    all_apart: bool,
}

impl Spacing {
    /// Goes on with another list's items.
    fn append(&mut self, list: &mut List, other: List, is_apart: bool) {
        if let Some(last) = list.items.last_mut() {
            match last.content.as_mut_slice() {
                _ if is_apart => set_apart(last),
                [only] => make_plain(only),
                _ => {}
            }
        }
        let new = list.items.len();
        list.items.extend(other.items);
        list.tight &= other.tight && !is_apart;
        self.settle(list, new);
    }

    /// Nothing follows a list's last item: it is as the others are. Items from `new` on were not looked at before.
    fn settle(&mut self, list: &mut List, new: usize) {
        let Some((last, others)) = list.items.split_last_mut() else {
            return;
        };
        let unseen = others.get(new.saturating_sub(1)..).unwrap_or_default();
        self.all_apart &= unseen.iter().all(begins_with_paragraph);
        if list.tight || others.is_empty() {
            return;
        }
        if self.all_apart {
            set_apart(last);
        } else if let [only] = last.content.as_mut_slice() {
            make_plain(only);
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

fn make_plain(block: &mut Block) {
    if let BlockKind::Paragraph(words) = &mut block.kind {
        block.kind = BlockKind::Plain(std::mem::take(words));
    }
}

fn begins_with_paragraph(item: &ListItem) -> bool {
    matches!(
        item.content.first().map(|block| &block.kind),
        Some(BlockKind::Paragraph(_))
    )
}
