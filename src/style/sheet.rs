//! The stylesheet: the built-in one, then the authors', for the PDF and for the EPUB.

use crate::diagnostics::Diagnostics;
use crate::document::Direction;
use crate::markup::Tree;
use crate::span::{FileId, Sources};
use crate::style::cascade::{Block, Origin, Rules};
use crate::style::compute::{compute, root_style};
use crate::style::font::MEDIUM;
use crate::style::page::{PageKind, PageRule, PageSide, page_style, rules_for, size_of};
use crate::style::read::{Told, read};
use crate::style::rule::{Declaration, Item};
use crate::style::selector::{Namespaces, Selector};
use crate::style::value::Environment;
use crate::style::{PageStyle, StyleTable, epub_css};
use crate::units::Size as Extent;

/// What HTML's elements are without a stylesheet: for the PDF alone, since reading systems bring their own.
const ELEMENTS: &str = include_str!("../../styles/elements.css");
/// The design of both books.
const CHAPBOOK: &str = include_str!("../../styles/chapbook.css");

/// The rules of a book: the base stylesheet, then each of the author's.
///
/// ```
/// use chapbook::diagnostics::Diagnostics;
/// use chapbook::markup::{Element, Name, Tree};
/// use chapbook::span::{Sources, Span};
/// use chapbook::style::Stylesheet;
/// use chapbook::units::{Colour, Pt};
///
/// let mut sources = Sources::default();
/// let author = sources.add("mine.css", "p { color: #00f; font-size: 14pt }".into());
/// let stylesheet = Stylesheet::parse(&mut sources, &[author], &mut Diagnostics::default());
///
/// let tree = Tree::new(Element::new(Name::P), Span::NOWHERE);
/// let style = stylesheet.compute(&tree, "en");
/// assert_eq!(style.of(tree.root()).font_size, Pt(14.0));
/// assert_eq!(style.of(tree.root()).colour, Colour { red: 0, green: 0, blue: 255 });
/// assert!(stylesheet.to_epub_css().contains("color: #00f"));
/// ```
#[derive(Debug, Default)]
pub struct Stylesheet {
    elements: Vec<Item>,
    sheets: Vec<Item>,
    /// How many of them are the built-in sheet's.
    built_in: usize,
    namespaces: Namespaces,
    page_size: Option<Extent>,
    rules: Rules,
}

impl Stylesheet {
    /// The base stylesheet (`styles/chapbook.css`), then the authors' in order. What is not understood is reported at its place.
    pub fn parse(
        sources: &mut Sources,
        authors: &[FileId],
        messages: &mut Diagnostics,
    ) -> Stylesheet {
        let elements = sources.add("elements.css", ELEMENTS.into());
        let base = sources.add("chapbook.css", CHAPBOOK.into());
        let mut stylesheet = Stylesheet::default();
        let mut told = Told::default();
        for file in [elements, base].iter().chain(authors) {
            let text = sources.file(*file).map_or("", |file| file.text());
            let namespaces = &mut stylesheet.namespaces;
            let items = read(*file, text, namespaces, &mut told, messages);
            if *file == elements {
                stylesheet.elements = items;
            } else {
                stylesheet.sheets.extend(items);
            }
            if *file == base {
                stylesheet.built_in = stylesheet.sheets.len();
            }
        }
        stylesheet.rank();
        stylesheet
    }

    /// Sets the page's size, whatever `@page` says: see [`page_size`](crate::style::page_size).
    pub fn set_page_size(&mut self, size: Extent) {
        self.page_size = Some(size);
        self.rank();
    }

    /// The rules written out again for the EPUB, without what EPUB 3.3 section 6.3 forbids.
    pub fn to_epub_css(&self) -> String {
        epub_css::write(&self.sheets, &self.namespaces)
    }

    /// The computed style of every node of `tree`, for print.
    pub fn compute(&self, tree: &Tree, language: &str) -> StyleTable {
        compute(
            &self.rules,
            tree,
            language,
            self.sheet_size(PageKind::default()),
        )
    }

    /// The page's style (`@page`), `first` for a chapter's opening page. Rules for pages of one side don't count.
    pub fn page(&self, first: bool) -> PageStyle {
        self.page_of(PageKind { first, place: None })
    }

    /// The style of a page that lies on one side of the open book, which is read in this direction.
    pub fn page_on(&self, first: bool, side: PageSide, direction: Direction) -> PageStyle {
        self.page_of(PageKind::on(first, side, direction))
    }

    fn page_of(&self, page: PageKind) -> PageStyle {
        let size = self.sheet_size(page);
        let root = root_style(&self.rules, size);
        let environment = Environment {
            root_font_size: root.style.font_size,
            page: size,
        };
        let rules = self.page_rules(size);
        page_style(&rules_for(&rules, page), &root, &environment)
    }

    /// The size of a page: the user's, or what `@page` says where no query asks for a size.
    fn sheet_size(&self, page: PageKind) -> Extent {
        self.page_size.unwrap_or_else(|| {
            let usual = PageStyle::default().size;
            let rules = self.page_rules(usual);
            let environment = Environment {
                root_font_size: MEDIUM,
                page: usual,
            };
            size_of(&rules_for(&rules, page), &environment)
        })
    }

    /// Every `@page` rule that holds on a page of this size, and whether it is an author's.
    fn page_rules(&self, size: Extent) -> Vec<(bool, &PageRule)> {
        let (built_in, authors) = self.sheets.split_at(self.built_in.min(self.sheets.len()));
        let mut pages = Vec::new();
        for (is_authors, items) in [(false, built_in), (true, authors)] {
            in_print(items, size, &mut |item| {
                if let Item::Page(rule) = item {
                    pages.push((is_authors, rule));
                }
            });
        }
        pages
    }

    /// Ranks the rules that hold on a page of the size that is now known.
    fn rank(&mut self) {
        let size = self.sheet_size(PageKind::default());
        let mut rules: Vec<(Origin, Selector, Block)> = Vec::new();
        for (origin, items) in [
            (Origin::Elements, &self.elements),
            (Origin::Author, &self.sheets),
        ] {
            in_print(items, size, &mut |item| {
                if let Item::Rule(rule) = item {
                    let declarations = rule.declarations.iter();
                    let block: Block = declarations
                        .flat_map(Declaration::with_importance)
                        .collect();
                    let selectors = rule.selectors.iter();
                    rules.extend(selectors.map(|one| (origin, one.clone(), block.clone())));
                }
            });
        }
        self.rules = Rules::new(rules.into_iter());
    }
}

/// Visits the items that hold for the PDF. Groups nest no deeper than the parser lets them.
fn in_print<'a>(items: &'a [Item], page: Extent, visit: &mut impl FnMut(&'a Item)) {
    for item in items {
        match item {
            Item::Group(group) if group.condition.holds_in_print(page) => {
                in_print(&group.items, page, visit);
            }
            Item::Group(_) | Item::Kept(_) => {}
            Item::Rule(_) | Item::Page(_) => visit(item),
        }
    }
}
