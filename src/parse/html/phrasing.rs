//! HTML's phrasing elements into the model: takes an element, gives its inline to the flow it stands in.

use crate::document::{
    Alternative, Attributes, Image, Inline, InlineElement, InlineKind, Link, Picture, Target,
    Visitor, walk_blocks,
};
use crate::parse::flow::{Flow, Loose, span_of};
use crate::parse::html::attributes::set_allowed;
use crate::parse::html::convert::{Converter, collapsed};
use crate::parse::html::dom::{DomKind, NodeId};
use crate::parse::html::embedded;

impl Converter<'_> {
    /// Gives a phrasing element to `flow`. False if it is none.
    pub(super) fn phrasing_element(&mut self, name: &str, id: NodeId, flow: &mut Flow) -> bool {
        if let Some(element) = inline_element(name) {
            self.wrapping(element, id, flow);
            return true;
        }
        match name {
            "br" => self.push_inline(InlineKind::LineBreak, id, flow),
            "wbr" => self.push_inline(InlineKind::Text("\u{200b}".to_owned()), id, flow),
            "img" => self.image(id, flow),
            "a" => self.anchor(id, flow),
            "code" | "tt" => self.code(id, flow),
            "input" => self.input(id, flow),
            "iframe" | "embed" | "video" | "audio" | "object" | "frame" | "applet" => {
                self.embedded(id, flow);
            }
            "rp" | "area" | "param" | "source" | "track" | "col" | "keygen" => {}
            _ => return false,
        }
        true
    }

    /// An inline element. Around blocks, it is put around the words of each.
    fn wrapping(&mut self, element: InlineElement, id: NodeId, flow: &mut Flow) {
        let inner = self.gathered(id, Loose::Plain);
        let wrap = |content| InlineKind::Element { element, content };
        self.wrap(inner, wrap, self.attributes(id), id, flow);
    }

    fn wrap(
        &mut self,
        inner: Flow,
        kind: impl Fn(Vec<Inline>) -> InlineKind,
        attributes: Attributes,
        id: NodeId,
        flow: &mut Flow,
    ) {
        let span = self.span(id);
        if inner.is_inline() {
            let content = inner.into_inlines();
            return flow.push_inline(Inline {
                kind: kind(content),
                span,
                attributes,
            });
        }
        let mut blocks = inner.into_blocks();
        let mut wrapper = Wrapper { kind, attributes };
        walk_blocks(&mut wrapper, &mut blocks);
        flow.push_blocks(blocks);
    }

    fn code(&mut self, id: NodeId, flow: &mut Flow) {
        let only_text = self
            .descendants(id)
            .skip(1)
            .all(|inner| matches!(self.nodes[inner].kind, DomKind::Text(_)));
        if only_text {
            let code = collapsed(&self.text(id));
            self.push_inline(InlineKind::Code(code), id, flow);
        } else {
            self.wrapping(InlineElement::Code, id, flow);
        }
    }

    fn anchor(&mut self, id: NodeId, flow: &mut Flow) {
        let mut attributes = self.attributes(id);
        if attributes.id().is_none()
            && let Some(name) = self.attribute(id, "name")
        {
            set_allowed(&mut attributes, "id", name);
        }
        let title = attributes.remove("title");
        let inner = self.gathered(id, Loose::Plain);
        let href = self.attribute(id, "href").map(str::trim).map(str::to_owned);
        let kind = |content| match &href {
            Some(href) => InlineKind::Link(Link {
                target: Target::Written(href.clone()),
                title: title.clone(),
                content,
            }),
            None => InlineKind::Element {
                element: InlineElement::Span,
                content,
            },
        };
        self.wrap(inner, kind, attributes, id, flow);
    }

    pub(super) fn image(&mut self, id: NodeId, flow: &mut Flow) {
        let mut attributes = self.attributes(id);
        let title = attributes.remove("title");
        let words = self.attribute(id, "alt");
        let Some(source) = self.picture_source(id) else {
            let words = words.unwrap_or("").to_owned();
            return flow.push_inline(Inline::text(words, self.span(id)));
        };
        let alternative = match words.map(collapsed) {
            None => Alternative::Absent,
            Some(words) if words.trim().is_empty() => Alternative::Decorative,
            Some(words) => Alternative::Text(words),
        };
        let image = Image {
            picture: Picture::Written(source),
            alternative,
            title: title.filter(|title| !title.is_empty()),
        };
        flow.push_inline(Inline {
            kind: InlineKind::Image(image),
            span: self.span(id),
            attributes,
        });
    }

    /// `src`, or where lazy loading put it.
    fn picture_source(&self, id: NodeId) -> Option<String> {
        let sources = ["src", "data-src", "data-original"];
        let source = sources
            .into_iter()
            .filter_map(|name| self.attribute(id, name))
            .find(|source| !source.trim().is_empty());
        let first_of_set = || self.attribute(id, "srcset")?.split_whitespace().next();
        source
            .or_else(first_of_set)
            .map(|source| source.trim().to_owned())
    }

    /// A task's box, or a button's label.
    fn input(&mut self, id: NodeId, flow: &mut Flow) {
        let kind = self
            .attribute(id, "type")
            .unwrap_or("text")
            .to_ascii_lowercase();
        match kind.as_str() {
            "checkbox" => self.checkbox = Some(self.attribute(id, "checked").is_some()),
            "hidden" | "image" | "radio" => {}
            _ => {
                let value = self
                    .attribute(id, "value")
                    .or(self.attribute(id, "placeholder"));
                let words = value.unwrap_or("").to_owned();
                flow.push_inline(Inline::text(words, self.span(id)));
            }
        }
    }

    fn embedded(&mut self, id: NodeId, flow: &mut Flow) {
        match embedded::link(self, id) {
            Some(link) => self.push_inline(InlineKind::Link(link), id, flow),
            None => self.content(id, flow),
        }
    }
}

/// Puts an inline element around the words of each block.
struct Wrapper<F> {
    kind: F,
    attributes: Attributes,
}

impl<F: Fn(Vec<Inline>) -> InlineKind> Visitor for Wrapper<F> {
    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        if inlines.is_empty() {
            return;
        }
        let content = std::mem::take(inlines);
        let span = span_of(&content);
        inlines.push(Inline {
            kind: (self.kind)(content),
            span,
            attributes: self.attributes.clone(),
        });
        self.attributes.clear_id();
    }
}

/// The inline element that an element of HTML is, if it is one.
fn inline_element(name: &str) -> Option<InlineElement> {
    use InlineElement as E;
    Some(match name {
        "em" => E::Emphasis,
        "strong" => E::Strong,
        "s" | "strike" => E::Strikethrough,
        "sup" => E::Superscript,
        "sub" => E::Subscript,
        "kbd" => E::Keyboard,
        "samp" => E::Sample,
        "var" => E::Variable,
        "abbr" | "acronym" => E::Abbreviation,
        "cite" => E::Citation,
        "dfn" => E::Definition,
        "q" => E::Quotation,
        "b" => E::Bold,
        "i" => E::Italic,
        "u" => E::Underline,
        "small" => E::Small,
        "mark" => E::Mark,
        "ins" => E::Inserted,
        "del" => E::Deleted,
        "time" => E::Time,
        "bdi" => E::Isolate,
        "bdo" => E::Override,
        "ruby" => E::Ruby,
        "rt" => E::RubyText,
        "span" | "font" | "big" | "label" | "button" | "data" | "output" => E::Span,
        _ => return None,
    })
}
