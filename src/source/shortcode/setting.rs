//! Where a shortcode stands: alone on its line, among words, or as a link's destination; and blocks that fit there.

use super::Place;
use crate::source::code::fence_for;
use crate::span::MappedText;

/// How far a line is looked back at: what stands further in is among words.
const FAR: usize = 400;

/// Where a shortcode stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// Alone on its line. Further lines of its block begin with this.
    Block(String),
    /// Among words.
    Inline,
    /// As a link's destination.
    Destination,
}

impl Setting {
    /// Where a call stands.
    pub fn of(place: &Place<'_>) -> Setting {
        let near = place.before.len().saturating_sub(FAR);
        let near = place.before.get(place.before.ceil_char_boundary(near)..);
        let near = near.unwrap_or_default();
        let line_start = near.rfind('\n').map(|at| at + 1);
        let is_whole = line_start.is_some() || near.len() == place.before.len();
        let line = near.get(line_start.unwrap_or(0)..).unwrap_or_default();
        if line.ends_with("](") || is_definition(line) {
            return Setting::Destination;
        }
        let ahead = place.after.get(..place.after.floor_char_boundary(FAR));
        let ahead = ahead.unwrap_or_default();
        let line_end = ahead.find('\n').unwrap_or(ahead.len());
        let alone = line_end < FAR
            && ahead
                .get(..line_end)
                .is_some_and(|rest| rest.trim().is_empty());
        match continued(line) {
            Some(prefix) if is_whole && alone => Setting::Block(prefix),
            _ => Setting::Inline,
        }
    }

    /// What further lines of a block begin with.
    pub fn prefix(&self) -> &str {
        match self {
            Setting::Block(prefix) => prefix,
            _ => "",
        }
    }
}

/// `[name]: `, and nothing after it.
fn is_definition(line: &str) -> bool {
    let name = line
        .trim()
        .strip_prefix('[')
        .and_then(|line| line.strip_suffix("]:"));
    name.is_some_and(|name| !name.contains(']'))
}

/// What the lines after `line` begin with, to be in the same quotes and list items; `None` if it holds words.
fn continued(line: &str) -> Option<String> {
    let mut prefix = String::new();
    for letter in line.chars() {
        match letter {
            ' ' | '\t' | '>' => prefix.push(letter),
            '-' | '*' | '+' | '.' | ')' | '0'..='9' => prefix.push(' '),
            _ => return None,
        }
    }
    let is_list = line.trim().is_empty() || line.ends_with([' ', '\t', '>']);
    is_list.then_some(prefix)
}

/// `text` as a block of code where a call stands, or as a code span among words.
pub fn fenced(text: &MappedText, language: &str, place: &Place<'_>) -> MappedText {
    let setting = Setting::of(place);
    let code = text.as_str();
    if setting == Setting::Inline && !code.trim().contains('\n') {
        return code_span(text, place);
    }
    let mut out = MappedText::default();
    let add = |words: &str, out: &mut MappedText| out.push_expanded(words, place.span);
    let (prefix, fence) = (setting.prefix(), fence_for(code, 3));
    let gap = if matches!(setting, Setting::Block(_)) {
        ""
    } else {
        "\n\n"
    };
    add(&format!("{gap}{fence}{language}"), &mut out);
    let begins = code.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    if !begins {
        add(&format!("\n{prefix}"), &mut out);
    }
    let kept = code.trim_end_matches(|c: char| c.is_whitespace() || prefix.contains(c));
    out.push_mapped(text, 0..kept.len());
    add(&format!("\n{prefix}{fence}{gap}"), &mut out);
    out
}

/// `text` as a code span.
pub fn code_span(text: &MappedText, place: &Place<'_>) -> MappedText {
    let marks = fence_for(text.as_str(), 1);
    let mut out = MappedText::default();
    out.push_expanded(&format!("{marks} "), place.span);
    push_trimmed(&mut out, text);
    out.push_expanded(&format!(" {marks}"), place.span);
    out
}

fn push_trimmed(out: &mut MappedText, text: &MappedText) {
    let code = text.as_str();
    let start = code.len() - code.trim_start().len();
    out.push_mapped(text, start..code.trim_end().len().max(start));
}

/// Words in HTML's text and attributes.
pub(super) fn html(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn setting(before: &str, after: &str) -> Setting {
        let span = Span::NOWHERE;
        Setting::of(&Place {
            before,
            after,
            span,
        })
    }

    #[test]
    fn a_shortcode_is_alone_among_words_or_a_destination() {
        let block = |prefix: &str| Setting::Block(prefix.to_owned());
        assert_eq!(setting("a\n", "\nb"), block(""));
        assert_eq!(setting("", ""), block(""));
        assert_eq!(setting("a\n> - ", "\n"), block(">   "));
        assert_eq!(setting("a\n10. ", ""), block("    "));
        assert_eq!(setting("a ", ""), Setting::Inline);
        assert_eq!(setting("", " b"), Setting::Inline);
        assert_eq!(setting("[a](", ")"), Setting::Destination);
        assert_eq!(setting("x\n[a]: ", "\n"), Setting::Destination);
    }
}
