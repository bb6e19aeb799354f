//! Reading posts: takes paths, gives posts whose text has its templates evaluated and remembers where it was typed.

mod controls;
mod data;
mod date;
mod encoding;
mod files;
mod front_matter;
mod metadata;
mod mojibake;
mod page;
mod repeats;
mod rewrite;
mod site;
mod slug;
mod template;
mod value;

use crate::diagnostics::{Diagnostics, Result};
use crate::document::{BookMetadata, ChapterMetadata};
use crate::media::PictureBytes;
use crate::parse::Dialect;
use crate::span::{FileId, MappedText, Sources, Span};
use front_matter::Head;
use site::{Address, AnySite};
use slug::FileName;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use template::Surroundings;
use value::{Map, Value};

/// How posts are to be read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// `--site DIR`: the site's root, in place of the one found by walking up.
    pub site: Option<PathBuf>,
    /// `--keep-encoding`: leave mojibake as it is.
    pub keep_encoding: bool,
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
    /// Its folder in the site, from which relative paths go: `_posts`.
    pub folder: PathBuf,
    /// Its site.
    pub site: Arc<dyn Site>,
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

    /// The file a path or site-absolute URL in a post stands for.
    ///
    /// # Errors
    /// `outside-site`, `picture-missing`, `picture-remote`, `not-a-file`, `file-too-large`, `unreadable`, without a span: the caller knows the place.
    fn picture(&self, folder: &Path, written: &str) -> Result<SitePicture>;

    /// The site's own URL with its base, `https://example.com/blog`, if it is known.
    fn url(&self) -> Option<&str>;
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
    let mut origin = Origin::of(input, options, sources, messages)?;
    let bytes = std::mem::take(&mut origin.bytes);
    let text = decode(bytes, &origin.shown, sources, messages)?;
    let text = repair(text, options, messages);
    let text = controls::clean(text, messages);
    let head = front_matter::find(text.as_str());
    let values = head.map(|head| front_matter::read(&text, head, messages));
    let text = after(text, head);
    let text = evaluate(text, values.as_ref(), &origin, sources, messages);
    Ok(post(origin, values.unwrap_or_default(), text, messages))
}

/// A post's bytes, and where in which site they are.
struct Origin {
    site: AnySite,
    /// The path in the site.
    path: PathBuf,
    /// The path as the user knows it.
    shown: String,
    bytes: Vec<u8>,
}

impl Origin {
    fn of(
        input: &Input,
        options: &ReadOptions,
        sources: &mut Sources,
        messages: &mut Diagnostics,
    ) -> Result<Origin> {
        match input {
            Input::File(path) => {
                let site = site::open(&files::folder_of(path), options, sources, messages)?;
                Origin::file(path, site)
            }
            Input::Standard(bytes) => Ok(Origin {
                site: site::open(Path::new("."), options, sources, messages)?,
                path: PathBuf::new(),
                shown: "<standard input>".to_owned(),
                bytes: bytes.clone(),
            }),
        }
    }

    fn file(given: &Path, site: AnySite) -> Result<Origin> {
        let site_files = site.files();
        let path = site_files.inside(given)?;
        let found = site_files.find(&path)?;
        let found = found.ok_or_else(|| files::missing(given))?;
        Ok(Origin {
            bytes: site_files.read(&found, files::LARGEST_TEXT)?,
            shown: given.display().to_string(),
            path,
            site,
        })
    }
}

impl Origin {
    /// The variable `page`.
    fn page(&self, values: &Map) -> Value {
        match self.site.jekyll() {
            Some(site) => {
                let path = site.in_source(&self.path);
                let values = values.over(&site.defaults(&self.path));
                let url = site::permalink::url(site.config(), path, &values);
                page::page(&values, path, &url)
            }
            None => {
                let url = site::permalink::url(&Map::default(), &self.path, values);
                page::page(values, &self.path, &url)
            }
        }
    }
}

/// The post's text in UTF-8; what was guessed or lost is told.
fn decode(
    bytes: Vec<u8>,
    shown: &str,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> Result<MappedText> {
    let decoded = encoding::decode(bytes, shown)?;
    let file = sources.add(shown, decoded.text.as_str().into());
    encoding::report(&decoded, file, messages);
    Ok(MappedText::whole(file, &decoded.text))
}

/// Before controls are dropped: some of them are what is left of letters.
fn repair(text: MappedText, options: &ReadOptions, messages: &mut Diagnostics) -> MappedText {
    if options.keep_encoding {
        return text;
    }
    let body = front_matter::find(text.as_str()).map_or(0, |head| head.body);
    mojibake::repair(text, body, messages)
}

/// The text after its front matter.
fn after(text: MappedText, head: Option<Head>) -> MappedText {
    let Some(head) = head else {
        return text;
    };
    let mut rest = MappedText::default();
    rest.push_mapped(&text, head.body..text.as_str().len());
    rest
}

/// Templates are evaluated where Jekyll would: in files with front matter of its sites, or with a `layout` in it.
fn evaluate(
    text: MappedText,
    values: Option<&Map>,
    origin: &Origin,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> MappedText {
    let Some(values) = values else {
        return text;
    };
    let jekyll = origin.site.jekyll().map(Arc::as_ref);
    let said = values.get("render_with_liquid").map(|node| &node.value);
    let refused = matches!(said, Some(Value::Bool(false)));
    if refused || jekyll.is_none() && values.get("layout").is_none() {
        return text;
    }
    let plain = Address::default();
    let includes = jekyll.map_or(PathBuf::from("_includes"), |site| site.includes());
    let around = Surroundings {
        files: origin.site.files(),
        includes: &includes,
        folder: origin.path.parent().unwrap_or(Path::new("")),
        address: jekyll.map_or(&plain, |site| site.address()),
        jekyll,
        page: origin.page(values),
        site: jekyll.map_or(Value::Nil, |site| Value::Map(site.config().clone())),
    };
    template::evaluate(text, &around, sources, messages)
}

fn post(origin: Origin, values: Map, text: MappedText, messages: &mut Diagnostics) -> Post {
    let name = FileName::of(&origin.path);
    // A site's default picture is its own, shown on every page: only what the post itself names leads it.
    let lead = metadata::lead(&values);
    let values = match origin.site.jekyll() {
        Some(site) => values.over(&site.defaults(&origin.path)),
        None => values,
    };
    Post {
        metadata: metadata::chapter(&values, &name, messages),
        lead,
        text,
        dialect: Dialect::BLOG,
        folder: origin.path.parent().map_or(PathBuf::new(), Path::to_owned),
        site: origin.site.shared(),
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
    let decoded = encoding::decode(bytes, &shown)?;
    let file = sources.add(shown, decoded.text.as_str().into());
    encoding::report(&decoded, file, messages);
    Ok(file)
}
