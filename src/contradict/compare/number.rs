//! Different numbers of the same: `five hours of surgery`, `nine hours of surgery`.

use super::align::{self, Predicates, SAME};
use super::predication::{Argument, Part, Predication, Sort};
use super::reading::{Reading, Word};
use super::{Pair, Suspicion};
use crate::contradict::Kind;
use crate::contradict::quantity::{self, Verdict};
use crate::model::Quantity;

/// A number of one predication cannot hold beside its counterpart in the other.
pub fn find(pair: &Pair) -> Option<Suspicion> {
    let nominal = pair.p.sort == Sort::Noun || pair.q.sort == Sort::Noun;
    if nominal || pair.p.negated() != pair.q.negated() || align::apart(pair.reading, pair.p, pair.q) {
        return None;
    }
    let mine = counted(pair.reading, pair.p);
    let others = counted(pair.reading, pair.q);
    let mut best: Option<Suspicion> = None;
    for one in &mine {
        for other in &others {
            let found = pair_up(pair, one, other);
            if found.as_ref().map_or(0.0, |s| s.strength) > best.as_ref().map_or(0.0, |s| s.strength) {
                best = found;
            }
        }
    }
    best
}

/// A number of a predication: what it counts, and the quantity.
struct Counted {
    noun: Word,
    number: Word,
    quantity: Quantity,
    /// Whether the noun is what is measured, not what is counted.
    measure: bool,
    words: String,
}

fn pair_up(pair: &Pair, one: &Counted, other: &Counted) -> Option<Suspicion> {
    let reading = pair.reading;
    let alike =
        if same_unit(&one.quantity, &other.quantity) { 1.0 } else { align::words(reading, one.noun, other.noun) };
    if alike < 0.7 || !governed(pair, one, other) || agrees(reading, one, other) || agrees(reading, other, one) {
        return None;
    }
    let (score, reason) = excluding(one, other, alike)?;
    let differ = vec![one.number, other.number, one.noun, other.noun];
    // `a population of 8,000`, `the population is 200,000`: whatever the clauses say besides.
    let strength = score * alike * if one.measure && other.measure { 1.0 } else { pair.likeness() };
    let strength = strength * pair.coverage(&differ);
    Some(Suspicion::new(Kind::Value, strength, reason))
}

/// How surely two numbers of things so `alike` exclude each other, and why.
fn excluding(one: &Counted, other: &Counted, alike: f32) -> Option<(f32, String)> {
    let (a, b) = (unitless(&one.quantity, alike), unitless(&other.quantity, alike));
    let Verdict::Conflict { score, reason } = quantity::compare(&a, &b) else { return None };
    Some((score, format!("The numbers “{}” and “{}” {reason}.", one.words, other.words)))
}

/// Whether the numbers that two words stand for cannot both be right; bounds before them are read.
pub fn conflict(reading: &Reading, a: Word, b: Word) -> bool {
    let of = |word: Word| {
        let quantities = &reading.quantities[word.sentence];
        quantities.iter().find(|q| (q.first..=q.last).contains(&(word.index as u32))).map(|q| &q.quantity)
    };
    match (of(a), of(b)) {
        (Some(x), Some(y)) => {
            let bare = |q: &Quantity| Quantity { unit: None, ..q.clone() };
            matches!(quantity::compare(&bare(x), &bare(y)), Verdict::Conflict { .. })
        }
        _ => reading.lemma(a) != reading.lemma(b),
    }
}

/// Measures of one kind (`20 miles`) say something of each other only where they are of the same: their predicates or what they hang from.
fn governed(pair: &Pair, one: &Counted, other: &Counted) -> bool {
    let reading = pair.reading;
    let head = |c: &Counted| reading.tree(c.noun).parent(c.noun.index).map(|index| Word { index, ..c.noun });
    let heads = || head(one).zip(head(other)).is_some_and(|(a, b)| align::words(reading, a, b) >= align::ALIKE);
    let counts = one.noun != one.number && other.noun != other.number && one.quantity.unit.is_none();
    counts || matches!(align::predicates(reading, pair.p, pair.q), Predicates::Alike(_)) || heads()
}

/// Counts of things that are alike compare as bare numbers.
fn unitless(quantity: &Quantity, alike: f32) -> Quantity {
    let unit = quantity.unit.clone().filter(|_| alike >= 1.0);
    Quantity { unit, ..quantity.clone() }
}

fn same_unit(a: &Quantity, b: &Quantity) -> bool {
    a.unit.is_some() && a.unit == b.unit
}

/// Whether the other text has the same number somewhere, so that the two may merely be paired wrongly.
fn agrees(reading: &Reading, one: &Counted, other: &Counted) -> bool {
    let noun = |sentence: usize, number: u32| {
        let tree = &reading.trees[sentence];
        let head = tree.parent(number as usize).filter(|_| tree.tokens[number as usize].relation() == "nummod");
        Word { sentence, index: head.unwrap_or(number as usize) }
    };
    // `eleven, including four women`: four of them.
    let part = |word: Word| {
        let tree = reading.tree(word);
        let first = tree.parent(word.index).filter(|_| tree.tokens[word.index].relation() == "conj");
        tree.related(first.unwrap_or(word.index), "case").any(|c| tree.is(c, &["include"]))
    };
    let same_thing = |word: Word| {
        word == one.noun || align::words(reading, word, one.noun) >= align::ALIKE && !part(word)
            // `seven officers and 60 others`
            || reading.lemma(word) == "other"
    };
    let range = reading.sentences(usize::from(other.noun.sentence >= reading.joint.border));
    let durations = range.clone().flat_map(|s| reading.times[s].iter()).filter_map(|t| quantity::of_duration(&t.time));
    let counts = range.flat_map(|s| reading.quantities[s].iter().map(move |q| (s, q)));
    let counts = counts.filter(|(s, q)| q.quantity.unit == one.quantity.unit || same_thing(noun(*s, q.number)));
    counts.map(|(_, q)| q.quantity.clone()).chain(durations).any(|q| q.value == one.quantity.value)
}

/// `the club's 30 owners`, `the club has 25 owners`: a number of all that somebody has.
pub fn owned(pair: &Pair) -> Option<Suspicion> {
    const TRUST: f32 = 0.9;
    let (reading, p, q) = (pair.reading, pair.p, pair.q);
    let nouns = p.sort == Sort::Noun && q.sort == Sort::Noun && !p.negated() && !q.negated();
    let alike = align::words(reading, p.word, q.word);
    if !nouns || alike < SAME || !(possessed(reading, p) || possessed(reading, q)) {
        return None;
    }
    let owners = |p: &Predication| -> Vec<Word> {
        let owner = |a: &&Argument| matches!(a.part, Part::Either | Part::Subject) && reading.named(a.word);
        p.arguments.iter().filter(owner).map(|a| a.word).collect()
    };
    let (mine, others) = (owners(p), owners(q));
    let same = mine.iter().any(|a| others.iter().any(|b| align::words(reading, *a, *b) >= SAME));
    let of = |p: &Predication| counted(reading, p).into_iter().find(|c| c.noun == p.word && c.number != c.noun);
    let (one, other) = (of(p)?, of(q)?);
    if !same || agrees(reading, &one, &other) || agrees(reading, &other, &one) {
        return None;
    }
    let (score, reason) = excluding(&one, &other, alike)?;
    Some(Suspicion::new(Kind::Value, TRUST * score * alike, reason))
}

/// Whether somebody `has` it: then it is all of it.
fn possessed(reading: &Reading, p: &Predication) -> bool {
    let tree = reading.tree(p.word);
    let verb = tree.parent(p.word.index).filter(|_| tree.tokens[p.word.index].relation() == "obj");
    verb.is_some_and(|verb| tree.is(verb, &["have"]))
}

/// The numbers that hang from the words of a predication's clause.
fn counted(reading: &Reading, p: &Predication) -> Vec<Counted> {
    let tree = reading.tree(p.word);
    let words = align::clause_words(reading, p);
    let found = reading.quantities[p.word.sentence].iter().filter_map(|q| {
        let number = Word { index: q.number as usize, ..p.word };
        let noun = tree.parent(number.index).map_or(number, |index| Word { index, ..p.word });
        let noun = match tree.tokens[number.index].relation() {
            "nummod" => noun,
            // `a population of 8,000`; `the population is 200,000`
            "nmod" if reading.upos(noun) == "NOUN" => noun,
            _ if number == p.word => p.part(Part::Subject).next().map_or(number, |a| a.word),
            _ => number,
        };
        let text = tree.tokens[q.first as usize].span.cover(tree.tokens[q.last as usize].span);
        let words_of = text.of(&reading.joint.document.text).to_owned();
        let measure = noun != number && tree.tokens[number.index].relation() != "nummod";
        // The subject of `were shot and killed` hangs from the first verb.
        let shared = noun != number && p.arguments.iter().any(|a| a.word == noun);
        (shared || words.contains(&number)).then(|| Counted {
            noun,
            number,
            quantity: q.quantity.clone(),
            measure,
            words: words_of,
        })
    });
    let durations = reading.times[p.word.sentence].iter().filter_map(|t| {
        let number = Word { index: t.last as usize, ..p.word };
        let text = tree.tokens[t.first as usize].span.cover(tree.tokens[t.last as usize].span);
        let words_of = text.of(&reading.joint.document.text).to_owned();
        let quantity = quantity::of_duration(&t.time).filter(|_| words.contains(&number))?;
        Some(Counted { noun: number, number, quantity, measure: false, words: words_of })
    });
    found.chain(durations).collect()
}
