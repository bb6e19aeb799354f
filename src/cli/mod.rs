//! The command line: takes arguments, calls the library, prints messages, gives an exit code. One file a subcommand.

mod args;
mod completions;
mod export;
mod man;
mod messages;
mod plan;
mod target;

use args::{Arguments, Command};
use clap::Parser;
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
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return answer(&error),
    };
    match arguments.command {
        Command::Export(export) => export::run(&export),
        Command::Completions { shell } => completions::run(shell),
        Command::Man => man::run(),
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
