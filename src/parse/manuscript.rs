//! The text as the Markdown parser reads it: takes the given text with stretches replaced, knows where each byte was before.

use crate::span::{MappedText, Span};
use std::borrow::Cow;
use std::ops::Range;

/// A stretch of the given text and what stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    /// In the manuscript.
    new: Range<usize>,
    /// In the given text.
    old: Range<usize>,
    /// Does it stand in code too?
    is_code: bool,
}

/// The text to parse, and its way back to what was typed.
pub(super) struct Manuscript<'a> {
    given: &'a MappedText,
    text: Cow<'a, str>,
    edits: Vec<Edit>,
}

impl<'a> Manuscript<'a> {
    /// The given text as it is.
    pub(super) fn unchanged(given: &'a MappedText) -> Manuscript<'a> {
        Manuscript {
            given,
            text: Cow::Borrowed(given.as_str()),
            edits: Vec::new(),
        }
    }

    /// The text to parse.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Where a range was typed.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.given.span(self.old(&range))
    }

    /// What a range was before any replacement.
    pub(super) fn given(&self, range: &Range<usize>) -> &'a str {
        self.given_at(self.old(range))
    }

    /// What a range shows as code: what looked like a construct is code after all.
    pub(super) fn code(&self, range: &Range<usize>) -> String {
        let next = self
            .edits
            .partition_point(|edit| edit.new.end <= range.start);
        let (mut code, mut at) = (String::new(), range.start);
        let edits = self.edits.get(next..).unwrap_or_default().iter();
        for edit in edits.take_while(|edit| edit.new.start < range.end) {
            code.push_str(self.text.get(at..edit.new.start).unwrap_or(""));
            code.push_str(match edit.is_code {
                true => self.text.get(edit.new.clone()).unwrap_or(""),
                false => self.given_at(edit.old.clone()),
            });
            at = edit.new.end;
        }
        code.push_str(self.text.get(at..range.end).unwrap_or(""));
        code
    }

    /// A range of the given text itself.
    pub(super) fn given_at(&self, range: Range<usize>) -> &'a str {
        self.given.as_str().get(range).unwrap_or("")
    }

    /// Is something replaced in this range?
    pub(super) fn is_edited(&self, range: &Range<usize>) -> bool {
        let next = self
            .edits
            .partition_point(|edit| edit.new.end <= range.start);
        self.edits
            .get(next)
            .is_some_and(|edit| edit.new.start < range.end)
    }

    /// Does this range stand for nothing in the given text?
    pub(super) fn is_inserted(&self, range: &Range<usize>) -> bool {
        !self.edits.is_empty() && !range.is_empty() && self.old(range).is_empty()
    }

    fn old(&self, range: &Range<usize>) -> Range<usize> {
        if self.edits.is_empty() {
            return range.clone();
        }
        let start = match self.edit_before(range.start) {
            Some(edit) if range.start < edit.new.end => edit.old.start,
            edit => moved(range.start, edit),
        };
        let Some(last) = range.end.checked_sub(1).filter(|_| !range.is_empty()) else {
            return start..start;
        };
        let end = match self.edit_before(last) {
            Some(edit) if last < edit.new.end => edit.old.end,
            edit => moved(last, edit) + 1,
        };
        start..end.max(start)
    }

    /// The last edit that begins at or before `offset`.
    fn edit_before(&self, offset: usize) -> Option<&Edit> {
        let after = self.edits.partition_point(|edit| edit.new.start <= offset);
        self.edits.get(after.checked_sub(1)?)
    }
}

/// Where an offset behind `edit` was.
fn moved(offset: usize, edit: Option<&Edit>) -> usize {
    edit.map_or(offset, |edit| edit.old.end + (offset - edit.new.end))
}

/// A manuscript that is being written.
pub(super) struct Copyist<'a> {
    given: &'a MappedText,
    text: String,
    /// Up to where the given text is taken over.
    taken: usize,
    edits: Vec<Edit>,
}

impl<'a> Copyist<'a> {
    pub(super) fn new(given: &'a MappedText) -> Copyist<'a> {
        Copyist {
            given,
            text: String::new(),
            taken: 0,
            edits: Vec::new(),
        }
    }

    /// Takes the given text over up to `at`.
    fn copy_to(&mut self, at: usize) {
        let between = self.given.as_str().get(self.taken..at);
        self.text.push_str(between.unwrap_or(""));
        self.taken = at.max(self.taken);
    }

    /// Writes `new` in place of the given text's `old`, which lies after all replaced before, and says where it came to stand.
    pub(super) fn replace(&mut self, old: Range<usize>, new: &str) -> usize {
        self.edit(old, new, false)
    }

    /// [`Copyist::replace`] in what is code.
    pub(super) fn replace_in_code(&mut self, old: Range<usize>, new: &str) {
        self.edit(old, new, true);
    }

    fn edit(&mut self, old: Range<usize>, new: &str, is_code: bool) -> usize {
        self.copy_to(old.start);
        let start = self.text.len();
        self.text.push_str(new);
        self.taken = old.end;
        self.edits.push(Edit {
            new: start..self.text.len(),
            old,
            is_code,
        });
        start
    }

    /// Is the line blank before the one that begins at `at` of the given text?
    pub(super) fn follows_blank_line(&mut self, at: usize) -> bool {
        self.copy_to(at);
        let before = self.text.strip_suffix('\n').unwrap_or(&self.text);
        let line = before.rsplit('\n').next().unwrap_or("");
        line.trim_matches([' ', '\t', '\r', '>']).is_empty()
    }

    pub(super) fn finish(mut self) -> Manuscript<'a> {
        if self.edits.is_empty() {
            return Manuscript::unchanged(self.given);
        }
        let rest = self.given.as_str().get(self.taken..);
        self.text.push_str(rest.unwrap_or(""));
        Manuscript {
            given: self.given,
            text: Cow::Owned(self.text),
            edits: self.edits,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Copyist;
    use crate::span::{MappedText, Sources};

    #[test]
    fn places_survive_replacement() {
        let mut sources = Sources::default();
        let source = "one {{two}} three";
        let given = MappedText::whole(sources.add("a", source.into()), source);
        let mut copyist = Copyist::new(&given);
        assert_eq!(copyist.replace(4..11, "2"), 4);
        copyist.replace(12..12, "and ");
        let manuscript = copyist.finish();
        assert_eq!(manuscript.as_str(), "one 2 and three");
        assert_eq!(manuscript.given(&(0..3)), "one");
        assert_eq!(manuscript.given(&(4..5)), "{{two}}");
        assert_eq!(manuscript.given(&(0..15)), source);
        assert_eq!(manuscript.given(&(10..15)), "three");
        assert!(manuscript.is_inserted(&(6..10)));
        assert!(manuscript.is_edited(&(3..5)));
        assert!(!manuscript.is_edited(&(0..4)));
        assert_eq!(manuscript.code(&(0..15)), source);
    }

    #[test]
    fn code_keeps_what_is_replaced_in_code_only() {
        let mut sources = Sources::default();
        let source = "one\ntwo {{three}} four";
        let given = MappedText::whole(sources.add("a", source.into()), source);
        let mut copyist = Copyist::new(&given);
        copyist.replace_in_code(3..4, " ");
        copyist.replace(8..17, "3");
        let manuscript = copyist.finish();
        assert_eq!(manuscript.as_str(), "one two 3 four");
        assert_eq!(manuscript.code(&(0..14)), "one two {{three}} four");
        assert_eq!(manuscript.code(&(4..10)), "two {{three}} ");
    }
}
