//! The cascade: which of several declarations counts, what is inherited, what attributes and generated content add.

use crate::{computed, node, style, stylesheet, tree};
use chapbook::diagnostics::Diagnostics;
use chapbook::span::Sources;
use chapbook::style::{Length, ListMarker, Size, Stylesheet, TextAlign};
use chapbook::units::{Colour, Pt};

/// The colour's name of the element `it`.
fn colour(css: &str) -> &'static str {
    let xml = r#"<section class="chapter"><p id="it" class="lead">Text</p></section>"#;
    match style(css, xml).colour {
        Colour { red: 255, .. } => "red",
        Colour { blue: 255, .. } => "blue",
        _ => "black",
    }
}

#[test]
fn the_more_specific_then_the_later_wins() {
    assert_eq!(colour("p { color: red } p { color: blue }"), "blue");
    assert_eq!(colour(".lead { color: red } p { color: blue }"), "red");
    assert_eq!(colour("#it { color: red } .lead { color: blue }"), "red");
    assert_eq!(colour("p { color: red; color: blue }"), "blue");
    assert_eq!(colour("p { color: red; color: bluish }"), "red");
}

#[test]
fn what_is_important_wins() {
    assert_eq!(
        colour("p { color: red !important } #it { color: blue }"),
        "red"
    );
    assert_eq!(colour("p { color: red ! IMPORTANT; color: blue }"), "red");
    assert_eq!(
        colour("p { color: red !important } #it { color: blue !important }"),
        "blue"
    );
}

#[test]
fn the_author_wins_over_the_built_in_stylesheet() {
    let it = |css: &str| style(css, r#"<section><h2 id="it">Title</h2></section>"#).font_weight;
    assert_eq!(it(""), 700);
    assert_eq!(it("h2 { font-weight: normal }"), 400);
}

#[test]
fn the_last_of_several_stylesheets_wins() {
    let mut sources = Sources::default();
    let one = sources.add("one.css", "p { color: red }".into());
    let two = sources.add("two.css", "p { color: #00f }".into());
    let sheet = Stylesheet::parse(&mut sources, &[one, two], &mut Diagnostics::default());
    let tree = tree("<p>Text</p>");
    assert_eq!(sheet.compute(&tree, "en").of(tree.root()).colour.blue, 255);
}

#[test]
fn text_has_its_parents_style() {
    let (tree, table) = computed("", "<section><p id='it'>Text</p></section>");
    let paragraph = node(&tree, "it");
    let text = tree.children(paragraph).next().unwrap();
    assert_eq!(
        table.of_node[text.0 as usize],
        table.of_node[paragraph.0 as usize]
    );
}

#[test]
fn elements_that_are_alike_share_their_style() {
    let item = "<li>One <em>two</em></li>".repeat(1000);
    let (tree, table) = computed("", &format!("<ul>{item}</ul>"));
    assert_eq!(tree.len(), 1 + 4 * 1000);
    assert!(table.styles.len() < 10, "{}", table.styles.len());
}

#[test]
fn attributes_speak_before_the_author_does() {
    let width = |css: &str| style(css, r#"<p><img id="it" width="100" alt=""/></p>"#).width;
    assert_eq!(width(""), Size::Given(Length::Fixed(Pt(75.0))));
    assert_eq!(width("img { width: 50% }"), Size::Given(Length::Part(0.5)));
    let marker = |kind: &str| {
        let xml = format!(r#"<ol type="{kind}"><li id="it">One</li></ol>"#);
        style("", &xml).list_marker.clone()
    };
    assert_eq!(marker("a"), ListMarker::LowerAlpha);
    assert_eq!(marker("I"), ListMarker::UpperRoman);
    let cell = r#"<table><tr><td id="it" align="right">1</td></tr></table>"#;
    assert_eq!(style("", cell).text_align, TextAlign::Right);
}

#[test]
fn direction_and_language_come_from_attributes() {
    let it = style(
        "",
        r#"<section dir="rtl" lang="fa"><p id="it">متن</p></section>"#,
    );
    assert!(it.right_to_left);
    assert_eq!(&*it.language, "fa");
}

/// What stands before and after the elements.
fn generated(css: &str, xml: &str) -> Vec<String> {
    let (_, table) = computed(css, xml);
    let before = table.before.iter().map(|(_, words, _)| words.clone());
    before
        .chain(table.after.iter().map(|(_, words, _)| words.clone()))
        .collect()
}

#[test]
fn generated_content() {
    let css = r#"a::after { content: " (" attr(title) ")" } p::before { content: none } em::before { content: "\201C" }"#;
    let xml = r#"<p><a title="there">here</a> <em>x</em></p>"#;
    assert_eq!(generated(css, xml), ["“", " (there)"]);
}

#[test]
fn counters() {
    let css = "h2 { counter-increment: section; counter-reset: part } h3 { counter-increment: part }
        h2::before { content: counter(section, upper-roman) '. ' } h3::before { content: counter(section) '.' counter(part) ' ' }";
    let xml = "<section><h2>A</h2><h3>B</h3><h3>C</h3><h2>D</h2><h3>E</h3></section>";
    assert_eq!(generated(css, xml), ["I. ", "1.1 ", "1.2 ", "II. ", "2.1 "]);
}

#[test]
fn quotations_have_the_marks_of_their_language() {
    let xml = "<p><q>a <q>b</q></q></p>";
    assert_eq!(generated("", xml), ["“", "‘", "”", "’"]);
    let tree = tree(xml);
    let table = stylesheet("").compute(&tree, "de");
    assert_eq!((&*table.before[0].1, &*table.after[1].1), ("„", "‘"));
}
