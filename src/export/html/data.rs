//! What the page knows, as JSON: see `explorer/src/data.js` for its reader.

use crate::contradict::ClaimPlace;
use crate::export::network::Network;
use crate::export::{ExportError, attributes};
use crate::model::{Polarity, Span};
use crate::resolve::{Node, Resolution, ResolvedClaim, StatementId};
use crate::store::Corpus;
use crate::vocab;
use serde::Serialize;
use std::collections::BTreeMap;

/// Claims about one actor alone are left out beyond so many claims, since a page must open.
const MOST: usize = 60_000;

/// The page's data.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    /// The page's title.
    pub title: String,
    documents: Vec<Document>,
    /// Sentences with claims: document, text.
    sentences: Vec<(usize, String)>,
    actors: Vec<Actor<'a>>,
    edges: Vec<Edge<'a>>,
    claims: Vec<Claim>,
    contradictions: Vec<Contradiction<'a>>,
    disputes: Vec<Dispute>,
    /// The number of claims that no room was left for.
    omitted: usize,
}

#[derive(Serialize)]
struct Document {
    id: String,
    title: String,
    publisher: Option<String>,
    date: Option<String>,
    source: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct Actor<'a> {
    id: &'a str,
    label: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    wikidata: Option<&'a str>,
    aliases: &'a [String],
    descriptions: &'a [String],
    degree: u32,
    centrality: f64,
    community: u32,
    /// Where it is drawn; none for an actor without an edge.
    at: Option<(f64, f64)>,
}

#[derive(Serialize)]
struct Edge<'a> {
    ends: (usize, usize),
    predicate: &'a str,
    support: u32,
    contradicted: bool,
}

/// A part of a claim: its label, the actor that it is, if any, and its place in the sentence in UTF-16 units.
#[derive(Serialize)]
struct Part {
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
}

#[derive(Serialize)]
struct Claim {
    id: String,
    sentence: usize,
    edge: Option<usize>,
    subject: Part,
    predicate: String,
    words: Option<(usize, usize)>,
    relation: Option<String>,
    object: Option<Part>,
    others: Vec<Part>,
    speakers: Vec<Part>,
    negated: bool,
    modality: &'static str,
    day: Option<String>,
    confidence: f64,
}

#[derive(Serialize)]
struct Contradiction<'a> {
    kind: &'static str,
    between: &'static str,
    score: f64,
    reason: &'a str,
    claims: [usize; 2],
}

#[derive(Serialize)]
struct Dispute {
    ends: [usize; 2],
    /// An index into the contradictions.
    contradiction: usize,
}

/// The data of a corpus with the actors and edges of `network`.
pub(super) fn of<'a>(corpus: &Corpus, network: &'a Network) -> Result<Data<'a>, ExportError> {
    let index = Index {
        resolution: &corpus.resolution,
        actors: (0..).zip(&network.actors).map(|(i, actor)| (actor.entity.name.as_str(), i)).collect(),
        edges: (0..).zip(&network.edges).map(|(i, edge)| (edge.id, i)).collect(),
    };
    let mut data = Data {
        title: title(network),
        documents: Vec::new(),
        sentences: Vec::new(),
        actors: actors(network),
        edges: edges(network),
        claims: Vec::new(),
        contradictions: Vec::new(),
        disputes: disputes(network),
        omitted: 0,
    };
    let mut weighed: BTreeMap<ClaimPlace, Option<usize>> =
        network.contradictions.iter().flat_map(|found| found.claims).map(|place| (place, None)).collect();
    corpus.for_each(|number, document, claims| {
        data.documents.push(self::document(&document.document));
        let mut sentences = BTreeMap::new();
        for (place, claim) in (0..).zip(claims) {
            let weighed = weighed.get_mut(&(number as u32, place));
            if weighed.is_none() && !index.concerns(claim) {
                continue;
            }
            if data.claims.len() >= MOST && weighed.is_none() && !index.edges.contains_key(&claim.statement) {
                data.omitted += 1;
                continue;
            }
            let sentence = *sentences.entry(claim.claim.sentence).or_insert_with(|| {
                data.sentences.push((data.documents.len() - 1, claim.quote().to_owned()));
                data.sentences.len() - 1
            });
            if let Some(weighed) = weighed {
                *weighed = Some(data.claims.len());
            }
            data.claims.push(index.claim(claim, sentence));
        }
        Ok::<_, ExportError>(())
    })?;
    data.contradictions = contradictions(network, &weighed);
    Ok(data)
}

fn title(network: &Network) -> String {
    let names: Vec<&str> = network.actors.iter().take(3).map(|actor| actor.entity.label.as_str()).collect();
    if names.is_empty() { "claimgraph".to_owned() } else { names.join(" · ") }
}

fn document(document: &crate::model::Document) -> Document {
    let name = || document.source.rsplit('/').next().unwrap_or_default().to_owned();
    Document {
        id: document.id.clone(),
        title: document.title.clone().unwrap_or_else(name),
        publisher: document.publisher.clone(),
        date: document.date.map(|date| date.to_string()),
        source: document.source.clone(),
        url: document.url.clone(),
    }
}

/// The actors, those with an edge at their places in a drawing of circles.
fn actors(network: &Network) -> Vec<Actor<'_>> {
    // The library's axis points upwards.
    let tenths = |value: f64| (value * 10.0).round() / 10.0;
    let at = attributes::places(network, 18.0).into_iter().map(|at| at.map(|at| (tenths(at.x), tenths(-at.y))));
    network.actors.iter().zip(at).map(|(actor, at)| actor_row(actor, at)).collect()
}

fn actor_row(actor: &crate::export::network::Actor, at: Option<(f64, f64)>) -> Actor<'_> {
    let entity = &actor.entity;
    Actor {
        id: &entity.name,
        label: &entity.label,
        kind: vocab::class_name(entity.kind),
        wikidata: entity.wikidata.as_deref(),
        aliases: &entity.aliases,
        descriptions: &entity.descriptions,
        degree: actor.degree,
        centrality: (actor.centrality * 1e6).round() / 1e6,
        community: actor.community,
        at,
    }
}

fn edges(network: &Network) -> Vec<Edge<'_>> {
    let edges = network.edges.iter().map(|edge| Edge {
        ends: (edge.source, edge.target),
        predicate: &edge.predicate,
        support: edge.support,
        contradicted: edge.contradicted,
    });
    edges.collect()
}

fn contradictions<'a>(network: &'a Network, claims: &BTreeMap<ClaimPlace, Option<usize>>) -> Vec<Contradiction<'a>> {
    let row = |found: &'a crate::contradict::Contradiction| {
        let [a, b] = found.claims.map(|place| claims.get(&place).copied().flatten());
        Some(Contradiction {
            kind: found.kind.name(),
            between: found.between.name(),
            score: (f64::from(found.score) * 100.0).round() / 100.0,
            reason: &found.reason,
            claims: [a?, b?],
        })
    };
    network.contradictions.iter().filter_map(row).collect()
}

fn disputes(network: &Network) -> Vec<Dispute> {
    let rows = network.disputes.iter();
    rows.map(|dispute| Dispute { ends: dispute.ends, contradiction: dispute.contradiction }).collect()
}

/// Where actors and edges stand in the data.
struct Index<'a> {
    resolution: &'a Resolution,
    actors: BTreeMap<&'a str, usize>,
    edges: BTreeMap<StatementId, usize>,
}

impl Index<'_> {
    fn actor(&self, node: &Node) -> Option<usize> {
        match node {
            Node::Entity(id) => self.actors.get(self.resolution.entity(*id)?.name.as_str()).copied(),
            _ => None,
        }
    }

    /// Whether an actor takes part in a claim or says it.
    fn concerns(&self, claim: &ResolvedClaim) -> bool {
        let speakers = claim.speakers.iter().map(|speaker| &speaker.node);
        [&claim.subject].into_iter().chain(&claim.object).chain(speakers).any(|node| self.actor(node).is_some())
    }

    fn part(&self, node: &Node, span: Span, sentence: &Sentence) -> Part {
        Part { label: node.label(self.resolution), actor: self.actor(node), at: sentence.place(span), role: None }
    }

    fn claim(&self, resolved: &ResolvedClaim, sentence: usize) -> Claim {
        let claim = resolved.claim;
        let text = Sentence::of(resolved);
        let object = claim.object.as_ref().zip(resolved.object.as_ref());
        let others = claim.arguments.iter().zip(&resolved.arguments).map(|((role, slot), (_, node))| Part {
            role: Some(vocab::role_name(*role)),
            ..self.part(node, slot.span, &text)
        });
        let speakers = resolved.speakers.iter().map(|speaker| Part {
            role: Some(vocab::stance_name(speaker.attribution.stance)),
            ..self.part(&speaker.node, speaker.attribution.speaker.span, &text)
        });
        Claim {
            id: resolved.id.clone(),
            sentence,
            edge: self.edges.get(&resolved.statement).copied(),
            subject: self.part(&resolved.subject, claim.subject.span, &text),
            predicate: claim.predicate.replace('_', " "),
            words: text.place(claim.predicate_span),
            relation: claim.relation.clone(),
            object: object.map(|(slot, node)| self.part(node, slot.span, &text)),
            others: others.collect(),
            speakers: speakers.collect(),
            negated: claim.polarity == Polarity::Negated,
            modality: vocab::modality_name(claim.modality),
            day: resolved.days().map(|(first, _)| first.to_string()),
            confidence: (f64::from(claim.confidence.clamp(0.0, 1.0)) * 100.0).round() / 100.0,
        }
    }
}

/// A sentence within its document's text.
struct Sentence<'a> {
    span: Span,
    text: &'a str,
}

impl<'a> Sentence<'a> {
    fn of(claim: &ResolvedClaim<'a>) -> Self {
        let span = claim.document.sentences.get(claim.claim.sentence as usize).copied().unwrap_or_default();
        Self { span, text: span.of(&claim.document.document.text) }
    }

    /// Where a span of the document stands in the sentence, in UTF-16 units; none where it stands elsewhere.
    fn place(&self, span: Span) -> Option<(usize, usize)> {
        let units = |byte: u32| Some(self.text.get(..(byte - self.span.start) as usize)?.encode_utf16().count());
        if !self.span.contains(span) || span.is_empty() {
            return None;
        }
        Some((units(span.start)?, units(span.end)?))
    }
}
