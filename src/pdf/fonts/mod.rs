//! The font library: takes font files, gives faces by family, weight and slant, what they measure, and which of them covers a character.

mod face;
mod family;
mod harmony;

pub use face::{Face, FaceMetrics, Outlines, PlacedMetrics};
pub use family::Family;

use crate::fonts::{BUNDLED, BundledFace, FontFile, Found, FoundFace};
use crate::pdf::line::FontId;
use crate::style::{ComputedStyle, FontSlant};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use unicode_script::{Script, UnicodeScript};

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
    /// The families found, by their number in [`Family::Found`].
    found: Vec<Arc<str>>,
    /// Those found for each language, in the order in which they are asked for a character.
    by_language: BTreeMap<Arc<str>, Vec<Family>>,
}

/// A face in the library: what it is chosen by, and the face itself once it is used.
#[derive(Debug)]
struct Entry {
    family: Family,
    weight: u16,
    slant: FontSlant,
    file: File,
    face: OnceLock<Option<Face>>,
}

/// Where a face's bytes come from.
#[derive(Debug)]
enum File {
    Bundled(&'static [u8]),
    Found(Arc<dyn FontFile>, u32),
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
            file: File::Bundled(face.bytes),
            face: OnceLock::new(),
        }
    }

    fn found(face: FoundFace, family: Family) -> Entry {
        Entry {
            family,
            weight: face.weight,
            slant: if face.italic {
                FontSlant::Italic
            } else {
                FontSlant::Normal
            },
            file: File::Found(face.file, face.index),
            face: OnceLock::new(),
        }
    }

    /// The face; `None` if its file is damaged.
    fn face(&self) -> Option<&Face> {
        let read = || match &self.file {
            File::Bundled(bytes) => Face::new(Cow::Borrowed(bytes), 0),
            File::Found(file, index) => Face::new(Cow::Owned(file.read()), *index),
        };
        self.face.get_or_init(read).as_ref()
    }
}

impl FontLibrary {
    /// The faces that come with the program: Libertinus Serif and DejaVu Sans Mono.
    pub fn bundled() -> FontLibrary {
        FontLibrary {
            entries: BUNDLED.iter().map(Entry::bundled).collect(),
            found: Vec::new(),
            by_language: BTreeMap::new(),
        }
    }

    /// Adds faces that were found for what the others lack.
    #[must_use]
    pub fn with(mut self, found: Found) -> FontLibrary {
        for face in found.faces {
            if let Some(family) = self.number(&face.family) {
                self.entries.push(Entry::found(face, family));
            }
        }
        for (language, families) in found.by_language {
            let families = families.iter().filter_map(|name| self.number(name));
            let families = families.collect();
            self.by_language.insert(language, families);
        }
        self
    }

    /// A found family's number, which it is given when it is first asked for.
    fn number(&mut self, name: &Arc<str>) -> Option<Family> {
        let known = self.found.iter().position(|known| known == name);
        let number = known.unwrap_or_else(|| {
            self.found.push(name.clone());
            self.found.len() - 1
        });
        u16::try_from(number).ok().map(Family::Found)
    }

    /// Can running text show this character as it should? Letters want a book face; signs do in any.
    pub fn covers(&self, character: char) -> bool {
        let is_sign = matches!(character.script(), Script::Common | Script::Inherited);
        let mut entries = self.entries.iter();
        entries.any(|entry| {
            let serves = is_sign || entry.family != Family::Monospace;
            serves
                && entry
                    .face()
                    .is_some_and(|face| face.glyph(character).is_some())
        })
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

    /// The faces for a style in the order in which they are asked for a character: its families, then the serif, then those found for
    /// its language, in like weight and slant; then every bundled face.
    pub fn stack(&self, style: &ComputedStyle) -> Vec<FontId> {
        let named = style
            .font_family
            .iter()
            .filter_map(|name| Family::of_name(name));
        let mut stack = Vec::new();
        let found = self.found_for(&style.language);
        let serif = std::iter::once(Family::Serif);
        for family in named.chain(serif).chain(found).chain([Family::Monospace]) {
            let id = self.closest(family, style.font_weight, style.font_slant);
            push_new(&mut stack, id);
        }
        let bundled = self.ids().take(BUNDLED.len());
        bundled.for_each(|id| push_new(&mut stack, id));
        stack
    }

    /// The families found for a language, then those found for others.
    fn found_for(&self, language: &str) -> impl Iterator<Item = Family> + use<'_> {
        let own = self.by_language.get(language);
        let own = own.map(Vec::as_slice).unwrap_or_default();
        let all = (0..).take(self.found.len()).map(Family::Found);
        let others = all.filter(move |family| !own.contains(family));
        own.iter().copied().chain(others)
    }

    /// A face, parsed when it is first asked for. For one whose file is damaged the first stands in.
    pub fn face(&self, id: FontId) -> &Face {
        let entry = self.entries.get(usize::from(id.0));
        let face = entry.and_then(Entry::face);
        face.or_else(|| self.entries.first()?.face())
            .expect("the bundled faces are whole")
    }

    /// Does it come with the program?
    pub fn is_bundled(&self, id: FontId) -> bool {
        usize::from(id.0) < BUNDLED.len()
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
