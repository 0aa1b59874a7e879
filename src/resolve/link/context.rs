//! What a document says around a name: the countries that it speaks of, and its day.

use crate::extract::places;
use crate::model::EntityType;
use crate::resolve::gazetteer::{Gazetteer, Kind};
use crate::resolve::{DocumentNames, LocalName};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The context of all names of one document.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// How large a part of the mentions of countries each country has.
    countries: BTreeMap<String, f32>,
    /// The document's day, if known.
    pub date: Option<Date>,
    /// Whether it reports on sport, where a place's name mostly means its team.
    pub is_sport: bool,
}

/// Heads of descriptions and of things that reports on sport speak of. Words that politics shares are left out.
const SPORT: &str = include_str!("../../../ontology/lexicon/sport.tsv");

impl Context {
    /// Gathers the context of a document.
    pub fn of(document: &DocumentNames, gazetteer: &Gazetteer) -> Self {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for local in document.names.iter().filter(|local| local.named) {
            if let Some(country) = country_of_name(local, gazetteer) {
                *counts.entry(country).or_default() += local.mentions.max(1);
            }
            for description in &local.descriptions {
                if let Some(country) = country_of_description(description, gazetteer) {
                    *counts.entry(country).or_default() += 1;
                }
            }
        }
        let total = counts.values().sum::<u32>().max(1) as f32;
        let countries = counts.into_iter().map(|(country, count)| (country, count as f32 / total)).collect();
        Self { countries, date: document.date, is_sport: is_sport(document) }
    }

    /// The part that a country has in the document, 0 to 1; none where the document speaks of no country.
    pub fn share(&self, country: &str) -> Option<f32> {
        (!self.countries.is_empty()).then(|| self.countries.get(country).copied().unwrap_or_default())
    }
}

/// Whether at least one in twelve of what a document speaks of, and five in all, belongs to sport.
fn is_sport(document: &DocumentNames) -> bool {
    const LEAST: usize = 5;
    const PART: usize = 12;
    let words = || SPORT.lines().filter(|line| !line.starts_with('#'));
    let labels = || document.names.iter().filter(|local| !local.named).map(|local| local.label.to_lowercase());
    let of_sport = labels().filter(|label| label.split(' ').any(|word| words().any(|w| w == word))).count();
    of_sport >= LEAST && of_sport * PART >= labels().count()
}

/// The country that a state's name means, or that the usual bearer of a place's name lies in.
fn country_of_name(local: &LocalName, gazetteer: &Gazetteer) -> Option<String> {
    if !matches!(local.kind, EntityType::Place | EntityType::Group) {
        return None;
    }
    let name = places::of_name(&local.label).or_else(|| places::of_demonym(&local.label));
    country_of_place(name.map_or(local.label.as_str(), |place| place.name), gazetteer)
}

/// The country that a description names: `Russian President`, `president of Russia`, `U.S. envoy`.
pub(super) fn country_of_description(description: &str, gazetteer: &Gazetteer) -> Option<String> {
    let words: Vec<&str> = description.split_whitespace().map(without_possessive).collect();
    let pieces = (0..words.len()).flat_map(|i| (1..=3).rev().filter_map(move |n| Some((i, i.checked_add(n)?))));
    let mut pieces = pieces.filter(|(_, end)| *end <= words.len()).map(|(start, end)| words[start..end].join(" "));
    let place = pieces.find_map(|piece| places::of_modifier(&piece))?;
    country_of_place(place.name, gazetteer)
}

fn without_possessive(word: &str) -> &str {
    let word = word.trim_matches(|c: char| matches!(c, ',' | ';' | '(' | ')'));
    word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")).unwrap_or(word)
}

/// The code of the country of the best known place that is called so.
fn country_of_place(name: &str, gazetteer: &Gazetteer) -> Option<String> {
    let candidates = gazetteer.candidates(name, EntityType::Place).into_iter();
    let entries = candidates.filter_map(|candidate| Some((candidate, gazetteer.entry(candidate.entry)?)));
    let places = entries.filter(|(_, entry)| matches!(entry.kind, Kind::Country | Kind::Region | Kind::City));
    let best = places.max_by_key(|(candidate, entry)| {
        (entry.kind == Kind::Country, candidate.is_label, entry.prior, std::cmp::Reverse(entry.item))
    });
    best.map(|(_, entry)| code(entry.country).to_owned()).filter(|code| !code.is_empty())
}

/// The code of the country within that of its parts: `US` for `US-CA`.
pub(super) fn code(country: &str) -> &str {
    country.split('-').next().unwrap_or(country)
}
