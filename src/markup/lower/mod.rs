//! A chapter of the model to elements that XHTML's content models allow where they stand.

mod attributes;
mod blocks;
mod front;
mod inlines;
mod levels;
mod lists;
mod notes;
mod pictures;
mod tables;

use crate::document::{Block, Book, Chapter, ChapterKind, Direction, Note};
use crate::markup::{Element, Name, NodeId, OutlineEntry, Tree, Words, outline};
use crate::span::Span;
pub(crate) use attributes::is_language_tag;
use levels::Levels;
use std::collections::HashMap;

/// The elements of chapter `number` of the book: a `section` with its lead picture, its title as `h1`, its text and its notes.
///
/// Headings are numbered anew from `h2` so that none skips a level; what HTML forbids where it stands (a link in a link, a
/// heading in a table head) becomes the nearest thing that is allowed. A number that the book has not gives an empty section.
pub fn lower(book: &Book, number: usize) -> Tree {
    let Some(chapter) = book.chapters.get(number) else {
        return Tree::new(Element::new(Name::Section), Span::NOWHERE);
    };
    let first = Lowering::of_chapter(book, number, chapter, &[]).chapter(chapter);
    if !first.wants_contents {
        return first.tree;
    }
    // A list of contents stands before the headings it names, so these are gathered from a first tree.
    let contents = outline(&first.tree);
    Lowering::of_chapter(book, number, chapter, &contents)
        .chapter(chapter)
        .tree
}

/// The elements of blocks on their own, under a `div`: without title, with the headings' own levels, with links and pictures as written.
pub fn lower_blocks(blocks: &[Block], notes: &[Note]) -> Tree {
    let mut lowering = Lowering {
        levels: Levels::AsWritten,
        ..Lowering::new(Element::new(Name::Div), notes, Words::of("en"))
    };
    let at = Place::new(lowering.tree.root());
    lowering.blocks(blocks, at);
    lowering.notes(at);
    lowering.name_ids();
    lowering.tree
}

/// Where the next node goes, and what the elements around it forbid there (HTML, 3.2.5: content models).
#[derive(Clone, Copy)]
struct Place {
    parent: NodeId,
    /// In an `a`: no other inside.
    in_link: bool,
    /// In a `dfn`: no other inside.
    in_definition: bool,
    /// In a `ruby`: no other inside.
    in_ruby: bool,
    /// In a `th` or `address`: no headings, no sections.
    in_label: bool,
    /// Among text that runs from right to left.
    right_to_left: bool,
}

impl Place {
    fn new(parent: NodeId) -> Place {
        Place {
            parent,
            in_link: false,
            in_definition: false,
            in_ruby: false,
            in_label: false,
            right_to_left: false,
        }
    }

    fn within(self, parent: NodeId) -> Place {
        Place { parent, ..self }
    }

    /// As in `element`, whose text may have a direction of its own.
    fn directed(self, element: &Element) -> Place {
        let right_to_left = match element.get("dir") {
            Some("rtl") => true,
            Some("ltr") => false,
            _ => self.right_to_left,
        };
        Place {
            right_to_left,
            ..self
        }
    }
}

/// A tree on the way from model to elements.
struct Lowering<'a> {
    tree: Tree,
    /// The book, whose pictures must be there; without one, pictures and links stay as written.
    book: Option<&'a Book>,
    chapter: usize,
    words: &'static Words,
    levels: Levels,
    contents: &'a [OutlineEntry],
    wants_contents: bool,
    notes: &'a [Note],
    note_numbers: HashMap<&'a str, usize>,
    /// Each call's link and the index of its note, in order.
    calls: Vec<(NodeId, usize)>,
    /// Each note's element and its back link, in the notes' order.
    asides: Vec<(NodeId, NodeId)>,
    title: Option<NodeId>,
}

impl<'a> Lowering<'a> {
    fn new(root: Element, notes: &'a [Note], words: &'static Words) -> Lowering<'a> {
        let numbers = notes.iter().enumerate().rev();
        Lowering {
            tree: Tree::new(root, Span::NOWHERE),
            book: None,
            chapter: 0,
            words,
            levels: Levels::AsWritten,
            contents: &[],
            wants_contents: false,
            notes,
            note_numbers: numbers.map(|(n, note)| (note.label.as_str(), n)).collect(),
            calls: Vec::new(),
            asides: Vec::new(),
            title: None,
        }
    }

    fn of_chapter(
        book: &'a Book,
        number: usize,
        chapter: &'a Chapter,
        contents: &'a [OutlineEntry],
    ) -> Lowering<'a> {
        let language = chapter.metadata.language.as_deref();
        let words = Words::of(language.unwrap_or(&book.metadata.language));
        Lowering {
            book: Some(book),
            chapter: number,
            contents,
            levels: Levels::below(chapter.metadata.title.trim().is_empty()),
            ..Lowering::new(root(book, chapter), &chapter.notes, words)
        }
    }

    fn chapter(mut self, chapter: &Chapter) -> Lowering<'a> {
        let at = Place {
            right_to_left: self.book.map(|book| book.chapter_direction(chapter))
                == Some(Direction::RightToLeft),
            ..Place::new(self.tree.root())
        };
        self.lead(chapter, at);
        self.title_block(&chapter.metadata, at);
        self.blocks(&chapter.blocks, at);
        self.notes(at);
        self.name_ids();
        self.tree.shrink();
        self
    }

    /// Is this the book's form, not blocks on their own as their author wrote them?
    fn is_book(&self) -> bool {
        self.book.is_some()
    }

    fn append(&mut self, at: Place, mut element: Element, span: Span) -> Place {
        if at.right_to_left && self.is_book() && runs_left_to_right(&element) {
            element = element.with("dir", "ltr");
        }
        let at = at.directed(&element);
        at.within(self.tree.append(at.parent, element, span))
    }

    /// A note's or heading's generated words, which no author typed.
    fn append_words(&mut self, at: Place, words: &str) {
        self.tree.append_text(at.parent, words, Span::NOWHERE);
    }
}

/// Code does in any text. It is said here, for a stylesheet of an EPUB may not have `direction` (EPUB 3.3, CSS requirements).
fn runs_left_to_right(element: &Element) -> bool {
    let is_code = matches!(
        element.name,
        Name::Pre | Name::Code | Name::Kbd | Name::Samp
    );
    is_code && element.get("dir").is_none()
}

fn root(book: &Book, chapter: &Chapter) -> Element {
    let (class, role) = match chapter.metadata.kind {
        ChapterKind::Post => ("chapter", "doc-chapter"),
        ChapterKind::Part => ("part", "doc-part"),
    };
    let mut root = Element::new(Name::Section)
        .with("class", class)
        .with("epub:type", class)
        .with("role", role);
    let language = chapter.metadata.language.as_deref();
    if let Some(language) = language.filter(|tag| is_language_tag(tag)) {
        root = root.with("lang", language);
    }
    match book.chapter_direction(chapter) {
        Direction::RightToLeft => root.with("dir", "rtl"),
        Direction::LeftToRight if book.metadata.direction == Direction::RightToLeft => {
            root.with("dir", "ltr")
        }
        Direction::LeftToRight => root,
    }
}
