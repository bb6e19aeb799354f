//! Looks: takes computed styles, gives what shaping asks of them over and over: faces, size, the space, features.

use super::words::PlanId;
use crate::pdf::fonts::FontLibrary;
use crate::pdf::line::FontId;
use crate::style::{ComputedStyle, Hyphens};
use crate::units::Pt;
use harfrust::{Feature, Script, Tag};
use std::collections::HashMap;
use std::sync::Arc;

/// A look's number in its shaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LookId(pub u32);

/// The hyphen of a look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hyphen {
    /// Its face.
    pub font: FontId,
    /// Its glyph.
    pub glyph: u16,
    /// Its width in points.
    pub width: f32,
}

/// A style as shaping needs it.
#[derive(Debug)]
pub struct Look {
    /// The style it comes from.
    pub style: Arc<ComputedStyle>,
    /// The size of the first face's type; smaller than the style's in small capitals made of capitals.
    pub size: Pt,
    /// The sizes of other faces' type that is set beside it.
    pub(super) sizes: Vec<(FontId, Pt)>,
    /// The faces in the order they are asked for a character; the first is the style's own.
    pub stack: Vec<FontId>,
    /// The space's glyph in the first face.
    pub space: u16,
    /// The space's width, word and letter spacing in it.
    pub space_width: f32,
    /// How words are hyphenated, if they are.
    pub hyphenation: Option<hypher::Lang>,
    /// The first face is of fixed width.
    pub monospaced: bool,
    /// The first face has every printable ASCII character.
    pub(super) covers_ascii: bool,
    pub(super) features: Vec<Feature>,
    /// Plans already made for it, by face, script and direction.
    pub(super) plans: Vec<(FontId, Script, bool, PlanId)>,
    /// Its hyphen, once that was asked.
    pub(super) hyphen: Option<Option<Hyphen>>,
    /// Small capitals must be made of capitals.
    pub(super) small_capitals: Option<LookId>,
}

impl Look {
    /// Its first face.
    pub fn font(&self) -> FontId {
        self.stack.first().copied().unwrap_or(FontId(0))
    }

    /// The size of type of a face in it, which makes it look as large as the first face's.
    pub fn size_of(&self, font: FontId) -> Pt {
        let known = self.sizes.iter().find(|(known, _)| *known == font);
        known.map_or(self.size, |(_, size)| *size)
    }

    /// Finds the size of a face's type before it is first used.
    pub(super) fn admit(&mut self, font: FontId, fonts: &FontLibrary) {
        let first = self.font();
        if font != first && self.sizes.iter().all(|(known, _)| *known != font) {
            let part = fonts.face(font).part_beside(fonts.face(first));
            self.sizes.push((font, self.size * part));
        }
    }
}

/// How large capitals are that stand for small capitals.
const SMALL_CAPITAL: f32 = 0.8;

/// The looks of a shaper.
#[derive(Debug, Default)]
pub(super) struct Looks {
    looks: Vec<Look>,
    /// By the style's address, which stays taken as long as its look holds it.
    of_style: HashMap<usize, LookId>,
}

impl Looks {
    pub(super) fn get(&self, id: LookId) -> &Look {
        &self.looks[id.0 as usize]
    }

    pub(super) fn get_mut(&mut self, id: LookId) -> &mut Look {
        &mut self.looks[id.0 as usize]
    }

    /// The look of a style.
    pub(super) fn of(&mut self, style: &Arc<ComputedStyle>, fonts: &FontLibrary) -> LookId {
        let address = Arc::as_ptr(style) as usize;
        if let Some(id) = self.of_style.get(&address) {
            return *id;
        }
        let mut look = resolve(style, style.font_size, fonts);
        if style.small_caps && !fonts.face(look.font()).has_feature(*b"smcp") {
            let small = resolve(style, style.font_size * SMALL_CAPITAL, fonts);
            look.small_capitals = Some(self.push(small));
        }
        let id = self.push(look);
        self.of_style.insert(address, id);
        id
    }

    fn push(&mut self, look: Look) -> LookId {
        let id = LookId(self.looks.len() as u32);
        self.looks.push(look);
        id
    }
}

fn resolve(style: &Arc<ComputedStyle>, size: Pt, fonts: &FontLibrary) -> Look {
    let stack = fonts.stack(style);
    let face = fonts.face(stack.first().copied().unwrap_or(FontId(0)));
    let space = face.glyph(' ').unwrap_or_default();
    let space_width = face.scale(f32::from(face.advance(space)), size);
    Look {
        style: Arc::clone(style),
        size,
        sizes: Vec::new(),
        space,
        space_width: (space_width + style.word_spacing + style.letter_spacing).0,
        hyphenation: hyphenation(style),
        monospaced: face.metrics().monospaced,
        covers_ascii: ('!'..='~').all(|character| face.glyph(character).is_some()),
        features: features(style),
        plans: Vec::new(),
        hyphen: None,
        small_capitals: None,
        stack,
    }
}

fn hyphenation(style: &ComputedStyle) -> Option<hypher::Lang> {
    if style.hyphens != Hyphens::Auto {
        return None;
    }
    let code = style.language.get(..2)?.to_ascii_lowercase();
    let is_whole = matches!(style.language.as_bytes().get(2), None | Some(b'-' | b'_'));
    let code = match code.as_str() {
        "no" => "nb",
        code => code,
    };
    let code: [u8; 2] = code.as_bytes().try_into().ok()?;
    is_whole.then(|| hypher::Lang::from_iso(code)).flatten()
}

/// The features a style asks for. Letters that are spaced out make no ligatures (CSS Text 3, section 8.2).
fn features(style: &ComputedStyle) -> Vec<Feature> {
    let feature = |tag: &[u8; 4], value: u32| Feature::new(Tag::new(tag), value, ..);
    let mut features = Vec::new();
    if style.small_caps {
        features.push(feature(b"smcp", 1));
    }
    if style.letter_spacing != Pt::ZERO {
        features.push(feature(b"liga", 0));
        features.push(feature(b"clig", 0));
    }
    let asked = style.font_features.iter();
    features.extend(asked.map(|(tag, value)| feature(tag, *value)));
    features
}
