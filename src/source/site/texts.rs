//! Finding texts: takes a folder, gives those below it, folder by folder, names as people count them.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::files::Files;
use crate::source::natural::natural;
use std::collections::{BTreeSet, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Extensions of Markdown files, as GitHub, Jekyll and Hugo know them.
const MARKDOWN: [&str; 7] = ["md", "markdown", "mkdown", "mkdn", "mkd", "mdown", "mdwn"];
/// Extensions of HTML files.
const HTML: [&str; 3] = ["html", "htm", "xhtml"];
/// Extensions of Org, AsciiDoc, reStructuredText, Textile and pandoc's texts.
const OTHERS: [&str; 8] = [
    "org", "adoc", "asciidoc", "ad", "rst", "textile", "pdc", "pandoc",
];
/// Folders of others' files that projects keep beside their own.
const VENDORED: [&str; 5] = [
    "node_modules",
    "vendor",
    "bower_components",
    "target",
    "venv",
];
/// Files about a project that stand in its first folder, without extension and in lower case.
const ABOUT: [&str; 8] = [
    "license",
    "licence",
    "changelog",
    "contributing",
    "code_of_conduct",
    "security",
    "history",
    "support",
];

/// The files below `folder` (from the site's root) that `wants` names, a folder's own before those of its folders. What begins with
/// a dot, vendored folders and what `skips` names stay out; so do READMEs, and files about the project beside the first folder's.
pub fn below(
    files: &Files,
    folder: &Path,
    wants: &dyn Fn(&Path) -> bool,
    skips: &dyn Fn(&Path) -> bool,
) -> Vec<PathBuf> {
    let is_first = |path: &Path| path.parent() == Some(folder);
    search(files, folder, wants, &|path| {
        let is_own = is_first(path) && is_about_project(path);
        skips(path) || is_readme(path) || is_own || is_vendored(path) && files.has_folder(path)
    })
}

/// The wanted files below a folder that holds nothing but pages, whatever its folders are called: only READMEs are none.
pub fn pages_below(files: &Files, folder: &Path, wants: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    search(files, folder, wants, &is_readme)
}

/// The texts below a folder that are in other markup, as Hugo reads it with the help of other programs.
pub fn in_other_markup(files: &Files, folder: &Path) -> Vec<PathBuf> {
    search(files, folder, &is_in_other_markup, &|_| false)
}

/// Is it called as a text in Org, AsciiDoc or the like is?
pub fn is_in_other_markup(path: &Path) -> bool {
    has_extension(path, &OTHERS)
}

/// Tells of texts that are not read.
pub fn tell_other_markup(found: BTreeSet<PathBuf>, messages: &mut Diagnostics) {
    let Some(first) = found.first() else {
        return;
    };
    let message = match found.len() {
        1 => format!("`{}` is not in Markdown", first.display()),
        count => format!(
            "{count} texts are not in Markdown, the first is `{}`",
            first.display()
        ),
    };
    let message = Diagnostic::note("markup-unknown", message);
    messages.report(message.help("what is written in Org, AsciiDoc, reStructuredText is left out"));
}

/// The files below `folder` that are wanted.
fn search(
    files: &Files,
    folder: &Path,
    wants: &dyn Fn(&Path) -> bool,
    skips: &dyn Fn(&Path) -> bool,
) -> Vec<PathBuf> {
    let mut search = Search {
        files,
        wants,
        skips,
        met: HashSet::new(),
        found: Vec::new(),
    };
    search.folder(folder);
    search.found
}

/// Is it called as a Markdown file is?
pub fn is_markdown(path: &Path) -> bool {
    has_extension(path, &MARKDOWN)
}

/// Is it called as an HTML file is?
pub fn is_html(path: &Path) -> bool {
    has_extension(path, &HTML)
}

fn has_extension(path: &Path, known: &[&str]) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|extension| known.contains(&extension.to_ascii_lowercase().as_str()))
}

fn is_vendored(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str);
    name.is_some_and(|name| VENDORED.contains(&name))
}

fn is_readme(path: &Path) -> bool {
    let stem = path.file_stem();
    is_markdown(path) && stem.is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
}

/// Is it a file about the project, `CHANGELOG.md`?
fn is_about_project(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    is_markdown(path) && ABOUT.contains(&stem.to_lowercase().as_str())
}

struct Search<'a> {
    files: &'a Files,
    wants: &'a dyn Fn(&Path) -> bool,
    skips: &'a dyn Fn(&Path) -> bool,
    /// Real folders met, so that links that lead upward end.
    met: HashSet<PathBuf>,
    found: Vec<PathBuf>,
}

impl Search<'_> {
    /// Each folder is entered once, which bounds the recursion.
    fn folder(&mut self, folder: &Path) {
        let Some(real) = self.files.real_folder(folder) else {
            return;
        };
        if !self.met.insert(real) {
            return;
        }
        let mut names = self.files.names(folder);
        names.retain(|name| !name.starts_with('.'));
        names.sort_by(|a, b| natural(a, b));
        let paths = names.iter().map(|name| folder.join(name));
        let paths = paths.filter(|path| !(self.skips)(path));
        let (folders, files): (Vec<_>, Vec<_>) =
            paths.partition(|path| self.files.has_folder(path));
        self.found
            .extend(files.into_iter().filter(|path| (self.wants)(path)));
        for folder in folders {
            self.folder(&folder);
        }
    }
}
