//! Books in other scripts: what the machine's fonts cover is set in them; what none covers is told. Wants Noto's fonts for
//! Arabic, Hebrew, Devanagari and CJK (Debian: `fonts-noto-core`, `fonts-noto-cjk`).

use chapbook::fonts::{FontSource, Found, MachineFonts, Wanted};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
