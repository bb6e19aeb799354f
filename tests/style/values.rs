//! Values: what is written, and what layout gets.

use crate::{declared, style};
use chapbook::style::{
    BorderStyle, BoxBreak, BreakInside, Display, FontSlant, Hyphens, Length, LineStyle, ListMarker,
    Size, TextAlign, TextTransform, VerticalAlign, WhiteSpace,
};
use chapbook::units::{Colour, Pt};

/// The left margin in points, where the font size is 10 points and the page 600 wide.
fn points(written: &str) -> Option<f32> {
    let css = format!(
        "@page {{ size: 600pt 800pt }} html {{ font-size: 8pt; line-height: 1.5 }} #it {{ font-size: 10pt; margin: 0 0 0 {written} }}"
    );
    match style(&css, r#"<p id="it"/>"#).margin.left {
        Some(Length::Fixed(length)) => Some((length.0 * 100.0).round() / 100.0),
        Some(Length::Part(part)) => Some(part),
        None => None,
    }
}

#[test]
fn lengths_come_out_in_points() {
    assert_eq!(points("7pt"), Some(7.0));
    assert_eq!(points("16px"), Some(12.0));
    assert_eq!(points("25.4mm"), Some(72.0));
    assert_eq!(points("2.54cm"), Some(72.0));
    assert_eq!(points("101.6Q"), Some(72.0));
    assert_eq!(points("1in"), Some(72.0));
    assert_eq!(points("1pc"), Some(12.0));
    assert_eq!(points("2em"), Some(20.0));
    assert_eq!(points("2rem"), Some(16.0));
    assert_eq!(points("2ex"), Some(10.0));
    assert_eq!(points("2ch"), Some(10.0));
    assert_eq!(points("2lh"), Some(30.0));
    assert_eq!(points("1vw"), Some(6.0));
    assert_eq!(points("1vh"), Some(8.0));
    assert_eq!(points("-2pt"), Some(-2.0));
    assert_eq!(points("0"), Some(0.0));
    assert_eq!(points("50%"), Some(0.5));
    assert_eq!(points("auto"), None);
}

#[test]
fn sums_are_done() {
    assert_eq!(points("calc(1em + 2pt)"), Some(12.0));
    assert_eq!(points("calc(2 * (1em - 2pt) / 4)"), Some(4.0));
    assert_eq!(points("calc(10% * 2)"), Some(0.2));
    // What can't be known before the page is laid out is not understood.
    assert_eq!(points("calc(100% - 2em)"), Some(0.0));
    assert_eq!(points("calc(1em / 0)"), Some(0.0));
}

#[test]
fn numbers_beyond_measure_are_cut() {
    assert_eq!(points("1e999pt"), Some(100_000.0));
    assert_eq!(points("-1e999mm"), Some(-100_000.0));
    assert_eq!(declared("font-size: 1e30em").font_size, Pt(2000.0));
    assert!(declared("line-height: 1e38").line_height.0.is_finite());
    assert_eq!(declared("widows: 99999999").widows, u16::MAX);
}

#[test]
fn colours() {
    let colour = |written: &str| {
        let Colour { red, green, blue } = declared(&format!("color: {written}")).colour;
        [red, green, blue]
    };
    assert_eq!(colour("RebeccaPurple"), [0x66, 0x33, 0x99]);
    assert_eq!(colour("#abc"), [0xaa, 0xbb, 0xcc]);
    assert_eq!(colour("#1d3c6a"), [0x1d, 0x3c, 0x6a]);
    assert_eq!(colour("rgb(1, 2, 300)"), [1, 2, 255]);
    assert_eq!(colour("rgb(100% 0% 50%)"), [255, 0, 128]);
    assert_eq!(colour("hsl(120, 100%, 25%)"), [0, 128, 0]);
    assert_eq!(colour("hsl(0.5turn 100% 50%)"), [0, 255, 255]);
    assert_eq!(colour("rgba(0, 0, 0, 0.2)"), [204, 204, 204]);
    assert_eq!(colour("currentColor"), [0, 0, 0]);
    assert_eq!(declared("background: transparent").background, None);
    assert_eq!(
        declared("background: white").background,
        Some(Colour::WHITE)
    );
}

#[test]
fn a_line_height_without_a_unit_is_inherited_as_a_factor() {
    let inner = |height: &str| {
        let css = format!(
            "blockquote {{ font-size: 10pt; line-height: {height} }} #it {{ font-size: 20pt }}"
        );
        style(
            &css,
            r#"<section><blockquote><p id="it"/></blockquote></section>"#,
        )
        .line_height
    };
    assert_eq!(inner("1.5"), Pt(30.0));
    assert_eq!(inner("150%"), Pt(15.0));
    assert_eq!(inner("1.5em"), Pt(15.0));
    assert_eq!(inner("18pt"), Pt(18.0));
}

#[test]
fn font_sizes_and_weights_go_by_the_parents() {
    let inner = |size: &str| {
        let css = format!("blockquote {{ font-size: 10pt; font-weight: 700 }} #it {{ {size} }}");
        style(
            &css,
            r#"<section><blockquote><p id="it"/></blockquote></section>"#,
        )
    };
    assert_eq!(inner("font-size: 150%").font_size, Pt(15.0));
    assert_eq!(inner("font-size: larger").font_size, Pt(12.0));
    assert_eq!(inner("font-size: smaller").font_size, Pt(10.0 / 1.2));
    assert_eq!(inner("font-size: large").font_size, Pt(12.0));
    assert_eq!(inner("font-weight: bolder").font_weight, 900);
    assert_eq!(inner("font-weight: lighter").font_weight, 400);
}

#[test]
fn fonts() {
    let style =
        declared(r#"font: italic small-caps bold 12pt/1.5 "Gill Sans", Helvetica Neue, serif"#);
    assert_eq!(style.font_slant, FontSlant::Italic);
    assert!(style.small_caps);
    assert_eq!(style.font_weight, 700);
    assert_eq!(style.font_size, Pt(12.0));
    assert_eq!(style.line_height, Pt(18.0));
    let names: Vec<&str> = style.font_family.iter().map(|name| &**name).collect();
    assert_eq!(names, ["Gill Sans", "Helvetica Neue", "serif"]);
}

#[test]
fn features_of_fonts() {
    let features = |written: &str| declared(written).font_features.to_vec();
    assert_eq!(
        features("font-variant: oldstyle-nums no-common-ligatures"),
        [(*b"liga", 0), (*b"clig", 0), (*b"onum", 1)]
    );
    assert_eq!(
        features(
            r#"font-variant-numeric: normal; font-feature-settings: "ss02", "kern" off, "salt" 2"#
        ),
        [(*b"ss02", 1), (*b"kern", 0), (*b"salt", 2)]
    );
    assert!(declared("font-variant: small-caps").small_caps);
}

#[test]
fn one_to_four_sides() {
    let sides = |written: &str| {
        let padding = declared(&format!("padding: {written}")).padding;
        [padding.top, padding.right, padding.bottom, padding.left].map(|side| match side {
            Length::Fixed(length) => length.0,
            Length::Part(part) => part,
        })
    };
    assert_eq!(sides("1pt"), [1.0, 1.0, 1.0, 1.0]);
    assert_eq!(sides("1pt 2pt"), [1.0, 2.0, 1.0, 2.0]);
    assert_eq!(sides("1pt 2pt 3pt"), [1.0, 2.0, 3.0, 2.0]);
    assert_eq!(sides("1pt 2pt 3pt 4pt"), [1.0, 2.0, 3.0, 4.0]);
    assert_eq!(sides("-1pt"), [0.0; 4]);
}

#[test]
fn borders() {
    let border = declared("color: red; border-left: 2pt solid").border.left;
    let red = Colour {
        red: 255,
        green: 0,
        blue: 0,
    };
    assert_eq!(
        (border.width, border.style, border.colour),
        (Pt(2.0), BorderStyle::Solid, red)
    );
    // Without a style there is no border, and without a width a medium one.
    assert_eq!(declared("border: 2pt").border.top.width, Pt::ZERO);
    assert_eq!(declared("border-style: dotted").border.top.width, Pt(2.25));
    assert_eq!(
        declared("border: thin dashed gray").border.top.width,
        Pt(0.75)
    );
}

#[test]
fn sides_follow_the_texts_direction() {
    let (left, right) = (
        declared("padding-inline-start: 3pt"),
        declared("direction: rtl; padding-inline-start: 3pt; margin-inline: 1pt 2pt"),
    );
    assert_eq!(left.padding.left, Length::Fixed(Pt(3.0)));
    assert_eq!(right.padding.left, Length::Fixed(Pt::ZERO));
    assert_eq!(right.padding.right, Length::Fixed(Pt(3.0)));
    assert_eq!(right.margin.right, Some(Length::Fixed(Pt(1.0))));
    assert_eq!(right.margin.left, Some(Length::Fixed(Pt(2.0))));
}

#[test]
fn text() {
    let style = declared(
        "text-align: justify; text-align-last: center; text-indent: 2em; text-transform: uppercase; \
         letter-spacing: 1pt; word-spacing: normal; white-space: pre-wrap; overflow-wrap: anywhere; \
         hyphens: none; tab-size: 4; vertical-align: super; text-decoration: underline line-through",
    );
    assert_eq!(style.text_align, TextAlign::Justify);
    assert_eq!(style.text_align_last, Some(TextAlign::Center));
    assert_eq!(style.text_indent, Length::Fixed(Pt(22.0)));
    assert_eq!(style.text_transform, TextTransform::Uppercase);
    assert_eq!(style.letter_spacing, Pt(1.0));
    assert_eq!(style.white_space, WhiteSpace::PreWrap);
    assert!(style.break_words);
    assert_eq!(style.hyphens, Hyphens::None);
    assert_eq!(style.tab_size, 4);
    assert_eq!(style.vertical_align, VerticalAlign::Super);
    let lines = LineStyle {
        underline: true,
        line_through: true,
        overline: false,
    };
    assert_eq!(style.text_decoration, lines);
    assert_eq!(
        declared("vertical-align: 0.5em").vertical_align,
        VerticalAlign::Raised(Pt(5.5))
    );
}

#[test]
fn lines_along_the_text_go_through_what_is_inside() {
    let css = "del { text-decoration: line-through } em { text-decoration: underline }";
    let inner = style(css, r#"<p><del>a <em id="it">b</em></del></p>"#);
    assert!(inner.text_decoration.line_through && inner.text_decoration.underline);
}

#[test]
fn what_stands_in_raised_text_is_raised() {
    let inner = style("", r#"<p>note<sup><a id="it">1</a></sup></p>"#);
    assert_eq!(inner.vertical_align, VerticalAlign::Super);
    let cell = style("", r#"<table><tr><td><em id="it">1</em></td></tr></table>"#);
    assert_eq!(cell.vertical_align, VerticalAlign::Baseline);
}

#[test]
fn boxes_lists_and_breaks() {
    let style = declared(
        "display: list-item; width: 50%; height: auto; max-width: none; min-height: 3pt; list-style: inside upper-roman; \
         border-collapse: collapse; page-break-before: always; break-after: avoid; page-break-inside: avoid; widows: 3; orphans: 4",
    );
    assert_eq!(style.display, Display::ListItem);
    assert_eq!(style.width, Size::Given(Length::Part(0.5)));
    assert_eq!((style.height, style.max_width), (Size::Auto, None));
    assert_eq!(style.min_height, Length::Fixed(Pt(3.0)));
    assert_eq!(style.list_marker, ListMarker::UpperRoman);
    assert!(style.list_marker_inside && style.collapse_borders);
    assert_eq!(style.break_before, BoxBreak::Page);
    assert_eq!(style.break_after, BoxBreak::Avoid);
    assert_eq!(style.break_inside, BreakInside::Avoid);
    assert_eq!((style.widows, style.orphans), (3, 4));
    assert_eq!(
        declared("list-style-type: '– '").list_marker,
        ListMarker::Text("– ".into())
    );
}

#[test]
fn words_that_every_property_takes() {
    let inner = |declarations: &str| {
        let css = format!(
            "blockquote {{ margin-left: 7pt; color: red; text-indent: 7pt }} #it {{ {declarations} }}"
        );
        style(
            &css,
            r#"<section><blockquote><div id="it"/></blockquote></section>"#,
        )
    };
    let left = |style: &chapbook::style::ComputedStyle| style.margin.left;
    assert_eq!(
        left(&inner("margin: inherit")),
        Some(Length::Fixed(Pt(7.0)))
    );
    assert_eq!(left(&inner("margin: unset")), Some(Length::Fixed(Pt(0.0))));
    assert_eq!(inner("color: initial").colour, Colour::BLACK);
    assert_eq!(
        inner("text-indent: unset").text_indent,
        Length::Fixed(Pt(7.0))
    );
}
