//! Which pictures go in: those that the chapters show, each once, in the order of their first showing. One is in memory at a time.

use super::archive::Archive;
use super::cover;
use super::file_names::plain;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::media::{MediaId, MediaKind, for_epub};
use crate::names::Names;
use crate::progress::Stage;
use crate::span::Span;
use crate::style::StyledBook;
use std::collections::{BTreeMap, BTreeSet};
use zip::result::ZipResult;

/// The pictures of an EPUB.
pub(super) struct Pictures {
    /// In the order of their first showing.
    pub(super) items: Vec<Picture>,
    by_id: BTreeMap<MediaId, usize>,
    /// Index of the one that stands for the book on a shelf.
    pub(super) cover: Option<usize>,
}

/// A picture as a file of the container.
pub(super) struct Picture {
    /// Its path below the package document's folder.
    pub(super) path: String,
    pub(super) kind: MediaKind,
}

impl Pictures {
    /// Writes each; one that can't be made ready is reported, and its alternative text will stand for it.
    pub(super) fn write(
        styled: &StyledBook<'_>,
        archive: &mut Archive<'_>,
        messages: &mut Diagnostics,
    ) -> ZipResult<Pictures> {
        let mut pictures = Pictures {
            items: Vec::new(),
            by_id: BTreeMap::new(),
            cover: None,
        };
        let mut names = Names::default();
        let shown = shown(styled);
        styled.progress.begin(Stage::Picturing, shown.len());
        for (id, span) in shown {
            styled.progress.step();
            let Some(media) = styled.book.media.get(id) else {
                continue;
            };
            match for_epub(media) {
                Ok(ready) => {
                    let name = names.free(&plain(&media.name));
                    let path = format!("images/{name}.{}", ready.extension());
                    archive.store(&format!("OEBPS/{path}"), &ready.bytes)?;
                    pictures.add(id, path, ready.kind);
                }
                Err(error) => messages.report(replaced(*error, span)),
            }
        }
        pictures.cover = cover::cover(styled.book).and_then(|id| pictures.by_id.get(&id).copied());
        Ok(pictures)
    }

    fn add(&mut self, id: MediaId, path: String, kind: MediaKind) {
        self.by_id.insert(id, self.items.len());
        self.items.push(Picture { path, kind });
    }

    /// The path of a picture that is in.
    pub(super) fn path(&self, id: MediaId) -> Option<&str> {
        let picture = self.items.get(*self.by_id.get(&id)?)?;
        Some(&picture.path)
    }
}

/// Each picture that is shown, with the place of its first showing.
fn shown(styled: &StyledBook<'_>) -> Vec<(MediaId, Span)> {
    let mut seen = BTreeSet::new();
    let mut shown = Vec::new();
    for tree in styled.chapters.iter().map(|chapter| &chapter.tree) {
        for node in tree.nodes() {
            let picture = tree.element(node).and_then(|element| element.picture);
            if let Some(id) = picture.filter(|id| seen.insert(*id)) {
                shown.push((id, tree.node(node).span));
            }
        }
    }
    shown
}

fn replaced(error: Diagnostic, span: Span) -> Diagnostic {
    let warning = Diagnostic {
        severity: Severity::Warning,
        ..error
    };
    warning
        .at(span)
        .help("its alternative text stands for it in the EPUB")
}
