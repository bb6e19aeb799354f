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
    let mut candidate = vec![0; row];
    let mut best = vec![0; row];
    for current in samples.chunks_exact(row.max(1)) {
        let mut least = u64::MAX;
        let mut chosen = 0;
        for number in 0..5 {
            let neighbours = Neighbours {
                current,
                above: &above,
                pixel,
            };
            let size = neighbours.filter(number, &mut candidate);
            if size < least {
                (least, chosen) = (size, number);
                std::mem::swap(&mut best, &mut candidate);
            }
        }
        out.push(chosen);
        out.extend_from_slice(&best);
        above.copy_from_slice(current);
    }
    out
}

/// A row of samples with the row above it.
struct Neighbours<'a> {
    current: &'a [u8],
    above: &'a [u8],
    /// Samples of a pixel: so far to the left is the sample that a sample is told from.
    pixel: usize,
}

impl Neighbours<'_> {
    /// Writes what a filter, by its number, leaves of the row; tells the sum of the differences.
    fn filter(&self, number: u8, out: &mut [u8]) -> u64 {
        match number {
            0 => self.differences(out, |_, _, _| 0),
            1 => self.differences(out, |left, _, _| left),
            2 => self.differences(out, |_, above, _| above),
            3 => self.differences(out, |left, above, _| left.midpoint(above)),
            _ => self.differences(out, paeth),
        }
    }

    /// A function of its own for each prediction, in straight loops over slices: compilers make vector code of these.
    #[inline]
    fn differences(&self, out: &mut [u8], predict: impl Fn(u8, u8, u8) -> u8) -> u64 {
        let (current, above) = (self.current, self.above);
        let first = self.pixel.min(current.len());
        let (out_first, out_rest) = out.split_at_mut(first);
        for ((out, sample), above) in out_first.iter_mut().zip(current).zip(above) {
            *out = sample.wrapping_sub(predict(0, *above, 0));
        }
        let (rest, above_rest) = (current.get(first..), above.get(first..));
        let samples = rest.unwrap_or_default().iter();
        let neighbours = current
            .iter()
            .zip(above_rest.unwrap_or_default())
            .zip(above);
        for ((out, sample), ((left, above), corner)) in
            out_rest.iter_mut().zip(samples).zip(neighbours)
        {
            *out = sample.wrapping_sub(predict(*left, *above, *corner));
        }
        out.iter()
            .map(|byte| u64::from((*byte as i8).unsigned_abs()))
            .sum()
    }
}

#[inline]
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, above, corner].map(i16::from);
    let (left_off, above_off) = ((b - c).abs(), (a - c).abs());
    let corner_off = (a + b - c - c).abs();
    if left_off <= above_off && left_off <= corner_off {
        left
    } else if above_off <= corner_off {
        above
    } else {
        corner
    }
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
