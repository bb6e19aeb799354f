//! Lines of included files: takes a file's text, gives the ranges that a directive chooses.

use super::directive::Lines;
use std::ops::Range;

/// The ranges of the chosen lines, with their line ends; `None` if there is no such anchor.
pub fn chosen(text: &str, lines: &Lines<'_>) -> Option<Vec<Range<usize>>> {
    match lines {
        Lines::Numbered(wanted) => {
            let count = wanted.end.saturating_sub(wanted.start);
            let chosen = ranges(text).skip(wanted.start).take(count);
            Some(chosen.collect())
        }
        Lines::Anchored(name) => anchored(text, name),
    }
}

/// The lines after the one that begins the anchor, up to the one that ends it; those that mark other anchors stay out.
fn anchored(text: &str, name: &str) -> Option<Vec<Range<usize>>> {
    let line = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let mut lines = ranges(text);
    lines.find(|range| mark(line(range), "ANCHOR:") == Some(name))?;
    let inside = lines.take_while(|range| mark(line(range), "ANCHOR_END:") != Some(name));
    let is_mark = |range: &Range<usize>| {
        let line = line(range);
        mark(line, "ANCHOR:")
            .or(mark(line, "ANCHOR_END:"))
            .is_some()
    };
    Some(inside.filter(|range| !is_mark(range)).collect())
}

/// The name in a line like `// ANCHOR: name`.
fn mark<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(word)?;
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-'));
    let name = rest.get(..end.unwrap_or(rest.len()))?;
    (!name.is_empty()).then_some(name)
}

fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some(start..*at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "one\n// ANCHOR: all\ntwo\n// ANCHOR: in-ner\nthree\n// ANCHOR_END: in-ner\n// ANCHOR_END: all\nfour";

    fn text(lines: Lines<'_>) -> Option<String> {
        let ranges = chosen(FILE, &lines)?;
        Some(ranges.into_iter().map(|range| &FILE[range]).collect())
    }

    #[test]
    fn anchors_leave_out_the_marks_of_others() {
        let anchored = |name| text(Lines::Anchored(name));
        assert_eq!(anchored("all").as_deref(), Some("two\nthree\n"));
        assert_eq!(anchored("in-ner").as_deref(), Some("three\n"));
        assert_eq!(anchored("none"), None);
    }

    #[test]
    fn numbers_may_ask_for_more_than_there_is() {
        let numbered = |range| text(Lines::Numbered(range)).unwrap();
        assert_eq!(numbered(0..1), "one\n");
        assert_eq!(numbered(7..usize::MAX), "four");
        assert_eq!(numbered(20..30), "");
    }
}
