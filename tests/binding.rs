//! A site becomes one book: each test is a little blog, and where its links, notes, ids and pictures are in both books.

mod support;

use chapbook::assemble::Settings;
use chapbook::backend::Backend;
use chapbook::diagnostics::Diagnostics;
use chapbook::document::*;
use chapbook::epub::Epub;
use chapbook::pdf::Pdf;
use chapbook::source::{Collected, Parts, ReadOptions, Selection};
use chapbook::span::Sources;
use chapbook::style::{StyledBook, Stylesheet, page_size};
use lopdf::{Document, Object, ObjectId};
use std::collections::BTreeMap;
use support::books::{Entry, dictionaries, entries, pdf, text};
use support::site::Site;

/// A book of a site, and what was said while it was made.
struct Bound {
    /// Pictures are read when a book is written.
    _site: Site,
    book: Book,
    messages: Diagnostics,
    sources: Sources,
}

type Files<'a> = &'a [(&'a str, &'a str)];

fn bind(files: Files<'_>, parts: Parts) -> Bound {
    let site = Site::of(files);
    let (mut sources, mut messages) = (Sources::default(), Diagnostics::default());
    let selection = Selection {
        parts: Some(parts),
        ..Selection::default()
    };
    let book = chapbook::book_of_site(
        &Collected::Folder(site.root()),
        &ReadOptions::default(),
        &selection,
        &Settings::new(),
        &mut sources,
        &mut messages,
    );
    Bound {
        _site: site,
        book: book.unwrap(),
        messages,
        sources,
    }
}

impl Bound {
    /// `code file:line:column` of each message.
    fn told(&self) -> Vec<String> {
        let told = self.messages.iter().map(|message| {
            let place = message.span.and_then(|span| self.sources.place(span));
            let place = place.map(|place| format!(" {}:{}", place.line, place.column));
            format!("{}{}", message.code, place.unwrap_or_default())
        });
        told.collect()
    }

    /// Where each link of a chapter leads: the number of a chapter with an id, a URL, or nowhere.
    fn targets(&mut self, chapter: usize) -> Vec<String> {
        let mut targets = Targets(Vec::new());
        walk_blocks(&mut targets, &mut self.book.chapters[chapter].blocks);
        targets.0
    }

    fn written(&self, backend: &dyn Backend) -> Vec<u8> {
        let stylesheet =
            Stylesheet::parse(&mut Sources::default(), &[], &mut Diagnostics::default());
        let styled = StyledBook::new(&self.book, &stylesheet);
        let mut out = Vec::new();
        let mut messages = Diagnostics::default();
        backend.render(&styled, &mut out, &mut messages).unwrap();
        assert_eq!(messages.iter().count(), 0);
        out
    }

    fn epub(&self) -> Vec<Entry> {
        entries(&self.written(&Epub::default()))
    }

    fn pdf(&self) -> Document {
        pdf(&self.written(&Pdf::default()))
    }
}

struct Targets(Vec<String>);

impl Visitor for Targets {
    fn inline(&mut self, inline: &mut Inline) {
        if let InlineKind::Link(link) = &inline.kind {
            self.0.push(match &link.target {
                Target::Internal { chapter, id } => {
                    format!("{chapter}#{}", id.as_deref().unwrap_or(""))
                }
                Target::External(url) => url.clone(),
                Target::Nowhere => "nowhere".to_owned(),
                Target::Written(written) => panic!("{written} is unresolved"),
            });
        }
        walk_inline(self, inline);
    }
}

fn file<'a>(epub: &'a [Entry], name: &str) -> &'a str {
    let entry = epub.iter().find(|entry| entry.name.ends_with(name));
    entry.expect(name).text()
}

const CONFIG: (&str, &str) = (
    "_config.yml",
    "title: A blog\nurl: https://site.example\nbaseurl: /blog\n",
);
const SUMMIT: (&str, &str) = (
    "_posts/2016-06-24-summit.md",
    "---\ntitle: Summit\nredirect_from: /old/summit/\n---\n## Day one\n",
);

/// Where the links lead that a post in `_posts` writes, whose page is `/2016/07/01/home.html`; and what is told.
fn led(links: &[&str]) -> (Vec<String>, Vec<String>) {
    let links: String = links
        .iter()
        .map(|link| format!("[x]({link})\n\n"))
        .collect();
    let text = format!("---\ntitle: Home\n---\n{links}");
    let about = ("about.md", "---\ntitle: About\n---\nUs.\n");
    let home = ("_posts/2016-07-01-home.md", text.as_str());
    let mut bound = bind(&[CONFIG, SUMMIT, home, about], Parts::None);
    let mut told = bound.told();
    told.retain(|message| message != "pages-left-out");
    (bound.targets(1), told)
}

// Links

#[test]
fn every_way_of_writing_a_post_s_address_leads_to_its_chapter() {
    let ways = [
        "/2016/06/24/summit.html",
        "/2016/06/24/summit",
        "/2016/06/24/summit/",
        "/2016/06/24/summit/index.html",
        "/2016/06/24/s%75mmit.html",
        "/2016/06/24/summit.html?from=feed",
        "/blog/2016/06/24/summit.html",
        "https://site.example/blog/2016/06/24/summit.html",
        "http://www.site.example/blog/2016/06/24/summit/",
        "//site.example/blog/2016/06/24/summit.html",
        "../../06/24/summit.html",
        "../../06/24/summit",
        "./../../06/24/summit/",
        "2016/06/24/summit.html",
        "2016-06-24-summit.md",
        "./2016-06-24-summit.md",
        "../_posts/2016-06-24-summit.md",
        "/_posts/2016-06-24-summit.md",
        "@/_posts/2016-06-24-summit.md",
        "/old/summit/",
        "/old/summit.html",
        "{% post_url 2016-06-24-summit %}",
        "{{ site.baseurl }}{% post_url 2016-06-24-summit %}",
        "{% link _posts/2016-06-24-summit.md %}",
    ];
    let (targets, told) = led(&ways);
    for (way, target) in ways.iter().zip(&targets) {
        assert_eq!(target, "0#", "{way}");
    }
    assert_eq!((targets.len(), told), (ways.len(), vec![]));
}

#[test]
fn fragments_lead_to_headings_and_unknown_ones_to_the_beginning() {
    let (targets, told) = led(&[
        "/2016/06/24/summit.html#day-one",
        "2016-06-24-summit.md#Day-one",
        "https://site.example/blog/2016/06/24/summit/?x=1#day-one",
        "/2016/06/24/summit.html#day-nine",
        "/2016/07/01/home.html",
    ]);
    assert_eq!(targets, ["0#day-one", "0#day-one", "0#day-one", "0#", "1#"]);
    assert_eq!(told, ["anchor-unknown 10:1"]);
}

#[test]
fn other_pages_are_on_the_site_and_what_is_nowhere_stays_text() {
    let (targets, told) = led(&[
        "/about.html",
        "../about.md#us",
        "/blog/about/",
        "/files/minutes.pdf",
        "../../05/01/gone.html",
        "missing.md",
        "@/missing.md",
        "https://elsewhere.example/2016/06/24/summit.html",
    ]);
    assert_eq!(
        targets,
        [
            "https://site.example/blog/about.html",
            "https://site.example/blog/about.html#us",
            "https://site.example/blog/about.html",
            "https://site.example/files/minutes.pdf",
            "https://site.example/blog/2016/05/01/gone.html",
            "nowhere",
            "nowhere",
            "https://elsewhere.example/2016/06/24/summit.html",
        ]
    );
    assert_eq!(told, ["link-nowhere 14:1", "link-nowhere 16:1"]);
}

// What is a post's own

/// Two posts that use the same ids, labels of notes, and names of definitions.
fn twins() -> Bound {
    let post = |word: &str| {
        format!(
            "---\ntitle: The {word} post\n---\n## Part\n{{: #part}}\n\nSee[^1] [part](#part), [there][place].\n{{:look}}\n\n\
             {{:look: .{word}}}\n\n[place]: https://{word}.example/\n\n[^1]: The {word} note.\n"
        )
    };
    let (first, second) = (post("first"), post("second"));
    let files = [
        CONFIG,
        ("_posts/2016-01-01-a.md", first.as_str()),
        ("_posts/2016-01-02-b.md", second.as_str()),
    ];
    bind(&files, Parts::None)
}

#[test]
fn notes_ids_and_definitions_stay_in_their_post_in_the_epub() {
    let bound = twins();
    assert_eq!(bound.told(), Vec::<String>::new());
    let epub = bound.epub();
    for (name, own, other) in [
        ("a.xhtml", "first", "second"),
        ("b.xhtml", "second", "first"),
    ] {
        let page = file(&epub, name);
        assert!(!page.contains(other), "{page}");
        for piece in [
            "<h2 id=\"part\">Part</h2>".to_owned(),
            format!("<p class=\"{own}\">See"),
            "<a href=\"#note-1\"".to_owned(),
            "<a href=\"#part\">part</a>".to_owned(),
            format!("<a href=\"https://{own}.example/\">there</a>"),
            format!("The {own} note."),
        ] {
            assert!(page.contains(&piece), "{piece} in {page}");
        }
    }
}

/// On which page each link within the document stands and to which page it leads, by its words.
fn links_within(document: &Document) -> Vec<(String, u32, u32)> {
    let pages = document.get_pages();
    let numbers: BTreeMap<ObjectId, u32> = pages.iter().map(|(n, id)| (*id, *n)).collect();
    let mut links = Vec::new();
    for (number, page) in pages {
        for annotation in document.get_page_annotations(page).unwrap() {
            let Ok(Object::Array(place)) = annotation.get(b"Dest") else {
                continue;
            };
            let leads = numbers[&place[0].as_reference().unwrap()];
            links.push((text(annotation.get(b"Contents").unwrap()), number, leads));
        }
    }
    links
}

#[test]
fn notes_ids_and_definitions_stay_in_their_post_in_the_pdf() {
    let document = twins().pdf();
    let links = links_within(&document);
    let own = |words: &str| {
        let links = links.iter().filter(|(own, ..)| own == words);
        links.map(|(_, on, to)| (*on, *to)).collect::<Vec<_>>()
    };
    assert_eq!(own("part"), [(3, 3), (4, 4)]);
    assert_eq!(own("1"), [(3, 3), (4, 4)], "calls of notes");
    assert_eq!(own("1."), [(3, 3), (4, 4)], "back from notes");
    assert_eq!(own("The first post"), [(2, 3)], "from the contents");
    assert_eq!(own("Part"), [(2, 3), (2, 4)]);
    let mut ids: Vec<String> = dictionaries(&document)
        .iter()
        .filter(|element| element.has(b"S") && element.has(b"P"))
        .filter_map(|element| element.get(b"ID").ok())
        .map(|id| String::from_utf8_lossy(id.as_str().unwrap()).into_owned())
        .collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), count), (2, 2), "{ids:?}");
}

// Parts, titles, authors

#[test]
fn parts_are_named_in_the_book_s_words_and_hold_their_posts() {
    let config = (
        "_config.yml",
        "title: Ein Blog\nlang: de\nauthor: Die Redaktion\n",
    );
    let files = [
        config,
        (
            "_posts/2016-03-05-a.md",
            "---\ntitle: A\nauthor: Die Redaktion\n---\n## Eins\n\nText\n",
        ),
        (
            "_posts/2016-05-05-b.md",
            "---\ntitle: B\nauthor: Ein Gast\n---\nText\n",
        ),
    ];
    let bound = bind(&files, Parts::Month);
    let titles: Vec<&str> = bound
        .book
        .chapters
        .iter()
        .map(|chapter| chapter.metadata.title.as_str())
        .collect();
    assert_eq!(titles, ["März 2016", "A", "Mai 2016", "B"]);
    assert_eq!(bound.book.metadata.authors, ["Die Redaktion"]);
    let epub = bound.epub();
    let nav = file(&epub, "nav.xhtml");
    let nested = "<li><a href=\"2016-03.xhtml\">März 2016</a>\n<ol>\n<li><a href=\"a.xhtml\">A</a>\n<ol>\n<li><a href=\"a.xhtml#eins\">Eins</a></li>";
    assert!(nav.contains(nested), "{nav}");
    let ncx: String = file(&epub, "toc.ncx").split_whitespace().collect();
    assert!(
        ncx.contains("März2016</text></navLabel><contentsrc=\"2016-03.xhtml\"/><navPoint"),
        "{ncx}"
    );
    assert!(file(&epub, "2016-03.xhtml").contains(
        "<section class=\"part\" epub:type=\"part\" role=\"doc-part\" aria-labelledby=\"title\"><header class=\"chapter-title\"><h1 id=\"title\">März 2016</h1>"
    ));
    let byline = |name| file(&epub, name).contains("<span class=\"author\">");
    assert!(
        !byline("a.xhtml") && byline("b.xhtml"),
        "only a guest is named again"
    );
    let title_page = file(&epub, "title.xhtml");
    assert!(
        title_page.contains("<p class=\"date\">2016</p>"),
        "{title_page}"
    );
}

#[test]
fn the_pdf_nests_headings_outline_and_contents_by_part() {
    let files = [
        CONFIG,
        (
            "_posts/2016-03-05-a.md",
            "---\ntitle: A\n---\n## One\n\n#### Two\n",
        ),
        ("_posts/2017-05-05-b.md", "---\ntitle: B\n---\nText\n"),
    ];
    let document = bind(&files, Parts::Year).pdf();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let elements = dictionaries(&document);
    for element in elements
        .iter()
        .filter(|element| element.has(b"S") && element.has(b"P"))
    {
        let role = element.get(b"S").and_then(Object::as_name).unwrap();
        *counts
            .entry(String::from_utf8_lossy(role).into_owned())
            .or_default() += 1;
    }
    let count = |role: &str| counts.get(role).copied().unwrap_or(0);
    // The title page, the contents, two parts; two posts; their headings.
    assert_eq!(
        [count("H1"), count("H2"), count("H3"), count("H4")],
        [4, 2, 1, 1]
    );
    // The contents have a list for the book, each part, and the post with a heading.
    assert_eq!(
        [
            count("TOC"),
            count("TOCI"),
            count("Reference"),
            count("Link")
        ],
        [4, 5, 5, 5]
    );
    let outline = document.get_toc().unwrap().toc;
    let outline = outline
        .iter()
        .map(|line| (line.level, line.title.as_str(), line.page));
    assert_eq!(
        outline.collect::<Vec<_>>(),
        [
            (1, "Contents", 2),
            (1, "2016", 3),
            (2, "A", 4),
            (3, "One", 4),
            (4, "Two", 4),
            (1, "2017", 5),
            (2, "B", 6),
        ]
    );
    let labels = document
        .catalog()
        .unwrap()
        .get(b"PageLabels")
        .unwrap()
        .as_dict()
        .unwrap();
    let labels = labels.get(b"Nums").unwrap().as_array().unwrap();
    let starts = [&labels[0], &labels[2]].map(|label| label.as_i64().unwrap());
    assert_eq!(
        starts,
        [0, 2],
        "Roman from the title page, Arabic from the first part"
    );
}

#[test]
fn a_trimmed_book_has_two_sides_and_says_from_which_it_is_read() {
    for (language, direction) in [("en", None), ("he", Some("R2L"))] {
        let config = format!("title: T\nlang: {language}\n");
        let post = ("_posts/2016-03-05-a.md", "---\ntitle: A\n---\nText\n");
        let bound = bind(&[("_config.yml", &config), post], Parts::Year);
        let mut stylesheet =
            Stylesheet::parse(&mut Sources::default(), &[], &mut Diagnostics::default());
        stylesheet.set_page_size(page_size("A5").unwrap());
        let styled = StyledBook::new(&bound.book, &stylesheet);
        let mut out = Vec::new();
        Pdf::default()
            .render(&styled, &mut out, &mut Diagnostics::default())
            .unwrap();
        let document = pdf(&out);
        let catalog = document.catalog().unwrap();
        let name = |of: &lopdf::Dictionary, key: &[u8]| {
            let name = of.get(key).and_then(Object::as_name).ok();
            name.map(|name| String::from_utf8_lossy(name).into_owned())
        };
        assert_eq!(
            name(catalog, b"PageLayout").as_deref(),
            Some("TwoPageRight")
        );
        let viewing = catalog.get(b"ViewerPreferences").unwrap();
        let viewing = viewing.as_dict().unwrap();
        assert_eq!(name(viewing, b"Direction").as_deref(), direction);
        // Title, contents and part have a leaf each; the chapter is on the part's back.
        assert_eq!(document.get_pages().len(), 6, "{language}");
    }
}

#[test]
fn the_contents_page_says_on_which_pages_chapters_begin() {
    let long = "Word after word.\n\n".repeat(400);
    let posts = ["a", "b", "c"].map(|name| {
        let text = format!("---\ntitle: Post {name}\n---\n{long}\n## Late in {name}\n\nEnd.\n");
        (format!("_posts/2016-03-05-{name}.md"), text)
    });
    let mut files: Vec<(&str, &str)> = vec![CONFIG];
    files.extend(
        posts
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    let document = bind(&files, Parts::None).pdf();
    let contents = document.extract_text(&[2]).unwrap();
    let words = contents.split(|c: char| !c.is_ascii_digit());
    let numbers: Vec<u32> = words.filter_map(|word| word.parse().ok()).collect();
    let mut lines = links_within(&document);
    lines.retain(|(_, on, _)| *on == 2);
    let leads: Vec<u32> = lines.iter().map(|(.., to)| to - 2).collect();
    assert_eq!(numbers, leads, "{contents}");
    assert!(leads.len() == 6 && leads[5] > 10, "{leads:?}");
}

// Pictures

#[test]
fn a_picture_of_two_posts_is_in_each_book_once() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\" fill=\"#036\"/></svg>";
    let files = [
        CONFIG,
        ("img/mill.svg", drawing),
        (
            "_posts/2016-01-01-a.md",
            "---\nimage: /img/mill.svg\nimage_alt: A mill\n---\nText\n",
        ),
        (
            "_posts/2016-01-02-b.md",
            "![A mill](/blog/img/mill.svg)\n\n![A mill](../img/mill.svg)\n",
        ),
    ];
    let bound = bind(&files, Parts::None);
    let epub = bound.epub();
    let pictures = epub.iter().filter(|entry| entry.name.contains("images/"));
    assert_eq!(pictures.count(), 1);
    assert_eq!(epub[0].name, "mimetype");
    let document = bound.pdf();
    let forms = dictionaries(&document).into_iter().filter(|stream| {
        stream
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|kind| kind == b"Form")
    });
    assert_eq!(forms.count(), 1);
}

// Languages

#[test]
fn chapters_have_their_own_language_and_direction_and_books_their_progression() {
    let persian = (
        "_posts/2016-01-02-b.md",
        "---\ntitle: نوروز\nlang: fa\n---\nبهار\n",
    );
    let english = (
        "_posts/2016-01-01-a.md",
        "---\ntitle: Spring\nlang: en\n---\nText\n",
    );
    let of = |lang: &str| {
        let config = format!("title: Blog\nlang: {lang}\n");
        bind(&[("_config.yml", &config), english, persian], Parts::None).epub()
    };
    let left = of("en");
    assert!(file(&left, "content.opf").contains("page-progression-direction=\"ltr\""));
    assert!(file(&left, "b.xhtml").contains("lang=\"fa\" xml:lang=\"fa\" dir=\"rtl\">"));
    let right = of("fa");
    assert!(file(&right, "content.opf").contains("page-progression-direction=\"rtl\""));
    assert!(file(&right, "nav.xhtml").contains("<h1 id=\"toc-title\">فهرست</h1>"));
    let page = file(&right, "a.xhtml");
    assert!(page.contains("lang=\"en\" xml:lang=\"en\">"), "{page}");
    assert!(page.contains("dir=\"ltr\""), "{page}");
}

#[test]
fn code_runs_left_to_right_in_text_that_runs_right_to_left() {
    let text = "به `a <- b` و <span dir=\"ltr\">`c`</span>\n\n```\nlet d;\n```\n";
    let post = |lang: &str| format!("---\ntitle: A\nlang: {lang}\n---\n{text}");
    let of = |lang: &str| {
        let book = bind(&[("_posts/2016-01-01-a.md", &*post(lang))], Parts::None).epub();
        file(&book, "a.xhtml").to_owned()
    };
    let right = of("fa");
    assert!(
        right.contains("<code dir=\"ltr\">a &lt;- b</code>"),
        "{right}"
    );
    assert!(
        right.contains("<span dir=\"ltr\"><code>c</code></span>"),
        "{right}"
    );
    assert!(right.contains("<pre dir=\"ltr\"><code>let d;"), "{right}");
    let left = of("en");
    assert!(left.contains("<pre><code>let d;"), "{left}");
    assert!(left.contains("<code>a &lt;- b</code>"), "{left}");
}

#[test]
fn a_post_in_html_is_a_chapter_like_others() {
    let post = (
        "_posts/2016-07-01-page.html",
        "---\ntitle: \"A <b>page\"\n---\n<div>\n\n    <p>Two &amp; *three*\n\n    <p>[no link](/x), <a href=\"{% post_url 2016-06-24-summit %}\">a link</a>\n</div>\n",
    );
    let mut bound = bind(&[CONFIG, SUMMIT, post], Parts::None);
    assert_eq!(bound.told(), [""; 0]);
    assert_eq!(bound.targets(1), ["0#"]);
    let epub = bound.epub();
    let page = file(&epub, "page.xhtml");
    let body = page.split_once("</header>").map(|(_, body)| body);
    assert_eq!(
        body.unwrap().split("</section>").next().unwrap().trim(),
        "<div><p>Two &amp; *three*</p>\n<p>[no link](/x), <a href=\"summit.xhtml\">a link</a></p>\n</div>"
    );
}

#[test]
fn a_book_s_own_contents_number_its_chapters_and_name_their_titles() {
    let bound = bind(
        &[
            (
                "src/SUMMARY.md",
                "[Preface](p.md)\n\n- [The spring](a.md)\n  - [The brook](b.md)\n",
            ),
            ("src/p.md", "Welcome.\n"),
            ("src/a.md", "## The spring\n\nWater.\n\n## More\n"),
            ("src/b.md", "## Another name\n\nWater.\n\n## More\n"),
        ],
        Parts::Listed,
    );
    let epub = bound.epub();
    let nav = file(&epub, "nav.xhtml");
    for line in [">Preface<", ">1. The spring<", ">1.1. The brook<"] {
        assert!(nav.contains(line), "{nav}");
    }
    let (spring, brook) = (file(&epub, "/a.xhtml"), file(&epub, "/b.xhtml"));
    assert_eq!(spring.matches("The spring</h").count(), 1, "{spring}");
    assert!(
        brook.contains(">The brook</h1>") && brook.contains(">Another name</h2>"),
        "{brook}"
    );
}
