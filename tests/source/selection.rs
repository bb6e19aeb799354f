//! What is selected of a site, in which order and parts.

use crate::support::site::Site;
use chapbook::diagnostics::Diagnostics;
use chapbook::document::ChapterKind;
use chapbook::source::{Collected, Parts, ReadOptions, Selection, Sort, collect};
use chapbook::span::Sources;

/// What is collected of a site of these files: a line a chapter, indented by its level, parts in brackets; then messages' codes.
fn collected(files: &[(&str, &str)], selection: &Selection) -> Vec<String> {
    let site = Site::of(files);
    let (mut sources, mut messages) = (Sources::default(), Diagnostics::default());
    let options = ReadOptions::default();
    let folder = Collected::Folder(site.root());
    let read = collect(&folder, &options, selection, &mut sources, &mut messages);
    let collection = match read {
        Ok(collection) => collection,
        Err(error) => return vec![error.code.to_owned()],
    };
    let posts = collection.posts.into_iter().map(|post| {
        let indent = "  ".repeat(usize::from(post.metadata.level));
        match (post.metadata.kind, post.part) {
            (ChapterKind::Part, Some(label)) => format!("{indent}[{label:?}]"),
            _ => format!("{indent}{}", post.metadata.slug),
        }
    });
    let codes: Vec<String> = messages.iter().map(|m| m.code.to_owned()).collect();
    posts.chain(codes).collect()
}

const BLOG: [(&str, &str); 7] = [
    ("_config.yml", "title: A blog\n"),
    (
        "_posts/2017-01-02-later.md",
        "---\ntags: [river]\ncategory: Water\n---\nLater.\n",
    ),
    (
        "_posts/2016-06-24-earlier.md",
        "---\nlang: de-AT\n---\nEarlier.\n",
    ),
    (
        "_posts/2016-07-01-withheld.md",
        "---\npublished: false\n---\nNo.\n",
    ),
    ("_drafts/unfinished.md", "---\ntitle: Draft\n---\nSoon.\n"),
    ("about.md", "---\ntitle: About\n---\nUs.\n"),
    ("README.md", "# The project\n"),
];

#[test]
fn a_blog_is_its_posts_by_date() {
    let all = collected(&BLOG, &Selection::default());
    assert_eq!(all, ["earlier", "later"]);
}

#[test]
fn drafts_and_pages_come_when_asked_for() {
    let selection = Selection {
        drafts: true,
        pages: true,
        sort: Some(Sort::Path),
        ..Selection::default()
    };
    assert_eq!(
        collected(&BLOG, &selection),
        ["unfinished", "earlier", "later", "about"]
    );
}

#[test]
fn posts_are_selected_by_date_tag_category_and_language() {
    let date = |text: &str| Some(text.parse().unwrap());
    let label = |text: &str| vec![text.to_owned()];
    let none = Selection::default;
    let only = |selection| collected(&BLOG, &selection);
    assert_eq!(
        only(Selection {
            from: date("2016-12-31"),
            ..none()
        }),
        ["later"]
    );
    assert_eq!(
        only(Selection {
            to: date("2016-06-24"),
            ..none()
        }),
        ["earlier"]
    );
    assert_eq!(
        only(Selection {
            tags: label("River"),
            ..none()
        }),
        ["later"]
    );
    assert_eq!(
        only(Selection {
            categories: label("water"),
            ..none()
        }),
        ["later"]
    );
    assert_eq!(
        only(Selection {
            language: Some("de".into()),
            ..none()
        }),
        ["earlier"]
    );
    assert_eq!(
        only(Selection {
            language: Some("en".into()),
            ..none()
        }),
        ["later"]
    );
    assert_eq!(
        only(Selection {
            tags: label("none"),
            ..none()
        }),
        ["nothing-selected"]
    );
}

#[test]
fn parts_are_years_or_categories() {
    let by = |parts| Selection {
        parts: Some(parts),
        ..Selection::default()
    };
    assert_eq!(
        collected(&BLOG, &by(Parts::Year)),
        ["[Year(2016)]", "  earlier", "[Year(2017)]", "  later"]
    );
    assert_eq!(
        collected(&BLOG, &by(Parts::Category)),
        ["[Other]", "  earlier", "[Named(\"Water\")]", "  later"]
    );
}

#[test]
fn a_plain_folder_goes_by_the_numbers_in_its_names() {
    let files = [
        ("10-end.md", "The end.\n"),
        ("2-middle.md", "The middle.\n"),
        ("1-start.md", "The start.\n"),
        ("node_modules/x/intro.md", "Not ours.\n"),
    ];
    assert_eq!(
        collected(&files, &Selection::default()),
        ["1-start", "2-middle", "10-end"]
    );
}
