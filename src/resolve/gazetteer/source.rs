//! Reads records from a table: the layout of the built-in gazetteer's own source, and plain lists of names.
//!
//! A table with a header names its columns: `qid`, `label` and any of `type`, `country`, `aliases`, `description`,
//! `positions`, `prior`, `sources`. Without a header the columns are item, type, country, names, sources, with the label
//! first among the names. Without a column `prior`, how well known an item is goes by its kind, sources and names. Lists within a cell are separated by `|`, sources by `,`.

use super::{GazetteerError, Kind, Record};
use std::io::BufRead;
use std::path::Path;

const BARE: [&str; 5] = ["qid", "type", "country", "names", "sources"];

/// Reads the rows of a tab-separated table, and calls `bad` with the number and reason of each that is none.
///
/// # Errors
/// File system errors.
pub fn table(
    path: &Path,
    input: impl BufRead,
    mut good: impl FnMut(Record),
    mut bad: impl FnMut(u64, &str),
) -> Result<(), GazetteerError> {
    let mut columns: Vec<String> = BARE.map(str::to_owned).to_vec();
    for (line, number) in input.lines().zip(1_u64..) {
        let line = match line {
            Ok(line) => line,
            Err(cause) if cause.kind() == std::io::ErrorKind::InvalidData => {
                bad(number, "not UTF-8");
                continue;
            }
            Err(cause) => return Err(GazetteerError::io(path)(cause)),
        };
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if number == 1 && line.starts_with("qid\t") {
            columns = line.split('\t').map(str::to_owned).collect();
            continue;
        }
        match record(&columns, &line) {
            Ok(record) => good(record),
            Err(reason) => bad(number, reason),
        }
    }
    Ok(())
}

fn record(columns: &[String], line: &str) -> Result<Record, &'static str> {
    let mut record = Record::default();
    for (column, cell) in columns.iter().zip(line.split('\t')) {
        let list = |separator: char| -> Vec<String> {
            cell.split(separator).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        match column.as_str() {
            "qid" => record.item = item(cell).ok_or("its item is no Q and a number")?,
            "label" => record.label = cell.trim().to_owned(),
            "type" => record.kind = kind(cell),
            "country" => record.country = cell.trim().to_owned(),
            "aliases" => record.aliases = list('|'),
            "names" => {
                let mut names = list('|').into_iter();
                record.label = names.next().unwrap_or_default();
                record.aliases = names.collect();
            }
            "description" => record.description = cell.trim().to_owned(),
            "positions" => record.positions = list('|'),
            "prior" => record.prior = cell.trim().parse::<f64>().unwrap_or_default().clamp(0.0, 255.0) as u8,
            "sources" => record.sources = list(','),
            _ => {}
        }
    }
    if !columns.iter().any(|column| column == "prior") {
        record.prior = estimated_prior(&record);
    }
    match record.label.is_empty() {
        true => Err("it has no name"),
        false => Ok(record),
    }
}

/// How well known an item is where a table does not tell: by its kind, and by how many sources and languages name it.
fn estimated_prior(record: &Record) -> u8 {
    let usual = match record.kind {
        Kind::Country => 200,
        Kind::Region => 25,
        Kind::City => 10,
        Kind::Organization => 6,
        _ => 3,
    };
    let more = 12 * record.sources.len().saturating_sub(1) + record.aliases.len().min(40);
    (usual + more).min(255) as u8
}

fn item(cell: &str) -> Option<u64> {
    cell.trim().strip_prefix('Q')?.parse().ok()
}

/// The kind that a table's word stands for; the first word known where there are several (`org/brand/flag`).
fn kind(cell: &str) -> Kind {
    let word = |word: &str| match word {
        "org" | "organisation" | "company" | "union" | "unitedNations" => Some(Kind::Organization),
        "territory" | "subterritory" => Some(Kind::Country),
        "county" | "subregion" | "intermediateRegion" | "state" => Some(Kind::Region),
        "locality" | "neighbourhood" => Some(Kind::City),
        "sharedLandform" => Some(Kind::Place),
        word => Kind::of_name(word),
    };
    cell.split('/').find_map(|part| word(part.trim())).unwrap_or_default()
}
