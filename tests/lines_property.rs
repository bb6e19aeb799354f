//! Any text can be set: nothing panics, nothing is lost, and no line is wider than its measure.

use chapbook::pdf::fonts::FontLibrary;
use chapbook::pdf::line::{Line, LineItemKind, Piece};
use chapbook::pdf::lines;
use chapbook::pdf::page::Tag;
use chapbook::pdf::shape::Shaper;
use chapbook::style::{ComputedStyle, Hyphens, TextAlign, WhiteSpace};
use chapbook::units::Pt;
use proptest::prelude::*;
use std::sync::Arc;

fn pieces(texts: &[String], style: &ComputedStyle) -> Vec<Piece> {
    let style = Arc::new(style.clone());
    let piece = |text: &String| Piece::Text {
        text: text.clone(),
        style: Arc::clone(&style),
        tag: Tag::Layout,
        link: None,
    };
    texts.iter().map(piece).collect()
}

fn set(texts: &[String], measure: f32, style: &ComputedStyle) -> Vec<Line> {
    let fonts = FontLibrary::bundled();
    lines::set(
        &pieces(texts, style),
        Pt(measure),
        style,
        &mut Shaper::new(&fonts),
    )
}

/// What is read from the lines, in the order they are read: by cluster.
fn read(lines: &[Line]) -> Vec<char> {
    let mut out = Vec::new();
    for line in lines {
        let mut clusters: Vec<(u32, String)> = Vec::new();
        for item in &line.items {
            match &item.kind {
                LineItemKind::Glyphs(_, run) if run.actual_text.is_none() => {
                    let read = |glyph| run.text_of(glyph).to_owned();
                    clusters.extend(
                        run.glyphs
                            .iter()
                            .map(|glyph| (glyph.cluster_start, read(glyph))),
                    );
                }
                LineItemKind::Uncovered(_, character) => out.push(*character),
                _ => {}
            }
        }
        clusters.sort_by_key(|cluster| cluster.0);
        out.extend(clusters.iter().flat_map(|cluster| cluster.1.chars()));
    }
    out
}

/// The characters that must be read again: all but white space and what has no ink.
fn inked(characters: impl IntoIterator<Item = char>) -> Vec<char> {
    let mut kept: Vec<char> = characters
        .into_iter()
        .filter(|c| c.is_alphanumeric() || c.is_ascii_punctuation())
        .collect();
    kept.sort_unstable();
    kept
}

fn styles() -> impl Strategy<Value = ComputedStyle> {
    let aligns = prop_oneof![
        Just(TextAlign::Justify),
        Just(TextAlign::Start),
        Just(TextAlign::Center),
        Just(TextAlign::End)
    ];
    let spaces = prop_oneof![
        Just(WhiteSpace::Normal),
        Just(WhiteSpace::PreWrap),
        Just(WhiteSpace::PreLine),
        Just(WhiteSpace::NoWrap)
    ];
    let hyphens = prop_oneof![Just(Hyphens::Auto), Just(Hyphens::Manual)];
    (aligns, spaces, hyphens, any::<bool>(), -0.5_f32..2.0).prop_map(
        |(text_align, white_space, hyphens, right_to_left, spacing)| ComputedStyle {
            text_align,
            white_space,
            hyphens,
            right_to_left,
            letter_spacing: Pt(if spacing > 0.0 { spacing } else { 0.0 }),
            ..ComputedStyle::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_text_is_set_whole(
        texts in prop::collection::vec("\\PC{0,80}", 0..4),
        measure in 1.0_f32..400.0,
        style in styles(),
    ) {
        let lines = set(&texts, measure, &style);
        prop_assert_eq!(inked(read(&lines)), inked(texts.concat().chars()));
    }

    #[test]
    fn lines_of_words_are_no_wider_than_the_measure(
        texts in prop::collection::vec("([a-z]{1,30}[ ,.-]){0,20}", 1..3),
        measure in 60.0_f32..400.0,
        style in styles(),
    ) {
        for line in set(&texts, measure, &style) {
            prop_assert!(line.width.0 <= measure + 0.6, "{} on {measure}", line.width.0);
        }
    }

    #[test]
    fn setting_is_the_same_every_time(texts in prop::collection::vec("\\PC{0,60}", 1..3), style in styles()) {
        let once = format!("{:?}", set(&texts, 120.0, &style));
        prop_assert_eq!(once, format!("{:?}", set(&texts, 120.0, &style)));
    }
}
