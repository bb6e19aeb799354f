//! Entries that begin with an empty line: takes `* {:.class}` and `: ` above an indented line, gives the entry something to hold on to.
//!
//! kramdown takes four columns of what follows for the entry's indent; CommonMark would take all but the marker's for code.

use crate::parse::kramdown::Construct;
use crate::parse::kramdown::attribute_list::{AttributeList, Definitions, braced};
use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::scan::{Before, Scanner};

/// How far kramdown wants the lines of such an entry indented.
const INDENT: usize = 4;

impl<'a> Scanner<'a, '_> {
    /// A marker with nothing but an attribute list behind it.
    pub(super) fn empty_entry(&mut self, line: &Line<'a>) -> bool {
        let marker = marker_length(line.text).filter(|_| self.dialect.is_kramdown());
        let Some(length) = marker else {
            return false;
        };
        let rest = line.text.get(length..).unwrap_or("").trim_start();
        let is_list = |(inner, length): &(&str, usize)| {
            *length == rest.len() && AttributeList::parse(inner, &Definitions::new()).is_some()
        };
        let list = braced(rest).filter(is_list);
        // A hyphen under text makes a heading of it.
        let is_entry = rest.is_empty() && (self.before == Before::Blank || line.text != "-");
        if (list.is_none() && !is_entry) || !self.is_indented_below(line) {
            return false;
        }
        let end = line.start + line.text.len();
        let list = list.map(|(inner, _)| end - 1 - inner.len()..end - 1);
        let marker_end = line.start + length;
        let space = " ".repeat(INDENT.saturating_sub(length).max(1));
        self.copyist.replace(marker_end..marker_end, &space);
        self.mark(marker_end..end, Construct::Entry(list));
        self.before = Before::Text;
        true
    }

    /// A marker with more than four columns of space behind it: kramdown never takes an entry's first line for code.
    pub(super) fn deep_entry(&mut self, line: &Line<'a>) -> bool {
        let is_near = line.indent() < 4 && self.dialect.is_kramdown();
        let Some(marker) = marker_length(line.text).filter(|_| is_near) else {
            return false;
        };
        let rest = line.text.get(marker..).unwrap_or("");
        let spaces = rest.len() - rest.trim_start().len();
        let space = rest.get(..spaces).unwrap_or("");
        let is_deep = space.len() > INDENT || space.contains('\t') && columns(space) > INDENT;
        if rest.is_empty() || !is_deep {
            return false;
        }
        let at = line.start + marker;
        self.copyist.replace(at..at + spaces, "    ");
        self.before = Before::Text;
        true
    }

    fn is_indented_below(&self, line: &Line<'a>) -> bool {
        Line::at(self.text, line.range.end)
            .is_some_and(|below| !below.is_blank() && below.indent() >= line.indent() + INDENT)
    }
}

/// How wide spaces and tabs are behind a marker of one column.
fn columns(space: &str) -> usize {
    let wide = space.chars().fold(1, |column, c| match c {
        '\t' => (column / 4 + 1) * 4,
        _ => column + 1,
    });
    wide - 1
}

/// How long the marker at the start of a line is, of an item or a definition.
pub(super) fn marker_length(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let length = match line.as_bytes().get(digits)? {
        b'.' if (1..=9).contains(&digits) => digits + 1,
        b'*' | b'+' | b'-' | b':' if digits == 0 => 1,
        _ => return None,
    };
    let is_apart = line
        .get(length..)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    is_apart.then_some(length)
}
