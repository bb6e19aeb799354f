//! The outline (PDF 32000-1 12.3.3): takes headings in document order, gives a tree of items.

use crate::diagnostics::Result;
use crate::pdf::file::destinations::Destination;
use crate::pdf::file::packer::Packer;
use crate::pdf::file::syntax::{Dictionary, Ref};

/// A heading in the outline.
#[derive(Debug)]
pub struct OutlineEntry {
    /// From 1, without gaps on the way down.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Where it stands.
    pub place: Destination,
    /// Its structure element.
    pub element: Option<Ref>,
}

/// An entry's neighbours in the tree, as indices.
#[derive(Debug, Default, Clone)]
struct Family {
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    /// All items below it.
    descendants: i64,
}

/// Writes the outline; `None` if it has no items. A single tree is open at its root, several are closed.
pub fn write(entries: &[OutlineEntry], packer: &mut Packer<'_>) -> Result<Option<Ref>> {
    if entries.is_empty() {
        return Ok(None);
    }
    let (root, families) = families(entries);
    let outline = packer.reserve();
    let objects = entries.iter().map(|_| packer.reserve()).collect::<Vec<_>>();
    let object = |index: Option<usize>| index.and_then(|index| objects.get(index).copied());
    let open = root.first == root.last;
    for ((entry, family), number) in entries.iter().zip(&families).zip(&objects) {
        packer.dictionary(*number, |item| {
            item.text("Title", &entry.text);
            item.reference("Parent", object(family.parent).unwrap_or(outline));
            let relatives = [("Prev", family.previous), ("Next", family.next)];
            write_relatives(item, &relatives.map(|(key, index)| (key, object(index))));
            write_children(item, family, object, open && family.parent.is_none());
            item.array("Dest", |array| entry.place.write(array));
            if let Some(element) = entry.element {
                item.reference("SE", element);
            }
        })?;
    }
    packer.dictionary(outline, |dictionary| {
        dictionary.name("Type", "Outlines");
        let ends = [("First", root.first), ("Last", root.last)];
        write_relatives(dictionary, &ends.map(|(key, index)| (key, object(index))));
        let top = families.iter().filter(|family| family.parent.is_none());
        let seen = top.fold(0, |seen, family| {
            seen + 1 + if open { children(&families, family) } else { 0 }
        });
        dictionary.integer("Count", seen);
    })?;
    Ok(Some(outline))
}

/// How many items stand directly under this one.
fn children(families: &[Family], family: &Family) -> i64 {
    std::iter::successors(family.first, |child| families.get(*child)?.next).count() as i64
}

fn write_relatives(item: &mut Dictionary<'_>, relatives: &[(&str, Option<Ref>)]) {
    for (key, relative) in relatives {
        if let Some(relative) = relative {
            item.reference(key, *relative);
        }
    }
}

/// `Count` is how many items appear on opening the item, negative while it is closed.
fn write_children(
    item: &mut Dictionary<'_>,
    family: &Family,
    object: impl Fn(Option<usize>) -> Option<Ref>,
    open: bool,
) {
    let ends = [("First", family.first), ("Last", family.last)];
    write_relatives(item, &ends.map(|(key, index)| (key, object(index))));
    if family.descendants > 0 {
        item.integer(
            "Count",
            if open {
                family.descendants
            } else {
                -family.descendants
            },
        );
    }
}

/// The neighbours of every entry, and the root's.
fn families(entries: &[OutlineEntry]) -> (Family, Vec<Family>) {
    let mut root = Family::default();
    let mut families: Vec<Family> = vec![Family::default(); entries.len()];
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        while open.last().is_some_and(|(level, _)| *level >= entry.level) {
            open.pop();
        }
        let parent = open.last().map(|(_, parent)| *parent);
        let above = match parent.and_then(|parent| families.get_mut(parent)) {
            Some(parent) => parent,
            None => &mut root,
        };
        let previous = above.last.replace(index);
        above.first.get_or_insert(index);
        above.descendants += 1;
        if let Some(previous) = previous.and_then(|previous| families.get_mut(previous)) {
            previous.next = Some(index);
        }
        if let Some(family) = families.get_mut(index) {
            family.parent = parent;
            family.previous = previous;
        }
        open.push((entry.level, index));
    }
    (root, families)
}
