//! Lines as the scan reads them: takes the text, gives its lines without the quote marks and white space around them.

use std::ops::Range;

/// A line of the given text.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// From its first byte to one past its line end.
    pub(super) range: Range<usize>,
    /// Where it goes on after spaces and quote marks.
    pub(super) start: usize,
    /// From `start` to its end, without white space there.
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    /// The line that begins at `at`, or what is left of it from there.
    pub(super) fn at(text: &'a str, at: usize) -> Option<Line<'a>> {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let line = rest.get(..length)?;
        let inner = line.trim_start_matches([' ', '\t', '>']);
        Some(Line {
            range: at..at + length,
            start: at + length - inner.len(),
            text: inner.trim_end(),
        })
    }

    pub(super) fn text_range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// How many bytes of spaces and quote marks stand before it.
    pub(super) fn indent(&self) -> usize {
        self.start - self.range.start
    }

    /// Spaces and quote marks before it.
    pub(super) fn prefix(&self, text: &'a str) -> &'a str {
        text.get(self.range.start..self.start).unwrap_or("")
    }
}
