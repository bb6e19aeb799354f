//! mdBook's `SUMMARY.md`: takes its text, gives the lines of the book's contents.

use crate::percent;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A line of the contents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What it calls the chapter.
    pub title: String,
    /// The chapter's path from the summary's folder; a draft has none.
    pub path: Option<String>,
    /// The number of lists it is in, less one; lines before and after the lists are in none.
    pub depth: usize,
    /// The lines it is numbered by, in the lists only: `4.1`.
    pub number: Option<String>,
    /// The title of the part that begins with it.
    pub part: Option<String>,
    /// Is it in a part?
    pub in_part: bool,
    /// Where its link stands.
    pub range: Range<usize>,
}

/// The lines of a summary in order.
pub fn lines(summary: &str) -> Vec<Line> {
    let mut reading = Reading::default();
    for (event, range) in Parser::new_ext(summary, Options::empty()).into_offset_iter() {
        reading.event(event, range);
    }
    reading.lines
}

#[derive(Default)]
struct Reading {
    lines: Vec<Line>,
    /// How many lists are open.
    lists: usize,
    /// How many lines each open list has had so far; the outermost lists count on.
    counts: Vec<usize>,
    /// The link that is open.
    link: Option<Line>,
    /// The words of the heading that is open.
    heading: Option<String>,
    /// Was there a heading or a line?
    begun: bool,
    /// The title of the part whose first line has not come yet.
    part: Option<String>,
    in_part: bool,
}

impl Reading {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::List(_)) => self.lists += 1,
            Event::End(TagEnd::List(_)) => self.lists = self.lists.saturating_sub(1),
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) => self.heading = Some(String::new()),
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => self.end_heading(),
            Event::Start(Tag::Link { dest_url, .. }) => self.start_link(&dest_url, range),
            Event::End(TagEnd::Link) => self.end_link(),
            Event::Text(text) | Event::Code(text) => self.words(&text),
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        let link = self.link.as_mut().map(|link| &mut link.title);
        if let Some(open) = link.or(self.heading.as_mut()) {
            open.push_str(words);
        }
    }

    /// The first heading above all is the summary's own; the others begin parts.
    fn end_heading(&mut self) {
        let words = self.heading.take().unwrap_or_default();
        if std::mem::replace(&mut self.begun, true) {
            self.part = Some(words.trim().to_owned());
            self.in_part = true;
        }
    }

    /// A line in no list stands before the book's parts or after them, unless its part has no line yet.
    fn start_link(&mut self, destination: &str, range: Range<usize>) {
        self.begun = true;
        let part = self.part.take();
        self.in_part = part.is_some() || self.in_part && self.lists > 0;
        let path = percent::decoded(destination.trim()).into_owned();
        self.link = Some(Line {
            title: String::new(),
            number: self.number(),
            path: (!path.is_empty()).then_some(path),
            depth: self.lists.saturating_sub(1),
            in_part: self.in_part,
            part,
            range,
        });
    }

    /// The number of the next line in the lists that are open.
    fn number(&mut self) -> Option<String> {
        let depth = self.lists.checked_sub(1)?;
        self.counts.resize(self.lists, 0);
        *self.counts.get_mut(depth)? += 1;
        let numbers = self.counts.iter().map(usize::to_string);
        Some(numbers.collect::<Vec<_>>().join("."))
    }

    fn end_link(&mut self) {
        self.lines.extend(self.link.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(summary: &str) -> Vec<String> {
        let lines = lines(summary).into_iter().map(|line| {
            let indent = "  ".repeat(line.depth + usize::from(line.in_part));
            let part = line.part.map_or(String::new(), |part| format!("[{part}] "));
            let path = line.path.as_deref().unwrap_or("-");
            let number = line.number.map_or(String::new(), |number| number + " ");
            format!("{part}{indent}{number}{} {path}", line.title)
        });
        lines.collect()
    }

    #[test]
    fn prefix_parts_nesting_drafts_and_suffix() {
        let summary = "# Summary\n\n[Preface](preface.md)\n\n# The river\n\n- [The `spring`](a.md)\n  - [Below](a/b.md)\n\
            - [Draft]()\n\n---\n\n# The sea\n\n* [Waves](<the waves.md>)\n\n[Index](index%20a.md)\n";
        assert_eq!(
            shown(summary),
            [
                "Preface preface.md",
                "[The river]   1 The spring a.md",
                "    1.1 Below a/b.md",
                "  2 Draft -",
                "[The sea]   3 Waves the waves.md",
                "Index index a.md",
            ]
        );
    }

    #[test]
    fn a_summary_may_begin_without_a_title() {
        let summary = "[Preface](preface.md)\n\n# Part\n- [One](one.md)\n";
        assert_eq!(
            shown(summary),
            ["Preface preface.md", "[Part]   1 One one.md"]
        );
        assert_eq!(shown(""), [""; 0]);
    }
}
