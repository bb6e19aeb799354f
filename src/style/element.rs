//! Elements as selectors see them: those of a chapter's tree, inside the `html` and `body` that every file of an EPUB has.

use crate::markup::{Element, Name, NodeId, NodeKind, Tree};
use crate::style::selector::{Css, PseudoClass, PseudoElement, Word, XHTML, hash};
use selectors::OpaqueElement;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::{BLOOM_HASH_MASK, BloomFilter};
use selectors::matching::{ElementSelectorFlags, MatchingContext};

/// The namespace of `epub:type`.
const EPUB: &str = "http://www.idpf.org/2007/ops";
/// The namespace of `xml:lang`.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// A chapter's tree with what is around it.
#[derive(Debug)]
pub(crate) struct Framed<'a> {
    tree: &'a Tree,
    language: &'a str,
    html: Element,
    body: Element,
}

impl<'a> Framed<'a> {
    /// The tree in its `html` and `body`, as far as it doesn't have them itself.
    pub(crate) fn new(tree: &'a Tree, language: &'a str) -> Framed<'a> {
        Framed {
            tree,
            language,
            html: Element::new(Name::Html),
            body: Element::new(Name::Body),
        }
    }

    /// The elements around the tree's root, outermost first.
    pub(crate) fn around(&self) -> impl Iterator<Item = Candidate<'_>> {
        let root = self.tree.element(self.tree.root()).map(|root| root.name);
        let places: &[Place] = match root {
            Some(Name::Html) => &[],
            Some(Name::Body) => &[Place::Html],
            _ => &[Place::Html, Place::Body],
        };
        places.iter().map(|place| Candidate {
            frame: self,
            place: *place,
        })
    }

    /// A node of the tree, if it is an element.
    pub(crate) fn candidate(&self, node: NodeId) -> Option<Candidate<'_>> {
        self.tree.element(node)?;
        Some(Candidate {
            frame: self,
            place: Place::Node(node),
        })
    }
}

/// Where an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Html,
    Body,
    Node(NodeId),
}

/// An element that selectors are tried on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate<'a> {
    frame: &'a Framed<'a>,
    place: Place,
}

impl<'a> Candidate<'a> {
    /// The element.
    pub(crate) fn element(self) -> &'a Element {
        let node = match self.place {
            Place::Html => None,
            Place::Body => Some(&self.frame.body),
            Place::Node(node) => self.frame.tree.element(node),
        };
        node.unwrap_or(&self.frame.html)
    }

    /// The hashes of its name, classes and id.
    pub(crate) fn hashes(self, take: impl FnMut(u32)) {
        let element = self.element();
        let names = element.classes().chain(element.id());
        let names = names.chain([element.name.as_str()]);
        names
            .map(|name| hash(name) & BLOOM_HASH_MASK)
            .for_each(take);
    }

    fn at(self, place: Place) -> Candidate<'a> {
        Candidate {
            frame: self.frame,
            place,
        }
    }

    /// The nearest element among `nodes`.
    fn first_element(self, mut nodes: impl Iterator<Item = NodeId>) -> Option<Candidate<'a>> {
        let node = nodes.find(|node| self.frame.tree.element(*node).is_some())?;
        Some(self.at(Place::Node(node)))
    }

    /// The value of an attribute in a namespace; `xml:lang` and `lang` are one.
    fn attribute(self, namespace: &NamespaceConstraint<&Word>, name: &str) -> Option<&'a str> {
        let element = self.element();
        match namespace {
            NamespaceConstraint::Specific(url) => match url.as_str() {
                "" if name.contains(':') => None,
                "" => element.get(name),
                EPUB if name == "type" => element.get("epub:type"),
                XML if name == "lang" => element.get("lang"),
                _ => None,
            },
            NamespaceConstraint::Any if name == "type" => {
                element.get("type").or_else(|| element.get("epub:type"))
            }
            NamespaceConstraint::Any => element.get(name),
        }
    }

    /// The language of the element's text.
    fn language(self) -> &'a str {
        let mut at = Some(self);
        while let Some(candidate) = at {
            if let Some(language) = candidate.element().get("lang") {
                return language;
            }
            at = selectors::Element::parent_element(&candidate);
        }
        self.frame.language
    }
}

/// Does a language tag fall under a range such as `de`, `*-CH` or `""` (RFC 4647, section 3.3.1)?
fn is_language(tag: &str, range: &str) -> bool {
    if range == "*" {
        return !tag.is_empty();
    }
    let mut parts = tag.split('-');
    range.split('-').enumerate().all(|(at, wanted)| {
        let own = parts.next();
        (at == 0 && wanted == "*" && own.is_some())
            || own.is_some_and(|own| own.eq_ignore_ascii_case(wanted))
    })
}

impl<'a> selectors::Element for Candidate<'a> {
    type Impl = Css;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.element())
    }

    fn parent_element(&self) -> Option<Candidate<'a>> {
        match self.place {
            Place::Html => None,
            Place::Body => Some(self.at(Place::Html)),
            Place::Node(node) => match self.frame.tree.node(node).parent() {
                Some(parent) => Some(self.at(Place::Node(parent))),
                None => self.frame.around().last(),
            },
        }
    }

    fn prev_sibling_element(&self) -> Option<Candidate<'a>> {
        let Place::Node(node) = self.place else {
            return None;
        };
        let tree = self.frame.tree;
        self.first_element(std::iter::successors(tree.node(node).previous(), |node| {
            tree.node(*node).previous()
        }))
    }

    fn next_sibling_element(&self) -> Option<Candidate<'a>> {
        let Place::Node(node) = self.place else {
            return None;
        };
        let tree = self.frame.tree;
        self.first_element(std::iter::successors(tree.node(node).next(), |node| {
            tree.node(*node).next()
        }))
    }

    fn first_element_child(&self) -> Option<Candidate<'a>> {
        match self.place {
            Place::Node(node) => self.first_element(self.frame.tree.children(node)),
            Place::Html | Place::Body => None,
        }
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.element().name.as_str() == name
    }

    fn has_namespace(&self, url: &str) -> bool {
        url == XHTML
    }

    fn is_same_type(&self, other: &Candidate<'a>) -> bool {
        self.element().name == other.element().name
    }

    fn attr_matches(
        &self,
        namespace: &NamespaceConstraint<&Word>,
        name: &Word,
        operation: &AttrSelectorOperation<&Word>,
    ) -> bool {
        self.attribute(namespace, name.as_str())
            .is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(
        &self,
        class: &PseudoClass,
        _: &mut MatchingContext<'_, Css>,
    ) -> bool {
        match class {
            PseudoClass::Link => selectors::Element::is_link(self),
            PseudoClass::Interactive(_) => false,
            PseudoClass::Language(ranges) => {
                let own = self.language();
                ranges.iter().any(|range| is_language(own, range.as_str()))
            }
        }
    }

    fn is_link(&self) -> bool {
        self.element().target.is_some() || self.element().get("href").is_some()
    }

    fn has_id(&self, id: &Word, case: CaseSensitivity) -> bool {
        let own = self.element().id();
        own.is_some_and(|own| case.eq(own.as_bytes(), id.as_str().as_bytes()))
    }

    fn has_class(&self, class: &Word, case: CaseSensitivity) -> bool {
        let class = class.as_str().as_bytes();
        self.element()
            .classes()
            .any(|own| case.eq(own.as_bytes(), class))
    }

    fn is_empty(&self) -> bool {
        match self.place {
            Place::Node(node) => {
                let tree = self.frame.tree;
                !tree
                    .children(node)
                    .any(|child| match &tree.node(child).kind {
                        NodeKind::Element(_) => true,
                        NodeKind::Text(text) => !text.is_empty(),
                    })
            }
            Place::Html | Place::Body => false,
        }
    }

    fn is_root(&self) -> bool {
        self.parent_element().is_none()
    }

    fn add_element_unique_hashes(&self, filter: &mut BloomFilter) -> bool {
        self.hashes(|hash| filter.insert_hash(hash));
        true
    }

    // There are no pseudo-elements in the tree, no shadows, no slots, no parts and nothing that changes.

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn match_pseudo_element(&self, _: &PseudoElement, _: &mut MatchingContext<'_, Css>) -> bool {
        false
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Candidate<'a>> {
        None
    }

    fn is_html_element_in_html_document(&self) -> bool {
        false
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_custom_state(&self, _: &Word) -> bool {
        false
    }

    fn imported_part(&self, _: &Word) -> Option<Word> {
        None
    }

    fn is_part(&self, _: &Word) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::is_language;

    #[test]
    fn languages_fall_under_ranges() {
        assert!(is_language("de", "de"));
        assert!(is_language("de-CH", "DE"));
        assert!(is_language("de-CH", "*-ch"));
        assert!(!is_language("de", "de-CH"));
        assert!(!is_language("den", "de"));
    }
}
