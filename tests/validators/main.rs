//! The outside judges over every fixture's books: EPUBCheck, veraPDF, qpdf, and poppler for the text.
//!
//! `tests/validators/install.sh` gets them; where they are missing the tests say so and are skipped, but fail where `CI` is set.

mod books;
mod structure;
#[path = "../support/mod.rs"]
mod support;
mod words;

use books::{Fixture, fixtures};
use std::collections::BTreeMap;
use support::judges::judges;

#[test]
fn epubcheck_has_nothing_to_say() {
    let Some(judges) = judges() else { return };
    let books = fixtures().iter().map(Fixture::epub);
    assert_eq!(judges.of_epubs(books), Vec::<String>::new());
}

#[test]
fn verapdf_finds_no_failed_rule() {
    let Some(judges) = judges() else { return };
    let books = fixtures().iter().map(Fixture::pdf);
    assert_eq!(judges.of_pdfs(books), Vec::<String>::new());
}

#[test]
fn qpdf_finds_the_files_sound() {
    let Some(judges) = judges() else { return };
    for fixture in fixtures() {
        let report = judges.run("qpdf", &["--check"], &[&fixture.pdf()]);
        assert!(
            report.contains("No syntax or stream encoding errors found"),
            "{}: {report}",
            fixture.post
        );
    }
}

/// `pdffonts` prints a table: name, type, encoding, then whether each is embedded, subset and mapped to Unicode.
#[test]
fn fonts_are_embedded_subset_and_mapped() {
    let Some(judges) = judges() else { return };
    for fixture in fixtures() {
        let table = judges.run("pdffonts", &[], &[&fixture.pdf()]);
        let fonts: Vec<&str> = table.lines().skip(2).collect();
        assert!(!fonts.is_empty(), "{}: no font", fixture.post);
        for font in fonts {
            assert!(font.contains(" yes yes yes "), "{}: {font}", fixture.post);
        }
    }
}

#[test]
fn the_structure_tree_says_what_the_pages_say() {
    let Some(judges) = judges() else { return };
    for fixture in fixtures() {
        let book = fixture.pdf_without_furniture();
        let tree = judges.run("pdfinfo", &["-struct-text"], &[&book]);
        let (uncovered, code) = fixture.uncovered;
        let pages = judges.page_text(&book).replace(uncovered, code);
        let tree = structure::text(&tree);
        assert_eq!(
            words::difference(&words::letters(&tree), &words::letters(&pages)),
            BTreeMap::new(),
            "{}: letters (structure minus pages)",
            fixture.post
        );
        let words = |text: &str| words::of_book(&words::left_to_right(text));
        let (tree, pages) = (words(&tree), words(&pages));
        assert_eq!(
            (words::missing(&tree, &pages), words::missing(&pages, &tree)),
            (vec![], vec![]),
            "{}: words (only in the structure, only on the pages)",
            fixture.post
        );
    }
}

#[test]
fn the_structure_tree_has_every_element() {
    let Some(judges) = judges() else { return };
    for fixture in fixtures() {
        let tree = judges.run("pdfinfo", &["-struct"], &[&fixture.pdf()]);
        assert_eq!(
            structure::counts(&tree),
            fixture.structure,
            "{}",
            fixture.post
        );
    }
}

#[test]
fn every_word_of_the_source_is_in_both_books() {
    let Some(judges) = judges() else { return };
    for fixture in fixtures() {
        let sources = fixture.sources();
        let source = sources.iter().flat_map(|source| words::of_source(source));
        let source: Vec<String> = source.collect();
        assert!(
            source.len() >= fixture.least_words,
            "{}: only {} words read",
            fixture.post,
            source.len()
        );
        let epub = words::of(&fixture.epub_text());
        let pdf = words::of_book(&judges.page_text(&fixture.pdf()));
        assert_eq!(
            words::missing(&source, &epub),
            Vec::<String>::new(),
            "{}: not in the EPUB",
            fixture.post
        );
        assert_eq!(
            words::missing(&source, &pdf),
            Vec::<String>::new(),
            "{}: not in the PDF",
            fixture.post
        );
    }
}
