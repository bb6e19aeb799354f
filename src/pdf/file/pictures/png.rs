//! PNG as it is: takes a file, gives its compressed rows where PDF can read them (PDF 32000-1 7.4.4.4: its predictors are PNG's filters).

use super::encoded::{Coding, Colours, Encoded, Transparency};
use super::profile;
use crate::media::png::{Png, PngColour, parts};
use flate2::read::ZlibDecoder;
use std::io::Read;

/// The picture without inflating it for good; `None` where its pixels have to be taken apart, or its rows are not whole.
pub fn as_it_is(bytes: &[u8]) -> Option<Encoded> {
    let png = parts(bytes).ok()?;
    let header = png.header;
    let colours = colours(&png)?;
    if header.interlaced || header.bit_depth > 8 {
        return None;
    }
    let transparency = transparency(&png)?;
    let rows = png.rows.concat();
    let samples = if header.colour == PngColour::Rgb {
        3
    } else {
        1
    };
    let row = 1 + (u64::from(header.width) * samples * u64::from(header.bit_depth)).div_ceil(8);
    are_whole(&rows, usize::try_from(row).ok()?, header.height).then_some(Encoded {
        width: header.width,
        height: header.height,
        profile: png
            .profile
            .and_then(profile::inflated)
            .and_then(|profile| profile::to_embed(profile, &colours)),
        colours,
        bits: header.bit_depth,
        coding: Coding::FilteredRows,
        bytes: rows,
        transparency,
    })
}

fn colours(png: &Png<'_>) -> Option<Colours> {
    match png.header.colour {
        PngColour::Grey => Some(Colours::Grey),
        PngColour::Rgb => Some(Colours::Rgb),
        PngColour::Palette => Some(Colours::Indexed(whole_palette(
            png.palette?,
            png.header.bit_depth,
        ))),
        PngColour::GreyAlpha | PngColour::RgbAlpha => None,
    }
}

/// The palette with black for the entries it leaves out, so that no index leads nowhere.
fn whole_palette(palette: &[u8], bit_depth: u8) -> Vec<u8> {
    let mut palette = palette.to_vec();
    palette.resize(3 << bit_depth.min(8), 0);
    palette
}

/// `None` where opacities other than all and nothing are in it, or more than one colour is nothing.
fn transparency(png: &Png<'_>) -> Option<Transparency> {
    let Some(chunk) = png.transparency else {
        return Some(Transparency::None);
    };
    if png.header.colour == PngColour::Palette {
        return transparent_entry(chunk);
    }
    let (samples, _) = chunk.as_chunks::<2>();
    let samples = samples
        .iter()
        .map(|sample| u16::from_be_bytes(*sample))
        .collect::<Vec<_>>();
    let expected = if png.header.colour == PngColour::Rgb {
        3
    } else {
        1
    };
    let most = (1 << png.header.bit_depth) - 1;
    let fits = samples.len() == expected && samples.iter().all(|sample| *sample <= most);
    fits.then_some(Transparency::Colour(samples))
}

fn transparent_entry(opacities: &[u8]) -> Option<Transparency> {
    let mut seen_through = (0..)
        .zip(opacities)
        .filter(|(_, opacity)| **opacity < u8::MAX);
    match (seen_through.next(), seen_through.next()) {
        (None, _) => Some(Transparency::None),
        (Some((entry, 0)), None) => Some(Transparency::Colour(vec![entry])),
        _ => None,
    }
}

/// Do the rows inflate to as many bytes as they should, each row behind one of the five filters? A reader would show a broken
/// picture, or none; here a broken one can still be told of.
fn are_whole(rows: &[u8], row: usize, height: u32) -> bool {
    let mut inflated = ZlibDecoder::new(rows);
    let mut buffer = vec![0; row];
    let whole = (0..height).all(|_| {
        inflated.read_exact(&mut buffer).is_ok()
            && buffer.first().is_some_and(|filter| *filter <= 4)
    });
    whole && matches!(inflated.read(&mut [0]), Ok(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::file::deflate::deflate;

    /// A picture two pixels across and one down, of these bits, colours and rows.
    fn png(bits: u8, colour: u8, extra: &[(&[u8; 4], &[u8])], rows: &[u8]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
        let header = [0, 0, 0, 2, 0, 0, 0, 1, bits, colour, 0, 0, 0];
        chunk(&mut bytes, b"IHDR", &header);
        for (kind, data) in extra {
            chunk(&mut bytes, kind, data);
        }
        chunk(&mut bytes, b"IDAT", rows);
        chunk(&mut bytes, b"IEND", b"");
        bytes
    }

    fn chunk(bytes: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
        bytes.extend_from_slice(&(data.len() as u32).to_be_bytes());
        bytes.extend_from_slice(kind);
        bytes.extend_from_slice(data);
        bytes.extend_from_slice(&[0; 4]);
    }

    const PALETTE: &[u8] = &[255, 0, 0, 0, 0, 255];

    #[test]
    fn rows_are_taken_as_they_are() {
        let rows = deflate(&[0, 0b0100_0000]);
        let encoded = as_it_is(&png(1, 0, &[], &rows)).unwrap();
        assert_eq!((encoded.bits, encoded.bytes), (1, rows));
    }

    #[test]
    fn one_transparent_entry_is_a_mask_by_colour_and_half_tones_are_not() {
        let rows = deflate(&[0, 0, 1]);
        let of = |opacities| {
            as_it_is(&png(
                8,
                3,
                &[(b"PLTE", PALETTE), (b"tRNS", opacities)],
                &rows,
            ))
        };
        let transparency = of(&[255, 0]).unwrap().transparency;
        assert!(matches!(transparency, Transparency::Colour(samples) if samples == [1]));
        assert!(of(&[128, 255]).is_none());
    }

    #[test]
    fn no_index_leads_out_of_the_palette() {
        let rows = deflate(&[0, 0, 200]);
        let encoded = as_it_is(&png(8, 3, &[(b"PLTE", PALETTE)], &rows)).unwrap();
        assert!(matches!(encoded.colours, Colours::Indexed(palette) if palette.len() == 768));
    }

    #[test]
    fn rows_that_are_not_whole_are_not_taken() {
        let too_few = deflate(&[0, 7]);
        let unknown_filter = deflate(&[9, 7, 7]);
        let truncated = &deflate(&[0, 7, 7])[..5];
        for rows in [&too_few, &unknown_filter, truncated] {
            assert!(as_it_is(&png(8, 0, &[], rows)).is_none());
        }
    }
}
