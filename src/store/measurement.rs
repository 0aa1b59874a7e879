//! Measures kept in the graph: each a named graph with a value for each entity, and what was measured.
//!
//! They belong to the graph that they were measured on, so they go when documents are added or removed.

use super::{Directory, StoreError, rdf};
use crate::vocab::{self, CG, ENT, MEASURE, RDF, RDFS, XSD};
use oxigraph::model::{GraphName, Literal, Quad};
use std::collections::BTreeSet;
use std::fs;

/// Keeps values of entities, by the local parts of their IRIs, as the named graph `measure:NAME`, in place of one of that
/// name: `GRAPH measure:betweenness { ent:Ada_Lovelace rdf:value 0.5 }`. The description is its `rdfs:comment`.
///
/// # Errors
/// [`StoreError::Locked`] where the graph is being changed; file system errors.
pub fn save(directory: &Directory, name: &str, description: &str, values: &[(String, f64)]) -> Result<(), StoreError> {
    let lock = directory.lock()?;
    let graph = rdf::node(MEASURE, &vocab::local_name(name));
    let mine = format!(" {graph} .");
    let before = match directory.measures() {
        Some(path) => fs::read_to_string(&path).map_err(StoreError::io(&path))?,
        None => String::new(),
    };
    let mut lines: BTreeSet<String> = before.lines().filter(|line| !line.ends_with(&mine)).map(str::to_owned).collect();
    let mut add = |subject, predicate, object: oxigraph::model::Term| {
        lines.insert(format!("{} .", Quad::new(subject, predicate, object, GraphName::NamedNode(graph.clone()))));
    };
    add(graph.clone(), rdf::node(RDF, "type"), rdf::node(CG, "Measurement").into());
    add(graph.clone(), rdf::node(RDFS, "comment"), Literal::new_simple_literal(description).into());
    for (entity, value) in values {
        let value = Literal::new_typed_literal(value.to_string(), rdf::node(XSD, "double"));
        add(rdf::node(ENT, entity), rdf::node(RDF, "value"), value.into());
    }
    directory.keep_measures(lines.into_iter().map(|line| line + "\n"), &lock)
}
