//! `chapbook completions SHELL`: takes a shell's name, prints its completion script.

use crate::cli::Outcome;
use crate::cli::args::Arguments;
use crate::cli::target::print;
use clap::CommandFactory;
use clap_complete::Shell;

pub fn run(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "chapbook", &mut script);
    print(&script)
}
