//! The contents page as elements, for a book of pages with numbers.

use super::contents::{ContentsEntry, ContentsKind};
use crate::document::{Book, Direction};
use crate::markup::{Element, Name, NodeId, Tree, Words};
use crate::span::Span;

/// A contents page, and where in it the numbers of its lines' pages go.
#[derive(Debug)]
pub struct ContentsPage {
    /// The elements.
    pub tree: Tree,
    /// Its lines in order.
    pub lines: Vec<ContentsLine>,
}

/// A line of a contents page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentsLine {
    /// The chapter it leads to, or that its heading is in.
    pub chapter: usize,
    /// The heading's id, if it is a heading.
    pub id: Option<String>,
    /// The paragraph it is.
    pub paragraph: NodeId,
    /// The link in it.
    pub link: NodeId,
    /// What leads from the words to the number; without content.
    pub leader: NodeId,
    /// What holds the number; without content until it is known.
    pub number: NodeId,
    /// The id of [`ContentsLine::number`]: where the words end.
    pub anchor: String,
}

/// The contents of a book under a heading of their own.
pub fn contents_page(book: &Book, contents: &[ContentsEntry]) -> ContentsPage {
    let mut section = Element::new(Name::Section).with("class", "contents-page");
    if book.metadata.direction == Direction::RightToLeft {
        section = section.with("dir", "rtl");
    }
    let mut page = ContentsPage {
        tree: Tree::new(section, Span::NOWHERE),
        lines: Vec::new(),
    };
    let root = page.tree.root();
    let heading = page.append(root, Element::new(Name::H1));
    let words = Words::of(&book.metadata.language);
    page.tree
        .append_text(heading, words.contents, Span::NOWHERE);
    let nav = Element::new(Name::Nav)
        .with("class", "toc")
        .with("epub:type", "toc");
    let nav = page.append(root, nav);
    page.list(book, contents, nav);
    page
}

impl ContentsPage {
    /// A list in a list is as deep as parts, chapters and headings are: levels are bounded.
    fn list(&mut self, book: &Book, entries: &[ContentsEntry], parent: NodeId) {
        if entries.is_empty() {
            return;
        }
        let list = self.append(parent, Element::new(Name::Ol));
        for entry in entries {
            let class = match entry.kind {
                ContentsKind::Part => "toc-part",
                ContentsKind::Chapter if !entry.below.is_empty() => "toc-chapter toc-group",
                ContentsKind::Chapter => "toc-chapter",
                ContentsKind::Heading => "toc-heading",
            };
            let item = self.append(list, Element::new(Name::Li).with("class", class));
            self.line(book, entry, item);
            self.list(book, &entry.below, item);
        }
    }

    fn line(&mut self, book: &Book, entry: &ContentsEntry, item: NodeId) {
        let paragraph = self.append(item, Element::new(Name::P));
        let mut link = Element::new(Name::A);
        link.target = Some(entry.target());
        let chapter = book.chapters.get(entry.chapter);
        if let Some(language) = chapter.and_then(|chapter| chapter.metadata.language.as_deref()) {
            link = link.with("lang", language);
        }
        let link = self.append(paragraph, link);
        self.tree
            .append_text(link, entry.title.as_str(), Span::NOWHERE);
        let anchor = format!("page-{}", self.lines.len() + 1);
        let leader = Element::new(Name::Span).with("class", "leader");
        let number = Element::new(Name::Span)
            .with("class", "page-number")
            .with("id", anchor.as_str());
        let line = ContentsLine {
            chapter: entry.chapter,
            id: entry.id.clone(),
            paragraph,
            link,
            leader: self.append(link, leader),
            number: self.append(link, number),
            anchor,
        };
        self.lines.push(line);
    }

    fn append(&mut self, parent: NodeId, element: Element) -> NodeId {
        self.tree.append(parent, element, Span::NOWHERE)
    }
}
