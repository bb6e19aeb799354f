//! The PDF backend: takes a styled book, gives a tagged PDF (PDF/UA-1, PDF/A-3a).

pub mod boxes;
pub mod breaker;
mod draw;
pub mod file;
pub mod fonts;
mod front;
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
use crate::document::{Book, ChapterKind};
use crate::fonts::FontSource;
use crate::markup::{Tree, Words};
use crate::progress::Stage;
use crate::style::{StyledBook, Stylesheet};
use fonts::FontLibrary;
use front::FrontMatter;
use page::ChapterLayout;
use pages::{Furniture, PageStyles, RunningTitles, Shapers};
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
    pub fn library(&self, book: &StyledBook<'_>, messages: &mut Diagnostics) -> FontLibrary {
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
            &book.progress,
            messages,
        )
    }
}

/// The book's front matter and chapters, laid out beside each other and then numbered through.
pub fn layout(
    book: &StyledBook<'_>,
    fonts: &FontLibrary,
    messages: &mut Diagnostics,
) -> Vec<ChapterLayout> {
    let shapers = Shapers::new(fonts);
    let styles = PageStyles::of_sheet(book.stylesheet, book.book.metadata.direction);
    let front = FrontMatter::of(book);
    let mut layouts = lay_out(book, front.as_ref(), &styles, &shapers, messages);
    let (before, chapters) = layouts.split_at_mut(front.as_ref().map_or(0, FrontMatter::len));
    for (layout, chapter) in chapters.iter_mut().zip(&book.book.chapters) {
        layout.level = chapter.metadata.level;
        layout.is_display = chapter.metadata.kind == ChapterKind::Part;
    }
    uncovered::report(book, chapters, messages);
    if let Some(front) = &front {
        front.label(before);
    }
    pages::fill_sides(&mut layouts, &styles);
    if let Some(front) = &front {
        front.number(&mut layouts, book, &styles, &shapers);
    }
    pages::furnish(&mut layouts, &furniture(book.book, &styles), &shapers);
    layouts
}

/// Every tree of the book, front matter first.
fn lay_out(
    book: &StyledBook<'_>,
    front: Option<&FrontMatter>,
    styles: &PageStyles,
    shapers: &Shapers<'_>,
    messages: &mut Diagnostics,
) -> Vec<ChapterLayout> {
    let front = front.into_iter().flat_map(FrontMatter::trees);
    let chapters = book.chapters.iter().map(|chapter| &chapter.tree);
    let trees: Vec<&Tree> = front.chain(chapters).collect();
    book.progress.begin(Stage::Setting, trees.len());
    let laid_out: Vec<_> = trees
        .into_par_iter()
        .map(|tree| {
            let laid_out = layout_tree(book.book, book.stylesheet, tree, styles, shapers);
            book.progress.step();
            laid_out
        })
        .collect();
    let layouts = laid_out.into_iter().map(|(layout, own)| {
        messages.append(own);
        layout
    });
    layouts.collect()
}

/// Styles, boxes, pages.
fn layout_tree(
    book: &Book,
    stylesheet: &Stylesheet,
    tree: &Tree,
    styles: &PageStyles,
    shapers: &Shapers<'_>,
) -> (ChapterLayout, Diagnostics) {
    let language = &book.metadata.language;
    let computed = stylesheet.compute(tree, language);
    let boxes = boxes::build(tree, &computed, &book.media, language);
    let (layout, mut messages) = pages::layout(boxes, styles, shapers);
    left_out::report(tree, &layout, &mut messages);
    (layout, messages)
}

fn furniture<'a>(book: &'a Book, styles: &'a PageStyles) -> Furniture<'a> {
    Furniture {
        styles,
        book_title: &book.metadata.title,
        contents_title: Words::of(&book.metadata.language).contents,
        chapters: running_titles(book),
    }
}

/// Parts are named on the pages of all that is in them, however deep.
fn running_titles(book: &Book) -> Vec<RunningTitles<'_>> {
    let mut parts: Vec<(u8, &str)> = Vec::new();
    let titles = book.chapters.iter().map(|chapter| {
        let own = &chapter.metadata;
        parts.retain(|(level, _)| *level < own.level);
        let part = parts
            .last()
            .map_or(book.metadata.title.as_str(), |(_, part)| part);
        if own.kind == ChapterKind::Part {
            parts.push((own.level, &own.title));
        }
        RunningTitles {
            part,
            chapter: &own.title,
        }
    });
    titles.collect()
}
