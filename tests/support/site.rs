//! A little site in a temporary folder.

use super::books;
use super::program::{Run, chapbook, run};
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// A site whose files the test writes; it is gone when the test ends.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// A folder without anything.
    pub fn empty() -> Site {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        std::fs::create_dir(folder.path().join("site")).expect("a folder can be made in it");
        Site { folder }
    }

    /// A site of these files.
    pub fn of(files: &[(&str, &str)]) -> Site {
        let site = Site::empty();
        for (name, content) in files {
            site.write(name, content);
        }
        site
    }

    /// A Jekyll site with little in its `_config.yml`.
    pub fn jekyll() -> Site {
        Site::empty().with("_config.yml", "title: A site\nauthor: Its author\n")
    }

    /// The site's root. Beside it, outside the site, there is room for what must not be read.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// With a file more.
    pub fn with(self, name: &str, content: impl AsRef<[u8]>) -> Site {
        self.write(name, content);
        self
    }

    /// Puts a file into the site, in folders that are made for it; `../` leads beside it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a file is in a folder"))
            .expect("folders can be made");
        std::fs::write(path, content).expect("a file can be written");
    }

    /// The program, to be run in the site's root.
    pub fn chapbook(&self, arguments: &[&str]) -> Command {
        let mut command = chapbook();
        command.current_dir(self.root()).args(arguments);
        command
    }

    /// Runs `chapbook export` in the site's root, messages as JSON.
    pub fn export(&self, arguments: &[&str]) -> Run {
        let mut command = self.chapbook(&["export", "--message-format", "json"]);
        command.args(arguments);
        run(command, b"")
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// What is in the root.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.root()).expect("the folder is there");
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            let name = entry.expect("it can be read").file_name();
            name.to_string_lossy().into_owned()
        };
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    }

    /// Every XHTML file of an EPUB, one after the other.
    pub fn epub_pages(&self, name: &str) -> String {
        let pages = books::pages(&self.read(name)).into_iter();
        pages.map(|page| page.text().to_owned()).collect()
    }
}
