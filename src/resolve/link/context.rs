//! What a document says around a name: the countries that it speaks of, and its day.

use crate::extract::places;
use crate::model::EntityType;
use crate::resolve::gazetteer::{Gazetteer, Kind};
use crate::resolve::{DocumentNames, LocalName, name, within};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The context of all names of one document.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// How often the document speaks of each country, or of places in it.
    countries: BTreeMap<String, u32>,
    /// The codes of the regions (`US-CA`) that it names.
    regions: BTreeSet<String>,
    /// The country that each name of the document brought itself, and how often.
    own: Vec<Option<(String, u32)>>,
    /// The document's day, if known.
    pub date: Option<Date>,
    /// The words of sport in it where it reports on sport, so that a place's name mostly means its team.
    sport: Option<BTreeSet<String>>,
    /// What it speaks of by words of sport (`Elmford versus Oakham football match`), in lower case, with these words.
    matches: Vec<(String, BTreeSet<String>)>,
}

/// What stands around one name of a document.
pub(super) struct Around<'c> {
    context: &'c Context,
    /// What the name itself brought to the context.
    own: Option<&'c (String, u32)>,
    /// The country that a description of it names.
    pub described: Option<String>,
    /// The codes of the states and regions that the text puts it in: `US-TX`, `NO`.
    pub within: Vec<String>,
    /// The words of sport in a document that reports on it, or in the phrase that the name is part of.
    pub sport: Option<BTreeSet<String>>,
}

/// Heads of descriptions and of things that reports on sport speak of. Words that politics shares are left out.
const SPORT: &str = include_str!("../../../ontology/lexicon/sport.tsv");

impl Context {
    /// Gathers the context of a document.
    pub fn of(document: &DocumentNames, gazetteer: &Gazetteer) -> Self {
        let matches = matches(document);
        let mut context = Self { date: document.date, sport: sport(document, &matches), matches, ..Self::default() };
        for local in &document.names {
            let region = if local.named { region_of_name(local, gazetteer) } else { None };
            let country = region.as_deref().map(|region| (code(region).to_owned(), local.mentions.max(1)));
            context.own.push(country);
            context.regions.extend(region.filter(|region| region.contains('-') && within::is_wide(&local.label)));
            let described = local.descriptions.iter().filter(|_| local.named);
            for country in described.filter_map(|description| country_of_description(description, gazetteer)) {
                *context.countries.entry(country).or_default() += 1;
            }
        }
        for (country, count) in context.own.iter().flatten() {
            *context.countries.entry(country.clone()).or_default() += count;
        }
        context
    }

    /// What stands around the `index`-th name of the document.
    pub fn around(&self, index: usize, local: &LocalName, gazetteer: &Gazetteer) -> Around<'_> {
        let described = local.descriptions.iter().find_map(|d| country_of_description(d, gazetteer));
        let within = local.within.iter().filter_map(|name| region_of_place(usual(name), gazetteer)).collect();
        let sport = self.sport.clone().or_else(|| self.sport_of(&local.label));
        Around { context: self, own: self.own.get(index).and_then(Option::as_ref), described, within, sport }
    }

    /// The words of sport by which a name stands: `Elmford` in `Elmford versus Oakham football match`.
    fn sport_of(&self, label: &str) -> Option<BTreeSet<String>> {
        let label = label.to_lowercase();
        let around = |phrase: &str| {
            phrase.split_once(label.as_str()).map(|(before, after)| (before.to_owned(), after.to_owned()))
        };
        let is_word = |(before, after): (String, String)| {
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
        };
        let found = self.matches.iter().find(|(phrase, _)| around(phrase).is_some_and(is_word));
        found.map(|(_, words)| words.clone())
    }
}

impl Around<'_> {
    /// The part that a country has in the rest of the document, 0 to 1; none where that speaks of no country.
    pub fn share(&self, country: &str) -> Option<f32> {
        let countries = &self.context.countries;
        let own = |wanted: Option<&str>| {
            let own = self.own.filter(|(country, _)| wanted.is_none_or(|wanted| wanted == country));
            own.map_or(0, |(_, count)| *count)
        };
        let total = countries.values().sum::<u32>() - own(None);
        let part = countries.get(country).copied().unwrap_or_default() - own(Some(country));
        (total > 0).then(|| part as f32 / total as f32)
    }

    /// Whether the document names that region.
    pub fn speaks_of(&self, region: &str) -> bool {
        self.context.regions.contains(region)
    }

    /// The document's day, if known.
    pub fn date(&self) -> Option<Date> {
        self.context.date
    }
}

/// The unnamed things of a document that words of sport tell of.
fn matches(document: &DocumentNames) -> Vec<(String, BTreeSet<String>)> {
    let labels = document.names.iter().filter(|local| !local.named).map(|local| local.label.to_lowercase());
    let words = |label: &str| -> BTreeSet<String> {
        label.split(' ').filter(|word| sport_words().any(|known| known == *word)).map(str::to_owned).collect()
    };
    labels.map(|label| (words(&label), label)).filter(|(words, _)| !words.is_empty()).map(|(w, l)| (l, w)).collect()
}

/// The words of sport in a document, if at least one in twenty of the things that it speaks of, and five in all, belong
/// to sport.
fn sport(document: &DocumentNames, matches: &[(String, BTreeSet<String>)]) -> Option<BTreeSet<String>> {
    const LEAST: usize = 5;
    const PART: usize = 20;
    let all = document.names.iter().filter(|local| !local.named).count();
    let words = || matches.iter().flat_map(|(_, words)| words.iter().cloned()).collect();
    (matches.len() >= LEAST && matches.len() * PART >= all).then(words)
}

fn sport_words() -> impl Iterator<Item = &'static str> {
    SPORT.lines().filter(|line| !line.starts_with('#'))
}

/// Whether a description is that of somebody or something of sport: `English cricketer`, `football club`.
pub(super) fn is_of_sport(description: &str) -> bool {
    const STEM: usize = 4;
    let stems = || sport_words().filter(|word| word.len() >= STEM);
    name::words(description).iter().any(|word| stems().any(|stem| word.starts_with(stem)))
}

/// The code of the country or region that a state's name means, or that the usual bearer of a place's name lies in.
fn region_of_name(local: &LocalName, gazetteer: &Gazetteer) -> Option<String> {
    let is_place = matches!(local.kind, EntityType::Place | EntityType::Group);
    is_place.then(|| region_of_place(usual(&local.label), gazetteer)).flatten()
}

/// The usual name of the place that a name or demonym means, as far as known.
fn usual(name: &str) -> &str {
    places::of_modifier(name).map_or(name, |place| place.name)
}

/// The country that a description names: `Russian President`, `president of Russia`, `U.S. envoy`.
pub(super) fn country_of_description(description: &str, gazetteer: &Gazetteer) -> Option<String> {
    let words: Vec<&str> = description.split_whitespace().map(without_possessive).collect();
    let pieces = (0..words.len()).flat_map(|i| (1..=3).rev().filter_map(move |n| Some((i, i.checked_add(n)?))));
    let mut pieces = pieces.filter(|(_, end)| *end <= words.len()).map(|(start, end)| words[start..end].join(" "));
    let place = pieces.find_map(|piece| places::of_modifier(&piece))?;
    region_of_place(place.name, gazetteer).map(|region| code(&region).to_owned())
}

fn without_possessive(word: &str) -> &str {
    let word = word.trim_matches(|c: char| matches!(c, ',' | ';' | '(' | ')'));
    word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")).unwrap_or(word)
}

/// The code of the country or region of the best known place that is called so.
fn region_of_place(name: &str, gazetteer: &Gazetteer) -> Option<String> {
    let candidates = gazetteer.candidates(name, EntityType::Place).into_iter();
    let entries = candidates.filter_map(|candidate| Some((candidate, gazetteer.entry(candidate.entry)?)));
    let places = entries.filter(|(_, entry)| matches!(entry.kind, Kind::Country | Kind::Region | Kind::City));
    let best = places.max_by_key(|(candidate, entry)| {
        (entry.kind == Kind::Country, candidate.is_label, entry.prior, std::cmp::Reverse(entry.item))
    });
    best.map(|(_, entry)| entry.country.to_owned()).filter(|code| !code.is_empty())
}

/// The code of the country within that of its parts: `US` for `US-CA`.
pub(super) fn code(country: &str) -> &str {
    country.split('-').next().unwrap_or(country)
}
