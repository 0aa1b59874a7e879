//! Adjectives and quantifiers that exclude each other, of one thing: `strong sales`, `weak sales`; `most voters`, `few voters`;
//! `the tallest tower`, `the second tallest tower`.

use super::align::{self, Fit, Predicates};
use super::antonym;
use super::predication::{Part, Predication, Sort};
use super::reading::Word;
use super::{Pair, Suspicion};
use crate::contradict::Kind;
use crate::nlp::numeral;

/// An argument of one predication, or its predicate, is modified by what excludes a modifier of its counterpart.
pub fn find(pair: &Pair) -> Option<Suspicion> {
    let (p, q) = (pair.p, pair.q);
    let Predicates::Alike(alike) = align::predicates(pair.reading, p, q) else { return None };
    if p.negated() != q.negated() || alike < 0.7 {
        return None;
    }
    let held = [Part::Subject, Part::Object].map(|part| pair.fit(part));
    if !held.iter().any(|fit| matches!(fit, Fit::Same(_))) {
        return None;
    }
    let (mine, others) = (heads(p), heads(q));
    let pairs = mine.iter().flat_map(|a| others.iter().map(move |b| (*a, *b)));
    let (a, b) = pairs.filter(|(a, b)| align::words(pair.reading, *a, *b) >= 0.85).find_map(|(a, b)| {
        let (x, y) = (modifiers(pair, a), modifiers(pair, b));
        let all = x.into_iter().flat_map(|x| y.iter().map(move |y| (x, *y)));
        all.into_iter().find(|(x, y)| antonym::opposed(pair.reading.key(*x), pair.reading.key(*y)))
    })?;
    if also(pair, a, pair.side(q)) || also(pair, b, pair.side(p)) {
        return None;
    }
    let (x, y) = (pair.reading.form(a), pair.reading.form(b));
    let reason = format!("“{x}” by one text, “{y}” by the other: “{}”, “{}”.", pair.words(p), pair.words(q));
    Some(Suspicion::new(Kind::Opposite, alike, reason))
}

/// Whether a text has the modifier, too: `the large bell is old, the small bell is new`.
fn also(pair: &Pair, modifier: Word, side: usize) -> bool {
    pair.reading.words(side).any(|w| pair.reading.lemma(w) == pair.reading.lemma(modifier))
}

/// One thing has two ranks: `is the tallest tower`, `is the second tallest tower`.
pub fn rank(pair: &Pair) -> Option<Suspicion> {
    let (p, q) = (pair.p, pair.q);
    let Fit::Same(alike) = pair.fit(Part::Subject) else { return None };
    let states = p.sort == Sort::State && q.sort == Sort::State && p.name == q.name;
    let (mine, others) = (ranked(pair, p.word)?, ranked(pair, q.word)?);
    if !states || p.negated() || q.negated() || mine.0 != others.0 || mine.1 == others.1 {
        return None;
    }
    let reason = format!("“{}” and “{}” give it two ranks.", pair.words(p), pair.words(q));
    Some(Suspicion::new(Kind::Value, alike * pair.coverage(&[]), reason))
}

/// The superlative before a noun, and the rank that an ordinal gives: `second tallest` is tallest, 2.
fn ranked<'r>(pair: &Pair<'r>, noun: Word) -> Option<(&'r str, u32)> {
    let tree = pair.reading.tree(noun);
    let word = |index: usize| Word { index, ..noun };
    let superlative = |c: &usize| tree.tokens[*c].xpos == "JJS" && tree.tokens[*c].relation() == "amod";
    let superlative = tree.children(noun.index).find(superlative)?;
    let ordinal = |c: usize| numeral::ordinal(pair.reading.lemma(word(c)));
    let rank = tree.children(noun.index).chain(tree.children(superlative)).find_map(ordinal).unwrap_or(1);
    Some((pair.reading.lemma(word(superlative)), rank))
}

fn heads(p: &Predication) -> Vec<Word> {
    p.arguments.iter().map(|a| a.word).chain([p.word]).collect()
}

/// Adjectives, adverbs and quantifiers that hang from a word.
fn modifiers(pair: &Pair, head: Word) -> Vec<Word> {
    let tree = pair.reading.tree(head);
    let fits = |c: &usize| matches!(tree.tokens[*c].relation(), "amod" | "advmod" | "det");
    tree.children(head.index).filter(fits).map(|index| Word { index, ..head }).collect()
}
