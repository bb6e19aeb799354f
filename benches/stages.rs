//! A benchmark a stage and one of the whole way, on forty copies of a real post: some 66,000 words.
//!
//!     cargo bench

use chapbook::assemble::{Settings, assemble};
use chapbook::backend::Backend;
use chapbook::diagnostics::Diagnostics;
use chapbook::document::Book;
use chapbook::epub::Epub;
use chapbook::parse::{Parsed, parse};
use chapbook::pdf::fonts::FontLibrary;
use chapbook::pdf::line::Piece;
use chapbook::pdf::page::Tag;
use chapbook::pdf::shape::Shaper;
use chapbook::pdf::{self, Pdf, boxes, lines};
use chapbook::progress::Listener;
use chapbook::source::{Input, Post, ReadOptions, read};
use chapbook::span::Sources;
use chapbook::style::{ComputedStyle, Hyphens, StyledBook, Stylesheet, TextAlign};
use chapbook::units::Pt;
use divan::{Bencher, black_box};
use std::sync::{Arc, LazyLock};

fn main() {
    divan::main();
}

/// The post's text without its front matter, so that it may be repeated.
static TEXT: LazyLock<String> = LazyLock::new(|| {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/summit/_posts/2016-06-24-opnfv-summit-2016.md"
    );
    let post = std::fs::read_to_string(path).expect("the fixture is there");
    let body = post.splitn(3, "---\n").nth(2).expect("it has front matter");
    body.replace("# {{ page.title }}", "").repeat(40)
});

static STYLESHEET: LazyLock<Stylesheet> =
    LazyLock::new(|| Stylesheet::parse(&mut Sources::default(), &[], &mut Diagnostics::default()));

fn post() -> Post {
    let input = Input::Standard(TEXT.clone().into_bytes());
    let read = read(
        &input,
        &ReadOptions::default(),
        &mut Sources::default(),
        &mut Diagnostics::default(),
    );
    read.unwrap_or_else(|error| panic!("{error}"))
}

fn parsed(post: &Post) -> Parsed {
    parse(&post.text, post.dialect, &mut Diagnostics::default())
}

fn book() -> Book {
    let post = post();
    let parsed = parsed(&post);
    assemble(
        vec![(post, parsed)],
        &[],
        &Settings::new(),
        &mut Diagnostics::default(),
    )
}

#[divan::bench]
fn a_read(bencher: Bencher) {
    bencher.bench(post);
}

#[divan::bench]
fn b_parse(bencher: Bencher) {
    let post = post();
    bencher.bench(|| parsed(black_box(&post)));
}

#[divan::bench]
fn c_assemble(bencher: Bencher) {
    let inputs = || {
        let post = post();
        let parsed = parsed(&post);
        vec![(post, parsed)]
    };
    let settings = Settings::new();
    bencher
        .with_inputs(inputs)
        .bench_values(|posts| assemble(posts, &[], &settings, &mut Diagnostics::default()));
}

#[divan::bench]
fn d_markup(bencher: Bencher) {
    let book = book();
    bencher.bench(|| StyledBook::new(black_box(&book), &STYLESHEET));
}

#[divan::bench]
fn e_style(bencher: Bencher) {
    let book = book();
    let styled = StyledBook::new(&book, &STYLESHEET);
    bencher.bench(|| STYLESHEET.compute(&styled.chapters[0].tree, "en"));
}

#[divan::bench]
fn f_boxes(bencher: Bencher) {
    let book = book();
    let styled = StyledBook::new(&book, &STYLESHEET);
    let tree = &styled.chapters[0].tree;
    let styles = STYLESHEET.compute(tree, "en");
    bencher.bench(|| boxes::build(tree, &styles, &book.media, "en"));
}

/// The text's paragraphs as pieces of one style.
fn paragraphs() -> Vec<Vec<Piece>> {
    let style = Arc::new(text_style());
    let piece = |text: &str| Piece::Text {
        text: text.to_owned(),
        style: Arc::clone(&style),
        tag: Tag::Layout,
        link: None,
    };
    TEXT.split("\n\n").map(|text| vec![piece(text)]).collect()
}

fn text_style() -> ComputedStyle {
    ComputedStyle {
        hyphens: Hyphens::Auto,
        text_align: TextAlign::Justify,
        ..ComputedStyle::default()
    }
}

#[divan::bench]
fn g_shape(bencher: Bencher) {
    let (fonts, paragraphs, style) = (FontLibrary::bundled(), paragraphs(), text_style());
    bencher.bench(|| {
        let mut shaper = Shaper::new(&fonts);
        paragraphs
            .iter()
            .for_each(|pieces| drop(black_box(shaper.shape(pieces, &style))));
    });
}

#[divan::bench]
fn h_lines(bencher: Bencher) {
    let (fonts, paragraphs, style) = (FontLibrary::bundled(), paragraphs(), text_style());
    bencher.bench(|| {
        let mut shaper = Shaper::new(&fonts);
        paragraphs.iter().for_each(|pieces| {
            drop(black_box(lines::set(
                pieces,
                Pt(345.0),
                &style,
                &mut shaper,
            )))
        });
    });
}

#[divan::bench]
fn i_pages(bencher: Bencher) {
    let book = book();
    let styled = StyledBook::new(&book, &STYLESHEET);
    let fonts = FontLibrary::bundled();
    bencher.bench(|| pdf::layout(&styled, &fonts, &mut Diagnostics::default()));
}

#[divan::bench]
fn j_write_pdf(bencher: Bencher) {
    let book = book();
    let styled = StyledBook::new(&book, &STYLESHEET);
    let fonts = FontLibrary::bundled();
    let layout = || pdf::layout(&styled, &fonts, &mut Diagnostics::default());
    bencher.with_inputs(layout).bench_values(|chapters| {
        let mut out = Vec::new();
        pdf::file::write(
            &book.metadata,
            &book.media,
            &fonts,
            chapters,
            &mut out,
            &Listener::default(),
            &mut Diagnostics::default(),
        )
    });
}

#[divan::bench]
fn k_write_epub(bencher: Bencher) {
    let book = book();
    let styled = StyledBook::new(&book, &STYLESHEET);
    bencher.bench(|| Epub::default().render(&styled, &mut Vec::new(), &mut Diagnostics::default()));
}

#[divan::bench]
fn l_end_to_end() {
    let book = book();
    let styled = StyledBook::new(&book, &STYLESHEET);
    let (mut epub, mut pdf) = (Vec::new(), Vec::new());
    Epub::default()
        .render(&styled, &mut epub, &mut Diagnostics::default())
        .expect("memory can be written");
    Pdf::default()
        .render(&styled, &mut pdf, &mut Diagnostics::default())
        .expect("memory can be written");
    black_box((epub, pdf));
}
