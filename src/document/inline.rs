//! What stands in a line: text, emphasis, links, pictures.

use crate::document::Attributes;
use crate::media::MediaId;
use crate::span::Span;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where its author typed it.
    pub span: Span,
    /// Id, classes, key-values.
    pub attributes: Attributes,
}

/// What a piece of a line is.
#[derive(Debug, Clone, PartialEq)]
pub enum InlineKind {
    /// Text with its own spaces.
    Text(String),
    /// A line end in the source that is a space in print.
    SoftBreak,
    /// A line end that stays.
    LineBreak,
    /// Code type.
    Code(String),
    /// A formula in TeX's notation, without its dollars.
    Math(String),
    /// Emphasis and everything else that wraps inlines.
    Element {
        /// Which.
        element: InlineElement,
        /// What it wraps.
        content: Vec<Inline>,
    },
    /// A link.
    Link(Link),
    /// A picture in the line; one that stands alone in its paragraph is made a figure while assembling.
    Image(Image),
    /// A call to the note of this label in [`Chapter::notes`](crate::document::Chapter::notes).
    NoteReference(String),
}

impl Inline {
    /// A piece without attributes.
    pub fn new(kind: InlineKind, span: Span) -> Inline {
        Inline {
            kind,
            span,
            attributes: Attributes::default(),
        }
    }

    /// A piece of text.
    pub fn text(text: impl Into<String>, span: Span) -> Inline {
        Inline::new(InlineKind::Text(text.into()), span)
    }
}

/// The elements that wrap inlines, named for what they mean; HTML's phrasing content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[rustfmt::skip]
#[allow(missing_docs, reason = "each is the HTML element of its name, except where said")]
pub enum InlineElement {
    /// `em`
    Emphasis,
    /// `strong`
    Strong,
    /// `del` from `~~..~~`, `<s>` and `<strike>`
    Strikethrough,
    /// `sup`
    Superscript,
    /// `sub`
    Subscript,
    /// `kbd`
    Keyboard,
    /// `code` that holds more than text
    Code,
    /// `samp`
    Sample,
    /// `var`
    Variable,
    /// `abbr`
    Abbreviation,
    /// `cite`
    Citation,
    /// `dfn`
    Definition,
    /// `q`
    Quotation,
    /// `b`
    Bold,
    /// `i`
    Italic,
    /// `u`
    Underline,
    /// `small`
    Small,
    /// `mark`
    Mark,
    /// `ins`
    Inserted,
    /// `del`
    Deleted,
    /// `time`
    Time,
    /// `bdi`
    Isolate,
    /// `bdo`
    Override,
    /// `ruby`
    Ruby,
    /// `rt`
    RubyText,
    /// `span`, and every inline HTML element that has no kind of its own
    Span,
}

/// A link.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// Advisory title.
    pub title: Option<String>,
    /// What is clicked.
    pub content: Vec<Inline>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// As the author wrote it; none is left after assembling.
    Written(String),
    /// Out of the book: an absolute URL of an allowed scheme.
    External(String),
    /// To an id in a chapter of the book.
    Internal {
        /// Index in [`Book::chapters`](crate::document::Book::chapters).
        chapter: usize,
        /// Id of a node; `None` is the chapter's beginning.
        id: Option<String>,
    },
    /// Nowhere: the content is plain text.
    Nowhere,
}

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// Where it comes from.
    pub picture: Picture,
    /// What it says to those who don't see it.
    pub alternative: Alternative,
    /// Title, the caption of a picture that stands alone.
    pub title: Option<String>,
}

/// Where a picture comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// As the author wrote it: a path, a URL, a `data:` URL; none is left after assembling.
    Written(String),
    /// In the book's media library.
    Embedded(MediaId),
    /// Could not be had: shown as its alternative text in a frame.
    Missing(String),
    /// On the web: shown as a framed link.
    Remote(String),
}

/// What a picture says to those who don't see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alternative {
    /// In words.
    Text(String),
    /// Nothing: it is decoration (`alt=""`).
    Decorative,
    /// The author didn't say; none is left after assembling.
    Absent,
}

/// The words of `inlines` without any formatting: for titles, contents and alternative texts.
///
/// ```
/// use chapbook::document::{Inline, plain_text};
/// use chapbook::span::Span;
/// assert_eq!(plain_text(&[Inline::text("Hello", Span::NOWHERE)]), "Hello");
/// ```
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    add_plain_text(inlines, &mut text);
    text
}

fn add_plain_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(piece) | InlineKind::Code(piece) | InlineKind::Math(piece) => {
                text.push_str(piece)
            }
            InlineKind::SoftBreak | InlineKind::LineBreak => text.push(' '),
            InlineKind::Element { content, .. } | InlineKind::Link(Link { content, .. }) => {
                add_plain_text(content, text)
            }
            InlineKind::Image(Image {
                alternative: Alternative::Text(words),
                ..
            }) => text.push_str(words),
            InlineKind::Image(_) | InlineKind::NoteReference(_) => {}
        }
    }
}
