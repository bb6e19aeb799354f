//! The command line: takes arguments, calls the library, prints messages, gives an exit code. One file a subcommand.

mod args;
mod bind;
mod completions;
mod configuration;
mod export;
mod fetching;
mod man;
mod messages;
mod plan;
mod press;
mod progress;
mod target;

use args::{Arguments, Bind, Command, Common};
use chapbook::diagnostics::Error;
use chapbook::span::Sources;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser};
use messages::Messages;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a run ended; the numbers scripts rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All books are written.
    Written = 0,
    /// At least one book is not written.
    Failed = 1,
    /// The arguments make no sense; nothing was done.
    WrongUsage = 2,
    /// Written, but there were warnings and `--strict` was given.
    Warned = 3,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(outcome as u8)
    }
}

/// Runs the command with these arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let typed: Vec<OsString> = arguments.into_iter().collect();
    match parsed(&typed) {
        Ok(command) => obey(command),
        Err(Unusable::Typed(error)) => answer(&error),
        Err(Unusable::Configured(error, common)) => {
            Messages::new(&common).print(&error, &Sources::default());
            Outcome::WrongUsage
        }
    }
}

fn obey(command: Command) -> Outcome {
    match command {
        Command::Export(export) => export::run(&export),
        Command::Bind(bind) => bind::run(&bind),
        Command::Completions { shell } => completions::run(shell),
        Command::Man => man::run(),
    }
}

/// Why there is nothing to obey.
enum Unusable {
    /// What was typed makes no sense, or asks for help.
    Typed(clap::Error),
    /// The site's configuration makes no sense.
    Configured(Error, Box<Common>),
}

impl From<clap::Error> for Unusable {
    fn from(error: clap::Error) -> Unusable {
        Unusable::Typed(error)
    }
}

/// What was typed; `bind` takes what its site's configuration says besides.
fn parsed(typed: &[OsString]) -> Result<Command, Unusable> {
    let matches = Arguments::command().try_get_matches_from(typed)?;
    let arguments = Arguments::from_arg_matches(&matches)?;
    match (arguments.command, matches.subcommand()) {
        (Command::Bind(bind), Some((_, given))) => configured(bind, given, typed),
        (command, _) => Ok(command),
    }
}

fn configured(bind: Bind, given: &ArgMatches, typed: &[OsString]) -> Result<Command, Unusable> {
    let [folder] = bind.inputs.as_slice() else {
        return Ok(Command::Bind(bind));
    };
    let whole = configuration::arguments(folder, given).and_then(|configured| {
        let all = typed.iter().cloned().chain(configured);
        Arguments::try_parse_from(all).map_err(|error| configuration::refused(folder, &error))
    });
    match whole {
        Ok(arguments) => Ok(arguments.command),
        Err(error) => Err(Unusable::Configured(error, Box::new(bind.common))),
    }
}

/// Prints what clap has to say: help and version on standard output, wrong usage on standard error.
fn answer(error: &clap::Error) -> Outcome {
    let printed = error.print();
    if error.use_stderr() || printed.is_err() {
        Outcome::WrongUsage
    } else {
        Outcome::Written
    }
}
