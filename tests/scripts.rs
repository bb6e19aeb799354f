//! Books in other scripts: what the machine's fonts cover is set in them; what none covers is told. Wants Noto's fonts for
//! Arabic, Hebrew, Devanagari and CJK (Debian: `fonts-noto-core`, `fonts-noto-cjk`).

mod support;

use chapbook::diagnostics::Diagnostics;
use chapbook::fonts::{FontSource, Found, MachineFonts, Wanted};
use chapbook::pdf::page::{ChapterLayout, Item};
use chapbook::pdf::{self, Pdf};
use chapbook::source::{Input, ReadOptions};
use chapbook::span::Sources;
use chapbook::style::{StyledBook, Stylesheet};
use chapbook::units::Pt;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use support::site::Site;

/// The families for one text in one language, in order.
fn families(language: &str, text: &str) -> Vec<String> {
    let found = found(language, text);
    let families = found.by_language.get(language).into_iter().flatten();
    families.map(ToString::to_string).collect()
}

fn found(language: &str, text: &str) -> Found {
    let characters: BTreeSet<char> = text.chars().collect();
    let wanted: Wanted = BTreeMap::from([(Arc::from(language), characters)]);
    MachineFonts::default().covering(&wanted)
}

/// Is Noto here? In CI it must be.
fn noto_is_here() -> bool {
    let here = families("ja", "語").contains(&"Noto Serif CJK JP".to_owned())
        && families("fa", "ی").contains(&"Noto Naskh Arabic".to_owned());
    assert!(
        here || std::env::var_os("CI").is_none(),
        "Noto's fonts are missing: install fonts-noto-core and fonts-noto-cjk"
    );
    if !here {
        eprintln!("SKIPPED: Noto's fonts are missing (fonts-noto-core, fonts-noto-cjk)");
    }
    here
}

#[test]
fn each_script_is_set_in_one_book_face() {
    if !noto_is_here() {
        return;
    }
    assert_eq!(families("ar", "نص، ؟"), ["Noto Naskh Arabic"]);
    assert_eq!(families("hi", "हिन्दी।"), ["Noto Serif Devanagari"]);
    assert_eq!(families("ja", "日本語の文。「」"), ["Noto Serif CJK JP"]);
    assert_eq!(families("zh-Hans", "中文，。"), ["Noto Serif CJK SC"]);
    assert_eq!(families("zh-TW", "中文"), ["Noto Serif CJK TC"]);
    assert_eq!(families("ko", "한국어"), ["Noto Serif CJK KR"]);
}

#[test]
fn a_family_comes_with_its_bold() {
    if !noto_is_here() {
        return;
    }
    let weights: Vec<u16> = found("ar", "نص")
        .faces
        .iter()
        .map(|face| face.weight)
        .collect();
    assert!(
        weights.contains(&400) && weights.contains(&700),
        "{weights:?}"
    );
}

#[test]
fn what_no_font_has_finds_none() {
    assert_eq!(families("en", "\u{fdd1}"), [""; 0]);
}

/// A measure of 200 points from 50 to 250, in type of ten points.
const SMALL: &str = "
    @page { size: 300pt 400pt; margin: 50pt; @top-center { content: none } @bottom-center { content: none } }
    html { font-size: 10pt } .chapter-title { display: none } ul, ol { margin: 0 }
";
const LEFT: f32 = 50.0;
const RIGHT: f32 = 250.0;

/// A post in a language, laid out in the machine's fonts; and what was said of it.
fn laid_out(language: &str, css: &str, text: &str) -> (ChapterLayout, Vec<String>) {
    let mut messages = Diagnostics::default();
    let mut sources = Sources::default();
    let author = sources.add("test.css", format!("{SMALL}{css}").into());
    let stylesheet = Stylesheet::parse(&mut sources, &[author], &mut messages);
    let post = format!("---\nlang: {language}\ntitle: Title\n---\n{text}\n");
    let book = chapbook::book_of_post(
        &Input::Standard(post.into_bytes()),
        &ReadOptions::default(),
        &Default::default(),
        &mut sources,
        &mut messages,
    );
    let book = book.expect("this is text");
    let styled = StyledBook::new(&book, &stylesheet);
    let fonts = Pdf::with_fonts(Arc::new(MachineFonts::default())).library(&styled, &mut messages);
    let chapter = pdf::layout(&styled, &fonts, &mut messages).remove(0);
    let codes = messages.iter().map(|message| message.code.to_string());
    (chapter, codes.collect())
}

/// A line of type: its baseline, where its words begin and end, and what it says from left to right.
#[derive(Debug, Clone, PartialEq)]
struct TypeLine {
    baseline: Pt,
    left: f32,
    right: f32,
    says: String,
}

/// The lines of a chapter's pages from top to bottom. Spaces at their ends don't count.
fn lines(chapter: &ChapterLayout) -> Vec<TypeLine> {
    let mut lines: Vec<TypeLine> = Vec::new();
    for placed in chapter.pages.iter().flat_map(|page| &page.items) {
        let Item::Glyphs { origin, run } = &placed.item else {
            continue;
        };
        let mut pen = origin.x;
        for glyph in &run.glyphs {
            let text = run.text_of(glyph);
            let (left, right) = (pen.0, (pen + glyph.advance).0);
            pen += glyph.advance;
            match lines.last_mut() {
                Some(line) if (line.baseline - origin.y).abs() < Pt(0.01) => {
                    line.says.push_str(text);
                    if !text.trim().is_empty() {
                        line.left = line.left.min(left);
                        line.right = line.right.max(right);
                    }
                }
                _ => lines.push(TypeLine {
                    baseline: origin.y,
                    left: if text == " " { right } else { left },
                    right,
                    says: text.to_owned(),
                }),
            }
        }
    }
    lines
}

fn is(value: f32, wanted: f32) -> bool {
    (value - wanted).abs() < 0.05
}

/// Text from right to left of each language.
const RIGHT_TO_LEFT: [(&str, &str); 3] = [
    (
        "ar",
        "هذا نص عربي قصير يملأ بضعة أسطر حتى نرى كيف تُضبط الأسطر وكيف تتصل الحروف بعضها ببعض، مع كلمات لاتينية مثل Chapbook في وسط السطر وأرقام مثل 2016 أيضًا.",
    ),
    (
        "fa",
        "این یک متن آزمایشی فارسی است که چند سطر را پر می‌کند تا ببینیم سطرها چگونه تنظیم می‌شوند، همراه با واژه‌های لاتینی مانند Chapbook (نسخهٔ 2.0) در میان سطر.",
    ),
    (
        "he",
        "זהו טקסט עברי קצר שממלא כמה שורות כדי לראות איך הן נקבעות, עם מילים לטיניות כמו EPUB באמצע ומספרים 1234.",
    ),
];

#[test]
fn lines_from_right_to_left_begin_at_the_right_margin_and_end_at_the_left() {
    if !noto_is_here() {
        return;
    }
    for (language, text) in RIGHT_TO_LEFT {
        let (chapter, codes) = laid_out(language, "", text);
        assert!(!codes.contains(&"no-glyph".to_owned()), "{codes:?}");
        let lines = lines(&chapter);
        assert!(lines.len() > 2, "{lines:#?}");
        let (last, justified) = lines.split_last().expect("there are lines");
        for line in justified {
            assert!(is(line.left, LEFT) && is(line.right, RIGHT), "{line:?}");
        }
        assert!(is(last.right, RIGHT) && last.left > LEFT, "{last:?}");
    }
}

#[test]
fn boxes_of_text_from_right_to_left_are_mirrored() {
    if !noto_is_here() {
        return;
    }
    let text = "بند.\n\nبند دوم.\n\n- مورد\n\n> نقل\n\n## تیتر\n";
    let css = "p + p { text-indent: 20pt } ul { padding-inline-start: 30pt } blockquote { margin: 0; margin-inline-start: 10pt } h2 { text-align: end }";
    let (chapter, _) = laid_out("fa", css, text);
    let lines = lines(&chapter);
    let rights: Vec<f32> = lines
        .iter()
        .map(|line| (RIGHT - line.right).round())
        .collect();
    assert_eq!(rights[..2], [0.0, 20.0], "{lines:#?}");
    let item = &lines[2];
    assert!(
        item.says.contains('•') && item.right > RIGHT - 30.0,
        "{item:?}"
    );
    assert_eq!(rights[3], 10.0, "{lines:#?}");
    assert!(is(lines[4].left, LEFT), "{lines:#?}");
}

#[test]
fn code_runs_from_left_to_right_in_any_text() {
    if !noto_is_here() {
        return;
    }
    let (chapter, _) = laid_out(
        "fa",
        "pre { padding: 0; border: 0 }",
        "متن `f(x);` متن\n\n    g(y);\n",
    );
    let lines = lines(&chapter);
    assert!(lines[0].says.contains("f(x);"), "{lines:?}");
    assert_eq!(lines[1].says, "g(y);");
    assert!(is(lines[1].left, LEFT), "{lines:?}");
}

const JAPANESE: &str = "これは日本語の短い文章です。行がどのように分割されるか、句読点が行頭に来ないかを確認するために、いくつかの行を埋めます。「括弧」や、カタカナの単語、そしてEnglishの単語も混ぜます。もう少し文章を続けて、三行以上にします。";
const CHINESE: &str = "这是一段简短的中文文字，用来填满几行，以便我们观察断行和标点的位置。这里还有一些English单词和数字2016。“引号”也要看看，再多写一些，好让它超过两行的长度，看看两端对齐的效果如何。";

#[test]
fn chinese_and_japanese_lines_are_as_wide_as_the_measure() {
    if !noto_is_here() {
        return;
    }
    for (language, text) in [("ja", JAPANESE), ("zh-Hans", CHINESE)] {
        let (chapter, codes) = laid_out(language, "", text);
        assert!(!codes.contains(&"no-glyph".to_owned()), "{codes:?}");
        let lines = lines(&chapter);
        let (last, justified) = lines.split_last().expect("there are lines");
        assert!(justified.len() > 2, "{lines:#?}");
        for line in justified {
            let is_flush = is(line.left, LEFT) || line.says.starts_with(['「', '“']);
            assert!(is_flush && is(line.right, RIGHT), "{line:?}");
        }
        assert!(is(last.left, LEFT) && last.right < RIGHT, "{last:?}");
        let said: String = lines.iter().map(|line| line.says.as_str()).collect();
        assert_eq!(said, text, "no space comes in, none is lost");
        for line in &lines {
            assert!(
                !line.says.starts_with(['、', '。', '」', '，', '”', 'ー']),
                "{line:?}"
            );
            assert!(!line.says.ends_with(['「', '“']), "{line:?}");
        }
    }
}

/// From the beginning of one character to that of the next, on a ragged line.
fn pitch(language: &str, text: &str) -> f32 {
    let (chapter, _) = laid_out(language, "p { text-align: left }", text);
    let line = &lines(&chapter)[0];
    line.right - line.left
}

#[test]
fn signs_are_half_as_wide_and_latin_words_stand_off() {
    if !noto_is_here() {
        return;
    }
    assert!(is(pitch("ja", "日本語"), 30.0));
    assert!(is(pitch("ja", "日本、語"), 40.0), "a comma in its cell");
    assert!(is(pitch("ja", "日本語。"), 35.0), "nothing behind the last");
    assert!(
        is(pitch("ja", "日（本）。「語」"), 65.0),
        "half an em between marks"
    );
    let apart = pitch("ja", "語 A 語") - pitch("ja", "語A語");
    let space = pitch("ja", "A A") - pitch("ja", "AA");
    assert!(
        is(apart, 2.0 * space - 5.0),
        "a quarter of an em, or a space: {apart}"
    );
    assert!(is(pitch("zh-Hans", "他说“好”了"), 60.0), "quotes are wide");
}

/// Text of each language whose words are written together.
const WRITTEN_TOGETHER: [(&str, &str); 3] = [
    (
        "th",
        "ภาษาไทยเป็นภาษาที่ไม่มีการเว้นวรรคระหว่างคำดังนั้นการตัดบรรทัดจึงต้องใช้พจนานุกรมเพื่อหาขอบเขตของคำ",
    ),
    (
        "km",
        "ភាសាខ្មែរគឺជាភាសាកំណើតរបស់ជនជាតិខ្មែរនិងជាភាសាផ្លូវការរបស់ប្រទេសកម្ពុជាព្រោះភាសាខ្មែរបានខ្ចីពាក្យច្រើនពីភាសាទាំងពីរនេះ",
    ),
    (
        "lo",
        "ພາສາລາວເປັນພາສາທີ່ບໍ່ມີການຍະຫວ່າງລະຫວ່າງຄຳສັບດັ່ງນັ້ນການຕັດແຖວຈຶ່ງຕ້ອງໃຊ້ວັດຈະນານຸກົມເພື່ອຊອກຫາຂອບເຂດຂອງຄຳ",
    ),
];

#[test]
fn lines_of_words_that_are_written_together_end_between_them_and_are_justified() {
    for (language, text) in WRITTEN_TOGETHER {
        if !noto_is_here() || families(language, text).is_empty() {
            continue;
        }
        let (chapter, codes) = laid_out(language, "", text);
        assert!(!codes.contains(&"no-glyph".to_owned()), "{codes:?}");
        let lines = lines(&chapter);
        let (last, justified) = lines.split_last().expect("there are lines");
        assert!(
            !justified.is_empty() && last.right < RIGHT + 0.1,
            "{lines:#?}"
        );
        for line in justified {
            assert!(is(line.left, LEFT) && is(line.right, RIGHT), "{line:?}");
        }
        let said: String = lines.iter().map(|line| line.says.as_str()).collect();
        assert_eq!(said, text, "no space comes in, none is lost");
    }
}

/// The sizes of type in which texts are set, of a post of ten points.
fn sizes(text: &str, css: &str) -> Vec<(String, f32)> {
    let (chapter, _) = laid_out("en", css, text);
    let runs = chapter.pages.iter().flat_map(|page| &page.items);
    let runs = runs.filter_map(|placed| match &placed.item {
        Item::Glyphs { run, .. } => Some(run),
        _ => None,
    });
    let said = |run: &chapbook::pdf::line::GlyphRun| {
        run.glyphs.iter().map(|glyph| run.text_of(glyph)).collect()
    };
    runs.map(|run| (said(run), (run.size.0 * 100.0).round() / 100.0))
        .filter(|(text, _): &(String, f32)| !text.trim().is_empty())
        .collect()
}

#[test]
fn letters_of_every_script_look_as_large_as_latin_ones() {
    if !noto_is_here() {
        return;
    }
    let size = |text: &str| sizes(text, "p { font-size: 10pt }")[0].1;
    assert_eq!(size("Latin"), 10.0);
    assert_eq!(size("Ελληνικά"), 10.0);
    assert_eq!(size("日本語"), 10.0, "a cell is an em");
    for text in ["हिन्दी", "عربي"] {
        assert!((8.5..10.0).contains(&size(text)), "{text}: {}", size(text));
    }
    let of_code = sizes("`ab語`", "code { font-size: 10pt }");
    assert!(
        (12.0..12.1).contains(&of_code[1].1),
        "a cell takes two columns: {of_code:?}"
    );
}

/// From baseline to baseline.
fn leadings(language: &str, css: &str, text: &str) -> Vec<f32> {
    let (chapter, _) = laid_out(language, css, text);
    let lines = lines(&chapter);
    lines
        .windows(2)
        .map(|pair| (pair[1].baseline - pair[0].baseline).0)
        .collect()
}

#[test]
fn other_scripts_part_lines_only_where_their_signs_would_meet() {
    if !noto_is_here() {
        return;
    }
    let hindi = "यह हिन्दी का एक छोटा पाठ है जो कुछ पंक्तियों को भरता है ताकि हम देख सकें कि अक्षर कैसे जुड़ते हैं और पंक्तियाँ कैसे टूटती हैं।";
    let texts = RIGHT_TO_LEFT.into_iter().chain(WRITTEN_TOGETHER);
    for (language, text) in texts.chain([("hi", hindi)]) {
        let wanted = if language == "km" { 16.5 } else { 13.8 };
        for leading in leadings(language, "", text) {
            assert!(is(leading, wanted), "{language}: {leading}");
        }
    }
    let tightly = "html, p { line-height: 1.15 }";
    let [_, (khmer, stacks), _] = WRITTEN_TOGETHER;
    let parted = leadings(khmer, tightly, stacks);
    assert!(parted.iter().any(|leading| *leading > 11.6), "{parted:?}");
    let latin = "Words of a line. ".repeat(9);
    for (language, text) in [("hi", hindi), ("en", &latin)] {
        let leadings = leadings(language, tightly, text);
        assert!(
            leadings.iter().all(|leading| is(*leading, 11.5)),
            "{language}: {leadings:?}"
        );
    }
}

/// A program's output on a PDF; `None` if it isn't here.
fn run(program: &str, options: &[&str], book: &std::path::Path) -> Option<String> {
    let mut command = std::process::Command::new(program);
    let output = command.args(options).arg(book).arg("-").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn words_from_right_to_left_can_be_searched() {
    if !noto_is_here() {
        return;
    }
    let post = format!("---\nlang: ar\n---\n{}\n", RIGHT_TO_LEFT[0].1);
    let site = Site::empty().with("post.md", post);
    site.export(&["post.md", "-o", "post.pdf"]).succeeded();
    let Some(text) = run("pdftotext", &[], &site.path("post.pdf")) else {
        assert!(std::env::var_os("CI").is_none(), "poppler is missing");
        return eprintln!("SKIPPED: pdftotext is missing");
    };
    for word in ["عربي", "الحروف", "لاتينية", "Chapbook", "2016"] {
        assert!(text.contains(word), "{word} is not in {text}");
    }
}
