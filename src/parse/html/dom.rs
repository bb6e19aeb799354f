//! The tree that html5ever makes: takes its calls, keeps elements, text and held Markdown nodes with their places.

use crate::span::Span;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A node's number.
pub(super) type NodeId = usize;

/// The document, the root of all.
pub(super) const DOCUMENT: NodeId = 0;

/// The name of the element by which a finished Markdown node takes its place in the tree.
pub(super) const HELD: &str = "md-held";

/// What html5ever keeps of a node: its number, and its name, which it asks for all the time.
#[derive(Clone)]
pub(super) struct Handle {
    id: NodeId,
    name: Rc<QualName>,
}

/// A node and its neighbours.
pub(super) struct DomNode {
    pub(super) kind: DomKind,
    pub(super) span: Span,
    /// How many elements it stands in.
    pub(super) depth: usize,
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
}

/// What a node is.
pub(super) enum DomKind {
    Document,
    Element {
        name: Rc<QualName>,
        attributes: Vec<Attribute>,
    },
    Text(String),
    /// A finished Markdown node, by its number in the session.
    Held(usize),
    /// A comment that asks where the next node would go.
    Probe,
}

/// The tree under construction.
pub(super) struct Dom {
    nodes: RefCell<Vec<DomNode>>,
    nameless: Rc<QualName>,
    /// Where what is being fed was typed.
    pub(super) span: Cell<Span>,
    /// The number of the Markdown node whose element comes next.
    pub(super) held: Cell<usize>,
    /// The innermost open element, as the last probe found it.
    pub(super) current: Cell<NodeId>,
    /// How many elements were made since this was last set to 0.
    pub(super) made: Cell<usize>,
}

impl Dom {
    pub(super) fn new() -> Dom {
        let dom = Dom {
            nodes: RefCell::new(Vec::new()),
            nameless: Rc::new(QualName::new(None, ns!(), local_name!(""))),
            span: Cell::new(Span::NOWHERE),
            held: Cell::new(0),
            current: Cell::new(DOCUMENT),
            made: Cell::new(0),
        };
        dom.add(DomKind::Document);
        dom.add(DomKind::Probe);
        dom
    }

    /// How many elements stand around what comes next, html5ever's own root not counted.
    pub(super) fn depth(&self) -> usize {
        let current = self
            .nodes
            .borrow()
            .get(self.current.get())
            .map(|node| node.depth);
        current.unwrap_or(0).saturating_sub(1)
    }

    /// The innermost open element's end lies at `end`, with those around it up to `outer`.
    pub(super) fn close_up_to(&self, inner: NodeId, outer: NodeId, end: Span) {
        let mut nodes = self.nodes.borrow_mut();
        let mut at = inner;
        while at != outer
            && let Some(node) = nodes.get_mut(at)
        {
            node.span = node.span.to(end);
            match node.parent {
                Some(parent) => at = parent,
                None => return,
            }
        }
    }

    pub(super) fn into_nodes(self) -> Vec<DomNode> {
        self.nodes.into_inner()
    }

    fn add(&self, kind: DomKind) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(DomNode {
            kind,
            span: self.span.get(),
            depth: 0,
            parent: None,
            previous: None,
            next: None,
            first: None,
            last: None,
        });
        nodes.len() - 1
    }

    fn handle(&self, id: NodeId) -> Handle {
        Handle {
            id,
            name: Rc::clone(&self.nameless),
        }
    }

    /// Puts `child` before `next`, or last, into `parent`.
    fn insert(&self, parent: NodeId, next: Option<NodeId>, child: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let previous = match next {
            Some(next) => nodes[next].previous,
            None => nodes[parent].last,
        };
        let depth = nodes[parent].depth + 1;
        let node = &mut nodes[child];
        (node.parent, node.previous, node.next) = (Some(parent), previous, next);
        node.depth = depth;
        match previous {
            Some(previous) => nodes[previous].next = Some(child),
            None => nodes[parent].first = Some(child),
        }
        match next {
            Some(next) => nodes[next].previous = Some(child),
            None => nodes[parent].last = Some(child),
        }
    }

    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let node = &mut nodes[id];
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        match (previous, parent) {
            (Some(previous), _) => nodes[previous].next = next,
            (None, Some(parent)) => nodes[parent].first = next,
            (None, None) => {}
        }
        match (next, parent) {
            (Some(next), _) => nodes[next].previous = previous,
            (None, Some(parent)) => nodes[parent].last = previous,
            (None, None) => {}
        }
    }

    /// Puts a node or text before `next`, or last, into `parent`; text is joined to text.
    fn place(&self, parent: NodeId, next: Option<NodeId>, child: NodeOrText<Handle>) {
        let text = match child {
            NodeOrText::AppendNode(child) => {
                self.detach(child.id);
                return self.insert(parent, next, child.id);
            }
            NodeOrText::AppendText(text) => text,
        };
        if !self.join(parent, next, &text) {
            let id = self.add(DomKind::Text(text.to_string()));
            self.insert(parent, next, id);
        }
    }

    fn join(&self, parent: NodeId, next: Option<NodeId>, more: &str) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        let before = match next {
            Some(next) => nodes[next].previous,
            None => nodes[parent].last,
        };
        let Some(node) = before.map(|before| &mut nodes[before]) else {
            return false;
        };
        let DomKind::Text(text) = &mut node.kind else {
            return false;
        };
        text.push_str(more);
        node.span = node.span.to(self.span.get());
        true
    }

    fn parent_of(&self, id: NodeId) -> Option<NodeId> {
        self.nodes.borrow()[id].parent
    }

    fn is_probe(&self, child: &NodeOrText<Handle>) -> bool {
        match child {
            NodeOrText::AppendNode(child) => {
                matches!(self.nodes.borrow()[child.id].kind, DomKind::Probe)
            }
            NodeOrText::AppendText(_) => false,
        }
    }
}

impl DomNode {
    pub(super) fn first(&self) -> Option<NodeId> {
        self.first
    }

    pub(super) fn next(&self) -> Option<NodeId> {
        self.next
    }

    pub(super) fn parent(&self) -> Option<NodeId> {
        self.parent
    }
}

/// The one probe there is; it is never put into the tree.
const PROBE: NodeId = 1;

impl TreeSink for Dom {
    type Handle = Handle;
    type Output = Vec<DomNode>;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Vec<DomNode> {
        self.into_nodes()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.handle(DOCUMENT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.name
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        self.made.set(self.made.get() + 1);
        let name = Rc::new(name);
        let kind = if &*name.local == HELD {
            DomKind::Held(self.held.get())
        } else {
            DomKind::Element {
                name: Rc::clone(&name),
                attributes,
            }
        };
        Handle {
            id: self.add(kind),
            name,
        }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.handle(PROBE)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.create_comment(StrTendril::new())
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        if self.is_probe(&child) {
            self.current.set(parent.id);
        } else {
            self.place(parent.id, None, child);
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        match self.parent_of(element.id) {
            Some(_) => self.append_before_sibling(element, child),
            None => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let Some(parent) = self.parent_of(sibling.id) {
            self.place(parent, Some(sibling.id), child);
        }
    }

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let first = self.nodes.borrow()[node.id].first;
            let Some(child) = first else {
                return;
            };
            self.detach(child);
            self.insert(new_parent.id, None, child);
        }
    }
}
