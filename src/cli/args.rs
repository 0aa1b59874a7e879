//! The command line as data: clap alone, no behaviour. Man page and completions are made from it too.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Reads news and builds a knowledge graph of who did, said, plans, demands or denies what.
///
/// Every edge shows the sentence that it came from. Nothing is sent anywhere.
#[derive(Debug, Parser)]
#[command(name = "claimgraph", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Exit status: 0 all good, 1 some inputs failed or nothing was found, 2 could not run.")]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Args, Clone, Debug)]
pub struct Global {
    /// The graph directory
    #[arg(short, long, global = true, value_name = "DIR", default_value = "./kg")]
    pub graph: PathBuf,
    /// Threads for the language analysis [default: all cores]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Weights of the language model [default: those built in]
    #[arg(long, global = true, value_name = "PATH")]
    pub model: Option<PathBuf>,
    /// No progress and no summary on standard error
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write shell completions to standard output
    #[command(hide = true)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the man page to standard output
    #[command(hide = true)]
    Man,
}
