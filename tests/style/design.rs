//! The design: what a page must be for a book designer to sign it.

use crate::{node, stylesheet, tree};
use chapbook::style::{BoxBreak, ComputedStyle, Length, page_size};
use chapbook::units::Pt;
use std::sync::Arc;

/// Libertinus Serif's mean character in English text, in parts of its size, spaces counted.
const MEAN_CHARACTER: f32 = 0.415;

const CHAPTER: &str = r#"
<section class="chapter">
  <header class="chapter-title"><h1 id="h1">Title</h1></header>
  <p id="first">One</p><p id="second">Two</p>
  <h2 id="h2">Head</h2><p id="after">Three</p>
  <ul><li>Item</li></ul><p id="after-list">Four</p>
  <pre><code id="code">code</code></pre>
</section>"#;

fn base(id: &str) -> Arc<ComputedStyle> {
    let tree = tree(CHAPTER);
    let table = stylesheet("").compute(&tree, "en");
    table.of(node(&tree, id)).clone()
}

#[test]
fn a_line_holds_about_sixty_six_letters_on_every_sheet() {
    for name in [
        "A4",
        "A5",
        "letter",
        "6x9in",
        "B5",
        "A6",
        "A3",
        "royal",
        "A4 landscape",
    ] {
        let mut sheet = stylesheet("");
        sheet.set_page_size(page_size(name).unwrap());
        let page = sheet.page(false);
        let tree = tree(CHAPTER);
        let size = sheet
            .compute(&tree, "en")
            .of(node(&tree, "first"))
            .font_size;
        let measure = page.size.width - page.margin.left - page.margin.right;
        let letters = measure.0 / (size.0 * MEAN_CHARACTER);
        assert!((55.0..=76.0).contains(&letters), "{name}: {letters}");
    }
}

#[test]
fn the_type_area_holds_whole_lines() {
    for name in ["A4", "A5"] {
        let mut sheet = stylesheet("");
        sheet.set_page_size(page_size(name).unwrap());
        let page = sheet.page(false);
        let tree = tree(CHAPTER);
        let line = sheet
            .compute(&tree, "en")
            .of(node(&tree, "first"))
            .line_height;
        let lines = (page.size.height - page.margin.top - page.margin.bottom) / line;
        assert!(lines.fract() < 0.08, "{name}: {lines}");
    }
}

#[test]
fn only_a_paragraph_after_a_paragraph_is_indented() {
    let indent = |id: &str| base(id).text_indent;
    assert_eq!(indent("first"), Length::Fixed(Pt::ZERO));
    assert_eq!(indent("second"), Length::Fixed(Pt(11.0 * 1.4)));
    assert_eq!(indent("after"), Length::Fixed(Pt::ZERO));
    assert_eq!(indent("after-list"), Length::Fixed(Pt::ZERO));
}

#[test]
fn headings_are_kept_with_what_they_head() {
    assert_eq!(base("h2").break_after, BoxBreak::Avoid);
    assert_eq!(base("h2").hyphens, chapbook::style::Hyphens::None);
}

#[test]
fn code_is_as_high_as_the_text_around_it() {
    let code = base("code");
    assert_eq!(&*code.font_family[0], "DejaVu Sans Mono");
    let x_height = code.font_size.0 * 0.547;
    assert!((x_height - 11.0 * 0.429).abs() < 0.3, "{x_height}");
}
