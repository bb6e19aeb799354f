//! Which glyphs of which faces stand on the pages, and for what text: takes pages, gives counts that merge in any order.

use crate::pdf::line::{FontId, Glyph, GlyphRun};
use crate::pdf::page::{ChapterLayout, Item, Page};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The glyphs in use, by face.
#[derive(Debug, Default)]
pub struct Usage {
    /// Each face's glyphs, by their number in the whole face.
    pub faces: BTreeMap<FontId, Vec<GlyphUse>>,
}

/// How a glyph is used.
#[derive(Debug, Default, Clone)]
pub struct GlyphUse {
    /// It stands somewhere.
    pub used: bool,
    /// The texts for which it stands alone, and how often.
    pub texts: Vec<(Box<str>, u32)>,
}

/// The glyphs on the pages of all chapters.
pub fn usage(chapters: &[ChapterLayout]) -> Usage {
    chapters
        .par_iter()
        .flat_map(|chapter| &chapter.pages)
        .fold(Usage::default, Usage::with_page)
        .reduce(Usage::default, Usage::merged)
}

/// A run's clusters: the glyphs that stand together for a piece of text, and that piece.
pub fn clusters(run: &GlyphRun) -> impl Iterator<Item = (&[Glyph], &str)> {
    run.glyphs
        .chunk_by(|_, next| next.cluster_len == 0)
        .map(|glyphs| {
            (
                glyphs,
                glyphs.first().map_or("", |first| run.text_of(first)),
            )
        })
}

impl Usage {
    fn with_page(mut self, page: &Page) -> Usage {
        for placed in &page.items {
            if let Item::Glyphs { run, .. } = &placed.item {
                self.add(run);
            }
        }
        self
    }

    fn add(&mut self, run: &GlyphRun) {
        let glyphs = self.faces.entry(run.font).or_default();
        for (cluster, text) in clusters(run) {
            // An ornament says a space: many readers don't heed that a `Span` says nothing.
            let said = match run.actual_text {
                None => Some(text),
                Some("") => Some(" "),
                Some(_) => None,
            };
            match (cluster, said) {
                ([alone], Some(said)) => slot(glyphs, alone.id).count(said, 1),
                _ => cluster
                    .iter()
                    .for_each(|glyph| slot(glyphs, glyph.id).used = true),
            }
        }
    }

    fn merged(mut self, other: Usage) -> Usage {
        for (face, uses) in other.faces {
            let glyphs = self.faces.entry(face).or_default();
            for (id, other) in (0..).zip(uses).filter(|(_, glyph)| glyph.used) {
                let glyph = slot(glyphs, id);
                glyph.used = true;
                for (text, times) in &other.texts {
                    glyph.count(text, *times);
                }
            }
        }
        self
    }
}

fn slot(glyphs: &mut Vec<GlyphUse>, id: u16) -> &mut GlyphUse {
    let place = usize::from(id);
    if place >= glyphs.len() {
        glyphs.resize(place + 1, GlyphUse::default());
    }
    &mut glyphs[place]
}

impl GlyphUse {
    /// It stands for this text so many times.
    fn count(&mut self, text: &str, times: u32) {
        self.used = true;
        match self
            .texts
            .iter_mut()
            .find(|(known, _)| is_same(known, text))
        {
            Some((_, count)) => *count += times,
            None if is_mappable(text) => self.texts.push((text.into(), times)),
            None => {}
        }
    }

    /// The text it most often stands for; of equals, the first in order.
    pub fn chief_text(&self) -> Option<&str> {
        let chief = self
            .texts
            .iter()
            .min_by_key(|(text, times)| (std::cmp::Reverse(*times), text));
        chief.map(|(text, _)| &**text)
    }
}

/// Texts of glyphs have one or two bytes: a call to compare them costs more than the comparison.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().eq(other.bytes())
}

/// May a glyph be mapped to this text (PDF/A-3, 6.2.11.7.2)?
pub fn is_mappable(text: &str) -> bool {
    !text.is_empty() && !text.contains(['\0', '\u{FEFF}', '\u{FFFE}'])
}
