//! Who is connected with whom: entities ranked by degree, and the strongest edges.

use crate::model::{EntityId, Modality, Polarity};
use crate::resolve::{Resolution, Statement, Statements};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// An entity with what connects it.
#[derive(Clone, Debug)]
pub struct Actor<'a> {
    /// The entity.
    pub id: EntityId,
    /// The number of other named entities that it shares a statement with.
    pub degree: u32,
    /// Claims in which it is the subject.
    pub acts: u32,
    /// Claims in which it is the object.
    pub acted_on: u32,
    /// The statement with another named entity that has the highest support.
    pub strongest: Option<&'a Statement>,
}

/// Statements between two different named entities.
fn edges<'a>(
    statements: &'a Statements,
    resolution: &'a Resolution,
) -> impl Iterator<Item = (EntityId, EntityId, &'a Statement)> {
    let named = |id: &EntityId| resolution.entity(*id).is_some_and(|entity| entity.named);
    let edge = move |statement: &'a Statement| {
        let (subject, object) = (statement.subject.filter(named)?, statement.object.filter(named)?);
        (subject != object).then_some((subject, object, statement))
    };
    statements.all.values().filter_map(edge)
}

/// The order of strength: support, then claims, then what is asserted plainly.
pub(super) fn strength(statement: &Statement) -> (u32, u32, bool) {
    let plain = statement.modality == Modality::Actual && statement.polarity == Polarity::Affirmed;
    (statement.support(), statement.claims, plain)
}

/// The edges with the highest support, ties broken by label; at most `count`.
pub fn strongest_edges<'a>(statements: &'a Statements, resolution: &'a Resolution, count: usize) -> Vec<&'a Statement> {
    let label = |id: EntityId| resolution.entity(id).map_or("", |entity| entity.label.as_str());
    let mut all: Vec<_> = edges(statements, resolution).collect();
    all.sort_by_cached_key(|(subject, object, statement)| {
        let predicate = statements.predicate_of(statement);
        (
            Reverse(strength(statement)),
            label(*subject),
            label(*object),
            predicate,
            statement.modality,
            statement.polarity,
        )
    });
    all.truncate(count);
    all.into_iter().map(|(_, _, statement)| statement).collect()
}

/// All named entities that take part in a statement, by degree, then claims, then label.
pub fn actors<'a>(statements: &'a Statements, resolution: &'a Resolution) -> Vec<Actor<'a>> {
    let mut actors: BTreeMap<EntityId, Actor> = BTreeMap::new();
    let mut neighbours: BTreeMap<EntityId, BTreeSet<EntityId>> = BTreeMap::new();
    for statement in statements.all.values() {
        count(&mut actors, statement.subject, |actor| actor.acts += statement.claims);
        count(&mut actors, statement.object, |actor| actor.acted_on += statement.claims);
    }
    for (subject, object, statement) in edges(statements, resolution) {
        neighbours.entry(subject).or_default().insert(object);
        neighbours.entry(object).or_default().insert(subject);
        for end in [subject, object] {
            count(&mut actors, Some(end), |actor| {
                let stronger = actor.strongest.is_none_or(|other| strength(statement) > strength(other));
                actor.strongest = if stronger { Some(statement) } else { actor.strongest };
            });
        }
    }
    let named = |id: EntityId| resolution.entity(id).filter(|entity| entity.named);
    let mut ranked: Vec<Actor> = actors.into_values().filter(|actor| named(actor.id).is_some()).collect();
    for actor in &mut ranked {
        actor.degree = neighbours.get(&actor.id).map_or(0, |others| others.len() as u32);
    }
    ranked.sort_by_cached_key(|actor| {
        let label = named(actor.id).map(|entity| (entity.label.clone(), entity.name.clone()));
        (Reverse(actor.degree), Reverse(actor.acts + actor.acted_on), label)
    });
    ranked
}

fn count<'a>(actors: &mut BTreeMap<EntityId, Actor<'a>>, id: Option<EntityId>, change: impl FnOnce(&mut Actor<'a>)) {
    if let Some(id) = id {
        change(actors.entry(id).or_insert(Actor { id, degree: 0, acts: 0, acted_on: 0, strongest: None }));
    }
}
