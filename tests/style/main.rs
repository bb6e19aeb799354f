//! The style room from outside: a little CSS and a few elements, and what they come to in both books.

mod cascade;
mod design;
mod epub;
mod hostile;
mod messages;
mod pages;
mod selectors;
mod values;

use chapbook::diagnostics::Diagnostics;
use chapbook::document::Target;
use chapbook::markup::{Element, Name, NodeId, Tree};
use chapbook::span::{Sources, Span};
use chapbook::style::{ComputedStyle, StyleTable, Stylesheet};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::sync::Arc;

/// The stylesheet with an author's CSS, and what was said of it as `line:column code: message`.
fn parsed(css: &str) -> (Stylesheet, Vec<String>) {
    let mut sources = Sources::default();
    let mut messages = Diagnostics::default();
    let author = sources.add("author.css", css.into());
    let stylesheet = Stylesheet::parse(&mut sources, &[author], &mut messages);
    let said = messages.iter().map(|message| {
        let place = message.span.and_then(|span| sources.place(span));
        let place = place.map_or(String::new(), |at| format!("{}:{} ", at.line, at.column));
        format!("{place}{}: {}", message.code, message.message)
    });
    let said = said.collect();
    (stylesheet, said)
}

fn stylesheet(css: &str) -> Stylesheet {
    parsed(css).0
}

/// Elements as XML writes them.
fn tree(xml: &str) -> Tree {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut tree: Option<Tree> = None;
    let mut open: Vec<NodeId> = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                let id = place(&mut tree, open.last(), element(&start));
                open.push(id);
            }
            Event::Empty(empty) => {
                place(&mut tree, open.last(), element(&empty));
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(text) => {
                if let (Some(tree), Some(parent)) = (&mut tree, open.last()) {
                    tree.append_text(*parent, &*text, Span::NOWHERE);
                }
            }
            Event::Eof => return tree.expect("an element"),
            _ => {}
        }
    }
}

fn place(tree: &mut Option<Tree>, parent: Option<&NodeId>, element: Element) -> NodeId {
    match (tree, parent) {
        (Some(tree), Some(parent)) => tree.append(*parent, element, Span::NOWHERE),
        (tree, _) => tree.insert(Tree::new(element, Span::NOWHERE)).root(),
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let name = Name::parse(start.name().as_ref()).expect("an element there is");
    let mut element = Element::new(name);
    for attribute in start.attributes() {
        let attribute = attribute.expect("well-formed");
        let key = attribute.key.as_ref().to_owned();
        let value = attribute.value.into_owned();
        if key == "href" {
            element.target = Some(Target::External(value));
        } else {
            element.attributes.push((Cow::Owned(key), value));
        }
    }
    element
}

/// The node of this id.
fn node(tree: &Tree, id: &str) -> NodeId {
    tree.descendants(tree.root())
        .find(|node| tree.element(*node).and_then(Element::id) == Some(id))
        .expect("an element of this id")
}

/// The style of the element whose id is `it`.
fn style(css: &str, xml: &str) -> Arc<ComputedStyle> {
    let tree = tree(xml);
    let table = stylesheet(css).compute(&tree, "en");
    table.of(node(&tree, "it")).clone()
}

/// The style of a paragraph with these declarations.
fn declared(declarations: &str) -> Arc<ComputedStyle> {
    style(
        &format!("#it {{ {declarations} }}"),
        r#"<section><p id="it">Text</p></section>"#,
    )
}

fn computed(css: &str, xml: &str) -> (Tree, StyleTable) {
    let tree = tree(xml);
    let table = stylesheet(css).compute(&tree, "en");
    (tree, table)
}
