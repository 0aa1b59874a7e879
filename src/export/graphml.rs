//! GraphML: the network with typed attributes, as Gephi, yEd, igraph and networkx read it.

use super::ExportError;
use super::attributes::{self, ACTOR, EDGE, Type};
use super::network::Network;
use super::xml::escaped;
use std::io::Write;

pub(super) fn write(network: &Network, out: &mut dyn Write) -> Result<(), ExportError> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    key(("label", Type::Text), "node", out)?;
    ACTOR.into_iter().try_for_each(|attribute| key(attribute, "node", out))?;
    key(("label", Type::Text), "edge", out)?;
    key(("weight", Type::Real), "edge", out)?;
    EDGE.into_iter().try_for_each(|attribute| key(attribute, "edge", out))?;
    writeln!(out, "  <graph id=\"claims\" edgedefault=\"directed\">")?;
    for actor in &network.actors {
        writeln!(out, "    <node id=\"{}\">", escaped(&attributes::id(actor)))?;
        data("node_label", &actor.entity.label, out)?;
        for ((name, _), value) in ACTOR.iter().zip(attributes::of_actor(actor)) {
            data(&format!("node_{name}"), &value, out)?;
        }
        writeln!(out, "    </node>")?;
    }
    for edge in &network.edges {
        let [source, target] = [edge.source, edge.target].map(|end| escaped(&attributes::id(&network.actors[end])));
        let id = attributes::edge_id(edge);
        writeln!(out, "    <edge id=\"{id}\" source=\"{source}\" target=\"{target}\">")?;
        data("edge_label", &edge.label(), out)?;
        data("edge_weight", &edge.support.to_string(), out)?;
        for ((name, _), value) in EDGE.iter().zip(attributes::of_edge(edge)) {
            data(&format!("edge_{name}"), &value, out)?;
        }
        writeln!(out, "    </edge>")?;
    }
    Ok(writeln!(out, "  </graph>\n</graphml>")?)
}

fn key((name, kind): (&str, Type), of: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let kind = match kind {
        Type::Text => "string",
        Type::Int => "long",
        Type::Real => "double",
        Type::Flag => "boolean",
    };
    writeln!(out, "  <key id=\"{of}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")
}

fn data(key: &str, value: &str, out: &mut dyn Write) -> std::io::Result<()> {
    match value {
        "" => Ok(()),
        value => writeln!(out, "      <data key=\"{key}\">{}</data>", escaped(value)),
    }
}
