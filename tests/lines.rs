//! Paragraphs set in lines, as the PDF's other rooms see them.

use chapbook::pdf::fonts::FontLibrary;
use chapbook::pdf::line::{Glyph, Line, LineItem, LineItemKind, Mark, Piece};
use chapbook::pdf::lines;
use chapbook::pdf::page::{StructureId, Tag};
use chapbook::pdf::shape::Shaper;
use chapbook::style::{ComputedStyle, Hyphens, TextAlign, VerticalAlign, WhiteSpace};
use chapbook::units::Pt;
use std::sync::Arc;

fn justified() -> ComputedStyle {
    ComputedStyle {
        text_align: TextAlign::Justify,
        hyphens: Hyphens::Auto,
        ..ComputedStyle::default()
    }
}

fn code() -> ComputedStyle {
    ComputedStyle {
        font_family: Arc::from([Arc::from("monospace")]),
        white_space: WhiteSpace::PreWrap,
        ..ComputedStyle::default()
    }
}

fn text(words: &str, style: &ComputedStyle) -> Piece {
    Piece::Text {
        text: words.to_owned(),
        style: Arc::new(style.clone()),
        tag: Tag::Layout,
        link: None,
    }
}

fn set(pieces: &[Piece], measure: f32, style: &ComputedStyle) -> Vec<Line> {
    let fonts = FontLibrary::bundled();
    lines::set(pieces, Pt(measure), style, &mut Shaper::new(&fonts))
}

/// What is read from a line: `¦` is a hyphen that appeared, `▯` a character without a glyph, `▢` an object.
fn read(line: &Line) -> String {
    let mut out = String::new();
    for item in &line.items {
        match &item.kind {
            LineItemKind::Glyphs(_, run) => match run.actual_text {
                Some(actual) => out.push_str(actual),
                None => out.extend(run.glyphs.iter().map(|glyph| run.text_of(glyph))),
            },
            LineItemKind::Object(_) => out.push('▢'),
            LineItemKind::Uncovered(..) => out.push('▯'),
            LineItemKind::Box(_) | LineItemKind::Continuation(_) => {}
        }
    }
    out.replace('\u{ad}', "¦")
}

fn read_all(lines: &[Line]) -> Vec<String> {
    lines.iter().map(read).collect()
}

const PROSE: &str = "In olden times when wishing still helped one, there lived a king whose daughters were all beautiful; and the \
    youngest was so beautiful that the sun itself, which has seen so much, was astonished whenever it shone in her face.";

#[test]
fn a_paragraph_is_broken_where_its_lines_are_most_even() {
    let style = justified();
    let lines = set(&[text(PROSE, &style)], 230.0, &style);
    assert_eq!(
        read_all(&lines),
        [
            "In olden times when wishing still helped one, there ",
            "lived a king whose daughters were all beautiful; and the ",
            "youngest was so beautiful that the sun itself, which has ",
            "seen so much, was astonished whenever it shone in her ",
            "face."
        ]
    );
}

#[test]
fn justified_lines_end_at_the_measure_and_the_last_where_its_words_do() {
    let style = justified();
    let lines = set(&[text(PROSE, &style)], 230.0, &style);
    let (last, filled) = lines.split_last().expect("there are lines");
    for line in filled {
        assert!((line.width.0 - 230.0).abs() < 0.01, "{}", line.width.0);
    }
    assert!(last.width.0 < 60.0);
}

#[test]
fn words_are_hyphenated_in_a_narrow_column_and_read_undivided() {
    let style = justified();
    let lines = set(
        &[text("extraordinary typographical considerations", &style)],
        70.0,
        &style,
    );
    let read: String = read_all(&lines).concat();
    assert!(read.contains('¦'), "{read}");
    assert_eq!(
        read.replace('¦', ""),
        "extraordinary typographical considerations"
    );
}

/// The words that were divided, over a range of measures.
fn divided_at(words: &str, measures: std::ops::Range<u16>) -> Vec<String> {
    let style = justified();
    let fonts = FontLibrary::bundled();
    let mut shaper = Shaper::new(&fonts);
    let pieces = [text(words, &style)];
    let mut divided = Vec::new();
    for measure in measures {
        let lines = lines::set(&pieces, Pt(f32::from(measure)), &style, &mut shaper);
        let read = read_all(&lines).concat();
        let halves = read.split_whitespace().filter(|word| word.contains('¦'));
        divided.extend(halves.map(str::to_owned));
    }
    divided
}

#[test]
fn names_are_divided_more_rarely_than_other_words() {
    let words = PROSE.replace("beautiful", "remarkable");
    let names = words.replace("remarkable", "Remarkable");
    let of = |words: &str| {
        let divided = divided_at(words, 150..350);
        let own = |word: &&String| word.to_lowercase().starts_with("rem");
        divided.iter().filter(own).count()
    };
    let (word, name) = (of(&words), of(&names));
    assert!(name < word, "{name} against {word}");
}

#[test]
fn no_paragraph_ends_in_the_rest_of_a_word() {
    let words = format!("{PROSE} Afterwards everyone remembered the conversation.");
    let style = justified();
    let fonts = FontLibrary::bundled();
    let mut shaper = Shaper::new(&fonts);
    let pieces = [text(&words, &style)];
    for measure in 260..420_u16 {
        let lines = lines::set(&pieces, Pt(f32::from(measure)), &style, &mut shaper);
        let [.., before, last] = &lines[..] else {
            panic!("several lines")
        };
        assert!(
            !before.is_divided || read(last).contains(' '),
            "{measure}: {}{}",
            read(before),
            read(last)
        );
    }
}

#[test]
fn white_space_collapses_across_pieces() {
    let style = ComputedStyle::default();
    let pieces = [
        text("  one \n", &style),
        text(" two", &style),
        text("\t three  ", &style),
    ];
    assert_eq!(read_all(&set(&pieces, 500.0, &style)), ["one two three"]);
}

#[test]
fn ligatures_stand_for_all_their_letters() {
    let style = ComputedStyle::default();
    let lines = set(&[text("office affairs", &style)], 500.0, &style);
    assert_eq!(read(&lines[0]), "office affairs");
    let LineItemKind::Glyphs(_, run) = &lines[0].items[0].kind else {
        panic!("text is glyphs")
    };
    assert!(run.glyphs.len() < "office affairs".len());
}

#[test]
fn runs_split_only_where_the_look_changes() {
    let style = ComputedStyle::default();
    let bold = ComputedStyle {
        font_weight: 700,
        ..style.clone()
    };
    let lines = set(
        &[
            text("one two ", &style),
            text("three", &bold),
            text(" four", &style),
        ],
        500.0,
        &style,
    );
    assert_eq!(lines[0].items.len(), 3);
}

#[test]
fn code_keeps_its_spaces_and_wraps_with_a_mark_that_is_not_read() {
    let style = code();
    let lines = set(
        &[text(
            "fn main() {\n    println!(\"{}\", 1 + 1);\n}\n",
            &style,
        )],
        100.0,
        &style,
    );
    assert_eq!(
        read_all(&lines),
        ["fn main() {\n", "    println!", "(\"{}\", 1 + 1);\n", "}"],
        "lines of code don't run together, and one that is wrapped gains nothing"
    );
    let begins_with_mark =
        |line: &Line| matches!(line.items[0].kind, LineItemKind::Continuation(_));
    let marked: Vec<bool> = lines.iter().map(begins_with_mark).collect();
    assert_eq!(marked, [false, false, true, false]);
    assert!(lines.iter().all(|line| line.width.0 <= 100.01));
}

#[test]
fn tabs_reach_to_the_next_stop() {
    let style = ComputedStyle {
        tab_size: 4,
        ..code()
    };
    let lines = set(&[text("a\tb\n\tc", &style)], 500.0, &style);
    let x = |line: &Line| {
        let LineItemKind::Glyphs(_, run) = &line.items[0].kind else {
            panic!("text is glyphs")
        };
        let is_tab = |glyph: &Glyph| run.text_of(glyph) == "\t";
        let tab = run.glyphs.iter().position(is_tab).expect("there is a tab");
        run.glyphs[..=tab]
            .iter()
            .map(|glyph| glyph.advance.0)
            .sum::<f32>()
    };
    assert!((x(&lines[0]) - x(&lines[1])).abs() < 0.01);
}

#[test]
fn a_line_end_that_stays_is_read_with_the_words_before_it() {
    let style = justified();
    let words = Tag::Structure {
        element: StructureId(3),
        order: 7,
    };
    let first = Piece::Text {
        text: "Dear reader,".to_owned(),
        style: Arc::new(style.clone()),
        tag: words,
        link: None,
    };
    let pieces = [first, Piece::Break, Piece::Break, text("good day.", &style)];
    let lines = set(&pieces, 500.0, &style);
    assert_eq!(read_all(&lines), ["Dear reader,\n", "", "good day."]);
    let is_told =
        |item: &LineItem| matches!(&item.kind, LineItemKind::Glyphs(tag, _) if *tag == words);
    assert!(lines[0].items.iter().all(is_told));
    let visible = set(&[text("Dear reader,", &style)], 500.0, &style);
    assert_eq!(lines[0].width, visible[0].width, "it takes no room");
}

#[test]
fn empty_code_lines_are_as_high_as_others() {
    let style = code();
    let lines = set(&[text("a\n\nb\n", &style)], 500.0, &style);
    let heights: Vec<f32> = lines
        .iter()
        .map(|line| (line.ascent + line.depth).0)
        .collect();
    assert_eq!(heights, [12.0, 12.0, 12.0]);
}

#[test]
fn superscripts_and_code_leave_the_leading_alone() {
    let style = justified();
    let raised = ComputedStyle {
        font_size: Pt(7.0),
        vertical_align: VerticalAlign::Super,
        ..style.clone()
    };
    let mono = ComputedStyle {
        white_space: WhiteSpace::Normal,
        ..code()
    };
    let lines = set(
        &[
            text("word", &style),
            text("1", &raised),
            text(" and code", &mono),
        ],
        500.0,
        &style,
    );
    assert!(((lines[0].ascent + lines[0].depth).0 - 12.0).abs() < 0.01);
    assert!(lines[0].items[1].rise.0 > 3.0);
}

#[test]
fn objects_make_their_line_higher() {
    let style = ComputedStyle::default();
    let object = Piece::Object {
        object: 7,
        width: Pt(30.0),
        ascent: Pt(40.0),
        depth: Pt(2.0),
        link: None,
    };
    let lines = set(
        &[text("a ", &style), object, text(" b", &style)],
        500.0,
        &style,
    );
    assert_eq!(read_all(&lines), ["a ▢ b"]);
    assert_eq!(lines[0].ascent, Pt(40.0));
}

#[test]
fn characters_without_a_glyph_are_told_and_never_notdef() {
    let style = ComputedStyle::default();
    let fonts = FontLibrary::bundled();
    let mut shaper = Shaper::new(&fonts);
    let lines = lines::set(
        &[text("kanji 漢字 漢", &style)],
        Pt(500.0),
        &style,
        &mut shaper,
    );
    assert_eq!(read_all(&lines), ["kanji ▯▯ ▯"]);
    assert_eq!(shaper.uncovered().iter().collect::<String>(), "字漢");
}

#[test]
fn marks_fall_on_the_line_of_their_word() {
    let style = justified();
    let anchor = |id: &str| Piece::Mark(Mark::Anchor(id.to_owned()));
    let half = PROSE.len() / 2;
    let pieces = [
        anchor("a"),
        text(&PROSE[..half], &style),
        anchor("b"),
        text(&PROSE[half..], &style),
        anchor("c"),
    ];
    let lines = set(&pieces, 230.0, &style);
    let marks: Vec<usize> = lines.iter().map(|line| line.marks.len()).collect();
    assert_eq!(marks, [1, 0, 1, 0, 1]);
    assert_eq!(lines[0].marks[0].0, Pt::ZERO);
}

#[test]
fn a_word_of_100_kb_is_broken_anywhere() {
    let style = justified();
    let lines = set(&[text(&"x".repeat(100_000), &style)], 200.0, &style);
    assert!(lines.iter().all(|line| line.width.0 <= 200.5));
    assert_eq!(read_all(&lines).concat().len(), 100_000);
}

#[test]
fn soft_hyphens_show_only_at_a_line_end_and_joiners_hold() {
    let style = ComputedStyle::default();
    let lines = set(&[text("hyphen\u{ad}ation", &style)], 45.0, &style);
    assert_eq!(read_all(&lines), ["hyphen¦", "ation"]);
    let whole = set(&[text("hyphen\u{ad}ation", &style)], 450.0, &style);
    assert_eq!(read_all(&whole), ["hyphenation"]);
    let held = set(&[text("one\u{a0}two three", &style)], 45.0, &style);
    assert_eq!(read_all(&held), ["one\u{a0}two ", "three"]);
}

#[test]
fn text_from_right_to_left_stands_the_other_way_round() {
    let style = ComputedStyle::default();
    let lines = set(&[text("a שלום b", &style)], 500.0, &style);
    assert_eq!(read(&lines[0]), "a םולש b");
}

#[test]
fn widths_are_those_of_the_longest_word_and_the_longest_line() {
    let style = ComputedStyle::default();
    let fonts = FontLibrary::bundled();
    let mut shaper = Shaper::new(&fonts);
    let narrow = lines::widths(&[text("wonderful", &style)], &style, &mut shaper);
    let wide = lines::widths(&[text("a wonderful day", &style)], &style, &mut shaper);
    assert_eq!(narrow.min, narrow.max);
    assert_eq!(wide.min, narrow.min);
    assert!(wide.max > narrow.max);
}

#[test]
fn source_lines_of_chinese_are_joined_without_a_space() {
    let style = ComputedStyle::default();
    assert_eq!(
        read_all(&set(&[text("漢字\n漢字\nand so", &style)], 500.0, &style)),
        ["▯▯▯▯ and so"]
    );
}

#[test]
fn small_capitals_are_the_fonts_own_or_else_small() {
    let small = ComputedStyle {
        small_caps: true,
        ..ComputedStyle::default()
    };
    let runs = |style: &ComputedStyle| -> Vec<(f32, String)> {
        let lines = set(&[text("Ab", style)], 500.0, style);
        let items = lines[0].items.iter();
        items
            .filter_map(|item| match &item.kind {
                LineItemKind::Glyphs(_, run) => Some((
                    run.size.0,
                    run.glyphs.iter().map(|glyph| run.text_of(glyph)).collect(),
                )),
                _ => None,
            })
            .collect()
    };
    assert_eq!(runs(&small), [(10.0, "Ab".to_owned())]);
    let mono = ComputedStyle {
        small_caps: true,
        white_space: WhiteSpace::Normal,
        ..code()
    };
    assert_eq!(runs(&mono), [(10.0, "A".to_owned()), (8.0, "B".to_owned())]);
}

#[test]
fn letters_that_are_spaced_out_make_no_ligatures() {
    let style = ComputedStyle {
        letter_spacing: Pt(1.0),
        ..ComputedStyle::default()
    };
    let lines = set(&[text("office", &style)], 500.0, &style);
    let LineItemKind::Glyphs(_, run) = &lines[0].items[0].kind else {
        panic!("text is glyphs")
    };
    assert_eq!(run.glyphs.len(), 6);
}

#[test]
fn marks_without_a_precomposed_letter_stay_with_their_base() {
    let style = ComputedStyle::default();
    let lines = set(&[text("x\u{302}y", &style)], 500.0, &style);
    assert_eq!(read(&lines[0]), "x\u{302}y");
    let LineItemKind::Glyphs(_, run) = &lines[0].items[0].kind else {
        panic!("text is glyphs")
    };
    assert_eq!(run.glyphs.len(), 3);
    assert!(run.glyphs.iter().all(|glyph| glyph.id != 0));
}

#[test]
fn a_long_address_breaks_at_its_joints_and_an_identifier_without_a_hyphen() {
    let style = justified();
    let lines = set(
        &[text(
            "see https://example.org/a/rather/long/path/to/something for more",
            &style,
        )],
        120.0,
        &style,
    );
    assert!(
        read_all(&lines).iter().any(|line| line.ends_with('/')),
        "{:?}",
        read_all(&lines)
    );
    assert!(!read_all(&lines).concat().contains('¦'));
}

#[test]
fn the_last_line_of_a_centred_or_right_aligned_paragraph_follows_its_alignment() {
    let centred = ComputedStyle {
        text_align: TextAlign::Center,
        ..ComputedStyle::default()
    };
    let line = &set(&[text("word", &centred)], 200.0, &centred)[0];
    let left = line.items[0].x;
    assert!((left.0 - (200.0 - line.width.0)).abs() < 0.01);
}

#[test]
fn runs_keep_no_room_that_they_don_t_need() {
    let words = [text("a few ", &justified()), text("fixed", &code())];
    for line in set(&words, 30.0, &justified()) {
        for item in &line.items {
            if let LineItemKind::Glyphs(_, run) = &item.kind {
                assert_eq!(run.glyphs.capacity(), run.glyphs.len());
            }
        }
    }
}
