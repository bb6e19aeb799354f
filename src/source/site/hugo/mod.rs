//! Hugo's sites: a folder with a `hugo.toml`, texts in sections and bundles, shortcodes.

mod build;
mod components;
pub mod config;
mod dates;
mod refs;
mod shortcodes;
mod url;

use super::content::{self, Page, are_in_sections, folders_around};
use super::grounds::Grounds;
use super::openings::{self, Openings};
use super::written::Address;
use super::{Generator, Reading, texts};
use crate::diagnostics::Diagnostics;
use crate::document::{BookMetadata, Direction};
use crate::parse::Dialect;
use crate::source::catalogue::Catalogue;
use crate::source::document::{Class, Listed};
use crate::source::files::Files;
use crate::source::metadata::{authors, is_in, words};
use crate::source::selection::{Parts, Sort};
use crate::source::shortcode;
use crate::source::slug::FileName;
use crate::source::tally::Tally;
use crate::source::value::{Map, Node, Value};
use crate::span::{MappedText, Sources, Span};
use config::Config;
use dates::DateNames;
use globset::Glob;
use refs::References;
use shortcodes::Running;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// A Hugo site.
pub struct Hugo {
    grounds: Grounds,
    config: Config,
    openings: Openings,
    references: OnceLock<References>,
    dates: DateNames,
    /// Are the site's texts in several sections?
    has_sections: AtomicBool,
    /// Shortcodes of the site's own.
    unknown: Tally,
    /// Pages that say on which day they leave the site.
    expiring: Tally,
}

impl Hugo {
    /// The site whose root `files` has.
    pub fn open(files: Arc<Files>, sources: &mut Sources, messages: &mut Diagnostics) -> Hugo {
        let config = Config::read(&files, sources, messages);
        let contents = config.contents.iter().map(|content| content.folder.clone());
        let contents: Vec<PathBuf> = contents.collect();
        let roots = contents.iter().chain(&config.assets).cloned();
        Hugo {
            openings: Openings::new(files.clone()),
            grounds: Grounds {
                address: Address::of(&config.said(&config.language, &["baseurl"])),
                roots: roots.chain([PathBuf::new()]).collect(),
                text_roots: contents,
                ..Grounds::new(files, metadata(&config, &config.language))
            },
            references: OnceLock::new(),
            dates: DateNames::of(&config.whole),
            has_sections: AtomicBool::new(false),
            unknown: Tally::default(),
            expiring: Tally::default(),
            config,
        }
    }

    /// What the site says of itself.
    fn config(&self) -> &Config {
        &self.config
    }

    /// The pages of the catalogue, as references name them.
    fn references(&self, catalogue: &Catalogue) -> &References {
        self.references
            .get_or_init(|| References::of(self, catalogue))
    }

    /// A shortcode of the site's own stands at `span`.
    fn met(&self, name: &str, span: Span) {
        self.unknown.add(name, span);
    }

    /// The path of the text that is called `named` in a page in `folder`.
    fn text_called(&self, named: &str, folder: &Path) -> Option<PathBuf> {
        let relative = named.trim_start_matches('/');
        let contents = self
            .config
            .contents
            .iter()
            .map(|content| content.folder.join(relative));
        let beside = folder.join(relative);
        let own = (!named.starts_with('/')).then_some(beside);
        let mut places = own
            .into_iter()
            .chain(contents)
            .chain([PathBuf::from(relative)]);
        places.find_map(|place| Some(self.files().find(&place).ok()??.path))
    }

    /// The URL of the page that references call `key`.
    fn url_of(&self, key: &str) -> Option<String> {
        let contents = self.config.contents.iter();
        let mut paths = contents.flat_map(|content| {
            let at = content.folder.join(key);
            [
                at.join("index.md"),
                at.join("_index.md"),
                content.folder.join(format!("{key}.md")),
            ]
        });
        paths.find_map(|path| {
            let values = openings::values_of(self.files(), &path)?;
            Some(self.page_url(&path, &values))
        })
    }

    /// The names of the sections that the page at `path` is in: folders of the first rank, and those with an opening.
    fn sections(&self, page: &Page, path: &Path) -> Vec<String> {
        let folders = folders_around(&self.config.contents, path);
        let around = page.around();
        // Mounts may put a folder deeper than it lies: their names have no folder of their own.
        let virtual_ranks = page
            .folders
            .len()
            .saturating_sub(folders.len().saturating_sub(1));
        let named = around.iter().enumerate().filter(|(rank, _)| {
            let folder = (rank + 1)
                .checked_sub(virtual_ranks)
                .and_then(|at| folders.get(at));
            *rank == 0 || folder.is_some_and(|folder| self.openings.of(folder).is_some())
        });
        named.map(|(_, name)| name.clone()).collect()
    }

    /// What the openings of the sections around say for the pages in them, the nearest first, and the site for all.
    fn cascaded(&self, path: &Path, page: &Page) -> Map {
        let whole = cascades(&self.config.whole, page);
        let folders = folders_around(&self.config.contents, path).into_iter();
        folders
            .filter_map(|folder| self.openings.of(folder))
            .fold(whole, |below, opening| {
                cascades(&opening, page).over(&below)
            })
    }

    /// Is it a text in Markdown, or in HTML with front matter?
    fn is_text(&self, path: &Path) -> bool {
        let begins = |mark: &[u8]| self.files().begins(path, mark);
        texts::is_markdown(path) || texts::is_html(path) && (begins(b"---") || begins(b"+++"))
    }

    /// Tells of texts that are in no Markdown.
    fn tell_other_markup(&self, messages: &mut Diagnostics) {
        let contents = self.config.contents.iter();
        let found =
            contents.flat_map(|content| texts::in_other_markup(self.files(), &content.folder));
        texts::tell_other_markup(found.collect(), messages);
    }

    /// Do the sections around a text hide it?
    fn hides(&self, path: &Path) -> bool {
        let page = self.config.page(path);
        page.is_some_and(|page| build::is_hidden(&self.cascaded(path, &page)))
    }
}

/// A map of those entries that have a value.
fn entries<const N: usize>(all: [(&str, Option<Node>); N]) -> Map {
    let said = all
        .into_iter()
        .filter_map(|(name, node)| Some((name.into(), node?)));
    Map::of(said.collect())
}

/// What `cascade` says for a page.
fn cascades(values: &Map, page: &Page) -> Map {
    let Some(cascade) = values.get("cascade") else {
        return Map::default();
    };
    let all: Vec<&Map> = match &cascade.value {
        Value::Map(map) => vec![map],
        value => value
            .items()
            .iter()
            .filter_map(|item| match &item.value {
                Value::Map(map) => Some(map),
                _ => None,
            })
            .collect(),
    };
    let fitting = all.into_iter().filter(|map| is_meant(map, page));
    fitting.fold(Map::default(), |above, map| above.over(map))
}

/// Is a cascade's target this page? Without a target, all pages are.
fn is_meant(cascade: &Map, page: &Page) -> bool {
    let Some(target) = cascade.get("target").or_else(|| cascade.get("_target")) else {
        return true;
    };
    let fits = |name: &str, value: &str| {
        let Some(pattern) = target.get(name).and_then(Node::words) else {
            return true;
        };
        Glob::new(&pattern).is_ok_and(|glob| glob.compile_matcher().is_match(value))
    };
    let kind = match (page.is_opening(), page.folders.is_empty()) {
        (true, true) => "home",
        (true, false) => "section",
        _ => "page",
    };
    let path = format!("/{}", page.key());
    let is_here = fits("kind", kind) && fits("path", &path) && fits("lang", &page.language);
    // A book is made for readers, as the public site is.
    is_here && fits("environment", "production")
}

fn metadata(config: &Config, code: &str) -> BookMetadata {
    let said = |names: &[&str]| config.said(code, names);
    let tag = config.tag(code);
    let params = config.table("params");
    let own_params = config.of_language(code).table("params");
    let param = |names: &[&str]| words(&own_params, names).or_else(|| words(&params, names));
    let title = said(&["title"]).unwrap_or_default();
    let people = [&own_params, &params, &config.whole]
        .into_iter()
        .map(authors);
    BookMetadata {
        subtitle: param(&["subtitle", "tagline"]),
        authors: people
            .into_iter()
            .find(|people| !people.is_empty())
            .unwrap_or_default(),
        direction: Direction::of_language(&tag),
        description: param(&["description"]).or_else(|| said(&["description"])),
        publisher: (!title.is_empty()).then(|| title.clone()),
        rights: said(&["copyright"]),
        language: tag,
        title,
        ..BookMetadata::default()
    }
}

impl Generator for Hugo {
    fn grounds(&self) -> &Grounds {
        &self.grounds
    }

    fn metadata_in(&self, language: &str) -> BookMetadata {
        let languages = self.config.table("languages");
        let codes = languages.entries().iter().map(|(code, _)| &**code);
        let mut codes = std::iter::once(&*self.config.language).chain(codes);
        let code = codes.find(|code| is_in(&self.config.tag(code), language));
        metadata(&self.config, code.unwrap_or(&self.config.language))
    }

    fn list(&self, messages: &mut Diagnostics) -> Vec<Listed> {
        let config = &self.config;
        self.tell_other_markup(messages);
        let found = content::pages(
            self.files(),
            &config.contents,
            &|path| self.is_text(path),
            &|path| config.page(path),
        );
        let listed: Vec<Listed> = found.into_iter().map(|path| self.listed_at(path)).collect();
        let several = are_in_sections(listed.iter().filter(|listed| !self.hides(&listed.path)));
        self.has_sections.store(several, Ordering::Relaxed);
        listed
    }

    fn listed_at(&self, path: PathBuf) -> Listed {
        let Some(page) = self.config.page(&path) else {
            return Listed::new(path, Class::Page);
        };
        let sections = self.sections(&page, &path);
        let class = match (page.is_opening(), sections.is_empty()) {
            (true, _) => Class::Section,
            (false, true) => Class::Page,
            (false, false) => Class::Post,
        };
        Listed {
            is_translation: page.language != self.config.language,
            sections,
            contents: page.contents_line(&self.grounds.metadata.title),
            ..Listed::new(path, class)
        }
    }

    /// By weight, then by date, as Hugo's own lists are but for the newest first.
    fn order(&self) -> (Sort, Parts) {
        match self.has_sections.load(Ordering::Relaxed) {
            true => (Sort::Weight, Parts::Section),
            false => (Sort::Weight, Parts::None),
        }
    }

    fn defaults(&self, path: &Path) -> Map {
        match self.config.page(path) {
            Some(page) => self.cascaded(path, &page),
            None => Map::default(),
        }
    }

    /// Hugo doesn't look at the case of names.
    fn own_values(&self, own: Map) -> Map {
        let own = own.over(&config::lowered(&own));
        own.over(&own.table("params"))
    }

    fn values(&self, path: &Path, own: Map) -> Map {
        let values = own.over(&self.defaults(path));
        let found = self.dates.found(&values, &FileName::of(path));
        let hidden = build::is_hidden(&values).then(|| Node::from(Value::Bool(false)));
        let page = self.config.page(path);
        let tag = page.map(|page| Value::from(self.config.tag(&page.language)).into());
        let above = entries([("published", hidden), ("date", found.date)]);
        let below = entries([("slug", found.slug), ("lang", tag)]);
        above.over(&values).over(&below)
    }

    fn page_url(&self, path: &Path, values: &Map) -> String {
        let page = self.config.page(path);
        page.map_or_else(String::new, |page| url::url(&page, &self.config, values))
    }

    fn evaluate(&self, reading: Reading<'_>) -> MappedText {
        self.grounds.lay_out(reading.catalogue);
        let (document, catalogue) = (reading.document, reading.catalogue);
        if let Some(span) = dates::expiry(&document.values) {
            self.expiring.add("the page expires some day", span);
        }
        let running = Running::new(self, document, catalogue, reading.sources);
        let text = running.text(reading.messages);
        match document.is_html() {
            true => text,
            false => self.config.set_out(text),
        }
    }

    fn tell(&self, messages: &mut Diagnostics) {
        shortcode::tell(&self.unknown, messages);
        dates::tell_expiring(&self.expiring, messages);
    }

    fn dialect(&self) -> Dialect {
        Dialect {
            term_ids: self.config.gives_terms_ids(),
            ..Dialect::HUGO
        }
    }
}
