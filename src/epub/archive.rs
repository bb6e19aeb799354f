//! The second step: the final archive (EPUB 3.3 section 4.2), the same bytes every time.

use super::pictures::Pictures;
use super::repair::{Entrance, Repaired};
use std::io::{Cursor, Write};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// One mode for every entry: nothing of the machine that made it.
const MODE: u32 = 0o644;

/// Writes the carried entries in their order, `mimetype` first as epub-builder has it, and the pictures after them.
pub(super) fn write(
    carried: &[u8],
    repaired: &Repaired,
    pictures: Pictures,
    out: &mut dyn Write,
) -> ZipResult<()> {
    let mut archive = ZipArchive::new(Cursor::new(carried))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, entrance) in repaired {
        match entrance {
            Entrance::AsItIs => {
                let entry = archive.by_name(name)?;
                writer.raw_copy_file_touch(entry, DateTime::default(), Some(MODE))?;
            }
            Entrance::Mended(text) => {
                writer.start_file(name.as_str(), options(CompressionMethod::Deflated))?;
                writer.write_all(text.as_bytes())?;
            }
            Entrance::Dropped => {}
        }
    }
    for picture in pictures.items {
        // Their formats are compressed already.
        writer.start_file(
            format!("OEBPS/{}", picture.path),
            options(CompressionMethod::Stored),
        )?;
        writer.write_all(&picture.bytes)?;
    }
    let bytes = writer.finish()?.into_inner();
    Ok(out.write_all(&bytes)?)
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(MODE)
}
