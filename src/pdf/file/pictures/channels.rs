//! A PNG's colours and opacities apart: takes its filtered rows, gives those of its colours and those of its opacities, filtered still.
//!
//! PNG's filters tell each byte from those of the same place in the pixels beside it (PNG 3rd edition section 9.2), so a filtered
//! row without some channels' bytes is the others' filtered row: nothing is filtered anew, and only one row is in memory.

use super::opacities::Opacities;
use super::rows::Rows;
use crate::media::png::{Png, PngColour};
use crate::pdf::file::deflate;
use std::io::Write;

/// Deflated rows of 8 bits a sample.
pub struct Apart {
    /// Of the colours.
    pub colours: Vec<u8>,
    /// Of the opacities; `None` where all is opaque.
    pub opacities: Option<Vec<u8>>,
}

/// Takes the channels apart of a PNG that isn't interlaced; of 16 bits the higher 8 stay, which are enough for the eye. `None` where
/// its kind has no need of it or its rows are not whole.
pub fn apart(png: &Png<'_>) -> Option<Apart> {
    match (png.header.colour, png.header.bit_depth) {
        (PngColour::Grey, 16) => rows_apart(png, |[y, _]| ([y], None)),
        (PngColour::Rgb, 16) => rows_apart(png, |[r, _, g, _, b, _]| ([r, g, b], None)),
        (PngColour::GreyAlpha, 8) => rows_apart(png, |[y, a]| ([y], Some(a))),
        (PngColour::GreyAlpha, 16) => rows_apart(png, |[y, _, a, _]| ([y], Some(a))),
        (PngColour::RgbAlpha, 8) => rows_apart(png, |[r, g, b, a]| ([r, g, b], Some(a))),
        (PngColour::RgbAlpha, 16) => {
            rows_apart(png, |[r, _, g, _, b, _, a, _]| ([r, g, b], Some(a)))
        }
        _ => None,
    }
}

/// Pixels of `N` bytes become colours of `K`, and an opacity where the kind has one.
fn rows_apart<const N: usize, const K: usize>(
    png: &Png<'_>,
    part: impl Fn([u8; N]) -> ([u8; K], Option<u8>),
) -> Option<Apart> {
    let compressed = png.rows.concat();
    let width = usize::try_from(png.header.width).ok()?;
    let mut rows = Rows::new(&compressed, width.checked_mul(N)?);
    let (mut colours, mut opacities) = (vec![0; width * K], vec![0; width]);
    let mut all_colours = deflate::writer();
    let mut all_opacities = png
        .header
        .colour
        .has_opacity()
        .then(|| Opacities::new(width));
    for _ in 0..png.header.height {
        let (filter, row) = rows.next()?;
        let colours_kept = colours.as_chunks_mut().0.iter_mut();
        let kept = colours_kept.zip(&mut opacities);
        for (pixel, (colour, opacity)) in row.as_chunks().0.iter().zip(kept) {
            let parts = part(*pixel);
            (*colour, *opacity) = (parts.0, parts.1.unwrap_or_default());
        }
        all_colours.write_all(&[filter]).ok()?;
        all_colours.write_all(&colours).ok()?;
        if let Some(all) = &mut all_opacities {
            all.add(filter, &opacities).ok()?;
        }
    }
    rows.end()?;
    Some(Apart {
        colours: all_colours.finish().ok()?,
        opacities: all_opacities.and_then(Opacities::finish),
    })
}
