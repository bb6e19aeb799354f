//! Closing: takes a frame whose construct has ended, gives its node to the frame around it.

use crate::diagnostics::Diagnostic;
use crate::document::{
    Alternative, Attributes, Block, BlockKind, Cell, CellKind, CodeBlock, DefinitionItem,
    HeadingLevel, Image, Inline, InlineElement, InlineKind, Link, List, ListItem, Note, Numbering,
    Picture, Row, Table, Target, plain_text,
};
use crate::parse::alert::{alert_of, titled};
use crate::parse::builder::Builder;
use crate::parse::code::{attributes, hiding_mark, language, name, shown_lines, without_numbered};
use crate::parse::constructs::give_link;
use crate::parse::frame::{Frame, FrameKind};
use crate::parse::kramdown::label;
use crate::span::Span;
use pulldown_cmark::{CodeBlockKind, CowStr};
use std::ops::Range;

impl<'a> Builder<'a> {
    /// Gives a closed frame's node to its parent.
    pub(super) fn close(&mut self, frame: Frame<'a>) {
        let span = self.span(frame.range.clone());
        match frame.kind {
            FrameKind::Paragraph => self.close_paragraph(frame),
            FrameKind::Heading { .. } => self.close_heading(frame, span),
            FrameKind::Quote(_) => self.close_quote(frame, span),
            FrameKind::Code { kind, text } => self.close_code(kind, text, frame.range, span),
            FrameKind::List {
                start,
                items,
                tight,
            } => {
                self.close_list(list(start, items, tight), frame.range, span);
            }
            FrameKind::Item { checked } => self.close_item(checked, frame, span),
            FrameKind::Note(_) => self.close_note(frame, span),
            FrameKind::Definitions(items) => {
                self.push_block(Block::new(BlockKind::DefinitionList(items), span));
            }
            FrameKind::Term => self.close_term(frame, span),
            FrameKind::Definition => self.close_definition(frame, span),
            FrameKind::Table { .. } => self.close_table(frame, span),
            FrameKind::Row { cells, head } => self.close_row(cells, head, span),
            FrameKind::Cell => self.close_cell(frame, span),
            FrameKind::Element(element) => self.close_element(element, frame, span),
            FrameKind::Subscript => self.close_subscript(frame, span),
            FrameKind::Superscript => self.close_superscript(frame, span),
            FrameKind::Link { .. } => self.close_link(frame, span),
            FrameKind::Image { source, title } => {
                let content = frame.flow.into_inlines();
                self.push_inline(image(source, title, &content, span));
            }
            FrameKind::Html(lines) => self.html_block(&lines),
            FrameKind::Document => self.flow().push_blocks(frame.flow.into_blocks()),
        }
    }

    fn close_paragraph(&mut self, frame: Frame<'a>) {
        let is_plain = self.holds_phrases() || self.is_tight(&frame);
        let span = self.span(frame.range);
        if let Some(Frame {
            kind: FrameKind::Item { .. },
            ..
        }) = self.parent()
            && !is_plain
        {
            self.list_is_loose();
        }
        if frame.dissolved {
            self.session().close_paragraph(span);
            self.end_session();
        } else if frame.flow.is_inline() {
            let content = frame.flow.into_trimmed_inlines();
            let kind = if is_plain {
                BlockKind::Plain
            } else {
                BlockKind::Paragraph
            };
            if !content.is_empty() {
                self.push_block(Block::new(kind(content), span));
            }
        } else {
            let blocks = frame.flow.into_blocks();
            blocks.into_iter().for_each(|block| self.push_block(block));
        }
    }

    /// Is this the content of an element with `markdown="span"`, other than a paragraph?
    fn holds_phrases(&self) -> bool {
        self.regions.last() == Some(&true)
    }

    fn close_code(
        &mut self,
        kind: CodeBlockKind<'a>,
        text: String,
        range: Range<usize>,
        span: Span,
    ) {
        if kind.is_indented() && self.is_indented_html(&text) {
            self.push_indented_html(range);
        } else {
            let hides = self.dialect.hidden_lines;
            let info = info(kind);
            if let Some(name) = name(&info) {
                self.push_block(name_above(name, span));
            }
            self.push_block(code_block(info, text, hides, span));
        }
    }

    fn close_heading(&mut self, mut frame: Frame<'a>, span: Span) {
        let FrameKind::Heading {
            level,
            attributes,
            braces,
        } = frame.kind
        else {
            return;
        };
        if !braces.is_empty() {
            frame
                .flow
                .push_inline(Inline::text(format!(" {braces}"), span));
        }
        let kind = BlockKind::Heading {
            level: HeadingLevel::new(level),
            content: frame.flow.into_trimmed_inlines(),
        };
        self.push_block(Block {
            kind,
            span,
            attributes,
        });
    }

    fn close_quote(&mut self, frame: Frame<'a>, span: Span) {
        let FrameKind::Quote(kind) = frame.kind else {
            return;
        };
        let content = frame.flow.into_blocks();
        let kind = match kind {
            Some(kind) => BlockKind::Alert(alert_of(kind, content)),
            None if self.dialect.extensions => match titled(content) {
                Ok(alert) => BlockKind::Alert(alert),
                Err(content) => BlockKind::Quote(content),
            },
            None => BlockKind::Quote(content),
        };
        self.push_block(Block::new(kind, span));
    }

    fn close_item(&mut self, checked: Option<bool>, frame: Frame<'a>, span: Span) {
        let item = ListItem {
            content: frame.flow.into_blocks(),
            checked,
            span,
            attributes: frame.attributes,
        };
        if let Some(Frame {
            kind: FrameKind::List { items, .. },
            ..
        }) = self.parent()
        {
            items.push(item);
        }
    }

    fn close_note(&mut self, frame: Frame<'a>, span: Span) {
        let FrameKind::Note(label) = frame.kind else {
            return;
        };
        let label = label.into_string();
        if !self.note_labels.insert(label.clone()) {
            let message = format!("the note [^{label}] is defined twice");
            let told = Diagnostic::warning("note-defined-twice", message).at(span);
            self.messages
                .report(told.help("the first definition is used"));
            return;
        }
        self.notes.push(Note {
            label,
            content: frame.flow.into_blocks(),
            span,
            attributes: Attributes::default(),
        });
        self.note_ended = true;
    }

    fn close_term(&mut self, frame: Frame<'a>, span: Span) {
        let term = (frame.flow.into_inlines(), frame.attributes);
        let Some(items) = self.definitions() else {
            return;
        };
        match items.last_mut() {
            Some(item) if item.definitions.is_empty() => item.terms.push(term),
            _ => items.push(DefinitionItem {
                terms: vec![term],
                definitions: Vec::new(),
                span,
            }),
        }
    }

    fn close_definition(&mut self, frame: Frame<'a>, span: Span) {
        let stands_apart = self.follows_blank_line(frame.range.start);
        let mut content = frame.flow.into_blocks();
        if !stands_apart {
            tighten(&mut content);
        }
        let definition = (content, frame.attributes);
        if let Some(item) = self.definitions().and_then(|items| items.last_mut()) {
            item.definitions.push(definition);
            item.span = item.span.to(span);
        }
    }

    pub(super) fn in_term(&self) -> bool {
        matches!(
            self.frames.last().map(|frame| &frame.kind),
            Some(FrameKind::Term)
        )
    }

    /// Each line above a definition is a term of its own.
    pub(super) fn next_term(&mut self, line_end: &Range<usize>) {
        let Some(mut term) = self.pop() else { return };
        let rest = line_end.end..term.range.end.max(line_end.end);
        term.range.end = line_end.start;
        let next = Frame::new(FrameKind::Term, rest, term.depth);
        self.close(term);
        self.frames.push(next);
    }

    fn definitions(&mut self) -> Option<&mut Vec<DefinitionItem>> {
        match &mut self.parent()?.kind {
            FrameKind::Definitions(items) => Some(items),
            _ => None,
        }
    }

    fn close_table(&mut self, frame: Frame<'a>, span: Span) {
        let FrameKind::Table {
            columns,
            mut head,
            mut body,
            parts,
        } = frame.kind
        else {
            return;
        };
        let mut foot = Vec::new();
        if let Some((first, last)) = parts {
            (head, body, foot) = parted(body, first, last);
        }
        let table = Table {
            columns,
            caption: Vec::new(),
            head,
            body,
            foot,
        };
        self.push_block(Block::new(BlockKind::Table(table), span));
    }

    fn close_row(&mut self, cells: Vec<Cell>, is_head: bool, span: Span) {
        let row = Row {
            cells,
            span,
            attributes: Attributes::default(),
        };
        if let Some(Frame {
            kind: FrameKind::Table { head, body, .. },
            ..
        }) = self.parent()
        {
            if is_head { head } else { body }.push(row);
        }
    }

    fn close_cell(&mut self, frame: Frame<'a>, span: Span) {
        let column = match self.parent().map(|parent| &parent.kind) {
            Some(FrameKind::Row { cells, .. }) => cells.len(),
            _ => 0,
        };
        let alignment = self.column_alignment(column);
        if let Some(Frame {
            kind: FrameKind::Row { cells, head },
            ..
        }) = self.parent()
        {
            cells.push(Cell {
                kind: if *head {
                    CellKind::ColumnHead
                } else {
                    CellKind::Data
                },
                alignment,
                column_span: 1,
                row_span: 1,
                content: frame.flow.into_blocks(),
                span,
                attributes: Attributes::default(),
            });
        }
    }

    fn close_element(&mut self, element: InlineElement, frame: Frame<'a>, span: Span) {
        let content = frame.flow.into_inlines();
        self.push_inline(Inline::new(InlineKind::Element { element, content }, span));
    }

    /// `H~2~O` is a subscript; `~struck out~`, with a space in it, is GitHub's strikethrough.
    fn close_subscript(&mut self, frame: Frame<'a>, span: Span) {
        let range = frame.range.clone();
        let content = frame.flow.into_inlines();
        if !has_space(&content) {
            self.push_element(InlineElement::Subscript, content, span);
        } else if self.stands_apart(&range) {
            self.push_element(InlineElement::Strikethrough, content, span);
        } else {
            self.push_between("~", content, span);
        }
    }

    /// `x^2^` is a superscript; `x^2 and y^2`, with a space in it, is what it looks like.
    fn close_superscript(&mut self, frame: Frame<'a>, span: Span) {
        let content = frame.flow.into_inlines();
        if has_space(&content) {
            self.push_between("^", content, span);
        } else {
            self.push_element(InlineElement::Superscript, content, span);
        }
    }

    fn push_element(&mut self, element: InlineElement, content: Vec<Inline>, span: Span) {
        self.push_inline(Inline::new(InlineKind::Element { element, content }, span));
    }

    /// Gives inlines back with their marks as text: they meant nothing after all.
    fn push_between(&mut self, mark: &str, content: Vec<Inline>, span: Span) {
        let end = Span {
            start: span.end,
            ..span
        };
        let start = Span {
            end: span.start,
            ..span
        };
        self.push_inline(Inline::text(mark, start));
        content
            .into_iter()
            .for_each(|inline| self.push_inline(inline));
        self.push_inline(Inline::text(mark, end));
    }

    fn close_link(&mut self, frame: Frame<'a>, span: Span) {
        let FrameKind::Link {
            target,
            title,
            label: written,
        } = frame.kind
        else {
            return;
        };
        let link = Link {
            target: Target::Written(target),
            title: (!title.is_empty()).then(|| title.into_string()),
            content: frame.flow.into_inlines(),
        };
        let mut link = Inline::new(InlineKind::Link(link), span);
        if !self.link_lists.is_empty()
            && let Some(list) = written.and_then(|written| self.link_lists.get(&label(&written)))
        {
            give_link(&mut link, list, self.definitions);
        }
        self.push_inline(link);
    }
}

/// The rows before `head`, those after them, and those from `foot` on.
fn parted(mut rows: Vec<Row>, head: usize, foot: usize) -> (Vec<Row>, Vec<Row>, Vec<Row>) {
    let foot = rows.split_off(foot.min(rows.len()));
    let body = rows.split_off(head.min(rows.len()));
    let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
    cells.for_each(|cell| cell.kind = CellKind::ColumnHead);
    (rows, body, foot)
}

/// A definition right under its term is plain text, as a tight list's item is.
fn tighten(content: &mut [Block]) {
    if let [only] = content
        && let BlockKind::Paragraph(words) = &mut only.kind
    {
        only.kind = BlockKind::Plain(std::mem::take(words));
    }
}

fn has_space(inlines: &[Inline]) -> bool {
    plain_text(inlines).contains(char::is_whitespace)
}

fn info(kind: CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Fenced(info) => info.into_string(),
        CodeBlockKind::Indented => String::new(),
    }
}

/// What code is called stands above it, the name of a file in code type.
fn name_above(name: String, span: Span) -> Block {
    let name = match name.contains(char::is_whitespace) {
        true => Inline::text(name, span),
        false => Inline::new(InlineKind::Code(name), span),
    };
    let mut block = Block::new(BlockKind::Paragraph(vec![name]), span);
    block.attributes.add_class("code-name");
    block
}

fn code_block(info: String, text: String, hides: bool, span: Span) -> Block {
    let language = language(&info);
    let text = match hiding_mark(&info, language.as_deref()).filter(|_| hides) {
        Some(mark) => shown_lines(&text, mark),
        None => text,
    };
    let text = without_numbered(text, &info);
    Block {
        attributes: attributes(&info),
        kind: BlockKind::Code(CodeBlock {
            language,
            info,
            text,
        }),
        span,
    }
}

fn list(start: Option<u64>, items: Vec<ListItem>, tight: bool) -> List {
    let numbering = start.map(|start| Numbering {
        start: i64::try_from(start).unwrap_or(i64::MAX),
    });
    List {
        numbering,
        tight,
        items,
    }
}

fn image(source: CowStr<'_>, title: CowStr<'_>, content: &[Inline], span: Span) -> Inline {
    let words = plain_text(content);
    let alternative = if words.trim().is_empty() {
        Alternative::Absent
    } else {
        Alternative::Text(words)
    };
    let image = Image {
        picture: Picture::Written(source.into_string()),
        alternative,
        title: (!title.is_empty()).then(|| title.into_string()),
    };
    Inline::new(InlineKind::Image(image), span)
}
