//! Pages made by hand: what layout would give, said in a few words.

use chapbook::diagnostics::Diagnostics;
use chapbook::document::{BookMetadata, Target};
use chapbook::media::{MediaFacts, MediaId, MediaLibrary};
use chapbook::pdf::file;
use chapbook::pdf::fonts::FontLibrary;
use chapbook::pdf::line::{FontId, Glyph, GlyphRun};
use chapbook::pdf::page::{
    Anchor, ChapterLayout, Description, Item, Link, LinkArea, OutlineHeading, Page, Placed, Role,
    StructureElement, StructureId, Tag,
};
use chapbook::progress::Listener;
use chapbook::style::{ComputedStyle, LineStyle};
use chapbook::units::{Colour, GlyphUnit, Point, Pt, Rect, Size};
use std::sync::{Arc, OnceLock};

pub const SIZE: Pt = Pt(10.0);

/// Faces of the bundled library.
pub fn fonts() -> &'static FontLibrary {
    static FONTS: OnceLock<FontLibrary> = OnceLock::new();
    FONTS.get_or_init(FontLibrary::bundled)
}

pub fn face(family: &str) -> FontId {
    fonts().select(&ComputedStyle {
        font_family: Arc::from([Arc::from(family)]),
        ..ComputedStyle::default()
    })
}

pub fn point(x: f32, y: f32) -> Point {
    Point { x: Pt(x), y: Pt(y) }
}

pub fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect::new(Pt(x), Pt(y), Pt(width), Pt(height))
}

/// A chapter that is being put together.
#[derive(Default)]
pub struct Scene {
    pub chapter: ChapterLayout,
    order: u32,
}

impl Scene {
    pub fn new() -> Scene {
        let mut scene = Scene::default();
        scene.page();
        scene
    }

    /// Begins a page.
    pub fn page(&mut self) {
        let size = Size {
            width: Pt(420.0),
            height: Pt(600.0),
        };
        self.chapter.pages.push(Page {
            size,
            ..Page::default()
        });
    }

    pub fn element(&mut self, parent: Option<StructureId>, role: Role) -> StructureId {
        self.order += 1;
        let element = StructureElement::new(role, parent, self.order);
        self.chapter.structure.push(element);
        StructureId(self.chapter.structure.len() as u32 - 1)
    }

    pub fn describe(&mut self, element: StructureId, change: impl FnOnce(&mut Description)) {
        self.chapter.structure[element.0 as usize].describe(change);
    }

    /// Puts an item on the last page.
    pub fn place(&mut self, tag: Tag, item: Item) {
        let page = self.chapter.pages.last_mut().unwrap();
        page.items.push(Placed { tag, item });
    }

    pub fn tag(&mut self, element: StructureId) -> Tag {
        self.order += 1;
        Tag::Structure {
            element,
            order: self.order,
        }
    }

    /// Words in the serif face.
    pub fn words(&mut self, element: StructureId, x: f32, y: f32, text: &str) {
        let tag = self.tag(element);
        self.run(tag, x, y, run("serif", text));
    }

    pub fn run(&mut self, tag: Tag, x: f32, y: f32, run: GlyphRun) {
        self.place(
            tag,
            Item::Glyphs {
                origin: point(x, y),
                run,
            },
        );
    }

    pub fn heading(&mut self, parent: StructureId, level: u8, y: f32, text: &str) {
        let element = self.element(Some(parent), Role::Heading(level));
        self.words(element, 40.0, y, text);
        self.chapter.headings.push(OutlineHeading {
            level,
            text: text.to_owned(),
            page: self.chapter.pages.len() - 1,
            at: point(40.0, y - 10.0),
            element,
        });
    }

    pub fn paragraph(&mut self, parent: StructureId, y: f32, text: &str) -> StructureId {
        let element = self.element(Some(parent), Role::Paragraph);
        self.words(element, 40.0, y, text);
        element
    }

    pub fn figure(
        &mut self,
        parent: StructureId,
        area: Rect,
        picture: MediaId,
        alternative: &str,
    ) -> StructureId {
        let element = self.element(Some(parent), Role::Figure);
        self.describe(element, |own| {
            own.alternative = Some(alternative.to_owned())
        });
        let tag = self.tag(element);
        self.place(tag, Item::Picture(picture, area));
        element
    }

    /// A link whose words stand at each of the places.
    pub fn link(&mut self, parent: StructureId, target: Target, lines: &[(f32, f32, &str)]) {
        let number = self.chapter.links.len() as u32;
        let description = lines.iter().map(|(_, _, words)| *words).collect();
        self.chapter.links.push(Link {
            target,
            description,
        });
        let element = self.element(Some(parent), Role::Link(number));
        for (x, y, words) in lines {
            self.words(element, *x, *y, words);
            let width = run("serif", words).width();
            let page = self.chapter.pages.last_mut().unwrap();
            page.link_areas.push(LinkArea {
                link: number,
                area: Rect::new(Pt(*x), Pt(*y - 8.0), width, SIZE),
            });
        }
    }

    pub fn anchor(&mut self, id: &str, y: f32) {
        self.chapter.anchors.push(Anchor {
            id: Some(id.to_owned()),
            page: self.chapter.pages.len() - 1,
            at: point(40.0, y),
        });
    }

    /// Furniture at the head and foot of every page.
    pub fn furnish(&mut self) {
        for (number, page) in self.chapter.pages.iter_mut().enumerate() {
            let foot = page.size.height - Pt(30.0);
            for (y, words) in [
                (Pt(30.0), "Running head".to_owned()),
                (foot, (number + 1).to_string()),
            ] {
                page.items.push(Placed {
                    tag: Tag::Pagination,
                    item: Item::Glyphs {
                        origin: Point { x: Pt(40.0), y },
                        run: run("serif", &words),
                    },
                });
            }
        }
    }
}

/// A run in the serif face is shaped with its ligatures.
pub fn run(family: &str, text: &str) -> GlyphRun {
    let font = face(family);
    let bytes = fonts().face(font).bytes();
    let parsed = harfrust::FontRef::new(bytes).unwrap();
    let data = harfrust::ShaperData::new(&parsed);
    let mut buffer = harfrust::UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let shaped = data
        .shaper(&parsed)
        .build()
        .shape(buffer, Default::default());
    let starts = shaped
        .glyph_infos()
        .iter()
        .map(|info| info.cluster as usize);
    let ends = starts.clone().skip(1).chain([text.len()]);
    let glyphs = starts
        .zip(ends)
        .zip(shaped.glyph_infos().iter().zip(shaped.glyph_positions()));
    let glyphs = glyphs.map(|((start, end), (info, position))| Glyph {
        id: info.glyph_id as u16,
        dx: GlyphUnit(0),
        dy: GlyphUnit(0),
        cluster_len: (end - start) as u16,
        cluster_start: start as u32,
        advance: fonts().face(font).scale(position.x_advance as f32, SIZE),
    });
    GlyphRun {
        font,
        size: SIZE,
        colour: Colour::BLACK,
        decoration: LineStyle::default(),
        background: None,
        glyphs: glyphs.collect(),
        text: Arc::from(text),
        actual_text: None,
    }
}

pub fn glyph(font: FontId, letter: char, start: usize, length: usize) -> Glyph {
    let face = fonts().face(font);
    let id = face
        .glyph(letter)
        .unwrap_or_else(|| panic!("no glyph for {letter:?}"));
    Glyph {
        id,
        dx: GlyphUnit(0),
        dy: GlyphUnit(0),
        cluster_len: length as u16,
        cluster_start: start as u32,
        advance: face.scale(face.advance(id).into(), SIZE),
    }
}

/// Takes a file into the library.
pub fn add_picture(library: &mut MediaLibrary, name: &str, bytes: Vec<u8>) -> Option<MediaId> {
    let facts = MediaFacts::of(&bytes).ok()?;
    Some(library.add(facts, name, Arc::new(bytes)))
}

pub fn book() -> BookMetadata {
    BookMetadata {
        title: "Tables & Figures – 表".to_owned(),
        authors: vec!["A. Author".to_owned(), "B. Writer".to_owned()],
        language: "en".to_owned(),
        description: Some("What a <file> holds".to_owned()),
        subjects: vec!["pdf".to_owned(), "tags".to_owned()],
        date: "2016-06-24T10:20:30".parse().ok(),
        ..BookMetadata::default()
    }
}

/// The file, and what was told while it was written.
pub fn write(media: &MediaLibrary, scenes: Vec<Scene>) -> (Vec<u8>, Diagnostics) {
    let mut out = Vec::new();
    let mut messages = Diagnostics::default();
    let chapters = scenes.into_iter().map(|scene| scene.chapter).collect();
    file::write(
        &book(),
        media,
        fonts(),
        chapters,
        &mut out,
        &Listener::default(),
        &mut messages,
    )
    .unwrap();
    (out, messages)
}
