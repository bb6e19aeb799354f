//! Pictures: takes them as authors wrote them, gives those in the book's library, each file once, and words for those that can't be had.

use super::address::Address;
use super::remote::RemoteLibrary;
use super::{Draft, slug};
use crate::diagnostics::{Diagnostic, Diagnostics, Result, Severity};
use crate::document::{
    Alternative, Block, BlockKind, Figure, Image, Inline, InlineKind, Picture, Visitor, plain_text,
    walk_block, walk_blocks, walk_inline,
};
use crate::media::{MediaFacts, MediaId, MediaKind, MediaLibrary, PictureBytes, data_url};
use crate::percent;
use crate::source::{Site, Whereabouts};
use crate::span::Span;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// The pictures of the book so far. A file or `data:` URL is read once, however often it is shown.
#[derive(Default)]
pub(super) struct Pictures {
    library: MediaLibrary,
    known: HashMap<PathBuf, Result<MediaId>>,
    remote: RemoteLibrary,
}

impl Pictures {
    /// No pictures so far, with those at hand that were fetched.
    pub(super) fn new(remote: RemoteLibrary) -> Pictures {
        Pictures {
            remote,
            ..Pictures::default()
        }
    }

    /// Takes in the pictures of a chapter: its lead picture, then those in its text and notes.
    pub(super) fn embed(&mut self, draft: &mut Draft, messages: &mut Diagnostics) {
        let mut chapter = ChapterPictures {
            pictures: self,
            site: &*draft.site,
            page: &draft.whereabouts,
            caption: None,
            messages,
        };
        if let Some(lead) = draft.lead.take() {
            draft.chapter.lead_span = lead.span;
            let alternative = lead
                .alternative
                .map_or(Alternative::Absent, Alternative::Text);
            let mut image = Image {
                picture: Picture::Written(lead.source),
                alternative,
                title: None,
            };
            chapter.lead(&mut image, &draft.chapter.metadata.title, lead.span);
            draft.chapter.lead = Some(image);
        }
        walk_blocks(&mut chapter, &mut draft.chapter.blocks);
        draft
            .chapter
            .notes
            .iter_mut()
            .for_each(|note| walk_blocks(&mut chapter, &mut note.content));
    }

    pub(super) fn into_library(self) -> MediaLibrary {
        self.library
    }

    /// The picture of this URL, if it was asked for on the web.
    fn fetched(&mut self, url: &str) -> Option<Result<MediaId>> {
        let fetched = self.remote.get(url)?.clone();
        let path = path_apart("web", url.as_bytes(), &percent::decoded(name_in(url)));
        Some(fetched.and_then(|bytes| self.take_in(path, bytes)))
    }

    /// The picture of a file or URL already taken in, or this one taken in now.
    fn take_in(&mut self, path: PathBuf, bytes: Arc<dyn PictureBytes>) -> Result<MediaId> {
        if let Some(known) = self.known.get(&path) {
            return known.clone();
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = slug::file_name(&stem, "picture");
        let taken = bytes.read().and_then(|read| MediaFacts::of(&read));
        let taken = taken.map(|facts| self.library.add(facts, &name, bytes));
        self.known.insert(path, taken.clone());
        taken
    }
}

/// A path that no file of a site has, of a picture that is known by its bytes or URL: `data:…/picture`.
fn path_apart(scheme: &str, known_by: &[u8], name: &str) -> PathBuf {
    let hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, known_by);
    PathBuf::from(format!("{scheme}:{hash:x}/{name}"))
}

/// The file name at the end of a URL, as it is written there.
fn name_in(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path.rsplit('/').next().filter(|name| !name.is_empty());
    name.unwrap_or("picture")
}

/// Walks a chapter for its pictures.
struct ChapterPictures<'a> {
    pictures: &'a mut Pictures,
    site: &'a dyn Site,
    page: &'a Whereabouts,
    /// The words of the caption of the figure we are in.
    caption: Option<String>,
    messages: &'a mut Diagnostics,
}

impl Visitor for ChapterPictures<'_> {
    fn block(&mut self, block: &mut Block) {
        let outer = match &block.kind {
            BlockKind::Figure(figure) => std::mem::replace(&mut self.caption, caption(figure)),
            _ => return walk_block(self, block),
        };
        walk_block(self, block);
        self.caption = outer;
    }

    fn inline(&mut self, inline: &mut Inline) {
        if let InlineKind::Image(image) = &mut inline.kind {
            self.image(image, inline.span);
        }
        walk_inline(self, inline);
    }
}

/// A caption's words, if it is a line or paragraph or more of them.
fn caption(figure: &Figure) -> Option<String> {
    let texts = figure.caption.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => Some(plain_text(content)),
        _ => None,
    });
    Some(texts.collect::<Vec<_>>().join(" ")).filter(|text| !text.trim().is_empty())
}

impl ChapterPictures<'_> {
    fn lead(&mut self, image: &mut Image, title: &str, span: Span) {
        if image.alternative == Alternative::Absent {
            let words = if title.trim().is_empty() {
                None
            } else {
                Some(title.to_owned())
            };
            self.fill_alternative(image, words, span);
        }
        self.resolve(image, span);
    }

    fn image(&mut self, image: &mut Image, span: Span) {
        if image.alternative == Alternative::Absent {
            let words = self.caption.clone().or_else(|| image.title.clone());
            self.fill_alternative(image, words, span);
        }
        self.resolve(image, span);
    }

    /// Says in words what an author left unsaid: those at hand, else the file's name.
    fn fill_alternative(&mut self, image: &mut Image, words: Option<String>, span: Span) {
        let words = words.unwrap_or_else(|| match &image.picture {
            Picture::Written(written) => readable_name(written),
            _ => "picture".to_owned(),
        });
        let message = Diagnostic::warning("alt-missing", "the picture has no alternative text");
        self.messages.report(message.at(span).help(format!(
            "`{words}` is read out in its place; say what it shows, or write <img src=\"…\" alt=\"\"> if it is decoration"
        )));
        image.alternative = Alternative::Text(words);
    }

    fn resolve(&mut self, image: &mut Image, span: Span) {
        let Picture::Written(written) = &image.picture else {
            return;
        };
        image.picture = match Address::of(written) {
            Address::Absolute(url) => self.on_the_web(written, url, span),
            Address::Forbidden(scheme) if scheme == "data" => self.data(written, span),
            // A file of this computer, or `C:\\...`: the site says what it thinks of that.
            Address::Forbidden(scheme) if scheme == "file" || scheme.len() == 1 => {
                self.file_or_words(written, span)
            }
            Address::Forbidden(scheme) => {
                let message = format!("a picture can't come from `{scheme}:`");
                self.missing(
                    written,
                    Diagnostic::warning("picture-forbidden", message),
                    span,
                )
            }
            Address::Empty | Address::Fragment(_) | Address::Broken => {
                let message = Diagnostic::warning(
                    "picture-missing",
                    format!("`{}` names no picture", written.trim()),
                );
                self.missing(written, message, span)
            }
            Address::Path(path) => self.file_or_words(&path, span),
        };
    }

    fn file_or_words(&mut self, path: &str, span: Span) -> Picture {
        match self.file(path, span) {
            Ok(id) => Picture::Embedded(id),
            Err(error) => self.missing(path, *error, span),
        }
    }

    /// A picture in the site's files.
    fn file(&mut self, path: &str, span: Span) -> Result<MediaId> {
        let picture = self.site.picture(self.page, path)?;
        if picture.only_alike {
            self.note_true_name(&picture.path, path, span);
        }
        let extension = picture
            .path
            .extension()
            .map(|extension| extension.to_string_lossy().into_owned());
        let id = self.pictures.take_in(picture.path, picture.bytes)?;
        self.note_other_kind(id, extension.as_deref(), path, span);
        Ok(id)
    }

    fn note_true_name(&mut self, found: &Path, written: &str, span: Span) {
        let message = format!("the picture `{written}` is called `/{}`", found.display());
        self.messages.report(
            Diagnostic::note("picture-name", message)
                .at(span)
                .help("that file is shown; many a server tells capital letters from small ones"),
        );
    }

    fn note_other_kind(&mut self, id: MediaId, extension: Option<&str>, path: &str, span: Span) {
        let claimed = extension.and_then(MediaKind::of_extension);
        let Some(kind) = self.pictures.library.get(id).map(|media| media.facts.kind) else {
            return;
        };
        if claimed.is_some_and(|claimed| claimed != kind) {
            let message = format!(
                "`{path}` is a {} picture by its first bytes",
                kind.extension()
            );
            self.messages.report(
                Diagnostic::note("picture-kind", message)
                    .at(span)
                    .help("it is treated as that"),
            );
        }
    }

    /// A picture on the web: one of the site's own is taken from its files; another is shown as a link unless it was fetched.
    fn on_the_web(&mut self, written: &str, url: String, span: Span) -> Picture {
        if let Ok(id) = self.file(written.trim(), span) {
            return Picture::Embedded(id);
        }
        if !url.starts_with("http") {
            let message = format!("`{url}` is no place a picture can come from");
            return self.missing(
                written,
                Diagnostic::warning("picture-forbidden", message),
                span,
            );
        }
        match self.pictures.fetched(&url) {
            Some(Ok(id)) => Picture::Embedded(id),
            Some(Err(error)) => self.linked(url, *error, span),
            None => {
                let message = "the picture is on the web, and nothing is fetched";
                let message = Diagnostic::note("picture-remote", message);
                let help = "put a copy into the site, or let `--fetch` get it";
                self.linked(url, message.help(help), span)
            }
        }
    }

    /// A picture that is shown as a link.
    fn linked(&mut self, url: String, why: Diagnostic, span: Span) -> Picture {
        const INSTEAD: &str = "its alternative text is shown in a frame, with a link";
        let help = match &why.help {
            Some(help) => format!("{INSTEAD}; {help}"),
            None => INSTEAD.to_owned(),
        };
        let severity = why.severity.min(Severity::Warning);
        let message = Diagnostic { severity, ..why };
        self.messages.report(message.at(span).help(help));
        Picture::Remote(url)
    }

    /// A picture carried in its own URL.
    fn data(&mut self, written: &str, span: Span) -> Picture {
        let Some(bytes) = data_url::decode(written) else {
            let message = Diagnostic::warning("picture-broken", "the `data:` URL can't be decoded");
            return self.missing("data:", message, span);
        };
        let path = path_apart("data", &bytes, "picture");
        match self.pictures.take_in(path, Arc::new(bytes)) {
            Ok(id) => Picture::Embedded(id),
            Err(error) => self.missing("data:", *error, span),
        }
    }

    fn missing(&mut self, written: &str, message: Diagnostic, span: Span) -> Picture {
        const INSTEAD: &str = "its alternative text is shown in a frame";
        let help = match &message.help {
            Some(help) if help != INSTEAD => format!("{INSTEAD}; {help}"),
            _ => INSTEAD.to_owned(),
        };
        let message = Diagnostic {
            severity: Severity::Warning,
            ..message
        };
        self.messages.report(message.at(span).help(help));
        Picture::Missing(written.to_owned())
    }
}

/// Words out of the file name in a path or URL.
fn readable_name(written: &str) -> String {
    let path = written.split(['?', '#']).next().unwrap_or(written);
    if path
        .trim_start()
        .get(..5)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
    {
        return "picture".to_owned();
    }
    let decoded = percent::decoded(path);
    let name = decoded
        .rsplit(['/', '\\'])
        .find(|part| !part.is_empty())
        .unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = slug::words(stem);
    if words.is_empty() {
        "picture".to_owned()
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use super::readable_name;

    #[test]
    fn a_file_s_name_is_made_readable() {
        assert_eq!(
            readable_name("/img/opnfv-machine%20learning.min.jpg?w=3"),
            "opnfv machine learning.min"
        );
        assert_eq!(readable_name("data:image/png;base64,AAAA"), "picture");
        assert_eq!(readable_name("/"), "picture");
    }
}
