//! SVG as vectors: each drawing looks in the PDF as resvg draws it, and is made of pixels only where it must be.

use crate::conformance::assert_sound;
use crate::scene::{Scene, add_picture, rect, write};
use crate::structure::load;
use crate::support::judges::{Judges, judges};
use crate::support::site::Site;
use chapbook::media::MediaLibrary;
use chapbook::pdf::page::Role;
use image::{GrayImage, Luma};
use lopdf::Object;
use std::path::Path;

/// Name, whether pixels are needed, and what stands in an `svg` of 200 by 100.
const DRAWINGS: &[(&str, bool, &str)] = &[
    (
        "shapes",
        false,
        r##"<rect x="10" y="10" width="60" height="40" rx="8" fill="#c33"/><circle cx="120" cy="50" r="30" fill="none" stroke="#36c" stroke-width="6"/><path d="M150 80 Q 170 20 190 80 Z" fill="green" stroke="black" paint-order="stroke"/>"##,
    ),
    (
        "strokes",
        false,
        r##"<path d="M10 20 L 90 20 L 50 80" fill="none" stroke="black" stroke-width="8" stroke-linejoin="round" stroke-linecap="square"/><line x1="110" y1="20" x2="190" y2="20" stroke="#a00" stroke-width="4" stroke-dasharray="12 6" stroke-dashoffset="3"/><path d="M110 50h60v40h-60z m15 10h30v20h-30z" fill-rule="evenodd" fill="#888"/>"##,
    ),
    (
        "transforms",
        false,
        r##"<g transform="translate(100 50) rotate(30)"><rect x="-40" y="-20" width="80" height="40" fill="#444"/><g transform="scale(0.5 1.5) skewX(20)"><circle r="20" fill="orange"/></g></g>"##,
    ),
    (
        "opacity",
        false,
        r##"<rect x="20" y="20" width="100" height="60" fill="#00f"/><g opacity="0.5"><rect x="80" y="10" width="60" height="50" fill="red"/><rect x="100" y="40" width="60" height="50" fill="lime"/></g><circle cx="40" cy="50" r="20" fill="#fff" fill-opacity="0.6" stroke="#000" stroke-opacity="0.3" stroke-width="5"/>"##,
    ),
    (
        "blending",
        false,
        r##"<rect x="10" y="10" width="120" height="60" fill="#cc6"/><g style="mix-blend-mode:multiply"><rect x="60" y="40" width="120" height="50" fill="#6cc"/></g>"##,
    ),
    (
        "gradients",
        false,
        r##"<linearGradient id="a" x2="1" y2="1"><stop offset="0" stop-color="#f00"/><stop offset="0.3" stop-color="#ff0"/><stop offset="1" stop-color="#00f"/></linearGradient><radialGradient id="b" cx="0.5" cy="0.5" r="0.5" fx="0.3" gradientTransform="rotate(20 .5 .5)"><stop offset="0.1" stop-color="#fff"/><stop offset="1" stop-color="#063"/></radialGradient><rect x="5" y="5" width="90" height="90" fill="url(#a)"/><g transform="translate(150 50) scale(1 0.7)"><circle r="45" fill="url(#b)" stroke="url(#a)" stroke-width="10"/></g>"##,
    ),
    (
        "gradient in a group",
        false,
        r##"<linearGradient id="a"><stop offset="0" stop-color="#000"/><stop offset="1" stop-color="#eee"/></linearGradient><g transform="translate(20 10) scale(2)" opacity="0.7"><g transform="rotate(10)"><rect width="60" height="30" fill="url(#a)"/></g></g>"##,
    ),
    (
        "clipping",
        false,
        r##"<clipPath id="c"><circle cx="60" cy="50" r="40"/><rect x="90" y="30" width="80" height="40"/></clipPath><g clip-path="url(#c)"><rect width="200" height="100" fill="#27a"/><path d="M0 0 L200 100" stroke="#fff" stroke-width="10"/></g>"##,
    ),
    (
        "words",
        false,
        r##"<text x="10" y="60" font-size="40" font-family="serif">Words</text><text x="130" y="60" font-size="20" font-family="monospace" fill="#a33">code</text>"##,
    ),
    (
        "filter",
        true,
        r##"<filter id="f"><feGaussianBlur stdDeviation="4"/></filter><g transform="translate(20 10)"><rect x="20" y="10" width="80" height="50" fill="#800" filter="url(#f)"/></g>"##,
    ),
    (
        "mask",
        true,
        r##"<mask id="m"><rect width="200" height="100" fill="#888"/><circle cx="100" cy="50" r="40" fill="#fff"/></mask><g transform="scale(0.9)"><rect width="200" height="100" fill="#060" mask="url(#m)"/></g>"##,
    ),
    (
        "pattern",
        true,
        r##"<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><circle cx="5" cy="5" r="3" fill="#c0c"/></pattern><rect x="20" y="20" width="160" height="60" fill="url(#p)"/>"##,
    ),
    (
        "fading",
        true,
        r##"<linearGradient id="a"><stop offset="0" stop-color="#00f" stop-opacity="0"/><stop offset="1" stop-color="#00f"/></linearGradient><rect x="10" y="10" width="180" height="80" fill="url(#a)"/>"##,
    ),
    (
        "picture",
        true,
        r##"<image x="20" y="10" width="100" height="80" preserveAspectRatio="none" href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFUlEQVR4nGOQWyDHxcXFcEIOCE4AABKIAwOdIK3BAAAAAElFTkSuQmCC"/>"##,
    ),
];

fn svg(inside: &str) -> Vec<u8> {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">{inside}</svg>"#)
        .into_bytes()
}

fn pages(drawings: &[(&str, bool, &str)]) -> Vec<u8> {
    let mut library = MediaLibrary::default();
    let mut scene = Scene::default();
    let section = scene.element(None, Role::Section);
    for (name, _, inside) in drawings {
        let picture = add_picture(&mut library, "drawing", svg(inside)).unwrap();
        scene.page();
        scene.figure(section, rect(40.0, 40.0, 200.0, 100.0), picture, name);
    }
    let (bytes, messages) = write(&library, vec![scene]);
    assert_eq!(messages.iter().count(), 0);
    bytes
}

/// What stands where the drawing was put, twice as many pixels as points.
fn shown(judges: &Judges, path: &Path, page: usize) -> GrayImage {
    let prefix = path.with_extension(page.to_string());
    let number = page.to_string();
    let options = [
        "-r",
        "144",
        "-gray",
        "-png",
        "-singlefile",
        "-x",
        "80",
        "-y",
        "80",
        "-W",
        "400",
        "-H",
        "200",
    ];
    let place = ["-f", &number, "-l", &number];
    judges.run(
        "pdftoppm",
        &[&options[..], &place].concat(),
        &[path, &prefix],
    );
    image::open(format!("{}.png", prefix.display()))
        .unwrap()
        .into_luma8()
}

fn expected(inside: &str) -> GrayImage {
    use resvg::tiny_skia::{Color, Pixmap, Transform};
    let mut options = usvg::Options::default();
    let fonts = options.fontdb_mut();
    for id in crate::scene::fonts().ids() {
        fonts.load_font_data(crate::scene::fonts().face(id).bytes().to_vec());
    }
    fonts.set_serif_family("Libertinus Serif");
    fonts.set_monospace_family("DejaVu Sans Mono");
    let tree = usvg::Tree::from_data(&svg(inside), &options).unwrap();
    let mut pixels = Pixmap::new(400, 200).unwrap();
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(2.0, 2.0), &mut pixels.as_mut());
    let grey = |x, y| {
        let pixel = pixels.pixel(x, y).unwrap();
        let [red, green, blue] = [pixel.red(), pixel.green(), pixel.blue()].map(f32::from);
        Luma([(red * 0.299 + green * 0.587 + blue * 0.114) as u8])
    };
    GrayImage::from_fn(400, 200, grey)
}

#[test]
fn drawings_look_as_they_should() {
    let Some(judges) = judges() else { return };
    let folder = Site::empty().with("drawings.pdf", pages(DRAWINGS));
    let path = folder.path("drawings.pdf");
    for (page, (name, pixels, inside)) in (1..).zip(DRAWINGS) {
        let (shown, expected) = (shown(&judges, &path, page), expected(inside));
        assert_eq!(shown.dimensions(), expected.dimensions());
        let differences = shown
            .iter()
            .zip(expected.iter())
            .map(|(one, other)| f64::from(one.abs_diff(*other)));
        let mean = differences.sum::<f64>() / shown.len() as f64;
        assert!(
            expected.iter().any(|pixel| *pixel < 200),
            "{name} shows nothing"
        );
        // poppler rounds a picture's edges to whole pixels, and does not smooth between few pixels.
        let most = if *pixels { 8.0 } else { 1.5 };
        assert!(mean < most, "{name} is off by {mean}");
    }
}

#[test]
fn drawings_are_in_a_sound_file() {
    let Some(judges) = judges() else { return };
    assert_sound(&judges, &pages(DRAWINGS));
}

#[test]
fn only_what_pdf_cannot_say_is_pixels() {
    for drawing in DRAWINGS {
        let document = load(&pages(&[*drawing]));
        let streams = document
            .objects
            .values()
            .filter_map(|object| object.as_stream().ok());
        let kind = |stream: &lopdf::Stream| stream.dict.get(b"Subtype").ok().cloned();
        let pixels = streams
            .filter(|stream| kind(stream) == Some(Object::Name(b"Image".to_vec())))
            .count();
        assert_eq!(pixels > 0, drawing.1, "{}", drawing.0);
    }
}

#[test]
fn a_drawing_reads_no_file() {
    let href = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf_file/main.rs");
    let inside = format!(
        r#"<image width="9" height="9" href="{0}"/><image width="9" height="9" href="file://{0}"/>"#,
        href.display()
    );
    let document = load(&pages(&[("reading", false, &inside)]));
    let forms = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    let content = forms.filter(|stream| {
        stream
            .dict
            .get(b"Subtype")
            .is_ok_and(|kind| *kind == Object::Name(b"Form".to_vec()))
    });
    let content = content
        .map(|form| form.decompressed_content().unwrap())
        .collect::<Vec<_>>();
    assert!(
        content
            .iter()
            .all(|content| !content.windows(2).any(|window| window == b"Do")),
        "{content:?}"
    );
}
