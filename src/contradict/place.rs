//! Different places for one event, and different values of what has one value.

use super::event;
use super::proposition::{Proposition, Propositions};
use super::term::Term;
use super::weigh::Difference;
use super::{Gate, Kind};
use crate::extract::{places, relation};

/// Whether two claims that agree in all else, of one day, give different places.
pub fn differ(all: &Propositions, a: &Proposition, b: &Proposition) -> Option<Difference> {
    let (x, y) = (a.location.as_ref()?, b.location.as_ref()?);
    if x.name == y.name || x.name.is_none() || y.name.is_none() {
        return None;
    }
    let said = format!("“{}” and “{}”", all.symbols.word(a.clause), all.symbols.word(b.clause));
    let (in_x, in_y) = (all.symbols.word(x.text), all.symbols.word(y.text));
    if may_contain(all, x, y) {
        let reason = format!("{said}: {in_x} and {in_y} may lie one within the other");
        return Some(Difference::LetGo(Kind::Value, Gate::DifferentScope, reason));
    }
    let same_day = matches!((a.days, b.days), (Some(p), Some(q)) if p == q && p.0 == p.1);
    match same_day {
        true => {
            Some(Difference::Conflict(Kind::Value, 0.8, format!("{said} put it in {in_x} and in {in_y} on one day")))
        }
        false => {
            let reason = format!("{said}: {in_x} and {in_y}, so they may be two events");
            Some(Difference::LetGo(Kind::Value, Gate::DifferentEvent, reason))
        }
    }
}

/// Whether a property that has one value at a time is given two: where somebody was born, how old somebody is.
pub fn functional(all: &Propositions, a: &Proposition, b: &Proposition) -> Option<Difference> {
    let relation = a.relation.and_then(relation::get).filter(|r| r.functional && a.relation == b.relation)?;
    let (x, y) = (a.agent.as_ref()?, b.agent.as_ref()?);
    let (p, q) = (a.patient.as_ref()?, b.patient.as_ref()?);
    let both = a.standing.affirmed && b.standing.affirmed && !a.standing.weak && !b.standing.weak;
    if x.name.is_none() || x.name != y.name || !both || p.name.is_none() || q.name.is_none() || p.name == q.name {
        return None;
    }
    let said = format!("“{}” and “{}”", all.symbols.word(a.clause), all.symbols.word(b.clause));
    if may_contain(all, p, q) {
        let reason = format!("{said}: the one may lie within the other");
        return Some(Difference::LetGo(Kind::Value, Gate::DifferentScope, reason));
    }
    let what = relation.name.replace('_', " ");
    Some(Difference::Conflict(Kind::Value, 0.85, format!("{said}: nobody has two values for “{what}”")))
}

/// Whether one place may lie in the other: the corpus says so, or one of them is no city.
fn may_contain(all: &Propositions, x: &Term, y: &Term) -> bool {
    let wide = |t: &Term| places::of_name(all.symbols.word(t.text)).is_some_and(|place| place.kind != "city");
    let known = match (x.name, y.name) {
        (Some(x), Some(y)) => all.within.contains(&(x, y)) || all.within.contains(&(y, x)),
        _ => false,
    };
    let part = event::key(&Some(x.clone())) == event::key(&Some(y.clone()));
    let shared = x.words.iter().chain([&x.head]).any(|word| y.words.contains(word) || y.head == *word);
    known || part || shared || wide(x) || wide(y)
}
