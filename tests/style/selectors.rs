//! Selectors: which elements of a small chapter they find.

use crate::{node, stylesheet, tree};

const CHAPTER: &str = r#"
<section id="chapter" class="chapter" lang="en">
  <h1 id="title">Title</h1>
  <p id="first" class="lead opening">One <em id="stress">two</em></p>
  <p id="second" lang="de-CH">Three <a id="link" href="https://example.com/" title="Three">four</a></p>
  <ul id="list"><li id="a">A</li><li id="b">B</li><li id="c">C</li></ul>
  <p id="empty"/>
  <aside id="note" epub:type="footnote rearnote" role="doc-footnote"><p id="last">Note</p></aside>
</section>"#;

/// The ids of the elements that the selector finds, in document order.
fn found(selector: &str) -> String {
    let tree = tree(CHAPTER);
    let css = format!(
        "@namespace epub 'http://www.idpf.org/2007/ops'; {selector} {{ widows: 77 }} :is({selector}) :not({selector}) {{ widows: 2 }}"
    );
    let table = stylesheet(&css).compute(&tree, "en");
    let ids = tree.descendants(tree.root()).filter_map(|node| {
        let id = tree.element(node)?.id()?;
        (table.of(node).widows == 77).then_some(id)
    });
    ids.collect::<Vec<_>>().join(" ")
}

#[test]
fn names_classes_and_ids() {
    assert_eq!(found("h1"), "title");
    // XHTML's names have one case only.
    assert_eq!(found("H1"), "");
    assert_eq!(found(".lead"), "first");
    assert_eq!(found("p.lead.opening"), "first");
    assert_eq!(found(".Lead"), "");
    assert_eq!(found("#b"), "b");
    assert_eq!(found("ul > *"), "a b c");
}

#[test]
fn descendants_children_and_siblings() {
    assert_eq!(found("section em"), "stress");
    assert_eq!(found("section > em"), "");
    assert_eq!(found("h1 + p"), "first");
    assert_eq!(found("h1 ~ p"), "first second empty");
    assert_eq!(found("aside p, li + li"), "b c last");
}

#[test]
fn places_among_siblings() {
    assert_eq!(found("li:first-child"), "a");
    assert_eq!(found("li:last-child"), "c");
    assert_eq!(found("li:nth-child(odd)"), "a c");
    assert_eq!(found("li:nth-child(2)"), "b");
    assert_eq!(found("p:first-of-type"), "first last");
    assert_eq!(found("p:only-child"), "last");
    assert_eq!(found("p:empty"), "empty");
}

#[test]
fn attributes() {
    assert_eq!(found("[title]"), "link");
    assert_eq!(found("[title='Three']"), "link");
    assert_eq!(found("[lang|=de]"), "second");
    assert_eq!(found("[role^=doc]"), "note");
    assert_eq!(found("[role$=note]"), "note");
    assert_eq!(found("[role*=foot]"), "note");
    assert_eq!(found("[title='three' i]"), "link");
    assert_eq!(found("[epub|type~='footnote']"), "note");
    assert_eq!(found("[epub|type~='foot']"), "");
    assert_eq!(found("[*|type~='footnote']"), "note");
}

#[test]
fn logic_language_and_links() {
    assert_eq!(found("li:not(:first-child)"), "b c");
    assert_eq!(found(":is(h1, li:last-child)"), "title c");
    assert_eq!(found(":where(h1)"), "title");
    assert_eq!(found("a:link"), "link");
    assert_eq!(found("a:hover"), "");
    assert_eq!(found("p:lang(de)"), "second");
    assert_eq!(found("p:lang(en)"), "first empty last");
}

#[test]
fn every_chapter_stands_in_a_body_and_a_root() {
    assert_eq!(found("body > section > h1"), "title");
    assert_eq!(found(":root > body > .chapter > h1"), "title");
    assert_eq!(found("section:root"), "");
}

#[test]
fn a_selector_that_is_not_understood_leaves_the_others_alone() {
    assert_eq!(found("p::first-letter, h1"), "title");
}

#[test]
fn the_language_of_text_is_known() {
    let tree = tree(CHAPTER);
    let table = stylesheet("").compute(&tree, "fr");
    assert_eq!(&*table.of(node(&tree, "link")).language, "de-CH");
    assert_eq!(&*table.of(node(&tree, "a")).language, "en");
}
