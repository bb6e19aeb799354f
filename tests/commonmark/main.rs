//! CommonMark's 652 examples through the model to XHTML. Those that differ are listed by rule, with the reason.

mod differences;
#[path = "../support/mod.rs"]
mod support;

use chapbook::diagnostics::Diagnostics;
use chapbook::markup::{lower_blocks, xhtml};
use chapbook::parse::{Dialect, parse};
use chapbook::span::{MappedText, Sources};
use differences::DIFFERENCES;
use std::path::Path;
use support::html::{fragment, lines};
use support::verdicts::{self, is_listed};

/// At least so many examples are equal after normalisation.
const EQUAL: usize = 610;

struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

/// The examples of the specification's source: fenced by 32 backticks, Markdown and HTML parted by a line with a dot, tabs as arrows.
fn examples(specification: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut section = String::new();
    let mut lines = specification.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title.to_owned();
        }
        if line != format!("{fence} example") {
            continue;
        }
        let body: Vec<_> = lines.by_ref().take_while(|line| *line != fence).collect();
        let part = |lines: &[&str]| {
            lines
                .iter()
                .map(|line| line.replace('→', "\t") + "\n")
                .collect()
        };
        let dot = body
            .iter()
            .position(|line| *line == ".")
            .expect("a dot in each example");
        examples.push(Example {
            number: examples.len() + 1,
            section: section.clone(),
            markdown: part(&body[..dot]),
            html: part(&body[dot + 1..]),
        });
    }
    examples
}

fn ours(markdown: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add("example.md", markdown.into());
    let text = MappedText::whole(file, markdown);
    let parsed = parse(&text, Dialect::COMMONMARK, &mut Diagnostics::default());
    let tree = lower_blocks(&parsed.blocks, &parsed.notes);
    let mut out = String::new();
    xhtml::write_children(&tree, tree.root(), &xhtml::AsWritten, &mut out);
    out
}

fn normal(html: &str) -> String {
    lines(&fragment(html))
}

#[test]
fn examples_of_the_specification() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/commonmark-0.31.2-spec.txt");
    let Ok(specification) = std::fs::read_to_string(&path) else {
        eprintln!("SKIPPED: there is no specification at {}", path.display());
        return;
    };
    let examples = examples(&specification);
    assert_eq!(examples.len(), 652);
    let cases = examples.iter().map(|example| verdicts::Case {
        name: format!("example {} ({})", example.number, example.section),
        text: &example.markdown,
        expected: Some(normal(&example.html)),
        made: normal(&ours(&example.markdown)),
        is_listed: is_listed(DIFFERENCES, &example.number),
    });
    verdicts::hold(cases, EQUAL);
}
