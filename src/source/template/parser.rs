//! Takes a template's tokens, gives its parts. What can't be read stays as text and is told.

use super::expression::{Expression, Filtered, Reader};
use super::lexer::{Token, TokenKind, tokens};
use super::tree::{Branch, For, Offset, Part, PartKind, When};
use super::{stand_in, tag};
use crate::diagnostics::Diagnostic;
use std::collections::HashMap;
use std::ops::Range;

/// Blocks in blocks deeper than this are text.
const DEEPEST: usize = 40;

/// What is wrong in a template.
#[derive(Debug)]
pub struct Problem {
    /// Where in the template.
    pub range: Range<usize>,
    /// What.
    pub message: Diagnostic,
}

/// Reads a template.
pub fn parse(text: &str) -> (Vec<Part>, Vec<Problem>) {
    let tokens = tokens(text);
    let mut parser = Parser {
        ends: ends(text, &tokens),
        text,
        tokens: tokens.into_iter().peekable(),
        depth: 0,
        problems: Vec::new(),
    };
    let (mut parts, mut end) = parser.block(&[]);
    while let Some(stray) = end.take() {
        parts.push(parser.kept(&stray.tag));
        let (more, next) = parser.block(&[]);
        parts.extend(more);
        end = next;
    }
    (parts, parser.problems)
}

/// How often each end tag comes.
fn ends(text: &str, tokens: &[Token]) -> HashMap<String, usize> {
    let mut ends = HashMap::new();
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Tag) {
        let (name, _) = name_and_markup(text, token);
        if name.starts_with("end") {
            *ends.entry(name.to_owned()).or_insert(0) += 1;
        }
    }
    ends
}

fn name_and_markup<'a>(text: &'a str, token: &Token) -> (&'a str, &'a str) {
    let inner = text.get(token.inner.clone()).unwrap_or_default().trim();
    let end = inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '#')));
    inner.split_at(end.unwrap_or(inner.len()))
}

/// A tag that ends or parts a block.
struct End<'a> {
    name: &'a str,
    markup: &'a str,
    tag: Range<usize>,
}

struct Parser<'a> {
    text: &'a str,
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    /// How often each end tag is still to come.
    ends: HashMap<String, usize>,
    depth: usize,
    problems: Vec<Problem>,
}

/// What a block's body was followed by, for each of its tags.
type Bodies<'a> = Vec<(Vec<Part>, End<'a>)>;

impl<'a> Parser<'a> {
    /// Parts up to a tag of `ends`, or to the template's end.
    fn block(&mut self, ends: &[&str]) -> (Vec<Part>, Option<End<'a>>) {
        let mut parts = Vec::new();
        while let Some(token) = self.tokens.next() {
            match token.kind {
                TokenKind::Text => parts.push(text(token.range)),
                TokenKind::Unclosed => {
                    self.report(
                        &token.range,
                        "liquid-syntax",
                        "these braces are never closed",
                    );
                    parts.push(text(token.range));
                }
                TokenKind::Output => parts.push(self.output(&token)),
                TokenKind::Tag => {
                    let (name, markup) = name_and_markup(self.text, &token);
                    if let Some(count) = self.ends.get_mut(name) {
                        *count = count.saturating_sub(1);
                    }
                    if ends.contains(&name) {
                        let tag = token.range;
                        return (parts, Some(End { name, markup, tag }));
                    }
                    self.tag(name, markup, token.range, &mut parts);
                }
            }
        }
        (parts, None)
    }

    fn report(&mut self, range: &Range<usize>, code: &'static str, message: impl Into<String>) {
        self.problems.push(Problem {
            range: range.clone(),
            message: Diagnostic::warning(code, message).help("it stays as it is typed"),
        });
    }

    fn shown(&self, range: &Range<usize>) -> String {
        let text = self.text.get(range.clone()).unwrap_or_default();
        text.chars().take(60).collect()
    }

    /// A tag that makes no sense stays as it is.
    fn kept(&mut self, tag: &Range<usize>) -> Part {
        let message = format!("`{}` is not understood", self.shown(tag));
        self.report(tag, "liquid-syntax", message);
        text(tag.clone())
    }

    fn output(&mut self, token: &Token) -> Part {
        let markup = self.text.get(token.inner.clone()).unwrap_or_default();
        let nothing = Expression::Literal(crate::source::value::Value::Nil);
        let filtered = Reader::new(markup).filtered();
        let filtered = filtered.or_else(|| {
            markup.trim().is_empty().then_some(Filtered {
                base: nothing,
                filters: Vec::new(),
            })
        });
        match filtered {
            Some(filtered) => part(PartKind::Output(filtered), &token.range),
            None => self.kept(&token.range),
        }
    }

    fn tag(&mut self, name: &'a str, markup: &'a str, tag: Range<usize>, parts: &mut Vec<Part>) {
        if let Some(ends) = block_ends(name) {
            return self.nested(name, markup, tag, ends, parts);
        }
        if name == "#" || name.starts_with('#') {
            return;
        }
        match tag::read(name, markup) {
            Some(Some(kind)) => parts.push(part(kind, &tag)),
            Some(None) => parts.push(self.kept(&tag)),
            None => self.unknown(name, markup, tag, parts),
        }
    }

    /// A tag of a plug-in: of a block the body is kept, of a tag alone the picture that it names.
    fn unknown(
        &mut self,
        name: &'a str,
        markup: &'a str,
        tag: Range<usize>,
        parts: &mut Vec<Part>,
    ) {
        if name.starts_with("end")
            || matches!(name, "else" | "elsif" | "when" | "raw" | "comment" | "")
        {
            parts.push(self.kept(&tag));
            return;
        }
        let end = format!("end{name}");
        let is_block = self.ends.get(&end).is_some_and(|count| *count > 0);
        let is_picture = !is_block && stand_in::names_picture(markup);
        let message = format!("`{name}` is a tag of a plug-in that is not known here");
        let message = Diagnostic::warning("liquid-unknown-tag", message);
        self.problems.push(Problem {
            range: tag.clone(),
            message: message.help(match (is_block, is_picture) {
                (true, _) => "what stands inside it is shown",
                (false, true) => "the picture that it names is shown",
                (false, false) => "it is left out",
            }),
        });
        if is_block {
            self.nested(name, "", tag, &[&end], parts);
        } else if is_picture {
            parts.push(part(PartKind::Picture(markup.to_owned()), &tag));
        }
    }

    /// A block, from its first tag to its last.
    fn nested(
        &mut self,
        name: &'a str,
        markup: &'a str,
        tag: Range<usize>,
        ends: &[&str],
        parts: &mut Vec<Part>,
    ) {
        if self.depth == DEEPEST {
            let message = format!("blocks are nested more than {DEEPEST} deep");
            self.report(&tag, "template-too-deep", message);
            parts.push(text(tag));
            return;
        }
        self.depth += 1;
        let bodies = self.bodies(ends);
        self.depth -= 1;
        match bodies {
            Ok(bodies) => self.finish(name, markup, tag, bodies, parts),
            Err(flat) => {
                let message = format!("`{name}` has no `end{name}`");
                self.report(&tag, "liquid-syntax", message);
                parts.push(text(tag));
                parts.extend(flat);
            }
        }
    }

    /// The bodies up to the block's own end; all parts in one if that never comes.
    fn bodies(&mut self, ends: &[&str]) -> Result<Bodies<'a>, Vec<Part>> {
        let mut bodies = Bodies::new();
        loop {
            let (body, end) = self.block(ends);
            match end {
                Some(end) => {
                    let last = end.name.starts_with("end");
                    bodies.push((body, end));
                    if last {
                        return Ok(bodies);
                    }
                }
                None => {
                    let before = bodies.into_iter();
                    let before =
                        before.flat_map(|(body, end)| body.into_iter().chain([text(end.tag)]));
                    return Err(before.chain(body).collect());
                }
            }
        }
    }

    fn finish(
        &mut self,
        name: &str,
        markup: &str,
        tag: Range<usize>,
        bodies: Bodies<'a>,
        parts: &mut Vec<Part>,
    ) {
        let end = bodies.last().map_or(tag.end, |(_, end)| end.tag.end);
        let kind = match name {
            "if" | "unless" => branches(name, markup, bodies),
            "case" => case(markup, bodies),
            "for" | "tablerow" => for_loop(name, markup, bodies),
            "capture" => Reader::new(markup.trim_matches(['"', '\'', ' ']))
                .name()
                .map(|name| PartKind::Capture(name.into(), only(bodies))),
            "highlight" => Some(PartKind::Highlight(info(markup), only(bodies))),
            "codeblock" => Some(PartKind::Highlight(codeblock(markup), only(bodies))),
            "mermaid" | "plantuml" | "graphviz" => {
                Some(PartKind::Highlight(name.to_owned(), only(bodies)))
            }
            "ifchanged" => Some(PartKind::IfChanged(only(bodies))),
            _ => Some(PartKind::Body(only(bodies))),
        };
        match kind {
            Some(kind) => parts.push(Part {
                kind,
                whole: tag.start..end,
                tag,
            }),
            None => {
                self.kept(&tag);
                parts.push(text(tag.start..end));
            }
        }
    }
}

fn text(range: Range<usize>) -> Part {
    part(PartKind::Text, &range)
}

fn part(kind: PartKind, tag: &Range<usize>) -> Part {
    Part {
        kind,
        tag: tag.clone(),
        whole: tag.clone(),
    }
}

/// The tags that part and end a block.
fn block_ends(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "if" => &["elsif", "else", "endif"],
        "unless" => &["elsif", "else", "endunless"],
        "case" => &["when", "else", "endcase"],
        "for" => &["else", "endfor"],
        "tablerow" => &["endtablerow"],
        "capture" => &["endcapture"],
        "highlight" => &["endhighlight"],
        "codeblock" => &["endcodeblock"],
        "mermaid" => &["endmermaid"],
        "plantuml" => &["endplantuml"],
        "graphviz" => &["endgraphviz"],
        "ifchanged" => &["endifchanged"],
        _ => return None,
    })
}

/// The body of a block with one.
fn only(bodies: Bodies<'_>) -> Vec<Part> {
    bodies.into_iter().flat_map(|(body, _)| body).collect()
}

fn branches(name: &str, markup: &str, bodies: Bodies<'_>) -> Option<PartKind> {
    let mut branches = Vec::new();
    let mut condition = Some(Reader::new(markup).condition()?);
    let mut negated = name == "unless";
    for (body, end) in bodies {
        branches.push(Branch {
            condition: condition.take(),
            negated: std::mem::take(&mut negated),
            body,
        });
        if end.name == "elsif" {
            condition = Some(Reader::new(end.markup).condition()?);
        }
    }
    Some(PartKind::If(branches))
}

fn case(markup: &str, bodies: Bodies<'_>) -> Option<PartKind> {
    let subject = Reader::new(markup).expression()?;
    let mut whens = Vec::new();
    let mut next: Option<(Vec<Expression>, bool)> = None;
    for (body, end) in bodies {
        if let Some((values, otherwise)) = next.take() {
            whens.push(When {
                values,
                otherwise,
                body,
            });
        }
        next = Some((when_values(end.markup), end.name == "else"));
    }
    Some(PartKind::Case(subject, whens))
}

/// `1, 2 or 3`.
fn when_values(markup: &str) -> Vec<Expression> {
    let mut reader = Reader::new(markup);
    let mut values = Vec::new();
    while !reader.is_done() {
        match reader.expression() {
            Some(value) => values.push(value),
            None => reader.skip(),
        }
        let _ = reader.take(",") || reader.take("or");
    }
    values
}

fn for_loop(name: &str, markup: &str, bodies: Bodies<'_>) -> Option<PartKind> {
    let mut reader = Reader::new(markup);
    let variable: std::sync::Arc<str> = reader.name()?.into();
    reader.take("in").then_some(())?;
    let over = reader.expression()?;
    let (_, named) = markup.split_once(" in ").unwrap_or_default();
    let list = named.split_whitespace().next().unwrap_or_default();
    let mut bodies = bodies.into_iter().map(|(body, _)| body);
    let mut made = For {
        name: format!("{variable}-{list}").into(),
        variable,
        over,
        limit: None,
        offset: None,
        reversed: false,
        columns: (name == "tablerow").then_some(None),
        body: bodies.next().unwrap_or_default(),
        otherwise: bodies.flatten().collect(),
    };
    while !reader.is_done() {
        match reader.name() {
            Some("reversed") => made.reversed = true,
            Some(option) if reader.take(":") => {
                let goes_on = option == "offset" && reader.take("continue");
                let value = if goes_on { None } else { reader.expression() };
                match (option, &mut made.columns) {
                    ("limit", _) => made.limit = value,
                    ("offset", _) if goes_on => made.offset = Some(Offset::Continue),
                    ("offset", _) => made.offset = value.map(Offset::At),
                    ("cols", Some(columns)) => *columns = value,
                    _ => {}
                }
            }
            Some(_) => {}
            None => reader.skip(),
        }
    }
    Some(PartKind::For(Box::new(made)))
}

/// A fence's info string of `ruby linenos hl_lines="1 3"`: the language, then what else is said of the code.
fn info(markup: &str) -> String {
    let markup = markup.trim();
    let (language, options) = markup
        .split_once(char::is_whitespace)
        .unwrap_or((markup, ""));
    let is_part = |c: &char| c.is_alphanumeric() || "+-_#.".contains(*c);
    let language: String = language.chars().filter(is_part).collect();
    let is_plain = |word: &&str| !word.contains(['`', '{']);
    let options = options.split_whitespace().filter(is_plain);
    let words = std::iter::once(language.as_str()).chain(options);
    words.collect::<Vec<_>>().join(" ")
}

/// A fence's info string of Octopress's `codeblock Title lang:ruby`.
fn codeblock(markup: &str) -> String {
    let mut words = markup.split_whitespace();
    let language = words.find_map(|word| word.strip_prefix("lang:"));
    info(language.unwrap_or_default())
}
