//! Graphviz: named entities and the statements between them. Dashed: not actual; red: negated.

use super::ExportError;
use crate::graph::degree;
use crate::model::{Entity, EntityType, Modality, Polarity};
use crate::resolve::Statement;
use crate::store::Corpus;
use std::collections::BTreeSet;
use std::io::Write;

pub(super) fn write(corpus: &Corpus, out: &mut dyn Write) -> Result<(), ExportError> {
    let statements = corpus.statements()?;
    let edges = degree::strongest_edges(&statements, &corpus.resolution, usize::MAX);
    let ends: BTreeSet<u32> = edges.iter().flat_map(|edge| [edge.subject, edge.object]).flatten().collect();
    writeln!(out, "digraph claims {{")?;
    writeln!(out, "  graph [overlap=false, splines=true];")?;
    writeln!(out, "  node [style=filled, fontname=\"sans-serif\"];")?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=10];")?;
    for entity in ends.iter().filter_map(|id| corpus.resolution.entity(*id)) {
        let (shape, colour) = look(entity.kind);
        let label = quoted(&entity.label);
        writeln!(out, "  {} [label={label}, shape={shape}, fillcolor=\"{colour}\"];", quoted(&entity.name))?;
    }
    for edge in edges {
        let ends = [edge.subject, edge.object].map(|id| id.and_then(|id| corpus.resolution.entity(id)));
        if let [Some(subject), Some(object)] = ends {
            write_edge(subject, object, edge, statements.predicate_of(edge), out)?;
        }
    }
    Ok(writeln!(out, "}}")?)
}

fn write_edge(
    subject: &Entity,
    object: &Entity,
    edge: &Statement,
    predicate: &str,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let style = if edge.modality == Modality::Actual { "solid" } else { "dashed" };
    let colour = if edge.polarity == Polarity::Negated { "#c0392b" } else { "#2c3e50" };
    let width = 1.0 + f64::from(edge.support()).log2();
    let (from, to, label) = (quoted(&subject.name), quoted(&object.name), quoted(&predicate.replace('_', " ")));
    writeln!(out, "  {from} -> {to} [label={label}, style={style}, color=\"{colour}\", penwidth={width:.2}];")
}

fn look(kind: EntityType) -> (&'static str, &'static str) {
    match kind {
        EntityType::Person => ("ellipse", "#fde9c9"),
        EntityType::Organization => ("box", "#d6e6f5"),
        EntityType::Place => ("hexagon", "#dcefd9"),
        EntityType::Facility => ("house", "#dcefd9"),
        EntityType::Group => ("octagon", "#eadcf2"),
        EntityType::Event => ("diamond", "#f9d9d6"),
        EntityType::Work => ("note", "#f0f0e0"),
        EntityType::Thing => ("plaintext", "#eeeeee"),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r'], " "))
}
