//! Contradictions: claims that cannot both be right, and why the others can.
//!
//! A contradiction needs one event or state that both claims speak of, and something in which they cannot both be right. Detectors
//! find the second, event identity and gates test the first; what a gate lets go keeps its reason.

pub mod opposite;
pub mod quantity;
pub mod standing;

use std::fmt;

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
