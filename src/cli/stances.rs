//! `stances`: who asserts, denies, doubts, accepts or rejects what.

use super::args::TableFormat;
use super::{Outcome, output};
use claimgraph::contradict::ClaimPlace;
use claimgraph::contradict::stance::{self, Denial, Topic};
use claimgraph::store::{Corpus, Directory};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Lists stances, or who denies whom.
pub fn stances(graph: &Path, all: bool, only_denials: bool, format: TableFormat) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&Directory::open(graph)?)?;
    let propositions = corpus.propositions()?;
    let topics = stance::topics(&propositions, all);
    let denials = stance::denials(&topics);
    let ids: BTreeMap<ClaimPlace, &str> = propositions.all.iter().map(|p| (p.place, p.id.as_str())).collect();
    let mut out = output::results();
    match format {
        TableFormat::Json => write_json(&topics, &denials, &ids, &mut out)?,
        TableFormat::Csv => write_csv(&topics, &denials, only_denials, &mut out)?,
        TableFormat::Table => write_text(&topics, &denials, only_denials, &mut out)?,
    }
    out.flush()?;
    Ok(Outcome::Good)
}

const STANCES: [&str; 4] = ["statement", "actor", "stance", "claims"];
const DENIALS: [&str; 3] = ["denier", "asserter", "statements"];

fn stance_rows(topics: &[Topic]) -> Vec<Vec<String>> {
    let rows = |topic: &Topic| {
        let row = |cell: &stance::Cell| {
            vec![
                topic.statement.clone(),
                cell.actor.clone(),
                cell.stand.name().to_owned(),
                cell.claims.len().to_string(),
            ]
        };
        topic.cells.iter().map(row).collect::<Vec<_>>()
    };
    topics.iter().flat_map(rows).collect()
}

fn denial_rows(denials: &[Denial]) -> Vec<Vec<String>> {
    denials.iter().map(|d| vec![d.denier.clone(), d.asserter.clone(), d.statements.to_string()]).collect()
}

fn write_text(topics: &[Topic], denials: &[Denial], only_denials: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    if !only_denials {
        writeln!(out, "{}\n", output::table(&STANCES.map(str::to_owned), stance_rows(topics)))?;
    }
    Ok(writeln!(out, "{}", output::table(&DENIALS.map(str::to_owned), denial_rows(denials)))?)
}

fn write_csv(topics: &[Topic], denials: &[Denial], only_denials: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    let (head, rows) = match only_denials {
        true => (DENIALS.to_vec(), denial_rows(denials)),
        false => (STANCES.to_vec(), stance_rows(topics)),
    };
    table.write_record(head)?;
    for row in rows {
        table.write_record(row)?;
    }
    Ok(table.flush()?)
}

fn write_json(
    topics: &[Topic],
    denials: &[Denial],
    ids: &BTreeMap<ClaimPlace, &str>,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let claims = |places: &[ClaimPlace]| -> Vec<String> {
        places.iter().filter_map(|place| ids.get(place)).map(|id| format!("claim:{id}")).collect()
    };
    let cell =
        |cell: &stance::Cell| json!({"actor": cell.actor, "stance": cell.stand.name(), "claims": claims(&cell.claims)});
    let topic = |topic: &Topic| json!({"statement": topic.statement, "stances": topic.cells.iter().map(cell).collect::<Vec<_>>()});
    let denial = |d: &Denial| json!({"denier": d.denier, "asserter": d.asserter, "statements": d.statements});
    let all = json!({
        "statements": topics.iter().map(topic).collect::<Vec<_>>(),
        "denials": denials.iter().map(denial).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &all).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}
