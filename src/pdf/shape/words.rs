//! Words: takes the text of a word and a plan, gives its glyphs; each is shaped once.
//!
//! A plan is what the shaper works out for a face, script, language and features before it sees text. Words are kept in the
//! face's own units, so that one serves every size.

use super::cjk::{self, Open};
use super::look::Look;
use super::script;
use crate::pdf::fonts::FontLibrary;
use crate::pdf::line::FontId;
use harfrust::{
    BufferClusterLevel, BufferFlags, Direction, Feature, GlyphBuffer, Language, Script,
    ShapeOptions, ShapePlan, UnicodeBuffer, script as scripts,
};
use skrifa::charmap::Charmap;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// A word's number in its shaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WordId(u32);

/// A plan's number in its shaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanId(u32);

/// A shaped word.
#[derive(Debug, Clone)]
pub struct Word {
    /// The face.
    pub font: FontId,
    /// Its width in the face's units.
    pub width: i32,
    /// How many clusters it has: what letter spacing counts.
    pub clusters: u16,
    /// It runs from right to left.
    pub right_to_left: bool,
    /// How far its ink reaches above and below the baseline in the face's units, where it may reach out of its line.
    pub(super) reach: Option<(i16, i16)>,
    pub(super) plan: PlanId,
    glyphs: Range<u32>,
    /// Where it may be hyphenated, once that was asked.
    hyphens: Option<Range<u32>>,
}

/// A glyph of a word, in the face's units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordGlyph {
    /// In the face.
    pub id: u16,
    /// How far the pen goes on.
    pub advance: i16,
    /// To the right of the pen.
    pub dx: i16,
    /// Above the pen.
    pub dy: i16,
    /// Where its cluster begins in the word.
    pub cluster: u16,
    /// The cluster's bytes; none for all but a cluster's first glyph.
    pub cluster_len: u16,
}

/// What a plan is made for.
#[derive(Debug, PartialEq)]
struct PlanKey {
    font: FontId,
    script: Script,
    right_to_left: bool,
    language: Arc<str>,
    features: Vec<Feature>,
}

struct Plan {
    key: PlanKey,
    language: Option<Language>,
    plan: ShapePlan,
    words: HashMap<Box<str>, WordId>,
}

/// A face as shaping uses it.
struct OpenFace<'f> {
    shaper: harfrust::Shaper<'f>,
    characters: Charmap<'f>,
    /// The tops and bottoms of glyphs that were asked for.
    extents: HashMap<u16, (i16, i16)>,
}

/// The words, plans and open faces of a shaper.
pub(super) struct Words<'f> {
    fonts: &'f FontLibrary,
    faces: Vec<Option<OpenFace<'f>>>,
    plans: Vec<Plan>,
    words: Vec<Word>,
    glyphs: Vec<WordGlyph>,
    hyphens: Vec<u16>,
    buffer: Option<UnicodeBuffer>,
}

impl<'f> Words<'f> {
    pub(super) fn new(fonts: &'f FontLibrary) -> Words<'f> {
        Words {
            fonts,
            faces: fonts.ids().map(|_| None).collect(),
            plans: Vec::new(),
            words: Vec::new(),
            glyphs: Vec::new(),
            hyphens: Vec::new(),
            buffer: None,
        }
    }

    pub(super) fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }

    pub(super) fn glyphs(&self, id: WordId) -> &[WordGlyph] {
        let range = &self.word(id).glyphs;
        &self.glyphs[range.start as usize..range.end as usize]
    }

    /// A character's glyph in a face.
    pub(super) fn glyph_of(&mut self, font: FontId, character: char) -> Option<u16> {
        let glyph = self.face(font).characters.map(character)?;
        u16::try_from(glyph.to_u32()).ok().filter(|id| *id != 0)
    }

    /// The plan for a look's text in this face, script and direction.
    pub(super) fn plan(
        &mut self,
        look: &mut Look,
        font: FontId,
        script: Script,
        right_to_left: bool,
    ) -> PlanId {
        let wanted = (font, script, right_to_left);
        let made = look
            .plans
            .iter()
            .find(|made| (made.0, made.1, made.2) == wanted);
        if let Some(made) = made {
            return made.3;
        }
        let key = PlanKey {
            font,
            script,
            right_to_left,
            language: Arc::clone(&look.style.language),
            features: look.features.clone(),
        };
        let id = self.plan_of(key);
        look.admit(font, self.fonts);
        look.plans.push((font, script, right_to_left, id));
        id
    }

    fn plan_of(&mut self, key: PlanKey) -> PlanId {
        if let Some(made) = self.plans.iter().position(|plan| plan.key == key) {
            return PlanId(made as u32);
        }
        let language = Language::new(key.language.as_bytes());
        let shaper = &self.face(key.font).shaper;
        let plan = ShapePlan::new(
            shaper,
            direction(key.right_to_left),
            Some(key.script),
            language.as_ref(),
            &key.features,
        );
        self.plans.push(Plan {
            key,
            language,
            plan,
            words: HashMap::new(),
        });
        PlanId(self.plans.len() as u32 - 1)
    }

    /// A word's glyphs: known ones are looked up.
    pub(super) fn shape(&mut self, plan: PlanId, text: &str) -> WordId {
        if let Some(known) = self.plans[plan.0 as usize].words.get(text) {
            return *known;
        }
        let first = self.glyphs.len() as u32;
        let shaped = self.run(plan, text);
        append(&shaped, text.len(), &mut self.glyphs);
        self.buffer = Some(shaped.clear());
        self.halve(plan, text, first as usize);
        self.remember(plan, text, first)
    }

    /// Takes from a sign of Chinese or Japanese the half of its cell that is empty (as the OpenType feature `halt`, which few fonts
    /// have).
    fn halve(&mut self, plan: PlanId, text: &str, first: usize) {
        let mut characters = text.chars();
        let (Some(sign), None) = (characters.next(), characters.next()) else {
            return;
        };
        let font = self.plans[plan.0 as usize].key.font;
        let face = self.fonts.face(font);
        let half = f32::from(face.metrics().units_per_em) / 2.0;
        let (Some(side), Some([glyph])) = (cjk::open_side(sign), self.glyphs.get_mut(first..))
        else {
            return;
        };
        let Some([left, _, right, _]) = face.bounds(glyph.id) else {
            return;
        };
        let is_full = f32::from(glyph.advance) >= half * 1.9;
        match side {
            Open::Behind if is_full && right <= half * 1.1 => glyph.advance -= half as i16,
            Open::Before if is_full && left >= half * 0.9 => {
                glyph.advance -= half as i16;
                glyph.dx -= half as i16;
            }
            _ => {}
        }
    }

    fn remember(&mut self, plan: PlanId, text: &str, first: u32) -> WordId {
        let id = WordId(self.words.len() as u32);
        let reach = self.reach(plan, first);
        let glyphs = &self.glyphs[first as usize..];
        let clusters = glyphs.iter().filter(|glyph| glyph.cluster_len > 0).count();
        let entry = &mut self.plans[plan.0 as usize];
        self.words.push(Word {
            font: entry.key.font,
            width: glyphs.iter().map(|glyph| i32::from(glyph.advance)).sum(),
            clusters: clusters as u16,
            right_to_left: entry.key.right_to_left,
            reach,
            plan,
            glyphs: first..self.glyphs.len() as u32,
            hyphens: None,
        });
        entry.words.insert(text.into(), id);
        id
    }

    /// How far the glyphs from a place on reach. Only faces found for other scripts are asked, whose signs stack; letters of the bundled
    /// faces, and ideographs, stay within their size.
    fn reach(&mut self, plan: PlanId, first: u32) -> Option<(i16, i16)> {
        let PlanKey { font, script, .. } = self.plans[plan.0 as usize].key;
        let is_solid = [scripts::HAN, scripts::HANGUL].contains(&script::family(script));
        if is_solid || self.fonts.is_bundled(font) {
            return None;
        }
        let mut reach = (0, 0);
        for at in first as usize..self.glyphs.len() {
            let WordGlyph { id, dy, .. } = self.glyphs[at];
            let (top, bottom) = self.extent(font, id);
            reach.0 = top.saturating_add(dy).max(reach.0);
            reach.1 = bottom.saturating_sub(dy).max(reach.1);
        }
        Some(reach)
    }

    /// How far a glyph reaches above and below the pen.
    fn extent(&mut self, font: FontId, glyph: u16) -> (i16, i16) {
        let fonts = self.fonts;
        let measure = || {
            let bounds = fonts.face(font).bounds(glyph);
            bounds.map_or((0, 0), |[_, bottom, _, top]| (top as i16, -bottom as i16))
        };
        *self.face(font).extents.entry(glyph).or_insert_with(measure)
    }

    fn run(&mut self, plan: PlanId, text: &str) -> GlyphBuffer {
        let mut buffer = self.buffer.take().unwrap_or_default();
        let font = self.plans[plan.0 as usize].key.font;
        self.face(font);
        let plan = &self.plans[plan.0 as usize];
        buffer.push_str(text);
        buffer.set_direction(direction(plan.key.right_to_left));
        buffer.set_script(plan.key.script);
        if let Some(language) = &plan.language {
            buffer.set_language(language.clone());
        }
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        let options = ShapeOptions::new()
            .plan(Some(&plan.plan))
            .features(&plan.key.features);
        let Some(Some(face)) = self.faces.get(usize::from(font.0)) else {
            unreachable!("the face was opened for its plan")
        };
        face.shaper.shape(buffer, options)
    }

    /// Where a word may be hyphenated; asked of the patterns once.
    pub(super) fn hyphens(&mut self, id: WordId, text: &str, language: hypher::Lang) -> &[u16] {
        let known = self.words[id.0 as usize].hyphens.clone();
        let range = known.unwrap_or_else(|| {
            let first = self.hyphens.len() as u32;
            crate::pdf::lines::hyphenate(text, language, &mut self.hyphens);
            let range = first..self.hyphens.len() as u32;
            self.words[id.0 as usize].hyphens = Some(range.clone());
            range
        });
        &self.hyphens[range.start as usize..range.end as usize]
    }

    fn face(&mut self, font: FontId) -> &mut OpenFace<'f> {
        let fonts = self.fonts;
        let place = usize::from(font.0).min(self.faces.len() - 1);
        self.faces[place].get_or_insert_with(|| {
            let face = fonts.face(font);
            OpenFace {
                shaper: face.shaper(),
                characters: face.charmap(),
                extents: HashMap::new(),
            }
        })
    }
}

fn direction(right_to_left: bool) -> Direction {
    if right_to_left {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

/// Appends shaped glyphs. A glyph's cluster reaches to where the next one in the text begins.
fn append(shaped: &GlyphBuffer, text_len: usize, glyphs: &mut Vec<WordGlyph>) {
    let first = glyphs.len();
    let infos = shaped.glyph_infos().iter();
    for (info, position) in infos.zip(shaped.glyph_positions()) {
        glyphs.push(WordGlyph {
            id: info.glyph_id as u16,
            advance: clamp(position.x_advance),
            dx: clamp(position.x_offset),
            dy: clamp(position.y_offset),
            cluster: info.cluster as u16,
            cluster_len: 0,
        });
    }
    measure_clusters(&mut glyphs[first..], text_len as u16);
}

/// Gives each cluster's first glyph the cluster's length, going from the text's end to its beginning, whichever way the text runs.
fn measure_clusters(glyphs: &mut [WordGlyph], text_len: u16) {
    let descends = match glyphs {
        [first, .., last] => first.cluster > last.cluster,
        _ => false,
    };
    let count = glyphs.len();
    let mut end = text_len;
    for step in 0..count {
        let at = if descends { step } else { count - 1 - step };
        let cluster = glyphs[at].cluster;
        if at == 0 || glyphs[at - 1].cluster != cluster {
            glyphs[at].cluster_len = end.saturating_sub(cluster);
            end = cluster;
        }
    }
}

fn clamp(units: i32) -> i16 {
    units.clamp(i16::MIN.into(), i16::MAX.into()) as i16
}
