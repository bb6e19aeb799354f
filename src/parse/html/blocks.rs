//! HTML's block elements into the model: takes an element, gives its block to the flow it stands in.

use crate::document::{
    Block, BlockKind, CodeBlock, Details, Division, DivisionElement, Figure, HeadingLevel,
};
use crate::parse::flow::{Flow, Loose};
use crate::parse::html::convert::Converter;
use crate::parse::html::dom::NodeId;

impl Converter<'_> {
    /// Gives a block element to `flow`. False if it is none.
    pub(super) fn block_element(&mut self, name: &str, id: NodeId, flow: &mut Flow) -> bool {
        if let Some(element) = division_element(name) {
            self.division(element, id, flow);
            return true;
        }
        match name {
            "p" => self.paragraph(id, flow),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(name, id, flow),
            "blockquote" => self.quote(id, flow),
            "center" => self.centred(id, flow),
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted(id, flow),
            "hr" => self.push(BlockKind::Rule, id, flow),
            "ul" | "menu" | "dir" | "ol" => self.list(id, flow),
            "li" => self.stray_items(id, flow),
            "dl" => self.definition_list(id, flow),
            "table" => self.table(id, flow),
            "figure" => self.figure(id, flow),
            "details" => self.details(id, flow),
            "dt" | "dd" | "figcaption" | "summary" | "legend" | "option" | "caption"
            | "textarea" => self.apart(id, flow),
            _ => return false,
        }
        true
    }

    fn quote(&mut self, id: NodeId, flow: &mut Flow) {
        let content = self.blocks(id, Loose::Paragraph);
        self.push(BlockKind::Quote(content), id, flow);
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
}

/// The division that an element is, if it is one.
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
