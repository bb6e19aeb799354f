//! Which texts of a site become chapters, in which order, in which parts: takes the catalogue, gives its numbers in reading order.

mod filter;
mod parts;
mod sections;
mod sort;

use super::catalogue::Catalogue;
use super::document::Document;
use super::site::Generator;
use crate::diagnostics::{Diagnostic, Result};
use globset::GlobSet;
use jiff::civil::Date;
use sections::Sections;

pub use parts::{PartLabel, Parts};
pub use sort::Sort;

/// What the user wants of a site.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// No posts before this day.
    pub from: Option<Date>,
    /// No posts after this day.
    pub to: Option<Date>,
    /// Only posts with one of these tags, if there are any.
    pub tags: Vec<String>,
    /// Only posts in one of these categories, if there are any.
    pub categories: Vec<String>,
    /// Only posts in this language: `de` takes in `de-AT`.
    pub language: Option<String>,
    /// No posts whose path from the site's root is one of these.
    pub exclude: GlobSet,
    /// Drafts too.
    pub drafts: bool,
    /// Pages too, where there are posts.
    pub pages: bool,
    /// In which order, where not in the site's own.
    pub sort: Option<Sort>,
    /// In which parts, where not in the site's own.
    pub parts: Option<Parts>,
}

/// A place in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The document's number in the catalogue; a part may have none.
    pub number: Option<usize>,
    /// How many parts and chapters it is in.
    pub level: u8,
    /// Of which part it is the opening.
    pub part: Option<PartLabel>,
}

/// A document and its number in the catalogue.
#[derive(Clone, Copy)]
struct Numbered<'a> {
    number: usize,
    document: &'a Document,
}

/// The documents that become chapters, with the openings of parts.
///
/// # Errors
/// `site-empty`, `nothing-selected`.
pub fn choose(
    catalogue: &Catalogue,
    selection: &Selection,
    site: &dyn Generator,
) -> Result<Vec<Placed>> {
    let (documents, language) = (catalogue.documents(), &site.metadata().language);
    let (sort, parts) = site.order();
    let mut chosen = selection.chapters(documents, language);
    let openings = selection.openings(documents, language);
    let prefaces = selection.prefaces(&openings, language);
    if chosen.is_empty() && prefaces.is_empty() {
        return Err(Box::new(nothing(documents)));
    }
    let sort = selection.sort.unwrap_or(sort);
    chosen.sort_by(|a, b| sort.compare(a.document, b.document));
    let placed = match selection.parts.unwrap_or(parts) {
        Parts::Section => {
            return Ok(Sections::of(&chosen, &openings, &prefaces, sort).placed());
        }
        Parts::None => chapters(&chosen).collect(),
        Parts::Listed => parts::as_listed(documents, &chosen),
        Parts::Year => parts::grouped(&chosen, parts::year),
        Parts::Month => parts::grouped(&chosen, parts::month),
        Parts::Category => parts::grouped(&chosen, parts::category),
    };
    Ok(chapters(&prefaces).chain(placed).collect())
}

/// Chapters in no part.
fn chapters(chosen: &[Numbered<'_>]) -> impl Iterator<Item = Placed> {
    let chosen = chosen.iter();
    chosen.map(|chapter| Placed::chapter(chapter.number, 0))
}

fn numbered(documents: &[Document]) -> impl Iterator<Item = Numbered<'_>> {
    let numbered = documents.iter().enumerate();
    numbered.map(|(number, document)| Numbered { number, document })
}

/// Why there is nothing to bind; where the site has texts, when they are of.
fn nothing(documents: &[Document]) -> Diagnostic {
    if documents.is_empty() {
        return Diagnostic::error("site-empty", "the site holds no post")
            .help("posts are Markdown files where the site's generator looks for them");
    }
    let dates = documents
        .iter()
        .filter_map(|document| document.metadata.date);
    let dates = dates.map(|date| date.date());
    let of = match (dates.clone().min(), dates.max()) {
        (Some(first), Some(last)) => format!(", which are of {first} to {last}"),
        _ => String::new(),
    };
    let help = format!("the options that select posts leave none of the site's texts{of}");
    Diagnostic::error("nothing-selected", "no post of the site is selected").help(help)
}

impl Placed {
    fn chapter(number: usize, level: u8) -> Placed {
        Placed {
            number: Some(number),
            level,
            part: None,
        }
    }

    fn opening(part: PartLabel, number: Option<usize>, level: u8) -> Placed {
        Placed {
            number,
            level,
            part: Some(part),
        }
    }
}
