//! The graph as files: one format per file, all reached through [`export`].

mod dot;
mod font;
mod format;
mod jsonl;
mod layout;
mod mentions;
mod network;
mod png;
mod rdf;
mod svg;
mod table;
mod turtle;
mod xml;

pub use format::{Format, UnknownFormat};
pub use jsonl::{claim_json, node_json};

use network::Network;

use crate::store::{Corpus, Directory, StoreError};
use std::io::Write;

/// What an export is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Plain RDF 1.1: `rdf:subject`, `rdf:predicate`, `rdf:object` in place of triple terms.
    pub rdf11: bool,
    /// The number of actors in a drawing, the most central ones; 0 for all.
    pub top: usize,
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
    /// A picture could not be made.
    #[error("drawing: {0}")]
    Picture(String),
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
        Format::Svg => picture(directory, options, out),
        Format::Png => png::write(&drawing(directory, options)?, out),
        Format::Csv => table::claims(&Corpus::open(directory)?, out),
        Format::CsvNodes => table::nodes(&Corpus::open(directory)?, out),
        Format::CsvEdges => table::edges(&Corpus::open(directory)?, out),
        Format::CsvMentions => mentions::write(&Corpus::open(directory)?, out),
        Format::Jsonl => jsonl::write(&Corpus::open(directory)?, out),
    }
}

fn picture(directory: &Directory, options: Options, out: &mut dyn Write) -> Result<(), ExportError> {
    Ok(out.write_all(drawing(directory, options)?.as_bytes())?)
}

/// The picture of the graph as SVG.
fn drawing(directory: &Directory, options: Options) -> Result<String, ExportError> {
    let all = Network::of(&Corpus::open(directory)?)?;
    let (actors, edges) = (all.actors.len(), all.edges.len());
    let shown = all.top(options.top);
    let left_out = match (actors - shown.actors.len(), edges - shown.edges.len()) {
        (0, 0) => String::new(),
        (actors, edges) => format!("; left out: {actors} actors and {edges} statements"),
    };
    Ok(svg::drawing(&shown, &left_out))
}
