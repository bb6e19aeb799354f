//! Shortcodes as something a reader can use without running them: links in place of players, and what is left of a
//! shortcode that nobody here knows.

use super::figure::figure;
use super::setting::{Setting, fenced};
use super::{Arguments, Call, Place};
use crate::source::data;
use crate::span::MappedText;

/// Names of arguments that are words for readers.
const WORDS: [&str; 10] = [
    "title",
    "heading",
    "header",
    "summary",
    "label",
    "text",
    "content",
    "caption",
    "description",
    "message",
];

/// Names of arguments that say whose words a shortcode holds.
const AUTHORS: [&str; 4] = ["author", "attribution", "cite", "by"];

/// What is told to be done with a shortcode that is not run.
pub(super) const KEPT: &str =
    "it is not run: the text between its tags and the words it is given were kept";

/// A link to what another site would show here.
pub fn embed(title: Option<&str>, url: &str, place: &Place<'_>) -> MappedText {
    let mut out = MappedText::default();
    let words = match (Setting::of(place), title) {
        (Setting::Destination, _) => destination(url),
        (_, Some(title)) => format!("[{title}](<{}>)", destination(url)),
        (_, None) => autolink(url),
    };
    out.push_expanded(&words, place.span);
    out
}

/// A URL as a link that shows it; other text as it is.
pub fn autolink(url: &str) -> String {
    match url.starts_with("https://") || url.starts_with("http://") {
        true => format!("<{}>", destination(url)),
        false => url.to_owned(),
    }
}

/// Without what would end a link's destination.
fn destination(url: &str) -> String {
    let is_sound = |c: &char| !c.is_whitespace() && !"<>\"`".contains(*c);
    url.chars().filter(is_sound).collect()
}

/// What is kept of a shortcode that is not run: its picture, the words that it is given, its inner text.
pub fn what_is_left(call: &Call, inner: Option<&MappedText>, place: &Place<'_>) -> MappedText {
    let setting = Setting::of(place);
    if setting == Setting::Destination {
        // The words of a link without a destination stay, and it is told.
        let mut out = MappedText::default();
        out.push_expanded("<>", place.span);
        return out;
    }
    let words = words(&call.arguments);
    match inner {
        Some(inner) => with_inner(call, &words, inner, &setting, place),
        None => figure(&call.arguments, place).unwrap_or_else(|| {
            let mut out = MappedText::default();
            out.push_expanded(&linked(&call.arguments, &words.join(" ")), place.span);
            out
        }),
    }
}

/// The inner text, as code if it is that, below the words that are said of it.
fn with_inner(
    call: &Call,
    words: &[&str],
    inner: &MappedText,
    setting: &Setting,
    place: &Place<'_>,
) -> MappedText {
    let is_fenced = inner.as_str().contains("```");
    let language = call
        .arguments
        .first(&["lang", "language"])
        .filter(|_| !is_fenced);
    let language = language.or_else(|| data::language_of(inner.as_str()).map(data::Language::name));
    if let Some(language) = language {
        return fenced(inner, language, place);
    }
    let mut out = MappedText::default();
    let prefix = setting.prefix();
    if let [first, others @ ..] = words {
        let gap = if matches!(setting, Setting::Block(_)) {
            format!("\n{prefix}")
        } else {
            " ".to_owned()
        };
        let heading = std::iter::once(format!("**{first}**"));
        let others = others.iter().map(|words| (*words).to_owned());
        let said: Vec<String> = heading.chain(others).collect();
        out.push_expanded(&format!("{}{gap}", said.join(" ")), place.span);
        if gap != " " && !inner.as_str().starts_with('\n') {
            out.push_expanded(&format!("\n{prefix}"), place.span);
        }
    }
    out.push_mapped(inner, 0..inner.as_str().len());
    if let Some(author) = call.arguments.first(&AUTHORS) {
        let gap = match setting {
            Setting::Block(_) => format!("\n{prefix}\n{prefix}"),
            _ => " ".to_owned(),
        };
        out.push_expanded(&format!("{gap}— {author}"), place.span);
    }
    out
}

/// Values that a reader would read: those of telling names; of those without a name, what has a space or begins with a
/// capital. The others are colours, icons, sizes.
fn words(arguments: &Arguments) -> Vec<&str> {
    let named = WORDS.iter().filter_map(|name| arguments.named(name));
    let positional = arguments.positional.iter().map(|value| value.trim());
    let is_read =
        |value: &&str| value.contains(char::is_whitespace) || value.starts_with(char::is_uppercase);
    named.chain(positional.filter(is_read)).collect()
}

fn linked(arguments: &Arguments, words: &str) -> String {
    match arguments.first(&["href", "url", "link"]) {
        Some(url) if words.is_empty() => autolink(url),
        Some(url) => format!("[{words}](<{}>)", destination(url)),
        None => words.to_owned(),
    }
}
