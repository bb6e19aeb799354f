//! A document with everything in it that a post can ask of a page.

use crate::scene::{Scene, add_picture, glyph, rect, run};
use chapbook::document::Target;
use chapbook::media::{MediaId, MediaLibrary};
use chapbook::pdf::page::{Item, ListNumbering, Role, Scope, StructureId, Tag};
use chapbook::units::{Colour, Pt};
use image::{ExtendedColorType, ImageEncoder, Rgba, RgbaImage};

/// A PNG whose left half can be seen through more and more.
pub fn transparent_png() -> Vec<u8> {
    let picture = RgbaImage::from_fn(16, 8, |x, y| {
        Rgba([x as u8 * 16, y as u8 * 32, 90, (x * 17) as u8])
    });
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(&picture, 16, 8, ExtendedColorType::Rgba8)
        .unwrap();
    bytes
}

/// A JPEG of two colours.
pub fn jpeg() -> Vec<u8> {
    let samples = (0..24 * 16).flat_map(|pixel| {
        if pixel % 24 < 12 {
            [200, 40, 40]
        } else {
            [40, 40, 200]
        }
    });
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut bytes)
        .encode(
            &samples.collect::<Vec<_>>(),
            24,
            16,
            ExtendedColorType::Rgb8,
        )
        .unwrap();
    bytes
}

pub fn library() -> (MediaLibrary, [MediaId; 2]) {
    let mut library = MediaLibrary::default();
    let photo = add_picture(&mut library, "photo", jpeg()).unwrap();
    let drawing = add_picture(&mut library, "drawing", transparent_png()).unwrap();
    (library, [photo, drawing])
}

pub fn scenes([photo, drawing]: [MediaId; 2]) -> Vec<Scene> {
    vec![first_chapter(photo), second_chapter(drawing)]
}

fn first_chapter(photo: MediaId) -> Scene {
    let mut scene = Scene::new();
    let section = scene.element(None, Role::Section);
    scene.heading(section, 1, 60.0, "Office affairs");
    paragraph_over_two_lines(&mut scene, section);
    list(&mut scene, section);
    scene.heading(section, 3, 190.0, "Too deep by one");
    let quote = scene.element(Some(section), Role::BlockQuote);
    scene.describe(quote, |own| own.language = Some("la".to_owned()));
    scene.paragraph(quote, 205.0, "Quot homines, tot sententiae.");
    code(&mut scene, section);
    links(&mut scene, section);
    scene.figure(
        section,
        rect(40.0, 290.0, 120.0, 80.0),
        photo,
        "Red beside blue",
    );
    let over = scene.paragraph(section, 400.0, "This paragraph begins on one page ");
    let note_call = scene.element(Some(over), Role::Reference);
    scene.words(note_call, 250.0, 400.0, "1");
    note(&mut scene, section);
    scene.page();
    scene.words(over, 40.0, 60.0, "and ends on the next.");
    scene.paragraph(
        section,
        80.0,
        "nbsp\u{A0}here, (parentheses) and \\ backslash, “quotes” – dash",
    );
    scene.furnish();
    scene
}

fn second_chapter(drawing: MediaId) -> Scene {
    let mut scene = Scene::new();
    let section = scene.element(None, Role::Section);
    scene.heading(section, 1, 60.0, "Tables");
    scene.anchor("tables", 50.0);
    table(&mut scene, section);
    let area = rect(40.0, 200.0, 160.0, 80.0);
    let figure = scene.figure(section, area, drawing, "Fading in");
    let caption = scene.element(Some(figure), Role::Caption);
    scene.words(caption, 40.0, 295.0, "A picture that fades in");
    let empty = scene.element(Some(section), Role::Division);
    scene.element(Some(empty), Role::Paragraph);
    scene.furnish();
    scene
}

fn paragraph_over_two_lines(scene: &mut Scene, section: StructureId) {
    let paragraph = scene.element(Some(section), Role::Paragraph);
    let tag = scene.tag(paragraph);
    let line = run("serif", "Affairs of the office, which no one keeps se");
    let end = 40.0 + line.width().0;
    scene.run(tag, 40.0, 80.0, line);
    let mut hyphen = run("serif", "-");
    hyphen.actual_text = Some("\u{AD}");
    scene.run(tag, end, 80.0, hyphen);
    let mut coloured = run("serif", "parate, are ");
    coloured.colour = Colour {
        red: 160,
        green: 0,
        blue: 0,
    };
    scene.run(tag, 40.0, 92.0, coloured);
    // A letter made of two glyphs: its text is told beside them.
    let mut composed = run("serif", "e");
    let mut accent = glyph(composed.font, '\u{301}', 0, 0);
    accent.dy.0 = 30;
    composed.glyphs[0].cluster_len = 3;
    composed.glyphs.push(accent);
    composed.text = "e\u{301}".into();
    scene.run(tag, 170.0, 92.0, composed);
}

fn list(scene: &mut Scene, section: StructureId) {
    let list = scene.element(
        Some(section),
        Role::List {
            numbering: ListNumbering::Decimal,
        },
    );
    for (number, y) in [(1, 120.0), (2, 145.0)] {
        let item = scene.element(Some(list), Role::ListItem);
        let label = scene.element(Some(item), Role::Label);
        scene.words(label, 40.0, y, &format!("{number}."));
        let body = scene.element(Some(item), Role::ListBody);
        scene.paragraph(body, y, "    An item");
        let inner = scene.element(
            Some(body),
            Role::List {
                numbering: ListNumbering::Disc,
            },
        );
        let inner_item = scene.element(Some(inner), Role::ListItem);
        let label = scene.element(Some(inner_item), Role::Label);
        scene.words(label, 60.0, y + 12.0, "•");
        let body = scene.element(Some(inner_item), Role::ListBody);
        scene.words(body, 75.0, y + 12.0, "with another in it");
    }
}

fn code(scene: &mut Scene, section: StructureId) {
    scene.place(
        Tag::Layout,
        Item::Fill(
            rect(36.0, 215.0, 300.0, 30.0),
            Colour {
                red: 240,
                green: 240,
                blue: 240,
            },
        ),
    );
    let paragraph = scene.element(Some(section), Role::Paragraph);
    let code = scene.element(Some(paragraph), Role::Code);
    let tag = scene.tag(code);
    scene.run(tag, 40.0, 225.0, run("monospace", "fn main() { // 𝚖𝚘𝚗𝚘 "));
    scene.run(tag, 40.0, 238.0, run("monospace", "}"));
    scene.place(
        Tag::Layout,
        Item::Stroke {
            from: crate::scene::point(36.0, 250.0),
            to: crate::scene::point(336.0, 250.0),
            width: Pt(0.5),
            colour: Colour::BLACK,
            dash: vec![Pt(2.0), Pt(1.0)],
        },
    );
}

fn links(scene: &mut Scene, section: StructureId) {
    let paragraph = scene.element(Some(section), Role::Paragraph);
    scene.words(paragraph, 40.0, 262.0, "See ");
    let uri = Target::External("https://example.org/ü?q=(1)".to_owned());
    scene.link(
        paragraph,
        uri,
        &[(60.0, 262.0, "a link over "), (40.0, 274.0, "two lines")],
    );
    let within = |chapter, id: Option<&str>| Target::Internal {
        chapter,
        id: id.map(str::to_owned),
    };
    scene.link(
        paragraph,
        within(1, Some("tables")),
        &[(120.0, 274.0, " and the tables")],
    );
    scene.link(
        paragraph,
        within(0, None),
        &[(200.0, 274.0, " or the start.")],
    );
}

fn note(scene: &mut Scene, section: StructureId) {
    let note = scene.element(Some(section), Role::Note);
    scene.describe(note, |own| own.id = Some("fn-1".to_owned()));
    let label = scene.element(Some(note), Role::Label);
    scene.words(label, 40.0, 540.0, "1 ");
    scene.paragraph(note, 540.0, "   A note at the foot.");
    let unnamed = scene.element(Some(section), Role::Note);
    scene.paragraph(unnamed, 552.0, "And one without an id.");
}

fn table(scene: &mut Scene, section: StructureId) {
    let table = scene.element(Some(section), Role::Table);
    let head = scene.element(Some(table), Role::TableHead);
    let row = scene.element(Some(head), Role::TableRow);
    for (x, title, column_span) in [(40.0, "Name", 1), (120.0, "Both", 2)] {
        let cell = scene.element(
            Some(row),
            Role::TableHeadCell {
                scope: Scope::Column,
                column_span,
                row_span: 1,
            },
        );
        scene.words(cell, x, 100.0, title);
    }
    let body = scene.element(Some(table), Role::TableBody);
    for (y, cells) in [(115.0, ["a", "b", ""]), (130.0, ["", "", ""])] {
        let row = scene.element(Some(body), Role::TableRow);
        for (x, words) in [40.0, 120.0, 180.0].into_iter().zip(cells) {
            let cell = scene.element(
                Some(row),
                Role::TableCell {
                    column_span: 1,
                    row_span: 1,
                },
            );
            if !words.is_empty() {
                scene.words(cell, x, y, words);
            }
        }
    }
}
