//! Raw HTML among Markdown: takes the parser's HTML events, opens a session where tags stand and gives it what comes between them.

use crate::diagnostics::Diagnostic;
use crate::document::{Inline, InlineKind};
use crate::parse::builder::Builder;
use crate::parse::frame::FrameKind;
use crate::parse::html::{
    Piece, Pieces, RawElement, Session, Treatment, svg_image, tag_name, tex_of, treatment,
};
use crate::parse::kramdown::Mark;
use crate::span::Span;
use pulldown_cmark::CowStr;
use std::borrow::Cow;
use std::ops::Range;

/// An HTML block's source without the marks of what it stands in, such as `> `.
pub(super) struct BlockSource<'a> {
    html: Cow<'a, str>,
    /// Where a line begins in `html`, and where in the text.
    lines: Vec<(usize, usize)>,
    /// Where the mark stands that it is replaced by, if it is not in the text.
    mark: Option<Range<usize>>,
}

impl<'a> BlockSource<'a> {
    pub(super) fn new(text: &'a str, lines: &[Range<usize>]) -> BlockSource<'a> {
        let whole = match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        };
        let joined = lines.windows(2).all(|pair| pair[0].end == pair[1].start);
        if joined {
            return BlockSource {
                lines: vec![(0, whole.start)],
                html: Cow::Borrowed(text.get(whole).unwrap_or("")),
                mark: None,
            };
        }
        let mut html = String::with_capacity(whole.len());
        let mut starts = Vec::with_capacity(lines.len());
        for line in lines {
            starts.push((html.len(), line.start));
            html.push_str(text.get(line.clone()).unwrap_or(""));
        }
        BlockSource {
            html: Cow::Owned(html),
            lines: starts,
            mark: None,
        }
    }

    /// HTML that a mark stands for.
    pub(super) fn replaced(html: &'a str, mark: Range<usize>) -> BlockSource<'a> {
        BlockSource {
            html: Cow::Borrowed(html),
            lines: Vec::new(),
            mark: Some(mark),
        }
    }

    fn get(&self, range: Range<usize>) -> &str {
        self.html.get(range).unwrap_or("")
    }

    /// Where an offset is in the text.
    fn at(&self, offset: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= offset);
        let line = self.lines.get(line.saturating_sub(1));
        line.map_or(0, |(start, text)| text + offset - start)
    }

    /// Where a range, not empty, is in the text.
    fn range(&self, range: &Range<usize>) -> Range<usize> {
        if let Some(mark) = &self.mark {
            return mark.clone();
        }
        let last = range.end.saturating_sub(1).max(range.start);
        self.at(range.start)..self.at(last) + 1
    }
}

/// A tag as it stands in a line or block.
struct Tag<'s> {
    source: &'s str,
    name: String,
    is_end: bool,
    /// Where it stands in the text.
    range: Range<usize>,
}

impl<'a> Builder<'a> {
    /// A tag, comment or the like in a line.
    pub(super) fn inline_html(&mut self, html: &CowStr<'a>, range: Range<usize>) {
        if let Some(mark) = Mark::within(self.marks, &range) {
            return self.mark(mark);
        }
        if self.in_alternative_text() {
            return;
        }
        if self.dialect.is_kramdown() && self.in_guillemets(&range) {
            self.push_text(html.clone(), range);
        } else if let Some((name, is_end)) = tag_name(html) {
            let source = &**html;
            self.inline_tag(Tag {
                source,
                name,
                is_end,
                range,
            });
        } else if let Some(text) = html.strip_prefix("<![CDATA[") {
            let text = text.strip_suffix("]]>").unwrap_or(text).to_owned();
            self.push_text(text.into(), range);
        }
    }

    /// `<<word>>`
    fn in_guillemets(&self, range: &Range<usize>) -> bool {
        let text = self.text.as_str();
        let before = text.get(..range.start).unwrap_or("");
        let after = text.get(range.end..).unwrap_or("");
        before.ends_with('<') && after.starts_with('>')
    }

    fn inline_tag(&mut self, tag: Tag<'_>) {
        match treatment(&tag.name) {
            Treatment::Unknown => {
                self.tell_unknown(&tag);
                self.push_text(tag.source.to_owned().into(), tag.range);
            }
            Treatment::Dropped | Treatment::Foreign => self.inline_raw_element(&tag),
            Treatment::Element | Treatment::Renamed | Treatment::Transparent => {
                if !self.verbatim_element(&tag) {
                    self.inline_element(&tag);
                }
            }
        }
    }

    /// An element in which kramdown reads HTML and no Markdown: `<kbd>*</kbd>`. False if it is none.
    fn verbatim_element(&mut self, tag: &Tag<'_>) -> bool {
        let is_verbatim = matches!(tag.name.as_str(), "code" | "kbd" | "samp" | "var");
        let is_asked = self.dialect.is_kramdown() && (is_verbatim || !self.html.phrases);
        if !is_asked || tag.is_end || self.is_lone(tag) {
            return false;
        }
        let end = self.line_holder_end();
        let Some(element) = self.raw_element_within(tag.range.clone(), &tag.name, end) else {
            return false;
        };
        if self.in_quote() && self.source(&element.range).contains('\n') {
            return false;
        }
        self.settle();
        self.dissolve_paragraph();
        self.skip_to = self.skip_to.max(element.range.end);
        self.feed_html(&BlockSource::new(self.text.as_str(), &[element.range]));
        self.end_session();
        true
    }

    fn inline_raw_element(&mut self, tag: &Tag<'_>) {
        if tag.is_end {
            return;
        }
        match self.raw_element_from(tag.range.clone(), &tag.name) {
            Some(element) => {
                let source = self.source(&element.range);
                self.raw_element(&tag.name, source, element.range);
            }
            None => {
                self.tell_unended(tag);
                self.push_text(tag.source.to_owned().into(), tag.range.clone());
            }
        }
    }

    fn inline_element(&mut self, tag: &Tag<'_>) {
        self.settle();
        let is_stray = tag.is_end && !self.has_open_element();
        if is_stray {
            return;
        }
        if !self.is_lone(tag) {
            self.dissolve_paragraph();
        }
        self.feed_tag(tag);
        self.end_session();
    }

    /// Is this an element without content, with no tag open around it? Then the paragraph need not go through html5ever.
    fn is_lone(&self, tag: &Tag<'_>) -> bool {
        matches!(tag.name.as_str(), "br" | "img" | "hr" | "wbr") && !tag.is_end
    }

    /// An HTML block, by its lines; some may be marks.
    pub(super) fn html_block(&mut self, lines: &[Range<usize>]) {
        let marks = self.marks;
        let is_html = |line: &Range<usize>| Mark::within(marks, line).is_none();
        for stretch in lines.chunk_by(|a, b| is_html(a) && is_html(b)) {
            match stretch.first().and_then(|line| Mark::within(marks, line)) {
                Some(mark) => self.mark(mark),
                None => self.feed_html(&BlockSource::new(self.text.as_str(), stretch)),
            }
        }
        self.end_session();
        if !self.has_session() {
            self.flow().end_run();
        }
    }

    /// A tag that a mark stands for.
    pub(super) fn marked_tag(&mut self, source: &'a str, range: Range<usize>) {
        if let Some((name, is_end)) = tag_name(source) {
            self.feed_tag(&Tag {
                source,
                name,
                is_end,
                range,
            });
        }
    }

    /// Indented code that begins with a tag while a tag is open is no code: authors indent their HTML.
    pub(super) fn is_indented_html(&self, code: &str) -> bool {
        let begins_with_tag = || {
            tag_name(code.trim_start())
                .is_some_and(|(name, _)| treatment(&name) != Treatment::Unknown)
        };
        self.dialect.has_marks() && self.has_session() && begins_with_tag()
    }

    pub(super) fn feed_html(&mut self, source: &BlockSource<'a>) {
        let mut pieces = Pieces::new(&source.html);
        while let Some(piece) = pieces.next() {
            let range = piece.range();
            match piece {
                Piece::Text(_) => self.feed_source_text(source, &range),
                Piece::Verbatim(_) => {
                    self.feed_text(source.get(range.clone()), source.range(&range))
                }
                Piece::Comment(_) => {}
                Piece::Tag(_) => pieces.skip_to(self.block_tag(source, range)),
            }
        }
    }

    /// Feeds a tag of a block and gives where to go on.
    fn block_tag(&mut self, source: &BlockSource<'a>, range: Range<usize>) -> usize {
        let written = source.get(range.clone());
        let Some((name, is_end)) = tag_name(written) else {
            return range.end;
        };
        let tag = Tag {
            source: written,
            name,
            is_end,
            range: source.range(&range),
        };
        match self.treatment_in_block(&tag.name) {
            Treatment::Unknown => {
                self.tell_unknown(&tag);
                self.feed_text(written, tag.range);
            }
            Treatment::Dropped | Treatment::Foreign if is_end => {}
            Treatment::Dropped | Treatment::Foreign => {
                return self.block_raw_element(source, range, &tag);
            }
            Treatment::Element | Treatment::Renamed | Treatment::Transparent => self.feed_tag(&tag),
        }
        range.end
    }

    /// The title in a whole page's head is not among its words.
    fn treatment_in_block(&self, name: &str) -> Treatment {
        match name {
            "title" if !self.dialect.markdown => Treatment::Dropped,
            _ => treatment(name),
        }
    }

    fn block_raw_element(
        &mut self,
        source: &BlockSource<'a>,
        range: Range<usize>,
        tag: &Tag<'_>,
    ) -> usize {
        let end = range.end;
        let Some(found) = self.raw_element_from(tag.range.clone(), &tag.name) else {
            self.tell_unended(tag);
            self.feed_text(tag.source, tag.range.clone());
            return end;
        };
        match RawElement::find(&source.html, range, &tag.name) {
            // Without the marks of the quote or list it stands in.
            Some(inner) => {
                let text_range = source.range(&inner.range);
                self.raw_element(&tag.name, source.get(inner.range.clone()), text_range);
                inner.range.end
            }
            None => {
                let written = self.source(&found.range);
                self.raw_element(&tag.name, written, found.range);
                source.html.len()
            }
        }
    }

    fn feed_tag(&mut self, tag: &Tag<'_>) {
        let span = self.text.span(tag.range.clone());
        if tag.is_end && !self.has_session() {
            return;
        }
        if !tag.is_end {
            self.tell_embedded(&tag.name, span);
        }
        if !self.session().tag(tag.source, &tag.name, tag.is_end, span) {
            self.tell_depth(tag.range.clone());
        }
    }

    fn feed_source_text(&mut self, source: &BlockSource<'a>, range: &Range<usize>) {
        let text = source.get(range.clone());
        if self.has_session() || !text.trim().is_empty() {
            let span = self.text.span(source.range(range));
            self.session().source_text(text, span);
        }
    }

    fn feed_text(&mut self, text: &str, range: Range<usize>) {
        let span = self.text.span(range);
        self.session().text(text, span);
    }

    /// The element that begins with the tag at `range`, if it ends within its container.
    fn raw_element_from(&mut self, range: Range<usize>, name: &str) -> Option<RawElement> {
        let end = self.container_end();
        self.raw_element_within(range, name, end)
    }

    fn raw_element_within(
        &mut self,
        range: Range<usize>,
        name: &str,
        end: usize,
    ) -> Option<RawElement> {
        let is_known = self
            .unended
            .get(name)
            .is_some_and(|searched| searched.start <= range.start && end <= searched.end);
        if is_known {
            return None;
        }
        let within = self.text.as_str().get(..end)?;
        let found = RawElement::find(within, range.clone(), name);
        if found.is_none() {
            self.unended.insert(name.to_owned(), range.start..end);
        }
        found
    }

    /// Takes an element over that holds another language, or leaves it out, and goes on after it.
    fn raw_element(&mut self, name: &str, source: &str, range: Range<usize>) {
        let span = self.text.span(range.clone());
        self.skip_to = self.skip_to.max(range.end);
        match name {
            "svg" => self.push_inline(Inline::new(InlineKind::Image(svg_image(source)), span)),
            "math" => self.push_inline(Inline::new(formula(source), span)),
            "script" | "style" => self.tell_dropped(name, span),
            _ => {}
        }
    }

    /// The paragraph's content so far, and what comes, goes to the session of what is around it.
    fn dissolve_paragraph(&mut self) {
        let Some(paragraph) = self.parent() else {
            return;
        };
        if !matches!(paragraph.kind, FrameKind::Paragraph) || paragraph.dissolved {
            return;
        }
        let (blocks, run) = paragraph.flow.take();
        let start = paragraph.range.start;
        paragraph.dissolved = true;
        let span = self.text.span(start..start);
        let session = self.session();
        session.open_paragraph(span);
        blocks
            .into_iter()
            .for_each(|block| session.hold_block(block));
        run.into_iter()
            .for_each(|inline| session.hold_inline(inline));
    }

    /// Gives indented code that is HTML after all to the session.
    pub(super) fn push_indented_html(&mut self, range: Range<usize>) {
        let source = BlockSource::new(self.text.as_str(), &[range]);
        self.feed_html(&source);
        self.end_session();
    }

    fn tell_unknown(&mut self, tag: &Tag<'_>) {
        if !self.unknown.insert(tag.name.clone()) {
            return;
        }
        let word = tag.source.trim_matches(['<', '>', '/']);
        let word = word.split_whitespace().next().unwrap_or(&tag.name);
        let message = format!("<{word}> is no element of HTML");
        self.messages.report(
            Diagnostic::note("unknown-element", message)
                .at(self.text.span(tag.range.clone()))
                .help("it is kept as text"),
        );
    }

    fn tell_unended(&mut self, tag: &Tag<'_>) {
        let message = format!("<{}> is never closed", tag.name);
        self.messages.report(
            Diagnostic::warning("unclosed-element", message)
                .at(self.text.span(tag.range.clone()))
                .help("the tag is kept as text"),
        );
    }

    fn tell_embedded(&mut self, name: &str, span: Span) {
        if matches!(name, "iframe" | "embed" | "video" | "audio" | "object") {
            let message = format!("a book can't hold what <{name}> shows");
            self.messages.report(
                Diagnostic::warning("embedded-content", message)
                    .at(span)
                    .help("a link to its source stands in its place"),
            );
        }
    }

    fn tell_dropped(&mut self, name: &str, span: Span) {
        if !self.dropped.insert(name.to_owned()) {
            return;
        }
        let message = format!("<{name}> has no meaning in a book");
        self.messages.report(
            Diagnostic::note("element-dropped", message)
                .at(span)
                .help("it is left out, here and wherever else it stands"),
        );
    }

    /// The session of the innermost container, begun if need be.
    pub(super) fn session(&mut self) -> &mut Session {
        let (room, deepest) = self.session_room();
        let frame = self.gathering();
        frame
            .session
            .get_or_insert_with(|| Box::new(Session::new(room, deepest)))
    }
}

fn formula(math: &str) -> InlineKind {
    if let Some(tex) = tex_of(math) {
        return InlineKind::Math(tex.to_owned());
    }
    let text: String = Pieces::new(math)
        .filter(|piece| matches!(piece, Piece::Text(_)))
        .filter_map(|piece| math.get(piece.range()))
        .collect();
    InlineKind::Code(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
