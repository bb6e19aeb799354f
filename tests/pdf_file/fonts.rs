//! Widths and Unicode maps: printpdf writes them of what its operations show, so they are compared with the faces.

use crate::scene::{SIZE, Scene, face, fonts, glyph, run, write};
use crate::structure::load;
use chapbook::media::MediaLibrary;
use chapbook::pdf::page::Role;
use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeMap;

/// Text and width of each code of a font.
fn codes(document: &Document, font: &Dictionary) -> BTreeMap<i64, (String, i64)> {
    let descendants = font.get(b"DescendantFonts").unwrap().as_array().unwrap();
    let descendant = document
        .dereference(&descendants[0])
        .unwrap()
        .1
        .as_dict()
        .unwrap();
    let widths = descendant.get(b"W").unwrap().as_array().unwrap();
    let mut codes = BTreeMap::new();
    for pair in widths.chunks(2) {
        let first = pair[0].as_i64().unwrap();
        for (code, width) in (first..).zip(pair[1].as_array().unwrap()) {
            codes.insert(code, (String::new(), width.as_i64().unwrap()));
        }
    }
    let map = document
        .get_object(font.get(b"ToUnicode").unwrap().as_reference().unwrap())
        .unwrap();
    let map = String::from_utf8(map.as_stream().unwrap().decompressed_content().unwrap()).unwrap();
    for (code, text) in map
        .lines()
        .filter_map(|line| line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <"))
    {
        let Ok(code) = i64::from_str_radix(code, 16) else {
            continue;
        };
        let units = (0..text.len())
            .step_by(4)
            .map(|at| u16::from_str_radix(&text[at..at + 4], 16).unwrap());
        if let Some((known, _)) = codes.get_mut(&code) {
            *known = String::from_utf16(&units.collect::<Vec<_>>()).unwrap();
        }
    }
    codes
}

#[test]
fn every_code_has_its_glyphs_width_and_text() {
    let mut scene = Scene::new();
    let paragraph = scene.element(None, Role::Paragraph);
    let words = "Office, AVf ï";
    let tag = scene.tag(paragraph);
    scene.run(tag, 40.0, 60.0, run("serif", words));
    scene.run(tag, 40.0, 80.0, run("monospace", "𝚖𝚘𝚗𝚘 }"));
    let document = load(&write(&MediaLibrary::default(), vec![scene]).0);
    let page = document.page_iter().next().unwrap();
    let used = document.get_page_fonts(page).unwrap();
    assert_eq!(used.len(), 2);
    for (family, letters) in [("serif", "O ffi c e , A V f ï"), ("monospace", "𝚖 𝚘 𝚗 }")]
    {
        let font = face(family);
        let name = format!("F{}", font.0);
        let codes = codes(&document, used[name.as_bytes()]);
        let mut expected = letters
            .split(' ')
            .chain([" "])
            .map(|text| {
                // Of a word by itself, so that no kerning is in its advance.
                let advance = run(family, text).glyphs[0].advance / SIZE * 1000.0;
                (text.to_owned(), advance.round() as i64)
            })
            .collect::<Vec<_>>();
        let mut found = codes.into_values().collect::<Vec<_>>();
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{family}");
    }
}

/// A face has one glyph for the letter Å and the sign of the ångström; the map can tell only one of them.
#[test]
fn a_glyph_of_two_texts_is_told_beside_the_rarer() {
    let mut scene = Scene::new();
    let paragraph = scene.element(None, Role::Paragraph);
    scene.words(paragraph, 40.0, 60.0, "Ångström, Århus, \u{212B}");
    let document = load(&write(&MediaLibrary::default(), vec![scene]).0);
    let page = document.page_iter().next().unwrap();
    let content = document.get_page_content(page);
    let content = lopdf::content::Content::decode(&content).unwrap();
    let told = content
        .operations
        .iter()
        .filter(|operation| operation.operator == "BDC");
    let told = told.filter_map(|operation| {
        operation.operands[1]
            .as_dict()
            .ok()?
            .get(b"ActualText")
            .ok()
    });
    assert_eq!(
        told.map(|text| text.as_str().unwrap()).collect::<Vec<_>>(),
        [b"\xFE\xFF\x21\x2B"]
    );
}

#[test]
fn a_subset_is_named_for_what_is_in_it() {
    let names = |words: &str| {
        let mut scene = Scene::new();
        let paragraph = scene.element(None, Role::Paragraph);
        scene.words(paragraph, 40.0, 60.0, words);
        let document = load(&write(&MediaLibrary::default(), vec![scene]).0);
        let page = document.page_iter().next().unwrap();
        let fonts = document.get_page_fonts(page).unwrap();
        let font = fonts.values().next().unwrap();
        String::from_utf8_lossy(font.get(b"BaseFont").unwrap().as_name().unwrap()).into_owned()
    };
    let (one, same, other) = (names("abc"), names("cba"), names("abd"));
    assert_eq!(one, same);
    assert_ne!(one, other);
    assert!(
        one.ends_with("+LibertinusSerif-Regular") && one.find('+') == Some(6),
        "{one}"
    );
}

/// Where the reader's pen ends up is where layout has it, however widths are rounded.
#[test]
fn rounding_never_adds_up() {
    let text = "mmmmmmmmmm".repeat(20);
    let mut scene = Scene::new();
    let paragraph = scene.element(None, Role::Paragraph);
    let tag = scene.tag(paragraph);
    let mut long = run("monospace", &text);
    long.glyphs
        .iter_mut()
        .for_each(|glyph| glyph.advance.0 += 0.0137);
    let wanted = long.width();
    scene.run(tag, 0.0, 60.0, long);
    let document = load(&write(&MediaLibrary::default(), vec![scene]).0);
    let page = document.page_iter().next().unwrap();
    let content = lopdf::content::Content::decode(&document.get_page_content(page)).unwrap();
    let font = face("monospace");
    let width = (glyph(font, 'm', 0, 1).advance / SIZE * 1000.0).round() as i64;
    let shown = content
        .operations
        .iter()
        .filter(|operation| operation.operator == "TJ");
    let moved: i64 = shown
        .flat_map(|operation| operation.operands[0].as_array().unwrap())
        .map(|item| match item {
            Object::String(codes, _) => codes.len() as i64 / 2 * width,
            number => -number.as_i64().unwrap(),
        })
        .sum();
    assert!(
        (moved as f32 - wanted / SIZE * 1000.0).abs() < 20.0,
        "{moved} for {wanted:?}"
    );
    assert!(fonts().face(font).metrics().monospaced);
}
