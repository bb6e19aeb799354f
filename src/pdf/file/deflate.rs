//! Deflate (PDF 32000-1 7.4.4): takes bytes, gives a zlib stream.

use flate2::{Compress, Compression, FlushCompress, Status};

/// A deflater whose tables are made once and used for one stream after the other.
pub struct Deflater(Compress);

impl Default for Deflater {
    /// At a level below the usual: less time, for some 3 in a hundred more bytes of the Rust book.
    fn default() -> Deflater {
        Deflater(Compress::new(Compression::new(4), true))
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
