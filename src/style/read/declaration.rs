//! Declarations: what each says to the PDF, and how it is written in the EPUB.

use super::{Reader, look_ahead, skip_rest};
use crate::diagnostics::Diagnostic;
use crate::style::property::Declared;
use crate::style::rule::Declaration;
use crate::style::shorthand::Property;
use crate::style::value::{Fault, Parsed, not_understood};
use crate::style::written::{Written, YoungFunction};
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, Delimiter, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, Token, parse_important,
    serialize_identifier,
};
use std::ops::Range;

/// What stands in a rule's braces.
pub(super) struct Body<'a, 'r> {
    pub(super) reader: &'a mut Reader<'r>,
}

impl Body<'_, '_> {
    pub(super) fn read(&mut self, input: &mut Parser<'_>) -> Vec<Declaration> {
        let mut declarations = Vec::new();
        let mut parser = RuleBodyParser::new(input, self);
        while let Some(piece) = parser.next() {
            match piece {
                Ok(declaration) => declarations.extend(declaration),
                Err(failure) => parser.parser.reader.report_failure(&failure),
            }
        }
        declarations
    }
}

impl<'i> DeclarationParser<'i> for Body<'_, '_> {
    type Declaration = Option<Declaration>;
    type Error = Fault;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        start: &ParserState,
    ) -> Parsed<Option<Declaration>> {
        if has_block(input) {
            return not_understood();
        }
        let name = if name.starts_with("--") {
            name.to_string()
        } else {
            name.to_ascii_lowercase()
        };
        let written = look_ahead(input)?;
        let place = input.state();
        skip_rest(input);
        let range = start.position().byte_index()..input.position().byte_index();
        input.reset(&place);
        let declared = self
            .reader
            .understand(&name, input, &written, range.clone());
        let important = is_important(input);
        let function = match name.starts_with("--") {
            true => Some(YoungFunction::Variable),
            false => written.function,
        };
        Ok(Some(Declaration {
            written: self.reader.for_epub(&name, &written, range),
            function,
            declared,
            important,
        }))
    }
}

/// Takes what is left of a declaration: is it important?
fn is_important(input: &mut Parser<'_>) -> bool {
    let skip = |input: &mut Parser<'_>| -> Result<(), ParseError<Fault>> {
        skip_rest(input);
        Ok(())
    };
    let _ = input.parse_until_before(Delimiter::Bang, skip);
    let important = input.try_parse(parse_important).is_ok();
    skip_rest(input);
    important
}

impl AtRuleParser<'_> for Body<'_, '_> {
    type Prelude = ();
    type AtRule = Option<Declaration>;
    type Error = Fault;
}

impl<'i> QualifiedRuleParser<'i> for Body<'_, '_> {
    type Prelude = usize;
    type QualifiedRule = Option<Declaration>;
    type Error = Fault;

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Parsed<usize> {
        let start = input.position().byte_index();
        skip_rest(input);
        Ok(start)
    }

    fn parse_block(
        &mut self,
        start: usize,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Parsed<Option<Declaration>> {
        let end = input.position().byte_index();
        self.reader.report(
            Diagnostic::warning("css-nested-rule", "rules inside a rule are not understood")
                .help("write the whole selector before a rule of its own"),
            start..end,
        );
        skip_rest(input);
        Ok(None)
    }
}

impl<'i> RuleBodyItemParser<'i, Option<Declaration>, Fault> for Body<'_, '_> {
    fn parse_declarations(&self) -> bool {
        true
    }
    fn parse_qualified(&self) -> bool {
        true
    }
}

/// Does a declaration's value hold a block in braces? Then it is a nested rule.
fn has_block(input: &mut Parser<'_>) -> bool {
    let start = input.state();
    let mut has_block = false;
    while let Ok(token) = input.next() {
        has_block |= matches!(token, Token::CurlyBracketBlock);
    }
    input.reset(&start);
    has_block
}

impl Reader<'_> {
    /// What a declaration says to the PDF.
    fn understand(
        &mut self,
        name: &str,
        input: &mut Parser<'_>,
        written: &Written,
        range: Range<usize>,
    ) -> Vec<Declared> {
        if !self.in_print || written.names_file || name == "unicode-bidi" {
            return Vec::new();
        }
        if name.starts_with("--") || written.function == Some(YoungFunction::Variable) {
            self.variables(range);
            return Vec::new();
        }
        // A prefix names the one reader that the property is for.
        if name.starts_with('-') {
            return Vec::new();
        }
        let Some(property) = Property::of_name(name) else {
            self.unknown_property(name, range);
            return Vec::new();
        };
        let value = input.parse_until_before(Delimiter::Bang, |input| property.parse(input));
        value.unwrap_or_else(|_| {
            self.unknown_value(name, written, range);
            Vec::new()
        })
    }

    fn variables(&mut self, range: Range<usize>) {
        let message = "the PDF doesn't know custom properties";
        self.report_once(
            "--".to_owned(),
            Diagnostic::warning("css-variable", message)
                .help("what uses them applies to the EPUB only"),
            range,
        );
    }

    fn unknown_property(&mut self, name: &str, range: Range<usize>) {
        let message = format!("the PDF doesn't know the property `{name}`");
        self.report_once(
            name.to_owned(),
            Diagnostic::warning("unknown-property", message).help("it goes to the EPUB only"),
            range,
        );
    }

    fn unknown_value(&mut self, name: &str, written: &Written, range: Range<usize>) {
        let value: String = written.text.chars().take(60).collect();
        let message = format!("`{name}` can't be `{value}` in the PDF");
        self.report(
            Diagnostic::warning("unknown-value", message)
                .help("the declaration applies to the EPUB only"),
            range,
        );
    }

    /// The declaration for the EPUB, unless EPUB forbids it.
    fn for_epub(&mut self, name: &str, written: &Written, range: Range<usize>) -> Option<String> {
        if written.names_file {
            self.report(
                Diagnostic::warning("css-url", "a stylesheet's files are not part of the book")
                    .help("the declaration is left out of both books"),
                range,
            );
            return None;
        }
        if !self.on_screen {
            return None;
        }
        if matches!(name, "direction" | "unicode-bidi") {
            let message = format!("EPUB forbids the property `{name}`");
            self.report_once(
                format!("epub:{name}"),
                Diagnostic::warning("epub-property", message)
                    .help("use the attribute `dir`; it is left out of the EPUB"),
                range,
            );
            return None;
        }
        if name == "string-set" {
            return None;
        }
        let mut text = String::new();
        let _ = serialize_identifier(name, &mut text);
        Some(format!("{text}: {}", written.text))
    }
}
