//! From statements to a graph of actors, with all that is needed to say what the graph is.

use super::{Filter, Network};
use crate::extract::relation;
use crate::model::EntityId;
use crate::resolve::{Resolution, Statement, Statements};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What connects two nodes.
#[derive(Clone, Debug)]
pub struct Tie<'a> {
    /// The statements between them, the strongest first.
    pub statements: Vec<&'a Statement>,
    /// The number of independent documents that make any of them.
    pub support: u32,
}

/// How a projection is made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Edges lead from subject to object; else two actors are connected whoever acts.
    pub directed: bool,
    /// Which statements count.
    pub filter: Filter,
}

/// A graph of entities, connected by the statements between them and weighted by independent support.
pub struct Projection<'a> {
    /// How it was made.
    pub options: Options,
    /// Entities in the order of their ids, and the edges between them, each pair once where there is no direction. No
    /// entity without an edge, none with one to itself.
    pub graph: DiGraph<EntityId, Tie<'a>>,
}

impl<'a> Projection<'a> {
    /// The actors of these statements.
    pub fn new(statements: &'a Statements, resolution: &Resolution, options: Options) -> Self {
        let taken = statements.all.values().filter(|statement| options.filter.takes(statement, statements));
        let mut between: BTreeMap<(EntityId, EntityId), Vec<&Statement>> = BTreeMap::new();
        for statement in taken {
            let Some((subject, object)) = ends(statement, resolution, &options) else { continue };
            for pair in pairs(subject, object, options.directed, || is_symmetric(statement, statements)) {
                between.entry(pair).or_default().push(statement);
            }
        }
        between.values_mut().for_each(|ties| strongest_first(ties, statements));
        Self { graph: graph(between), options }
    }

    /// The graph as the measures read it; node i is the node of index i.
    pub fn network(&self) -> Network {
        let edge = |edge: petgraph::graph::EdgeReference<Tie>| {
            (edge.source().index() as u32, edge.target().index() as u32, f64::from(edge.weight().support))
        };
        Network::new(self.graph.node_count(), self.options.directed, self.graph.edge_references().map(edge))
    }

    /// The entity of a node.
    pub fn entity(&self, node: u32) -> Option<EntityId> {
        self.graph.node_weight(NodeIndex::new(node as usize)).copied()
    }

    /// The edges of a node in either direction, the strongest first.
    pub fn ties(&self, node: u32) -> Vec<EdgeIndex> {
        let node = NodeIndex::new(node as usize);
        let incoming = self.graph.edges_directed(node, petgraph::Direction::Incoming);
        let mut edges: Vec<_> = self.graph.edges(node).chain(incoming).collect();
        edges.sort_by_key(|edge| (Reverse(edge.weight().support), edge.source(), edge.target()));
        edges.into_iter().map(|edge| edge.id()).collect()
    }

    /// What the graph is, in a line: `40 actors, 63 edges, undirected, weighted by support; only type Person`.
    pub fn describe(&self) -> String {
        let direction = if self.options.directed { "directed" } else { "undirected" };
        let (nodes, edges) = (self.graph.node_count(), self.graph.edge_count());
        let plural = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
        let size = format!("{}, {}", plural(nodes, "actor"), plural(edges, "edge"));
        let filter = self.options.filter.describe();
        let only = if filter.is_empty() { String::new() } else { format!("; only {}", filter.join(", ")) };
        format!("{size}, {direction}, weighted by support (independent documents){only}")
    }
}

/// Subject and object, where both can be nodes.
fn ends(statement: &Statement, resolution: &Resolution, options: &Options) -> Option<(EntityId, EntityId)> {
    let node = |id: Option<EntityId>| id.filter(|id| options.filter.takes_entity(*id, resolution));
    node(statement.subject).zip(node(statement.object)).filter(|(subject, object)| subject != object)
}

/// The edges that connect two nodes: from subject to object, and back where either may be the subject; one from the lower
/// to the higher where there is no direction.
fn pairs(
    subject: EntityId,
    object: EntityId,
    directed: bool,
    symmetric: impl FnOnce() -> bool,
) -> impl Iterator<Item = (EntityId, EntityId)> {
    let first = if directed { (subject, object) } else { (subject.min(object), subject.max(object)) };
    let second = (directed && symmetric()).then_some((object, subject));
    [Some(first), second].into_iter().flatten()
}

fn is_symmetric(statement: &Statement, statements: &Statements) -> bool {
    let relations = statements.relations.get(statements.predicate_of(statement));
    let symmetric = |name: &String| relation::get(name).is_some_and(|relation| relation.symmetric);
    relations.is_some_and(|relations| relations.iter().any(symmetric))
}

fn strongest_first(ties: &mut [&Statement], statements: &Statements) {
    ties.sort_by_cached_key(|statement| {
        let predicate = statements.predicate_of(statement);
        (Reverse(super::degree::strength(statement)), predicate.to_owned(), statement.subject, statement.modality)
    });
}

fn graph(between: BTreeMap<(EntityId, EntityId), Vec<&Statement>>) -> DiGraph<EntityId, Tie<'_>> {
    let nodes: BTreeSet<EntityId> = between.keys().flat_map(|(a, b)| [*a, *b]).collect();
    let mut graph = DiGraph::with_capacity(nodes.len(), between.len());
    let index: BTreeMap<EntityId, NodeIndex> = nodes.into_iter().map(|id| (id, graph.add_node(id))).collect();
    for ((a, b), statements) in between {
        let sources: BTreeSet<u32> = statements.iter().flat_map(|statement| &statement.sources).copied().collect();
        graph.add_edge(index[&a], index[&b], Tie { statements, support: sources.len() as u32 });
    }
    graph
}
