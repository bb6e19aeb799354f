//! The book: its chapters, what it is called, and its pictures.

use crate::document::{Block, Image, Note};
use crate::media::MediaLibrary;
use crate::span::Span;
use jiff::civil::DateTime;

/// A whole book, ready for the backends.
#[derive(Debug, Default)]
pub struct Book {
    /// What it is.
    pub metadata: BookMetadata,
    /// Its chapters in order.
    pub chapters: Vec<Chapter>,
    /// Its pictures.
    pub media: MediaLibrary,
    /// How many levels of the contents the user wants: 1 has chapters only, 2 also their first headings. Parts don't count.
    pub toc_depth: Option<u8>,
}

/// With more chapters than this, contents that list their headings as well are longer than readers want them.
const CHAPTERS_WITH_HEADINGS: usize = 24;

impl Book {
    /// How many levels the contents have, chapters being the first and parts not counted: what the user wants, else every heading
    /// of a single chapter, chapters and their first headings of a small book, chapters alone of a large one.
    pub fn toc_depth(&self) -> u8 {
        let chapters = self.chapters.iter().map(|chapter| chapter.metadata.kind);
        let usual = match chapters.filter(|kind| *kind == ChapterKind::Post).count() {
            0 | 1 => u8::MAX,
            2..=CHAPTERS_WITH_HEADINGS => 2,
            _ => 1,
        };
        self.toc_depth.map_or(usual, |depth| depth.max(1))
    }

    /// Which way a chapter's text runs.
    pub fn chapter_direction(&self, chapter: &Chapter) -> Direction {
        let language = chapter.metadata.language.as_deref();
        language.map_or(self.metadata.direction, Direction::of_language)
    }

    /// Is it of more than one chapter, so that a title page and contents are worth having?
    pub fn is_collection(&self) -> bool {
        self.chapters.len() > 1
    }
}

/// What a book is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BookMetadata {
    /// Its title.
    pub title: String,
    /// Its subtitle.
    pub subtitle: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// BCP 47 tag; `en` where nobody said.
    pub language: String,
    /// Which way its text runs.
    pub direction: Direction,
    /// What it is about.
    pub description: Option<String>,
    /// Who published it: the site's title.
    pub publisher: Option<String>,
    /// When it was published, as the newest post says; in UTC, never the clock.
    pub date: Option<DateTime>,
    /// When it was last changed, for the formats' time stamps: `--set modified=…` (the command gives `SOURCE_DATE_EPOCH`),
    /// else [`BookMetadata::date`], else none, which backends write as 1980-01-01T00:00:00Z.
    pub modified: Option<DateTime>,
    /// The same every time: a name-based UUID (RFC 9562 section 5.5) of what the book is.
    pub identifier: uuid::Uuid,
    /// Categories and tags.
    pub subjects: Vec<String>,
    /// Rights statement.
    pub rights: Option<String>,
}

/// Which way text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Direction {
    /// Left to right.
    #[default]
    LeftToRight,
    /// Right to left.
    RightToLeft,
}

impl Direction {
    /// Which way text in the language of this BCP 47 tag runs: by its script if the tag names one, else by its usual script.
    ///
    /// ```
    /// use chapbook::document::Direction;
    /// assert_eq!(Direction::of_language("fa"), Direction::RightToLeft);
    /// assert_eq!(Direction::of_language("uz-Arab"), Direction::RightToLeft);
    /// assert_eq!(Direction::of_language("ks-Deva"), Direction::LeftToRight);
    /// assert_eq!(Direction::of_language("AR-EG"), Direction::RightToLeft);
    /// ```
    pub fn of_language(tag: &str) -> Direction {
        let tag = tag.to_ascii_lowercase();
        let script = tag
            .split('-')
            .skip(1)
            .find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let to_the_left = match script {
            Some(script) => matches!(
                script,
                "arab"
                    | "aran"
                    | "hebr"
                    | "syrc"
                    | "thaa"
                    | "nkoo"
                    | "adlm"
                    | "rohg"
                    | "mand"
                    | "samr"
            ),
            None => matches!(
                tag.split('-').next().unwrap_or_default(),
                "ar" | "arc"
                    | "arz"
                    | "azb"
                    | "bal"
                    | "ckb"
                    | "dv"
                    | "fa"
                    | "glk"
                    | "he"
                    | "iw"
                    | "ji"
                    | "ks"
                    | "lrc"
                    | "mzn"
                    | "nqo"
                    | "pnb"
                    | "prs"
                    | "ps"
                    | "sd"
                    | "syr"
                    | "ug"
                    | "ur"
                    | "yi"
            ),
        };
        if to_the_left {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }
    }
}

/// A chapter: one post, or what opens a part.
#[derive(Debug, Clone, PartialEq)]
pub struct Chapter {
    /// What it is.
    pub metadata: ChapterMetadata,
    /// Its lead picture.
    pub lead: Option<Image>,
    /// Where the lead picture is named.
    pub lead_span: Span,
    /// Its text. The title is not repeated in it.
    pub blocks: Vec<Block>,
    /// Its notes; after assembling only those that are called, in the order of their first call.
    pub notes: Vec<Note>,
}

/// What stands behind a line of the contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum ChapterKind {
    /// A post.
    #[default]
    Post,
    /// The opening of a part: its title, perhaps with a text of its own. The chapters after it of a greater level are in it.
    Part,
}

/// What a chapter is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChapterMetadata {
    /// A post, or the opening of a part.
    pub kind: ChapterKind,
    /// How many parts and chapters it is in: 0 for the outermost.
    pub level: u8,
    /// Its title; empty if it has none.
    pub title: String,
    /// Its number in its site's own contents: `4.1`.
    pub number: Option<String>,
    /// Its name in file names: ASCII lower case, digits, hyphens.
    pub slug: String,
    /// Who wrote it, where it says so.
    pub authors: Vec<String>,
    /// When.
    pub date: Option<DateTime>,
    /// BCP 47 tag, where it differs from the book's.
    pub language: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Categories.
    pub categories: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
}
