//! The RDF formats that Oxigraph's serialisers write, and plain RDF 1.1 for readers that know no triple terms.

use super::{ExportError, Format, Options};
use crate::store::{self, Directory, StoreError};
use crate::vocab;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::model::{NamedNode, Quad, Term};
use std::io::Write;

pub(super) fn write(
    directory: &Directory,
    format: Format,
    options: Options,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    // JSON-LD 1.1 and most readers of RDF/XML have no triple terms.
    let rdf11 = options.rdf11 || matches!(format, Format::JsonLd | Format::RdfXml);
    let rdf_format = serializer_format(format);
    let mut writer = store::serializer(rdf_format)?.for_writer(out);
    for quad in quads(directory, rdf11)? {
        let quad = quad?;
        if rdf_format.supports_datasets() {
            writer.serialize_quad(&quad)?;
        } else if quad.graph_name.is_default_graph() {
            writer.serialize_triple(&oxigraph::model::Triple::from(quad))?;
        }
    }
    writer.finish()?;
    Ok(())
}

fn serializer_format(format: Format) -> RdfFormat {
    match format {
        Format::TriG => RdfFormat::TriG,
        Format::NQuads => RdfFormat::NQuads,
        Format::NTriples => RdfFormat::NTriples,
        Format::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        Format::RdfXml => RdfFormat::RdfXml,
        _ => RdfFormat::Turtle,
    }
}

/// The quads of the graph, sorted by subject; with `rdf11`, triple terms are taken apart.
pub(super) fn quads(
    directory: &Directory,
    rdf11: bool,
) -> Result<impl Iterator<Item = Result<Quad, StoreError>> + use<>, StoreError> {
    let plain = move |quad: Result<Quad, StoreError>| match quad {
        Ok(quad) if rdf11 => reify(quad).into_iter().map(Ok).collect(),
        other => vec![other],
    };
    Ok(store::quads(directory)?.flat_map(plain))
}

/// `claim rdf:reifies <<( s p o )>>` as the four triples of RDF 1.1's reification.
fn reify(quad: Quad) -> Vec<Quad> {
    let Term::Triple(triple) = &quad.object else { return vec![quad] };
    let rdf = |local: &str| NamedNode::new_unchecked(format!("{}{local}", vocab::RDF));
    let part = |local: &str, term: Term| Quad::new(quad.subject.clone(), rdf(local), term, quad.graph_name.clone());
    vec![
        part("type", rdf("Statement").into()),
        part("subject", triple.subject.clone().into()),
        part("predicate", triple.predicate.clone().into()),
        part("object", triple.object.clone()),
    ]
}
