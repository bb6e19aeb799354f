//! Real sites, read in place: every text evaluates, no template is left outside code and `raw`, and messages have places.
//! Where they are not on the machine the tests say so.

use crate::alone::read_input;
use chapbook::diagnostics::Diagnostics;
use chapbook::document::{Inline, InlineElement, InlineKind, Visitor, walk_blocks, walk_inline};
use chapbook::parse::parse;
use chapbook::source::{Collected, Collection, Input, ReadOptions, Selection, collect};
use chapbook::span::{Sources, Span};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A site that was read whole: drafts, pages and all.
struct Read {
    collection: Collection,
    sources: Sources,
    messages: Diagnostics,
}

fn read(name: &str) -> Option<Read> {
    let root = PathBuf::from("../shared/corpus").join(name);
    if !root.is_dir() {
        eprintln!("skipped: {} is not there", root.display());
        return None;
    }
    let (mut sources, mut messages) = (Sources::default(), Diagnostics::default());
    let selection = Selection {
        drafts: true,
        pages: true,
        ..Selection::default()
    };
    let options = ReadOptions::default();
    let folder = Collected::Folder(root);
    let collection = collect(&folder, &options, &selection, &mut sources, &mut messages);
    Some(Read {
        collection: collection.expect("the site is read"),
        sources,
        messages,
    })
}

/// The texts of a post that look like templates, code aside.
#[derive(Default)]
struct Leftovers(Vec<(String, Span)>);

impl Visitor for Leftovers {
    fn inline(&mut self, inline: &mut Inline) {
        match &inline.kind {
            InlineKind::Text(text) if text.contains("{{") || text.contains("{%") => {
                self.0.push((text.clone(), inline.span));
            }
            InlineKind::Element {
                element: InlineElement::Code,
                ..
            } => {}
            _ => walk_inline(self, inline),
        }
    }
}

impl Read {
    /// `file:line: text` for each template that was left, though no `raw` asked for it.
    fn leftovers(&self) -> Vec<String> {
        let mut found = Vec::new();
        for post in &self.collection.posts {
            let mut parsed = parse(&post.text, post.dialect, &mut Diagnostics::default());
            let mut leftovers = Leftovers::default();
            walk_blocks(&mut leftovers, &mut parsed.blocks);
            for note in &mut parsed.notes {
                walk_blocks(&mut leftovers, &mut note.content);
            }
            let left = leftovers.0.into_iter();
            let left = left.filter(|(_, span)| !self.is_raw(*span));
            found.extend(left.map(|(text, span)| match self.sources.place(span) {
                Some(place) => format!("{}:{}: {text}", place.path, place.line),
                None => text,
            }));
        }
        found
    }

    /// Does the last `raw` tag before the place begin raw text?
    fn is_raw(&self, span: Span) -> bool {
        let file = self.sources.file(span.file);
        let before = file.and_then(|file| file.text().get(..span.start as usize));
        let before = before.unwrap_or_default();
        let last = |name: &str| before.rmatch_indices(name).map(|(at, _)| at).next();
        last("raw %}") > last("endraw").map(|at| at + "end".len())
    }

    /// How many messages of each code come of templates; all have a place.
    fn told(&self) -> BTreeMap<&'static str, usize> {
        let mut told = BTreeMap::new();
        for message in self.messages.iter() {
            let of_templates = ["liquid", "template", "include", "link", "data", "front"];
            if of_templates
                .iter()
                .any(|kind| message.code.starts_with(kind))
            {
                assert!(message.span.is_some(), "{message:?}");
                *told.entry(message.code).or_insert(0) += 1;
            }
        }
        told
    }
}

/// Reads a site and holds how many chapters it has, and what is told of its templates.
#[track_caller]
fn holds(name: &str, chapters: usize, told: &[(&'static str, usize)]) {
    let Some(read) = read(name) else {
        return;
    };
    assert!(read.leftovers().is_empty(), "{:#?}", read.leftovers());
    assert_eq!(read.collection.posts.len(), chapters);
    let all: Vec<&str> = read
        .messages
        .iter()
        .map(|message| message.message.as_str())
        .collect();
    assert_eq!(read.told(), told.iter().copied().collect(), "{all:#?}");
}

#[test]
fn poole() {
    holds("poole", 5, &[]);
}

#[test]
fn cs231n() {
    holds("cs231n", 29, &[]);
}

#[test]
fn mehdix() {
    // A plug-in's filters: the Persian calendar, and letters joined.
    holds("mehdix", 106, &[("liquid-unknown-filter", 2)]);
}

#[test]
fn erlang_org() {
    // The collection came without some of its pictures and programs.
    holds("erlang-org", 188, &[("link-missing", 36)]);
}

#[test]
fn jekyll_docs() {
    holds("jekyll-docs", 202, &[]);
}

#[test]
fn opensource_guide() {
    holds("opensource-guide", 349, &[]);
}

/// Every Markdown file below `folder`, sorted.
fn markdown_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension {
            _ if path.is_dir() => markdown_below(&path, found),
            Some("md" | "markdown") => found.push(path),
            _ => {}
        }
    }
}

#[test]
fn real_collections_are_read_without_errors() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !corpus.is_dir() {
        eprintln!("skipped: there is no ../shared/corpus");
        return;
    }
    let mut files = Vec::new();
    markdown_below(&corpus, &mut files);
    let mut codes = BTreeMap::new();
    for path in &files {
        let options = ReadOptions::default();
        let read = read_input(&Input::File(path.clone()), &options);
        let read = read.unwrap_or_else(|code| panic!("{}: {code}", path.display()));
        for message in read.messages {
            let code = message.rsplit(' ').next().unwrap_or_default().to_owned();
            *codes.entry(code).or_insert(0) += 1;
            if std::env::var_os("SHOW_MESSAGES").is_some() {
                eprintln!("{} {message}", path.display());
            }
        }
    }
    eprintln!("{} files, messages by kind: {codes:?}", files.len());
    assert!(files.len() > 1000);
    assert!(!codes.contains_key("template-too-long"));
    assert!(!codes.contains_key("template-too-deep"));
}
