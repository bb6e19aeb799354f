//! The style room from outside: a little CSS and a few elements, and what they come to.

use chapbook::diagnostics::Diagnostics;
use chapbook::markup::{Element, Name, NodeId, Tree};
use chapbook::span::{Sources, Span};
use chapbook::style::{ComputedStyle, Stylesheet};
use chapbook::units::Pt;
use std::sync::Arc;

#[test]
fn the_built_in_stylesheet_says_nothing_that_is_not_understood() {
    let mut messages = Diagnostics::default();
    Stylesheet::parse(&mut Sources::default(), &[], &mut messages);
    assert_eq!(messages.iter().collect::<Vec<_>>(), Vec::<&_>::new());
}

/// A section with one paragraph, and the paragraph's style under the author's CSS.
fn paragraph(css: &str) -> Arc<ComputedStyle> {
    let mut tree = Tree::new(Element::new(Name::Section), Span::NOWHERE);
    let paragraph = tree.append(tree.root(), Element::new(Name::P), Span::NOWHERE);
    style_of(css, &tree, paragraph)
}

fn style_of(css: &str, tree: &Tree, node: NodeId) -> Arc<ComputedStyle> {
    let mut sources = Sources::default();
    let author = sources.add("author.css", css.into());
    let stylesheet = Stylesheet::parse(&mut sources, &[author], &mut Diagnostics::default());
    stylesheet.compute(tree, "en").of(node).clone()
}

#[test]
fn lengths_come_out_in_points() {
    let size = |written: &str| paragraph(&format!("p {{ font-size: {written} }}")).font_size;
    assert_eq!(size("12pt"), Pt(12.0));
    assert_eq!(size("16px"), Pt(12.0));
    assert_eq!(size("1in"), Pt(72.0));
    assert_eq!(size("2em"), Pt(22.0));
}

#[test]
fn a_page() {
    let stylesheet = Stylesheet::parse(&mut Sources::default(), &[], &mut Diagnostics::default());
    let page = stylesheet.page(false);
    assert_eq!(page.boxes.len(), 2);
    assert_eq!(stylesheet.page(true).boxes.len(), 1);
}
