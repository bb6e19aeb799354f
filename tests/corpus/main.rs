//! Whole collections as they are: each is bound to both formats, and judged from outside.
//!
//! The real ones lie beside the project (`../shared/corpus`); where they are absent this says so and takes the fixtures.

mod collections;
mod prose;
#[path = "../support/mod.rs"]
mod support;

use collections::{Collection, collections};
use std::path::PathBuf;
use support::judges::judges;

/// Asks the same of every collection; the answers that are not as they should be, all together.
fn all(ask: impl Fn(&Collection) -> Vec<String>) {
    let wrong = collections().iter().flat_map(|collection| {
        let wrong = ask(collection).into_iter();
        wrong.map(|line| format!("{}: {line}", collection.name))
    });
    let wrong: Vec<String> = wrong.collect();
    let shown = wrong.iter().take(40).cloned().collect::<Vec<_>>();
    assert!(
        wrong.is_empty(),
        "{} findings:\n{}",
        wrong.len(),
        shown.join("\n")
    );
}

#[test]
fn every_collection_is_bound() {
    all(|collection| match collection.status {
        0 => Vec::new(),
        status => vec![format!("exit code {status}: {}", collection.errors())],
    });
}

#[test]
fn every_warning_has_its_place() {
    all(|collection| {
        let warnings = collection.messages.iter();
        let warnings = warnings.filter(|message| message["severity"] == "warning");
        let placeless = warnings.filter(|message| {
            let parts = ["file", "line", "column"];
            parts.iter().any(|part| message.get(part).is_none())
        });
        placeless.map(ToString::to_string).collect()
    });
}

#[test]
fn epubcheck_has_nothing_to_say() {
    let Some(judges) = judges() else { return };
    let books = collections()
        .iter()
        .map(|collection| collection.epub.clone());
    assert_eq!(judges.of_epubs(books), Vec::<String>::new());
}

#[test]
fn verapdf_finds_no_failed_rule() {
    let Some(judges) = judges() else { return };
    let books = collections()
        .iter()
        .map(|collection| collection.pdf.clone());
    assert_eq!(judges.of_pdfs(books), Vec::<String>::new());
}

#[test]
fn every_title_is_in_the_contents() {
    all(|collection| {
        let contents = prose::squeezed(&collection.contents());
        let titles = collection.titles();
        assert!(
            titles.len() >= collection.least_titles,
            "{} titles in {}",
            titles.len(),
            collection.name
        );
        let absent = titles
            .into_iter()
            .filter(|title| !contents.contains(&prose::squeezed(title)));
        absent
            .map(|title| format!("not in the contents: {title}"))
            .collect()
    });
}

#[test]
fn no_construct_is_printed_raw() {
    all(|collection| {
        let pages = collection.pages().into_iter();
        pages
            .flat_map(|page| {
                let raw = prose::constructs(&prose::without_code(page.text()));
                let name = page.name.clone();
                raw.into_iter().map(move |found| format!("{name}: {found}"))
            })
            .collect()
    });
}

#[test]
fn the_words_of_the_prose_are_in_both_books() {
    let Some(judges) = judges() else { return };
    all(|collection| {
        let sentences = collection.sentences();
        assert!(!sentences.is_empty(), "no sentence in {}", collection.name);
        let epub = prose::squeezed(&collection.words());
        let pdf = prose::squeezed(&judges.body_text(&collection.pdf));
        let lost_from = |book: &str, name: &str, sentences: &[&(String, String)]| -> Vec<String> {
            let is_lost = |sentence: &str| !book.contains(&prose::squeezed(sentence));
            let lost = sentences.iter().filter(|(_, sentence)| is_lost(sentence));
            let lost: Vec<String> = lost
                .map(|(file, sentence)| format!("not in the {name}: {file}: {sentence}"))
                .collect();
            let (there, all) = (sentences.len() - lost.len(), sentences.len());
            println!(
                "{}: {there} of {all} sentences in the {name}",
                collection.name
            );
            lost
        };
        let all: Vec<&(String, String)> = sentences.iter().collect();
        let mut lost = lost_from(&epub, "EPUB", &all);
        // Of scripts whose letters change places, poppler gives the letters in the order in which they stand.
        let in_order = all
            .into_iter()
            .filter(|(_, sentence)| prose::stands_in_order(sentence));
        let in_order: Vec<&(String, String)> = in_order.collect();
        // A note at the foot of a page stands in the middle of a sentence that goes on overleaf.
        let overleaf = lost_from(&pdf, "PDF", &in_order);
        if overleaf.len() * 200 > in_order.len() {
            lost.extend(overleaf);
        }
        lost
    });
}

#[test]
fn every_picture_that_exists_is_in_the_book() {
    all(|collection| {
        let files: Vec<PathBuf> = collection.files();
        let missing = collection.messages.iter();
        let missing = missing.filter(|message| message["code"] == "picture-missing");
        let names = missing.filter_map(|message| message["message"].as_str()?.split('`').nth(1));
        let there = names.filter(|name| {
            let path = name
                .trim_start_matches(['/', '.'])
                .split(['?', '#'])
                .next()
                .unwrap_or_default();
            !path.is_empty() && files.iter().any(|file| file.ends_with(path))
        });
        there.map(|name| format!("it is there: {name}")).collect()
    });
}
