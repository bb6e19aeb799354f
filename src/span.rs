//! Where text came from: takes the files as they are read, gives spans, places (line and column) and text that remembers its origin.

use std::ops::Range;
use std::sync::Arc;

/// A file that was read for this book, by its number in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// A range of bytes in a file's decoded text, before anything (repair, templates) changed it: what the author typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of what no author typed: a generated caption, the built-in style.
    pub const NOWHERE: Span = Span {
        file: FileId(u32::MAX),
        start: 0,
        end: 0,
    };

    /// A span of `range` in `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Span {
        Span {
            file,
            start: clamp(range.start),
            end: clamp(range.end.max(range.start)),
        }
    }

    /// From the start of `self` to the end of `other`, where both are in one file; else `self`.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        if self.file == other.file {
            Span {
                end: other.end.max(self.end),
                ..self
            }
        } else {
            self
        }
    }

    /// Is this the span of something typed in a file?
    pub fn is_somewhere(self) -> bool {
        self.file != Span::NOWHERE.file
    }
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A place to show to people: path, line and column, both from 1; columns count characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'a> {
    /// The path as the user knows it.
    pub path: &'a str,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One file's text, decoded to UTF-8 and else untouched.
#[derive(Debug)]
pub struct SourceFile {
    path: String,
    text: Arc<str>,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// The path as the user knows it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The decoded text.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }
}

/// Every text file read for one book. A clone shares the texts: books of one batch begin with the same stylesheets.
///
/// ```
/// use chapbook::span::{Sources, Span};
/// let mut sources = Sources::default();
/// let post = sources.add("post.md", "one\ntwö three".into());
/// let place = sources.place(Span::new(post, 9..14)).unwrap();
/// assert_eq!((place.path, place.line, place.column), ("post.md", 2, 5));
/// ```
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
}

impl Sources {
    /// Takes in a file's decoded text. Its lines end in `\n`, `\r\n` or `\r`.
    pub fn add(&mut self, path: impl Into<String>, text: Arc<str>) -> FileId {
        let ends = text.bytes().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => text.as_bytes().get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let line_starts = std::iter::once(0)
            .chain(ends.map(|(at, _)| clamp(at + 1)))
            .collect();
        self.files.push(Arc::new(SourceFile {
            path: path.into(),
            text,
            line_starts,
        }));
        FileId(clamp(self.files.len() - 1))
    }

    /// The file, unless the id is [`Span::NOWHERE`]'s.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize).map(Arc::as_ref)
    }

    /// The text of `span`, empty where there is none.
    pub fn text(&self, span: Span) -> &str {
        let text = self.file(span.file).map_or("", |file| &file.text);
        text.get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// Line and column of the span's start.
    pub fn place(&self, span: Span) -> Option<Place<'_>> {
        let file = self.file(span.file)?;
        let line = file
            .line_starts
            .partition_point(|start| *start <= span.start);
        let line_start = *file.line_starts.get(line.checked_sub(1)?)? as usize;
        let end = file
            .text
            .floor_char_boundary(span.start as usize)
            .max(line_start);
        let column = file.text.get(line_start..end)?.chars().count() + 1;
        Some(Place {
            path: &file.path,
            line,
            column,
        })
    }
}

/// A stretch of [`MappedText`] with its origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    /// Where in the output it begins; it ends where the next begins.
    start: u32,
    origin: Span,
    /// The output is the origin byte for byte; else it stands for the whole origin (an expanded tag, a repaired word).
    verbatim: bool,
}

/// Text on its way to the parser, every byte of which knows where it was typed.
///
/// ```
/// use chapbook::span::{MappedText, Sources, Span};
/// let mut sources = Sources::default();
/// let file = sources.add("post.md", "# {{ t }}, friend".into());
/// let mut text = MappedText::default();
/// text.push_verbatim("# ", Span::new(file, 0..2));
/// text.push_expanded("Hello", Span::new(file, 2..9));
/// text.push_verbatim(", friend", Span::new(file, 9..17));
/// assert_eq!(text.as_str(), "# Hello, friend");
/// assert_eq!(text.span(4..5), Span::new(file, 2..9));
/// assert_eq!(text.span(9..15), Span::new(file, 11..17));
/// ```
#[derive(Debug, Clone, Default)]
pub struct MappedText {
    text: String,
    segments: Vec<Segment>,
}

impl MappedText {
    /// The whole of a file.
    pub fn whole(file: FileId, text: &str) -> MappedText {
        let mut mapped = MappedText::default();
        mapped.push_verbatim(text, Span::new(file, 0..text.len()));
        mapped
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Adds text that stands in the file as it is; `origin` has its length.
    pub fn push_verbatim(&mut self, text: &str, origin: Span) {
        self.push(text, origin, true);
    }

    /// Adds text that came of `origin` by repair, evaluation or inclusion.
    pub fn push_expanded(&mut self, text: &str, origin: Span) {
        self.push(text, origin, false);
    }

    /// Adds a stretch of other mapped text, origins and all.
    pub fn push_mapped(&mut self, other: &MappedText, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let Some((segment, end)) = other.segment_at(at) else {
                return;
            };
            let end = end.min(range.end);
            let Some(piece) = other.text.get(at..end) else {
                return;
            };
            self.push(piece, segment.part(at, end), segment.verbatim);
            at = end;
        }
    }

    /// Where `range` of the text was typed. Runs over several origins give the first to the last, in the first's file.
    pub fn span(&self, range: Range<usize>) -> Span {
        let Some((first, _)) = self.segment_at(range.start) else {
            return self.segments.last().map_or(Span::NOWHERE, |last| Span {
                start: last.origin.end,
                ..last.origin
            });
        };
        let start = first.part(range.start, range.start);
        let last_byte = range.end.saturating_sub(1).max(range.start);
        match self.segment_at(last_byte) {
            Some((last, _)) => start.to(last.part(last_byte, range.end)),
            None => start,
        }
    }

    fn push(&mut self, text: &str, origin: Span, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        let start = clamp(self.text.len());
        self.text.push_str(text);
        if let Some(last) = self.segments.last_mut()
            && verbatim
            && last.verbatim
            && last.origin.file == origin.file
            && last.origin.end == origin.start
        {
            last.origin.end = origin.end;
            return;
        }
        self.segments.push(Segment {
            start,
            origin,
            verbatim,
        });
    }

    /// The segment that holds byte `at`, and where it ends in the output.
    fn segment_at(&self, at: usize) -> Option<(&Segment, usize)> {
        if at >= self.text.len() {
            return None;
        }
        let next = self
            .segments
            .partition_point(|segment| segment.start as usize <= at);
        let end = self
            .segments
            .get(next)
            .map_or(self.text.len(), |segment| segment.start as usize);
        Some((self.segments.get(next.checked_sub(1)?)?, end))
    }
}

impl Segment {
    /// The origin of the output bytes from `from` to `to`, both within the segment.
    fn part(&self, from: usize, to: usize) -> Span {
        if !self.verbatim {
            return self.origin;
        }
        let shift = |at: usize| {
            self.origin
                .start
                .saturating_add(clamp(at).saturating_sub(self.start))
                .min(self.origin.end)
        };
        Span {
            start: shift(from),
            end: shift(to),
            ..self.origin
        }
    }
}
