//! The scan for what kramdown writes on lines of its own: takes the text line by line, gives the manuscript and its marks.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::parse::Dialect;
use crate::parse::kramdown::attribute_list::Definitions;
use crate::parse::kramdown::fence::Closers;
use crate::parse::kramdown::label::Labels;
use crate::parse::kramdown::lazy::Above;
use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::regions::Region;
use crate::parse::kramdown::{Construct, HtmlOptions, MARK, Mark, Scanned};
use crate::parse::manuscript::{Copyist, Manuscript};
use crate::span::MappedText;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Finds kramdown's constructs and block formulas.
pub(in crate::parse) fn scan<'a>(
    text: &'a MappedText,
    dialect: Dialect,
    messages: &mut Diagnostics,
) -> Scanned<'a> {
    if !may_hold_constructs(text.as_str(), dialect) {
        return Scanned {
            manuscript: Manuscript::unchanged(text),
            marks: Vec::new(),
            definitions: Definitions::new(),
            abbreviations: Vec::new(),
            link_lists: BTreeMap::new(),
        };
    }
    let mut scanner = Scanner::new(text, dialect, messages);
    while let Some(line) = scanner.next_line() {
        scanner.line(&line);
    }
    scanner.finish()
}

fn may_hold_constructs(text: &str, dialect: Dialect) -> bool {
    let has_lists = || text.contains("\n{") || text.contains(" {") || text.contains(">{");
    dialect.has_marks()
        || dialect.extensions && text.contains("$$")
        || dialect.block_attributes && has_lists()
}

/// What the line before was to an attribute list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Before {
    Blank,
    Text,
    /// A list, for the block above it or the one below.
    List {
        is_below: bool,
    },
    /// The definition of a link, by its label as written.
    Link(String),
}

pub(super) struct Scanner<'a, 'm> {
    pub(super) text: &'a str,
    given: &'a MappedText,
    messages: &'m mut Diagnostics,
    pub(super) dialect: Dialect,
    /// Where the next line begins.
    at: usize,
    pub(super) copyist: Copyist<'a>,
    pub(super) marks: Vec<Mark>,
    pub(super) definitions: Definitions,
    pub(super) abbreviations: Vec<(String, String)>,
    /// What attribute lists say of links, by the label they are defined with.
    pub(super) link_lists: BTreeMap<String, String>,
    /// The mark of the open code fence.
    pub(super) fence: Option<&'a str>,
    pub(super) closers: Closers,
    pub(super) before: Before,
    pub(super) above: Above,
    /// Open elements with `markdown="1"`.
    pub(super) regions: Vec<Region>,
    /// What stood before the start tag of the region closed last.
    pub(super) last_prefix: String,
    /// In an HTML block, up to the next blank line.
    pub(super) in_html: bool,
    /// What ends the HTML block that no blank line ends.
    pub(super) html_end: Option<&'static str>,
    /// What `{::options}` says of HTML from here on.
    pub(super) html: HtmlOptions,
    /// The labels that links are defined with, if there may be any apart from their words.
    pub(super) labels: Labels,
    /// Extensions that no end follows.
    pub(super) unended: BTreeSet<&'a str>,
    /// No `$$` stands behind this.
    pub(super) no_dollars_from: usize,
}

impl<'a, 'm> Scanner<'a, 'm> {
    fn new(
        given: &'a MappedText,
        dialect: Dialect,
        messages: &'m mut Diagnostics,
    ) -> Scanner<'a, 'm> {
        let source = given.as_str();
        Scanner {
            text: source,
            given,
            messages,
            dialect,
            at: 0,
            copyist: Copyist::new(given),
            marks: Vec::new(),
            definitions: Definitions::new(),
            abbreviations: Vec::new(),
            link_lists: BTreeMap::new(),
            fence: None,
            closers: Closers::of(source),
            before: Before::Blank,
            above: Above::Nothing,
            regions: Vec::new(),
            last_prefix: String::new(),
            in_html: false,
            html_end: None,
            html: HtmlOptions {
                blocks: dialect.block_html,
                ..HtmlOptions::USUAL
            },
            labels: Labels::of(source, dialect),
            unended: BTreeSet::new(),
            no_dollars_from: source.rfind("$$").map_or(0, |last| last + 1),
        }
    }

    fn finish(self) -> Scanned<'a> {
        Scanned {
            manuscript: self.copyist.finish(),
            marks: self.marks,
            definitions: self.definitions,
            abbreviations: self.abbreviations,
            link_lists: self.link_lists,
        }
    }

    fn next_line(&mut self) -> Option<Line<'a>> {
        let line = Line::at(self.text, self.at)?;
        self.at = line.range.end;
        Some(line)
    }

    fn line(&mut self, line: &Line<'a>) {
        if self.is_code(line) {
            self.before = Before::Text;
            self.above = Above::Other;
            return;
        }
        self.follow_html(line);
        let is_construct = (self.dialect.extensions && self.formula(line))
            || (self.dialect.block_attributes && self.block_attributes(line))
            || (self.dialect.has_marks() && self.kramdown(line));
        if is_construct {
            self.above = Above::Other;
        } else {
            self.follow_block(line);
            self.formula_in_line(line);
            self.phrases(line);
            self.before = if line.is_blank() {
                Before::Blank
            } else {
                Before::Text
            };
        }
    }

    fn kramdown(&mut self, line: &Line<'a>) -> bool {
        self.end_of_block(line)
            || self.definition(line)
            || self.attribute_list(line)
            || self.abbreviation(line)
            || self.link_definition(line)
            || self.extensions(line)
            || self.empty_entry(line)
            || self.region_tags(line)
            || self.table(line)
            || self.deep_entry(line)
    }

    /// `^` alone ends the block above it.
    fn end_of_block(&mut self, line: &Line<'a>) -> bool {
        let is_end = line.text == "^";
        if is_end {
            self.mark(line.text_range(), Construct::Nothing);
            self.before = Before::Blank;
        }
        is_end
    }

    /// What stands between `from` and the end of its line.
    pub(super) fn rest_of_line(&self, from: usize) -> &'a str {
        let rest = self.text.get(from..).unwrap_or("");
        rest.split('\n').next().unwrap_or("").trim()
    }

    /// The next line is the one below `end`.
    pub(super) fn go_on_below(&mut self, end: usize) {
        let rest = Line::at(self.text, end);
        self.go_on_at(rest.map_or(self.text.len(), |rest| rest.range.end));
    }

    pub(super) fn go_on_at(&mut self, at: usize) {
        self.at = self.at.max(at);
    }

    /// Writes a mark in place of a range.
    pub(super) fn mark(&mut self, range: Range<usize>, construct: Construct) {
        let at = self.copyist.replace(range, MARK);
        self.marks.push(Mark { at, construct });
    }

    pub(super) fn tell(&mut self, told: Diagnostic, range: Range<usize>) {
        self.messages.report(told.at(self.given.span(range)));
    }
}
