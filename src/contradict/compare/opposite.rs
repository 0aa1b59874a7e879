//! Predicates that exclude each other, said of the same: `prices rose`, `prices fell`.

use super::align::{self, Fit, Predicates};
use super::antonym::{self, Opposition};
use super::predication::{Part, Predication};
use super::reading::Word;
use super::{Pair, Suspicion, exchange};
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
    if purpose(pair, p) || purpose(pair, q) || alternatives(pair) || exchange::agree(pair) {
        return None;
    }
    let manner = match antonym::opposition(align::key(pair.reading, p), align::key(pair.reading, q)) {
        // Who receives was given; who gives and receives the same is another matter.
        Some(Opposition::Converse) if !same_actor(pair) || !matches!(object, Fit::Same(_)) => return None,
        // What may happen one after the other: `arrested`, `released`.
        Some(Opposition::Turn) => return None,
        _ => 1.0,
    };
    // `rejected the plan`, `affirmed that …`: of two different things.
    let has = |p: &Predication| p.part(Part::Object).next().is_some();
    if has(p) && !has(q) && says(pair, q) || has(q) && !has(p) && says(pair, p) {
        return None;
    }
    let lone = |p: &Predication| p.part(Part::Subject).next().is_none() || p.part(Part::Object).next().is_none();
    let manner = if has(p) != has(q) && !(lone(p) && lone(q)) { manner * 0.6 } else { manner };
    let strength = manner * subject.factor() * object.factor() * pair.coverage(&[p.word, q.word]);
    let reason = format!("“{}” and “{}” exclude each other.", pair.words(p), pair.words(q));
    Some(Suspicion::new(Kind::Opposite, strength, reason))
}

/// `took steps to stop it`: an infinitive that tells what something is for, not that it came about.
fn purpose(pair: &Pair, p: &Predication) -> bool {
    let tree = pair.reading.tree(p.word);
    let aim = matches!(tree.tokens[p.word.index].relation(), "advcl" | "acl" | "csubj");
    aim && tree.related(p.word.index, "mark").any(|m| tree.is(m, &["to"]))
}

/// `up or down`: one text names both.
fn alternatives(pair: &Pair) -> bool {
    let names = |p: &Predication, q: &Predication| {
        let tree = pair.reading.tree(p.word);
        let head = tree.parent(p.word.index).filter(|_| tree.tokens[p.word.index].relation() == "conj");
        let joined = tree.related(p.word.index, "conj").chain(head);
        joined.into_iter().any(|c| pair.reading.lemma(Word { index: c, ..p.word }) == q.name)
    };
    names(pair.p, pair.q) || names(pair.q, pair.p)
}

/// Whether one and the same does both.
fn same_actor(pair: &Pair) -> bool {
    let mut pairs = pair.p.part(Part::Subject).flat_map(|a| pair.q.part(Part::Subject).map(move |b| (a.word, b.word)));
    pairs.any(|(a, b)| align::argument(pair.reading, a, b) >= align::ALIKE)
}

/// Whether a clause is what is said: `affirmed that …`.
fn says(pair: &Pair, p: &Predication) -> bool {
    pair.reading.tree(p.word).child(p.word.index, &["ccomp"]).is_some()
}
