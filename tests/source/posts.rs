//! Posts of many kinds: what is known of them, whatever bytes they are made of, and at which places their messages stand.

use crate::alone::read_input;
use crate::support::site::Site;
use chapbook::source::{Input, ReadOptions};
use std::path::Path;

const SUMMIT: &str = "---
layout: post
title: OPNFV Summit 2016
categories:
header_image: /img/opnfv-2016.jpg
---

# {{ page.title }}

On the packetâ€™s destination.
";

#[test]
fn a_jekyll_post_knows_its_site() {
    let site = Site::of(&[
        (
            "_config.yml",
            "title: My Blog\nauthor: {name: Ann Bee}\nurl: https://example.com\n",
        ),
        ("_posts/2016-06-24-opnfv-summit-2016.md", SUMMIT),
        ("img/opnfv-2016.jpg", "x"),
    ]);
    let read = site.read_post("_posts/2016-06-24-opnfv-summit-2016.md");
    let post = &read.post;
    assert_eq!(post.metadata.title, "OPNFV Summit 2016");
    assert_eq!(post.metadata.slug, "opnfv-summit-2016");
    assert_eq!(
        post.metadata.date.unwrap().to_string(),
        "2016-06-24T00:00:00"
    );
    assert!(post.metadata.categories.is_empty());
    assert_eq!(post.whereabouts.folder(), Path::new("_posts"));
    let book = post.site.metadata();
    assert_eq!((&*book.title, &*book.language), ("My Blog", "en"));
    assert_eq!(book.authors, ["Ann Bee"]);
    assert_eq!(post.site.url(), Some("https://example.com"));
    assert_eq!(
        post.text.as_str(),
        "\n# OPNFV Summit 2016\n\nOn the packet’s destination.\n"
    );
    let summit = "2016-06-24-opnfv-summit-2016.md";
    assert_eq!(read.messages, [format!("{summit}:10:14 mojibake-repaired")]);
    let lead = post.lead.as_ref().unwrap();
    let place = read.sources.place(lead.span).unwrap();
    assert_eq!(
        (&*lead.source, place.line, place.column),
        ("/img/opnfv-2016.jpg", 5, 15)
    );
    assert!(post.site.picture(&post.whereabouts, &lead.source).is_ok());
}

#[test]
fn text_after_repair_and_template_knows_where_it_was_typed() {
    let site = Site::of(&[("_config.yml", ""), ("a.md", SUMMIT)]);
    let read = site.read_post("a.md");
    let text = read.post.text.as_str();
    let typed = |needle: &str| {
        let at = text.find(needle).unwrap();
        read.sources
            .text(read.post.text.span(at..at + needle.len()))
            .to_owned()
    };
    assert_eq!(typed("OPNFV"), "{{ page.title }}");
    assert_eq!(typed("’"), "â€™");
    assert_eq!(typed("packet’s"), "packetâ€™s");
    assert_eq!(typed("destination"), "destination");
}

#[test]
fn unreadable_configuration_and_front_matter_are_told_and_the_post_is_made() {
    let site = Site::of(&[
        ("_config.yml", "title: My: Blog\nurl: \"x\n"),
        ("a.md", "---\ntitle: Foo: bar\n---\nText {{ page.title }}"),
    ]);
    let read = site.read_post("a.md");
    assert_eq!(read.post.metadata.title, "Foo: bar");
    assert_eq!(read.post.site.metadata().title, "My: Blog");
    assert_eq!(read.post.text.as_str(), "Text Foo: bar");
    assert_eq!(read.messages.len(), 2);
    assert!(
        read.messages[0].starts_with("_config.yml:1:"),
        "{:?}",
        read.messages
    );
    assert!(
        read.messages[1].starts_with("a.md:2:"),
        "{:?}",
        read.messages
    );
}

#[test]
fn any_bytes_are_read_or_refused() {
    let site = Site::of(&[]);
    site.write("empty.md", b"");
    site.write(
        "latin.md",
        b"---\ntitle: Caf\xE9\n---\nTr\xE8s bien, d\xE9j\xE0 vu.\r\nFin.",
    );
    site.write(
        "broken.md",
        "Zażółć gęślą \u{FFFD}".as_bytes().split_last().unwrap().1,
    );
    site.write(
        "bytes.md",
        (0..=255).cycle().take(100_000).collect::<Vec<u8>>(),
    );
    assert_eq!(site.read_post("empty.md").post.text.as_str(), "");
    let latin = site.read_post("latin.md");
    assert_eq!(latin.post.metadata.title, "Café");
    assert_eq!(latin.post.text.as_str(), "Très bien, déjà vu.\nFin.");
    assert_eq!(latin.messages, ["latin.md:1:1 encoding-guessed"]);
    assert_eq!(
        site.read_post("broken.md").messages,
        ["broken.md:1:14 invalid-bytes"]
    );
    let refused = site.try_read_post("bytes.md", &ReadOptions::default());
    assert_eq!(refused.err(), Some("not-text"));
    let none = site.try_read_post("none.md", &ReadOptions::default());
    assert_eq!(none.err(), Some("file-missing"));
}

#[test]
fn places_count_lines_as_they_were_typed() {
    let site = Site::of(&[("_config.yml", "")]);
    site.write(
        "a.md",
        b"\xEF\xBB\xBF---\r\ntitle: T\r\n---\r\n\r\nA\x07b {{ page.title }}\rC {% nope %}",
    );
    let read = site.read_post("a.md");
    assert_eq!(read.post.text.as_str(), "\nAb T\nC ");
    assert_eq!(
        read.messages,
        ["a.md:5:2 control-character", "a.md:6:3 liquid-unknown-tag"]
    );
}

#[test]
fn standard_input_belongs_to_the_current_folder() {
    let input = Input::Standard("---\ntitle: Straße nach Süden\n---\nText".into());
    let read = read_input(&input, &ReadOptions::default()).unwrap();
    assert_eq!(read.post.metadata.slug, "strasse-nach-suden");
    assert_eq!(read.post.text.as_str(), "Text");
}

#[test]
fn mojibake_can_be_kept() {
    let site = Site::of(&[("a.md", "packetâ€™s")]);
    let options = ReadOptions {
        keep_encoding: true,
        ..ReadOptions::default()
    };
    let read = site.try_read_post("a.md", &options).unwrap();
    assert_eq!(read.post.text.as_str(), "packetâ€™s");
    assert_eq!(read.messages, [""; 0]);
}

#[test]
fn much_garbage_takes_no_more_than_their_reading() {
    let site = Site::of(&[("_config.yml", "")]);
    for garbage in [
        "\u{202E}\u{2069}a long word \u{7}",
        "\u{2066}",
        "â€™é…” Ã",
        "{{ a }}{% if %}",
        "{% raw %}{{{%",
        "---\n",
        "a: [\n",
        "\r",
    ] {
        let text = format!(
            "---\na: b\n---\n{}",
            garbage.repeat((1 << 18) / garbage.len())
        );
        site.write("a.md", text.as_bytes());
        let began = std::time::Instant::now();
        site.read_post("a.md");
        assert!(
            began.elapsed().as_secs() < 30,
            "{garbage:?}: {:?}",
            began.elapsed()
        );
    }
    let mut garbage: Vec<u8> = (0..1_u32 << 18)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 | 0x80)
        .collect();
    garbage.splice(..0, *b"title ");
    site.write("a.md", &garbage);
    let read = site.try_read_post("a.md", &ReadOptions::default());
    assert!(read.is_ok_and(|read| read.messages.len() < 400));
}
