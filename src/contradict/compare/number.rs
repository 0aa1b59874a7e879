//! Different numbers of the same: `five hours of surgery`, `nine hours of surgery`.

use super::align;
use super::predication::{Part, Predication, Sort};
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
            if found.as_ref().map_or(0.0, |s| s.score) > best.as_ref().map_or(0.0, |s| s.score) {
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
    if alike < 0.7 || agrees(reading, one, other) || agrees(reading, other, one) {
        return None;
    }
    let (a, b) = (unitless(&one.quantity, alike), unitless(&other.quantity, alike));
    let Verdict::Conflict { score, reason } = quantity::compare(&a, &b) else { return None };
    let covered = pair.coverage(&[one.number, other.number, one.noun, other.noun]);
    // `a population of 8,000`, `the population is 200,000`
    let measures = one.measure && other.measure && pair.reading.lemma(one.noun) == pair.reading.lemma(other.noun);
    let score = score * alike * covered * if measures { 1.0 } else { pair.likeness() };
    let reason = format!("The numbers “{}” and “{}” {reason}.", one.words, other.words);
    Some(Suspicion::new(Kind::Value, score, reason))
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
    let range = if other.noun.sentence < reading.joint.border {
        0..reading.joint.border
    } else {
        reading.joint.border..reading.trees.len()
    };
    let durations = range.clone().flat_map(|s| reading.times[s].iter()).filter_map(|t| quantity::of_duration(&t.time));
    let counts = range.flat_map(|s| reading.quantities[s].iter()).map(|q| q.quantity.clone());
    counts.chain(durations).any(|q| q.value == one.quantity.value)
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
        words.contains(&number).then(|| Counted {
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
