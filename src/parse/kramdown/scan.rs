//! The scan for what kramdown writes on lines of its own: takes the text line by line, gives the manuscript and its marks.

use crate::parse::Dialect;
use crate::parse::kramdown::attribute_list::{AttributeList, Definitions, braced};
use crate::parse::kramdown::regions::Region;
use crate::parse::kramdown::{Construct, MARK, Mark, Scanned};
use crate::parse::manuscript::{Copyist, Manuscript};
use crate::span::MappedText;
use std::ops::Range;

/// Finds kramdown's constructs and block formulas.
pub(in crate::parse) fn scan(text: &MappedText, dialect: Dialect) -> Scanned<'_> {
    if !may_hold_constructs(text.as_str(), dialect) {
        return Scanned {
            manuscript: Manuscript::unchanged(text),
            marks: Vec::new(),
            definitions: Definitions::new(),
            abbreviations: Vec::new(),
        };
    }
    let mut scanner = Scanner::new(text, dialect);
    while let Some(line) = scanner.next_line() {
        scanner.line(&line);
    }
    scanner.finish()
}

fn may_hold_constructs(text: &str, dialect: Dialect) -> bool {
    let kramdown = ["{:", "*[", "markdown=", "\n^\n"];
    dialect.extensions && text.contains("$$")
        || dialect.kramdown && kramdown.iter().any(|sign| text.contains(sign))
}

/// A line of the given text.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// From its first byte to one past its line end.
    pub(super) range: Range<usize>,
    /// Where it goes on after spaces and quote marks.
    pub(super) start: usize,
    /// From `start` to its end, without white space there.
    pub(super) text: &'a str,
}

impl Line<'_> {
    fn text_range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// What the line before was to an attribute list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Blank,
    Text,
    /// A list, for the block above it or the one below.
    List {
        is_below: bool,
    },
}

pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    dialect: Dialect,
    /// Where the next line begins.
    at: usize,
    pub(super) copyist: Copyist<'a>,
    pub(super) marks: Vec<Mark>,
    definitions: Definitions,
    abbreviations: Vec<(String, String)>,
    /// The mark of the open code fence.
    fence: Option<&'a str>,
    before: Before,
    /// Open elements with `markdown="1"`.
    pub(super) regions: Vec<Region>,
    /// What stood before the start tag of the region closed last.
    pub(super) last_prefix: String,
    /// Neither `{:/` nor `$$` stands behind these.
    no_end_tag_from: usize,
    no_dollars_from: usize,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a MappedText, dialect: Dialect) -> Scanner<'a> {
        let source = text.as_str();
        Scanner {
            text: source,
            dialect,
            at: 0,
            copyist: Copyist::new(text),
            marks: Vec::new(),
            definitions: Definitions::new(),
            abbreviations: Vec::new(),
            fence: None,
            before: Before::Blank,
            regions: Vec::new(),
            last_prefix: String::new(),
            no_end_tag_from: source.rfind("{:/").map_or(0, |last| last + 1),
            no_dollars_from: source.rfind("$$").map_or(0, |last| last + 1),
        }
    }

    fn finish(self) -> Scanned<'a> {
        Scanned {
            manuscript: self.copyist.finish(),
            marks: self.marks,
            definitions: self.definitions,
            abbreviations: self.abbreviations,
        }
    }

    fn next_line(&mut self) -> Option<Line<'a>> {
        let line = line_at(self.text, self.at)?;
        self.at = line.range.end;
        Some(line)
    }

    fn line(&mut self, line: &Line<'a>) {
        if self.is_code(line) {
            self.before = Before::Text;
            return;
        }
        let is_construct = (self.dialect.extensions && self.formula(line))
            || (self.dialect.kramdown && self.kramdown(line));
        if !is_construct {
            self.before = if line.is_blank() {
                Before::Blank
            } else {
                Before::Text
            };
        }
    }

    fn kramdown(&mut self, line: &Line<'a>) -> bool {
        if line.text == "^" {
            self.mark(line.text_range(), Construct::Nothing);
            self.before = Before::Blank;
            return true;
        }
        self.attribute_list(line)
            || self.definition(line)
            || self.abbreviation(line)
            || self.extension(line)
            || self.region_tags(line)
    }

    /// Follows code fences, in which nothing is found.
    fn is_code(&mut self, line: &Line<'a>) -> bool {
        let mark = fence_mark(line.text);
        match (self.fence, mark) {
            (Some(open), Some(mark)) if mark.starts_with(open) && mark.len() == line.text.len() => {
                self.fence = None;
                true
            }
            (Some(_), _) => true,
            (None, Some(mark)) => {
                self.fence = Some(mark);
                true
            }
            (None, None) => false,
        }
    }

    /// `{: .class}`
    fn attribute_list(&mut self, line: &Line<'a>) -> bool {
        let Some((inner, length)) = braced(line.text) else {
            return false;
        };
        let is_list = AttributeList::parse(inner, &Definitions::new()).is_some();
        if length != line.text.len() || !is_list {
            return false;
        }
        let is_below = match self.before {
            Before::Blank => false,
            Before::Text => true,
            Before::List { is_below } => is_below,
        };
        let start = line.start + "{:".len();
        let list = start..start + inner.len();
        self.mark(line.text_range(), Construct::Attributes { list, is_below });
        self.before = Before::List { is_below };
        true
    }

    /// `{:name: .class}`
    fn definition(&mut self, line: &Line<'a>) -> bool {
        let Some((inner, length)) = braced(line.text) else {
            return false;
        };
        let Some((name, list)) = inner.split_once(':') else {
            return false;
        };
        let is_name = !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        if length != line.text.len() || !is_name {
            return false;
        }
        let earlier = self.definitions.entry(name.to_owned()).or_default();
        if !earlier.is_empty() {
            earlier.push(' ');
        }
        earlier.push_str(list);
        self.mark(line.text_range(), Construct::Nothing);
        true
    }

    /// `*[HTML]: Hypertext Markup Language`
    fn abbreviation(&mut self, line: &Line<'a>) -> bool {
        let indent = line.start - line.range.start;
        let parts = line
            .text
            .strip_prefix("*[")
            .and_then(|rest| rest.split_once("]:"));
        let Some((word, title)) = parts.filter(|(word, _)| !word.trim().is_empty() && indent < 4)
        else {
            return false;
        };
        let entry = (word.to_owned(), title.trim().to_owned());
        self.abbreviations.push(entry);
        self.mark(line.text_range(), Construct::Nothing);
        self.before = Before::Blank;
        true
    }

    /// `{::comment}`, `{::nomarkdown}`, `{::options /}`, at the start of a line or in it.
    fn extension(&mut self, line: &Line<'a>) -> bool {
        let mut found = false;
        let mut from = line.start;
        while let Some(offset) = self
            .text
            .get(from..line.start + line.text.len())
            .and_then(|rest| rest.find("{::"))
        {
            let at = from + offset;
            let Some(extension) = self.extension_at(at) else {
                from = at + 1;
                continue;
            };
            let is_alone = at == line.start && self.rest_of_line(extension.range.end).is_empty();
            self.take_extension(&extension, is_alone);
            from = extension.range.end;
            found = true;
            if from >= line.range.end {
                // Over several lines: what follows begins with the line of its end.
                self.at = self
                    .text
                    .get(from..)
                    .and_then(|rest| rest.find('\n'))
                    .map_or(self.text.len(), |end| from + end + 1);
                break;
            }
        }
        found
    }

    fn take_extension(&mut self, extension: &Extension<'_>, is_alone: bool) {
        let is_raw = extension.name == "nomarkdown";
        if is_alone {
            let construct = if is_raw {
                Construct::Raw(extension.content.clone())
            } else {
                Construct::Nothing
            };
            self.mark(extension.range.clone(), construct);
            self.before = Before::Text;
        } else if is_raw {
            self.copyist
                .replace(extension.range.start..extension.content.start, "");
            self.copyist
                .replace(extension.content.end..extension.range.end, "");
        } else {
            self.copyist.replace(extension.range.clone(), "");
        }
    }

    fn extension_at(&mut self, at: usize) -> Option<Extension<'a>> {
        let rest = self.text.get(at..)?.strip_prefix("{::")?;
        let head = rest.get(..rest.find('}')?)?;
        let name = head.split(|c: char| !c.is_ascii_alphabetic()).next()?;
        if !matches!(name, "comment" | "nomarkdown" | "options") || head.contains('\n') {
            return None;
        }
        let start = at + "{::".len() + head.len() + 1;
        if head.ends_with('/') {
            return Some(Extension {
                name,
                range: at..start,
                content: start..start,
            });
        }
        if start >= self.no_end_tag_from {
            return None;
        }
        let body = self.text.get(start..)?;
        let named = format!("{{:/{name}}}");
        let ends = [
            (body.find(&named), named.len()),
            (body.find("{:/}"), "{:/}".len()),
        ];
        let (end, length) = ends
            .into_iter()
            .filter_map(|(end, length)| Some((end?, length)))
            .min()?;
        Some(Extension {
            name,
            range: at..start + end + length,
            content: start..start + end,
        })
    }

    /// `$$`, a formula, `$$`, on lines of their own.
    fn formula(&mut self, line: &Line<'a>) -> bool {
        let is_indented = line.start - line.range.start >= 4;
        let after = line.start + "$$".len();
        if !line.text.starts_with("$$") || is_indented || after >= self.no_dollars_from {
            return false;
        }
        let Some(length) = self.text.get(after..).and_then(|rest| rest.find("$$")) else {
            return false;
        };
        let content = after..after + length;
        let formula = self.text.get(content.clone()).unwrap_or("");
        let end = content.end + "$$".len();
        let is_quoted = self
            .text
            .get(line.range.start..line.start)
            .is_some_and(|prefix| prefix.contains('>'));
        let is_whole = !formula.trim().is_empty()
            && !has_blank_line(formula)
            && self.rest_of_line(end).is_empty();
        if !is_whole || (is_quoted && formula.contains('\n')) {
            return false;
        }
        self.mark(line.start..end, Construct::Formula(content));
        self.at = self
            .at
            .max(line_at(self.text, end).map_or(self.text.len(), |rest| rest.range.end));
        self.before = Before::Text;
        true
    }

    fn rest_of_line(&self, from: usize) -> &'a str {
        let rest = self.text.get(from..).unwrap_or("");
        rest.split('\n').next().unwrap_or("").trim()
    }

    /// Writes a mark in place of a range.
    pub(super) fn mark(&mut self, range: Range<usize>, construct: Construct) {
        let at = self.copyist.replace(range, MARK);
        self.marks.push(Mark { at, construct });
    }
}

/// `{::name}content{:/name}`
struct Extension<'a> {
    name: &'a str,
    range: Range<usize>,
    content: Range<usize>,
}

fn line_at(text: &str, at: usize) -> Option<Line<'_>> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
    let line = rest.get(..length)?;
    let inner = line.trim_start_matches([' ', '\t', '>']);
    Some(Line {
        range: at..at + length,
        start: at + length - inner.len(),
        text: inner.trim_end(),
    })
}

/// The backticks or tildes that open or close a code block.
fn fence_mark(line: &str) -> Option<&str> {
    let mark = line
        .bytes()
        .next()
        .filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == mark).count();
    let (fence, info) = line.split_at_checked(length)?;
    let is_fence = length >= 3 && !(mark == b'`' && info.contains('`'));
    is_fence.then_some(fence)
}

fn has_blank_line(text: &str) -> bool {
    let mut lines = text.split('\n');
    // What stands before the first line end and after the last may be blank.
    lines.next();
    lines.next_back();
    lines.any(|line| line.trim().is_empty())
}
