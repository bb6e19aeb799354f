//! The words that properties take, and the few values that are a word or something else.

use crate::style::computed::{
    BorderStyle, BoxBreak, BreakInside, Display, Float, Hyphens, LineStyle, ListMarker, TextAlign,
    TextTransform, VerticalAlign, WhiteSpace,
};
use crate::style::length::{
    LengthOrPart, SpecifiedLength, clamped, is_next, length_or_part, non_negative_length,
};
use crate::style::property::Cascaded;
use crate::style::value::{
    Environment, Keyword, Parsed, Specified, as_written, keyword, keywords, not_understood, one_of,
};
use cssparser::Parser;
use std::sync::Arc;

keywords!(Display {
    "block" => Display::Block,
    "flow-root" => Display::Block,
    "inline" => Display::Inline,
    "inline-block" => Display::InlineBlock,
    "list-item" => Display::ListItem,
    "table" => Display::Table,
    "table-row-group" => Display::TableRowGroup,
    "table-header-group" => Display::TableHeaderGroup,
    "table-footer-group" => Display::TableFooterGroup,
    "table-row" => Display::TableRow,
    "table-cell" => Display::TableCell,
    "table-caption" => Display::TableCaption,
    "table-column-group" => Display::TableColumnGroup,
    "table-column" => Display::TableColumn,
    "ruby" => Display::Ruby,
    "ruby-text" => Display::RubyText,
    "none" => Display::None,
});

keywords!(Float {
    "none" => Float::None,
    "left" => Float::Left,
    "right" => Float::Right,
});

keywords!(TextAlign {
    "start" => TextAlign::Start,
    "end" => TextAlign::End,
    "left" => TextAlign::Left,
    "right" => TextAlign::Right,
    "center" => TextAlign::Center,
    "justify" => TextAlign::Justify,
});

keywords!(TextTransform {
    "none" => TextTransform::None,
    "uppercase" => TextTransform::Uppercase,
    "lowercase" => TextTransform::Lowercase,
    "capitalize" => TextTransform::Capitalize,
});

keywords!(WhiteSpace {
    "normal" => WhiteSpace::Normal,
    "nowrap" => WhiteSpace::NoWrap,
    "pre" => WhiteSpace::Pre,
    "pre-wrap" => WhiteSpace::PreWrap,
    "break-spaces" => WhiteSpace::PreWrap,
    "pre-line" => WhiteSpace::PreLine,
});

keywords!(Hyphens {
    "none" => Hyphens::None,
    "manual" => Hyphens::Manual,
    "auto" => Hyphens::Auto,
});

// What stands out or in is drawn as a plain line.
keywords!(BorderStyle {
    "none" => BorderStyle::None,
    "hidden" => BorderStyle::None,
    "solid" => BorderStyle::Solid,
    "dashed" => BorderStyle::Dashed,
    "dotted" => BorderStyle::Dotted,
    "double" => BorderStyle::Double,
    "groove" => BorderStyle::Solid,
    "ridge" => BorderStyle::Solid,
    "inset" => BorderStyle::Solid,
    "outset" => BorderStyle::Solid,
});

// `always` and the names with `page` are from `page-break-before` and `break-before` alike (CSS Fragmentation 3, section 3.4).
keywords!(BoxBreak {
    "auto" => BoxBreak::Auto,
    "avoid" => BoxBreak::Avoid,
    "avoid-page" => BoxBreak::Avoid,
    "page" => BoxBreak::Page,
    "always" => BoxBreak::Page,
    "left" => BoxBreak::Left,
    "verso" => BoxBreak::Left,
    "right" => BoxBreak::Right,
    "recto" => BoxBreak::Right,
    "column" => BoxBreak::Auto,
    "avoid-column" => BoxBreak::Auto,
});

keywords!(BreakInside {
    "auto" => BreakInside::Auto,
    "avoid" => BreakInside::Avoid,
    "avoid-page" => BreakInside::Avoid,
    "avoid-column" => BreakInside::Auto,
});

as_written!(Option<TextAlign>, LineStyle, ListMarker);

/// `direction`: does the text run to the left?
pub(crate) fn direction(input: &mut Parser<'_>) -> Parsed<bool> {
    one_of(input, &[("ltr", false), ("rtl", true)])
}

/// `overflow-wrap`: may words break anywhere?
pub(crate) fn overflow_wrap(input: &mut Parser<'_>) -> Parsed<bool> {
    let words = [("normal", false), ("break-word", true), ("anywhere", true)];
    one_of(input, &words)
}

/// `list-style-position`: does the marker stand in the text?
pub(crate) fn list_position(input: &mut Parser<'_>) -> Parsed<bool> {
    one_of(input, &[("outside", false), ("inside", true)])
}

/// `border-collapse`
pub(crate) fn border_collapse(input: &mut Parser<'_>) -> Parsed<bool> {
    one_of(input, &[("separate", false), ("collapse", true)])
}

/// `text-align-last`: `auto` is as the rest of the paragraph.
pub(crate) fn align_last(input: &mut Parser<'_>) -> Parsed<Option<TextAlign>> {
    if is_next(input, "auto") {
        return Ok(None);
    }
    keyword(input).map(Some)
}

/// `thin`, `medium`, `thick` or a length.
pub(crate) fn border_width(input: &mut Parser<'_>) -> Parsed<SpecifiedLength> {
    let words = [("thin", 0.75), ("medium", 2.25), ("thick", 3.75)];
    if let Ok(width) = input.try_parse(|input| one_of(input, &words)) {
        return Ok(SpecifiedLength::points(width));
    }
    non_negative_length(input)
}

/// `text-decoration-line`: one or more lines.
pub(crate) fn text_lines(input: &mut Parser<'_>) -> Parsed<LineStyle> {
    let mut lines = LineStyle::default();
    if is_next(input, "none") {
        return Ok(lines);
    }
    loop {
        match &*input.expect_ident()?.to_ascii_lowercase() {
            "underline" => lines.underline = true,
            "line-through" => lines.line_through = true,
            "overline" => lines.overline = true,
            _ => return not_understood(),
        }
        let state = input.state();
        let goes_on = input.expect_ident().is_ok_and(|word| is_line(word));
        input.reset(&state);
        if !goes_on {
            return Ok(lines);
        }
    }
}

fn is_line(word: &str) -> bool {
    let lines = ["underline", "line-through", "overline"];
    lines.iter().any(|line| word.eq_ignore_ascii_case(line))
}

impl Keyword for ListMarker {
    const WORDS: &'static [(&'static str, ListMarker)] = &[
        ("disc", ListMarker::Disc),
        ("circle", ListMarker::Circle),
        ("square", ListMarker::Square),
        ("decimal", ListMarker::Decimal),
        ("lower-alpha", ListMarker::LowerAlpha),
        ("lower-latin", ListMarker::LowerAlpha),
        ("upper-alpha", ListMarker::UpperAlpha),
        ("upper-latin", ListMarker::UpperAlpha),
        ("lower-roman", ListMarker::LowerRoman),
        ("upper-roman", ListMarker::UpperRoman),
        ("none", ListMarker::None),
    ];
}

/// `list-style-type`: a word or a string.
pub(crate) fn list_marker(input: &mut Parser<'_>) -> Parsed<ListMarker> {
    if let Ok(text) = input.try_parse(|input| input.expect_string_cloned()) {
        return Ok(ListMarker::Text(Arc::from(&*text)));
    }
    keyword(input)
}

/// `vertical-align` as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum SpecifiedVerticalAlign {
    /// A word.
    Word(VerticalAlign),
    /// A length, or a part of the line's height.
    Raised(LengthOrPart),
}

impl Specified for SpecifiedVerticalAlign {
    type Computed = VerticalAlign;
    fn compute(&self, own: &Cascaded, environment: &Environment) -> VerticalAlign {
        let length = match self {
            SpecifiedVerticalAlign::Word(word) => return *word,
            SpecifiedVerticalAlign::Raised(LengthOrPart::Fixed(length)) => {
                length.compute(own, environment)
            }
            SpecifiedVerticalAlign::Raised(LengthOrPart::Part(part)) => {
                clamped(own.line_height.resolve(own.style.font_size).0 * part)
            }
        };
        VerticalAlign::Raised(length)
    }
}

/// `vertical-align`: a word, or how far it is raised.
pub(crate) fn vertical_align(input: &mut Parser<'_>) -> Parsed<SpecifiedVerticalAlign> {
    let words = [
        ("baseline", VerticalAlign::Baseline),
        ("sub", VerticalAlign::Sub),
        ("super", VerticalAlign::Super),
        ("top", VerticalAlign::Top),
        ("text-top", VerticalAlign::Top),
        ("middle", VerticalAlign::Middle),
        ("bottom", VerticalAlign::Bottom),
        ("text-bottom", VerticalAlign::Bottom),
    ];
    if let Ok(word) = input.try_parse(|input| one_of(input, &words)) {
        return Ok(SpecifiedVerticalAlign::Word(word));
    }
    length_or_part(input).map(SpecifiedVerticalAlign::Raised)
}
