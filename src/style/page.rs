//! Pages: takes `@page` rules, gives the page's size, margins and margin boxes.

use crate::document::Direction;
use crate::style::computed::{Length, MarginBox, MarginBoxContent, MarginBoxPlace, PageStyle};
use crate::style::content::ContentPart;
use crate::style::length::{SpecifiedLength, length};
use crate::style::property::{Cascaded, Declared};
use crate::style::value::{Environment, Parsed, not_understood, one_of};
use crate::units::{Pt, Sides, Size as Extent};
use cssparser::{Parser, Token};
use std::sync::Arc;

/// An `@page` rule.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageRule {
    /// Which pages; none is all.
    pub(crate) selectors: Vec<PageSelector>,
    /// Its `size`.
    pub(crate) size: Option<PageSize>,
    /// Its margins and what its margin boxes inherit, with their importance.
    pub(crate) declared: Vec<(Declared, bool)>,
    /// Its margin boxes.
    pub(crate) boxes: Vec<(MarginBoxPlace, Vec<(Declared, bool)>)>,
}

/// Which pages a rule is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct PageSelector {
    /// `:first`: a chapter's opening page.
    pub(crate) first: bool,
    /// `:left` or `:right`.
    pub(crate) side: Option<PageSide>,
    /// `:nth(odd)` or `:nth(even)`.
    pub(crate) leaf: Option<Leaf>,
    /// A name or pseudo-class that no page of ours has.
    pub(crate) never: bool,
}

/// Which side of an open book a page is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageSide {
    /// Even pages, in books that are read from left to right.
    Left,
    /// Odd pages, in those books.
    Right,
}

/// Which side of its leaf a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaf {
    /// An odd page.
    Recto,
    /// An even page.
    Verso,
}

/// A kind of page, for which the rules are asked.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PageKind {
    /// A chapter's opening.
    pub(crate) first: bool,
    /// On which side of the open book it is, and of its leaf.
    pub(crate) place: Option<(PageSide, Leaf)>,
}

impl PageKind {
    /// On a side of a book that is read in this direction: odd pages lie on the right where that is from left to right.
    pub(crate) fn on(first: bool, side: PageSide, direction: Direction) -> PageKind {
        let recto = match direction {
            Direction::LeftToRight => PageSide::Right,
            Direction::RightToLeft => PageSide::Left,
        };
        let leaf = match side == recto {
            true => Leaf::Recto,
            false => Leaf::Verso,
        };
        PageKind {
            first,
            place: Some((side, leaf)),
        }
    }
}

impl PageSelector {
    /// Its specificity if it is for this page (CSS Paged Media 3, section 3.2; CSS Generated Content for Paged Media 3, section 4).
    fn specificity(self, page: PageKind) -> Option<(u8, u8)> {
        let (side, leaf) = page.place.unzip();
        let is_for = !self.never
            && (page.first || !self.first)
            && (self.side.is_none() || self.side == side)
            && (self.leaf.is_none() || self.leaf == leaf);
        let places = u8::from(self.side.is_some()) + u8::from(self.leaf.is_some());
        is_for.then_some((u8::from(self.first), places))
    }
}

impl PageRule {
    fn specificity(&self, page: PageKind) -> Option<(u8, u8)> {
        if self.selectors.is_empty() {
            return Some((0, 0));
        }
        let each = self.selectors.iter();
        each.filter_map(|selector| selector.specificity(page)).max()
    }
}

/// `size` as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PageSize {
    extent: Option<[SpecifiedLength; 2]>,
    turned: Option<Turned>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turned {
    Portrait,
    Landscape,
}

/// Sheets by name, in millimetres: ISO 216, JIS B, ANSI, and the trim sizes that print shops take.
const SHEETS: [(&str, (f32, f32)); 16] = [
    ("a3", (297.0, 420.0)),
    ("a4", (210.0, 297.0)),
    ("a5", (148.0, 210.0)),
    ("a6", (105.0, 148.0)),
    ("b4", (250.0, 353.0)),
    ("b5", (176.0, 250.0)),
    ("b6", (125.0, 176.0)),
    ("jis-b4", (257.0, 364.0)),
    ("jis-b5", (182.0, 257.0)),
    ("letter", (215.9, 279.4)),
    ("legal", (215.9, 355.6)),
    ("ledger", (279.4, 431.8)),
    ("tabloid", (279.4, 431.8)),
    ("executive", (184.15, 266.7)),
    ("royal", (156.0, 234.0)),
    ("digest", (139.7, 215.9)),
];

/// Pages are no smaller than this: something must fit.
const SMALLEST: Pt = Pt::from_mm(40.0);
/// And no larger: PDF's limit of 14,400 units (PDF 32000-1, annex C.2).
const LARGEST: Pt = Pt(14_400.0);

/// `size`: one or two lengths, or a sheet's name, or which way it is turned.
pub(crate) fn size(input: &mut Parser<'_>) -> Parsed<PageSize> {
    let turns = [
        ("portrait", Turned::Portrait),
        ("landscape", Turned::Landscape),
    ];
    let mut size = PageSize {
        extent: None,
        turned: None,
    };
    if input
        .try_parse(|input| input.expect_ident_matching("auto"))
        .is_ok()
    {
        return Ok(size);
    }
    while !input.is_exhausted() {
        if size.turned.is_none()
            && let Ok(turned) = input.try_parse(|input| one_of(input, &turns))
        {
            size.turned = Some(turned);
        } else if size.extent.is_none() {
            size.extent = Some(extent(input)?);
        } else {
            return not_understood();
        }
    }
    Ok(size)
}

fn extent(input: &mut Parser<'_>) -> Parsed<[SpecifiedLength; 2]> {
    if let Ok((width, height)) = input.try_parse(|input| one_of(input, &SHEETS)) {
        let points = |mm| SpecifiedLength::points(Pt::from_mm(mm).0);
        return Ok([points(width), points(height)]);
    }
    let width = length(input)?;
    let height = input.try_parse(length).unwrap_or(width);
    Ok([width, height])
}

impl PageSize {
    /// The size in points; `before` is what an earlier rule said.
    pub(crate) fn resolve(self, before: Extent, environment: &Environment) -> Extent {
        let em = environment.root_font_size;
        let points = |length: SpecifiedLength| length.resolve(em, em * 1.2, environment);
        let extent = match self.extent {
            Some([width, height]) => Extent {
                width: points(width),
                height: points(height),
            },
            None => before,
        };
        let (short, long) = (
            extent.width.min(extent.height),
            extent.width.max(extent.height),
        );
        bounded(match self.turned {
            Some(Turned::Portrait) => Extent {
                width: short,
                height: long,
            },
            Some(Turned::Landscape) => Extent {
                width: long,
                height: short,
            },
            None => extent,
        })
    }
}

fn bounded(extent: Extent) -> Extent {
    Extent {
        width: extent.width.max(SMALLEST).min(LARGEST),
        height: extent.height.max(SMALLEST).min(LARGEST),
    }
}

/// A page size as people write it: a sheet's name (`A5`, `letter`, with `landscape` or not), or width and height: `6x9in`, `148mm x 210mm`.
///
/// ```
/// use chapbook::style::page_size;
/// use chapbook::units::Pt;
/// assert_eq!(page_size("A5").unwrap().width, Pt::from_mm(148.0));
/// assert_eq!(page_size("6x9in").unwrap().height, Pt(648.0));
/// assert_eq!(page_size("148x210mm"), page_size("a5"));
/// assert_eq!(page_size("a5 landscape").unwrap().width, Pt::from_mm(210.0));
/// assert_eq!(page_size("large"), None);
/// ```
pub fn page_size(written: &str) -> Option<Extent> {
    let written = written.trim().to_ascii_lowercase().replace('×', "x");
    let css = match written.split_once('x') {
        Some((width, height))
            if width
                .trim()
                .starts_with(|c: char| c.is_ascii_digit() || c == '.') =>
        {
            pair_of_lengths(width.trim(), height.trim())
        }
        _ => written,
    };
    let mut input = Parser::new(&css);
    let size = input.parse_entirely(size).ok()?;
    let environment = Environment {
        root_font_size: crate::style::font::MEDIUM,
        page: PageStyle::default().size,
    };
    size.extent?;
    Some(size.resolve(PageStyle::default().size, &environment))
}

/// The unit may stand behind the second length alone.
fn pair_of_lengths(width: &str, height: &str) -> String {
    let unit = height.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
    let has_unit = width.ends_with(|c: char| c.is_ascii_alphabetic());
    let own = if has_unit { "" } else { unit };
    format!("{width}{own} {height}")
}

/// The pages behind `@page`: `:first`, `:left`, both, or several of them.
pub(crate) fn page_selectors(input: &mut Parser<'_>) -> Parsed<Vec<PageSelector>> {
    if input.is_exhausted() {
        return Ok(Vec::new());
    }
    input.parse_comma_separated(page_selector)
}

fn page_selector(input: &mut Parser<'_>) -> Parsed<PageSelector> {
    let mut selector = PageSelector::default();
    while let Ok(token) = input.next().cloned() {
        match token {
            Token::Colon => pseudo_page(input, &mut selector)?,
            Token::Ident(_) => selector.never = true,
            _ => return not_understood(),
        }
    }
    Ok(selector)
}

fn pseudo_page(input: &mut Parser<'_>, selector: &mut PageSelector) -> Parsed<()> {
    match input.next()?.clone() {
        Token::Ident(name) => match &*name.to_ascii_lowercase() {
            "first" => selector.first = true,
            "left" => selector.side = Some(PageSide::Left),
            "right" => selector.side = Some(PageSide::Right),
            _ => selector.never = true,
        },
        Token::Function(name) if name.eq_ignore_ascii_case("nth") => {
            selector.leaf = Some(input.parse_nested_block(leaf)?);
        }
        _ => return not_understood(),
    }
    Ok(())
}

/// What stands in the parentheses of `:nth()`.
fn leaf(input: &mut Parser<'_>) -> Parsed<Leaf> {
    one_of(input, &[("odd", Leaf::Recto), ("even", Leaf::Verso)])
}

/// The margin box of this at-rule's name.
pub(crate) fn margin_box(name: &str) -> Option<MarginBoxPlace> {
    Some(match name.to_ascii_lowercase().as_str() {
        "top-left" => MarginBoxPlace::TopLeft,
        "top-center" => MarginBoxPlace::TopCenter,
        "top-right" => MarginBoxPlace::TopRight,
        "bottom-left" => MarginBoxPlace::BottomLeft,
        "bottom-center" => MarginBoxPlace::BottomCenter,
        "bottom-right" => MarginBoxPlace::BottomRight,
        _ => return None,
    })
}

/// The rules for one kind of page, the weakest first; of each it is known whether it is an author's. What an author says of pages goes
/// before what the built-in sheet says of one side of them, else a plain `@page` could not change a running head. What is said of
/// openings stands until an author speaks of openings.
pub(crate) fn rules_for<'a>(rules: &[(bool, &'a PageRule)], page: PageKind) -> Vec<&'a PageRule> {
    let ranked = rules.iter().filter_map(|(is_authors, rule)| {
        let (of_first, of_side) = rule.specificity(page)?;
        Some(((of_first, *is_authors, of_side), *rule))
    });
    let mut applying: Vec<_> = ranked.collect();
    applying.sort_by_key(|(rank, _)| *rank);
    applying.into_iter().map(|(_, rule)| rule).collect()
}

/// The size that these rules give, from the weakest to the strongest.
pub(crate) fn size_of(rules: &[&PageRule], environment: &Environment) -> Extent {
    let start = PageStyle::default().size;
    let sizes = rules.iter().filter_map(|rule| rule.size);
    sizes.fold(start, |before, size| size.resolve(before, environment))
}

/// The page that these rules give, from the weakest to the strongest, on a sheet of the environment's size.
pub(crate) fn page_style(
    rules: &[&PageRule],
    root: &Cascaded,
    environment: &Environment,
) -> PageStyle {
    let own = rules.iter().flat_map(|rule| &rule.declared);
    let page = cascade(own, root, environment);
    PageStyle {
        size: environment.page,
        margin: margins(&page, environment.page),
        boxes: boxes(rules, &page, environment),
    }
}

fn cascade<'a>(
    declared: impl Iterator<Item = &'a (Declared, bool)> + Clone,
    parent: &Cascaded,
    environment: &Environment,
) -> Cascaded {
    let mut own = Cascaded::child_of(parent);
    let ordinary = declared.clone().filter(|(_, important)| !important);
    let important = declared.filter(|(_, important)| *important);
    own.apply_all(
        ordinary.chain(important).map(|(declared, _)| declared),
        parent,
        environment,
    );
    own.style.text_decoration = own.lines;
    own
}

/// Percentages are of the page's width and height (CSS Paged Media 3, section 5.2). A margin never takes the whole page.
fn margins(page: &Cascaded, size: Extent) -> Sides<Pt> {
    let margin = &page.style.margin;
    let resolve = |margin: Option<Length>, whole: Pt| match margin {
        Some(length) => length.resolve(whole).max(Pt::ZERO).min(whole * 0.45),
        None => Pt::ZERO,
    };
    Sides {
        top: resolve(margin.top, size.height),
        right: resolve(margin.right, size.width),
        bottom: resolve(margin.bottom, size.height),
        left: resolve(margin.left, size.width),
    }
}

/// Every margin box that says something, in the order of their places.
fn boxes(rules: &[&PageRule], page: &Cascaded, environment: &Environment) -> Vec<MarginBox> {
    const PLACES: [MarginBoxPlace; 6] = [
        MarginBoxPlace::TopLeft,
        MarginBoxPlace::TopCenter,
        MarginBoxPlace::TopRight,
        MarginBoxPlace::BottomLeft,
        MarginBoxPlace::BottomCenter,
        MarginBoxPlace::BottomRight,
    ];
    let of_place = |place: MarginBoxPlace| {
        let boxes = rules.iter().flat_map(|rule| &rule.boxes);
        let own = boxes.filter(move |(own, _)| *own == place);
        let style = cascade(own.flat_map(|(_, declared)| declared), page, environment);
        let content = style.content.0.clone()?;
        Some(MarginBox {
            place,
            content: content.iter().filter_map(margin_content).collect(),
            style: Arc::new(style.style),
        })
    };
    PLACES.into_iter().filter_map(of_place).collect()
}

/// What a margin box can say of it: named strings other than the titles say nothing.
pub(crate) fn margin_content(part: &ContentPart) -> Option<MarginBoxContent> {
    Some(match part {
        ContentPart::Text(text) => MarginBoxContent::Text(text.to_string()),
        ContentPart::Counter(name, _) if &**name == "page" => MarginBoxContent::PageNumber,
        ContentPart::Counter(name, _) if &**name == "pages" => MarginBoxContent::PageCount,
        ContentPart::Named(name) if &**name == "book-title" => MarginBoxContent::BookTitle,
        ContentPart::Named(name) if &**name == "part-title" => MarginBoxContent::PartTitle,
        ContentPart::Named(name) if &**name == "chapter-title" => MarginBoxContent::ChapterTitle,
        _ => return None,
    })
}
