//! Lone backticks: takes a line, puts a backslash before each that kramdown takes for itself and the Markdown parser for code.

use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::scan::Scanner;

impl<'a> Scanner<'a, '_> {
    /// A backtick with space on both sides begins no code.
    pub(super) fn lone_backticks(&mut self, line: &Line<'a>) {
        if self.in_html || !self.dialect.is_kramdown() {
            return;
        }
        let bytes = line.text.as_bytes();
        let is_space = |at: Option<usize>| {
            let byte = at.and_then(|at| bytes.get(at));
            byte.is_none_or(|byte| matches!(byte, b' ' | b'\t'))
        };
        for (at, _) in line.text.match_indices('`') {
            if is_space(at.checked_sub(1)) && is_space(Some(at + 1)) {
                let at = line.start + at;
                self.copyist.replace(at..at + 1, "\\`");
            }
        }
    }

    /// Follows HTML blocks, which end with a blank line.
    pub(super) fn follow_html(&mut self, line: &Line<'a>) {
        self.in_html = !line.is_blank() && (self.in_html || line.text.starts_with('<'));
    }
}
