//! JPEG as a list of segments (ITU-T T.81 annex B): takes bytes, gives facts, and the same picture without what tells on people.
//!
//! Nothing is decoded: scans are copied as they are, so nothing is lost.

use super::number::Endian;
use super::{ColourModel, MediaFacts, MediaKind, Orientation, broken, exif};
use crate::diagnostics::Result;
use std::borrow::Cow;

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;
const APP15: u8 = 0xEF;
const COM: u8 = 0xFE;
/// What an ICC profile's segments begin with.
const ICC: &[u8] = b"ICC_PROFILE\0";

/// A marker with its payload; a scan has its entropy-coded data too.
struct Segment<'a> {
    marker: u8,
    /// Marker, length, payload, and a scan's data.
    whole: &'a [u8],
    payload: &'a [u8],
}

/// The segments between SOI and EOI. What stands between them or after EOI belongs to none.
struct Segments<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        let (start, marker) = self.next_marker()?;
        if marker == EOI {
            return None;
        }
        let length = usize::from(Endian::Big.u16(self.bytes, start + 2)?).max(2);
        let end = (start + 2 + length).min(self.bytes.len());
        self.at = if marker == SOS {
            self.scan_end(end)
        } else {
            end
        };
        Some(Segment {
            marker,
            whole: self.bytes.get(start..self.at)?,
            payload: self.bytes.get(start + 4..end)?,
        })
    }
}

impl<'a> Segments<'a> {
    fn of(bytes: &'a [u8]) -> Segments<'a> {
        Segments { bytes, at: 2 }
    }

    /// Where the next marker with a meaning of its own begins, past filling bytes and garbage.
    fn next_marker(&self) -> Option<(usize, u8)> {
        let mut at = self.at;
        loop {
            at += self
                .bytes
                .get(at..)?
                .iter()
                .position(|byte| *byte == 0xFF)?;
            match *self.bytes.get(at + 1)? {
                0xFF => at += 1,
                // A stuffed byte, a restart or another start of image says nothing here.
                0x00 | 0x01 | 0xD0..=SOI => at += 2,
                marker => return Some((at, marker)),
            }
        }
    }

    /// Where a scan's data ends: at the first marker that is neither a stuffed byte nor a restart.
    fn scan_end(&self, from: usize) -> usize {
        let scan = Segments {
            bytes: self.bytes,
            at: from,
        };
        scan.next_marker().map_or(self.bytes.len(), |(at, _)| at)
    }
}

/// What a frame header (SOFn) says.
struct Frame {
    /// Baseline, extended or progressive, of 8 bits: what readers show.
    is_common: bool,
    width: u32,
    height: u32,
    components: u8,
}

impl Frame {
    fn of(segment: &Segment<'_>) -> Option<Frame> {
        // 0xC4, 0xC8 and 0xCC are tables among the frame headers.
        if !matches!(segment.marker, 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF) {
            return None;
        }
        Some(Frame {
            is_common: matches!(segment.marker, 0xC0..=0xC2) && segment.payload.first() == Some(&8),
            height: Endian::Big.u16(segment.payload, 1)?.into(),
            width: Endian::Big.u16(segment.payload, 3)?.into(),
            components: *segment.payload.get(5)?,
        })
    }
}

/// Size, orientation and colour.
pub(super) fn facts(bytes: &[u8]) -> Result<MediaFacts> {
    let mut orientation = Orientation::UPRIGHT;
    for segment in Segments::of(bytes) {
        if is_exif(&segment) {
            orientation = exif::orientation(segment.payload);
        }
        if let Some(frame) = Frame::of(&segment) {
            return frame_facts(&frame, orientation, bytes);
        }
    }
    Err(broken("the JPEG has no frame header"))
}

fn frame_facts(frame: &Frame, orientation: Orientation, bytes: &[u8]) -> Result<MediaFacts> {
    if !frame.is_common {
        return Err(broken(
            "the JPEG is lossless, arithmetic-coded or of 12 bits, which readers don't show",
        ));
    }
    let colour = match frame.components {
        1 => ColourModel::Grey,
        3 => ColourModel::Rgb,
        4 => ColourModel::Cmyk,
        other => return Err(broken(format!("the JPEG has {other} colour components"))),
    };
    // EXIF should come first, but some writers put it after the frame header.
    let late = || {
        Segments::of(bytes)
            .take_while(|segment| segment.marker != SOS)
            .find(is_exif)
    };
    let orientation = match orientation {
        Orientation::UPRIGHT => {
            late().map_or(orientation, |segment| exif::orientation(segment.payload))
        }
        known => known,
    };
    Ok(MediaFacts {
        kind: MediaKind::Jpeg,
        width: frame.width,
        height: frame.height,
        orientation,
        colour,
    })
}

fn is_exif(segment: &Segment<'_>) -> bool {
    segment.marker == APP1 && segment.payload.starts_with(exif::JPEG_PREFIX)
}

/// The ICC profile, put together from its parts (ICC.1 annex B.4).
pub fn icc_profile(bytes: &[u8]) -> Option<Vec<u8>> {
    let segments = Segments::of(bytes).take_while(|segment| segment.marker != SOS);
    let mut parts: Vec<(u8, &[u8])> = segments
        .filter(|segment| segment.marker == APP2)
        .filter_map(|segment| segment.payload.strip_prefix(ICC)?.split_first_chunk::<2>())
        .map(|([number, _], part)| (*number, part))
        .collect();
    parts.sort_by_key(|(number, _)| *number);
    let profile: Vec<u8> = parts
        .into_iter()
        .flat_map(|(_, part)| part)
        .copied()
        .collect();
    (!profile.is_empty()).then_some(profile)
}

/// Whether four components are stored inverted, as Adobe's programs do: there is an APP14 segment of theirs.
pub(super) fn is_adobe(bytes: &[u8]) -> bool {
    let mut segments = Segments::of(bytes).take_while(|segment| segment.marker != SOS);
    segments.any(|segment| segment.marker == APP14 && segment.payload.starts_with(b"Adobe"))
}

/// The picture without EXIF, XMP, comments, previews and what follows its end; as it is if there is nothing of the kind.
///
/// Kept are JFIF's resolution, the ICC profile, and Adobe's segment, without which colours change. A missing end is added.
pub(super) fn stripped(bytes: &[u8]) -> Cow<'_, [u8]> {
    rewritten(bytes, tells_nothing)
}

/// Whether a PDF's DCTDecode filter reads it: Huffman-coded samples of 8 bits, in one go or progressive.
pub fn suits_pdf(bytes: &[u8]) -> bool {
    let frame = Segments::of(bytes).find(|segment| Frame::of(segment).is_some());
    frame.is_some_and(|frame| {
        matches!(frame.marker, 0xC0..=0xC2) && frame.payload.first() == Some(&8)
    })
}

/// What a PDF's DCTDecode filter needs (ISO 32000-1 section 7.4.8): frames, tables, scans, and Adobe's segment.
///
/// The PDF states size, colour space and profile itself.
pub fn for_pdf(bytes: &[u8]) -> Cow<'_, [u8]> {
    rewritten(bytes, |segment| {
        tells_nothing(segment) && !matches!(segment.marker, APP0..=0xED | APP15)
    })
}

fn tells_nothing(segment: &Segment<'_>) -> bool {
    match segment.marker {
        APP0 => segment.payload.starts_with(b"JFIF\0"),
        APP2 => segment.payload.starts_with(ICC),
        APP14 => segment.payload.starts_with(b"Adobe"),
        APP0..=APP15 | COM => false,
        _ => true,
    }
}

fn rewritten(bytes: &[u8], keep: impl Fn(&Segment<'_>) -> bool) -> Cow<'_, [u8]> {
    let mut out = Vec::with_capacity(bytes.len() + 2);
    out.extend_from_slice(&[0xFF, SOI]);
    Segments::of(bytes)
        .filter(keep)
        .for_each(|segment| out.extend_from_slice(segment.whole));
    out.extend_from_slice(&[0xFF, EOI]);
    if out == bytes {
        Cow::Borrowed(bytes)
    } else {
        Cow::Owned(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(segments: &[&[u8]]) -> Vec<u8> {
        let mut bytes = vec![0xFF, SOI];
        segments
            .iter()
            .for_each(|segment| bytes.extend_from_slice(segment));
        bytes
    }

    const FRAME: &[u8] = b"\xFF\xC0\x00\x0B\x08\x00\x10\x00\x20\x01\x01\x11\x00";
    const EXIF: &[u8] =
        b"\xFF\xE1\x00\x22Exif\0\0II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    const SCAN: &[u8] = b"\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00\x12\xFF\x00\x34\xFF\xD0\x56";
    const END: &[u8] = b"\xFF\xD9";

    #[test]
    fn size_and_orientation_are_read_past_garbage() {
        let facts = facts(&jpeg(&[EXIF, b"garbage\xFF\xFF", FRAME, SCAN, END])).unwrap();
        assert_eq!((facts.width, facts.height), (32, 16));
        assert_eq!(
            (facts.orientation, facts.colour),
            (Orientation::new(6), ColourModel::Grey)
        );
    }

    #[test]
    fn what_tells_on_people_goes_and_the_scan_stays() {
        let comment = b"\xFF\xFE\x00\x08Berlin";
        let trailer = b"\xFF\xD8\xFF\xE1 a preview with a place in it";
        let told = jpeg(&[EXIF, FRAME, comment, SCAN, END, trailer]);
        assert_eq!(stripped(&told).as_ref(), jpeg(&[FRAME, SCAN, END]));
    }

    #[test]
    fn a_clean_picture_is_not_copied() {
        let clean = jpeg(&[FRAME, SCAN, END]);
        assert!(matches!(stripped(&clean), Cow::Borrowed(_)));
    }

    #[test]
    fn a_truncated_picture_gets_its_end() {
        assert_eq!(
            stripped(&jpeg(&[FRAME, SCAN])).as_ref(),
            jpeg(&[FRAME, SCAN, END])
        );
    }

    #[test]
    fn no_prefix_of_a_picture_panics() {
        let whole = jpeg(&[EXIF, FRAME, SCAN, END]);
        for length in 0..whole.len() {
            let _ = facts(&whole[..length]);
            let _ = stripped(&whole[..length]);
        }
    }
}
