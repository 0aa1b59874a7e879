//! The same said with the parts exchanged: `A acquired B`, `B acquired A`, `A is a subsidiary of B`.

use super::align::{self, Predicates, SAME};
use super::predication::{Argument, Part, Predication, Sort};
use super::reading::Word;
use super::{Pair, Suspicion};
use crate::contradict::Kind;
use crate::extract::lexicon;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How sure it is that two parts that are known from both ends exclude each other, and two of which one is only mentioned.
const BOTH: f32 = 0.8;
const ONE: f32 = 0.6;

/// Where a part of a relation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Slot {
    Subject,
    Object,
    /// A genitive or modifier, or whoever the noun is said of.
    Owner,
    /// Behind one of these prepositions; `owner` among them allows a genitive.
    Behind(Vec<&'static str>),
}

/// How a word expresses a relation: `ontology/lexicon/converses.tsv`.
struct Expression {
    relation: &'static str,
    sort: Sort,
    first: Slot,
    second: Slot,
}

static EXPRESSIONS: LazyLock<HashMap<&str, Vec<Expression>>> = LazyLock::new(|| {
    let mut all: HashMap<&str, Vec<Expression>> = HashMap::new();
    for row in lexicon::rows(include_str!("../../../ontology/lexicon/converses.tsv")) {
        let [relation, words, sort, first, second] = row[..] else { continue };
        let sort = match sort {
            "verb" => Sort::Verb,
            "state" => Sort::State,
            _ => Sort::Noun,
        };
        for word in words.split(',') {
            let expression = Expression { relation, sort, first: slot(first), second: slot(second) };
            all.entry(word).or_default().push(expression);
        }
    }
    all
});

fn slot(name: &'static str) -> Slot {
    match name {
        "subject" => Slot::Subject,
        "object" => Slot::Object,
        "owner" => Slot::Owner,
        prepositions => Slot::Behind(prepositions.split(',').collect()),
    }
}

/// Who acts in one undergoes in the other. Predicates that hold both ways are left out.
pub fn find(pair: &Pair) -> Option<Suspicion> {
    let (p, q) = (pair.p, pair.q);
    if p.negated() || q.negated() {
        return None;
    }
    let strength = same_predicate(pair).or_else(|| converse(pair))?;
    let reason = format!("“{}” and “{}” exchange the parts of the two.", pair.words(p), pair.words(q));
    Some(Suspicion::new(Kind::Opposite, strength, reason))
}

/// `A acquired B`, `B acquired A`: how surely they exclude each other.
fn same_predicate(pair: &Pair) -> Option<f32> {
    let (p, q) = (pair.p, pair.q);
    let Predicates::Alike(alike) = align::predicates(pair.reading, p, q) else { return None };
    if alike < 0.8 || mutual(p) || mutual(q) {
        return None;
    }
    let named = |p: &Predication, part: Part| -> Vec<Word> {
        p.part(part).map(|a| a.word).filter(|w| pair.reading.named(*w)).collect()
    };
    let meet = |a: &[Word], b: &[Word]| meet(pair, a, b);
    let crossed = meet(&named(p, Part::Subject), &named(q, Part::Object))
        && meet(&named(p, Part::Object), &named(q, Part::Subject));
    crossed.then(|| super::TRUST_ELSEWHERE * alike * pair.coverage(&[]))
}

/// `A is a subsidiary of B`, `A owns B`: one relation, told from its two ends.
fn converse(pair: &Pair) -> Option<f32> {
    let (p, q) = (pair.p, pair.q);
    let all = parts(pair, p).into_iter().flat_map(|x| parts(pair, q).into_iter().map(move |y| (x.clone(), y)));
    let strengths = all.filter(|(x, y)| x.relation == y.relation && !meet(pair, &x.first, &y.first)).map(|(x, y)| {
        let (over, back) = (meet(pair, &x.first, &y.second), meet(pair, &x.second, &y.first));
        let mentioned = |words: &[Word], p: &Predication| words.iter().any(|w| occurs(pair, *w, p.word.sentence));
        match (over, back) {
            (true, true) => BOTH,
            (true, false) if x.second.is_empty() && mentioned(&y.first, p) => ONE,
            (true, false) if y.first.is_empty() && mentioned(&x.second, q) => ONE,
            (false, true) if x.first.is_empty() && mentioned(&y.second, p) => ONE,
            (false, true) if y.second.is_empty() && mentioned(&x.first, q) => ONE,
            _ => 0.0,
        }
    });
    strengths.reduce(f32::max).filter(|strength| *strength > 0.0)
}

/// Whether both tell of one relation in which the same play the same parts: `A lost to B`, `B beat A`.
pub fn agree(pair: &Pair) -> bool {
    let (mine, others) = (parts(pair, pair.p), parts(pair, pair.q));
    let mut all = mine.iter().flat_map(|x| others.iter().map(move |y| (x, y)));
    all.any(|(x, y)| {
        let same = meet(pair, &x.first, &y.first) || meet(pair, &x.second, &y.second);
        x.relation == y.relation && same
    })
}

/// Who plays the parts of a relation.
#[derive(Clone)]
struct Parts {
    relation: &'static str,
    first: Vec<Word>,
    second: Vec<Word>,
}

fn parts(pair: &Pair, p: &Predication) -> Vec<Parts> {
    let known = EXPRESSIONS.get(p.name.as_str()).map_or(&[][..], Vec::as_slice);
    let of = |slot: &Slot| -> Vec<Word> {
        let fits = |a: &&Argument| match slot {
            Slot::Subject => a.part == Part::Subject,
            Slot::Object => a.part == Part::Object,
            Slot::Owner => a.preposition.is_empty() && matches!(a.part, Part::Either | Part::Subject),
            Slot::Behind(all) => {
                all.contains(&a.preposition.as_str())
                    || all.contains(&"owner") && a.part == Part::Either && a.preposition.is_empty()
            }
        };
        p.arguments.iter().filter(fits).map(|a| a.word).filter(|w| pair.reading.named(*w)).collect()
    };
    let expressed = known.iter().filter(|e| e.sort == p.sort);
    let all = expressed.map(|e| Parts { relation: e.relation, first: of(&e.first), second: of(&e.second) });
    all.filter(|parts| !parts.first.is_empty() || !parts.second.is_empty()).collect()
}

fn meet(pair: &Pair, a: &[Word], b: &[Word]) -> bool {
    a.iter().any(|a| b.iter().any(|b| align::words(pair.reading, *a, *b) >= SAME))
}

fn occurs(pair: &Pair, name: Word, sentence: usize) -> bool {
    let mut words = (0..pair.reading.trees[sentence].len()).map(|index| Word { sentence, index });
    words.any(|word| pair.reading.named(word) && align::words(pair.reading, name, word) >= SAME)
}

/// `meet`, `marry`, `border`, `agree`: what one does with another, the other does with the one.
fn mutual(p: &Predication) -> bool {
    const MUTUAL: [&str; 14] = [
        "meet",
        "marry",
        "border",
        "agree",
        "join",
        "fight",
        "talk",
        "negotiate",
        "resemble",
        "face",
        "contact",
        "know",
        "equal",
        "be",
    ];
    MUTUAL.contains(&p.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_whole() {
        let rows = lexicon::rows(include_str!("../../../ontology/lexicon/converses.tsv"));
        assert!(rows.into_iter().all(|row| row.len() == 5 && ["verb", "state", "noun"].contains(&row[2])));
        let beat = &EXPRESSIONS["beat"][0];
        assert_eq!((beat.relation, beat.first.clone(), beat.second.clone()), ("win", Slot::Subject, Slot::Object));
    }
}
