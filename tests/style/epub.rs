//! The stylesheet for the EPUB.

use crate::stylesheet;
use insta::assert_snapshot;

/// What the author's CSS comes to in the EPUB.
fn written(css: &str) -> String {
    let base = stylesheet("").to_epub_css();
    let all = stylesheet(css).to_epub_css();
    match all.strip_prefix(&base) {
        Some(own) => own.to_owned(),
        None => all.replace(&base, "/* base */\n"),
    }
}

#[test]
fn rules_are_written_again() {
    assert_snapshot!(written("/* mine */ P.lead>em , h1{COLOR:#FF0000!important;margin:0 auto;font:12pt/1.5 'Gill Sans'} p{} em{content:'a\\22 b'}"), @r#"
    P.lead>em , h1 {
      color: #FF0000!important;
      margin: 0 auto;
      font: 12pt/1.5 "Gill Sans";
    }
    em {
      content: "a\"b";
    }
    "#);
}

#[test]
fn what_epub_forbids_and_what_only_print_wants_is_left_out() {
    assert_snapshot!(written("@page { margin: 1cm } @media print { p { color: red } } @media screen { p { color: blue } } p { direction: rtl; unicode-bidi: embed; color: green; background: url(x.png); string-set: chapter-title content() }"), @r#"
    @media screen {
      p {
        color: blue;
      }
    }
    p {
      color: green;
    }
    "#);
}

#[test]
fn what_the_pdf_does_not_know_goes_to_the_epub() {
    assert_snapshot!(written("p::first-letter { float: left; text-shadow: 1px 1px red } @media amzn-kf8 { p { color: red } } @supports (display: grid) { ul { display: grid } }"), @r#"
    p::first-letter {
      float: left;
      text-shadow: 1px 1px red;
    }
    @media amzn-kf8 {
      p {
        color: red;
      }
    }
    @supports (display: grid) {
      ul {
        display: grid;
      }
    }
    "#);
}

#[test]
fn functions_that_old_readers_do_not_bear_stand_apart() {
    assert_snapshot!(written("p { color: red; margin: calc(1em + 2px); color: blue; --a: 1em; width: var(--a) }"), @r#"
    p {
      color: red;
    }
    @supports (width: calc(1px + 1px)) {
      p {
        margin: calc(1em + 2px);
      }
    }
    p {
      color: blue;
    }
    @supports (--a: b) {
      p {
        --a: 1em;
        width: var(--a);
      }
    }
    "#);
}

#[test]
fn namespaces_stand_first() {
    assert_snapshot!(written("@namespace epub 'http://www.idpf.org/2007/ops'; [epub|type~='toc'] { color: red }"), @r#"
    @namespace epub "http://www.idpf.org/2007/ops";
    /* base */
    [epub|type~="toc"] {
      color: red;
    }
    "#);
}

#[test]
fn nothing_in_it_ends_a_style_element_or_a_rule() {
    let css = written(
        "p { content: '</style><script>alert(1)</script>' } p::after { content: '}' '\\\\' \"'\" }",
    );
    assert_snapshot!(css, @r#"
    p {
      content: "\3c /style>\3c script>alert(1)\3c /script>";
    }
    p::after {
      content: "}" "\\" "'";
    }
    "#);
}

#[test]
fn the_built_in_stylesheet_keeps_readers_settings() {
    let css = stylesheet("").to_epub_css();
    for forced in [
        "html {",
        "body {",
        "font-family: \"Libertinus",
        "\n  color:",
        "background",
        "@page",
        "@media print",
        "rem;",
        "calc(",
        "var(",
    ] {
        assert!(!css.contains(forced), "{forced}");
    }
}
