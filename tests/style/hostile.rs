//! Hostile CSS: nothing in it panics, hangs, or gets out of bounds.

use crate::{parsed, style, stylesheet, tree};
use chapbook::units::Pt;
use proptest::prelude::*;
use std::time::{Duration, Instant};

const MEGABYTE: usize = 1 << 20;

/// Reads it, computes with it and writes it again, within a time that only linear work keeps to.
fn survives(css: &str) {
    let start = Instant::now();
    let (sheet, _) = parsed(css);
    let tree = tree("<section><p class='x'>Text <em>more</em></p></section>");
    let table = sheet.compute(&tree, "en");
    assert!(table.of(tree.root()).font_size.0.is_finite());
    let written = sheet.to_epub_css();
    let again = stylesheet(&written).to_epub_css();
    assert!(again.len() >= stylesheet("").to_epub_css().len());
    assert!(sheet.page(true).size.width > Pt::ZERO);
    let spent = start.elapsed();
    assert!(spent < Duration::from_secs(20), "{spent:?}");
}

#[test]
fn a_quarter_of_a_megabyte_of_anything() {
    for piece in [
        "{",
        "}",
        "(",
        ")",
        "[",
        "{}",
        "a{",
        "@media{",
        "@media print{",
        "a{b:c(",
        ";",
        "x;",
        "\\",
        "'",
        "/*",
        "<!--",
        "@",
        ":",
        "a,",
        "a ",
        "a>",
        ":not(",
        "a{}",
        "@page{",
        "a{color:calc(",
        "é",
        "\u{0}",
        "a{b:c}",
        "--a:b;",
        "url(",
        "@import 'x';",
        "*{margin:1 1 1 1}",
    ] {
        survives(&piece.repeat(MEGABYTE / 4 / piece.len()));
    }
}

#[test]
fn deep_nesting_in_every_place() {
    let deep = 20_000;
    for (open, close) in [
        ("a{", "}"),
        ("@media all{", "}"),
        ("@supports (", "){}"),
        ("a{color:(", ")}"),
        (":is(", "){}"),
        ("a{width:calc((", "))}"),
        ("[", "]"),
    ] {
        survives(&format!("{}{}", open.repeat(deep), close.repeat(deep)));
    }
}

#[test]
fn fonts_do_not_grow_without_end() {
    let xml = format!(
        "{}<p id='it'>x</p>{}",
        "<div>".repeat(300),
        "</div>".repeat(300)
    );
    let it = style(
        "div { font-size: 10em; margin: 9e9em; line-height: 9e9 }",
        &xml,
    );
    assert!(it.font_size.0 <= 2000.0);
    assert!(it.line_height.0 <= 100_000.0);
}

#[test]
fn what_it_writes_it_reads_again() {
    let css = "a{b:c\u{0}d;color:red} e\\{f{color:red} @media scr\\65 en{x{y:'\\a'}} p{q:1/**/2;r:a/**/b}";
    let once = stylesheet(css).to_epub_css();
    let again = stylesheet(&once).to_epub_css();
    let base = stylesheet("").to_epub_css();
    assert_eq!(again, base + &once);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn noise(css in "\\PC{0,200}") {
        survives(&css);
    }

    #[test]
    fn noise_that_is_almost_css(pieces in prop::collection::vec(prop::sample::select(vec![
        "a", " ", ".b", "#c", "{", "}", "(", ")", ":", ";", "margin", "color", "1em", "-", "1e99", "%", "calc(", "!important", "@media", "print",
        "@page", "@top-left", "'", "\"", "\\", "/*", "*/", ",", ">", "url(", "var(--x)", "--x", "::before", ":not(", "\n", "font", "12pt/1.5",
    ]), 0..60)) {
        survives(&pieces.concat());
    }
}
