//! GIF as a list of blocks (GIF89a specification): takes bytes, gives facts, and the same picture without comments and XMP.

use super::number::Endian;
use super::{ColourModel, MediaFacts, MediaKind, Orientation, broken};
use crate::diagnostics::Result;
use std::borrow::Cow;

const HEADER: usize = 13;
const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2C;
const TRAILER: u8 = 0x3B;

/// Size of the logical screen.
pub(super) fn facts(bytes: &[u8]) -> Result<MediaFacts> {
    let size = Endian::Little
        .u16(bytes, 6)
        .zip(Endian::Little.u16(bytes, 8));
    let (width, height) = size.ok_or_else(|| broken("the GIF ends in its header"))?;
    Ok(MediaFacts {
        kind: MediaKind::Gif,
        width: width.into(),
        height: height.into(),
        orientation: Orientation::UPRIGHT,
        colour: ColourModel::Rgb,
    })
}

/// The picture with its animation, without comments, other programs' data, and what follows its end.
pub(super) fn stripped(bytes: &[u8]) -> Cow<'_, [u8]> {
    match kept(bytes) {
        Some(out) if out != bytes => Cow::Owned(out),
        _ => Cow::Borrowed(bytes),
    }
}

fn kept(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut at = HEADER + colour_table(*bytes.get(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    while let Some(&kind @ (EXTENSION | IMAGE)) = bytes.get(at) {
        let Some(end) = block_end(bytes, at, kind) else {
            break;
        };
        let block = bytes.get(at..end)?;
        if kind == IMAGE || shows_something(block) {
            out.extend_from_slice(block);
        }
        at = end;
    }
    out.push(TRAILER);
    Some(out)
}

/// Timing and transparency, text drawn on the picture, repetition, colour profile.
fn shows_something(extension: &[u8]) -> bool {
    match extension.get(1) {
        Some(0xF9 | 0x01) => true,
        Some(0xFF) => extension
            .get(3..14)
            .is_some_and(|name| matches!(name, b"NETSCAPE2.0" | b"ANIMEXTS1.0" | b"ICCRGBG1012")),
        _ => false,
    }
}

fn block_end(bytes: &[u8], at: usize, kind: u8) -> Option<usize> {
    let data = match kind {
        IMAGE => at + 10 + colour_table(*bytes.get(at + 9)?) + 1,
        _ => at + 2,
    };
    let mut at = data;
    loop {
        match usize::from(*bytes.get(at)?) {
            0 => return Some(at + 1),
            length => at += 1 + length,
        }
    }
}

/// How many bytes the colour table has that a packed field announces.
fn colour_table(packed: u8) -> usize {
    if packed & 0x80 == 0 {
        0
    } else {
        3 << ((packed & 7) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &[u8] = b"GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF";
    const LOOP: &[u8] = b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0";
    const COMMENT: &[u8] = b"\x21\xFE\x06Berlin\0";
    const PICTURE: &[u8] = b"\x2C\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x0A\0";

    #[test]
    fn the_comment_goes_and_the_animation_stays() {
        let told = [START, LOOP, COMMENT, PICTURE, b"\x3B", b"trailer"].concat();
        let clean = [START, LOOP, PICTURE, b"\x3B"].concat();
        assert_eq!(stripped(&told).as_ref(), clean);
        assert!(matches!(stripped(&clean), Cow::Borrowed(_)));
        let facts = facts(&clean).unwrap();
        assert_eq!((facts.width, facts.height), (2, 1));
    }

    #[test]
    fn no_prefix_of_a_picture_panics() {
        let whole = [START, LOOP, COMMENT, PICTURE].concat();
        (0..whole.len()).for_each(|length| drop(stripped(&whole[..length])));
    }
}
