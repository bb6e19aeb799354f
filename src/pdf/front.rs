//! Front matter: takes a book of several chapters, gives its title page and its contents page, and at the end the contents' numbers.

use crate::markup::{ContentsPage, Tree, contents, contents_page, title_page};
use crate::pdf::page::{ChapterLayout, Matter};
use crate::pdf::pages::{ContentsSetting, PageStyles, Shapers, number_contents};
use crate::style::StyledBook;
use std::collections::HashMap;

/// What stands before the chapters.
pub struct FrontMatter {
    title_page: Tree,
    contents: ContentsPage,
}

impl FrontMatter {
    /// A book of one chapter has none: its chapter's opening is its title page.
    pub fn of(styled: &StyledBook<'_>) -> Option<FrontMatter> {
        let book = styled.book;
        let trees = styled.chapters.iter().map(|chapter| &chapter.tree);
        book.is_collection().then(|| FrontMatter {
            title_page: title_page(book),
            contents: contents_page(book, &contents(book, trees)),
        })
    }

    /// Its pages' elements, in order.
    pub fn trees(&self) -> [&Tree; 2] {
        [&self.title_page, &self.contents.tree]
    }

    /// How many layouts it has.
    pub fn len(&self) -> usize {
        self.trees().len()
    }

    /// Says of its layouts what they are. The title page is not listed in the outline, which is the book's own.
    pub fn label(&self, layouts: &mut [ChapterLayout]) {
        for layout in layouts.iter_mut() {
            layout.matter = Matter::Front;
        }
        if let Some(title_page) = layouts.first_mut() {
            title_page.is_display = true;
            title_page.headings.clear();
        }
    }

    /// Draws the numbers of the chapters' pages into the contents, which are the last of the front matter's layouts.
    pub fn number(
        &self,
        layouts: &mut [ChapterLayout],
        styled: &StyledBook<'_>,
        pages: &PageStyles,
        shapers: &Shapers<'_>,
    ) {
        let (front, chapters) = layouts.split_at_mut(self.len().min(layouts.len()));
        let Some(layout) = front.last_mut() else {
            return;
        };
        let numbers = PageNumbers::of(chapters);
        let lines = self.contents.lines.iter();
        let numbers = lines.map(|line| numbers.find(line.chapter, line.id.as_deref()));
        let language = &styled.book.metadata.language;
        let setting = ContentsSetting {
            contents: &self.contents,
            styles: &styled.stylesheet.compute(&self.contents.tree, language),
            pages,
            typesetter: shapers,
        };
        number_contents(layout, &setting, &numbers.collect::<Vec<_>>());
    }
}

/// On which page each id of the chapters is, counted from the first chapter's first page.
struct PageNumbers<'a> {
    first: Vec<usize>,
    ids: HashMap<(usize, &'a str), usize>,
}

impl<'a> PageNumbers<'a> {
    fn of(chapters: &'a [ChapterLayout]) -> PageNumbers<'a> {
        let mut numbers = PageNumbers {
            first: Vec::with_capacity(chapters.len()),
            ids: HashMap::new(),
        };
        let mut next = 1;
        for (number, chapter) in chapters.iter().enumerate() {
            numbers.first.push(next);
            for anchor in &chapter.anchors {
                if let Some(id) = anchor.id.as_deref() {
                    numbers.ids.insert((number, id), next + anchor.page);
                }
            }
            next += chapter.pages.len();
        }
        numbers
    }

    /// The page of an id; of one that stands nowhere, its chapter's first.
    fn find(&self, chapter: usize, id: Option<&str>) -> usize {
        let page = id.and_then(|id| self.ids.get(&(chapter, id)));
        let page = page.or_else(|| self.first.get(chapter));
        page.copied().unwrap_or(1)
    }
}
