//! A tree of elements and text in one list: no recursion to drop it, and neighbours at hand for selectors.

use crate::document::Target;
use crate::markup::Name;
use crate::media::MediaId;
use crate::span::Span;
use std::borrow::Cow;

/// A node's number in its [`Tree`]; numbers ascend in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// A chapter's elements. Node 0 is the root: the chapter's `section`, or `body`.
///
/// ```
/// use chapbook::markup::{Element, Name, Tree};
/// use chapbook::span::Span;
/// let mut tree = Tree::new(Element::new(Name::Section), Span::NOWHERE);
/// let paragraph = tree.append(tree.root(), Element::new(Name::P).with("class", "lead"), Span::NOWHERE);
/// tree.append_text(paragraph, "Hello", Span::NOWHERE);
/// assert_eq!(tree.text_of(tree.root()), "Hello");
/// ```
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Node>,
}

/// A node with its neighbours.
#[derive(Debug, Clone)]
pub struct Node {
    /// Element or text.
    pub kind: NodeKind,
    /// Where its author typed it.
    pub span: Span,
    parent: Neighbour,
    previous: Neighbour,
    next: Neighbour,
    first_child: Neighbour,
    last_child: Neighbour,
}

/// A node's number, or none. Half the size of an `Option`: a book's trees are a good part of what is in memory.
#[derive(Debug, Clone, Copy)]
struct Neighbour(u32);

impl Neighbour {
    const NONE: Neighbour = Neighbour(u32::MAX);

    fn id(self) -> Option<NodeId> {
        (self.0 != u32::MAX).then_some(NodeId(self.0))
    }
}

impl From<NodeId> for Neighbour {
    fn from(id: NodeId) -> Neighbour {
        Neighbour(id.0)
    }
}

/// Element or text.
#[derive(Debug, Clone)]
pub enum NodeKind {
    /// An element.
    Element(Box<Element>),
    /// Text with its own spaces.
    Text(String),
}

/// An element.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Its name.
    pub name: Name,
    /// Attributes in the order written: `id`, `class`, `epub:type`, `role`, `lang`, `dir`, `alt`, `title`, `colspan`, ...
    pub attributes: Vec<(Cow<'static, str>, String)>,
    /// Where an `a` leads; `href` is made of it.
    pub target: Option<Target>,
    /// What an `img` shows; `src` is made of it.
    pub picture: Option<MediaId>,
}

impl Element {
    /// An element without attributes.
    pub fn new(name: Name) -> Element {
        Element {
            name,
            attributes: Vec::new(),
            target: None,
            picture: None,
        }
    }

    /// With one more attribute.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Element {
        self.attributes.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// An attribute's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// The id.
    pub fn id(&self) -> Option<&str> {
        self.get("id")
    }

    /// The classes.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.get("class").unwrap_or("").split_ascii_whitespace()
    }

    /// Is this one of the words of `epub:type`?
    pub fn is_type(&self, kind: &str) -> bool {
        self.get("epub:type")
            .is_some_and(|types| types.split_ascii_whitespace().any(|own| own == kind))
    }
}

impl Tree {
    /// A tree of one element.
    pub fn new(root: Element, span: Span) -> Tree {
        Tree {
            nodes: vec![Node::new(NodeKind::Element(Box::new(root)), span)],
        }
    }

    /// The root.
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// Adds an element as the last child of `parent`.
    pub fn append(&mut self, parent: NodeId, element: Element, span: Span) -> NodeId {
        self.push(parent, NodeKind::Element(Box::new(element)), span)
    }

    /// Adds text as the last child of `parent`.
    pub fn append_text(&mut self, parent: NodeId, text: impl Into<String>, span: Span) -> NodeId {
        self.push(parent, NodeKind::Text(text.into()), span)
    }

    /// How many nodes there are; ids are below this.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never: there is always a root.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Every node in document order.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// The node of this id, which must be of this tree.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The element of this id, if it is one.
    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.node(id).kind {
            NodeKind::Element(element) => Some(element),
            NodeKind::Text(_) => None,
        }
    }

    /// The element of this id, to be changed.
    pub fn element_mut(&mut self, id: NodeId) -> Option<&mut Element> {
        match &mut self.nodes.get_mut(id.0 as usize)?.kind {
            NodeKind::Element(element) => Some(element),
            NodeKind::Text(_) => None,
        }
    }

    /// The children in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let first = self.node(id).first_child();
        std::iter::successors(first, |child| self.node(*child).next())
    }

    /// The node and everything in it, parents first.
    pub fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), move |at| self.following(*at, id))
    }

    /// The words in a node.
    pub fn text_of(&self, id: NodeId) -> String {
        let texts = self
            .descendants(id)
            .filter_map(|id| match &self.node(id).kind {
                NodeKind::Text(text) => Some(text.as_str()),
                NodeKind::Element(_) => None,
            });
        texts.collect()
    }

    fn following(&self, at: NodeId, within: NodeId) -> Option<NodeId> {
        let node = self.node(at);
        if let Some(first) = node.first_child() {
            return Some(first);
        }
        let mut up = at;
        while up != within {
            if let Some(next) = self.node(up).next() {
                return Some(next);
            }
            up = self.node(up).parent()?;
        }
        None
    }

    fn push(&mut self, parent: NodeId, kind: NodeKind, span: Span) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let previous = self.node(parent).last_child;
        self.nodes.push(Node {
            parent: parent.into(),
            previous,
            ..Node::new(kind, span)
        });
        match previous.id() {
            Some(previous) => self.nodes[previous.0 as usize].next = id.into(),
            None => self.nodes[parent.0 as usize].first_child = id.into(),
        }
        self.nodes[parent.0 as usize].last_child = id.into();
        id
    }

    /// Gives back the memory that was kept for more nodes.
    pub(super) fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
    }
}

impl Node {
    fn new(kind: NodeKind, span: Span) -> Node {
        Node {
            kind,
            span,
            parent: Neighbour::NONE,
            previous: Neighbour::NONE,
            next: Neighbour::NONE,
            first_child: Neighbour::NONE,
            last_child: Neighbour::NONE,
        }
    }

    /// The parent.
    pub fn parent(&self) -> Option<NodeId> {
        self.parent.id()
    }

    /// The sibling before.
    pub fn previous(&self) -> Option<NodeId> {
        self.previous.id()
    }

    /// The sibling after.
    pub fn next(&self) -> Option<NodeId> {
        self.next.id()
    }

    /// The first child.
    pub fn first_child(&self) -> Option<NodeId> {
        self.first_child.id()
    }
}
