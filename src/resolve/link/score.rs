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
    pub const OUTSHONE: f32 = 0.8;
    pub const LABEL: f32 = 0.7;
    pub const INEXACT: f32 = -0.7;
    pub const INITIALS: f32 = 0.6;
    pub const TYPE: f32 = 1.0;
    pub const OTHER_TYPE: f32 = -4.0;
    pub const COUNTRY_OF_TEXT: f32 = 1.5;
    pub const OTHER_COUNTRY_THAN_TEXT: f32 = -0.5;
    pub const REGION_OF_TEXT: f32 = 1.0;
    pub const WITHIN: f32 = 4.0;
    pub const NOT_WITHIN: f32 = -6.0;
    pub const COUNTRY: f32 = 2.0;
    pub const OTHER_COUNTRY: f32 = -3.0;
    pub const OFFICE: f32 = 2.5;
    pub const OFFICE_HELD: f32 = 0.5;
    pub const OFFICE_LEFT: f32 = -0.5;
    pub const OTHER_OFFICE: f32 = -1.0;
    pub const WORDS: f32 = 1.5;
    pub const NO_WORDS: f32 = -0.7;
    pub const TEAM: f32 = -10.0;
    pub const NOT_OF_SPORT: f32 = -2.5;
    pub const OTHER_NAME_ELSEWHERE: f32 = -1.5;
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
    scored.add_name(local, &entry);
    scored.add_type(local, entry.kind);
    scored.add_country(&entry, around);
    scored.add_within(&entry, around);
    scored.add_other_name(&entry, around);
    scored.add_office(&local.descriptions, &entry, around);
    scored.add_words(&local.descriptions, entry.description);
    scored.add_sport(local, &entry, around);
    Some(scored)
}

impl Scored {
    fn add(&mut self, weight: f32, reason: &'static str) {
        self.score += weight;
        self.reasons.push(reason);
    }

    /// `The Elm Post` is rather the paper than `The Elm Post Company`, which goes by that name without its legal form.
    fn add_name(&mut self, local: &LocalName, entry: &Entry) {
        if self.candidate.is_label {
            self.add(weight::LABEL, "usual name");
        }
        let (read, known) = (name::words(&local.label), name::words(entry.label));
        let plain = |words: &[String]| words.iter().filter(|word| *word != "the").cloned().collect::<Vec<_>>();
        if self.candidate.is_label && plain(&read).len() < plain(&known).len() {
            self.add(weight::INEXACT, "usual name without its legal form");
        }
        if is_initials(&local.label) && matches!(&read[..], [word] if name::is_initials(word, &known)) {
            self.add(weight::INITIALS, "its initials");
        }
    }

    /// Where better known items bear the name, it seldom means this one.
    pub fn outshone(&mut self, own: u8, best: u8) {
        let times = f32::from(best).ln_1p() - f32::from(own).ln_1p();
        self.score -= weight::OUTSHONE * times.max(0.0);
    }

    /// What shares its name with a team of the sport that the text reports on.
    pub fn beside_team(mut self) -> Self {
        self.add(weight::TEAM, "shares its name with a team of the sport reported on");
        self
    }

    /// Capitals alone tell little of what `NFA` is, and a name beside one of another type may be of that type, so that the
    /// type may have been misread.
    fn add_type(&mut self, local: &LocalName, kind: Kind) {
        let is_beside = local.descriptions.is_empty() && local.beside == Some(kind.entity_type());
        let is_unsure = is_beside || is_initials(&local.label);
        match agreement(local.kind, kind).filter(|agrees| *agrees || !is_unsure) {
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
        if entry.kind != Kind::Region && entry.country.contains('-') && around.speaks_of(entry.country) {
            self.add(weight::REGION_OF_TEXT, "of a region of the text");
        }
        match around.share(country) {
            Some(share) if share > 0.0 => self.add(weight::COUNTRY_OF_TEXT * share.sqrt(), "of a country of the text"),
            Some(_) => self.add(weight::OTHER_COUNTRY_THAN_TEXT, "of no country of the text"),
            None => {}
        }
    }

    /// `Elmford, Texas` is a place in Texas, as far as the item's own region is known.
    fn add_within(&mut self, entry: &Entry, around: &Around) {
        if around.within.is_empty() || entry.country.is_empty() {
            return;
        }
        let covers = |wide: &str, code: &str| {
            code.strip_prefix(wide).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        match () {
            () if around.within.iter().any(|within| covers(within, entry.country)) => {
                self.add(weight::WITHIN, "lies in the place named after it");
            }
            () if around.within.iter().any(|within| covers(entry.country, within)) => {}
            () => self.add(weight::NOT_WITHIN, "does not lie in the place named after it"),
        }
    }

    /// A place that is usually called otherwise, in a text that speaks of other countries alone.
    fn add_other_name(&mut self, entry: &Entry, around: &Around) {
        let is_place = matches!(entry.kind, Kind::City | Kind::Region | Kind::Place);
        let is_elsewhere = around.share(context::code(entry.country)).is_some_and(|share| share == 0.0);
        if is_place && !self.candidate.is_label && is_elsewhere {
            self.add(weight::OTHER_NAME_ELSEWHERE, "usually called otherwise, and of no country of the text");
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

    /// In a report on sport a place's name mostly means a team, which may be of any sport; a name known elsewhere is not
    /// the player of that name.
    fn add_sport(&mut self, local: &LocalName, entry: &Entry, around: &Around) {
        let Some(sport) = &around.sport else { return };
        let said = || format!("{} {}", entry.label, entry.description);
        match entry.kind {
            Kind::Country | Kind::Region | Kind::City if local.located => {}
            Kind::Country | Kind::Region | Kind::City => self.add(weight::TEAM, "may mean a team in a report on sport"),
            Kind::Person if !entry.description.is_empty() && !context::is_of_sport(entry.description) => {
                self.add(weight::NOT_OF_SPORT, "not of sport, unlike the report");
            }
            Kind::Organization if context::is_of_sport(&said()) => {
                let words = name::words(&said());
                if !words.iter().any(|word| sport.contains(word)) {
                    self.add(weight::TEAM, "may mean a team of another sport");
                }
            }
            _ => {}
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

/// `NFA`, `N.F.A.`
fn is_initials(label: &str) -> bool {
    label.len() > 1 && label.chars().all(|c| c.is_uppercase() || c == '.')
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
        (Organization, Place | Facility | Work | Group | Event) => None,
        (Place | Facility | Work | Group | Event, Organization) => None,
        (Place, Facility) | (Facility, Place) => None,
        (Group, Place) => None,
        (Event | Work, _) | (_, Event | Work) => Some(false),
        _ => Some(false),
    }
}

/// The score of being none of the items that a gazetteer knows by this name.
pub(super) fn of_nobody(local: &LocalName) -> f32 {
    let words = local.label.split_whitespace().count();
    let own = usual_of_nobody(local.kind, words);
    let beside = local.beside.filter(|_| local.descriptions.is_empty()).map(|kind| usual_of_nobody(kind, words));
    let base = beside.map_or(own, |beside| own.min(own.midpoint(beside)));
    let letters = local.label.chars().filter(|c| c.is_alphanumeric()).count();
    match () {
        () if words > 2 => base - 1.0,
        () if letters > 3 && is_initials(&local.label) => 2.0,
        () if letters < 3 && local.kind != EntityType::Place => base + 2.5,
        () => base,
    }
}

/// The same, by what was read and the number of words alone.
fn usual_of_nobody(kind: EntityType, words: usize) -> f32 {
    match kind {
        EntityType::Person if words < 2 => 5.0,
        EntityType::Person => 3.0,
        EntityType::Place => 1.5,
        EntityType::Organization if words < 2 => 3.5,
        EntityType::Organization | EntityType::Facility => 2.5,
        EntityType::Group => 3.0,
        EntityType::Event | EntityType::Work | EntityType::Thing => 3.5,
    }
}
