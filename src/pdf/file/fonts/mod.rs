//! Fonts cut to the glyphs in use: takes pages and whole faces, gives subsets with the codes, widths and texts that drawing goes by.

mod usage;

pub use usage::clusters;

use crate::diagnostics::{Diagnostic, Result};
use crate::pdf::file::digest::Digest;
use crate::pdf::fonts::{Face, FaceMetrics, FontLibrary};
use crate::pdf::line::FontId;
use crate::pdf::page::ChapterLayout;
use rayon::prelude::*;
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;
use usage::{GlyphUse, is_mappable};

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
    /// Above the baseline.
    pub ascent: i16,
    /// Below the baseline.
    pub descent: i16,
    /// Left, bottom, right and top of all glyphs together.
    pub bounds: [i16; 4],
    /// In degrees, negative for type that leans to the right.
    pub italic_angle: f32,
    /// 100 to 900.
    pub weight: u16,
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

/// Cuts the faces to the glyphs that the chapters use.
pub fn subsets(chapters: &[ChapterLayout], library: &FontLibrary) -> Result<Subsets> {
    let usage = usage::usage(chapters);
    let faces = usage
        .faces
        .par_iter()
        .map(|(font, glyphs)| Ok((*font, subset(*font, glyphs, library.face(*font))?)))
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
        self.glyphs
            .get(usize::from(id))
            .filter(|glyph| glyph.code != 0)
    }

    /// Its glyphs in the order of their codes.
    pub fn glyphs(&self) -> impl Iterator<Item = &SubsetGlyph> {
        self.glyphs.iter().filter(|glyph| glyph.code != 0)
    }
}

fn subset(font: FontId, uses: &[GlyphUse], face: &Face) -> Result<Subset> {
    let mut remapper = GlyphRemapper::new();
    for (id, _) in (0..).zip(uses).filter(|(_, glyph)| glyph.used) {
        remapper.remap(id);
    }
    let metrics = face.metrics();
    let program = subsetter::subset(face.bytes(), face.index(), &remapper)
        .map_err(|error| unusable(metrics, error))?;
    let thousandths = |units: f32| units * 1000.0 / f32::from(metrics.units_per_em);
    Ok(Subset {
        resource: format!("F{}", font.0),
        name: format!("{}+{}", Digest::of(&program).tag(), metrics.postscript_name),
        program,
        glyphs: glyphs(uses, &remapper, face),
        ascent: thousandths(metrics.ascent).round() as i16,
        descent: thousandths(metrics.descent).round() as i16,
        bounds: metrics.bounds.map(|edge| thousandths(edge).round() as i16),
        italic_angle: metrics.italic_angle,
        weight: metrics.weight,
    })
}

fn unusable(metrics: &FaceMetrics, error: subsetter::Error) -> Box<Diagnostic> {
    let message = format!(
        "the face {} can't be embedded: {error}",
        metrics.postscript_name
    );
    Box::new(Diagnostic::error("font-unusable", message))
}

fn glyphs(uses: &[GlyphUse], remapper: &GlyphRemapper, face: &Face) -> Vec<SubsetGlyph> {
    let units_per_em = f32::from(face.metrics().units_per_em);
    let mut letters = None;
    let mut of_use = |id: u16, glyph: &GlyphUse| SubsetGlyph {
        code: remapper.get(id).unwrap_or(0),
        width: (f32::from(face.advance(id)) * 1000.0 / units_per_em).round() as i32,
        text: match glyph.chief_text() {
            Some(text) => text.into(),
            None => letter(letters.get_or_insert_with(|| letters_of(face)), id),
        },
        ambiguous: glyph.texts.len() != 1,
    };
    (0..)
        .zip(uses)
        .map(|(id, glyph)| {
            if glyph.used {
                of_use(id, glyph)
            } else {
                SubsetGlyph::default()
            }
        })
        .collect()
}

/// The first character of each glyph that the face's character map reaches.
fn letters_of(face: &Face) -> BTreeMap<u32, char> {
    let mut letters = BTreeMap::new();
    for (letter, glyph) in face.charmap().mappings() {
        if let Some(letter) =
            char::from_u32(letter).filter(|letter| is_mappable(letter.encode_utf8(&mut [0; 4])))
        {
            letters.entry(glyph.to_u32()).or_insert(letter);
        }
    }
    letters
}

/// What a glyph says that never stands alone for a text. Where it stands, its cluster's text is told beside it.
fn letter(letters: &BTreeMap<u32, char>, id: u16) -> Box<str> {
    let letter = letters.get(&u32::from(id)).copied();
    letter
        .unwrap_or(char::REPLACEMENT_CHARACTER)
        .to_string()
        .into()
}
