//! mdBook's directives carried out: takes a chapter's text, gives it with the files it includes.

use super::directive::{self, Choice, Directive, Kind};
use super::excerpt;
use crate::diagnostics::{Diagnostic, Diagnostics, Result, Severity};
use crate::source::code::{Code, fence_for};
use crate::source::controls;
use crate::source::files::{self, Files};
use crate::source::rewrite::Rewrite;
use crate::source::tally::Tally;
use crate::source::text::Entered;
use crate::span::{MappedText, Sources};
use std::cell::LazyCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};

/// How many bytes one chapter may include.
const MOST: usize = 4 << 20;
/// What an include costs beside its bytes: empty files are not endless either.
const COST: usize = 64;
/// How many files may include each other, as in mdBook.
const DEEPEST: usize = 10;

/// A chapter's directives on their way to be carried out.
pub struct Expansion<'a> {
    files: &'a Files,
    unknown: &'a Tally,
    sources: &'a mut Sources,
    messages: &'a mut Diagnostics,
    /// Files read so far: most are included in pieces.
    read: HashMap<PathBuf, MappedText>,
    /// The files that are being included, each by the one before it.
    open: Vec<PathBuf>,
    /// How many bytes may still be included.
    left: usize,
}

/// A file's chosen lines, and its folder.
struct Included {
    path: PathBuf,
    text: MappedText,
}

impl<'a> Expansion<'a> {
    /// For a chapter of the site with these files.
    pub fn new(
        files: &'a Files,
        unknown: &'a Tally,
        sources: &'a mut Sources,
        messages: &'a mut Diagnostics,
    ) -> Expansion<'a> {
        Expansion {
            files,
            unknown,
            sources,
            messages,
            read: HashMap::new(),
            open: Vec::new(),
            left: MOST,
        }
    }

    /// The text of the chapter at `path`.
    pub fn chapter(mut self, text: &MappedText, path: &Path) -> MappedText {
        self.open.push(path.to_owned());
        self.text(text)
    }

    /// A text in the file opened last. The depth of includes bounds the recursion.
    fn text(&mut self, text: &MappedText) -> MappedText {
        let code = LazyCell::new(|| Code::of(text.as_str()));
        let mut rewrite = Rewrite::new(text.clone());
        for Directive { range, kind } in directive::find(text.as_str()) {
            let (start, span) = (range.start, text.span(range.clone()));
            match kind {
                Kind::Escaped => rewrite.replace(start..start + 1, ""),
                Kind::Title => rewrite.replace(range, ""),
                // Other languages' templates are shown in code.
                Kind::Unknown(_) if code.holds(start) => {}
                Kind::Unknown(name) => {
                    self.unknown.add(name, span);
                    rewrite.replace(range, "");
                }
                Kind::Include(choice) => match self.include(&choice) {
                    Ok(included) => rewrite.insert(range, &included),
                    Err(error) => {
                        self.tell(*error, span);
                        show(&mut rewrite, range, text, code.holds(start));
                    }
                },
                Kind::Playground(choice, attributes) => match self.include(&choice) {
                    Ok(included) => rewrite.insert(range, &fenced(&included, &attributes, span)),
                    Err(error) => {
                        self.tell(*error, span);
                        show(&mut rewrite, range, text, code.holds(start));
                    }
                },
            }
        }
        rewrite.finish()
    }

    fn include(&mut self, choice: &Choice<'_>) -> Result<MappedText> {
        let included = self.chosen(choice)?;
        self.spend(included.text.as_str().len())?;
        if self.open.contains(&included.path) {
            let message = format!("`{}` includes itself", choice.path);
            return Err(Box::new(Diagnostic::warning("include-endless", message)));
        }
        if self.open.len() > DEEPEST {
            let message = format!("more than {DEEPEST} files include each other");
            return Err(Box::new(Diagnostic::warning("include-endless", message)));
        }
        self.open.push(included.path);
        let text = self.text(&included.text);
        self.open.pop();
        Ok(text)
    }

    /// The chosen lines of a file, without the last one's end.
    fn chosen(&mut self, choice: &Choice<'_>) -> Result<Included> {
        let folder = self.open.last().and_then(|path| path.parent());
        let wanted = folder.unwrap_or(Path::new("")).join(choice.path);
        let found = self.files.find(&wanted)?;
        let path = found.ok_or_else(|| files::missing(&wanted))?.path;
        let whole = self.whole(&path)?;
        let ranges = excerpt::chosen(whole.as_str(), &choice.lines);
        let ranges = ranges.ok_or_else(|| no_anchor(choice))?;
        let mut text = MappedText::default();
        let last = ranges.len().saturating_sub(1);
        for (number, mut range) in ranges.into_iter().enumerate() {
            let line = whole.as_str().get(range.clone()).unwrap_or_default();
            if number == last {
                range.end = range.start + line.trim_end_matches('\n').len();
            }
            text.push_mapped(whole, range);
        }
        Ok(Included { path, text })
    }

    fn whole(&mut self, path: &Path) -> Result<&MappedText> {
        match self.read.entry(path.to_owned()) {
            Entry::Occupied(read) => Ok(read.into_mut()),
            Entry::Vacant(place) => {
                let entered = Entered::at(self.files, path, self.sources)?;
                entered.report(self.messages);
                Ok(place.insert(controls::clean(entered.text(), self.messages)))
            }
        }
    }

    fn spend(&mut self, bytes: usize) -> Result<()> {
        let left = self.left.checked_sub(bytes.saturating_add(COST));
        self.left = left.ok_or_else(|| {
            let message = format!("the chapter includes more than {} MB", MOST >> 20);
            Box::new(Diagnostic::warning("include-too-large", message))
        })?;
        Ok(())
    }

    fn tell(&mut self, error: Diagnostic, span: crate::span::Span) {
        let code = match error.code {
            "file-missing" => "include-missing",
            code => code,
        };
        let message = Diagnostic {
            severity: Severity::Warning,
            code,
            ..error
        };
        let message = message.at(span);
        self.messages
            .report(message.help("the directive is shown in code type"));
    }
}

fn no_anchor(choice: &Choice<'_>) -> crate::diagnostics::Error {
    let directive::Lines::Anchored(name) = choice.lines else {
        return files::missing(Path::new(choice.path));
    };
    let message = format!("`{}` has no anchor `{name}`", choice.path);
    Box::new(Diagnostic::warning("include-missing", message))
}

/// A directive that can't be carried out, in code type.
fn show(rewrite: &mut Rewrite, range: std::ops::Range<usize>, text: &MappedText, in_code: bool) {
    if !in_code {
        let written = text.as_str().get(range.clone()).unwrap_or_default();
        rewrite.replace(range, &format!("`{written}`"));
    }
}

/// A block of Rust.
fn fenced(text: &MappedText, attributes: &[&str], span: crate::span::Span) -> MappedText {
    let fence = fence_for(text.as_str(), 3);
    let attributes = attributes.iter();
    let attributes = attributes.map(|attribute| attribute.trim_matches(','));
    let info: Vec<&str> = std::iter::once("rust").chain(attributes).collect();
    let mut block = MappedText::default();
    block.push_expanded(&format!("{fence}{}\n", info.join(",")), span);
    block.push_mapped(text, 0..text.as_str().len());
    block.push_expanded(&format!("\n{fence}"), span);
    block
}
