//! `link import`: decisions from a table, such as `link review --format csv` writes with its column `decision` filled in.

use super::decide::{report, user};
use crate::cli::{Outcome, output};
use anyhow::{Context, bail};
use claimgraph::pipeline;
use claimgraph::resolve::decisions::Decision;
use claimgraph::store::ledger::{self, Record, subject};
use claimgraph::store::{Directory, Ledger};
use std::collections::BTreeMap;
use std::path::Path;

/// Takes the decisions of a table. A row that is wrong is named, the others are taken.
pub fn import(graph: &Path, file: &Path, by: Option<&str>) -> anyhow::Result<Outcome> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let directory = Directory::open(graph)?;
    let mut failed = false;
    let mut records = Vec::new();
    for (line, row) in rows(&text).with_context(|| file.display().to_string())? {
        match row.and_then(|row| record(&row, by)) {
            Ok(record) => records.extend(record),
            Err(reason) => {
                failed = true;
                output::note(&format!("claimgraph: {}, line {line}: {reason}", file.display()));
            }
        }
    }
    let found = records.len();
    let published = pipeline::decide(&directory, |_, ledger: &mut Ledger| {
        records.retain(|record| ledger.add(record.clone()));
        Ok::<_, anyhow::Error>(!records.is_empty())
    })?;
    let outcome = match found {
        0 => bail!("{}: no row with a decision", file.display()),
        _ if records.is_empty() => {
            output::note("all of these decisions were taken before");
            Outcome::Good
        }
        _ => report("decided", &records, published.as_ref())?,
    };
    Ok(if failed { Outcome::Partial } else { outcome })
}

type Row = BTreeMap<String, String>;

/// The rows by column, with their lines. Commas, semicolons or tabs separate the columns, as spreadsheets write them.
fn rows(text: &str) -> anyhow::Result<Vec<(u64, Result<Row, String>)>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head = text.lines().next().unwrap_or_default();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|s| head.bytes().filter(|b| b == s).count());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
    let columns: Vec<String> = reader.headers()?.iter().map(|column| column.trim().to_lowercase()).collect();
    for needed in ["name", "decision"] {
        if !columns.iter().any(|column| column == needed) {
            bail!("no column `{needed}`; `link review --format csv` writes a table with the columns");
        }
    }
    let mut rows = Vec::new();
    for row in reader.records() {
        let line = match &row {
            Ok(row) => row.position().map_or(0, csv::Position::line),
            Err(error) => error.position().map_or(0, csv::Position::line),
        };
        let cells =
            |row: csv::StringRecord| columns.iter().cloned().zip(row.iter().map(|c| c.trim().to_owned())).collect();
        rows.push((line, row.map(cells).map_err(|error| error.to_string())));
    }
    Ok(rows)
}

/// The decision of a row; none where nothing was filled in.
fn record(row: &Row, by: Option<&str>) -> Result<Option<Record>, String> {
    let cell = |column: &str| row.get(column).map_or("", String::as_str);
    let one = || subject(cell("name"), cell("type"), cell("document"));
    let other = || subject(cell("other"), cell("other_type"), cell("other_document"));
    let decision = match cell("decision").to_lowercase().as_str() {
        "" => return Ok(None),
        "same" => Decision::Merge(one()?, other()?),
        "different" => Decision::Split(one()?),
        _ => match ledger::pinned(cell("decision")) {
            Ok(item) => Decision::Pin(one()?, item),
            Err(reason) => return Err(format!("{reason}; other decisions are `same` and `different`")),
        },
    };
    let by = by.map(str::to_owned).or_else(|| row.get("by").filter(|by| !by.is_empty()).cloned()).unwrap_or_else(user);
    Ok(Some(Record { decision, by, why: cell("why").to_owned() }))
}
