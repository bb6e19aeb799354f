//! Where a post holds code: takes Markdown before its templates are evaluated, gives the ranges of bytes to leave alone.

use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// Elements and Liquid blocks whose text is code: how they begin and end.
const VERBATIM: [(&str, &str); 8] = [
    ("<code", "</code"),
    ("<pre", "</pre"),
    ("<kbd", "</kbd"),
    ("<samp", "</samp"),
    ("<script", "</script"),
    ("<style", "</style"),
    ("{% highlight", "endhighlight"),
    ("{% raw", "endraw"),
];

/// Ranges of code in the Markdown that begins at byte `body`, in order, none over another.
pub fn ranges(text: &str, body: usize) -> Vec<Range<usize>> {
    let body = body.min(text.len());
    let markdown = text.get(body..).unwrap_or_default();
    let mut ranges = markdown_code(markdown);
    ranges.extend(verbatim(markdown));
    for range in &mut ranges {
        *range = range.start + body..range.end + body;
    }
    merged(ranges)
}

fn markdown_code(markdown: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter();
    let code = events
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))));
    code.map(|(_, range)| range).collect()
}

fn verbatim(markdown: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for (begin, end) in VERBATIM {
        let mut done = 0;
        while let Some(range) = markdown
            .get(done..)
            .and_then(|rest| between(rest, begin, end))
        {
            ranges.push(range.start + done..range.end + done);
            done += range.end;
        }
    }
    ranges
}

/// From the first `begin` to the `end` after it; to the end of the text, if there is none.
fn between(text: &str, begin: &str, end: &str) -> Option<Range<usize>> {
    let start = text.find(begin)?;
    let inside = text.get(start..)?;
    let length = inside.find(end).unwrap_or(inside.len());
    Some(start..start + length.max(begin.len()))
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
