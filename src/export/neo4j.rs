//! Tables with the headers of `neo4j-admin database import`. A node's label is its type, a relationship's type its relation.

use super::ExportError;
use super::attributes::{self, ACTOR, EDGE, Type};
use super::network::{Edge, Network};
use std::io::Write;

pub(super) fn nodes(network: &Network, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut table = csv::Writer::from_writer(out);
    let first = ["id:ID", "name", ":LABEL"].map(str::to_owned);
    table.write_record(first.into_iter().chain(ACTOR[1..].iter().map(header)))?;
    for actor in &network.actors {
        let [kind, values @ ..] = attributes::of_actor(actor);
        let first = [attributes::id(actor), actor.entity.label.clone(), format!("Entity;{kind}")];
        table.write_record(first.into_iter().chain(values))?;
    }
    Ok(table.flush()?)
}

pub(super) fn edges(network: &Network, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut table = csv::Writer::from_writer(out);
    let first = [":START_ID", ":END_ID", ":TYPE", "id"].map(str::to_owned);
    table.write_record(first.into_iter().chain(EDGE.iter().map(header)))?;
    for edge in &network.edges {
        let [source, target] = [edge.source, edge.target].map(|end| attributes::id(&network.actors[end]));
        let first = [source, target, kind(edge), attributes::edge_id(edge)];
        table.write_record(first.into_iter().chain(attributes::of_edge(edge)))?;
    }
    Ok(table.flush()?)
}

fn header((name, kind): &(&str, Type)) -> String {
    let suffix = match (*name, kind) {
        ("first" | "last", _) => ":date",
        (_, Type::Text) => "",
        (_, Type::Int) => ":long",
        (_, Type::Real) => ":double",
        (_, Type::Flag) => ":boolean",
    };
    format!("{name}{suffix}")
}

/// `MEET_WITH`: the relation, or else the predicate.
fn kind(edge: &Edge) -> String {
    edge.relation.as_ref().unwrap_or(&edge.predicate).to_uppercase()
}
