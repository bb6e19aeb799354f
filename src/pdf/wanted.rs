//! Characters that the bundled faces lack: takes chapters as elements, gives the characters by the language they stand in.

use crate::fonts::Wanted;
use crate::markup::{NodeId, NodeKind, Tree, Words};
use crate::pdf::fonts::FontLibrary;
use crate::style::StyledBook;
use std::collections::HashMap;
use std::sync::Arc;

/// The characters of a book that no face of the library has. Controls and unassigned characters are none.
pub fn wanted(book: &StyledBook<'_>, fonts: &FontLibrary) -> Wanted {
    let mut census = Census {
        fonts,
        known: HashMap::new(),
        wanted: Wanted::new(),
    };
    let metadata = &book.book.metadata;
    let language: Arc<str> = metadata.language.as_str().into();
    let front = [&metadata.title].into_iter().chain(&metadata.authors);
    let front = front
        .chain(metadata.subtitle.iter())
        .chain(metadata.publisher.iter());
    front.for_each(|text| census.text(text, &language));
    census.text(Words::of(&language).contents, &language);
    for (chapter, elements) in book.book.chapters.iter().zip(&book.chapters) {
        census.text(&chapter.metadata.title, &language);
        census.element(&elements.tree, elements.tree.root(), &language);
    }
    census.wanted
}

struct Census<'a> {
    fonts: &'a FontLibrary,
    /// Whether a character that was met is covered.
    known: HashMap<char, bool>,
    wanted: Wanted,
}

impl Census<'_> {
    /// The depth of trees is bounded where they are made.
    fn element(&mut self, tree: &Tree, node: NodeId, around: &Arc<str>) {
        match &tree.node(node).kind {
            NodeKind::Text(text) => self.text(text, around),
            NodeKind::Element(element) => {
                let own = element.get("lang").map(Arc::from);
                let language = own.as_ref().unwrap_or(around);
                if let Some(alternative) = element.get("alt") {
                    self.text(alternative, language);
                }
                for child in tree.children(node) {
                    self.element(tree, child, language);
                }
            }
        }
    }

    fn text(&mut self, text: &str, language: &Arc<str>) {
        if text.is_ascii() {
            return;
        }
        for character in text.chars().filter(|character| !character.is_ascii()) {
            let fonts = self.fonts;
            let known = self.known.entry(character);
            if !*known.or_insert_with(|| character.is_control() || fonts.covers(character)) {
                let wanted = self.wanted.entry(language.clone()).or_default();
                wanted.insert(character);
            }
        }
    }
}
