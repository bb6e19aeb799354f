//! Where a Markdown text holds code, in which templates' words mean themselves.

use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// Code blocks and code spans of a text, first to last.
#[derive(Debug, Default)]
pub struct Code(Vec<Range<usize>>);

impl Code {
    /// The code in `text`.
    pub fn of(text: &str) -> Code {
        let events = Parser::new_ext(text, Options::empty()).into_offset_iter();
        let code = events.filter_map(|(event, range)| match event {
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => Some(range),
            _ => None,
        });
        Code(code.collect())
    }

    /// Is the byte `at` in code?
    pub fn holds(&self, at: usize) -> bool {
        let before = self.0.partition_point(|range| range.start <= at);
        let nearest = before.checked_sub(1).and_then(|last| self.0.get(last));
        nearest.is_some_and(|range| at < range.end)
    }
}

/// A row of at least `least` backticks that `code` can stand between: a longer one than any in it (CommonMark 0.31, 4.5 and 6.1).
pub fn fence_for(code: &str, least: usize) -> String {
    let runs = code.split(|c| c != '`').map(str::len);
    let longest = runs.max().unwrap_or(0);
    "`".repeat(least.max(longest + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_spans_are_code() {
        let text = "a `b` c\n\n```\nd\n```\n\n- e\n\n      f\n";
        let code = Code::of(text);
        let held: String = text
            .char_indices()
            .filter(|(at, _)| code.holds(*at))
            .map(|(_, c)| c)
            .collect();
        let letters: String = held.chars().filter(char::is_ascii_alphabetic).collect();
        assert_eq!(letters, "bdf");
    }
}
