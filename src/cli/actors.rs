//! `actors`: the actors of the graph, ranked by a measure.

use super::args::{Projecting, TableFormat};
use super::projecting::{self, Edge, Quotes};
use super::{Outcome, output};
use claimgraph::graph::{Measure, Network, Projection, Scores, degree};
use claimgraph::model::{Entity, EntityId};
use claimgraph::resolve::Resolution;
use claimgraph::store::{Corpus, Directory, measurement};
use claimgraph::vocab;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

const HEAD: [&str; 8] = ["rank", "actor", "type", "degree", "acts", "acted on", "documents", "strongest edge"];
const MORE: [&str; 6] = ["wikidata", "measure", "value", "quote", "source", "graph"];

/// Edges shown of each actor, to programs.
const EDGES: usize = 3;

/// What list is asked for.
#[derive(Clone, Copy)]
pub struct Wanted {
    /// The measure.
    pub by: Measure,
    /// The length of the list; 0 for all.
    pub top: usize,
    /// How it is written.
    pub format: TableFormat,
}

impl Wanted {
    /// The nodes to list, best first; ties stay in the order given, and what has no value comes last.
    pub fn ranking(self, values: &[f64], mut ranked: Vec<u32>) -> Vec<u32> {
        let sign = if self.by.ascending() { 1.0 } else { -1.0 };
        let key = |node: u32| (values[node as usize].is_nan(), sign * values[node as usize]);
        ranked.sort_by(|a, b| key(*a).0.cmp(&key(*b).0).then(key(*a).1.total_cmp(&key(*b).1)));
        ranked.truncate(if self.top == 0 { usize::MAX } else { self.top });
        ranked
    }
}

/// A line of the list.
struct Row<'a> {
    entity: &'a Entity,
    value: f64,
    degree: u32,
    acts: u32,
    acted_on: u32,
    edges: Vec<Edge>,
}

/// What the list is of.
struct Header {
    graph: String,
    caveat: Option<String>,
}

/// Ranks the actors of the graph.
pub fn actors(graph: &Path, asked: &Projecting, save: Option<&str>, wanted: Wanted) -> anyhow::Result<Outcome> {
    let directory = Directory::open(graph)?;
    let corpus = Corpus::open(&directory)?;
    let statements = corpus.statements()?;
    let projection = Projection::new(&statements, &corpus.resolution, projecting::options(asked, &corpus.resolution)?);
    let network = projection.network();
    let scores = wanted.by.of(&network);
    let header = Header { graph: projection.describe(), caveat: scores.caveat.clone() };
    if network.is_empty() {
        output::note("claimgraph: no statement passes, so there is nothing to measure");
    }
    if let Some(name) = save {
        let name = if name.is_empty() { wanted.by.name() } else { name };
        let description = format!("{}: {}. Graph: {}", wanted.by.name(), wanted.by.note(), header.graph);
        let values = entities(&projection, &scores, &corpus.resolution);
        measurement::save(&directory, name, &description, &values)?;
        output::note(&format!("saved as measure:{name}"));
    }
    let activity = degree::actors(&statements, &corpus.resolution);
    let activity: BTreeMap<EntityId, _> = activity.into_iter().map(|actor| (actor.id, actor)).collect();
    let quotes = Quotes::new(&corpus, &statements, &projection);
    let degrees = Measure::Degree.of(&network).values;
    let mut rows = Vec::new();
    let claims = |node: u32| projection.entity(node).and_then(|id| activity.get(&id)).map(|a| a.acts + a.acted_on);
    let mut nodes: Vec<u32> = actor_nodes(&projection, &network, &corpus.resolution).collect();
    nodes.sort_by_key(|node| Reverse(claims(*node)));
    for node in wanted.ranking(&scores.values, nodes) {
        let Some(id) = projection.entity(node) else { continue };
        let Some(entity) = corpus.resolution.entity(id) else { continue };
        let (acts, acted_on) = activity.get(&id).map_or((0, 0), |actor| (actor.acts, actor.acted_on));
        let edges = quotes.strongest(node, EDGES)?;
        let [value, degree] = [&scores.values, &degrees].map(|values| values[node as usize]);
        rows.push(Row { entity, value, degree: degree as u32, acts, acted_on, edges });
    }
    write(&rows, &header, wanted)?;
    Ok(if rows.is_empty() { Outcome::Partial } else { Outcome::Good })
}

/// The nodes that are actors, by their names in the graph.
pub fn actor_nodes(
    projection: &Projection,
    network: &Network,
    resolution: &Resolution,
) -> impl Iterator<Item = u32> + use<> {
    let label = |node: u32| {
        projection.entity(node).and_then(|id| resolution.entity(id)).map(|e| (e.label.clone(), e.name.clone()))
    };
    let mut nodes: Vec<_> = network.nodes().filter_map(|node| Some((label(node)?, node))).collect();
    nodes.sort();
    nodes.into_iter().map(|(_, node)| node)
}

/// Names of entities with their values; what has no value is left out.
fn entities(projection: &Projection, scores: &Scores, resolution: &Resolution) -> Vec<(String, f64)> {
    let name =
        |node: u32| projection.entity(node).and_then(|id| resolution.entity(id)).map(|entity| entity.name.clone());
    let all = (0..).zip(&scores.values).filter(|(_, value)| value.is_finite());
    all.filter_map(|(node, value)| Some((name(node)?, *value))).collect()
}

fn write(rows: &[Row], header: &Header, wanted: Wanted) -> anyhow::Result<()> {
    let mut out = output::results();
    match wanted.format {
        TableFormat::Json => {
            let list: Vec<Value> = (1..).zip(rows).map(|(rank, row)| json(rank, row, header, wanted.by)).collect();
            serde_json::to_writer_pretty(&mut out, &list).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        TableFormat::Table => {
            writeln!(out, "{}", heading(&header.graph, wanted.by, header.caveat.as_deref()))?;
            let mut head: Vec<String> = HEAD.map(str::to_owned).to_vec();
            if wanted.by != Measure::Degree {
                head.insert(3, wanted.by.name().to_owned());
            }
            writeln!(out, "{}", output::table(&head, table(rows, wanted.by)))?;
        }
        TableFormat::Csv => {
            let mut table = csv::Writer::from_writer(&mut out);
            table.write_record(HEAD.iter().chain(&MORE))?;
            for (rank, row) in (1..).zip(rows) {
                let mut cells = cells(rank, row, &row.edges.first().map(Edge::line).unwrap_or_default());
                cells.extend(more(row, header, wanted.by));
                table.write_record(cells)?;
            }
            table.flush()?;
        }
    }
    Ok(out.flush()?)
}

/// What a list is of: the graph, the measure and what to know about its values.
pub fn heading(graph: &str, by: Measure, caveat: Option<&str>) -> String {
    let caveat = caveat.map_or(String::new(), |caveat| format!("; {caveat}"));
    format!("graph: {graph}\n{}: {}{caveat}", by.name(), by.note())
}

/// A value for people: four digits, or a whole number.
pub fn readable(value: f64) -> String {
    match value {
        value if value.is_nan() => String::new(),
        value if value.fract() == 0.0 && value.abs() < 1e15 => format!("{value:.0}"),
        value if value.abs() >= 0.001 => format!("{value:.4}"),
        value => format!("{value:.3e}"),
    }
}

fn table(rows: &[Row], by: Measure) -> Vec<Vec<String>> {
    let row = |(rank, row): (usize, &Row)| {
        let mut cells = cells(rank, row, &row.edges.first().map(Edge::quoted).unwrap_or_default());
        if by != Measure::Degree {
            cells.insert(3, readable(row.value));
        }
        cells
    };
    (1..).zip(rows).map(row).collect()
}

fn cells(rank: usize, row: &Row, edge: &str) -> Vec<String> {
    vec![
        rank.to_string(),
        row.entity.label.clone(),
        vocab::class_name(row.entity.kind).to_lowercase(),
        row.degree.to_string(),
        row.acts.to_string(),
        row.acted_on.to_string(),
        row.entity.documents.to_string(),
        edge.to_owned(),
    ]
}

fn more(row: &Row, header: &Header, by: Measure) -> [String; 6] {
    let edge = row.edges.first();
    [
        row.entity.wikidata.clone().unwrap_or_default(),
        by.name().to_owned(),
        if row.value.is_nan() { String::new() } else { row.value.to_string() },
        edge.map(|edge| edge.quote.clone()).unwrap_or_default(),
        edge.map(|edge| edge.source.clone()).unwrap_or_default(),
        header.graph.clone(),
    ]
}

fn json(rank: usize, row: &Row, header: &Header, by: Measure) -> Value {
    let entity = row.entity;
    json!({
        "id": format!("ent:{}", entity.name), "label": entity.label, "type": entity.kind, "wikidata": entity.wikidata,
        "rank": rank, "measure": by.name(), "value": row.value, "caveat": header.caveat, "graph": header.graph,
        "degree": row.degree, "acts": row.acts, "acted_on": row.acted_on,
        "documents": entity.documents, "mentions": entity.mentions,
        "strongest": row.edges.first().map(|edge| &edge.json),
        "edges": row.edges.iter().map(|edge| &edge.json).collect::<Vec<_>>(),
    })
}
