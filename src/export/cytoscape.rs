//! Cytoscape JSON, for Cytoscape and Cytoscape.js.

use super::ExportError;
use super::attributes::{self, ACTOR, EDGE, Type};
use super::network::{Actor, Edge, Network};
use serde_json::{Map, Value, json};
use std::io::Write;

pub(super) fn write(network: &Network, out: &mut dyn Write) -> Result<(), ExportError> {
    let places = attributes::places(network, 20.0);
    let node = |(actor, place): (&Actor, Option<super::layout::Point>)| {
        let mut node = json!({ "data": actor_data(actor) });
        if let Some(place) = place {
            let tenths = |value: f64| (value * 10.0).round() / 10.0;
            node["position"] = json!({ "x": tenths(place.x), "y": tenths(place.y) });
        }
        node
    };
    let nodes: Vec<Value> = network.actors.iter().zip(places).map(node).collect();
    let edges: Vec<Value> = network.edges.iter().map(|edge| json!({ "data": edge_data(edge, network) })).collect();
    let all = json!({
        "format_version": "1.0", "generated_by": "claimgraph", "data": { "name": "claims" },
        "directed": true, "multigraph": true, "elements": { "nodes": nodes, "edges": edges },
    });
    serde_json::to_writer_pretty(&mut *out, &all).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}

fn actor_data(actor: &Actor) -> Value {
    let mut data = typed(&ACTOR, &attributes::of_actor(actor));
    let id = attributes::id(actor);
    data.insert("name".to_owned(), actor.entity.label.as_str().into());
    data.insert("label".to_owned(), actor.entity.label.as_str().into());
    data.insert("value".to_owned(), id.as_str().into());
    data.insert("id".to_owned(), id.into());
    Value::Object(data)
}

fn edge_data(edge: &Edge, network: &Network) -> Value {
    let mut data = typed(&EDGE, &attributes::of_edge(edge));
    let id = attributes::edge_id(edge);
    for (name, end) in [("source", edge.source), ("target", edge.target)] {
        data.insert(name.to_owned(), attributes::id(&network.actors[end]).into());
    }
    data.insert("label".to_owned(), edge.label().into());
    data.insert("interaction".to_owned(), edge.predicate.as_str().into());
    data.insert("weight".to_owned(), edge.support.into());
    data.insert("key".to_owned(), id.as_str().into());
    data.insert("id".to_owned(), id.into());
    Value::Object(data)
}

fn typed(attributes: &[(&str, Type)], values: &[String]) -> Map<String, Value> {
    let value = |kind: Type, text: &String| match kind {
        Type::Text if text.is_empty() => Value::Null,
        Type::Text => text.as_str().into(),
        Type::Int => text.parse::<u64>().map_or(Value::Null, Value::from),
        Type::Real => text.parse::<f64>().map_or(Value::Null, Value::from),
        Type::Flag => (text == "true").into(),
    };
    attributes.iter().zip(values).map(|((name, kind), text)| ((*name).to_owned(), value(*kind, text))).collect()
}
