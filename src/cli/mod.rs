//! The command line: one file per command. Results go to standard output, the rest to standard error.

mod actors;
mod annotate;
pub mod args;
mod build;
mod change;
mod communities;
mod compare;
mod completions;
mod contradictions;
mod edge_list;
mod export;
mod gazetteer;
mod link;
mod output;
mod projecting;
mod query;
mod show;
mod stances;
mod summary;

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
    let global = &cli.global;
    if let Some(threads) = global.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
    }
    match &cli.command {
        Command::Build { inputs, output, reading, format } => {
            let graph = output.as_ref().unwrap_or(&global.graph);
            build::build(global, graph, inputs, reading, *format)
        }
        Command::Add { inputs, reading, format } => build::add(global, inputs, reading, *format),
        Command::Remove { documents } => build::remove(&global.graph, documents),
        Command::Query { query, format, federated, timeout } => {
            let asking = query::asking(*federated, *timeout);
            query::query(&global.graph, query, *format, asking)
        }
        Command::Show { what, limit, format } => show::show(&global.graph, what, *limit, *format),
        Command::Contradictions { kind, between, min_score, explain, rules, top, format } => {
            let wanted = contradictions::Wanted { kinds: kind, between, least_score: *min_score, top: *top };
            contradictions::contradictions(&global.graph, &wanted, *explain, rules.as_deref(), *format)
        }
        Command::Stances { all, denials, format } => stances::stances(&global.graph, *all, *denials, *format),
        Command::Compare(comparing) => compare::compare(global, comparing),
        Command::Export { format, output, rdf11, top } => {
            let options = claimgraph::export::Options { rdf11: *rdf11, top: *top };
            export::export(&global.graph, *format, options, output.as_deref())
        }
        Command::Link(command) => link::run(global, command),
        Command::Actors { by, top, window, edges, save, projection, format } => {
            let wanted = actors::Wanted { by: *by, top: *top, format: *format };
            match (edges, window) {
                (Some(table), _) => edge_list::actors(table, projection.directed, wanted),
                (None, Some(window)) => change::actors(&global.graph, projection, *window, wanted),
                (None, None) => actors::actors(&global.graph, projection, save.as_deref(), wanted),
            }
        }
        Command::Communities { top, save, projection, format } => {
            communities::communities(&global.graph, projection, save.as_deref(), *top, *format)
        }
        Command::Gazetteer(command) => gazetteer::run(command, global.quiet),
        Command::Annotate { inputs, pretokenized } => annotate::annotate(global, inputs, *pretokenized),
        Command::Completions { shell } => completions::completions(*shell),
        Command::Man => completions::man(),
    }
}
