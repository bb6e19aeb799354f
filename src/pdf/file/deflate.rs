//! Deflate (PDF 32000-1 7.4.4): takes bytes, gives a zlib stream.

use flate2::write::ZlibEncoder;
use flate2::{Compress, Compression, FlushCompress, Status};

/// A level below the usual: less time, for some 3 in a hundred more bytes of the Rust book.
const LEVEL: Compression = Compression::new(4);

/// A deflater whose tables are made once and used for one stream after the other.
pub struct Deflater(Compress);

impl Default for Deflater {
    fn default() -> Deflater {
        Deflater(Compress::new(LEVEL, true))
    }
}

impl Deflater {
    /// Deflates all of these bytes.
    pub fn deflate(&mut self, bytes: &[u8]) -> Vec<u8> {
        let Deflater(compress) = self;
        compress.reset();
        let mut out = Vec::with_capacity(bytes.len() / 2 + 256);
        loop {
            let taken = usize::try_from(compress.total_in()).unwrap_or(bytes.len());
            let rest = bytes.get(taken..).unwrap_or_default();
            match compress.compress_vec(rest, &mut out, FlushCompress::Finish) {
                Ok(Status::Ok | Status::BufError) => out.reserve(out.capacity()),
                Ok(Status::StreamEnd) | Err(_) => return out,
            }
        }
    }
}

/// Deflates a stream that stands alone.
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    Deflater::default().deflate(bytes)
}

/// Deflates what is written to it.
pub fn writer() -> ZlibEncoder<Vec<u8>> {
    ZlibEncoder::new(Vec::new(), LEVEL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn one_stream_after_the_other_comes_out_as_it_went_in() {
        let noise = (0..100_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8);
        let mut deflater = Deflater::default();
        for bytes in [Vec::new(), b"words ".repeat(1000), noise.collect()] {
            let deflated = deflater.deflate(&bytes);
            let mut inflated = Vec::new();
            flate2::read::ZlibDecoder::new(&*deflated)
                .read_to_end(&mut inflated)
                .unwrap();
            assert!(inflated == bytes && deflated == deflate(&bytes));
        }
    }
}
