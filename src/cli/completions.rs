//! `completions` and `man`: made from the same arguments that the program parses.

use super::{Outcome, args::Cli, output};
use clap::CommandFactory;
use std::io::Write;

/// Writes the completions for `shell`.
pub fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "claimgraph", &mut script);
    write_all(&script)
}

/// Writes the man page: the program's, then that of each command.
pub fn man() -> anyhow::Result<Outcome> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    for command in Cli::command().get_subcommands().filter(|command| !command.is_hide_set()) {
        clap_mangen::Man::new(command.clone()).render(&mut page)?;
    }
    write_all(&page)
}

fn write_all(bytes: &[u8]) -> anyhow::Result<Outcome> {
    let mut out = output::results();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Outcome::Good)
}
