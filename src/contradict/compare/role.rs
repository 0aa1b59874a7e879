//! Standing facts with room for one value: who holds an office, of which country somebody is, where something stands.

use super::align::{self, Fit, Predicates};
use super::predication::{Argument, Part, Predication, Sort};
use super::reading::{Reading, Word};
use super::{Pair, Suspicion};
use crate::contradict::Kind;
use crate::extract::{relation, role_noun};

/// How sure it is that two bearers of one office exclude each other: one may have followed the other.
const OFFICE: f32 = 0.85;
/// How sure it is that two countries of one person exclude each other.
const COUNTRY: f32 = 0.8;
/// How sure it is that two places of one thing exclude each other: one may lie in the other.
const PLACE: f32 = 0.7;

/// One of the detectors of this file.
pub fn find(pair: &Pair) -> Option<Suspicion> {
    if pair.p.negated() || pair.q.negated() || !pair.p.certain() || !pair.q.certain() {
        return None;
    }
    office(pair).or_else(|| country(pair)).or_else(|| place(pair))
}

/// Two bearers of an office that one holds at a time, or one bearer of it in two institutions.
fn office(pair: &Pair) -> Option<Suspicion> {
    let (reading, p, q) = (pair.reading, pair.p, pair.q);
    let same = match (role(reading, p), role(reading, q)) {
        (Some(a), Some(b)) => a == b,
        _ => p.name == q.name && definite(reading, p) && definite(reading, q),
    };
    let both = p.sort == Sort::State && q.sort == Sort::State && same;
    if !both || changed(reading, p) || changed(reading, q) {
        return None;
    }
    let (bearers, seats) = (pair.fit(Part::Subject), seats(pair));
    let reason = match (bearers, seats) {
        (Fit::Distinct, Fit::Same(_)) => "One office, two bearers",
        (Fit::Same(_), Fit::Distinct) => "One bearer, one office in two places",
        _ => return None,
    };
    let reason = format!("{reason}: “{}”, “{}”.", pair.words(p), pair.words(q));
    Some(Suspicion::new(Kind::Value, OFFICE, reason))
}

/// The name of the unique role that a predication ascribes.
fn role(reading: &Reading, p: &Predication) -> Option<&'static str> {
    let noun = reading.lemma(p.word);
    role_noun::get(noun).filter(|r| r.unique).map(|r| r.name)
}

/// `the secretary of`: there is one.
fn definite(reading: &Reading, p: &Predication) -> bool {
    let tree = reading.tree(p.word);
    let singular = matches!(tree.tokens[p.word.index].xpos, "NN" | "NNP");
    singular && tree.related(p.word.index, "det").any(|d| tree.is(d, &["the"]))
}

/// `former`, `acting`, `next`, `vice`: not the office itself, or not at this time.
fn changed(reading: &Reading, p: &Predication) -> bool {
    let tree = reading.tree(p.word);
    let modifies = |c: usize| matches!(tree.tokens[c].relation(), "amod" | "compound" | "advmod");
    tree.children(p.word.index)
        .any(|c| modifies(c) && role_noun::modifier(reading.lemma(Word { index: c, ..p.word })).is_some())
}

/// How the institutions or places of two roles meet.
fn seats(pair: &Pair) -> Fit {
    let of = |p: &Predication| -> Vec<Word> {
        let fits = |a: &&Argument| {
            a.part == Part::Either || a.part == Part::Oblique && matches!(a.preposition.as_str(), "of" | "for" | "at")
        };
        // `of the state of Hesse`
        let inner = |word: Word| {
            let names = pair.reading.tree(word).related(word.index, "nmod").map(move |index| Word { index, ..word });
            std::iter::once(word).chain(names).find(|w| pair.reading.named(*w))
        };
        p.arguments.iter().filter(fits).filter_map(|a| inner(a.word)).collect()
    };
    let (mine, others) = (of(pair.p), of(pair.q));
    let best = mine.iter().flat_map(|a| others.iter().map(|b| align::words(pair.reading, *a, *b))).fold(0.0, f32::max);
    match (mine.is_empty() || others.is_empty(), best >= align::ALIKE) {
        (true, _) => Fit::Open,
        (_, true) => Fit::Same(best),
        _ => Fit::Distinct,
    }
}

/// `was Palestinian`, `a Jordanian leader`.
fn country(pair: &Pair) -> Option<Suspicion> {
    let (mine, others) = (countries(pair.reading, pair.p), countries(pair.reading, pair.q));
    let same = mine.iter().any(|a| others.contains(a));
    let Fit::Same(alike) = pair.fit(Part::Subject) else { return None };
    if mine.is_empty() || others.is_empty() || same {
        return None;
    }
    let reason = format!("Of {} by one text, of {} by the other.", mine[0], others[0]);
    Some(Suspicion::new(Kind::Value, COUNTRY * alike, reason))
}

fn countries(reading: &Reading, p: &Predication) -> Vec<&'static str> {
    let is_state = p.sort == Sort::State;
    let tree = reading.tree(p.word);
    let adjective = |i: usize| tree.tokens[i].upos == "ADJ" || tree.tokens[i].relation() == "amod";
    let words = std::iter::once(p.word.index).chain(tree.children(p.word.index).filter(|c| adjective(*c)));
    let places = words.filter(|_| is_state).filter_map(|i| {
        let word = Word { index: i, ..p.word };
        let person = p.word.index == i || role_noun::get(reading.lemma(p.word)).is_some();
        reading.place(word).filter(|_| person && (adjective(i) || reading.form(word).ends_with('n')))
    });
    places.collect()
}

/// Whether a predication gives its subject a place or a beginning.
pub fn placed(p: &Predication) -> bool {
    const PLACED: [&str; 12] = [
        "bear",
        "locate",
        "situate",
        "base",
        "headquarter",
        "bury",
        "found",
        "establish",
        "die",
        "born",
        "located",
        "based",
    ];
    let functional = || relation::of(&p.name, None).and_then(relation::get).is_some_and(|r| r.functional);
    PLACED.contains(&p.name.as_str()) || functional()
}

/// `born in A`, `born in B`: relations with one place at a time.
fn place(pair: &Pair) -> Option<Suspicion> {
    let (reading, p, q) = (pair.reading, pair.p, pair.q);
    let Predicates::Alike(alike) = align::predicates(reading, p, q) else { return None };
    let (subject, object) = (pair.fit(Part::Subject), pair.fit(Part::Object));
    let core = matches!(subject, Fit::Same(_) | Fit::Absent)
        && matches!(object, Fit::Same(_) | Fit::Absent)
        && subject != object;
    if alike < 0.9 || !placed(p) || !placed(q) || !core {
        return None;
    }
    let places = |p: &Predication| -> Vec<Word> {
        let fits = |a: &&Argument| a.part == Part::Oblique && matches!(a.preposition.as_str(), "in" | "at");
        let is_place = |w: &Word| reading.upos(*w) == "PROPN" && reading.named(*w);
        p.arguments.iter().filter(fits).map(|a| a.word).filter(is_place).collect()
    };
    let (mine, others) = (places(p), places(q));
    let meet = mine.iter().any(|a| reading.words(pair.side(q)).any(|b| align::words(reading, *a, b) >= align::ALIKE))
        || others.iter().any(|a| reading.words(pair.side(p)).any(|b| align::words(reading, *a, b) >= align::ALIKE));
    let (a, b) = (mine.first()?, others.first()?);
    let reason = format!("In {} by one text, in {} by the other.", reading.form(*a), reading.form(*b));
    (!meet).then(|| Suspicion::new(Kind::Value, PLACE, reason))
}
