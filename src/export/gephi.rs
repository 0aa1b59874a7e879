//! Tables with the headers that Gephi's import of spreadsheets knows.

use super::ExportError;
use super::attributes::{self, ACTOR, EDGE};
use super::network::Network;
use std::io::Write;

pub(super) fn nodes(network: &Network, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["Id", "Label"].into_iter().chain(ACTOR.map(|(name, _)| name)))?;
    for actor in &network.actors {
        let first = [attributes::id(actor), actor.entity.label.clone()];
        table.write_record(first.into_iter().chain(attributes::of_actor(actor)))?;
    }
    Ok(table.flush()?)
}

pub(super) fn edges(network: &Network, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(
        ["Source", "Target", "Type", "Id", "Label", "Weight"].into_iter().chain(EDGE.map(|(name, _)| name)),
    )?;
    for edge in &network.edges {
        let [source, target] = [edge.source, edge.target].map(|end| attributes::id(&network.actors[end]));
        let weight = edge.support.to_string();
        let first = [source, target, "Directed".to_owned(), attributes::edge_id(edge), edge.label(), weight];
        table.write_record(first.into_iter().chain(attributes::of_edge(edge)))?;
    }
    Ok(table.flush()?)
}
