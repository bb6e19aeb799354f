//! What a book of a whole site leaves out unasked: takes the site's texts and those chosen, tells how many of each kind are in no
//! book and how to get them.

use super::document::{Class, Document, State};
use super::selection::{Placed, Selection};
use crate::diagnostics::{Diagnostic, Diagnostics};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// How many languages are told by their names.
const MOST_LANGUAGES: usize = 8;

/// Why a text is left out, though no option asks for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Page,
    Draft,
    Withheld,
    Translation,
}

/// Tells what is left out of `documents`, of which those `placed` are chapters.
pub fn tell(
    documents: &[Document],
    placed: &[Placed],
    selection: &Selection,
    messages: &mut Diagnostics,
) {
    let placed: HashSet<usize> = placed.iter().filter_map(|place| place.number).collect();
    let numbered = documents.iter().enumerate();
    let others = numbered.filter(|(number, _)| !placed.contains(number));
    let mut kinds: BTreeMap<Reason, Vec<&Document>> = BTreeMap::new();
    for (_, document) in others {
        if let Some(reason) = reason(document, selection) {
            kinds.entry(reason).or_default().push(document);
        }
    }
    for (reason, documents) in kinds {
        messages.report(reason.message(&documents));
    }
}

/// What has no words, and what the user's options leave out, needs no reason.
fn reason(document: &Document, selection: &Selection) -> Option<Reason> {
    if !document.has_words() || !selection.asks_for(document) {
        return None;
    }
    match (document.listed.state, document.listed.class) {
        (State::Withheld, _) => Some(Reason::Withheld),
        _ if document.listed.is_translation => {
            selection.language.is_none().then_some(Reason::Translation)
        }
        (State::Draft, _) => Some(Reason::Draft),
        (State::Published, Class::Page) => Some(Reason::Page),
        (State::Published, _) => None,
    }
}

impl Reason {
    fn message(self, documents: &[&Document]) -> Diagnostic {
        match self {
            Reason::Page => {
                Diagnostic::note("pages-left-out", left_out(documents, "page", "pages"))
                    .help("where there are posts, `--pages` puts the pages in too")
            }
            Reason::Draft => {
                Diagnostic::note("drafts-left-out", left_out(documents, "draft", "drafts"))
                    .help("`--drafts` puts them in")
            }
            Reason::Withheld => {
                let kind = (
                    "text that its site withholds",
                    "texts that their site withholds",
                );
                Diagnostic::note("withheld-left-out", left_out(documents, kind.0, kind.1))
                    .help("their front matter says that no page is made of them")
            }
            Reason::Translation => {
                let kind = ("text in another language", "texts in other languages");
                Diagnostic::note("translations-left-out", left_out(documents, kind.0, kind.1)).help(
                    format!("`--lang` makes a book of one: {}", languages(documents)),
                )
            }
        }
    }
}

fn left_out(documents: &[&Document], one: &str, many: &str) -> String {
    match documents.len() {
        1 => format!("1 {one} is not in the book"),
        count => format!("{count} {many} are not in the book"),
    }
}

/// `de, fr`
fn languages(documents: &[&Document]) -> String {
    let said = documents
        .iter()
        .filter_map(|document| document.metadata.language.as_deref());
    let codes: BTreeSet<&str> = said.collect();
    let mut named: Vec<String> = codes
        .iter()
        .take(MOST_LANGUAGES)
        .map(ToString::to_string)
        .collect();
    if let Some(more) = codes
        .len()
        .checked_sub(MOST_LANGUAGES)
        .filter(|more| *more > 0)
    {
        named.push(format!("and {more} more"));
    }
    named.join(", ")
}
