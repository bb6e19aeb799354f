//! A chapter's headings, for the contents of either book.

use crate::markup::{Name, NodeId, NodeKind, Tree};

/// A heading of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// 1 to 6.
    pub level: u8,
    /// Its id.
    pub id: Option<String>,
    /// Its words in one line, without calls to notes and ruby.
    pub text: String,
    /// Its element.
    pub node: NodeId,
    /// Does its author want it left out of lists of contents (kramdown's `no_toc`)?
    pub hidden: bool,
}

/// The headings that structure a chapter, in order: not those within quotes, figures, tables, lists and notes.
pub fn outline(tree: &Tree) -> Vec<OutlineEntry> {
    let mut entries = Vec::new();
    gather(tree, tree.root(), &mut entries);
    entries
}

fn gather(tree: &Tree, node: NodeId, entries: &mut Vec<OutlineEntry>) {
    let Some(element) = tree.element(node) else {
        return;
    };
    if let Some(level) = element.name.heading_level() {
        entries.push(OutlineEntry {
            level,
            id: element.id().map(str::to_owned),
            text: words(tree, node),
            node,
            hidden: element.classes().any(|class| class == "no_toc"),
        });
    } else if is_structural(element.name) {
        tree.children(node)
            .for_each(|child| gather(tree, child, entries));
    }
}

fn is_structural(name: Name) -> bool {
    matches!(
        name,
        Name::Body | Name::Section | Name::Article | Name::Header | Name::Footer | Name::Div
    )
}

/// A heading's words in one line.
fn words(tree: &Tree, node: NodeId) -> String {
    let mut text = String::new();
    add_words(tree, node, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add_words(tree: &Tree, node: NodeId, text: &mut String) {
    match &tree.node(node).kind {
        NodeKind::Text(piece) => text.push_str(piece),
        NodeKind::Element(element) => match element.name {
            Name::Br => text.push(' '),
            Name::Img => text.push_str(element.get("alt").unwrap_or("")),
            Name::Rt => {}
            _ if element.is_type("noteref") => {}
            _ => tree
                .children(node)
                .for_each(|child| add_words(tree, child, text)),
        },
    }
}
