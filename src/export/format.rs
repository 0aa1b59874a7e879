//! The output formats: one enum that answers name, extension and media type.

use std::fmt;
use std::str::FromStr;

/// A format that the graph can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RDF 1.2 Turtle with annotation syntax: each plain edge with the claims that assert it.
    Turtle,
    /// RDF 1.2 TriG: the layers too.
    TriG,
    /// The canonical file itself.
    NQuads,
    /// The default graph, a line for each triple.
    NTriples,
    /// JSON-LD 1.1, with plain reification.
    JsonLd,
    /// RDF/XML, with plain reification.
    RdfXml,
    /// Graphviz: the edges between named entities.
    Dot,
    /// A picture.
    Svg,
    /// A picture in pixels.
    Png,
    /// An interactive page, in one file.
    Html,
    /// GraphML: the network with typed attributes.
    Graphml,
    /// GEXF 1.3 for Gephi: the network with attributes, places, and days for its timeline.
    Gexf,
    /// The network as Cytoscape reads it.
    Cytoscape,
    /// FollowTheMoney entities, one a line, for Aleph.
    Ftm,
    /// A table of the actors with the headers that Gephi imports.
    GephiNodes,
    /// A table of the edges with the headers that Gephi imports.
    GephiEdges,
    /// A table of the actors with the headers of `neo4j-admin database import`.
    Neo4jNodes,
    /// A table of the edges with the headers of `neo4j-admin database import`.
    Neo4jEdges,
    /// A table of claims.
    Csv,
    /// A table of the entities.
    CsvNodes,
    /// A table of the edges between named entities.
    CsvEdges,
    /// A table of the mentions: where in which document, of which entity.
    CsvMentions,
    /// One claim a line: the contract for scripts.
    Jsonl,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 23] = [
        Format::Turtle,
        Format::TriG,
        Format::NQuads,
        Format::NTriples,
        Format::JsonLd,
        Format::RdfXml,
        Format::Dot,
        Format::Svg,
        Format::Png,
        Format::Html,
        Format::Graphml,
        Format::Gexf,
        Format::Cytoscape,
        Format::Ftm,
        Format::GephiNodes,
        Format::GephiEdges,
        Format::Neo4jNodes,
        Format::Neo4jEdges,
        Format::Csv,
        Format::CsvNodes,
        Format::CsvEdges,
        Format::CsvMentions,
        Format::Jsonl,
    ];

    /// What it is called on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Turtle => "turtle",
            Format::TriG => "trig",
            Format::NQuads => "nquads",
            Format::NTriples => "ntriples",
            Format::JsonLd => "jsonld",
            Format::RdfXml => "rdfxml",
            Format::Dot => "dot",
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Html => "html",
            Format::Graphml => "graphml",
            Format::Gexf => "gexf",
            Format::Cytoscape => "cytoscape",
            Format::Ftm => "ftm",
            Format::GephiNodes => "gephi-nodes",
            Format::GephiEdges => "gephi-edges",
            Format::Neo4jNodes => "neo4j-nodes",
            Format::Neo4jEdges => "neo4j-edges",
            Format::Csv => "csv",
            Format::CsvNodes => "csv-nodes",
            Format::CsvEdges => "csv-edges",
            Format::CsvMentions => "csv-mentions",
            Format::Jsonl => "jsonl",
        }
    }

    /// The usual ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Turtle => "ttl",
            Format::TriG => "trig",
            Format::NQuads => "nq",
            Format::NTriples => "nt",
            Format::JsonLd => "jsonld",
            Format::RdfXml => "rdf",
            Format::Dot => "dot",
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Html => "html",
            Format::Graphml => "graphml",
            Format::Gexf => "gexf",
            Format::Cytoscape => "cyjs",
            Format::Ftm => "ftm.json",
            Format::Csv
            | Format::CsvNodes
            | Format::CsvEdges
            | Format::CsvMentions
            | Format::GephiNodes
            | Format::GephiEdges
            | Format::Neo4jNodes
            | Format::Neo4jEdges => "csv",
            Format::Jsonl => "jsonl",
        }
    }

    /// The IANA media type, or the one in use.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Turtle => "text/turtle",
            Format::TriG => "application/trig",
            Format::NQuads => "application/n-quads",
            Format::NTriples => "application/n-triples",
            Format::JsonLd => "application/ld+json",
            Format::RdfXml => "application/rdf+xml",
            Format::Dot => "text/vnd.graphviz",
            Format::Svg => "image/svg+xml",
            Format::Png => "image/png",
            Format::Html => "text/html",
            Format::Graphml => "application/graphml+xml",
            Format::Gexf => "application/gexf+xml",
            Format::Cytoscape => "application/json",
            Format::Ftm => "application/x-ndjson",
            Format::Csv
            | Format::CsvNodes
            | Format::CsvEdges
            | Format::CsvMentions
            | Format::GephiNodes
            | Format::GephiEdges
            | Format::Neo4jNodes
            | Format::Neo4jEdges => "text/csv",
            Format::Jsonl => "application/x-ndjson",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name of no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no format is called `{0}`; known are {known}", known = known())]
pub struct UnknownFormat(String);

fn known() -> String {
    Format::ALL.map(Format::name).join(", ")
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Takes a name, or else the ending of a file's name.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let name = name.to_lowercase();
        let by_name = Format::ALL.into_iter().find(|format| format.name() == name);
        let by_extension = || Format::ALL.into_iter().find(|format| format.extension() == name);
        by_name.or_else(by_extension).ok_or(UnknownFormat(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_found_by_name_and_by_extension() {
        assert_eq!("Turtle".parse(), Ok(Format::Turtle));
        assert_eq!("ttl".parse(), Ok(Format::Turtle));
        assert_eq!("csv".parse(), Ok(Format::Csv));
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
    }

    #[test]
    fn an_unknown_format_lists_the_known() {
        let message = "word".parse::<Format>().expect_err("no such format").to_string();
        assert!(message.contains("`word`") && message.contains("turtle, trig"), "{message}");
    }
}
