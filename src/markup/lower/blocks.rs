//! Blocks to elements.

use super::attributes::{classed, element, id};
use super::inlines::{has_link, is_blank};
use super::{Lowering, Place};
use crate::document::{
    Alert, AlertKind, Block, BlockKind, CodeBlock, Details, Division, DivisionElement, Figure,
    HeadingLevel, Inline, InlineKind, plain_text,
};
use crate::markup::{Element, Name, OutlineEntry};
use crate::span::Span;

impl Lowering<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block], at: Place) {
        let is_plain = |n: usize| {
            let block: Option<&Block> = blocks.get(n);
            block.is_some_and(|block| matches!(block.kind, BlockKind::Plain(_)))
        };
        for (n, block) in blocks.iter().enumerate() {
            let beside_plain = (n > 0 && is_plain(n - 1)) || is_plain(n + 1);
            match &block.kind {
                // Two runs of bare text would run together.
                BlockKind::Plain(content) if beside_plain => {
                    self.wrapped(element(Name::Div, &block.attributes), content, block, at);
                }
                _ => self.block(block, at),
            }
        }
    }

    fn block(&mut self, block: &Block, at: Place) {
        let attributes = &block.attributes;
        match &block.kind {
            BlockKind::Paragraph(content) => {
                self.wrapped(element(Name::P, attributes), content, block, at)
            }
            BlockKind::Plain(content) => self.plain(content, block, at),
            BlockKind::Heading { level, content } => self.heading(*level, content, block, at),
            BlockKind::Quote(content) => {
                self.container(element(Name::Blockquote, attributes), content, block, at)
            }
            BlockKind::Alert(alert) => self.alert(alert, block, at),
            BlockKind::List(list) => self.list(list, block, at),
            BlockKind::DefinitionList(items) => self.definition_list(items, block, at),
            BlockKind::Code(code) => self.code(code, block, at),
            BlockKind::Math(formula) => self.display_math(formula, block, at),
            BlockKind::Table(table) => self.table(table, block, at),
            BlockKind::Figure(figure) => self.figure(figure, block, at),
            BlockKind::Rule => {
                self.append(at, element(Name::Hr, attributes), block.span);
            }
            BlockKind::Contents => self.contents(block, at),
            BlockKind::Details(details) => self.details(details, block, at),
            BlockKind::Division(division) => self.division(division, block, at),
        }
    }

    /// Inlines in an element of their own; nothing for nothing.
    fn wrapped(&mut self, element: Element, content: &[Inline], block: &Block, at: Place) {
        if is_blank(content) && element.id().is_none() {
            return;
        }
        let inside = self.append(at, element, block.span);
        self.inlines(content, inside);
    }

    fn plain(&mut self, content: &[Inline], block: &Block, at: Place) {
        if self.is_book() && at.parent == self.tree.root() {
            self.wrapped(element(Name::P, &block.attributes), content, block, at);
        } else if block.attributes.is_empty() {
            self.inlines(content, at);
        } else {
            self.wrapped(element(Name::Span, &block.attributes), content, block, at);
        }
    }

    fn container(&mut self, element: Element, content: &[Block], block: &Block, at: Place) {
        if self.is_book() && content.is_empty() && element.id().is_none() {
            return;
        }
        let inside = self.append(at, element, block.span);
        self.blocks(content, inside);
    }

    /// The blocks of a cell, caption or tight item, where a paragraph needs no element of its own.
    pub(super) fn unwrapped(&mut self, content: &[Block], at: Place) {
        match content {
            [
                Block {
                    kind: BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines),
                    attributes,
                    ..
                },
            ] if attributes.is_empty() => self.inlines(inlines, at),
            _ => self.blocks(content, at),
        }
    }

    fn heading(&mut self, level: HeadingLevel, content: &[Inline], block: &Block, at: Place) {
        let wordless = plain_text(content).trim().is_empty();
        if self.is_book() && (wordless || at.in_label) {
            // A heading without words names nothing, and none may stand in a table head: it keeps its look only.
            self.wrapped(
                classed(Name::P, "heading", &block.attributes),
                content,
                block,
                at,
            );
            return;
        }
        let name = heading_name(self.levels.next(level));
        let inside = self.append(at, element(name, &block.attributes), block.span);
        self.inlines(content, inside);
    }

    fn alert(&mut self, alert: &Alert, block: &Block, at: Place) {
        let name = match alert.kind {
            _ if at.in_label => Name::Div,
            AlertKind::Note | AlertKind::Tip | AlertKind::Important => Name::Aside,
            AlertKind::Warning | AlertKind::Caution => Name::Section,
        };
        let (class, title) = self.words.alert(alert.kind);
        let mut element = classed(name, &format!("alert {class}"), &block.attributes);
        // The roles that ARIA in HTML allows on these elements.
        element = match alert.kind {
            _ if at.in_label => element,
            AlertKind::Note | AlertKind::Important => element.with("role", "note"),
            AlertKind::Tip => element.with("epub:type", "tip").with("role", "doc-tip"),
            AlertKind::Warning | AlertKind::Caution => element
                .with("epub:type", "notice")
                .with("role", "doc-notice"),
        };
        let inside = self.append(at, element, block.span);
        let heading = Element::new(Name::P).with("class", "alert-title");
        let heading = self.append(inside, heading, block.span);
        match &alert.title {
            Some(words) if !is_blank(words) => self.inlines(words, heading),
            _ => self.append_words(heading, title),
        }
        self.blocks(&alert.content, inside);
    }

    fn code(&mut self, code: &CodeBlock, block: &Block, at: Place) {
        let pre = self.append(at, element(Name::Pre, &block.attributes), block.span);
        let mut element = Element::new(Name::Code);
        let language = code.language.as_deref();
        if let Some(language) = language.filter(|word| !word.contains(char::is_whitespace)) {
            element = element.with("class", format!("language-{language}"));
        }
        let inside = self.append(pre, element, block.span);
        self.tree
            .append_text(inside.parent, code.text.as_str(), block.span);
    }

    fn display_math(&mut self, formula: &str, block: &Block, at: Place) {
        let element = classed(Name::Div, "math display", &block.attributes);
        let inside = self.append(at, element, block.span);
        let code = self.append(inside, Element::new(Name::Code), block.span);
        self.tree
            .append_text(code.parent, formula.trim(), block.span);
    }

    fn figure(&mut self, figure: &Figure, block: &Block, at: Place) {
        let inside = self.append(at, element(Name::Figure, &block.attributes), block.span);
        for content in &figure.content {
            match sole_picture(content) {
                Some(inline) => self.inlines(std::slice::from_ref(inline), inside),
                None => self.block(content, inside),
            }
        }
        if let Some(first) = figure.caption.first() {
            let caption = self.append(inside, Element::new(Name::Figcaption), first.span);
            self.unwrapped(&figure.caption, caption);
        }
    }

    /// Open, for in a book there is nothing to open it with. A link may not stand in a `summary`, which is one itself.
    fn details(&mut self, details: &Details, block: &Block, at: Place) {
        let attributes = &block.attributes;
        let (outer, line) = if has_link(&details.summary) {
            let line = Element::new(Name::P).with("class", "summary");
            (classed(Name::Div, "details", attributes), line)
        } else {
            let open = element(Name::Details, attributes).with("open", "open");
            (open, Element::new(Name::Summary))
        };
        let inside = self.append(at, outer, block.span);
        let summary = self.append(inside, line, block.span);
        if is_blank(&details.summary) {
            self.append_words(summary, "\u{2026}");
        } else {
            self.inlines(&details.summary, summary);
        }
        self.blocks(&details.content, inside);
    }

    fn division(&mut self, division: &Division, block: &Block, at: Place) {
        // A header or footer in the text would be read out as the whole page's (WAI-ARIA's banner and contentinfo).
        let (name, class) = match division.element {
            DivisionElement::Header => (Name::Div, "header"),
            DivisionElement::Footer => (Name::Div, "footer"),
            DivisionElement::Div => (Name::Div, ""),
            _ if at.in_label => (Name::Div, ""),
            DivisionElement::Section => (Name::Section, ""),
            DivisionElement::Article => (Name::Article, ""),
            DivisionElement::Aside => (Name::Aside, ""),
            DivisionElement::Address => (Name::Address, ""),
        };
        let mut element = classed(name, class, &block.attributes);
        if name == Name::Aside {
            // Else each would be a landmark, all of one name.
            element = element.with("role", "note");
        }
        let in_label = at.in_label || name == Name::Address;
        let at = Place { in_label, ..at };
        self.container(element, &division.content, block, at);
    }

    /// The contents: lists of links to the chapter's headings, one in another.
    fn contents(&mut self, block: &Block, at: Place) {
        self.wants_contents = true;
        let is_listed = |entry: &&OutlineEntry| !entry.hidden && Some(entry.node) != self.title;
        let entries: Vec<&OutlineEntry> = self.contents.iter().filter(is_listed).collect();
        if entries.is_empty() {
            return;
        }
        let name = if at.in_label { Name::Div } else { Name::Nav };
        let label = self.words.contents;
        let nav = classed(name, "contents", &block.attributes).with("aria-label", label);
        let nav = self.append(at, nav, block.span);
        self.contents_list(&entries, nav, block.span);
    }

    fn contents_list(&mut self, entries: &[&OutlineEntry], at: Place, span: Span) {
        let list = self.append(at, Element::new(Name::Ul).with("class", "toc"), span);
        let level = entries.iter().map(|entry| entry.level).min();
        let mut rest = entries;
        while let Some((first, after)) = rest.split_first() {
            let end = after.iter().position(|entry| Some(entry.level) == level);
            let (below, next) = after.split_at(end.unwrap_or(after.len()));
            let item = self.append(list, Element::new(Name::Li), span);
            let mut link = Element::new(Name::A);
            link.target = first.id.clone().map(|id| self.target(id));
            let link = self.append(item, link, span);
            self.append_words(link, &first.text);
            if !below.is_empty() {
                self.contents_list(below, item, span);
            }
            rest = next;
        }
    }
}

/// The element of a heading.
fn heading_name(level: HeadingLevel) -> Name {
    match level.get() {
        1 => Name::H1,
        2 => Name::H2,
        3 => Name::H3,
        4 => Name::H4,
        5 => Name::H5,
        _ => Name::H6,
    }
}

/// The picture, if a block is nothing else: a figure needs no paragraph around it.
fn sole_picture(block: &Block) -> Option<&Inline> {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => match content.as_slice() {
            [inline]
                if matches!(inline.kind, InlineKind::Image(_))
                    && id(&block.attributes).is_none() =>
            {
                Some(inline)
            }
            _ => None,
        },
        _ => None,
    }
}
