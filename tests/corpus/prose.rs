//! Prose: what is plain text in sources, read without Chapbook's own parser, and in books.

use crate::support::books::words_of_xhtml;
use regex::Regex;
use std::path::Path;
use std::sync::LazyLock;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is sound")
}

pub fn is_text(path: &Path) -> bool {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let about = ["readme", "license", "summary", "changelog", "contributing"];
    (name.ends_with(".md") || name.ends_with(".markdown"))
        && !about.iter().any(|about| name.starts_with(about))
}

/// Do its own words keep it back?
pub fn is_withheld(text: &str) -> bool {
    static WITHHELD: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?m)^(?:draft\s*[:=]\s*true|published\s*:\s*false)"));
    WITHHELD.is_match(head(text))
}

fn head(text: &str) -> &str {
    let fence = ["---", "+++"]
        .into_iter()
        .find(|fence| text.starts_with(fence));
    let inside = fence.and_then(|fence| text.get(3..)?.split_once(&format!("\n{fence}")));
    inside.map_or("", |(head, _)| head)
}

/// The title in front matter, or the first heading of a text that has none, where it is plain.
pub fn title(text: &str) -> Option<String> {
    static TITLE: LazyLock<Regex> =
        LazyLock::new(|| regex(r#"(?m)^title\s*[:=]\s*["']?([^"'\n{]+?)["']?\s*$"#));
    static HEADING: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)\A##? (.+?)\s*$"));
    let found = match head(text) {
        "" => HEADING.captures(text),
        head => TITLE.captures(head),
    };
    let title = found?.get(1)?.as_str();
    let plain = !title.contains(['<', '&', '*', '`', '_', '[', '\\', '|', '#', '>']);
    plain.then(|| title.to_owned())
}

/// Lines that are nothing but words, eight or more: what no reading of markup can change.
pub fn sentences(text: &str) -> Vec<String> {
    static PLAIN: LazyLock<Regex> = LazyLock::new(|| regex(r"^[\p{L}\p{M}\p{N} ,;()?!%]+[.!?]?$"));
    static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?s)<!--.*?-->|<video\b.*?</video>|<[a-zA-Z/][^<>]*>|\{%-?\s*comment.*?endcomment\s*-?%\}",
        )
    });
    let body = text.get(head(text).len()..).unwrap_or(text);
    let body = COMMENT.replace_all(body, "");
    let mut fenced = false;
    let mut found = Vec::new();
    for line in body.lines() {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            fenced = !fenced;
        }
        let is_plain = !fenced && !line.starts_with([' ', '\t']) && PLAIN.is_match(line);
        if is_plain && line.split_whitespace().count() >= 8 {
            found.push(line.trim().to_owned());
        }
    }
    found
}

/// Are its letters drawn one after another, as they are read? Not from Hebrew to Tibetan and Khmer.
pub fn stands_in_order(text: &str) -> bool {
    !text.contains(|c| matches!(c, '\u{590}'..='\u{fff}' | '\u{1780}'..='\u{17ff}'))
}

/// Its letters and digits, in lower case: neither lines, pages nor hyphens matter.
pub fn squeezed(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// A page without its code: there such characters are what is shown.
pub fn without_code(page: &str) -> String {
    static CODE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?s)<(pre|code|kbd|samp)\b[^>]*>.*?</(pre|code|kbd|samp)>"));
    words_of_xhtml(&CODE.replace_all(page, ""))
}

/// What templates and attribute lists begin with.
pub fn constructs(text: &str) -> Vec<String> {
    let starts = ["{{", "{%", "{: ", "{:.", "{:#", "{:toc"];
    let found = starts.iter().flat_map(|start| text.match_indices(start));
    let shown = found.map(|(at, _)| {
        text.get(at..)
            .unwrap_or_default()
            .chars()
            .take(60)
            .collect()
    });
    shown.collect()
}
