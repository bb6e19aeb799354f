//! Markdown in a template (`markdownify`'s, and what we write ourselves): gives HTML, which the rest of the way reads as HTML that
//! an author wrote.

use super::evaluate::Evaluation;
use super::limits::Stop;
use super::print::printed;
use crate::document::BlockKind;
use crate::markup::{lower_blocks, xhtml};
use crate::parse::{Dialect, Parsed, parse};
use crate::source::value::Value;
use crate::span::{MappedText, Span};

impl Evaluation<'_> {
    /// The HTML of a value that is Markdown, written at `span`.
    pub(super) fn markdownify(&mut self, value: &Value, span: Span) -> Result<Value, Stop> {
        let markdown = printed(value, &mut self.budget)?;
        let parsed = self.parsed(&markdown, span)?;
        let html = written(&parsed);
        self.budget.spend_bytes(html.len())?;
        Ok(in_one_piece(&html).into())
    }

    /// Shows Markdown that stands for a tag, as HTML where the post is HTML. Words alone stand in the line.
    pub(super) fn show_markdown(
        &mut self,
        markdown: &str,
        span: Span,
        out: &mut MappedText,
    ) -> Result<(), Stop> {
        if !self.around.document.is_html() {
            return self.show(markdown, span, out);
        }
        let mut parsed = self.parsed(markdown, span)?;
        if let [block] = parsed.blocks.as_mut_slice()
            && let BlockKind::Paragraph(words) = &mut block.kind
        {
            block.kind = BlockKind::Plain(std::mem::take(words));
        }
        self.show(&written(&parsed), span, out)
    }

    /// Reading a byte of Markdown is a step: it costs more than copying one.
    fn parsed(&mut self, markdown: &str, span: Span) -> Result<Parsed, Stop> {
        self.budget.spend(markdown.len())?;
        let mut text = MappedText::default();
        text.push_expanded(markdown, span);
        Ok(parse(&text, Dialect::JEKYLL, self.messages))
    }
}

fn written(parsed: &Parsed) -> String {
    let tree = lower_blocks(&parsed.blocks, &parsed.notes);
    let mut html = String::new();
    xhtml::write_children(&tree, tree.root(), &xhtml::AsWritten, &mut html);
    html
}

/// An empty line would end a block of HTML in Markdown (CommonMark 0.31.2, 4.6); in code it is a character reference instead.
fn in_one_piece(html: &str) -> String {
    html.replace("\n\n", "\n&#10;")
}
