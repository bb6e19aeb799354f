//! The fixtures and their books, each made once by the program itself.

use crate::structure::Counts;
use crate::support::books::{pages, words_of_xhtml};
use crate::support::program::chapbook;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A post or a site, and what its PDF's structure tree must hold.
pub struct Fixture {
    /// Under `fixtures/`. A folder is bound, a file exported.
    pub post: &'static str,
    /// Fewer words than this in the source mean that the test reads it wrongly.
    pub least_words: usize,
    /// A character that no font covers, and its code, which poppler takes from the box for the structure's text.
    pub uncovered: (&'static str, &'static str),
    /// How many structure elements of each kind.
    pub structure: Counts,
}

const FIXTURES: &[Fixture] = &[
    Fixture {
        post: "almanac",
        least_words: 260,
        uncovered: ("", ""),
        structure: Counts {
            headings: 12,
            lists: 0,
            items: 0,
            table_heads: 3,
            figures: 4,
            notes: 6,
            quotes: 0,
        },
    },
    Fixture {
        post: "summit/_posts/2016-06-24-opnfv-summit-2016.md",
        least_words: 1590,
        uncovered: ("", ""),
        structure: Counts {
            headings: 15,
            lists: 2,
            items: 5,
            table_heads: 0,
            figures: 2,
            notes: 0,
            quotes: 3,
        },
    },
    Fixture {
        post: "river/_posts/2024-03-01-how-we-measure-a-river.md",
        least_words: 500,
        uncovered: ("", ""),
        structure: Counts {
            headings: 6,
            lists: 7,
            items: 17,
            table_heads: 10,
            figures: 2,
            notes: 2,
            quotes: 2,
        },
    },
    Fixture {
        post: "accidents/_posts/2019-05-02-ten-years-of-accidents.md",
        least_words: 40,
        uncovered: ("\u{10FABC}", "10FABC"),
        structure: Counts {
            headings: 1,
            lists: 0,
            items: 0,
            table_heads: 0,
            figures: 1,
            notes: 0,
            quotes: 0,
        },
    },
    Fixture {
        post: "plain/letter.md",
        least_words: 20,
        uncovered: ("", ""),
        structure: Counts {
            headings: 1,
            lists: 0,
            items: 0,
            table_heads: 0,
            figures: 0,
            notes: 0,
            quotes: 0,
        },
    },
];

/// Every fixture; its books are made at the first call.
pub fn fixtures() -> &'static [Fixture] {
    static MADE: LazyLock<()> = LazyLock::new(|| FIXTURES.iter().for_each(Fixture::make));
    LazyLock::force(&MADE);
    FIXTURES
}

impl Fixture {
    fn make(&self) {
        let (epub, pdf) = (self.epub(), self.pdf());
        self.export(&[
            "-o".as_ref(),
            epub.as_os_str(),
            "-o".as_ref(),
            pdf.as_os_str(),
        ]);
    }

    fn export(&self, options: &[&OsStr]) {
        let output = chapbook()
            .arg(if self.is_site() { "bind" } else { "export" })
            .arg(self.path())
            .args(options)
            .output();
        let output = output.expect("chapbook runs");
        let messages = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {messages}", self.post);
    }

    fn is_site(&self) -> bool {
        self.path().is_dir()
    }

    fn path(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fixtures")
            .join(self.post)
    }

    fn made(&self, extension: &str) -> PathBuf {
        let name = self.post.replace('/', "-");
        Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(name)
            .with_extension(extension)
    }

    /// The PDF without running heads, page numbers and leaders, which are no part of the structure tree.
    pub fn pdf_without_furniture(&self) -> PathBuf {
        let style = self.made("css");
        let boxes = "@top-center { content: none } @bottom-center { content: none }";
        let rules = format!("@page {{ {boxes} }} .leader {{ display: none }}");
        std::fs::write(&style, rules).expect("a file can be written");
        let book = self.made("unfurnished.pdf");
        self.export(&[
            "--style".as_ref(),
            style.as_os_str(),
            "-o".as_ref(),
            book.as_os_str(),
        ]);
        book
    }

    pub fn epub(&self) -> PathBuf {
        self.made("epub")
    }

    pub fn pdf(&self) -> PathBuf {
        self.made("pdf")
    }

    /// The post, or all of the site's.
    pub fn sources(&self) -> Vec<String> {
        let paths = match self.is_site() {
            true => std::fs::read_dir(self.path().join("_posts"))
                .expect("the fixture has posts")
                .map(|entry| entry.expect("the folder can be read").path())
                .collect(),
            false => vec![self.path()],
        };
        let read = |path| std::fs::read_to_string(path).expect("the fixture is UTF-8");
        paths.into_iter().map(read).collect()
    }

    /// The words of every XHTML file of the EPUB.
    pub fn epub_text(&self) -> String {
        let epub = std::fs::read(self.epub()).expect("the EPUB is there");
        let pages = pages(&epub).into_iter();
        pages.map(|page| words_of_xhtml(page.text())).collect()
    }
}
