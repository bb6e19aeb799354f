//! What epub-builder carries: the chapters and the contents they make, the stylesheet, the container.

use super::Publication;
use super::contents::{Entry, files};
use super::document::{DocumentKind, book_title};
use epub_builder::{
    EpubBuilder, EpubContent, EpubVersion, ReferenceType, Result, TocElement, ZipLibrary,
};

/// The archive that epub-builder makes, in memory: text only, so it is small. Pictures join in the second step.
pub(super) fn carry(publication: &Publication<'_>) -> Result<Vec<u8>> {
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.metadata("title", book_title(publication.book))?;
    // The NCX is called after the contents' heading, and that is the book's title in ours.
    builder.metadata("toc_name", book_title(publication.book))?;
    builder.add_language(publication.language);
    builder.set_uuid(publication.book.metadata.identifier);
    builder.stylesheet(publication.stylesheet.as_bytes())?;
    let mut contents = files(&publication.contents).into_iter();
    for document in &publication.documents {
        let content = EpubContent::new(document.file.as_str(), document.xhtml.as_bytes());
        let content = match document.kind {
            DocumentKind::TitlePage => content.reftype(ReferenceType::TitlePage),
            DocumentKind::Chapter => match contents.next() {
                Some((level, entry)) => listed(content, level, entry).reftype(ReferenceType::Text),
                None => content,
            },
        };
        builder.add_content(content)?;
    }
    let mut bytes = Vec::new();
    builder.generate(&mut bytes)?;
    Ok(bytes)
}

/// The file under its title, with its headings; other files that are below it follow with a level of their own.
fn listed<'a>(content: EpubContent<&'a [u8]>, level: i32, entry: &Entry) -> EpubContent<&'a [u8]> {
    let content = content.title(entry.title.as_str()).level(level);
    let headings = entry.below.iter().filter(|below| below.is_heading);
    headings.fold(content, |content, below| {
        content.child(element(below, level + 1))
    })
}

fn element(entry: &Entry, level: i32) -> TocElement {
    let element = TocElement::new(entry.href.as_str(), entry.title.as_str()).level(level);
    entry.below.iter().fold(element, |element, below| {
        element.child(self::element(below, level + 1))
    })
}
