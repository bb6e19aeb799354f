//! Reading posts: takes paths, gives posts whose text has its templates evaluated and remembers where it was typed.

use crate::diagnostics::{Diagnostics, Result};
use crate::document::{BookMetadata, ChapterMetadata};
use crate::media::PictureBytes;
use crate::parse::Dialect;
use crate::span::{MappedText, Sources, Span};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    /// `outside-site`, `picture-missing`, `not-a-file`, `file-too-large`, without a span: the caller knows the place.
    fn picture(&self, folder: &Path, written: &str) -> Result<SitePicture>;

    /// The site's own URL with its base, `https://example.com/blog`, if it is known.
    fn url(&self) -> Option<&str>;
}

/// A picture's file in a site.
pub struct SitePicture {
    /// The path in the site, the same however it was written: two pictures with one path are one.
    pub path: PathBuf,
    /// Reads it.
    pub bytes: Arc<dyn PictureBytes>,
}

/// Reads one post: decodes, repairs, reads front matter and site, evaluates templates.
///
/// # Errors
/// When the file can't be read as text at all.
pub fn read(
    _input: &Input,
    _options: &ReadOptions,
    _sources: &mut Sources,
    _messages: &mut Diagnostics,
) -> Result<Post> {
    Err(Box::new(crate::diagnostics::Diagnostic::error(
        "unfinished",
        "reading is not built yet",
    )))
}

/// The name in file names that a post's path gives: without date and extension, in ASCII lower case, digits and hyphens.
///
/// ```
/// use chapbook::source::slug_of_path;
/// assert_eq!(slug_of_path("_posts/2016-06-24-opnfv-summit-2016.md".as_ref()), "opnfv-summit-2016");
/// ```
pub fn slug_of_path(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    stem.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-')
        .to_owned()
}

/// Reads a stylesheet the user named.
///
/// # Errors
/// `unreadable` when it can't be read as text.
pub fn read_stylesheet(
    path: &Path,
    sources: &mut Sources,
    _messages: &mut Diagnostics,
) -> Result<crate::span::FileId> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        Box::new(crate::diagnostics::Diagnostic::error(
            "unreadable",
            format!("{}: {error}", path.display()),
        ))
    })?;
    Ok(sources.add(path.display().to_string(), text.into()))
}
