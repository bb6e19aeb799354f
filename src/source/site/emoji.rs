//! Emoji by their names: takes a text of a site that is set up for them, gives it with 🎉 for `:tada:`.

use crate::source::rewrite::Rewrite;
use crate::span::MappedText;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use std::ops::Range;

/// The longest name, in bytes: names are looked for no further.
const LONGEST: usize = 64;

/// The text with emoji for the names that GitHub knows; code, addresses and HTML stay as they are.
pub fn drawn(text: MappedText) -> MappedText {
    let found = names(text.as_str());
    if found.is_empty() {
        return text;
    }
    let mut rewrite = Rewrite::new(text);
    for (range, emoji) in found {
        rewrite.replace(range, emoji.as_str());
    }
    rewrite.finish()
}

fn names(text: &str) -> Vec<(Range<usize>, &'static emojis::Emoji)> {
    let runs = if text.contains(':') {
        words(text)
    } else {
        Vec::new()
    };
    let found = runs.into_iter().flat_map(|run| {
        let mut at = run.start;
        std::iter::from_fn(move || {
            let found = next(text, at..run.end)?;
            at = found.0.end;
            Some(found)
        })
    });
    found.collect()
}

/// Where words stand that are no code, each run whole, whatever marks it holds that might have been Markdown's.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut opened = Vec::new();
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(tag) => opened.push(is_verbatim(&tag)),
            Event::End(_) => drop(opened.pop()),
            Event::Text(_) if opened.last() != Some(&true) => match runs.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => runs.push(range),
            },
            _ => {}
        }
    }
    runs
}

/// A block of code, or an address in angle brackets.
fn is_verbatim(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::CodeBlock(_) => true,
        Tag::Link { link_type, .. } => matches!(link_type, LinkType::Autolink | LinkType::Email),
        _ => false,
    }
}

/// The first name in `range`, with the colons around it.
fn next(text: &str, range: Range<usize>) -> Option<(Range<usize>, &'static emojis::Emoji)> {
    let run = text.get(range.clone())?;
    let mut at = 0;
    while let Some(colon) = run.get(at..)?.find(':') {
        let start = at + colon + 1;
        let name = name(run.get(start..)?);
        if let Some(emoji) = name.and_then(emojis::get_by_shortcode) {
            let end = start + name.map_or(0, str::len) + 1;
            return Some((range.start + start - 1..range.start + end, emoji));
        }
        at = start;
    }
    None
}

/// What stands before the next colon, if it may be a name.
fn name(rest: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_+-".contains(c);
    let near = rest.get(..rest.floor_char_boundary(LONGEST))?;
    let end = near.find(|c: char| !is_part(c))?;
    near.get(end..)?.starts_with(':').then(|| near.get(..end))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn names_between_colons_are_drawn_but_in_code_and_addresses() {
        let shown = |text: &str| {
            let mut mapped = MappedText::default();
            mapped.push_expanded(text, Span::NOWHERE);
            drawn(mapped).as_str().to_owned()
        };
        assert_eq!(
            shown("Done :tada::+1: *:heart_eyes:*\n"),
            "Done 🎉👍 *😍*\n"
        );
        for other in [
            "`:tada:` <https://a.org/:tada:> [a](:tada:)",
            "<p title=\":tada:\">\n",
            "    :tada:\n",
            "10:30:00 :nothing: ::",
        ] {
            assert_eq!(shown(other), other);
        }
    }
}
