//! XHTML content documents: the title page and the chapters.

use super::file_names::{FileNames, STYLESHEET, TITLE_PAGE};
use super::language;
use super::links::Links;
use crate::document::{Book, Direction};
use crate::markup::xhtml::{self, AsWritten, Resolve, escaped, write_attribute};
use crate::markup::{Tree, chapter_title, is_language_tag, one_line, title_page};
use crate::progress::Stage;
use crate::style::StyledBook;

/// A file of the reading order.
pub(super) struct Document {
    /// Its name in the package document's folder.
    pub(super) file: String,
    pub(super) kind: DocumentKind,
    pub(super) xhtml: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DocumentKind {
    TitlePage,
    Chapter,
}

/// The title page, unless a book of one chapter opens with its lead picture; then the chapters.
pub(super) fn documents(
    styled: &StyledBook<'_>,
    names: &FileNames,
    links: &Links<'_>,
) -> Vec<Document> {
    let book = styled.book;
    let opens_with_picture = matches!(book.chapters.as_slice(), [only] if only.lead.is_some());
    styled.progress.begin(Stage::Writing, styled.chapters.len());
    let title = (!opens_with_picture).then(|| title_document(book));
    let trees = styled.chapters.iter().map(|chapter| &chapter.tree);
    let chapters = (0..)
        .zip(trees)
        .zip(names.chapters())
        .map(|((number, tree), file)| {
            styled.progress.step();
            let title = chapter_title(book, number);
            Document {
                xhtml: shell(
                    chapter_direction(book, number),
                    chapter_language(book, number),
                    &title,
                    tree,
                    &links.from(number),
                ),
                file: file.to_owned(),
                kind: DocumentKind::Chapter,
            }
        });
    title.into_iter().chain(chapters).collect()
}

fn title_document(book: &Book) -> Document {
    let title = book_title(book);
    let tree = title_page(book);
    Document {
        file: TITLE_PAGE.to_owned(),
        xhtml: shell(
            book.metadata.direction,
            language(book),
            &title,
            &tree,
            &AsWritten,
        ),
        kind: DocumentKind::TitlePage,
    }
}

fn chapter_language(book: &Book, number: usize) -> &str {
    let chapter = book.chapters.get(number);
    let own = chapter.and_then(|chapter| chapter.metadata.language.as_deref());
    own.filter(|tag| is_language_tag(tag))
        .unwrap_or_else(|| language(book))
}

fn chapter_direction(book: &Book, number: usize) -> Direction {
    let chapter = book.chapters.get(number);
    chapter.map_or(book.metadata.direction, |chapter| {
        book.chapter_direction(chapter)
    })
}

/// What the book is called: its title, else its first chapter's.
pub(super) fn book_title(book: &Book) -> String {
    match one_line(&book.metadata.title) {
        title if title.is_empty() => chapter_title(book, 0),
        title => title,
    }
}

fn shell(
    direction: Direction,
    language: &str,
    title: &str,
    tree: &Tree,
    links: &dyn Resolve,
) -> String {
    let mut out = String::with_capacity(4096);
    open(direction, language, title, &mut out);
    xhtml::write(tree, tree.root(), links, &mut out);
    out.push_str("</body>\n</html>\n");
    out
}

/// From the XML declaration, without which Kindle takes the bytes for Latin-1, to `body`.
pub(super) fn open(direction: Direction, language: &str, title: &str, out: &mut String) {
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n");
    out.push_str(
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"",
    );
    write_attribute("lang", language, out);
    write_attribute("xml:lang", language, out);
    if direction == Direction::RightToLeft {
        write_attribute("dir", "rtl", out);
    }
    out.push_str(&format!(
        ">\n<head>\n<meta charset=\"UTF-8\"/>\n<title>{}</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"{STYLESHEET}\"/>\n</head>\n<body>\n",
        escaped(title)
    ));
}
