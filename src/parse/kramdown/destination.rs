//! Addresses with spaces in them, which kramdown takes as they are: takes a line, puts the angle brackets around them that the
//! Markdown parser asks for.

use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::phrases::Edits;
use crate::parse::kramdown::signs::Signs;
use std::ops::Range;

/// No address with its title is longer, in bytes.
const LONGEST: usize = 1024;

/// `[words](a picture.png "Title")`
pub(super) fn find(line: &Line<'_>, edits: &mut Edits) {
    if !line.text.contains("](") {
        return;
    }
    for bracket in Signs::of(line.text, b']').apart {
        let rest = line.text.get(bracket..);
        let rest = rest.and_then(|rest| rest.strip_prefix("]("));
        if let Some(address) = rest.and_then(in_parentheses) {
            let start = line.start + bracket + "](".len();
            bracketed(rest.unwrap_or(""), address, start, edits);
        }
    }
}

/// `[label]: a picture.png "Title"`
pub(super) fn find_in_definition(line: &Line<'_>, edits: &mut Edits) {
    if let Some(address) = of_definition(line.text) {
        bracketed(line.text, address, line.start, edits);
    }
}

/// The address that a definition tells. One with spaces ends as files do; other words after a label are words.
pub(super) fn of_definition(line: &str) -> Option<Range<usize>> {
    let (label, rest) = line.split_once("]:")?;
    let inside = trimmed(rest, 0..title_start(rest).unwrap_or(rest.len()));
    let address = rest.get(inside.clone())?;
    let is_one = !address.is_empty() && (!address.contains(' ') || ends_as_file(address));
    let start = label.len() + "]:".len();
    is_one.then_some(start + inside.start..start + inside.end)
}

/// Puts brackets around the address in `text`, which stands at `start` of the given text, if there is a space in it.
fn bracketed(text: &str, address: Range<usize>, start: usize, edits: &mut Edits) {
    let written = text.get(address.clone()).unwrap_or("");
    if written.contains(' ') && !written.contains(['<', '>']) {
        let (begin, end) = (start + address.start, start + address.end);
        edits.push((begin..begin, "<"));
        edits.push((end..end, ">"));
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
