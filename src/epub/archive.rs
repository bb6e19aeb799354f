//! The final archive (EPUB 3.3 section 4.2): takes entries one after the other, each written out and dropped before the next; the
//! same bytes every time.

use super::repair::{Entrance, Repaired};
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// One mode for every entry: nothing of the machine that made it.
const MODE: u32 = 0o644;

/// The first entry, by which the file is known (section 4.2.6.1).
const MIMETYPE: &str = "mimetype";

/// An archive that is being written.
pub(super) struct Archive<'w> {
    writer: ZipWriter<Spool<'w>>,
}

impl<'w> Archive<'w> {
    /// An archive with its first entry.
    pub(super) fn begin(out: &'w mut dyn Write) -> ZipResult<Archive<'w>> {
        let mut writer = ZipWriter::new(Spool::new(out));
        writer.set_flush_on_finish_file(true);
        let mut archive = Archive { writer };
        archive.store(MIMETYPE, b"application/epub+zip")?;
        Ok(archive)
    }

    /// Adds an entry whose format is compressed already.
    pub(super) fn store(&mut self, name: &str, bytes: &[u8]) -> ZipResult<()> {
        self.add(name, bytes, CompressionMethod::Stored)
    }

    /// Moves the carried entries over in their order, without deflating again what stays as it is, and ends the archive.
    pub(super) fn finish(mut self, carried: &[u8], repaired: &Repaired) -> ZipResult<()> {
        let mut archive = ZipArchive::new(Cursor::new(carried))?;
        for (name, entrance) in repaired {
            match entrance {
                Entrance::AsItIs if name == MIMETYPE => {}
                Entrance::AsItIs => {
                    let entry = archive.by_name(name)?;
                    let time = DateTime::default();
                    self.writer.raw_copy_file_touch(entry, time, Some(MODE))?;
                }
                Entrance::Mended(text) => {
                    self.add(name, text.as_bytes(), CompressionMethod::Deflated)?;
                }
                Entrance::Dropped => {}
            }
        }
        self.writer.finish()?.flush()?;
        Ok(())
    }

    fn add(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> ZipResult<()> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(MODE);
        self.writer.start_file(name, options)?;
        self.writer.write_all(bytes)?;
        Ok(())
    }
}

/// Keeps what is written until it is flushed, for an entry's head is completed after the entry. What is flushed is out for good.
struct Spool<'w> {
    out: &'w mut dyn Write,
    /// How much is out.
    flushed: u64,
    kept: Cursor<Vec<u8>>,
}

impl<'w> Spool<'w> {
    fn new(out: &'w mut dyn Write) -> Spool<'w> {
        Spool {
            out,
            flushed: 0,
            kept: Cursor::default(),
        }
    }
}

impl Write for Spool<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.kept.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        let kept = self.kept.get_mut();
        self.out.write_all(kept)?;
        self.flushed += kept.len() as u64;
        kept.clear();
        self.kept.set_position(0);
        Ok(())
    }
}

/// The archive's writer asks for it, and reads nothing.
impl Read for Spool<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.kept.read(bytes)
    }
}

impl Seek for Spool<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(place) => {
                let kept = place.checked_sub(self.flushed);
                SeekFrom::Start(kept.ok_or(io::ErrorKind::InvalidInput)?)
            }
            relative => relative,
        };
        Ok(self.flushed + self.kept.seek(to)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_flushed_is_out_and_the_rest_can_be_overwritten() {
        let mut out = Vec::new();
        let mut spool = Spool::new(&mut out);
        spool.write_all(b"first").unwrap();
        spool.flush().unwrap();
        spool.write_all(b"....nd").unwrap();
        assert_eq!(spool.seek(SeekFrom::Start(5)).unwrap(), 5);
        spool.write_all(b"seco").unwrap();
        assert!(spool.seek(SeekFrom::Start(0)).is_err());
        assert_eq!(spool.seek(SeekFrom::End(0)).unwrap(), 11);
        spool.flush().unwrap();
        assert_eq!(out, b"firstsecond");
    }
}
