//! The title page as elements.

use crate::document::{Book, Direction};
use crate::markup::{Element, Name, Tree, Words};
use crate::span::Span;

/// The book's title page: title, subtitle, authors, date, publisher; what it has not is left out.
pub fn title_page(book: &Book) -> Tree {
    let metadata = &book.metadata;
    let words = Words::of(&metadata.language);
    let mut section = Element::new(Name::Section)
        .with("class", "title-page")
        .with("epub:type", "titlepage");
    if metadata.direction == Direction::RightToLeft {
        section = section.with("dir", "rtl");
    }
    let mut tree = Tree::new(section, Span::NOWHERE);
    let title = match metadata.title.trim() {
        "" => book
            .chapters
            .first()
            .map_or("", |first| &first.metadata.title),
        title => title,
    };
    let authors = metadata.authors.join(", ");
    line(&mut tree, Name::H1, "book-title", title);
    line(
        &mut tree,
        Name::P,
        "subtitle",
        metadata.subtitle.as_deref().unwrap_or(""),
    );
    line(&mut tree, Name::P, "author", &authors);
    line(&mut tree, Name::P, "date", &date(book, words));
    line(
        &mut tree,
        Name::P,
        "publisher",
        metadata.publisher.as_deref().unwrap_or(""),
    );
    tree
}

/// The book's date; of a collection that goes by its posts, the years from first to last.
fn date(book: &Book, words: &Words) -> String {
    let Some(date) = book.metadata.date else {
        return String::new();
    };
    let posts = || {
        let chapters = book.chapters.iter();
        chapters.filter_map(|chapter| chapter.metadata.date)
    };
    match (posts().min(), posts().max()) {
        (Some(first), Some(last)) if book.is_collection() && last == date && first != last => {
            match (first.year(), last.year()) {
                (first, last) if first == last => last.to_string(),
                (first, last) => format!("{first}–{last}"),
            }
        }
        _ => words.date(date.date()),
    }
}

fn line(tree: &mut Tree, name: Name, class: &'static str, text: &str) {
    if !text.trim().is_empty() {
        let root = tree.root();
        let line = tree.append(root, Element::new(name).with("class", class), Span::NOWHERE);
        tree.append_text(line, text, Span::NOWHERE);
    }
}
