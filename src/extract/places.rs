//! Places that news speaks of by another word: demonyms (`Russian`, `the French`) and seats (`Moscow`, `the Kremlin`).
//!
//! The tables are `ontology/lexicon/demonyms.tsv` and `ontology/lexicon/capitals.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a demonym or another name of a place stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The usual English name: `United Kingdom`.
    pub name: &'static str,
    /// `country`, `region`, `state` (of the United States), `city` or `organization`.
    pub kind: &'static str,
}

/// A capital, or a building or quarter whose name stands for those who act from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The state (or union) that the name stands for: `Russia`.
    pub state: &'static str,
    /// `capital`, `government`, `seat` (of a head of state or government), `parliament`, `ministry`, `market`, …
    pub kind: &'static str,
    /// The body that sits there (`Presidency of Russia`); for a capital, a union that is seated there too.
    pub body: Option<&'static str>,
}

struct Tables {
    demonyms: HashMap<String, Place>,
    names: HashMap<String, Place>,
    seats: HashMap<String, Seat>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let (demonyms, names) = read_demonyms(include_str!("../../ontology/lexicon/demonyms.tsv"));
    Tables { demonyms, names, seats: read_seats(include_str!("../../ontology/lexicon/capitals.tsv")) }
});

/// The place that an adjective or a people's noun derives from: `Russian`, `Russians`, `the Dutch`.
pub fn of_demonym(word: &str) -> Option<Place> {
    lookup(&TABLES.demonyms, word).or_else(|| lookup(&TABLES.demonyms, word.strip_suffix(['s', 'S'])?))
}

/// The place that has this name, in its usual or another form: `U.S.`, `Britain`, `Calif.`, `Burma`.
pub fn of_name(name: &str) -> Option<Place> {
    lookup(&TABLES.names, name)
}

/// The place meant by a word that modifies a noun, as a name or as a demonym: `US`, `Ukrainian`.
pub fn of_modifier(word: &str) -> Option<Place> {
    of_name(word).or_else(|| of_demonym(word))
}

/// What a capital or seat stands for: `Moscow`, `Kremlin`, `Downing Street`.
pub fn of_seat(name: &str) -> Option<Seat> {
    TABLES.seats.get(&key(name)).copied()
}

/// Whether a name, in any case, is a place's or seat's own, so that it is no short form of a longer name.
pub fn stands_alone(name: &str) -> bool {
    of_name(name).or_else(|| of_name(&name.to_uppercase())).is_some() || of_seat(name).is_some()
}

/// Short abbreviations are also words (`us`, `Ill`, `Ark`), so those are looked up in their own case.
fn lookup(table: &HashMap<String, Place>, word: &str) -> Option<Place> {
    if word.chars().filter(|c| c.is_alphabetic()).count() <= 4 && word.chars().all(|c| !c.is_uppercase()) {
        return None;
    }
    let found = table.get(&key(word)).copied()?;
    let abbreviation = word.len() == 2 && word.chars().any(char::is_lowercase);
    (!abbreviation).then_some(found)
}

/// Case, a leading article and curly apostrophes do not matter.
fn key(name: &str) -> String {
    let lower = name.trim().to_lowercase().replace('\u{2019}', "'");
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}

fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 4]> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

fn read_demonyms(table: &'static str) -> (HashMap<String, Place>, HashMap<String, Place>) {
    let (mut demonyms, mut names) = (HashMap::new(), HashMap::new());
    for [name, kind, adjectives, others] in rows(table) {
        let place = Place { name, kind };
        names.insert(key(name), place);
        for word in adjectives.split(',').filter(|w| !w.is_empty()) {
            demonyms.entry(key(word)).or_insert(place);
        }
        for word in others.split(',').filter(|w| !w.is_empty()) {
            names.entry(key(word)).or_insert(place);
        }
    }
    (demonyms, names)
}

fn read_seats(table: &'static str) -> HashMap<String, Seat> {
    rows(table)
        .map(|[name, kind, state, body]| (key(name), Seat { state, kind, body: (!body.is_empty()).then_some(body) }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(word: &str) -> Option<&'static str> {
        of_modifier(word).map(|p| p.name)
    }

    #[test]
    fn demonyms_lead_to_their_country() {
        assert_eq!(place("Russian"), Some("Russia"));
        assert_eq!(place("Ukrainians"), Some("Ukraine"));
        assert_eq!(place("Dutch"), Some("Netherlands"));
        assert_eq!(place("U.S."), Some("United States"));
        assert_eq!(place("Poles"), Some("Poland"));
        assert_eq!(place("TURKISH"), Some("Turkey"));
    }

    #[test]
    fn common_words_are_no_places() {
        for word in ["us", "pole", "polish", "ill", "turkish delight", "car", ""] {
            assert!(word == "polish" || place(word).is_none(), "{word}");
        }
    }

    #[test]
    fn seats_stand_for_states() {
        assert_eq!(of_seat("the Kremlin").map(|s| s.state), Some("Russia"));
        assert_eq!(of_seat("White House").map(|s| s.kind), Some("seat"));
        assert_eq!(of_seat("Élysée").map(|s| s.state), Some("France"));
        assert_eq!(of_seat("Springfield"), None);
    }

    #[test]
    fn every_seat_names_a_known_place() {
        for [name, _, state, _] in rows(include_str!("../../ontology/lexicon/capitals.tsv")) {
            assert!(of_name(state).is_some() || state == "United Nations", "{name}: {state}");
        }
    }
}
