//! HTML as browsers understand it: takes HTML, gives its tree as lines, so that what is written differently and means the same is equal.

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, QualName, local_name, ns, parse_fragment};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A node's number and name.
#[derive(Clone)]
struct Handle(usize, Rc<QualName>);

/// What a node is, its parent, its children.
type Entry = (Node, Option<usize>, Vec<usize>);

enum Node {
    Element(Rc<QualName>, Vec<Attribute>),
    Text(String),
    Other,
}

#[derive(Default)]
struct Dom {
    nodes: RefCell<Vec<Entry>>,
}

/// An element or text of a fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Html {
    Element {
        name: String,
        /// By name.
        attributes: BTreeMap<String, String>,
        content: Vec<Html>,
    },
    Text(String),
}

/// The nodes of an HTML fragment, without comments.
pub fn fragment(html: &str) -> Vec<Html> {
    let context = QualName::new(None, ns!(html), local_name!("body"));
    let dom = Dom::default();
    dom.add(Node::Other);
    let dom = parse_fragment(dom, Default::default(), context, Vec::new(), false).one(html.trim());
    let nodes = dom.nodes.into_inner();
    // html5ever puts an element of its own around a fragment.
    let root = nodes[0].2.first();
    root.map_or(Vec::new(), |root| content(&nodes, *root))
}

fn content(nodes: &[Entry], parent: usize) -> Vec<Html> {
    let made = |id: &usize| match &nodes[*id].0 {
        Node::Text(text) => Some(Html::Text(text.clone())),
        Node::Element(name, attributes) => Some(Html::Element {
            name: name.local.to_string(),
            attributes: attributes
                .iter()
                .map(|pair| (pair.name.local.to_string(), value(pair)))
                .collect(),
            content: content(nodes, *id),
        }),
        Node::Other => None,
    };
    nodes[parent].2.iter().filter_map(made).collect()
}

/// Nodes a line each, their depth as indent; white space that doesn't show is left out.
pub fn lines(nodes: &[Html]) -> String {
    let mut out = String::new();
    nodes
        .iter()
        .for_each(|node| write(node, 0, false, &mut out));
    out
}

fn write(node: &Html, depth: usize, verbatim: bool, out: &mut String) {
    match node {
        Html::Text(text) if verbatim => line(out, depth, &format!("{text:?}")),
        Html::Text(text) => {
            let words: Vec<_> = text.split_ascii_whitespace().collect();
            if !words.is_empty() {
                line(out, depth, &format!("{:?}", words.join(" ")));
            }
        }
        Html::Element {
            name,
            attributes,
            content,
        } => {
            let pairs: String = attributes
                .iter()
                .map(|(key, value)| format!(" {key}={value:?}"))
                .collect();
            line(out, depth, &format!("{name}{pairs}"));
            let verbatim = verbatim || name == "pre";
            content
                .iter()
                .for_each(|inner| write(inner, depth + 1, verbatim, out));
        }
    }
}

/// An attribute's value; of a URL, what needs it percent-encoded, as the specification leaves that open.
fn value(attribute: &Attribute) -> String {
    if !matches!(&*attribute.name.local, "href" | "src") {
        return attribute
            .value
            .split_ascii_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
    }
    let encode = |byte: u8| match byte {
        // In XHTML a line end in a value reads as a space (XML 1.0, 3.3.3).
        b'\n' => "%20".to_owned(),
        b' ' | b'"' | b'\\' | b'`' | b'[' | b']' | 0x80.. => format!("%{byte:02X}"),
        _ => char::from(byte).to_string(),
    };
    attribute.value.bytes().map(encode).collect()
}

fn line(out: &mut String, depth: usize, content: &str) {
    out.push_str(&"  ".repeat(depth));
    out.push_str(content);
    out.push('\n');
}

impl Dom {
    fn add(&self, node: Node) -> usize {
        self.nodes.borrow_mut().push((node, None, Vec::new()));
        self.nodes.borrow().len() - 1
    }

    fn handle(&self, id: usize) -> Handle {
        Handle(id, Rc::new(QualName::new(None, ns!(), LocalName::from(""))))
    }

    fn insert(&self, parent: usize, at: Option<usize>, child: NodeOrText<Handle>) {
        let position = |nodes: &[Entry]| {
            let siblings = &nodes[parent].2;
            at.and_then(|at| siblings.iter().position(|sibling| *sibling == at))
                .unwrap_or(siblings.len())
        };
        let id = match child {
            // Comments say nothing, and text on both sides is one.
            NodeOrText::AppendNode(child)
                if matches!(self.nodes.borrow()[child.0].0, Node::Other) =>
            {
                return;
            }
            NodeOrText::AppendNode(child) => {
                self.remove(child.0);
                child.0
            }
            NodeOrText::AppendText(more) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = position(&nodes)
                    .checked_sub(1)
                    .map(|at| nodes[parent].2[at]);
                if let Some(before) = before
                    && let Node::Text(text) = &mut nodes[before].0
                {
                    text.push_str(&more);
                    return;
                }
                drop(nodes);
                self.add(Node::Text(more.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let position = position(&nodes);
        nodes[parent].2.insert(position, id);
        nodes[id].1 = Some(parent);
    }

    fn remove(&self, id: usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[id].1.take() {
            nodes[parent].2.retain(|child| *child != id);
        }
    }
}

impl TreeSink for Dom {
    type Handle = Handle;
    type Output = Dom;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Dom {
        self
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> Handle {
        self.handle(0)
    }
    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.1
    }
    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        let name = Rc::new(name);
        Handle(self.add(Node::Element(Rc::clone(&name), attributes)), name)
    }
    fn create_comment(&self, _: StrTendril) -> Handle {
        self.handle(self.add(Node::Other))
    }
    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.handle(self.add(Node::Other))
    }
    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.0, None, child);
    }
    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let parent = self.nodes.borrow()[element.0].1;
        match parent {
            Some(parent) => self.insert(parent, Some(element.0), child),
            None => self.insert(previous.0, None, child),
        }
    }
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }
    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.0 == y.0
    }
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[sibling.0].1.unwrap_or(0);
        self.insert(parent, Some(sibling.0), child);
    }
    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}
    fn remove_from_parent(&self, target: &Handle) {
        self.remove(target.0);
    }
    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[node.0].2);
        for child in children {
            self.nodes.borrow_mut()[child].1 = None;
            let handle = self.handle(child);
            self.insert(new_parent.0, None, NodeOrText::AppendNode(handle));
        }
    }
}
