//! Reading posts: takes paths, gives posts whose text has its templates evaluated and remembers where it was typed.

mod alike;
mod catalogue;
mod code;
mod controls;
mod data;
mod date;
mod document;
mod encoding;
mod files;
mod front_matter;
mod left_out;
mod metadata;
mod mojibake;
mod natural;
mod page;
mod repeats;
mod rewrite;
mod selection;
mod shortcode;
mod site;
mod slug;
mod tally;
mod template;
mod text;
mod value;

use crate::diagnostics::{Diagnostics, Result};
use crate::document::{BookMetadata, ChapterKind, ChapterMetadata};
use crate::fetch::RemotePictures;
use crate::media::PictureBytes;
use crate::parse::Dialect;
use crate::progress::{Listener, Stage};
use crate::span::{FileId, MappedText, Sources, Span};
use catalogue::Catalogue;
use document::{Class, Document, Listed, State};
use selection::Placed;
use site::{Generator, Reading};
use slug::FileName;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use text::Entered;

pub use selection::{PartLabel, Parts, Selection, Sort};
pub use site::SiteKind;

/// How posts are to be read, and who is asked and told while they are.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// `--site DIR`: the site's root, in place of the one found by walking up.
    pub site: Option<PathBuf>,
    /// `--site-kind`: what made the site, in place of what its files say.
    pub site_kind: Option<SiteKind>,
    /// `--keep-encoding`: leave mojibake as it is.
    pub keep_encoding: bool,
    /// `--fetch`: who gets pictures from the web. Without one nothing is fetched.
    pub remote: Option<Arc<dyn RemotePictures>>,
    /// Who hears how far the work is.
    pub progress: Listener,
}

/// Where a post's text comes from.
#[derive(Debug, Clone)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input, already read.
    Standard(Vec<u8>),
}

/// A post, ready for the parser.
pub struct Post {
    /// What it is.
    pub metadata: ChapterMetadata,
    /// Its text after front matter and templates.
    pub text: MappedText,
    /// How its Markdown is to be read.
    pub dialect: Dialect,
    /// Its lead picture as front matter names it, with its alternative text if that is said, and where.
    pub lead: Option<LeadPicture>,
    /// Where links find it.
    pub whereabouts: Whereabouts,
    /// What the site's own table of contents calls it.
    pub known_as: Option<String>,
    /// Of which part it is the opening.
    pub part: Option<PartLabel>,
    /// Its site.
    pub site: Arc<dyn Site>,
}

impl Post {
    /// The opening of a part that has nothing but a title.
    fn without_text(site: Arc<dyn Generator>) -> Post {
        Post {
            metadata: ChapterMetadata::default(),
            text: MappedText::default(),
            dialect: site.dialect(),
            lead: None,
            whereabouts: Whereabouts::default(),
            known_as: None,
            part: None,
            site,
        }
    }
}

/// Where links find a text of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// Its path from the site's root: `_posts/2016-06-24-summit.md`; empty if it has none.
    pub path: PathBuf,
    /// The path of its page on the web, without the site's own address: `/2016/06/24/summit.html`; empty if it has none.
    pub url: String,
    /// Other paths and URLs that lead to the page.
    pub aliases: Vec<String>,
}

impl Whereabouts {
    /// The folder in the site that holds the file: `_posts`.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

/// A lead picture as front matter names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadPicture {
    /// Path or URL.
    pub source: String,
    /// Its alternative text, if it is said.
    pub alternative: Option<String>,
    /// Where.
    pub span: Span,
}

/// What the later stages ask of a site.
pub trait Site: Send + Sync {
    /// Title, authors, language, description for a book of this site.
    fn metadata(&self) -> &BookMetadata;

    /// The file that a path or site-absolute URL stands for in the text at `page`.
    ///
    /// # Errors
    /// `outside-site`, `picture-missing`, `picture-remote`, `not-a-file`, `file-too-large`, `unreadable`, without a span: the caller knows the place.
    fn picture(&self, page: &Whereabouts, written: &str) -> Result<SitePicture>;

    /// The site's own URL with its base, `https://example.com/blog`, if it is known.
    fn url(&self) -> Option<&str>;

    /// What the site's paths begin with on its server: `/blog`, or nothing.
    fn base(&self) -> &str {
        ""
    }

    /// What the site's folder is called: a name for the book of a site without a title.
    fn name(&self) -> Option<&str> {
        None
    }

    /// Folders from the site's root in which links that begin with `@/` or `/` look for texts: Zola's and Hugo's `content`.
    fn text_roots(&self) -> Vec<PathBuf> {
        vec![PathBuf::new()]
    }
}

/// A picture's file in a site.
pub struct SitePicture {
    /// The path in the site, the same however it was written: two pictures with one path are one.
    pub path: PathBuf,
    /// Is the path as it was written, but for the case or Unicode form of its letters? Many a server wouldn't find it.
    pub only_alike: bool,
    /// Reads it.
    pub bytes: Arc<dyn PictureBytes>,
}

/// Reads one post: decodes, repairs, reads front matter and site, evaluates templates.
///
/// # Errors
/// When the file can't be read as text at all.
pub fn read(
    input: &Input,
    options: &ReadOptions,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<Post> {
    let (site, document) = match input {
        Input::File(path) => read_file(path, options, sources, messages)?,
        Input::Standard(bytes) => {
            let site = site::open_around(Path::new("."), options, sources, messages)?;
            let listed = Listed::new(PathBuf::new(), Class::Post);
            let bytes = bytes.clone();
            let shown = "<standard input>";
            let site_ref = site.as_ref();
            let document =
                Document::read(bytes, shown, listed, site_ref, options, sources, messages)?;
            (site, document)
        }
    };
    let text = site.evaluate(Reading {
        document: &document,
        catalogue: None,
        sources,
        messages,
    });
    site.tell(messages);
    Ok(document.into_post(text, site))
}

fn read_file(
    path: &Path,
    options: &ReadOptions,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<(Arc<dyn Generator>, Document)> {
    let site = site::open_around(&files::folder_of(path), options, sources, messages)?;
    let inside = site.files().inside(path)?;
    let found = site.files().find(&inside)?;
    found.ok_or_else(|| files::missing(path))?;
    let bytes = site.files().read(&inside, files::LARGEST_TEXT)?;
    let shown = path.display().to_string();
    let listed = site.listed_at(inside);
    let site_ref = site.as_ref();
    let document = Document::read(bytes, &shown, listed, site_ref, options, sources, messages)?;
    Ok((site, document))
}

/// What a collection is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Collected {
    /// A site's folder.
    Folder(PathBuf),
    /// Files of one site.
    Files(Vec<PathBuf>),
}

/// A site's posts in reading order.
pub struct Collection {
    /// Posts that become chapters, among them the openings of parts.
    pub posts: Vec<Post>,
    /// Where the site's other texts are, to which links may lead.
    pub left_out: Vec<Whereabouts>,
}

/// Reads a whole site, or files of one: lists its texts, chooses among them, evaluates their templates.
///
/// # Errors
/// When there is no such folder or file, or nothing is left to choose.
pub fn collect(
    collected: &Collected,
    options: &ReadOptions,
    selection: &Selection,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<Collection> {
    let (site, listed) = list(collected, options, sources, messages)?;
    let catalogue = Catalogue::read(listed, site.as_ref(), options, sources, messages);
    let placed = selection::choose(&catalogue, selection, site.as_ref())?;
    if let Some(language) = &selection.language {
        site.grounds().speak(site.metadata_in(language));
    }
    left_out::tell(catalogue.documents(), &placed, selection, messages);
    options.progress.begin(Stage::Evaluating, placed.len());
    let texts = evaluate(
        &placed,
        &catalogue,
        site.as_ref(),
        options,
        sources,
        messages,
    );
    site.tell(messages);
    Ok(bring_together(placed, texts, catalogue, &site))
}

/// The site, and its texts or those the user named.
fn list(
    collected: &Collected,
    options: &ReadOptions,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<(Arc<dyn Generator>, Vec<Listed>)> {
    match collected {
        Collected::Folder(folder) => {
            let root = options.site.as_ref().unwrap_or(folder);
            let site = site::open(root, options, sources, messages)?;
            let listed = site.list(messages);
            Ok((site, listed))
        }
        Collected::Files(paths) => {
            let folder = files::folder_of_all(paths);
            let site = site::open_around(&folder, options, sources, messages)?;
            let listed = paths.iter().map(|path| {
                let inside = site.files().inside(path)?;
                Ok(Listed {
                    // Whoever names a file wants it.
                    class: Class::Post,
                    state: State::Published,
                    ..site.listed_at(inside)
                })
            });
            let listed = listed.collect::<Result<_>>()?;
            Ok((site, listed))
        }
    }
}

/// The chosen documents' texts, in order; the openings of parts without a text have none.
fn evaluate(
    placed: &[Placed],
    catalogue: &Catalogue,
    site: &dyn Generator,
    options: &ReadOptions,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Vec<MappedText> {
    let documents = catalogue.documents();
    let texts = placed.iter().map(|place| {
        options.progress.step();
        let document = place.number.and_then(|number| documents.get(number));
        document.map_or_else(MappedText::default, |document| {
            site.evaluate(Reading {
                document,
                catalogue: Some(catalogue),
                sources,
                messages,
            })
        })
    });
    texts.collect()
}

fn bring_together(
    placed: Vec<Placed>,
    texts: Vec<MappedText>,
    catalogue: Catalogue,
    site: &Arc<dyn Generator>,
) -> Collection {
    let documents = catalogue.into_documents().into_iter();
    let mut documents: Vec<Option<Document>> = documents.map(Some).collect();
    let mut posts = Vec::with_capacity(placed.len());
    for (place, text) in placed.into_iter().zip(texts) {
        let number = place.number.and_then(|number| documents.get_mut(number));
        let mut post = match number.and_then(Option::take) {
            Some(document) => document.into_post(text, site.clone()),
            None => Post::without_text(site.clone()),
        };
        post.metadata.level = place.level;
        if place.part.is_some() {
            post.metadata.kind = ChapterKind::Part;
        }
        post.part = place.part;
        posts.push(post);
    }
    let left = documents.into_iter().flatten();
    Collection {
        posts,
        left_out: left.map(|document| document.whereabouts).collect(),
    }
}

/// The name in file names that a post's path gives: without date and extension, in ASCII lower case, digits and hyphens.
///
/// ```
/// use chapbook::source::slug_of_path;
/// assert_eq!(slug_of_path("_posts/2016-06-24-opnfv-summit-2016.md".as_ref()), "opnfv-summit-2016");
/// ```
pub fn slug_of_path(path: &Path) -> String {
    slug::ascii(&FileName::of(path).slug)
}

/// Reads a stylesheet the user named, wherever it is.
///
/// # Errors
/// `unreadable`, `not-a-file`, `file-too-large`, `not-text`.
pub fn read_stylesheet(
    path: &Path,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<FileId> {
    let shown = path.display().to_string();
    let bytes = files::read_named(path, files::LARGEST_TEXT)?;
    let entered = Entered::of(bytes, &shown, sources)?;
    entered.report(messages);
    Ok(entered.file)
}
