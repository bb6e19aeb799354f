//! Front matter: takes a post's text, gives what its head says and where its body begins.

use super::data::{self, Excerpt, Language};
use super::encoding;
use super::value::Map;
use crate::diagnostics::{Diagnostic, Diagnostics, Result};
use crate::span::{MappedText, Span};
use std::ops::Range;

/// What stands before a post's text.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    language: Language,
    /// Where the data stands, without its fences.
    start: usize,
    end: usize,
    /// Where the post's text begins.
    pub body: usize,
    /// Is there a fence after it?
    closed: bool,
}

/// What a file with a head in YAML begins with.
pub const FRONT_MATTER: &[u8] = b"---";

/// Finds the head of `text`, if it has one.
pub fn find(text: &str) -> Option<Head> {
    let first = text.split_inclusive('\n').next()?;
    match first.trim_end() {
        "---" => fenced(text, first.len(), Language::Yaml, &["---", "..."]),
        "+++" => fenced(text, first.len(), Language::Toml, &["+++"]),
        _ => json(text),
    }
}

/// Reads what the head says.
pub fn read(text: &MappedText, head: Head, messages: &mut Diagnostics) -> Map {
    let excerpt = Excerpt::new(text, head.start..head.end);
    if !head.closed {
        messages.report(
            Diagnostic::warning("front-matter-unclosed", "the front matter has no end")
                .at(text.span(0..head.start.saturating_sub(1)))
                .help("it was taken to end at the first empty line"),
        );
    }
    data::read(&excerpt, head.language, "front-matter-unreadable", messages)
}

/// What the file with these bytes says, if it says anything; what is wrong in it is told where the file itself is read.
///
/// # Errors
/// `not-text`.
pub fn read_aside(bytes: Vec<u8>) -> Result<Option<Map>> {
    let decoded = encoding::decode(bytes, "")?;
    let Some(head) = find(&decoded.text) else {
        return Ok(None);
    };
    let mut text = MappedText::default();
    text.push_expanded(&decoded.text, Span::NOWHERE);
    Ok(Some(read(&text, head, &mut Diagnostics::default())))
}

/// The text after its head.
pub fn after(text: MappedText, head: Option<Head>) -> MappedText {
    let Some(head) = head else {
        return text;
    };
    let mut rest = MappedText::default();
    rest.push_mapped(&text, head.body..text.as_str().len());
    rest
}

/// Data between fences. Two thematic breaks with no `name: value` between them are no fences.
fn fenced(text: &str, start: usize, language: Language, ends: &[&str]) -> Option<Head> {
    let (content, body, closed) = match line(text, start, |line| ends.contains(&line)) {
        Some(fence) => (start..fence.start, fence.end, true),
        None => {
            let gap = line(text, start, str::is_empty).unwrap_or(text.len()..text.len());
            (start..gap.start, gap.start, false)
        }
    };
    let data = text.get(content.clone())?;
    let empty = closed && data.trim().is_empty();
    (empty || has_entry(data)).then_some(Head {
        language,
        start: content.start,
        end: content.end,
        body,
        closed,
    })
}

/// The first line from `start` on that is as `wanted` says, spaces at its end aside.
fn line(text: &str, start: usize, wanted: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let mut at = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        if wanted(line.trim_end()) {
            return Some(at..at + line.len());
        }
        at += line.len();
    }
    None
}

/// Is some line of the form `name: value`, `name = value` or `[table]`, or is all a comment?
fn has_entry(data: &str) -> bool {
    let is_name = |name: &str| {
        let name = name.trim_matches(|c: char| matches!(c, '"' | '\'' | ' '));
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@' | '$');
        !name.is_empty() && name.chars().all(is_part)
    };
    data.lines().any(|line| {
        let assigned = line.split_once([':', '=']);
        assigned.is_some_and(|(name, _)| is_name(name)) || line.starts_with(['[', '{'])
    })
}

/// An object alone on the first lines; one that can't be read ends at the first `}` alone on its line.
fn json(text: &str) -> Option<Head> {
    let end = data::json_object(text).or_else(|| broken_object(text))?;
    let rest = text.get(end..)?;
    let line_end = rest.find('\n').map_or(rest.len(), |at| at + 1);
    let alone = rest.get(..line_end)?.trim().is_empty();
    alone.then_some(Head {
        language: Language::Json,
        start: 0,
        end,
        body: end + line_end,
        closed: true,
    })
}

fn broken_object(text: &str) -> Option<usize> {
    let opened = line(text, 0, |line| line == "{").filter(|opened| opened.start == 0)?;
    let closed = line(text, opened.end, |line| line == "}")?;
    let quoted = text.get(opened.end..)?.trim_start().starts_with('"');
    quoted.then_some(closed.start + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::value::Node;
    use crate::span::Sources;

    /// The words of `name`, where they stand, the body, and the messages.
    fn read_entry(text: &str, name: &str) -> (Option<String>, String, String, Vec<String>) {
        let mut sources = Sources::default();
        let file = sources.add("post.md", text.into());
        let mapped = MappedText::whole(file, text);
        let mut messages = Diagnostics::default();
        let head = find(text).expect("front matter");
        let map = read(&mapped, head, &mut messages);
        let node = map.get(name);
        let place = node.and_then(|node| sources.place(node.span));
        (
            node.and_then(Node::words),
            place.map_or(String::new(), |place| {
                format!("{}:{}", place.line, place.column)
            }),
            text[head.body..].to_owned(),
            messages.iter().map(|m| m.message.clone()).collect(),
        )
    }

    fn words_and_place(text: &str, name: &str) -> (String, String) {
        let (words, place, _, messages) = read_entry(text, name);
        assert_eq!(messages, [""; 0]);
        (words.unwrap_or_default(), place)
    }

    #[test]
    fn yaml_toml_and_json_say_what_and_where() {
        let at = |words: &str, place: &str| (words.to_owned(), place.to_owned());
        let yaml = "---\ntitle: One\nimage: /a.png\n---\nText";
        assert_eq!(words_and_place(yaml, "image"), at("/a.png", "3:8"));
        let toml = "+++\ntitle = \"One\"\ndate = 2016-06-24\n+++\nText";
        assert_eq!(words_and_place(toml, "date"), at("2016-06-24", "3:8"));
        let json = "{\n \"title\": \"\\ud83d\\ude00\",\n \"image\": \"/a.png\"\n}\nText";
        assert_eq!(words_and_place(json, "image"), at("/a.png", "3:11"));
        assert_eq!(words_and_place(json, "title").0, "😀");
    }

    #[test]
    fn scalars_are_kept_as_typed() {
        let yaml = "---\na: 012\nb: 1.10\nc: 0x1F\nd: yes\ne: 2016-06-24\nf: \"007\"\n---\n";
        for (name, words) in [
            ("a", "012"),
            ("b", "1.10"),
            ("c", "0x1F"),
            ("d", "yes"),
            ("e", "2016-06-24"),
            ("f", "007"),
        ] {
            assert_eq!(words_and_place(yaml, name).0, words, "{name}");
        }
    }

    #[test]
    fn unreadable_yaml_gives_what_its_lines_say() {
        let yaml = "---\ntitle: One: two\ntags:\n  - a\n  - b\n  bad\nimage: 'x.png'\n---\nText";
        let (words, place, body, messages) = read_entry(yaml, "title");
        assert_eq!(
            (words.as_deref(), place.as_str()),
            (Some("One: two"), "2:8")
        );
        assert_eq!((body.as_str(), messages.len()), ("Text", 1));
        assert_eq!(read_entry(yaml, "image").0.as_deref(), Some("x.png"));
    }

    #[test]
    fn what_cannot_be_read_is_told_where_it_goes_wrong() {
        let place = |text: &str| {
            let mut sources = Sources::default();
            let file = sources.add("post.md", text.into());
            let mut messages = Diagnostics::default();
            let head = find(text).expect("front matter");
            read(&MappedText::whole(file, text), head, &mut messages);
            let message = messages.iter().next().expect("a message");
            let place = sources
                .place(message.span.expect("a place"))
                .expect("a file");
            format!("{}:{} {}", place.line, place.column, message.message)
        };
        for (text, told) in [
            (
                "---\ntitle: é\ntags: [a, b\nkey: x\n---\n",
                "4:4 this is no readable YAML: illegal placement of ':' indicator",
            ),
            (
                "---\na: 1\ntitle: One: two\n---\n",
                "3:11 this is no readable YAML: mapping values are not allowed in this context",
            ),
            (
                "---\na: 1\ntitle: \"One\n---\n",
                "3:8 this is no readable YAML: unclosed quote",
            ),
            (
                "---\na: 1\n\ttitle: One\n---\n",
                "2:4 this is no readable YAML: while scanning a plain scalar, found a tab",
            ),
            (
                "+++\na = 1\ntitle = One\n+++\n",
                "3:9 this is no readable TOML: string values must be quoted, expected literal string",
            ),
            (
                "{\n\"a\": 1,\n\"title\": One\n}\nText\n",
                "3:10 this is no readable JSON: it breaks off or goes wrong here",
            ),
        ] {
            assert_eq!(place(text), told);
        }
    }

    #[test]
    fn doubles_are_told_and_the_last_holds() {
        let (words, _, _, messages) = read_entry("---\na: 1\nb: 2\na: 3\n---\n", "a");
        assert_eq!(words.as_deref(), Some("3"));
        assert_eq!(messages, ["`a` is said twice"]);
    }

    #[test]
    fn front_matter_without_end_stops_at_an_empty_line() {
        let (words, _, body, messages) = read_entry("---\ntitle: A\n\nText\n", "title");
        assert_eq!((words.as_deref(), body.as_str()), (Some("A"), "\nText\n"));
        assert_eq!(messages, ["the front matter has no end"]);
    }

    #[test]
    fn breaks_attributes_and_templates_are_no_front_matter() {
        for text in [
            "---\n\nText\n\n---\n",
            "{: .class}\ntext",
            "{% include a.html %}",
            "{{ page.title }}",
            "Text",
            "",
        ] {
            assert!(find(text).is_none(), "{text}");
        }
        assert!(find("---\n---\nText").is_some());
    }

    #[test]
    fn bombs_end_at_once() {
        let level = |name: u8| {
            let (name, below) = (char::from(name), char::from(name - 1));
            let below = vec![format!("*{below}"); 9].join(",");
            format!("{name}: &{name} [{below}]\n")
        };
        let levels: String = (b'b'..b'k').map(level).collect();
        let aliases = format!("---\na: &a [x,x,x,x,x,x,x,x,x]\n{levels}---\n");
        let brackets = format!("---\na: {}\n---\n", "[".repeat(100_000));
        let deep_json = format!("{{\"a\": {}\n}}\n", "[".repeat(100_000));
        for text in [&aliases, &brackets] {
            let (_, _, _, messages) = read_entry(text, "a");
            assert_eq!(messages.len(), 1, "{messages:?}");
        }
        assert!(find(&deep_json).is_none());
    }
}
