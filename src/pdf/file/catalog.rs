//! The catalog (PDF 32000-1 7.7.2): takes what is written, gives the document's root and all that hangs directly on it.

use crate::diagnostics::Result;
use crate::document::{BookMetadata, Direction};
use crate::pdf::file::Paging;
use crate::pdf::file::body::Body;
use crate::pdf::file::destinations::Destinations;
use crate::pdf::file::metadata::{self, Description};
use crate::pdf::file::outline;
use crate::pdf::file::packer::Packer;
use crate::pdf::file::syntax::{Dictionary, Ref};

/// Writes what belongs to the whole document, and ends the file.
pub fn write(
    book: &BookMetadata,
    paging: Paging,
    page_tree: Ref,
    body: Body<'_>,
    destinations: &Destinations,
    mut packer: Packer<'_>,
) -> Result<()> {
    let structure = body.tree.finish(&mut packer)?;
    let outline = outline::write(&body.outline, &mut packer)?;
    let names = destinations.write_names(&mut packer)?;
    let first_heading = body.outline.first().map(|entry| entry.text.as_str());
    let description = Description::new(book, first_heading);
    let information = description.write_information(&mut packer)?;
    let xmp = description.write_xmp(&mut packer)?;
    let intent = metadata::write_output_intent(&mut packer)?;
    let root = packer.reserve();
    packer.dictionary(root, |catalog| {
        catalog
            .name("Type", "Catalog")
            .reference("Pages", page_tree);
        catalog.reference("StructTreeRoot", structure);
        catalog.reference("Metadata", xmp);
        catalog.array("OutputIntents", |intents| {
            intents.reference(intent);
        });
        describe(catalog, book);
        show_pages(catalog, paging);
        add_ways_in(catalog, outline, names);
    })?;
    packer.finish(root, information, book.identifier.as_bytes())
}

/// The entries that are the same for every book, or come from its metadata alone.
fn describe(catalog: &mut Dictionary<'_>, book: &BookMetadata) {
    let language = Some(book.language.as_str()).filter(|tag| !tag.is_empty());
    catalog.text("Lang", language.unwrap_or("en"));
    catalog.dictionary("MarkInfo", |marks| {
        marks.boolean("Marked", true);
    });
    catalog.dictionary("ViewerPreferences", |preferences| {
        preferences.boolean("DisplayDocTitle", true);
        if book.direction == Direction::RightToLeft {
            preferences.name("Direction", "R2L");
        }
    });
}

/// What viewers call the pages (12.4.2): Roman numbers for front matter, then Arabic ones from 1. And how they lay them out: of a book
/// that is to be bound, the first page alone, then two that face each other; which of them lies on the left, `Direction` says.
fn show_pages(catalog: &mut Dictionary<'_>, paging: Paging) {
    if paging.is_two_sided {
        catalog.name("PageLayout", "TwoPageRight");
    }
    let ranges = [("r", 0), ("D", paging.front as i64)];
    catalog.dictionary("PageLabels", |labels| {
        labels.array("Nums", |nums| {
            for (style, start) in ranges.iter().skip(usize::from(paging.front == 0)) {
                nums.integer(*start).dictionary(|range| {
                    range.name("S", style);
                });
            }
        });
    });
}

/// The outline, shown beside the pages, and the named places.
fn add_ways_in(catalog: &mut Dictionary<'_>, outline: Option<Ref>, names: Option<Ref>) {
    if let Some(outline) = outline {
        catalog
            .reference("Outlines", outline)
            .name("PageMode", "UseOutlines");
    }
    if let Some(names) = names {
        catalog.dictionary("Names", |trees| {
            trees.reference("Dests", names);
        });
    }
}
