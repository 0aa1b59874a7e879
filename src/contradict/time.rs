//! Different days for what happens once, or for what is planned once.

use super::proposition::{Proposition, Propositions};
use super::weigh::Difference;
use super::{Gate, Kind};
use crate::extract::relation;
use crate::model::Modality;

/// Whether two claims that agree in all else give different days for one event.
pub fn differ(all: &Propositions, a: &Proposition, b: &Proposition) -> Option<Difference> {
    if let Some(difference) = order(all, a, b) {
        return Some(difference);
    }
    let (x, y) = (a.days?, b.days?);
    if x.0 <= y.1 && y.0 <= x.1 {
        return None;
    }
    let said = format!("“{}” and “{}”", all.symbols.word(a.clause), all.symbols.word(b.clause));
    if is_once(a) && is_once(b) {
        return Some(Difference::Conflict(
            Kind::Time,
            0.9,
            format!("{said} give different days for what happens once"),
        ));
    }
    if planned(a) && planned(b) && is_news_of_one_day(a, b) && (x.0 - y.0).abs() <= NEAR {
        return Some(Difference::Conflict(Kind::Time, 0.85, format!("{said} give different days for one plan")));
    }
    Some(Difference::LetGo(
        Kind::Time,
        Gate::DifferentEvent,
        format!("{said} give different days, so they may be two events"),
    ))
}

/// `before the vote`, `after the vote`
fn order(all: &Propositions, a: &Proposition, b: &Proposition) -> Option<Difference> {
    let ((first, x), (second, y)) = (a.order.as_ref()?, b.order.as_ref()?);
    let alike = x.likeness(y, a.place.0 == b.place.0);
    if first == second || alike < 0.6 {
        return None;
    }
    let said = format!("“{}” and “{}”", all.symbols.word(a.clause), all.symbols.word(b.clause));
    let what = all.symbols.word(x.text);
    Some(Difference::Conflict(Kind::Time, 0.85 * alike, format!("{said}: the one before, the other after {what}")))
}

/// Days within which two dates can be meant for one plan.
const NEAR: i32 = 14;

fn is_once(p: &Proposition) -> bool {
    p.standing.modality == Modality::Actual && p.relation.and_then(relation::get).is_some_and(|r| r.once)
}

fn planned(p: &Proposition) -> bool {
    p.standing.modality == Modality::Planned
}

fn is_news_of_one_day(a: &Proposition, b: &Proposition) -> bool {
    const DAYS: i32 = 3;
    match (a.date, b.date) {
        (Some(x), Some(y)) => (x - y).abs() <= DAYS,
        _ => false,
    }
}
