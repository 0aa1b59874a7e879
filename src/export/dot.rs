//! Graphviz: the most central actors and the statements between them, in communities. `dot` ranks them; `neato -n2`
//! draws them where our own picture has them.

use super::attributes;
use super::network::{Actor, Edge};
use super::svg::style::{self, Line};
use super::{Drawn, ExportError};
use crate::model::EntityType;
use std::collections::BTreeMap;
use std::io::Write;

pub(super) fn write(drawn: &Drawn, out: &mut dyn Write) -> Result<(), ExportError> {
    let network = &drawn.network;
    writeln!(out, "digraph claims {{")?;
    writeln!(
        out,
        "  graph [rankdir=LR, overlap=false, splines=true, nodesep=0.3, ranksep=0.9, fontname=\"sans-serif\","
    )?;
    writeln!(
        out,
        "         fontsize=11, fontcolor=\"{}\", labeljust=l, label={}];",
        style::FAINT,
        quoted(&drawn.note())
    )?;
    writeln!(out, "  node [style=filled, color=\"{0}\", fontname=\"sans-serif\", fontcolor=\"{0}\"];", style::INK)?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=10, arrowsize=0.7];")?;
    let places = attributes::places(network, 45.0);
    let mut communities: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (actor, place) in network.actors.iter().zip(places) {
        let place = place.map_or(String::new(), |at| format!(", pos=\"{:.0},{:.0}\"", at.x, -at.y));
        communities.entry(actor.community).or_default().push(node(actor, &place));
    }
    for (community, nodes) in communities {
        let clustered = nodes.len() > 2;
        if clustered {
            writeln!(
                out,
                "  subgraph cluster_{community} {{\n    graph [label=\"\", style=\"rounded,filled\", color=\"#f2f4f6\"];"
            )?;
        }
        let indent = if clustered { "    " } else { "  " };
        nodes.iter().try_for_each(|node| writeln!(out, "{indent}{node}"))?;
        if clustered {
            writeln!(out, "  }}")?;
        }
    }
    for edge in &network.edges {
        let ends = [edge.source, edge.target].map(|end| quoted(&network.actors[end].entity.name));
        writeln!(out, "  {}", self::edge(edge, ends))?;
    }
    for dispute in &network.disputes {
        let [a, b] = dispute.ends.map(|end| quoted(&network.actors[end].entity.name));
        let found = network.contradiction(dispute);
        let (label, tooltip) = (quoted(&format!("× {}", found.kind)), quoted(&found.reason));
        let (colour, looks) = (Line::Contradicted.colour(), "style=bold, dir=none, constraint=false");
        let words = format!("label={label}, tooltip={tooltip}");
        writeln!(out, "  {a} -> {b} [{words}, {looks}, color=\"{colour}\", fontcolor=\"{colour}\"];")?;
    }
    Ok(writeln!(out, "}}")?)
}

fn node(actor: &Actor, place: &str) -> String {
    let entity = &actor.entity;
    let (shape, colour) = look(entity.kind);
    let label = quoted(&entity.label);
    format!("{} [label={label}, shape={shape}, fillcolor=\"{colour}\"{place}];", quoted(&entity.name))
}

fn edge(edge: &Edge, [from, to]: [String; 2]) -> String {
    let line = Line::of(edge);
    let style = match line {
        Line::Actual | Line::Negated | Line::Contradicted => "solid",
        Line::Planned | Line::Demanded => "dashed",
        Line::Possible => "dotted",
    };
    let (colour, width) = (line.colour(), style::width(edge.support));
    let words = format!("label={}, tooltip={}", quoted(&edge.label()), quoted(&edge.quote));
    format!("{from} -> {to} [{words}, style={style}, color=\"{colour}\", fontcolor=\"{colour}\", penwidth={width:.2}];")
}

fn look(kind: EntityType) -> (&'static str, &'static str) {
    match kind {
        EntityType::Person => ("ellipse", "#fde9c9"),
        EntityType::Organization => ("box", "#d6e6f5"),
        EntityType::Place => ("hexagon", "#dcefd9"),
        EntityType::Facility => ("house", "#d9eef9"),
        EntityType::Group => ("octagon", "#f3e0ec"),
        EntityType::Event => ("diamond", "#f9f5c4"),
        EntityType::Work => ("note", "#ece3d6"),
        EntityType::Thing => ("plaintext", "#eeeeee"),
    }
}

/// A string of the DOT language; what it cannot hold becomes a space.
fn quoted(text: &str) -> String {
    let clean: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    format!("\"{}\"", clean.replace('\\', "\\\\").replace('"', "\\\""))
}
