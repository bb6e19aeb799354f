//! Marks of hidden lines that `book.toml` says: takes a chapter's text, gives its code blocks the mark of their language.

use crate::source::metadata::words;
use crate::source::rewrite::Rewrite;
use crate::source::value::Map;
use crate::span::MappedText;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// The text with `hidelines=~` behind the language of each fence that has no mark of its own.
pub fn marked(text: MappedText, marks: &Map) -> MappedText {
    if marks.entries().is_empty() {
        return text;
    }
    let events = Parser::new_ext(text.as_str(), Options::empty()).into_offset_iter();
    let found = events.filter_map(|(event, range)| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            let mark = mark(&info, marks)?;
            let line = text.as_str().get(range.start..)?.lines().next()?;
            Some((range.start + line.trim_end().len(), mark))
        }
        _ => None,
    });
    let found: Vec<(usize, String)> = found.collect();
    let mut rewrite = Rewrite::new(text);
    for (at, mark) in found {
        rewrite.replace(at..at, &format!(",hidelines={mark}"));
    }
    rewrite.finish()
}

fn mark(info: &str, marks: &Map) -> Option<String> {
    let language = info.split([',', ' ', '{']).next()?.trim();
    let is_said = info.contains("hidelines=");
    words(marks, &[language]).filter(|_| !is_said)
}
