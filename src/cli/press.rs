//! What makes and writes a book, whatever the subcommand: takes options, gives files and what is to be said of them.

use crate::cli::Outcome;
use crate::cli::args::{Common, Format};
use crate::cli::fetching::remote;
use crate::cli::messages::Messages;
use crate::cli::plan::WrongUsage;
use crate::cli::target::Target;
use chapbook::assemble::Settings;
use chapbook::backend::Backend;
use chapbook::diagnostics::{Diagnostic, Diagnostics, Error, Result, Severity};
use chapbook::document::Book;
use chapbook::epub::Epub;
use chapbook::fonts::MachineFonts;
use chapbook::pdf::Pdf;
use chapbook::progress::Listener;
use chapbook::source::{ReadOptions, read_stylesheet};
use chapbook::span::Sources;
use chapbook::style::{StyledBook, Stylesheet};
use std::io;
use std::sync::Arc;

/// What all books of a run share.
pub struct Press {
    pub options: ReadOptions,
    pub settings: Settings,
    sources: Sources,
    stylesheet: Stylesheet,
    toc_depth: Option<u8>,
    fonts: Arc<MachineFonts>,
}

/// What became of one book.
pub struct Printed {
    pub sources: Sources,
    pub diagnostics: Diagnostics,
    written: Vec<String>,
    complete: bool,
}

/// Says that the arguments make no sense.
pub fn refuse(wrong: WrongUsage, messages: &mut Messages) -> Outcome {
    let message = Diagnostic::error("wrong-usage", wrong.message).help(wrong.help);
    messages.print(&message, &Sources::default());
    Outcome::WrongUsage
}

/// How a run ended.
pub fn outcome(all_written: bool, strict: bool, messages: &mut Messages) -> Outcome {
    messages.summary();
    match (all_written, strict && messages.warnings() > 0) {
        (false, _) => Outcome::Failed,
        (true, true) => Outcome::Warned,
        (true, false) => Outcome::Written,
    }
}

impl Press {
    /// Reads the stylesheets and settings; says why if it can't.
    pub fn set_up(common: &Common, messages: &mut Messages) -> Option<Press> {
        let mut sources = Sources::default();
        let mut diagnostics = Diagnostics::default();
        let stylesheet = stylesheet(common, &mut sources, &mut diagnostics);
        messages.print_all(&diagnostics, &sources);
        let needed = stylesheet.and_then(|stylesheet| Ok((stylesheet, remote(&common.fetching)?)));
        match needed {
            Ok((stylesheet, remote)) => Some(Press {
                options: ReadOptions {
                    site: common.site.clone(),
                    site_kind: common.site_kind,
                    keep_encoding: common.keep_encoding,
                    remote,
                    progress: Listener::default(),
                },
                settings: settings(common),
                sources,
                stylesheet,
                toc_depth: common.toc_depth,
                fonts: Arc::new(MachineFonts::new(common.font_path.clone())),
            }),
            Err(error) => {
                messages.print(&error, &sources);
                None
            }
        }
    }

    /// Lets `make` make a book, and writes it to its files.
    pub fn print(
        &self,
        targets: &[(Format, Target)],
        make: impl FnOnce(&Press, &mut Sources, &mut Diagnostics) -> Result<Book>,
    ) -> Printed {
        let mut printed = Printed {
            sources: self.sources.clone(),
            diagnostics: Diagnostics::default(),
            written: Vec::new(),
            complete: true,
        };
        match make(self, &mut printed.sources, &mut printed.diagnostics) {
            Ok(book) => {
                let toc_depth = self.toc_depth;
                self.write(&Book { toc_depth, ..book }, targets, &mut printed);
            }
            Err(error) => printed.fail(*error),
        }
        printed
    }

    fn write(&self, book: &Book, targets: &[(Format, Target)], printed: &mut Printed) {
        let progress = self.options.progress.clone();
        let styled = StyledBook::new(book, &self.stylesheet).heard_by(progress);
        for (format, target) in targets {
            let backend = self.backend(*format);
            let messages = &mut printed.diagnostics;
            let filled = target.fill(|out| {
                let rendered = backend.render(&styled, out, messages);
                rendered.map_err(Failure::Book)
            });
            match filled {
                Ok(()) => printed.written.push(target.name()),
                Err(failure) => printed.fail(failure.message(&target.name())),
            }
        }
    }
}

impl Press {
    fn backend(&self, format: Format) -> Box<dyn Backend> {
        match format {
            Format::Epub => Box::new(Epub::default()),
            Format::Pdf => Box::new(Pdf::with_fonts(self.fonts.clone())),
        }
    }
}

impl Printed {
    /// Says what became of the book; is it all written?
    pub fn tell(&self, messages: &mut Messages) -> bool {
        messages.print_all(&self.diagnostics, &self.sources);
        messages.written(&self.written);
        self.complete
    }

    fn fail(&mut self, why: Diagnostic) {
        self.diagnostics.report(Diagnostic {
            severity: Severity::Error,
            ..why
        });
        self.complete = false;
    }
}

/// Why a book is not written.
enum Failure {
    Book(Error),
    Write(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Write(error)
    }
}

impl Failure {
    fn message(self, target: &str) -> Diagnostic {
        match self {
            Failure::Book(error) => *error,
            Failure::Write(error) => {
                Diagnostic::error("not-written", format!("{target} can't be written: {error}"))
                    .help("what was there before is as it was")
            }
        }
    }
}

/// What `--set` says. `SOURCE_DATE_EPOCH` is the one thing a book takes from the environment (reproducible-builds.org's specification).
fn settings(common: &Common) -> Settings {
    let modified = source_date_epoch().map(|epoch| ("modified".to_owned(), epoch.to_string()));
    modified
        .into_iter()
        .chain(common.settings.iter().cloned())
        .collect()
}

fn source_date_epoch() -> Option<jiff::Timestamp> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH")
        .ok()?
        .trim()
        .parse()
        .ok()?;
    jiff::Timestamp::from_second(seconds).ok()
}

/// The built-in rules, then the user's; `--page-size` has the last word.
fn stylesheet(
    common: &Common,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Stylesheet> {
    let mut authors = Vec::new();
    for path in &common.style {
        authors.push(read_stylesheet(path, sources, diagnostics)?);
    }
    let mut stylesheet = Stylesheet::parse(sources, &authors, diagnostics);
    if let Some(size) = common.page_size {
        stylesheet.set_page_size(size);
    }
    Ok(stylesheet)
}
