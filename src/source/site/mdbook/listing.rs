//! Elements of a book's own preprocessors: takes a chapter's text, gives `<Listing number="1-1" caption="…">` as a figure with
//! a caption. HTML has no names with capitals, so what has one is such an element.

use crate::source::code::Code;
use crate::source::rewrite::Rewrite;
use crate::span::MappedText;
use std::ops::Range;

/// The text with such elements as figures.
pub fn as_figures(text: MappedText) -> MappedText {
    let found = elements(text.as_str());
    if found.is_empty() {
        return text;
    }
    let mut rewrite = Rewrite::new(text);
    for (range, html) in found {
        rewrite.replace(range, &html);
    }
    rewrite.finish()
}

/// A tag alone on its line.
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
    closes: bool,
    /// What stands before it on its line.
    indent: &'a str,
}

/// The tags of elements that are closed again, and what stands in their place.
fn elements(text: &str) -> Vec<(Range<usize>, String)> {
    if !text.contains("</") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open: Option<(Range<usize>, Tag<'_>)> = None;
    for (range, tag) in tags(text) {
        match open.take() {
            Some((start, opened)) if tag.closes && opened.name == tag.name => {
                found.push((start, indented(&opening(&opened), opened.indent)));
                found.push((range, indented(&closing(&opened), tag.indent)));
            }
            _ if !tag.closes => open = Some((range, tag)),
            _ => {}
        }
    }
    found
}

fn tags(text: &str) -> Vec<(Range<usize>, Tag<'_>)> {
    let mut at = 0;
    let mut tags = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if let Some(tag) = Tag::of(line) {
            tags.push((start..start + line.trim().len(), tag));
        }
    }
    if !tags.is_empty() {
        let code = Code::of(text);
        tags.retain(|(range, _)| !code.holds(range.start));
    }
    tags
}

impl<'a> Tag<'a> {
    fn of(line: &'a str) -> Option<Tag<'a>> {
        let words = line.trim_start();
        let indent = line.get(..line.len() - words.len())?;
        let inside = words.trim_end().strip_prefix('<')?.strip_suffix('>')?;
        let (inside, closes) = match inside.strip_prefix('/') {
            Some(inside) => (inside, true),
            None => (inside, false),
        };
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric());
        let (name, attributes) = inside.split_at(end.unwrap_or(inside.len()));
        let is_own = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.contains(|c: char| c.is_ascii_lowercase());
        let fits = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
        (is_own && fits && !attributes.ends_with('/')).then_some(Tag {
            name,
            attributes,
            closes,
            indent,
        })
    }

    /// The value of an attribute, as HTML reads it.
    fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes;
        while let Some((name, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, after) = match quote {
                Some(quote) => after.get(1..)?.split_once(quote)?,
                None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            if name.trim() == wanted {
                return Some(value.trim().replace("&quot;", "\""))
                    .filter(|value| !value.is_empty());
            }
            rest = after;
        }
        None
    }
}

/// Lines that stay in the list item of the first.
fn indented(lines: &str, indent: &str) -> String {
    lines.replace('\n', &format!("\n{indent}"))
}

/// Blank lines around Markdown in HTML let it be read as Markdown.
fn opening(tag: &Tag<'_>) -> String {
    let file = tag.attribute("file-name");
    let file = file.map_or(String::new(), |file| format!("\n\n`{file}`"));
    format!("<figure>{file}\n")
}

fn closing(tag: &Tag<'_>) -> String {
    let number = tag
        .attribute("number")
        .map(|number| format!("{} {number}", tag.name));
    let said = tag.attribute("caption");
    let parts: Vec<String> = number.into_iter().chain(said).collect();
    match parts.is_empty() {
        true => "\n</figure>".to_owned(),
        false => format!(
            "\n<figcaption>\n\n{}\n\n</figcaption>\n</figure>",
            parts.join(": ")
        ),
    }
}
