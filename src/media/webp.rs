//! WebP as a list of RIFF chunks (RFC 9649): takes bytes, gives facts, and the same picture without EXIF and XMP.

use super::number::{Endian, array};
use super::{ColourModel, MediaFacts, MediaKind, Orientation, broken, exif};
use crate::diagnostics::Result;
use std::borrow::Cow;

const XMP: u8 = 0x04;
const EXIF: u8 = 0x08;

struct Chunk<'a> {
    kind: [u8; 4],
    /// Kind, length, data, padding.
    whole: &'a [u8],
    data: &'a [u8],
}

fn chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let mut at = 12;
    std::iter::from_fn(move || {
        let length = usize::try_from(Endian::Little.u32(bytes, at + 4)?).ok()?;
        let end = at.checked_add(8)?.checked_add(length)?;
        let padded = (end + (length & 1)).min(bytes.len());
        let chunk = Chunk {
            kind: array(bytes, at)?,
            whole: bytes.get(at..padded)?,
            data: bytes.get(at + 8..end)?,
        };
        at = padded;
        Some(chunk)
    })
}

/// Size and orientation.
pub(super) fn facts(bytes: &[u8]) -> Result<MediaFacts> {
    let size = chunks(bytes).find_map(|chunk| size(&chunk));
    let (width, height) = size.ok_or_else(|| broken("the WebP has no valid header"))?;
    let exif = chunks(bytes).find(|chunk| &chunk.kind == b"EXIF");
    Ok(MediaFacts {
        kind: MediaKind::WebP,
        width,
        height,
        orientation: exif.map_or(Orientation::UPRIGHT, |chunk| exif::orientation(chunk.data)),
        colour: ColourModel::Rgb,
    })
}

fn size(chunk: &Chunk<'_>) -> Option<(u32, u32)> {
    match &chunk.kind {
        b"VP8X" => {
            let [a, b, c, d, e, f] = array(chunk.data, 4)?;
            Some((
                u32::from_le_bytes([a, b, c, 0]) + 1,
                u32::from_le_bytes([d, e, f, 0]) + 1,
            ))
        }
        // A frame tag of three bytes, then the start code (RFC 6386 section 9.1).
        b"VP8 " => {
            let start_code: [u8; 3] = array(chunk.data, 3)?;
            let side = |at| Some(u32::from(Endian::Little.u16(chunk.data, at)? & 0x3FFF));
            (start_code == [0x9D, 0x01, 0x2A]).then_some((side(6)?, side(8)?))
        }
        b"VP8L" => {
            let bits = Endian::Little.u32(chunk.data, 1)?;
            (*chunk.data.first()? == 0x2F)
                .then_some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
        }
        _ => None,
    }
}

/// Has it more than one frame?
pub(super) fn is_animated(bytes: &[u8]) -> bool {
    chunks(bytes).any(|chunk| &chunk.kind == b"ANMF")
}

/// Is it compressed with loss, like a photo, and without transparency?
pub(super) fn is_photo(bytes: &[u8]) -> bool {
    chunks(bytes).any(|chunk| &chunk.kind == b"VP8 ")
        && !chunks(bytes).any(|chunk| &chunk.kind == b"ALPH")
}

/// The picture without EXIF, XMP and unknown chunks; as it is if there is nothing of the kind.
pub(super) fn stripped(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    for chunk in chunks(bytes) {
        match &chunk.kind {
            b"VP8X" => push_extended_header(&mut out, &chunk),
            b"VP8 " | b"VP8L" | b"ALPH" | b"ICCP" | b"ANIM" | b"ANMF" => {
                out.extend_from_slice(chunk.whole)
            }
            _ => {}
        }
    }
    let length = u32::try_from(out.len() - 8).unwrap_or(u32::MAX);
    out.splice(4..8, length.to_le_bytes());
    if out == bytes {
        Cow::Borrowed(bytes)
    } else {
        Cow::Owned(out)
    }
}

/// The header with the flags of what goes taken away.
fn push_extended_header(out: &mut Vec<u8>, chunk: &Chunk<'_>) {
    let flags = out.len() + 8;
    out.extend_from_slice(chunk.whole);
    if let Some(flags) = out.get_mut(flags) {
        *flags &= !(EXIF | XMP);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = b"RIFF\0\0\0\0WEBP".to_vec();
        for (kind, data) in chunks {
            bytes.extend_from_slice(*kind);
            bytes.extend_from_slice(&(data.len() as u32).to_le_bytes());
            bytes.extend_from_slice(data);
            bytes.resize(bytes.len() + (data.len() & 1), 0);
        }
        let length = (bytes.len() - 8) as u32;
        bytes.splice(4..8, length.to_le_bytes());
        bytes
    }

    fn extended(flags: u8) -> [u8; 10] {
        [flags, 0, 0, 0, 31, 0, 0, 15, 0, 0]
    }

    #[test]
    fn exif_goes_with_its_flag() {
        let told = webp(&[
            (b"VP8X", &extended(EXIF)),
            (b"VP8 ", b"data."),
            (b"EXIF", b"II"),
        ]);
        let clean = webp(&[(b"VP8X", &extended(0)), (b"VP8 ", b"data.")]);
        assert_eq!(stripped(&told).as_ref(), clean);
        assert!(matches!(stripped(&clean), Cow::Borrowed(_)));
        let facts = facts(&told).unwrap();
        assert_eq!((facts.width, facts.height), (32, 16));
    }

    #[test]
    fn sizes_are_read_from_either_kind_of_frame() {
        let lossy = webp(&[(b"VP8 ", b"\0\0\0\x9D\x01\x2A\x20\0\x10\0")]);
        let lossless = webp(&[(b"VP8L", b"\x2F\x1F\xC0\x03\0")]);
        for bytes in [lossy, lossless] {
            let facts = facts(&bytes).unwrap();
            assert_eq!((facts.width, facts.height), (32, 16));
        }
    }

    #[test]
    fn no_prefix_of_a_picture_panics() {
        let whole = webp(&[
            (b"VP8X", &extended(EXIF)),
            (b"VP8 ", b"data."),
            (b"EXIF", b"II"),
        ]);
        for length in 12..whole.len() {
            let _ = facts(&whole[..length]);
            let _ = stripped(&whole[..length]);
        }
    }
}
