//! The contents of a book: takes its chapters' trees, gives one tree of lines: parts, chapters, headings.

use super::{OutlineEntry, Tree, outline};
use crate::document::{Book, Chapter, ChapterKind, Target};

/// A line of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentsEntry {
    /// What it is.
    pub kind: ContentsKind,
    /// In one line; never empty.
    pub title: String,
    /// The chapter it leads to, or that its heading is in.
    pub chapter: usize,
    /// The heading's id, if it is a heading.
    pub id: Option<String>,
    /// The lines below it.
    pub below: Vec<ContentsEntry>,
}

/// What a line of the contents leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentsKind {
    /// The opening of a part.
    Part,
    /// A chapter.
    Chapter,
    /// A heading in a chapter.
    Heading,
}

impl ContentsEntry {
    /// Where it leads.
    pub fn target(&self) -> Target {
        Target::Internal {
            chapter: self.chapter,
            id: self.id.clone(),
        }
    }

    /// How many levels it has, itself among them.
    pub fn depth(&self) -> usize {
        1 + self
            .below
            .iter()
            .map(ContentsEntry::depth)
            .max()
            .unwrap_or(0)
    }
}

/// The levels of a chapter's own lines: its title, then its headings' six.
const LEVELS_A_CHAPTER: u16 = 8;

/// The book's contents down to the depth it wants. `trees` are its chapters', in order.
pub fn contents<'a>(book: &Book, trees: impl Iterator<Item = &'a Tree>) -> Vec<ContentsEntry> {
    let mut nesting = Nesting::default();
    for ((number, chapter), tree) in book.chapters.iter().enumerate().zip(trees) {
        let level = u16::from(chapter.metadata.level) * LEVELS_A_CHAPTER;
        nesting.add(level, of_chapter(book, number, chapter));
        for heading in headings(chapter, tree, book.toc_depth()) {
            let entry = of_heading(number, &heading);
            nesting.add(level + u16::from(heading.level), entry);
        }
    }
    nesting.finish()
}

fn of_chapter(book: &Book, number: usize, chapter: &Chapter) -> ContentsEntry {
    ContentsEntry {
        kind: match chapter.metadata.kind {
            ChapterKind::Part => ContentsKind::Part,
            ChapterKind::Post => ContentsKind::Chapter,
        },
        title: numbered(chapter, chapter_title(book, number)),
        chapter: number,
        id: None,
        below: Vec::new(),
    }
}

/// The title below the number that the site's own contents give it, by which its texts speak of it: `4.1. Ownership`.
fn numbered(chapter: &Chapter, title: String) -> String {
    match &chapter.metadata.number {
        Some(number) => format!("{number}. {title}"),
        None => title,
    }
}

/// The headings that are listed, without the chapter's own title, which is the line above them.
fn headings(chapter: &Chapter, tree: &Tree, depth: u8) -> Vec<OutlineEntry> {
    let is_titled = !chapter.metadata.title.trim().is_empty();
    // Under a title headings begin with the second level, without one with the first.
    let lowest = depth.saturating_sub(u8::from(!is_titled));
    let mut headings = outline(tree);
    headings.drain(..usize::from(is_titled).min(headings.len()));
    headings.retain(|heading| {
        heading.level <= lowest && !heading.hidden && !one_line(&heading.text).is_empty()
    });
    headings
}

fn of_heading(chapter: usize, heading: &OutlineEntry) -> ContentsEntry {
    ContentsEntry {
        kind: ContentsKind::Heading,
        title: one_line(&heading.text),
        chapter,
        id: heading.id.clone(),
        below: Vec::new(),
    }
}

/// Lines that are being put one in another.
#[derive(Default)]
struct Nesting {
    /// The lines that may get others below them, with their levels.
    open: Vec<(u16, ContentsEntry)>,
    done: Vec<ContentsEntry>,
}

impl Nesting {
    fn add(&mut self, level: u16, entry: ContentsEntry) {
        self.close_to(level);
        self.open.push((level, entry));
    }

    /// Ends the open lines of this level and below.
    fn close_to(&mut self, level: u16) {
        while let Some((_, entry)) = self.open.pop_if(|(own, _)| *own >= level) {
            match self.open.last_mut() {
                Some((_, above)) => above.below.push(entry),
                None => self.done.push(entry),
            }
        }
    }

    fn finish(mut self) -> Vec<ContentsEntry> {
        self.close_to(0);
        self.done
    }
}

/// What a chapter is called in the contents: its title, else its file's name, else its number.
pub(crate) fn chapter_title(book: &Book, number: usize) -> String {
    let metadata = book.chapters.get(number).map(|chapter| &chapter.metadata);
    let title = metadata.map_or("", |metadata| &metadata.title);
    let slug = metadata.map_or("", |metadata| &metadata.slug);
    let title = [title, slug]
        .into_iter()
        .map(one_line)
        .find(|title| !title.is_empty());
    title.unwrap_or_else(|| (number + 1).to_string())
}

/// Text in one line, of characters that XML allows.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .collect();
    let words = words.into_iter().filter(|word| !word.is_empty());
    words
        .collect::<Vec<_>>()
        .join(" ")
        .replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ChapterMetadata;
    use crate::markup::{Element, Name};
    use crate::span::Span;

    /// A book of chapters with a kind, a level and headings' levels.
    fn listed(chapters: &[(ChapterKind, u8, &[u8])], depth: Option<u8>) -> String {
        let mut book = Book {
            toc_depth: depth,
            ..Book::default()
        };
        let mut trees = Vec::new();
        for (number, (kind, level, headings)) in chapters.iter().enumerate() {
            let metadata = ChapterMetadata {
                kind: *kind,
                level: *level,
                title: format!("{number}"),
                ..ChapterMetadata::default()
            };
            book.chapters.push(Chapter {
                metadata,
                lead: None,
                lead_span: Span::NOWHERE,
                blocks: Vec::new(),
                notes: Vec::new(),
            });
            let mut tree = Tree::new(Element::new(Name::Section), Span::NOWHERE);
            for level in std::iter::once(&1).chain(*headings) {
                let names = [Name::H1, Name::H2, Name::H3];
                let name = names[usize::from(*level) - 1];
                let heading = tree.append(tree.root(), Element::new(name), Span::NOWHERE);
                tree.append_text(heading, format!("{number}.{level}"), Span::NOWHERE);
            }
            trees.push(tree);
        }
        let mut lines = String::new();
        write(&contents(&book, trees.iter()), &mut lines);
        lines
    }

    fn write(entries: &[ContentsEntry], out: &mut String) {
        for entry in entries {
            out.push_str(&format!("({}", entry.title));
            write(&entry.below, out);
            out.push(')');
        }
    }

    #[test]
    fn lines_stand_below_their_part_and_chapter() {
        use ChapterKind::{Part, Post};
        let chapters: &[(ChapterKind, u8, &[u8])] = &[
            (Post, 0, &[2]),
            (Part, 0, &[]),
            (Post, 1, &[2, 3, 2]),
            (Part, 1, &[]),
            (Post, 2, &[]),
            (Post, 1, &[]),
        ];
        assert_eq!(
            listed(chapters, Some(3)),
            "(0(0.2))(1(2(2.2(2.3))(2.2))(3(4))(5))"
        );
        assert_eq!(listed(chapters, None), "(0(0.2))(1(2(2.2)(2.2))(3(4))(5))");
        assert_eq!(listed(chapters, Some(1)), "(0)(1(2)(3(4))(5))");
        assert_eq!(listed(&[(Post, 0, &[2, 3])], None), "(0(0.2(0.3)))");
    }
}
