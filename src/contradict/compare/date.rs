//! The same with different dates: `discovered in October 1999`, `discovered in February 1999`.

use super::align::{self, Fit, Predicates};
use super::predication::{Part, Predication};
use super::reading::Reading;
use super::{Pair, Suspicion};
use crate::contradict::Kind;
use crate::model::{Time, TimeKind};

/// Both are dated, and no date of one allows a date of the other.
pub fn find(pair: &Pair) -> Option<Suspicion> {
    let Predicates::Alike(alike) = align::predicates(pair.reading, pair.p, pair.q) else { return None };
    let (subject, object) = (pair.fit(Part::Subject), pair.fit(Part::Object));
    let shared = matches!(subject, Fit::Same(_)) || matches!(object, Fit::Same(_));
    if alike < 0.8 || !shared || pair.p.negated() != pair.q.negated() {
        return None;
    }
    let (mine, others) = (dates(pair.reading, pair.p), dates(pair.reading, pair.q));
    let (a, b) = (mine.first()?, others.first()?);
    if mine.iter().any(|(x, _)| others.iter().any(|(y, _)| compatible(x, y))) {
        return None;
    }
    let reason = format!("Dated “{}” by one text, “{}” by the other.", a.1, b.1);
    let without: Vec<_> = mine.iter().chain(&others).flat_map(|(_, words)| words.split(' ')).collect();
    let score = alike * subject.factor() * object.factor() * pair.coverage_without(&without);
    Some(Suspicion::new(Kind::Time, score, reason))
}

/// The values of the dates of a predication's clause.
pub fn values(reading: &Reading, p: &Predication) -> Vec<String> {
    dates(reading, p).into_iter().map(|(value, _)| value).collect()
}

/// The dates of a predication's clause: value and words.
fn dates(reading: &Reading, p: &Predication) -> Vec<(String, String)> {
    let tree = reading.tree(p.word);
    let words = align::clause_words(reading, p);
    let inside = |index: u32| words.iter().any(|w| w.index == index as usize);
    let found = reading.times[p.word.sentence].iter().filter(|t| inside(t.first) || inside(t.last)).filter_map(|t| {
        let span = tree.tokens[t.first as usize].span.cover(tree.tokens[t.last as usize].span);
        let Time { kind: TimeKind::Date, value: Some(value), .. } = &t.time else { return None };
        Some((value.clone(), span.of(&reading.joint.document.text).to_owned()))
    });
    found.collect()
}

/// Whether one date lies in the other.
pub fn compatible(a: &str, b: &str) -> bool {
    let within = |inner: &str, outer: &str| match outer.split_once('/') {
        Some((from, to)) => from <= inner && inner <= to || inner.starts_with(from) || to.starts_with(inner),
        None => inner.starts_with(outer),
    };
    within(a, b) || within(b, a)
}
