//! Reading CSS: takes a stylesheet's text, gives its rules, and a message for each thing that one of the books must do without.
//!
//! Rules are read here, their declarations in `declaration`, at-rules in `at_rule`, and what stands in `@page` in `page`.

mod at_rule;
mod declaration;
mod page;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::span::{FileId, Span};
use crate::style::rule::{Item, StyleRule};
use crate::style::selector::{Namespaces, Selector, selector};
use crate::style::value::{Fault, Parsed};
use crate::style::written::{self, Written};
use cssparser::{
    Delimiter, ParseError, Parser, ParserState, QualifiedRuleParser, SourceLocation,
    StyleSheetParser,
};
use declaration::Body;
use std::collections::BTreeSet;
use std::ops::Range;

/// Messages about one stylesheet; more than these help nobody.
const MOST_MESSAGES: usize = 100;

/// What is told once for a book, not at each place.
pub(crate) type Told = BTreeSet<String>;

/// Reads one stylesheet.
pub(crate) fn read(
    file: FileId,
    text: &str,
    namespaces: &mut Namespaces,
    told: &mut Told,
    messages: &mut Diagnostics,
) -> Vec<Item> {
    let mut reader = Reader {
        file,
        text,
        namespaces,
        told,
        messages,
        messages_left: MOST_MESSAGES,
        in_print: true,
        on_screen: true,
    };
    let mut input = Parser::new(text);
    reader.rules(&mut input)
}

/// A stylesheet being read.
struct Reader<'a> {
    file: FileId,
    text: &'a str,
    namespaces: &'a mut Namespaces,
    told: &'a mut Told,
    messages: &'a mut Diagnostics,
    messages_left: usize,
    /// Is what is being read for the PDF?
    in_print: bool,
    /// Is it for the EPUB?
    on_screen: bool,
}

/// Where something went wrong, as the parser tells it.
type Failure<'i> = (ParseError<Fault>, &'i str, SourceLocation);

impl Reader<'_> {
    /// Rules up to the end of the input or block.
    fn rules(&mut self, input: &mut Parser<'_>) -> Vec<Item> {
        let mut items = Vec::new();
        let mut parser = StyleSheetParser::new(input, self);
        while let Some(result) = parser.next() {
            match result {
                Ok(Some(item)) => items.push(item),
                Ok(None) => {}
                Err(failure) => parser.parser.report_failure(&failure),
            }
        }
        items
    }

    fn report_failure(&mut self, (_, slice, _): &Failure<'_>) {
        let start = (slice.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let line = slice.find(['\n', '{', ';']).unwrap_or(slice.len());
        self.report(
            Diagnostic::warning("css-syntax", "this is no CSS that can be read")
                .help("it is left out of both books"),
            start..start + line,
        );
    }

    fn report(&mut self, message: Diagnostic, range: Range<usize>) {
        if self.messages_left == 0 {
            return;
        }
        self.messages_left -= 1;
        let span = Span::new(self.file, range);
        self.messages.report(message.at(span));
        if self.messages_left == 0 {
            self.messages.report(
                Diagnostic::warning(
                    "css-many-messages",
                    "there is more to say about this stylesheet than is of use",
                )
                .at(span)
                .help("only its first messages are shown"),
            );
        }
    }

    /// Reports what is the same at each place, once.
    fn report_once(&mut self, key: String, message: Diagnostic, range: Range<usize>) {
        if self.told.insert(key) {
            self.report(message, range);
        }
    }

    /// Reads the selectors of a rule, each by itself: one that only readers understand doesn't silence the others.
    fn selectors(&mut self, input: &mut Parser<'_>) -> Parsed<Vec<Selector>> {
        let mut selectors = Vec::new();
        loop {
            input.skip_whitespace();
            let start = input.position().byte_index();
            let one = input
                .parse_until_before(Delimiter::Comma, |input| selector(self.namespaces, input));
            match one {
                Ok(one) => selectors.push(one),
                Err(error) if error == ParseError::custom(Fault::UnknownSelector) => {
                    let end = input.position().byte_index();
                    self.unknown_selector(start..end);
                }
                Err(error) => return Err(error),
            }
            if input.next().is_err() {
                return Ok(selectors);
            }
        }
    }

    fn unknown_selector(&mut self, range: Range<usize>) {
        if !self.in_print {
            return;
        }
        let written = self.text.get(range.clone()).unwrap_or("").trim_end();
        let message = format!("the PDF doesn't know the selector `{written}`");
        self.report(
            Diagnostic::warning("unknown-selector", message)
                .help("its declarations apply to the EPUB only"),
            range.start..range.start + written.len(),
        );
    }
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = (Vec<Selector>, String);
    type QualifiedRule = Option<Item>;
    type Error = Fault;

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Parsed<(Vec<Selector>, String)> {
        let written = look_ahead(input)?;
        Ok((self.selectors(input)?, written.text))
    }

    fn parse_block(
        &mut self,
        (selectors, prelude): (Vec<Selector>, String),
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Parsed<Option<Item>> {
        let declarations = Body { reader: self }.read(input);
        Ok(Some(Item::Rule(StyleRule {
            selectors,
            prelude,
            declarations,
        })))
    }
}

/// The text of what is left, without moving on.
fn look_ahead(input: &mut Parser<'_>) -> Parsed<Written> {
    let start = input.state();
    let written = written::rest(input);
    input.reset(&start);
    written
}

fn skip_rest(input: &mut Parser<'_>) {
    while input.next().is_ok() {}
}
