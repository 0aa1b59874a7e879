//! Bare descriptions that stand for the one named thing of their kind: `the company`, `the country`.

use super::Context;
use super::clusters::Clusters;
use crate::extract::places;
use crate::extract::tree::Tree;
use crate::model::{EntityType, MentionKind};

/// `the company`, `the country`: the only named one of its kind in this and the two sentences before.
pub(super) fn named(context: &Context, clusters: &mut Clusters, tree: &Tree, mention: usize) -> Option<usize> {
    let candidate = &context.candidates[mention];
    let head = candidate.phrase.head as usize;
    let definite = tree.child(head, &["det"]).is_some_and(|d| tree.is(d, &["the"]));
    if candidate.kind != MentionKind::Nominal
        || candidate.phrase.last != candidate.phrase.head
        || candidate.phrase.first + 1 != candidate.phrase.head
        || !definite
    {
        return None;
    }
    let token = &tree.tokens[head];
    let kind = stands_for(&tree.lemma(head)).filter(|_| token.xpos == "NN")?;
    let country = kind == EntityType::Place;
    let from = context.ranges[(candidate.phrase.sentence as usize).saturating_sub(2)].start;
    let named = |m: &usize| {
        let other = &context.candidates[*m];
        let core = other.core_span(context.annotation).of(&context.document.text);
        let is_country = places::of_name(core).is_some_and(|p| p.kind == "country");
        other.kind == MentionKind::Name && if country { is_country } else { other.entity_type == kind && !is_country }
    };
    let mut owners: Vec<usize> = (from..mention).filter(named).map(|m| clusters.find(m)).collect();
    owners.retain(|m| clusters.features(*m).kind != Some(EntityType::Person));
    owners.sort_unstable();
    owners.dedup();
    match owners[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// Nouns that stand for a named body or place of their kind just spoken of: `the company`, `the country`.
fn stands_for(noun: &str) -> Option<EntityType> {
    match noun {
        "company" | "firm" | "agency" | "newspaper" | "organization" | "organisation" | "bank" => {
            Some(EntityType::Organization)
        }
        "country" | "nation" => Some(EntityType::Place),
        _ => None,
    }
}
