//! The tree builder: takes the Markdown parser's events, keeps what is open, and gives closed constructs to their parents.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::{Alignment, Block, BlockKind, Inline, InlineKind, MAX_DEPTH, Note};
use crate::parse::flow::Flow;
use crate::parse::frame::{Frame, FrameKind};
use crate::parse::html::Session;
use crate::parse::kramdown::{Definitions, HtmlOptions, Mark, Scanned};
use crate::parse::manuscript::Manuscript;
use crate::parse::words::{self, Abbreviations, Sought, guillemets};
use crate::parse::{Dialect, Parsed};
use crate::span::Span;
use pulldown_cmark::{CowStr, Event, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Containers stop here, so that a paragraph, an element in it and its text still fit below [`MAX_DEPTH`].
const CONTAINER_DEPTH: usize = MAX_DEPTH - 4;

/// Inline elements stop here, so that their text still fits.
const INLINE_DEPTH: usize = MAX_DEPTH - 1;

/// The tree under construction.
pub(super) struct Builder<'a> {
    pub(super) text: &'a Manuscript<'a>,
    /// kramdown's constructs, in the text's order.
    pub(super) marks: &'a [Mark],
    pub(super) definitions: &'a Definitions,
    pub(super) abbreviations: Abbreviations,
    /// What attribute lists say of links, by the label they are defined with.
    pub(super) link_lists: &'a BTreeMap<String, String>,
    /// How kramdown was told to read HTML.
    pub(super) html: HtmlOptions,
    /// For each open element with Markdown in it: does it hold phrases only?
    pub(super) regions: Vec<bool>,
    /// A note's definition was the last block that ended.
    pub(super) note_ended: bool,
    pub(super) dialect: Dialect,
    pub(super) messages: &'a mut Diagnostics,
    /// What is open, the document first.
    pub(super) frames: Vec<Frame<'a>>,
    /// For each open tag: has it a frame, or is it too deep and its content part of what is around it?
    framed: Vec<bool>,
    pub(super) notes: Vec<Note>,
    pub(super) note_labels: BTreeSet<String>,
    told_depth: bool,
    /// Where the last inline ended that an attribute list may follow.
    pub(super) inline_end: usize,
    /// What stands before this is part of an element taken over whole.
    pub(super) skip_to: usize,
    /// Elements taken over whole that don't end in a range, so that it is searched only once.
    pub(super) unended: BTreeMap<String, Range<usize>>,
    /// Names in angle brackets that were told to be no elements.
    pub(super) unknown: BTreeSet<String>,
    /// Names of elements that were told to be left out.
    pub(super) dropped: BTreeSet<String>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        scanned: &'a Scanned<'a>,
        dialect: Dialect,
        messages: &'a mut Diagnostics,
    ) -> Builder<'a> {
        let text = &scanned.manuscript;
        let document = Frame::new(FrameKind::Document, 0..text.as_str().len(), 0);
        Builder {
            text,
            marks: &scanned.marks,
            definitions: &scanned.definitions,
            abbreviations: Abbreviations::new(scanned.abbreviations.clone()),
            link_lists: &scanned.link_lists,
            html: HtmlOptions::USUAL,
            regions: Vec::new(),
            note_ended: false,
            dialect,
            messages,
            frames: vec![document],
            framed: Vec::new(),
            notes: Vec::new(),
            note_labels: BTreeSet::new(),
            told_depth: false,
            inline_end: usize::MAX,
            skip_to: 0,
            unended: BTreeMap::new(),
            unknown: BTreeSet::new(),
            dropped: BTreeSet::new(),
        }
    }

    pub(super) fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if range.start < self.skip_to {
            return self.skip(event, range);
        }
        match event {
            Event::Start(tag) => self.open(tag, range),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text_event(text, range),
            Event::Html(_) => self.push_html_line(range),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Code(code) => {
                let code = self.code_words(code, &range);
                self.push_leaf(InlineKind::Code(code), range);
            }
            Event::InlineMath(formula) => self.inline_math(formula, range),
            Event::DisplayMath(formula) => self.display_math(formula, range),
            Event::FootnoteReference(label) => {
                self.push_leaf(InlineKind::NoteReference(label.into_string()), range);
            }
            Event::SoftBreak | Event::HardBreak if self.in_term() => self.next_term(&range),
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.push_leaf(InlineKind::LineBreak, range),
            Event::Rule => {
                let span = self.span(range);
                self.push_block(Block::new(BlockKind::Rule, span));
            }
            Event::TaskListMarker(done) => self.task_marker(done),
        }
    }

    /// An event that begins within what was taken over whole: only what goes beyond it counts.
    fn skip(&mut self, event: Event<'a>, range: Range<usize>) {
        let goes_beyond = range.end > self.skip_to;
        let rest = self.skip_to..range.end;
        match event {
            Event::Start(tag) if goes_beyond => self.open(tag, range),
            Event::Start(_) => self.framed.push(false),
            Event::End(_) => self.end(),
            Event::Text(_) if goes_beyond => {
                self.push_text(CowStr::Borrowed(self.source(&rest)), rest);
            }
            Event::Html(_) if goes_beyond => self.push_html_line(rest),
            _ => {}
        }
    }

    pub(super) fn finish(mut self) -> Parsed {
        let mut blocks = Vec::new();
        while let Some(frame) = self.pop() {
            match frame.kind {
                FrameKind::Document => blocks = frame.flow.into_blocks(),
                _ => self.close(frame),
            }
        }
        Parsed {
            blocks,
            notes: self.notes,
        }
    }

    /// Where a range of the text was typed, without the line ends after it.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let source = self.source(&range);
        let ends = source.len() - source.trim_end_matches(['\n', '\r']).len();
        self.text.span(range.start..range.end - ends)
    }

    fn open(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let kind = FrameKind::of(tag, self.source(&range));
        let depth = self.depth() + kind.levels();
        let framed = self.fits(&kind, depth);
        self.framed.push(framed);
        if framed {
            self.settle();
            self.frames.push(Frame::new(kind, range, depth));
            return;
        }
        self.tell_depth(range);
        if !kind.is_inline() {
            self.settle();
            if !self.has_session() {
                self.flow().end_run();
            }
        }
    }

    fn fits(&self, kind: &FrameKind<'_>, depth: usize) -> bool {
        // An item without its list, a row without its table: the whole construct was too deep.
        let parent = self.frames.last().map(|frame| &frame.kind);
        match kind {
            FrameKind::Item { .. } => matches!(parent, Some(FrameKind::List { .. })),
            FrameKind::Term | FrameKind::Definition => {
                matches!(parent, Some(FrameKind::Definitions(_)))
            }
            FrameKind::Row { .. } => matches!(parent, Some(FrameKind::Table { .. })),
            FrameKind::Cell => matches!(parent, Some(FrameKind::Row { .. })),
            kind if kind.is_leaf() => true,
            kind if kind.is_inline() => depth <= INLINE_DEPTH,
            _ => depth <= CONTAINER_DEPTH,
        }
    }

    fn end(&mut self) {
        if self.framed.pop() == Some(false) {
            return;
        }
        if let Some(frame) = self.pop() {
            if frame.kind.is_inline() {
                self.inline_end = frame.range.end;
            }
            self.close(frame);
        }
    }

    /// Takes the innermost frame off, its text and what its tags made in its flow.
    pub(super) fn pop(&mut self) -> Option<Frame<'a>> {
        self.settle();
        let mut frame = self.frames.pop()?;
        if let Some(session) = frame.session.take() {
            session.finish(&mut frame.flow);
        }
        Some(frame)
    }

    /// Makes an inline of the text gathered so far.
    pub(super) fn settle(&mut self) {
        let words = match self.frames.last_mut() {
            Some(frame) if !frame.words.text.is_empty() => std::mem::take(&mut frame.words),
            _ => return,
        };
        let sought = Sought {
            scripts: self.dialect.extensions
                && !words.has_escapes
                && words.text.contains(['~', '^']),
            addresses: self.dialect.bare_links && !self.in_link(),
        };
        let (text, range) = (self.text, words.range);
        let shown = match self.dialect.is_kramdown() && !words.has_escapes {
            true => guillemets::set(words.text),
            false => words.text,
        };
        // Where the text is as it was typed, so is each part of it.
        let is_typed = text.as_str().get(range.clone()) == Some(shown.as_str());
        let span = |part: Range<usize>| {
            let part = range.start + part.start..range.start + part.end;
            text.span(if is_typed { part } else { range.clone() })
        };
        let inlines = words::inlines(shown, sought, &self.abbreviations, span);
        inlines
            .into_iter()
            .for_each(|inline| self.gather_inline(inline));
    }

    fn gather_inline(&mut self, inline: Inline) {
        let frame = self.gathering();
        match &mut frame.session {
            Some(session) => session.hold_inline(inline),
            None => frame.flow.push_inline(inline),
        }
    }

    pub(super) fn push_text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        let is_escaped = text.starts_with(['~', '^', '<', '>'])
            && self
                .text
                .as_str()
                .get(..range.start)
                .is_some_and(|before| before.ends_with('\\'));
        let Some(frame) = self.frames.last_mut().filter(|_| !text.is_empty()) else {
            return;
        };
        frame.words.has_escapes |= is_escaped;
        match &mut frame.kind {
            FrameKind::Code { text: code, .. } if code.is_empty() => *code = text.into_string(),
            FrameKind::Code { text: code, .. } => code.push_str(&text),
            _ => frame.words.push(text, range),
        }
    }

    pub(super) fn push_leaf(&mut self, kind: InlineKind, range: Range<usize>) {
        // An attribute list at a line's start follows no inline: it is text.
        if !matches!(kind, InlineKind::SoftBreak | InlineKind::LineBreak) {
            self.inline_end = range.end;
        }
        let span = self.text.span(range);
        self.push_inline(Inline::new(kind, span));
    }

    pub(super) fn push_inline(&mut self, inline: Inline) {
        self.settle();
        self.gather_inline(inline);
    }

    pub(super) fn push_block(&mut self, mut block: Block) {
        self.settle();
        self.note_ended = false;
        self.give_awaited(&mut block);
        let frame = self.gathering();
        frame.spacing = None;
        match &mut frame.session {
            Some(session) => session.hold_block(block),
            None => frame.flow.push_block(block),
        }
    }

    fn push_html_line(&mut self, line: Range<usize>) {
        if let Some(FrameKind::Html(lines)) = self.parent().map(|frame| &mut frame.kind) {
            lines.push(line);
        }
    }

    pub(super) fn parent(&mut self) -> Option<&mut Frame<'a>> {
        self.frames.last_mut()
    }

    /// The frame that gathers what comes next: the innermost, or the one around a paragraph that was dissolved.
    pub(super) fn gathering(&mut self) -> &mut Frame<'a> {
        if self.frames.is_empty() {
            // Never while events come: the document's frame is the first and goes last.
            self.frames.push(Frame::new(FrameKind::Document, 0..0, 0));
        }
        let at = self.gathering_at();
        &mut self.frames[at]
    }

    fn gathering_at(&self) -> usize {
        let last = self.frames.len().saturating_sub(1);
        let is_dissolved = self.frames.last().is_some_and(|frame| frame.dissolved);
        if is_dissolved {
            last.saturating_sub(1)
        } else {
            last
        }
    }

    /// What the innermost container gathers while no tag is open in it.
    pub(super) fn flow(&mut self) -> &mut Flow {
        &mut self.gathering().flow
    }

    pub(super) fn has_session(&self) -> bool {
        let frame = self.frames.get(self.gathering_at());
        frame.is_some_and(|frame| frame.session.is_some())
    }

    /// Is there an element that an end tag here could close?
    pub(super) fn has_open_element(&self) -> bool {
        let around_paragraph = || match self.frames.as_slice() {
            [.., around, paragraph] if matches!(paragraph.kind, FrameKind::Paragraph) => {
                around.session.is_some()
            }
            _ => false,
        };
        self.has_session() || around_paragraph()
    }

    /// Ends the session of the innermost container, if all its elements are closed.
    pub(super) fn end_session(&mut self) {
        let frame = self.gathering();
        let is_closed = |session: &mut Box<Session>| session.depth() == 0;
        if let Some(session) = frame.session.take_if(is_closed) {
            session.finish(&mut frame.flow);
        }
    }

    /// How many elements may be open in the innermost container, and how deep one may be whose words are to fit below it.
    pub(super) fn session_room(&mut self) -> (usize, usize) {
        let frame = self.gathering();
        let most = if frame.kind.is_inline() {
            INLINE_DEPTH
        } else {
            CONTAINER_DEPTH
        };
        let deepest = (MAX_DEPTH - 2).max(most);
        (
            most.saturating_sub(frame.depth),
            deepest.saturating_sub(frame.depth),
        )
    }

    /// Where the innermost construct ends that holds blocks.
    pub(super) fn container_end(&self) -> usize {
        let is_container = |frame: &&Frame<'_>| !frame.kind.is_inline() && !frame.kind.is_leaf();
        let container = self.frames.iter().rev().find(is_container);
        container.map_or(self.text.as_str().len(), |frame| frame.range.end)
    }

    /// Where the innermost construct ends that holds lines of words.
    pub(super) fn line_holder_end(&self) -> usize {
        let holder = self
            .frames
            .iter()
            .rev()
            .find(|frame| !frame.kind.is_inline());
        holder.map_or(self.text.as_str().len(), |frame| frame.range.end)
    }

    /// Does a link stand around what comes next?
    fn in_link(&self) -> bool {
        let is_link = |frame: &Frame<'_>| {
            matches!(frame.kind, FrameKind::Link { .. } | FrameKind::Image { .. })
        };
        let inline = |frame: &&Frame<'_>| frame.kind.is_inline();
        self.frames.iter().rev().take_while(inline).any(is_link)
    }

    pub(super) fn in_quote(&self) -> bool {
        let is_quote = |frame: &Frame<'_>| matches!(frame.kind, FrameKind::Quote(_));
        self.frames.iter().any(is_quote)
    }

    /// What a range is written as.
    pub(super) fn source(&self, range: &Range<usize>) -> &'a str {
        self.text.as_str().get(range.clone()).unwrap_or("")
    }

    /// How many nodes and open elements stand around what comes next.
    fn depth(&self) -> usize {
        let frame = self.frames.get(self.gathering_at());
        frame.map_or(0, |frame| {
            frame.depth + frame.session.as_ref().map_or(0, |session| session.depth())
        })
    }

    pub(super) fn tell_depth(&mut self, range: Range<usize>) {
        if std::mem::replace(&mut self.told_depth, true) {
            return;
        }
        let message = format!("more than {MAX_DEPTH} constructs stand one in another");
        self.messages.report(
            Diagnostic::warning("nested-too-deep", message)
                .at(self.text.span(range.start..range.start + 1))
                .help("what is deeper is kept, but as part of what is around it"),
        );
    }

    /// A paragraph stands in an item of the innermost list, so its items are set apart.
    pub(super) fn list_is_loose(&mut self) {
        let mut outwards = self.frames.iter_mut().rev();
        if let Some(FrameKind::List { tight, .. }) = outwards.nth(1).map(|frame| &mut frame.kind) {
            *tight = false;
        }
    }

    /// The alignment of a column in the innermost table, whose row is the innermost frame.
    pub(super) fn column_alignment(&self, column: usize) -> Alignment {
        match self.frames.iter().rev().nth(1).map(|frame| &frame.kind) {
            Some(FrameKind::Table { columns, .. }) => {
                columns.get(column).copied().unwrap_or_default()
            }
            _ => Alignment::Unset,
        }
    }

    /// Is the line blank before the one that `at` stands in?
    pub(super) fn follows_blank_line(&self, at: usize) -> bool {
        let before = self.text.as_str().get(..at).unwrap_or("");
        let mut lines = before.rsplit('\n').skip(1);
        lines
            .next()
            .is_some_and(|line| line.trim_matches([' ', '\t', '\r', '>']).is_empty())
    }
}
