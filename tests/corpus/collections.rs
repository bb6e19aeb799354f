//! The collections, and the books that are made of them.

use crate::prose;
use crate::support::books::{self, Entry, words_of_xhtml};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// A collection, bound.
pub struct Collection {
    pub name: &'static str,
    folder: PathBuf,
    /// Folders whose texts become chapters.
    texts: &'static [&'static str],
    /// So many titles it has at least.
    pub least_titles: usize,
    pub epub: PathBuf,
    pub pdf: PathBuf,
    pub status: i32,
    /// One object a message.
    pub messages: Vec<Value>,
}

const REAL: &[(&str, &[&str], usize)] = &[
    ("poole", &["_posts"], 3),
    ("mehdix", &["src/_posts"], 80),
    ("cs231n", &["."], 9),
    ("erlang-org", &["_posts", "_news"], 100),
    ("jekyll-docs", &["_posts", "_docs", "_tutorials"], 150),
    ("opensource-guide", &["_articles"], 300),
    ("rust-blog", &["content"], 80),
    ("rust-book", &["src"], 40),
    ("hugo-docs", &["content"], 700),
];
/// Texts that are no posts of their site: a home page without words, a page in no section.
const LEFT_OUT: &[(&str, &str)] = &[
    ("hugo-docs", "content/en/_index.md"),
    ("hugo-docs", "content/en/documentation.md"),
];
/// What a table of contents calls by another name.
const RENAMED: &[&str] = &["Putting It All Together: Futures, Tasks, and Threads"];
const FIXTURES: &[(&str, &[&str], usize)] = &[("almanac", &["_posts"], 4)];

/// Every collection, bound when it is first asked for.
pub fn collections() -> &'static [Collection] {
    static BOUND: LazyLock<Vec<Collection>> = LazyLock::new(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let corpus = root.join("../shared/corpus");
        if !corpus.is_dir() {
            eprintln!("SKIPPED: ../shared/corpus is not here; the fixtures stand in for it");
        }
        let only = std::env::var("CHAPBOOK_COLLECTION").ok();
        let wanted = |name: &str| only.as_deref().is_none_or(|only| only == name);
        let real = REAL.iter().map(|row| (corpus.join(row.0), row));
        let own = FIXTURES
            .iter()
            .map(|row| (root.join("fixtures").join(row.0), row));
        let all = real.chain(own);
        all.filter(|(folder, row)| folder.is_dir() && wanted(row.0))
            .map(|(folder, row)| Collection::bind(folder, row))
            .collect()
    });
    &BOUND
}

/// The program: the quick one, if it was built since the slow one.
fn program() -> PathBuf {
    let slow = PathBuf::from(env!("CARGO_BIN_EXE_chapbook"));
    let quick = slow
        .parent()
        .and_then(Path::parent)
        .map(|target| target.join("release/chapbook"));
    let age = |path: &Path| path.metadata().and_then(|facts| facts.modified()).ok();
    match quick {
        Some(quick) if std::env::var_os("CI").is_some() && age(&quick) > sources_age() => quick,
        _ => slow,
    }
}

/// When a source was changed last.
fn sources_age() -> Option<std::time::SystemTime> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "styles"] {
        gather(&root.join(folder), &mut files);
    }
    let ages = files
        .iter()
        .filter_map(|file| file.metadata().ok()?.modified().ok());
    ages.max()
}

impl Collection {
    fn bind(
        folder: PathBuf,
        (name, texts, least_titles): &'static (&str, &[&str], usize),
    ) -> Collection {
        let made = |extension: &str| {
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
            folder.join(name).with_extension(extension)
        };
        let (epub, pdf) = (made("epub"), made("pdf"));
        std::fs::create_dir_all(epub.parent().expect("it has a folder"))
            .expect("a folder can be made");
        let output = Command::new(program())
            .args(["bind", "--message-format", "json", "-o"])
            .arg(&epub)
            .arg("-o")
            .arg(&pdf)
            .arg(&folder)
            .output()
            .expect("chapbook runs");
        let messages = String::from_utf8_lossy(&output.stderr);
        let messages = messages
            .lines()
            .map(|line| serde_json::from_str(line).expect("one object a line"));
        Collection {
            name,
            texts,
            least_titles: *least_titles,
            status: output.status.code().unwrap_or(-1),
            messages: messages.collect(),
            folder,
            epub,
            pdf,
        }
    }

    pub fn errors(&self) -> String {
        let errors = self
            .messages
            .iter()
            .filter(|message| message["severity"] == "error");
        errors
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Every file of the collection.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        gather(&self.folder, &mut files);
        files
    }

    /// The texts that become chapters: those of which no message says why not, and that are no drafts.
    fn sources(&self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        for folder in self.texts {
            gather(&self.folder.join(folder), &mut files);
        }
        files.sort();
        let is_left_out = |file: &PathBuf| {
            let path = file.strip_prefix(&self.folder).unwrap_or(file);
            LEFT_OUT
                .iter()
                .any(|(name, left)| *name == self.name && path.starts_with(left))
        };
        let texts = files
            .into_iter()
            .filter(|file| prose::is_text(file) && !is_left_out(file));
        let texts = texts.filter_map(|file| {
            let name = file
                .strip_prefix(&self.folder)
                .unwrap_or(&file)
                .display()
                .to_string();
            Some((name, std::fs::read_to_string(file).ok()?))
        });
        texts
            .filter(|(_, text)| !prose::is_withheld(text))
            .collect()
    }

    /// The titles that front matter gives.
    pub fn titles(&self) -> Vec<String> {
        let sources = self.sources();
        sources
            .iter()
            .filter_map(|(_, text)| prose::title(text))
            .filter(|title| !RENAMED.contains(&title.as_str()))
            .collect()
    }

    /// Plain sentences of the texts, with the files that they are in.
    pub fn sentences(&self) -> Vec<(String, String)> {
        let sources = self.sources().into_iter();
        sources
            .flat_map(|(name, text)| {
                let sentences = prose::sentences(&text).into_iter();
                sentences
                    .map(move |sentence| (name.clone(), sentence))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    /// The EPUB's XHTML files.
    pub fn pages(&self) -> Vec<Entry> {
        books::pages(&std::fs::read(&self.epub).expect("the EPUB is there"))
    }

    /// The words of the navigation document.
    pub fn contents(&self) -> String {
        let pages = self.pages().into_iter();
        let navigation = pages.filter(|page| page.name.ends_with("nav.xhtml"));
        navigation.map(|page| words_of_xhtml(page.text())).collect()
    }

    /// The words of all of them.
    pub fn words(&self) -> String {
        let pages = self.pages().into_iter();
        pages.map(|page| words_of_xhtml(page.text())).collect()
    }
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.push(path);
        }
    }
}
