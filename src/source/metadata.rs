//! What front matter says of a post: takes its values, gives the chapter's metadata and its lead picture.

use super::LeadPicture;
use super::date::{self, Moment};
use super::slug::{self, FileName};
use super::value::{Map, Node, Value};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::ChapterMetadata;
use jiff::civil::DateTime;

/// The metadata of a post named `name`.
pub fn chapter(values: &Map, name: &FileName, messages: &mut Diagnostics) -> ChapterMetadata {
    let title = words(values, &["title"]).unwrap_or_default();
    ChapterMetadata {
        slug: slug(values, name, &title),
        authors: authors(values),
        date: date(values, name, messages),
        language: words(values, &["lang", "language", "locale"]).and_then(|tag| language(&tag)),
        description: words(values, &["description", "excerpt", "summary"]),
        categories: labels(values, "categories", "category"),
        tags: labels(values, "tags", "tag"),
        title,
        ..ChapterMetadata::default()
    }
}

/// The first of the entries `names` that says something.
pub fn words(values: &Map, names: &[&str]) -> Option<String> {
    let mut nodes = names.iter().filter_map(|name| values.get(name));
    nodes.find_map(|node| match node.value {
        Value::Bool(_) if node.typed.is_none() => None,
        _ => node.words(),
    })
}

fn slug(values: &Map, name: &FileName, title: &str) -> String {
    match words(values, &["slug"]) {
        Some(slug) => slug::ascii(&slug),
        None if name.slug.is_empty() => slug::ascii(title),
        None => slug::ascii(&name.slug),
    }
}

fn date(values: &Map, name: &FileName, messages: &mut Diagnostics) -> Option<DateTime> {
    if let Some(node) = values.get("date")
        && let Some(typed) = node.words()
        && date::parse(&typed).is_none()
    {
        messages.report(
            Diagnostic::warning("date-unreadable", format!("`{typed}` is no date"))
                .at(node.span)
                .help("dates look like 2016-06-24 or 2016-06-24 10:00:00 +0200"),
        );
    }
    moment(values, name).map(Moment::utc)
}

/// When front matter says it was, or the file's name.
pub fn moment(values: &Map, name: &FileName) -> Option<Moment> {
    let said = words(values, &["date"]).and_then(|typed| date::parse(&typed));
    said.or(name.date.map(Moment::midnight))
}

/// Authors: one name, a list of names, a map with a `name`, or a list of such maps; `authors` may be names with commas.
pub fn authors(values: &Map) -> Vec<String> {
    let found = ["authors", "author"].iter().filter_map(|name| {
        values
            .get(name)
            .map(|node| people(node, *name == "authors"))
    });
    found
        .into_iter()
        .find(|people| !people.is_empty())
        .unwrap_or_default()
}

fn people(node: &Node, many: bool) -> Vec<String> {
    match &node.value {
        Value::List(list) => list.items().iter().filter_map(person).collect(),
        Value::Text(text) if many => split(text, ','),
        _ => person(node).into_iter().collect(),
    }
}

fn person(node: &Node) -> Option<String> {
    match &node.value {
        Value::Map(map) => words(map, &["name", "display_name", "title"]),
        Value::Bool(_) => None,
        _ => node.words(),
    }
}

/// Categories or tags: a list, or one text, which falls apart at commas, or at spaces under the plural name, as in Jekyll.
pub fn labels(values: &Map, plural: &str, singular: &str) -> Vec<String> {
    let taxonomies = values.get("taxonomies").and_then(|node| node.get(plural));
    let many = values.get(plural).or(taxonomies).into_iter();
    let mut labels: Vec<String> = many.flat_map(|node| each(node, true)).collect();
    let one = values.get(singular).into_iter();
    labels.extend(one.flat_map(|node| each(node, false)));
    let mut seen = std::collections::HashSet::new();
    labels.retain(|label| seen.insert(label.clone()));
    labels
}

fn each(node: &Node, at_spaces: bool) -> Vec<String> {
    match (&node.value, node.words()) {
        (Value::List(list), _) => list.items().iter().filter_map(Node::words).collect(),
        (_, Some(text)) if text.contains(',') => split(&text, ','),
        (_, Some(text)) if at_spaces => split(&text, ' '),
        (_, text) => text.into_iter().collect(),
    }
}

fn split(text: &str, at: char) -> Vec<String> {
    let parts = text.split(at).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Is the language of a tag the one wanted? `de` takes in `de-AT`.
pub fn is_in(tag: &str, wanted: &str) -> bool {
    let (tag, wanted) = (tag.to_lowercase(), wanted.to_lowercase());
    let rest = tag.strip_prefix(&wanted);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// A BCP 47 tag of `fa_IR`, `fa-IR` or `fa_IR.UTF-8`; `None` if it can't be one.
pub fn language(tag: &str) -> Option<String> {
    let tag = tag.split('.').next()?.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let first = parts.next()?;
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let fits = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    ((2..=3).contains(&first.len()) && letters(first) && parts.all(fits)).then_some(tag)
}

/// Names under which themes keep a post's lead picture, the first that holds one wins.
const LEADS: [&str; 12] = [
    "header_image",
    "header",
    "image",
    "cover",
    "featured_image",
    "featuredImage",
    "banner",
    "hero",
    "images",
    "img",
    "thumbnail",
    "teaser",
];

/// The names of the picture in a map like `image: {path: …, alt: …}` or `header: {overlay_image: …}`.
const SOURCES: [&str; 9] = [
    "path",
    "url",
    "src",
    "image",
    "overlay_image",
    "file",
    "source",
    "feature",
    "teaser",
];

/// The lead picture that front matter names.
pub fn lead(values: &Map) -> Option<LeadPicture> {
    let mut nodes = LEADS.iter().filter_map(|name| values.get(name));
    nodes.find_map(|node| {
        let mut lead = picture(node)?;
        let beside = ["image_alt", "header_image_alt", "alt"];
        lead.alternative = lead.alternative.or_else(|| words(values, &beside));
        Some(lead)
    })
}

fn picture(node: &Node) -> Option<LeadPicture> {
    match &node.value {
        Value::List(list) => picture(list.items().first()?),
        Value::Map(map) => {
            let mut sources = SOURCES.iter().filter_map(|name| map.get(name));
            let mut picture = sources.find_map(picture)?;
            let told = words(
                map,
                &["alt", "alternative", "image_description", "description"],
            );
            picture.alternative = picture.alternative.or(told);
            Some(picture)
        }
        Value::Text(_) => Some(LeadPicture {
            source: node.words()?,
            alternative: None,
            span: node.span,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::front_matter;
    use crate::span::{MappedText, Sources};
    use std::path::Path;

    fn values(yaml: &str) -> Map {
        let text = format!("---\n{yaml}\n---\n");
        let mut sources = Sources::default();
        let file = sources.add("post.md", text.as_str().into());
        let mapped = MappedText::whole(file, &text);
        let head = front_matter::find(&text).unwrap();
        front_matter::read(&mapped, head, &mut Diagnostics::default())
    }

    fn read(yaml: &str) -> ChapterMetadata {
        let name = FileName::of(Path::new("2016-06-24-summit.md"));
        chapter(&values(yaml), &name, &mut Diagnostics::default())
    }

    #[test]
    fn authors_come_in_many_shapes() {
        for yaml in [
            "author: Ann Bee",
            "author: {name: Ann Bee, url: x}",
            "author: [Ann Bee]",
            "authors: [{name: Ann Bee}]",
            "authors:\n- Ann Bee",
            "authors: 'Ann Bee,'",
        ] {
            assert_eq!(read(yaml).authors, ["Ann Bee"], "{yaml}");
        }
        assert!(read("author:").authors.is_empty());
    }

    #[test]
    fn labels_fall_apart_as_in_jekyll() {
        assert_eq!(read("categories: one two").categories, ["one", "two"]);
        assert_eq!(read("category: one two").categories, ["one two"]);
        assert_eq!(read("tags: [a, b c]").tags, ["a", "b c"]);
        assert_eq!(read("tags: a b, c").tags, ["a b", "c"]);
        assert!(read("categories:").categories.is_empty());
    }

    #[test]
    fn dates_are_told_in_utc_and_fall_back_to_the_name() {
        let date = |yaml| read(yaml).date.unwrap().to_string();
        assert_eq!(date("date: 2016-01-01 01:00 +0200"), "2015-12-31T23:00:00");
        assert_eq!(date("title: x"), "2016-06-24T00:00:00");
        assert_eq!(date("date: soon"), "2016-06-24T00:00:00");
    }

    #[test]
    fn languages_are_tags() {
        assert_eq!(language("fa_IR").as_deref(), Some("fa-IR"));
        assert_eq!(language("en_US.UTF-8").as_deref(), Some("en-US"));
        assert_eq!(language("English"), None);
    }

    #[test]
    fn lead_pictures_hide_in_many_places() {
        let lead = |yaml: &str| lead(&values(yaml)).map(|lead| (lead.source, lead.alternative));
        let plain = Some(("/a.png".to_owned(), None));
        for yaml in [
            "header_image: /a.png",
            "image: /a.png",
            "image: {path: /a.png}",
            "cover: {image: /a.png}",
            "header: {overlay_image: /a.png}",
            "images: [/a.png, /b.png]",
            "thumbnail: /a.png\nimage: false",
        ] {
            assert_eq!(lead(yaml), plain, "{yaml}");
        }
        let told = Some(("/a.png".to_owned(), Some("A cat".to_owned())));
        assert_eq!(lead("image: {path: /a.png, alt: A cat}"), told);
        assert_eq!(lead("image:"), None);
    }
}
