//! The command `chapbook`: takes arguments, gives books, messages and an exit code.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(std::env::args_os()).into()
}
