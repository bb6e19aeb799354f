//! Tags that Jekyll adds: code highlighted, links to posts and to what plug-ins show.

use super::embed;
use super::evaluate::Evaluation;
use super::expression::Reader;
use super::limits::Stop;
use super::print::printed;
use super::tree::Part;
use crate::diagnostics::Diagnostic;
use crate::span::{MappedText, Span};
use std::path::PathBuf;

impl Evaluation<'_> {
    /// A link to what the tag of a plug-in shows.
    pub(super) fn embed(
        &mut self,
        name: &str,
        markup: &str,
        span: Span,
        out: &mut MappedText,
    ) -> Result<(), Stop> {
        let markup = self.inner_template(markup, span)?;
        let said = self.named_in(&markup)?;
        match embed::link(name, said.as_deref().unwrap_or(&markup)) {
            Some(link) => self.show_markdown(&link, span, out),
            None => {
                let message = format!("`{name}` names nothing that can be shown");
                let message = Diagnostic::warning("liquid-embed", message).at(span);
                self.messages.report(message.help("it is left out"));
                Ok(())
            }
        }
    }

    /// What the variable of a post or site is that a plug-in's tag names: `{% youtube page.video %}`.
    fn named_in(&mut self, markup: &str) -> Result<Option<String>, Stop> {
        let names = ["page.", "include.", "site.", "post."];
        if !names.iter().any(|name| markup.trim().starts_with(name)) {
            return Ok(None);
        }
        let Some(expression) = Reader::new(markup).expression() else {
            return Ok(None);
        };
        let value = self.value(&expression)?;
        printed(&value, &mut self.budget).map(Some)
    }

    /// Tags may hold outputs: `{% include {{ page.kind }}.html %}`.
    pub(super) fn inner_template(&mut self, markup: &str, span: Span) -> Result<String, Stop> {
        if !super::lexer::is_template(markup) {
            return Ok(markup.to_owned());
        }
        let mut text = MappedText::default();
        text.push_expanded(markup, span);
        let (parts, _) = super::parser::parse(markup);
        let mut out = MappedText::default();
        self.parts(&parts, &text, &mut out)?;
        Ok(out.as_str().to_owned())
    }

    /// Code between fences, so that it is read as fenced code with its language.
    pub(super) fn highlight(
        &mut self,
        language: &str,
        body: &[Part],
        part: &Part,
        text: &MappedText,
        out: &mut MappedText,
    ) -> Result<(), Stop> {
        let mut code = MappedText::default();
        self.parts(body, text, &mut code)?;
        let span = text.span(part.tag.clone());
        let indent = indent_before(text.as_str(), part.whole.start);
        let fence = fence(code.as_str());
        self.budget.spend_bytes(code.as_str().len())?;
        let (head, lead) = match indent {
            Some(indent) => (format!("{fence}{language}\n"), indent),
            None => (format!("\n\n{fence}{language}\n"), ""),
        };
        let mut block = MappedText::default();
        let is_html = self.around.document.is_html();
        let fenced = if is_html { &mut block } else { &mut *out };
        fenced.push_expanded(&head, span);
        push_code(&code, lead, span, fenced);
        fenced.push_expanded(&format!("{lead}{fence}\n"), span);
        match is_html {
            true => self.show_markdown(block.as_str(), span, out),
            false => Ok(()),
        }
    }

    /// The URL of the page that a file of the site becomes.
    pub(super) fn link(&mut self, target: &str, span: Span) -> Result<String, Stop> {
        let target = self.inner_template(target, span)?;
        let path = PathBuf::from(target.trim().trim_start_matches('/'));
        let catalogue = self.around.catalogue;
        let url = self
            .around
            .jekyll
            .and_then(|site| site.url_of(&path, catalogue));
        Ok(self.url_or_told(url, &target, span))
    }

    /// The URL of the post called `2016-06-24-summit`.
    pub(super) fn post_url(&mut self, name: &str, span: Span) -> Result<String, Stop> {
        let name = self.inner_template(name, span)?;
        let (site, catalogue) = (self.around.jekyll, self.around.catalogue);
        let url = site.and_then(|site| site.url_of_post(&name, catalogue));
        Ok(self.url_or_told(url, &name, span))
    }

    fn url_or_told(&mut self, url: Option<String>, target: &str, span: Span) -> String {
        let base = &self.around.address.base;
        url.map(|url| format!("{base}{url}")).unwrap_or_else(|| {
            let target = target.trim();
            self.messages.report(
                Diagnostic::warning(
                    "link-missing",
                    format!("there is no `{target}` in the site"),
                )
                .at(span)
                .help("the link goes to what is written"),
            );
            format!("/{}", target.trim_start_matches('/'))
        })
    }
}

/// The spaces before a tag, if nothing else is before it on its line.
fn indent_before(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let indent = before.get(line..)?;
    indent.trim().is_empty().then_some(indent)
}

/// A fence longer than any in the code (CommonMark 0.31.2, 4.5).
fn fence(code: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for byte in code.bytes() {
        run = if byte == b'`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat((longest + 1).max(3))
}

/// The lines of `code`, empty ones at either end left out, each indented as the tag is, so that they stay in its list item.
fn push_code(code: &MappedText, lead: &str, span: Span, out: &mut MappedText) {
    let text = code.as_str();
    let end = text.trim_end().len();
    let first = text.len() - text.trim_start().len();
    let start = text.get(..first).and_then(|blank| blank.rfind('\n'));
    let mut at = start.map_or(0, |newline| newline + 1).min(end);
    for line in text.get(at..end).unwrap_or_default().split_inclusive('\n') {
        if !lead.is_empty() && !line.trim().is_empty() && !line.starts_with(lead) {
            out.push_expanded(lead, span);
        }
        out.push_mapped(code, at..at + line.len());
        at += line.len();
    }
    if end > 0 {
        out.push_expanded("\n", span);
    }
}
