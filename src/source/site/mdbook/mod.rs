//! mdBook's books: a folder with a `book.toml`, chapters in the order of `SUMMARY.md`, and the files they include.

mod admonition;
mod directive;
mod excerpt;
mod expansion;
mod hiding;
mod listing;
mod summary;

use super::formulas::{self, Marks};
use super::grounds::Grounds;
use super::written::Address;
use super::{Generator, Reading, configuration};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::{BookMetadata, Direction};
use crate::parse::Dialect;
use crate::source::data::Language;
use crate::source::document::{Class, ContentsLine, Listed};
use crate::source::files::{Files, SiteFile};
use crate::source::metadata::{authors, language, words};
use crate::source::selection::{Parts, Sort};
use crate::source::tally::Tally;
use crate::source::text::Entered;
use crate::source::value::{Map, Node, Value};
use crate::span::{MappedText, Sources, Span};
use expansion::Expansion;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Names of a book's configuration.
pub const CONFIGURATIONS: [(&str, Language); 1] = [("book.toml", Language::Toml)];
/// Where the contents are, unless the configuration says otherwise.
pub const SUMMARY: &str = "src/SUMMARY.md";

/// An mdBook book.
pub struct MdBook {
    grounds: Grounds,
    /// The folder of the chapters.
    source: PathBuf,
    lines: Vec<Line>,
    /// Is it made with mdbook-admonish?
    has_admonitions: bool,
    /// By their languages, what hides lines of code.
    hiding_marks: Map,
    /// What formulas stand between besides dollars.
    formula_marks: Vec<Marks>,
    /// Addresses that lead to others, by these.
    redirects: HashMap<String, Vec<String>>,
    /// Directives of the book's own preprocessors.
    unknown: Tally,
}

/// A line of the contents with the file it leads to.
struct Line {
    contents: ContentsLine,
    file: Found,
    span: Span,
}

/// What a line of the contents leads to.
enum Found {
    File(SiteFile),
    Draft,
    Missing(String),
}

impl MdBook {
    /// The book whose root `files` has.
    pub fn open(files: Arc<Files>, sources: &mut Sources, messages: &mut Diagnostics) -> MdBook {
        let config = configuration(&files, &CONFIGURATIONS, sources, messages);
        let book = config.table("book");
        let source = words(&book, &["src"]).unwrap_or_else(|| "src".to_owned());
        let source = PathBuf::from(source);
        let html = config.table("output").table("html");
        MdBook {
            lines: contents(&files, &source, !html.is_true("no-section-label"), sources),
            has_admonitions: config.table("preprocessor").get("admonish").is_some(),
            formula_marks: formula_marks(&html),
            hiding_marks: html.table("code").table("hidelines"),
            redirects: redirects(&html.table("redirect")),
            unknown: Tally::default(),
            grounds: Grounds {
                address: address(&html),
                roots: vec![source.clone(), PathBuf::new()],
                text_roots: vec![source.clone()],
                ..Grounds::new(files, metadata(&book))
            },
            source,
        }
    }
}

fn formula_marks(html: &Map) -> Vec<Marks> {
    match html.is_true("mathjax-support") {
        true => Marks::mathjax(),
        false => Vec::new(),
    }
}

fn metadata(book: &Map) -> BookMetadata {
    let tag = words(book, &["language"]).and_then(|tag| language(&tag));
    let language = tag.unwrap_or_else(|| "en".to_owned());
    BookMetadata {
        title: words(book, &["title"]).unwrap_or_default(),
        authors: authors(book),
        description: words(book, &["description"]),
        direction: match words(book, &["text-direction"]).as_deref() {
            Some("rtl") => Direction::RightToLeft,
            Some("ltr") => Direction::LeftToRight,
            _ => Direction::of_language(&language),
        },
        language,
        ..BookMetadata::default()
    }
}

/// The host is told only to publish under one's own, the path to find the page for what is missing.
fn address(html: &Map) -> Address {
    let path = words(html, &["site-url"]);
    let host = words(html, &["cname"]).map(|host| format!("https://{host}"));
    match path {
        Some(whole) if whole.contains("://") => Address::new(Some(&whole), None),
        path => Address::new(host.as_deref(), path.as_deref()),
    }
}

/// From `"/old.html" = "new.html"`: the old addresses by the new one. A target is told from the old page's folder.
fn redirects(table: &Map) -> HashMap<String, Vec<String>> {
    let mut redirects: HashMap<String, Vec<String>> = HashMap::new();
    for (old, target) in table.entries() {
        let Some(target) = target.words() else {
            continue;
        };
        let old = format!("/{}", old.trim_start_matches('/'));
        let folder = old.rsplit_once('/').map_or("", |(folder, _)| folder);
        let target = match target.starts_with('/') {
            true => target,
            false => format!("{folder}/{target}"),
        };
        redirects.entry(target).or_default().push(old);
    }
    redirects
}

/// The lines of `SUMMARY.md`. Without one the book has no chapters.
fn contents(files: &Files, source: &Path, is_numbered: bool, sources: &mut Sources) -> Vec<Line> {
    let Ok(entered) = Entered::at(files, &source.join("SUMMARY.md"), sources) else {
        return Vec::new();
    };
    let text = entered.text();
    // Which of the lines around one are left out: what is in them moves up.
    let mut around: Vec<bool> = Vec::new();
    let mut part = None;
    let lines = summary::lines(text.as_str()).into_iter().map(|line| {
        around.truncate(line.depth);
        let kept = around.iter().filter(|kept| **kept).count();
        let file = found(files, source, line.path.as_deref());
        around.push(matches!(file, Found::File(_)));
        part = line.part.or(part.take().filter(|_| line.in_part));
        let part = match file {
            Found::File(_) => part.take(),
            _ => None,
        };
        let level = u8::try_from(kept + usize::from(line.in_part)).unwrap_or(u8::MAX);
        Line {
            contents: ContentsLine {
                title: Some(line.title.trim().to_owned()),
                number: line.number.filter(|_| is_numbered),
                level,
                part,
            },
            file,
            span: text.span(line.range),
        }
    });
    lines.collect()
}

fn found(files: &Files, source: &Path, written: Option<&str>) -> Found {
    let Some(written) = written else {
        return Found::Draft;
    };
    match files.find(&source.join(written)) {
        Ok(Some(file)) => Found::File(file),
        _ => Found::Missing(written.to_owned()),
    }
}

impl Line {
    /// What is told of a line that leads to no chapter.
    fn message(&self) -> Option<Diagnostic> {
        let title = self.contents.title.as_deref().unwrap_or_default();
        let message = match &self.file {
            Found::File(_) => return None,
            Found::Draft => Diagnostic::note("chapter-draft", format!("`{title}` is a draft"))
                .help("it has no text and was left out"),
            Found::Missing(path) => {
                Diagnostic::warning("chapter-missing", format!("there is no chapter `{path}`"))
                    .help("it was left out")
            }
        };
        Some(message.at(self.span))
    }
}

fn twice(line: &Line, path: &Path) -> Diagnostic {
    let message = format!("`{}` stands in the contents twice", path.display());
    Diagnostic::warning("chapter-twice", message)
        .at(line.span)
        .help("its first place holds")
}

impl Generator for MdBook {
    fn grounds(&self) -> &Grounds {
        &self.grounds
    }

    fn list(&self, messages: &mut Diagnostics) -> Vec<Listed> {
        let mut listed = HashSet::new();
        let mut chapters = Vec::new();
        for line in &self.lines {
            let Found::File(file) = &line.file else {
                line.message()
                    .into_iter()
                    .for_each(|message| messages.report(message));
                continue;
            };
            if listed.insert(&file.path) {
                chapters.push(Listed {
                    contents: line.contents.clone(),
                    ..Listed::new(file.path.clone(), Class::Post)
                });
            } else {
                messages.report(twice(line, &file.path));
            }
        }
        chapters
    }

    fn listed_at(&self, path: PathBuf) -> Listed {
        let mut lines = self.lines.iter();
        let line = lines.find(|line| matches!(&line.file, Found::File(file) if file.path == path));
        Listed {
            contents: line.map_or_else(ContentsLine::default, |line| line.contents.clone()),
            ..Listed::new(path, Class::Post)
        }
    }

    fn order(&self) -> (Sort, Parts) {
        (Sort::Listed, Parts::Listed)
    }

    fn defaults(&self, path: &Path) -> Map {
        let url = self.page_url(path, &Map::default());
        let index = url.strip_suffix("index.html").map(str::to_owned);
        let old = self.redirects.get(&url).into_iter().flatten().cloned();
        let aliases = index.into_iter().chain(old);
        let aliases = aliases.map(|alias| Node::from(Value::from(alias)));
        let entry = ("aliases".into(), Value::list(aliases.collect()).into());
        Map::of(vec![entry])
    }

    /// `README.md` is a folder's first page.
    fn page_url(&self, path: &Path, _values: &Map) -> String {
        let path = path.strip_prefix(&self.source).unwrap_or(path);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let page = match stem.eq_ignore_ascii_case("readme") {
            true => path.with_file_name("index.html"),
            false => path.with_extension("html"),
        };
        format!("/{}", page.display())
    }

    fn evaluate(&self, reading: Reading<'_>) -> MappedText {
        let expansion = Expansion::new(
            self.files(),
            &self.unknown,
            reading.sources,
            reading.messages,
        );
        let text = expansion.chapter(&reading.document.text, reading.document.path());
        let text = match self.has_admonitions {
            true => admonition::as_quotes(text),
            false => text,
        };
        let text = listing::as_figures(hiding::marked(text, &self.hiding_marks));
        formulas::in_dollars(text, &self.formula_marks)
    }

    fn tell(&self, messages: &mut Diagnostics) {
        self.unknown.tell(messages, |name, times| {
            let message =
                format!("`{{{{#{name}}}}}` is for a preprocessor of the book's own{times}");
            Diagnostic::warning("directive-unknown", message).help("it was left out")
        });
    }

    fn dialect(&self) -> Dialect {
        Dialect::MDBOOK
    }
}
