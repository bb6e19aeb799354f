//! Pictures for an EPUB: takes one of the library, gives bytes of a kind that readers show (EPUB 3.3 section 3.2), upright and without
//! what tells on people.

use super::decode::Decoded;
use super::{
    ColourModel, Media, MediaFacts, MediaKind, Orientation, broken, decode, gif, jpeg, png, svg,
    webp,
};
use crate::diagnostics::{Error, Result};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation as Turn;
use image::{DynamicImage, ImageEncoder};
use std::borrow::Cow;

/// Good enough that a photo encoded again looks the same.
const JPEG_QUALITY: u8 = 90;
/// A picture of more pixels in a format without compression of its own is taken for a photo.
const PHOTO_PIXELS: u64 = 1_000_000;

/// A picture as an EPUB holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpubPicture {
    /// What it is.
    pub kind: MediaKind,
    /// The file.
    pub bytes: Vec<u8>,
}

impl EpubPicture {
    /// Its media type: `image/jpeg`.
    pub fn media_type(&self) -> &'static str {
        self.kind.media_type()
    }

    /// Its extension, without a dot.
    pub fn extension(&self) -> &'static str {
        self.kind.extension()
    }
}

/// The picture for an EPUB: byte for byte where a reader can show it as it is and it tells nothing on people; encoded again only when it
/// must be turned upright or changed in kind.
///
/// # Errors
/// When it can't be read any longer, or `picture-broken`.
pub fn for_epub(media: &Media) -> Result<EpubPicture> {
    let bytes = media.read()?;
    if MediaKind::of(&bytes) != Some(media.facts.kind) {
        return Err(broken("the picture changed while the book was made"));
    }
    of_bytes(bytes, &media.facts)
}

/// The picture of these bytes, whose facts are known.
pub(super) fn of_bytes(bytes: Vec<u8>, facts: &MediaFacts) -> Result<EpubPicture> {
    let clean = match as_it_is(&bytes, facts) {
        _ if facts.kind == MediaKind::Svg => return svg::for_epub(&bytes),
        None => return encoded_again(&bytes, facts),
        Some(Cow::Owned(clean)) => clean,
        Some(Cow::Borrowed(_)) => bytes,
    };
    Ok(EpubPicture {
        kind: facts.kind,
        bytes: clean,
    })
}

/// The file without metadata, if readers show it. Kindle, Kobo and Google Play show no WebP, so only an animation stays one.
fn as_it_is<'a>(bytes: &'a [u8], facts: &MediaFacts) -> Option<Cow<'a, [u8]>> {
    if facts.orientation != Orientation::UPRIGHT || facts.colour == ColourModel::Cmyk {
        return None;
    }
    match facts.kind {
        MediaKind::Jpeg => Some(jpeg::stripped(bytes)),
        MediaKind::Png => Some(png::stripped(bytes)),
        MediaKind::Gif => Some(gif::stripped(bytes)),
        MediaKind::WebP => webp::is_animated(bytes).then(|| webp::stripped(bytes)),
        MediaKind::Bmp | MediaKind::Tiff | MediaKind::Svg => None,
    }
}

fn encoded_again(bytes: &[u8], facts: &MediaFacts) -> Result<EpubPicture> {
    let mut decoded = decode::decoded(bytes, facts)?;
    if let Some(turn) = Turn::from_exif(facts.orientation.0) {
        decoded.image.apply_orientation(turn);
    }
    if is_photo(bytes, facts) && !decoded.image.color().has_alpha() {
        as_jpeg(decoded)
    } else {
        as_png(&decoded)
    }
}

fn is_photo(bytes: &[u8], facts: &MediaFacts) -> bool {
    match facts.kind {
        MediaKind::Jpeg => true,
        MediaKind::WebP => webp::is_photo(bytes),
        MediaKind::Bmp | MediaKind::Tiff => {
            u64::from(facts.width) * u64::from(facts.height) > PHOTO_PIXELS
        }
        MediaKind::Png | MediaKind::Gif | MediaKind::Svg => false,
    }
}

fn as_jpeg(decoded: Decoded) -> Result<EpubPicture> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    if let Some(profile) = decoded.profile {
        encoder
            .set_icc_profile(profile)
            .map_err(|error| unwritable(&error))?;
    }
    let eight_bits = match decoded.image {
        grey if !grey.color().has_color() => DynamicImage::ImageLuma8(grey.into_luma8()),
        colour => DynamicImage::ImageRgb8(colour.into_rgb8()),
    };
    eight_bits
        .write_with_encoder(encoder)
        .map_err(|error| unwritable(&error))?;
    Ok(EpubPicture {
        kind: MediaKind::Jpeg,
        bytes,
    })
}

pub(super) fn as_png(decoded: &Decoded) -> Result<EpubPicture> {
    let mut bytes = Vec::new();
    let mut encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    if let Some(profile) = &decoded.profile {
        encoder
            .set_icc_profile(profile.clone())
            .map_err(|error| unwritable(&error))?;
    }
    let image = &decoded.image;
    encoder
        .write_image(
            image.as_bytes(),
            image.width(),
            image.height(),
            image.color().into(),
        )
        .map_err(|error| unwritable(&error))?;
    Ok(EpubPicture {
        kind: MediaKind::Png,
        bytes,
    })
}

fn unwritable(error: &dyn std::fmt::Display) -> Error {
    broken(format!("the picture can't be encoded: {error}"))
}
