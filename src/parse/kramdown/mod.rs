//! kramdown's constructs: takes text, gives a manuscript in which each stands as a mark, and what the marks mean.
//!
//! A mark is a declaration, `<!C>`, which CommonMark takes for an HTML block of one line. It ends what stands before it as
//! kramdown's lines do, and the parser says in which quote, list or note it stands.

mod attribute_list;
mod backtick;
mod definitions;
mod destination;
mod entry;
mod extension;
mod fence;
mod formula;
mod html_block;
mod label;
mod lazy;
mod line;
mod phrases;
mod regions;
mod scan;
mod signs;
mod table;

pub(super) use attribute_list::{AttributeList, Definitions, is_only_attributes};
pub(super) use label::label;
pub(super) use scan::scan;

use crate::parse::manuscript::Manuscript;
use std::collections::BTreeMap;
use std::ops::Range;

/// How a mark is written.
const MARK: &str = "<!C>";

/// Written before a phrasing element that stands alone on its line, so that what follows is a paragraph and no raw HTML. A
/// noncharacter, which no author types.
const PARAGRAPH_START: &str = "\u{fdd0}";

/// A text with kramdown's constructs found.
pub(super) struct Scanned<'a> {
    pub(super) manuscript: Manuscript<'a>,
    /// In the manuscript's order.
    pub(super) marks: Vec<Mark>,
    pub(super) definitions: Definitions,
    /// What abbreviations stand for: `*[HTML]: Hypertext Markup Language`.
    pub(super) abbreviations: Vec<(String, String)>,
    /// What attribute lists say of links, by the [`label`] they are defined with.
    pub(super) link_lists: BTreeMap<String, String>,
}

/// A construct, and where its mark stands in the manuscript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) construct: Construct,
}

/// What a mark stands for. Ranges are of the given text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Construct {
    /// `{: .class #id}` on a line of its own, and Goldmark's `{.class}` under a block.
    Attributes {
        /// What stands between the braces, after the colon.
        list: Range<usize>,
        /// It stands directly under a block, which it is for; else for the block under it.
        is_below: bool,
    },
    /// `<div markdown="1">`
    Open {
        tag: Range<usize>,
        /// `markdown="span"`: no paragraphs in it.
        holds_phrases: bool,
    },
    /// `</div>`
    Close(Range<usize>),
    /// What `{::nomarkdown}` holds.
    Raw(Range<usize>),
    /// What stands between `$$` and `$$` on lines of their own.
    Formula(Range<usize>),
    /// The marker of an entry with nothing behind it, or a list.
    Entry(Option<Range<usize>>),
    /// A table's rows: those before `head` are its head, those from `foot` on its foot.
    Table { head: usize, foot: usize },
    /// `{::options parse_span_html="false" /}`
    Html(HtmlOptions),
    /// A definition, a comment, the end of a block: nothing to see.
    Nothing,
}

/// What `{::options}` says about HTML among Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HtmlOptions {
    /// Is what stands in block elements Markdown?
    pub(super) blocks: bool,
    /// Is what stands in phrasing elements Markdown?
    pub(super) phrases: bool,
}

impl HtmlOptions {
    /// What kramdown does where nothing is said.
    pub(super) const USUAL: HtmlOptions = HtmlOptions {
        blocks: false,
        phrases: true,
    };
}

/// Where the brace stands in `inner` that closes what was opened before it, on the same line.
fn braces_end(inner: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            b'}' if !escaped => return Some(at),
            b'\n' => return None,
            _ => escaped = byte == b'\\' && !escaped,
        }
    }
    None
}

impl Mark {
    /// The first of `marks`, which are in the text's order, that stands in a range.
    pub(super) fn within<'a>(marks: &'a [Mark], range: &Range<usize>) -> Option<&'a Mark> {
        let next = marks.partition_point(|mark| mark.at < range.start);
        marks.get(next).filter(|mark| mark.at < range.end)
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.at..self.at + MARK.len()
    }
}
