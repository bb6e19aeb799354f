//! A little site in a temporary folder, and the program run on it.

#![allow(dead_code, reason = "each test target uses a part")]

use serde_json::Value;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A site whose files the test writes; it is gone when the test ends.
pub struct Site {
    folder: TempDir,
}

/// What a run of the program left.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: Vec<u8>,
    pub messages: Vec<Value>,
    pub stderr: String,
    pub took: Duration,
}

impl Site {
    /// A folder without anything.
    pub fn empty() -> Site {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        std::fs::create_dir(folder.path().join("site")).expect("a folder can be made in it");
        Site { folder }
    }

    /// A Jekyll site with an empty `_config.yml`.
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
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a file is in a folder"))
            .expect("folders can be made");
        std::fs::write(path, content).expect("a file can be written");
        self
    }

    /// Runs `chapbook export` in the site's root, messages as JSON.
    pub fn export(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chapbook"));
        command
            .current_dir(self.root())
            .args(["export", "--message-format", "json"])
            .args(arguments);
        run(command, b"")
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.root()).expect("the folder is there");
        let mut names: Vec<String> = entries
            .map(|entry| {
                entry
                    .expect("it can be read")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    }

    /// Every XHTML file of an EPUB, one after the other.
    pub fn epub_pages(&self, name: &str) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(self.read(name)))
            .expect("an EPUB is a zip file");
        let names: Vec<String> = archive
            .file_names()
            .filter(|name| name.ends_with(".xhtml"))
            .map(str::to_owned)
            .collect();
        let mut pages = String::new();
        for name in names {
            archive
                .by_name(&name)
                .expect("it has the entry")
                .read_to_string(&mut pages)
                .expect("it is UTF-8");
        }
        pages
    }
}

/// Runs a command; one that takes more than two minutes hangs.
pub fn run(mut command: Command, input: &[u8]) -> Run {
    let started = Instant::now();
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // It may end without reading.
    let _ = child
        .stdin
        .take()
        .expect("it has an input")
        .write_all(input);
    let output = child.wait_with_output().expect("the program ends");
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !stderr.contains("panicked") && output.status.code().is_some(),
        "{stderr}"
    );
    let messages = stderr
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    Run {
        code: output.status.code(),
        stdout: output.stdout,
        messages,
        stderr,
        took: started.elapsed(),
    }
}

impl Run {
    /// Is there a message of this code?
    pub fn says(&self, code: &str) -> bool {
        self.messages.iter().any(|message| message["code"] == code)
    }

    /// The place of the first message of this code: `post.md:3:5`.
    pub fn place_of(&self, code: &str) -> String {
        let message = self.messages.iter().find(|message| message["code"] == code);
        let message = message.unwrap_or_else(|| panic!("no {code} among {}", self.stderr));
        let file = message["file"].as_str().map(|file| {
            Path::new(file)
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        });
        format!(
            "{}:{}:{}",
            file.unwrap_or_default(),
            message["line"],
            message["column"]
        )
    }

    /// All books were written.
    #[track_caller]
    pub fn succeeded(self) -> Run {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        self
    }

    /// It took no more than this, in an unoptimised build on a busy machine.
    #[track_caller]
    pub fn within(self, seconds: u64) -> Run {
        assert!(
            self.took < Duration::from_secs(seconds),
            "it took {:?}",
            self.took
        );
        self
    }
}
