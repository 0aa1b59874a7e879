//! Different numbers for one thing: how many, how much, how long.

use super::Gate;
use super::Kind;
use super::proposition::{Proposition, Propositions};
use super::quantity::{self, Agreement, Verdict};
use super::term::Term;
use super::weigh::Difference;
use crate::extract::relation;
use crate::model::Quantity;
use crate::resolve::quantity_label;

/// Whether two claims that agree in all else differ in a number.
pub fn differ(all: &Propositions, a: &Proposition, b: &Proposition) -> Option<Difference> {
    let (x, y, what) = numbers(a, b)?;
    let said = |p: &Proposition| all.symbols.word(p.clause).to_owned();
    match quantity::compare(x, y) {
        Verdict::Conflict { score, reason } => {
            let (x_words, y_words) = (quantity_label(x), quantity_label(y));
            let reason = format!("“{}” and “{}”: the two {what}, {x_words} and {y_words}, {reason}", said(a), said(b));
            Some(Difference::Conflict(Kind::Value, score * trust(x, y), reason))
        }
        Verdict::Compatible(Agreement::Bounds | Agreement::Rounding) => {
            let reason = format!("“{}” and “{}”: a bound or a rounding allows both", said(a), said(b));
            Some(Difference::LetGo(Kind::Value, Gate::CompatibleValues, reason))
        }
        Verdict::Compatible(_) => None,
    }
}

/// What the numbers of two claims say of each other, where both have one.
pub fn verdict(a: &Proposition, b: &Proposition) -> Option<Verdict> {
    numbers(a, b).map(|(x, y, _)| quantity::compare(x, y))
}

/// The numbers of the same slot, and what they are called.
fn numbers<'a>(a: &'a Proposition, b: &'a Proposition) -> Option<(&'a Quantity, &'a Quantity, &'static str)> {
    let count = |x: &'a Option<Term>, y: &'a Option<Term>| {
        let (x, y) = (x.as_ref()?, y.as_ref()?);
        // A count of what one document calls the same thing twice says nothing about another thing.
        (x.name.is_none() && y.name.is_none()).then(|| x.count.as_ref().zip(y.count.as_ref())).flatten()
    };
    let named = |pair: Option<(&'a Quantity, &'a Quantity)>, what| pair.map(|(x, y)| (x, y, what));
    named(count(&a.patient, &b.patient), "numbers")
        .or_else(|| named(count(&a.agent, &b.agent), "numbers"))
        .or_else(|| named(a.duration.as_ref().zip(b.duration.as_ref()), "durations"))
}

/// Shares and rates are measured again and again; a difference is more often another measurement.
fn trust(x: &Quantity, y: &Quantity) -> f32 {
    let share = |q: &Quantity| q.unit.as_deref() == Some("percent");
    if share(x) || share(y) { 0.5 } else { 1.0 }
}

/// What adds up day by day, so that the later count is the higher one.
const GROWING: [&str; 9] = ["kill", "injure", "die", "infect", "arrest", "destroy", "displace", "flee", "suffer_from"];

/// Whether the later of two counts is the higher one, as tolls grow.
pub fn is_update(a: &Proposition, b: &Proposition, kind: Kind) -> bool {
    let Some((x, y, "numbers")) = numbers(a, b).filter(|_| kind == Kind::Value) else { return false };
    let grows = a.relation.is_some_and(|r| GROWING.iter().any(|growing| relation::is_a(r, growing)));
    match (a.date, b.date) {
        (Some(first), Some(second)) if first < second => grows && x.value < y.value,
        (Some(first), Some(second)) if first > second => grows && x.value > y.value,
        _ => false,
    }
}
