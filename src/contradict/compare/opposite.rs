//! Predicates that exclude each other, said of the same: `prices rose`, `prices fell`.

use super::align::{self, Fit, Predicates};
use super::antonym::{self, Opposition};
use super::predication::{Part, Predication};
use super::{Pair, Suspicion};
use crate::contradict::Kind;

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
    let manner = match antonym::opposition(align::key(pair.reading, p), align::key(pair.reading, q)) {
        Some(Opposition::Converse) if !matches!((subject, object), (Fit::Same(_), Fit::Same(_))) => return None,
        // What may happen one after the other: `arrested`, `released`.
        Some(Opposition::Turn) => return None,
        _ => 1.0,
    };
    // `rejected the plan`, `affirmed that …`: of two different things.
    let has = |p: &Predication| p.part(Part::Object).next().is_some();
    let lone = |p: &Predication| p.part(Part::Subject).next().is_none() || p.part(Part::Object).next().is_none();
    let manner = if has(p) != has(q) && !(lone(p) && lone(q)) { manner * 0.6 } else { manner };
    let strength = manner * subject.factor() * object.factor() * pair.coverage(&[p.word, q.word]);
    let reason = format!("“{}” and “{}” exclude each other.", pair.words(p), pair.words(q));
    Some(Suspicion::new(Kind::Opposite, strength, reason))
}
