//! Structure elements as the boxes are made: takes elements as they open and close, gives each piece of content its tag.

use crate::pdf::page::{Link, Role, StructureElement, StructureId, Tag};
use std::sync::Arc;

/// What an inline element means, until content in it makes it a structure element.
#[derive(Debug, Clone)]
pub(super) enum InlineMeaning {
    /// A link.
    Link(Link),
    /// Anything else.
    Role(Role),
}

/// An open inline element. It is made anew in each block that it runs through, for a paragraph can't hold parts of another.
#[derive(Debug)]
struct OpenInline {
    meaning: InlineMeaning,
    order: u32,
    language: Option<Arc<str>>,
    title: Option<String>,
    made: Option<Made>,
}

/// An inline element's structure element.
#[derive(Debug, Clone, Copy)]
struct Made {
    element: StructureId,
    link: Option<u32>,
}

/// The structure elements of a chapter in the making.
#[derive(Debug, Default)]
pub(super) struct Structure {
    pub(super) elements: Vec<StructureElement>,
    pub(super) links: Vec<Link>,
    blocks: Vec<OpenBlock>,
    /// The paragraph made for text that stands directly in a section, quote or division.
    anonymous: Option<StructureId>,
    inline: Vec<OpenInline>,
    /// The last item of a list that was opened for a term or its definition.
    term: Option<TermItem>,
    document_language: Arc<str>,
}

/// A list item made of a `dt` and its `dd`s.
#[derive(Debug)]
struct TermItem {
    list: StructureId,
    element: StructureId,
    has_body: bool,
}

#[derive(Debug)]
struct OpenBlock {
    element: StructureId,
    language: Arc<str>,
}

impl Structure {
    pub(super) fn new(document_language: &str) -> Structure {
        Structure {
            document_language: Arc::from(document_language),
            ..Structure::default()
        }
    }

    /// How deep the open blocks are, to come back to with [`close_to`](Structure::close_to).
    pub(super) fn depth(&self) -> usize {
        self.blocks.len()
    }

    /// The role of the innermost open block.
    pub(super) fn role(&self) -> Option<&Role> {
        let element = self.blocks.last()?.element;
        self.elements
            .get(element.0 as usize)
            .map(|element| &element.role)
    }

    /// A block-level element begins. What PDF doesn't allow where it stands is put in the elements it must be in.
    pub(super) fn open(&mut self, role: Role, order: u32, language: &Arc<str>) -> StructureId {
        self.end_paragraph();
        if matches!(self.role(), Some(Role::List { .. })) {
            self.go_on_with_item(&role, language);
        }
        for missing in missing_parents(self.role(), &role) {
            self.push(missing, order, language);
        }
        let element = self.push(role, order, language);
        self.note_item();
        element
    }

    /// A term's second definition, or its second name, is in the item of the first.
    fn go_on_with_item(&mut self, role: &Role, language: &Arc<str>) {
        let list = self.blocks.last().map(|block| block.element);
        let goes_on = |item: &&TermItem| match role {
            Role::ListBody => true,
            Role::Label => !item.has_body,
            _ => false,
        };
        let item = self
            .term
            .as_ref()
            .filter(|item| Some(item.list) == list)
            .filter(goes_on);
        if let Some(element) = item.map(|item| item.element) {
            self.blocks.push(OpenBlock {
                element,
                language: language.clone(),
            });
        }
    }

    /// Remembers the item whose label or body was just opened.
    fn note_item(&mut self) {
        let [.., list, item, part] = self.blocks.as_slice() else {
            return;
        };
        let role = |block: &OpenBlock| {
            self.elements
                .get(block.element.0 as usize)
                .map(|own| &own.role)
        };
        if role(item) == Some(&Role::ListItem) {
            let has_body = role(part) == Some(&Role::ListBody);
            self.term = Some(TermItem {
                list: list.element,
                element: item.element,
                has_body,
            });
        }
    }

    /// A list item's label in the open item; plain content where no item is open.
    pub(super) fn label(&mut self, order: u32) -> Tag {
        match self.role() {
            Some(Role::ListItem | Role::TableOfContentsItem) => {
                let parent = self.blocks.last().map(|block| block.element);
                let element = self.add(Role::Label, parent, order);
                Tag::Structure { element, order }
            }
            _ => self.content(order).0,
        }
    }

    /// The blocks opened since [`depth`](Structure::depth) was `depth` end.
    pub(super) fn close_to(&mut self, depth: usize) {
        self.end_paragraph();
        self.blocks.truncate(depth);
    }

    /// A run of inline content ends.
    pub(super) fn end_paragraph(&mut self) {
        self.anonymous = None;
        for inline in &mut self.inline {
            inline.made = None;
        }
    }

    /// An inline element begins.
    pub(super) fn open_inline(
        &mut self,
        meaning: InlineMeaning,
        order: u32,
        language: &Arc<str>,
        title: Option<String>,
    ) {
        let language = (*language != self.language()).then(|| language.clone());
        self.inline.push(OpenInline {
            meaning,
            order,
            language,
            title,
            made: None,
        });
    }

    /// The last begun inline element ends.
    pub(super) fn close_inline(&mut self) {
        self.inline.pop();
    }

    /// The note whose first line may be open, and the place of a label in it: before everything else.
    pub(super) fn note(&self) -> Option<(StructureId, u32)> {
        let open = self.blocks.iter().rev().take(2);
        let note = open.map(|block| block.element).find(|id| {
            let element = self.elements.get(id.0 as usize);
            element.is_some_and(|element| element.role == Role::Note)
        })?;
        Some((note, self.elements.get(note.0 as usize)?.order))
    }

    /// The language of what is open.
    pub(super) fn language(&self) -> Arc<str> {
        let inline = self
            .inline
            .iter()
            .rev()
            .find_map(|open| open.language.as_ref());
        let block = self.blocks.last().map(|block| &block.language);
        inline.or(block).unwrap_or(&self.document_language).clone()
    }

    /// The tag of content at this place, and the link it is in.
    pub(super) fn content(&mut self, order: u32) -> (Tag, Option<u32>) {
        let (element, link) = self.innermost(order);
        (Tag::Structure { element, order }, link)
    }

    /// A figure in a line, with its alternative text. In an illustration it is a part of that.
    pub(super) fn figure_in_line(&mut self, order: u32, alternative: &str) -> Tag {
        if self.role() == Some(&Role::Figure) {
            return self.content(order).0;
        }
        let (parent, _) = self.innermost(order);
        self.figure(Some(parent), order, alternative)
    }

    /// A figure between blocks. Inside a link that runs through blocks it is the link's.
    pub(super) fn figure_alone(&mut self, order: u32, alternative: &str) -> Tag {
        if !self.inline.is_empty() || self.role() == Some(&Role::Figure) {
            return self.figure_in_line(order, alternative);
        }
        let language = self.language();
        for missing in missing_parents(self.role(), &Role::Figure) {
            self.push(missing, order, &language);
        }
        let parent = self.blocks.last().map(|block| block.element);
        self.figure(parent, order, alternative)
    }

    fn figure(&mut self, parent: Option<StructureId>, order: u32, alternative: &str) -> Tag {
        let element = self.add(Role::Figure, parent, order);
        if let Some(own) = self.elements.last_mut() {
            own.describe(|own| own.alternative = Some(alternative.to_owned()));
        }
        Tag::Structure { element, order }
    }

    /// The link that content at this place would be in.
    pub(super) fn link(&mut self, order: u32) -> Option<u32> {
        let is_link = |open: &OpenInline| matches!(open.meaning, InlineMeaning::Link(_));
        if self.inline.iter().any(is_link) {
            self.innermost(order).1
        } else {
            None
        }
    }

    /// A structure element in `parent`, which is not opened: a label, a cell that is missing.
    pub(super) fn add(
        &mut self,
        role: Role,
        parent: Option<StructureId>,
        order: u32,
    ) -> StructureId {
        let id = StructureId(u32::try_from(self.elements.len()).unwrap_or(u32::MAX));
        self.elements
            .push(StructureElement::new(role, parent, order));
        id
    }

    /// The element, to be completed.
    pub(super) fn element_mut(&mut self, id: StructureId) -> Option<&mut StructureElement> {
        self.elements.get_mut(id.0 as usize)
    }

    fn push(&mut self, role: Role, order: u32, language: &Arc<str>) -> StructureId {
        let outer = self
            .blocks
            .last()
            .map_or(&self.document_language, |block| &block.language);
        let differs = (language != outer).then(|| language.to_string());
        let parent = self.blocks.last().map(|block| block.element);
        let element = self.add(role, parent, order);
        if let Some(own) = self.elements.last_mut() {
            own.describe(|own| own.language = differs);
        }
        self.blocks.push(OpenBlock {
            element,
            language: language.clone(),
        });
        element
    }

    /// The innermost open element, all made down to it.
    fn innermost(&mut self, order: u32) -> (StructureId, Option<u32>) {
        if let Some(made) = self.inline.last().and_then(|open| open.made) {
            return (made.element, made.link);
        }
        let mut made = Made {
            element: self.block(order),
            link: None,
        };
        for depth in 0..self.inline.len() {
            made = self.make_inline(depth, made);
        }
        (made.element, made.link)
    }

    /// Makes the inline element at `depth` in `outer`, unless it is made.
    fn make_inline(&mut self, depth: usize, outer: Made) -> Made {
        let Some(open) = self.inline.get(depth) else {
            return outer;
        };
        if let Some(made) = open.made {
            return made;
        }
        let (order, title) = (open.order, open.title.clone());
        let language = open.language.as_ref().map(|language| language.to_string());
        let (role, link) = match open.meaning.clone() {
            InlineMeaning::Role(role) => (role, outer.link),
            InlineMeaning::Link(link) => {
                self.links.push(link);
                let link = u32::try_from(self.links.len() - 1).unwrap_or(u32::MAX);
                (Role::Link(link), Some(link))
            }
        };
        let (parent, order) = match role {
            Role::Label => self.note().unwrap_or((outer.element, order)),
            _ => (outer.element, order),
        };
        let element = self.add(role, Some(parent), order);
        if let Some(own) = self.elements.last_mut() {
            own.describe(|own| (own.language, own.title) = (language, title));
        }
        let made = Made { element, link };
        if let Some(open) = self.inline.get_mut(depth) {
            open.made = Some(made);
        }
        made
    }

    /// The block-level element for content: a paragraph is made where PDF wants one (PDF 32000-1 14.8.4.2: grouping elements hold no content).
    fn block(&mut self, order: u32) -> StructureId {
        if let Some(paragraph) = self.anonymous {
            return paragraph;
        }
        let language = self
            .blocks
            .last()
            .map_or(&self.document_language, |block| &block.language)
            .clone();
        for missing in missing_parents(self.role(), &Role::Paragraph) {
            self.push(missing, order, &language);
        }
        let parent = self.blocks.last().map(|block| block.element);
        match (parent, self.role()) {
            (Some(parent), Some(role)) if !holds_only_blocks(role) => parent,
            _ => {
                let paragraph = self.add(Role::Paragraph, parent, order);
                self.anonymous = Some(paragraph);
                paragraph
            }
        }
    }
}

/// The elements that must stand between `parent` and `child` (PDF 32000-1 table 336; PDF/UA-1 7.6).
fn missing_parents(parent: Option<&Role>, child: &Role) -> Vec<Role> {
    let plain_list = || Role::List {
        numbering: crate::pdf::page::ListNumbering::None,
    };
    match (parent, child) {
        (Some(Role::List { .. }), Role::ListItem | Role::List { .. }) => vec![],
        (Some(Role::List { .. }), Role::Label | Role::ListBody) => vec![Role::ListItem],
        (Some(Role::List { .. }), _) => vec![Role::ListItem, Role::ListBody],
        (Some(Role::ListItem), Role::Label | Role::ListBody) => vec![],
        (Some(Role::ListItem), _) => vec![Role::ListBody],
        (_, Role::ListItem) => vec![plain_list()],
        (_, Role::Label | Role::ListBody) => vec![plain_list(), Role::ListItem],
        (Some(Role::TableOfContents), Role::TableOfContentsItem | Role::TableOfContents) => vec![],
        (Some(Role::TableOfContents), _) => vec![Role::TableOfContentsItem],
        (_, Role::TableOfContentsItem) => vec![Role::TableOfContents],
        _ => vec![],
    }
}

/// Is it an element that holds others and no content of its own?
fn holds_only_blocks(role: &Role) -> bool {
    matches!(
        role,
        Role::Part
            | Role::Section
            | Role::Division
            | Role::BlockQuote
            | Role::TableOfContents
            | Role::TableOfContentsItem
            | Role::Table
            | Role::TableHead
            | Role::TableBody
            | Role::TableFoot
            | Role::TableRow
    )
}
