//! Takes a template, gives stretches of text, `{{ outputs }}` and `{% tags %}`.

use std::ops::Range;

/// A stretch of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands, braces included; of text, what whitespace control left of it.
    pub range: Range<usize>,
    /// What stands between the braces.
    pub inner: Range<usize>,
}

/// What a stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Text as it is.
    Text,
    /// `{{ … }}`.
    Output,
    /// `{% … %}`.
    Tag,
    /// `{{` or `{%` that nothing closes.
    Unclosed,
}

/// Does the text hold anything for the lexer?
pub fn is_template(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

/// The stretches of `text`, in order. `raw` and `comment` are dealt with here: nothing inside them counts.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer {
        text,
        tokens: Vec::new(),
        at: 0,
        text_from: 0,
        trim_next: false,
        no_output_end: false,
        no_tag_end: false,
        never_ended: [false; 2],
    };
    while let Some(open) = lexer.next_brace() {
        lexer.braces(open);
    }
    lexer.push_text(text.len(), false);
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    /// Where the text begins that is not yet a token.
    text_from: usize,
    /// Did the last tag end in `-%}`?
    trim_next: bool,
    /// Is it known that no `}}` follows? Then it needn't be looked for again.
    no_output_end: bool,
    no_tag_end: bool,
    /// The same for `endraw` and `endcomment`.
    never_ended: [bool; 2],
}

impl Lexer<'_> {
    fn rest(&self, from: usize) -> &str {
        self.text.get(from..).unwrap_or_default()
    }

    /// The next `{{` or `{%`.
    fn next_brace(&self) -> Option<usize> {
        let rest = self.rest(self.at);
        let pairs = rest.match_indices('{').map(|(at, _)| at);
        let mut pairs = pairs.filter(|at| matches!(rest.as_bytes().get(at + 1), Some(b'{' | b'%')));
        Some(self.at + pairs.next()?)
    }

    fn braces(&mut self, open: usize) {
        let output = self.rest(open).starts_with("{{");
        let Some(close) = self.close(open + 2, output) else {
            self.push_text(open, false);
            self.push(TokenKind::Unclosed, open..open + 2, open..open + 2);
            self.at = open + 2;
            self.text_from = self.at;
            return;
        };
        let (inner, trim_left, trim_right) = self.trimmed(open + 2..close);
        self.push_text(open, trim_left);
        self.trim_next = trim_right;
        self.at = close + 2;
        self.text_from = self.at;
        let whole = open..self.at;
        if output {
            self.push(TokenKind::Output, whole, inner);
        } else {
            self.tag(whole, inner);
        }
    }

    /// The `}}` or `%}` that ends what was opened.
    fn close(&mut self, from: usize, output: bool) -> Option<usize> {
        let (pattern, none) = if output {
            ("}}", &mut self.no_output_end)
        } else {
            ("%}", &mut self.no_tag_end)
        };
        if *none {
            return None;
        }
        let found = self.text.get(from..).and_then(|rest| rest.find(pattern));
        *none = found.is_none();
        found.map(|at| from + at)
    }

    /// The inside without the hyphens of whitespace control, and whether there were some.
    fn trimmed(&self, inner: Range<usize>) -> (Range<usize>, bool, bool) {
        let text = self.text.get(inner.clone()).unwrap_or_default();
        let left = text.starts_with('-');
        let right = text.len() > 1 && text.ends_with('-');
        let start = inner.start + usize::from(left);
        let end = inner.end - usize::from(right);
        (start..end.max(start), left, right)
    }

    fn push(&mut self, kind: TokenKind, range: Range<usize>, inner: Range<usize>) {
        self.tokens.push(Token { kind, range, inner });
    }

    fn push_text(&mut self, end: usize, trim_end: bool) {
        let text = self.text.get(self.text_from..end).unwrap_or_default();
        let trim_start = std::mem::take(&mut self.trim_next);
        let kept = if trim_start { text.trim_start() } else { text };
        let start = self.text_from + text.len() - kept.len();
        let kept = if trim_end { kept.trim_end() } else { kept };
        if !kept.is_empty() {
            let range = start..start + kept.len();
            self.push(TokenKind::Text, range.clone(), range);
        }
    }

    fn tag(&mut self, whole: Range<usize>, inner: Range<usize>) {
        let text = self.text;
        let name = text.get(inner.clone()).unwrap_or_default().trim();
        let (end, never) = match (name, &mut self.never_ended) {
            ("raw", [never, _]) => ("endraw", never),
            ("comment", [_, never]) => ("endcomment", never),
            _ => return self.push(TokenKind::Tag, whole, inner),
        };
        let end_tag = (!*never).then(|| find_tag(text, whole.end, end)).flatten();
        let Some(end_tag) = end_tag else {
            *never = true;
            return self.push(TokenKind::Tag, whole, inner);
        };
        if name == "raw" {
            let (_, trim, _) = self.trimmed(end_tag.start + 2..end_tag.end - 2);
            self.push_text(end_tag.start, trim);
        }
        let (_, _, trim_right) = self.trimmed(end_tag.start + 2..end_tag.end - 2);
        self.trim_next = trim_right;
        self.at = end_tag.end;
        self.text_from = self.at;
    }
}

/// The next tag called `name`.
fn find_tag(text: &str, from: usize, name: &str) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let found = at + text.get(at..)?.find(name)?;
        at = found + name.len();
        let before = text.get(from..found)?.trim_end();
        let before = before.strip_suffix('-').unwrap_or(before);
        let after = text.get(at..)?;
        let rest = after.trim_start();
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        if before.ends_with("{%") && rest.starts_with("%}") {
            let start = from + before.len() - 2;
            return Some(start..text.len() - rest.len() + 2);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexed(text: &str) -> Vec<(TokenKind, &str)> {
        let tokens = tokens(text);
        let inner = |token: Token| (token.kind, text.get(token.inner).unwrap());
        tokens.into_iter().map(inner).collect()
    }

    #[test]
    fn text_outputs_and_tags_are_told_apart() {
        use TokenKind::{Output, Tag, Text};
        assert_eq!(
            lexed("a {{ b }} { c {% d -%} \n e {{- f }}"),
            [
                (Text, "a "),
                (Output, " b "),
                (Text, " { c "),
                (Tag, " d "),
                (Text, "e"),
                (Output, " f ")
            ]
        );
    }

    #[test]
    fn raw_and_comments_hold_no_tags() {
        use TokenKind::Text;
        let text = "{% raw %}{{ a }} {% b {% endraw %}{% comment %}{% if %}{%- endcomment -%} c";
        assert_eq!(lexed(text), [(Text, "{{ a }} {% b "), (Text, "c")]);
    }

    #[test]
    fn what_nothing_closes_is_told_once_per_opening() {
        let unclosed = tokens(&"{{ a {% b ".repeat(50_000));
        let count = |kind| unclosed.iter().filter(|token| token.kind == kind).count();
        assert_eq!(count(TokenKind::Unclosed), 100_000);
    }
}
