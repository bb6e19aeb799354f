//! What the book is, in Dublin Core and its refinements (EPUB 3.3 section 5.5).

use super::Publication;
use super::document::book_title;
use super::package::picture_id;
use crate::document::BookMetadata;
use crate::markup::one_line;
use crate::markup::xhtml::{escaped, write_attribute};
use jiff::civil::DateTime;

/// Writes the metadata that say what the book is.
pub(super) fn write(publication: &Publication<'_>, out: &mut String) {
    let metadata = &publication.book.metadata;
    let identifier = format!("urn:uuid:{}", metadata.identifier);
    element("dc:identifier", Some("book-id"), &identifier, out);
    element("dc:title", None, &title(publication), out);
    element("dc:language", None, publication.language, out);
    for (n, author) in (1..).zip(&metadata.authors) {
        creator(n, author, out);
    }
    dates(metadata, out);
    for subject in &metadata.subjects {
        element("dc:subject", None, subject, out);
    }
    for (name, text) in [
        ("dc:publisher", &metadata.publisher),
        ("dc:description", &metadata.description),
        ("dc:rights", &metadata.rights),
    ] {
        element(name, None, text.as_deref().unwrap_or(""), out);
    }
    if let Some(cover) = publication.pictures.cover {
        // Kobo and older readers look for EPUB 2's form.
        let id = picture_id(cover);
        out.push_str(&format!("<meta name=\"cover\" content=\"{id}\"/>\n"));
    }
}

/// When it was published, and the time stamp that EPUB 3 wants of every package (section 5.5.6).
fn dates(metadata: &BookMetadata, out: &mut String) {
    if let Some(date) = metadata.date.filter(is_common) {
        element("dc:date", None, &date.date().to_string(), out);
    }
    let modified = metadata.modified.or(metadata.date).filter(is_common);
    let modified = modified.map_or_else(|| "1980-01-01T00:00:00Z".to_owned(), stamp);
    meta("dcterms:modified", None, &modified, out);
}

/// Title and subtitle in one element: reading systems show no second.
fn title(publication: &Publication<'_>) -> String {
    let title = book_title(publication.book);
    let subtitle = publication.book.metadata.subtitle.as_deref().map(one_line);
    match subtitle.filter(|subtitle| !subtitle.is_empty()) {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    }
}

fn creator(n: usize, author: &str, out: &mut String) {
    let author = one_line(author);
    if author.is_empty() {
        return;
    }
    let id = format!("creator-{n}");
    element("dc:creator", Some(&id), &author, out);
    out.push_str(&format!(
        "<meta refines=\"#{id}\" property=\"role\" scheme=\"marc:relators\">aut</meta>\n"
    ));
    if let Some(key) = sort_key(&author) {
        meta("file-as", Some(&id), &key, out);
    }
}

/// `Doe, Jane` for `Jane Doe`, and for `Jane Q. Doe`; `None` for names whose order can't be told: one word, particles, firms.
fn sort_key(author: &str) -> Option<String> {
    const OF_GROUPS: [&str; 12] = [
        "team",
        "blog",
        "group",
        "project",
        "foundation",
        "company",
        "press",
        "community",
        "authors",
        "contributors",
        "club",
        "staff",
    ];
    let mut words: Vec<&str> = author.split(' ').collect();
    let last = words.pop()?;
    let is_group = OF_GROUPS.contains(&last.to_ascii_lowercase().as_str());
    let is_name = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase())
            && word.chars().any(char::is_lowercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    };
    let is_initial = |word: &&str| word.len() <= 3 && word.ends_with('.');
    let (first, middle) = words.split_first()?;
    let told = !is_group
        && *first != "The"
        && is_name(first)
        && is_name(last)
        && middle.iter().all(is_initial);
    told.then(|| format!("{last}, {}", words.join(" ")))
}

/// Dublin Core's dates have four digits for the year.
fn is_common(date: &DateTime) -> bool {
    (1..=9999).contains(&date.year())
}

fn stamp(date: DateTime) -> String {
    date.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Writes an element of Dublin Core, unless it would be empty.
fn element(name: &str, id: Option<&str>, text: &str, out: &mut String) {
    let text = one_line(text);
    if text.is_empty() {
        return;
    }
    out.push_str(&format!("<{name}"));
    if let Some(id) = id {
        write_attribute("id", id, out);
    }
    out.push_str(&format!(">{}</{name}>\n", escaped(&text)));
}

/// Writes a `meta` of EPUB 3, about the book or an element of this id.
pub(super) fn meta(property: &str, refines: Option<&str>, text: &str, out: &mut String) {
    out.push_str("<meta");
    if let Some(id) = refines {
        write_attribute("refines", &format!("#{id}"), out);
    }
    write_attribute("property", property, out);
    out.push_str(&format!(">{}</meta>\n", escaped(text)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_are_turned_round() {
        assert_eq!(sort_key("Jane Doe").as_deref(), Some("Doe, Jane"));
        assert_eq!(
            sort_key("Jean-Luc Q. Müller").as_deref(),
            Some("Müller, Jean-Luc Q.")
        );
        for name in [
            "Plato",
            "Ludwig van Beethoven",
            "The Rust Team",
            "Rust Team",
            "ACME Inc.",
            "李 白",
            "jane doe",
        ] {
            assert_eq!(sort_key(name), None, "{name}");
        }
    }
}
