//! At-rules: conditions, pages, namespaces, and those that only a reading system may know.

use super::{Reader, look_ahead, skip_rest};
use crate::diagnostics::Diagnostic;
use crate::style::media::{Condition, media_queries, supports};
use crate::style::page::{PageSelector, page_selectors};
use crate::style::rule::{Group, Item};
use crate::style::selector::XHTML;
use crate::style::value::{Fault, Parsed, not_understood};
use crate::style::written;
use cssparser::{AtRuleParser, CowRcStr, Parser, ParserState};
use std::ops::Range;

/// What stands before an at-rule's block.
pub(super) enum Prelude {
    Group(Condition, String),
    Page(Vec<PageSelector>),
    Namespace(Option<String>, String),
    /// What has no place in a book: fonts, other stylesheets.
    Refused,
    /// What a reader may know, written again.
    Kept(String),
}

impl<'i> AtRuleParser<'i> for Reader<'_> {
    type Prelude = Prelude;
    type AtRule = Option<Item>;
    type Error = Fault;

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Parsed<Prelude> {
        let start = input.position().byte_index();
        let range = start.saturating_sub(name.len() + 1)..start;
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "media" | "supports" => self.condition(&name, input),
            "page" => page_selectors(input).map(Prelude::Page),
            "namespace" => namespace(input),
            "charset" => not_understood(),
            _ => {
                let prelude = format!("@{name} {}", look_ahead(input)?.text);
                skip_rest(input);
                Ok(self.foreign(&name, prelude, range))
            }
        }
    }

    fn rule_without_block(
        &mut self,
        prelude: Prelude,
        _: &ParserState,
    ) -> Result<Option<Item>, ()> {
        match prelude {
            Prelude::Namespace(prefix, url) => {
                self.declare_namespace(prefix, url);
                Ok(None)
            }
            Prelude::Group(Condition::Reader, prelude) => {
                Ok(Some(Item::Kept(format!("{prelude};"))))
            }
            Prelude::Refused => Ok(None),
            Prelude::Group(..) | Prelude::Page(_) | Prelude::Kept(_) => Err(()),
        }
    }

    fn parse_block(
        &mut self,
        prelude: Prelude,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Parsed<Option<Item>> {
        match prelude {
            Prelude::Group(condition, prelude) => Ok(Some(self.group(condition, prelude, input))),
            Prelude::Page(selectors) => Ok(Some(Item::Page(self.page_rule(selectors, input)))),
            Prelude::Kept(prelude) => {
                let body = written::rest(input)?;
                let allowed = !body.names_file && !body.text.contains("direction:");
                let kept = format!("{prelude} {{ {} }}", body.text);
                Ok(allowed.then_some(Item::Kept(kept)))
            }
            Prelude::Refused => {
                skip_rest(input);
                Ok(None)
            }
            Prelude::Namespace(..) => not_understood(),
        }
    }
}

impl Reader<'_> {
    /// What stands before a group of rules.
    fn condition(&self, name: &str, input: &mut Parser<'_>) -> Parsed<Prelude> {
        let prelude = format!("@{name} {}", look_ahead(input)?.text);
        let condition = match name {
            "media" => Condition::Media(media_queries(input)?),
            _ => Condition::Supports(supports(self.namespaces, input)?),
        };
        Ok(Prelude::Group(condition, prelude))
    }

    /// A rule that the PDF has no use for: it goes to the EPUB if it is one that EPUBCheck and readers bear.
    fn foreign(&mut self, name: &str, prelude: String, range: Range<usize>) -> Prelude {
        match name {
            "font-face" => self.report(font_face(), range),
            "import" => self.report(import(), range),
            "container" | "layer" => {
                self.unknown_at_rule(name, range);
                return Prelude::Group(Condition::Reader, prelude);
            }
            "keyframes"
            | "-webkit-keyframes"
            | "counter-style"
            | "font-feature-values"
            | "property" => {
                self.unknown_at_rule(name, range);
                return Prelude::Kept(prelude);
            }
            _ => self.report(unknown(name), range),
        }
        Prelude::Refused
    }
}

fn font_face() -> Diagnostic {
    Diagnostic::warning("css-font-face", "fonts of a stylesheet are not embedded")
        .help("the next family in the list is used")
}

fn unknown(name: &str) -> Diagnostic {
    let message = format!("`@{name}` is not known");
    Diagnostic::warning("unknown-at-rule", message).help("it is left out of both books")
}

fn import() -> Diagnostic {
    Diagnostic::warning("css-import", "a stylesheet can't import another")
        .help("name each with an option `--style` of its own")
}

/// `@namespace epub "http://www.idpf.org/2007/ops"`
fn namespace(input: &mut Parser<'_>) -> Parsed<Prelude> {
    let prefix = input.try_parse(|input| input.expect_ident_cloned());
    let url = input.expect_url_or_string()?;
    Ok(Prelude::Namespace(
        prefix.ok().map(|prefix| prefix.to_string()),
        url.to_string(),
    ))
}

impl Reader<'_> {
    fn unknown_at_rule(&mut self, name: &str, range: Range<usize>) {
        if self.in_print && !name.starts_with('-') {
            let message = format!("the PDF doesn't know the rule `@{name}`");
            self.report_once(
                format!("@{name}"),
                Diagnostic::warning("unknown-at-rule", message).help("it goes to the EPUB only"),
                range,
            );
        }
    }

    fn declare_namespace(&mut self, prefix: Option<String>, url: String) {
        match prefix {
            Some(prefix) => {
                self.namespaces.prefixes.insert(prefix.into(), url.into());
            }
            // Every element there is is XHTML: as the default, it says nothing.
            None if url == XHTML => {}
            None => self.namespaces.default = Some(url.into()),
        }
    }

    fn group(&mut self, condition: Condition, prelude: String, input: &mut Parser<'_>) -> Item {
        let outside = (self.in_print, self.on_screen);
        self.in_print &= condition.may_be_print();
        self.on_screen &= condition.may_be_screen();
        let items = self.rules(input);
        (self.in_print, self.on_screen) = outside;
        Item::Group(Group {
            condition,
            prelude,
            items,
        })
    }
}
