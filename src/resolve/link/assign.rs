//! One link for each group of names, from what fits in each document.
//!
//! Documents where one item is clearly the best decide. Where they agree, the others of the group follow them, but for those
//! that speak against the item; where they decide for different items, the group is parted, and each part has its item.

use super::context::Context;
use super::holder::{self, Holders};
use super::score::{self, Scored};
use super::{Link, Weighed, team};
use crate::model::EntityType;
use crate::resolve::cluster::{Class, Group, GroupKey, Place};
use crate::resolve::gazetteer::{Candidate, EntryId, Gazetteer, Kind};
use crate::resolve::{DocumentNames, LocalName, Merge, name};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The probability that a link needs.
const SURE: f32 = 0.6;
/// A document where the item is less probable than this does not follow the others.
const REFUSED: f32 = 0.1;
/// So many candidates are kept for review.
const KEPT: usize = 4;

/// A group of names with its link.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct Linked {
    pub key: GroupKey,
    pub group: Group,
    pub link: Link,
    /// What the linked item is.
    pub kind: Option<Kind>,
}

impl Linked {
    /// A group that nothing is known of.
    pub fn without((key, group): (GroupKey, Group)) -> Self {
        Self { key, group, link: Link::default(), kind: None }
    }

    /// Takes in another group; the link of the one with more places is kept.
    pub fn absorb(&mut self, other: Linked) {
        let larger = other.group.places().count() > self.group.places().count();
        if self.link.item.is_none() || (larger && other.link.item.is_some()) {
            self.link = other.link;
            self.kind = other.kind;
        }
        if larger {
            self.key = other.key;
        }
        self.group.absorb(other.group);
    }
}

/// The candidates of one place with their probabilities, best first.
struct Ranked {
    place: Place,
    all: Vec<(Scored, f32)>,
}

/// Links every group; a group whose documents mean different items is parted.
pub(in crate::resolve) fn assign(
    documents: &[DocumentNames],
    groups: BTreeMap<GroupKey, Group>,
    gazetteer: &Gazetteer,
) -> Vec<Linked> {
    let contexts: Vec<Context> = documents.par_iter().map(|document| Context::of(document, gazetteer)).collect();
    let linker = Linker { documents, contexts: &contexts, gazetteer };
    let groups: Vec<(GroupKey, Group)> = groups.into_iter().collect();
    let mut linked: Vec<Linked> =
        groups.into_par_iter().flat_map_iter(|(key, group)| linker.link(key, group)).collect();
    linked.extend(linker.holders());
    linked
}

/// Joins groups that are linked to the same item: other names and other spellings of one thing.
pub(in crate::resolve) fn join_items(groups: Vec<Linked>) -> Vec<Linked> {
    let mut joined: Vec<Linked> = Vec::new();
    let mut of_item: BTreeMap<String, usize> = BTreeMap::new();
    for linked in groups {
        let known = linked.link.item.as_ref().and_then(|item| of_item.get(item)).copied();
        match known.and_then(|index| joined.get_mut(index)) {
            Some(target) => {
                let (name, into) = (linked.key.1.join(" "), target.key.1.join(" "));
                target.absorb(linked);
                target.group.merges.push(Merge { name, into, reason: "linked to the same item".to_owned() });
            }
            None => {
                if let Some(item) = &linked.link.item {
                    of_item.insert(item.clone(), joined.len());
                }
                joined.push(linked);
            }
        }
    }
    joined
}

struct Linker<'a> {
    documents: &'a [DocumentNames],
    contexts: &'a [Context],
    gazetteer: &'a Gazetteer,
}

impl Linker<'_> {
    /// Those called by a high office alone, in documents whose day tells who held it.
    fn holders(&self) -> Vec<Linked> {
        let all = (0_u32..).zip(self.documents).flat_map(|(d, document)| {
            (0_u32..).zip(&document.names).filter(|(_, local)| holder::is_office(local)).map(move |(n, _)| (d, n))
        });
        let places: Vec<Place> = all.collect();
        let holders = if places.is_empty() { Holders::default() } else { Holders::of(self.gazetteer) };
        let link = |place: Place| {
            let document = &self.documents[place.0 as usize];
            let local = &document.names[place.1 as usize];
            let entry = holders.find(local, document.date, self.gazetteer)?;
            let item = self.gazetteer.entry(entry)?;
            let link = Link { item: Some(item.qid()), score: 1.0, decided: false, candidates: Vec::new() };
            let group = Group::default().with_places(Vec::new(), vec![place]);
            Some(Linked { key: (Class::Person, name::words(item.label)), group, link, kind: Some(Kind::Person) })
        };
        places.into_iter().filter_map(link).collect()
    }

    fn link(&self, key: GroupKey, group: Group) -> Vec<Linked> {
        let places = if group.members.is_empty() { &group.short } else { &group.members };
        let mut known: BTreeMap<(&str, EntityType), Vec<Candidate>> = BTreeMap::new();
        let mut ranked = Vec::new();
        for place in places {
            let local = &self.documents[place.0 as usize].names[place.1 as usize];
            // One that was misread as of the other class goes with the rest.
            if Class::of(local.kind) != key.0 {
                continue;
            }
            let name = group.usual.unwrap_or(&local.label);
            let candidates = known.entry((name, local.kind)).or_insert_with(|| self.candidates(name, local));
            let ranks = self.rank(*place, local, candidates);
            if !ranks.all.is_empty() {
                ranked.push(ranks);
            }
        }
        let items = sure_items(&ranked);
        match items.as_slice() {
            [] => vec![self.linked(key, group, None, &ranked)],
            [item] if !ranked.iter().any(|place| place.refuses(*item)) => {
                vec![self.linked(key, group, Some(*item), &ranked)]
            }
            _ => self.part(key, &group, &items, &ranked),
        }
    }

    /// By the name, or else by other names that the document gives; of a person only such as have several words, and of anything
    /// else none of a person (`Bill` of the `Berg Foundation`). A name that was cut off (`Centre for the Study of`) has none.
    fn candidates(&self, name: &str, local: &LocalName) -> Vec<Candidate> {
        if name.ends_with(" of") || name.ends_with(" for") || name.ends_with(" and") {
            return Vec::new();
        }
        let is_person = local.kind == EntityType::Person;
        let found = self.gazetteer.candidates(name, local.kind);
        if !found.is_empty() {
            return found;
        }
        let tells = |alias: &&String| !is_person || alias.trim().contains(' ');
        let fits = |c: &Candidate| is_person || self.kind(Some(c.entry)) != Some(Kind::Person);
        let of_alias = |alias: &String| -> Vec<Candidate> {
            self.gazetteer.candidates(alias, local.kind).into_iter().filter(fits).collect()
        };
        local.aliases.iter().filter(tells).map(of_alias).find(|found| !found.is_empty()).unwrap_or_default()
    }

    fn rank(&self, place: Place, local: &LocalName, candidates: &[Candidate]) -> Ranked {
        let around = self.contexts[place.0 as usize].around(place.1 as usize, local, self.gazetteer);
        let teams = team::candidates(local, &around, self.gazetteer);
        let candidates = candidates.iter().chain(teams.iter().filter(|team| !candidates.contains(team)));
        let scored = candidates.filter_map(|c| score::score(local, *c, &around, self.gazetteer));
        let is_beside_team = |s: &Scored| !teams.is_empty() && !teams.contains(&s.candidate);
        let mut scored: Vec<Scored> = scored.map(|s| if is_beside_team(&s) { s.beside_team() } else { s }).collect();
        let prior = |s: &Scored| self.gazetteer.entry(s.candidate.entry).map_or(0, |entry| entry.prior);
        let best = scored.iter().map(prior).max().unwrap_or_default();
        scored.iter_mut().for_each(|s| s.outshone(prior(s), best));
        let total: f32 = score::of_nobody(local).exp() + scored.iter().map(|s| s.score.exp()).sum::<f32>();
        let mut all: Vec<(Scored, f32)> =
            scored.into_iter().map(|s| (s.score.exp() / total, s)).map(|(p, s)| (s, p)).collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.candidate.cmp(&b.0.candidate)));
        Ranked { place, all }
    }

    /// Parts a group by the items that its documents mean: documents that decide nothing follow the only item, unless they
    /// speak against it; what is left stays together without a link.
    fn part(&self, key: GroupKey, group: &Group, items: &[EntryId], ranked: &[Ranked]) -> Vec<Linked> {
        let of_document = of_documents(group, items, ranked);
        let part = |item: Option<EntryId>| {
            let of_item = |place: &&Place| of_document.get(&place.0).copied().flatten() == item;
            let pick = |places: &[Place]| places.iter().filter(of_item).copied().collect::<Vec<_>>();
            let ranked: Vec<&Ranked> = ranked.iter().filter(|r| of_item(&&r.place)).collect();
            (group.with_places(pick(&group.members), pick(&group.short)), item, ranked)
        };
        let parts = items.iter().map(|item| Some(*item)).chain([None]).map(part);
        let kept = parts.filter(|(group, ..)| !group.members.is_empty() || !group.short.is_empty());
        kept.map(|(group, item, ranked)| Linked {
            link: self.describe(item, &ranked),
            kind: self.kind(item),
            key: key.clone(),
            group,
        })
        .collect()
    }

    fn linked(&self, key: GroupKey, group: Group, item: Option<EntryId>, ranked: &[Ranked]) -> Linked {
        let link = self.describe(item, &ranked.iter().collect::<Vec<_>>());
        Linked { key, group, link, kind: self.kind(item) }
    }

    fn kind(&self, item: Option<EntryId>) -> Option<Kind> {
        self.gazetteer.entry(item?).map(|entry| entry.kind)
    }

    /// The link, with what was weighed where it was seen best.
    fn describe(&self, item: Option<EntryId>, ranked: &[&Ranked]) -> Link {
        let mut best: BTreeMap<EntryId, (f32, &Scored)> = BTreeMap::new();
        for (scored, probability) in ranked.iter().flat_map(|r| &r.all) {
            let seen = best.entry(scored.candidate.entry).or_insert((*probability, scored));
            if *probability > seen.0 {
                *seen = (*probability, scored);
            }
        }
        let mut order: Vec<(EntryId, (f32, &Scored))> = best.into_iter().collect();
        order.sort_by(|a, b| {
            (Some(b.0) == item).cmp(&(Some(a.0) == item)).then(b.1.0.total_cmp(&a.1.0)).then(a.0.cmp(&b.0))
        });
        let candidates =
            order.iter().take(KEPT).filter_map(|(entry, (score, scored))| self.weighed(*entry, *score, scored));
        Link {
            item: item.and_then(|entry| Some(self.gazetteer.entry(entry)?.qid())),
            score: order.first().map_or(0.0, |(_, (score, _))| *score),
            decided: false,
            candidates: candidates.collect(),
        }
    }

    fn weighed(&self, entry: EntryId, score: f32, scored: &Scored) -> Option<Weighed> {
        let entry = self.gazetteer.entry(entry)?;
        Some(Weighed {
            item: entry.qid(),
            label: entry.label.to_owned(),
            description: entry.description.to_owned(),
            score,
            reasons: scored.reasons.iter().map(|reason| (*reason).to_owned()).collect(),
        })
    }
}

impl Ranked {
    fn refuses(&self, item: EntryId) -> bool {
        self.all.iter().any(|(scored, probability)| scored.candidate.entry == item && *probability < REFUSED)
    }

    fn sure(&self) -> Option<EntryId> {
        self.all.first().filter(|(_, probability)| *probability >= SURE).map(|(scored, _)| scored.candidate.entry)
    }
}

/// The item that each document of a group means, as far as it decides or follows the others.
fn of_documents(group: &Group, items: &[EntryId], ranked: &[Ranked]) -> BTreeMap<u32, Option<EntryId>> {
    let only = items.first().copied().filter(|_| items.len() == 1);
    let mut of_document: BTreeMap<u32, Option<EntryId>> = group.places().map(|place| (place.0, only)).collect();
    for ranked in ranked.iter().filter(|ranked| only.is_some_and(|item| ranked.refuses(item))) {
        of_document.insert(ranked.place.0, None);
    }
    for ranked in ranked.iter().rev().filter(|ranked| ranked.sure().is_some()) {
        of_document.insert(ranked.place.0, ranked.sure());
    }
    of_document
}

/// The items that documents decide for, without those that hardly any does beside another.
fn sure_items(ranked: &[Ranked]) -> Vec<EntryId> {
    let mut counts: BTreeMap<EntryId, usize> = BTreeMap::new();
    for item in ranked.iter().filter_map(Ranked::sure) {
        *counts.entry(item).or_default() += 1;
    }
    counts.into_keys().collect()
}
