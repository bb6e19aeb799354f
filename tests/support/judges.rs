//! Where the judges are and how they are asked.

use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Judges {
    folder: PathBuf,
}

/// Where running heads and page numbers don't reach on the A4 pages of the built-in stylesheet, in points.
const BODY: [&str; 8] = ["-x", "0", "-y", "100", "-W", "596", "-H", "604"];

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
    pub fn of_epubs(&self, books: impl IntoIterator<Item = PathBuf>) -> Vec<String> {
        self.verdicts("judge-epub", &[], books)
    }

    /// The rules of PDF/UA-1 and PDF/A-3a that veraPDF finds broken, a line each; nothing is best.
    pub fn of_pdfs(&self, books: impl IntoIterator<Item = PathBuf>) -> Vec<String> {
        self.verdicts("judge-pdf", &["ua1,3a"], books)
    }

    fn verdicts(
        &self,
        judge: &str,
        options: &[&str],
        books: impl IntoIterator<Item = PathBuf>,
    ) -> Vec<String> {
        let shares = shares(books.into_iter().collect());
        std::thread::scope(|scope| {
            let is_long = shares.len() > 1;
            let sitting = shares
                .iter()
                .map(|books| scope.spawn(move || self.sit(judge, options, books, is_long)));
            let sitting: Vec<_> = sitting.collect();
            let verdicts = sitting.into_iter().map(|sitting| sitting.join());
            let verdicts = verdicts.map(|verdict| verdict.expect("all books are judged"));
            verdicts.flatten().collect()
        })
    }

    fn sit(&self, judge: &str, options: &[&str], books: &[PathBuf], is_long: bool) -> Vec<String> {
        let mut command = Command::new(self.folder.join(judge));
        if is_long {
            command.env("LONG_TRIAL", "");
        }
        let output = command.args(options).args(books).output();
        let output = output.expect("the judge runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        for book in books {
            assert!(
                text.contains(&format!("{}\tjudged\t", book.display())),
                "the judge said nothing of {}: {}",
                book.display(),
                String::from_utf8_lossy(&output.stderr)
            );
        }
        let findings: Vec<String> = text
            .lines()
            .filter(|line| line.contains('\t') && !line.contains("\tjudged\t"))
            .map(str::to_owned)
            .collect();
        assert_eq!(findings.is_empty(), output.status.success(), "{text}");
        findings
    }

    /// What a program on the PATH prints.
    pub fn run(&self, program: &str, options: &[&str], files: &[&Path]) -> String {
        let output = Command::new(program)
            .args(options)
            .args(files)
            .output()
            .expect("the program runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The text of the pages in reading order.
    pub fn page_text(&self, book: &Path) -> String {
        self.run("pdftotext", &[], &[book, Path::new("-")])
    }

    /// The text of the pages without running heads and page numbers, which stand in the middle of sentences.
    pub fn body_text(&self, book: &Path) -> String {
        self.run("pdftotext", &BODY, &[book, Path::new("-")])
    }
}

/// Books for each of the machine's processors: the largest first, each to whoever has the least to read. Few and small books
/// stay together, for a judge takes seconds to sit down.
fn shares(mut books: Vec<PathBuf>) -> Vec<Vec<PathBuf>> {
    const WORTH_A_JUDGE: u64 = 4 << 20;
    let size = |book: &PathBuf| book.metadata().map_or(0, |facts| facts.len());
    let all: u64 = books.iter().map(size).sum();
    let judges = (all / WORTH_A_JUDGE).clamp(1, rayon::current_num_threads() as u64);
    let mut shares = vec![(0, Vec::new()); judges as usize];
    books.sort_by_key(|book| std::cmp::Reverse(size(book)));
    for book in books {
        if let Some((read, share)) = shares.iter_mut().min_by_key(|(read, _)| *read) {
            *read += size(&book);
            share.push(book);
        }
    }
    shares.into_iter().map(|(_, share)| share).collect()
}
