//! mdBook's directives: finds `{{#include file.rs:anchor}}` and its kin in a text.

use std::ops::Range;

/// A directive in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive<'a> {
    /// Where it stands, with its braces and the backslash before them.
    pub range: Range<usize>,
    /// What it asks for.
    pub kind: Kind<'a>,
}

/// What a directive asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind<'a> {
    /// `\{{#…}}`: to be shown without its backslash.
    Escaped,
    /// `{{#include}}`, and `{{#rustdoc_include}}`, whose lines that are not chosen are hidden.
    Include(Choice<'a>),
    /// `{{#playground file.rs editable}}`: a block of Rust with these attributes.
    Playground(Choice<'a>, Vec<&'a str>),
    /// `{{#title}}`: what browsers call the page.
    Title,
    /// What a preprocessor of the book's own understands, by its name.
    Unknown(&'a str),
}

/// A file and what is wanted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<'a> {
    /// Its path from the folder of the file that includes it.
    pub path: &'a str,
    /// What is wanted.
    pub lines: Lines<'a>,
}

/// Which lines of a file are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lines<'a> {
    /// Those of a range, counted from 0.
    Numbered(Range<usize>),
    /// Those between `ANCHOR: name` and `ANCHOR_END: name`.
    Anchored(&'a str),
}

/// The directives of a text, first to last.
pub fn find(text: &str) -> impl Iterator<Item = Directive<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.get(from..)?.find("{{#")?;
            let directive = at(text, start);
            from = directive
                .as_ref()
                .map_or(start + 3, |found| found.range.end);
            if directive.is_some() {
                return directive;
            }
        }
    })
}

/// The longest directive, in bytes: one that never closes is looked for no further.
const LONGEST: usize = 1000;

/// The directive whose braces open at `start`, in one line.
fn at(text: &str, start: usize) -> Option<Directive<'_>> {
    let inside = text.get(start + 3..text.floor_char_boundary(start + 3 + LONGEST))?;
    let inside = inside.get(..inside.find("}}")?)?;
    let name_end = inside.find(|c: char| !c.is_ascii_alphanumeric() && !"_-/".contains(c));
    let (name, words) = inside.split_at(name_end.unwrap_or(inside.len()));
    if name.is_empty() || inside.contains(['\n', '}', '{']) {
        return None;
    }
    let end = start + 3 + inside.len() + 2;
    let before = text.get(..start)?;
    if before.ends_with('\\') {
        return Some(Directive {
            range: start - 1..end,
            kind: Kind::Escaped,
        });
    }
    Some(Directive {
        range: start..end,
        kind: kind(name, words),
    })
}

fn kind<'a>(name: &'a str, words: &'a str) -> Kind<'a> {
    let mut words = words.split_whitespace();
    match (name, words.next()) {
        ("include" | "rustdoc_include", Some(choice)) => Kind::Include(Choice::of(choice)),
        ("playground" | "playpen", Some(choice)) => {
            Kind::Playground(Choice::of(choice), words.collect())
        }
        ("title", _) => Kind::Title,
        _ => Kind::Unknown(name),
    }
}

impl Choice<'_> {
    /// Reads `file`, `file:anchor`, `file:3`, `file:2:10`, `file:2:` or `file::10`.
    fn of(written: &str) -> Choice<'_> {
        let mut parts = written.splitn(4, ':');
        let path = parts.next().unwrap_or_default();
        let (first, last) = (parts.next(), parts.next());
        Choice {
            path,
            lines: lines(first.unwrap_or_default(), last),
        }
    }
}

fn lines<'a>(first: &'a str, last: Option<&str>) -> Lines<'a> {
    let start = match (first, first.parse::<usize>()) {
        ("", _) => None,
        (_, Ok(number)) => Some(number.saturating_sub(1)),
        (anchor, Err(_)) => return Lines::Anchored(anchor),
    };
    let end = match (start, last.map(str::parse::<usize>)) {
        (_, Some(Ok(number))) => number,
        (Some(only), None) => only.saturating_add(1),
        _ => usize::MAX,
    };
    let start = start.unwrap_or(0);
    Lines::Numbered(start..end.max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<String> {
        let found = find(text).map(|directive| match directive.kind {
            Kind::Include(choice) => format!("{} {:?}", choice.path, choice.lines),
            other => format!("{other:?}"),
        });
        found.collect()
    }

    #[test]
    fn lines_are_chosen_by_number_or_anchor() {
        let all = format!("a.rs Numbered(0..{})", usize::MAX);
        let from = format!("a.rs Numbered(1..{})", usize::MAX);
        for (written, expected) in [
            ("a.rs", &*all),
            ("a.rs:", &all),
            ("a.rs:2", "a.rs Numbered(1..2)"),
            ("a.rs:2:10", "a.rs Numbered(1..10)"),
            ("a.rs:2:", &from),
            ("a.rs::10", "a.rs Numbered(0..10)"),
            ("a.rs:9:2", "a.rs Numbered(8..8)"),
            ("a.rs:here", "a.rs Anchored(\"here\")"),
        ] {
            assert_eq!(kinds(&format!("{{{{#include {written}}}}}")), [expected]);
        }
    }

    #[test]
    fn the_others_are_told_apart() {
        assert_eq!(
            kinds("\\{{#include a}} {{#title A b}}"),
            ["Escaped", "Title"]
        );
        assert_eq!(
            kinds("{{#quiz a}}{{#endtab}}"),
            ["Unknown(\"quiz\")", "Unknown(\"endtab\")"]
        );
        assert_eq!(
            kinds("{{#playground a.rs editable, ignore}}"),
            [
                "Playground(Choice { path: \"a.rs\", lines: Numbered(0..18446744073709551615) }, [\"editable,\", \"ignore\"])"
            ]
        );
        assert_eq!(kinds("{{#if a\n}} {{ a }} {{#"), [""; 0]);
    }
}
