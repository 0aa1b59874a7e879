//! `link export`: statements for Wikidata.

use crate::cli::{Outcome, output};
use anyhow::Context;
use claimgraph::export::quickstatements;
use claimgraph::store::{Corpus, Directory};
use std::io::Write;
use std::path::Path;

/// Writes the statements to `file`, or to standard output.
pub fn export(graph: &Path, least_confidence: f32, file: Option<&Path>) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&Directory::open(graph)?)?;
    let mut table = Vec::new();
    let rows = quickstatements::write(&corpus, least_confidence, &mut table)?;
    match file {
        Some(path) => std::fs::write(path, &table).with_context(|| path.display().to_string())?,
        None => {
            let mut out = output::results();
            out.write_all(&table)?;
            out.flush()?;
        }
    }
    output::note(&format!("{rows} statements; look through them before you hand them to QuickStatements"));
    Ok(Outcome::Good)
}
