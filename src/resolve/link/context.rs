//! What a document says around a name: the countries that it speaks of, and its day.

use crate::extract::places;
use crate::model::EntityType;
use crate::resolve::gazetteer::{Gazetteer, Kind};
use crate::resolve::{DocumentNames, LocalName, name};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The context of all names of one document.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// How often the document speaks of each country, or of places in it.
    countries: BTreeMap<String, u32>,
    /// The country that each name of the document brought itself, and how often.
    own: Vec<Option<(String, u32)>>,
    /// The document's day, if known.
    pub date: Option<Date>,
    /// The words of sport in it where it reports on sport, so that a place's name mostly means its team.
    sport: Option<BTreeSet<String>>,
}

/// What stands around one name of a document.
pub(super) struct Around<'c> {
    context: &'c Context,
    /// What the name itself brought to the context.
    own: Option<&'c (String, u32)>,
    /// The country that a description of it names.
    pub described: Option<String>,
}

/// Heads of descriptions and of things that reports on sport speak of. Words that politics shares are left out.
const SPORT: &str = include_str!("../../../ontology/lexicon/sport.tsv");

impl Context {
    /// Gathers the context of a document.
    pub fn of(document: &DocumentNames, gazetteer: &Gazetteer) -> Self {
        let mut context = Self { date: document.date, sport: sport(document), ..Self::default() };
        for local in &document.names {
            let country = if local.named { country_of_name(local, gazetteer) } else { None };
            context.own.push(country.map(|country| (country, local.mentions.max(1))));
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
        Around { context: self, own: self.own.get(index).and_then(Option::as_ref), described }
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

    /// The document's day, if known.
    pub fn date(&self) -> Option<Date> {
        self.context.date
    }

    /// The words of sport in a document that reports on it; none for others.
    pub fn sport(&self) -> Option<&BTreeSet<String>> {
        self.context.sport.as_ref()
    }
}

/// The words of sport in a document, if at least one in twenty of the things that it speaks of, and five in all, belong
/// to sport.
fn sport(document: &DocumentNames) -> Option<BTreeSet<String>> {
    const LEAST: usize = 5;
    const PART: usize = 20;
    let (mut words, mut of_sport, mut all) = (BTreeSet::new(), 0, 0);
    for label in document.names.iter().filter(|local| !local.named).map(|local| local.label.to_lowercase()) {
        let found: Vec<&str> = label.split(' ').filter(|word| sport_words().any(|known| known == *word)).collect();
        (all, of_sport) = (all + 1, of_sport + usize::from(!found.is_empty()));
        words.extend(found.into_iter().map(str::to_owned));
    }
    (of_sport >= LEAST && of_sport * PART >= all).then_some(words)
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
