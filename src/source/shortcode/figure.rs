//! Pictures with what is said of them: takes a shortcode's arguments, gives an HTML figure whose caption is Markdown.

use super::setting::{Setting, html};
use super::{Arguments, Place};
use crate::span::MappedText;
use pulldown_cmark::{Event, Options, Parser};

/// Extensions of pictures.
const PICTURES: [&str; 9] = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "tiff",
];

/// A figure of the picture that the arguments name, if they do.
pub fn figure(arguments: &Arguments, place: &Place<'_>) -> Option<MappedText> {
    let source = source(arguments)?;
    let image = image(source, arguments);
    let mut out = MappedText::default();
    let words = match Setting::of(place) {
        Setting::Block(prefix) => block(&image, arguments).join(&format!("\n{prefix}")),
        _ => format!("{image} {}", caption(arguments).join(" "))
            .trim_end()
            .to_owned(),
    };
    out.push_expanded(&words, place.span);
    Some(out)
}

/// What `src` names; other names hold a picture only if it is called like one.
fn source(arguments: &Arguments) -> Option<&str> {
    let others = ["image", "img", "path", "file", "url"].iter();
    let mut others = others.filter_map(|name| arguments.named(name));
    let other = others.find(|value| is_picture(value));
    let first = arguments.positional.first().map(|value| value.trim());
    (arguments.first(&["src", "source"]).or(other)).or(first.filter(|value| is_picture(value)))
}

fn is_picture(path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    PICTURES.contains(&extension.to_ascii_lowercase().as_str())
}

/// Title, then caption and source in one paragraph, all in Markdown.
fn caption(arguments: &Arguments) -> Vec<String> {
    let title = arguments.named("title").map(|title| format!("**{title}**"));
    let said = arguments.named("caption").map(one_line);
    let source = arguments.named("attr").map(one_line);
    let source = source.map(|words| match arguments.named("attrlink") {
        Some(url) => format!("[{words}](<{url}>)"),
        None => words,
    });
    let below: Vec<String> = said.into_iter().chain(source).collect();
    let below = Some(below.join(" ")).filter(|words| !words.is_empty());
    title.into_iter().chain(below).collect()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn image(source: &str, arguments: &Arguments) -> String {
    let said = arguments.named("alt").map(str::to_owned);
    let caption = || arguments.first(&["caption", "title"]).map(plain_words);
    let alternative = said.or_else(caption).unwrap_or_default();
    let mut image = format!(
        "<img src=\"{}\" alt=\"{}\"",
        html(source),
        html(&alternative)
    );
    for name in ["width", "height"] {
        if let Some(value) = arguments.named(name) {
            image.push_str(&format!(" {name}=\"{}\"", html(value)));
        }
    }
    image.push('>');
    match arguments.named("link") {
        Some(url) => format!("<a href=\"{}\">{image}</a>", html(url)),
        None => image,
    }
}

/// The words of a text in Markdown.
fn plain_words(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::empty());
    let words = events.map(|event| match event {
        Event::Text(words) | Event::Code(words) => words.into_string(),
        Event::SoftBreak | Event::HardBreak => " ".to_owned(),
        _ => String::new(),
    });
    words.collect()
}

/// Blank lines let Markdown be read inside of HTML, and after it.
fn block(image: &str, arguments: &Arguments) -> Vec<String> {
    let class = arguments.named("class");
    let class = class.map_or(String::new(), |class| format!(" class=\"{}\"", html(class)));
    let mut lines = vec![format!("<figure{class}>"), image.to_owned()];
    let caption = caption(arguments);
    if !caption.is_empty() {
        lines.push("<figcaption>".to_owned());
        for part in caption {
            lines.extend([String::new(), part]);
        }
        lines.extend([String::new(), "</figcaption>".to_owned()]);
    }
    lines.extend(["</figure>".to_owned(), String::new()]);
    lines
}
