//! The same with different dates: `discovered in October 1999`, `discovered in February 1999`.

use super::align::{self, Fit, Predicates};
use super::predication::{Part, Predication};
use super::reading::{Reading, Word};
use super::{Pair, Suspicion};
use crate::contradict::Kind;
use crate::model::{Time, TimeKind};

/// Both are dated, and no date of one allows a date of the other.
pub fn find(pair: &Pair) -> Option<Suspicion> {
    let (alike, fits) = same_event(pair)?;
    let (mine, others) = (dates(pair.reading, pair.p), dates(pair.reading, pair.q));
    let (a, b) = (mine.first()?, others.first()?);
    if mine.iter().any(|(x, _)| others.iter().any(|(y, _)| compatible(x, y))) {
        return None;
    }
    let reason = format!("Dated “{}” by one text, “{}” by the other.", a.1, b.1);
    let differ = [(pair.p, &mine), (pair.q, &others)];
    let differ = differ.into_iter().flat_map(|(p, dates)| {
        let words = align::clause_words(pair.reading, p).into_iter();
        words.filter(|w| dates.iter().any(|(_, date)| date.split(' ').any(|word| word == pair.reading.form(*w))))
    });
    let differ: Vec<Word> = differ.collect();
    // The text may date it elsewhere.
    let also = |dates: &[(String, String)], side: usize| {
        let times = pair.reading.sentences(side).flat_map(|s| &pair.reading.times[s]);
        let mut times = times.filter_map(|t| t.time.value.as_ref());
        times.any(|time| dates.iter().any(|(date, _)| compatible(date, time)))
    };
    let elsewhere = also(&mine, pair.side(pair.q)) || also(&others, pair.side(pair.p));
    let strength = alike * fits * pair.coverage(&differ) * if elsewhere { 0.4 } else { 1.0 };
    Some(Suspicion::new(Kind::Time, strength, reason))
}

/// The same before something by one text, after it by the other.
pub fn order(pair: &Pair) -> Option<Suspicion> {
    let (alike, _) = same_event(pair)?;
    let of = |p: &Predication, preposition: &str| -> Vec<Word> {
        let arguments = p.arguments.iter().filter(|a| a.preposition == preposition).map(|a| a.word);
        arguments.chain(in_clause(pair.reading, p, preposition)).collect()
    };
    let turned = |p: &Predication, q: &Predication| {
        let (before, after) = (of(p, "before"), of(q, "after"));
        before.iter().any(|a| after.iter().any(|b| align::words(pair.reading, *a, *b) >= 0.85))
    };
    let reason = format!("Before by one text, after by the other: “{}”, “{}”.", pair.words(pair.p), pair.words(pair.q));
    let found = turned(pair.p, pair.q) || turned(pair.q, pair.p);
    found.then(|| Suspicion::new(Kind::Time, alike, reason))
}

/// The nouns of a clause behind `before` or `after` that are no arguments of its main clause.
fn in_clause(reading: &Reading, p: &Predication, conjunction: &str) -> Vec<Word> {
    let tree = reading.tree(p.word);
    let marked = |c: &usize| tree.related(*c, "mark").any(|m| tree.is(m, &[conjunction]));
    let Some(clause) = tree.related(p.word.index, "advcl").find(marked) else { return Vec::new() };
    let nouns = |w: &Word| matches!(reading.upos(*w), "NOUN" | "PROPN") && tree.within(w.index, clause);
    let known = |w: &Word| p.arguments.iter().any(|a| align::words(reading, a.word, *w) >= 0.85);
    let all = (0..tree.len()).map(|index| Word { index, ..p.word });
    all.filter(|w| nouns(w) && !known(w)).collect()
}

/// Where both tell of one event in one polarity: how alike its predicates are, and how well its arguments fit.
fn same_event(pair: &Pair) -> Option<(f32, f32)> {
    let Predicates::Alike(alike) = align::predicates(pair.reading, pair.p, pair.q) else { return None };
    let (subject, object) = (pair.fit(Part::Subject), pair.fit(Part::Object));
    let shared = matches!(subject, Fit::Same(_)) || matches!(object, Fit::Same(_));
    if alike < 0.8 || !shared || pair.p.negated() != pair.q.negated() {
        return None;
    }
    Some((alike, subject.factor() * object.factor()))
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
