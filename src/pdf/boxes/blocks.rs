//! Block boxes: what an element with a block of its own opens and closes.

use super::flow::{BlockBox, BlockKind, HeadingMark, Paragraph, Part};
use super::walk::{Builder, Leave};
use super::{marker, roles};
use crate::markup::{Element, Name, NodeId};
use crate::pdf::line::{Mark, Piece};
use crate::pdf::page::{Role, StructureId, Tag};
use crate::style::{ComputedStyle, Display};
use std::sync::Arc;

impl Builder<'_> {
    pub(super) fn open_block(
        &mut self,
        id: NodeId,
        element: &Element,
        style: &Arc<ComputedStyle>,
    ) -> Leave {
        self.end_paragraph();
        let leave = self.open_list(id, element);
        let number = (element.name == Name::Li).then(|| self.count_item(element));
        let meaning = self.open_meaning(id, element, style);
        let marker = self.marker(id, style, number);
        self.begin(style, BlockKind::of(element), marker);
        self.anchor(element);
        if let (Some(Role::Heading(level)), Some(element)) = (self.structure.role(), meaning) {
            let level = *level;
            self.part(Part::Heading(HeadingMark {
                level,
                text: collapsed(&self.tree.text_of(id)),
                element,
            }));
        }
        match leave {
            Leave::Block if meaning.is_none() => self.open_phrase(id, element, style),
            leave => leave,
        }
    }

    /// An element of lines that a stylesheet makes a block keeps what it means: a link leads on.
    fn open_phrase(&mut self, id: NodeId, element: &Element, style: &ComputedStyle) -> Leave {
        if roles::inline(element).is_none() && self.link(id, element).is_none() {
            return Leave::Block;
        }
        Leave::Phrase(self.open_meanings(id, element, style))
    }

    /// A block's box begins in the flow.
    pub(super) fn begin(
        &mut self,
        style: &Arc<ComputedStyle>,
        kind: BlockKind,
        marker: Option<Vec<Piece>>,
    ) {
        self.part(Part::Open(BlockBox {
            style: style.clone(),
            marker,
            kind,
        }));
        self.gathering().containers.push(style.clone());
    }

    pub(super) fn close_block(&mut self) {
        self.end_paragraph();
        self.part(Part::Close);
        self.gathering().containers.pop();
    }

    /// What was gathered of a line becomes a paragraph; what can't be seen leaves only its ids.
    pub(super) fn end_paragraph(&mut self) {
        let gathering = self.gathering();
        let pieces = std::mem::take(&mut gathering.pieces);
        let visible = std::mem::take(&mut gathering.visible);
        if visible {
            let style = gathering.containers.last().cloned().unwrap_or_default();
            let tag = pieces.iter().find_map(piece_tag).unwrap_or(Tag::Layout);
            self.part(Part::Paragraph(Paragraph { pieces, style, tag }));
        } else {
            for piece in pieces {
                if let Piece::Mark(mark @ (Mark::Anchor(_) | Mark::Note(_))) = piece {
                    self.part(Part::Mark(mark));
                }
            }
        }
        self.structure.end_paragraph();
    }

    /// An element's id, at its box.
    pub(super) fn anchor(&mut self, element: &Element) {
        if let Some(id) = element.id() {
            self.part(Part::Mark(Mark::Anchor(id.to_owned())));
        }
    }

    /// Opens the block's structure element, if it means something.
    fn open_meaning(
        &mut self,
        id: NodeId,
        element: &Element,
        style: &ComputedStyle,
    ) -> Option<StructureId> {
        let illustration = self.illustration(id, element);
        let role = match illustration {
            Some(_) => Role::Figure,
            None => self.block_role(id, element)?,
        };
        let opened = self.structure.open(role, id.0, &style.language);
        if let Some(own) = self.structure.element_mut(opened) {
            own.describe(|own| {
                own.title = element.get("title").map(str::to_owned);
                own.alternative = illustration;
            });
        }
        Some(opened)
    }

    /// The block's role, if it has one. In an illustration only the caption has.
    fn block_role(&self, id: NodeId, element: &Element) -> Option<Role> {
        match (element.name, self.structure.role()) {
            (Name::Figcaption, Some(Role::Figure)) => Some(Role::Caption),
            (_, Some(Role::Figure)) => None,
            (Name::Ul | Name::Ol, _) if self.is_in_contents(id) => Some(Role::TableOfContents),
            (Name::Ul | Name::Ol, _) => Some(Role::List {
                numbering: self.numbering(id),
            }),
            (Name::Li, Some(Role::TableOfContents)) => Some(Role::TableOfContentsItem),
            _ => roles::block(element, self.parent_name(id)),
        }
    }

    /// Is this node in a table of contents?
    pub(super) fn is_in_contents(&self, node: NodeId) -> bool {
        let is_contents = |id: NodeId| {
            let element = self.tree.element(id);
            element.is_some_and(|own| own.name == Name::Nav && own.is_type("toc"))
        };
        std::iter::successors(Some(node), |id| self.tree.node(*id).parent()).any(is_contents)
    }

    /// The first item's marker tells how the list is numbered.
    fn numbering(&self, list: NodeId) -> crate::pdf::page::ListNumbering {
        let is_item = |id: &NodeId| {
            self.tree
                .element(*id)
                .is_some_and(|own| own.name == Name::Li)
        };
        let item = self.tree.children(list).find(is_item).unwrap_or(list);
        marker::numbering(&self.styles.of(item).list_marker)
    }

    /// Pushes a list's counter, or says that the block is plain.
    fn open_list(&mut self, id: NodeId, element: &Element) -> Leave {
        if !matches!(element.name, Name::Ul | Name::Ol) {
            return Leave::Block;
        }
        let start = element
            .get("start")
            .and_then(|start| start.trim().parse().ok());
        let counter = if element.get("reversed").is_some() {
            let items = || {
                i64::try_from(
                    self.tree
                        .children(id)
                        .filter(|child| self.is_item(*child))
                        .count(),
                )
            };
            (start.unwrap_or_else(|| items().unwrap_or(1)), -1)
        } else {
            (start.unwrap_or(1), 1)
        };
        self.lists.push(counter);
        Leave::List
    }

    fn parent_name(&self, id: NodeId) -> Option<Name> {
        let parent = self.tree.node(id).parent()?;
        self.tree.element(parent).map(|own| own.name)
    }

    fn is_item(&self, id: NodeId) -> bool {
        self.tree
            .element(id)
            .is_some_and(|own| own.name == Name::Li)
    }

    /// This item's number; the list's next is one further.
    fn count_item(&mut self, element: &Element) -> i64 {
        let Some((next, step)) = self.lists.last_mut() else {
            return 1;
        };
        let own = element
            .get("value")
            .and_then(|value| value.trim().parse().ok());
        let number: i64 = own.unwrap_or(*next);
        *next = number.saturating_add(*step);
        number
    }

    /// A list item's marker; opens the item's body beside its label.
    fn marker(
        &mut self,
        id: NodeId,
        style: &Arc<ComputedStyle>,
        number: Option<i64>,
    ) -> Option<Vec<Piece>> {
        let text = (style.display == Display::ListItem)
            .then(|| marker::text(&style.list_marker, number.unwrap_or(1)))
            .flatten();
        let is_item = self.structure.role() == Some(&Role::ListItem);
        let tag = match &text {
            Some(_) => self.structure.label(id.0),
            None => Tag::Layout,
        };
        if is_item {
            self.structure.open(Role::ListBody, id.0, &style.language);
        }
        let text = text?;
        let piece = |text| Piece::Text {
            text,
            style: style.clone(),
            tag,
            link: None,
        };
        if style.list_marker_inside {
            let inside = piece(text + "\u{a0}");
            self.gathering().pieces.push(inside);
            self.gathering().visible = true;
            return None;
        }
        Some(vec![piece(text)])
    }
}

impl BlockKind {
    fn of(element: &Element) -> BlockKind {
        match element.name {
            Name::Figure => BlockKind::Figure,
            _ => BlockKind::Plain,
        }
    }
}

fn piece_tag(piece: &Piece) -> Option<Tag> {
    match piece {
        Piece::Text { tag, .. } => Some(*tag),
        _ => None,
    }
}

/// With runs of white space as one space, and none at the ends.
pub(super) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
