//! PNG as a list of chunks (PNG 3rd edition section 5): takes bytes, gives facts, the streams a PDF can hold as they are, and the
//! same picture without what tells on people.

use super::number::{Endian, array};
use super::{ColourModel, MediaFacts, MediaKind, Orientation, broken, exif};
use crate::diagnostics::Result;
use std::borrow::Cow;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

/// A chunk that is there to its last byte.
struct Chunk<'a> {
    kind: [u8; 4],
    /// Length, kind, data and checksum.
    whole: &'a [u8],
    data: &'a [u8],
}

impl Chunk<'_> {
    fn checksum(&self) -> u32 {
        let mut crc = flate2::Crc::new();
        crc.update(&self.kind);
        crc.update(self.data);
        crc.sum()
    }

    fn is_intact(&self) -> bool {
        let stored = self
            .whole
            .len()
            .checked_sub(4)
            .and_then(|at| Endian::Big.u32(self.whole, at));
        stored == Some(self.checksum())
    }
}

fn chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let mut at = SIGNATURE.len();
    let mut ended = false;
    std::iter::from_fn(move || {
        let length = usize::try_from(Endian::Big.u32(bytes, at)?).ok()?;
        let end = at.checked_add(length)?.checked_add(12)?;
        let chunk = Chunk {
            kind: array(bytes, at + 4)?,
            whole: bytes.get(at..end)?,
            data: bytes.get(at + 8..end - 4)?,
        };
        at = end;
        let after = std::mem::replace(&mut ended, &chunk.kind == b"IEND");
        (!after).then_some(chunk)
    })
}

/// What the header (IHDR) says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PngHeader {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Bits a sample: 1, 2, 4, 8 or 16.
    pub bit_depth: u8,
    /// How samples are coloured.
    pub colour: PngColour,
    /// In seven passes (Adam7).
    pub interlaced: bool,
}

/// PNG's colour types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is its own name")]
pub enum PngColour {
    Grey,
    Rgb,
    Palette,
    GreyAlpha,
    RgbAlpha,
}

impl PngColour {
    /// Is the last sample of a pixel its opacity?
    pub fn has_opacity(self) -> bool {
        matches!(self, PngColour::GreyAlpha | PngColour::RgbAlpha)
    }
}

impl PngHeader {
    fn of(bytes: &[u8]) -> Result<PngHeader> {
        let header = chunks(bytes).next().filter(|chunk| &chunk.kind == b"IHDR");
        let header = header.and_then(|chunk| PngHeader::read(chunk.data));
        header.ok_or_else(|| broken("the PNG has no valid header"))
    }

    /// The header, if PNG allows it (11.2.2, table 8).
    fn read(data: &[u8]) -> Option<PngHeader> {
        let [bit_depth, colour, 0, 0, interlaced @ 0..=1] = array(data, 8)? else {
            return None;
        };
        let colour = match (colour, bit_depth) {
            (0, 1 | 2 | 4 | 8 | 16) => PngColour::Grey,
            (2, 8 | 16) => PngColour::Rgb,
            (3, 1 | 2 | 4 | 8) => PngColour::Palette,
            (4, 8 | 16) => PngColour::GreyAlpha,
            (6, 8 | 16) => PngColour::RgbAlpha,
            _ => return None,
        };
        Some(PngHeader {
            width: Endian::Big.u32(data, 0)?,
            height: Endian::Big.u32(data, 4)?,
            bit_depth,
            colour,
            interlaced: interlaced == 1,
        })
    }
}

/// A PNG's parts, for a PDF that holds its compressed rows as they are (FlateDecode with PNG predictors).
#[derive(Debug)]
pub struct Png<'a> {
    /// Size and kind.
    pub header: PngHeader,
    /// Red, green and blue of each palette entry.
    pub palette: Option<&'a [u8]>,
    /// The palette's opacities, or the one colour that is transparent (tRNS).
    pub transparency: Option<&'a [u8]>,
    /// The ICC profile's zlib stream (iCCP).
    pub profile: Option<&'a [u8]>,
    /// The zlib stream, in pieces.
    pub rows: Vec<&'a [u8]>,
}

/// Takes a PNG apart without inflating it.
///
/// # Errors
/// `picture-broken` when it has no valid header or no rows.
pub fn parts(bytes: &[u8]) -> Result<Png<'_>> {
    let mut png = Png {
        header: PngHeader::of(bytes)?,
        palette: None,
        transparency: None,
        profile: None,
        rows: Vec::new(),
    };
    for chunk in chunks(bytes) {
        match &chunk.kind {
            b"PLTE" => png.palette = Some(chunk.data),
            b"tRNS" => png.transparency = Some(chunk.data),
            b"iCCP" => png.profile = profile(chunk.data),
            b"IDAT" => png.rows.push(chunk.data),
            _ => {}
        }
    }
    if png.rows.is_empty() {
        return Err(broken("the PNG has no pixels"));
    }
    Ok(png)
}

/// What stands behind the profile's name and the number of its one compression method (11.3.2.3).
fn profile(data: &[u8]) -> Option<&[u8]> {
    let end = data.iter().position(|byte| *byte == 0)?;
    data.get(end + 2..)
}

/// Size, orientation and colour.
pub(super) fn facts(bytes: &[u8]) -> Result<MediaFacts> {
    let header = PngHeader::of(bytes)?;
    let mut orientation = Orientation::UPRIGHT;
    let mut rows = false;
    for chunk in chunks(bytes) {
        match &chunk.kind {
            b"eXIf" => orientation = exif::orientation(chunk.data),
            b"IDAT" => rows = true,
            _ => {}
        }
    }
    if !rows {
        return Err(broken("the PNG has no pixels"));
    }
    Ok(MediaFacts {
        kind: MediaKind::Png,
        width: header.width,
        height: header.height,
        orientation,
        colour: match header.colour {
            PngColour::Grey | PngColour::GreyAlpha => ColourModel::Grey,
            PngColour::Rgb | PngColour::RgbAlpha | PngColour::Palette => ColourModel::Rgb,
        },
    })
}

/// The picture without text, EXIF, times and what follows its end, and with right checksums; as it is if there is nothing to do.
pub(super) fn stripped(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(SIGNATURE);
    let mut ended = false;
    for chunk in chunks(bytes).filter(tells_nothing) {
        ended = &chunk.kind == b"IEND";
        if chunk.is_intact() {
            out.extend_from_slice(chunk.whole);
        } else {
            push_chunk(&mut out, &chunk);
        }
    }
    if !ended {
        let end = Chunk {
            kind: *b"IEND",
            whole: &[],
            data: &[],
        };
        push_chunk(&mut out, &end);
    }
    if out == bytes {
        Cow::Borrowed(bytes)
    } else {
        Cow::Owned(out)
    }
}

/// What the picture needs to look as it does, and its animation.
fn tells_nothing(chunk: &Chunk<'_>) -> bool {
    matches!(
        &chunk.kind,
        b"IHDR"
            | b"PLTE"
            | b"IDAT"
            | b"IEND"
            | b"tRNS"
            | b"gAMA"
            | b"cHRM"
            | b"sRGB"
            | b"iCCP"
            | b"cICP"
            | b"sBIT"
            | b"bKGD"
            | b"pHYs"
            | b"hIST"
            | b"acTL"
            | b"fcTL"
            | b"fdAT"
    )
}

fn push_chunk(out: &mut Vec<u8>, chunk: &Chunk<'_>) {
    let length = u32::try_from(chunk.data.len()).unwrap_or(u32::MAX);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(&chunk.kind);
    out.extend_from_slice(chunk.data);
    out.extend_from_slice(&chunk.checksum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &[u8] = b"\0\0\0\x20\0\0\0\x10\x08\x06\0\0\0";

    fn png(parts: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        for (kind, data) in parts {
            push_chunk(
                &mut bytes,
                &Chunk {
                    kind: **kind,
                    whole: &[],
                    data,
                },
            );
        }
        bytes
    }

    #[test]
    fn size_is_read_from_the_header() {
        let facts = facts(&png(&[
            (b"IHDR", HEADER),
            (b"IDAT", b"..."),
            (b"IEND", b""),
        ]))
        .unwrap();
        assert_eq!(
            (facts.width, facts.height, facts.colour),
            (32, 16, ColourModel::Rgb)
        );
    }

    #[test]
    fn depths_that_do_not_exist_are_broken() {
        let bytes = png(&[
            (b"IHDR", b"\0\0\0\x20\0\0\0\x10\x63\x00\0\0\0"),
            (b"IDAT", b""),
        ]);
        assert_eq!(facts(&bytes).unwrap_err().code, "picture-broken");
    }

    #[test]
    fn text_and_time_go_and_the_profile_stays() {
        let told = png(&[
            (b"IHDR", HEADER),
            (b"iCCP", b"profile"),
            (b"tEXt", b"Author\0Somebody"),
            (b"tIME", b"1234567"),
            (b"IDAT", b"rows"),
            (b"IEND", b""),
        ]);
        let clean = png(&[
            (b"IHDR", HEADER),
            (b"iCCP", b"profile"),
            (b"IDAT", b"rows"),
            (b"IEND", b""),
        ]);
        assert_eq!(stripped(&told).as_ref(), clean);
        assert!(matches!(stripped(&clean), Cow::Borrowed(_)));
    }

    #[test]
    fn a_wrong_checksum_is_put_right() {
        let clean = png(&[(b"IHDR", HEADER), (b"IDAT", b"rows"), (b"IEND", b"")]);
        let mut wrong = clean.clone();
        wrong[SIGNATURE.len() + 8 + 13] ^= 0x55;
        assert_eq!(stripped(&wrong).as_ref(), clean);
    }

    #[test]
    fn no_prefix_of_a_picture_panics() {
        let whole = png(&[
            (b"IHDR", HEADER),
            (b"eXIf", b"II"),
            (b"IDAT", b"rows"),
            (b"IEND", b""),
        ]);
        for length in 8..whole.len() {
            let _ = facts(&whole[..length]);
            let _ = stripped(&whole[..length]);
        }
    }
}
