//! The structure tree (PDF 32000-1 14.7): takes chapters' elements with the marked content on their pages, gives the tree that
//! readers and machines go by, and the parent tree that leads back to it.

pub mod chapter;
pub mod headings;
pub mod role;

pub use chapter::{ChapterTree, LinkAnnotation, MarkedPage, linked};

use crate::diagnostics::Result;
use crate::pdf::file::packer::Packer;
use crate::pdf::file::syntax::{self, Ref};
use crate::pdf::file::tree;
use crate::pdf::page::{ChapterLayout, Role};
use headings::Levels;

/// The tree of the whole document, as it grows chapter by chapter.
pub struct StructureTree {
    root: Ref,
    document: Ref,
    chapters: Vec<Ref>,
    ids: Vec<(String, Ref)>,
    /// By key: pages first, then annotations.
    parents: Vec<Option<Ref>>,
}

impl StructureTree {
    /// An empty tree for a document of so many pages.
    pub fn new(pages: usize, packer: &mut Packer<'_>) -> StructureTree {
        StructureTree {
            root: packer.reserve(),
            document: packer.reserve(),
            chapters: Vec::new(),
            ids: Vec::new(),
            parents: vec![None; pages],
        }
    }

    /// The key in the parent tree for one more annotation.
    pub fn next_key(&mut self) -> usize {
        self.parents.push(None);
        self.parents.len() - 1
    }

    /// Adds a chapter, whose first page is the document's `first_page`.
    pub fn add(
        &mut self,
        tree: &ChapterTree<'_>,
        first_page: usize,
        pages: &[MarkedPage],
        links: &[LinkAnnotation],
        packer: &mut Packer<'_>,
    ) -> Result<()> {
        self.chapters.extend(tree.roots());
        self.ids.extend(tree.write(self.document, packer)?);
        for (key, page) in (first_page..).zip(pages) {
            let parents = packer.reserve();
            packer.object(parents, |out| {
                syntax::array(out, |array| {
                    for mark in &page.marks {
                        match tree.number(mark.element) {
                            Some(element) => array.reference(element),
                            None => array.null(),
                        };
                    }
                });
            })?;
            self.set_parent(key, Some(parents));
        }
        for (element, annotation) in tree.linked(links) {
            self.set_parent(annotation.key, tree.number(element));
        }
        Ok(())
    }

    /// Writes what holds the chapters together; gives the root.
    pub fn finish(mut self, packer: &mut Packer<'_>) -> Result<Ref> {
        let keys = self.parents.len() as i64;
        let parents = (0..)
            .zip(self.parents)
            .filter_map(|(key, parent)| Some((key, parent?)));
        let parent_tree = tree::numbers(&parents.collect::<Vec<_>>(), packer)?;
        self.ids.sort();
        let id_tree = tree::names(&self.ids, packer)?;
        let (root, document, chapters) = (self.root, self.document, self.chapters);
        packer.dictionary(document, |element| {
            element.name("S", "Document").reference("P", root);
            element.array("K", |kids| {
                for chapter in &chapters {
                    kids.reference(*chapter);
                }
            });
        })?;
        packer.dictionary(root, |dictionary| {
            dictionary
                .name("Type", "StructTreeRoot")
                .array("K", |kids| {
                    kids.reference(document);
                });
            dictionary
                .reference("ParentTree", parent_tree)
                .integer("ParentTreeNextKey", keys);
            if let Some(ids) = id_tree {
                dictionary.reference("IDTree", ids);
            }
        })?;
        Ok(root)
    }

    fn set_parent(&mut self, key: usize, parent: Option<Ref>) {
        if let Some(place) = self.parents.get_mut(key) {
            *place = parent;
        }
    }
}

/// The levels of a chapter's headings.
const LEVELS_A_CHAPTER: u16 = 8;

/// Closes the gaps between the book's heading levels, in the chapters' trees and outlines. A chapter's headings are below its part's.
pub fn close_heading_gaps(chapters: &mut [ChapterLayout]) {
    let mut levels = Levels::default();
    for chapter in chapters {
        let above = u16::from(chapter.level) * LEVELS_A_CHAPTER;
        for element in &mut chapter.structure {
            if let Role::Heading(level) = &mut element.role {
                *level = levels.next(above + u16::from(*level));
            }
        }
        for heading in &mut chapter.headings {
            if let Some(element) = chapter.structure.get(heading.element.0 as usize)
                && let Role::Heading(level) = element.role
            {
                heading.level = level;
            }
        }
    }
}
