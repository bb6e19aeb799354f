//! Which pictures go in: those that the chapters show, each once, in the order of their first showing.

use super::cover;
use super::file_names::plain;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::media::{MediaId, MediaKind, for_epub};
use crate::names::Names;
use crate::span::Span;
use crate::style::StyledBook;
use std::collections::{BTreeMap, BTreeSet};

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
    pub(super) bytes: Vec<u8>,
}

impl Pictures {
    /// Makes each ready; one that can't be is reported, and its alternative text will stand for it.
    pub(super) fn gather(styled: &StyledBook<'_>, messages: &mut Diagnostics) -> Pictures {
        let mut pictures = Pictures {
            items: Vec::new(),
            by_id: BTreeMap::new(),
            cover: None,
        };
        let mut names = Names::default();
        for (id, span) in shown(styled) {
            if let Some(media) = styled.book.media.get(id) {
                match for_epub(media) {
                    Ok(ready) => {
                        let name = names.free(&plain(&media.name));
                        pictures.by_id.insert(id, pictures.items.len());
                        pictures.items.push(Picture {
                            path: format!("images/{name}.{}", ready.extension()),
                            kind: ready.kind,
                            bytes: ready.bytes,
                        });
                    }
                    Err(error) => messages.report(replaced(*error, span)),
                }
            }
        }
        let cover = cover::cover(styled.book).and_then(|id| pictures.by_id.get(&id).copied());
        Pictures { cover, ..pictures }
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
