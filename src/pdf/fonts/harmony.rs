//! Harmony: takes two faces, gives the part of its size at which type of the one looks as large as type of the other beside it.
//!
//! What CSS does by x-heights (CSS Fonts 5, `font-size-adjust`), for every script: faces of other scripts say nothing reliable of
//! theirs, so a letter is measured.

use super::Face;

/// Letters by which faces are measured, each with how high it should reach beside Latin ones: 0 is as high as an x, 1 as a capital.
/// As in families that were drawn for many scripts together; where letters are dense a little higher.
const MEASURES: [(char, f32); 22] = [
    ('ا', 1.0),
    ('ה', 0.6),
    ('क', 0.6),
    ('ক', 0.6),
    ('ਕ', 0.6),
    ('ક', 0.6),
    ('କ', 0.75),
    ('க', 0.35),
    ('క', 1.0),
    ('ಕ', 1.0),
    ('ക', 0.35),
    ('ක', 0.4),
    ('ก', 0.3),
    ('ກ', 0.3),
    ('ក', 0.85),
    ('က', 0.3),
    ('ཀ', 0.7),
    ('ა', 0.1),
    ('ա', 0.0),
    ('ሀ', 1.0),
    ('Ꭰ', 1.0),
    ('x', 0.0),
];

/// Chinese, Japanese, Korean: a cell is an em.
const CELLS: [char; 3] = ['一', 'の', '가'];

/// Type is made no smaller and no larger than this; the latter just lets a cell take two columns of code.
const BOUNDS: (f32, f32) = (0.85, 1.21);

/// What a face's size is judged by. Lengths are in ems.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stature {
    /// How wide its cells are.
    Cells(f32),
    /// How high one of its letters is, and how high that should be.
    Letters { height: f32, place: f32 },
    /// It has signs only.
    Signs,
}

impl Stature {
    /// Measures a face.
    pub(super) fn of(face: &Face) -> Stature {
        if let Some(width) = CELLS.iter().find_map(|cell| advance(face, *cell)) {
            return Stature::Cells(width);
        }
        let letters = MEASURES.iter().filter_map(|(letter, place)| {
            let [_, _, _, top] = face.bounds(face.glyph(*letter)?)?;
            let height = in_ems(face, top);
            let place = *place;
            (height > 0.1).then_some(Stature::Letters { height, place })
        });
        letters.into_iter().next().unwrap_or(Stature::Signs)
    }

    /// How large, as a part of its size, type of this stature is set beside type of a face.
    pub(super) fn beside(self, face: &Face) -> f32 {
        let part = match self {
            Stature::Cells(width) => columns(face) / width,
            Stature::Letters { height, place } => {
                let x = in_ems(face, face.metrics().x_height);
                let capital = in_ems(face, face.metrics().cap_height);
                (x + (capital - x) * place) / height
            }
            Stature::Signs => 1.0,
        };
        let (least, most) = BOUNDS;
        part.clamp(least, most)
    }
}

/// A cell's width beside type of a face: an em, and two columns where all letters are of one width.
fn columns(face: &Face) -> f32 {
    let column = advance(face, 'x').filter(|_| face.metrics().monospaced);
    column.map_or(1.0, |column| column * 2.0)
}

fn advance(face: &Face, character: char) -> Option<f32> {
    let glyph = face.glyph(character)?;
    let advance = in_ems(face, f32::from(face.advance(glyph)));
    (advance > 0.0).then_some(advance)
}

fn in_ems(face: &Face, units: f32) -> f32 {
    units / f32::from(face.metrics().units_per_em)
}

#[cfg(test)]
mod tests {
    use super::super::{FontId, FontLibrary};
    use super::*;

    #[test]
    fn type_is_set_by_the_height_of_its_letters() {
        let fonts = FontLibrary::bundled();
        let (serif, mono) = (fonts.face(FontId(0)), fonts.face(FontId(4)));
        assert_eq!(mono.metrics().postscript_name, "DejaVuSansMono");
        assert!((serif.part_beside(serif) - 1.0).abs() < 0.02);
        assert!((1.15..1.2).contains(&serif.part_beside(mono)));
        assert!((0.85..0.95).contains(&mono.part_beside(serif)));
    }

    #[test]
    fn a_cell_is_an_em_of_text_and_two_columns_of_code() {
        let fonts = FontLibrary::bundled();
        let (serif, mono) = (fonts.face(FontId(0)), fonts.face(FontId(4)));
        assert_eq!(Stature::Cells(1.0).beside(serif), 1.0);
        assert!((Stature::Cells(1.0).beside(mono) - 1.204).abs() < 0.001);
        assert_eq!(Stature::Signs.beside(mono), 1.0);
    }
}
