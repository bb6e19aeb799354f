//! The ancestors of the element at hand, as a filter that says at once when a selector asks for one that isn't there.

use crate::markup::NodeId;
use crate::style::element::Candidate;
use selectors::Element;
use selectors::bloom::BloomFilter;

/// The elements around the one at hand, and a filter of their names, classes and ids.
#[derive(Default)]
pub(crate) struct Ancestors<'a> {
    open: Vec<(Option<NodeId>, Candidate<'a>)>,
    filter: BloomFilter,
}

impl<'a> Ancestors<'a> {
    /// Closes what the next element doesn't stand in: all below `parent`; `None` is what is around the tree.
    pub(crate) fn close_to(&mut self, parent: Option<NodeId>) {
        while let Some((node, element)) = self.open.last() {
            if *node == parent || node.is_none() {
                return;
            }
            element.hashes(|hash| self.filter.remove_hash(hash));
            self.open.pop();
        }
    }

    /// Opens an element: a node of the tree, or one around it.
    pub(crate) fn open(&mut self, node: Option<NodeId>, element: Candidate<'a>) {
        element.add_element_unique_hashes(&mut self.filter);
        self.open.push((node, element));
    }

    /// The filter.
    pub(crate) fn filter(&self) -> &BloomFilter {
        &self.filter
    }
}
