//! A face: takes a font file's bytes, gives what its type measures, which glyph a character has and what a font descriptor needs.

use super::harmony::Stature;
use crate::units::Pt;
use harfrust::ShaperData;
use skrifa::charmap::{Charmap, MappingIndex};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

/// A parsed face.
pub struct Face {
    bytes: Cow<'static, [u8]>,
    /// Which face of its file.
    index: u32,
    shaping: ShaperData,
    characters: MappingIndex,
    /// By glyph.
    advances: Vec<u16>,
    metrics: FaceMetrics,
    /// Measured when it is first asked for.
    stature: OnceLock<Stature>,
}

impl fmt::Debug for Face {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("Face")
            .field(&self.metrics.postscript_name)
            .finish()
    }
}

/// How a face's outlines are kept, which decides how a PDF embeds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlines {
    /// Quadratic, in `glyf`.
    TrueType,
    /// Cubic, in `CFF `.
    Cff,
}

/// A face's measures in its own units, `units_per_em` to the em; `y` goes up from the baseline.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each is the OpenType field of its name")]
pub struct FaceMetrics {
    pub postscript_name: String,
    pub family_name: String,
    pub units_per_em: u16,
    pub glyph_count: u16,
    pub outlines: Outlines,
    /// 100 to 900.
    pub weight: u16,
    /// In degrees, negative for type that leans to the right.
    pub italic_angle: f32,
    pub monospaced: bool,
    pub ascent: f32,
    /// Positive below the baseline.
    pub descent: f32,
    pub cap_height: f32,
    pub x_height: f32,
    /// The middle of the line under the text; negative below the baseline.
    pub underline_position: f32,
    pub underline_thickness: f32,
    pub strikeout_position: f32,
    pub strikeout_thickness: f32,
    /// Left, bottom, right and top of all glyphs together.
    pub bounds: [f32; 4],
}

/// A face's measures at a size.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs, reason = "see `FaceMetrics`")]
pub struct PlacedMetrics {
    pub ascent: Pt,
    pub descent: Pt,
    pub cap_height: Pt,
    pub x_height: Pt,
    pub underline_position: Pt,
    pub underline_thickness: Pt,
    pub strikeout_position: Pt,
    pub strikeout_thickness: Pt,
}

impl Face {
    /// Reads a face of a file; `None` if it is damaged.
    pub(super) fn new(bytes: Cow<'static, [u8]>, index: u32) -> Option<Face> {
        let font = FontRef::from_index(&bytes, index).ok()?;
        let glyphs = glyph_metrics(&font);
        let metrics = read_metrics(&font);
        let advance = |glyph: u16| {
            glyphs
                .advance_width(GlyphId::from(glyph))
                .unwrap_or_default()
        };
        Some(Face {
            shaping: ShaperData::new(&font),
            characters: MappingIndex::new(&font),
            advances: (0..metrics.glyph_count)
                .map(|glyph| advance(glyph) as u16)
                .collect(),
            metrics,
            stature: OnceLock::new(),
            index,
            bytes,
        })
    }

    /// The file, for subsetting.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Which face of its file it is.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Reading the table of contents again costs less than keeping a reference into oneself.
    fn font(&self) -> FontRef<'_> {
        FontRef::from_index(&self.bytes, self.index).expect("it was read before")
    }

    /// What it measures, in its own units.
    pub fn metrics(&self) -> &FaceMetrics {
        &self.metrics
    }

    /// A length in its own units, in type of this size.
    pub fn scale(&self, units: f32, size: Pt) -> Pt {
        size * (units / f32::from(self.metrics.units_per_em))
    }

    /// What it measures in type of this size.
    pub fn at(&self, size: Pt) -> PlacedMetrics {
        let metrics = &self.metrics;
        let scaled = |units: f32| self.scale(units, size);
        PlacedMetrics {
            ascent: scaled(metrics.ascent),
            descent: scaled(metrics.descent),
            cap_height: scaled(metrics.cap_height),
            x_height: scaled(metrics.x_height),
            underline_position: scaled(metrics.underline_position),
            underline_thickness: scaled(metrics.underline_thickness),
            strikeout_position: scaled(metrics.strikeout_position),
            strikeout_thickness: scaled(metrics.strikeout_thickness),
        }
    }

    /// How large, as a part of its size, its type is set beside type of another face, so that both look equally large.
    pub fn part_beside(&self, other: &Face) -> f32 {
        self.stature.get_or_init(|| Stature::of(self)).beside(other)
    }

    /// The glyph of a character, if it has one.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let glyph = self.charmap().map(character)?;
        u16::try_from(glyph.to_u32()).ok().filter(|id| *id != 0)
    }

    /// A glyph's advance width in the face's units.
    pub fn advance(&self, glyph: u16) -> u16 {
        let advance = self.advances.get(usize::from(glyph));
        advance.copied().unwrap_or_default()
    }

    /// Left, bottom, right and top of a glyph's ink in the face's units; `None` for glyphs without ink.
    pub fn bounds(&self, glyph: u16) -> Option<[f32; 4]> {
        let bounds = glyph_metrics(&self.font()).bounds(GlyphId::from(glyph))?;
        Some([bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max])
    }

    /// Whether its letters have small capitals (`smcp`).
    pub fn has_feature(&self, tag: [u8; 4]) -> bool {
        let font = self.font();
        let Ok(substitutions) = font.gsub() else {
            return false;
        };
        let Ok(features) = substitutions.feature_list() else {
            return false;
        };
        let mut records = features.feature_records().iter();
        records.any(|record| record.feature_tag().to_be_bytes() == tag)
    }

    pub(in crate::pdf) fn charmap(&self) -> Charmap<'_> {
        self.characters.charmap(&self.font())
    }

    pub(in crate::pdf) fn shaper(&self) -> harfrust::Shaper<'_> {
        self.shaping.shaper(&self.font()).build()
    }
}

fn glyph_metrics<'a>(font: &FontRef<'a>) -> GlyphMetrics<'a> {
    GlyphMetrics::new(font, Size::unscaled(), LocationRef::default())
}

fn read_metrics(font: &FontRef<'_>) -> FaceMetrics {
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    let units_per_em = metrics.units_per_em.max(16);
    let em = f32::from(units_per_em);
    let underline = metrics.underline.unwrap_or_default();
    let strikeout = metrics.strikeout.unwrap_or_default();
    let bounds = metrics.bounds.unwrap_or_default();
    // Not every font says how high its letters are.
    let said = |height: Option<f32>| height.filter(|height| *height > 0.0);
    let top = |letter: char| {
        let glyph = font.charmap().map(letter)?;
        said(Some(glyph_metrics(font).bounds(glyph)?.y_max))
    };
    FaceMetrics {
        postscript_name: name(font, StringId::POSTSCRIPT_NAME),
        family_name: name(font, StringId::FAMILY_NAME),
        units_per_em,
        glyph_count: metrics.glyph_count,
        outlines: match font.cff() {
            Ok(_) => Outlines::Cff,
            Err(_) => Outlines::TrueType,
        },
        weight: font.attributes().weight.value() as u16,
        italic_angle: metrics.italic_angle,
        monospaced: metrics.is_monospace,
        ascent: metrics.ascent,
        descent: metrics.descent.abs(),
        cap_height: said(metrics.cap_height)
            .or_else(|| top('H'))
            .unwrap_or(em * 0.65),
        x_height: said(metrics.x_height)
            .or_else(|| top('x'))
            .unwrap_or(em * 0.45),
        underline_position: underline.offset,
        underline_thickness: underline.thickness,
        strikeout_position: strikeout.offset,
        strikeout_thickness: strikeout.thickness,
        bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
    }
}

fn name(font: &FontRef<'_>, id: StringId) -> String {
    let name = font.localized_strings(id).english_or_first();
    name.map(|name| name.chars().collect()).unwrap_or_default()
}
