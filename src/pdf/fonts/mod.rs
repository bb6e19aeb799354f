//! The font library: takes font files, gives faces by family, weight and slant, what they measure, and which of them covers a character.

mod face;
mod family;

pub use face::{Face, FaceMetrics, Outlines, PlacedMetrics};
pub use family::Family;

use crate::fonts::{BUNDLED, BundledFace};
use crate::pdf::line::FontId;
use crate::style::{ComputedStyle, FontSlant};
use std::sync::OnceLock;

/// The faces a book is set in. A face is parsed when it is first asked for.
///
/// ```
/// use chapbook::pdf::fonts::FontLibrary;
/// use chapbook::style::ComputedStyle;
/// let fonts = FontLibrary::bundled();
/// let face = fonts.face(fonts.select(&ComputedStyle::default()));
/// assert_eq!(face.metrics().postscript_name, "LibertinusSerif-Regular");
/// ```
#[derive(Debug)]
pub struct FontLibrary {
    entries: Vec<Entry>,
}

/// A face in the library: what it is chosen by, and the face itself once it is used.
#[derive(Debug)]
struct Entry {
    family: Family,
    weight: u16,
    slant: FontSlant,
    bytes: &'static [u8],
    face: OnceLock<Face>,
}

impl Entry {
    /// A face that comes with the program, not parsed yet.
    fn bundled(face: &BundledFace) -> Entry {
        Entry {
            family: if face.monospaced {
                Family::Monospace
            } else {
                Family::Serif
            },
            weight: if face.bold { 700 } else { 400 },
            slant: if face.italic {
                FontSlant::Italic
            } else {
                FontSlant::Normal
            },
            bytes: face.bytes,
            face: OnceLock::new(),
        }
    }
}

impl FontLibrary {
    /// The faces that come with the program: Libertinus Serif and DejaVu Sans Mono.
    pub fn bundled() -> FontLibrary {
        FontLibrary {
            entries: BUNDLED.iter().map(Entry::bundled).collect(),
        }
    }

    /// The face for a style, of the first of its families that is here.
    pub fn select(&self, style: &ComputedStyle) -> FontId {
        let family = style
            .font_family
            .iter()
            .find_map(|name| Family::of_name(name))
            .unwrap_or_default();
        self.closest(family, style.font_weight, style.font_slant)
    }

    /// The faces for a style in the order in which they are asked for a character: its families, then the others in like weight and
    /// slant, then every face.
    pub fn stack(&self, style: &ComputedStyle) -> Vec<FontId> {
        let named = style
            .font_family
            .iter()
            .filter_map(|name| Family::of_name(name));
        let mut stack = Vec::new();
        for family in named.chain(Family::ALL) {
            let id = self.closest(family, style.font_weight, style.font_slant);
            push_new(&mut stack, id);
        }
        for id in self.ids() {
            push_new(&mut stack, id);
        }
        stack
    }

    /// A face, parsed when it is first asked for.
    pub fn face(&self, id: FontId) -> &Face {
        let entry = self
            .entries
            .get(usize::from(id.0))
            .unwrap_or(&self.entries[0]);
        entry.face.get_or_init(|| Face::new(entry.bytes))
    }

    /// Every face's number.
    pub fn ids(&self) -> impl Iterator<Item = FontId> + use<> {
        (0_u16..).take(self.entries.len()).map(FontId)
    }

    /// The face of a family nearest in slant and weight (CSS Fonts 4, section 5.2: slant before weight).
    fn closest(&self, family: Family, weight: u16, slant: FontSlant) -> FontId {
        let distance = |entry: &Entry| {
            (
                entry.family != family,
                entry.slant != slant,
                (entry.weight >= 600) != (weight >= 600),
                entry.weight.abs_diff(weight),
            )
        };
        self.ids()
            .zip(&self.entries)
            .min_by_key(|(_, entry)| distance(entry))
            .map_or(FontId(0), |(id, _)| id)
    }
}

fn push_new(stack: &mut Vec<FontId>, id: FontId) {
    if !stack.contains(&id) {
        stack.push(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn name_of(families: &[&str], weight: u16, slant: FontSlant) -> String {
        let fonts = FontLibrary::bundled();
        let style = ComputedStyle {
            font_family: families.iter().map(|name| Arc::from(*name)).collect(),
            font_weight: weight,
            font_slant: slant,
            ..ComputedStyle::default()
        };
        let face = fonts.face(fonts.select(&style));
        face.metrics().postscript_name.clone()
    }

    #[test]
    fn families_weights_and_slants_choose_the_face() {
        use FontSlant::{Italic, Normal};
        assert_eq!(name_of(&["serif"], 400, Normal), "LibertinusSerif-Regular");
        assert_eq!(
            name_of(&["serif"], 700, Italic),
            "LibertinusSerif-BoldItalic"
        );
        assert_eq!(
            name_of(&["Consolas", "monospace"], 400, Normal),
            "DejaVuSansMono"
        );
        assert_eq!(name_of(&["Papyrus"], 300, Italic), "LibertinusSerif-Italic");
        assert_eq!(
            name_of(&["dejavu sans mono"], 900, Italic),
            "DejaVuSansMono-BoldOblique"
        );
    }

    #[test]
    fn every_bundled_face_is_what_its_entry_says() {
        let fonts = FontLibrary::bundled();
        for (id, entry) in fonts.ids().zip(&fonts.entries) {
            let metrics = fonts.face(id).metrics();
            assert_eq!(metrics.weight >= 600, entry.weight >= 600, "{metrics:?}");
            assert_eq!(
                metrics.italic_angle != 0.0,
                entry.slant == FontSlant::Italic
            );
            assert_eq!(metrics.monospaced, entry.family == Family::Monospace);
        }
    }

    #[test]
    fn characters_that_the_serif_lacks_are_looked_for_in_the_monospace() {
        let fonts = FontLibrary::bundled();
        let stack = fonts.stack(&ComputedStyle::default());
        let covering = |character: char| {
            stack
                .iter()
                .find(|id| fonts.face(**id).glyph(character).is_some())
                .map(|id| fonts.face(*id).metrics().postscript_name.as_str())
        };
        assert_eq!(covering('é'), Some("LibertinusSerif-Regular"));
        assert_eq!(covering('╬'), Some("DejaVuSansMono"));
        assert_eq!(covering('語'), None);
    }
}
