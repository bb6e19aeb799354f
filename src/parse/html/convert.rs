//! html5ever's tree into the model: takes nodes, gives the blocks and inlines they stand for.

use crate::document::{
    Alternative, Attributes, Block, BlockKind, CodeBlock, Details, Division, DivisionElement,
    Figure, HeadingLevel, Image, Inline, InlineElement, InlineKind, Link, MAX_DEPTH, Picture,
    Target, Visitor, walk_blocks,
};
use crate::parse::flow::{Flow, Loose};
use crate::parse::html::attributes::set_allowed;
use crate::parse::html::dom::{DOCUMENT, DomKind, DomNode, NodeId};
use crate::parse::html::embedded;
use crate::parse::html::session::{Held, RENAMED};
use crate::span::Span;

/// Gives what the nodes stand for to `flow`.
pub(super) fn convert(nodes: Vec<DomNode>, held: Vec<Option<Held>>, flow: &mut Flow) {
    let mut converter = Converter {
        nodes: &nodes,
        held,
        depth: 0,
        keep_spaces: false,
        checkbox: None,
    };
    // html5ever puts an element of its own around a fragment.
    let root = nodes.get(DOCUMENT).and_then(DomNode::first);
    if let Some(root) = root {
        converter.content(root, flow);
    }
}

pub(super) struct Converter<'a> {
    pub(super) nodes: &'a [DomNode],
    held: Vec<Option<Held>>,
    depth: usize,
    keep_spaces: bool,
    /// The state of a task's box met in the item that is being converted.
    pub(super) checkbox: Option<bool>,
}

impl Converter<'_> {
    /// Gives what stands in `parent` to `flow`.
    pub(super) fn content(&mut self, parent: NodeId, flow: &mut Flow) {
        if self.depth > MAX_DEPTH {
            return self.flat_content(parent, flow);
        }
        self.depth += 1;
        for child in self.children(parent) {
            self.single(child, flow);
        }
        self.depth -= 1;
    }

    pub(super) fn children(&self, parent: NodeId) -> Vec<NodeId> {
        let first = self.nodes.get(parent).and_then(DomNode::first);
        let next = |id: &NodeId| self.nodes.get(*id).and_then(DomNode::next);
        std::iter::successors(first, next).collect()
    }

    /// An element's name, without the mark of those renamed.
    pub(super) fn name(&self, id: NodeId) -> &str {
        match self.nodes.get(id).map(|node| &node.kind) {
            Some(DomKind::Element { name, .. }) => {
                let name: &str = &name.local;
                name.strip_prefix(RENAMED).unwrap_or(name)
            }
            _ => "",
        }
    }

    pub(super) fn span(&self, id: NodeId) -> Span {
        self.nodes.get(id).map_or(Span::NOWHERE, |node| node.span)
    }

    /// An attribute's value as it is written.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        match &self.nodes.get(id)?.kind {
            DomKind::Element { attributes, .. } => attributes
                .iter()
                .find(|attribute| &*attribute.name.local == name)
                .map(|attribute| &*attribute.value),
            _ => None,
        }
    }

    /// The attributes that the model keeps.
    pub(super) fn attributes(&self, id: NodeId) -> Attributes {
        let mut kept = Attributes::default();
        if let Some(DomKind::Element { attributes, .. }) = self.nodes.get(id).map(|node| &node.kind)
        {
            for attribute in attributes {
                set_allowed(&mut kept, &attribute.name.local, &attribute.value);
            }
        }
        kept
    }

    /// What stands in an element, gathered on its own.
    pub(super) fn gathered(&mut self, id: NodeId, loose: Loose) -> Flow {
        let mut inner = Flow::new(loose);
        self.content(id, &mut inner);
        inner
    }

    pub(super) fn blocks(&mut self, id: NodeId, loose: Loose) -> Vec<Block> {
        self.gathered(id, loose).into_blocks()
    }

    pub(super) fn inlines(&mut self, id: NodeId) -> Vec<Inline> {
        self.gathered(id, Loose::Plain).into_trimmed_inlines()
    }

    /// The words in an element as they stand, spaces and all.
    pub(super) fn text(&self, id: NodeId) -> String {
        let mut text = String::new();
        for inner in self.descendants(id) {
            match &self.nodes[inner].kind {
                DomKind::Text(words) => text.push_str(words),
                DomKind::Held(number) => match self.held.get(*number) {
                    Some(Some(Held::Inline(inline))) => {
                        text.push_str(&crate::document::plain_text(std::slice::from_ref(inline)));
                    }
                    Some(Some(Held::Block(block))) => text.push_str(&block_text(block)),
                    _ => {}
                },
                DomKind::Element { .. } if self.name(inner) == "br" => text.push('\n'),
                _ => {}
            }
        }
        text
    }

    /// An element and all in it, parents first.
    pub(super) fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), move |at| self.following(*at, id))
    }

    fn following(&self, at: NodeId, within: NodeId) -> Option<NodeId> {
        let node = self.nodes.get(at)?;
        if node.first().is_some() {
            return node.first();
        }
        let mut up = at;
        while up != within {
            let node = self.nodes.get(up)?;
            if node.next().is_some() {
                return node.next();
            }
            up = node.parent()?;
        }
        None
    }

    /// What is too deep: its text and Markdown, without its elements.
    fn flat_content(&mut self, parent: NodeId, flow: &mut Flow) {
        let inner: Vec<NodeId> = self.descendants(parent).skip(1).collect();
        for id in inner {
            if !matches!(self.nodes[id].kind, DomKind::Element { .. }) {
                self.single(id, flow);
            }
        }
    }

    /// Gives what one node stands for to `flow`.
    pub(super) fn single(&mut self, id: NodeId, flow: &mut Flow) {
        match &self.nodes[id].kind {
            DomKind::Text(text) if self.keep_spaces => {
                flow.push_inline(Inline::text(text.as_str(), self.nodes[id].span));
            }
            DomKind::Text(text) => {
                flow.push_inline(Inline::text(collapsed(text), self.nodes[id].span))
            }
            DomKind::Held(number) => {
                let number = *number;
                self.release(number, flow);
            }
            DomKind::Element { .. } => self.element(id, flow),
            DomKind::Document | DomKind::Probe => {}
        }
    }

    fn release(&mut self, number: usize, flow: &mut Flow) {
        match self.held.get_mut(number).and_then(Option::take) {
            Some(Held::Block(block)) => flow.push_block(block),
            Some(Held::Inline(inline)) => flow.push_inline(inline),
            None => {}
        }
    }

    fn element(&mut self, id: NodeId, flow: &mut Flow) {
        let name = self.name(id).to_owned();
        if let Some(element) = division_element(&name) {
            return self.division(element, id, flow);
        }
        if let Some(element) = inline_element(&name) {
            return self.wrapping(element, id, flow);
        }
        match name.as_str() {
            "p" => self.paragraph(id, flow),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(&name, id, flow),
            "blockquote" => {
                let content = self.blocks(id, Loose::Paragraph);
                self.push(BlockKind::Quote(content), id, flow);
            }
            "center" => self.centred(id, flow),
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted(id, flow),
            "hr" => self.push(BlockKind::Rule, id, flow),
            "ul" | "menu" | "dir" | "ol" => self.list(id, flow),
            "li" => self.stray_items(id, flow),
            "dl" => self.definition_list(id, flow),
            "table" => self.table(id, flow),
            "figure" => self.figure(id, flow),
            "details" => self.details(id, flow),
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
            "dt" | "dd" | "figcaption" | "summary" | "legend" | "option" | "caption"
            | "textarea" => {
                self.apart(id, flow);
            }
            _ => self.content(id, flow),
        }
    }

    pub(super) fn push(&self, kind: BlockKind, id: NodeId, flow: &mut Flow) {
        flow.push_block(Block {
            kind,
            span: self.span(id),
            attributes: self.attributes(id),
        });
    }

    fn push_inline(&self, kind: InlineKind, id: NodeId, flow: &mut Flow) {
        flow.push_inline(Inline {
            kind,
            span: self.span(id),
            attributes: self.attributes(id),
        });
    }

    /// An element outside of where it belongs: its content in lines of its own.
    fn apart(&mut self, id: NodeId, flow: &mut Flow) {
        let blocks = self.blocks(id, Loose::Paragraph);
        flow.push_blocks(blocks);
    }

    /// A paragraph; blocks that stand in it after all stand beside it.
    fn paragraph(&mut self, id: NodeId, flow: &mut Flow) {
        let mut blocks = self.blocks(id, Loose::Paragraph);
        let mut attributes = self.attributes(id);
        let whole = blocks.len() == 1;
        for block in &mut blocks {
            if let BlockKind::Paragraph(_) = block.kind {
                block.attributes.merge(&attributes);
                attributes.clear_id();
                if whole {
                    block.span = self.span(id);
                }
            }
        }
        flow.push_blocks(blocks);
    }

    fn heading(&mut self, name: &str, id: NodeId, flow: &mut Flow) {
        let content = self.inlines(id);
        let level = name
            .bytes()
            .last()
            .map_or(1, |digit| digit.wrapping_sub(b'0'));
        if !content.is_empty() {
            let level = HeadingLevel::new(level);
            self.push(BlockKind::Heading { level, content }, id, flow);
        }
    }

    fn division(&mut self, element: DivisionElement, id: NodeId, flow: &mut Flow) {
        let content = self.blocks(id, Loose::Plain);
        let division = Division { element, content };
        if division.content.is_empty() && self.attributes(id).id().is_none() {
            return;
        }
        self.push(BlockKind::Division(division), id, flow);
    }

    fn centred(&mut self, id: NodeId, flow: &mut Flow) {
        let content = self.blocks(id, Loose::Plain);
        let mut attributes = self.attributes(id);
        attributes.add_class("align-center");
        let element = DivisionElement::Div;
        flow.push_block(Block {
            kind: BlockKind::Division(Division { element, content }),
            span: self.span(id),
            attributes,
        });
    }

    fn preformatted(&mut self, id: NodeId, flow: &mut Flow) {
        let text = self.text(id);
        let mut text = text.strip_prefix('\n').unwrap_or(&text).to_owned();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let language = self.code_language(id);
        let code = CodeBlock {
            info: language.clone().unwrap_or_default(),
            language,
            text,
        };
        self.push(BlockKind::Code(code), id, flow);
        self.pictures_in(id, flow);
    }

    /// Pictures can't stand in code, so they follow it.
    fn pictures_in(&mut self, id: NodeId, flow: &mut Flow) {
        let inner: Vec<NodeId> = self.descendants(id).collect();
        for picture in inner {
            if self.name(picture) == "img" {
                self.image(picture, flow);
            }
        }
    }

    /// `class="language-rust"` on `pre` or the `code` in it, or `lang="rust"` as GitHub had it.
    fn code_language(&self, id: NodeId) -> Option<String> {
        let code = self
            .children(id)
            .into_iter()
            .find(|child| self.name(*child) == "code");
        [Some(id), code].into_iter().flatten().find_map(|id| {
            let classes = self.attribute(id, "class").unwrap_or("");
            let named = classes.split_whitespace().find_map(|class| {
                let prefixes = ["language-", "lang-", "highlight-source-"];
                prefixes
                    .iter()
                    .find_map(|prefix| class.strip_prefix(prefix))
            });
            named.or(self.attribute(id, "lang")).map(str::to_owned)
        })
    }

    fn figure(&mut self, id: NodeId, flow: &mut Flow) {
        let mut content = Flow::new(Loose::Plain);
        let mut caption = Vec::new();
        for child in self.children(id) {
            if self.name(child) == "figcaption" {
                caption.extend(self.blocks(child, Loose::Plain));
            } else {
                self.single(child, &mut content);
            }
        }
        let content = content.into_blocks();
        self.push(BlockKind::Figure(Figure { content, caption }), id, flow);
    }

    fn details(&mut self, id: NodeId, flow: &mut Flow) {
        let mut content = Flow::new(Loose::Paragraph);
        let mut summary = Vec::new();
        for child in self.children(id) {
            if self.name(child) == "summary" && summary.is_empty() {
                summary = self.inlines(child);
            } else {
                self.single(child, &mut content);
            }
        }
        let content = content.into_blocks();
        self.push(BlockKind::Details(Details { summary, content }), id, flow);
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

    fn image(&mut self, id: NodeId, flow: &mut Flow) {
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
        let span = crate::parse::flow::span_of(&content);
        inlines.push(Inline {
            kind: (self.kind)(content),
            span,
            attributes: self.attributes.clone(),
        });
        self.attributes.clear_id();
    }
}

fn block_text(block: &Block) -> String {
    match &block.kind {
        BlockKind::Code(code) => code.text.clone(),
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
            format!("{}\n\n", crate::document::plain_text(content))
        }
        _ => String::new(),
    }
}

/// Text as HTML shows it: runs of white space are one space.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, word) in text.split([' ', '\n', '\t', '\r', '\x0c']).enumerate() {
        if number > 0 && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn division_element(name: &str) -> Option<DivisionElement> {
    Some(match name {
        "div" | "main" | "nav" | "hgroup" | "form" | "fieldset" | "dialog" | "search"
        | "noframes" => DivisionElement::Div,
        "section" => DivisionElement::Section,
        "article" => DivisionElement::Article,
        "aside" => DivisionElement::Aside,
        "header" => DivisionElement::Header,
        "footer" => DivisionElement::Footer,
        "address" => DivisionElement::Address,
        _ => return None,
    })
}

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
