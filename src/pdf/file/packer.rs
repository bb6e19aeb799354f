//! The file's objects as bytes: takes objects and streams under their numbers, gives object streams (PDF 32000-1 7.5.7) and a
//! compressed cross-reference stream (7.5.8), written out as they fill.

use crate::diagnostics::{Diagnostic, Result};
use crate::pdf::file::deflate::Deflater;
use crate::pdf::file::digest::Digest;
use crate::pdf::file::syntax::{self, Dictionary, Ref};
use std::io::Write;

/// Objects in one object stream: more compress better, fewer are found faster.
const OBJECTS_A_STREAM: usize = 200;

/// Writes a PDF file, object by object.
pub struct Packer<'w> {
    out: &'w mut dyn Write,
    offset: u64,
    digest: Digest,
    deflater: Deflater,
    /// By object number.
    places: Vec<Place>,
    /// Numbers that were given out for nothing, to be given out again.
    spare: Vec<Ref>,
    /// Number and offset of each object of the object stream that is being filled.
    index: Vec<(Ref, usize)>,
    body: Vec<u8>,
}

/// Where an object stands (7.5.8.3).
#[derive(Clone, Copy)]
enum Place {
    Nowhere,
    At(u64),
    In { stream: Ref, index: u32 },
}

impl<'w> Packer<'w> {
    /// Begins a file whose numbers up to `taken` are given out already.
    pub fn new(out: &'w mut dyn Write, taken: u32) -> Result<Packer<'w>> {
        let mut packer = Packer {
            out,
            offset: 0,
            digest: Digest::default(),
            deflater: Deflater::default(),
            places: vec![Place::Nowhere; taken as usize + 1],
            spare: Vec::new(),
            index: Vec::new(),
            body: Vec::new(),
        };
        packer.write(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(packer)
    }

    /// A number for an object that is to come.
    pub fn reserve(&mut self) -> Ref {
        self.spare.pop().unwrap_or_else(|| {
            self.places.push(Place::Nowhere);
            Ref((self.places.len() - 1) as u32)
        })
    }

    /// Takes back a number that nothing refers to.
    pub fn give_back(&mut self, number: Ref) {
        self.spare.push(number);
    }

    /// Adds an object that is no stream.
    pub fn object(&mut self, number: Ref, fill: impl FnOnce(&mut Vec<u8>)) -> Result<()> {
        self.index.push((number, self.body.len()));
        fill(&mut self.body);
        self.body.push(b'\n');
        if self.index.len() == OBJECTS_A_STREAM {
            self.flush()?;
        }
        Ok(())
    }

    /// Adds a dictionary.
    pub fn dictionary(
        &mut self,
        number: Ref,
        fill: impl FnOnce(&mut Dictionary<'_>),
    ) -> Result<()> {
        self.object(number, |out| syntax::dictionary(out, fill))
    }

    /// Adds a stream whose bytes are as its dictionary's filters say; its length is added.
    pub fn stream(
        &mut self,
        number: Ref,
        bytes: &[u8],
        fill: impl FnOnce(&mut Dictionary<'_>),
    ) -> Result<()> {
        self.set(number, Place::At(self.offset));
        let mut head = Vec::new();
        syntax::integer(&mut head, i64::from(number.0));
        head.extend_from_slice(b" 0 obj\n");
        syntax::dictionary(&mut head, |dictionary| {
            fill(dictionary.integer("Length", bytes.len() as i64));
        });
        head.extend_from_slice(b"stream\n");
        self.write(&head)?;
        self.write(bytes)?;
        self.write(b"\nendstream\nendobj\n")
    }

    /// Adds a stream and deflates it.
    pub fn deflated(
        &mut self,
        number: Ref,
        bytes: &[u8],
        fill: impl FnOnce(&mut Dictionary<'_>),
    ) -> Result<()> {
        let deflated = self.deflater.deflate(bytes);
        self.stream(number, &deflated, |dictionary| {
            fill(dictionary.name("Filter", "FlateDecode"));
        })
    }

    /// Ends the file: the last objects, the cross-reference stream, the trailer. `permanent` is the first half of the file's
    /// identifier (14.4); the second is made of all that was written.
    pub fn finish(mut self, root: Ref, info: Ref, permanent: &[u8]) -> Result<()> {
        self.flush()?;
        let number = self.reserve();
        let start = self.offset;
        self.set(number, Place::At(start));
        let changing = self.digest.bytes();
        let rows = predicted(&self.places);
        let size = self.places.len() as i64;
        self.deflated(number, &rows, |dictionary| {
            dictionary.name("Type", "XRef").integer("Size", size);
            dictionary.reference("Root", root).reference("Info", info);
            dictionary.array("ID", |id| {
                id.bytes(permanent).bytes(&changing);
            });
            dictionary.array("W", |widths| {
                for width in FIELD_WIDTHS {
                    widths.integer(width);
                }
            });
            dictionary.dictionary("DecodeParms", |parameters| {
                parameters
                    .integer("Predictor", 12)
                    .integer("Columns", ROW as i64);
            });
        })?;
        self.write(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush().map_err(unwritable)
    }

    /// Writes the object stream that was being filled.
    fn flush(&mut self) -> Result<()> {
        if self.index.is_empty() {
            return Ok(());
        }
        let stream = self.reserve();
        let index = std::mem::take(&mut self.index);
        let mut content = Vec::with_capacity(self.body.len() + index.len() * 10);
        for (position, (number, offset)) in index.iter().enumerate() {
            self.set(
                *number,
                Place::In {
                    stream,
                    index: position as u32,
                },
            );
            syntax::integer(&mut content, i64::from(number.0));
            content.push(b' ');
            syntax::integer(&mut content, *offset as i64);
            content.push(b' ');
        }
        let first = content.len() as i64;
        content.append(&mut self.body);
        self.deflated(stream, &content, |dictionary| {
            dictionary
                .name("Type", "ObjStm")
                .integer("N", index.len() as i64)
                .integer("First", first);
        })
    }

    fn set(&mut self, number: Ref, place: Place) {
        if let Some(entry) = self.places.get_mut(number.0 as usize) {
            *entry = place;
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.digest.add(bytes);
        self.offset += bytes.len() as u64;
        self.out.write_all(bytes).map_err(unwritable)
    }
}

fn unwritable(error: std::io::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        "output-unwritable",
        format!("the PDF can't be written: {error}"),
    ))
}

/// Bytes of a row's three fields: kind, offset or stream, index.
const FIELD_WIDTHS: [i64; 3] = [1, 5, 1];
const ROW: usize = 7;

/// The rows of the cross-reference stream, each as its difference from the one above (PNG's predictor "up").
fn predicted(places: &[Place]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(places.len() * (ROW + 1));
    let mut above = [0; ROW];
    for (number, place) in places.iter().enumerate() {
        let row = row(*place, number == 0);
        rows.push(2);
        rows.extend(
            row.iter()
                .zip(above)
                .map(|(byte, above)| byte.wrapping_sub(above)),
        );
        above = row;
    }
    rows
}

fn row(place: Place, head_of_free_list: bool) -> [u8; ROW] {
    let (kind, number, index) = match place {
        Place::Nowhere => (0, 0, if head_of_free_list { 255 } else { 0 }),
        Place::At(offset) => (1, offset, 0),
        Place::In { stream, index } => (2, u64::from(stream.0), index as u8),
    };
    let [_, _, _, a, b, c, d, e] = number.to_be_bytes();
    [kind, a, b, c, d, e, index]
}
