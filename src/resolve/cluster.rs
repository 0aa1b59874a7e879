//! Which names of which documents mean the same entity.
//!
//! 1. Names with the same normal form are one group; persons are kept apart from everything else.
//! 2. A group that is mostly of the other class is a slip of the language engine and joins that class.
//! 3. Persons that share first and last name are one, unless their middle names tell them apart.
//! 4. A short form (surname, initials, first word) joins the one group that it can stand for. With two it stays apart,
//!    unless one of them is by far the better known, or a document tells by what else it speaks of ([`bearers`]).
//!
//! Every step looks at sorted maps of the whole corpus, so the order of documents does not matter, and each is
//! linear but for the sorting.

use super::name::{self, NameKey};
use super::{DocumentNames, LocalName, Merge, bearers};
use crate::extract::nominals::{self, Gender};
use crate::model::EntityType;
use std::collections::{BTreeMap, BTreeSet};

/// Where a local entity stands: index of the document, index within it.
pub(super) type Place = (u32, u32);

/// Persons never join what is not a person; other types are often told apart by context alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Person,
    Other,
}

impl Class {
    pub(super) fn of(kind: EntityType) -> Self {
        match kind {
            EntityType::Person => Class::Person,
            _ => Class::Other,
        }
    }

    fn opposite(self) -> Self {
        match self {
            Class::Person => Class::Other,
            Class::Other => Class::Person,
        }
    }
}

/// The normal form of a name and the class of what bears it.
pub(super) type GroupKey = (Class, Vec<String>);

/// Names that mean one entity.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// Names of full form, with where they stand.
    pub members: Vec<Place>,
    /// Names of a short form that joined, likewise.
    pub short: Vec<Place>,
    /// The usual name, where a table knows it.
    pub usual: Option<&'static str>,
    /// Why other names joined.
    pub merges: Vec<Merge>,
    /// Normal forms of the aliases that documents give.
    aliases: BTreeSet<Vec<String>>,
}

impl Group {
    /// A group of these places.
    pub fn of(members: Vec<Place>) -> Self {
        Self { members, ..Self::default() }
    }

    /// Another group of the same name with other places.
    pub fn with_places(&self, members: Vec<Place>, short: Vec<Place>) -> Self {
        Self { members, short, usual: self.usual, merges: self.merges.clone(), aliases: self.aliases.clone() }
    }

    /// Everywhere where it stands.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.members.iter().chain(&self.short).copied()
    }

    /// Takes places out of it.
    pub fn remove(&mut self, places: &BTreeSet<Place>) {
        self.members.retain(|place| !places.contains(place));
        self.short.retain(|place| !places.contains(place));
    }

    /// Takes in another group, names of full form with names of full form.
    pub fn absorb(&mut self, other: Group) {
        self.members.extend(other.members);
        self.short.extend(other.short);
        self.merges.extend(other.merges);
        self.aliases.extend(other.aliases);
        self.usual = self.usual.or(other.usual);
    }

    fn absorb_short(&mut self, mut other: Group) {
        let members = std::mem::take(&mut other.members);
        self.short.extend(members);
        other.usual = None;
        self.absorb(other);
    }
}

/// All groups of the named entities of `documents`, which are sorted by id.
pub(super) fn groups(documents: &[DocumentNames]) -> BTreeMap<GroupKey, Group> {
    let mut groups = BTreeMap::new();
    let namesakes = namesakes(documents);
    for (d, document) in documents.iter().enumerate() {
        for (n, local) in document.names.iter().enumerate().filter(|(_, local)| local.named) {
            insert(&mut groups, local, (d as u32, n as u32), &namesakes);
        }
    }
    correct_class(&mut groups);
    join_middle_names(&mut groups);
    join_short_forms(documents, &mut groups);
    groups
}

/// Full names that some document gives to two persons, one of them with a suffix: father and son.
fn namesakes(documents: &[DocumentNames]) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    for document in documents {
        let people = || document.names.iter().filter(|l| l.named && l.kind == EntityType::Person);
        let key = |local: &LocalName| name::key(&local.label, local.kind).map(|key| key.words);
        let suffixed: BTreeSet<Vec<String>> = people().filter(|l| name::has_suffix(&l.label)).filter_map(key).collect();
        let plain = people().filter(|l| !suffixed.is_empty() && !name::has_suffix(&l.label)).filter_map(key);
        found.extend(plain.filter(|words| suffixed.contains(words)));
    }
    found
}

fn insert(groups: &mut BTreeMap<GroupKey, Group>, local: &LocalName, place: Place, namesakes: &BTreeSet<Vec<String>>) {
    let class = Class::of(local.kind);
    let usual = match class {
        Class::Other => name::usual_place_name(&local.label),
        Class::Person => None,
    };
    let Some(NameKey { mut words, .. }) = name::key(usual.unwrap_or(&local.label), local.kind) else { return };
    if class == Class::Person && namesakes.contains(&words) && name::has_suffix(&local.label) {
        words.extend(name::words(&local.label).pop());
    }
    let group = groups.entry((class, words)).or_default();
    group.members.push(place);
    group.usual = group.usual.or(usual);
    group.aliases.extend(local.aliases.iter().filter_map(|alias| name::key(alias, local.kind)).map(|key| key.words));
}

/// A name that is five times as often of the other class was misread where it is of this one; for a person called by one word, whom
/// no document names in full, three times will do.
fn correct_class(groups: &mut BTreeMap<GroupKey, Group>) {
    const CLEAR_MAJORITY: usize = 5;
    const MAJORITY: usize = 3;
    let outweighed = |(key, group): (&GroupKey, &Group)| {
        let opposite = (key.0.opposite(), key.1.clone());
        let majority = groups.get(&opposite).map_or(0, |other| other.members.len());
        let one_word = key.0 == Class::Person && key.1.len() == 1;
        let enough = if one_word { MAJORITY } else { CLEAR_MAJORITY };
        (majority >= enough * group.members.len()).then(|| (key.clone(), opposite))
    };
    let moves: Vec<(GroupKey, GroupKey)> = groups.iter().filter_map(outweighed).collect();
    for (from, to) in moves {
        move_group(groups, &from, &to, "mostly of the other type");
    }
}

/// Moves a group into another one.
fn move_group(groups: &mut BTreeMap<GroupKey, Group>, from: &GroupKey, to: &GroupKey, reason: &str) {
    if let Some(group) = groups.remove(from) {
        let target = groups.entry(to.clone()).or_default();
        match from.1.len() < to.1.len() && reason != MIDDLE_NAME {
            true => target.absorb_short(group),
            false => target.absorb(group),
        }
        target.merges.push(Merge { name: from.1.join(" "), into: to.1.join(" "), reason: reason.to_owned() });
    }
}

const MIDDLE_NAME: &str = "same first and last name, no other middle name";

/// `Ann B. Lee`, `Ann Beth Lee` and `Ann Lee` are one person; with an `Ann C. Lee` in the corpus, all stay apart.
fn join_middle_names(groups: &mut BTreeMap<GroupKey, Group>) {
    let mut families: BTreeMap<(String, String), Vec<Vec<String>>> = BTreeMap::new();
    for (_, words) in groups.keys().filter(|(class, words)| *class == Class::Person && words.len() > 1) {
        let ends = (words[0].clone(), words[words.len() - 1].clone());
        families.entry(ends).or_default().push(words.clone());
    }
    for family in families.into_values().filter(|family| family.len() > 1) {
        let fullest = family.iter().max_by_key(|words| words.iter().map(String::len).sum::<usize>());
        let Some(fullest) = fullest.cloned() else { continue };
        if family.iter().all(|words| abbreviates(words, &fullest)) {
            for words in family.iter().filter(|words| **words != fullest) {
                move_group(groups, &(Class::Person, words.clone()), &(Class::Person, fullest.clone()), MIDDLE_NAME);
            }
        }
    }
}

/// Whether `short` is `full` with middle words left out or cut to their first letter.
fn abbreviates(short: &[String], full: &[String]) -> bool {
    let mut rest = full.iter();
    short.iter().all(|word| {
        let initial = word.chars().count() == 1;
        rest.any(|other| other == word || (initial && other.starts_with(word.as_str())))
    })
}

/// Short forms go to the group that they can stand for; a surname of several, in each document to the one whose documents
/// speak of the same.
fn join_short_forms(documents: &[DocumentNames], groups: &mut BTreeMap<GroupKey, Group>) {
    let is_open = |short: &GroupKey| groups.get(short).is_some_and(|group| group.usual.is_none());
    let candidates = short_forms(groups).into_iter().filter(|(short, _)| is_open(short));
    let (mut moves, mut shared) = (Vec::new(), Vec::new());
    let mut apart: BTreeMap<GroupKey, BTreeSet<Place>> = BTreeMap::new();
    let mut told = Vec::new();
    for (short, full) in candidates {
        for (places, owner) in told_by_gender(documents, groups, &short, &full) {
            apart.entry(short.clone()).or_default().extend(&places);
            told.extend(owner.map(|owner| (short.clone(), owner, places)));
        }
        match only_or_dominant(groups, &full) {
            Some(full) => moves.push((short, full)),
            None if short.0 == Class::Person => shared.push((bearers::decide(documents, groups, &short, &full), short)),
            None => {}
        }
    }
    for (decided, short) in shared {
        decided.into_iter().for_each(|(full, places)| move_places(groups, &short, &full, places));
    }
    for (short, owner, places) in told {
        move_places(groups, &short, &owner, places);
    }
    for (short, full) in moves {
        let held = hold(groups, &short, apart.get(&short));
        let reason = match short.0 {
            Class::Person => "surname, or short form, of this one alone or of this one above all",
            Class::Other => "short form that a document gives",
        };
        move_group(groups, &short, &full, reason);
        if !held.is_empty() {
            groups.entry(short).or_default().members.extend(held);
        }
    }
}

/// Takes those of some places out of a group that are still in it.
fn hold(groups: &mut BTreeMap<GroupKey, Group>, key: &GroupKey, places: Option<&BTreeSet<Place>>) -> Vec<Place> {
    let (Some(group), Some(places)) = (groups.get_mut(key), places) else { return Vec::new() };
    let held = group.places().filter(|place| places.contains(place)).collect();
    group.remove(places);
    held
}

/// The places of a surname that some of its bearers cannot mean, a woman or a man, with the one bearer that they do mean.
fn told_by_gender(
    documents: &[DocumentNames],
    groups: &BTreeMap<GroupKey, Group>,
    short: &GroupKey,
    full: &BTreeSet<GroupKey>,
) -> Vec<(Vec<Place>, Option<GroupKey>)> {
    let local = |place: Place| documents.get(place.0 as usize).and_then(|d| d.names.get(place.1 as usize));
    let given = |key: &GroupKey| {
        let label =
            groups.get(key).and_then(|group| local(*group.members.first()?)).map(|name| name::words(&name.label));
        label
            .and_then(|words| words.iter().find(|word| !name::is_title(word)).and_then(|w| nominals::gender_of_name(w)))
    };
    let Some(group) = groups.get(short).filter(|_| short.0 == Class::Person) else { return Vec::new() };
    let told = |gender: Gender| {
        let places: Vec<Place> =
            group.places().filter(|p| local(*p).is_some_and(|name| name.gender == Some(gender))).collect();
        let fitting: BTreeSet<GroupKey> =
            full.iter().filter(|key| given(key).is_none_or(|g| g == gender)).cloned().collect();
        let clear = !places.is_empty() && fitting.len() < full.len();
        clear.then(|| (places, (!fitting.is_empty()).then(|| only_or_dominant(groups, &fitting)).flatten()))
    };
    [Gender::Male, Gender::Female].into_iter().filter_map(told).collect()
}

/// Moves some places of a surname to one of its bearers.
fn move_places(groups: &mut BTreeMap<GroupKey, Group>, short: &GroupKey, full: &GroupKey, places: Vec<Place>) {
    let moved: BTreeSet<Place> = places.iter().copied().collect();
    let emptied = groups.get_mut(short).is_some_and(|group| {
        group.remove(&moved);
        group.members.is_empty() && group.short.is_empty()
    });
    if emptied {
        groups.remove(short);
    }
    let target = groups.entry(full.clone()).or_default();
    target.short.extend(places);
    let reason = "surname, in documents that speak of the same as this one's".to_owned();
    target.merges.push(Merge { name: short.1.join(" "), into: full.1.join(" "), reason });
}

/// The only candidate, or a person that at least five times as many documents name in full as all others together:
/// a head of state's surname does not stand for a relative who is mentioned once.
fn only_or_dominant(groups: &BTreeMap<GroupKey, Group>, candidates: &BTreeSet<GroupKey>) -> Option<GroupKey> {
    const DOMINANT: usize = 5;
    let size = |key: &GroupKey| groups.get(key).map_or(0, |group| group.members.len());
    let best = candidates.iter().max_by_key(|key| size(key))?;
    let others: usize = candidates.iter().filter(|key| *key != best).map(size).sum();
    let dominant = best.0 == Class::Person && size(best) >= DOMINANT * others;
    (candidates.len() == 1 || dominant).then(|| best.clone())
}

/// What a person's name ends in: the last word, and with it the small words that belong to a surname (`el Khatib`).
fn surnames(words: &[String]) -> impl Iterator<Item = &[String]> {
    const SMALL: [&str; 18] = [
        "al", "el", "abu", "bin", "ibn", "ben", "da", "de", "del", "della", "der", "di", "dos", "la", "le", "van",
        "von", "ter",
    ];
    let last = words.len().saturating_sub(1);
    let is_small = |index: &usize| words.get(*index).is_some_and(|word| SMALL.contains(&word.as_str()));
    // `Prime Minister` alone is nobody called Minister.
    let is_office = words.last().is_some_and(|word| word == "minister");
    let is_full = !is_office && (0..last).any(|index| !is_small(&index));
    let first = (1..last).rev().take_while(is_small).last();
    [Some(last), first].into_iter().flatten().filter(move |_| is_full).map(|start| &words[start..])
}

/// For every short form: the groups that it can stand for. A surname stands for a person of that name by itself;
/// other short forms only where a document uses both for one entity and one is the other's initials, or a part that is not
/// much more often a name by itself (`Facebook` in many documents is no `Facebook College` of one). Two letters may be the
/// initials of anything elsewhere.
fn short_forms(groups: &BTreeMap<GroupKey, Group>) -> BTreeMap<GroupKey, BTreeSet<GroupKey>> {
    const OFTEN: usize = 3;
    let alone = |class: Class, short: &[String]| groups.get(&(class, short.to_vec())).map_or(0, |g| g.members.len());
    let mut forms: BTreeMap<GroupKey, BTreeSet<GroupKey>> = BTreeMap::new();
    for (key, group) in groups.iter().filter(|(key, _)| key.1.len() > 1) {
        let (class, words) = key;
        for surname in surnames(words).filter(|_| *class == Class::Person) {
            forms.entry((*class, surname.to_vec())).or_default().insert(key.clone());
        }
        let is_part = |short: &[String]| short.iter().all(|word| words.contains(word));
        let is_short = |short: &&Vec<String>| {
            let is_initials = || matches!(&short[..], [word] if word.len() > 2 && name::is_initials(word, words));
            let is_usual = || alone(*class, short) <= OFTEN * group.members.len();
            short.len() < words.len() && (is_part(short) && is_usual() || is_initials())
        };
        for short in group.aliases.iter().filter(is_short) {
            forms.entry((*class, short.clone())).or_default().insert(key.clone());
        }
    }
    forms
}
