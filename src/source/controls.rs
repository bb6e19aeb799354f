//! Line ends become `\n`; control characters and unbalanced bidirectional marks are dropped and told.

use super::repeats::Repeats;
use super::rewrite::Rewrite;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::span::MappedText;
use std::collections::BTreeSet;
use std::ops::Range;

/// Cleans a text.
pub fn clean(text: MappedText, messages: &mut Diagnostics) -> MappedText {
    let faults = faults(text.as_str());
    if faults.is_empty() {
        return text;
    }
    let mut rewrite = Rewrite::new(text.clone());
    let mut told = Repeats::default();
    for (range, fault) in faults {
        rewrite.replace(range.clone(), fault.replacement());
        if let Some(message) = fault.message(text.as_str().get(range.clone()).unwrap_or("")) {
            told.add(|| message.at(text.span(range)));
        }
    }
    told.report(messages);
    rewrite.finish()
}

/// How many directional marks may be open at once (UAX 9, BD2).
const DEEPEST: usize = 125;

/// What is wrong with a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The `\r` before a `\n`.
    ReturnBeforeNewline,
    /// A `\r` that ends a line by itself, as on old Macintoshes.
    LoneReturn,
    /// Characters that no book may hold (XML 1.0, 2.2) and that show nothing.
    Control,
    /// A bidirectional mark that opens what nothing closes, or closes what nothing opened (UAX 9, 2).
    Direction,
}

impl Fault {
    fn replacement(self) -> &'static str {
        match self {
            Fault::LoneReturn => "\n",
            _ => "",
        }
    }

    fn is_told(self) -> bool {
        matches!(self, Fault::Control | Fault::Direction)
    }

    fn message(self, dropped: &str) -> Option<Diagnostic> {
        let names: Vec<String> = dropped
            .chars()
            .take(4)
            .map(|character| format!("U+{:04X}", u32::from(character)))
            .collect();
        let names = names.join(" ");
        match self {
            Fault::ReturnBeforeNewline | Fault::LoneReturn => None,
            Fault::Control => Some(
                Diagnostic::warning("control-character", format!("control character {names}"))
                    .help("it is left out"),
            ),
            Fault::Direction => Some(
                Diagnostic::warning(
                    "unbalanced-direction",
                    format!("the bidirectional mark {names} has no partner in its paragraph"),
                )
                .help("it is left out, so that it can't reorder the text around it"),
            ),
        }
    }
}

fn faults(text: &str) -> Vec<(Range<usize>, Fault)> {
    let directions = unbalanced(text);
    let mut faults: Vec<(Range<usize>, Fault)> = Vec::new();
    for (at, character) in text.char_indices().filter(|(_, c)| is_suspect(*c)) {
        let end = at + character.len_utf8();
        let next = text.as_bytes().get(end);
        let Some(fault) = fault(character, next, directions.contains(&at)) else {
            continue;
        };
        match faults.last_mut() {
            Some((range, before)) if *before == fault && fault.is_told() && range.end == at => {
                range.end = end;
            }
            _ => faults.push((at..end, fault)),
        }
    }
    faults
}

fn is_suspect(character: char) -> bool {
    character < ' ' && character != '\n' && character != '\t'
        || matches!(character, '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}')
        || is_direction(character)
}

fn fault(character: char, next: Option<&u8>, unbalanced: bool) -> Option<Fault> {
    match character {
        '\r' if next == Some(&b'\n') => Some(Fault::ReturnBeforeNewline),
        '\r' => Some(Fault::LoneReturn),
        _ if is_direction(character) => unbalanced.then_some(Fault::Direction),
        _ => Some(Fault::Control),
    }
}

/// Where marks without a partner stand. A paragraph ends at an empty line.
fn unbalanced(text: &str) -> BTreeSet<usize> {
    let mut lost = BTreeSet::new();
    if !text.contains(is_direction) {
        return lost;
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut line_is_empty = true;
    for (at, character) in text.char_indices() {
        match character {
            '\n' if line_is_empty => lost.extend(open.drain(..).map(|(at, _)| at)),
            '\n' => line_is_empty = true,
            '\u{202C}' | '\u{2069}' => lost.extend(close(&mut open, at, character)),
            _ if is_direction(character) && open.len() == DEEPEST => lost.extend([at]),
            _ if is_direction(character) => open.push((at, closing(character))),
            _ => {}
        }
        line_is_empty = character == '\n' || line_is_empty && character.is_whitespace();
    }
    lost.extend(open.drain(..).map(|(at, _)| at));
    lost
}

/// Closes what was opened last, or tells that the closing mark has no partner. An isolate's end also ends embeddings
/// left open inside it, which lose theirs (UAX 9, BD9).
fn close(open: &mut Vec<(usize, char)>, at: usize, closing: char) -> Vec<usize> {
    match open.iter().rposition(|(_, with)| *with == closing) {
        Some(partner) if closing == '\u{2069}' || partner + 1 == open.len() => {
            let inside = open.split_off(partner + 1);
            open.pop();
            inside.into_iter().map(|(at, _)| at).collect()
        }
        _ => vec![at],
    }
}

fn is_direction(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn closing(opening: char) -> char {
    if opening < '\u{2066}' {
        '\u{202C}'
    } else {
        '\u{2069}'
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Sources;

    fn cleaned(text: &str) -> (String, Vec<String>) {
        let mut sources = Sources::default();
        let file = sources.add("post.md", text.into());
        let mut messages = Diagnostics::default();
        let cleaned = clean(MappedText::whole(file, text), &mut messages);
        let told = messages.iter().map(|message| {
            let place = sources.place(message.span.unwrap()).unwrap();
            format!("{}:{} {}", place.line, place.column, message.message)
        });
        (cleaned.as_str().to_owned(), told.collect())
    }

    #[test]
    fn line_ends_are_made_one_kind_in_silence() {
        assert_eq!(cleaned("a\r\nb\rc\n"), ("a\nb\nc\n".into(), vec![]));
    }

    #[test]
    fn control_characters_are_dropped_and_told_at_their_place() {
        let (text, told) = cleaned("one\ntw\u{8}\u{7}o\u{FFFF}\tthree");
        assert_eq!(text, "one\ntwo\tthree");
        assert_eq!(
            told,
            [
                "2:3 control character U+0008 U+0007",
                "2:6 control character U+FFFF"
            ]
        );
    }

    #[test]
    fn balanced_marks_stay_and_others_go() {
        let balanced = "a \u{202B}متن\u{202C} b \u{2068}c\u{2069}";
        assert_eq!(cleaned(balanced), (balanced.into(), vec![]));
        let (text, told) = cleaned("a \u{202E}b\n\nc\u{2069}");
        assert_eq!((text.as_str(), told.len()), ("a b\n\nc", 2));
        let (text, _) = cleaned("\u{2067}a \u{202A}b\u{2069}");
        assert_eq!(text, "\u{2067}a b\u{2069}");
    }

    #[test]
    fn many_are_told_in_a_few_messages() {
        let (_, told) = cleaned(&"a\u{1}".repeat(5000));
        assert_eq!(told.len(), 101);
        assert_eq!(told[100], "1:200 4900 more like this after here");
    }
}
