//! `markdownify`: takes Markdown in a template, gives HTML, which the rest of the way reads as HTML that an author wrote.

use super::evaluate::Evaluation;
use super::limits::Stop;
use super::print::printed;
use crate::markup::{lower_blocks, xhtml};
use crate::parse::{Dialect, parse};
use crate::source::value::Value;
use crate::span::{MappedText, Span};

impl Evaluation<'_> {
    /// The HTML of a value that is Markdown, written at `span`.
    pub(super) fn markdownify(&mut self, value: &Value, span: Span) -> Result<Value, Stop> {
        let markdown = printed(value, &mut self.budget)?;
        // Reading a byte of Markdown is a step: it costs more than copying one.
        self.budget.spend(markdown.len())?;
        let mut text = MappedText::default();
        text.push_expanded(&markdown, span);
        let parsed = parse(&text, Dialect::JEKYLL, self.messages);
        let tree = lower_blocks(&parsed.blocks, &parsed.notes);
        let mut html = String::new();
        xhtml::write_children(&tree, tree.root(), &xhtml::AsWritten, &mut html);
        self.budget.spend_bytes(html.len())?;
        Ok(in_one_piece(&html).into())
    }
}

/// An empty line would end a block of HTML in Markdown (CommonMark 0.31.2, 4.6); in code it is a character reference instead.
fn in_one_piece(html: &str) -> String {
    html.replace("\n\n", "\n&#10;")
}
