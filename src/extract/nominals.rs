//! What kind of thing a common noun names (`ontology/lexicon/nominals.tsv`), and what a first name tells of gender.

use crate::model::EntityType;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Grammatical gender as English pronouns show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    /// `he`
    Male,
    /// `she`
    Female,
}

/// What is known of a common noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// What it names.
    pub kind: EntityType,
    /// Its gender, where the word tells.
    pub gender: Option<Gender>,
}

static NOUNS: LazyLock<HashMap<&'static str, Noun>> = LazyLock::new(|| {
    let mut nouns = HashMap::new();
    for line in rows(include_str!("../../ontology/lexicon/nominals.tsv")) {
        let mut cells = line.split('\t');
        let (kind, gender) = (cells.next().and_then(kind), cells.next().and_then(gender));
        let Some(kind) = kind else { continue };
        for word in cells.next().unwrap_or_default().split(',') {
            nouns.entry(word).or_insert(Noun { kind, gender });
        }
    }
    nouns
});

static FIRST_NAMES: LazyLock<HashMap<&'static str, Gender>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for line in rows(include_str!("../../ontology/lexicon/first_names.tsv")) {
        let Some((gender, list)) = line.split_once('\t').and_then(|(g, list)| Some((self::gender(g)?, list))) else {
            continue;
        };
        for name in list.split(',') {
            names.entry(name).or_insert(gender);
        }
    }
    names
});

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

fn kind(word: &str) -> Option<EntityType> {
    Some(match word {
        "person" => EntityType::Person,
        "organization" => EntityType::Organization,
        "place" => EntityType::Place,
        "facility" => EntityType::Facility,
        "group" => EntityType::Group,
        "event" => EntityType::Event,
        "work" => EntityType::Work,
        _ => return None,
    })
}

fn gender(letter: &str) -> Option<Gender> {
    match letter {
        "m" => Some(Gender::Male),
        "f" => Some(Gender::Female),
        _ => None,
    }
}

/// What a common noun names, by its lemma: `spokesman`, `company`, `chemist`.
pub fn noun(lemma: &str) -> Option<Noun> {
    let lower = lemma.to_lowercase();
    NOUNS.get(lower.as_str()).copied().or_else(|| by_ending(&lower))
}

/// Whether a common noun names a person, by its lemma.
pub fn is_person(lemma: &str) -> bool {
    noun(lemma).is_some_and(|noun| noun.kind == EntityType::Person)
}

/// Agent nouns that their ending gives away: `chemist`, `politician`, `spokesperson`, `policewoman`.
fn by_ending(lemma: &str) -> Option<Noun> {
    let gender = match lemma {
        _ if lemma.ends_with("woman") => Some(Gender::Female),
        _ if lemma.ends_with("man") && lemma.len() > 5 => Some(Gender::Male),
        _ => None,
    };
    let agent = ["ician", "ologist", "person", "naut", "crat", "logist", "keeper", "maker", "holder", "goer"];
    let is_agent = gender.is_some()
        || agent.iter().any(|e| lemma.ends_with(e) && lemma.len() > e.len() + 1)
        || lemma.ends_with("ist") && lemma.len() > 5;
    is_agent.then_some(Noun { kind: EntityType::Person, gender })
}

/// The gender that a first name or a title (`Mr.`, `Mrs.`) shows.
pub fn gender_of_name(word: &str) -> Option<Gender> {
    match word.trim_end_matches('.').to_lowercase().as_str() {
        "mr" | "sir" | "lord" | "king" | "prince" | "don" | "herr" | "monsieur" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "frau" | "madame" | "madam" => {
            Some(Gender::Female)
        }
        lower => FIRST_NAMES.get(lower).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_have_kinds() {
        let kind = |lemma: &str| noun(lemma).map(|n| n.kind);
        assert_eq!(kind("minister"), Some(EntityType::Person));
        assert_eq!(kind("geologist"), Some(EntityType::Person));
        assert_eq!(kind("Ministry"), Some(EntityType::Organization));
        assert_eq!(kind("umbrella"), None);
        assert_eq!(kind("list"), None);
    }

    #[test]
    fn gender_shows_in_nouns_and_names() {
        assert_eq!(noun("saleswoman").and_then(|n| n.gender), Some(Gender::Female));
        assert_eq!(gender_of_name("Angela"), Some(Gender::Female));
        assert_eq!(gender_of_name("Mr."), Some(Gender::Male));
        assert_eq!(gender_of_name("Zorblax"), None);
    }
}
