//! Predicates that exclude each other, said of the same: `prices rose`, `prices fell`.

use super::align::{self, Fit, Predicates};
use super::antonym::{self, Opposition};
use super::predication::{Part, Predication};
use super::{Pair, Suspicion};
use crate::contradict::Kind;

/// What may happen one after the other is weak evidence: `arrested`, `released`.
const IN_TURN: f32 = 0.45;

/// Both are affirmed, and their predicates exclude each other.
pub fn find(pair: &Pair) -> Option<Suspicion> {
    let (p, q) = (pair.p, pair.q);
    let Predicates::Opposed = align::predicates(pair.reading, p, q) else { return None };
    if p.negated() != q.negated() || !p.certain() || !q.certain() {
        return None;
    }
    let (subject, object) = (pair.fit(Part::Subject), pair.fit(Part::Object));
    if !matches!(subject, Fit::Same(_)) && !matches!(object, Fit::Same(_)) {
        return None;
    }
    if align::apart(pair.reading, p, q) {
        return None;
    }
    let manner = match antonym::opposition(&p.name, &q.name) {
        Some(Opposition::Converse) if !matches!((subject, object), (Fit::Same(_), Fit::Same(_))) => return None,
        Some(Opposition::Turn) => IN_TURN,
        _ => 1.0,
    };
    // `rejected the plan`, `affirmed that …`: of two different things.
    let has = |p: &Predication| p.part(Part::Object).next().is_some();
    let lone = |p: &Predication| p.part(Part::Subject).next().is_none() || p.part(Part::Object).next().is_none();
    let manner = if has(p) != has(q) && !(lone(p) && lone(q)) { manner * 0.6 } else { manner };
    let covered = pair.coverage(&[p.word, q.word]);
    let score = manner * subject.factor() * object.factor() * covered;
    let reason = format!("“{}” and “{}” exclude each other.", pair.words(p), pair.words(q));
    Some(Suspicion::new(Kind::Opposite, score, reason))
}
