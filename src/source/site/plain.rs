//! A folder of Markdown files without a generator's configuration.

use super::grounds::Grounds;
use super::jekyll::kind;
use super::{Generator, Reading, permalink, texts};
use crate::diagnostics::Diagnostics;
use crate::document::BookMetadata;
use crate::parse::Dialect;
use crate::source::document::{Class, Listed};
use crate::source::files::Files;
use crate::source::front_matter::FRONT_MATTER;
use crate::source::selection::{Parts, Sort};
use crate::source::template::{Included, Liquid};
use crate::source::value::Map;
use crate::span::MappedText;
use std::path::Path;
use std::sync::Arc;

/// A folder of posts.
pub struct Plain {
    grounds: Grounds,
}

impl Plain {
    /// The site whose root `files` has.
    pub fn new(files: Arc<Files>) -> Plain {
        let metadata = BookMetadata {
            language: "en".to_owned(),
            ..BookMetadata::default()
        };
        Plain {
            grounds: Grounds::new(files, metadata),
        }
    }
}

impl Generator for Plain {
    fn grounds(&self) -> &Grounds {
        &self.grounds
    }

    fn list(&self, messages: &mut Diagnostics) -> Vec<Listed> {
        let is_post = |path: &Path| {
            texts::is_markdown(path)
                || texts::is_html(path) && self.files().begins(path, FRONT_MATTER)
        };
        let wants = |path: &Path| is_post(path) || texts::is_in_other_markup(path);
        let found = texts::below(self.files(), Path::new(""), &wants, &|_| false);
        let (other, found): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|path| texts::is_in_other_markup(path));
        texts::tell_other_markup(other.into_iter().collect(), messages);
        let listed = found.into_iter().map(|path| Listed::new(path, Class::Post));
        listed.collect()
    }

    fn order(&self) -> (Sort, Parts) {
        (Sort::Date, Parts::None)
    }

    fn defaults(&self, _path: &Path) -> Map {
        Map::default()
    }

    fn page_url(&self, path: &Path, values: &Map) -> String {
        permalink::url(&Map::default(), path, &kind(path), values)
    }

    /// A post taken out of its Jekyll site still has templates; its `layout` gives it away.
    fn evaluate(&self, reading: Reading<'_>) -> MappedText {
        if reading.document.values.get("layout").is_none() {
            return reading.document.text.clone();
        }
        let liquid = Liquid {
            files: self.files(),
            included: &Included::default(),
            jekyll: None,
            catalogue: None,
        };
        liquid.evaluate(reading.document, reading.sources, reading.messages)
    }

    fn dialect(&self) -> Dialect {
        Dialect::BLOG
    }
}
