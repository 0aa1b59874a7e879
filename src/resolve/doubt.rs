//! What a person should look at: links that are not sure, and short names that may be of another.

use super::{Merge, Resolution, name};
use crate::model::{Entity, EntityId, EntityType};
use std::collections::BTreeMap;

/// Named entities whose link is doubtful, and why: the gazetteer knows the name but not which is meant, or the link is
/// less sure than `least`. Nothing is doubtful that the user decided.
pub fn links(resolution: &Resolution, least: f32) -> Vec<(EntityId, String)> {
    let doubt = |(id, entity): (EntityId, &Entity)| {
        let link = resolution.links.get(id as usize)?;
        if link.decided || !entity.named || link.candidates.is_empty() {
            return None;
        }
        match &link.item {
            Some(item) if link.score < least => {
                Some((id, format!("linked to wd:{item}, but only {:.2} sure", link.score)))
            }
            Some(_) => None,
            None => Some((id, "none of the candidates is clear".to_owned())),
        }
    };
    (0..).zip(&resolution.entities).filter_map(doubt).collect()
}

/// Short names that were taken for an entity although another one of its type may be meant: the entity, the merge, why.
pub fn merges(resolution: &Resolution) -> Vec<(EntityId, &Merge, String)> {
    let bearers = bearers(resolution);
    let mut found = Vec::new();
    for ((id, entity), merges) in (0..).zip(&resolution.entities).zip(&resolution.merges) {
        for merge in merges.iter().filter(|merge| is_short(merge)) {
            let words = name::words(&merge.name);
            let others = words.iter().filter_map(|word| bearers.get(&(entity.kind, word.clone()))).flatten();
            let others: Vec<&str> =
                others.filter(|other| **other != id).filter_map(|other| label(resolution, *other)).collect();
            if !others.is_empty() {
                found.push((id, merge, format!("{}; also borne by {}", merge.reason, others.join(", "))));
            }
        }
    }
    found
}

fn is_short(merge: &Merge) -> bool {
    merge.name.split_whitespace().count() < merge.into.split_whitespace().count()
}

fn label(resolution: &Resolution, id: EntityId) -> Option<&str> {
    resolution.entity(id).map(|entity| entity.label.as_str())
}

/// For each type and word: the named entities whose labels of several words have it.
fn bearers(resolution: &Resolution) -> BTreeMap<(EntityType, String), Vec<EntityId>> {
    let mut bearers: BTreeMap<_, Vec<EntityId>> = BTreeMap::new();
    for (id, entity) in (0..).zip(&resolution.entities).filter(|(_, entity)| entity.named) {
        let words = name::words(&entity.label);
        for word in words.iter().filter(|_| words.len() > 1) {
            bearers.entry((entity.kind, word.clone())).or_default().push(id);
        }
    }
    bearers
}
