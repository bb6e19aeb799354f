//! Raw HTML cut at its tags: takes source, gives text, tags and comments with their places.

use std::ops::Range;

/// A piece of raw HTML, as a range of its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Piece {
    /// Text, entities and all.
    Text(Range<usize>),
    /// A start or end tag.
    Tag(Range<usize>),
    /// A comment, declaration or processing instruction.
    Comment(Range<usize>),
    /// What `<![CDATA[..]]>` holds.
    Verbatim(Range<usize>),
}

impl Piece {
    /// Where it stands.
    pub(in crate::parse) fn range(&self) -> Range<usize> {
        match self {
            Piece::Text(range)
            | Piece::Tag(range)
            | Piece::Comment(range)
            | Piece::Verbatim(range) => range.clone(),
        }
    }
}

/// The pieces of a source, in order and without gaps except CDATA's marks.
pub(in crate::parse) struct Pieces<'a> {
    source: &'a str,
    at: usize,
    /// From here on no `>` is left, so no tag can end.
    no_end_from: usize,
}

impl<'a> Pieces<'a> {
    pub(in crate::parse) fn new(source: &'a str) -> Pieces<'a> {
        Pieces {
            source,
            at: 0,
            no_end_from: source.rfind('>').map_or(0, |last| last + 1),
        }
    }

    /// Goes on at `at`.
    pub(in crate::parse) fn skip_to(&mut self, at: usize) {
        self.at = at.max(self.at);
    }

    fn rest(&self, from: usize) -> &'a str {
        self.source.get(from..).unwrap_or("")
    }

    /// The piece that begins with `<` at `at`, if one does.
    fn markup(&self, at: usize) -> Option<(Piece, usize)> {
        if at >= self.no_end_from {
            return None;
        }
        let rest = self.rest(at);
        let enclosed = |open: &str, close: &str| {
            let inner = rest.strip_prefix(open)?;
            let end = inner.find(close).unwrap_or(inner.len());
            let from = at + open.len();
            Some((
                from..from + end,
                (from + end + close.len()).min(self.source.len()),
            ))
        };
        if let Some((_, end)) = enclosed("<!--", "-->") {
            return Some((Piece::Comment(at..end), end));
        }
        if let Some((inner, end)) = enclosed("<![CDATA[", "]]>") {
            return Some((Piece::Verbatim(inner), end));
        }
        if let Some((_, end)) = enclosed("<!", ">").or_else(|| enclosed("<?", "?>")) {
            return Some((Piece::Comment(at..end), end));
        }
        let end = at + tag_length(rest)?;
        Some((Piece::Tag(at..end), end))
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let start = self.at;
        let mut from = start;
        while let Some(offset) = self.rest(from).find('<') {
            let open = from + offset;
            if let Some((piece, end)) = self.markup(open) {
                if open > start {
                    self.at = open;
                    return Some(Piece::Text(start..open));
                }
                self.at = end;
                return Some(piece);
            }
            from = open + 1;
        }
        self.at = self.source.len();
        (start < self.at).then_some(Piece::Text(start..self.at))
    }
}

/// The lower-case name of a tag, and whether it is an end tag.
pub(in crate::parse) fn tag_name(tag: &str) -> Option<(String, bool)> {
    let inner = tag.strip_prefix('<')?;
    let (inner, is_end) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = inner.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    let name = inner.get(..end.unwrap_or(inner.len()))?;
    Some((name.to_ascii_lowercase(), is_end))
}

/// Where in a tag a byte stands (HTML 13.2.5, the tokenizer's states from the tag name on).
#[derive(Clone, Copy, PartialEq, Eq)]
enum InTag {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Quoted(u8),
    Unquoted,
}

impl InTag {
    /// The state after a byte that doesn't end the tag.
    fn after(self, byte: u8) -> InTag {
        use InTag::{AfterName, BeforeName, BeforeValue, Name, Quoted, TagName, Unquoted};
        let is_space = byte.is_ascii_whitespace();
        match (self, byte) {
            (Quoted(open), _) if byte == open => BeforeName,
            (Quoted(_), _) => self,
            (BeforeValue, b'"' | b'\'') => Quoted(byte),
            (BeforeValue, _) if !is_space => Unquoted,
            (Name | AfterName, b'=') => BeforeValue,
            (TagName | BeforeName | Name | AfterName, b'/') => BeforeName,
            (TagName | Unquoted, _) if is_space => BeforeName,
            (Name, _) if is_space => AfterName,
            (BeforeName | AfterName, _) if !is_space => Name,
            _ => self,
        }
    }
}

/// How long the tag at the start of `source` is, quoted attribute values and all.
fn tag_length(source: &str) -> Option<usize> {
    tag_name(source)?;
    let name_at = if source.starts_with("</") { 2 } else { 1 };
    let mut state = InTag::TagName;
    for (at, byte) in source.bytes().enumerate().skip(name_at) {
        match (state, byte) {
            (InTag::Quoted(_), _) => {}
            (_, b'>') => return Some(at + 1),
            (_, b'<') => return None,
            _ => {}
        }
        state = state.after(byte);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Pieces, tag_name};

    fn pieces(source: &str) -> Vec<&str> {
        Pieces::new(source)
            .map(|piece| &source[piece.range()])
            .collect()
    }

    #[test]
    fn tags_end_outside_quotes() {
        assert_eq!(
            pieces("a <b title='>'>c</b>\n<!-- > -->d"),
            ["a ", "<b title='>'>", "c", "</b>", "\n", "<!-- > -->", "d"]
        );
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(pieces("<a b=c='>d"), ["<a b=c='>", "d"]);
        assert_eq!(pieces("1 < 2 <3> a<"), ["1 < 2 <3> a<"]);
        assert_eq!(pieces("<div\nclass"), ["<div\nclass"]);
    }

    #[test]
    fn cdata_is_its_content() {
        assert_eq!(pieces("<![CDATA[a<b]]>c"), ["a<b", "c"]);
    }

    #[test]
    fn names() {
        assert_eq!(tag_name("</DIV>"), Some(("div".to_owned(), true)));
        assert_eq!(tag_name("<br/>"), Some(("br".to_owned(), false)));
        assert_eq!(tag_name("<1>"), None);
    }

    #[test]
    fn many_unended_tags_take_linear_time() {
        let source = "<a \"".repeat(100_000);
        assert_eq!(Pieces::new(&source).count(), 1);
    }
}
