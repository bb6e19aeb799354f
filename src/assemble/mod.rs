//! Assembling: takes posts with their blocks, gives a book: unique ids, links, notes, pictures in the library, typographic quotes, figures.

mod address;
mod address_book;
mod anchors;
mod figures;
mod ids;
mod language;
mod links;
mod metadata;
mod notes;
mod parts;
mod pictures;
pub(crate) mod quotes;
mod remote;
mod settings;
mod slug;
mod title;

pub use settings::Settings;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::{Book, Chapter, ChapterKind};
use crate::fetch::RemotePictures;
use crate::parse::Parsed;
use crate::progress::{Listener, Stage};
use crate::source::{LeadPicture, PartLabel, Post, Site, Whereabouts};
use crate::span::Span;
use anchors::Anchors;
use pictures::Pictures;
use remote::RemoteLibrary;
use std::sync::Arc;

/// Makes one book of posts. Links to what is `left_out` of their site lead there.
///
/// ```no_run
/// use chapbook::assemble::{Settings, assemble};
/// use chapbook::diagnostics::Diagnostics;
/// # let posts = Vec::new();
/// let settings = Settings::from([("title".to_owned(), "My river".to_owned())]);
/// let book = assemble(posts, &[], &settings, &mut Diagnostics::default());
/// assert_eq!(book.metadata.title, "My river");
/// ```
pub fn assemble(
    posts: Vec<(Post, Parsed)>,
    left_out: &[Whereabouts],
    settings: &Settings,
    messages: &mut Diagnostics,
) -> Book {
    let nobody = Listener::default();
    assemble_with(posts, left_out, settings, None, &nobody, messages)
}

/// Makes one book of posts, as [`assemble`] does; pictures on the web are got from `remote`, if there is one.
pub fn assemble_with(
    posts: Vec<(Post, Parsed)>,
    left_out: &[Whereabouts],
    settings: &Settings,
    remote: Option<&dyn RemotePictures>,
    progress: &Listener,
    messages: &mut Diagnostics,
) -> Book {
    let mut drafts: Vec<Draft> = posts.into_iter().map(Draft::new).collect();
    drafts.iter_mut().for_each(title::settle);
    let mut metadata = metadata::of_book(&drafts, settings, messages);
    quotes::typeset_metadata(&mut metadata);
    parts::name(&mut drafts, &metadata.language);
    for draft in &mut drafts {
        warn_of_emptiness(draft, messages);
        notes::keep_called(&mut draft.chapter, messages);
    }
    let remote = remote.map(|remote| RemoteLibrary::fetch(&mut drafts, remote, progress));
    let mut pictures = Pictures::new(remote.unwrap_or_default());
    progress.begin(Stage::Assembling, drafts.len());
    for draft in &mut drafts {
        assemble_chapter(draft, &metadata.language, &mut pictures, messages);
        progress.step();
    }
    links::resolve(&mut drafts, left_out, messages);
    Book {
        metadata,
        chapters: drafts.into_iter().map(|draft| draft.chapter).collect(),
        media: pictures.into_library(),
        toc_depth: None,
    }
}

/// What can be done to a chapter without knowing the others.
fn assemble_chapter(
    draft: &mut Draft,
    language: &str,
    pictures: &mut Pictures,
    messages: &mut Diagnostics,
) {
    pictures.embed(draft, messages);
    figures::of_lone_pictures(&mut draft.chapter);
    ids::settle(draft, messages);
    quotes::typeset(&mut draft.chapter, language);
}

fn warn_of_emptiness(draft: &Draft, messages: &mut Diagnostics) {
    let is_post = draft.chapter.metadata.kind == ChapterKind::Post;
    if is_post && draft.chapter.blocks.is_empty() {
        let message = Diagnostic::warning("post-empty", "the post has no text").at(draft.beginning);
        messages.report(message.help("its chapter holds its title only"));
    }
}

/// A chapter on its way into the book, with what is asked of its post.
struct Draft {
    chapter: Chapter,
    lead: Option<LeadPicture>,
    whereabouts: Whereabouts,
    /// What the site's own contents call it.
    known_as: Option<String>,
    /// Of which part it is the opening.
    part: Option<PartLabel>,
    site: Arc<dyn Site>,
    /// Do its terms get ids?
    term_ids: bool,
    /// Where the post's text begins.
    beginning: Span,
    anchors: Anchors,
}

impl Draft {
    fn new((post, parsed): (Post, Parsed)) -> Draft {
        Draft {
            beginning: post.text.span(0..0),
            chapter: Chapter {
                metadata: post.metadata,
                lead: None,
                lead_span: Span::NOWHERE,
                blocks: parsed.blocks,
                notes: parsed.notes,
            },
            lead: post.lead,
            whereabouts: post.whereabouts,
            known_as: post.known_as,
            part: post.part,
            site: post.site,
            term_ids: post.dialect.term_ids,
            anchors: Anchors::default(),
        }
    }
}
