//! The graph as drawings and network tools see it: named actors, and one edge for each statement between two of them.

use crate::contradict::{self, ClaimPlace, Contradiction};
use crate::graph::{self, degree};
use crate::model::{Entity, EntityId, Modality, Polarity};
use crate::resolve::{Node, ResolvedClaim, Statement, StatementId};
use crate::store::{Corpus, StoreError};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// An actor of the network.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The entity.
    pub entity: Entity,
    /// The number of other actors that it shares an edge with.
    pub degree: u32,
    /// Claims in which it is subject or object.
    pub claims: u32,
    /// Its share of attention (PageRank over the undirected projection); all actors' add up to 1.
    pub centrality: f64,
    /// The community that it belongs to, 0 for the largest.
    pub community: u32,
}

/// A statement between two actors.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The statement.
    pub id: StatementId,
    /// The subject, an index into [`Network::actors`].
    pub source: usize,
    /// The object, an index into [`Network::actors`].
    pub target: usize,
    /// The readable predicate, in snake case.
    pub predicate: String,
    /// What it means in the ontology, where something fits.
    pub relation: Option<String>,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// In what way it is put.
    pub modality: Modality,
    /// The number of independent documents.
    pub support: u32,
    /// The number of claims.
    pub claims: u32,
    /// Days of publication of the documents that claim it, the first and the last.
    pub days: Option<(Date, Date)>,
    /// Who published them, sorted.
    pub publishers: BTreeSet<String>,
    /// The sentence of its best claim.
    pub quote: String,
    /// Whether a contradiction is known that it takes part in.
    pub contradicted: bool,
}

impl Edge {
    /// Its predicate in words.
    pub fn label(&self) -> String {
        self.predicate.replace('_', " ")
    }

    /// The order of strength: support, then claims, then what is asserted plainly.
    pub fn strength(&self) -> (u32, u32, bool) {
        let plain = self.modality == Modality::Actual && self.polarity == Polarity::Affirmed;
        (self.support, self.claims, plain)
    }
}

/// Actors and the edges between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// The actors, most central first, ties by claims and label.
    pub actors: Vec<Actor>,
    /// The edges, strongest first, ties by labels.
    pub edges: Vec<Edge>,
    /// Who contradicts whom, surest first.
    pub disputes: Vec<Dispute>,
    /// The contradictions of the corpus, surest first.
    pub contradictions: Vec<Contradiction>,
}

/// A contradiction between what two actors say, or between what is said of them where no actor says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// The two, indices into [`Network::actors`].
    pub ends: [usize; 2],
    /// The contradiction, an index into [`Network::contradictions`].
    pub contradiction: usize,
}

/// What the claims of one statement add to it.
#[derive(Default)]
struct Details {
    relation: Option<String>,
    days: Option<(Date, Date)>,
    publishers: BTreeSet<String>,
    quote: String,
    confidence: f32,
    contradicted: bool,
}

impl Details {
    fn add(&mut self, claim: &ResolvedClaim) {
        let document = &claim.document.document;
        if self.quote.is_empty() || claim.claim.confidence > self.confidence {
            (self.quote, self.confidence) = (claim.quote().to_owned(), claim.claim.confidence);
        }
        self.relation = self.relation.take().or_else(|| claim.claim.relation.clone());
        self.publishers.extend(document.publisher.clone());
        if let Some(day) = document.date {
            let (first, last) = self.days.unwrap_or((day, day));
            self.days = Some((first.min(day), last.max(day)));
        }
    }
}

impl Network {
    /// The network of a corpus.
    ///
    /// # Errors
    /// As [`Corpus::open`].
    pub fn of(corpus: &Corpus) -> Result<Self, StoreError> {
        let statements = corpus.statements()?;
        let mut network = Self::default();
        let mut index: BTreeMap<EntityId, usize> = BTreeMap::new();
        for actor in degree::actors(&statements, &corpus.resolution) {
            let Some(entity) = corpus.resolution.entity(actor.id) else { continue };
            index.insert(actor.id, network.actors.len());
            let (degree, claims) = (actor.degree, actor.acts + actor.acted_on);
            network.actors.push(Actor { entity: entity.clone(), degree, claims, centrality: 0.0, community: 0 });
        }
        network.contradictions =
            contradict::find(&corpus.propositions()?, contradict::DEFAULT_SCORE, false).contradictions;
        let (mut details, voices) = network.read_claims(corpus, &index)?;
        network.disputes = disputes(&network.contradictions, &voices);
        for (id, statement) in &statements.all {
            let end = |entity: Option<EntityId>| index.get(&entity?).copied();
            if let (Some(source), Some(target), Some(details)) =
                (end(statement.subject), end(statement.object), details.remove(id))
            {
                network.edges.push(edge(*id, [source, target], statement, details, statements.predicate_of(statement)));
            }
        }
        network.measure();
        network.sort_actors();
        network.sort_edges();
        Ok(network)
    }

    /// Finds centrality and communities.
    fn measure(&mut self) {
        let ends = self.edges.iter().map(|edge| (edge.source as u32, edge.target as u32, f64::from(edge.support)));
        let graph = graph::Network::new(self.actors.len(), false, ends);
        let communities = graph::communities::communities(&graph);
        let ranks = graph::pagerank::pagerank(&graph);
        for (actor, (community, rank)) in self.actors.iter_mut().zip(communities.of.iter().zip(ranks)) {
            (actor.community, actor.centrality) = (*community, rank);
        }
    }

    fn sort_actors(&mut self) {
        // Beyond twelve digits the order of additions shows.
        let key = |actor: &Actor| {
            let Actor { entity, claims, centrality, .. } = actor;
            (Reverse((centrality * 1e12).round() as u64), Reverse(*claims), entity.label.clone(), entity.name.clone())
        };
        let mut order: Vec<usize> = (0..self.actors.len()).collect();
        order.sort_by_cached_key(|actor| key(&self.actors[*actor]));
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, old)| place[*old] = new);
        for edge in &mut self.edges {
            (edge.source, edge.target) = (place[edge.source], place[edge.target]);
        }
        self.disputes.iter_mut().for_each(|dispute| dispute.ends = dispute.ends.map(|end| place[end]));
        let mut actors = std::mem::take(&mut self.actors).into_iter().zip(place).collect::<Vec<_>>();
        actors.sort_by_key(|(_, place)| *place);
        self.actors = actors.into_iter().map(|(actor, _)| actor).collect();
    }

    fn sort_edges(&mut self) {
        let label = |actor: usize| self.actors.get(actor).map_or("", |actor| actor.entity.label.as_str());
        self.edges.sort_by(|a, b| {
            let ends = |edge: &Edge| (label(edge.source), label(edge.target));
            let words = |edge: &Edge| (edge.predicate.clone(), edge.modality, edge.polarity, edge.id);
            b.strength().cmp(&a.strength()).then_with(|| ends(a).cmp(&ends(b))).then_with(|| words(a).cmp(&words(b)))
        });
    }

    /// Its `count` most central actors and the edges between them; all where `count` is 0.
    pub fn first(self, count: usize) -> Self {
        let count = if count == 0 { usize::MAX } else { count };
        let kept = (0..self.actors.len().min(count)).collect();
        self.only(kept)
    }

    /// Its `count` most central actors that have an edge or a dispute, and the edges between these; all of them where `count` is 0.
    pub fn top(self, count: usize) -> Self {
        let count = if count == 0 { usize::MAX } else { count };
        let kept = self.linked().into_iter().take(count).collect();
        self.only(kept)
    }

    /// What a dispute is about.
    pub fn contradiction(&self, dispute: &Dispute) -> &Contradiction {
        &self.contradictions[dispute.contradiction]
    }

    /// The actors that have an edge or a dispute.
    pub fn linked(&self) -> BTreeSet<usize> {
        let edges = self.edges.iter().flat_map(|edge| [edge.source, edge.target]);
        edges.chain(self.disputes.iter().flat_map(|dispute| dispute.ends)).collect()
    }

    /// The actors `kept`, sorted, and the edges between them.
    fn only(mut self, kept: Vec<usize>) -> Self {
        let place = |actor: usize| kept.binary_search(&actor).ok();
        self.edges.retain_mut(|edge| match (place(edge.source), place(edge.target)) {
            (Some(source), Some(target)) => {
                (edge.source, edge.target) = (source, target);
                true
            }
            _ => false,
        });
        self.disputes.retain_mut(|dispute| match dispute.ends.map(place) {
            [Some(a), Some(b)] => {
                dispute.ends = [a, b];
                true
            }
            _ => false,
        });
        let mut actors: Vec<Option<Actor>> = self.actors.into_iter().map(Some).collect();
        self.actors = kept.iter().filter_map(|actor| actors[*actor].take()).collect();
        self
    }
}

fn edge(id: StatementId, ends: [usize; 2], statement: &Statement, details: Details, predicate: &str) -> Edge {
    Edge {
        id,
        source: ends[0],
        target: ends[1],
        predicate: predicate.to_owned(),
        relation: details.relation,
        polarity: statement.polarity,
        modality: statement.modality,
        support: statement.support(),
        claims: statement.claims,
        days: details.days,
        publishers: details.publishers,
        quote: details.quote,
        contradicted: details.contradicted,
    }
}

/// Who says a claim, or else whom it is about, by the claim's place.
type Voices = BTreeMap<ClaimPlace, Option<usize>>;

impl Network {
    /// What the claims between two different actors say, by statement, and the voices of those that are contradicted.
    fn read_claims(
        &self,
        corpus: &Corpus,
        actors: &BTreeMap<EntityId, usize>,
    ) -> Result<(BTreeMap<StatementId, Details>, Voices), StoreError> {
        let mut voices: Voices =
            self.contradictions.iter().flat_map(|found| found.claims).map(|place| (place, None)).collect();
        let mut details: BTreeMap<StatementId, Details> = BTreeMap::new();
        let actor = |node: &Node| match node {
            Node::Entity(id) => actors.get(id).copied(),
            _ => None,
        };
        corpus.for_each(|document, _, claims| {
            for (index, claim) in (0..).zip(claims) {
                let voice = voices.get_mut(&(document as u32, index));
                let contradicted = voice.is_some();
                if let Some(voice) = voice {
                    let speaker = claim.speakers.last().map(|speaker| &speaker.node);
                    *voice = speaker.and_then(actor).or_else(|| actor(&claim.subject));
                }
                if let (Some(subject), Some(object)) = (actor(&claim.subject), claim.object.as_ref().and_then(actor))
                    && subject != object
                {
                    let entry = details.entry(claim.statement).or_default();
                    entry.add(claim);
                    entry.contradicted |= contradicted;
                }
            }
            Ok::<_, StoreError>(())
        })?;
        Ok((details, voices))
    }
}

fn disputes(contradictions: &[Contradiction], voices: &Voices) -> Vec<Dispute> {
    let dispute = |(contradiction, found): (usize, &Contradiction)| {
        let [a, b] = found.claims.map(|place| voices.get(&place).copied().flatten());
        let ends = [a?, b?];
        (ends[0] != ends[1]).then_some(Dispute { ends, contradiction })
    };
    contradictions.iter().enumerate().filter_map(dispute).collect()
}
