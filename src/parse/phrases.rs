//! What stands in a line: takes the parser's events for text, code and formulas, gives words and inlines to the innermost frame.

use crate::document::{Block, BlockKind, InlineKind};
use crate::parse::builder::Builder;
use crate::parse::frame::{Frame, FrameKind};
use crate::parse::math::is_formula;
use pulldown_cmark::CowStr;
use std::ops::Range;

impl<'a> Builder<'a> {
    pub(super) fn text_event(&mut self, text: CowStr<'a>, range: Range<usize>) {
        let may_be_list = self.dialect.has_marks() && text.starts_with('{');
        if self.text.is_inserted(&range) {
            return;
        }
        if may_be_list && self.inline_attributes(&range) {
            let rest = self.skip_to.min(range.end)..range.end;
            return self.push_text(CowStr::Borrowed(self.source(&rest)), rest);
        }
        let is_in_code = matches!(
            self.frames.last().map(|frame| &frame.kind),
            Some(FrameKind::Code { .. })
        );
        if is_in_code && self.text.is_edited(&range) {
            return self.push_text(self.text.code(&range).into(), range);
        }
        self.push_text(text, range);
    }

    /// A line end that shows as a space. Two backslashes before it break the line in kramdown.
    pub(super) fn soft_break(&mut self, range: Range<usize>) {
        let before = self.text.as_str().get(..range.start).unwrap_or("");
        let is_break = self.dialect.is_kramdown() && before.ends_with("\\\\");
        let words = self.parent().map(|frame| &mut frame.words);
        match words.filter(|words| is_break && words.text.ends_with('\\')) {
            Some(words) => {
                words.text.pop();
                self.push_leaf(InlineKind::LineBreak, range);
            }
            None => self.push_leaf(InlineKind::SoftBreak, range),
        }
    }

    /// The words of inline code, with what looked like a construct in them.
    pub(super) fn code_words(&self, code: CowStr<'a>, range: &Range<usize>) -> String {
        if self.text.is_edited(range) {
            let given = self.text.given(range);
            let fence = given.len() - given.trim_start_matches('`').len();
            let inner = given.get(fence..given.len().saturating_sub(fence));
            stripped(&inner.unwrap_or("").replace('\n', " ")).to_owned()
        } else {
            code.into_string()
        }
    }

    pub(super) fn inline_math(&mut self, formula: CowStr<'a>, range: Range<usize>) {
        let (before, after) = self.neighbours(&range);
        if is_formula(before, &formula, after) {
            self.push_leaf(InlineKind::Math(self.formula_words(formula, &range)), range);
        } else {
            self.push_text(unescaped(self.source(&range)).into(), range);
        }
    }

    fn formula_words(&self, formula: CowStr<'a>, range: &Range<usize>) -> String {
        let written = if self.text.is_edited(range) {
            self.text.given(range).trim_matches('$')
        } else {
            &formula
        };
        written.trim().to_owned()
    }

    /// `$$..$$` alone in its paragraph or on its lines is a block, as kramdown has it; in a line it is inline.
    pub(super) fn display_math(&mut self, formula: CowStr<'a>, range: Range<usize>) {
        if self.stands_alone(&range) {
            let formula = self.formula_words(formula, &range);
            let span = self.text.span(range);
            self.push_block(Block::new(BlockKind::Math(formula), span));
        } else {
            self.push_leaf(InlineKind::Math(self.formula_words(formula, &range)), range);
        }
    }

    fn stands_alone(&self, range: &Range<usize>) -> bool {
        let Some(frame) = self.frames.last() else {
            return false;
        };
        let text = self.text.as_str();
        let from = frame.range.start.min(range.start);
        let before = text.get(from..range.start).unwrap_or("");
        let after = text.get(range.end..frame.range.end).unwrap_or("");
        let line_before = before.rsplit('\n').next().unwrap_or("");
        let line_after = after.split('\n').next().unwrap_or("");
        matches!(frame.kind, FrameKind::Paragraph)
            && line_before.trim_start_matches('>').trim().is_empty()
            && line_after.trim().is_empty()
    }

    pub(super) fn task_marker(&mut self, done: bool) {
        let item = self
            .frames
            .iter_mut()
            .rev()
            .find_map(|frame| match &mut frame.kind {
                FrameKind::Item { checked } => Some(checked),
                _ => None,
            });
        if let Some(checked) = item {
            *checked = Some(done);
        }
    }

    pub(super) fn in_alternative_text(&self) -> bool {
        let is_image = |frame: &Frame<'_>| matches!(frame.kind, FrameKind::Image { .. });
        self.frames
            .iter()
            .rev()
            .take_while(|frame| frame.kind.is_inline())
            .any(is_image)
    }

    /// Is there no letter or digit on either side?
    pub(super) fn stands_apart(&self, range: &Range<usize>) -> bool {
        let (before, after) = self.neighbours(range);
        let is_part = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
        !is_part(before) && !is_part(after)
    }

    fn neighbours(&self, range: &Range<usize>) -> (Option<char>, Option<char>) {
        let text = self.text.as_str();
        let before = text
            .get(..range.start)
            .and_then(|text| text.chars().next_back());
        let after = text.get(range.end..).and_then(|text| text.chars().next());
        (before, after)
    }
}

/// Code without the space on both sides that keeps backticks apart (CommonMark 0.31.2, 6.1).
fn stripped(code: &str) -> &str {
    let inner = code
        .strip_prefix(' ')
        .and_then(|code| code.strip_suffix(' '));
    inner
        .filter(|inner| !inner.trim_matches(' ').is_empty())
        .unwrap_or(code)
}

/// Words without the backslashes before signs (CommonMark 0.31.2, 2.4).
fn unescaped(source: &str) -> String {
    let mut words = String::with_capacity(source.len());
    let mut characters = source.chars().peekable();
    while let Some(c) = characters.next() {
        let escapes = c == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        words.extend(if escapes { characters.next() } else { Some(c) });
    }
    words
}
