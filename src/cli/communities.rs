//! `communities`: groups of actors, and what holds each together.

use super::args::{Projecting, TableFormat};
use super::projecting::{self, Edge, Quotes};
use super::{Outcome, output};
use claimgraph::graph::balance::{self, Balance};
use claimgraph::graph::communities::{self, Communities};
use claimgraph::graph::{Network, Projection, cuts};
use claimgraph::model::Entity;
use claimgraph::store::{Corpus, Directory, measurement};
use petgraph::graph::EdgeIndex;
use petgraph::visit::EdgeRef;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::io::Write;
use std::path::Path;

const HEAD: [&str; 6] = ["community", "members", "who", "weight within", "weight to others", "held together by"];

/// Edges quoted of each community, to programs.
const EDGES: usize = 3;
/// Members named to people.
const MEMBERS: usize = 8;

/// A graph and how it was divided.
struct Division<'a> {
    corpus: &'a Corpus,
    projection: &'a Projection<'a>,
    network: Network,
    found: Communities,
}

/// A community in words.
struct Group<'a> {
    /// The members, the strongest first.
    members: Vec<&'a Entity>,
    events: usize,
    within: f64,
    beyond: f64,
    edges: Vec<Edge>,
}

/// Finds and shows the communities of the graph.
pub fn communities(
    graph: &Path,
    asked: &Projecting,
    save: Option<&str>,
    top: usize,
    format: TableFormat,
) -> anyhow::Result<Outcome> {
    let directory = Directory::open(graph)?;
    let corpus = Corpus::open(&directory)?;
    let statements = corpus.statements()?;
    let projection = Projection::new(&statements, &corpus.resolution, projecting::options(asked, &corpus.resolution)?);
    let network = projection.network();
    if network.is_empty() {
        output::note("claimgraph: no statement passes, so there is nothing to divide");
    }
    let found = communities::communities(&network);
    let division = Division { corpus: &corpus, projection: &projection, network, found };
    if let Some(name) = save {
        division.save(&directory, if name.is_empty() { "communities" } else { name })?;
    }
    let quotes = Quotes::new(&corpus, &statements, &projection);
    let members = division.found.members();
    let shown = (0..).zip(&members).take(if top == 0 { usize::MAX } else { top });
    let groups: Vec<Group> =
        shown.map(|(number, members)| division.group(number, members, &quotes)).collect::<anyhow::Result<_>>()?;
    division.write(&groups, format)?;
    Ok(if groups.is_empty() { Outcome::Partial } else { Outcome::Good })
}

impl<'a> Division<'a> {
    fn entity(&self, node: u32) -> Option<&'a Entity> {
        self.projection.entity(node).and_then(|id| self.corpus.resolution.entity(id))
    }

    fn save(&self, directory: &Directory, name: &str) -> anyhow::Result<()> {
        let (modularity, graph) = (self.found.modularity, self.projection.describe());
        let description = format!("communities: Leiden, modularity {modularity:.4}. Graph: {graph}");
        let number =
            |(node, community): (u32, &u32)| Some((self.entity(node)?.name.clone(), f64::from(*community) + 1.0));
        let values: Vec<_> = (0..).zip(&self.found.of).filter_map(number).collect();
        measurement::save(directory, name, &description, &values)?;
        output::note(&format!("saved as measure:{name}"));
        Ok(())
    }

    fn group(&self, number: u32, members: &[u32], quotes: &Quotes) -> anyhow::Result<Group<'a>> {
        let (mut within, mut beyond) = (0.0, 0.0);
        for (a, b, weight) in self.network.edges() {
            match [a, b].map(|node| self.found.of[node as usize] == number) {
                [true, true] => within += weight,
                [false, false] => {}
                _ => beyond += weight,
            }
        }
        let strength = |node: u32| self.network.outgoing().strength(node) + self.network.incoming().strength(node);
        let mut ranked: Vec<_> =
            members.iter().filter_map(|node| Some((strength(*node), self.entity(*node)?))).collect();
        let events = members.len() - ranked.len();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.label.cmp(&b.1.label)).then(a.1.name.cmp(&b.1.name)));
        let edges = self.strongest(number).into_iter().map(|edge| quotes.edge(edge)).collect::<anyhow::Result<_>>()?;
        Ok(Group { members: ranked.into_iter().map(|(_, entity)| entity).collect(), events, within, beyond, edges })
    }

    /// The strongest edges within a community.
    fn strongest(&self, number: u32) -> Vec<EdgeIndex> {
        let is_in = |node: petgraph::graph::NodeIndex| self.found.of[node.index()] == number;
        let edges = self.projection.graph.edge_references();
        let mut edges: Vec<_> = edges.filter(|edge| is_in(edge.source()) && is_in(edge.target())).collect();
        edges.sort_by_key(|edge| (Reverse((edge.weight().support, edge.weight().statements.len())), edge.id()));
        edges.iter().take(EDGES).map(EdgeRef::id).collect()
    }

    /// Friends and foes, where the graph is signed.
    fn balance(&self) -> Option<Balance> {
        let signed = self.projection.graph.edge_references().filter_map(|edge| {
            let score = edge.weight().score?;
            Some((edge.source().index() as u32, edge.target().index() as u32, score))
        });
        let network = || Network::new(self.network.len(), false, signed);
        self.projection.options.signed.then(|| balance::balance(&network()))
    }

    /// Edges without which there would be one piece more, by the labels of their ends.
    fn bridges(&self, cuts: &cuts::Cuts) -> Vec<[&'a str; 2]> {
        let label = |node: u32| self.entity(node).map(|entity| entity.label.as_str());
        cuts.bridges.iter().filter_map(|(a, b)| Some([label(*a)?, label(*b)?])).collect()
    }

    fn write(&self, groups: &[Group], format: TableFormat) -> anyhow::Result<()> {
        let mut out = output::results();
        match format {
            TableFormat::Json => {
                serde_json::to_writer_pretty(&mut out, &self.json(groups)).map_err(std::io::Error::from)?;
                writeln!(out)?;
            }
            TableFormat::Table => {
                self.head().into_iter().try_for_each(|line| writeln!(out, "{line}"))?;
                let row = |(number, group): (usize, &Group)| cells(number, group, MEMBERS, Edge::quoted);
                let rows = (1..).zip(groups).map(row).collect();
                writeln!(out, "{}", output::table(&HEAD.map(str::to_owned), rows))?;
            }
            TableFormat::Csv => {
                let mut table = csv::Writer::from_writer(&mut out);
                table.write_record(HEAD)?;
                for (number, group) in (1..).zip(groups) {
                    table.write_record(cells(number, group, usize::MAX, Edge::line))?;
                }
                table.flush()?;
            }
        }
        Ok(out.flush()?)
    }

    /// What is divided and how well.
    fn head(&self) -> Vec<String> {
        let cuts = cuts::cuts(&self.network);
        let mut lines = vec![format!("graph: {}", self.projection.describe())];
        lines.push(format!(
            "{} communities (Leiden), modularity {:.4}; {} connected components, {} bridges",
            self.found.count,
            self.found.modularity,
            cuts.components,
            cuts.bridges.len()
        ));
        if let Some(balance) = self.balance() {
            let [friends, one, two, three] = balance.triads;
            let bound = if balance.exact { "" } else { "at most " };
            let share = balance.balanced().map_or(String::new(), |share| format!(" ({:.0}% balanced)", 100.0 * share));
            let triads = format!("triads +++ {friends}, ++− {one}, +−− {two}, −−− {three}{share}");
            lines.push(format!(
                "{triads}; {bound}{} edges contradict the best division in two camps",
                balance.frustration
            ));
        }
        lines
    }

    fn json(&self, groups: &[Group]) -> Value {
        let cuts = cuts::cuts(&self.network);
        let member = |entity: &&Entity| json!({"id": format!("ent:{}", entity.name), "label": entity.label, "type": entity.kind, "wikidata": entity.wikidata});
        let group = |(number, group): (usize, &Group)| {
            json!({
                "community": number, "size": group.members.len() + group.events, "within": group.within, "beyond": group.beyond,
                "members": group.members.iter().map(member).collect::<Vec<_>>(),
                "edges": group.edges.iter().map(|edge| &edge.json).collect::<Vec<_>>(),
            })
        };
        let balance = self.balance().map(|balance| {
            json!({
                "triads": balance.triads, "balanced": balance.balanced(), "frustration": balance.frustration,
                "exact": balance.exact,
            })
        });
        json!({
            "graph": self.projection.describe(), "count": self.found.count, "modularity": self.found.modularity,
            "components": cuts.components, "bridges": self.bridges(&cuts), "balance": balance,
            "communities": (1..).zip(groups).map(group).collect::<Vec<_>>(),
        })
    }
}

fn cells(number: usize, group: &Group, named: usize, edge: impl Fn(&Edge) -> String) -> Vec<String> {
    let labels: Vec<&str> = group.members.iter().take(named).map(|entity| entity.label.as_str()).collect();
    let rest = group.members.len() - labels.len();
    let more = if rest == 0 { String::new() } else { format!("; and {rest} more") };
    vec![
        number.to_string(),
        (group.members.len() + group.events).to_string(),
        labels.join("; ") + &more,
        group.within.to_string(),
        group.beyond.to_string(),
        group.edges.first().map(edge).unwrap_or_default(),
    ]
}
