//! Teams that reports on sport call by the name of their place or school: `Elmford` for `Elmford Rovers football`.

use super::context::Around;
use crate::model::EntityType;
use crate::resolve::gazetteer::{Candidate, Entry, Gazetteer, Kind};
use crate::resolve::{LocalName, name};

/// Sports, as the names and descriptions of teams tell them.
const SPORTS: [&str; 8] = ["football", "soccer", "rugby", "cricket", "hockey", "baseball", "basketball", "volleyball"];
/// Words of teams that are not meant by the place's name alone.
const OTHERS: [&str; 7] = ["women", "womens", "under", "youth", "reserves", "academy", "stadium"];

/// The teams that a name may mean: their names go on after it, and they play a sport that is spoken of around it.
pub(super) fn candidates(local: &LocalName, around: &Around, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let Some(words) = &around.sport else { return Vec::new() };
    let sports: Vec<&str> = SPORTS.into_iter().filter(|sport| words.contains(*sport)).collect();
    let may_mean_one = matches!(local.kind, EntityType::Place | EntityType::Organization | EntityType::Group);
    if sports.is_empty() || !may_mean_one || local.located {
        return Vec::new();
    }
    let plays = |candidate: &Candidate| gazetteer.entry(candidate.entry).is_some_and(|entry| is_team(&entry, &sports));
    gazetteer.longer(&local.label, local.kind).into_iter().filter(plays).collect()
}

fn is_team(entry: &Entry, sports: &[&str]) -> bool {
    let words = name::words(&format!("{} {}", entry.label, entry.description));
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    matches!(entry.kind, Kind::Organization | Kind::Unknown) && has(sports) && !has(&OTHERS)
}
