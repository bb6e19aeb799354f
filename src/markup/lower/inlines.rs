//! What stands in a line, to phrasing content.

use super::attributes::{classed, element, id};
use super::{Lowering, Place};
use crate::document::{Attributes, Inline, InlineElement, InlineKind, Link, Picture, Target};
use crate::markup::{Element, Name};
use crate::span::Span;

impl Lowering<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline], at: Place) {
        inlines.iter().for_each(|inline| self.inline(inline, at));
    }

    fn inline(&mut self, inline: &Inline, at: Place) {
        let (attributes, span) = (&inline.attributes, inline.span);
        match &inline.kind {
            InlineKind::Text(text) if attributes.is_empty() => self.text(text, span, at),
            InlineKind::Text(text) => self.worded(element(Name::Span, attributes), text, span, at),
            InlineKind::SoftBreak => self.text("\n", span, at),
            InlineKind::LineBreak => {
                self.append(at, element(Name::Br, attributes), span);
            }
            InlineKind::Code(code) => self.worded(element(Name::Code, attributes), code, span, at),
            InlineKind::Math(formula) => {
                self.worded(classed(Name::Code, "math", attributes), formula, span, at)
            }
            InlineKind::Element {
                element: InlineElement::Ruby,
                content,
            } => self.ruby(content, attributes, span, at),
            InlineKind::Element { element, content } => {
                self.inline_element(*element, content, attributes, span, at)
            }
            InlineKind::Link(link) => self.link(link, attributes, span, at),
            InlineKind::Image(image) => self.picture(image, true, attributes, span, at),
            InlineKind::NoteReference(label) => self.note_call(label, attributes, span, at),
        }
    }

    fn text(&mut self, text: &str, span: Span, at: Place) {
        if !text.is_empty() {
            self.tree.append_text(at.parent, text, span);
        }
    }

    pub(super) fn worded(&mut self, element: Element, text: &str, span: Span, at: Place) {
        let inside = self.append(at, element, span);
        self.text(text, span, inside);
    }

    fn inline_element(
        &mut self,
        kind: InlineElement,
        content: &[Inline],
        attributes: &Attributes,
        span: Span,
        at: Place,
    ) {
        let mut element = element(allowed_name(kind, attributes, at), attributes);
        let lacks = match element.name {
            Name::Bdo => element.get("dir").is_none(),
            Name::Time => element.get("datetime").is_none(),
            _ => false,
        };
        if lacks {
            element.name = Name::Span;
        }
        let in_definition = at.in_definition || element.name == Name::Dfn;
        let inside = self.append(at, element, span);
        self.inlines(
            content,
            Place {
                in_definition,
                ..inside
            },
        );
    }

    /// `ruby` wants base text before each `rt` and an `rt` after the last base text (HTML 4.5.10).
    fn ruby(&mut self, content: &[Inline], attributes: &Attributes, span: Span, at: Place) {
        let mut pieces = content
            .iter()
            .filter(|piece| !is_blank(std::slice::from_ref(piece)));
        let starts_with_base = pieces.next().is_some_and(|first| !is_ruby_text(first));
        if at.in_ruby || !starts_with_base || !pieces.clone().any(is_ruby_text) {
            let inside = self.append(at, element(Name::Span, attributes), span);
            return self.inlines(content, inside);
        }
        let ends_with_base = pieces.next_back().is_some_and(|last| !is_ruby_text(last));
        let inside = self.append(at, element(Name::Ruby, attributes), span);
        let inside = Place {
            in_ruby: true,
            ..inside
        };
        for piece in content {
            match &piece.kind {
                InlineKind::Element {
                    element: InlineElement::RubyText,
                    content,
                } => {
                    let above =
                        self.append(inside, element(Name::Rt, &piece.attributes), piece.span);
                    self.inlines(content, above);
                }
                _ => self.inline(piece, inside),
            }
        }
        if ends_with_base {
            self.append(inside, Element::new(Name::Rt), span);
        }
    }

    fn link(&mut self, link: &Link, attributes: &Attributes, span: Span, at: Place) {
        let wordless = link.content.iter().all(is_wordless);
        let has_picture = wordless && !is_blank(&link.content);
        let leads = link.target != Target::Nowhere && !at.in_link;
        if !leads || (self.is_book() && wordless && !has_picture) {
            return self.unlinked(link, attributes, span, at);
        }
        let mut element = element(Name::A, attributes);
        if let Some(title) = link
            .title
            .as_deref()
            .filter(|_| element.get("title").is_none())
        {
            element = element.with("title", title);
        }
        // A link needs a name for those who don't see its picture (WCAG 2.4.4).
        let is_nameless = self.is_book() && wordless && element.get("title").is_none();
        if let (true, Target::External(url)) = (is_nameless, &link.target) {
            element = element.with("aria-label", url.as_str());
        }
        element.target = Some(link.target.clone());
        let inside = self.append(at, element, span);
        self.inlines(
            &link.content,
            Place {
                in_link: true,
                ..inside
            },
        );
    }

    /// A link that leads nowhere or may not stand here: its words, and its id for other links.
    fn unlinked(&mut self, link: &Link, attributes: &Attributes, span: Span, at: Place) {
        if attributes.is_empty() {
            return self.inlines(&link.content, at);
        }
        let inside = self.append(at, element(Name::Span, attributes), span);
        self.inlines(&link.content, inside);
    }
}

/// The element's name, or the nearest that may stand at this place.
fn allowed_name(kind: InlineElement, attributes: &Attributes, at: Place) -> Name {
    match kind {
        InlineElement::Emphasis => Name::Em,
        InlineElement::Strong => Name::Strong,
        InlineElement::Strikethrough | InlineElement::Deleted => Name::Del,
        InlineElement::Superscript => Name::Sup,
        InlineElement::Subscript => Name::Sub,
        InlineElement::Keyboard => Name::Kbd,
        InlineElement::Code => Name::Code,
        InlineElement::Sample => Name::Samp,
        InlineElement::Variable => Name::Var,
        InlineElement::Abbreviation => Name::Abbr,
        InlineElement::Citation => Name::Cite,
        InlineElement::Definition if at.in_definition => Name::I,
        InlineElement::Definition => Name::Dfn,
        InlineElement::Quotation => Name::Q,
        InlineElement::Bold => Name::B,
        InlineElement::Italic => Name::I,
        InlineElement::Underline => Name::U,
        InlineElement::Small => Name::Small,
        InlineElement::Mark => Name::Mark,
        InlineElement::Inserted => Name::Ins,
        InlineElement::Time => Name::Time,
        InlineElement::Isolate => Name::Bdi,
        InlineElement::Override if attributes.get("dir") == Some("auto") => Name::Bdi,
        InlineElement::Override => Name::Bdo,
        InlineElement::Ruby | InlineElement::RubyText | InlineElement::Span => Name::Span,
    }
}

fn is_ruby_text(inline: &Inline) -> bool {
    matches!(
        inline.kind,
        InlineKind::Element {
            element: InlineElement::RubyText,
            ..
        }
    )
}

/// Is there nothing to see and nothing to link to?
pub(super) fn is_blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| {
        id(&inline.attributes).is_none()
            && match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) => {
                    text.trim().is_empty()
                }
                InlineKind::SoftBreak | InlineKind::LineBreak => true,
                InlineKind::Element { content, .. } | InlineKind::Link(Link { content, .. }) => {
                    is_blank(content)
                }
                InlineKind::Image(_) | InlineKind::NoteReference(_) => false,
            }
    })
}

/// Is there anything to follow?
pub(super) fn has_link(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match &inline.kind {
        InlineKind::Link(_) | InlineKind::NoteReference(_) => true,
        InlineKind::Image(image) => matches!(image.picture, Picture::Remote(_)),
        InlineKind::Element { content, .. } => has_link(content),
        InlineKind::Text(_) | InlineKind::Code(_) | InlineKind::Math(_) => false,
        InlineKind::SoftBreak | InlineKind::LineBreak => false,
    })
}

/// Has it no words to be read aloud?
fn is_wordless(inline: &Inline) -> bool {
    crate::document::plain_text(std::slice::from_ref(inline))
        .trim()
        .is_empty()
}
