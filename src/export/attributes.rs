//! What actors and edges are described by in the formats of network tools, which name and type it alike.

use super::layout::{self, Point, Size};
use super::network::{Actor, Edge, Network};
use super::svg;
use crate::vocab;

/// The type of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Int,
    Real,
    Flag,
}

/// What an actor is described by, besides its id and label.
pub(super) const ACTOR: [(&str, Type); 8] = [
    ("type", Type::Text),
    ("wikidata", Type::Text),
    ("documents", Type::Int),
    ("mentions", Type::Int),
    ("claims", Type::Int),
    ("degree", Type::Int),
    ("centrality", Type::Real),
    ("community", Type::Int),
];

/// What an edge is described by, besides its id, ends and label.
pub(super) const EDGE: [(&str, Type); 11] = [
    ("predicate", Type::Text),
    ("relation", Type::Text),
    ("polarity", Type::Text),
    ("modality", Type::Text),
    ("support", Type::Int),
    ("claims", Type::Int),
    ("contradicted", Type::Flag),
    ("first", Type::Text),
    ("last", Type::Text),
    ("publishers", Type::Text),
    ("quote", Type::Text),
];

/// The values of [`ACTOR`]; empty where one is not known.
pub(super) fn of_actor(actor: &Actor) -> [String; ACTOR.len()] {
    let entity = &actor.entity;
    [
        vocab::class_name(entity.kind).to_owned(),
        entity.wikidata.clone().unwrap_or_default(),
        entity.documents.to_string(),
        entity.mentions.to_string(),
        actor.claims.to_string(),
        actor.degree.to_string(),
        format!("{:.9}", actor.centrality),
        actor.community.to_string(),
    ]
}

/// The values of [`EDGE`]; empty where one is not known.
pub(super) fn of_edge(edge: &Edge) -> [String; EDGE.len()] {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let publishers: Vec<&str> = edge.publishers.iter().map(String::as_str).collect();
    [
        edge.predicate.clone(),
        edge.relation.clone().unwrap_or_default(),
        vocab::polarity_name(edge.polarity).to_owned(),
        vocab::modality_name(edge.modality).to_owned(),
        edge.support.to_string(),
        edge.claims.to_string(),
        edge.contradicted.to_string(),
        day(edge.days.map(|days| days.0)),
        day(edge.days.map(|days| days.1)),
        publishers.join("; "),
        edge.quote.clone(),
    ]
}

/// The id of an actor in files.
pub(super) fn id(actor: &Actor) -> String {
    format!("ent:{}", actor.entity.name)
}

/// The id of an edge in files.
pub(super) fn edge_id(edge: &Edge) -> String {
    format!("stmt:{}", edge.id)
}

/// Places for the actors that have an edge, `y` downwards, with room for circles of `room` pixels and their labels.
pub(super) fn places(network: &Network, room: f64) -> Vec<Option<Point>> {
    /// Beyond so many actors a program that reads the file had better place them.
    const MOST: usize = 10_000;
    if network.actors.len() > MOST {
        return vec![None; network.actors.len()];
    }
    let drawn = network.clone().top(0);
    // In small networks all labels are shown, below their circles.
    let size = match drawn.actors.len() {
        0..300 => Size { half_width: 2.5 * room, above: room, below: 2.0 * room },
        _ => Size { half_width: room, above: room, below: room },
    };
    let points = layout::positions(&vec![size; drawn.actors.len()], &svg::links(&drawn, 4.0 * room));
    let mut places = vec![None; network.actors.len()];
    for (actor, point) in network.linked().into_iter().zip(points) {
        places[actor] = Some(point);
    }
    places
}
