//! What can be shown for files of themes and tags of plug-ins that are not here: takes what is said to them, gives Markdown.

use super::embed;
use crate::source::value::Node;
use std::path::Path;
use std::sync::Arc;

/// Parameters by name.
pub type Parameters = Vec<(Arc<str>, Node)>;

/// For a missing file: the picture that its parameters name, or a link to the film that it would play.
pub fn of_file(file: &str, parameters: &Parameters) -> Option<String> {
    picture(parameters).or_else(|| film(file, parameters))
}

/// For a tag: the picture that it names, `img left /a.png 300 200 "A title"`.
pub fn of_tag(markup: &str) -> Option<String> {
    let mut words = markup.split_whitespace().map(value);
    let source = words.find(|word| is_picture(word))?;
    let said = ["alt", "caption", "title"].iter();
    let mut said = said.filter_map(|name| quoted(markup.split_once(name)?.1));
    let mut quotes = markup.split(['"']).skip(1).step_by(2);
    let alternative = said
        .next()
        .or_else(|| quotes.find(|text| !is_picture(text)));
    Some(markdown(source, alternative.unwrap_or_default(), None))
}

/// Does a tag name a picture?
pub fn names_picture(markup: &str) -> bool {
    markup.split_whitespace().map(value).any(is_picture)
}

/// `"/a.png"` of `src="/a.png"`, without its quotes.
fn value(word: &str) -> &str {
    let word = word.trim_matches(['"', '\'', ',']);
    let value = word.split_once(['=', ':']).map_or(word, |(name, value)| {
        let is_name = name
            .chars()
            .all(|c| c.is_alphanumeric() || "_-".contains(c));
        match is_name && !value.starts_with("//") {
            true => value,
            false => word,
        }
    });
    value.trim_matches(['"', '\''])
}

/// The text in quotes that follows `=` or `:`.
fn quoted(rest: &str) -> Option<&str> {
    let rest = rest.trim_start().strip_prefix(['=', ':'])?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (text, _) = rest.get(1..)?.split_once(quote)?;
    Some(text)
}

/// The first of the parameters `names` that says something.
fn said(parameters: &Parameters, names: &[&str]) -> Option<String> {
    let mut found = names.iter().filter_map(|name| {
        let mut named = parameters.iter().filter(|(known, _)| &**known == *name);
        named.next().and_then(|(_, node)| node.words())
    });
    found.next()
}

/// A picture of parameters like `src="/a.png" alt="A" caption="B"`.
fn picture(parameters: &Parameters) -> Option<String> {
    let words = parameters.iter().filter_map(|(_, node)| node.words());
    let source = words.into_iter().find(|source| is_picture(source))?;
    let alternative = said(parameters, &["alt", "caption", "title"]);
    let title = said(parameters, &["caption", "title"]);
    Some(markdown(
        &source,
        &alternative.unwrap_or_default(),
        title.as_deref(),
    ))
}

fn markdown(source: &str, alternative: &str, title: Option<&str>) -> String {
    let alternative = alternative.replace(['[', ']', '\n'], " ");
    let title = title.map_or_else(String::new, |title| {
        format!(" \"{}\"", title.replace('"', "&quot;").replace('\n', " "))
    });
    format!("![{alternative}](<{source}>{title})")
}

fn is_picture(source: &str) -> bool {
    const KINDS: [&str; 8] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "tiff"];
    let path = source.split(['?', '#']).next().unwrap_or(source);
    let extension = Path::new(path).extension().and_then(|kind| kind.to_str());
    let is_known = |kind: &str| KINDS.contains(&kind.to_ascii_lowercase().as_str());
    extension.is_some_and(is_known) && !source.contains(['<', '>', '\n'])
}

/// A link of `video id="x" provider="vimeo"` or `embed/youtube.html id="x"`.
fn film(file: &str, parameters: &Parameters) -> Option<String> {
    let id = said(parameters, &["id", "url", "src", "video", "gist"])?;
    let stem = Path::new(file.trim()).file_stem()?.to_str()?.to_lowercase();
    let provider = said(parameters, &["provider"]).unwrap_or(stem);
    let mut names = provider.rsplit(['-', '_']);
    embed::link(names.find(|name| embed::is_embed(name))?, &id)
}

#[cfg(test)]
mod tests {
    use super::of_tag;

    #[test]
    fn tags_name_pictures_in_many_ways() {
        for (markup, picture) in [
            ("left /a.png 300 200 \"A title\"", "![A title](</a.png>)"),
            ("path: \"b c/a.jpg\"", "![](<c/a.jpg>)"),
            ("src=\"/a.jpg\" alt='A cat'", "![A cat](</a.jpg>)"),
            (
                "https://a.example/x.gif?w=3",
                "![](<https://a.example/x.gif?w=3>)",
            ),
        ] {
            assert_eq!(of_tag(markup).as_deref(), Some(picture), "{markup}");
        }
        assert_eq!(of_tag("no picture here.txt"), None);
    }
}
