//! Statements: all claims that say the same thing about the same entities, with their support.

use super::Resolution;
use super::claim::{Node, ResolvedClaim};
use crate::model::{Claim, EntityId, Modality, Polarity, Stance};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A hash of subject, bare predicate, object, polarity and modality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct StatementId([u8; 10]);

impl std::fmt::Display for StatementId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl From<StatementId> for String {
    fn from(id: StatementId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for StatementId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut id = [0; 10];
        let wrong = || format!("{text:?} is no statement's id");
        for (place, byte) in id.iter_mut().enumerate() {
            let digits = text.get(2 * place..2 * place + 2).ok_or_else(wrong)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| wrong())?;
        }
        Ok(Self(id))
    }
}

/// What is known of a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The subject, where it is an entity.
    pub subject: Option<EntityId>,
    /// The object, where it is an entity.
    pub object: Option<EntityId>,
    /// The readable predicate of its first claim, an index into [`Statements::predicates`].
    pub predicate: u32,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// In what way it is put.
    pub modality: Modality,
    /// The number of claims.
    pub claims: u32,
    /// Who says it and how they stand to it, sorted; the innermost speaker of each claim. Nobody where only articles say it.
    pub speakers: Vec<(EntityId, Stance)>,
    /// The first and the last day that its claims give, or else that their documents were published; none where neither is known.
    pub dates: Option<(Date, Date)>,
    /// Groups of near-identical documents that claim it, by the index of the first of each, sorted.
    pub sources: Vec<u32>,
    /// The claim with the highest confidence, the first of them by document and text, to be quoted.
    best: (f32, u32, u32),
}

impl Statement {
    /// The number of independent documents.
    pub fn support(&self) -> u32 {
        self.sources.len() as u32
    }

    fn note_speaker(&mut self, resolved: &ResolvedClaim) {
        let Some(link) = resolved.speakers.last() else { return };
        let Node::Entity(speaker) = link.node else { return };
        let said = (speaker, link.attribution.stance);
        if let Err(place) = self.speakers.binary_search(&said) {
            self.speakers.insert(place, said);
        }
    }

    fn note_dates(&mut self, resolved: &ResolvedClaim) {
        let Some((first, last)) = resolved.days().or_else(|| resolved.document.document.date.map(|d| (d, d))) else {
            return;
        };
        let (from, to) = self.dates.unwrap_or((first, last));
        self.dates = Some((from.min(first), to.max(last)));
    }

    /// The highest confidence of its claims, 0 to 1.
    pub fn confidence(&self) -> f32 {
        self.best.0
    }

    /// The claim to quote: index of its document, index among that document's resolved claims.
    pub fn best_claim(&self) -> (u32, u32) {
        (self.best.1, self.best.2)
    }
}

/// The statements of a corpus, gathered one document at a time.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Statements {
    /// All statements.
    pub all: BTreeMap<StatementId, Statement>,
    /// Predicates, in order of their first use.
    pub predicates: Vec<String>,
    /// The relations that each predicate was used for, with and without its modality folded in.
    pub relations: BTreeMap<String, BTreeSet<String>>,
    #[serde(skip)]
    predicate_ids: BTreeMap<String, u32>,
}

impl Statements {
    /// Adds the claims of the `document`-th document, which belongs to the `source`-th group of near-identical ones.
    pub fn add(&mut self, document: u32, source: u32, claims: &[ResolvedClaim]) {
        for (index, resolved) in claims.iter().enumerate() {
            let predicate = self.predicate(resolved);
            let statement = self.all.entry(resolved.statement).or_insert_with(|| new(resolved, predicate));
            statement.claims += 1;
            if let Err(place) = statement.sources.binary_search(&source) {
                statement.sources.insert(place, source);
            }
            statement.note_speaker(resolved);
            statement.note_dates(resolved);
            if resolved.claim.confidence > statement.best.0 {
                statement.best = (resolved.claim.confidence, document, index as u32);
            }
        }
    }

    /// The predicate of a statement.
    pub fn predicate_of(&self, statement: &Statement) -> &str {
        self.predicates.get(statement.predicate as usize).map_or("", String::as_str)
    }

    fn predicate(&mut self, resolved: &ResolvedClaim) -> u32 {
        let claim = resolved.claim;
        for predicate in [resolved.bare, &claim.predicate] {
            let relations = self.relations.entry(predicate.to_owned()).or_default();
            relations.extend(claim.relation.clone());
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
        speakers: Vec::new(),
        dates: None,
        sources: Vec::new(),
        best: (f32::NEG_INFINITY, 0, 0),
    }
}

/// The identity of the statement that a claim makes: its bare predicate between its ends, polarity and modality.
pub(super) fn id(claim: &Claim, bare: &str, ends: [Option<&Node>; 2], resolution: &Resolution) -> StatementId {
    let [subject, object] = ends.map(|node| node.map_or_else(|| "true".to_owned(), |node| node.key(resolution)));
    let key = format!("{subject}\t{bare}\t{object}\t{:?}\t{:?}", claim.polarity, claim.modality);
    let mut id = [0; 10];
    id.copy_from_slice(&blake3::hash(key.as_bytes()).as_bytes()[..10]);
    StatementId(id)
}
