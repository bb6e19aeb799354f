//! Pictures: every file of the suites is shown or told of, and EXIF's eight ways of lying stand upright.

use crate::conformance::assert_sound;
use crate::contents::{jpeg, transparent_png};
use crate::scene::{Scene, add_picture, rect, write};
use crate::structure::load;
use crate::support::judges::judges;
use crate::support::site::Site;
use chapbook::media::{ColourModel, MediaFacts, MediaLibrary};
use chapbook::pdf::page::Role;
use lopdf::{Dictionary, Document, Object};
use std::path::{Path, PathBuf};

/// The files of a folder of pictures beside the project, sorted; none, aloud, where it isn't there.
fn suite(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/suites/images")
        .join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("SKIPPED: no pictures in {}", folder.display());
        return Vec::new();
    };
    let mut files = entries
        .map(|entry| entry.unwrap().path())
        .collect::<Vec<_>>();
    files.sort();
    files
}

/// A page a picture.
fn album(pictures: &[(String, Vec<u8>)]) -> (MediaLibrary, Scene) {
    let mut library = MediaLibrary::default();
    let mut scene = Scene::default();
    let section = scene.element(None, Role::Section);
    for (name, bytes) in pictures {
        if let Some(picture) = add_picture(&mut library, name, bytes.clone()) {
            scene.page();
            let (width, height) = MediaFacts::of(bytes).unwrap().upright_size();
            let scale = 200.0 / width.max(height) as f32;
            let area = rect(40.0, 40.0, width as f32 * scale, height as f32 * scale);
            scene.figure(section, area, picture, name);
        }
    }
    (library, scene)
}

fn named(files: &[PathBuf]) -> Vec<(String, Vec<u8>)> {
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    files
        .iter()
        .map(|path| (name(path), std::fs::read(path).unwrap()))
        .collect()
}

fn image_objects(document: &Document) -> Vec<&Dictionary> {
    let streams = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    let images = streams.map(|stream| &stream.dict).filter(|dictionary| {
        dictionary
            .get(b"Subtype")
            .is_ok_and(|kind| *kind == Object::Name(b"Image".to_vec()))
    });
    images.collect()
}

#[test]
fn every_picture_of_the_suites_is_shown_in_a_sound_file() {
    let Some(judges) = judges() else { return };
    for folder in ["exif", "jpeg", "png"] {
        let pictures = named(&suite(folder));
        if pictures.is_empty() {
            continue;
        }
        let (library, scene) = album(&pictures);
        let shown = library.iter().count();
        assert!(
            shown * 10 >= pictures.len() * 8,
            "{folder}: {shown} of {}",
            pictures.len()
        );
        let (bytes, messages) = write(&library, vec![scene]);
        for message in messages.iter() {
            assert!(message.code.starts_with("picture-"), "{message:?}");
            eprintln!("{folder}: {}", message.message);
        }
        assert_sound(&judges, &bytes);
    }
}

#[test]
fn exif_turns_pictures_upright_by_their_matrix() {
    let Some(judges) = judges() else { return };
    for kind in ["Landscape", "Portrait"] {
        let files = suite("exif")
            .into_iter()
            .filter(|path| path.to_string_lossy().contains(kind))
            .collect::<Vec<_>>();
        if files.is_empty() {
            return;
        }
        let (library, scene) = album(&named(&files));
        let (bytes, _) = write(&library, vec![scene]);
        let images = load(&bytes);
        assert!(
            image_objects(&images).iter().all(|image| image
                .get(b"Filter")
                .unwrap()
                .as_name()
                .unwrap()
                == b"DCTDecode")
        );
        let folder = Site::empty().with("turned.pdf", &bytes);
        let (path, prefix) = (folder.path("turned.pdf"), folder.path(kind));
        judges.run(
            "pdftoppm",
            &["-r", "36", "-gray", "-png"],
            &[&path, &prefix],
        );
        let pages = (1..=9).map(|page| {
            image::open(prefix.with_file_name(format!("{kind}-{page}.png")))
                .unwrap()
                .into_luma8()
        });
        let pages = pages.collect::<Vec<_>>();
        for page in &pages[1..] {
            let differences = pages[1]
                .iter()
                .zip(page.iter())
                .map(|(one, other)| f64::from(one.abs_diff(*other)));
            let mean = differences.sum::<f64>() / pages[1].len() as f64;
            assert!(mean < 3.0, "{kind}: pages differ by {mean}");
        }
    }
}

#[test]
fn a_jpeg_is_passed_through_and_tells_nothing_of_its_maker() {
    let mut photo = jpeg();
    let exif = b"\xFF\xE1\x00\x16Exif\0\0Berlin, a door";
    photo.splice(2..2, exif.iter().copied());
    let (library, scene) = album(&[("photo".to_owned(), photo)]);
    let (bytes, _) = write(&library, vec![scene]);
    assert!(!bytes.windows(6).any(|window| window == b"Berlin"));
    let document = load(&bytes);
    let images = image_objects(&document);
    let [image] = images.as_slice() else {
        panic!("{images:?}");
    };
    assert_eq!(
        image.get(b"Filter").unwrap().as_name().unwrap(),
        b"DCTDecode"
    );
}

#[test]
fn four_inks_become_red_green_and_blue() {
    let inks = include_bytes!("../media/cyan-red.jpg").to_vec();
    assert_eq!(MediaFacts::of(&inks).unwrap().colour, ColourModel::Cmyk);
    let (library, scene) = album(&[("inks".to_owned(), inks)]);
    let document = load(&write(&library, vec![scene]).0);
    let images = image_objects(&document);
    let [image] = images.as_slice() else {
        panic!("{images:?}");
    };
    assert_eq!(
        image.get(b"ColorSpace").unwrap().as_name().unwrap(),
        b"DeviceRGB"
    );
    let stream = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    let jpeg = stream
        .map(|stream| &stream.content)
        .find(|content| content.starts_with(b"\xFF\xD8"))
        .unwrap();
    let pixels = image::load_from_memory(jpeg).unwrap().into_rgb8();
    let (cyan, red) = (pixels.get_pixel(2, 4), pixels.get_pixel(13, 4));
    assert!(cyan[0] < 90 && cyan[2] > 170, "{cyan:?}");
    assert!(red[0] > 190 && red[2] < 90, "{red:?}");
}

/// Colours of a wide gamut would pale without their profile.
#[test]
fn a_profile_that_is_needed_is_kept() {
    let icc = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let mut photo = jpeg();
    let mut segment = b"\xFF\xE2".to_vec();
    segment.extend((icc.len() as u16 + 16).to_be_bytes());
    segment.extend(b"ICC_PROFILE\0\x01\x01");
    segment.extend(&icc);
    photo.splice(2..2, segment);
    let (library, scene) = album(&[("photo".to_owned(), photo)]);
    let (bytes, _) = write(&library, vec![scene]);
    let document = load(&bytes);
    let images = image_objects(&document);
    let space = images[0].get(b"ColorSpace").unwrap().as_array().unwrap();
    assert_eq!(space[0].as_name().unwrap(), b"ICCBased");
    let profile = document
        .get_object(space[1].as_reference().unwrap())
        .unwrap();
    assert_eq!(
        profile.as_stream().unwrap().decompressed_content().unwrap(),
        icc
    );
    let Some(judges) = judges() else { return };
    assert_sound(&judges, &bytes);
}

#[test]
fn opacities_become_a_mask_and_the_page_says_how_it_blends() {
    let (library, scene) = album(&[("drawing".to_owned(), transparent_png())]);
    let document = load(&write(&library, vec![scene]).0);
    let images = image_objects(&document);
    assert_eq!(images.len(), 2);
    assert!(images.iter().any(|image| image.has(b"SMask")));
    let page = document
        .get_dictionary(document.page_iter().next().unwrap())
        .unwrap();
    assert!(page.has(b"Group"));
}

#[test]
fn a_picture_on_two_pages_is_in_the_file_once() {
    let mut library = MediaLibrary::default();
    let photo = add_picture(&mut library, "photo", jpeg()).unwrap();
    let mut scene = Scene::new();
    scene.figure_on_two_pages(photo);
    let document = load(&write(&library, vec![scene]).0);
    assert_eq!(image_objects(&document).len(), 1);
}

#[test]
fn a_broken_picture_is_told_of_and_framed() {
    let mut bytes = transparent_png();
    let end = bytes.len() / 2;
    bytes.truncate(end);
    let mut library = MediaLibrary::default();
    let facts = MediaFacts::of(&transparent_png()).unwrap();
    let broken = library.add(facts, "broken", std::sync::Arc::new(bytes));
    let mut scene = Scene::new();
    let section = scene.element(None, Role::Section);
    scene.figure(section, rect(40.0, 40.0, 100.0, 50.0), broken, "A picture");
    let (bytes, messages) = write(&library, vec![scene]);
    let codes = messages
        .iter()
        .map(|message| message.code)
        .collect::<Vec<_>>();
    assert_eq!(codes, ["picture-broken"]);
    assert!(image_objects(&load(&bytes)).is_empty());
}

impl Scene {
    fn figure_on_two_pages(&mut self, picture: chapbook::media::MediaId) {
        let section = self.element(None, Role::Section);
        self.figure(section, rect(40.0, 40.0, 60.0, 40.0), picture, "once");
        self.page();
        self.figure(section, rect(40.0, 40.0, 60.0, 40.0), picture, "twice");
    }
}
