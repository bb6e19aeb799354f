//! Formulas between other marks than dollars: takes a text and the marks that a site is set up for, gives it with dollars, which
//! the parser reads.

use crate::source::code::Code;
use crate::source::rewrite::Rewrite;
use crate::span::MappedText;
use std::cell::LazyCell;
use std::cmp::Reverse;
use std::ops::Range;

/// The longest formula, in bytes.
const LONGEST: usize = 10_000;

/// What a formula stands between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// `\(`
    pub open: String,
    /// `\)`
    pub close: String,
    /// Does it stand apart from the words around it?
    pub is_block: bool,
}

impl Marks {
    /// Marks as a configuration writes them.
    pub fn new(open: &str, close: &str, is_block: bool) -> Marks {
        Marks {
            open: open.to_owned(),
            close: close.to_owned(),
            is_block,
        }
    }

    /// MathJax's brackets, whose backslashes Markdown would take for its own, were they not doubled.
    pub fn mathjax() -> Vec<Marks> {
        vec![
            Marks::new(r"\\(", r"\\)", false),
            Marks::new(r"\\[", r"\\]", true),
        ]
    }
}

/// The text with dollars around its formulas; what stands in code is none.
pub fn in_dollars(text: MappedText, marks: &[Marks]) -> MappedText {
    let found = formulas(text.as_str(), marks);
    if found.is_empty() {
        return text;
    }
    let mut rewrite = Rewrite::new(text);
    for (open, close, dollars) in found {
        rewrite.replace(open, dollars);
        rewrite.replace(close, dollars);
    }
    rewrite.finish()
}

/// What stands before each formula and what after it, with the dollars for them.
fn formulas(text: &str, all: &[Marks]) -> Vec<(Range<usize>, Range<usize>, &'static str)> {
    let code = LazyCell::new(|| Code::of(text));
    let mut found = Vec::new();
    let mut done = 0;
    for (start, marks) in openings(text, all) {
        if start < done || code.holds(start) {
            continue;
        }
        if let Some((open, close)) = around(text, start, marks) {
            done = close.end;
            found.push((open, close, if marks.is_block { "$$" } else { "$" }));
        }
    }
    found
}

/// Where marks open that are closed somewhere, first to last; of those at one place the longest first.
fn openings<'m>(text: &str, all: &'m [Marks]) -> Vec<(usize, &'m Marks)> {
    let of_kind = |marks: &'m Marks| {
        let last = text.rfind(&marks.close).unwrap_or(0);
        let places = text.match_indices(&marks.open).map(|(at, _)| at);
        places
            .take_while(move |at| *at < last)
            .map(move |at| (at, marks))
    };
    let mut openings: Vec<(usize, &Marks)> = all.iter().flat_map(of_kind).collect();
    openings.sort_by_key(|(at, marks)| (*at, Reverse(marks.open.len())));
    openings
}

/// The marks around the formula that opens at `start`, with the spaces beside it: none may stand beside a dollar.
fn around(text: &str, start: usize, marks: &Marks) -> Option<(Range<usize>, Range<usize>)> {
    let inside = start + marks.open.len();
    let near = text.get(inside..text.floor_char_boundary(inside + LONGEST))?;
    let formula = near.get(..near.find(&marks.close)?)?;
    let is_broken = formula.trim().is_empty() || formula.contains('$');
    if is_broken || !marks.is_block && formula.contains("\n\n") {
        return None;
    }
    let end = inside + formula.len();
    let (before, after) = match marks.is_block {
        true => (0, 0),
        false => (
            formula.len() - formula.trim_start().len(),
            formula.len() - formula.trim_end().len(),
        ),
    };
    Some((start..inside + before, end - after..end + marks.close.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn shown(text: &str) -> String {
        let marks = [
            Marks::new("\\(", "\\)", false),
            Marks::new("\\[", "\\]", true),
        ];
        let mut mapped = MappedText::default();
        mapped.push_expanded(text, Span::NOWHERE);
        in_dollars(mapped, &marks).as_str().to_owned()
    }

    #[test]
    fn brackets_become_dollars_but_in_code() {
        assert_eq!(shown("a \\( x^2 \\), `\\(y\\)`\n"), "a $x^2$, `\\(y\\)`\n");
        assert_eq!(shown("\\[\nx = y\n\\]\n"), "$$\nx = y\n$$\n");
        for other in ["\\( \\)", "\\(a", "\\(a\n\nb\\)", "\\(5 $\\)", "a \\) b"] {
            assert_eq!(shown(other), other);
        }
    }

    #[test]
    fn many_that_never_close_end_soon() {
        let text = "\\(".repeat(100_000);
        assert_eq!(shown(&text), text);
    }
}
