//! Nouns that name events, and how their arguments are marked (`ontology/lexicon/event_nouns.tsv`).

use super::relation::{items, rows};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What an argument of an event noun is to the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Who acts, or whom it befalls where nobody acts (`the death of X`).
    Agent,
    /// What is acted on.
    Patient,
    /// Where (`the war in X`).
    Place,
    /// What it is about.
    Topic,
}

/// One reading of an event noun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventNoun {
    /// The relation that it expresses.
    pub relation: &'static str,
    /// What a phrase with `of` is.
    pub of: Option<Part>,
    /// What a genitive before the noun is.
    pub possessive: Part,
    /// Prepositions that mark the patient or counterpart.
    pub patient: Vec<&'static str>,
}

static NOUNS: LazyLock<HashMap<&'static str, Vec<EventNoun>>> = LazyLock::new(|| {
    let mut nouns: HashMap<&'static str, Vec<EventNoun>> = HashMap::new();
    for row in rows(include_str!("../../ontology/lexicon/event_nouns.tsv")) {
        let [relation, words, of, possessive, other] = row[..] else { continue };
        let reading = EventNoun {
            relation,
            of: part(of),
            possessive: part(possessive).unwrap_or(Part::Agent),
            patient: items(other).collect(),
        };
        for word in items(words) {
            nouns.entry(word).or_default().push(reading.clone());
        }
    }
    nouns
});

fn part(name: &str) -> Option<Part> {
    match name {
        "agent" => Some(Part::Agent),
        "patient" => Some(Part::Patient),
        "place" => Some(Part::Place),
        "topic" => Some(Part::Topic),
        _ => None,
    }
}

/// The readings of an event noun, given in dictionary form with its compound where it has one: `drone strike`.
pub fn readings(noun: &str) -> &'static [EventNoun] {
    NOUNS.get(noun).map_or(&[], Vec::as_slice)
}

/// The relation that an event noun expresses; where it has two readings, the one that `preposition` marks an argument of.
pub fn relation_of(noun: &str, preposition: Option<&str>) -> Option<&'static str> {
    let all = readings(noun);
    let marked = preposition.and_then(|p| all.iter().find(|r| r.patient.contains(&p)));
    marked.or(all.first()).map(|r| r.relation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::relation;

    #[test]
    fn the_table_is_sound() {
        let mut count = 0;
        for row in rows(include_str!("../../ontology/lexicon/event_nouns.tsv")) {
            assert_eq!(row.len(), 5, "{row:?}");
            assert!(relation::get(row[0]).is_some(), "{}", row[0]);
            count += items(row[1]).count();
        }
        assert!(count >= 500, "{count}");
    }

    #[test]
    fn the_preposition_chooses_among_readings() {
        assert_eq!(relation_of("call", Some("for")), Some("request"));
        assert_eq!(relation_of("call", Some("with")), Some("call_by_phone"));
        assert_eq!(relation_of("invasion", None), Some("invade"));
        assert_eq!(relation_of("table", None), None);
    }
}
