//! Statements: all claims that say the same thing about the same entities, with their support.

use super::claim::{Node, ResolvedClaim};
use super::Resolution;
use crate::model::{Claim, EntityId, Modality, Polarity};
use std::collections::BTreeMap;

/// A hash of subject, predicate, object, polarity and modality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId([u8; 10]);

impl std::fmt::Display for StatementId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What is known of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The subject, where it is an entity.
    pub subject: Option<EntityId>,
    /// The object, where it is an entity.
    pub object: Option<EntityId>,
    /// An index into [`Statements::predicates`].
    pub predicate: u32,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// In what way it is put.
    pub modality: Modality,
    /// The number of claims.
    pub claims: u32,
    /// Groups of near-identical documents that claim it, sorted.
    sources: Vec<u32>,
    /// The claim with the highest confidence, the first of them by document and text, to be quoted.
    best: (f32, u32, u32),
}

impl Statement {
    /// The number of independent documents.
    pub fn support(&self) -> u32 {
        self.sources.len() as u32
    }

    /// The claim to quote: index of its document, index among that document's resolved claims.
    pub fn best_claim(&self) -> (u32, u32) {
        (self.best.1, self.best.2)
    }
}

/// The statements of a corpus, gathered one document at a time.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    /// All statements.
    pub all: BTreeMap<StatementId, Statement>,
    /// Predicates, in order of their first use.
    pub predicates: Vec<String>,
    /// The relations that each predicate was used for, and how often.
    pub relations: BTreeMap<String, BTreeMap<String, u32>>,
    predicate_ids: BTreeMap<String, u32>,
}

impl Statements {
    /// Adds the claims of the `document`-th document, which belongs to the `source`-th group of near-identical ones.
    pub fn add(&mut self, document: u32, source: u32, claims: &[ResolvedClaim]) {
        for (index, resolved) in claims.iter().enumerate() {
            let predicate = self.predicate(resolved.claim);
            let statement = self.all.entry(resolved.statement).or_insert_with(|| new(resolved, predicate));
            statement.claims += 1;
            if let Err(place) = statement.sources.binary_search(&source) {
                statement.sources.insert(place, source);
            }
            if resolved.claim.confidence > statement.best.0 {
                statement.best = (resolved.claim.confidence, document, index as u32);
            }
        }
    }

    /// The predicate of a statement.
    pub fn predicate_of(&self, statement: &Statement) -> &str {
        self.predicates.get(statement.predicate as usize).map_or("", String::as_str)
    }

    fn predicate(&mut self, claim: &Claim) -> u32 {
        let relations = self.relations.entry(claim.predicate.clone()).or_default();
        if let Some(relation) = &claim.relation {
            *relations.entry(relation.clone()).or_default() += 1;
        }
        if let Some(id) = self.predicate_ids.get(&claim.predicate) {
            return *id;
        }
        let id = self.predicates.len() as u32;
        self.predicates.push(claim.predicate.clone());
        self.predicate_ids.insert(claim.predicate.clone(), id);
        id
    }
}

fn new(resolved: &ResolvedClaim, predicate: u32) -> Statement {
    let entity = |node: &Node| match node {
        Node::Entity(id) => Some(*id),
        _ => None,
    };
    Statement {
        subject: entity(&resolved.subject),
        object: resolved.object.as_ref().and_then(entity),
        predicate,
        polarity: resolved.claim.polarity,
        modality: resolved.claim.modality,
        claims: 0,
        sources: Vec::new(),
        best: (f32::NEG_INFINITY, 0, 0),
    }
}

/// The identity of the statement that a claim makes.
pub(super) fn id(claim: &Claim, subject: &Node, object: Option<&Node>, resolution: &Resolution) -> StatementId {
    let object = object.map_or_else(|| "true".to_owned(), |node| node.key(resolution));
    let key = format!(
        "{}\t{}\t{object}\t{:?}\t{:?}",
        subject.key(resolution),
        claim.predicate,
        claim.polarity,
        claim.modality
    );
    let mut id = [0; 10];
    id.copy_from_slice(&blake3::hash(key.as_bytes()).as_bytes()[..10]);
    StatementId(id)
}
