//! kramdown's own cases through the model to XHTML. Those that differ are listed by rule, with the reason.

mod differences;
mod meaning;
#[path = "../support/mod.rs"]
mod support;

use chapbook::assemble::{Settings, assemble};
use chapbook::diagnostics::{Diagnostic, Diagnostics, Result};
use chapbook::document::{
    Block, BlockKind, BookMetadata, ChapterMetadata, Visitor, walk_block, walk_blocks,
};
use chapbook::markup::{lower_blocks, xhtml};
use chapbook::parse::{Dialect, Parsed, parse};
use chapbook::source::{Post, Site, SitePicture, Whereabouts};
use chapbook::span::{MappedText, Sources};
use differences::{ASSEMBLED, DIFFERENCES};
use meaning::by_meaning;
use std::path::Path;
use std::sync::Arc;
use support::html::{fragment, lines};
use support::verdicts::{self, is_listed};

/// So many cases there are, and at least so many are equal after normalisation. It only grows.
const CASES: usize = 108;
const EQUAL: usize = 73;

/// A case: a text, and the HTML that kramdown makes of it where it comes with any.
struct Case {
    /// `span/02_emphasis/errors`
    name: String,
    text: String,
    html: Option<String>,
    /// Its site has `parse_block_html` on.
    block_html: bool,
    /// Headings get ids.
    auto_ids: bool,
}

/// The cases in a folder and those below it, by name.
fn cases(root: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().expect("the folder can be read") {
            let path = entry.expect("its entries can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "text") {
                cases.push(case(root, &path));
            }
        }
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

fn case(root: &Path, path: &Path) -> Case {
    let name = path.strip_prefix(root).expect("it lies under the root");
    let beside = |kind| std::fs::read_to_string(path.with_extension(kind)).ok();
    let options = beside("options").unwrap_or_default();
    Case {
        name: name.with_extension("").to_string_lossy().into_owned(),
        text: std::fs::read_to_string(path).expect("the case can be read"),
        html: beside("html"),
        block_html: options.contains(":parse_block_html: true"),
        auto_ids: options.contains(":auto_ids: true"),
    }
}

/// A site without anything in it.
struct NoSite(BookMetadata);

impl Site for NoSite {
    fn metadata(&self) -> &BookMetadata {
        &self.0
    }

    fn picture(&self, _: &Whereabouts, written: &str) -> Result<SitePicture> {
        let message = format!("there is no picture `{written}`");
        Err(Box::new(Diagnostic::error("picture-missing", message)))
    }

    fn url(&self) -> Option<&str> {
        None
    }
}

/// The XHTML of a text, as parsed or with what a book adds to it.
fn ours(case: &Case) -> String {
    let mut sources = Sources::default();
    let file = sources.add("case.text", case.text.as_str().into());
    let text = MappedText::whole(file, &case.text);
    let mut messages = Diagnostics::default();
    let dialect = Dialect {
        block_html: case.block_html,
        ..Dialect::JEKYLL
    };
    let mut parsed = parse(&text, dialect, &mut messages);
    if ASSEMBLED.contains(&case.name.as_str()) {
        parsed = in_a_book(text, parsed, &mut messages);
        if !case.auto_ids {
            walk_blocks(&mut WithoutIds, &mut parsed.blocks);
        }
    }
    let tree = lower_blocks(&parsed.blocks, &parsed.notes);
    let mut out = String::new();
    xhtml::write_children(&tree, tree.root(), &xhtml::AsWritten, &mut out);
    out
}

/// Takes the ids from headings.
struct WithoutIds;

impl Visitor for WithoutIds {
    fn block(&mut self, block: &mut Block) {
        if matches!(block.kind, BlockKind::Heading { .. }) {
            block.attributes.clear_id();
        }
        walk_block(self, block);
    }
}

fn in_a_book(text: MappedText, parsed: Parsed, messages: &mut Diagnostics) -> Parsed {
    let language = BookMetadata {
        language: "en".into(),
        ..BookMetadata::default()
    };
    let post = Post {
        metadata: ChapterMetadata {
            title: "The case".into(),
            ..ChapterMetadata::default()
        },
        text,
        dialect: Dialect::JEKYLL,
        lead: None,
        whereabouts: Whereabouts::default(),
        known_as: None,
        part: None,
        site: Arc::new(NoSite(language)),
    };
    let mut book = assemble(vec![(post, parsed)], &[], &Settings::default(), messages);
    let chapter = book.chapters.remove(0);
    Parsed {
        blocks: chapter.blocks,
        notes: chapter.notes,
    }
}

fn normal(html: &str) -> String {
    lines(&by_meaning(fragment(html)))
}

#[test]
fn cases_of_kramdown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/kramdown");
    if !root.is_dir() {
        eprintln!("SKIPPED: there are no cases at {}", root.display());
        return;
    }
    let cases = cases(&root);
    assert_eq!(cases.len(), CASES);
    let cases = cases.iter().map(|case| verdicts::Case {
        name: case.name.clone(),
        text: &case.text,
        expected: case.html.as_deref().map(normal),
        made: normal(&ours(case)),
        is_listed: is_listed(DIFFERENCES, &case.name.as_str()),
    });
    verdicts::hold(cases, EQUAL);
}
