//! `query`: SPARQL on the graph.

use super::args::QueryFormat;
use super::{Outcome, output};
use anyhow::Context;
use claimgraph::store::{Answer, AnswerFormat, Asking, Directory, Graph};
use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

/// The seconds that a federated query may take where nothing else is said.
const FEDERATED_LIMIT: u32 = 60;

/// The conditions of a query as the command line gives them.
pub fn asking(federated: bool, timeout: Option<u32>) -> Asking {
    let seconds = timeout.or(federated.then_some(FEDERATED_LIMIT));
    Asking { federated, time_limit: seconds.map(|seconds| Duration::from_secs(seconds.into())) }
}

/// Answers a query.
pub fn query(graph: &Path, query: &str, format: QueryFormat, asking: Asking) -> anyhow::Result<Outcome> {
    let query = text(query)?;
    let graph = Graph::load(&Directory::open(graph)?)?;
    let answer = graph.ask(&query, asking)?;
    let mut out = output::results();
    match program_format(format) {
        Some(format) => {
            answer.write(format, &mut out)?;
            if matches!(format, AnswerFormat::Json | AnswerFormat::Xml) {
                writeln!(out)?;
            }
        }
        None => write_table(answer, &mut out)?,
    }
    out.flush()?;
    // The process ends here; taking the store apart piece by piece would only cost time.
    std::mem::forget(graph);
    Ok(Outcome::Good)
}

fn text(query: &str) -> anyhow::Result<String> {
    match query.strip_prefix('@') {
        Some(file) => std::fs::read_to_string(file).with_context(|| file.to_owned()),
        None if query == "-" => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).context("standard input")?;
            Ok(text)
        }
        None => Ok(query.to_owned()),
    }
}

fn program_format(format: QueryFormat) -> Option<AnswerFormat> {
    match format {
        QueryFormat::Table => None,
        QueryFormat::Json => Some(AnswerFormat::Json),
        QueryFormat::Csv => Some(AnswerFormat::Csv),
        QueryFormat::Tsv => Some(AnswerFormat::Tsv),
        QueryFormat::Xml => Some(AnswerFormat::Xml),
        QueryFormat::Turtle => Some(AnswerFormat::Turtle),
    }
}

fn write_table(answer: Answer, out: &mut dyn Write) -> anyhow::Result<()> {
    if let Answer::Boolean(yes) = answer {
        return Ok(writeln!(out, "{}", if yes { "yes" } else { "no" })?);
    }
    let (head, rows) = answer.table()?;
    let count = rows.len();
    writeln!(out, "{}", output::table(&head, rows))?;
    output::note(&format!("{count} {}", if count == 1 { "row" } else { "rows" }));
    Ok(())
}
