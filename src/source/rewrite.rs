//! Changes to mapped text: keeps what stands between the changes, with its origins.

use crate::span::{MappedText, Span};
use std::ops::Range;

/// A text in which ranges are replaced, first to last.
pub struct Rewrite {
    from: MappedText,
    to: MappedText,
    /// Up to where `from` is taken over or replaced.
    done: usize,
}

impl Rewrite {
    /// Begins with `from` as it is.
    pub fn new(from: MappedText) -> Rewrite {
        Rewrite {
            from,
            to: MappedText::default(),
            done: 0,
        }
    }

    /// Puts `text` in the place of `range`, which lies after all that was replaced before.
    pub fn replace(&mut self, range: Range<usize>, text: &str) {
        self.to.push_mapped(&self.from, self.done..range.start);
        self.to.push_expanded(text, self.from.span(range.clone()));
        self.done = range.end;
    }

    /// Puts `text`, origins and all, in the place of `range`, which lies after all that was replaced before.
    pub fn insert(&mut self, range: Range<usize>, text: &MappedText) {
        self.to.push_mapped(&self.from, self.done..range.start);
        self.to.push_mapped(text, 0..text.as_str().len());
        self.done = range.end;
    }

    /// The changed text; the very one it began with, if nothing was replaced.
    pub fn finish(mut self) -> MappedText {
        if self.done == 0 {
            return self.from;
        }
        let end = self.from.as_str().len();
        self.to.push_mapped(&self.from, self.done..end);
        self.to
    }
}

/// How many bytes [`indented`] may add to a text: many lines far to the right would be endless.
const MOST_ADDED: usize = 4 << 20;

/// A text whose lines after the first begin with `prefix`, as if that stood at `span`.
pub fn indented(text: &MappedText, prefix: &str, span: Span) -> MappedText {
    let lines = text.as_str().lines().count();
    if prefix.is_empty() || lines.saturating_mul(prefix.len()) > MOST_ADDED {
        return text.clone();
    }
    let mut out = MappedText::default();
    let mut at = 0;
    for line in text.as_str().split_inclusive('\n') {
        if at > 0 {
            out.push_expanded(prefix, span);
        }
        out.push_mapped(text, at..at + line.len());
        at += line.len();
    }
    out
}
