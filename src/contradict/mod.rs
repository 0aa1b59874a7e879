//! Contradictions: claims that cannot both be right, and why the others can.
//!
//! A contradiction needs one event or state that both claims speak of, and something in which they cannot both be right. Detectors
//! find the second, event identity and gates test the first; what a gate lets go keeps its reason.

pub mod between;
mod candidates;
pub mod class;
pub mod compare;
pub mod event;
pub mod office;
pub mod opposite;
pub mod place;
pub mod proposition;
pub mod quantity;
pub mod stance;
pub mod standing;
pub mod symbol;
pub mod term;
pub mod time;
pub mod value;
pub mod weigh;

use proposition::{Proposition, Propositions};
use std::fmt;
use symbol::Symbol;
use weigh::Verdict;

/// In what two claims differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Different values of one property: a count, a duration, a place, an office.
    Value,
    /// The same proposition affirmed and negated.
    Polarity,
    /// Opposite relations: accepts and rejects.
    Opposite,
    /// Classes that nothing belongs to at once.
    Class,
    /// The same event with different dates or order.
    Time,
    /// Will, and will not.
    Modality,
    /// Found by a rule of the user's own.
    Rule,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 7] =
        [Kind::Value, Kind::Polarity, Kind::Opposite, Kind::Class, Kind::Time, Kind::Modality, Kind::Rule];

    /// Its name in the ontology, in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Value => "value",
            Kind::Polarity => "polarity",
            Kind::Opposite => "opposite",
            Kind::Class => "class",
            Kind::Time => "time",
            Kind::Modality => "modality",
            Kind::Rule => "rule",
        }
    }
}

/// Who contradicts whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Between {
    /// Two independent documents.
    Sources,
    /// One document contradicts itself.
    Within,
    /// Two actors, both reported.
    Dispute,
    /// The later one updates the earlier one.
    Change,
}

impl Between {
    /// All of them.
    pub const ALL: [Between; 4] = [Between::Sources, Between::Within, Between::Dispute, Between::Change];

    /// How it reads, and its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Between::Sources => "between sources",
            Between::Within => "within source",
            Between::Dispute => "dispute",
            Between::Change => "change",
        }
    }
}

/// Why a pair was let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gate {
    /// They speak of two events.
    DifferentEvent,
    /// They speak of different times, or the later one updates the earlier one.
    DifferentTime,
    /// One speaks of a part, or of something more special.
    DifferentScope,
    /// A bound, a range or a rounding of one value allows the other.
    CompatibleValues,
    /// One is put as possible, conditional, wished or demanded.
    Hedged,
    /// One speaker, quoted twice.
    SameSpeaker,
    /// One can hold both roles.
    BothHold,
    /// Somebody's report of what a third party thinks.
    ThirdParty,
}

impl Gate {
    /// How it reads, and its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Gate::DifferentEvent => "different event",
            Gate::DifferentTime => "different time",
            Gate::DifferentScope => "different scope",
            Gate::CompatibleValues => "compatible values",
            Gate::Hedged => "hedged",
            Gate::SameSpeaker => "same speaker",
            Gate::BothHold => "both hold",
            Gate::ThirdParty => "view of a third party",
        }
    }
}

/// A name that is no kind, or nobody that a contradiction can be between.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{given}: not one of {known}")]
pub struct UnknownName {
    given: String,
    known: String,
}

impl std::str::FromStr for Kind {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let known = || Kind::ALL.map(Kind::name).join(", ");
        let found = Kind::ALL.into_iter().find(|kind| kind.name() == name);
        found.ok_or_else(|| UnknownName { given: name.to_owned(), known: known() })
    }
}

impl std::str::FromStr for Between {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let known = || Between::ALL.map(Between::name).join(", ");
        let found = Between::ALL
            .into_iter()
            .find(|between| between.name().split(' ').any(|word| word == name) || between.name() == name);
        found.ok_or_else(|| UnknownName { given: name.to_owned(), known: known() })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Between {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A claim of the corpus: index of its document, index among that document's resolved claims.
pub type ClaimPlace = (u32, u32);

/// Two claims that cannot both be right.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// The local part of its IRI: a hash of the two claims and the kind.
    pub id: String,
    /// In what they differ.
    pub kind: Kind,
    /// Who contradicts whom.
    pub between: Between,
    /// How surely, 0 to 1.
    pub score: f32,
    /// Why, in one plain sentence.
    pub reason: String,
    /// The name of the user's rule that found it.
    pub rule: Option<String>,
    /// The two claims; the earlier one first where dates tell.
    pub claims: [ClaimPlace; 2],
    /// Their ids.
    pub ids: [String; 2],
}

/// Two claims that were weighed and let go.
#[derive(Clone, Debug, PartialEq)]
pub struct LetGo {
    /// In what they differ.
    pub kind: Kind,
    /// Why both can be right.
    pub gate: Gate,
    /// The same in one plain sentence.
    pub reason: String,
    /// The two claims.
    pub claims: [ClaimPlace; 2],
}

/// What was found in a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Contradictions, surest first.
    pub contradictions: Vec<Contradiction>,
    /// Pairs that were weighed and let go; only where asked for.
    pub let_go: Vec<LetGo>,
}

/// The score from which a contradiction is reported unless asked otherwise.
pub const DEFAULT_SCORE: f32 = 0.5;

/// A contradiction that a user's rule found between the claims with these ids at these places.
pub fn of_rule(rule: &str, message: &str, score: f32, ids: [String; 2], claims: [ClaimPlace; 2]) -> Contradiction {
    let hash = blake3::hash(format!("rule {rule} {} {}", ids[0], ids[1]).as_bytes());
    let between = if claims[0].0 == claims[1].0 { Between::Within } else { Between::Sources };
    Contradiction {
        id: hash.to_hex()[..20].to_owned(),
        kind: Kind::Rule,
        between,
        score: score.clamp(0.0, 1.0),
        reason: message.to_owned(),
        rule: Some(rule.to_owned()),
        claims,
        ids,
    }
}

/// Finds what cannot both be right: near-linear in the number of claims. `explain` asks for the pairs that were let go, too.
pub fn find(propositions: &Propositions, least_score: f32, explain: bool) -> Findings {
    let weighed = candidates::pairs(&propositions.all, |a, b| {
        let verdict = weigh::weigh(propositions, a, b)?;
        let wanted = match &verdict {
            Verdict::Conflict { score, .. } => *score >= least_score,
            Verdict::LetGo { .. } => explain,
        };
        wanted.then(|| (verdict, in_order(a, b)))
    });
    let (mut contradictions, mut let_go) = (Vec::new(), Vec::new());
    for (verdict, (a, b)) in weighed {
        match verdict {
            Verdict::Conflict { kind, between, score, reason } => {
                contradictions.push((contradiction(kind, between, score, reason, [a, b]), wording(a, b)));
            }
            Verdict::LetGo { kind, gate, reason } => {
                let_go.push((LetGo { kind, gate, reason, claims: [a.place, b.place] }, wording(a, b)));
            }
        }
    }
    let surest = |a: &Contradiction, b: &Contradiction| {
        b.score.total_cmp(&a.score).then_with(|| (&a.ids, a.kind).cmp(&(&b.ids, b.kind)))
    };
    let_go.sort_by_key(|(pair, _)| (pair.claims, pair.kind, pair.gate));
    contradictions.sort_by(|(a, _), (b, _)| surest(a, b));
    Findings { contradictions: once(contradictions), let_go: once(let_go) }
}

/// The wordings of a pair, in either order.
fn wording(a: &Proposition, b: &Proposition) -> [Symbol; 2] {
    [a.clause.min(b.clause), a.clause.max(b.clause)]
}

/// The earlier one first, by what they give as their time, then by where they stand.
fn in_order<'a>(a: &'a Proposition, b: &'a Proposition) -> (&'a Proposition, &'a Proposition) {
    let time = |p: &Proposition| (p.date.or(p.days.map(|days| days.0)), p.place);
    if time(a) <= time(b) { (a, b) } else { (b, a) }
}

fn contradiction(kind: Kind, between: Between, score: f32, reason: String, claims: [&Proposition; 2]) -> Contradiction {
    let ids = claims.map(|p| p.id.clone());
    let hash = blake3::hash(format!("{} {} {}", kind.name(), ids[0], ids[1]).as_bytes());
    let id = hash.to_hex()[..20].to_owned();
    let score = (score * 100.0).round() / 100.0;
    Contradiction { id, kind, between, score, reason, rule: None, claims: claims.map(|p| p.place), ids }
}

/// Each pair of wordings once: what a hundred articles copy from an agency is one contradiction.
fn once<T>(all: Vec<(T, [Symbol; 2])>) -> Vec<T> {
    let mut seen = std::collections::BTreeSet::new();
    all.into_iter().filter(|(_, wording)| seen.insert(*wording)).map(|(found, _)| found).collect()
}
