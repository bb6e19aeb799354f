//! Zola's sites: a folder with a `config.toml` that says `base_url`, texts in sections, pictures beside them, shortcodes.

use super::content::{self, Content, Page, are_in_sections, folders_around};
use super::grounds::Grounds;
use super::openings::Openings;
use super::written::Address;
use super::{Generator, Reading, configuration, emoji, texts};
use crate::diagnostics::Diagnostics;
use crate::document::{BookMetadata, Direction};
use crate::parse::Dialect;
use crate::source::data::Language;
use crate::source::document::{Class, Listed};
use crate::source::files::Files;
use crate::source::metadata::{authors, is_in, language, moment, words};
use crate::source::selection::{Parts, Sort};
use crate::source::shortcode::{
    self, Call, Notation, Place, Shortcodes, embed, expand, what_is_left,
};
use crate::source::slug::{self, FileName};
use crate::source::tally::Tally;
use crate::source::value::{Map, Value};
use crate::span::{MappedText, Sources};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Names of a site's configuration, the first that exists holds.
pub const CONFIGURATIONS: [(&str, Language); 2] = [
    ("zola.toml", Language::Toml),
    ("config.toml", Language::Toml),
];

/// A Zola site.
pub struct Zola {
    grounds: Grounds,
    config: Map,
    /// The language of what doesn't say its own.
    language: String,
    contents: [Content; 1],
    openings: Openings,
    order: OnceLock<(Sort, Parts)>,
    /// Shortcodes of the site's own.
    unknown: Tally,
}

impl Zola {
    /// The site whose root `files` has.
    pub fn open(files: Arc<Files>, sources: &mut Sources, messages: &mut Diagnostics) -> Zola {
        let config = configuration(&files, &CONFIGURATIONS, sources, messages);
        let language = words(&config, &["default_language"]);
        let language = language.unwrap_or_else(|| "en".to_owned());
        let content = Content {
            folder: PathBuf::from("content"),
            target: PathBuf::new(),
            language: language.clone(),
        };
        Zola {
            openings: Openings::new(files.clone()),
            grounds: Grounds {
                address: Address::of(&words(&config, &["base_url"])),
                roots: ["content", "static", ""].map(PathBuf::from).into(),
                text_roots: vec![content.folder.clone()],
                ..Grounds::new(files, metadata(&config, &language))
            },
            contents: [content],
            order: OnceLock::new(),
            unknown: Tally::default(),
            language,
            config,
        }
    }

    fn page(&self, path: &Path) -> Option<Page> {
        let languages = self.config.get("languages");
        let knows = |code: &str| {
            code == self.language || languages.is_some_and(|all| all.get(code).is_some())
        };
        Page::of(&self.contents, &knows, path)
    }

    /// The names of the sections around a page: folders with an opening that doesn't hand its pages up.
    fn sections(&self, page: &Page, path: &Path) -> Vec<String> {
        let folders = folders_around(&self.contents, path).into_iter().skip(1);
        let named = page.around().iter().zip(folders).filter(|(_, folder)| {
            let opening = self.openings.of(folder);
            opening.is_some_and(|opening| !opening.is_true("transparent"))
        });
        named.map(|(name, _)| name.clone()).collect()
    }

    /// By weight if some section is sorted so, by title if all are; else by date. In sections if there are several.
    fn order_of(&self, listed: &[Listed]) -> (Sort, Parts) {
        let openings = listed
            .iter()
            .filter(|listed| listed.class == Class::Section);
        let folders = openings.filter_map(|listed| listed.path.parent());
        let sorts: Vec<String> = folders
            .filter_map(|folder| words(&self.openings.of(folder)?, &["sort_by"]))
            .filter(|sort| sort != "none")
            .collect();
        let is_title = |sort: &String| sort.starts_with("title");
        let sort = match sorts.as_slice() {
            sorts if sorts.iter().any(|sort| sort == "weight") => Sort::Weight,
            [_, ..] if sorts.iter().all(is_title) => Sort::Title,
            _ => Sort::Date,
        };
        match are_in_sections(listed.iter()) {
            true => (sort, Parts::Section),
            false => (sort, Parts::None),
        }
    }
}

fn metadata(config: &Map, code: &str) -> BookMetadata {
    let tag = language(code).unwrap_or_else(|| "en".to_owned());
    let title = words(config, &["title"]).unwrap_or_default();
    let extra = config.table("extra");
    let people = [authors(config), authors(&extra)].into_iter();
    BookMetadata {
        authors: people
            .max_by_key(|people| !people.is_empty())
            .unwrap_or_default(),
        subtitle: words(&extra, &["subtitle", "tagline"]),
        direction: Direction::of_language(&tag),
        description: words(config, &["description"]),
        publisher: (!title.is_empty()).then(|| title.clone()),
        language: tag,
        title,
        ..BookMetadata::default()
    }
}

/// The date in a page's own path, `2025/06/26/summit`.
fn date_in(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let is_number =
        |part: &str, digits| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut dates = parts.windows(3).filter_map(|window| match window {
        [year, month, day] if is_number(year, 4) && is_number(month, 2) && is_number(day, 2) => {
            Some(format!("{year}-{month}-{day}"))
        }
        _ => None,
    });
    dates.next()
}

impl Generator for Zola {
    fn grounds(&self) -> &Grounds {
        &self.grounds
    }

    fn metadata_in(&self, language: &str) -> BookMetadata {
        let languages = self.config.table("languages");
        let mut codes = languages.entries().iter().map(|(code, _)| &**code);
        match codes.find(|code| is_in(code, language)) {
            Some(code) if !is_in(&self.language, language) => {
                metadata(&languages.table(code).over(&self.config), code)
            }
            _ => self.grounds.metadata.clone(),
        }
    }

    fn path_of_picture<'a>(&self, written: &'a str) -> &'a str {
        let rest = written.strip_prefix('@');
        rest.filter(|rest| rest.starts_with('/')).unwrap_or(written)
    }

    fn list(&self, _messages: &mut Diagnostics) -> Vec<Listed> {
        let found = content::pages(self.files(), &self.contents, &texts::is_markdown, &|path| {
            self.page(path)
        });
        let listed: Vec<Listed> = found.into_iter().map(|path| self.listed_at(path)).collect();
        self.order.get_or_init(|| self.order_of(&listed));
        listed
    }

    fn listed_at(&self, path: PathBuf) -> Listed {
        let Some(page) = self.page(&path) else {
            return Listed::new(path, Class::Page);
        };
        let sections = self.sections(&page, &path);
        let class = match (page.is_opening(), page.around().is_empty()) {
            (true, _) => Class::Section,
            (false, true) => Class::Page,
            (false, false) => Class::Post,
        };
        Listed {
            is_translation: page.language != self.language,
            sections,
            contents: page.contents_line(&self.grounds.metadata.title),
            ..Listed::new(path, class)
        }
    }

    /// Many a blog has its posts at the top, beside pages: those have no date.
    fn class(&self, listed: &Listed, values: &Map) -> Class {
        match (listed.class, moment(values, &FileName::of(&listed.path))) {
            (Class::Page, Some(_)) => Class::Post,
            (class, _) => class,
        }
    }

    fn order(&self) -> (Sort, Parts) {
        self.order
            .get()
            .copied()
            .unwrap_or((Sort::Date, Parts::None))
    }

    fn defaults(&self, path: &Path) -> Map {
        let code = self
            .page(path)
            .map_or_else(|| self.language.clone(), |page| page.language);
        let tag = language(&code).unwrap_or(code);
        Map::of(vec![("lang".into(), Value::from(tag).into())])
    }

    fn own_values(&self, own: Map) -> Map {
        let date = words(&own, &["path"]).and_then(|path| date_in(&path));
        let dated = date.map(|date| ("date".into(), Value::from(date).into()));
        let dated = Map::of(dated.into_iter().collect());
        own.over(&own.table("extra")).over(&dated)
    }

    /// What stands in a draft of a section is a draft, whatever it says itself.
    fn values(&self, path: &Path, own: Map) -> Map {
        let folders = folders_around(&self.contents, path).into_iter();
        let mut openings = folders.filter_map(|folder| self.openings.of(folder));
        let draft = openings
            .any(|opening| opening.is_true("draft"))
            .then(|| ("draft".into(), Value::Bool(true).into()));
        let draft = Map::of(draft.into_iter().collect());
        draft.over(&own.over(&self.defaults(path)))
    }

    fn page_url(&self, path: &Path, values: &Map) -> String {
        let Some(page) = self.page(path) else {
            return String::new();
        };
        let language = match page.language == self.language {
            true => String::new(),
            false => format!("/{}", page.language),
        };
        if let Some(path) = words(values, &["path"]).filter(|_| !page.is_opening()) {
            return format!("{language}/{}/", path.trim_matches('/'));
        }
        let name = FileName::of(Path::new(page.basename())).slug;
        let name = words(values, &["slug"]).unwrap_or(name);
        let last = (!page.is_opening()).then_some(&name);
        let parts = page
            .around()
            .iter()
            .chain(last)
            .filter(|part| !part.is_empty());
        let parts: Vec<String> = parts.map(|part| slug::ascii(part)).collect();
        match parts.is_empty() {
            true => format!("{language}/"),
            false => format!("{language}/{}/", parts.join("/")),
        }
    }

    fn evaluate(&self, reading: Reading<'_>) -> MappedText {
        self.grounds.lay_out(reading.catalogue);
        let mut running = Running {
            unknown: &self.unknown,
        };
        let text = &reading.document.text;
        let text = expand(text, Notation::Zola, &mut running, reading.messages);
        match self.config.table("markdown").is_true("render_emoji") {
            true => emoji::drawn(text),
            false => text,
        }
    }

    fn tell(&self, messages: &mut Diagnostics) {
        shortcode::tell(&self.unknown, messages);
    }

    fn dialect(&self) -> Dialect {
        Dialect::ZOLA
    }
}

/// Zola's own shortcodes.
struct Running<'a> {
    unknown: &'a Tally,
}

impl Shortcodes for Running<'_> {
    fn run(&mut self, call: &Call, inner: Option<&MappedText>, place: &Place<'_>) -> MappedText {
        let given = &call.arguments;
        let at = |host: &str, name: &str| Some(format!("{host}{}", given.named(name)?));
        let url = match (call.name.as_str(), inner) {
            ("youtube", None) => at("https://www.youtube.com/watch?v=", "id"),
            ("vimeo", None) => at("https://vimeo.com/", "id"),
            ("streamable", None) => at("https://streamable.com/", "id"),
            ("gist", None) => at("", "url"),
            _ => None,
        };
        url.map_or_else(
            || {
                self.unknown.add(&call.name, place.span);
                what_is_left(call, inner, place)
            },
            |url| embed(given.named("title"), &url, place),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::date_in;

    #[test]
    fn paths_may_tell_a_date() {
        assert_eq!(
            date_in("inside/2025/06/26/summit").as_deref(),
            Some("2025-06-26")
        );
        assert_eq!(date_in("2025/6/26/summit"), None);
        assert_eq!(date_in("summit"), None);
    }
}
