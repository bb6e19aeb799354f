//! Pixels: takes a picture of the library, gives its samples in stored orientation, within limits of memory.

use super::{ColourModel, Media, MediaFacts, MediaKind, broken, cmyk, profile, svg};
use crate::diagnostics::{Error, Result};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// What decoding one picture may allocate, in bytes. [`MAX_PIXELS`](super::MAX_PIXELS) in four channels fit.
const MAX_ALLOCATION: u64 = 512 << 20;

/// A decoded picture in stored orientation, rows from the top, 8 bits a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The colours.
    pub samples: Samples,
    /// The opacities, one a pixel; `None` where all is opaque.
    pub alpha: Option<Vec<u8>>,
}

/// A picture's colours, without its opacities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Samples {
    /// One a pixel.
    Grey(Vec<u8>),
    /// Red, green, blue (sRGB).
    Rgb(Vec<u8>),
}

/// Decodes a picture to grey or sRGB; a vector is drawn at twice its size.
///
/// # Errors
/// When it can't be read any longer, or `picture-broken`.
pub fn decode(media: &Media) -> Result<Pixels> {
    decode_bytes(&media.read()?, &media.facts)
}

/// Decodes a picture that is read already.
///
/// # Errors
/// `picture-broken`.
pub fn decode_bytes(bytes: &[u8], facts: &MediaFacts) -> Result<Pixels> {
    if facts.kind == MediaKind::Svg {
        return svg::draw(bytes, 2.0).map(pixels);
    }
    let Decoded { image, profile } = decoded(bytes, facts)?;
    Ok(pixels(match profile {
        Some(icc) => profile::to_srgb(image, &icc),
        None => image,
    }))
}

/// A picture as the `image` crate has it, in stored orientation, with the ICC profile its colours need. Of an animation, the first frame.
pub(super) struct Decoded {
    pub(super) image: DynamicImage,
    pub(super) profile: Option<Vec<u8>>,
}

/// Decodes within limits; four inks become sRGB.
pub(super) fn decoded(bytes: &[u8], facts: &MediaFacts) -> Result<Decoded> {
    let Some(format) = format(facts.kind) else {
        return Err(broken("a vector has no pixels"));
    };
    if facts.kind == MediaKind::Jpeg && facts.colour == ColourModel::Cmyk {
        return cmyk::decoded(bytes).map(|image| Decoded {
            image,
            profile: None,
        });
    }
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), format)
        .into_decoder()
        .map_err(undecodable)?;
    decoder.set_limits(limits(facts)).map_err(undecodable)?;
    let profile = decoder.icc_profile().ok().flatten();
    let image = match DynamicImage::from_decoder(decoder).map_err(undecodable)? {
        // Of TIFF only; PNG and JPEG can't hold them.
        floats @ DynamicImage::ImageRgb32F(_) => floats.into_rgb16().into(),
        floats @ DynamicImage::ImageRgba32F(_) => floats.into_rgba16().into(),
        image => image,
    };
    Ok(Decoded { image, profile })
}

/// The file may have changed since its facts were read, so its size is held against them.
fn limits(facts: &MediaFacts) -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(facts.width);
    limits.max_image_height = Some(facts.height);
    limits.max_alloc = Some(MAX_ALLOCATION);
    limits
}

fn undecodable(error: image::ImageError) -> Error {
    broken(format!("the picture can't be decoded: {error}"))
}

fn format(kind: MediaKind) -> Option<ImageFormat> {
    Some(match kind {
        MediaKind::Jpeg => ImageFormat::Jpeg,
        MediaKind::Png => ImageFormat::Png,
        MediaKind::Gif => ImageFormat::Gif,
        MediaKind::WebP => ImageFormat::WebP,
        MediaKind::Bmp => ImageFormat::Bmp,
        MediaKind::Tiff => ImageFormat::Tiff,
        MediaKind::Svg => return None,
    })
}

/// Brought to 8 bits, colours and opacities apart.
fn pixels(image: DynamicImage) -> Pixels {
    let (width, height) = (image.width(), image.height());
    let has_alpha = image.color().has_alpha();
    let (samples, alpha) = match (image.color().has_color(), has_alpha) {
        (false, false) => (Samples::Grey(image.into_luma8().into_raw()), None),
        (true, false) => (Samples::Rgb(image.into_rgb8().into_raw()), None),
        (false, true) => {
            let (grey, alpha) = apart::<2>(&image.into_luma_alpha8());
            (Samples::Grey(grey), alpha)
        }
        (true, true) => {
            let (rgb, alpha) = apart::<4>(&image.into_rgba8());
            (Samples::Rgb(rgb), alpha)
        }
    };
    Pixels {
        width,
        height,
        samples,
        alpha,
    }
}

/// Colours and opacities of pixels of `N` samples, the last of which is the opacity.
fn apart<const N: usize>(samples: &[u8]) -> (Vec<u8>, Option<Vec<u8>>) {
    let mut colours = Vec::with_capacity(samples.len() / N * (N - 1));
    let mut alpha = Vec::with_capacity(samples.len() / N);
    for pixel in samples.as_chunks::<N>().0 {
        if let Some((opacity, colour)) = pixel.split_last() {
            colours.extend_from_slice(colour);
            alpha.push(*opacity);
        }
    }
    let opaque = alpha.iter().all(|opacity| *opacity == u8::MAX);
    (colours, (!opaque).then_some(alpha))
}
