//! A site read whole: little ones that a test writes, and real ones.

use super::site::Site;
use chapbook::diagnostics::{Diagnostic, Diagnostics};
use chapbook::document::ChapterKind;
use chapbook::source::{Collected, Collection, PartLabel, Post, ReadOptions, Selection, collect};
use chapbook::span::{MappedText, Sources};
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::collections::BTreeMap;
use std::path::Path;

/// What was read of a site.
pub struct Read {
    pub posts: Vec<Post>,
    pub sources: Sources,
    /// Place, severity and words, in the order of places; the site's folder is `SITE`.
    pub messages: Vec<String>,
    told: Diagnostics,
    /// The little site, which goes with this.
    site: Option<Site>,
}

/// Reads a site of these files.
pub fn read(files: &[(&str, &str)]) -> Read {
    read_selected(files, &Selection::default())
}

/// Reads what is selected of a site of these files.
pub fn read_selected(files: &[(&str, &str)], selection: &Selection) -> Read {
    let site = Site::of(files);
    let read = Read::of(&site.root(), selection);
    Read {
        site: Some(site),
        ..read
    }
}

impl Read {
    /// The site's URL, what its paths begin with, and whether it is named as its folder is.
    pub fn address(&self) -> (Option<&str>, &str, bool) {
        let site = &self.posts[0].site;
        let folder = self.site.as_ref().unwrap().root();
        let name = folder.file_name().and_then(|name| name.to_str());
        (site.url(), site.base(), site.name() == name)
    }

    fn of(folder: &Path, selection: &Selection) -> Read {
        let (mut sources, mut told) = (Sources::default(), Diagnostics::default());
        let options = ReadOptions::default();
        let Collection { posts, .. } = collect(
            &Collected::Folder(folder.to_owned()),
            &options,
            selection,
            &mut sources,
            &mut told,
        )
        .unwrap();
        let shown = folder.display().to_string();
        let messages = told.in_place_order().into_iter();
        let messages = messages.map(|message| line(message, &sources).replace(&shown, "SITE"));
        Read {
            messages: messages.map(|line| line.replace("SITE/", "")).collect(),
            posts,
            sources,
            told,
            site: None,
        }
    }

    /// A collection of the corpus, if it is there.
    pub fn of_corpus(name: &str) -> Option<Read> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../shared/corpus")
            .join(name);
        if !folder.is_dir() {
            eprintln!("skipped: there is no {}", folder.display());
            return None;
        }
        Some(Read::of(&folder, &Selection::default()))
    }

    /// A line a chapter: its title and URL, indented by its level; parts in brackets.
    pub fn outline(&self) -> Vec<String> {
        let lines = self.posts.iter().map(|post| {
            let indent = "  ".repeat(usize::from(post.metadata.level));
            let own = Some(post.metadata.title.as_str()).filter(|title| !title.is_empty());
            let title = post.known_as.as_deref().or(own);
            match (post.metadata.kind, &post.part) {
                (ChapterKind::Part, Some(PartLabel::Named(name))) => {
                    format!("{indent}[{}]", title.unwrap_or(name))
                }
                _ => {
                    let title = title.unwrap_or(&post.metadata.slug);
                    format!("{indent}{title} {}", post.whereabouts.url)
                }
            }
        });
        lines.collect()
    }

    /// The posts' texts.
    pub fn texts(&self) -> Vec<&str> {
        self.posts.iter().map(|post| post.text.as_str()).collect()
    }

    /// Lines that hold one of `marks` outside code, with their place.
    pub fn left_outside_code(&self, marks: &[&str]) -> Vec<String> {
        let left = self.posts.iter().flat_map(|post| {
            let places = marks_outside_code(&post.text, marks).into_iter();
            places.map(|at| {
                let place = self.sources.place(post.text.span(at..at + 1)).unwrap();
                let text = post.text.as_str();
                let line = text[at..].lines().next().unwrap_or_default();
                format!("{}:{}: {line}", place.path, place.line)
            })
        });
        left.collect()
    }

    /// Prints how many messages there are of each kind.
    pub fn print_counts(&self, name: &str) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for message in self.told.iter() {
            *counts.entry(message.code).or_default() += 1;
        }
        println!("{name}: {} chapters, messages {counts:?}", self.posts.len());
    }

    /// What is told to do, in the order of the messages.
    pub fn helps(&self) -> Vec<&str> {
        let messages = self.told.in_place_order().into_iter();
        messages
            .filter_map(|message| message.help.as_deref())
            .collect()
    }

    /// Messages without a place.
    pub fn without_place(&self) -> Vec<&str> {
        let nowhere = self.told.iter().filter(|message| message.span.is_none());
        nowhere.map(|message| message.message.as_str()).collect()
    }
}

fn line(message: &Diagnostic, sources: &Sources) -> String {
    let severity = message.severity.name();
    let place = message.span.and_then(|span| sources.place(span));
    let place = place.map_or("-".to_owned(), |place| {
        format!("{}:{}:{}", place.path, place.line, place.column)
    });
    format!("{place} {severity}: {}", message.message)
}

fn marks_outside_code(text: &MappedText, marks: &[&str]) -> Vec<usize> {
    let text = text.as_str();
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let code: Vec<_> = events
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_)))
        .map(|(_, range)| range)
        .collect();
    let found = marks.iter().flat_map(|mark| text.match_indices(mark));
    let places = found.map(|(at, _)| at);
    places
        .filter(|at| !code.iter().any(|range| range.contains(at)))
        .collect()
}
