//! The only door to the disk: gives bytes of regular files inside the site, of bounded size.

use crate::diagnostics::{Diagnostic, Error, Result};
use crate::media::PictureBytes;
use crate::source::alike::{Alike, By, folded};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The largest text that is read, in bytes.
pub const LARGEST_TEXT: u64 = 64 << 20;
/// The largest picture that is read, in bytes.
pub const LARGEST_PICTURE: u64 = 256 << 20;

const SITE_HELP: &str = "`--site DIR` sets the site's root";

/// The files of a site.
#[derive(Debug)]
pub struct Files {
    /// The site's real path: no symbolic links in it.
    root: PathBuf,
    /// The site's path as the user knows it.
    shown: PathBuf,
    alike: Alike,
}

/// A regular file inside the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Its real path from the site's root: one file, one path.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
}

impl Files {
    /// The files below `root`.
    ///
    /// # Errors
    /// `unreadable` if there is no such folder.
    pub fn new(root: &Path) -> Result<Files> {
        let real = real_folder(root).map_err(|error| unreadable(root, &error))?;
        Ok(Files {
            root: real,
            shown: root.to_owned(),
            alike: Alike::default(),
        })
    }

    /// `path` as the user knows it.
    pub fn shown(&self, path: &Path) -> String {
        self.shown.join(path).display().to_string()
    }

    /// The site's real path.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What the site's folder is called.
    pub fn name(&self) -> Option<&str> {
        self.root.file_name()?.to_str()
    }

    /// The path from the root of a file as the user names it. Its folder's links are followed, its own not yet.
    ///
    /// # Errors
    /// `outside-site`, `unreadable`.
    pub fn inside(&self, given: &Path) -> Result<PathBuf> {
        let folder = real_folder(&folder_of(given)).map_err(|error| unreadable(given, &error))?;
        let inside = folder.strip_prefix(&self.root);
        let inside = inside.map_err(|_| self.outside(given))?;
        let name = given.file_name().ok_or_else(|| not_a_file(given))?;
        Ok(inside.join(name))
    }

    /// The file at `path`, from the root.
    ///
    /// # Errors
    /// `outside-site`, `not-a-file`, `unreadable`; `None` if there is nothing.
    pub fn find(&self, path: &Path) -> Result<Option<SiteFile>> {
        if leaves(path) {
            return Err(self.outside(path));
        }
        let Some(real) = self.real(path)? else {
            return Ok(None);
        };
        let inside = real
            .strip_prefix(&self.root)
            .map_err(|_| self.outside(path))?;
        let facts = fs::metadata(&real).map_err(|error| unreadable(path, &error))?;
        if !facts.is_file() {
            return Err(not_a_file(path));
        }
        Ok(Some(SiteFile {
            path: inside.to_owned(),
            size: facts.len(),
        }))
    }

    /// Is there a folder at `path`, from the root?
    pub fn has_folder(&self, path: &Path) -> bool {
        self.real_folder(path).is_some()
    }

    /// The real path of the folder at `path`, both from the root; none if there is no such folder inside the site.
    pub fn real_folder(&self, path: &Path) -> Option<PathBuf> {
        if leaves(path) {
            return None;
        }
        let real = real_folder(&self.root.join(path)).ok()?;
        Some(real.strip_prefix(&self.root).ok()?.to_owned())
    }

    /// Reads the file at `path`, from the root, of at most `largest` bytes.
    ///
    /// # Errors
    /// `file-missing`, `file-too-large`, `unreadable`, and what [`Files::find`] gives.
    pub fn read(&self, path: &Path, largest: u64) -> Result<Vec<u8>> {
        let found = self.find(path)?.ok_or_else(|| missing(path))?;
        if found.size > largest {
            return Err(too_large(&found.path, largest));
        }
        read_regular(&self.root.join(&found.path), &found.path, largest)
    }

    /// Does the file at `path`, from the root, begin with `beginning`?
    pub fn begins(&self, path: &Path, beginning: &[u8]) -> bool {
        let found = self.find(path).ok().flatten();
        let file = found.and_then(|found| File::open(self.root.join(found.path)).ok());
        let mut bytes = Vec::new();
        let read = file.map(|file| file.take(beginning.len() as u64).read_to_end(&mut bytes));
        matches!(read, Some(Ok(_))) && bytes == beginning
    }

    /// Names of the entries of the folder `path`, from the root, sorted.
    pub fn names(&self, path: &Path) -> Vec<String> {
        if !self.has_folder(path) {
            return Vec::new();
        }
        let entries = fs::read_dir(self.root.join(path)).into_iter().flatten();
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    /// The entry of the folder `path`, from the root, that is called `name` if case and Unicode form are forgotten.
    pub fn alike(&self, path: &Path, name: &str) -> Option<String> {
        let letters = folded(name);
        self.alike
            .find(path, By::Letters, &letters, |path| self.names(path))
    }

    /// The entry of the folder `path`, from the root, that is called `stem` before its extension.
    pub fn with_stem(&self, path: &Path, stem: &str) -> Option<String> {
        self.alike
            .find(path, By::Stem, stem, |path| self.names(path))
    }

    fn real(&self, path: &Path) -> Result<Option<PathBuf>> {
        match self.root.join(path).canonicalize() {
            Ok(real) => Ok(Some(real)),
            Err(error) if is_absence(&error) => Ok(None),
            Err(error) => Err(unreadable(path, &error)),
        }
    }

    fn outside(&self, path: &Path) -> Error {
        let message = format!(
            "`{}` is outside the site `{}` and is not read",
            path.display(),
            if self.shown.as_os_str().is_empty() {
                Path::new(".").display()
            } else {
                self.shown.display()
            }
        );
        Box::new(Diagnostic::error("outside-site", message).help(SITE_HELP))
    }
}

/// Reads a picture of the site each time that it is asked for.
pub struct PictureFile {
    files: Arc<Files>,
    path: PathBuf,
}

impl PictureFile {
    /// The bytes of `file`.
    ///
    /// # Errors
    /// `file-too-large`.
    pub fn new(files: Arc<Files>, file: SiteFile) -> Result<PictureFile> {
        if file.size > LARGEST_PICTURE {
            return Err(too_large(&file.path, LARGEST_PICTURE));
        }
        let path = file.path;
        Ok(PictureFile { files, path })
    }
}

impl PictureBytes for PictureFile {
    fn read(&self) -> Result<Vec<u8>> {
        self.files.read(&self.path, LARGEST_PICTURE)
    }
}

/// Reads a file that the user named, wherever it is.
///
/// # Errors
/// `not-a-file`, `file-too-large`, `unreadable`.
pub fn read_named(path: &Path, largest: u64) -> Result<Vec<u8>> {
    let facts = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !facts.is_file() {
        return Err(not_a_file(path));
    }
    read_regular(path, path, largest)
}

/// Reads a regular file, which messages call `shown`.
fn read_regular(path: &Path, shown: &Path, largest: u64) -> Result<Vec<u8>> {
    let bytes = File::open(path).and_then(|file| read_at_most(file, largest));
    let bytes = bytes.map_err(|error| unreadable(shown, &error))?;
    if bytes.len() as u64 > largest {
        return Err(too_large(shown, largest));
    }
    Ok(bytes)
}

/// The folder that holds `post`, as the user wrote it: `.` for a bare name.
pub fn folder_of(post: &Path) -> PathBuf {
    match post.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The innermost folder that holds all of `posts`, as the first is written.
pub fn folder_of_all(posts: &[PathBuf]) -> PathBuf {
    let first = posts
        .first()
        .map_or(PathBuf::from("."), |first| folder_of(first));
    let real = |post: &PathBuf| real_folder(&folder_of(post)).unwrap_or_default();
    let others: Vec<PathBuf> = posts.iter().map(real).collect();
    let holds_all = |folder: &PathBuf| {
        real_folder(folder).is_ok_and(|real| others.iter().all(|other| other.starts_with(&real)))
    };
    let depth = real_folder(&first).map_or(0, |real| real.components().count());
    let above = std::iter::successors(Some(first.clone()), |folder| folder_above(folder));
    above.take(depth).find(holds_all).unwrap_or(first)
}

/// The folder above, in the user's words: `a` above `a/b`, `..` above `.`, and nothing above the root.
pub fn folder_above(folder: &Path) -> Option<PathBuf> {
    match folder.components().next_back() {
        Some(Component::Normal(_)) => Some(folder_of(folder)),
        Some(Component::ParentDir) => Some(folder.join("..")),
        Some(Component::CurDir) | None => Some(PathBuf::from("..")),
        Some(Component::RootDir | Component::Prefix(_)) => None,
    }
}

/// The real path of a folder as the user names it.
pub fn real_folder(folder: &Path) -> io::Result<PathBuf> {
    let shown = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let real = shown.canonicalize()?;
    if real.is_dir() {
        Ok(real)
    } else {
        Err(io::ErrorKind::NotADirectory.into())
    }
}

/// Is there something called `name` in `folder`?
pub fn holds(folder: &Path, name: impl AsRef<OsStr>) -> bool {
    folder.join(name.as_ref()).is_file()
}

/// Does the path begin at the disk's root, or climb above where it starts?
fn leaves(path: &Path) -> bool {
    let mut depth = 0_i64;
    path.components().any(|component| {
        match component {
            Component::Normal(_) => depth += 1,
            Component::ParentDir => depth -= 1,
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return true,
        }
        depth < 0
    })
}

/// One byte more than allowed tells that a file grew since its size was asked.
fn read_at_most(file: File, largest: u64) -> io::Result<Vec<u8>> {
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let mut bytes = Vec::new();
    file.take(largest + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn is_absence(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound};
    matches!(
        error.kind(),
        NotFound | NotADirectory | InvalidInput | InvalidFilename
    )
}

/// The error for a file that isn't there.
pub fn missing(path: &Path) -> Error {
    Box::new(Diagnostic::error(
        "file-missing",
        format!("there is no file `{}`", path.display()),
    ))
}

fn not_a_file(path: &Path) -> Error {
    let message = format!("`{}` is not a regular file", path.display());
    Box::new(
        Diagnostic::error("not-a-file", message).help("folders, pipes and devices are not read"),
    )
}

fn too_large(path: &Path, largest: u64) -> Error {
    let message = format!(
        "`{}` is larger than {} MB and is not read",
        path.display(),
        largest >> 20
    );
    Box::new(Diagnostic::error("file-too-large", message))
}

fn unreadable(path: &Path, error: &io::Error) -> Error {
    let message = format!("`{}` can't be read: {error}", path.display());
    Box::new(Diagnostic::error("unreadable", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> (tempfile::TempDir, Files) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("img")).unwrap();
        fs::write(root.join("img/a.png"), b"a").unwrap();
        fs::write(folder.path().join("secret"), b"s").unwrap();
        let files = Files::new(&root).unwrap();
        (folder, files)
    }

    fn code(result: Result<Option<SiteFile>>) -> &'static str {
        result.unwrap_err().code
    }

    #[test]
    fn a_file_has_one_path_however_it_is_written() {
        let (_folder, files) = site();
        let found = files.find(Path::new("img/../img/./a.png")).unwrap();
        assert_eq!(found.unwrap().path, Path::new("img/a.png"));
    }

    #[test]
    fn nothing_outside_is_read() {
        let (folder, files) = site();
        assert_eq!(code(files.find(Path::new("../secret"))), "outside-site");
        assert_eq!(code(files.find(Path::new("/etc/passwd"))), "outside-site");
        let secret = folder.path().join("secret");
        assert_eq!(code(files.find(&secret)), "outside-site");
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_may_stay_inside_but_not_leave() {
        let (folder, files) = site();
        let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, files.root().join(name));
        link(&folder.path().join("secret"), "out").unwrap();
        link(Path::new("img/a.png"), "in").unwrap();
        assert_eq!(code(files.find(Path::new("out"))), "outside-site");
        let found = files.find(Path::new("in")).unwrap().unwrap();
        assert_eq!(found.path, Path::new("img/a.png"));
    }

    #[test]
    fn folders_are_no_files_and_absence_is_no_error() {
        let (_folder, files) = site();
        assert_eq!(code(files.find(Path::new("img"))), "not-a-file");
        assert!(files.find(Path::new("img/b.png")).unwrap().is_none());
        assert!(files.find(Path::new("img/a.png/b")).unwrap().is_none());
        assert!(files.find(Path::new("a\0b")).unwrap().is_none());
    }

    #[test]
    fn size_is_capped() {
        let (_folder, files) = site();
        let file = Path::new("img/a.png");
        assert_eq!(files.read(file, 1).unwrap(), b"a");
        assert_eq!(files.read(file, 0).unwrap_err().code, "file-too-large");
    }

    #[test]
    fn folders_above_keep_the_users_words() {
        let above = |folder: &str| folder_above(Path::new(folder));
        assert_eq!(above("a/b"), Some("a".into()));
        assert_eq!(above("a"), Some(".".into()));
        assert_eq!(above("."), Some("..".into()));
        assert_eq!(above(".."), Some("../..".into()));
        assert_eq!(above("/"), None);
    }
}
