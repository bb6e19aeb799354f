//! Admonitions of the preprocessor mdbook-admonish: takes a chapter's text, gives each fence that begins with
//! ```` ```admonish warning title="Ice" ```` as a quote with a tag, which the parser reads.

use crate::source::rewrite::Rewrite;
use crate::span::MappedText;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use std::ops::Range;

/// What is put where, first to last.
type Changes = Vec<(Range<usize>, String)>;

/// The text with such fences as quotes.
pub fn as_quotes(text: MappedText) -> MappedText {
    let mut changes = Changes::new();
    for (event, range) in Parser::new_ext(text.as_str(), Options::empty()).into_offset_iter() {
        if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = event
            && let Some(tag) = tag(&info)
        {
            quote(text.as_str(), range, &tag, &mut changes);
        }
    }
    let mut rewrite = Rewrite::new(text);
    for (range, put) in changes {
        rewrite.replace(range, &put);
    }
    rewrite.finish()
}

/// `[!warning] Ice`, if a fence's info string is for the preprocessor.
fn tag(info: &str) -> Option<String> {
    let rest = info.trim().strip_prefix("admonish")?;
    let is_whole = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let first = rest.split_whitespace().next().unwrap_or_default();
    let kind = first.split('.').next().unwrap_or_default();
    let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphabetic());
    let kind = if is_kind { kind } else { "note" };
    let mut quoted = rest.split('"').skip(1);
    let title = quoted.next().unwrap_or_default();
    is_whole.then(|| format!("[!{kind}] {title}").trim_end().to_owned())
}

/// A quote in place of a fence: its first line, a mark before each of its lines, and nothing for its end.
fn quote(text: &str, fence: Range<usize>, tag: &str, changes: &mut Changes) {
    let before = text.get(..fence.start).unwrap_or_default();
    let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
    let block = text.get(fence.clone()).unwrap_or_default();
    let mut at = fence.start;
    for (number, line) in block.split_inclusive('\n').enumerate() {
        let words = line.trim_end();
        let inner = words.trim_start_matches([' ', '\t', '>']);
        let end = at + words.len();
        let is_end = at + line.len() >= fence.end && is_fence(inner);
        if number == 0 {
            changes.push((at..end, format!("> {tag}")));
        } else if is_end {
            changes.push((end - inner.len()..end, String::new()));
        } else {
            let indent = column.min(words.len() - inner.len());
            // An empty line of a list has no indent of its own.
            let pad = " ".repeat(column - indent);
            changes.push((at + indent..at + indent, format!("{pad}> ")));
        }
        at += line.len();
    }
}

fn is_fence(line: &str) -> bool {
    line.len() >= 3 && (line.trim_matches('`').is_empty() || line.trim_matches('~').is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn fences_for_the_preprocessor_are_quotes() {
        let shown = |text: &str| {
            let mut mapped = MappedText::default();
            mapped.push_expanded(text, Span::NOWHERE);
            as_quotes(mapped).as_str().to_owned()
        };
        assert_eq!(
            shown("```admonish warning title=\"Thin ice\"\nMind *it*.\n\nEnd.\n```\nText\n"),
            "> [!warning] Thin ice\n> Mind *it*.\n> \n> End.\n\nText\n"
        );
        assert_eq!(
            shown("- a\n\n  ~~~ admonish\n  b\n\n  c\n  ~~~\n"),
            "- a\n\n  > [!note]\n  > b\n  > \n  > c\n  \n"
        );
        for other in ["```rust\nadmonish\n```\n", "```admonished\n```\n"] {
            assert_eq!(shown(other), other);
        }
    }
}
