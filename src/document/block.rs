//! What stands on its own lines: paragraphs, headings, lists, quotes, code.

use crate::document::{Attributes, Inline, Table};
use crate::span::Span;

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where its author typed it.
    pub span: Span,
    /// Id, classes, key-values.
    pub attributes: Attributes,
}

impl Block {
    /// A block without attributes.
    pub fn new(kind: BlockKind, span: Span) -> Block {
        Block {
            kind,
            span,
            attributes: Attributes::default(),
        }
    }
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Text directly in a list item, cell, or division, without a paragraph's space around it.
    Plain(Vec<Inline>),
    /// A heading.
    Heading {
        /// 1 to 6.
        level: HeadingLevel,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A quote.
    Quote(Vec<Block>),
    /// A note, tip, warning: `> [!NOTE]`.
    Alert(Alert),
    /// A list.
    List(List),
    /// Terms and what they mean.
    DefinitionList(Vec<DefinitionItem>),
    /// Code on its own lines.
    Code(CodeBlock),
    /// A formula on its own line, in TeX's notation, without its dollars.
    Math(String),
    /// A table.
    Table(Table),
    /// A picture, code or table with a caption.
    Figure(Figure),
    /// A thematic break.
    Rule,
    /// The place where the author wants the contents (`{:toc}`).
    Contents,
    /// A disclosure that is open in print.
    Details(Details),
    /// A generic division, section, aside: raw HTML's other blocks.
    Division(Division),
}

/// A heading's level, 1 to 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HeadingLevel(u8);

impl HeadingLevel {
    /// The level, brought into 1 to 6.
    pub fn new(level: u8) -> HeadingLevel {
        HeadingLevel(level.clamp(1, 6))
    }

    /// 1 to 6.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// `> [!NOTE]` and its kin.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// Which.
    pub kind: AlertKind,
    /// The author's own title, if any.
    pub title: Option<Vec<Inline>>,
    /// What it holds.
    pub content: Vec<Block>,
}

/// The kinds of alert that GitHub knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is its own name")]
pub enum AlertKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// A list, numbered or not.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// How it is numbered; `None` has bullets.
    pub numbering: Option<Numbering>,
    /// Items without space between them.
    pub tight: bool,
    /// The items.
    pub items: Vec<ListItem>,
}

/// How a list is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbering {
    /// The first item's number.
    pub start: i64,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// What it holds.
    pub content: Vec<Block>,
    /// A task's box: `[ ]` or `[x]`.
    pub checked: Option<bool>,
    /// Where its author typed it.
    pub span: Span,
    /// Id, classes, key-values.
    pub attributes: Attributes,
}

/// Terms with their definitions.
#[derive(Debug, Clone, PartialEq)]
pub struct DefinitionItem {
    /// One or more terms.
    pub terms: Vec<(Vec<Inline>, Attributes)>,
    /// None or more definitions.
    pub definitions: Vec<(Vec<Block>, Attributes)>,
    /// Where its author typed it.
    pub span: Span,
}

/// Code on its own lines.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeBlock {
    /// The first word of the fence's info string, without what follows a comma or brace.
    pub language: Option<String>,
    /// The whole info string.
    pub info: String,
    /// The code, ended by a newline unless empty.
    pub text: String,
}

/// Something with a caption.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What is shown.
    pub content: Vec<Block>,
    /// What is said of it; empty if nothing.
    pub caption: Vec<Block>,
}

/// `<details>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    /// The line that is always shown.
    pub summary: Vec<Inline>,
    /// The rest.
    pub content: Vec<Block>,
}

/// A generic container.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// Which.
    pub element: DivisionElement,
    /// What it holds.
    pub content: Vec<Block>,
}

/// HTML's sectioning and grouping elements without a kind of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the HTML element of its name")]
pub enum DivisionElement {
    Div,
    Section,
    Article,
    Aside,
    Header,
    Footer,
    Address,
}

/// A footnote of a chapter.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The label by which it is called.
    pub label: String,
    /// What it says.
    pub content: Vec<Block>,
    /// Where its author typed it.
    pub span: Span,
    /// Id, classes, key-values.
    pub attributes: Attributes,
}
