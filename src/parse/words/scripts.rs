//! Super- and subscripts within a word, `H~2~O` and `x^2^`: takes text, finds them. Those between words the Markdown parser finds.

use crate::document::InlineElement;
use crate::parse::words::{Found, Meaning};

pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let mut at = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find(['~', '^'])) {
        let open = at + offset;
        match script_at(text, open) {
            Some(script) => {
                at = script.range.end;
                found.push(script);
            }
            None => at = open + 1,
        }
    }
}

fn script_at(text: &str, open: usize) -> Option<Found> {
    let (before, rest) = text.split_at_checked(open)?;
    let follows_word = before
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '\'' | '’'));
    let mark = rest.chars().next()?;
    let inner = rest.get(1..)?;
    let length = inner.find(|c: char| c.is_whitespace() || matches!(c, '~' | '^'))?;
    let (script, after) = inner.split_at_checked(length)?;
    let after = after.strip_prefix(mark)?;
    if !follows_word || !is_script(script, after) {
        return None;
    }
    Some(Found {
        range: open..open + length + 2,
        shown: open + 1..open + 1 + length,
        meaning: Meaning::Script(if mark == '~' {
            InlineElement::Subscript
        } else {
            InlineElement::Superscript
        }),
    })
}

/// `x^2+y^2` holds no superscript `2+y`, though `x^n+1^` holds one: letters and digits are clear, others only at the end of a word.
fn is_script(script: &str, after: &str) -> bool {
    let clear = script.trim_start_matches(['+', '-', '−', '–']);
    let is_clear = !clear.is_empty() && clear.chars().all(char::is_alphanumeric);
    let ends_word = !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '~' | '^'));
    is_clear || (ends_word && script.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::find;

    fn found(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        find(text, &mut found);
        found
            .iter()
            .map(|found| &text[found.range.clone()])
            .collect()
    }

    #[test]
    fn scripts_in_words() {
        assert_eq!(found("H~2~O and CO~2~"), ["~2~", "~2~"]);
        assert_eq!(found("x^2^, e^-x^ and a^n+1^."), ["^2^", "^-x^", "^n+1^"]);
        assert_eq!(found("1^st^"), ["^st^"]);
    }

    #[test]
    fn what_only_looks_like_it() {
        for text in [
            "x^2+y^2",
            "x^2 and y^2",
            "(^_^)",
            "~/a~b",
            "a~~b~~c",
            "10~20",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
