//! `chapbook man`: prints the manual page.

use crate::cli::Outcome;
use crate::cli::args::Arguments;
use crate::cli::target::print;
use clap::CommandFactory;

pub fn run() -> Outcome {
    let mut page = Vec::new();
    match pages(&mut page) {
        Ok(()) => print(&page),
        Err(_) => Outcome::Failed,
    }
}

/// The command's page, then each subcommand's sections, in one.
fn pages(page: &mut Vec<u8>) -> std::io::Result<()> {
    let mut command = Arguments::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(page)?;
    let subcommands = command.get_subcommands();
    for subcommand in subcommands.filter(|subcommand| subcommand.get_name() != "help") {
        let man = clap_mangen::Man::new(subcommand.clone());
        man.render_name_section(page)?;
        man.render_synopsis_section(page)?;
        man.render_options_section(page)?;
    }
    Ok(())
}
