//! What a picture is, without decoding a pixel: takes bytes, gives kind, size, orientation and colour, and refuses what is too large.

use super::exif::Directory;
use super::number::{Endian, array};
use super::{ColourModel, MediaFacts, MediaKind, Orientation, broken, gif, jpeg, png, svg, webp};
use crate::diagnostics::{Diagnostic, Result};

/// The most pixels a picture may have. A file of 50 KB can claim billions.
pub const MAX_PIXELS: u64 = 100_000_000;

impl MediaFacts {
    /// Reads the facts from a file's bytes.
    ///
    /// # Errors
    /// `picture-unknown` when it is no picture, `picture-broken` when it is a broken one, `picture-too-large` when it has more than
    /// [`MAX_PIXELS`], `svg-doctype` when it is an SVG with a document type, all without a span: the caller knows the place.
    pub fn of(bytes: &[u8]) -> Result<MediaFacts> {
        let kind = MediaKind::of(bytes).ok_or_else(unknown)?;
        let facts = match kind {
            MediaKind::Jpeg => jpeg::facts(bytes),
            MediaKind::Png => png::facts(bytes),
            MediaKind::Gif => gif::facts(bytes),
            MediaKind::WebP => webp::facts(bytes),
            MediaKind::Bmp => bmp(bytes).ok_or_else(|| broken("the BMP has no valid header")),
            MediaKind::Tiff => tiff(bytes).ok_or_else(|| broken("the TIFF has no valid header")),
            MediaKind::Svg => svg::facts(bytes),
        }?;
        within_limits(facts)
    }
}

fn within_limits(facts: MediaFacts) -> Result<MediaFacts> {
    let (width, height) = (facts.width, facts.height);
    if width == 0 || height == 0 {
        return Err(broken("the picture has no pixels"));
    }
    // A vector has no pixels of its own; it is drawn at a size of our choosing.
    if facts.kind != MediaKind::Svg && u64::from(width) * u64::from(height) > MAX_PIXELS {
        let limit = MAX_PIXELS / 1_000_000;
        let message =
            format!("the picture has {width} x {height} pixels, more than {limit} million");
        return Err(Box::new(
            Diagnostic::error("picture-too-large", message).help("make it smaller"),
        ));
    }
    Ok(facts)
}

fn unknown() -> Box<Diagnostic> {
    let message = "the file's first bytes are those of no picture this program reads";
    let help = "use JPEG, PNG, GIF, WebP, BMP, TIFF or SVG";
    Box::new(Diagnostic::error("picture-unknown", message).help(help))
}

/// BITMAPCOREHEADER has 12 bytes and sizes of 16 bits; all later headers begin like BITMAPINFOHEADER.
fn bmp(bytes: &[u8]) -> Option<MediaFacts> {
    let (width, height) = if bytes.get(14) == Some(&12) {
        let side = |at| Endian::Little.u16(bytes, at).map(u32::from);
        (side(18)?, side(20)?)
    } else {
        // A negative height says that rows run downwards.
        let side = |at| array(bytes, at).map(|side| i32::from_le_bytes(side).unsigned_abs());
        (side(18)?, side(22)?)
    };
    Some(MediaFacts {
        kind: MediaKind::Bmp,
        width,
        height,
        orientation: Orientation::UPRIGHT,
        colour: ColourModel::Rgb,
    })
}

/// TIFF 6.0 section 8: ImageWidth, ImageLength, PhotometricInterpretation, Orientation.
fn tiff(bytes: &[u8]) -> Option<MediaFacts> {
    let directory = Directory::first(bytes)?;
    let orientation = directory
        .number(274)
        .map_or(Orientation::UPRIGHT, Orientation::new);
    Some(MediaFacts {
        kind: MediaKind::Tiff,
        width: directory.number(256)?,
        height: directory.number(257)?,
        orientation,
        colour: match directory.number(262) {
            Some(0 | 1) => ColourModel::Grey,
            Some(5) => ColourModel::Cmyk,
            _ => ColourModel::Rgb,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bmp_may_run_downwards() {
        let mut bytes = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x20\0\0\0".to_vec();
        bytes.extend_from_slice(&(-16_i32).to_le_bytes());
        let facts = MediaFacts::of(&bytes).unwrap();
        assert_eq!(
            (facts.kind, facts.width, facts.height),
            (MediaKind::Bmp, 32, 16)
        );
    }

    #[test]
    fn a_tiff_of_nothing_is_broken() {
        assert_eq!(
            MediaFacts::of(b"II*\0\0\0\0\0").unwrap_err().code,
            "picture-broken"
        );
    }

    #[test]
    fn what_is_no_picture_is_unknown() {
        assert_eq!(
            MediaFacts::of(b"root:x:0:0:root").unwrap_err().code,
            "picture-unknown"
        );
        assert_eq!(MediaFacts::of(b"").unwrap_err().code, "picture-unknown");
    }
}
