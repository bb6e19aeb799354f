//! `defaults` in a configuration: values for the front matter of the files that a scope names.

use crate::source::value::{Map, Node, Value};
use globset::{Glob, GlobMatcher};
use std::path::Path;

/// The scopes of a configuration, the weakest first.
#[derive(Default)]
pub struct Defaults(Vec<Scope>);

/// Values and the files they are for.
struct Scope {
    /// How the paths begin, from the folder that holds `_posts`; empty for all.
    path: String,
    /// The same, if it is a pattern.
    pattern: Option<GlobMatcher>,
    /// `posts`, `drafts`, `pages` or a collection's name.
    kind: Option<String>,
    values: Map,
}

impl Defaults {
    /// Of several scopes that name a file, those of the longer path win, then those that say a kind, then the later ones.
    pub fn new(config: &Map, collections: &Path) -> Defaults {
        let scopes = config.get("defaults").map_or(&[][..], Node::items);
        let scopes = scopes.iter();
        let scopes = scopes.filter_map(|scope| Scope::read(scope, collections));
        let mut scopes: Vec<Scope> = scopes.collect();
        scopes.sort_by_key(|scope| (scope.path.len(), scope.kind.is_some()));
        Defaults(scopes)
    }

    /// The values for the file at `path`, which is of the kind `kind`.
    pub fn of(&self, path: &Path, kind: &str) -> Map {
        let fitting = self.0.iter().filter(|scope| scope.holds(path, kind));
        fitting.fold(Map::default(), |below, scope| {
            scope.values.deeply_over(&below)
        })
    }
}

impl Scope {
    /// A scope whose path may begin with the folder that holds the collections.
    fn read(node: &Node, collections: &Path) -> Option<Scope> {
        let said = |name| node.get("scope")?.get(name)?.words();
        let Value::Map(values) = &node.get("values")?.value else {
            return None;
        };
        let path = said("path").unwrap_or_default();
        let path = path.trim_start_matches("./").trim_start_matches('/');
        let path = inside(path, collections).to_owned();
        Some(Scope {
            pattern: pattern(&path),
            path,
            kind: said("type"),
            values: values.clone(),
        })
    }

    fn holds(&self, path: &Path, kind: &str) -> bool {
        let is_draft = path.iter().any(|part| part == "_drafts");
        let of_kind = match self.kind.as_deref() {
            Some("drafts") => is_draft,
            wanted => wanted.is_none_or(|wanted| wanted == kind),
        };
        let below = match &self.pattern {
            Some(pattern) => path.ancestors().any(|above| pattern.is_match(above)),
            None => path.to_string_lossy().starts_with(&self.path),
        };
        of_kind && below
    }
}

/// `path` without the folder of the collections before it.
fn inside<'a>(path: &'a str, collections: &Path) -> &'a str {
    let folder = collections.to_str().filter(|folder| !folder.is_empty());
    let inside = folder.and_then(|folder| path.strip_prefix(folder)?.strip_prefix('/'));
    inside.unwrap_or(path)
}

/// A `*` stands for a part of a name, `**` for any folders, as in Ruby's `Dir.glob`.
fn pattern(path: &str) -> Option<GlobMatcher> {
    let mut glob = globset::GlobBuilder::new(path.trim_end_matches('/'));
    let is_pattern = path.contains('*');
    let built: Option<Glob> = is_pattern.then(|| glob.literal_separator(true).build().ok())?;
    built.map(|glob| glob.compile_matcher())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::data::{self, Excerpt, Language};
    use crate::span::{MappedText, Span};

    fn defaults(yaml: &str) -> Defaults {
        let mut text = MappedText::default();
        text.push_expanded(yaml, Span::NOWHERE);
        let excerpt = Excerpt::new(&text, 0..yaml.len());
        let mut messages = crate::diagnostics::Diagnostics::default();
        let config = data::read(&excerpt, Language::Yaml, "a-code", &mut messages);
        assert_eq!(messages.iter().count(), 0);
        Defaults::new(&config, Path::new("all"))
    }

    #[test]
    fn scopes_name_folders_patterns_and_kinds() {
        let defaults = defaults(
            "defaults:
- {scope: {path: ''}, values: {a: all, b: all}}
- {scope: {path: '', type: posts}, values: {a: post}}
- {scope: {path: 'section/*/special'}, values: {a: special}}
- {scope: {path: _posts/2016}, values: {b: old}}
- {scope: {path: '', type: drafts}, values: {c: draft}}
- {scope: {path: '/guides/'}, values: {c: guide}}
- {scope: {path: all/_docs}, values: {c: doc}}
",
        );
        let of = |path: &str, kind: &str| {
            let values = defaults.of(Path::new(path), kind);
            let entries = values.entries().iter();
            let mut entries: Vec<String> = entries
                .map(|(name, node)| format!("{name}={}", node.words().unwrap_or_default()))
                .collect();
            entries.sort();
            entries.join(" ")
        };
        assert_eq!(of("about.md", "pages"), "a=all b=all");
        assert_eq!(of("_posts/2015/a.md", "posts"), "a=post b=all");
        assert_eq!(of("_posts/2016/a.md", "posts"), "a=post b=old");
        assert_eq!(of("_posts/2016-06-24-a.md", "posts"), "a=post b=old");
        assert_eq!(of("guides/a.md", "pages"), "a=all b=all c=guide");
        assert_eq!(of("guides.md", "pages"), "a=all b=all");
        assert_eq!(of("_docs/a.md", "docs"), "a=all b=all c=doc");
        assert_eq!(of("_drafts/a.md", "posts"), "a=post b=all c=draft");
        assert_eq!(of("section/x/special/a.md", "pages"), "a=special b=all");
        assert_eq!(of("section/x/y/special/a.md", "pages"), "a=all b=all");
    }
}
