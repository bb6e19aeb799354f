//! What is open while events are read: a frame for each Markdown construct, with what it has gathered.

use crate::document::{Alignment, Attributes, Cell, DefinitionItem, InlineElement, ListItem, Row};
use crate::parse::flow::{Flow, Loose};
use crate::parse::html::{Session, set_key};
use crate::parse::kramdown::{AttributeList, Definitions, is_only_attributes};
use crate::parse::lists::Spacing;
use crate::parse::words::Words;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, LinkType, Tag};
use std::ops::Range;

/// An open construct.
pub(super) struct Frame<'a> {
    pub(super) kind: FrameKind<'a>,
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
    /// How many nodes of the model it stands in, itself included.
    pub(super) depth: usize,
    pub(super) flow: Flow,
    pub(super) words: Words,
    /// Open where a tag stands in it, until all its tags are closed.
    pub(super) session: Option<Box<Session>>,
    /// A paragraph with tags in it, whose content goes to the session of what is around it.
    pub(super) dissolved: bool,
    /// What an attribute list says of it.
    pub(super) attributes: Attributes,
    /// What an attribute list says of the next block in it.
    pub(super) awaited: Option<AttributeList>,
    /// How the items are spaced of the list that stands last in it.
    pub(super) spacing: Option<Spacing>,
}

/// What is open.
pub(super) enum FrameKind<'a> {
    Document,
    Paragraph,
    Heading {
        level: u8,
        attributes: Attributes,
        /// Braces that hold no attribute, such as `{name}`: part of the words after all.
        braces: String,
    },
    Quote(Option<BlockQuoteKind>),
    Code {
        kind: CodeBlockKind<'a>,
        text: String,
    },
    /// An HTML block, by its lines.
    Html(Vec<Range<usize>>),
    List {
        start: Option<u64>,
        items: Vec<ListItem>,
        tight: bool,
    },
    Item {
        checked: Option<bool>,
    },
    Note(CowStr<'a>),
    Definitions(Vec<DefinitionItem>),
    Term,
    Definition,
    Table {
        columns: Vec<Alignment>,
        head: Vec<Row>,
        body: Vec<Row>,
        /// How many of the body's rows are the head after all, and from which on they are the foot.
        parts: Option<(usize, usize)>,
    },
    Row {
        cells: Vec<Cell>,
        head: bool,
    },
    Cell,
    Element(InlineElement),
    /// `~x~`
    Subscript,
    /// `^x^`
    Superscript,
    Link {
        target: String,
        title: CowStr<'a>,
        /// What it is defined under, if it says its target elsewhere.
        label: Option<CowStr<'a>>,
    },
    Image {
        source: CowStr<'a>,
        title: CowStr<'a>,
    },
}

impl<'a> Frame<'a> {
    pub(super) fn new(kind: FrameKind<'a>, range: Range<usize>, depth: usize) -> Frame<'a> {
        let flow = Flow::new(kind.loose());
        Frame {
            kind,
            range,
            depth,
            flow,
            words: Words::default(),
            session: None,
            dissolved: false,
            attributes: Attributes::default(),
            awaited: None,
            spacing: None,
        }
    }
}

impl Frame<'_> {
    /// Has it nothing yet?
    pub(super) fn is_empty(&self) -> bool {
        self.words.text.is_empty() && self.session.is_none() && self.flow.is_empty()
    }
}

impl<'a> FrameKind<'a> {
    /// The frame a tag opens. `source` is what the tag's construct is written as.
    pub(super) fn of(tag: Tag<'a>, source: &str) -> FrameKind<'a> {
        match tag {
            Tag::Paragraph => FrameKind::Paragraph,
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => heading(level as u8, id, &classes, &attrs, source),
            Tag::BlockQuote(kind) => FrameKind::Quote(kind),
            Tag::CodeBlock(kind) => FrameKind::Code {
                kind,
                text: String::new(),
            },
            // Front matter is taken off before, so metadata blocks are never asked for.
            Tag::HtmlBlock | Tag::MetadataBlock(_) => FrameKind::Html(Vec::new()),
            Tag::List(start) => FrameKind::List {
                start,
                items: Vec::new(),
                tight: true,
            },
            Tag::Item => FrameKind::Item { checked: None },
            Tag::FootnoteDefinition(label) => FrameKind::Note(label),
            Tag::DefinitionList => FrameKind::Definitions(Vec::new()),
            Tag::DefinitionListTitle => FrameKind::Term,
            Tag::DefinitionListDefinition => FrameKind::Definition,
            Tag::Table(columns) => FrameKind::Table {
                columns: columns.into_iter().map(alignment).collect(),
                head: Vec::new(),
                body: Vec::new(),
                parts: None,
            },
            Tag::TableHead => FrameKind::row(true),
            Tag::TableRow => FrameKind::row(false),
            Tag::TableCell => FrameKind::Cell,
            Tag::Emphasis => FrameKind::Element(InlineElement::Emphasis),
            Tag::Strong => FrameKind::Element(InlineElement::Strong),
            Tag::Strikethrough => FrameKind::Element(InlineElement::Strikethrough),
            Tag::Superscript => FrameKind::Superscript,
            Tag::Subscript => FrameKind::Subscript,
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => FrameKind::Link {
                target: target(link_type, dest_url),
                title,
                label: is_reference(link_type).then_some(id),
            },
            Tag::Image {
                dest_url, title, ..
            } => FrameKind::Image {
                source: dest_url,
                title,
            },
        }
    }

    fn row(head: bool) -> FrameKind<'a> {
        FrameKind::Row {
            cells: Vec::new(),
            head,
        }
    }

    /// Does it hold only inlines, or nothing that could be opened?
    pub(super) fn is_leaf(&self) -> bool {
        use FrameKind::{Code, Heading, Html, Paragraph};
        matches!(self, Paragraph | Heading { .. } | Code { .. } | Html(_))
    }

    pub(super) fn is_inline(&self) -> bool {
        use FrameKind::{Element, Image, Link, Subscript, Superscript};
        matches!(
            self,
            Element(_) | Subscript | Superscript | Link { .. } | Image { .. }
        )
    }

    /// How many levels of the model it adds: items, rows and cells are no nodes of their own there.
    pub(super) fn levels(&self) -> usize {
        use FrameKind::{Cell, Definition, Item, Row, Term};
        match self {
            Item { .. } | Row { .. } | Cell | Term | Definition => 0,
            _ => 1,
        }
    }

    fn loose(&self) -> Loose {
        match self {
            FrameKind::Item { .. } | FrameKind::Definition | FrameKind::Cell => Loose::Plain,
            _ => Loose::Paragraph,
        }
    }
}

fn heading<'a>(
    level: u8,
    id: Option<CowStr<'a>>,
    classes: &[CowStr<'a>],
    pairs: &[(CowStr<'a>, Option<CowStr<'a>>)],
    source: &str,
) -> FrameKind<'a> {
    let mut attributes = Attributes::default();
    if let Some(id) = &id {
        attributes.set_id(&**id);
    }
    classes.iter().for_each(|class| attributes.add_class(class));
    for (key, value) in pairs {
        set_key(&mut attributes, key, value.as_deref().unwrap_or(""));
    }
    let written = last_braces(source);
    if let Some((list, _)) = AttributeList::at_start(written, &Definitions::new()) {
        attributes.merge(&list.attributes);
        return FrameKind::Heading {
            level,
            attributes,
            braces: String::new(),
        };
    }
    let inner = written.trim_start_matches('{').trim_end_matches('}');
    // Spaces in quotes are part of a value, which the Markdown parser takes for its end.
    if !pairs.is_empty() && is_only_attributes(inner) {
        let list = AttributeList::parse(inner, &Definitions::new()).unwrap_or_default();
        attributes = list.attributes;
    }
    let says_nothing = id.is_none() && classes.is_empty();
    let only_words = pairs.iter().all(|(_, value)| value.is_none());
    let braces = if says_nothing && only_words && !pairs.is_empty() {
        written.to_owned()
    } else {
        String::new()
    };
    FrameKind::Heading {
        level,
        attributes,
        braces,
    }
}

fn last_braces(heading: &str) -> &str {
    let braces = heading.rfind('{').zip(heading.rfind('}'));
    braces
        .and_then(|(open, close)| heading.get(open..=close))
        .unwrap_or("")
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::Unset,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

fn is_reference(link_type: LinkType) -> bool {
    use LinkType::{Collapsed, Reference, Shortcut};
    matches!(link_type, Reference | Collapsed | Shortcut)
}

fn target(link_type: LinkType, destination: CowStr<'_>) -> String {
    match link_type {
        LinkType::Email => format!("mailto:{destination}"),
        _ => destination.into_string(),
    }
}
