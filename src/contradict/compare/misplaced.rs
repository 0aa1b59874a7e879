//! What one text says of somebody or of some time, the other says of somebody or of some time else, though it speaks of both: `the lab was
//! founded in June`; `the town, where a lab was founded in May, was flooded in June`.

use super::align::{self, Predicates, SAME};
use super::predication::{Argument, Part, Predication, Sort};
use super::reading::{Reading, Word};
use super::{Found, Pair, Suspicion};
use crate::contradict::Kind;

/// How sure a sign it is.
const STRENGTH: f32 = 0.5;

/// What the shorter text says in its main clauses, held against the clause of the longer one that comes nearest to it.
pub fn find<'p>(reading: &Reading, first: &'p [Predication], second: &'p [Predication]) -> Vec<Found<'p>> {
    let (claims, texts) = if reading.shorter == 0 { (first, second) } else { (second, first) };
    let mut found = Vec::new();
    for claim in claims.iter().filter(|p| is_main(reading, p) && !p.negated() && p.certain()) {
        let nearest = texts.iter().map(|t| (align::support(reading, claim, t), t));
        let Some((_, text)) = nearest.reduce(|best, next| if next.0 > best.0 { next } else { best }) else { continue };
        let (p, q) = if reading.shorter == 0 { (claim, text) } else { (text, claim) };
        let pair = Pair { reading, p, q };
        found.extend(misplaced(&pair).map(|suspicion| (suspicion, p, q)));
    }
    found
}

/// Whether it is what its sentence says.
fn is_main(reading: &Reading, p: &Predication) -> bool {
    let tree = reading.tree(p.word);
    let root = tree.tokens[p.word.index].head == 0;
    let complement = tree.parent(p.word.index).filter(|_| tree.tokens[p.word.index].relation() == "xcomp");
    p.sort != Sort::Noun && (root || complement.is_some_and(|verb| tree.tokens[verb].head == 0))
}

/// The predicate is the other text's, yet an argument of it stands elsewhere there.
fn misplaced(pair: &Pair) -> Option<Suspicion> {
    let reading = pair.reading;
    let (claim, text) = pair.claim_and_text();
    let Predicates::Alike(alike) = align::predicates(reading, claim, text) else { return None };
    if alike < SAME || text.negated() || naming(claim) {
        return None;
    }
    let here = phrases(reading, text);
    let strays = |a: &&Argument| {
        !here.iter().any(|w| align::argument(reading, a.word, *w) >= align::ALIKE)
            && reading.words(1 - reading.shorter).any(|w| align::words(reading, a.word, w) >= SAME)
    };
    let stray = claim.arguments.iter().find(strays)?;
    // `it docked`: whoever that is. `the other team`: of two of a kind, each may be meant.
    let unclear = |b: &Argument| {
        b.part == stray.part && (reading.upos(b.word) == "PRON" || reading.lemma(b.word) == reading.lemma(stray.word))
    };
    if text.arguments.iter().any(unclear) {
        return None;
    }
    let core = |a: &&Argument| a.part != Part::Oblique && *a != stray;
    let met = |a: &Argument| text.arguments.iter().any(|b| align::argument(reading, a.word, b.word) >= align::ALIKE);
    if !claim.arguments.iter().any(|a| a != stray && met(a)) || !claim.arguments.iter().filter(core).all(met) {
        return None;
    }
    let named = reading.named(stray.word) || reading.upos(stray.word) == "NUM";
    let same = named && claim.name == text.name && text.sort != Sort::Noun;
    if !same && !rivals(text, stray) {
        return None;
    }
    let (said, word) = (pair.words(claim), reading.form(stray.word));
    let reason = format!("“{said}” by one text; the other does not say so of “{word}”: “{}”.", pair.words(text));
    let times = &reading.times[stray.word.sentence];
    let time = times.iter().any(|t| (t.first..=t.last).contains(&(stray.word.index as u32)));
    let kind = if time { Kind::Time } else { Kind::Value };
    Some(Suspicion::elsewhere(kind, STRENGTH, reason))
}

/// `known as`, `called`: holds both ways.
fn naming(p: &Predication) -> bool {
    matches!(p.name.as_str(), "know" | "call" | "name" | "dub" | "term")
}

/// The words of a predication's clause and of its arguments' phrases: their owners, appositions and conjuncts.
fn phrases(reading: &Reading, p: &Predication) -> Vec<Word> {
    let of = |head: Word| {
        let tree = reading.tree(head);
        let clause = move |i: usize| matches!(tree.tokens[i].relation(), "acl" | "advcl" | "ccomp" | "parataxis");
        let mut words = vec![head];
        let mut next = 0;
        while let Some(word) = words.get(next).copied() {
            words.extend(tree.children(word.index).filter(|c| !clause(*c)).map(|index| Word { index, ..word }));
            next += 1;
        }
        words
    };
    let arguments = p.arguments.iter().flat_map(|a| of(a.word));
    align::clause_words(reading, p).into_iter().chain(arguments).collect()
}

/// Whether something plays the same part in the other text.
fn rivals(text: &Predication, stray: &Argument) -> bool {
    let (part, preposition) = (stray.part, &stray.preposition);
    text.arguments.iter().any(|a| a.part == part && (part != Part::Oblique || a.preposition == *preposition))
}
