//! The EPUB as a reader unpacks it.

mod everything;
mod judged;
#[path = "../support/mod.rs"]
mod support;

use chapbook::backend::Backend;
use chapbook::diagnostics::Diagnostics;
use chapbook::document::*;
use chapbook::epub::Epub;
use chapbook::span::Sources;
use chapbook::style::{StyledBook, Stylesheet};
use everything::every_construct;
use image::ImageFormat;
use std::io::{Cursor, Read};
use support::model::*;
use support::site::Site;
use zip::{CompressionMethod, ZipArchive};

fn epub(book: &Book) -> Vec<u8> {
    let stylesheet = Stylesheet::parse(&mut Sources::default(), &[], &mut Diagnostics::default());
    let (mut out, mut messages) = (Vec::new(), Diagnostics::default());
    Epub::default()
        .render(&StyledBook::new(book, &stylesheet), &mut out, &mut messages)
        .expect("the book can be made");
    assert_eq!(
        messages.iter().collect::<Vec<_>>(),
        Vec::<&chapbook::diagnostics::Diagnostic>::new()
    );
    out
}

fn archive(book: &Book) -> ZipArchive<Cursor<Vec<u8>>> {
    ZipArchive::new(Cursor::new(epub(book))).expect("it is an archive")
}

fn entry(book: &Book, name: &str) -> String {
    let mut text = String::new();
    let mut archive = archive(book);
    let mut file = archive
        .by_name(name)
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    file.read_to_string(&mut text).expect("it is text");
    text
}

/// Two chapters that lead to each other.
fn pair() -> Book {
    let one = vec![
        with_id("a", heading(2, "A")),
        heading(3, "Below"),
        paragraph(vec![
            inside(1, Some("b"), "over"),
            inside(1, Some("lost"), "lost"),
            inside(7, None, "nowhere"),
        ]),
    ];
    let two = vec![
        with_id("b", heading(2, "B")),
        paragraph(vec![
            inside(0, None, "back"),
            inside(1, Some("b"), "here"),
            web("https://a.b/x%20y", "out"),
        ]),
    ];
    book(vec![chapter("One", "one", one), chapter("Two", "one", two)])
}

#[test]
fn the_container_is_what_readers_open() {
    let mut archive = archive(&pair());
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    assert_eq!(
        names,
        [
            "mimetype",
            "META-INF/container.xml",
            "OEBPS/stylesheet.css",
            "OEBPS/title.xhtml",
            "OEBPS/one.xhtml",
            "OEBPS/one-2.xhtml",
            "OEBPS/content.opf",
            "OEBPS/toc.ncx",
            "OEBPS/nav.xhtml"
        ]
    );
    for n in 0..archive.len() {
        let entry = archive.by_index(n).expect("it is there");
        assert_eq!(entry.last_modified(), Some(zip::DateTime::default()));
        assert_eq!(entry.unix_mode(), Some(0o100644));
        assert_eq!(entry.extra_data(), Some(&[][..]));
        assert_eq!(entry.compression() == CompressionMethod::Stored, n == 0);
    }
}

#[test]
fn links_lead_to_what_is_there() {
    let one = entry(&pair(), "OEBPS/one.xhtml");
    assert!(
        one.contains(
            "<a href=\"one-2.xhtml#b\">over</a><a href=\"one-2.xhtml\">lost</a><span>nowhere</span>"
        ),
        "{one}"
    );
    let two = entry(&pair(), "OEBPS/one-2.xhtml");
    assert!(two.contains("<a href=\"one.xhtml\">back</a><a href=\"#b\">here</a><a href=\"https://a.b/x%20y\">out</a>"), "{two}");
}

#[test]
fn a_chapter_is_a_document_in_its_language() {
    let mut book = pair();
    book.chapters[1].metadata.language = Some("de".into());
    let two = entry(&book, "OEBPS/one-2.xhtml");
    let head = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="de" xml:lang="de">
<head>
<meta charset="UTF-8"/>
<title>Two</title>
<link rel="stylesheet" type="text/css" href="stylesheet.css"/>
</head>
<body>
<section class="chapter" epub:type="chapter" role="doc-chapter" lang="de" xml:lang="de" aria-labelledby="title">"#;
    assert!(two.starts_with(head), "{two}");
}

#[test]
fn the_package_says_what_the_book_is() {
    let package = entry(&pair(), "OEBPS/content.opf");
    let expected = r##"<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="book-id">urn:uuid:b1b16f9f-a28a-5a02-af27-9dc8f8839130</dc:identifier>
<dc:title>Rivers &amp; &lt;Lakes&gt;: A journey</dc:title>
<dc:language>en</dc:language>
<dc:creator id="creator-1">Jane Doe</dc:creator>
<meta refines="#creator-1" property="role" scheme="marc:relators">aut</meta>
<meta refines="#creator-1" property="file-as">Doe, Jane</meta>
<dc:creator id="creator-2">The River Club</dc:creator>
<meta refines="#creator-2" property="role" scheme="marc:relators">aut</meta>
<dc:date>2016-06-24</dc:date>
<meta property="dcterms:modified">2016-06-25T10:30:00Z</meta>
<dc:subject>water</dc:subject>
<dc:subject>maps</dc:subject>
<dc:publisher>A site</dc:publisher>
<dc:description>On &quot;water&quot; &amp; more</dc:description>
<dc:rights>CC BY 4.0</dc:rights>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
"##;
    assert!(package.contains(expected), "{package}");
    let spine = "<spine toc=\"ncx\" page-progression-direction=\"ltr\">\n<itemref idref=\"document-1\"/>\n<itemref idref=\"nav\"/>\n<itemref idref=\"document-2\"/>\n<itemref idref=\"document-3\"/>\n</spine>";
    assert!(package.contains(spine), "{package}");
}

#[test]
fn a_book_without_a_date_is_of_1980() {
    let mut book = pair();
    (book.metadata.date, book.metadata.modified) = (None, None);
    let package = entry(&book, "OEBPS/content.opf");
    assert!(package.contains("<meta property=\"dcterms:modified\">1980-01-01T00:00:00Z</meta>"));
    assert!(!package.contains("dc:date"));
}

#[test]
fn contents_nest_in_both_forms() {
    let book = Book {
        toc_depth: Some(3),
        ..pair()
    };
    let nav = entry(&book, "OEBPS/nav.xhtml");
    assert!(nav.contains("<ol>\n<li><a href=\"one.xhtml\">One</a>\n<ol>\n<li><a href=\"one.xhtml#a\">A</a>\n<ol>\n<li><a href=\"one.xhtml#section\">Below</a></li>\n</ol>\n</li>\n</ol>\n</li>\n<li><a href=\"one-2.xhtml\">Two</a>"), "{nav}");
    assert!(nav.contains("<li><a epub:type=\"titlepage\" href=\"title.xhtml\">Title page</a></li>\n<li><a epub:type=\"toc\" href=\"nav.xhtml#toc\">Contents</a></li>\n<li><a epub:type=\"bodymatter\" href=\"one.xhtml\">Text</a></li>"), "{nav}");
    let ncx = entry(&book, "OEBPS/toc.ncx");
    assert!(ncx.contains("<meta name=\"dtb:uid\" content=\"urn:uuid:b1b16f9f-a28a-5a02-af27-9dc8f8839130\" />\n    <meta name=\"dtb:depth\" content=\"3\" />"), "{ncx}");
    assert!(
        ncx.contains("<text>Rivers &amp; &lt;Lakes&gt;</text>") && ncx.contains("xml:lang=\"en\""),
        "{ncx}"
    );
    assert!(
        ncx.contains("<content src=\"one.xhtml#section\"/>"),
        "{ncx}"
    );
}

#[test]
fn pictures_are_stored_byte_for_byte_and_the_lead_is_the_cover() {
    let mut book = book(vec![chapter("One", "one", vec![p("Text")])]);
    let (small, large) = (png(3, 2), encoded(1200, 800, ImageFormat::Png));
    let lead = add_picture(&mut book, "lead", large.clone());
    let inner = add_picture(&mut book, "inner", small.clone());
    add_picture(&mut book, "unused", png(5, 5));
    book.chapters[0].lead = Some(image(Picture::Embedded(lead), "A lake"));
    book.chapters[0]
        .blocks
        .push(paragraph(vec![picture(Picture::Embedded(inner), "")]));
    let mut archive = archive(&book);
    for (name, expected) in [
        ("OEBPS/images/lead.png", large),
        ("OEBPS/images/inner.png", small),
    ] {
        let mut bytes = Vec::new();
        let mut file = archive.by_name(name).expect(name);
        assert_eq!(file.compression(), CompressionMethod::Stored);
        file.read_to_end(&mut bytes).expect("it can be read");
        assert_eq!(bytes, expected);
    }
    assert!(archive.by_name("OEBPS/images/unused.png").is_err());
    assert!(
        archive.by_name("OEBPS/title.xhtml").is_err(),
        "the lead picture opens the book"
    );
    let package = entry(&book, "OEBPS/content.opf");
    assert!(package.contains("<item id=\"picture-1\" href=\"images/lead.png\" media-type=\"image/png\" properties=\"cover-image\"/>"), "{package}");
    assert!(package.contains("<meta name=\"cover\" content=\"picture-1\"/>"));
    for property in [
        "accessMode\">visual",
        "accessModeSufficient\">textual,visual",
        "accessibilityFeature\">alternativeText",
    ] {
        assert!(package.contains(property), "{property}");
    }
}

#[test]
fn a_post_with_its_picture_note_and_link() {
    let post = "---\ntitle: A <small> post\ndate: 2020-02-29\n---\n![A lake](/img/lake.png \"Seen\")\n\n## Below\n\nText[^1], [up](#below).\n\n[^1]: A *note*.\n";
    let site = Site::jekyll()
        .with("_posts/2020-02-29-lake.md", post)
        .with("img/lake.png", png(2, 2));
    let run = site.export(&["_posts/2020-02-29-lake.md", "--to", "epub"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let bytes = Cursor::new(site.read("lake.epub"));
    let mut archive = ZipArchive::new(bytes).expect("it is an archive");
    let mut chapter = String::new();
    let mut file = archive.by_name("OEBPS/lake.xhtml").expect("it is there");
    file.read_to_string(&mut chapter).expect("it is text");
    let body = chapter.split_once("<body>\n").expect("it has a body").1;
    assert_eq!(
        body,
        r##"<section class="chapter" epub:type="chapter" role="doc-chapter" aria-labelledby="title"><header class="chapter-title"><h1 id="title">A &lt;small&gt; post</h1>
<p class="byline"><time datetime="2020-02-29">29 February 2020</time></p>
</header>
<figure><img src="images/lake.png" alt="A lake"/><figcaption>Seen</figcaption>
</figure>
<h2 id="below">Below</h2>
<p>Text<sup class="note-call"><a href="#note-1" id="noteref-1" epub:type="noteref" role="doc-noteref">1</a></sup>, <a href="#below">up</a>.</p>
<section class="notes" epub:type="endnotes" role="doc-endnotes" aria-label="Notes"><aside id="note-1" epub:type="footnote" role="doc-footnote"><p><a href="#noteref-1" class="note-number" epub:type="backlink" role="doc-backlink">1.</a> A <em>note</em>.</p>
</aside>
</section>
</section>
</body>
</html>
"##
    );
}

#[test]
fn a_picture_that_breaks_is_told_and_its_words_stand_for_it() {
    let mut book = book(vec![chapter("One", "one", vec![])]);
    let facts = chapbook::media::MediaFacts::of(&png(4, 4)).expect("it is a picture");
    let id = book
        .media
        .add(facts, "gone", std::sync::Arc::new(b"no picture".to_vec()));
    book.chapters[0]
        .blocks
        .push(paragraph(vec![picture(Picture::Embedded(id), "A lake")]));
    let stylesheet = Stylesheet::default();
    let (mut out, mut messages) = (Vec::new(), Diagnostics::default());
    Epub::default()
        .render(
            &StyledBook::new(&book, &stylesheet),
            &mut out,
            &mut messages,
        )
        .expect("it is made");
    assert_eq!(messages.count(chapbook::diagnostics::Severity::Warning), 1);
    let mut archive = ZipArchive::new(Cursor::new(out)).expect("it is an archive");
    let mut text = String::new();
    archive
        .by_name("OEBPS/one.xhtml")
        .expect("it is there")
        .read_to_string(&mut text)
        .expect("it is text");
    assert!(text.contains("<p><span>A lake</span></p>"), "{text}");
}

#[test]
fn a_book_from_right_to_left() {
    let mut book = book(vec![chapter("שלום", "shalom", vec![p("עולם")])]);
    (book.metadata.language, book.metadata.direction) = ("he".into(), Direction::RightToLeft);
    assert!(entry(&book, "OEBPS/content.opf").contains("page-progression-direction=\"rtl\""));
    assert!(
        entry(&book, "OEBPS/shalom.xhtml").contains("lang=\"he\" xml:lang=\"he\" dir=\"rtl\">")
    );
}

#[test]
fn the_same_book_is_the_same_bytes() {
    assert!(epub(&pair()) == epub(&pair()));
    assert!(epub(&every_construct()) == epub(&every_construct()));
}
