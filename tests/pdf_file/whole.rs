//! A small post through the whole program, as the objects of its PDF: what a reader who opens the file by hand would see.

use crate::structure::{load, outline_of};
use crate::support::site::Site;
use chapbook::backend::Backend;
use chapbook::diagnostics::Diagnostics;
use chapbook::pdf::Pdf;
use chapbook::source::{Input, ReadOptions};
use chapbook::span::Sources;
use chapbook::style::{StyledBook, Stylesheet};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};
use std::collections::BTreeMap;
use std::fmt::Write;

const POST: &str = r#"---
title: A small post
author: A. Writer
description: Shows (and tells)
lang: en
date: 2020-01-02
---
# A small post

Words with a [link](https://example.org/a(b)) and a note.[^n]

![A dot](dot.gif "Its caption")

1. first

```rust
fn main() {
    run();
}
```

| Head |
|------|
| cell |

[^n]: At the foot.
"#;

/// Lengths that are easy to follow, whatever the base stylesheet says.
const STYLE: &str = "
    @page { size: 300pt 400pt; margin: 50pt; @top-center { content: 'Running head'; font: 10pt serif } @bottom-center { content: counter(page); font: 10pt serif } }
    html, h1, p, li, ol, pre, code, table, th, td, aside, figcaption { font-size: 10pt; line-height: 12pt; margin: 0; padding: 0; text-indent: 0; text-align: left; border: 0; background: none }
";

/// The post's PDF.
fn book() -> Document {
    let picture = include_bytes!("../../fixtures/accidents/images/dot.gif");
    let site = Site::empty().with("dot.gif", picture);
    let mut messages = Diagnostics::default();
    let mut sources = Sources::default();
    let author = sources.add("test.css", STYLE.into());
    let stylesheet = Stylesheet::parse(&mut sources, &[author], &mut messages);
    let options = ReadOptions {
        site: Some(site.root()),
        ..ReadOptions::default()
    };
    let input = Input::Standard(POST.into());
    let settings = Default::default();
    let book =
        chapbook::book_of_post(&input, &options, &settings, &mut sources, &mut messages).unwrap();
    let styled = StyledBook::new(&book, &stylesheet);
    let mut out = Vec::new();
    Pdf::default()
        .render(&styled, &mut out, &mut messages)
        .unwrap();
    load(&out)
}

/// A dictionary, an entry a line; what is behind a reference is told by its type.
fn readable(document: &Document, dictionary: &Dictionary) -> String {
    let mut out = String::new();
    let entries: BTreeMap<_, _> = dictionary.iter().collect();
    for (key, value) in entries {
        let key = String::from_utf8_lossy(key);
        writeln!(out, "{key}: {}", shown(document, value)).unwrap();
    }
    out
}

fn shown(document: &Document, object: &Object) -> String {
    match object {
        Object::Reference(id) => format!("→ {}", kind(document, *id)),
        Object::String(bytes, _) if bytes.is_ascii() => {
            format!("{:?}", String::from_utf8_lossy(bytes))
        }
        Object::String(..) => format!("{:?}", lopdf::decode_text_string(object).unwrap()),
        Object::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| shown(document, item)).collect();
            format!("[{}]", items.join(" "))
        }
        Object::Dictionary(inner) => {
            let inner = readable(document, inner);
            format!("<< {} >>", inner.trim_end().replace('\n', ", "))
        }
        plain => format!("{plain:?}"),
    }
}

/// What an object says that it is.
fn kind(document: &Document, id: ObjectId) -> String {
    let object = document.get_object(id).unwrap();
    let dictionary = match object {
        Object::Stream(stream) => &stream.dict,
        Object::Dictionary(dictionary) => dictionary,
        _ => return "an object".to_owned(),
    };
    let name = [&b"Type"[..], b"S"].iter().find_map(|key| {
        let name = dictionary.get(key).and_then(Object::as_name).ok()?;
        Some(String::from_utf8_lossy(name).into_owned())
    });
    let names: Vec<_> = dictionary
        .iter()
        .map(|(key, _)| String::from_utf8_lossy(key))
        .collect();
    name.unwrap_or_else(|| names.join(" "))
}

/// A page's content stream, an operator a line. Strings are the text that readers take from them; how glyphs are moved within them is
/// left out.
fn content(document: &Document, page: ObjectId) -> String {
    let fonts = document.get_page_fonts(page).unwrap();
    let encodings: BTreeMap<_, _> = fonts
        .iter()
        .map(|(name, font)| (name.as_slice(), font.get_font_encoding(document).unwrap()))
        .collect();
    let stream = document.get_page_content(page);
    let mut out = String::new();
    let mut font = None;
    for Operation { operator, operands } in Content::decode(&stream).unwrap().operations {
        if operator == "Tf" {
            let name = operands[0].as_name().unwrap();
            font = encodings.get(name);
        }
        let operands: Vec<_> = operands
            .iter()
            .map(|operand| match (operator.as_str(), font) {
                ("TJ", Some(font)) => words(operand, font),
                _ => shown(document, operand),
            })
            .chain([operator.clone()])
            .collect();
        writeln!(out, "{}", operands.join(" ")).unwrap();
    }
    out
}

fn words(operand: &Object, font: &Encoding<'_>) -> String {
    let strings = operand.as_array().unwrap().iter();
    let strings = strings.filter_map(|item| item.as_str().ok());
    let text: String = strings
        .map(|codes| Document::decode_text(font, codes).unwrap())
        .collect();
    format!("({text})")
}

#[test]
fn the_catalogue() {
    let document = book();
    insta::assert_snapshot!(readable(&document, document.catalog().unwrap()));
}

#[test]
fn the_information() {
    let document = book();
    let information = document.trailer.get(b"Info").unwrap();
    let (_, information) = document.dereference(information).unwrap();
    let information = readable(&document, information.as_dict().unwrap());
    insta::assert_snapshot!(information.replace(env!("CARGO_PKG_VERSION"), "(version)"));
}

#[test]
fn the_structure() {
    insta::assert_snapshot!(outline_of(&book()));
}

#[test]
fn the_page() {
    let document = book();
    let page = document.page_iter().next().unwrap();
    let dictionary = document.get_dictionary(page).unwrap();
    let (dictionary, content) = (readable(&document, dictionary), content(&document, page));
    insta::assert_snapshot!(format!("{dictionary}\n{content}"));
}

#[test]
fn the_links() {
    let document = book();
    let page = document.page_iter().next().unwrap();
    let links = document.get_page_annotations(page).unwrap();
    let links: Vec<_> = links.iter().map(|link| readable(&document, link)).collect();
    insta::assert_snapshot!(links.join("\n"));
}
