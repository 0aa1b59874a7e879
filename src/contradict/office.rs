//! Offices: who holds which, no longer or not yet; and who else holds it.

use super::event::{self, When};
use super::proposition::{Proposition, Propositions};
use super::symbol::{Symbol, Symbols};
use super::weigh::Difference;
use super::{Gate, Kind};
use crate::extract::{relation, role_noun};
use crate::model::Modality;

/// An office that a person is said to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office {
    /// What it is called: `defence_minister_of`.
    pub title: Symbol,
    /// Whether it is held.
    pub status: Status,
    /// Whether an institution has one such office-holder at a time.
    pub unique: bool,
}

/// Whether an office is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// `president`
    Current,
    /// `former president`
    Former,
    /// `incoming president`
    Future,
    /// `acting president`: the office is held by nobody for good.
    Acting,
}

/// Whether a relation says that somebody holds, held or will hold an office.
pub fn is_office(relation: Option<&str>) -> bool {
    relation.is_some_and(|r| relation::is_a(r, "has_role") || matches!(r, "held_role" | "future_role"))
}

/// The office that a predicate speaks of: `former_defence_minister_of`. `unnamed` is what it is of, where that has no name: the portfolio
/// of `Defence Minister`.
pub fn read(predicate: &str, relation: Option<&str>, unnamed: Option<&str>, symbols: &mut Symbols) -> Option<Office> {
    if !is_office(relation) || !predicate.contains("_of") {
        return None;
    }
    let (first, rest) = predicate.split_once('_')?;
    let (status, title) = match first {
        "former" => (Status::Former, rest),
        "incoming" => (Status::Future, rest),
        "acting" | "interim" => (Status::Acting, rest),
        _ => (Status::Current, predicate),
    };
    let with_portfolio = unnamed
        .filter(|_| matches!(title, "minister_of" | "secretary_of"))
        .map(|words| format!("{}_{title}", words.to_lowercase().replace(' ', "_")));
    let title = with_portfolio.as_deref().unwrap_or(title);
    let noun = title.trim_end_matches("_of").replace('_', " ");
    let unique = role_noun::get(&noun).or_else(|| last_words(&noun)).is_some_and(|role| role.unique);
    let by_relation = relation.and_then(relation::get).is_some_and(|r| r.inverse_functional);
    Some(Office {
        title: symbols.number(title),
        status,
        unique: (unique || by_relation || portfolio(&noun)) && !title.starts_with("deputy"),
    })
}

/// How two claims about offices differ.
pub fn differ(all: &Propositions, a: &Proposition, b: &Proposition) -> Option<Difference> {
    let (x, y) = (a.office?, b.office?);
    let firm = |p: &Proposition| p.standing.affirmed && !p.standing.weak && p.standing.modality == Modality::Actual;
    if !firm(a) || !firm(b) {
        return None;
    }
    let (person_a, person_b) = (a.agent.as_ref()?.name?, b.agent.as_ref()?.name?);
    match (person_a == person_b, x.title == y.title) {
        (true, true) => still(all, a, b),
        (true, false) => both(all, a, b),
        (false, true) => two_holders(all, a, b),
        (false, false) => None,
    }
}

/// `former minister` and `minister`: the later one tells how it is, unless it takes back what was.
fn still(all: &Propositions, a: &Proposition, b: &Proposition) -> Option<Difference> {
    let (x, y) = (a.office?.status, b.office?.status);
    let (past, present) = match (x, y) {
        (Status::Former, Status::Current | Status::Acting) => (a, b),
        (Status::Current | Status::Acting, Status::Former) => (b, a),
        _ => return None,
    };
    let reason = format!("{}: no longer in office by the one, in office by the other", said(all, past, present));
    if event::key(&a.patient) != event::key(&b.patient) {
        return None;
    }
    if !a.office?.unique && !b.office?.unique {
        let reason = format!("{reason}; but such an office may be held again");
        return Some(Difference::LetGo(Kind::Value, Gate::BothHold, reason));
    }
    match (past.date, present.date) {
        (Some(left), Some(holds)) if holds < left => {
            Some(Difference::LetGo(Kind::Value, Gate::DifferentTime, format!("{reason}, which is the earlier one")))
        }
        (Some(_), Some(_)) => Some(Difference::Conflict(Kind::Value, 0.85, reason)),
        _ if past.place.0 == present.place.0 => None,
        _ => Some(Difference::Conflict(Kind::Value, 0.75, reason)),
    }
}

fn both(all: &Propositions, a: &Proposition, b: &Proposition) -> Option<Difference> {
    let current = |p: &Proposition| p.office.is_some_and(|office| office.status == Status::Current);
    let reason = format!("{}: one can hold both offices", said(all, a, b));
    (current(a) && current(b)).then_some(Difference::LetGo(Kind::Value, Gate::BothHold, reason))
}

/// How surely two holders of one office exclude each other: one may have followed the other, or only hope to.
const TWO_HOLDERS: f32 = 0.6;

/// Two persons in an office that one holds at a time.
fn two_holders(all: &Propositions, a: &Proposition, b: &Proposition) -> Option<Difference> {
    let (x, y) = (a.office?, b.office?);
    let institution = |p: &Proposition| p.patient.as_ref().and_then(|term| term.name);
    if !x.unique || institution(a).is_none() || institution(a) != institution(b) {
        return None;
    }
    let reason = format!("{}: one person holds this office at a time", said(all, a, b));
    match (x.status, y.status) {
        (Status::Current, Status::Current) => Some(match event::when(a, b) {
            When::Same(_) => Difference::Conflict(Kind::Value, TWO_HOLDERS, reason),
            When::Apart => Difference::LetGo(
                Kind::Value,
                Gate::DifferentTime,
                format!("{reason}, but the two are of different times"),
            ),
        }),
        _ => None,
    }
}

fn said(all: &Propositions, a: &Proposition, b: &Proposition) -> String {
    format!("“{}” and “{}”", all.symbols.word(a.clause), all.symbols.word(b.clause))
}

/// `defence minister` is unique, though `minister` is not.
fn portfolio(noun: &str) -> bool {
    let part = |word: &str| role_noun::modifier(word).is_some_and(|(effect, _)| effect == role_noun::Effect::Part);
    noun.split_once(' ').is_some_and(|(first, rest)| part(first) && matches!(rest, "minister" | "secretary"))
}

/// `Ukrainian prime minister` by its last words.
fn last_words(noun: &str) -> Option<&'static role_noun::RoleNoun> {
    let words: Vec<&str> = noun.split(' ').collect();
    (1..words.len()).find_map(|at| role_noun::get(&words[at..].join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_has_a_title_and_a_status() {
        let mut symbols = Symbols::default();
        let former = read("former_defence_minister_of", Some("held_role"), None, &mut symbols).expect("an office");
        let current = read("defence_minister_of", Some("minister_of"), None, &mut symbols).expect("an office");
        assert_eq!(former.title, current.title);
        assert_eq!((former.status, current.status), (Status::Former, Status::Current));
        assert!(read("president_of", Some("head_of_state_of"), None, &mut symbols).expect("an office").unique);
        assert!(!read("spokesperson_of", Some("spokesperson_of"), None, &mut symbols).expect("an office").unique);
        let bare = read("minister_of", Some("minister_of"), Some("Defence"), &mut symbols).expect("an office");
        assert_eq!(bare.title, current.title);
        assert_eq!(read("attack", Some("attack"), None, &mut symbols), None);
    }
}
