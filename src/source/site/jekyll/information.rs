//! `site.data`: the files below `_data`, by folder and name.

use super::Jekyll;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::source::data::{self, Excerpt, Language, Separated};
use crate::source::metadata::words;
use crate::source::site::Generator;
use crate::source::text::Entered;
use crate::source::value::{Node, Value};
use crate::span::Sources;
use std::path::Path;
use std::sync::Arc;

/// Folders in folders deeper than this are not read.
const DEEPEST: usize = 16;

impl Jekyll {
    /// `site.data`. What is wrong in its files is told the first time.
    pub fn information(&self, sources: &mut Sources, messages: &mut Diagnostics) -> Value {
        if let Some(known) = self.information.get() {
            return known.clone();
        }
        let named = words(self.config(), &["data_dir"]);
        let folder = self.source().join(named.as_deref().unwrap_or("_data"));
        let value = self.folder(&folder, DEEPEST, sources, messages);
        self.information.get_or_init(|| value).clone()
    }

    fn folder(
        &self,
        folder: &Path,
        depth: usize,
        sources: &mut Sources,
        messages: &mut Diagnostics,
    ) -> Value {
        let mut entries: Vec<(Arc<str>, Node)> = Vec::new();
        for name in self.files().names(folder) {
            let path = folder.join(&name);
            let value = if !self.files().has_folder(&path) {
                self.file(&path, sources, messages)
            } else if depth > 0 {
                Some(self.folder(&path, depth - 1, sources, messages))
            } else {
                None
            };
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            entries.extend(value.map(|value| (key(&stem), value.into())));
        }
        Value::map(entries)
    }

    /// What a data file says; `None` if it is of no known language.
    fn file(
        &self,
        path: &Path,
        sources: &mut Sources,
        messages: &mut Diagnostics,
    ) -> Option<Value> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        let language = match extension.as_str() {
            "yml" | "yaml" => Language::Yaml,
            "json" => Language::Json,
            "toml" => Language::Toml,
            "csv" => Language::Separated(Separated::Commas),
            "tsv" => Language::Separated(Separated::Tabs),
            _ => return None,
        };
        match Entered::at(self.files(), path, sources) {
            Ok(entered) => {
                entered.report(messages);
                let text = entered.text();
                let excerpt = Excerpt::new(&text, 0..text.as_str().len());
                Some(data::value(&excerpt, language, "data-unreadable", messages))
            }
            Err(error) => {
                messages.report(Diagnostic {
                    severity: Severity::Warning,
                    ..*error
                });
                None
            }
        }
    }
}

/// A name as templates write it: spaces become `_`, other signs go (Jekyll's `sanitize_filename`).
fn key(stem: &str) -> Arc<str> {
    let is_kept = |c: &char| c.is_alphanumeric() || c.is_whitespace() || "_-".contains(*c);
    let kept: String = stem.chars().filter(is_kept).collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    words.join("_").into()
}
