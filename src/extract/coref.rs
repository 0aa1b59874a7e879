//! Coreference within one document.

use super::Candidate;
use crate::model::{Annotation, Document, LocalEntity, LocalEntityId, Mention, MentionKind, Span};
use std::collections::BTreeMap;

/// The entities of a document, and which of them each mention refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entities {
    /// The entities, in the order of their first mentions.
    pub entities: Vec<LocalEntity>,
    /// For each candidate, its entity.
    pub of: Vec<LocalEntityId>,
}

/// Groups the mentions of a document by what they refer to.
pub fn resolve(document: &Document, annotation: &Annotation, candidates: &[Candidate]) -> Entities {
    let mut result = Entities::default();
    let mut by_name: BTreeMap<String, LocalEntityId> = BTreeMap::new();
    for candidate in candidates {
        let core = core_span(annotation, candidate);
        let next = result.entities.len() as LocalEntityId;
        let id = match candidate.kind {
            MentionKind::Name => *by_name.entry(core.of(&document.text).to_owned()).or_insert(next),
            _ => next,
        };
        if id == next {
            result.entities.push(LocalEntity {
                label: core.of(&document.text).to_owned(),
                kind: candidate.entity_type,
                aliases: Vec::new(),
                descriptions: Vec::new(),
                named: candidate.kind == MentionKind::Name,
                mentions: Vec::new(),
            });
        }
        result.entities[id as usize].mentions.push(Mention {
            span: candidate.phrase.span(annotation),
            head: core,
            sentence: candidate.phrase.sentence,
            kind: candidate.kind,
        });
        result.of.push(id);
    }
    result
}

fn core_span(annotation: &Annotation, candidate: &Candidate) -> Span {
    let tokens = &annotation.sentences[candidate.phrase.sentence as usize].tokens;
    tokens[candidate.core.0 as usize].span.cover(tokens[candidate.core.1 as usize].span)
}
