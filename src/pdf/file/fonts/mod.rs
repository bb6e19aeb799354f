//! Fonts cut to the glyphs in use: takes pages and whole faces, gives subsets with the codes, widths and texts that drawing goes by.

mod usage;

pub use usage::clusters;

use crate::diagnostics::{Diagnostic, Result};
use crate::pdf::file::digest::Digest;
use crate::pdf::line::FontId;
use crate::pdf::page::ChapterLayout;
use rayon::prelude::*;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::Decoration;
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;
use usage::GlyphUse;

/// Where whole faces come from.
pub trait FontPrograms: Sync {
    /// A face's file, and its index there.
    fn program(&self, font: FontId) -> Option<(&[u8], u32)>;
}

/// The subsets of a document's faces.
#[derive(Debug, Default)]
pub struct Subsets {
    faces: BTreeMap<FontId, Subset>,
}

/// A face cut to the glyphs in use. Lengths are in thousandths of an em.
#[derive(Debug)]
pub struct Subset {
    /// Its name in content streams.
    pub resource: String,
    /// `ABCDEF+Name`: the tag is made of what is in it.
    pub name: String,
    /// The font file.
    pub program: Vec<u8>,
    /// By glyph number in the whole face.
    glyphs: Vec<SubsetGlyph>,
    /// What the font descriptor tells.
    pub descriptor: Descriptor,
    /// Where a line under the text goes.
    pub underline: Stripe,
    /// Where a line through the text goes.
    pub strikeout: Stripe,
}

/// A glyph of a subset.
#[derive(Debug, Clone, Default)]
pub struct SubsetGlyph {
    /// Its number in the subset; zero if it isn't in it.
    pub code: u16,
    /// Its width as the reader knows it, from which displacements are counted.
    pub width: i32,
    /// What it says when nothing else is said.
    pub text: Box<str>,
    /// It stands for other texts elsewhere.
    pub ambiguous: bool,
}

/// What a font descriptor tells (PDF 32000-1 9.8.1).
#[derive(Debug, Clone, Default)]
pub struct Descriptor {
    /// Above the baseline.
    pub ascent: i16,
    /// Below the baseline, negative.
    pub descent: i16,
    /// Left, bottom, right, top.
    pub bounds: [i16; 4],
    /// The caret's slope.
    pub caret: [i16; 2],
    /// 100 to 900.
    pub weight: u16,
}

/// A line along the text.
#[derive(Debug, Clone, Copy)]
pub struct Stripe {
    /// Its middle, above the baseline.
    pub height: f32,
    /// How thick it is.
    pub thickness: f32,
}

/// Cuts the faces to the glyphs that the chapters use.
pub fn subsets(chapters: &[ChapterLayout], programs: &dyn FontPrograms) -> Result<Subsets> {
    let usage = usage::usage(chapters);
    let faces = usage
        .faces
        .par_iter()
        .map(|(font, glyphs)| Ok((*font, subset(*font, glyphs, programs)?)))
        .collect::<Result<_>>()?;
    Ok(Subsets { faces })
}

impl Subsets {
    /// A face's subset.
    pub fn get(&self, font: FontId) -> Option<&Subset> {
        self.faces.get(&font)
    }

    /// All faces, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Subset> {
        self.faces.values()
    }
}

impl Subset {
    /// A glyph of the whole face; `None` for `.notdef` and for what isn't in the subset.
    pub fn glyph(&self, id: u16) -> Option<&SubsetGlyph> {
        self.glyphs.get(usize::from(id)).filter(|glyph| glyph.code != 0)
    }

    /// Its glyphs in the order of their codes.
    pub fn glyphs(&self) -> impl Iterator<Item = &SubsetGlyph> {
        self.glyphs.iter().filter(|glyph| glyph.code != 0)
    }
}

fn subset(font: FontId, uses: &[GlyphUse], programs: &dyn FontPrograms) -> Result<Subset> {
    let unusable = |why: String| Diagnostic::error("font-unusable", format!("face {} can't be embedded: {why}", font.0));
    let (file, index) = programs.program(font).ok_or_else(|| unusable("it has no file".to_owned()))?;
    let face = FontRef::from_index(file, index).map_err(|error| unusable(error.to_string()))?;
    let mut remapper = GlyphRemapper::new();
    for (id, _) in (0..).zip(uses).filter(|(_, glyph)| glyph.used) {
        remapper.remap(id);
    }
    let program = subsetter::subset(file, index, &remapper).map_err(|error| unusable(error.to_string()))?;
    let metrics = face.metrics(Size::new(1000.0), LocationRef::default());
    let stripe = |line: Option<Decoration>, height: f32| {
        line.filter(|line| line.thickness > 0.0).map_or(Stripe { height, thickness: 50.0 }, |line| Stripe {
            height: line.offset - line.thickness / 2.0,
            thickness: line.thickness,
        })
    };
    Ok(Subset {
        resource: format!("F{}", font.0),
        name: format!("{}+{}", Digest::of(&program).tag(), postscript_name(&face)),
        program,
        glyphs: glyphs(uses, &remapper, &face),
        descriptor: descriptor(&face),
        underline: stripe(metrics.underline, -100.0),
        strikeout: stripe(metrics.strikeout, 250.0),
    })
}

fn glyphs(uses: &[GlyphUse], remapper: &GlyphRemapper, face: &FontRef<'_>) -> Vec<SubsetGlyph> {
    let widths = face.glyph_metrics(Size::new(1000.0), LocationRef::default());
    let mut letters = None;
    let mut glyph = |id: u16, glyph: &GlyphUse| SubsetGlyph {
        code: remapper.get(id).unwrap_or(0),
        width: widths.advance_width(GlyphId::from(id)).unwrap_or(0.0).round() as i32,
        text: glyph.chief_text().map_or_else(
            || letter(letters.get_or_insert_with(|| letters_of(face)), id),
            Box::from,
        ),
        ambiguous: glyph.texts.len() > 1,
    };
    let used = |(id, usage): (u16, &GlyphUse)| if usage.used { glyph(id, usage) } else { SubsetGlyph::default() };
    (0..).zip(uses).map(used).collect()
}

/// The character of each glyph that the face's character map reaches.
fn letters_of(face: &FontRef<'_>) -> BTreeMap<u32, char> {
    let pairs = face.charmap().mappings().collect::<Vec<_>>();
    let letters = pairs.into_iter().rev();
    letters.filter_map(|(letter, glyph)| Some((glyph.to_u32(), char::from_u32(letter)?))).collect()
}

/// What a glyph says that never stands alone for a text. Where it stands, its cluster's text is told beside it.
fn letter(letters: &BTreeMap<u32, char>, id: u16) -> Box<str> {
    let letter = letters.get(&u32::from(id)).filter(|letter| !matches!(letter, '\0' | '\u{FEFF}' | '\u{FFFE}'));
    letter.copied().unwrap_or(char::REPLACEMENT_CHARACTER).to_string().into()
}

fn descriptor(face: &FontRef<'_>) -> Descriptor {
    let metrics = face.metrics(Size::new(1000.0), LocationRef::default());
    let bounds = metrics.bounds.unwrap_or_default();
    let caret = face.hhea().map_or([1, 0], |hhea| [hhea.caret_slope_rise(), hhea.caret_slope_run()]);
    let whole = |value: f32| value.round() as i16;
    Descriptor {
        ascent: whole(metrics.ascent),
        descent: whole(metrics.descent),
        bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(whole),
        caret,
        weight: face.os2().map_or(0, |os2| os2.us_weight_class()),
    }
}

fn postscript_name(face: &FontRef<'_>) -> String {
    let names = face.localized_strings(StringId::POSTSCRIPT_NAME);
    let name = names.english_or_first().map(|name| name.chars().collect::<String>());
    let name = name.unwrap_or_default();
    let regular = name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-');
    Some(regular.collect::<String>()).filter(|name| !name.is_empty()).unwrap_or_else(|| "Face".to_owned())
}
