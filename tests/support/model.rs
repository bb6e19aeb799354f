//! Little books made of values of the model, for the rooms behind the parser.

use chapbook::document::*;
use chapbook::media::{MediaFacts, MediaId};
use chapbook::span::Span;
use jiff::civil::date;
use std::sync::Arc;

pub fn block(kind: BlockKind) -> Block {
    Block::new(kind, Span::NOWHERE)
}

pub fn inline(kind: InlineKind) -> Inline {
    Inline::new(kind, Span::NOWHERE)
}

pub fn text(words: &str) -> Inline {
    Inline::text(words, Span::NOWHERE)
}

pub fn element(element: InlineElement, content: Vec<Inline>) -> Inline {
    inline(InlineKind::Element { element, content })
}

pub fn link(target: Target, content: Vec<Inline>) -> Inline {
    inline(InlineKind::Link(Link {
        target,
        title: None,
        content,
    }))
}

pub fn web(url: &str, words: &str) -> Inline {
    link(Target::External(url.into()), vec![text(words)])
}

pub fn inside(chapter: usize, id: Option<&str>, words: &str) -> Inline {
    let id = id.map(str::to_owned);
    link(Target::Internal { chapter, id }, vec![text(words)])
}

pub fn call(label: &str) -> Inline {
    inline(InlineKind::NoteReference(label.into()))
}

pub fn image(picture: Picture, alternative: &str) -> Image {
    Image {
        picture,
        alternative: match alternative {
            "" => Alternative::Decorative,
            words => Alternative::Text(words.into()),
        },
        title: None,
    }
}

pub fn picture(picture: Picture, alternative: &str) -> Inline {
    inline(InlineKind::Image(image(picture, alternative)))
}

pub fn p(words: &str) -> Block {
    block(BlockKind::Paragraph(vec![text(words)]))
}

pub fn paragraph(content: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(content))
}

pub fn plain(words: &str) -> Block {
    block(BlockKind::Plain(vec![text(words)]))
}

pub fn heading(level: u8, words: &str) -> Block {
    block(BlockKind::Heading {
        level: HeadingLevel::new(level),
        content: vec![text(words)],
    })
}

pub fn with_id(id: &str, mut block: Block) -> Block {
    block.attributes.set_id(id);
    block
}

pub fn with_class(class: &str, mut block: Block) -> Block {
    block.attributes.add_class(class);
    block
}

pub fn item(content: Vec<Block>) -> ListItem {
    ListItem {
        content,
        checked: None,
        span: Span::NOWHERE,
        attributes: Attributes::default(),
    }
}

pub fn task(done: bool, words: &str) -> ListItem {
    ListItem {
        checked: Some(done),
        ..item(vec![plain(words)])
    }
}

pub fn list(start: Option<i64>, tight: bool, items: Vec<ListItem>) -> Block {
    block(BlockKind::List(List {
        numbering: start.map(|start| Numbering { start }),
        tight,
        items,
    }))
}

pub fn note(label: &str, content: Vec<Block>) -> Note {
    Note {
        label: label.into(),
        content,
        span: Span::NOWHERE,
        attributes: Attributes::default(),
    }
}

pub fn division(element: DivisionElement, content: Vec<Block>) -> Block {
    block(BlockKind::Division(Division { element, content }))
}

pub fn cell(kind: CellKind, content: Vec<Block>) -> Cell {
    Cell {
        kind,
        alignment: Alignment::Unset,
        column_span: 1,
        row_span: 1,
        content,
        span: Span::NOWHERE,
        attributes: Attributes::default(),
    }
}

pub fn row(kind: CellKind, words: &[&str]) -> Row {
    Row {
        cells: words
            .iter()
            .map(|word| cell(kind, vec![plain(word)]))
            .collect(),
        span: Span::NOWHERE,
        attributes: Attributes::default(),
    }
}

pub fn chapter(title: &str, slug: &str, blocks: Vec<Block>) -> Chapter {
    Chapter {
        metadata: ChapterMetadata {
            title: title.into(),
            slug: slug.into(),
            ..ChapterMetadata::default()
        },
        lead: None,
        lead_span: Span::NOWHERE,
        blocks,
        notes: Vec::new(),
    }
}

/// A book whose metadata say everything.
pub fn book(chapters: Vec<Chapter>) -> Book {
    Book {
        metadata: BookMetadata {
            title: "Rivers & <Lakes>".into(),
            subtitle: Some("A journey".into()),
            authors: vec!["Jane Doe".into(), "The River Club".into()],
            language: "en".into(),
            description: Some("On \"water\" & more".into()),
            publisher: Some("A site".into()),
            date: Some(date(2016, 6, 24).at(0, 0, 0, 0)),
            modified: Some(date(2016, 6, 25).at(10, 30, 0, 0)),
            identifier: uuid::Uuid::new_v5(
                &uuid::Uuid::NAMESPACE_URL,
                b"https://example.com/rivers",
            ),
            subjects: vec!["water".into(), "maps".into()],
            rights: Some("CC BY 4.0".into()),
            ..BookMetadata::default()
        },
        chapters,
        ..Book::default()
    }
}

/// Puts a picture into the book's library.
pub fn add_picture(book: &mut Book, name: &str, bytes: Vec<u8>) -> MediaId {
    let facts = MediaFacts::of(&bytes).expect("the test's picture is one");
    book.media.add(facts, name, Arc::new(bytes))
}

/// A PNG of one colour.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, image::ImageFormat::Png)
}

/// A picture of one colour, in a format.
pub fn encoded(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let colour = image::Rgb([40_u8, 90, 160]);
    let picture = image::RgbImage::from_pixel(width, height, colour);
    picture
        .write_to(&mut bytes, format)
        .expect("a picture can be encoded");
    bytes.into_inner()
}
