//! What EPUBCheck says of books as strange as they may be.

use crate::everything::every_construct;
use crate::support::judges::judges;
use crate::support::model::*;
use crate::support::site::Site;
use crate::{archive, epub, pair};
use chapbook::document::*;
use image::ImageFormat;
use std::io::Read;

#[test]
fn epubcheck_finds_nothing() {
    let Some(judges) = judges() else {
        return;
    };
    let mut arabic = book(vec![chapter("سلام", "salam", vec![p("x")])]);
    (arabic.metadata.language, arabic.metadata.direction) = ("ar".into(), Direction::RightToLeft);
    let mut bare = book(vec![chapter("", "", vec![])]);
    bare.metadata = BookMetadata::default();
    let mut led = book(vec![chapter("Led", "led", vec![p("x")])]);
    let lead = add_picture(&mut led, "lead", encoded(1600, 1000, ImageFormat::Jpeg));
    led.chapters[0].lead = Some(image(Picture::Embedded(lead), "A lake"));
    let folder = Site::empty();
    let books = [
        ("pair", pair()),
        ("everything", every_construct()),
        ("arabic", arabic),
        ("bare", bare),
        ("led", led),
    ];
    let files = books.map(|(name, book)| {
        let name = format!("{name}.epub");
        folder.write(&name, epub(&book));
        folder.path(&name)
    });
    assert_eq!(judges.of_epubs(files), Vec::<String>::new());
}

/// Each naughty string as a heading in the contents, id, class, language, title, text and alternative text.
#[test]
fn naughty_strings_stay_text() {
    let Ok(strings) = std::fs::read_to_string("../shared/suites/naughty-strings.txt") else {
        eprintln!("SKIPPED: ../shared/suites is not there");
        return;
    };
    let strings = strings
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "));
    let strings: Vec<&str> = strings.collect();
    let chapters = strings.chunks(40).map(|strings| {
        let blocks = strings.iter().flat_map(|naughty| naughty_blocks(naughty));
        chapter(strings[0], strings[0], blocks.collect())
    });
    let mut book = book(chapters.collect());
    book.metadata.title = strings.concat();
    let mut archive = archive(&book);
    for n in 0..archive.len() {
        let mut entry = archive.by_index(n).expect("it is there");
        let name = entry.name().to_owned();
        assert!(
            name.chars()
                .all(|c| c.is_ascii_alphanumeric() || "/-.".contains(c)),
            "{name}"
        );
        if name.ends_with("html") || name.ends_with("opf") || name.ends_with("ncx") {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("it is text");
            assert_well_formed(&name, &text);
        }
    }
    let Some(judges) = judges() else {
        return;
    };
    let folder = Site::empty().with("naughty.epub", epub(&book));
    let books = [folder.path("naughty.epub")];
    assert_eq!(judges.of_epubs(books), Vec::<String>::new());
}

fn naughty_blocks(naughty: &str) -> Vec<Block> {
    let mut title = with_class(naughty, with_id(naughty, heading(3, naughty)));
    title.attributes.set("lang", naughty);
    title.attributes.set("title", naughty);
    let missing = picture(Picture::Missing(naughty.into()), naughty);
    let words = vec![missing, inside(0, Some(naughty), naughty), text(naughty)];
    vec![title, paragraph(words)]
}

fn assert_well_formed(name: &str, text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(event) => assert!(!matches!(event, quick_xml::events::Event::PI(_)), "{name}"),
            Err(error) => panic!("{name}: {error}"),
        }
    }
}
