//! A run over a little site: how far it says it is, and what options change in its books.

mod support;

use chapbook::assemble::Settings;
use chapbook::backend::Backend;
use chapbook::diagnostics::Diagnostics;
use chapbook::epub::Epub;
use chapbook::pdf::Pdf;
use chapbook::progress::{Listener, Progress, Stage};
use chapbook::source::{Collected, ReadOptions, Selection};
use chapbook::span::Sources;
use chapbook::style::{StyledBook, Stylesheet};
use std::sync::{Arc, Mutex};
use support::books;
use support::program::run;
use support::site::Site;

/// Remembers each stage, how many steps it was to have, and how many it had.
#[derive(Debug, Default)]
struct Heard(Mutex<Vec<(Stage, usize, usize)>>);

impl Progress for Heard {
    fn begin(&self, stage: Stage, steps: usize) {
        self.0.lock().unwrap().push((stage, steps, 0));
    }

    fn step(&self) {
        self.0.lock().unwrap().last_mut().unwrap().2 += 1;
    }
}

#[test]
fn every_stage_says_how_far_it_is() {
    let heard = Arc::new(Heard::default());
    let progress = Listener::new(heard.clone());
    let site = Collected::Folder("fixtures/almanac".into());
    let (mut sources, mut messages) = (Sources::default(), Diagnostics::default());
    let book = chapbook::book_of_site(
        &site,
        &ReadOptions {
            progress: progress.clone(),
            ..ReadOptions::default()
        },
        &Selection::default(),
        &Settings::new(),
        &mut sources,
        &mut messages,
    );
    let book = book.unwrap();
    let stylesheet = Stylesheet::parse(&mut sources, &[], &mut messages);
    let styled = StyledBook::new(&book, &stylesheet).heard_by(progress);
    let backends: [&dyn Backend; 2] = [&Epub::default(), &Pdf::default()];
    for backend in backends {
        let rendered = backend.render(&styled, &mut Vec::new(), &mut messages);
        rendered.unwrap();
    }

    let heard = heard.0.lock().unwrap();
    let stages: Vec<Stage> = heard.iter().map(|(stage, ..)| *stage).collect();
    use Stage::*;
    let making = [Reading, Evaluating, Parsing, Assembling];
    let writing = [Picturing, Writing, Setting, Picturing, Writing];
    assert_eq!(stages, [&making[..], &writing].concat());
    for (stage, steps, done) in heard.iter() {
        assert!(*steps > 0 && done == steps, "{stage:?}: {done} of {steps}");
    }
}

/// Binds a little site, and gives its navigation document.
fn contents(configuration: &str, arguments: &[&str]) -> String {
    let site = Site::jekyll()
        .with(
            "_posts/2024-01-01-one.md",
            "---\ntitle: One\n---\n\n## Upstream\n\n### Weirs\n",
        )
        .with(
            "_posts/2024-01-02-two.md",
            "---\ntitle: Two\n---\n\n## Downstream\n",
        )
        .with("chapbook.toml", configuration);
    let mut command = site.chapbook(&["bind", ".", "-o", "book.epub"]);
    command.args(arguments);
    run(command, b"").succeeded();
    let entries = books::entries(&site.read("book.epub"));
    let navigation = entries
        .into_iter()
        .find(|entry| entry.name == "OEBPS/nav.xhtml");
    navigation.unwrap().text().to_owned()
}

#[test]
fn contents_are_as_deep_as_the_user_wants() {
    let listed = |contents: String| {
        let titles = ["Upstream", "Weirs", "Downstream"];
        titles.map(|title| contents.contains(title))
    };
    assert_eq!(listed(contents("", &["--toc-depth", "1"])), [false; 3]);
    assert_eq!(
        listed(contents("", &["--toc-depth", "2"])),
        [true, false, true]
    );
    assert_eq!(listed(contents("toc-depth = 3\n", &[])), [true; 3]);
    assert_eq!(
        listed(contents("toc-depth = 3\n", &["--toc-depth=1"])),
        [false; 3]
    );
}
