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
mod target;

use args::{Arguments, Command};
use chapbook::diagnostics::Diagnostic;
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser};
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
    let arguments = match parsed(&typed) {
        Ok(arguments) => arguments,
        Err(error) => return answer(&error),
    };
    match arguments.command {
        Command::Export(export) => export::run(&export),
        Command::Bind(bind) => bind::run(&bind),
        Command::Completions { shell } => completions::run(shell),
        Command::Man => man::run(),
    }
}

/// What was typed; `bind` takes what its site's configuration says besides.
fn parsed(typed: &[OsString]) -> Result<Arguments, clap::Error> {
    let matches = Arguments::command().try_get_matches_from(typed)?;
    let arguments = Arguments::from_arg_matches(&matches)?;
    let (Command::Bind(bind), Some((_, given))) = (&arguments.command, matches.subcommand()) else {
        return Ok(arguments);
    };
    let [folder] = bind.inputs.as_slice() else {
        return Ok(arguments);
    };
    let configured =
        configuration::arguments(folder, given).map_err(|error| misconfigured(&error))?;
    if configured.is_empty() {
        return Ok(arguments);
    }
    Arguments::try_parse_from(typed.iter().cloned().chain(configured))
}

fn misconfigured(error: &Diagnostic) -> clap::Error {
    let help = error.help.as_ref().map(|help| format!("; {help}"));
    let message = format!("{}{}", error.message, help.unwrap_or_default());
    Arguments::command().error(ErrorKind::InvalidValue, message)
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
