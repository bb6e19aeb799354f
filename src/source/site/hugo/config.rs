//! A Hugo site's configuration: takes `hugo.toml` and its kin, gives what the site and each of its languages say.

use super::components::{self, Mount};
use crate::diagnostics::Diagnostics;
use crate::source::data::Language;
use crate::source::files::Files;
use crate::source::metadata::{language, words};
use crate::source::site::content::{Content, Page};
use crate::source::site::emoji;
use crate::source::site::formulas::{self, Marks};
use crate::source::site::{configuration, read_configuration};
use crate::source::value::{Map, Node, Value};
use crate::span::{MappedText, Sources};
use std::path::{Path, PathBuf};

/// Names of a site's configuration, the first that exists holds.
pub const CONFIGURATIONS: [(&str, Language); 8] = [
    ("hugo.toml", Language::Toml),
    ("hugo.yaml", Language::Yaml),
    ("hugo.yml", Language::Yaml),
    ("hugo.json", Language::Json),
    ("config.toml", Language::Toml),
    ("config.yaml", Language::Yaml),
    ("config.yml", Language::Yaml),
    ("config.json", Language::Json),
];
/// The folder of a configuration in several files.
pub const FOLDER: &str = "config/_default";

/// What a site says of itself. Names are in lower case: Hugo doesn't look at it.
pub struct Config {
    /// All of it.
    pub whole: Map,
    /// The language of what doesn't say its own.
    pub language: String,
    /// Where texts are.
    pub contents: Vec<Content>,
    /// What formulas stand between besides dollars.
    pub formula_marks: Vec<Marks>,
    /// Where files for the site as they are, and for its templates, are.
    pub assets: Vec<PathBuf>,
}

impl Config {
    /// Reads a site's configuration.
    pub fn read(files: &Files, sources: &mut Sources, messages: &mut Diagnostics) -> Config {
        let one = configuration(files, &CONFIGURATIONS, sources, messages);
        let whole = lowered(&one).over(&parts(files, sources, messages));
        let language = words(&whole, &["defaultcontentlanguage"]);
        let language = language.map_or("en".to_owned(), |language| language.to_lowercase());
        let lent = components::mounts(files, &whole);
        Config {
            contents: contents(&whole, &lent, &language),
            assets: assets(&whole, &lent),
            formula_marks: formula_marks(&whole),
            language,
            whole,
        }
    }

    /// The table `name`.
    pub fn table(&self, name: &str) -> Map {
        self.whole.table(name)
    }

    /// What the site says of a language.
    pub fn of_language(&self, code: &str) -> Map {
        self.table("languages").table(code)
    }

    /// Is this the code of one of the site's languages?
    pub fn knows(&self, code: &str) -> bool {
        code == self.language || self.table("languages").get(code).is_some()
    }

    /// The tag of a language of the site.
    pub fn tag(&self, code: &str) -> String {
        let names = ["locale", "languagecode"];
        let said = words(&self.of_language(code), &names);
        let is_default = code == self.language;
        let said = said.or_else(|| words(&self.whole, &names).filter(|_| is_default));
        let tag = said.and_then(|tag| language(&tag));
        tag.unwrap_or_else(|| code.to_owned())
    }

    /// What the site says for one of its languages, else for all.
    pub fn said(&self, code: &str, names: &[&str]) -> Option<String> {
        words(&self.of_language(code), names).or_else(|| words(&self.whole, names))
    }

    /// The page at `path`, from the site's root; `None` if it is in no content.
    pub fn page(&self, path: &Path) -> Option<Page> {
        Page::of(&self.contents, &|code| self.knows(code), path)
    }

    /// Is it `true`?
    pub fn is_true(&self, name: &str) -> bool {
        self.whole.is_true(name)
    }

    /// A page's Markdown with what Goldmark is set up to read besides.
    pub fn set_out(&self, text: MappedText) -> MappedText {
        let text = match self.is_true("enableemoji") {
            true => emoji::drawn(text),
            false => text,
        };
        formulas::in_dollars(text, &self.formula_marks)
    }

    /// Does Goldmark give ids to the terms of definition lists?
    pub fn gives_terms_ids(&self) -> bool {
        let goldmark = self.table("markup").table("goldmark");
        goldmark.table("parser").is_true("autodefinitiontermid")
    }
}

/// The map with all names in lower case, at every depth, which values themselves bound.
pub fn lowered(map: &Map) -> Map {
    let entries = map.entries().iter();
    let entries = entries.map(|(name, node)| (name.to_lowercase().into(), lowered_node(node)));
    Map::of(entries.collect())
}

fn lowered_node(node: &Node) -> Node {
    let value = match &node.value {
        Value::Map(map) => Value::Map(lowered(map)),
        Value::List(list) => Value::list(list.items().iter().map(lowered_node).collect()),
        _ => return node.clone(),
    };
    Node {
        value,
        ..node.clone()
    }
}

/// The files of `config/_default`: `hugo.toml` speaks for the whole, `params.toml` for the table it is named after.
fn parts(files: &Files, sources: &mut Sources, messages: &mut Diagnostics) -> Map {
    let mut whole = Map::default();
    for name in files.names(Path::new(FOLDER)) {
        let Some((stem, extension)) = name.split_once('.') else {
            continue;
        };
        let language = match extension {
            "toml" => Language::Toml,
            "yaml" | "yml" => Language::Yaml,
            "json" => Language::Json,
            _ => continue,
        };
        let path = format!("{FOLDER}/{name}");
        match read_configuration(files, &path, language, sources, messages) {
            Ok(part) if matches!(stem, "hugo" | "config") => whole = lowered(&part).over(&whole),
            Ok(part) => {
                let entry = (
                    stem.to_lowercase().into(),
                    Value::Map(lowered(&part)).into(),
                );
                whole = whole.over(&Map::of(vec![entry]));
            }
            Err(error) => messages.report(*error),
        }
    }
    whole
}

/// What Goldmark passes through as it stands, for a program that sets formulas (`markup.goldmark.extensions.passthrough`).
fn formula_marks(whole: &Map) -> Vec<Marks> {
    let extensions = whole.table("markup").table("goldmark").table("extensions");
    let passthrough = extensions.table("passthrough");
    if !passthrough.is_true("enable") {
        return Vec::new();
    }
    let delimiters = passthrough.table("delimiters");
    let kinds = [("block", true), ("inline", false)].into_iter();
    let marks = kinds.flat_map(|(kind, is_block)| {
        let pairs = delimiters.get(kind).map_or(&[][..], Node::items).iter();
        let pairs = pairs.filter_map(|pair| match pair.items() {
            [open, close] => Some((open.words()?, close.words()?)),
            _ => None,
        });
        let marks = pairs.map(|(open, close)| Marks::new(&open, &close, is_block));
        marks.collect::<Vec<_>>()
    });
    marks.filter(|marks| !marks.open.contains('$')).collect()
}

/// Mounts that become content, else each language's folder, else `contentDir`; then what themes and modules have.
fn contents(whole: &Map, lent: &[Mount], default: &str) -> Vec<Content> {
    let mut contents = mounts(whole, "content", default);
    if contents.is_empty() {
        contents = folders_of_languages(whole, default);
    }
    let lent = lent.iter().filter_map(|mount| {
        let target = mount.target.strip_prefix("content").ok()?;
        Some(Content {
            folder: mount.source.clone(),
            target: target.to_owned(),
            language: default.to_owned(),
        })
    });
    contents.extend(lent);
    contents
}

fn folders_of_languages(whole: &Map, default: &str) -> Vec<Content> {
    let content = |folder: &str, language: &str| Content {
        folder: components::plain(Path::new(folder)),
        target: PathBuf::new(),
        language: language.to_owned(),
    };
    let languages = whole.table("languages");
    let folders = languages
        .entries()
        .iter()
        .filter_map(|(code, node)| Some(content(&node.get("contentdir")?.words()?, code)));
    let mut contents: Vec<Content> = folders.collect();
    if !contents.iter().any(|content| content.language == default) {
        let own = words(whole, &["contentdir"]);
        contents.push(content(own.as_deref().unwrap_or("content"), default));
    }
    contents
}

/// Folders of the site that are mounted at `target`.
fn mounts(whole: &Map, target: &str, default: &str) -> Vec<Content> {
    let module = whole.table("module");
    let mounts = module.get("mounts").map_or(&[][..], Node::items);
    let mounted = mounts.iter().filter_map(|entry| {
        let mount = Mount::of(entry)?;
        let said = entry.get("lang").and_then(Node::words);
        let matrix = || {
            entry
                .get("sites")?
                .get("matrix")?
                .get("languages")?
                .items()
                .first()?
                .words()
        };
        Some(Content {
            target: mount.target.strip_prefix(target).ok()?.to_owned(),
            folder: mount.source,
            language: said.or_else(matrix).unwrap_or_else(|| default.to_owned()),
        })
    });
    mounted.collect()
}

fn assets(whole: &Map, lent: &[Mount]) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for (target, name) in [("static", "staticdir"), ("assets", "assetdir")] {
        let mounted = mounts(whole, target, "").into_iter();
        folders.extend(mounted.map(|content| content.folder));
        let said = whole.get(name);
        let listed = said
            .map_or(&[][..], Node::items)
            .iter()
            .filter_map(Node::words);
        folders.extend(listed.map(PathBuf::from));
        let one = said
            .and_then(Node::words)
            .unwrap_or_else(|| target.to_owned());
        folders.push(PathBuf::from(one));
    }
    let lent = lent
        .iter()
        .filter(|mount| mount.target.starts_with("static") || mount.target.starts_with("assets"));
    folders.extend(lent.map(|mount| mount.source.clone()));
    folders
}
