//! Addresses with spaces in them, which kramdown takes as they are: takes a line, puts the angle brackets around them that the
//! Markdown parser asks for.

use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::scan::Scanner;
use crate::parse::kramdown::signs::Signs;
use std::ops::Range;

/// No address with its title is longer, in bytes.
const LONGEST: usize = 1024;

impl<'a> Scanner<'a, '_> {
    /// `[words](a picture.png "Title")`
    pub(super) fn spaced_destinations(&mut self, line: &Line<'a>) {
        if self.in_html || !self.dialect.is_kramdown() || !line.text.contains("](") {
            return;
        }
        for bracket in Signs::of(line.text, b']').apart {
            let start = bracket + "](".len();
            let rest = line
                .text
                .get(bracket..)
                .and_then(|rest| rest.strip_prefix("]("));
            let Some(address) = rest.and_then(in_parentheses) else {
                continue;
            };
            let address = line.start + start + address.start..line.start + start + address.end;
            self.bracket(address);
        }
    }

    /// `[label]: a picture.png "Title"`. An address ends as files do; words after a label are words.
    pub(super) fn spaced_definition(&mut self, line: &Line<'a>) {
        let Some((label, rest)) = line.text.split_once("]:") else {
            return;
        };
        let address = trimmed(rest, 0..title_start(rest).unwrap_or(rest.len()));
        let written = rest.get(address.clone()).unwrap_or("");
        if self.dialect.is_kramdown() && ends_as_file(written) {
            let start = line.start + label.len() + "]:".len();
            self.bracket(start + address.start..start + address.end);
        }
    }

    fn bracket(&mut self, address: Range<usize>) {
        let written = self.text.get(address.clone()).unwrap_or("");
        if written.contains(' ') && !written.contains(['<', '>', '\n']) {
            self.copyist.replace(address.start..address.start, "<");
            self.copyist.replace(address.end..address.end, ">");
        }
    }
}

/// The address at the start of what stands behind an opening parenthesis, if that is closed.
fn in_parentheses(rest: &str) -> Option<Range<usize>> {
    let rest = rest.get(..rest.floor_char_boundary(LONGEST))?;
    let mut inner = 0;
    let mut close = None;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'(' => inner += 1,
            b')' if inner == 0 => {
                close = Some(at);
                break;
            }
            b')' => inner -= 1,
            _ => {}
        }
    }
    let inside = rest.get(..close?)?;
    let end = title_start(inside).unwrap_or(inside.len());
    Some(trimmed(inside, 0..end))
}

/// Where a title begins: a quote behind a space, closed at the end.
fn title_start(inside: &str) -> Option<usize> {
    let inside = inside.trim_end();
    let quote = inside
        .chars()
        .next_back()
        .filter(|c| matches!(c, '"' | '\''))?;
    [' ', '\t']
        .iter()
        .filter_map(|space| inside.find(&format!("{space}{quote}")))
        .min()
        .filter(|start| start + 2 < inside.len())
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or("");
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// `picture.png`
fn ends_as_file(address: &str) -> bool {
    let extension = address
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    (1..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::in_parentheses;

    #[test]
    fn addresses_in_parentheses() {
        for (rest, expected) in [
            ("a b.png) c", Some("a b.png")),
            (" a b.png \"T t\" ) c", Some("a b.png")),
            ("a (b) c.png 'T')", Some("a (b) c.png")),
            ("a 'b c)", Some("a 'b c")),
            ("a b", None),
        ] {
            let found = in_parentheses(rest).and_then(|address| rest.get(address));
            assert_eq!(found, expected, "{rest}");
        }
    }
}
