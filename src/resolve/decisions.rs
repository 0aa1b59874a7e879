//! What the user decided about who is who: held above everything that resolution finds by itself.

use crate::model::EntityType;

/// What a decision speaks of: the entities called so, in one document or in all.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// A name as documents or outputs give it; compared in its normal form.
    pub name: String,
    /// The document's id or the beginning of one; all documents where none is given.
    pub document: Option<String>,
    /// What it is, to tell two of one name apart; any where none is given.
    pub kind: Option<EntityType>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Both are the same.
    Merge(Subject, Subject),
    /// Those mentioned so are not who resolution took them for, and become an entity of their own.
    Split(Subject),
    /// The entity is that Wikidata item (`Q7747`), or none.
    Pin(Subject, Option<String>),
}

/// All decisions, in the order that they were taken. Splits are done first, then merges, then pins; of two pins of
/// one entity the later one counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// The decisions.
    pub all: Vec<Decision>,
}
