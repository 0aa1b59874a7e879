//! Surnames that several people of the corpus bear: each document decides by who and what else it speaks of. What only one
//! bearer's documents speak of is evidence for that bearer; without clear evidence the surname stays alone.

use super::cluster::{Group, GroupKey, Place};
use super::{DocumentNames, LocalName, name};
use std::collections::{BTreeMap, BTreeSet};

/// So much evidence is needed, and so many times that for any other bearer.
const LEAST: usize = 2;
const TIMES: usize = 3;
/// A surname with more bearers tells too little.
const MOST_BEARERS: usize = 20;

/// For each place of the surname `short` that is clear: the bearer among `full` that it means.
pub(super) fn decide(
    documents: &[DocumentNames],
    groups: &BTreeMap<GroupKey, Group>,
    short: &GroupKey,
    full: &BTreeSet<GroupKey>,
) -> BTreeMap<GroupKey, Vec<Place>> {
    let mut decided: BTreeMap<GroupKey, Vec<Place>> = BTreeMap::new();
    let Some(surname) = short.1.first().filter(|_| full.len() <= MOST_BEARERS) else { return decided };
    let contexts: Vec<(&GroupKey, BTreeSet<String>)> =
        full.iter().filter_map(|key| Some((key, context(documents, groups.get(key)?, surname)))).collect();
    for place in groups.get(short).into_iter().flat_map(Group::places) {
        let mut counts = vec![0_usize; contexts.len()];
        for word in around(documents, place, surname) {
            let mut having = (0..).zip(&contexts).filter(|(_, (_, context))| context.contains(&word)).map(|(i, _)| i);
            if let (Some(only), None) = (having.next(), having.next()) {
                counts[only] += 1;
            }
        }
        let best = (0..counts.len()).max_by_key(|i| (counts[*i], std::cmp::Reverse(*i)));
        let Some((best, count)) = best.map(|i| (i, counts[i])).filter(|(_, count)| *count >= LEAST) else { continue };
        let second = (0..counts.len()).filter(|i| *i != best).map(|i| counts[i]).max().unwrap_or_default();
        if count >= TIMES * second {
            decided.entry(contexts[best].0.clone()).or_default().push(place);
        }
    }
    decided
}

/// All that the documents of a bearer speak of.
fn context(documents: &[DocumentNames], group: &Group, surname: &str) -> BTreeSet<String> {
    group.places().flat_map(|place| around(documents, place, surname)).collect()
}

/// The other names of a document, and the words that describe the one at `place`.
fn around(documents: &[DocumentNames], place: Place, surname: &str) -> Vec<String> {
    const CONTENT: usize = 5;
    let Some(document) = documents.get(place.0 as usize) else { return Vec::new() };
    let form = |local: &LocalName| name::key(&local.label, local.kind).map(|key| key.words);
    let is_other = |words: &Vec<String>| words.last().is_none_or(|word| word != surname);
    let others = document.names.iter().filter(|local| local.named).filter_map(form).filter(is_other);
    let descriptions = document.names.get(place.1 as usize).into_iter().flat_map(|local| &local.descriptions);
    let words = descriptions.flat_map(|words| name::words(words)).filter(|word| word.len() >= CONTENT);
    let all: BTreeSet<String> =
        others.map(|words| words.join(" ")).chain(words.map(|word| format!("is {word}"))).collect();
    all.into_iter().collect()
}
