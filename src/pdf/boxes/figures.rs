//! Figures: tells those that show pictures and nothing else, which PDF knows as `Figure`, from those that hold code, a table or words.

use super::pictures::described;
use super::walk::Builder;
use crate::markup::{Element, Name, NodeId, NodeKind};
use crate::style::Display;

impl Builder<'_> {
    /// The alternative text of a `figure` that has nothing but pictures and a caption in it. Of several pictures, which share their
    /// caption, the texts stand one after the other.
    pub(super) fn illustration(&self, id: NodeId, element: &Element) -> Option<String> {
        if element.name != Name::Figure {
            return None;
        }
        let mut alternatives = Vec::new();
        let children = self.tree.children(id);
        for child in children.filter(|child| !self.is_caption(*child)) {
            for node in self.tree.descendants(child) {
                match &self.tree.node(node).kind {
                    NodeKind::Text(text) if text.trim().is_empty() => {}
                    NodeKind::Element(element) if element.name == Name::Img => {
                        alternatives.extend(self.shown_picture(node, element)?);
                    }
                    NodeKind::Element(element) if is_around_pictures(element.name) => {}
                    NodeKind::Text(_) | NodeKind::Element(_) => return None,
                }
            }
        }
        (!alternatives.is_empty()).then(|| alternatives.join("; "))
    }

    fn is_caption(&self, node: NodeId) -> bool {
        let element = self.tree.element(node);
        element.is_some_and(|own| own.name == Name::Figcaption)
    }

    /// What a picture shows, if it isn't decoration; `None` where words stand for it.
    fn shown_picture<'e>(&self, node: NodeId, element: &'e Element) -> Option<Option<&'e str>> {
        self.natural_size(element.picture?)?;
        let is_seen = self.styles.of(node).display != Display::None;
        Some(described(element).filter(|_| is_seen))
    }
}

/// Elements that say nothing of what a picture in them is.
fn is_around_pictures(name: Name) -> bool {
    matches!(name, Name::A | Name::Div | Name::P | Name::Span)
}
