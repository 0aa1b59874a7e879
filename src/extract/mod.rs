//! Claims from an analysed document: who did, said, plans, demands or denies what.
//!
//! ```text
//! Annotation ─ mentions ─ coref ──────────────┐
//!            ├ clause, roles, nominal ────────┼─ assemble → DocumentClaims
//!            ├ attribution ───────────────────┤
//!            └ time, quantity ────────────────┘
//! ```

pub mod arguments;
pub mod assemble;
pub mod attribution;
mod bare_title;
pub mod clause;
#[cfg(test)]
mod clause_examples;
pub mod confidence;
mod content;
pub mod control;
pub mod coordination;
pub mod coref;
mod errand;
pub mod event_context;
pub mod event_noun;
pub mod facts;
mod fixed;
mod framed;
pub mod headline;
mod host;
#[cfg(test)]
mod host_examples;
pub mod lexicon;
pub mod mentions;
pub mod metonym;
pub mod modality;
mod name_span;
pub mod nominal;
pub mod nominals;
mod noun_clause;
#[cfg(test)]
mod object_examples;
mod object_kind;
mod participle;
pub mod places;
pub mod polarity;
pub mod propose;
mod purpose;
pub mod quantity;
pub mod quotation;
pub mod relation;
pub mod relative;
mod repair;
pub mod reporting;
pub mod role_noun;
pub mod roles;
#[cfg(test)]
pub(crate) mod sample;
mod source;
mod specific;
mod stranded;
pub mod table;
pub mod time;
mod timing;
pub mod title;
pub mod tree;
mod turns;
pub mod verb_group;

use crate::model::{
    Annotation, Document, DocumentClaims, EntityType, MentionKind, Modality, Polarity, Role, Span, Stance,
};

/// A phrase of one sentence: a head word and the tokens around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phrase {
    /// Index of the sentence in [`Annotation::sentences`].
    pub sentence: u32,
    /// Index of the head token within the sentence.
    pub head: u32,
    /// First token of the phrase.
    pub first: u32,
    /// Last token of the phrase, inclusive.
    pub last: u32,
}

impl Phrase {
    /// The characters that the phrase covers.
    pub fn span(&self, annotation: &Annotation) -> Span {
        let tokens = &annotation.sentences[self.sentence as usize].tokens;
        tokens[self.first as usize].span.cover(tokens[self.last as usize].span)
    }
}

/// A phrase that names, describes or refers to an entity (from `mentions`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The whole noun phrase, without trailing relative clauses.
    pub phrase: Phrase,
    /// The name alone where it has one (`Dmitry Peskov` in `Kremlin spokesman Dmitry Peskov`), else the head with its compounds.
    pub core: (u32, u32),
    /// How it refers.
    pub kind: MentionKind,
    /// What it is.
    pub entity_type: EntityType,
}

impl Candidate {
    /// The characters of the name alone, or of the head with its compounds.
    pub fn core_span(&self, annotation: &Annotation) -> Span {
        let tokens = &annotation.sentences[self.phrase.sentence as usize].tokens;
        tokens[self.core.0 as usize].span.cover(tokens[self.core.1 as usize].span)
    }
}

/// A proposition found in one sentence, before attribution, coreference and normalisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposition {
    /// Who or what it is about.
    pub subject: Phrase,
    /// Readable predicate in snake case, modality folded in.
    pub predicate: String,
    /// The predicate's words: its head is the word that decides whether the proposition lies within a quotation.
    pub predicate_phrase: Phrase,
    /// Ontology relation, if one fits.
    pub relation: Option<String>,
    /// The object, if any.
    pub object: Option<Phrase>,
    /// Further roles, in text order.
    pub arguments: Vec<(Role, Phrase)>,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// In what way it is put.
    pub modality: Modality,
    /// The rule that found it.
    pub rule: &'static str,
}

/// Somebody's words or thoughts reported in the text (from `attribution`).
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Who says so; none for an impersonal report (`it is said`).
    pub source: Option<Phrase>,
    /// The reporting words.
    pub cue: Phrase,
    /// The reporting verb in dictionary form (`announce`, `according_to`).
    pub verb: String,
    /// How the source stands to the content.
    pub stance: Stance,
    /// What is reported: one span, or several when a quotation is interrupted or runs over sentences.
    pub content: Vec<Span>,
}

/// Finds every claim of an analysed document. Pure: the same input gives the same output.
pub fn extract(document: &Document, annotation: &Annotation) -> DocumentClaims {
    let annotation = &*repair::repaired(document, annotation);
    let candidates = mentions::find(document, annotation);
    let reports = attribution::find(document, annotation);
    let entities = coref::resolve(document, annotation, &candidates, &reports);
    let entities = metonym::act_for_states(document, annotation, &candidates, entities);
    let mut propositions = clause::find(document, annotation);
    propositions.extend(roles::find(document, annotation));
    propositions.extend(nominal::find(document, annotation));
    propositions.extend(framed::told(annotation, &reports, &propositions));
    relation::fill(annotation, &candidates, &mut propositions);
    assemble::assemble(document, annotation, assemble::Findings { candidates, entities, reports, propositions })
}
