//! What made a site: takes a folder, gives the generator whose files lie there.

use super::hugo::config::{self, CONFIGURATIONS as HUGO};
use super::{JEKYLL_CONFIGURATIONS, mdbook, zola};
use crate::source::data::Language;
use crate::source::files::{self, Files};
use std::path::Path;

/// What made a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SiteKind {
    /// Jekyll.
    Jekyll,
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
    /// mdBook.
    MdBook,
    /// Nothing: a plain folder.
    Plain,
}

impl SiteKind {
    /// All there are.
    pub const ALL: [SiteKind; 5] = [
        SiteKind::Jekyll,
        SiteKind::Hugo,
        SiteKind::Zola,
        SiteKind::MdBook,
        SiteKind::Plain,
    ];

    /// The value of `--site-kind`.
    pub fn name(self) -> &'static str {
        match self {
            SiteKind::Jekyll => "jekyll",
            SiteKind::Hugo => "hugo",
            SiteKind::Zola => "zola",
            SiteKind::MdBook => "mdbook",
            SiteKind::Plain => "plain",
        }
    }

    /// What made the site at `root`, if its files or folders say so: Jekyll needs no configuration where there are posts.
    pub fn of(root: &Path) -> Option<SiteKind> {
        let has_posts = || files::real_folder(&root.join("_posts")).is_ok();
        SiteKind::configured(root).or_else(|| has_posts().then_some(SiteKind::Jekyll))
    }

    /// What made the site at `root`, if there is a configuration.
    pub fn configured(root: &Path) -> Option<SiteKind> {
        let has = |names: &[(&str, Language)]| {
            let mut names = names.iter();
            names.any(|(name, _)| files::holds(root, name))
        };
        if has(&JEKYLL_CONFIGURATIONS) {
            Some(SiteKind::Jekyll)
        } else if has(&mdbook::CONFIGURATIONS) || files::holds(root, mdbook::SUMMARY) {
            Some(SiteKind::MdBook)
        } else if has(&HUGO)
            || has(&zola::CONFIGURATIONS)
            || files::real_folder(&root.join(config::FOLDER)).is_ok()
        {
            SiteKind::of_configured(root)
        } else {
            None
        }
    }

    /// Hugo and Zola both call their configuration `config.toml`; other programs do so too.
    fn of_configured(root: &Path) -> Option<SiteKind> {
        let site_files = Files::new(root).ok()?;
        let text = |name: &str| {
            let bytes = site_files.read(Path::new(name), LARGEST).ok()?;
            Some(String::from_utf8_lossy(&bytes).into_owned())
        };
        let zola = zola::CONFIGURATIONS
            .iter()
            .filter_map(|(name, _)| text(name));
        if { zola }.any(|text| says(&text, &["base_url"])) {
            return Some(SiteKind::Zola);
        }
        let is_hugo = site_files.has_folder(Path::new(config::FOLDER))
            || HUGO.iter().any(|(name, _)| {
                let own = name.starts_with("hugo.");
                text(name).is_some_and(|text| own || says(&text, &HUGO_WORDS))
            });
        is_hugo.then_some(SiteKind::Hugo)
    }
}

/// The largest configuration that is looked into, in bytes.
const LARGEST: u64 = 1 << 20;
/// Names in a Hugo site's configuration that other programs hardly use.
const HUGO_WORDS: [&str; 6] = [
    "baseurl",
    "languagecode",
    "contentdir",
    "publishdir",
    "defaultcontentlanguage",
    "permalinks",
];

/// Does some line of the data begin with one of these names, however it is written?
fn says(text: &str, names: &[&str]) -> bool {
    text.lines().any(|line| {
        let name = line.split(['=', ':']).next().unwrap_or_default();
        let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
        names.contains(&name.to_lowercase().as_str())
    })
}
