//! Pages and media: size, margins, heads and feet, and what holds on which page.

use crate::{computed, stylesheet};
use chapbook::document::Direction::{LeftToRight, RightToLeft};
use chapbook::style::{MarginBoxContent, MarginBoxPlace, PageSide, page_size};
use chapbook::units::{Pt, Size};

fn millimetres(size: Size) -> (f32, f32) {
    let mm = |length: Pt| (length.0 * 25.4 / 72.0 * 10.0).round() / 10.0;
    (mm(size.width), mm(size.height))
}

#[test]
fn sizes() {
    let size = |written: &str| {
        let sheet = stylesheet(&format!("@page {{ size: {written} }}"));
        millimetres(sheet.page(false).size)
    };
    assert_eq!(size("A5"), (148.0, 210.0));
    assert_eq!(size("letter"), (215.9, 279.4));
    assert_eq!(size("a4 landscape"), (297.0, 210.0));
    assert_eq!(size("landscape"), (297.0, 210.0));
    assert_eq!(size("6in 9in"), (152.4, 228.6));
    assert_eq!(size("120mm"), (120.0, 120.0));
    assert_eq!(size("auto"), (210.0, 297.0));
    assert_eq!(size("1mm"), (40.0, 40.0));
}

#[test]
fn the_user_chooses_the_size_over_the_stylesheet() {
    let mut sheet = stylesheet("@page { size: A3 }");
    sheet.set_page_size(page_size("6x9in").unwrap());
    assert_eq!(millimetres(sheet.page(false).size), (152.4, 228.6));
}

#[test]
fn page_sizes_as_people_write_them() {
    let size = |written: &str| page_size(written).map(millimetres);
    assert_eq!(size(" A4 "), Some((210.0, 297.0)));
    assert_eq!(size("148mm x 210mm"), Some((148.0, 210.0)));
    assert_eq!(size("5.5×8.5in"), Some((139.7, 215.9)));
    assert_eq!(size("400pt 500pt"), Some((141.1, 176.4)));
    assert_eq!(size("executive"), Some((184.2, 266.7)));
    for wrong in ["", "A44", "6x9", "portrait", "6x9parsec", "-6x9in", "auto"] {
        assert_eq!(size(wrong), None, "{wrong}");
    }
}

#[test]
fn margins_are_lengths_or_parts_of_the_page() {
    let page = stylesheet("@page { size: 400pt 600pt; margin: 10% 1in 2em 20pt }").page(false);
    let margin = page.margin;
    assert_eq!((margin.top, margin.right), (Pt(60.0), Pt(72.0)));
    assert_eq!(margin.left, Pt(20.0));
    assert!(margin.bottom.0 > 15.0);
}

#[test]
fn first_left_and_right_pages() {
    let sheet = stylesheet(
        "@page { margin: 10pt } @page :first { margin-top: 40pt } @page :left { margin-left: 20pt } @page :right { margin-right: 20pt }",
    );
    assert_eq!(sheet.page(true).margin.top, Pt(40.0));
    assert_eq!(sheet.page(false).margin.top, Pt(10.0));
    assert_eq!(sheet.page(false).margin.left, Pt(10.0));
    assert_eq!(
        sheet
            .page_on(false, PageSide::Left, LeftToRight)
            .margin
            .left,
        Pt(20.0)
    );
    assert_eq!(
        sheet
            .page_on(true, PageSide::Right, LeftToRight)
            .margin
            .right,
        Pt(20.0)
    );
}

#[test]
fn even_pages_are_known_by_their_number_and_lie_where_the_book_is_read_to() {
    let sheet =
        stylesheet("@page :nth(even) { margin-top: 30pt } @page :nth(odd) { margin-top: 20pt }");
    let top = |side, direction| sheet.page_on(false, side, direction).margin.top;
    assert_eq!(top(PageSide::Left, LeftToRight), Pt(30.0));
    assert_eq!(top(PageSide::Left, RightToLeft), Pt(20.0));
    assert_eq!(top(PageSide::Right, RightToLeft), Pt(30.0));
}

#[test]
fn an_authors_page_goes_before_what_the_design_says_of_one_side() {
    let said = |css: &str, first: bool| {
        let boxes = stylesheet(css)
            .page_on(first, PageSide::Left, LeftToRight)
            .boxes;
        let of_top = boxes
            .into_iter()
            .find(|own| own.place == MarginBoxPlace::TopCenter);
        of_top.map(|own| own.content)
    };
    let mine = "@page { @top-center { content: 'Mine' } }";
    assert_eq!(said("", false), Some(vec![MarginBoxContent::PartTitle]));
    assert_eq!(
        said(mine, false),
        Some(vec![MarginBoxContent::Text("Mine".into())])
    );
    assert_eq!(
        said(mine, true),
        None,
        "openings have no head until it is asked for"
    );
    let margins = |css: &str| {
        stylesheet(css)
            .page_on(false, PageSide::Left, LeftToRight)
            .margin
    };
    assert_eq!(margins("@page { size: A5; margin: 40pt }").left, Pt(40.0));
    assert_ne!(
        margins("@page { size: A5 }").left,
        margins("@page { size: A5 }").right
    );
}

#[test]
fn heads_and_feet() {
    let sheet = stylesheet(
        "@page { font-style: normal;
            @top-center { content: none }
            @top-right { content: string(book-title) ' · ' string(chapter-title); font-size: 7pt }
            @bottom-center { content: counter(page) ' of ' counter(pages) } }",
    );
    let boxes = sheet.page(false).boxes;
    let said: Vec<_> = boxes
        .iter()
        .map(|own| (own.place, own.content.clone()))
        .collect();
    use MarginBoxContent::{BookTitle, ChapterTitle, PageCount, PageNumber, Text};
    assert_eq!(
        said,
        [
            (
                MarginBoxPlace::TopRight,
                vec![BookTitle, Text(" · ".into()), ChapterTitle]
            ),
            (
                MarginBoxPlace::BottomCenter,
                vec![PageNumber, Text(" of ".into()), PageCount]
            ),
        ]
    );
    assert_eq!(boxes[0].style.font_size, Pt(7.0));
    assert_eq!(&*boxes[0].style.font_family[0], "Libertinus Serif");
}

#[test]
fn the_opening_page_has_no_head() {
    let sheet = stylesheet("");
    let places = |first: bool| -> Vec<MarginBoxPlace> {
        let boxes = sheet.page(first).boxes;
        boxes.iter().map(|own| own.place).collect()
    };
    assert_eq!(
        places(false),
        [MarginBoxPlace::TopCenter, MarginBoxPlace::BottomCenter]
    );
    assert_eq!(places(true), [MarginBoxPlace::BottomCenter]);
}

/// Does this rule hold for the PDF, on A4?
fn holds(rule: &str) -> bool {
    let css = format!("@page {{ size: A4 }} {rule} {{ p {{ widows: 9 }} }}");
    let (tree, table) = computed(&css, "<p>Text</p>");
    table.of(tree.root()).widows == 9
}

#[test]
fn media() {
    assert!(holds("@media print"));
    assert!(holds("@media all"));
    assert!(holds("@media screen, print"));
    assert!(holds("@media not screen"));
    assert!(holds("@media print and (min-width: 20cm)"));
    assert!(holds("@media (max-height: 300mm)"));
    assert!(holds("@media (orientation: portrait)"));
    assert!(holds("@media (prefers-color-scheme: light)"));
    assert!(!holds("@media screen"));
    assert!(!holds("@media amzn-kf8"));
    assert!(!holds("@media not print"));
    assert!(!holds("@media print and (min-width: 22cm)"));
    assert!(!holds("@media (prefers-color-scheme: dark)"));
    assert!(!holds("@media print and (hover: hover)"));
}

#[test]
fn supports() {
    assert!(holds("@supports (display: block)"));
    assert!(holds(
        "@supports (display: block) and (not (display: grid))"
    ));
    assert!(holds("@supports (display: grid) or (hyphens: auto)"));
    assert!(holds("@supports selector(p > em)"));
    assert!(!holds("@supports (display: grid)"));
    assert!(!holds("@supports not (hyphens: auto)"));
    assert!(!holds("@supports selector(p:has(em))"));
}

#[test]
fn media_queries_ask_for_the_size_the_user_chose() {
    let css = "@media print and (max-width: 150mm) { p { widows: 9 } }";
    let tree = crate::tree("<p>Text</p>");
    let mut sheet = stylesheet(css);
    assert_eq!(sheet.compute(&tree, "en").of(tree.root()).widows, 2);
    sheet.set_page_size(page_size("A5").unwrap());
    assert_eq!(sheet.compute(&tree, "en").of(tree.root()).widows, 9);
}
