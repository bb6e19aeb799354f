//! Parsing: takes a post's text, gives blocks of the model. Never fails, only reports.

use crate::diagnostics::Diagnostics;
use crate::document::{Block, Note};
use crate::span::MappedText;

/// Which constructs a text may hold beyond CommonMark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// Tables, footnotes, task lists, strikethrough, alerts, definition lists, heading ids, super- and subscript, math.
    pub extensions: bool,
    /// kramdown's attribute lists, `{:toc}`, `markdown="1"`.
    pub kramdown: bool,
}

impl Dialect {
    /// CommonMark and nothing else.
    pub const COMMONMARK: Dialect = Dialect {
        extensions: false,
        kramdown: false,
    };
    /// All that blogs use.
    pub const BLOG: Dialect = Dialect {
        extensions: true,
        kramdown: true,
    };
}

/// What a text holds.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its footnotes, in the order defined.
    pub notes: Vec<Note>,
}

/// Parses a text.
pub fn parse(_text: &MappedText, _dialect: Dialect, _messages: &mut Diagnostics) -> Parsed {
    Parsed::default()
}
