//! Parsing: takes a post's text, gives blocks of the model. Never fails, only reports.

mod alert;
mod builder;
mod close;
mod code;
mod constructs;
mod flow;
mod frame;
mod html;
mod kramdown;
mod lists;
mod manuscript;
mod math;
mod phrases;
mod raw_html;
mod words;

use crate::diagnostics::Diagnostics;
use crate::document::{Block, Note};
use crate::span::MappedText;
use builder::Builder;
use pulldown_cmark::{Options, Parser};

/// Which constructs a text may hold beyond CommonMark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// Tables, footnotes, task lists, strikethrough, alerts, definition lists, heading ids, super- and subscript, math.
    pub extensions: bool,
    /// kramdown's attribute lists, `{:toc}`, `markdown="1"`, tables without heads.
    pub kramdown: bool,
    /// kramdown's `parse_block_html`: what stands in block elements is Markdown.
    pub block_html: bool,
}

impl Dialect {
    /// CommonMark and nothing else.
    pub const COMMONMARK: Dialect = Dialect {
        extensions: false,
        kramdown: false,
        block_html: false,
    };
    /// All that blogs use.
    pub const BLOG: Dialect = Dialect {
        extensions: true,
        kramdown: true,
        block_html: false,
    };

    fn options(self) -> Options {
        if !self.extensions {
            return Options::empty();
        }
        Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_MATH
            | Options::ENABLE_GFM
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_SUPERSCRIPT
            | Options::ENABLE_SUBSCRIPT
    }
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
///
/// ```
/// use chapbook::diagnostics::Diagnostics;
/// use chapbook::document::dump_blocks;
/// use chapbook::parse::{Dialect, parse};
/// use chapbook::span::{MappedText, Sources};
/// let mut sources = Sources::default();
/// let file = sources.add("post.md", "Hello *you*".into());
/// let text = MappedText::whole(file, "Hello *you*");
/// let parsed = parse(&text, Dialect::BLOG, &mut Diagnostics::default());
/// assert_eq!(
///     dump_blocks(&parsed.blocks, &parsed.notes, &sources),
///     "paragraph @1:1..1:12\n  text \"Hello \" @1:1..1:7\n  emphasis @1:7..1:12\n    text \"you\" @1:8..1:11\n"
/// );
/// ```
pub fn parse(text: &MappedText, dialect: Dialect, messages: &mut Diagnostics) -> Parsed {
    let scanned = kramdown::scan(text, dialect, messages);
    let markdown = Parser::new_ext(scanned.manuscript.as_str(), dialect.options());
    let mut builder = Builder::new(&scanned, dialect, messages);
    for (event, range) in markdown.into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish()
}
