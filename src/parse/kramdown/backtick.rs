//! Lone backticks: takes a line, puts a backslash before each that kramdown takes for itself and the Markdown parser for code.

use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::phrases::Edits;

/// Finds them.
pub(super) fn find(line: &Line<'_>, edits: &mut Edits) {
    for (at, _) in line.text.match_indices('`') {
        if is_lone(line.text.as_bytes(), at) {
            let at = line.start + at;
            edits.push((at..at + 1, "\\`"));
        }
    }
}

/// A backtick with space on both sides begins no code.
pub(super) fn is_lone(line: &[u8], at: usize) -> bool {
    let is_space = |at: Option<usize>| {
        let byte = at.and_then(|at| line.get(at));
        byte.is_none_or(|byte| matches!(byte, b' ' | b'\t'))
    };
    is_space(at.checked_sub(1)) && is_space(Some(at + 1))
}
