//! The rows of a PNG: takes its zlib stream, gives one inflated row after the other, each behind one of the five filters.

use flate2::read::ZlibDecoder;
use std::io::Read;

/// Rows as they are inflated. Only the present one is in memory.
pub struct Rows<'a> {
    inflated: ZlibDecoder<&'a [u8]>,
    /// The filter's number, and the filtered bytes.
    row: Vec<u8>,
}

impl<'a> Rows<'a> {
    /// Rows of so many bytes.
    pub fn new(compressed: &'a [u8], bytes: usize) -> Rows<'a> {
        Rows {
            inflated: ZlibDecoder::new(compressed),
            row: vec![0; bytes.saturating_add(1)],
        }
    }

    /// The next row with its filter; `None` where the stream is broken or at its end, or the filter isn't one.
    pub fn next(&mut self) -> Option<(u8, &[u8])> {
        self.inflated.read_exact(&mut self.row).ok()?;
        let (filter, row) = self.row.split_first()?;
        (*filter <= 4).then_some((*filter, row))
    }

    /// Nothing, if nothing follows the rows.
    pub fn end(&mut self) -> Option<()> {
        matches!(self.inflated.read(&mut [0]), Ok(0)).then_some(())
    }
}
