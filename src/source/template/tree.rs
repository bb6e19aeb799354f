//! What a template is made of, once it is read.

use super::expression::{Condition, Expression, Filtered};
use std::ops::Range;
use std::sync::Arc;

/// A part of a template.
#[derive(Debug)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its tag in the template.
    pub tag: Range<usize>,
    /// All of it in the template, from the first tag to the last.
    pub whole: Range<usize>,
}

/// What a part is.
#[derive(Debug)]
pub enum PartKind {
    /// Text as it is.
    Text,
    /// `{{ … }}`.
    Output(Filtered),
    /// `{% assign name = … %}`.
    Assign(Arc<str>, Filtered),
    /// `{% capture name %}`.
    Capture(Arc<str>, Vec<Part>),
    /// `{% if %}`, `{% unless %}`, `{% elsif %}`, `{% else %}`.
    If(Vec<Branch>),
    /// `{% case %}`.
    Case(Expression, Vec<When>),
    /// `{% for %}`, `{% tablerow %}`.
    For(Box<For>),
    /// `{% break %}`.
    Break,
    /// `{% continue %}`.
    Continue,
    /// `{% cycle %}`: what tells it from others, and its values.
    Cycle(Arc<str>, Vec<Expression>),
    /// `{% increment %}`, `{% decrement %}`.
    Count(Arc<str>, i64),
    /// `{% include %}`.
    Include(Box<Include>),
    /// `{% highlight %}`: the info string of its fence, and the code.
    Highlight(String, Vec<Part>),
    /// `{% ifchanged %}`: shown unless it is what was shown last time.
    IfChanged(Vec<Part>),
    /// `{% link %}`: the path as written.
    Link(String),
    /// `{% post_url %}`: the name as written.
    PostUrl(String),
    /// A player, a code snippet or another page shown in this one: the tag's name and what it says.
    Embed(Arc<str>, String),
    /// A tag of a plug-in that names a picture: what it says.
    Picture(String),
    /// A block of a plug-in: its body alone.
    Body(Vec<Part>),
}

/// A condition and what is shown if it holds, the first of several. No condition always holds.
#[derive(Debug)]
pub struct Branch {
    /// The condition.
    pub condition: Option<Condition>,
    /// Must it fail?
    pub negated: bool,
    /// What is shown.
    pub body: Vec<Part>,
}

/// Values and what is shown for them; none are the `else`.
#[derive(Debug)]
pub struct When {
    /// The values.
    pub values: Vec<Expression>,
    /// Is it the `else`?
    pub otherwise: bool,
    /// What is shown.
    pub body: Vec<Part>,
}

/// A loop.
#[derive(Debug)]
pub struct For {
    /// `item-list`: loops of one name know how far the last one went.
    pub name: Arc<str>,
    /// The variable.
    pub variable: Arc<str>,
    /// What it goes through.
    pub over: Expression,
    /// `limit:`.
    pub limit: Option<Expression>,
    /// `offset:`.
    pub offset: Option<Offset>,
    /// `reversed`.
    pub reversed: bool,
    /// Is it a table's row, and of how many columns?
    pub columns: Option<Option<Expression>>,
    /// What is shown each time.
    pub body: Vec<Part>,
    /// What is shown if there is nothing to go through.
    pub otherwise: Vec<Part>,
}

/// Where a loop begins.
#[derive(Debug)]
pub enum Offset {
    /// After so many.
    At(Expression),
    /// Where the last loop of this name ended.
    Continue,
}

/// A file shown in this place.
#[derive(Debug)]
pub struct Include {
    /// The file as written, perhaps with outputs in it.
    pub file: String,
    /// Where it is looked for, and what it sees.
    pub place: Place,
    /// Of `render`: the value it is shown with, or for each of, and its name.
    pub subject: Option<(bool, Expression, Option<Arc<str>>)>,
    /// `include.name` inside it; of `render`, `name`.
    pub parameters: Vec<(Arc<str>, Expression)>,
}

/// Where an included file is looked for, and what it sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In `_includes`; it sees all variables.
    Includes,
    /// Beside the post; it sees all variables.
    Beside,
    /// In `_includes`; it sees its parameters and the site's variables.
    Alone,
}
