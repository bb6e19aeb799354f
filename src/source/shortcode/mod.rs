//! Shortcodes: takes a text with Hugo's or Zola's, gives it with those carried out that are known, and of the others what
//! stands between their tags.

mod arguments;
mod figure;
mod hugo;
mod pairs;
mod plain;
mod reader;
mod setting;
mod zola;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::tally::Tally;
use crate::span::{MappedText, Span};
use std::ops::Range;

pub use arguments::Arguments;
pub use figure::figure;
pub use plain::{autolink, embed, what_is_left};
pub use setting::{Setting, code_span, fenced};

/// Whose shortcodes they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `{{< name >}}` and `{{% name %}}`.
    Hugo,
    /// `{{ name() }}` and `{% name() %}…{% end %}`.
    Zola,
}

/// A tag in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it does.
    pub kind: TagKind,
}

/// What a tag does.
#[derive(Debug, Clone, PartialEq)]
pub enum TagKind {
    /// Calls a shortcode, and may begin its inner text.
    Open(Call),
    /// Ends the inner text of the shortcode of this name, or of the last one.
    Close(Option<String>),
    /// Is called like a shortcode, but nobody can read what it is given.
    Broken,
    /// Is no tag: shown as these parts of the text.
    Escaped(Vec<Range<usize>>),
}

/// The call of a shortcode.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// Its name: `figure`.
    pub name: String,
    /// What it is given.
    pub arguments: Arguments,
    /// May it have an inner text?
    pub may_open: bool,
}

/// A call in its text.
pub struct Place<'a> {
    /// The text up to the call's tag.
    pub before: &'a str,
    /// The text after the call.
    pub after: &'a str,
    /// Where the call was typed.
    pub span: Span,
}

/// What knows shortcodes.
pub trait Shortcodes {
    /// What stands in the place of a call: with the inner text, if the call has one, already carried out.
    fn run(&mut self, call: &Call, inner: Option<&MappedText>, place: &Place<'_>) -> MappedText;
}

const UNOPENED: (&str, &str) = (
    "shortcode-unopened",
    "this closes a shortcode that is not open",
);
const BROKEN: (&str, &str) = (
    "shortcode-unreadable",
    "what this shortcode is given can't be read",
);

/// The text with its shortcodes carried out.
pub fn expand(
    text: &MappedText,
    notation: Notation,
    shortcodes: &mut dyn Shortcodes,
    messages: &mut Diagnostics,
) -> MappedText {
    let tags = match notation {
        Notation::Hugo => hugo::tags(text.as_str()),
        Notation::Zola => zola::tags(text.as_str()),
    };
    if tags.is_empty() {
        return text.clone();
    }
    let ends = pairs::ends(&tags);
    let mut expansion = Expansion {
        text,
        tags: &tags,
        ends: &ends,
        shortcodes,
        messages,
    };
    expansion.expanded(0..tags.len(), 0..text.as_str().len())
}

/// Tells once which shortcodes were met that nobody here knows.
pub fn tell(unknown: &Tally, messages: &mut Diagnostics) {
    unknown.tell(messages, |name, times| {
        let message = format!("`{name}` is a shortcode of the site's own{times}");
        Diagnostic::warning("shortcode-unknown", message).help(plain::KEPT)
    });
}

struct Expansion<'a> {
    text: &'a MappedText,
    tags: &'a [Tag],
    /// For each tag that opens, the one that closes it.
    ends: &'a [Option<usize>],
    shortcodes: &'a mut dyn Shortcodes,
    messages: &'a mut Diagnostics,
}

impl Expansion<'_> {
    /// The bytes `range` of the text, in which the tags `numbers` stand. The depth of pairs bounds the recursion.
    fn expanded(&mut self, numbers: Range<usize>, range: Range<usize>) -> MappedText {
        let mut out = MappedText::default();
        let mut done = range.start;
        let mut number = numbers.start;
        while let Some(tag) = self.tags.get(number).filter(|_| number < numbers.end) {
            out.push_mapped(self.text, done..tag.range.start);
            done = tag.range.end;
            match &tag.kind {
                TagKind::Escaped(parts) => {
                    for part in parts {
                        out.push_mapped(self.text, part.clone());
                    }
                }
                TagKind::Close(_) => self.left_out(tag, &UNOPENED),
                TagKind::Broken => self.left_out(tag, &BROKEN),
                TagKind::Open(call) => {
                    let end = self.ends.get(number).copied().flatten();
                    let (piece, last) = self.called(number, tag, call, end);
                    out.push_mapped(&piece, 0..piece.as_str().len());
                    (done, number) = last;
                }
            }
            number += 1;
        }
        out.push_mapped(self.text, done..range.end);
        out
    }

    /// What stands for a call, where it ends, and the number of its last tag.
    fn called(
        &mut self,
        number: usize,
        tag: &Tag,
        call: &Call,
        end: Option<usize>,
    ) -> (MappedText, (usize, usize)) {
        let close = end.and_then(|end| Some((end, self.tags.get(end)?)));
        let inner = close
            .map(|(end, close)| self.expanded(number + 1..end, tag.range.end..close.range.start));
        let (last, ended) = close.map_or((number, tag.range.end), |(end, close)| {
            (end, close.range.end)
        });
        let whole = self.text.as_str();
        let place = Place {
            before: whole.get(..tag.range.start).unwrap_or_default(),
            after: whole.get(ended..).unwrap_or_default(),
            span: self.text.span(tag.range.clone()),
        };
        let piece = self.shortcodes.run(call, inner.as_ref(), &place);
        (piece, (ended, last))
    }

    fn left_out(&mut self, tag: &Tag, (code, message): &(&'static str, &str)) {
        let span = self.text.span(tag.range.clone());
        let message = Diagnostic::warning(code, *message).at(span);
        self.messages.report(message.help("it was left out"));
    }
}
