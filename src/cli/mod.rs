//! The command line: one file per command. Results go to standard output, the rest to standard error.

pub mod args;
mod completions;
mod output;

use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

/// How a command that ran to its end went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was done.
    Good,
    /// Some inputs failed, or nothing was found; the rest was done.
    Partial,
}

/// Parses the command line, runs the command and answers with its exit status:
/// 0 all good, 1 some inputs failed, 2 could not run.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(&cli) {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Partial) => ExitCode::from(1),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: &Cli) -> anyhow::Result<Outcome> {
    match &cli.command {
        Command::Completions { shell } => completions::completions(*shell),
        Command::Man => completions::man(),
    }
}
