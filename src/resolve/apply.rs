//! The user's decisions, carried out on what resolution found.

use super::cluster::{Group, Place};
use super::decisions::{Decision, Decisions, Subject};
use super::gazetteer::Gazetteer;
use super::link::{Link, Linked, Weighed};
use super::{DocumentNames, LocalName, Merge, name};
use std::collections::{BTreeMap, BTreeSet};

/// Carries out `decisions`: splits, then merges, then pins. Answers with those that nothing in the corpus matches.
pub(super) fn decisions(
    documents: &[DocumentNames],
    groups: Vec<Linked>,
    decisions: &Decisions,
    gazetteer: Option<&Gazetteer>,
) -> (Vec<Linked>, Vec<usize>) {
    let mut work = Work::new(documents, groups);
    let mut unmatched = Vec::new();
    for stage in [Stage::Split, Stage::Merge, Stage::Pin] {
        for (index, decision) in decisions.all.iter().enumerate() {
            let done = match (stage, decision) {
                (Stage::Split, Decision::Split(subject)) => work.split(subject),
                (Stage::Merge, Decision::Merge(a, b)) => work.merge(a, b),
                (Stage::Pin, Decision::Pin(subject, item)) => work.pin(subject, item.as_deref(), gazetteer),
                _ => continue,
            };
            if !done {
                unmatched.push(index);
            }
        }
    }
    unmatched.sort_unstable();
    (work.groups.into_iter().flatten().collect(), unmatched)
}

#[derive(Clone, Copy)]
enum Stage {
    Split,
    Merge,
    Pin,
}

/// Groups that change while decisions are carried out; none where one was merged into another.
struct Work<'d> {
    documents: &'d [DocumentNames],
    groups: Vec<Option<Linked>>,
    /// For each normal form of a name, the places that are called so.
    places: BTreeMap<String, Vec<Place>>,
    /// The group of each place.
    group_of: BTreeMap<Place, usize>,
    /// Groups that a decision on single documents made; those on names in general do not speak of them.
    set_apart: BTreeSet<usize>,
}

impl<'d> Work<'d> {
    fn new(documents: &'d [DocumentNames], groups: Vec<Linked>) -> Self {
        let mut work = Self {
            documents,
            groups: groups.into_iter().map(Some).collect(),
            places: BTreeMap::new(),
            group_of: BTreeMap::new(),
            set_apart: BTreeSet::new(),
        };
        for (index, linked) in work.groups.iter().enumerate() {
            for place in linked.iter().flat_map(|linked| linked.group.places()) {
                work.group_of.insert(place, index);
                let local = local(documents, place);
                let usual = linked.iter().filter_map(|linked| linked.group.usual);
                let names =
                    [local.label.as_str()].into_iter().chain(local.aliases.iter().map(String::as_str)).chain(usual);
                for form in names.filter_map(form).collect::<BTreeSet<_>>() {
                    work.places.entry(form).or_default().push(place);
                }
            }
        }
        work
    }

    /// The places that a decision speaks of.
    fn places(&self, subject: &Subject) -> Vec<Place> {
        let Some(form) = form(&subject.name) else { return Vec::new() };
        let in_document = |place: &&Place| {
            let id = &self.documents[place.0 as usize].document;
            subject.document.as_ref().is_none_or(|wanted| id.starts_with(wanted.as_str()))
        };
        let is_meant = |place: &&Place| {
            let kind = local(self.documents, **place).kind;
            let apart = self.group_of.get(place).is_some_and(|group| self.set_apart.contains(group));
            subject.kind.is_none_or(|wanted| wanted == kind) && (subject.document.is_some() || !apart)
        };
        let all = self.places.get(&form).into_iter().flatten();
        all.filter(in_document).filter(is_meant).copied().collect()
    }

    fn groups_of(&self, subject: &Subject) -> BTreeSet<usize> {
        self.places(subject).iter().filter_map(|place| self.group_of.get(place)).copied().collect()
    }

    fn split(&mut self, subject: &Subject) -> bool {
        let places = self.places(subject);
        let Some(first) = places.first().and_then(|place| self.group_of.get(place)).copied() else { return false };
        let Some(mut key) = self.groups[first].as_ref().map(|linked| linked.key.clone()) else { return false };
        key.1 = name::words(&subject.name);
        let moved: BTreeSet<Place> = places.iter().copied().collect();
        for linked in self.groups.iter_mut().flatten() {
            linked.group.remove(&moved);
        }
        let index = self.groups.len();
        places.iter().for_each(|place| {
            self.group_of.insert(*place, index);
        });
        if subject.document.is_some() {
            self.set_apart.insert(index);
        }
        self.groups.push(Some(Linked::without((key, Group::of(places)))));
        self.groups.iter_mut().for_each(|group| {
            group.take_if(|linked| linked.group.places().next().is_none());
        });
        true
    }

    fn merge(&mut self, a: &Subject, b: &Subject) -> bool {
        let (of_a, of_b) = (self.groups_of(a), self.groups_of(b));
        if of_a.is_empty() || of_b.is_empty() {
            return false;
        }
        let all: BTreeSet<usize> = of_a.union(&of_b).copied().collect();
        let size = |index: &usize| self.groups[*index].as_ref().map_or(0, |linked| linked.group.places().count());
        let Some(target) = all.iter().copied().max_by_key(|index| (size(index), std::cmp::Reverse(*index))) else {
            return false;
        };
        let reason = Merge { name: a.name.clone(), into: b.name.clone(), reason: "decided by the user".to_owned() };
        for source in all.into_iter().filter(|index| *index != target) {
            let Some(linked) = self.groups[source].take() else { continue };
            linked.group.places().for_each(|place| {
                self.group_of.insert(place, target);
            });
            if let Some(into) = &mut self.groups[target] {
                into.absorb(linked);
            }
        }
        if let Some(into) = &mut self.groups[target] {
            into.group.merges.push(reason);
        }
        true
    }

    fn pin(&mut self, subject: &Subject, item: Option<&str>, gazetteer: Option<&Gazetteer>) -> bool {
        let groups = self.groups_of(subject);
        for index in &groups {
            if let Some(linked) = &mut self.groups[*index] {
                linked.link = pinned(&linked.link, item, gazetteer);
            }
        }
        !groups.is_empty()
    }
}

fn pinned(found: &Link, item: Option<&str>, gazetteer: Option<&Gazetteer>) -> Link {
    let mut candidates = found.candidates.clone();
    if let Some(item) = item.filter(|item| candidates.iter().all(|candidate| candidate.item != *item)) {
        let entry = gazetteer.and_then(|gazetteer| gazetteer.entry(gazetteer.find(item)?));
        candidates.push(Weighed {
            item: item.to_owned(),
            label: entry.as_ref().map_or(String::new(), |entry| entry.label.to_owned()),
            description: entry.map_or(String::new(), |entry| entry.description.to_owned()),
            score: 1.0,
            reasons: vec!["decided by the user".to_owned()],
        });
    }
    candidates.sort_by_key(|candidate| Some(candidate.item.as_str()) != item);
    Link { item: item.map(str::to_owned), score: 1.0, decided: true, candidates }
}

fn local(documents: &[DocumentNames], place: Place) -> &LocalName {
    &documents[place.0 as usize].names[place.1 as usize]
}

/// The normal form by which decisions are matched; identifiers (`Ann_Lee`) have blanks as underscores.
fn form(name: &str) -> Option<String> {
    let words = name::words(&name.replace('_', " "));
    let words = words.strip_prefix(["the".to_owned()].as_slice()).filter(|rest| !rest.is_empty()).unwrap_or(&words);
    (!words.is_empty()).then(|| words.join(" "))
}
