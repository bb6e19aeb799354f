//! Block formulas: takes a line that begins with `$$`, marks the formula if it and nothing else stands up to the next `$$`.

use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::scan::{Before, Scanner};
use crate::parse::kramdown::{Construct, PARAGRAPH_START};

impl<'a> Scanner<'a, '_> {
    /// `\$$` at the start of a block: the formula stands in a line.
    pub(super) fn formula_in_line(&mut self, line: &Line<'a>) {
        let begins = self.before != Before::Text && line.text.starts_with("\\$$");
        let after = line.start + "\\$$".len();
        if begins && self.dialect.is_kramdown() && after < self.no_dollars_from {
            let inside = line.start + 1;
            self.copyist.replace(line.start..inside, "");
            self.copyist.replace(inside..inside, PARAGRAPH_START);
        }
    }

    /// `$$`, a formula, `$$`, on lines of their own.
    pub(super) fn formula(&mut self, line: &Line<'a>) -> bool {
        let after = line.start + "$$".len();
        if !line.text.starts_with("$$") || line.indent() >= 4 || after >= self.no_dollars_from {
            return false;
        }
        let Some(length) = self.text.get(after..).and_then(|rest| rest.find("$$")) else {
            return false;
        };
        let content = after..after + length;
        let formula = self.text.get(content.clone()).unwrap_or("");
        let end = content.end + "$$".len();
        let is_quoted = line.prefix(self.text).contains('>');
        let is_whole = !formula.trim().is_empty()
            && !has_blank_line(formula)
            && self.rest_of_line(end).is_empty();
        if !is_whole || (is_quoted && formula.contains('\n')) {
            return false;
        }
        self.mark(line.start..end, Construct::Formula(content));
        self.go_on_below(end);
        self.before = Before::Text;
        true
    }
}

fn has_blank_line(text: &str) -> bool {
    let mut lines = text.split('\n');
    // What stands before the first line end and after the last may be blank.
    lines.next();
    lines.next_back();
    lines.any(|line| line.trim().is_empty())
}
