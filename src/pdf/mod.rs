//! The PDF backend: takes a styled book, gives a tagged PDF (PDF/UA-1, PDF/A-3a).

pub mod boxes;
pub mod breaker;
mod draw;
pub mod file;
pub mod fonts;
mod left_out;
pub mod line;
pub mod lines;
pub mod page;
pub mod pages;
pub mod shape;
mod tags;
mod uncovered;
mod wanted;

use crate::backend::Backend;
use crate::diagnostics::{Diagnostic, Diagnostics, Result};
use crate::document::Book;
use crate::fonts::FontSource;
use crate::style::{StyledBook, StyledChapter, Stylesheet};
use fonts::FontLibrary;
use page::ChapterLayout;
use pages::{Furniture, PageStyles, Shapers};
use rayon::prelude::*;
use std::io::Write;
use std::sync::Arc;

/// Writes tagged PDF.
#[derive(Debug, Default)]
pub struct Pdf {
    /// Where faces come from for characters that the bundled ones lack.
    fonts: Option<Arc<dyn FontSource>>,
}

impl Pdf {
    /// Writes tagged PDF, with faces of `fonts` where the bundled ones lack characters.
    pub fn with_fonts(fonts: Arc<dyn FontSource>) -> Pdf {
        Pdf { fonts: Some(fonts) }
    }

    /// The bundled faces, and those that this book needs besides.
    fn library(&self, book: &StyledBook<'_>, messages: &mut Diagnostics) -> FontLibrary {
        let bundled = FontLibrary::bundled();
        let Some(source) = &self.fonts else {
            return bundled;
        };
        let wanted = wanted::wanted(book, &bundled);
        if wanted.is_empty() {
            return bundled;
        }
        let found = source.covering(&wanted);
        for family in &found.forbidden {
            let message = format!("the font {family} may not be embedded in a PDF");
            messages.report(
                Diagnostic::note("font-forbidden", message).help("others are used in its place"),
            );
        }
        bundled.with(found)
    }
}

impl Backend for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn render(
        &self,
        book: &StyledBook<'_>,
        out: &mut dyn Write,
        messages: &mut Diagnostics,
    ) -> Result<()> {
        let fonts = self.library(book, messages);
        let chapters = layout(book, &fonts, messages);
        file::write(
            &book.book.metadata,
            &book.book.media,
            &fonts,
            chapters,
            out,
            messages,
        )
    }
}

/// The book's chapters, laid out beside each other and then numbered through.
pub fn layout(
    book: &StyledBook<'_>,
    fonts: &FontLibrary,
    messages: &mut Diagnostics,
) -> Vec<ChapterLayout> {
    let shapers = Shapers::new(fonts);
    let styles = PageStyles::of_sheet(book.stylesheet);
    let laid_out: Vec<_> = book
        .chapters
        .par_iter()
        .map(|chapter| layout_chapter(book.book, book.stylesheet, chapter, &styles, &shapers))
        .collect();
    let mut chapters = Vec::with_capacity(laid_out.len());
    for (chapter, own) in laid_out {
        messages.append(own);
        chapters.push(chapter);
    }
    uncovered::report(book, &chapters, messages);
    pages::furnish(&mut chapters, &furniture(book.book, &styles), &shapers);
    chapters
}

/// Styles, boxes, pages.
fn layout_chapter(
    book: &Book,
    stylesheet: &Stylesheet,
    chapter: &StyledChapter,
    styles: &PageStyles,
    shapers: &Shapers<'_>,
) -> (ChapterLayout, Diagnostics) {
    let language = &book.metadata.language;
    let computed = stylesheet.compute(&chapter.tree, language);
    let boxes = boxes::build(&chapter.tree, &computed, &book.media, language);
    let (layout, mut messages) = pages::layout(boxes, styles, shapers);
    left_out::report(&chapter.tree, &layout, &mut messages);
    (layout, messages)
}

fn furniture<'a>(book: &'a Book, styles: &'a PageStyles) -> Furniture<'a> {
    let titles = book
        .chapters
        .iter()
        .map(|chapter| chapter.metadata.title.as_str());
    Furniture {
        styles,
        book_title: &book.metadata.title,
        chapter_titles: titles.collect(),
    }
}
