//! What Jekyll makes pages of: finds a site's Markdown files and HTML documents, tells what lies among the posts and is none.

use super::Jekyll;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::front_matter::FRONT_MATTER;
use crate::source::metadata::words;
use crate::source::site::{Generator, texts};
use crate::source::slug::FileName;
use crate::source::value::Map;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

impl Jekyll {
    /// The documents of the site. There is no clock, so `future` says nothing here: a post of tomorrow is a post.
    pub(super) fn documents(&self, messages: &mut Diagnostics) -> Vec<PathBuf> {
        let skips = |path: &Path| self.reach.passes_over(self.in_source(path));
        let wants = |path: &Path| self.is_document(path) || self.is_post_in_other_markup(path);
        let found = texts::below(self.files(), self.source(), &wants, &skips).into_iter();
        let (other, found): (Vec<_>, Vec<_>) =
            found.partition(|path| self.is_post_in_other_markup(path));
        texts::tell_other_markup(other.into_iter().collect(), messages);
        let found = found.into_iter();
        let (undated, found): (Vec<_>, Vec<_>) = found.partition(|path| is_undated(path));
        tell_undated(undated, messages);
        found
    }

    /// The documents below a folder, whatever the site excludes.
    pub(super) fn documents_below(&self, folder: &Path) -> Vec<PathBuf> {
        let wants = |path: &Path| self.is_document(path);
        texts::below(self.files(), folder, &wants, &|_| false)
    }

    fn is_document(&self, path: &Path) -> bool {
        self.is_markdown(path) || self.is_html_document(path)
    }

    /// Is it called as Markdown files are, here or everywhere?
    pub(super) fn is_markdown(&self, path: &Path) -> bool {
        let extension = path.extension().and_then(OsStr::to_str);
        let is_known = |extension: &str| self.markdown.contains(&extension.to_ascii_lowercase());
        texts::is_markdown(path) || extension.is_some_and(is_known)
    }

    /// Posts may be in other markup, which Jekyll reads with the help of plug-ins.
    fn is_post_in_other_markup(&self, path: &Path) -> bool {
        self.kind(path) == "posts" && texts::is_in_other_markup(path) && !self.is_markdown(path)
    }

    /// A file in HTML that becomes a page of its own: any post, and of other documents those with front matter.
    fn is_html_document(&self, path: &Path) -> bool {
        texts::is_html(path)
            && match self.kind(path).as_str() {
                "pages" => false,
                "posts" => true,
                _ => self.files().begins(path, FRONT_MATTER),
            }
    }
}

/// The extensions that `markdown_ext` says: `markdown,md,txt`.
pub(super) fn extensions(config: &Map) -> Vec<String> {
    let said = words(config, &["markdown_ext"]).unwrap_or_default();
    let extensions = said
        .split(',')
        .map(|extension| extension.trim().to_lowercase());
    extensions.collect()
}

/// Does it lie among the posts without being one?
fn is_undated(path: &Path) -> bool {
    let is_among_posts = path.iter().any(|part| part == "_posts");
    is_among_posts && FileName::of(path).date.is_none()
}

/// Posts are told from what else lies beside them by the date in their names.
fn tell_undated(undated: Vec<PathBuf>, messages: &mut Diagnostics) {
    for path in undated {
        let message = format!(
            "`{}` has no date in its name, so it is no post",
            path.display()
        );
        let told = Diagnostic::note("post-undated", message);
        messages.report(told.help("it was left out; posts are called `2016-06-24-name.md`"));
    }
}
