//! Decoded pictures: takes pixels, gives deflated rows, or a JPEG where the picture was a lossy photograph before.

use super::encoded::{Coding, Colours, Encoded, Transparency};
use crate::diagnostics::{Diagnostic, Result};
use crate::media::{Pixels, Samples};
use crate::pdf::file::deflate::deflate;
use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;

/// What is lost once more at this quality can't be seen.
const QUALITY: u8 = 92;

/// A picture whose pixels are to stay as they are.
pub fn as_drawing(pixels: &Pixels) -> Encoded {
    let transparency = match &pixels.alpha {
        Some(alpha) => Transparency::Mask(Box::new(rows(pixels, alpha, 1, Transparency::None))),
        None => Transparency::None,
    };
    match &pixels.samples {
        Samples::Grey(samples) => rows(pixels, samples, 1, transparency),
        Samples::Rgb(samples) => rows(pixels, samples, 3, transparency),
    }
}

/// A picture that was lossy already.
pub fn as_photograph(pixels: &Pixels) -> Result<Encoded> {
    let (samples, colours, kind) = match &pixels.samples {
        Samples::Grey(samples) => (samples, Colours::Grey, ExtendedColorType::L8),
        Samples::Rgb(samples) => (samples, Colours::Rgb, ExtendedColorType::Rgb8),
    };
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    encoder
        .encode(samples, pixels.width, pixels.height, kind)
        .map_err(|error| {
            Diagnostic::error(
                "picture-broken",
                format!("the picture can't be encoded: {error}"),
            )
        })?;
    Ok(Encoded {
        width: pixels.width,
        height: pixels.height,
        colours,
        profile: None,
        bits: 8,
        coding: Coding::Dct,
        bytes,
        transparency: Transparency::None,
    })
}

fn rows(pixels: &Pixels, samples: &[u8], colours: usize, transparency: Transparency) -> Encoded {
    Encoded {
        width: pixels.width,
        height: pixels.height,
        colours: if colours == 3 {
            Colours::Rgb
        } else {
            Colours::Grey
        },
        profile: None,
        bits: 8,
        coding: Coding::FilteredRows,
        bytes: deflate(&filtered(samples, pixels.width as usize * colours, colours)),
        transparency,
    }
}

/// PNG's filters (PNG 3rd edition section 9): each row behind the one that leaves the smallest differences.
fn filtered(samples: &[u8], row: usize, pixel: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(samples.len() + samples.len() / row.max(1) + 1);
    let mut above = vec![0; row];
    let mut candidate = Vec::with_capacity(row);
    let mut best = Vec::with_capacity(row);
    for current in samples.chunks_exact(row.max(1)) {
        let mut least = u64::MAX;
        let mut filter = 0;
        for (number, predict) in (0..).zip(FILTERS) {
            candidate.clear();
            candidate.extend(differences(current, &above, pixel, predict));
            let size = candidate
                .iter()
                .map(|byte| u64::from((*byte as i8).unsigned_abs()))
                .sum();
            if size < least {
                (least, filter) = (size, number);
                std::mem::swap(&mut best, &mut candidate);
            }
        }
        out.push(filter);
        out.extend_from_slice(&best);
        above.copy_from_slice(current);
    }
    out
}

/// Predicts a sample from the ones left, above, and left above.
type Predict = fn(u8, u8, u8) -> u8;

/// In the order of their numbers.
const FILTERS: [Predict; 5] = [
    |_, _, _| 0,
    |left, _, _| left,
    |_, above, _| above,
    |left, above, _| left.midpoint(above),
    paeth,
];

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(above) - i16::from(corner);
    let distance = |sample: u8| (estimate - i16::from(sample)).abs();
    if distance(left) <= distance(above) && distance(left) <= distance(corner) {
        left
    } else if distance(above) <= distance(corner) {
        above
    } else {
        corner
    }
}

fn differences<'a>(
    current: &'a [u8],
    above: &'a [u8],
    pixel: usize,
    predict: Predict,
) -> impl Iterator<Item = u8> + 'a {
    let before = |row: &'a [u8]| std::iter::repeat_n(0, pixel).chain(row.iter().copied());
    let neighbours = before(current).zip(above).zip(before(above));
    current
        .iter()
        .zip(neighbours)
        .map(move |(sample, ((left, above), corner))| {
            sample.wrapping_sub(predict(left, *above, corner))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_repeat_become_zeros() {
        let row = [3, 9, 27];
        let samples = [row, row].concat();
        let filtered = filtered(&samples, 3, 1);
        assert_eq!(filtered.get(4..), Some([2, 0, 0, 0].as_slice()));
    }

    #[test]
    fn paeth_takes_the_nearest_neighbour() {
        assert_eq!(paeth(10, 20, 10), 20);
        assert_eq!(paeth(20, 10, 10), 20);
        assert_eq!(paeth(10, 20, 15), 15);
    }
}
