//! The places in a chapter that links lead to: takes ids as authors write them, gives ids as they are in the book.

use super::slug;
use std::collections::HashMap;

/// Every id of a chapter, under the names by which authors may call it.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// By what was written; `None` is the chapter's beginning.
    exact: HashMap<String, Option<String>>,
    /// By what is left when case and punctuation are forgotten.
    folded: HashMap<String, Option<String>>,
}

impl Anchors {
    /// These ids mean the chapter's beginning.
    pub(super) fn add_beginning(&mut self, ids: impl Iterator<Item = String>) {
        ids.for_each(|id| self.add(&id, None));
    }

    /// What was written as `written` has the id `id`. The first to claim a name keeps it.
    pub(super) fn add(&mut self, written: &str, id: Option<&str>) {
        self.exact
            .entry(written.to_owned())
            .or_insert_with(|| id.map(str::to_owned));
        self.add_words(written, id);
    }

    /// These words have the id `id`.
    pub(super) fn add_words(&mut self, words: &str, id: Option<&str>) {
        let folded = slug::folded(words);
        if !folded.is_empty() {
            self.folded
                .entry(folded)
                .or_insert_with(|| id.map(str::to_owned));
        }
    }

    /// The place a fragment means, in the order of sureness; within, `None` is the chapter's beginning.
    pub(super) fn find(&self, fragment: &str) -> Option<Option<&str>> {
        let decoded = crate::percent::decoded(fragment);
        let plain = decoded.strip_prefix("user-content-").unwrap_or(&decoded);
        if plain.is_empty() || plain.eq_ignore_ascii_case("top") && !self.exact.contains_key(plain)
        {
            return Some(None);
        }
        let found = self
            .exact
            .get(fragment)
            .or_else(|| self.exact.get(plain))
            .or_else(|| self.folded.get(&slug::folded(plain)));
        found.map(Option::as_deref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_find_ids_however_they_were_made() {
        let mut anchors = Anchors::default();
        anchors.add("a--b", Some("a-b"));
        anchors.add_words("Über uns", Some("über-uns"));
        anchors.add_beginning(["title".to_owned()].into_iter());
        assert_eq!(anchors.find("a--b"), Some(Some("a-b")));
        assert_eq!(anchors.find("A-B"), Some(Some("a-b")));
        assert_eq!(
            anchors.find("user-content-%C3%BCber-uns"),
            Some(Some("über-uns"))
        );
        assert_eq!(anchors.find("title"), Some(None));
        assert_eq!(anchors.find("top"), Some(None));
        assert_eq!(anchors.find("elsewhere"), None);
    }
}
