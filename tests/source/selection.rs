//! What is selected of a site, in which order and parts.

use crate::support::site::Site;
use chapbook::diagnostics::Diagnostics;
use chapbook::document::ChapterKind;
use chapbook::source::{Collected, Parts, ReadOptions, Selection, Sort, collect};
use chapbook::span::Sources;

/// What is collected of a site of these files: a line a chapter, indented by its level, parts in brackets; then messages' codes,
/// but for those of what is left out.
fn collected(files: &[(&str, &str)], selection: &Selection) -> Vec<String> {
    let (mut lines, codes) = collected_and_told(files, selection);
    let told = codes
        .into_iter()
        .filter(|code| !code.ends_with("-left-out"));
    lines.extend(told);
    lines
}

fn collected_and_told(files: &[(&str, &str)], selection: &Selection) -> (Vec<String>, Vec<String>) {
    let site = Site::of(files);
    let (mut sources, mut messages) = (Sources::default(), Diagnostics::default());
    let options = ReadOptions::default();
    let folder = Collected::Folder(site.root());
    let read = collect(&folder, &options, selection, &mut sources, &mut messages);
    let collection = match read {
        Ok(collection) => collection,
        Err(error) => return (Vec::new(), vec![error.code.to_owned()]),
    };
    let posts = collection.posts.into_iter().map(|post| {
        let indent = "  ".repeat(usize::from(post.metadata.level));
        match (post.metadata.kind, post.part) {
            (ChapterKind::Part, Some(label)) => format!("{indent}[{label:?}]"),
            _ => format!("{indent}{}", post.metadata.slug),
        }
    });
    let codes = messages.iter().map(|m| m.code.to_owned()).collect();
    (posts.collect(), codes)
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
fn what_is_left_out_unasked_is_told() {
    let told = |selection| collected_and_told(&BLOG, &selection).1;
    let none = Selection::default;
    assert_eq!(
        told(none()),
        ["pages-left-out", "drafts-left-out", "withheld-left-out"]
    );
    let all = Selection {
        drafts: true,
        pages: true,
        ..none()
    };
    assert_eq!(told(all), ["withheld-left-out"]);
    // What the options leave out was asked for.
    let tagged = Selection {
        tags: vec!["river".to_owned()],
        ..none()
    };
    assert_eq!(told(tagged), [""; 0]);
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
        ("3-html.html", "---\ntitle: HTML\n---\n<p>The html.</p>\n"),
        ("4-page.html", "<p>A page of something else.</p>\n"),
        ("5-other.rst", "Another markup.\n"),
        ("node_modules/x/intro.md", "Not ours.\n"),
    ];
    assert_eq!(
        collected(&files, &Selection::default()),
        ["1-start", "2-middle", "3-html", "10-end", "markup-unknown"]
    );
}

const CONFIG: (&str, &str) = ("_config.yml", "title: A blog\n");

#[test]
fn posts_and_documents_may_be_html_and_markdown_has_many_names() {
    let head = "---\ntitle: T\n---\nText.\n";
    let files = [
        (
            "_config.yml",
            "collections: {docs: {output: true}, notes: {output: false}}\nmarkdown_ext: 'md, txt'\n",
        ),
        ("_posts/2014-01-01-html.html", head),
        ("_posts/2014-01-02-plain.html", "<p>No front matter.</p>\n"),
        ("_posts/2014-01-03-markdown.markdown", head),
        ("_posts/2014-01-04-mkdown.mkdown", head),
        ("_posts/2014-01-05-mkdn.mkdn", head),
        ("_posts/2014-01-06-mkd.mkd", head),
        ("_posts/2014-01-07-picture.png", "no text"),
        ("_posts/2014-01-08-textile.textile", head),
        ("_posts/2014-01-09-txt.TXT", head),
        ("notes.org", head),
        ("_docs/page.html", head),
        ("_docs/copied.html", "<p>No front matter.</p>\n"),
        ("_docs/index.html", "---\nlayout: docs\n---\n"),
        ("_notes/note.html", head),
        ("_layouts/post.html", head),
        ("index.html", head),
    ];
    assert_eq!(
        collected(&files, &Selection::default()),
        [
            "html",
            "plain",
            "markdown",
            "mkdown",
            "mkdn",
            "mkd",
            "txt",
            "page",
            "markup-unknown"
        ]
    );
}

#[test]
fn folders_around_posts_are_categories() {
    let files = [
        CONFIG,
        ("travel/far/_posts/2020-01-01-there.md", "There.\n"),
        (
            "travel/_posts/2020-01-02-back.md",
            "---\ncategories: home\n---\n{{ page.categories | join: '+' }}\n",
        ),
        ("_posts/2020-01-03-here.md", "Here.\n"),
    ];
    let only = |category: &str| Selection {
        categories: vec![category.to_owned()],
        ..Selection::default()
    };
    assert_eq!(collected(&files, &only("travel")), ["there", "back"]);
    assert_eq!(collected(&files, &only("far")), ["there"]);
    assert_eq!(collected(&files, &only("home")), ["back"]);
    let by_category = Selection {
        parts: Some(Parts::Category),
        ..Selection::default()
    };
    assert_eq!(
        collected(&files, &by_category),
        [
            "[Named(\"travel\")]",
            "  there",
            "  back",
            "[Other]",
            "  here"
        ]
    );
}

#[test]
fn what_lies_among_posts_without_a_date_is_no_post() {
    let files = [
        CONFIG,
        ("_posts/2020-01-01-post.md", "Text.\n"),
        ("_posts/template.md", "---\ntitle:\n---\n"),
        ("_drafts/draft.md", "Soon.\n"),
    ];
    assert_eq!(
        collected(&files, &Selection::default()),
        ["post", "post-undated"]
    );
    let drafts = Selection {
        drafts: true,
        ..Selection::default()
    };
    assert_eq!(
        collected(&files, &drafts),
        ["post", "draft", "post-undated"]
    );
}

#[test]
fn a_page_that_is_only_a_layouts_is_no_chapter() {
    let files = [
        CONFIG,
        ("about.md", "---\ntitle: About\n---\nUs.\n"),
        (
            "archive.md",
            "---\nlayout: archive\ntitle: Archive\n---\n\n",
        ),
    ];
    assert_eq!(collected(&files, &Selection::default()), ["about"]);
}

#[test]
fn posts_alone_make_a_site_of_jekylls() {
    let files = [
        (
            "_posts/2020-01-02-later.md",
            "---\ntitle: Later\n---\nText.\n",
        ),
        ("_posts/2020-01-01-earlier.md", "Text.\n"),
        ("_drafts/draft.md", "Soon.\n"),
        ("about.md", "Us.\n"),
    ];
    assert_eq!(
        collected(&files, &Selection::default()),
        ["earlier", "later"]
    );
}

#[test]
fn what_is_excluded_stays_out_unless_it_is_included() {
    let page = "---\ntitle: T\n---\nText.\n";
    let files = [
        (
            "_config.yml",
            "exclude: [old/, '*.tmp.md']\ninclude: [_extra]\n",
        ),
        ("old/a.md", page),
        ("older.md", page),
        ("b.tmp.md", page),
        ("_extra/c.md", page),
        ("_hidden/d.md", page),
        ("vendor/bundle/e.md", page),
    ];
    let by_path = Selection {
        sort: Some(Sort::Path),
        ..Selection::default()
    };
    assert_eq!(collected(&files, &by_path), ["c", "older"]);
}
