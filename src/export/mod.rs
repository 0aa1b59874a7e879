//! The graph as files: one format per file, all reached through [`export`].

mod attributes;
mod cytoscape;
mod dot;
mod followthemoney;
mod font;
mod format;
mod gephi;
mod gexf;
mod graphml;
mod html;
mod jsonl;
mod layout;
mod mentions;
mod neo4j;
mod network;
mod png;
pub mod quickstatements;
mod rdf;
#[cfg(test)]
mod roundtrip;
mod span;
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
    /// The number of actors in a drawing, the most central ones; 0 for all. None for as many as suit the format.
    pub top: Option<usize>,
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
        Format::Dot => dot::write(&Drawn::new(directory, options)?, out),
        Format::Svg => Ok(out.write_all(svg::drawing(&Drawn::new(directory, options)?).as_bytes())?),
        Format::Png => png::write(&svg::drawing(&Drawn::new(directory, options)?), out),
        Format::Html => page(directory, options, out),
        Format::Graphml => graphml::write(&network(directory, options)?, out),
        Format::Gexf => gexf::write(&network(directory, options)?, out),
        Format::Cytoscape => cytoscape::write(&network(directory, options)?, out),
        Format::GephiNodes => gephi::nodes(&network(directory, options)?, out),
        Format::GephiEdges => gephi::edges(&network(directory, options)?, out),
        Format::Neo4jNodes => neo4j::nodes(&network(directory, options)?, out),
        Format::Neo4jEdges => neo4j::edges(&network(directory, options)?, out),
        Format::Ftm => followthemoney::write(&Corpus::open(directory)?, out),
        Format::Csv => table::claims(&Corpus::open(directory)?, out),
        Format::CsvNodes => table::nodes(&Corpus::open(directory)?, out),
        Format::CsvEdges => table::edges(&Corpus::open(directory)?, out),
        Format::CsvMentions => mentions::write(&Corpus::open(directory)?, out),
        Format::Jsonl => jsonl::write(&Corpus::open(directory)?, out),
    }
}

/// The part of the network that a drawing shows.
struct Drawn {
    network: Network,
    /// Actors and statements that are not shown.
    left_out: (usize, usize),
}

impl Drawn {
    fn new(directory: &Directory, options: Options) -> Result<Self, ExportError> {
        const MOST: usize = 60;
        let all = Network::of(&Corpus::open(directory)?)?;
        let (actors, edges) = (all.linked().len(), all.edges.len());
        let network = all.top(options.top.unwrap_or(MOST));
        let left_out = (actors - network.actors.len(), edges - network.edges.len());
        Ok(Self { network, left_out })
    }

    /// What is shown and what is not, in a sentence.
    fn note(&self) -> String {
        let counts =
            |actors: usize, edges: usize| format!("{} and {}", counted(actors, "actor"), counted(edges, "statement"));
        let shown = counts(self.network.actors.len(), self.network.edges.len());
        match self.left_out {
            (0, 0) => format!("{shown} between them."),
            (actors, edges) => format!("The most central: {shown} between them; left out: {}.", counts(actors, edges)),
        }
    }
}

/// `1 actor`, `2 actors`.
fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn network(directory: &Directory, options: Options) -> Result<Network, ExportError> {
    Ok(Network::of(&Corpus::open(directory)?)?.first(options.top.unwrap_or(0)))
}

fn page(directory: &Directory, options: Options, out: &mut dyn Write) -> Result<(), ExportError> {
    const MOST: usize = 5000;
    let corpus = Corpus::open(directory)?;
    let network = Network::of(&corpus)?.first(options.top.unwrap_or(MOST));
    html::write(&corpus, &network, out)
}
