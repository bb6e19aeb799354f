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

/// The stretches of `text`, in order. `raw` and `comment` are dealt with here, for nothing inside them counts; each line of a
/// `liquid` tag is a tag.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer {
        text,
        tokens: Vec::new(),
        at: 0,
        text_from: 0,
        trim_next: false,
        no_output_end: false,
        no_tag_end: false,
        no_raw_end: false,
        no_comment_end: false,
        no_nested_end: false,
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
    /// The same for `endraw`, for `endcomment`, and for an `endcomment` with comments inside its comment.
    no_raw_end: bool,
    no_comment_end: bool,
    no_nested_end: bool,
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
        let text = self.text.get(inner.clone()).unwrap_or_default();
        let name = text.trim();
        let end = match name {
            "raw" => self.end_of_raw(whole.end),
            "comment" => self.end_of_comment(whole.end),
            _ => None,
        };
        match end {
            Some(end) => self.pass_over(name == "raw", end),
            None if begins_lines(name) => self.lines(inner),
            None => self.push(TokenKind::Tag, whole, inner),
        }
    }

    fn end_of_raw(&mut self, from: usize) -> Option<Range<usize>> {
        let end = (!self.no_raw_end).then(|| find_tag(self.text, from, "endraw"));
        let end = end.flatten();
        self.no_raw_end = end.is_none();
        end
    }

    /// A comment ends with its own end tag, comments in it skipped; if those have none, with the next.
    fn end_of_comment(&mut self, from: usize) -> Option<Range<usize>> {
        let nested = (!self.no_nested_end).then(|| find_end_of_comment(self.text, from));
        let nested = nested.flatten();
        self.no_nested_end = nested.is_none();
        let next = || find_tag(self.text, from, "endcomment");
        let end = nested.or_else(|| (!self.no_comment_end).then(next).flatten());
        self.no_comment_end = end.is_none();
        end
    }

    /// Goes on after the end tag `end`; what stands before it is text or nothing.
    fn pass_over(&mut self, is_text: bool, end: Range<usize>) {
        let (_, trim_left, trim_right) = self.trimmed(end.start + 2..end.end - 2);
        if is_text {
            self.push_text(end.start, trim_left);
        }
        self.trim_next = trim_right;
        self.at = end.end;
        self.text_from = self.at;
    }

    /// The tags of a `liquid` tag, one a line, comments left out.
    fn lines(&mut self, inner: Range<usize>) {
        let text = self.text.get(inner.clone()).unwrap_or_default();
        let word = text.len() - text.trim_start().len() + "liquid".len();
        let mut at = inner.start + word;
        let mut in_comment = false;
        let lines = text.get(word..).unwrap_or_default();
        for line in lines.split_inclusive('\n') {
            let tag = line.trim();
            let start = at + line.trim_end().len() - tag.len();
            at += line.len();
            in_comment |= tag == "comment";
            if !in_comment && !tag.is_empty() {
                let range = start..start + tag.len();
                self.push(TokenKind::Tag, range.clone(), range);
            }
            in_comment &= tag != "endcomment";
        }
    }
}

/// Is this the inside of a `liquid` tag?
fn begins_lines(inner: &str) -> bool {
    let rest = inner.strip_prefix("liquid");
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// The end tag of a comment that begins before `from` and may hold comments and raw text.
fn find_end_of_comment(text: &str, from: usize) -> Option<Range<usize>> {
    let (mut depth, mut at, mut no_raw_end) = (1_usize, from, false);
    loop {
        let start = at + text.get(at..)?.find("{%")?;
        let end = start + text.get(start..)?.find("%}")? + 2;
        at = end;
        let name = text.get(start + 2..end - 2).unwrap_or_default();
        match name.trim_matches(|c: char| c == '-' || c.is_whitespace()) {
            "comment" => depth += 1,
            "endcomment" if depth == 1 => return Some(start..end),
            "endcomment" => depth -= 1,
            "raw" if !no_raw_end => match find_tag(text, end, "endraw") {
                Some(raw) => at = raw.end,
                None => no_raw_end = true,
            },
            _ => {}
        }
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
    fn comments_may_hold_comments_and_raw_text() {
        use TokenKind::Text;
        for text in [
            "{% comment %}a{% comment %}b{% endcomment %}c{% endcomment %}d",
            "{% comment %}{% raw %}{% endcomment %}{% endraw %}{% endcomment %}d",
            "{% comment %}a{% comment %}{% endcomment %}d",
        ] {
            assert_eq!(lexed(text), [(Text, "d")], "{text}");
        }
    }

    #[test]
    fn a_liquid_tag_holds_a_tag_a_line() {
        use TokenKind::{Tag, Text};
        let text = "a{% liquid assign x = 1\n\n  comment\n  if y\n  endcomment\n  echo x\n%}b";
        let tokens = [
            (Text, "a"),
            (Tag, "assign x = 1"),
            (Tag, "echo x"),
            (Text, "b"),
        ];
        assert_eq!(lexed(text), tokens);
        assert_eq!(lexed("{% liquid\n echo x\n%}"), [(Tag, "echo x")]);
        assert_eq!(lexed("{% liquidate %}"), [(Tag, " liquidate ")]);
    }

    #[test]
    fn what_nothing_closes_is_told_once_per_opening() {
        let unclosed = tokens(&"{{ a {% b ".repeat(50_000));
        let count = |kind| unclosed.iter().filter(|token| token.kind == kind).count();
        assert_eq!(count(TokenKind::Unclosed), 100_000);
    }
}
