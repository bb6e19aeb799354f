//! Messages: what one of the books must do without is told at its place.

use crate::parsed;
use insta::assert_snapshot;

fn said(css: &str) -> String {
    parsed(css).1.join("\n")
}

#[test]
fn the_built_in_stylesheet_says_nothing_that_is_not_understood() {
    assert_eq!(said(""), "");
}

#[test]
fn an_unknown_property_is_told_once() {
    assert_snapshot!(said("p { text-shadow: none }\nh1 { text-shadow: none; float: left; column-count: 2 }"), @r#"
    1:5 unknown-property: the PDF doesn't know the property `text-shadow`
    2:38 unknown-property: the PDF doesn't know the property `column-count`
    "#);
}

#[test]
fn values_that_a_property_does_not_take() {
    assert_snapshot!(said("p {\n  color: bluish;\n  display: flex;\n  widows: -1;\n  margin: 1pt 2pt 3pt 4pt 5pt;\n}"), @r#"
    2:3 unknown-value: `color` can't be `bluish` in the PDF
    3:3 unknown-value: `display` can't be `flex` in the PDF
    4:3 unknown-value: `widows` can't be `-1` in the PDF
    5:3 unknown-value: `margin` can't be `1pt 2pt 3pt 4pt 5pt` in the PDF
    "#);
}

#[test]
fn what_is_meant_for_readers_is_not_the_pdfs_business() {
    assert_snapshot!(said("@media screen { p { text-shadow: none; color: bluish } }\np { -webkit-hyphens: auto }\na:hover { color: red }"), @"");
}

#[test]
fn what_epub_forbids() {
    assert_snapshot!(said("p { direction: rtl; unicode-bidi: embed }\n@media print { h1 { direction: rtl } }"), @r#"
    1:5 epub-property: EPUB forbids the property `direction`
    1:21 epub-property: EPUB forbids the property `unicode-bidi`
    "#);
}

#[test]
fn files_are_not_part_of_the_book() {
    assert_snapshot!(said("@import 'other.css';\n@import url(http://example.com/x.css);\np { background: url(../../etc/passwd) }\nli { list-style-image: image-set('a.png' 1x) }\n@font-face { font-family: X; src: url(x.ttf) }"), @r#"
    1:1 css-import: a stylesheet can't import another
    2:1 css-import: a stylesheet can't import another
    3:5 css-url: a stylesheet's files are not part of the book
    4:6 css-url: a stylesheet's files are not part of the book
    5:1 css-font-face: fonts of a stylesheet are not embedded
    "#);
}

#[test]
fn what_is_newer_than_this_program() {
    assert_snapshot!(said("@layer base;\n@container (width > 3em) { p { color: red } }\np::first-line, h1 { color: red }\n:root { --x: 1em }\np { margin: var(--x) }\nul { li { color: red } color: blue }"), @r#"
    1:1 unknown-at-rule: the PDF doesn't know the rule `@layer`
    2:1 unknown-at-rule: the PDF doesn't know the rule `@container`
    3:1 unknown-selector: the PDF doesn't know the selector `p::first-line`
    4:9 css-variable: the PDF doesn't know custom properties
    6:6 css-nested-rule: rules inside a rule are not understood
    "#);
}

#[test]
fn what_is_no_css() {
    assert_snapshot!(said("p { color red; : blue; margin: 1em }\n}\nh1 { color: \"red\n}\n<style>\n"), @r#"
    1:5 css-syntax: this is no CSS that can be read
    1:16 css-syntax: this is no CSS that can be read
    2:1 css-syntax: this is no CSS that can be read
    5:1 css-syntax: this is no CSS that can be read
    "#);
}

#[test]
fn margin_boxes_say_what_they_know() {
    assert_snapshot!(said("@page {\n  @top-left { content: string(author) }\n  @left-middle { content: 'x' }\n  margin: wide;\n}"), @r#"
    2:3 margin-box-content: a margin box can say page and pages, book-title, part-title and chapter-title, and words
    3:3 unknown-margin-box: the PDF has no margin box `@left-middle`
    4:3 unknown-value: `margin` can't be `wide` in the PDF
    "#);
}

#[test]
fn there_is_an_end_to_messages() {
    let many = "p { color: bluish }\n".repeat(5000);
    assert_eq!(parsed(&many).1.len(), 101);
}
