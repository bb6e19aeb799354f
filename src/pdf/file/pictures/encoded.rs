//! A picture as PDF holds it (PDF 32000-1 8.9.5): takes a file, gives the samples as they are where PDF can read them, else decoded.

use super::{png, raster};
use crate::diagnostics::Result;
use crate::media::{ColourModel, Media, MediaKind, decode, jpeg};
use crate::pdf::file::packer::Packer;
use crate::pdf::file::syntax::{Dictionary, Ref};

/// An image XObject, ready to be written.
#[derive(Debug)]
pub struct Encoded {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// How its samples are coloured.
    pub colours: Colours,
    /// Bits a sample.
    pub bits: u8,
    /// How its bytes are compressed.
    pub coding: Coding,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What of it can be seen through.
    pub transparency: Transparency,
}

/// Colour spaces in use; all are taken for sRGB by the document's output intent.
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
    match (media.facts.kind, media.facts.colour) {
        (MediaKind::Jpeg, ColourModel::Grey) => as_jpeg(media, Colours::Grey),
        (MediaKind::Jpeg, ColourModel::Rgb) => as_jpeg(media, Colours::Rgb),
        (MediaKind::Jpeg, ColourModel::Cmyk) => raster::as_photograph(&decode(media)?),
        (MediaKind::Png, _) => match png::as_it_is(&media.read()?) {
            Some(encoded) => Ok(encoded),
            None => Ok(raster::as_drawing(&decode(media)?)),
        },
        _ => Ok(raster::as_drawing(&decode(media)?)),
    }
}

fn as_jpeg(media: &Media, colours: Colours) -> Result<Encoded> {
    Ok(Encoded {
        width: media.facts.width,
        height: media.facts.height,
        colours,
        bits: 8,
        coding: Coding::Dct,
        bytes: jpeg::for_pdf(&media.read()?).into_owned(),
        transparency: Transparency::None,
    })
}

impl Encoded {
    /// Does it let what is behind it through?
    pub fn is_transparent(&self) -> bool {
        matches!(self.transparency, Transparency::Mask(_))
    }

    /// Writes the picture, its mask first.
    pub fn write(&self, packer: &mut Packer<'_>) -> Result<Ref> {
        let mask = match &self.transparency {
            Transparency::Mask(mask) => Some(mask.write(packer)?),
            _ => None,
        };
        let object = packer.reserve();
        packer.stream(object, &self.bytes, |dictionary| {
            self.describe(dictionary);
            if let Some(mask) = mask {
                dictionary.reference("SMask", mask);
            }
        })?;
        Ok(object)
    }

    fn describe(&self, dictionary: &mut Dictionary<'_>) {
        dictionary.name("Type", "XObject").name("Subtype", "Image");
        dictionary
            .integer("Width", self.width.into())
            .integer("Height", self.height.into());
        dictionary.integer("BitsPerComponent", self.bits.into());
        self.describe_colours(dictionary);
        self.describe_coding(dictionary);
        if let Transparency::Colour(samples) = &self.transparency {
            dictionary.array("Mask", |ranges| {
                for sample in samples {
                    ranges.integer((*sample).into()).integer((*sample).into());
                }
            });
        }
    }

    fn describe_colours(&self, dictionary: &mut Dictionary<'_>) {
        match &self.colours {
            Colours::Grey => dictionary.name("ColorSpace", "DeviceGray"),
            Colours::Rgb => dictionary.name("ColorSpace", "DeviceRGB"),
            Colours::Indexed(palette) => dictionary.array("ColorSpace", |space| {
                let last = (palette.len() / 3).saturating_sub(1);
                space
                    .name("Indexed")
                    .name("DeviceRGB")
                    .integer(last as i64)
                    .bytes(palette);
            }),
        };
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
