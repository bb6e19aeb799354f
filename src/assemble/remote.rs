//! Pictures on the web: takes chapters, gives what was fetched of the pictures that their sites haven't got.

use super::Draft;
use super::address::Address;
use crate::document::{Image, Inline, InlineKind, Picture, Visitor, walk_blocks, walk_inline};
use crate::fetch::{Fetched, RemotePictures};
use crate::progress::{Listener, Stage};
use crate::source::{Site, Whereabouts};
use std::collections::{HashMap, HashSet};

/// What was fetched, by URL. Empty where nothing is.
#[derive(Default)]
pub(super) struct RemoteLibrary {
    fetched: HashMap<String, Fetched>,
}

impl RemoteLibrary {
    /// Has `remote` get every picture of the chapters that is on the web.
    pub(super) fn fetch(
        drafts: &mut [Draft],
        remote: &dyn RemotePictures,
        progress: &Listener,
    ) -> RemoteLibrary {
        let urls = urls(drafts);
        progress.begin(Stage::Fetching, urls.len());
        let fetched = remote.get_all(&urls, progress);
        RemoteLibrary {
            fetched: urls.into_iter().zip(fetched).collect(),
        }
    }

    /// What came of this URL, if it was asked for.
    pub(super) fn get(&self, url: &str) -> Option<&Fetched> {
        self.fetched.get(without_fragment(url))
    }
}

/// Servers never see fragments.
fn without_fragment(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}

/// The URLs of the chapters' pictures on the web, each once, in the order in which they are shown.
fn urls(drafts: &mut [Draft]) -> Vec<String> {
    let (mut urls, mut seen) = (Vec::new(), HashSet::new());
    for draft in drafts {
        let mut chapter = ChapterUrls {
            site: &*draft.site,
            page: &draft.whereabouts,
            urls: Vec::new(),
        };
        if let Some(lead) = &draft.lead {
            chapter.see(&lead.source);
        }
        walk_blocks(&mut chapter, &mut draft.chapter.blocks);
        let notes = draft.chapter.notes.iter_mut();
        notes.for_each(|note| walk_blocks(&mut chapter, &mut note.content));
        let new = chapter.urls.into_iter();
        urls.extend(new.filter(|url| seen.insert(url.clone())));
    }
    urls
}

/// Walks a chapter for its pictures' URLs.
struct ChapterUrls<'a> {
    site: &'a dyn Site,
    page: &'a Whereabouts,
    urls: Vec<String>,
}

impl ChapterUrls<'_> {
    fn see(&mut self, written: &str) {
        let Address::Absolute(url) = Address::of(written) else {
            return;
        };
        let of_the_web = url.starts_with("http:") || url.starts_with("https:");
        if of_the_web && self.site.picture(self.page, written.trim()).is_err() {
            self.urls.push(without_fragment(&url).to_owned());
        }
    }
}

impl Visitor for ChapterUrls<'_> {
    fn inline(&mut self, inline: &mut Inline) {
        if let InlineKind::Image(Image {
            picture: Picture::Written(written),
            ..
        }) = &inline.kind
        {
            self.see(written);
        }
        walk_inline(self, inline);
    }
}
