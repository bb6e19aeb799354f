//! Where a book goes: written to a temporary file beside the target and renamed once, so that a failure leaves no half a book.

use crate::cli::Outcome;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file, or standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    File(PathBuf),
    Standard,
}

impl Target {
    /// As messages name it.
    pub fn name(&self) -> String {
        match self {
            Target::File(path) => path.display().to_string(),
            Target::Standard => "standard output".to_owned(),
        }
    }

    /// Lets `write` write the whole book, then puts it in its place.
    pub fn fill<E, W>(&self, write: W) -> Result<(), E>
    where
        E: From<io::Error>,
        W: FnOnce(&mut dyn Write) -> Result<(), E>,
    {
        match self {
            Target::Standard => to_standard_output(write),
            Target::File(path) if is_special(path) => write(&mut File::create(path)?),
            Target::File(path) => beside_then_rename(path, write),
        }
    }
}

/// A book for a pipe is finished before its first byte goes out.
fn to_standard_output<E, W>(write: W) -> Result<(), E>
where
    E: From<io::Error>,
    W: FnOnce(&mut dyn Write) -> Result<(), E>,
{
    let mut book = Vec::new();
    write(&mut book)?;
    let mut out = io::stdout().lock();
    out.write_all(&book)?;
    Ok(out.flush()?)
}

/// Devices and pipes (`/dev/null`) are written to, not replaced.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

fn beside_then_rename<E, W>(path: &Path, write: W) -> Result<(), E>
where
    E: From<io::Error>,
    W: FnOnce(&mut dyn Write) -> Result<(), E>,
{
    // A link stays a link: what it leads to is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::IsADirectory,
            "there is a folder of this name",
        )
        .into());
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut temporary = builder().tempfile_in(folder)?;
    let mut out = io::BufWriter::with_capacity(1 << 16, temporary.as_file_mut());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    temporary.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".chapbook-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // the umask takes its part
    builder
}

/// Prints to standard output.
pub fn print(text: &[u8]) -> Outcome {
    match io::stdout().lock().write_all(text) {
        Ok(()) => Outcome::Written,
        Err(_) => Outcome::Failed,
    }
}
