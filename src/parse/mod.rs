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
    /// Is it Markdown, or HTML throughout?
    pub markdown: bool,
    /// Tables, footnotes, task lists, strikethrough, alerts, definition lists, heading ids, super- and subscript, math.
    pub extensions: bool,
    /// How much of kramdown.
    pub kramdown: Kramdown,
    /// kramdown's `parse_block_html`: what stands in block elements is Markdown.
    pub block_html: bool,
    /// Goldmark's block attributes: `{.class}` on the line under a block.
    pub block_attributes: bool,
    /// Addresses without angle brackets are links: `https://example.org`, `www.example.org`, `me@example.org`.
    pub bare_links: bool,
    /// Lines of Rust code that begin with `# ` are not shown.
    pub hidden_lines: bool,
    /// Terms that are defined get ids, as headings do: Goldmark's under Hugo's `autoDefinitionTermID`.
    pub term_ids: bool,
}

/// How much of kramdown a text holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kramdown {
    /// Nothing.
    None,
    /// What no other Markdown has another use for: attribute lists, `{:toc}`, `markdown="1"`, abbreviations, `{::comment}`, tables
    /// without heads.
    Marks,
    /// All: space in lists, where code begins and ends, and verbatim elements too.
    Whole,
}

impl Dialect {
    /// CommonMark and nothing else.
    pub const COMMONMARK: Dialect = Dialect {
        markdown: true,
        extensions: false,
        kramdown: Kramdown::None,
        block_html: false,
        block_attributes: false,
        bare_links: false,
        hidden_lines: false,
        term_ids: false,
    };
    /// No Markdown at all: posts whose files end in `.html`.
    pub const HTML: Dialect = Dialect {
        markdown: false,
        ..Dialect::COMMONMARK
    };
    /// GitHub's Markdown, and what blogs use besides: for texts of which no generator is known.
    pub const BLOG: Dialect = Dialect {
        extensions: true,
        kramdown: Kramdown::Marks,
        bare_links: true,
        ..Dialect::COMMONMARK
    };
    /// Jekyll's: kramdown with GitHub's ends of paragraphs and fences.
    pub const JEKYLL: Dialect = Dialect {
        extensions: true,
        kramdown: Kramdown::Whole,
        ..Dialect::COMMONMARK
    };
    /// Hugo's: Goldmark as Hugo sets it up.
    pub const HUGO: Dialect = Dialect {
        extensions: true,
        block_attributes: true,
        bare_links: true,
        ..Dialect::COMMONMARK
    };
    /// Zola's.
    pub const ZOLA: Dialect = Dialect {
        extensions: true,
        ..Dialect::COMMONMARK
    };
    /// mdBook's.
    pub const MDBOOK: Dialect = Dialect {
        hidden_lines: true,
        ..Dialect::ZOLA
    };

    fn has_marks(self) -> bool {
        self.kramdown >= Kramdown::Marks
    }

    fn is_kramdown(self) -> bool {
        self.kramdown == Kramdown::Whole
    }

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
    let source = scanned.manuscript.as_str();
    let mut builder = Builder::new(&scanned, dialect, messages);
    if dialect.markdown {
        let markdown = Parser::new_ext(source, dialect.options());
        for (event, range) in markdown.into_offset_iter() {
            builder.event(event, range);
        }
    } else {
        builder.html_block(std::slice::from_ref(&(0..source.len())));
    }
    builder.finish()
}
