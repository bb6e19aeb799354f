//! Outside judges over a document with everything in it, and that it is the same every time.

use crate::contents::{library, scenes};
use crate::scene::{Scene, write};
use crate::support::judges::{Judges, judges};
use crate::support::site::Site;
use chapbook::media::MediaLibrary;
use chapbook::pdf::page::Role;

pub fn assert_sound(judges: &Judges, bytes: &[u8]) {
    let folder = Site::empty().with("book.pdf", bytes);
    let path = folder.path("book.pdf");
    let report = judges.run("qpdf", &["--check"], &[&path]);
    assert!(
        report.contains("No syntax or stream encoding errors found"),
        "{report}"
    );
    assert_eq!(judges.of_pdfs([path]), Vec::<String>::new());
}

#[test]
fn a_document_with_everything_is_ua1_and_a3a() {
    let Some(judges) = judges() else { return };
    let (media, pictures) = library();
    let (bytes, messages) = write(&media, scenes(pictures));
    assert_eq!(messages.iter().count(), 0);
    assert_sound(&judges, &bytes);
}

#[test]
fn a_document_without_anything_is_ua1_and_a3a() {
    let Some(judges) = judges() else { return };
    let (bytes, _) = write(&MediaLibrary::default(), Vec::new());
    assert_sound(&judges, &bytes);
}

#[test]
fn every_font_is_embedded_subset_and_mapped() {
    let Some(judges) = judges() else { return };
    let (media, pictures) = library();
    let folder = Site::empty().with("fonts.pdf", write(&media, scenes(pictures)).0);
    let table = judges.run("pdffonts", &[], &[&folder.path("fonts.pdf")]);
    let fonts = table.lines().skip(2).collect::<Vec<_>>();
    assert_eq!(fonts.len(), 2, "{table}");
    assert!(
        fonts.iter().all(|font| font.contains(" yes yes yes ")),
        "{table}"
    );
    assert!(
        table.contains("CID Type 0C") && table.contains("CID TrueType"),
        "{table}"
    );
}

#[test]
fn the_words_come_out_as_they_went_in() {
    let Some(judges) = judges() else { return };
    let (media, pictures) = library();
    let folder = Site::empty().with("words.pdf", write(&media, scenes(pictures)).0);
    let path = folder.path("words.pdf");
    let text = judges.page_text(&path);
    let expected = [
        "Office affairs",
        "no one keeps se\u{AD}",
        "e\u{301}",
        "nbsp here, (parentheses) and \\ backslash, “quotes” – dash",
        "// 𝚖𝚘𝚗𝚘",
        "and ends on the next.",
    ];
    for words in expected {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
    let tree = judges.run("pdfinfo", &["-struct-text"], &[&path]);
    let tree = tree.split('"').skip(1).step_by(2).collect::<String>();
    assert!(
        !tree.contains("Running head"),
        "furniture is no content: {tree}"
    );
    // What follows a text of its own goes on; poppler tells such a text by its glyphs.
    for words in [
        "parate, are e\u{301}1.",
        "begins on one page 1and ends on the next.",
    ] {
        assert!(tree.contains(words), "{words:?} is not in {tree}");
    }
}

#[test]
fn two_runs_and_one_or_two_threads_give_the_same_bytes() {
    let in_threads = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let (media, pictures) = library();
            let mut scenes = scenes(pictures);
            scenes.push(long_chapter());
            write(&media, scenes).0
        })
    };
    let first = in_threads(1);
    assert!(first == in_threads(1) && first == in_threads(2));
}

fn long_chapter() -> Scene {
    let mut scene = Scene::new();
    let section = scene.element(None, Role::Section);
    for page in 0..150 {
        scene.paragraph(
            section,
            60.0,
            &format!("Page {page} has words like no other: {}", page * 7919),
        );
        scene.page();
    }
    scene
}
