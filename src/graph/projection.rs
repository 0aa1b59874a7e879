//! From statements to a graph of actors, with all that is needed to say what the graph is.

use super::{Filter, Network, denials};
use crate::extract::relation;
use crate::model::{EntityId, Polarity, Stance};
use crate::resolve::{Resolution, Statement, StatementId, Statements};
use petgraph::Direction::Incoming;
use petgraph::graph::{DiGraph, EdgeIndex, EdgeReference, NodeIndex};
use petgraph::visit::EdgeRef;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What is connected with what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Subjects with objects: who acts on whom.
    #[default]
    Actors,
    /// Speakers with those they speak of; directed.
    Speakers,
    /// Those who deny something with those who say it; directed.
    Denials,
    /// Actors with what is said to happen, each statement being a node: who takes part in what.
    Events,
}

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// An entity.
    Actor(EntityId),
    /// A statement, in [`View::Events`].
    Event(StatementId),
}

/// What connects two nodes.
#[derive(Clone, Debug)]
pub struct Tie<'a> {
    /// The statements between them, the strongest first.
    pub statements: Vec<&'a Statement>,
    /// The number of independent documents that make any of them.
    pub support: u32,
    /// From conflict (−10) to cooperation (10): the mean score of the affirmed statements that have one, each counting by its
    /// support; PLOVER's scale.
    pub score: Option<f64>,
}

/// How a projection is made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// What is connected.
    pub view: View,
    /// Edges lead from subject to object, and both ways where either may be the subject (`meet`); else two actors are
    /// connected whoever acts. Speakers and denials always have a direction, events never.
    pub directed: bool,
    /// Only edges that are cooperation or conflict.
    pub signed: bool,
    /// Which statements count.
    pub filter: Filter,
}

impl Options {
    /// Whether edges have a direction.
    pub fn is_directed(&self) -> bool {
        match self.view {
            View::Actors => self.directed,
            View::Speakers | View::Denials => true,
            View::Events => false,
        }
    }
}

/// A graph of entities, connected by the statements between them and weighted by independent support.
pub struct Projection<'a> {
    /// How it was made.
    pub options: Options,
    /// Nodes in order, and the edges between them, each pair once where there is no direction. No node without an edge,
    /// none with one to itself.
    pub graph: DiGraph<Node, Tie<'a>>,
    conditions: Vec<String>,
}

/// What the relations of a predicate say about its statements.
struct Meaning {
    taken: bool,
    symmetric: bool,
    score: Option<f64>,
}

impl<'a> Projection<'a> {
    /// The graph of these statements.
    pub fn new(statements: &'a Statements, resolution: &Resolution, options: Options) -> Self {
        let meanings: Vec<Meaning> = statements.predicates.iter().map(|p| meaning(p, statements, &options)).collect();
        let taken = |(_, statement): &(&StatementId, &Statement)| {
            meanings[statement.predicate as usize].taken && options.filter.takes(statement)
        };
        let taken = statements.all.iter().filter(taken);
        let mut between: Vec<((Node, Node), &Statement)> = Vec::new();
        let mut connect = |from: Node, to: Node, statement: &'a Statement| {
            let pair = if options.is_directed() || from < to { (from, to) } else { (to, from) };
            if from != to && is_node(from, resolution, &options) && is_node(to, resolution, &options) {
                between.push((pair, statement));
            }
        };
        match options.view {
            View::Denials => {
                denials::pairs(taken.map(|(_, s)| s), statements).into_iter().for_each(
                    |(denier, speaker, statement)| connect(Node::Actor(denier), Node::Actor(speaker), statement),
                );
            }
            view => taken.for_each(|(id, statement)| {
                let symmetric = options.directed && meanings[statement.predicate as usize].symmetric;
                ends(view, *id, statement, symmetric).into_iter().for_each(|(from, to)| connect(from, to, statement));
            }),
        }
        between.par_sort_by_key(|(pair, _)| *pair);
        let ties = between.par_chunk_by(|a, b| a.0 == b.0).map(|same| {
            let list = same.iter().map(|(_, statement)| *statement).collect();
            (same[0].0, tie(list, statements, &meanings))
        });
        let ties = ties.filter(|(_, tie)| !options.signed || tie.score.is_some_and(|score| score != 0.0));
        Self { graph: graph(ties.collect()), conditions: options.filter.describe(resolution), options }
    }

    /// The graph as the measures read it; node i is the node of index i.
    pub fn network(&self) -> Network {
        let edge = |edge: EdgeReference<Tie>| {
            (edge.source().index() as u32, edge.target().index() as u32, f64::from(edge.weight().support))
        };
        Network::new(self.graph.node_count(), self.options.is_directed(), self.graph.edge_references().map(edge))
    }

    /// The entity of a node; none for an event.
    pub fn entity(&self, node: u32) -> Option<EntityId> {
        match self.graph.node_weight(NodeIndex::new(node as usize)) {
            Some(Node::Actor(id)) => Some(*id),
            _ => None,
        }
    }

    /// The edges of a node in either direction, the strongest first.
    pub fn ties(&self, node: u32) -> Vec<EdgeIndex> {
        let node = NodeIndex::new(node as usize);
        let mut edges: Vec<_> = self.graph.edges(node).chain(self.graph.edges_directed(node, Incoming)).collect();
        edges.sort_by_key(|edge| {
            (Reverse(edge.weight().support), Reverse(edge.weight().statements.len()), edge.source(), edge.target())
        });
        edges.into_iter().map(|edge| edge.id()).collect()
    }

    /// What the graph is, in a line: `40 actors, 63 edges, undirected, weighted by support (independent documents); only
    /// type Person`.
    pub fn describe(&self) -> String {
        let actors = self.graph.node_weights().filter(|node| matches!(node, Node::Actor(_))).count();
        let events = self.graph.node_count() - actors;
        let plural = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
        let mut parts = vec![plural(actors, "actor")];
        parts.extend((self.options.view == View::Events).then(|| plural(events, "event")));
        parts.push(plural(self.graph.edge_count(), "edge"));
        let direction = match (self.options.view, self.options.is_directed()) {
            (View::Speakers, _) => "from speakers to those they speak of",
            (View::Denials, _) => "from those who deny to those who say so",
            (View::Events, _) => "between actors and what is said to happen",
            (View::Actors, true) => "directed",
            (View::Actors, false) => "undirected",
        };
        parts.push(direction.to_owned());
        parts.extend(self.options.signed.then(|| "signed by cooperation and conflict".to_owned()));
        parts.push("weighted by support (independent documents)".to_owned());
        let only =
            if self.conditions.is_empty() { String::new() } else { format!("; only {}", self.conditions.join(", ")) };
        parts.join(", ") + &only
    }
}

fn meaning(predicate: &str, statements: &Statements, options: &Options) -> Meaning {
    let relations = || statements.relations.get(predicate).into_iter().flatten().map(String::as_str);
    Meaning {
        taken: options.filter.takes_relations(relations()),
        symmetric: relations().filter_map(relation::get).any(|relation| relation.symmetric),
        score: relations().find_map(relation::score),
    }
}

/// Events are of any type, and are there for their actors.
fn is_node(node: Node, resolution: &Resolution, options: &Options) -> bool {
    match node {
        Node::Actor(id) => options.filter.takes_entity(id, resolution),
        Node::Event(_) => true,
    }
}

/// The edges that a statement is, from where to where.
fn ends(view: View, id: StatementId, statement: &Statement, symmetric: bool) -> Vec<(Node, Node)> {
    let named = [statement.subject, statement.object].into_iter().flatten().map(Node::Actor);
    match (view, statement.subject, statement.object) {
        (View::Events, ..) => named.map(|actor| (actor, Node::Event(id))).collect(),
        (View::Speakers, ..) => {
            let speakers: BTreeSet<EntityId> = statement.speakers.iter().map(|(speaker, _)| *speaker).collect();
            let of = |speaker: EntityId| named.clone().map(move |actor| (Node::Actor(speaker), actor));
            speakers.into_iter().flat_map(of).collect()
        }
        (_, Some(subject), Some(object)) => {
            let (subject, object) = (Node::Actor(subject), Node::Actor(object));
            let back = symmetric.then_some((object, subject));
            [(subject, object)].into_iter().chain(back).collect()
        }
        _ => Vec::new(),
    }
}

fn tie<'a>(mut list: Vec<&'a Statement>, statements: &Statements, meanings: &[Meaning]) -> Tie<'a> {
    let rank = |statement: &'a Statement| {
        let predicate = statements.predicate_of(statement);
        (Reverse(super::degree::strength(statement)), predicate, statement.subject, statement.modality)
    };
    list.sort_by(|a, b| rank(a).cmp(&rank(b)));
    let sources: BTreeSet<u32> = list.iter().flat_map(|statement| &statement.sources).copied().collect();
    Tie { support: sources.len() as u32, score: score(&list, meanings), statements: list }
}

/// What is negated did not happen, and says nothing about how two stand to each other; nor does what somebody only denies.
fn score(list: &[&Statement], meanings: &[Meaning]) -> Option<f64> {
    let counts = |statement: &&&Statement| {
        let denied = |(_, stance): &(EntityId, Stance)| matches!(stance, Stance::Denies | Stance::Doubts);
        let only_denied = !statement.speakers.is_empty() && statement.speakers.iter().all(denied);
        statement.polarity == Polarity::Affirmed && !only_denied
    };
    let scored = list
        .iter()
        .filter(counts)
        .filter_map(|statement| Some((meanings[statement.predicate as usize].score?, f64::from(statement.support()))));
    let (sum, weight) = scored.fold((0.0, 0.0), |(sum, all), (score, weight)| (sum + score * weight, all + weight));
    (weight > 0.0).then(|| sum / weight)
}

fn graph(ties: Vec<((Node, Node), Tie)>) -> DiGraph<Node, Tie> {
    let nodes: BTreeSet<Node> = ties.iter().flat_map(|((a, b), _)| [*a, *b]).collect();
    let mut graph = DiGraph::with_capacity(nodes.len(), ties.len());
    let index: BTreeMap<Node, NodeIndex> = nodes.into_iter().map(|node| (node, graph.add_node(node))).collect();
    for ((a, b), tie) in ties {
        graph.add_edge(index[&a], index[&b], tie);
    }
    graph
}
