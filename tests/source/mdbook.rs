//! mdBook's books read whole: their chapters in the order of the contents, and the files they include.

use crate::support::collected::{Read, read};

const CONTENTS: (&str, &str) = (
    "src/SUMMARY.md",
    "# Summary\n\n[Preface](preface.md)\n\n# The river\n\n- [Spring](spring/README.md)\n  - [Below](spring/below.md)\n\
    - [Rain]()\n  - [Snow](snow.md)\n- [Gone](gone.md)\n\n# The sea\n\n- [Waves](waves.md)\n\n[Index](index-a.md)\n",
);
const CONFIG: (&str, &str) = (
    "book.toml",
    "[book]\ntitle = \"Water\"\nauthors = [\"Ann\"]\nlanguage = \"ar\"\n[output.html.redirect]\n\"/old.html\" = \"waves.html\"\n",
);

/// A book whose one chapter is `text`, with these files beside it.
fn chapter(text: &str, files: &[(&str, &str)]) -> Read {
    let mut all = vec![
        CONFIG,
        ("src/SUMMARY.md", "- [A](a/a.md)\n"),
        ("src/a/a.md", text),
    ];
    all.extend(files);
    read(&all)
}

#[test]
fn chapters_stand_as_in_the_contents() {
    let page = "Words.\n";
    let book = read(&[
        CONFIG,
        CONTENTS,
        ("src/preface.md", page),
        ("src/spring/README.md", page),
        ("src/spring/below.md", page),
        ("src/snow.md", page),
        ("src/waves.md", page),
        ("src/index-a.md", page),
        ("src/unlisted.md", page),
    ]);
    assert_eq!(
        book.outline(),
        [
            "Preface /preface.html",
            "[The river]",
            "  Spring /spring/index.html",
            "    Below /spring/below.html",
            "  Snow /snow.html",
            "[The sea]",
            "  Waves /waves.html",
            "Index /index-a.html",
        ]
    );
    assert_eq!(
        book.messages,
        [
            "src/SUMMARY.md:9:3 note: `Rain` is a draft",
            "src/SUMMARY.md:11:3 warning: there is no chapter `gone.md`",
        ]
    );
    let numbers = book
        .posts
        .iter()
        .map(|post| post.metadata.number.as_deref().unwrap_or("-"));
    assert!(numbers.eq(["-", "-", "1", "1.1", "2.1", "-", "4", "-"]));
    let waves = &book.posts[6].whereabouts;
    assert_eq!(waves.aliases, ["/old.html"]);
    assert_eq!(book.posts[2].whereabouts.aliases, ["/spring/"]);
    let metadata = book.posts[0].site.metadata();
    assert_eq!(
        (metadata.title.as_str(), metadata.language.as_str()),
        ("Water", "ar")
    );
}

#[test]
fn lines_and_anchors_of_files_are_included() {
    let file = "one\n// ANCHOR: b\ntwo\n// ANCHOR_END: b\nthree\n";
    let text = "```rust\n{{#include ../../code/x.rs:b}}\n```\n\n{{#rustdoc_include ../../code/x.rs:5:}}\n{{#title T}}\\{{#include y}}\n";
    let book = chapter(text, &[("code/x.rs", file)]);
    assert_eq!(
        book.texts(),
        ["```rust\ntwo\n```\n\nthree\n{{#include y}}\n"]
    );
    assert_eq!(book.messages, [""; 0]);
    let place = book.sources.place(book.posts[0].text.span(8..11)).unwrap();
    assert!(place.path.ends_with("code/x.rs"), "{}", place.path);
    assert_eq!((place.line, place.column), (3, 1));
}

#[test]
fn included_files_include_from_their_own_folder() {
    let book = chapter(
        "{{#include ../b/b.md}}\n",
        &[
            ("src/b/b.md", "B {{#include c.md}}\n"),
            ("src/b/c.md", "C\n"),
        ],
    );
    assert_eq!(book.texts(), ["B C\n"]);
}

#[test]
fn a_playground_is_a_block_of_rust() {
    let book = chapter(
        "{{#playground x.rs editable}}\n",
        &[("src/a/x.rs", "fn a() {}\n")],
    );
    assert_eq!(book.texts(), ["```rust,editable\nfn a() {}\n```\n"]);
}

#[test]
fn what_is_included_is_in_the_list_or_quote_of_its_directive() {
    let text = "- a\n\n  ```\n  {{#include x.txt}}\n  ```\n\n> {{#include x.txt}}\n\nb {{#include x.txt}}\n";
    let book = chapter(text, &[("src/a/x.txt", "one\ntwo\n")]);
    assert_eq!(
        book.texts(),
        ["- a\n\n  ```\n  one\n  two\n  ```\n\n> one\n> two\n\nb one\ntwo\n"]
    );
}

#[test]
fn in_code_what_is_included_is_code_throughout() {
    let text = "```rust\n{{#include x.rs}}\n```\n\n{{#include x.rs}}\n";
    let book = chapter(
        text,
        &[("src/a/x.rs", "f(\"{{#include y}} {{#each}}\");\n")],
    );
    assert_eq!(
        book.texts(),
        ["```rust\nf(\"{{#include y}} {{#each}}\");\n```\n\nf(\"`{{#include y}}` \");\n"]
    );
}

#[test]
fn admonitions_are_quotes_where_the_book_is_made_with_their_preprocessor() {
    let text = "```admonish tip\nMind.\n```\n";
    let of = |config: &str| {
        let files = [
            ("book.toml", config),
            ("src/SUMMARY.md", "- [A](a.md)\n"),
            ("src/a.md", text),
        ];
        read(&files).texts()[0].to_owned()
    };
    assert_eq!(of("[preprocessor.admonish]\n"), "> [!tip]\n> Mind.\n\n");
    assert_eq!(of("[book]\n"), text);
}

#[test]
fn the_configuration_says_what_hides_lines_of_code() {
    let config = "[output.html.code.hidelines]\npython = \"~\"\n";
    let text =
        "```python\n~x\ny\n```\n\n> ~~~python,hidelines=!!!\n> z\n> ~~~\n\n```rust\na\n```\n";
    let book = read(&[
        ("book.toml", config),
        ("src/SUMMARY.md", "- [A](a.md)\n"),
        ("src/a.md", text),
    ]);
    assert_eq!(
        book.texts(),
        [
            "```python,hidelines=~\n~x\ny\n```\n\n> ~~~python,hidelines=!!!\n> z\n> ~~~\n\n```rust\na\n```\n"
        ]
    );
}

#[test]
fn formulas_may_stand_in_mathjaxs_brackets() {
    let book = read(&[
        ("book.toml", "[output.html]\nmathjax-support = true\n"),
        ("src/SUMMARY.md", "- [A](a.md)\n"),
        ("src/a.md", "A \\\\( x \\\\).\n\n\\\\[ y \\\\]\n"),
    ]);
    assert_eq!(book.texts(), ["A $x$.\n\n$$ y $$\n"]);
}

#[test]
fn what_cannot_be_included_is_shown_and_told() {
    let text = "{{#include gone.md}} {{#include ../../../etc/x}}\n\n```\n{{#include a.md}} {{#if x}}\n```\n\n{{#quiz a.toml}}{{#quiz b.toml}}\n";
    let book = chapter(text, &[("a.md", "")]);
    assert_eq!(
        book.texts(),
        [
            "`{{#include gone.md}}` `{{#include ../../../etc/x}}`\n\n```\n{{#include a.md}} {{#if x}}\n```\n\n\n"
        ]
    );
    assert_eq!(
        book.messages,
        [
            "src/a/a.md:1:1 warning: there is no file `src/a/gone.md`",
            "src/a/a.md:1:22 warning: `src/a/../../../etc/x` is outside the site `SITE` and is not read",
            "src/a/a.md:4:1 warning: `a.md` includes itself",
            "src/a/a.md:7:1 warning: `{{#quiz}}` is for a preprocessor of the book's own (2 times)",
        ]
    );
}

#[test]
fn includes_of_each_other_and_too_large_ones_end() {
    let many = "{{#include big.txt}}\n".repeat(100);
    let big = "0123456789abcde\n".repeat(6_000);
    let endless = [
        ("src/a/b.md", "{{#include a.md}}\n"),
        ("src/a/big.txt", &*big),
    ];
    let book = chapter("{{#include b.md}}\n", &endless);
    assert_eq!(book.texts(), ["`{{#include a.md}}`\n"]);
    let book = chapter(&many, &endless);
    assert!(book.posts[0].text.as_str().len() < 5 << 20);
    assert!(
        book.messages[0].contains("includes more than 4 MB"),
        "{:?}",
        book.messages
    );
}

#[test]
fn elements_of_preprocessors_are_figures() {
    let text = "<Listing number=\"1-2\" file-name=\"a.rs\" caption=\"With `b`\">\n\n```rust\nb\n```\n\n</Listing>\n\n`<Listing>` and <T>\n";
    let book = chapter(text, &[]);
    assert_eq!(
        book.texts(),
        [
            "<figure>\n\n`a.rs`\n\n\n```rust\nb\n```\n\n\n<figcaption>\n\nListing 1-2: With `b`\n\n</figcaption>\n</figure>\n\n`<Listing>` and <T>\n"
        ]
    );
}

#[test]
fn elements_in_lists_stay_in_them() {
    let book = chapter("- a\n\n  <Note>\n\n  b\n\n  </Note>\n", &[]);
    assert_eq!(
        book.texts(),
        ["- a\n\n  <figure>\n  \n\n  b\n\n  \n  </figure>\n"]
    );
}

#[test]
fn the_rust_book_is_read_whole() {
    let Some(book) = Read::of_corpus("rust-book") else {
        return;
    };
    let chapters = book.posts.len();
    assert!(chapters > 100, "{chapters}");
    assert_eq!(
        book.outline()[0],
        "The Rust Programming Language /title-page.html"
    );
    assert!(
        book.outline()
            .contains(&"  Hello, World! /ch01-02-hello-world.html".to_owned())
    );
    assert_eq!(book.left_outside_code(&["{{#"]), [""; 0]);
    book.print_counts("rust-book");
}

#[test]
fn a_book_knows_its_address_and_name() {
    let config = "[output.html]\nsite-url = \"/water/\"\n";
    let book = read(&[
        ("book.toml", config),
        ("src/SUMMARY.md", "- [A](a.md)\n"),
        ("src/a.md", "# A\n"),
    ]);
    assert_eq!(book.address(), (None, "/water", true));
}
