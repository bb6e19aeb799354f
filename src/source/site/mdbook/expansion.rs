//! mdBook's directives carried out: takes a chapter's text, gives it with the files it includes.

use super::directive::{self, Choice, Directive, Kind};
use super::excerpt;
use crate::diagnostics::{Diagnostic, Diagnostics, Result, Severity};
use crate::source::code::{Code, fence_for};
use crate::source::controls;
use crate::source::files::{self, Files};
use crate::source::rewrite::{Rewrite, indented};
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
        self.text(text, false)
    }

    /// A text in the file opened last, all code if it is included in code. The depth of includes bounds the recursion.
    fn text(&mut self, text: &MappedText, is_code: bool) -> MappedText {
        let code = LazyCell::new(|| Code::of(text.as_str()));
        let mut rewrite = Rewrite::new(text.clone());
        for Directive { range, kind } in directive::find(text.as_str()) {
            let (start, span) = (range.start, text.span(range.clone()));
            let is_code = is_code || code.holds(start);
            let put = match kind {
                Kind::Escaped => {
                    rewrite.replace(start..start + 1, "");
                    continue;
                }
                // Other languages' templates are shown in code.
                Kind::Unknown(_) if is_code => continue,
                Kind::Title => Ok(MappedText::default()),
                Kind::Unknown(name) => {
                    self.unknown.add(name, span);
                    Ok(MappedText::default())
                }
                Kind::Include(choice) => self.include(&choice, is_code),
                Kind::Playground(choice, attributes) => {
                    let included = self.include(&choice, true);
                    included.map(|included| fenced(&included, &attributes, span))
                }
            };
            match put {
                Ok(put) => rewrite.insert(range, &indented(&put, indent(text, start), span)),
                Err(error) => {
                    self.tell(*error, span);
                    show(&mut rewrite, range, text, is_code);
                }
            }
        }
        rewrite.finish()
    }

    fn include(&mut self, choice: &Choice<'_>, is_code: bool) -> Result<MappedText> {
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
        let text = self.text(&included.text, is_code);
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

/// Spaces and quote marks that stand before a directive alone on its line: what it includes is in the same list or quote.
fn indent(text: &MappedText, start: usize) -> &str {
    let before = text.as_str().get(..start).unwrap_or_default();
    let words = before.trim_end_matches([' ', '\t', '>']);
    match words.is_empty() || words.ends_with('\n') {
        true => before.get(words.len()..).unwrap_or_default(),
        false => "",
    }
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
