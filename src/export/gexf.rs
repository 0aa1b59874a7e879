//! GEXF 1.3 (<https://gexf.net/schema.html>): attributes, places and colours, and for each edge the days on which
//! documents say so, so that Gephi's timeline works.

use super::ExportError;
use super::attributes::{self, ACTOR, EDGE, Type};
use super::layout::Point;
use super::network::{Actor, Edge, Network};
use super::svg::style;
use super::xml::escaped;
use jiff::civil::Date;
use std::io::Write;

/// The first and the last day of something.
type Days = Option<(Date, Date)>;

pub(super) fn write(network: &Network, out: &mut dyn Write) -> Result<(), ExportError> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">")?;
    writeln!(out, "  <meta>\n    <creator>claimgraph</creator>\n    <description>Who does what to whom</description>")?;
    writeln!(out, "  </meta>\n  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\">")?;
    declare("node", &ACTOR, out)?;
    declare("edge", &EDGE, out)?;
    let (places, days) = (attributes::places(network, 10.0), days(network));
    writeln!(out, "    <nodes>")?;
    for ((actor, place), days) in network.actors.iter().zip(places).zip(days) {
        node(actor, place, days, out)?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    network.edges.iter().try_for_each(|edge| self::edge(edge, network, out))?;
    Ok(writeln!(out, "    </edges>\n  </graph>\n</gexf>")?)
}

fn declare(class: &str, attributes: &[(&str, Type)], out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\">")?;
    for (id, (name, kind)) in attributes.iter().enumerate() {
        let kind = match kind {
            Type::Text => "string",
            Type::Int => "integer",
            Type::Real => "double",
            Type::Flag => "boolean",
        };
        writeln!(out, "      <attribute id=\"{id}\" title=\"{name}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "    </attributes>")
}

/// The days of each actor: from the first to the last of its edges.
fn days(network: &Network) -> Vec<Days> {
    let mut days: Vec<Days> = vec![None; network.actors.len()];
    for edge in &network.edges {
        for end in [edge.source, edge.target] {
            let (a, b) = (days[end], edge.days);
            days[end] = a.zip(b).map(|(a, b)| (a.0.min(b.0), a.1.max(b.1))).or(a).or(b);
        }
    }
    days
}

fn node(actor: &Actor, place: Option<Point>, days: Days, out: &mut dyn Write) -> std::io::Result<()> {
    let (id, label) = (escaped(&attributes::id(actor)), escaped(&actor.entity.label));
    writeln!(out, "      <node id=\"{id}\" label=\"{label}\">")?;
    values(&attributes::of_actor(actor), out)?;
    spell(days, out)?;
    let [r, g, b] = rgb(style::colour(actor.entity.kind));
    writeln!(out, "        <viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>")?;
    if let Some(Point { x, y }) = place {
        writeln!(out, "        <viz:position x=\"{x:.1}\" y=\"{:.1}\" z=\"0.0\"/>", -y)?;
    }
    writeln!(out, "        <viz:size value=\"{:.2}\"/>", 5.0 + 100.0 * actor.centrality)?;
    writeln!(out, "      </node>")
}

fn edge(edge: &Edge, network: &Network, out: &mut dyn Write) -> std::io::Result<()> {
    let [source, target] = [edge.source, edge.target].map(|end| escaped(&attributes::id(&network.actors[end])));
    let (id, label, weight) = (attributes::edge_id(edge), escaped(&edge.label()), f64::from(edge.support));
    let kind = escaped(edge.relation.as_deref().unwrap_or(&edge.predicate));
    writeln!(
        out,
        "      <edge id=\"{id}\" source=\"{source}\" target=\"{target}\" kind=\"{kind}\" label=\"{label}\" weight=\"{weight:.1}\">"
    )?;
    values(&attributes::of_edge(edge), out)?;
    spell(edge.days, out)?;
    let [r, g, b] = rgb(style::Line::of(edge).colour());
    writeln!(out, "        <viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>")?;
    writeln!(out, "      </edge>")
}

fn values(values: &[String], out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "        <attvalues>")?;
    for (id, value) in values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "          <attvalue for=\"{id}\" value=\"{}\"/>", escaped(value))?;
    }
    writeln!(out, "        </attvalues>")
}

/// A spell from the first day to the last, both of them in it.
fn spell(days: Days, out: &mut dyn Write) -> std::io::Result<()> {
    match days {
        Some((first, last)) => {
            writeln!(out, "        <spells>\n          <spell start=\"{first}\" end=\"{last}\"/>\n        </spells>")
        }
        None => Ok(()),
    }
}

/// The parts of a colour in hexadecimal digits.
fn rgb(colour: &str) -> [u8; 3] {
    let part = |at: usize| colour.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).unwrap_or(0);
    [part(1), part(3), part(5)]
}
