//! The graph as files: one format per file, all reached through [`export`].

mod dot;
mod format;
mod jsonl;
mod rdf;
mod table;
mod turtle;

pub use format::{Format, UnknownFormat};
pub use jsonl::{claim_json, node_json};

use crate::store::{Corpus, Directory, StoreError};
use std::io::Write;

/// What an export is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Plain RDF 1.1: `rdf:subject`, `rdf:predicate`, `rdf:object` in place of triple terms.
    pub rdf11: bool,
}

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The graph could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The output could not be written.
    #[error("writing: {0}")]
    Write(#[from] std::io::Error),
    /// The output could not be written as a table.
    #[error("writing: {0}")]
    Table(#[from] csv::Error),
}

/// Writes the graph of `directory` in `format`. The same graph gives the same bytes.
///
/// # Errors
/// [`ExportError`].
pub fn export(directory: &Directory, format: Format, options: Options, out: &mut dyn Write) -> Result<(), ExportError> {
    match format {
        Format::Turtle => turtle::write(directory, options, out),
        Format::TriG | Format::NQuads | Format::NTriples | Format::JsonLd | Format::RdfXml => {
            rdf::write(directory, format, options, out)
        }
        Format::Dot => dot::write(&Corpus::open(directory)?, out),
        Format::Csv => table::claims(&Corpus::open(directory)?, out),
        Format::CsvNodes => table::nodes(&Corpus::open(directory)?, out),
        Format::CsvEdges => table::edges(&Corpus::open(directory)?, out),
        Format::Jsonl => jsonl::write(&Corpus::open(directory)?, out),
    }
}
