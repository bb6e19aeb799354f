//! What kramdown reads otherwise in a line of words: takes a line, writes it as the Markdown parser understands it.

use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::scan::Scanner;
use crate::parse::kramdown::{backtick, destination};
use std::ops::Range;

/// Ranges of the given text, and what stands for them.
pub(super) type Edits = Vec<(Range<usize>, &'static str)>;

impl<'a> Scanner<'a, '_> {
    pub(super) fn phrases(&mut self, line: &Line<'a>) {
        if self.in_html || !self.dialect.is_kramdown() {
            return;
        }
        let mut edits = Edits::new();
        backtick::find(line, &mut edits);
        destination::find(line, &mut edits);
        self.labels_apart(line, &mut edits);
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        self.apply(edits);
    }

    /// Does what `edits` say, first to last.
    pub(super) fn apply(&mut self, edits: Edits) {
        for (range, new) in edits {
            self.copyist.replace(range, new);
        }
    }
}
