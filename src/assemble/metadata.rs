//! What the book is: takes the posts' and their site's metadata and the user's settings, gives the book's.

use super::Draft;
use super::language;
use super::settings::{self, Settings};
use super::slug;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::{BookMetadata, ChapterMetadata, Direction};
use std::collections::HashMap;
use uuid::Uuid;

/// The namespace of names that are no URL: the version 5 UUID of `https://chapbook.example/book` among URLs.
const NAMESPACE: Uuid = Uuid::from_u128(0xdd4e_f993_53c7_51b8_baa4_7e14_340a_2774);

/// Of one post: that post's, then its site's. Of several: their site's, then what the posts name.
pub(super) fn of_book(
    drafts: &[Draft],
    settings: &Settings,
    messages: &mut Diagnostics,
) -> BookMetadata {
    let site = drafts
        .first()
        .map(|draft| draft.site.metadata().clone())
        .unwrap_or_default();
    let mut metadata = match drafts {
        [draft] => of_post(&draft.chapter.metadata, site),
        _ => of_posts(drafts, site),
    };
    settings::apply(settings, &mut metadata, messages);
    settle_language(&mut metadata, messages);
    metadata.direction = Direction::of_language(&metadata.language);
    metadata.identifier = identifier(drafts, settings, &metadata);
    metadata
}

fn of_post(post: &ChapterMetadata, site: BookMetadata) -> BookMetadata {
    BookMetadata {
        title: post.title.clone(),
        authors: if post.authors.is_empty() {
            site.authors
        } else {
            post.authors.clone()
        },
        language: post.language.clone().unwrap_or(site.language),
        description: post.description.clone(),
        publisher: site
            .publisher
            .or_else(|| Some(site.title).filter(|title| !title.is_empty())),
        date: post.date,
        subjects: unique(post.categories.iter().chain(&post.tags)),
        subtitle: None,
        ..site
    }
}

/// Its authors are those whom the site names, else those of its posts.
fn of_posts(drafts: &[Draft], site: BookMetadata) -> BookMetadata {
    let posts = || drafts.iter().map(|draft| &draft.chapter.metadata);
    let name = drafts.first().and_then(|draft| draft.site.name());
    let title = match site.title.trim() {
        "" => slug::title(name.unwrap_or_default()),
        title => title.to_owned(),
    };
    BookMetadata {
        authors: if site.authors.is_empty() {
            unique(posts().flat_map(|post| &post.authors))
        } else {
            site.authors
        },
        date: posts().filter_map(|post| post.date).max(),
        subjects: subjects(posts()),
        publisher: site.publisher.filter(|publisher| *publisher != title),
        title,
        ..site
    }
}

/// A book of a whole blog is about no more than this.
const MOST_SUBJECTS: usize = 24;

/// The categories and tags that most posts have, in the order of first mention.
fn subjects<'a>(posts: impl Iterator<Item = &'a ChapterMetadata>) -> Vec<String> {
    let labels = posts.flat_map(|post| unique(post.categories.iter().chain(&post.tags)));
    let mut counted: Vec<(String, usize)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for label in labels {
        let place = *places.entry(label.to_lowercase()).or_insert(counted.len());
        match counted.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => counted.push((label, 1)),
        }
    }
    let mut common: Vec<(usize, (String, usize))> = counted.into_iter().enumerate().collect();
    common.sort_by_key(|(_, (_, count))| std::cmp::Reverse(*count));
    common.truncate(MOST_SUBJECTS);
    common.sort_by_key(|(place, _)| *place);
    common.into_iter().map(|(_, (label, _))| label).collect()
}

/// Each once, in the order of first mention.
fn unique<'a>(words: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    words
        .filter(|word| !word.trim().is_empty() && seen.insert(word.to_lowercase()))
        .cloned()
        .collect()
}

fn settle_language(metadata: &mut BookMetadata, messages: &mut Diagnostics) {
    if metadata.language.trim().is_empty() {
        metadata.language = language::DEFAULT.to_owned();
        return;
    }
    metadata.language = language::tag(&metadata.language).unwrap_or_else(|| {
        let message = format!("`{}` is no language tag", metadata.language);
        messages.report(
            Diagnostic::warning("language-invalid", message)
                .help("English (`en`) is assumed; write it as `de` or `pt-BR`"),
        );
        language::DEFAULT.to_owned()
    });
}

/// A name-based UUID (RFC 9562 section 5.5) of what the book is: the same in every run and folder, whatever its text becomes.
fn identifier(drafts: &[Draft], settings: &Settings, metadata: &BookMetadata) -> Uuid {
    if let Some(given) = settings
        .get("identifier")
        .map(|given| given.trim())
        .filter(|given| !given.is_empty())
    {
        return Uuid::parse_str(given)
            .unwrap_or_else(|_| Uuid::new_v5(&NAMESPACE, given.as_bytes()));
    }
    let url = drafts.first().and_then(|draft| draft.site.url());
    let slugs: Vec<&str> = drafts
        .iter()
        .map(|draft| draft.chapter.metadata.slug.as_str())
        .collect();
    match (url, slugs.as_slice()) {
        (Some(url), [slug]) => Uuid::new_v5(
            &Uuid::NAMESPACE_URL,
            format!("{}/{slug}", url.trim_end_matches('/')).as_bytes(),
        ),
        _ => Uuid::new_v5(&NAMESPACE, without_url(&slugs, metadata).as_bytes()),
    }
}

/// Line by line what tells this book from others; a slug alone is `index` or `about` too often.
fn without_url(slugs: &[&str], metadata: &BookMetadata) -> String {
    let date = metadata
        .date
        .map(|date| date.to_string())
        .unwrap_or_default();
    let publisher = metadata.publisher.as_deref().unwrap_or_default();
    let authors = metadata.authors.join(";");
    [
        &slugs.join(" "),
        metadata.title.as_str(),
        &authors,
        publisher,
        &date,
    ]
    .join("\n")
}
