//! The one thing we read of EXIF: takes a TIFF structure, gives the orientation (CIPA DC-008 section 4.6.4, tag 0x0112).

use super::Orientation;
use super::number::{Endian, array};

/// What comes before the TIFF structure in JPEG's APP1 segment.
pub(super) const JPEG_PREFIX: &[u8] = b"Exif\0\0";

const ORIENTATION: u16 = 0x0112;
/// More entries than any camera writes.
const MAX_ENTRIES: u16 = 1000;

/// The orientation in an EXIF block, with or without JPEG's prefix. Garbage is upright.
pub(super) fn orientation(block: &[u8]) -> Orientation {
    let block = block.strip_prefix(JPEG_PREFIX).unwrap_or(block);
    let value = Directory::first(block).and_then(|directory| directory.number(ORIENTATION));
    value.map_or(Orientation::UPRIGHT, Orientation::new)
}

/// A TIFF image file directory (TIFF 6.0 section 2).
pub(super) struct Directory<'a> {
    bytes: &'a [u8],
    endian: Endian,
    start: usize,
    entries: u16,
}

impl<'a> Directory<'a> {
    /// The first directory of a TIFF structure.
    pub(super) fn first(bytes: &'a [u8]) -> Option<Directory<'a>> {
        let endian = match array(bytes, 0)? {
            [b'I', b'I', 42, 0] => Endian::Little,
            [b'M', b'M', 0, 42] => Endian::Big,
            _ => return None,
        };
        let start = usize::try_from(endian.u32(bytes, 4)?).ok()?;
        let entries = endian.u16(bytes, start)?.min(MAX_ENTRIES);
        Some(Directory {
            bytes,
            endian,
            start: start + 2,
            entries,
        })
    }

    /// The first value of a tag of type SHORT or LONG.
    pub(super) fn number(&self, tag: u16) -> Option<u32> {
        let at = (0..usize::from(self.entries))
            .map(|entry| self.start + entry * 12)
            .find(|at| self.endian.u16(self.bytes, *at) == Some(tag))?;
        match self.endian.u16(self.bytes, at + 2)? {
            3 => self.endian.u16(self.bytes, at + 8).map(u32::from),
            4 => self.endian.u32(self.bytes, at + 8),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LITTLE: &[u8] = b"II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";

    #[test]
    fn the_tag_is_found_in_either_byte_order() {
        let big = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0";
        assert_eq!(orientation(LITTLE), Orientation::new(6));
        assert_eq!(orientation(big), Orientation::new(8));
    }

    #[test]
    fn garbage_is_upright() {
        for length in 0..LITTLE.len() {
            let _ = orientation(&LITTLE[..length]);
        }
        assert_eq!(
            orientation(b"Exif\0\0II\x2A\0\xFF\xFF\xFF\xFF"),
            Orientation::UPRIGHT
        );
        assert_eq!(Orientation::new(77), Orientation::UPRIGHT);
    }
}
