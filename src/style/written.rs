//! CSS written out again: takes tokens, gives text that every parser reads alike, without comments, bad escapes and broken strings.

use crate::style::value::{Parsed, not_understood};
use cssparser::{Parser, ToCss, Token, TokenSerializationType};

/// A value or prelude, written again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// The text.
    pub(crate) text: String,
    /// Does it name a file (`url()`, `src()`, `image-set()`)?
    pub(crate) names_file: bool,
    /// Does it use a function that makes old readers drop a whole stylesheet?
    pub(crate) function: Option<YoungFunction>,
}

/// A function that Adobe's reading software doesn't know, and drops the whole stylesheet for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YoungFunction {
    /// `calc()` and its kin.
    Calculation,
    /// `var()`, and every custom property.
    Variable,
}

impl YoungFunction {
    /// A condition for `@supports` that only readers with such functions fulfil.
    pub(crate) const fn condition(self) -> &'static str {
        match self {
            YoungFunction::Calculation => "(width: calc(1px + 1px))",
            YoungFunction::Variable => "(--a: b)",
        }
    }
}

/// Writes all that is left of `input`; `!important` and blocks in braces too.
///
/// # Errors
/// Where there are broken strings or unmatched brackets, or blocks nested too deep.
pub(crate) fn rest(input: &mut Parser<'_>) -> Parsed<Written> {
    let mut writer = Writer::default();
    writer.tokens(input)?;
    writer
        .written
        .text
        .truncate(writer.written.text.trim_end().len());
    Ok(writer.written)
}

#[derive(Default)]
struct Writer {
    written: Written,
    last: Option<TokenSerializationType>,
}

impl Writer {
    fn tokens(&mut self, input: &mut Parser<'_>) -> Parsed<()> {
        loop {
            let start = input.position();
            let Ok(token) = input.next_including_whitespace().cloned() else {
                return Ok(());
            };
            self.separate(&token);
            match &token {
                Token::WhiteSpace(_) => self.space(),
                Token::BadString(_)
                | Token::BadUrl(_)
                | Token::CloseParenthesis
                | Token::CloseSquareBracket
                | Token::CloseCurlyBracket => return not_understood(),
                // As they stand: a number is never written with more digits than its author gave it.
                Token::Number { .. } | Token::Percentage { .. } => {
                    self.push(without_comments(input.slice_from(start)));
                }
                Token::UnquotedUrl(_) => {
                    self.written.names_file = true;
                    self.push(&token.to_css_string());
                }
                Token::Function(name) => {
                    self.notice(&name.to_ascii_lowercase());
                    self.block(input, &token, ")")?;
                }
                Token::ParenthesisBlock => self.block(input, &token, ")")?,
                Token::SquareBracketBlock => self.block(input, &token, "]")?,
                Token::CurlyBracketBlock => self.block(input, &token, "}")?,
                // So that no string of it ends the element it may be put into.
                Token::QuotedString(_) => {
                    self.push(&token.to_css_string().replace('<', "\\3c "));
                }
                _ => self.push(&token.to_css_string()),
            }
        }
    }

    /// Two tokens that were kept apart by a comment alone must not become one.
    fn separate(&mut self, token: &Token<'_>) {
        let kind = token.serialization_type();
        if self
            .last
            .is_some_and(|last| last.needs_separator_when_before(kind))
        {
            self.push("/**/");
        }
        self.last = Some(kind);
    }

    fn space(&mut self) {
        let text = &mut self.written.text;
        if !text.is_empty() && !text.ends_with([' ', '(', '[']) {
            text.push(' ');
        }
    }

    fn push(&mut self, text: &str) {
        self.written.text.push_str(text);
    }

    fn block(&mut self, input: &mut Parser<'_>, opening: &Token<'_>, closing: &str) -> Parsed<()> {
        self.push(&opening.to_css_string());
        self.last = None;
        input.parse_nested_block(|input| self.tokens(input))?;
        let length = self.written.text.trim_end_matches(' ').len();
        self.written.text.truncate(length);
        self.push(closing);
        self.last = None;
        Ok(())
    }

    fn notice(&mut self, function: &str) {
        match function {
            "url" | "src" | "image" | "image-set" | "-webkit-image-set" | "cross-fade"
            | "element" => self.written.names_file = true,
            "calc" | "min" | "max" | "clamp" => {
                self.written
                    .function
                    .get_or_insert(YoungFunction::Calculation);
            }
            "var" | "env" => self.written.function = Some(YoungFunction::Variable),
            _ => {}
        }
    }
}

/// The slice may begin with comments that the parser skipped.
fn without_comments(slice: &str) -> &str {
    match slice.rfind("*/") {
        Some(at) => slice.get(at + 2..).unwrap_or(""),
        None => slice,
    }
}
