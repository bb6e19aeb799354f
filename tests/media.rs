//! Pictures: every file of the suites gives facts or a clear error, looks the same in the EPUB, and tells nothing on people.

use chapbook::media::{
    EpubPicture, Media, MediaFacts, MediaKind, MediaLibrary, Orientation, Samples, decode, for_epub,
};
use image::metadata::Orientation as Turn;
use image::{DynamicImage, GenericImageView, ImageFormat};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of a folder of the suites; none, said aloud, where the suites are not at hand.
fn suite(folder: &str) -> Vec<PathBuf> {
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../shared/suites/images")
            .join(folder),
    )
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        eprintln!("skipped: {} is not at hand", folder.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

fn media(bytes: &[u8]) -> Media {
    let facts = MediaFacts::of(bytes).unwrap_or_else(|error| panic!("{error}"));
    let mut library = MediaLibrary::default();
    let id = library.add(facts, "picture", Arc::new(bytes.to_vec()));
    library.get(id).unwrap().clone()
}

fn error_of(bytes: &[u8]) -> &'static str {
    MediaFacts::of(bytes).map_or_else(|error| error.code, |facts| panic!("{facts:?}"))
}

fn epub(bytes: &[u8]) -> EpubPicture {
    for_epub(&media(bytes)).unwrap_or_else(|error| panic!("{error}"))
}

fn upright(bytes: &[u8]) -> DynamicImage {
    let facts = MediaFacts::of(bytes).unwrap();
    let mut image = image::load_from_memory(bytes).unwrap();
    image.apply_orientation(Turn::from_exif(facts.orientation.0).unwrap());
    image
}

/// How far two pictures of one size are apart, in shades of 256, on average over a sixteenth of their pixels.
fn difference(one: &DynamicImage, other: &DynamicImage) -> f64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let (width, height) = (one.width() / 4, one.height() / 4);
    let (one, other) = (
        one.thumbnail_exact(width, height).to_rgba8(),
        other.thumbnail_exact(width, height).to_rgba8(),
    );
    let sum: f64 = one
        .iter()
        .zip(other.iter())
        .map(|(a, b)| f64::from(a.abs_diff(*b)))
        .sum();
    sum / one.len() as f64
}

/// Nothing of EXIF, XMP or text is left.
fn assert_tells_nothing(bytes: &[u8], file: &str) {
    for mark in [
        &b"Exif\0\0"[..],
        b"eXIf",
        b"http://ns.adobe.com/xap",
        b"tEXt",
        b"zTXt",
        b"iTXt",
        b"tIME",
        b"Photoshop",
    ] {
        let found = bytes.windows(mark.len()).any(|window| window == mark);
        assert!(!found, "{file}: {} is left", String::from_utf8_lossy(mark));
    }
}

#[test]
fn sound_pngs_are_the_same_in_the_epub() {
    let mut seen = 0;
    for path in suite("png") {
        if name(&path).starts_with('x') {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let picture = epub(&bytes);
        assert_eq!(picture.kind, MediaKind::Png, "{}", path.display());
        assert_tells_nothing(&picture.bytes, name(&path));
        let (before, after) = (
            upright(&bytes),
            image::load_from_memory(&picture.bytes).unwrap(),
        );
        assert!(before == after, "{}", path.display());
        let pixels = decode(&media(&bytes)).unwrap();
        assert_eq!((pixels.width, pixels.height), before.dimensions());
        seen += 1;
    }
    eprintln!("{seen} PNGs");
}

#[test]
fn broken_pngs_are_refused_or_mended() {
    for path in suite("png") {
        let bytes = std::fs::read(&path).unwrap();
        match name(&path) {
            // A signature damaged by a transfer as text.
            "xs1n0g01.png" | "xs2n0g01.png" | "xs4n0g01.png" | "xs7n0g01.png" | "xcrn0g04.png"
            | "xlfn0g04.png" => {
                assert_eq!(error_of(&bytes), "picture-unknown", "{}", path.display());
            }
            // Colour types and depths that don't exist; no pixels.
            "xc1n0g08.png" | "xc9n2c08.png" | "xd0n2c08.png" | "xd3n2c08.png" | "xd9n2c08.png"
            | "xdtn0g01.png" => {
                assert_eq!(error_of(&bytes), "picture-broken", "{}", path.display());
            }
            // Wrong checksums.
            "xhdn0g08.png" | "xcsn0g01.png" => {
                image::load_from_memory(&epub(&bytes).bytes)
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            }
            other => assert!(!other.starts_with('x'), "{other} is not sorted in"),
        }
    }
}

#[test]
fn odd_jpegs_are_the_same_in_the_epub() {
    for path in suite("jpeg") {
        let bytes = std::fs::read(&path).unwrap();
        let picture = epub(&bytes);
        assert_tells_nothing(&picture.bytes, name(&path));
        match (
            image::load_from_memory(&bytes),
            image::load_from_memory(&picture.bytes),
        ) {
            (Ok(before), Ok(after)) => assert!(before == after, "{}", path.display()),
            // What `image` can't decode is passed on as it is, and a PDF says why it isn't there.
            (Err(_), Err(_)) => {
                assert_eq!(decode(&media(&bytes)).unwrap_err().code, "picture-broken")
            }
            (before, after) => panic!("{}: {:?} {:?}", path.display(), before.err(), after.err()),
        }
    }
}

#[test]
fn photos_are_turned_upright_and_tell_nothing() {
    let exif = suite("exif");
    for format in ["Landscape", "Portrait"] {
        let file = |number: u8| {
            exif.iter()
                .find(|path| name(path) == format!("{format}_{number}.jpg"))
                .map(|path| std::fs::read(path).unwrap())
        };
        let Some(model) = file(1) else { continue };
        let model = upright(&model);
        for number in 1..=8 {
            let bytes = file(number).unwrap();
            let facts = MediaFacts::of(&bytes).unwrap();
            assert_eq!(facts.orientation, Orientation(number));
            assert_eq!(facts.upright_size(), model.dimensions());
            let picture = epub(&bytes);
            assert_tells_nothing(&picture.bytes, format);
            assert_eq!(
                MediaFacts::of(&picture.bytes).unwrap().orientation,
                Orientation::UPRIGHT
            );
            let shown = image::load_from_memory(&picture.bytes).unwrap();
            assert!(
                difference(&shown, &upright(&bytes)) < 3.0,
                "{format} {number} changed by encoding"
            );
            assert!(
                difference(&shown, &model) < 20.0,
                "{format} {number} stands differently"
            );
        }
    }
}

#[test]
fn an_upright_photo_keeps_its_scan_byte_for_byte() {
    for path in suite("exif")
        .iter()
        .filter(|path| name(path).ends_with("_1.jpg"))
    {
        let bytes = std::fs::read(path).unwrap();
        let picture = epub(&bytes);
        let scan = |bytes: &[u8]| {
            let start = bytes
                .windows(2)
                .position(|marker| marker == [0xFF, 0xDA])
                .unwrap();
            bytes[start..].to_vec()
        };
        assert!(picture.bytes.len() < bytes.len());
        assert_eq!(scan(&picture.bytes), scan(&bytes));
    }
}

#[test]
fn a_pdf_gets_pixels_as_they_are_stored() {
    let mut png = Vec::new();
    let image = image::RgbaImage::from_fn(2, 1, |x, _| {
        image::Rgba([10, 20, 30, if x == 0 { 0 } else { 255 }])
    });
    DynamicImage::ImageRgba8(image)
        .write_to(&mut std::io::Cursor::new(&mut png), ImageFormat::Png)
        .unwrap();
    let pixels = decode(&media(&png)).unwrap();
    assert_eq!(pixels.samples, Samples::Rgb(vec![10, 20, 30, 10, 20, 30]));
    assert_eq!(pixels.alpha, Some(vec![0, 255]));
}

#[test]
fn kinds_that_readers_do_not_show_are_changed() {
    let image = DynamicImage::ImageRgb8(image::RgbImage::from_fn(8, 8, |x, y| {
        image::Rgb([x as u8 * 30, y as u8 * 30, 99])
    }));
    for format in [ImageFormat::Bmp, ImageFormat::Tiff, ImageFormat::WebP] {
        let mut bytes = Vec::new();
        image
            .write_to(&mut std::io::Cursor::new(&mut bytes), format)
            .unwrap();
        let picture = epub(&bytes);
        assert_eq!(
            (picture.media_type(), picture.extension()),
            ("image/png", "png")
        );
        assert!(
            image::load_from_memory(&picture.bytes).unwrap() == image,
            "{format:?}"
        );
    }
}

#[test]
fn four_inks_become_three_colours() {
    // Left half cyan, right half red, 16 by 8, with Adobe's segment.
    let picture = epub(include_bytes!("media/cyan-red.jpg"));
    assert_eq!(picture.kind, MediaKind::Jpeg);
    let shown = image::load_from_memory(&picture.bytes).unwrap().to_rgb8();
    let near = |x: u32, colour: [u8; 3]| {
        shown
            .get_pixel(x, 4)
            .0
            .iter()
            .zip(colour)
            .all(|(a, b)| a.abs_diff(b) < 40)
    };
    assert!(
        near(2, [0, 255, 255]) && near(13, [255, 0, 0]),
        "{:?}",
        shown.get_pixel(2, 4)
    );
}

/// A PNG header that claims a size, with rows of zeros for a few pixels.
fn png_of_size(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    let header = [
        &width.to_be_bytes()[..],
        &height.to_be_bytes(),
        &[8, 2, 0, 0, 0],
    ]
    .concat();
    for (kind, data) in [
        (b"IHDR", &header[..]),
        (b"IDAT", b"\x78\x01\x03\0\0\0\0\x01"),
        (b"IEND", b""),
    ] {
        bytes.extend_from_slice(&(data.len() as u32).to_be_bytes());
        bytes.extend_from_slice(kind);
        bytes.extend_from_slice(data);
        bytes.extend_from_slice(&[0; 4]);
    }
    bytes
}

#[test]
fn picture_bombs_are_refused_before_anything_is_decoded() {
    assert_eq!(error_of(&png_of_size(60_000, 60_000)), "picture-too-large");
    assert_eq!(
        error_of(&png_of_size(u32::MAX, u32::MAX)),
        "picture-too-large"
    );
    assert_eq!(error_of(&png_of_size(0, 10)), "picture-broken");
    assert_eq!(
        error_of(b"GIF89a\xFF\xFF\xFF\xFF\0\0\0"),
        "picture-too-large"
    );
}

#[test]
fn damaged_pictures_give_facts_or_errors_and_never_a_panic() {
    let mut seed = 1_u32;
    let mut random = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize
    };
    for path in suite("png")
        .into_iter()
        .chain(suite("jpeg"))
        .filter(|path| std::fs::metadata(path).is_ok_and(|file| file.len() < 20_000))
    {
        let sound = std::fs::read(&path).unwrap();
        for _ in 0..8 {
            let mut damaged = sound.clone();
            for _ in 0..4 {
                let at = random() % damaged.len();
                damaged[at] = random() as u8;
            }
            damaged.truncate(random() % damaged.len() + 1);
            if let Ok(facts) = MediaFacts::of(&damaged) {
                let mut library = MediaLibrary::default();
                let id = library.add(facts, "damaged", Arc::new(damaged));
                let media = library.get(id).unwrap();
                let _ = (decode(media), for_epub(media));
            }
        }
    }
}

#[test]
fn hostile_svgs_become_harmless() {
    let hostile = r##"<?xml version="1.0"?><?xml-stylesheet href="http://a.example/x.css"?>
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10" onload="evil()">
        <script>evil()</script><script xlink:href="http://a.example/evil.js"/>
        <a xlink:href="javascript:evil()"><rect width="5" height="5" fill="red" onclick="evil()"/></a>
        <foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="file:///etc/passwd"/></body></foreignObject>
        <image xlink:href="file:///etc/passwd"/><image href="http://a.example/track.png"/>
        <use xlink:href="http://a.example/evil.svg#x"/><style>rect { fill: url(http://a.example/x) }</style>
        <set attributeName="xlink:href" to="javascript:evil()"/></svg>"##;
    let picture = epub(hostile.as_bytes());
    assert_eq!(picture.kind, MediaKind::Svg);
    let text = String::from_utf8(picture.bytes).unwrap();
    for word in [
        "evil",
        "a.example",
        "passwd",
        "onload",
        "onclick",
        "script",
        "foreign",
    ] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    assert!(
        text.contains(r#"<rect width="5" height="5" fill="red"/>"#),
        "{text}"
    );
}

#[test]
fn svg_bombs_are_refused_at_once() {
    let laughs = r#"<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>"#;
    assert_eq!(error_of(laughs.as_bytes()), "svg-doctype");
    let mut uses = String::from(r#"<g id="u0"><path d="M0 0h1"/></g>"#);
    for level in 1..20 {
        let used = format!(r##"<use href="#u{}"/>"##, level - 1).repeat(10);
        uses.push_str(&format!(r#"<g id="u{level}">{used}</g>"#));
    }
    let uses = format!(r#"<svg xmlns="http://www.w3.org/2000/svg">{uses}</svg>"#);
    assert_eq!(error_of(uses.as_bytes()), "picture-too-large");
    let deep = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg">{}"#,
        "<g>".repeat(100_000)
    );
    assert_eq!(error_of(deep.as_bytes()), "picture-broken");
}

/// Rewriting loses nothing that is drawn: both files give the same pixels.
#[test]
fn rewritten_svgs_draw_the_same() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folders = [
        "cs231n/assets/generative-models",
        "opensource-guide/assets/images/illos",
        "rust-book/src/img",
        "rust-book/src/img/ferris",
    ];
    let mut drawn = 0;
    for path in folders
        .iter()
        .flat_map(|folder| files(&corpus.join(folder)))
        .filter(|path| path.extension().is_some_and(|own| own == "svg"))
    {
        let bytes = std::fs::read(&path).unwrap();
        let picture = epub(&bytes);
        assert_eq!(picture.kind, MediaKind::Svg, "{}", path.display());
        let (before, after) = (drawing(&bytes), drawing(&picture.bytes));
        assert!(before == after, "{} is drawn differently", path.display());
        drawn += 1;
    }
    eprintln!("{drawn} SVGs");
}

/// What `usvg` makes of a file, as text.
fn drawing(svg: &[u8]) -> String {
    let tree = usvg::Tree::from_data(svg, &usvg::Options::default()).unwrap();
    tree.to_string(&usvg::WriteOptions::default())
}
