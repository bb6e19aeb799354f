//! Finding tags: takes a text and a notation's delimiters, gives the tags between them and those that are only shown.

use super::{Tag, TagKind};

/// What a tag begins and ends with: `{{<` and `>}}`.
pub type Delimiters = (&'static str, &'static str);

/// A place in a text from which a tag is read.
#[derive(Clone)]
pub struct Reader<'a> {
    text: &'a str,
    /// Where it is.
    pub at: usize,
}

/// The tags of a text, first to last: what `read` makes of each place after an opening delimiter, told where that began and what
/// closes it; and what `/*` and `*/` stand around in the delimiters.
pub fn tags(
    text: &str,
    delimiters: &[Delimiters],
    read: fn(Reader<'_>, usize, &str) -> Option<Tag>,
) -> Vec<Tag> {
    let ends = delimiters.iter().map(|(_, end)| format!("*/{end}"));
    let last_escape = ends.filter_map(|end| text.rfind(&end)).max();
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + start;
        at = start + 1;
        let rest = text.get(start..).unwrap_or_default();
        let mut all = delimiters.iter();
        let Some((open, end)) = all.find(|(open, _)| rest.starts_with(open)) else {
            continue;
        };
        let mut reader = Reader {
            text,
            at: start + open.len(),
        };
        let found = match reader.take("/*") {
            true if last_escape.is_some_and(|last| start < last) => escaped(&reader, start, end),
            true => None,
            false => read(reader, start, end),
        };
        if let Some(tag) = found {
            at = tag.range.end;
            tags.push(tag);
        }
    }
    tags
}

/// `{{</* … */>}}` is shown as `{{< … >}}`: without what stands before the reader and the same before the end.
fn escaped(reader: &Reader<'_>, start: usize, end: &str) -> Option<Tag> {
    let inside = reader.at;
    let close = inside + reader.rest().find(&format!("*/{end}"))?;
    let after = close + 2 + end.len();
    let parts = vec![start..inside - 2, inside..close, close + 2..after];
    Some(Tag {
        range: start..after,
        kind: TagKind::Escaped(parts),
    })
}

impl<'a> Reader<'a> {
    /// What is not read yet.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes over white space.
    pub fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Passes over `wanted`, and says whether it stood there.
    pub fn take(&mut self, wanted: &str) -> bool {
        let found = self.rest().starts_with(wanted);
        self.at += if found { wanted.len() } else { 0 };
        found
    }
}
