//! Reading CSS: takes a stylesheet's text, gives its rules, and a message for each thing that one of the books must do without.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::span::{FileId, Span};
use crate::style::computed::MarginBoxPlace;
use crate::style::media::{Condition, media_queries, supports};
use crate::style::page::{
    PageRule, PageSelector, margin_box, margin_content, page_selectors, size,
};
use crate::style::property::Declared;
use crate::style::rule::{Declaration, Group, Item, StyleRule};
use crate::style::selector::{Namespaces, Selector, XHTML, selector};
use crate::style::shorthand::Property;
use crate::style::value::{Fault, Parsed, not_understood};
use crate::style::written::{self, Written, YoungFunction};
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, Delimiter, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, SourceLocation, StyleSheetParser,
    parse_important,
};
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
        // Failures are reported only after the iterator is done with the reader.
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
        let _ = cssparser::serialize_identifier(name, &mut text);
        Some(format!("{text}: {}", written.text))
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

/// Does a declaration's value hold a block in braces? Then it is a nested rule.
fn has_block(input: &mut Parser<'_>) -> bool {
    let start = input.state();
    let mut has_block = false;
    while let Ok(token) = input.next() {
        has_block |= matches!(token, cssparser::Token::CurlyBracketBlock);
    }
    input.reset(&start);
    has_block
}

/// What stands before an at-rule's block.
enum Prelude {
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
        let written = look_ahead(input)?;
        match name.as_str() {
            "media" => {
                let condition = Condition::Media(media_queries(input)?);
                Ok(Prelude::Group(
                    condition,
                    format!("@media {}", written.text),
                ))
            }
            "supports" => {
                let condition = Condition::Supports(supports(self.namespaces, input)?);
                Ok(Prelude::Group(
                    condition,
                    format!("@supports {}", written.text),
                ))
            }
            "page" => page_selectors(input).map(Prelude::Page),
            "namespace" => namespace(input),
            "font-face" => {
                self.report(font_face(), range);
                Ok(Prelude::Refused)
            }
            "import" => {
                self.report(import(), range);
                skip_rest(input);
                Ok(Prelude::Refused)
            }
            "container" | "layer" => {
                self.unknown_at_rule(&name, range);
                skip_rest(input);
                let prelude = format!("@{name} {}", written.text);
                Ok(Prelude::Group(Condition::Reader, prelude))
            }
            "keyframes"
            | "-webkit-keyframes"
            | "counter-style"
            | "font-feature-values"
            | "property" => {
                self.unknown_at_rule(&name, range);
                skip_rest(input);
                Ok(Prelude::Kept(format!("@{name} {}", written.text)))
            }
            "charset" => not_understood(),
            _ => {
                self.report(foreign(&name), range);
                skip_rest(input);
                Ok(Prelude::Refused)
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

fn font_face() -> Diagnostic {
    Diagnostic::warning("css-font-face", "fonts of a stylesheet are not embedded")
        .help("the next family in the list is used")
}

fn foreign(name: &str) -> Diagnostic {
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

    fn page_rule(&mut self, selectors: Vec<PageSelector>, input: &mut Parser<'_>) -> PageRule {
        let mut rule = PageRule {
            selectors,
            ..PageRule::default()
        };
        let mut body = PageBody { reader: self };
        let mut parser = RuleBodyParser::new(input, &mut body);
        while let Some(piece) = parser.next() {
            match piece {
                Ok(PagePiece::Size(size)) => rule.size = Some(size),
                Ok(PagePiece::Declared(declared)) => rule.declared.extend(declared),
                Ok(PagePiece::Box(place, declared)) => rule.boxes.push((place, declared)),
                Err(failure) => parser.parser.reader.report_failure(&failure),
            }
        }
        rule
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

/// What stands in a rule's braces.
struct Body<'a, 'r> {
    reader: &'a mut Reader<'r>,
}

impl Body<'_, '_> {
    fn read(&mut self, input: &mut Parser<'_>) -> Vec<Declaration> {
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

/// What stands in the braces of `@page`.
struct PageBody<'a, 'r> {
    reader: &'a mut Reader<'r>,
}

/// A piece of it.
enum PagePiece {
    Size(crate::style::page::PageSize),
    Declared(Vec<(Declared, bool)>),
    Box(MarginBoxPlace, Vec<(Declared, bool)>),
}

/// What declarations say to the PDF, each with its importance.
fn with_importance(declarations: Vec<Declaration>) -> Vec<(Declared, bool)> {
    let each = declarations.into_iter().flat_map(|declaration| {
        let important = declaration.important;
        let declared = declaration.declared.into_iter();
        declared.map(move |declared| (declared, important))
    });
    each.collect()
}

impl<'i> DeclarationParser<'i> for PageBody<'_, '_> {
    type Declaration = PagePiece;
    type Error = Fault;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        start: &ParserState,
    ) -> Parsed<PagePiece> {
        if name.eq_ignore_ascii_case("size") {
            return size(input).map(PagePiece::Size);
        }
        let on_screen = std::mem::replace(&mut self.reader.on_screen, false);
        let declaration = Body {
            reader: self.reader,
        }
        .parse_value(name, input, start);
        self.reader.on_screen = on_screen;
        let declared = with_importance(declaration?.into_iter().collect());
        Ok(PagePiece::Declared(declared))
    }
}

impl<'i> AtRuleParser<'i> for PageBody<'_, '_> {
    type Prelude = Option<MarginBoxPlace>;
    type AtRule = PagePiece;
    type Error = Fault;

    fn parse_prelude(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
    ) -> Parsed<Option<MarginBoxPlace>> {
        let place = margin_box(&name);
        if place.is_none() {
            let end = input.position().byte_index();
            let message = format!("the PDF has no margin box `@{name}`");
            self.reader.report(
                Diagnostic::warning("unknown-margin-box", message)
                    .help("there are three at the top (@top-left, @top-center, @top-right) and three at the bottom"),
                end.saturating_sub(name.len() + 1)..end,
            );
        }
        Ok(place)
    }

    fn parse_block(
        &mut self,
        place: Option<MarginBoxPlace>,
        start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Parsed<PagePiece> {
        let Some(place) = place else {
            skip_rest(input);
            return Ok(PagePiece::Declared(Vec::new()));
        };
        let on_screen = std::mem::replace(&mut self.reader.on_screen, false);
        let declarations = Body {
            reader: self.reader,
        }
        .read(input);
        self.reader.on_screen = on_screen;
        let declared = with_importance(declarations);
        self.check_content(&declared, start.position().byte_index());
        Ok(PagePiece::Box(place, declared))
    }
}

impl PageBody<'_, '_> {
    /// A margin box knows page numbers and titles only.
    fn check_content(&mut self, declared: &[(Declared, bool)], start: usize) {
        let unknown = declared.iter().any(|(declared, _)| match declared {
            Declared::ContentProperty(content) => content
                .0
                .iter()
                .flat_map(|parts| parts.iter())
                .any(|part| margin_content(part).is_none()),
            _ => false,
        });
        if unknown {
            let message =
                "a margin box can say page and pages, book-title and chapter-title, and words";
            self.reader.report(
                Diagnostic::warning("margin-box-content", message)
                    .help("the rest of its content is left out"),
                start..start,
            );
        }
    }
}

impl<'i> QualifiedRuleParser<'i> for PageBody<'_, '_> {
    type Prelude = ();
    type QualifiedRule = PagePiece;
    type Error = Fault;
}

impl<'i> RuleBodyItemParser<'i, PagePiece, Fault> for PageBody<'_, '_> {
    fn parse_declarations(&self) -> bool {
        true
    }
    fn parse_qualified(&self) -> bool {
        false
    }
}
