//! Where the judges are and how they are asked.

use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Judges {
    folder: PathBuf,
}

/// The judges, if they are installed; else says so aloud, and fails where `CI` is set.
pub fn judges() -> Option<Judges> {
    let home =
        || std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache/chapbook-validators"));
    let folder = std::env::var_os("CHAPBOOK_VALIDATORS")
        .map(PathBuf::from)
        .or_else(home)?
        .join("bin");
    let there = ["judge-epub", "judge-pdf"]
        .iter()
        .all(|judge| folder.join(judge).is_file());
    if there
        && Command::new("qpdf").arg("--version").output().is_ok()
        && Command::new("pdfinfo").arg("-v").output().is_ok()
    {
        return Some(Judges { folder });
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "the judges must be there in CI: tests/validators/install.sh gets them"
    );
    eprintln!("SKIPPED: the judges are missing; tests/validators/install.sh gets them");
    None
}

impl Judges {
    /// What EPUBCheck has to say, a line each; nothing is best.
    pub fn of_epubs(&self, books: impl Iterator<Item = PathBuf>) -> Vec<String> {
        self.verdicts(Command::new(self.folder.join("judge-epub")).args(books))
    }

    /// The rules of `flavours` that fail, a line each; nothing is best.
    pub fn of_pdfs(&self, flavours: &str, books: impl Iterator<Item = PathBuf>) -> Vec<String> {
        self.verdicts(
            Command::new(self.folder.join("judge-pdf"))
                .arg(flavours)
                .args(books),
        )
    }

    fn verdicts(&self, command: &mut Command) -> Vec<String> {
        let output = command.output().expect("the judge runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            text.contains("\tjudged\t"),
            "the judge said nothing: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let findings: Vec<String> = text
            .lines()
            .filter(|line| line.contains('\t') && !line.contains("\tjudged\t"))
            .map(str::to_owned)
            .collect();
        assert_eq!(findings.is_empty(), output.status.success(), "{text}");
        findings
    }

    /// What a program on the PATH prints.
    pub fn run(&self, program: &str, options: &[&str], files: &[&PathBuf]) -> String {
        let output = Command::new(program)
            .args(options)
            .args(files)
            .output()
            .expect("the program runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The text of the pages in reading order.
    pub fn page_text(&self, book: &PathBuf) -> String {
        self.run("pdftotext", &[], &[book, &PathBuf::from("-")])
    }
}
