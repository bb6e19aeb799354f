//! Chapters with more pages than are made: takes one as it was laid out, tells where the rest of it begins.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::markup::{NodeId, Tree};
use crate::pdf::page::ChapterLayout;

/// Tells what a chapter's pages leave out.
pub fn report(tree: &Tree, layout: &ChapterLayout, messages: &mut Diagnostics) {
    let Some(node) = layout.left_out.filter(|node| (*node as usize) < tree.len()) else {
        return;
    };
    let message = format!("this is beyond page {}", layout.pages.len());
    let message = Diagnostic::warning("too-many-pages", message).at(tree.node(NodeId(node)).span);
    messages.report(message.help("the PDF goes on with the next chapter"));
}
