//! `chapbook export`: takes posts, writes a book of each.

use crate::cli::Outcome;
use crate::cli::args::{Common, Export, Format};
use crate::cli::messages::Messages;
use crate::cli::plan::{Job, WrongUsage, plan};
use chapbook::assemble::Settings;
use chapbook::backend::Backend;
use chapbook::diagnostics::{Diagnostic, Diagnostics, Error, Severity};
use chapbook::document::Book;
use chapbook::epub::Epub;
use chapbook::pdf::Pdf;
use chapbook::source::{ReadOptions, read_stylesheet};
use chapbook::span::Sources;
use chapbook::style::{StyledBook, Stylesheet};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc;

pub fn run(export: &Export) -> Outcome {
    let mut messages = Messages::new(&export.common);
    let jobs = match plan(export) {
        Ok(jobs) => jobs,
        Err(wrong) => return refuse(wrong, &mut messages),
    };
    let Some(press) = Press::set_up(&export.common, &mut messages) else {
        return Outcome::WrongUsage;
    };
    let all_written = print_in_order(&press, jobs, &mut messages);
    messages.summary();
    match (all_written, export.common.strict && messages.warnings() > 0) {
        (false, _) => Outcome::Failed,
        (true, true) => Outcome::Warned,
        (true, false) => Outcome::Written,
    }
}

fn refuse(wrong: WrongUsage, messages: &mut Messages) -> Outcome {
    let message = Diagnostic::error("wrong-usage", wrong.message).help(wrong.help);
    messages.print(&message, &Sources::default());
    Outcome::WrongUsage
}

/// What all books of a run share.
struct Press {
    options: ReadOptions,
    settings: Settings,
    sources: Sources,
    stylesheet: Stylesheet,
}

/// What became of one job.
struct Printed {
    sources: Sources,
    diagnostics: Diagnostics,
    written: Vec<String>,
    complete: bool,
}

/// Prints books beside each other; says what became of each in the order of the posts, as soon as it can.
fn print_in_order(press: &Press, jobs: Vec<Job>, messages: &mut Messages) -> bool {
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let jobs = jobs.into_par_iter().enumerate();
            jobs.for_each_with(sender, |sender, (number, job)| {
                // If the receiver is gone, nobody wants to know.
                let _ = sender.send((number, press.print(&job)));
            });
        });
        let (mut waiting, mut next, mut all_written) = (BTreeMap::new(), 0, true);
        for (number, printed) in receiver {
            waiting.insert(number, printed);
            while let Some(printed) = waiting.remove(&next) {
                all_written &= tell(&printed, messages);
                next += 1;
            }
        }
        all_written
    })
}

fn tell(printed: &Printed, messages: &mut Messages) -> bool {
    messages.print_all(&printed.diagnostics, &printed.sources);
    messages.written(&printed.written);
    printed.complete
}

impl Press {
    /// Reads the stylesheets and settings; says why if it can't.
    fn set_up(common: &Common, messages: &mut Messages) -> Option<Press> {
        let mut sources = Sources::default();
        let mut diagnostics = Diagnostics::default();
        let stylesheet = stylesheet(common, &mut sources, &mut diagnostics);
        messages.print_all(&diagnostics, &sources);
        match stylesheet {
            Ok(stylesheet) => Some(Press {
                options: ReadOptions {
                    site: common.site.clone(),
                    site_kind: common.site_kind,
                    keep_encoding: common.keep_encoding,
                },
                settings: settings(common),
                sources,
                stylesheet,
            }),
            Err(error) => {
                messages.print(&error, &sources);
                None
            }
        }
    }

    fn print(&self, job: &Job) -> Printed {
        let mut printed = Printed {
            sources: self.sources.clone(),
            diagnostics: Diagnostics::default(),
            written: Vec::new(),
            complete: true,
        };
        let Printed {
            sources,
            diagnostics,
            ..
        } = &mut printed;
        match chapbook::book_of_post(
            &job.input,
            &self.options,
            &self.settings,
            sources,
            diagnostics,
        ) {
            Ok(book) => self.print_book(&book, job, &mut printed),
            Err(error) => printed.fail(*error),
        }
        printed
    }

    fn print_book(&self, book: &Book, job: &Job, printed: &mut Printed) {
        let styled = StyledBook::new(book, &self.stylesheet);
        for (format, target) in &job.targets {
            let backend = backend(*format);
            let messages = &mut printed.diagnostics;
            match target.fill(|out| {
                backend
                    .render(&styled, out, messages)
                    .map_err(Failure::Book)
            }) {
                Ok(()) => printed.written.push(target.name()),
                Err(failure) => printed.fail(failure.message(&target.name())),
            }
        }
    }
}

impl Printed {
    fn fail(&mut self, why: Diagnostic) {
        self.diagnostics.report(Diagnostic {
            severity: Severity::Error,
            ..why
        });
        self.complete = false;
    }
}

fn backend(format: Format) -> Box<dyn Backend> {
    match format {
        Format::Epub => Box::new(Epub::default()),
        Format::Pdf => Box::new(Pdf::default()),
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

/// What `--set` says. `SOURCE_DATE_EPOCH` is the one thing taken from the environment (reproducible-builds.org's specification).
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
) -> Result<Stylesheet, Error> {
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
