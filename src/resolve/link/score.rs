//! How well an item fits a name in its document: a log-linear model whose features are the ones usual in entity
//! linking (Bunescu and Paşca 2006; Milne and Witten 2008): how well known the item is, how the name names it, type,
//! country, office and day. Not being in the gazetteer competes as an item of its own, so that the weight of evidence that a
//! link needs depends on how many bearers such a name has.

use super::context::{self, Around};
use super::office;
use crate::model::EntityType;
use crate::resolve::gazetteer::{Candidate, Entry, Gazetteer, Kind};
use crate::resolve::{LocalName, name};
use std::collections::BTreeSet;

/// Weights, in units of the logarithm of odds.
mod weight {
    pub const PRIOR: f32 = 0.9;
    pub const LABEL: f32 = 0.7;
    pub const TYPE: f32 = 1.0;
    pub const OTHER_TYPE: f32 = -4.0;
    pub const COUNTRY_OF_TEXT: f32 = 1.5;
    pub const OTHER_COUNTRY_THAN_TEXT: f32 = -0.5;
    pub const COUNTRY: f32 = 2.0;
    pub const OTHER_COUNTRY: f32 = -3.0;
    pub const OFFICE: f32 = 2.5;
    pub const OFFICE_HELD: f32 = 0.5;
    pub const OFFICE_LEFT: f32 = -0.5;
    pub const OTHER_OFFICE: f32 = -1.0;
    pub const WORDS: f32 = 1.5;
    pub const NO_WORDS: f32 = -0.7;
    pub const TEAM: f32 = -7.0;
}

/// A candidate with its evidence.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    pub candidate: Candidate,
    pub score: f32,
    pub reasons: Vec<&'static str>,
}

/// Scores a candidate for a name.
pub(super) fn score(local: &LocalName, candidate: Candidate, around: &Around, gazetteer: &Gazetteer) -> Option<Scored> {
    let entry = gazetteer.entry(candidate.entry)?;
    let mut scored = Scored { candidate, score: 0.0, reasons: Vec::new() };
    scored.score += weight::PRIOR * f32::from(entry.prior).ln_1p();
    if candidate.is_label {
        scored.add(weight::LABEL, "usual name");
    }
    scored.add_type(local.kind, entry.kind);
    scored.add_country(&entry, around);
    scored.add_office(&local.descriptions, &entry, around);
    scored.add_words(&local.descriptions, entry.description);
    if around.is_sport() && matches!(entry.kind, Kind::Country | Kind::Region | Kind::City) {
        scored.add(weight::TEAM, "may mean a team in a report on sport");
    }
    Some(scored)
}

impl Scored {
    fn add(&mut self, weight: f32, reason: &'static str) {
        self.score += weight;
        self.reasons.push(reason);
    }

    fn add_type(&mut self, wanted: EntityType, kind: Kind) {
        match agreement(wanted, kind) {
            Some(true) => self.add(weight::TYPE, "of the type read"),
            Some(false) => self.add(weight::OTHER_TYPE, "of another type than read"),
            None => {}
        }
    }

    fn add_country(&mut self, entry: &Entry, around: &Around) {
        let country = context::code(entry.country);
        if country.is_empty() {
            return;
        }
        match around.described.as_deref().filter(|_| entry.kind != Kind::Country) {
            Some(described) if described == country => self.add(weight::COUNTRY, "of the country named with it"),
            Some(_) => self.add(weight::OTHER_COUNTRY, "of another country than named with it"),
            None => {}
        }
        match around.share(country) {
            Some(share) if share > 0.0 => self.add(weight::COUNTRY_OF_TEXT * share.sqrt(), "of a country of the text"),
            Some(_) => self.add(weight::OTHER_COUNTRY_THAN_TEXT, "of no country of the text"),
            None => {}
        }
    }

    /// `the actor Cory Holt` and `Canadian actor`.
    fn add_words(&mut self, descriptions: &[String], known: &str) {
        const LEAST: usize = 4;
        let content = |text: &str| -> BTreeSet<String> {
            name::words(text).into_iter().filter(|word| word.chars().count() >= LEAST).collect()
        };
        let (read, known) = (content(&descriptions.join(" ")), content(known));
        match read.is_empty() || known.is_empty() {
            true => {}
            false if read.is_disjoint(&known) => self.add(weight::NO_WORDS, "described in other words"),
            false => self.add(weight::WORDS, "described in the same words"),
        }
    }

    fn add_office(&mut self, descriptions: &[String], entry: &Entry, around: &Around) {
        if entry.kind != Kind::Person {
            return;
        }
        match office::agreement(descriptions, entry, around.date()) {
            office::Agreement::Held => self.add(weight::OFFICE + weight::OFFICE_HELD, "holds the office named"),
            office::Agreement::Undated => self.add(weight::OFFICE, "has held the office named"),
            office::Agreement::Left => self.add(weight::OFFICE + weight::OFFICE_LEFT, "had left the office named"),
            office::Agreement::None => self.add(weight::OTHER_OFFICE, "not known in the office named"),
            office::Agreement::Unnamed => {}
        }
    }
}

/// Whether the type read and the kind known agree; none where they may or may not.
fn agreement(wanted: EntityType, kind: Kind) -> Option<bool> {
    use EntityType::{Event, Facility, Group, Organization, Person, Place, Thing, Work};
    let known = kind.entity_type();
    match (wanted, known) {
        _ if matches!(kind, Kind::Unknown) => None,
        (wanted, known) if wanted == known => Some(true),
        (Person, _) | (_, Person) => Some(false),
        (Thing, _) | (_, Thing) => None,
        (Organization, Place | Facility | Work | Group) | (Place | Facility | Work | Group, Organization) => None,
        (Place, Facility) | (Facility, Place) => None,
        (Group, Place) => None,
        (Event | Work, _) | (_, Event | Work) => Some(false),
        _ => Some(false),
    }
}

/// The score of being none of the items that a gazetteer knows by this name.
pub(super) fn of_nobody(local: &LocalName) -> f32 {
    let words = local.label.split_whitespace().count();
    let base = match local.kind {
        EntityType::Person if words < 2 => 5.0,
        EntityType::Person => 3.0,
        EntityType::Place => 1.5,
        EntityType::Organization | EntityType::Facility => 2.5,
        EntityType::Group => 3.0,
        EntityType::Event | EntityType::Work | EntityType::Thing => 3.5,
    };
    if words > 2 { base - 1.0 } else { base }
}
