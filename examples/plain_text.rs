//! A third backend in a few dozen lines: a post as plain text on standard output.
//!
//!     cargo run --example plain_text fixtures/plain/letter.md

use chapbook::assemble::Settings;
use chapbook::backend::Backend;
use chapbook::diagnostics::{Diagnostic, Diagnostics, Result};
use chapbook::markup::{Name, NodeId, NodeKind, Tree};
use chapbook::source::{Input, ReadOptions};
use chapbook::span::Sources;
use chapbook::style::{StyledBook, Stylesheet};
use std::io::{self, Write};

/// Writes paragraphs with an empty line between them, headings underlined, list items behind a hyphen.
struct PlainText;

impl Backend for PlainText {
    fn name(&self) -> &'static str {
        "txt"
    }

    fn render(
        &self,
        book: &StyledBook<'_>,
        out: &mut dyn Write,
        _messages: &mut Diagnostics,
    ) -> Result<()> {
        for chapter in &book.chapters {
            let mut text = String::new();
            write_node(&chapter.tree, chapter.tree.root(), &mut text);
            writeln!(out, "{}", text.trim_end())
                .map_err(|error| Diagnostic::error("not-written", error.to_string()))?;
        }
        Ok(())
    }
}

fn write_node(tree: &Tree, id: NodeId, text: &mut String) {
    let element = match &tree.node(id).kind {
        NodeKind::Text(piece) => return text.push_str(piece),
        NodeKind::Element(element) => element,
    };
    let start = text.len();
    match element.name {
        Name::Li => text.push_str("- "),
        Name::Img => text.push_str(element.get("alt").unwrap_or_default()),
        Name::Br => text.push('\n'),
        _ => {}
    }
    tree.children(id)
        .for_each(|child| write_node(tree, child, text));
    match element.name {
        Name::H1 | Name::H2 | Name::H3 => {
            let width = text[start..].chars().count();
            text.push_str(&format!("\n{}\n\n", "=".repeat(width)));
        }
        Name::P | Name::Pre | Name::Table | Name::Figure => text.push_str("\n\n"),
        Name::Li | Name::Tr | Name::Dt | Name::Dd => text.push('\n'),
        Name::Td | Name::Th => text.push('\t'),
        _ => {}
    }
}

fn main() -> Result<()> {
    let path = std::env::args_os()
        .nth(1)
        .ok_or_else(|| Diagnostic::error("wrong-usage", "name a post"))?;
    let (mut sources, mut messages) = (Sources::default(), Diagnostics::default());
    let input = Input::File(path.into());
    let book = chapbook::book_of_post(
        &input,
        &ReadOptions::default(),
        &Settings::new(),
        &mut sources,
        &mut messages,
    )?;
    let stylesheet = Stylesheet::parse(&mut sources, &[], &mut messages);
    PlainText.render(
        &StyledBook::new(&book, &stylesheet),
        &mut io::stdout().lock(),
        &mut messages,
    )
}
