//! Posts become a book: each test is a post, what the book then holds, and what is said about it.

use chapbook::assemble::{Settings, assemble};
use chapbook::diagnostics::{Diagnostic, Diagnostics, Result, Severity};
use chapbook::document::*;
use chapbook::markup::lower;
use chapbook::markup::xhtml::{self, AsWritten};
use chapbook::parse::{Dialect, parse};
use chapbook::source::{LeadPicture, Post, Site, SitePicture, Whereabouts};
use chapbook::span::{MappedText, Sources, Span};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A site of a few pictures in memory.
struct Pictures {
    metadata: BookMetadata,
    url: Option<&'static str>,
}

const GIF: &[u8] =
    b"GIF87a\x01\0\x01\0\x80\0\0\xFF\xFF\xFF\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

impl Site for Pictures {
    fn metadata(&self) -> &BookMetadata {
        &self.metadata
    }

    fn picture(&self, page: &Whereabouts, written: &str) -> Result<SitePicture> {
        let bytes = match written.trim_start_matches('/').to_lowercase().as_str() {
            "img/a.gif" | "img/river-at_dawn.gif" | "img/wrong.png" => GIF.to_vec(),
            "img/notes.gif" => b"not a picture".to_vec(),
            _ => {
                return Err(Box::new(Diagnostic::error(
                    "picture-missing",
                    format!("there is no picture `{written}`"),
                )));
            }
        };
        let path = match written.strip_prefix('/') {
            Some(path) => PathBuf::from(path),
            None => page.folder().join(written),
        };
        Ok(SitePicture {
            only_alike: written.contains("IMG"),
            path,
            bytes: Arc::new(bytes),
        })
    }

    fn url(&self) -> Option<&str> {
        self.url
    }
}

/// A book of one post, and what was said while it was made.
struct Made {
    book: Book,
    messages: Diagnostics,
    sources: Sources,
}

impl Made {
    fn chapter(&self) -> &Chapter {
        &self.book.chapters[0]
    }

    /// The chapter's XHTML after its title.
    fn xhtml(&self) -> String {
        let tree = lower(&self.book, 0);
        let mut out = String::new();
        xhtml::write_children(&tree, tree.root(), &AsWritten, &mut out);
        let body = out
            .split_once("</header>")
            .map_or(out.as_str(), |(_, body)| body);
        body.trim().to_owned()
    }

    /// `code line:column` of each message.
    fn told(&self) -> Vec<String> {
        let told = self.messages.iter().map(|message| {
            match message.span.and_then(|span| self.sources.place(span)) {
                Some(place) => format!("{} {}:{}", message.code, place.line, place.column),
                None => message.code.to_owned(),
            }
        });
        told.collect()
    }
}

fn metadata(title: &str) -> ChapterMetadata {
    ChapterMetadata {
        title: title.into(),
        slug: "the-post".into(),
        ..ChapterMetadata::default()
    }
}

fn site() -> Pictures {
    let metadata = BookMetadata {
        title: "The Site".into(),
        language: "en".into(),
        ..BookMetadata::default()
    };
    Pictures {
        metadata,
        url: Some("https://site.example/blog"),
    }
}

fn make(
    site: Pictures,
    metadata: ChapterMetadata,
    markdown: &str,
    lead: Option<LeadPicture>,
    settings: &[(&str, &str)],
) -> Made {
    make_in(Dialect::BLOG, site, metadata, markdown, lead, settings)
}

fn make_in(
    dialect: Dialect,
    site: Pictures,
    metadata: ChapterMetadata,
    markdown: &str,
    lead: Option<LeadPicture>,
    settings: &[(&str, &str)],
) -> Made {
    let mut sources = Sources::default();
    let mut messages = Diagnostics::default();
    let file = sources.add("post.md", markdown.into());
    let text = MappedText::whole(file, markdown);
    let parsed = parse(&text, dialect, &mut messages);
    let post = Post {
        metadata,
        text,
        dialect,
        lead,
        whereabouts: Whereabouts::default(),
        known_as: None,
        part: None,
        site: Arc::new(site),
    };
    let settings: Settings = settings
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect();
    let book = assemble(vec![(post, parsed)], &[], &settings, &mut messages);
    Made {
        book,
        messages,
        sources,
    }
}

/// A post with the title `Title`.
fn post(markdown: &str) -> Made {
    make(site(), metadata("Title"), markdown, None, &[])
}

#[track_caller]
fn check(markdown: &str, xhtml: &str, told: &[&str]) {
    let made = post(markdown);
    assert_eq!(made.xhtml(), xhtml);
    assert_eq!(made.told(), told);
}

// Titles

#[test]
fn a_heading_that_repeats_the_title_goes_and_links_to_it_lead_to_the_beginning() {
    let made = make(
        site(),
        metadata("It's the Title"),
        "# It’s the title\n\n[up](#its-the-title)",
        None,
        &[],
    );
    assert_eq!(made.chapter().metadata.title, "It’s the Title");
    let BlockKind::Paragraph(content) = &made.chapter().blocks[0].kind else {
        panic!("{:?}", made.chapter().blocks)
    };
    let InlineKind::Link(link) = &content[0].kind else {
        panic!("{content:?}")
    };
    assert_eq!(
        link.target,
        Target::Internal {
            chapter: 0,
            id: None
        }
    );
    assert_eq!(made.chapter().blocks.len(), 1);
}

#[test]
fn a_heading_that_says_something_else_stays() {
    check(
        "# Another\n\nText",
        "<h2 id=\"another\">Another</h2>\n<p>Text</p>",
        &[],
    );
}

#[test]
fn without_front_matter_the_first_heading_is_the_title_else_the_slug() {
    for (markdown, title) in [
        ("# A *fine* day\n\ntext", "A fine day"),
        ("## Only one\n\n### below", "Only one"),
        ("## First\n\n## Second", "The post"),
        ("text\n\n# Late", "The post"),
    ] {
        let made = make(site(), metadata(""), markdown, None, &[]);
        assert_eq!(made.chapter().metadata.title, title, "{markdown}");
        assert_eq!(made.book.metadata.title, title);
    }
}

#[test]
fn an_empty_post_is_a_chapter_with_its_title() {
    let made = post("");
    assert_eq!(made.told(), ["post-empty"]);
    assert_eq!(made.book.metadata.title, "Title");
}

// Metadata

#[test]
fn a_post_s_book_says_what_post_and_site_say() {
    let own = ChapterMetadata {
        authors: vec!["A. Writer".into()],
        date: Some(jiff::civil::date(2016, 6, 24).at(0, 0, 0, 0)),
        language: Some("de-CH".into()),
        description: Some("Says \"what\" it is".into()),
        categories: vec!["nets".into()],
        tags: vec!["Nets".into(), "berlin".into()],
        ..metadata("Title")
    };
    let book = make(site(), own, "text", None, &[]).book.metadata;
    assert_eq!(
        (book.title.as_str(), book.authors),
        ("Title", vec!["A. Writer".to_owned()])
    );
    assert_eq!(
        (book.publisher.as_deref(), book.language.as_str()),
        (Some("The Site"), "de-CH")
    );
    assert_eq!(book.description.as_deref(), Some("Says «what» it is"));
    assert_eq!(book.subjects, ["nets", "berlin"]);
    assert_eq!(
        book.date,
        Some(jiff::civil::date(2016, 6, 24).at(0, 0, 0, 0))
    );
}

#[test]
fn settings_have_the_last_word() {
    let settings = [
        ("title", "Mine"),
        ("authors", "A; B"),
        ("language", "fa_IR"),
        ("date", "2020-02-03"),
        ("titel", "x"),
    ];
    let made = make(site(), metadata("Title"), "text", None, &settings);
    let book = &made.book.metadata;
    assert_eq!(
        (
            book.title.as_str(),
            book.authors.len(),
            book.language.as_str()
        ),
        ("Mine", 2, "fa-IR")
    );
    assert_eq!(book.direction, Direction::RightToLeft);
    assert_eq!(
        book.date,
        Some(jiff::civil::date(2020, 2, 3).at(0, 0, 0, 0))
    );
    assert_eq!(made.told(), ["setting-unknown"]);
    let help = made.messages.iter().next().unwrap().help.clone();
    assert_eq!(
        help.as_deref(),
        Some("did you mean `title`? It is left out")
    );
}

#[test]
fn the_identifier_is_the_book_s_and_not_the_text_s() {
    let of = |markdown: &str, settings: &[(&str, &str)]| {
        make(site(), metadata("Title"), markdown, None, settings)
            .book
            .metadata
            .identifier
    };
    assert_eq!(of("one text", &[]), of("another", &[("title", "Renamed")]));
    assert_eq!(of("text", &[]).get_version_num(), 5);
    let given = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
    assert_eq!(of("text", &[("identifier", given)]).to_string(), given);
    assert_ne!(of("text", &[("identifier", "isbn:1")]), of("text", &[]));
}

// Notes

#[test]
fn notes_stand_in_the_order_of_their_first_call() {
    let made = post(
        "One[^b], two[^a], one again[^B], none[^c].\n\n[^a]: A calls[^d].\n\n[^b]: B\n\n[^d]: D\n\n[^e]: E\n",
    );
    let labels: Vec<&str> = made
        .chapter()
        .notes
        .iter()
        .map(|note| note.label.as_str())
        .collect();
    assert_eq!(labels, ["b", "a", "d"]);
    assert!(made.xhtml().contains("none[^c]."), "{}", made.xhtml());
    assert!(
        made.told().contains(&"note-uncalled 9:1".to_owned()),
        "{:?}",
        made.told()
    );
}

// Ids and links

#[test]
fn headings_get_ids_and_links_find_them_however_they_are_written() {
    check(
        "## What's new?\n\n## What's new?\n\n## Own {#own}\n\n[a](#whats-new) [b](#What's-new-1) [c](#own) [d](#user-content-whats-new) [e](#none)",
        "<h2 id=\"whats-new\">What’s new?</h2>\n<h2 id=\"whats-new-1\">What’s new?</h2>\n<h2 id=\"own\">Own</h2>\n\
         <p><a href=\"#whats-new\">a</a> <a href=\"#whats-new-1\">b</a> <a href=\"#own\">c</a> <a href=\"#whats-new\">d</a> e</p>",
        &["anchor-unknown 7:75"],
    );
}

#[test]
fn repeated_ids_are_told_apart() {
    let made = post("## A {#x}\n\n## B {#x}\n\n[to](#x)");
    assert!(made.xhtml().contains("<h2 id=\"x-1\">B</h2>"));
    assert_eq!(made.told(), ["id-repeated 3:1"]);
}

#[test]
fn links_lead_out_or_to_the_site_or_nowhere() {
    check(
        "[a](http://a.example/x%20y?q=ä) [b](/about) [c](//cdn.example) [d](mailto:a@b.example) [e](javascript:alert(1)) [f]() [g](http://)",
        "<p><a href=\"http://a.example/x%20y?q=%C3%A4\">a</a> <a href=\"https://site.example/about\">b</a> \
         <a href=\"https://cdn.example\">c</a> <a href=\"mailto:a@b.example\">d</a> e f g</p>",
        &[
            "link-forbidden 1:88",
            "link-nowhere 1:113",
            "link-broken 1:119",
        ],
    );
    let alone = Pictures {
        url: None,
        ..site()
    };
    let made = make(alone, metadata("Title"), "[b](/about)", None, &[]);
    assert_eq!(
        (made.xhtml().as_str(), made.told()),
        ("<p>b</p>", vec!["link-nowhere 1:1".to_owned()])
    );
}

// Pictures

#[test]
fn a_lone_picture_is_a_figure_with_its_title_as_caption() {
    let made = post("![A](/img/a.gif \"Said of it\")\n\nText ![B](/img/a.gif) in a line.");
    let BlockKind::Figure(figure) = &made.chapter().blocks[0].kind else {
        panic!("{:?}", made.chapter().blocks)
    };
    assert_eq!(figure.caption.len(), 1);
    assert!(
        made.xhtml().contains("<figcaption>Said of it</figcaption>"),
        "{}",
        made.xhtml()
    );
    assert!(matches!(
        made.chapter().blocks[1].kind,
        BlockKind::Paragraph(_)
    ));
    assert_eq!(made.book.media.iter().count(), 1, "one file is one picture");
    assert_eq!(made.told(), Vec::<String>::new());
}

#[test]
fn a_paragraph_that_is_a_caption_by_its_class_goes_to_its_picture_or_table() {
    let caption = "<span class=\"caption\">What is seen</span>";
    let shown = |markdown: String| post(&markdown).xhtml();
    let below = shown(format!("![A](/img/a.gif)\n\n{caption}\n\nText."));
    assert!(
        below.contains("What is seen</span></figcaption>"),
        "{below}"
    );
    let table = "| a |\n|---|\n| b |";
    let above = shown(format!("![A](/img/a.gif)\n\n{caption}\n\n{table}"));
    assert!(above.contains("What is seen</span></caption>"), "{above}");
    let under = shown(format!("{table}\n\n{caption}\n"));
    assert!(under.contains("What is seen</span></caption>"), "{under}");
    let alone = shown(format!("Text.\n\n{caption}\n"));
    assert!(alone.contains("<p><span class=\"caption\">"), "{alone}");
}

#[test]
fn pictures_on_lines_of_their_own_are_figures_and_side_by_side_are_not() {
    let kinds = |markdown: &str| match &post(markdown).chapter().blocks[0].kind {
        BlockKind::Division(division) => division.content.len(),
        BlockKind::Paragraph(_) => 0,
        other => panic!("{other:?}"),
    };
    assert_eq!(kinds("![A](/img/a.gif)\n![B](/img/a.gif)"), 2);
    assert_eq!(kinds("![A](/img/a.gif) ![B](/img/a.gif)"), 0);
    assert_eq!(kinds("![A](/img/a.gif) and text"), 0);
}

#[test]
fn what_can_not_be_shown_is_told_at_its_place() {
    let made = post(
        "x ![A](/img/none.gif)\n![B](/img/notes.gif)\n![C](http://a.example/c.png)\n![D](/img/wrong.png)\n![E](data:image/png;base64,R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs=)\n![F](data:,no)\n![G](file:///etc/passwd) ![H](javascript:x)",
    );
    assert_eq!(
        made.told(),
        [
            "picture-missing 1:3",
            "picture-unknown 2:1",
            "picture-remote 3:1",
            "picture-kind 4:1",
            "picture-unknown 6:1",
            "picture-missing 7:1",
            "picture-forbidden 7:26"
        ]
    );
    let names: Vec<&str> = made
        .book
        .media
        .iter()
        .map(|(_, media)| media.name.as_str())
        .collect();
    assert_eq!(names, ["wrong", "picture"]);
}

#[test]
fn a_picture_whose_name_is_only_alike_is_shown_and_told_where_it_is_written() {
    let made = post("Text\n\nx ![A](/IMG/a.gif)");
    assert_eq!(made.told(), ["picture-name 3:3"]);
    assert_eq!(made.book.media.iter().count(), 1);
}

#[test]
fn absent_alternative_text_is_filled_and_told_empty_is_decoration() {
    for (markdown, alternative, told) in [
        (
            "<img src=\"/img/river-at_dawn.gif\">",
            Alternative::Text("river at dawn".into()),
            1,
        ),
        (
            "<img src=\"/img/a.gif\" title=\"The river\">",
            Alternative::Text("The river".into()),
            1,
        ),
        (
            "<figure><img src=\"/img/a.gif\"><figcaption>At dawn</figcaption></figure>",
            Alternative::Text("At dawn".into()),
            1,
        ),
        (
            "<img src=\"/img/a.gif\" alt=\"\">",
            Alternative::Decorative,
            0,
        ),
    ] {
        let mut made = post(markdown);
        let mut seen = Alternatives(Vec::new());
        walk_blocks(&mut seen, &mut made.book.chapters[0].blocks);
        assert_eq!(
            (seen.0, made.told().len()),
            (vec![alternative], told),
            "{markdown}"
        );
    }
}

/// The alternative texts of a chapter's pictures.
struct Alternatives(Vec<Alternative>);

impl Visitor for Alternatives {
    fn inline(&mut self, inline: &mut Inline) {
        if let InlineKind::Image(image) = &inline.kind {
            self.0.push(image.alternative.clone());
        }
        walk_inline(self, inline);
    }
}

#[test]
fn the_lead_picture_says_the_title_unless_front_matter_says_more() {
    let lead = |alternative: Option<&str>| {
        let lead = LeadPicture {
            source: "/img/a.gif".into(),
            alternative: alternative.map(Into::into),
            span: Span::NOWHERE,
        };
        let made = make(site(), metadata("Title"), "text", Some(lead), &[]);
        let warned = made.messages.count(Severity::Warning);
        assert_eq!(warned, usize::from(alternative.is_none()));
        made.book.chapters[0].lead.clone().unwrap()
    };
    assert_eq!(lead(None).alternative, Alternative::Text("Title".into()));
    assert_eq!(
        lead(Some("A hall")).alternative,
        Alternative::Text("A hall".into())
    );
    assert!(matches!(lead(None).picture, Picture::Embedded(_)));
}

// Quotes

#[test]
fn quotes_are_set_across_emphasis_and_never_in_code() {
    check(
        "\"*Yes*,\" she said -- \"it's `\"x\"--y`...\" <kbd>\"</kbd>\n\n> --- [a](http://a.example \"t\")'s",
        "<p>“<em>Yes</em>,” she said – “it’s <code>\"x\"--y</code>…” <kbd>\"</kbd></p>\n\
         <blockquote><p>— <a href=\"http://a.example\" title=\"t\">a</a>’s</p>\n</blockquote>",
        &[],
    );
}

// Hostile input

/// Every payload of the sanitiser suite, as Markdown and piece by piece as link targets: no link or picture that runs anything stays.
#[test]
fn no_payload_stays() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/html-xss.mjs");
    let Ok(suite) = std::fs::read_to_string(&path) else {
        return eprintln!("skipped: {} is not at hand", path.display());
    };
    let payloads: Vec<String> = suite
        .lines()
        .filter_map(|line| line.trim().strip_prefix("\"payload\":"))
        .filter_map(payload)
        .collect();
    assert!(payloads.len() > 150, "{}", payloads.len());
    for payload in payloads {
        assert_harmless(&payload);
        for piece in payload
            .split(['"', '\'', '<', '>', ' ', '='])
            .filter(|piece| piece.contains(':'))
        {
            assert_harmless(&format!("[x](<{piece}>) ![x](<{piece}>)"));
        }
    }
}

fn payload(line: &str) -> Option<String> {
    serde_json::from_str(line.trim().trim_end_matches(',')).ok()
}

#[track_caller]
fn assert_harmless(markdown: &str) {
    let mut made = post(markdown);
    let mut seen = Targets(Vec::new());
    walk_blocks(&mut seen, &mut made.book.chapters[0].blocks);
    for url in seen.0 {
        let safe = ["http://", "https://", "mailto:", "tel:", "ftp://", "sms:"]
            .iter()
            .any(|scheme| url.starts_with(scheme));
        assert!(
            safe && url.is_ascii() && !url.contains([' ', '"', '<', '>']),
            "{url:?} of {markdown:?}"
        );
    }
}

/// The URLs of a chapter.
struct Targets(Vec<String>);

impl Visitor for Targets {
    fn inline(&mut self, inline: &mut Inline) {
        match &inline.kind {
            InlineKind::Link(Link {
                target: Target::External(url),
                ..
            })
            | InlineKind::Image(Image {
                picture: Picture::Remote(url),
                ..
            }) => self.0.push(url.clone()),
            InlineKind::Link(Link {
                target: Target::Written(url),
                ..
            })
            | InlineKind::Image(Image {
                picture: Picture::Written(url),
                ..
            }) => panic!("{url} is unresolved"),
            _ => {}
        }
        walk_inline(self, inline);
    }
}

#[test]
fn terms_have_ids_in_dialects_that_say_so() {
    let markdown =
        "## River\n\n[spring](#spring)\n\nSpring\n: Where a\n  `river` begins\n\nRiver\n: Water\n";
    let made = |term_ids| {
        let dialect = Dialect {
            term_ids,
            ..Dialect::HUGO
        };
        make_in(dialect, site(), metadata("Title"), markdown, None, &[])
    };
    let named = made(true);
    let html = named.xhtml();
    assert!(html.contains("<dt id=\"spring\">Spring</dt>"), "{html}");
    assert!(html.contains("<dt id=\"river-1\">River</dt>"), "{html}");
    assert!(html.contains("<a href=\"#spring\">spring</a>"), "{html}");
    assert_eq!(named.told(), [""; 0]);
    let nameless = made(false);
    assert!(nameless.xhtml().contains("<dt>Spring</dt>"));
    assert_eq!(nameless.told(), ["anchor-unknown 3:1"]);
}
