//! Inline content: text, inline boxes, line ends, gathered until their block or the next one ends the paragraph.

use super::roles;
use super::structure::InlineMeaning;
use super::walk::{Builder, Leave};
use crate::document::Target;
use crate::markup::{Element, Name, NodeId};
use crate::pdf::line::{Mark, Piece};
use crate::pdf::page::{Link, Role};
use crate::style::{ComputedStyle, Display, Length, WhiteSpace};
use crate::units::Pt;
use std::sync::Arc;

/// What ends with an inline box.
#[derive(Debug)]
pub(super) struct InlineEnd {
    /// So many inline structure elements.
    meanings: usize,
    /// The box, if it can be seen.
    number: Option<u32>,
}

impl Builder<'_> {
    /// Adds text. White space between blocks is nothing.
    pub(super) fn text(&mut self, text: &str, style: &Arc<ComputedStyle>, order: u32) -> bool {
        let visible = !text.trim_matches(is_css_space).is_empty() || keeps_space(style, text);
        if !visible && !self.gathering().visible {
            return false;
        }
        let (tag, link) = self.structure.content(order);
        let gathering = self.gathering();
        gathering.visible |= visible;
        gathering.pieces.push(Piece::Text {
            text: text.to_owned(),
            style: style.clone(),
            tag,
            link,
        });
        false
    }

    /// `br`. One that stands alone between blocks still has its line.
    pub(super) fn line_break(&mut self) -> bool {
        let gathering = self.gathering();
        gathering.pieces.push(Piece::Break);
        gathering.visible = true;
        false
    }

    pub(super) fn open_inline(
        &mut self,
        id: NodeId,
        element: &Element,
        style: &Arc<ComputedStyle>,
    ) -> Leave {
        if let Some(anchor) = element.id() {
            let mark = Piece::Mark(Mark::Anchor(anchor.to_owned()));
            self.gathering().pieces.push(mark);
        }
        let meanings = self.open_meanings(id, element, style);
        if style.display == Display::RubyText {
            self.text(" (", style, id.0);
        }
        let number = self.open_inline_box(style);
        Leave::Inline(InlineEnd { meanings, number })
    }

    pub(super) fn close_inline(&mut self, id: NodeId, end: InlineEnd) {
        let style = self.styles.of(id).clone();
        if style.display == Display::RubyText {
            self.text(")", &style, id.0);
        }
        let [_, side] = sides(&style);
        self.space(side.inner);
        if let Some(number) = end.number {
            self.gathering()
                .pieces
                .push(Piece::Mark(Mark::BoxEnd(number)));
        }
        self.space(side.outer);
        for _ in 0..end.meanings {
            self.structure.close_inline();
        }
        if let Some(note) = self.note_index.called_by(id) {
            self.gathering().pieces.push(Piece::Mark(Mark::Note(note)));
        }
    }

    /// Margin, border and padding at the start; the number of the box if it can be seen.
    fn open_inline_box(&mut self, style: &Arc<ComputedStyle>) -> Option<u32> {
        let [side, _] = sides(style);
        self.space(side.outer);
        let number = is_seen(style).then(|| {
            self.inline_boxes.push(style.clone());
            u32::try_from(self.inline_boxes.len() - 1).unwrap_or(u32::MAX)
        });
        if let Some(number) = number {
            self.gathering()
                .pieces
                .push(Piece::Mark(Mark::BoxStart(number)));
        }
        self.space(side.inner);
        number
    }

    /// Opens what the element means: how many structure elements that is.
    pub(super) fn open_meanings(
        &mut self,
        id: NodeId,
        element: &Element,
        style: &ComputedStyle,
    ) -> usize {
        let mut meanings = Vec::new();
        let leads_on = element.target.is_some() && self.is_in_contents(id);
        if leads_on || element.is_type("noteref") {
            meanings.push(InlineMeaning::Role(Role::Reference));
        }
        if element.is_type("backlink") && self.structure.note().is_some() {
            meanings.push(InlineMeaning::Role(Role::Label));
        }
        if let Some(role) = roles::inline(element) {
            meanings.push(InlineMeaning::Role(role));
        }
        if let Some(link) = self.link(id, element) {
            meanings.push(InlineMeaning::Link(link));
        }
        if meanings.is_empty() && style.language != self.structure.language() {
            meanings.push(InlineMeaning::Role(Role::Span));
        }
        let count = meanings.len();
        for meaning in meanings {
            let title = element.get("title").map(str::to_owned);
            self.structure
                .open_inline(meaning, id.0, &style.language, title);
        }
        count
    }

    /// Where the element leads, if anywhere.
    pub(super) fn link(&self, id: NodeId, element: &Element) -> Option<Link> {
        let target = element
            .target
            .as_ref()
            .filter(|_| element.name == Name::A)?;
        let leads = matches!(target, Target::External(_) | Target::Internal { .. });
        leads.then(|| Link {
            target: target.clone(),
            description: self.description(id, element),
        })
    }

    /// A link's words; those of its pictures, or its title, where it has none.
    fn description(&self, id: NodeId, element: &Element) -> String {
        let words = super::blocks::collapsed(&self.tree.text_of(id));
        if !words.is_empty() {
            return words;
        }
        let alternative = |id| self.tree.element(id).and_then(|own| own.get("alt"));
        let alternatives: Vec<_> = self.tree.descendants(id).filter_map(alternative).collect();
        let pictures = super::blocks::collapsed(&alternatives.join(" "));
        match (pictures.is_empty(), element.get("title"), &element.target) {
            (false, _, _) => pictures,
            (true, Some(title), _) => title.to_owned(),
            (true, None, Some(Target::External(url))) => url.clone(),
            (true, None, _) => String::new(),
        }
    }

    fn space(&mut self, width: Pt) {
        if width > Pt::ZERO {
            self.gathering().pieces.push(Piece::Space(width));
        }
    }
}

/// What an inline box has at one of its sides.
struct Side {
    /// Margin.
    outer: Pt,
    /// Border and padding.
    inner: Pt,
}

/// The sides at which an inline box begins and ends.
fn sides(style: &ComputedStyle) -> [Side; 2] {
    let left = Side {
        outer: style.margin.left.map_or(Pt::ZERO, fixed),
        inner: fixed(style.padding.left) + style.border.left.width,
    };
    let right = Side {
        outer: style.margin.right.map_or(Pt::ZERO, fixed),
        inner: fixed(style.padding.right) + style.border.right.width,
    };
    if style.right_to_left {
        [right, left]
    } else {
        [left, right]
    }
}

/// Has an inline box a background or borders?
fn is_seen(style: &ComputedStyle) -> bool {
    let border = &style.border;
    let sides = [border.top, border.right, border.bottom, border.left];
    style.background.is_some() || sides.iter().any(|side| side.width > Pt::ZERO)
}

/// A length of an inline box. Parts of the container's width are not worth waiting for.
fn fixed(length: Length) -> Pt {
    match length {
        Length::Fixed(length) => length,
        Length::Part(_) => Pt::ZERO,
    }
}

/// The white space that CSS collapses (CSS Text 3, section 4.1).
pub(super) fn is_css_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Does white space alone make a line in this style?
fn keeps_space(style: &ComputedStyle, text: &str) -> bool {
    let preserved = matches!(style.white_space, WhiteSpace::Pre | WhiteSpace::PreWrap);
    preserved && text.contains('\n')
}
