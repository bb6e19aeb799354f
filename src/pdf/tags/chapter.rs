//! One chapter's part of the structure tree: takes its elements, the marked content on its pages and its link annotations, gives
//! structure element dictionaries whose kids stand in reading order.

use crate::diagnostics::Result;
use crate::pdf::draw::{Mark, union};
use crate::pdf::file::packer::Packer;
use crate::pdf::file::syntax::{Array, Dictionary, Ref};
use crate::pdf::page::{Description, Role, StructureElement, StructureId};
use crate::pdf::tags::role;
use crate::units::{Pt, Rect};
use std::collections::BTreeSet;

/// A page with its marked content, as the structure tree sees it.
#[derive(Debug)]
pub struct MarkedPage {
    /// The page.
    pub page: Ref,
    /// Its height, from which bounds are counted.
    pub height: Pt,
    /// Its marked content by identifier.
    pub marks: Vec<Mark>,
}

/// A link annotation on a page.
#[derive(Debug, Clone, Copy)]
pub struct LinkAnnotation {
    /// Index in the chapter's links.
    pub link: u32,
    /// The page it is on.
    pub page: Ref,
    /// The annotation.
    pub object: Ref,
    /// Its key in the parent tree.
    pub key: usize,
}

/// A chapter's elements and what is in them.
pub struct ChapterTree<'a> {
    structure: &'a [StructureElement],
    pages: &'a [MarkedPage],
    /// What prefixes the chapter's ids.
    number: usize,
    /// By element; `None` for those with nothing in them.
    numbers: Vec<Option<Ref>>,
    /// Sorted by parent and order.
    kids: Vec<(Option<StructureId>, u32, Kid)>,
}

/// What stands in an element.
#[derive(Debug, Clone, Copy)]
enum Kid {
    /// One that has something in it.
    Element(StructureId),
    /// By index of page, and identifier on it.
    Content {
        page: usize,
        identifier: usize,
    },
    Annotation {
        page: Ref,
        object: Ref,
    },
}

impl<'a> ChapterTree<'a> {
    /// Gives every element that has something in it a number, and every kid its place.
    pub fn new(
        number: usize,
        structure: &'a [StructureElement],
        pages: &'a [MarkedPage],
        links: &[LinkAnnotation],
        packer: &mut Packer<'_>,
    ) -> ChapterTree<'a> {
        let mut tree = ChapterTree {
            structure,
            pages,
            number,
            numbers: Vec::new(),
            kids: Vec::new(),
        };
        let linked = tree.linked(links);
        let kept = tree.kept(&linked);
        tree.numbers = kept
            .into_iter()
            .map(|kept| kept.then(|| packer.reserve()))
            .collect();
        tree.kids = tree.sorted_kids(&linked);
        tree
    }

    /// The element's object, if it has something in it.
    pub fn number(&self, element: StructureId) -> Option<Ref> {
        self.numbers.get(element.0 as usize).copied().flatten()
    }

    /// The elements that stand directly under the document's.
    pub fn roots(&self) -> Vec<Ref> {
        let roots = self.kids_of(None).iter();
        roots
            .filter_map(|(_, _, kid)| match kid {
                Kid::Element(element) => self.number(*element),
                Kid::Content { .. } | Kid::Annotation { .. } => None,
            })
            .collect()
    }

    /// Each annotation with the element of its link.
    pub fn linked(&self, links: &[LinkAnnotation]) -> Vec<(StructureId, LinkAnnotation)> {
        let mut elements = Vec::new();
        for (index, element) in (0..).map(StructureId).zip(self.structure) {
            if let Role::Link(link) = element.role {
                elements.push((link, index));
            }
        }
        elements.sort_by_key(|(link, _)| *link);
        let element_of = |annotation: &LinkAnnotation| {
            let place = elements.partition_point(|(link, _)| *link < annotation.link);
            let (link, element) = elements.get(place)?;
            (*link == annotation.link).then_some((*element, *annotation))
        };
        links.iter().filter_map(element_of).collect()
    }

    /// Writes the elements under the document's element; gives the ids they are known by.
    pub fn write(&self, document: Ref, packer: &mut Packer<'_>) -> Result<Vec<(String, Ref)>> {
        let mut ids = Vec::new();
        for (index, element) in (0..).map(StructureId).zip(self.structure) {
            let Some(number) = self.number(index) else {
                continue;
            };
            let id = self.id(index, element);
            let parent = element
                .parent
                .and_then(|parent| self.number(parent))
                .unwrap_or(document);
            packer.dictionary(number, |dictionary| {
                self.describe(
                    index,
                    element,
                    dictionary.name("S", role::standard_type(&element.role)),
                );
                dictionary.reference("P", parent);
                if let Some(id) = &id {
                    dictionary.bytes("ID", id.as_bytes());
                }
            })?;
            ids.extend(id.map(|id| (id, number)));
        }
        Ok(ids)
    }

    /// A note always has one (PDF/UA-1 7.9).
    fn id(&self, index: StructureId, element: &StructureElement) -> Option<String> {
        let description = element.description.as_deref();
        let id = description.and_then(|description| description.id.as_deref());
        match (id, &element.role) {
            (Some(id), _) => Some(format!("{}/{id}", self.number)),
            (None, Role::Note) => Some(format!("{}//note-{}", self.number, index.0)),
            _ => None,
        }
    }

    fn describe(
        &self,
        index: StructureId,
        element: &StructureElement,
        dictionary: &mut Dictionary<'_>,
    ) {
        if let Some(description) = &element.description {
            say(description, dictionary);
        }
        let kids = self.kids_of(Some(index));
        let page = kids.iter().find_map(|(_, _, kid)| self.page_of(kid));
        if let Some(page) = page {
            dictionary.reference("Pg", page.page);
        }
        let bounds = role::needs_bounds(&element.role).then(|| self.bounds(index));
        match bounds.flatten() {
            Some((bounds, height)) => layout_attributes(bounds, height, dictionary),
            None => role::attributes(&element.role, dictionary),
        }
        dictionary.array("K", |array| {
            for (_, _, kid) in kids {
                self.write_kid(*kid, page, array);
            }
        });
    }

    fn write_kid(&self, kid: Kid, main_page: Option<&MarkedPage>, array: &mut Array<'_>) {
        match kid {
            Kid::Element(element) => {
                if let Some(number) = self.number(element) {
                    array.reference(number);
                }
            }
            Kid::Content { page, identifier } => {
                let page = self.pages.get(page).map(|page| page.page);
                if page == main_page.map(|page| page.page) {
                    array.integer(identifier as i64);
                } else if let Some(page) = page {
                    array.dictionary(|reference| {
                        reference
                            .name("Type", "MCR")
                            .reference("Pg", page)
                            .integer("MCID", identifier as i64);
                    });
                }
            }
            Kid::Annotation { page, object } => {
                array.dictionary(|reference| {
                    reference
                        .name("Type", "OBJR")
                        .reference("Pg", page)
                        .reference("Obj", object);
                });
            }
        }
    }

    fn page_of(&self, kid: &Kid) -> Option<&MarkedPage> {
        match kid {
            Kid::Content { page, .. } => self.pages.get(*page),
            Kid::Element(_) | Kid::Annotation { .. } => None,
        }
    }

    /// What an element's content covers on the first of its pages, that of links in it as well.
    fn bounds(&self, element: StructureId) -> Option<(Rect, Pt)> {
        let mut first = None;
        let mut covered: Option<Rect> = None;
        let mut open = vec![element];
        while let Some(element) = open.pop() {
            for (_, _, kid) in self.kids_of(Some(element)) {
                match *kid {
                    Kid::Content { page, identifier } if *first.get_or_insert(page) == page => {
                        let mark = self.pages.get(page)?.marks.get(identifier);
                        let own = mark.and_then(|mark| mark.bounds);
                        covered = own.map_or(covered, |own| {
                            Some(covered.map_or(own, |known| union(known, own)))
                        });
                    }
                    Kid::Element(inner) if self.is_link(inner) => open.push(inner),
                    Kid::Content { .. } | Kid::Element(_) | Kid::Annotation { .. } => {}
                }
            }
        }
        Some((covered?, self.pages.get(first?)?.height))
    }

    fn is_link(&self, element: StructureId) -> bool {
        let element = self.structure.get(element.0 as usize);
        element.is_some_and(|element| matches!(element.role, Role::Link(_)))
    }

    fn kids_of(&self, parent: Option<StructureId>) -> &[(Option<StructureId>, u32, Kid)] {
        let start = self.kids.partition_point(|(other, _, _)| *other < parent);
        let end = self.kids.partition_point(|(other, _, _)| *other <= parent);
        self.kids.get(start..end).unwrap_or_default()
    }

    /// Which elements have something in them. Parents stand before their children, so one pass from the end is enough.
    fn kept(&self, linked: &[(StructureId, LinkAnnotation)]) -> Vec<bool> {
        let mut kept = self
            .structure
            .iter()
            .map(|element| role::stays_when_empty(&element.role))
            .collect::<Vec<_>>();
        let marked = self
            .pages
            .iter()
            .flat_map(|page| &page.marks)
            .map(|mark| mark.element);
        for element in marked.chain(linked.iter().map(|(element, _)| *element)) {
            if let Some(kept) = kept.get_mut(element.0 as usize) {
                *kept = true;
            }
        }
        for (index, element) in self.structure.iter().enumerate().rev() {
            if kept.get(index) == Some(&true)
                && let Some(parent) = element
                    .parent
                    .and_then(|parent| kept.get_mut(parent.0 as usize))
            {
                *parent = true;
            }
        }
        kept
    }

    /// The sort is stable: equal orders stay in the order of pages and identifiers.
    fn sorted_kids(
        &self,
        linked: &[(StructureId, LinkAnnotation)],
    ) -> Vec<(Option<StructureId>, u32, Kid)> {
        let marks = self
            .pages
            .iter()
            .map(|page| page.marks.len())
            .sum::<usize>();
        let mut kids = Vec::with_capacity(self.structure.len() + marks + linked.len());
        for (index, element) in (0..).map(StructureId).zip(self.structure) {
            let kid = (element.parent, element.order, Kid::Element(index));
            kids.extend(self.number(index).map(|_| kid));
        }
        for (page, marked) in self.pages.iter().enumerate() {
            kids.extend(marked.marks.iter().enumerate().map(|(identifier, mark)| {
                (
                    Some(mark.element),
                    mark.order,
                    Kid::Content { page, identifier },
                )
            }));
        }
        kids.extend(linked.iter().map(|(element, annotation)| {
            let LinkAnnotation { page, object, .. } = *annotation;
            (Some(*element), u32::MAX, Kid::Annotation { page, object })
        }));
        kids.sort_by_key(|(parent, order, _)| (*parent, *order));
        kids
    }
}

/// The links that have an element.
pub fn linked(structure: &[StructureElement]) -> BTreeSet<u32> {
    let link = |element: &StructureElement| match element.role {
        Role::Link(link) => Some(link),
        _ => None,
    };
    structure.iter().filter_map(link).collect()
}

/// What is said of an element (14.9).
fn say(description: &Description, element: &mut Dictionary<'_>) {
    let texts = [
        ("Alt", &description.alternative),
        ("Lang", &description.language),
        ("T", &description.title),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            element.text(key, text);
        }
    }
}

/// Where a figure stands (14.8.5.4.3).
fn layout_attributes(bounds: Rect, height: Pt, element: &mut Dictionary<'_>) {
    let left = bounds.origin.x;
    let top = height - bounds.origin.y;
    let corners = [
        left,
        top - bounds.size.height,
        left + bounds.size.width,
        top,
    ];
    element.dictionary("A", |attributes| {
        attributes.name("O", "Layout").name("Placement", "Block");
        attributes.lengths("BBox", &corners);
    });
}
