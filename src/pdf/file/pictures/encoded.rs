//! A picture as PDF holds it (PDF 32000-1 8.9.5): takes a file, gives the samples as they are where PDF can read them, else decoded.

use super::{png, profile, raster};
use crate::diagnostics::Result;
use crate::media::{ColourModel, Media, MediaFacts, MediaKind, decode_bytes, jpeg};
use crate::pdf::file::packer::Packer;
use crate::pdf::file::syntax::{self, Dictionary, Ref};

/// An image XObject, ready to be written.
#[derive(Debug)]
pub struct Encoded {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// How its samples are coloured.
    pub colours: Colours,
    /// The ICC profile its colours are meant in, if it isn't the document's.
    pub profile: Option<Vec<u8>>,
    /// Bits a sample.
    pub bits: u8,
    /// How its bytes are compressed.
    pub coding: Coding,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What of it can be seen through.
    pub transparency: Transparency,
}

/// Kinds of samples; without a profile they are taken for sRGB by the document's output intent.
#[derive(Debug)]
pub enum Colours {
    /// One sample a pixel.
    Grey,
    /// Three samples a pixel.
    Rgb,
    /// An index into these triples.
    Indexed(Vec<u8>),
}

/// How bytes are compressed.
#[derive(Debug, PartialEq)]
pub enum Coding {
    /// JPEG.
    Dct,
    /// Deflated rows, each behind its PNG filter.
    FilteredRows,
}

/// What of a picture can be seen through.
#[derive(Debug)]
pub enum Transparency {
    /// Nothing.
    None,
    /// The one colour with these samples (8.9.6.4).
    Colour(Vec<u16>),
    /// As much as a grey picture of the same size says (11.6.5.3).
    Mask(Box<Encoded>),
}

/// Reads a picture and brings it into a form that PDF knows.
pub fn encode(media: &Media) -> Result<Encoded> {
    let bytes = media.read()?;
    let facts = &media.facts;
    let as_it_is = match facts.kind {
        MediaKind::Jpeg => jpeg_as_it_is(&bytes, facts),
        MediaKind::Png => png::as_it_is(&bytes),
        _ => None,
    };
    if let Some(encoded) = as_it_is {
        return Ok(encoded);
    }
    let pixels = decode_bytes(&bytes, facts)?;
    match facts.kind {
        MediaKind::Jpeg => raster::as_photograph(&pixels),
        MediaKind::WebP if is_lossy_webp(&bytes) => raster::as_photograph(&pixels),
        _ => Ok(raster::as_drawing(&pixels)),
    }
}

/// The simple form without transparency, whose first chunk is `VP8 ` (RFC 9649 section 2.5).
fn is_lossy_webp(bytes: &[u8]) -> bool {
    bytes.get(12..16) == Some(b"VP8 ")
}

fn jpeg_as_it_is(bytes: &[u8], facts: &MediaFacts) -> Option<Encoded> {
    let colours = match facts.colour {
        ColourModel::Grey => Colours::Grey,
        ColourModel::Rgb => Colours::Rgb,
        ColourModel::Cmyk => return None,
    };
    jpeg::suits_pdf(bytes).then(|| Encoded {
        width: facts.width,
        height: facts.height,
        profile: jpeg::icc_profile(bytes).and_then(|profile| profile::to_embed(profile, &colours)),
        colours,
        bits: 8,
        coding: Coding::Dct,
        bytes: jpeg::for_pdf(bytes).into_owned(),
        transparency: Transparency::None,
    })
}

impl Encoded {
    /// Does it let what is behind it through?
    pub fn is_transparent(&self) -> bool {
        matches!(self.transparency, Transparency::Mask(_))
    }

    /// Writes the picture, its mask and profile first.
    pub fn write(&self, packer: &mut Packer<'_>) -> Result<Ref> {
        let mask = match &self.transparency {
            Transparency::Mask(mask) => Some(mask.write(packer)?),
            _ => None,
        };
        let profile = self.write_profile(packer)?;
        let object = packer.reserve();
        packer.stream(object, &self.bytes, |dictionary| {
            self.describe(dictionary, profile);
            if let Some(mask) = mask {
                dictionary.reference("SMask", mask);
            }
        })?;
        Ok(object)
    }

    fn write_profile(&self, packer: &mut Packer<'_>) -> Result<Option<Ref>> {
        let Some(profile) = &self.profile else {
            return Ok(None);
        };
        let object = packer.reserve();
        let samples = if matches!(self.colours, Colours::Grey) {
            1
        } else {
            3
        };
        packer.deflated(object, profile, |dictionary| {
            dictionary.integer("N", samples);
        })?;
        Ok(Some(object))
    }

    fn describe(&self, dictionary: &mut Dictionary<'_>, profile: Option<Ref>) {
        dictionary.name("Type", "XObject").name("Subtype", "Image");
        dictionary.integer("Width", self.width.into());
        dictionary.integer("Height", self.height.into());
        dictionary.integer("BitsPerComponent", self.bits.into());
        self.describe_colours(dictionary, profile);
        self.describe_coding(dictionary);
        if let Transparency::Colour(samples) = &self.transparency {
            dictionary.array("Mask", |ranges| {
                for sample in samples {
                    ranges.integer((*sample).into()).integer((*sample).into());
                }
            });
        }
    }

    fn describe_colours(&self, dictionary: &mut Dictionary<'_>, profile: Option<Ref>) {
        let out = dictionary.key("ColorSpace");
        match &self.colours {
            Colours::Grey => write_space(out, "DeviceGray", profile),
            Colours::Rgb => write_space(out, "DeviceRGB", profile),
            Colours::Indexed(palette) => {
                out.extend_from_slice(b"[/Indexed");
                write_space(out, "DeviceRGB", profile);
                out.push(b' ');
                syntax::integer(out, (palette.len() / 3).saturating_sub(1) as i64);
                syntax::bytes(out, palette);
                out.push(b']');
            }
        }
    }

    fn describe_coding(&self, dictionary: &mut Dictionary<'_>) {
        if self.coding == Coding::Dct {
            dictionary.name("Filter", "DCTDecode");
            return;
        }
        let samples = if matches!(self.colours, Colours::Rgb) {
            3
        } else {
            1
        };
        dictionary
            .name("Filter", "FlateDecode")
            .dictionary("DecodeParms", |parameters| {
                parameters
                    .integer("Predictor", 15)
                    .integer("Colors", samples);
                parameters
                    .integer("BitsPerComponent", self.bits.into())
                    .integer("Columns", self.width.into());
            });
    }
}

/// A colour space by its profile, or else by its name.
fn write_space(out: &mut Vec<u8>, device: &str, profile: Option<Ref>) {
    match profile {
        Some(profile) => syntax::array(out, |space| {
            space.name("ICCBased").reference(profile);
        }),
        None => syntax::name(out, device.as_bytes()),
    }
}
