//! What stands in the braces of `@page`: size, margins, margin boxes.

use super::declaration::Body;
use super::{Reader, skip_rest};
use crate::diagnostics::Diagnostic;
use crate::style::computed::MarginBoxPlace;
use crate::style::page::{PageRule, PageSelector, PageSize, margin_box, margin_content, size};
use crate::style::property::Declared;
use crate::style::rule::Declaration;
use crate::style::value::{Fault, Parsed};
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, Parser, ParserState, QualifiedRuleParser,
    RuleBodyItemParser, RuleBodyParser,
};

impl Reader<'_> {
    /// Reads it.
    pub(super) fn page_rule(
        &mut self,
        selectors: Vec<PageSelector>,
        input: &mut Parser<'_>,
    ) -> PageRule {
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

/// What stands in the braces of `@page`.
struct PageBody<'a, 'r> {
    reader: &'a mut Reader<'r>,
}

/// A piece of it.
enum PagePiece {
    Size(PageSize),
    Declared(Vec<(Declared, bool)>),
    Box(MarginBoxPlace, Vec<(Declared, bool)>),
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
        let declaration = self.off_screen(|body| body.parse_value(name, input, start));
        let declared = declaration?.into_iter();
        let declared = declared.flat_map(|one| one.with_importance().collect::<Vec<_>>());
        Ok(PagePiece::Declared(declared.collect()))
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
        let declarations = self.off_screen(|body| body.read(input));
        let declared = declarations.iter().flat_map(Declaration::with_importance);
        let declared: Vec<_> = declared.collect();
        self.check_content(&declared, start.position().byte_index());
        Ok(PagePiece::Box(place, declared))
    }
}

impl PageBody<'_, '_> {
    /// Reads what never goes to the EPUB.
    fn off_screen<T>(&mut self, read: impl FnOnce(&mut Body<'_, '_>) -> T) -> T {
        let on_screen = std::mem::replace(&mut self.reader.on_screen, false);
        let mut body = Body {
            reader: self.reader,
        };
        let result = read(&mut body);
        self.reader.on_screen = on_screen;
        result
    }

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
            let message = "a margin box can say page and pages, book-title, part-title and chapter-title, and words";
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
