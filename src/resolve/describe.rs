//! Labels, types and readable names of the entities that clustering found.

use super::cluster::{Class, Place};
use super::gazetteer::Kind;
use super::link::{Link, Linked};
use super::{DocumentNames, LocalName, Merge, Resolution, name};
use crate::model::{Entity, EntityId, EntityType};
use crate::vocab;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// An entity with the places of the local entities that it is made of.
type Described = (Entity, Vec<Place>, Link, Vec<Merge>);

/// Describes every group, and every unnamed entity on its own.
pub(super) fn describe(documents: &[DocumentNames], groups: Vec<Linked>) -> Resolution {
    let mut grouped = BTreeSet::new();
    let mut described: Vec<Described> = Vec::new();
    for linked in groups {
        grouped.extend(linked.group.members.iter().chain(&linked.group.short).copied());
        described.push(from_group(documents, linked));
    }
    give_names(&mut described);
    described.extend(single(documents, &grouped));
    index(documents, described)
}

fn local(documents: &[DocumentNames], place: Place) -> &LocalName {
    &documents[place.0 as usize].names[place.1 as usize]
}

fn from_group(documents: &[DocumentNames], linked: Linked) -> Described {
    let Linked { key, group, link, kind } = linked;
    let full = if group.members.is_empty() { &group.short } else { &group.members };
    let label = group.usual.map_or_else(|| best_label(documents, full), str::to_owned);
    let mut merges = group.merges;
    merges.sort();
    merges.dedup();
    let mut places = group.members;
    places.extend(group.short);
    places.sort_unstable();
    let locals = || places.iter().map(|place| local(documents, *place));
    let named = || locals().filter(|local| local.named);
    let mut aliases: BTreeSet<&String> = named().flat_map(|l| l.aliases.iter().chain([&l.label])).collect();
    aliases.remove(&label);
    let called = locals().filter(|local| !local.named).map(|local| &local.label);
    let descriptions: BTreeSet<&String> = locals().flat_map(|l| &l.descriptions).chain(called).collect();
    let entity = Entity {
        name: String::new(),
        kind: known_kind(kind, majority(key.0, locals())),
        aliases: aliases.into_iter().cloned().collect(),
        descriptions: descriptions.into_iter().cloned().collect(),
        named: true,
        wikidata: link.item.clone(),
        documents: places.iter().map(|place| place.0).collect::<BTreeSet<_>>().len() as u32,
        mentions: locals().map(|l| l.mentions).sum(),
        label,
    };
    (entity, places, link, merges)
}

/// The label that most documents use; one without title or legal form before one with, one in normal case before
/// one in capitals; then the longer, then the first in the alphabet.
fn best_label(documents: &[DocumentNames], places: &[Place]) -> String {
    let mut counts: BTreeMap<&str, (u32, EntityType)> = BTreeMap::new();
    for place in places {
        let local = local(documents, *place);
        counts.entry(&local.label).or_insert((0, local.kind)).0 += 1;
    }
    let rank = |label: &str, count: u32, kind: EntityType| {
        let trimmed = name::key(label, kind).is_none_or(|key| key.trimmed);
        let shouted = label.chars().filter(|c| c.is_alphabetic()).count() > 4 && !label.chars().any(char::is_lowercase);
        (!trimmed, !shouted, count, label.chars().count(), Reverse(label.to_owned()))
    };
    let best = counts.iter().max_by_key(|(label, (count, kind))| rank(label, *count, *kind));
    best.map(|(label, _)| (*label).to_owned()).unwrap_or_default()
}

/// The type read, unless the linked item is known to be a person where none was read, or the other way round.
fn known_kind(known: Option<Kind>, read: EntityType) -> EntityType {
    match known.map(Kind::entity_type) {
        None | Some(EntityType::Thing) => read,
        Some(known) if read == EntityType::Thing || (known == EntityType::Person) != (read == EntityType::Person) => {
            known
        }
        Some(_) => read,
    }
}

/// The type of most mentions within the class; `thing` only where nothing else is known.
fn majority<'a>(class: Class, locals: impl Iterator<Item = &'a LocalName>) -> EntityType {
    let mut counts: BTreeMap<EntityType, u32> = BTreeMap::new();
    for local in locals {
        *counts.entry(local.kind).or_default() += local.mentions.max(1);
    }
    if class == Class::Person {
        return EntityType::Person;
    }
    let best = counts
        .into_iter()
        .filter(|(kind, _)| *kind != EntityType::Person)
        .max_by_key(|(kind, count)| (*kind != EntityType::Thing, *count, Reverse(*kind)));
    best.map_or(EntityType::Thing, |(kind, _)| kind)
}

/// Readable names. Where two entities want the same one, the one that more documents mention gets it, and the others
/// add their type, then a hash of their label.
fn give_names(described: &mut [Described]) {
    let mut order: Vec<usize> = (0..described.len()).collect();
    order.sort_by_key(|i| {
        let entity = &described[*i].0;
        (Reverse(entity.documents), Reverse(entity.mentions), entity.kind, entity.label.clone(), *i)
    });
    let mut taken = BTreeSet::new();
    for i in order {
        let entity = &mut described[i].0;
        let plain = readable(&entity.label);
        let typed = format!("{plain}_{}", vocab::class_name(entity.kind).to_lowercase());
        let digest = blake3::hash(format!("{:?} {}", entity.kind, entity.label).as_bytes()).to_hex();
        let hashed = format!("{plain}_{}", &digest[..8]);
        let free = [plain, typed].into_iter().find(|name| !taken.contains(name));
        entity.name = free.unwrap_or(hashed);
        taken.insert(entity.name.clone());
    }
}

fn readable(label: &str) -> String {
    const LONGEST: usize = 80;
    let name = vocab::local_name(label);
    let cut = name.char_indices().nth(LONGEST).map_or(name.len(), |(i, _)| i);
    match name[..cut].trim_end_matches(['_', '.', '-']) {
        "" => "entity".to_owned(),
        name => name.to_owned(),
    }
}

/// What is not in a group belongs to its document alone, and its name ends in a piece of the document's id.
fn single<'a>(documents: &'a [DocumentNames], grouped: &'a BTreeSet<Place>) -> impl Iterator<Item = Described> + 'a {
    documents.iter().enumerate().flat_map(move |(d, document)| {
        let mut taken: BTreeMap<String, u32> = BTreeMap::new();
        let alone = (0..document.names.len() as u32).map(move |n| (d as u32, n)).filter(|p| !grouped.contains(p));
        alone
            .map(|place| {
                let local = local(documents, place);
                let plain = format!("{}_{}", readable(&local.label), document.document.get(..10).unwrap_or_default());
                let again = taken.entry(plain.clone()).or_default();
                *again += 1;
                let name = if *again == 1 { plain } else { format!("{plain}_{again}") };
                (unnamed(local, name), vec![place], Link::default(), Vec::new())
            })
            .collect::<Vec<_>>()
    })
}

fn unnamed(local: &LocalName, name: String) -> Entity {
    Entity {
        name,
        label: local.label.clone(),
        kind: local.kind,
        aliases: local.aliases.clone(),
        descriptions: local.descriptions.clone(),
        named: local.named,
        wikidata: None,
        documents: 1,
        mentions: local.mentions,
    }
}

fn index(documents: &[DocumentNames], mut described: Vec<Described>) -> Resolution {
    described.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    let mut resolution = Resolution::default();
    for document in documents {
        resolution.by_document.insert(document.document.clone(), vec![EntityId::MAX; document.names.len()]);
    }
    for (id, (entity, places, link, merges)) in described.into_iter().enumerate() {
        for (d, n) in places {
            if let Some(ids) = resolution.by_document.get_mut(&documents[d as usize].document) {
                ids[n as usize] = id as EntityId;
            }
        }
        resolution.entities.push(entity);
        resolution.links.push(link);
        resolution.merges.push(merges);
    }
    resolution
}
