//! Where links and pictures lead inside the container. A link to what is not there is never written: EPUBCheck's RSC-012.

use super::file_names::FileNames;
use super::pictures::Pictures;
use crate::document::Target;
use crate::markup::xhtml::{Resolve, fragment};
use crate::markup::{Element, Tree};
use crate::media::MediaId;
use crate::style::StyledBook;
use std::collections::HashSet;

/// All that can be led to.
pub(super) struct Links<'a> {
    names: &'a FileNames,
    pictures: &'a Pictures,
    /// Each chapter's ids.
    ids: Vec<HashSet<&'a str>>,
}

impl<'a> Links<'a> {
    pub(super) fn of(
        styled: &'a StyledBook<'_>,
        names: &'a FileNames,
        pictures: &'a Pictures,
    ) -> Links<'a> {
        let ids = styled.chapters.iter().map(|chapter| ids(&chapter.tree));
        Links {
            names,
            pictures,
            ids: ids.collect(),
        }
    }

    /// The same, seen from chapter `number`.
    pub(super) fn from(&self, number: usize) -> LinksFrom<'_> {
        LinksFrom {
            links: self,
            number,
        }
    }
}

fn ids(tree: &Tree) -> HashSet<&str> {
    tree.nodes()
        .filter_map(|node| tree.element(node).and_then(Element::id))
        .collect()
}

/// All that can be led to from a chapter.
pub(super) struct LinksFrom<'a> {
    links: &'a Links<'a>,
    number: usize,
}

impl Resolve for LinksFrom<'_> {
    fn href(&self, target: &Target) -> Option<String> {
        match target {
            Target::External(url) => Some(url.clone()),
            Target::Internal { chapter, id } => {
                let file = self.links.names.chapter(*chapter)?;
                let ids = self.links.ids.get(*chapter)?;
                match id.as_deref().filter(|id| ids.contains(id)) {
                    Some(id) if *chapter == self.number => Some(fragment(id)),
                    Some(id) => Some(format!("{file}{}", fragment(id))),
                    None => Some(file.to_owned()),
                }
            }
            Target::Written(_) | Target::Nowhere => None,
        }
    }

    fn src(&self, picture: MediaId) -> Option<String> {
        self.links.pictures.path(picture).map(str::to_owned)
    }
}
