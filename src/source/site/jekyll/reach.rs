//! Which files of a folder Jekyll looks at: its own exclusions, those of the configuration, and what that includes again.

use crate::source::metadata::words;
use crate::source::value::{Map, Node};
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::path::Path;

/// What Jekyll excludes whatever the configuration says (Jekyll 4, `Configuration::DEFAULT_EXCLUDES`).
const EXCLUDED: [&str; 12] = [
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle",
    "vendor/cache",
    "vendor/gems",
    "vendor/ruby",
    "_site",
    "_sass",
];

/// What is looked at.
pub struct Reach {
    excluded: Patterns,
    included: Patterns,
    /// Collections whose documents become pages.
    collections: Vec<String>,
}

impl Reach {
    /// What `config` says, with the collections that become pages.
    pub fn new(config: &Map, collections: Vec<String>) -> Reach {
        let said = |name: &str| config.get(name).map_or_else(Vec::new, listed);
        let destination = words(config, &["destination"]);
        let excluded = EXCLUDED.map(str::to_owned).into_iter();
        let excluded = excluded.chain(destination).chain(said("exclude"));
        Reach {
            excluded: Patterns::new(excluded),
            included: Patterns::new(said("include").into_iter()),
            collections,
        }
    }

    /// Is `path`, from the folder that holds `_posts`, passed over with all that is in it?
    pub fn passes_over(&self, path: &Path) -> bool {
        let name = path.file_name().map(Path::new);
        let is_included =
            self.included.fit(path) || name.is_some_and(|name| self.included.fit(name));
        !is_included && (self.excluded.fit(path) || self.is_special(path))
    }

    /// Names of files that are no pages: `_layouts`, `.git`, `#draft#`, `page.md~`.
    fn is_special(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(folder) = name.strip_prefix('_') else {
            return name.starts_with(['.', '#', '~']) || name.ends_with('~');
        };
        let at_top = path.components().count() == 1;
        let is_collection = at_top && self.collections.iter().any(|known| known == folder);
        !is_collection && !matches!(folder, "posts" | "drafts")
    }
}

fn listed(node: &Node) -> Vec<String> {
    match node.items() {
        [] => node.words().into_iter().collect(),
        items => items.iter().filter_map(Node::words).collect(),
    }
}

/// Paths that begin in one of these ways, or fit a pattern whose `*` stands for slashes too, as Jekyll's `EntryFilter` has it. What
/// ends in a slash is a folder.
struct Patterns {
    beginnings: Vec<String>,
    globs: GlobSet,
}

impl Patterns {
    fn new(patterns: impl Iterator<Item = String>) -> Patterns {
        let mut globs = GlobSetBuilder::new();
        let mut beginnings = Vec::new();
        for pattern in patterns {
            let pattern = pattern.trim_start_matches("./").trim_start_matches('/');
            match Glob::new(pattern.trim_end_matches('/')) {
                Ok(glob) if pattern.contains(['*', '?', '[']) => drop(globs.add(glob)),
                _ if pattern.is_empty() => {}
                _ => beginnings.push(pattern.to_owned()),
            }
        }
        Patterns {
            beginnings,
            globs: globs.build().unwrap_or_else(|_| GlobSet::empty()),
        }
    }

    fn fit(&self, path: &Path) -> bool {
        let text = path.to_string_lossy();
        let mut beginnings = self.beginnings.iter();
        let begins = |beginning: &String| {
            text.starts_with(beginning.as_str()) || beginning.strip_suffix('/') == Some(&*text)
        };
        beginnings.any(begins) || self.globs.is_match(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::value::Value;

    fn reach(entries: &[(&str, &[&str])]) -> Reach {
        let list = |words: &[&str]| {
            let items = words.iter().map(|word| Node::from(Value::from(*word)));
            Node::from(Value::list(items.collect()))
        };
        let entries = entries
            .iter()
            .map(|(name, words)| ((*name).into(), list(words)));
        let config = Map::of(entries.collect());
        Reach::new(&config, vec!["docs".to_owned()])
    }

    #[test]
    fn what_is_special_or_excluded_is_passed_over_unless_included() {
        let plain = reach(&[]);
        for (path, passed) in [
            ("about.md", false),
            ("_posts", false),
            ("cats/_posts", false),
            ("_docs", false),
            ("_layouts", true),
            ("cats/_docs", true),
            ("_docs/_part.md", true),
            (".git", true),
            ("page.md~", true),
            ("vendor/bundle", true),
            ("Gemfile.lock", true),
            ("_site", true),
        ] {
            assert_eq!(plain.passes_over(Path::new(path)), passed, "{path}");
        }
        let said = reach(&[
            ("exclude", &["docs/", "*.tmp.md", "/test"]),
            ("include", &["_pages", ".well-known"]),
        ]);
        for (path, passed) in [
            ("docs", true),
            ("docs/a.md", true),
            ("docs2", false),
            ("docs.md", false),
            ("test2", true),
            ("cats/_pages", false),
            ("a/b.tmp.md", true),
            ("test", true),
            ("_pages", false),
            ("_pages/a.md", false),
            (".well-known", false),
            ("_drafts", false),
        ] {
            assert_eq!(said.passes_over(Path::new(path)), passed, "{path}");
        }
    }
}
