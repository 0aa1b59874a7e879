//! Claims with their slots resolved: what every output (RDF, JSONL, tables) is written from.

use super::Resolution;
use super::statement::{self, StatementId};
use crate::extract::lexicon;
use crate::model::{Attribution, Claim, DocumentClaims, EntityId, Quantity, Role, Slot, Stance, Time, TimeKind, Value};
use crate::model::{Modality, Polarity};
use crate::vocab;
use jiff::civil::Date;

/// What a slot stands for in the graph.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// An entity of the corpus.
    Entity(EntityId),
    /// Something that takes part but that no entity stands for; named after its words and its document.
    Phrase {
        /// The local part of its IRI.
        name: String,
        /// Its words.
        label: String,
    },
    /// A number.
    Quantity(Quantity),
    /// A time; the words where its value is unknown.
    Time(Time, String),
    /// The text itself.
    Text(String),
    /// Another claim.
    Claim {
        /// Its id.
        id: String,
        /// Its clause as written here.
        label: String,
    },
}

impl Node {
    /// A string that is the same for nodes that mean the same.
    pub fn key(&self, resolution: &Resolution) -> String {
        match self {
            Node::Entity(id) => format!("e {}", resolution.entity(*id).map_or("", |entity| &entity.name)),
            Node::Phrase { name, .. } => format!("e {name}"),
            Node::Quantity(quantity) => format!("q {}", quantity_name(quantity)),
            Node::Time(time, text) => format!("t {:?} {}", time.kind, time.value.as_ref().unwrap_or(text)),
            Node::Text(text) => format!("x {text}"),
            Node::Claim { id, .. } => format!("c {id}"),
        }
    }

    /// How it reads.
    pub fn label(&self, resolution: &Resolution) -> String {
        match self {
            Node::Entity(id) => resolution.entity(*id).map(|entity| entity.label.clone()).unwrap_or_default(),
            Node::Phrase { label, .. } | Node::Claim { label, .. } | Node::Text(label) => label.clone(),
            Node::Quantity(quantity) => quantity_label(quantity),
            Node::Time(time, text) => time.value.clone().unwrap_or_else(|| text.clone()),
        }
    }
}

/// A link of the chain of attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker<'a> {
    /// Who.
    pub node: Node,
    /// As extracted.
    pub attribution: &'a Attribution,
    /// The local part of the IRI of this act of saying.
    pub id: String,
}

/// A claim with everything that it refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedClaim<'a> {
    /// The local part of its IRI: a piece of the document's id and a hash of where and what it claims.
    pub id: String,
    /// The document and its other claims.
    pub document: &'a DocumentClaims,
    /// As extracted.
    pub claim: &'a Claim,
    /// The predicate without modality and negation folded in: `call_with` for `plans_call_with`.
    pub bare: &'a str,
    /// Who or what it is about: an entity, a phrase or a claim.
    pub subject: Node,
    /// The object, if any.
    pub object: Option<Node>,
    /// Further roles.
    pub arguments: Vec<(Role, Node)>,
    /// The chain of attribution, outermost first.
    pub speakers: Vec<Speaker<'a>>,
    /// The statement that it is an utterance of.
    pub statement: StatementId,
}

impl ResolvedClaim<'_> {
    /// The sentence that it stands in.
    pub fn quote(&self) -> &str {
        let sentence = self.document.sentences.get(self.claim.sentence as usize);
        sentence.map_or("", |span| span.of(&self.document.document.text))
    }

    /// The first and the last day of the time that the claim itself gives, where it is a resolved date or interval.
    pub fn days(&self) -> Option<(Date, Date)> {
        let times = self.arguments.iter().filter_map(|(role, node)| match node {
            Node::Time(time, _) if *role == Role::Time && time.kind == TimeKind::Date => time.value.as_deref(),
            _ => None,
        });
        times.filter_map(interval).next()
    }

    /// Whether the text puts it as a plain fact: actual, affirmed, and nobody in the chain denies or doubts it.
    pub fn is_asserted(&self) -> bool {
        self.claim.modality == Modality::Actual && self.claim.polarity == Polarity::Affirmed && !self.is_denied()
    }

    /// Whether somebody in the chain of attribution denies or doubts it.
    pub fn is_denied(&self) -> bool {
        self.claim.attribution.iter().any(|link| matches!(link.stance, Stance::Denies | Stance::Doubts))
    }
}

/// The first and the last day of an ISO 8601 day, month, year or interval of such: `2025-05` ends on the 31st.
pub fn interval(value: &str) -> Option<(Date, Date)> {
    let (from, to) = value.split_once('/').unwrap_or((value, value));
    Some((period(from)?.0, period(to)?.1)).filter(|(from, to)| from <= to)
}

fn period(value: &str) -> Option<(Date, Date)> {
    let mut parts = value.splitn(3, '-');
    let year: i16 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    match (parts.next(), parts.next()) {
        (None, _) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        (Some(month), None) => {
            let first = Date::new(year, month.parse().ok()?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        _ => value.parse().ok().map(|day: Date| (day, day)),
    }
}

/// Resolves the claims of one document, in text order and without repetition.
pub fn claims<'a>(document: &'a DocumentClaims, resolution: &Resolution) -> Vec<ResolvedClaim<'a>> {
    let ids: Vec<String> = document.claims.iter().map(|claim| claim_id(document, claim)).collect();
    let context = Context { document, resolution, ids: &ids };
    let mut seen = std::collections::BTreeSet::new();
    let fresh = document.claims.iter().zip(&ids).filter(|(_, id)| seen.insert(id.as_str()));
    fresh.map(|(claim, id)| context.claim(claim, id)).collect()
}

struct Context<'a, 'c> {
    document: &'a DocumentClaims,
    resolution: &'c Resolution,
    ids: &'c [String],
}

impl<'a> Context<'a, '_> {
    fn claim(&self, claim: &'a Claim, id: &str) -> ResolvedClaim<'a> {
        let subject = self.resource(&claim.subject);
        let object = claim.object.as_ref().map(|slot| self.node(slot));
        let arguments = claim.arguments.iter().map(|(role, slot)| (*role, self.node(slot))).collect();
        let plain = claim.modality == Modality::Actual && claim.polarity == Polarity::Affirmed;
        let bare = if plain { claim.predicate.as_str() } else { lexicon::bare(&claim.predicate) };
        let statement = statement::id(claim, bare, [Some(&subject), object.as_ref()], self.resolution);
        let (id, document, speakers) = (id.to_owned(), self.document, self.speakers(claim));
        ResolvedClaim { id, document, claim, bare, subject, object, arguments, speakers, statement }
    }

    fn speakers(&self, claim: &'a Claim) -> Vec<Speaker<'a>> {
        let mut chain = String::new();
        let link = |attribution: &'a Attribution| {
            chain += &format!("{:?} {:?} ", attribution.cue, attribution.speaker.span);
            let id = local_id(self.document, &chain);
            Speaker { node: self.resource(&attribution.speaker), attribution, id }
        };
        claim.attribution.iter().map(link).collect()
    }

    fn text(&self, slot: &Slot) -> String {
        let words = slot.span.of(&self.document.document.text).split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }

    fn node(&self, slot: &Slot) -> Node {
        match &slot.value {
            Value::Entity(local) => match self.resolution.id(&self.document.document.id, *local) {
                Some(id) if id != EntityId::MAX => Node::Entity(id),
                _ => Node::Text(self.text(slot)),
            },
            Value::Quantity(quantity) if quantity.value.is_finite() => Node::Quantity(quantity.clone()),
            Value::Time(time) => Node::Time(time.clone(), self.text(slot)),
            Value::Claim(index) => match self.ids.get(*index as usize) {
                Some(id) => Node::Claim { id: id.clone(), label: self.text(slot) },
                None => Node::Text(self.text(slot)),
            },
            Value::Quantity(_) | Value::Text => Node::Text(self.text(slot)),
        }
    }

    /// A slot whose node must be a resource, since literals cannot be subjects.
    fn resource(&self, slot: &Slot) -> Node {
        match self.node(slot) {
            node @ (Node::Entity(_) | Node::Claim { .. }) => node,
            _ => {
                let label = self.text(slot);
                let short: String = vocab::local_name(&label).chars().take(60).collect();
                let digest = local_id(self.document, &label);
                let name = format!("{}_{}", if short.is_empty() { "phrase" } else { &short }, digest);
                Node::Phrase { name: name.replace("_-", "_"), label }
            }
        }
    }
}

/// A claim's identity is where it stands and what it says there.
fn claim_id(document: &DocumentClaims, claim: &Claim) -> String {
    let object = claim.object.as_ref().map(|slot| slot.span);
    let what = format!(
        "{} {:?} {} {:?} {object:?} {:?} {:?}",
        claim.sentence, claim.subject.span, claim.predicate, claim.predicate_span, claim.polarity, claim.modality
    );
    // `Both left` claims it of each of them, at the same place.
    let here = |c: &&Claim| {
        let same = c.subject.span == claim.subject.span && c.predicate_span == claim.predicate_span;
        same && c.predicate == claim.predicate && c.object.as_ref().map(|slot| slot.span) == object
    };
    let from = document.claims.partition_point(|c| c.sentence < claim.sentence);
    let beside = document.claims[from..].iter().take_while(|c| c.sentence == claim.sentence);
    match beside.filter(here).position(|c| c == claim) {
        None | Some(0) => local_id(document, &what),
        Some(n) => local_id(document, &format!("{what} {n}")),
    }
}

/// An id that is unique to the document and, within it, to `what`.
fn local_id(document: &DocumentClaims, what: &str) -> String {
    let prefix = document.document.id.get(..12).unwrap_or(&document.document.id);
    format!("{prefix}-{}", &blake3::hash(what.as_bytes()).to_hex()[..12])
}

/// A readable name that equal quantities share: `more_than_5000_casualty_per_week`.
pub fn quantity_name(quantity: &Quantity) -> String {
    let label = quantity_label(quantity);
    let name = vocab::local_name(&label);
    match name == label.replace(' ', "_") {
        true => name,
        false => format!("{name}_{}", &blake3::hash(label.as_bytes()).to_hex()[..8]),
    }
}

/// A quantity in words: `more than 5000 casualty per week`.
pub fn quantity_label(quantity: &Quantity) -> String {
    let bound = match quantity.bound {
        crate::model::Bound::Exact => String::new(),
        bound => format!("{} ", vocab::bound_name(bound).replace('_', " ")),
    };
    let upper = quantity.upper.map_or(String::new(), |upper| format!(" to {upper}"));
    let unit = quantity.unit.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
    let per = quantity.per.as_ref().map_or(String::new(), |per| format!(" per {per}"));
    format!("{bound}{}{upper}{unit}{per}", quantity.value)
}
