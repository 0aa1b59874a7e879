//! `link list`: the decisions, and whether any entity answers to them.

use crate::cli::args::TableFormat;
use crate::cli::{Outcome, output};
use claimgraph::resolve::decisions::{Decision, Subject};
use claimgraph::store::ledger::Record;
use claimgraph::store::{Corpus, Directory};
use claimgraph::vocab;
use serde_json::json;
use std::io::Write;
use std::path::Path;

const HEAD: [&str; 5] = ["decision", "what", "by", "why", "in force"];

/// Lists the decisions in the order in which they were taken.
pub fn list(graph: &Path, format: TableFormat) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&Directory::open(graph)?)?;
    let in_force = |index: usize| !corpus.resolution.unmatched.contains(&index);
    let records: Vec<(&Record, bool)> = corpus.ledger.records().enumerate().map(|(i, r)| (r, in_force(i))).collect();
    let mut out = output::results();
    if format == TableFormat::Json {
        let list: Vec<_> = records.iter().map(|(record, in_force)| json(record, *in_force)).collect();
        serde_json::to_writer_pretty(&mut out, &list).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        let rows = records.iter().map(|(record, in_force)| row(record, *in_force)).collect();
        output::write_rows(&HEAD, rows, format, &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Good)
}

fn row(record: &Record, in_force: bool) -> Vec<String> {
    let in_force = if in_force { "yes" } else { "no: nothing here answers to it" };
    let what = sentence(&record.decision);
    vec![word(&record.decision).to_owned(), what, record.by.clone(), record.why.clone(), in_force.to_owned()]
}

fn json(record: &Record, in_force: bool) -> serde_json::Value {
    let (subject, other, item) = match &record.decision {
        Decision::Merge(one, other) => (one, Some(subject_json(other)), None),
        Decision::Split(one) => (one, None, None),
        Decision::Pin(one, item) => (one, None, item.clone()),
    };
    json!({
        "decision": word(&record.decision), "entity": subject_json(subject), "other": other, "wikidata": item,
        "by": record.by, "why": record.why, "in_force": in_force,
    })
}

fn subject_json(subject: &Subject) -> serde_json::Value {
    json!({"name": subject.name, "type": subject.kind, "document": subject.document})
}

fn word(decision: &Decision) -> &'static str {
    match decision {
        Decision::Merge(..) => "merge",
        Decision::Split(_) => "split",
        Decision::Pin(..) => "pin",
    }
}

/// A decision in words: `Kiev (place) is Kyiv (place)`.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::Merge(one, other) => format!("{} is {}", who(one), who(other)),
        Decision::Split(one) => format!("{} is an entity of its own", who(one)),
        Decision::Pin(one, Some(item)) => format!("{} is wd:{item}", who(one)),
        Decision::Pin(one, None) => format!("{} is no Wikidata item", who(one)),
    }
}

fn who(subject: &Subject) -> String {
    let kind = subject.kind.map(|kind| format!(" ({})", vocab::class_name(kind).to_lowercase())).unwrap_or_default();
    let document = subject.document.as_ref().map(|id| format!(" in document {id}")).unwrap_or_default();
    format!("{}{kind}{document}", subject.name)
}
