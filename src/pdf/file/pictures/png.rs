//! PNG as it is: takes a file, gives its compressed rows where PDF can read them (PDF 32000-1 7.4.4.4: its predictors are PNG's filters).

use super::channels::{self, Apart};
use super::encoded::{Coding, Colours, Encoded, Transparency};
use super::rows::Rows;
use super::{palette, profile};
use crate::media::png::{Png, PngColour, PngHeader, parts};

/// The picture without filtering its rows anew; `None` where its pixels have to be decoded, or its rows are not whole.
pub fn as_it_is(bytes: &[u8]) -> Option<Encoded> {
    let png = parts(bytes).ok()?;
    let wide = png.header.bit_depth > 8;
    if png.header.interlaced || wide && png.transparency.is_some() {
        None
    } else if wide || png.header.colour.has_opacity() {
        encoded_apart(&png, channels::apart(&png)?)
    } else {
        with_rows_as_they_are(&png)
    }
}

/// With its opacities apart from its colours.
fn encoded_apart(png: &Png<'_>, apart: Apart) -> Option<Encoded> {
    let opacities = apart.opacities;
    let transparency = opacities.map_or(Transparency::None, |rows| mask(&png.header, rows));
    encoded(png, 8, apart.colours, transparency)
}

fn with_rows_as_they_are(png: &Png<'_>) -> Option<Encoded> {
    let rows = png.rows.concat();
    let transparency = transparency(png, &rows)?;
    are_whole(&rows, &png.header)?;
    encoded(png, png.header.bit_depth, rows, transparency)
}

fn encoded(png: &Png<'_>, bits: u8, rows: Vec<u8>, transparency: Transparency) -> Option<Encoded> {
    let colours = colours(png)?;
    let profile = png.profile.and_then(profile::inflated);
    Some(Encoded {
        width: png.header.width,
        height: png.header.height,
        profile: profile.and_then(|profile| profile::to_embed(profile, &colours)),
        colours,
        bits,
        coding: Coding::FilteredRows,
        bytes: rows,
        transparency,
    })
}

/// Opacities as a grey picture of the same size.
fn mask(header: &PngHeader, rows: Vec<u8>) -> Transparency {
    Transparency::Mask(Box::new(Encoded {
        width: header.width,
        height: header.height,
        colours: Colours::Grey,
        profile: None,
        bits: 8,
        coding: Coding::FilteredRows,
        bytes: rows,
        transparency: Transparency::None,
    }))
}

fn colours(png: &Png<'_>) -> Option<Colours> {
    match png.header.colour {
        PngColour::Grey | PngColour::GreyAlpha => Some(Colours::Grey),
        PngColour::Rgb | PngColour::RgbAlpha => Some(Colours::Rgb),
        PngColour::Palette => Some(Colours::Indexed(whole_palette(
            png.palette?,
            png.header.bit_depth,
        ))),
    }
}

/// The palette with black for the entries it leaves out, so that no index leads nowhere.
fn whole_palette(palette: &[u8], bit_depth: u8) -> Vec<u8> {
    let mut palette = palette.to_vec();
    palette.resize(3 << bit_depth.min(8), 0);
    palette
}

/// What tRNS says; `None` where PDF knows no such thing.
fn transparency(png: &Png<'_>, rows: &[u8]) -> Option<Transparency> {
    match (png.transparency, png.header.colour) {
        (None, _) => Some(Transparency::None),
        (Some(opacities), PngColour::Palette) => of_palette(&png.header, opacities, rows),
        (Some(colour), _) => of_colour(&png.header, colour),
    }
}

/// The one colour that is nothing.
fn of_colour(header: &PngHeader, colour: &[u8]) -> Option<Transparency> {
    let samples = colour.as_chunks().0.iter();
    let samples: Vec<_> = samples.map(|sample| u16::from_be_bytes(*sample)).collect();
    let most = (1 << header.bit_depth) - 1;
    let fits = samples.len() == samples_of(header) && samples.iter().all(|sample| *sample <= most);
    fits.then_some(Transparency::Colour(samples))
}

/// One colour that is nothing needs no mask.
fn of_palette(header: &PngHeader, opacities: &[u8], rows: &[u8]) -> Option<Transparency> {
    let entries = (0..).zip(opacities);
    let mut seen_through = entries.filter(|(_, opacity)| **opacity < u8::MAX);
    Some(match (seen_through.next(), seen_through.next()) {
        (None, _) => Transparency::None,
        (Some((entry, 0)), None) => Transparency::Colour(vec![entry]),
        _ => match palette::opacities(header, opacities, rows)? {
            Some(rows) => mask(header, rows),
            None => Transparency::None,
        },
    })
}

/// Samples of a pixel without opacity.
fn samples_of(header: &PngHeader) -> usize {
    if header.colour == PngColour::Rgb {
        3
    } else {
        1
    }
}

/// Do the rows inflate to as many bytes as they should, each row behind one of the five filters? A reader would show a broken
/// picture, or none; here a broken one can still be told of.
fn are_whole(rows: &[u8], header: &PngHeader) -> Option<()> {
    let samples = usize::try_from(header.width)
        .ok()?
        .checked_mul(samples_of(header))?;
    let bits = samples.checked_mul(usize::from(header.bit_depth))?;
    let mut rows = Rows::new(rows, bits.div_ceil(8));
    for _ in 0..header.height {
        rows.next()?;
    }
    rows.end()
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
    fn one_transparent_entry_is_a_mask_by_colour_and_half_tones_a_mask_of_their_own() {
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
        let Transparency::Mask(mask) = of(&[128, 255]).unwrap().transparency else {
            panic!("half tones need a mask");
        };
        assert_eq!(mask.bytes, deflate(&[0, 128, 255]));
    }

    #[test]
    fn colours_and_opacities_are_taken_apart_as_they_were_filtered() {
        let rows = deflate(&[1, 9, 8, 7, 200, 1, 2, 3, 4]);
        let encoded = as_it_is(&png(8, 6, &[], &rows)).unwrap();
        assert_eq!(encoded.bytes, deflate(&[1, 9, 8, 7, 1, 2, 3]));
        let Transparency::Mask(mask) = encoded.transparency else {
            panic!("it can be seen through");
        };
        assert_eq!(mask.bytes, deflate(&[1, 200, 4]));
    }

    #[test]
    fn of_sixteen_bits_the_higher_eight_stay_and_what_is_opaque_has_no_mask() {
        let rows = deflate(&[1, 9, 1, 8, 1, 7, 1, 255, 255, 2, 1, 3, 1, 4, 1, 0, 0]);
        let encoded = as_it_is(&png(16, 6, &[], &rows)).unwrap();
        assert_eq!((encoded.bits, encoded.is_transparent()), (8, false));
        assert_eq!(encoded.bytes, deflate(&[1, 9, 8, 7, 2, 3, 4]));
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
