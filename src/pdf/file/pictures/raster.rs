//! Decoded pictures: takes pixels, gives deflated rows, or a JPEG where the picture was a lossy photograph before.

use super::encoded::{Coding, Colours, Encoded, Transparency};
use super::filter::filtered;
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
