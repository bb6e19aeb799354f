//! Takes what stands inside braces, gives expressions: values, paths, ranges, filters, comparisons. As lenient as Liquid's
//! own lax mode: what makes no sense is passed over.

use crate::source::value::Value;
use std::sync::Arc;

/// Indexes in indexes deeper than this are nothing.
const DEEPEST: usize = 16;

/// Something that has a value.
#[derive(Debug, Clone)]
pub enum Expression {
    /// A literal.
    Literal(Value),
    /// The literal `empty`.
    Empty,
    /// The literal `blank`.
    Blank,
    /// `page.title`, `site["url"]`, `list[0]`.
    Path(Arc<str>, Vec<Segment>),
    /// `(1..5)`.
    Range(Box<Expression>, Box<Expression>),
}

/// A step of a path.
#[derive(Debug, Clone)]
pub enum Segment {
    /// `.title`.
    Name(Arc<str>),
    /// `[expression]`.
    Index(Expression),
}

/// An expression and what is done to it.
#[derive(Debug, Clone)]
pub struct Filtered {
    /// The value at first.
    pub base: Expression,
    /// The filters, in order.
    pub filters: Vec<Filter>,
}

/// `| name: argument, key: argument`.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Its name.
    pub name: Arc<str>,
    /// Its arguments, in order.
    pub arguments: Vec<Expression>,
    /// Its named arguments.
    pub named: Vec<(Arc<str>, Expression)>,
}

/// A question: comparisons joined by `and` and `or`, which Liquid groups from the right.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The comparisons, each with how the next one is joined to it.
    pub tests: Vec<(Test, Join)>,
}

/// How a comparison is joined to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// Both.
    And,
    /// Either; also of the last one.
    Or,
}

/// A comparison, or a value that is there or not.
#[derive(Debug, Clone)]
pub struct Test {
    /// What is compared.
    pub left: Expression,
    /// With what and how.
    pub right: Option<(Operator, Expression)>,
}

/// How values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is its own name")]
pub enum Operator {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
}

/// A word or sign of an expression.
#[derive(Debug, Clone, PartialEq)]
enum Word<'a> {
    Name(&'a str),
    Text(&'a str),
    Int(i64),
    Float(f64),
    Sign(&'static str),
}

/// Signs, longer ones first.
const SIGNS: [&str; 16] = [
    "==", "!=", "<>", "<=", ">=", "..", "<", ">", "=", "|", ":", ",", ".", "[", "]", "(",
];

/// Reads expressions from left to right.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    words: Vec<Word<'a>>,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Reads `markup`.
    pub fn new(markup: &'a str) -> Reader<'a> {
        Reader {
            words: words(markup),
            at: 0,
            depth: 0,
        }
    }

    /// Has all been read?
    pub fn is_done(&self) -> bool {
        self.at >= self.words.len()
    }

    /// An expression with its filters.
    pub fn filtered(&mut self) -> Option<Filtered> {
        let base = self.expression()?;
        let mut filters = Vec::new();
        while !self.is_done() {
            if self.take("|") {
                filters.extend(self.filter());
            } else {
                self.at += 1;
            }
        }
        Some(Filtered { base, filters })
    }

    fn filter(&mut self) -> Option<Filter> {
        let name = self.name()?;
        let (mut arguments, mut named) = (Vec::new(), Vec::new());
        while self.take(":") || self.take(",") {
            match (self.key(), self.expression()) {
                (Some(key), Some(value)) => named.push((key.into(), value)),
                (None, Some(value)) => arguments.push(value),
                (_, None) => {}
            }
        }
        Some(Filter {
            name: name.into(),
            arguments,
            named,
        })
    }

    /// `name:` before an argument.
    fn key(&mut self) -> Option<&'a str> {
        match self.words.get(self.at..self.at + 2) {
            Some([Word::Name(name), Word::Sign(":")]) => {
                self.at += 2;
                Some(name)
            }
            _ => None,
        }
    }

    /// An expression.
    pub fn expression(&mut self) -> Option<Expression> {
        let word = self.words.get(self.at)?.clone();
        self.at += 1;
        Some(match word {
            Word::Text(text) => Expression::Literal(text.into()),
            Word::Int(number) => Expression::Literal(Value::Int(number)),
            Word::Float(number) => Expression::Literal(Value::Float(number)),
            Word::Name(name) => self.named(name),
            Word::Sign("(") => self.range()?,
            Word::Sign("[") => {
                self.at -= 1;
                Expression::Path("".into(), self.segments())
            }
            Word::Sign(_) => {
                self.at -= 1;
                return None;
            }
        })
    }

    fn named(&mut self, name: &str) -> Expression {
        match name {
            "true" => Expression::Literal(Value::Bool(true)),
            "false" => Expression::Literal(Value::Bool(false)),
            "nil" | "null" => Expression::Literal(Value::Nil),
            "empty" => Expression::Empty,
            "blank" => Expression::Blank,
            _ => Expression::Path(name.into(), self.segments()),
        }
    }

    fn range(&mut self) -> Option<Expression> {
        let from = self.nested()?;
        self.take("..").then_some(())?;
        let to = self.nested()?;
        self.take(")");
        Some(Expression::Range(Box::new(from), Box::new(to)))
    }

    fn segments(&mut self) -> Vec<Segment> {
        let mut segments = Vec::new();
        loop {
            if self.take("[") {
                let Some(index) = self.nested() else {
                    return segments;
                };
                self.take("]");
                segments.push(Segment::Index(index));
            } else if let Some([Word::Sign("."), Word::Name(name)]) =
                self.words.get(self.at..self.at + 2)
            {
                segments.push(Segment::Name((*name).into()));
                self.at += 2;
            } else {
                return segments;
            }
        }
    }

    fn nested(&mut self) -> Option<Expression> {
        self.depth += 1;
        let inner = (self.depth <= DEEPEST).then(|| self.expression());
        self.depth -= 1;
        inner?
    }

    /// A condition.
    pub fn condition(&mut self) -> Option<Condition> {
        let mut tests = Vec::new();
        loop {
            let left = self.expression()?;
            let operator = self.operator();
            let right = operator.and_then(|operator| Some((operator, self.expression()?)));
            let join = match self.words.get(self.at) {
                Some(Word::Name("and")) => Some(Join::And),
                Some(Word::Name("or")) => Some(Join::Or),
                _ => None,
            };
            tests.push((Test { left, right }, join.unwrap_or(Join::Or)));
            if join.is_none() {
                return Some(Condition { tests });
            }
            self.at += 1;
        }
    }

    fn operator(&mut self) -> Option<Operator> {
        let operator = match self.words.get(self.at)? {
            Word::Sign("==" | "=") => Operator::Equal,
            Word::Sign("!=" | "<>") => Operator::Unequal,
            Word::Sign("<") => Operator::Less,
            Word::Sign("<=") => Operator::LessOrEqual,
            Word::Sign(">") => Operator::Greater,
            Word::Sign(">=") => Operator::GreaterOrEqual,
            Word::Name("contains") => Operator::Contains,
            _ => return None,
        };
        self.at += 1;
        Some(operator)
    }

    /// A name.
    pub fn name(&mut self) -> Option<&'a str> {
        match self.words.get(self.at)? {
            Word::Name(name) => {
                self.at += 1;
                Some(name)
            }
            _ => None,
        }
    }

    /// Passes over `sign` or the name `sign`, if it is next.
    pub fn take(&mut self, sign: &str) -> bool {
        let taken = match self.words.get(self.at) {
            Some(Word::Sign(next)) => *next == sign,
            Some(Word::Name(next)) => *next == sign,
            _ => false,
        };
        self.at += usize::from(taken);
        taken
    }

    /// Passes over whatever is next.
    pub fn skip(&mut self) {
        self.at += 1;
    }
}

fn words(markup: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = markup.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, length) = match first {
            '"' | '\'' => quoted(rest, first),
            '0'..='9' => number(rest),
            '-' if starts_number(rest) => number(rest),
            _ if is_name(first) => name(rest),
            _ => sign(rest, first),
        };
        words.extend(word);
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    words
}

fn starts_number(rest: &str) -> bool {
    rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn quoted(rest: &str, quote: char) -> (Option<Word<'_>>, usize) {
    match rest.get(1..).and_then(|inner| inner.split_once(quote)) {
        Some((inner, _)) => (Some(Word::Text(inner)), inner.len() + 2),
        None => (None, 1),
    }
}

fn number(rest: &str) -> (Option<Word<'_>>, usize) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(rest.starts_with('-'));
    let whole = sign + digits(rest.get(sign..).unwrap_or_default());
    let after = rest.get(whole..).unwrap_or_default();
    let fraction = after.strip_prefix('.').map_or(0, digits);
    let length = if fraction > 0 {
        whole + 1 + fraction
    } else {
        whole
    };
    let text = rest.get(..length).unwrap_or_default();
    let word = match text.parse() {
        Ok(number) => Some(Word::Int(number)),
        Err(_) => text.parse().ok().map(Word::Float),
    };
    (word, length)
}

fn name(rest: &str) -> (Option<Word<'_>>, usize) {
    let end = rest.find(|c: char| !is_name(c) && c != '-');
    let end = end.unwrap_or(rest.len());
    let asks = rest.get(end..).is_some_and(|rest| rest.starts_with('?'));
    let end = end + usize::from(asks);
    (rest.get(..end).map(Word::Name), end)
}

fn sign(rest: &str, first: char) -> (Option<Word<'_>>, usize) {
    let mut signs = SIGNS.iter().chain(&[")"]);
    match signs.find(|sign| rest.starts_with(**sign)) {
        Some(sign) => (Some(Word::Sign(sign)), sign.len()),
        None => (None, first.len_utf8()),
    }
}
