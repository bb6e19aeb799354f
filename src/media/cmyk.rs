//! JPEGs of four inks: takes a file, gives red, green and blue, by its ICC profile or else by the inks' complement.

use super::{broken, jpeg, profile};
use crate::diagnostics::Result;
use image::{DynamicImage, RgbImage};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Decodes a JPEG of four components to sRGB.
pub(super) fn decoded(bytes: &[u8]) -> Result<DynamicImage> {
    let (width, height, mut inks) = inks(bytes)?;
    // Adobe's programs store how much paper shows; ICC profiles ask for how much ink there is.
    if jpeg::is_adobe(bytes) {
        inks.iter_mut().for_each(|ink| *ink = 255 - *ink);
    }
    let profiled = jpeg::icc_profile(bytes).and_then(|icc| profile::cmyk_to_srgb(&icc, &inks));
    let rgb = profiled.unwrap_or_else(|| complement(&inks));
    let image = RgbImage::from_raw(width, height, rgb).map(DynamicImage::ImageRgb8);
    image.ok_or_else(|| broken("the JPEG's pixels are not as many as it says"))
}

/// Width, height and the four inks of each pixel, as stored.
fn inks(bytes: &[u8]) -> Result<(u32, u32, Vec<u8>)> {
    let unreadable = |error| broken(format!("the picture can't be decoded: {error}"));
    let mut decoder = JpegDecoder::new(ZCursor::new(bytes));
    decoder.decode_headers().map_err(unreadable)?;
    let stored = decoder
        .input_colorspace()
        .filter(|space| matches!(space, ColorSpace::CMYK | ColorSpace::YCCK));
    let (Some(stored), Some((width, height))) = (stored, decoder.dimensions()) else {
        return Err(broken("the JPEG has no four colour components"));
    };
    let as_stored = DecoderOptions::default()
        .set_strict_mode(false)
        .jpeg_set_out_colorspace(stored);
    let mut samples = JpegDecoder::new_with_options(ZCursor::new(bytes), as_stored)
        .decode()
        .map_err(unreadable)?;
    if stored == ColorSpace::YCCK {
        samples
            .as_chunks_mut()
            .0
            .iter_mut()
            .for_each(without_luminance);
    }
    let side = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
    Ok((side(width), side(height), samples))
}

/// YCCK as CMYK: the first three are turned as if they were colours (ITU-T T.871 section 7) and complemented.
fn without_luminance(pixel: &mut [u8; 4]) {
    let [luminance, blue, red, _] = pixel.map(f32::from);
    let (blue, red) = (blue - 128.0, red - 128.0);
    let colours = [
        luminance + 1.402 * red,
        luminance - 0.344_136 * blue - 0.714_136 * red,
        luminance + 1.772 * blue,
    ];
    for (ink, colour) in pixel.iter_mut().zip(colours) {
        *ink = 255 - colour.round().clamp(0.0, 255.0) as u8;
    }
}

/// What the inks leave of the light.
fn complement(inks: &[u8]) -> Vec<u8> {
    let left = |ink: u8, black: u8| ((255 - u16::from(ink)) * (255 - u16::from(black)) / 255) as u8;
    let pixels = inks.as_chunks::<4>().0.iter();
    pixels
        .flat_map(|&[cyan, magenta, yellow, black]| {
            [left(cyan, black), left(magenta, black), left(yellow, black)]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_take_light_away() {
        assert_eq!(
            complement(&[255, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0]),
            [0, 255, 255, 0, 0, 0, 255, 255, 255]
        );
    }

    #[test]
    fn ycck_is_cmyk_with_luminance_apart() {
        let mut pixel = [255, 128, 128, 7];
        without_luminance(&mut pixel);
        assert_eq!(pixel, [0, 0, 0, 7]);
    }
}
