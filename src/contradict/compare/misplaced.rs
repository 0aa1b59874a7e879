//! What one text says of somebody or of some time, the other says of somebody or of some time else, though it speaks of both: `the lab was
//! founded in June`; `the town, where a lab was founded in May, was flooded in June`.

use super::align::{self, Predicates};
use super::predication::{Argument, Part, Predication, Sort};
use super::reading::{Reading, Word};
use super::{Found, Pair, Suspicion};
use crate::contradict::Kind;

/// At least so alike must words be that mean the same.
const SAME: f32 = 0.85;

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
    if alike < align::ALIKE || text.negated() {
        return None;
    }
    let here = align::clause_words(reading, text);
    let strays = |a: &&Argument| {
        let met = text.arguments.iter().map(|b| b.word).chain(here.iter().copied());
        !met.into_iter().any(|w| align::argument(reading, a.word, w) >= align::ALIKE)
            && reading.words(1 - reading.shorter).any(|w| align::words(reading, a.word, w) >= SAME)
    };
    let stray = claim.arguments.iter().find(strays)?;
    let named = |word: Word| reading.named(word) || reading.upos(word) == "NUM";
    let rivals: Vec<Word> = rivals(text, stray).map(|a| a.word).collect();
    let strength = match (rivals.is_empty(), named(stray.word), rivals.iter().any(|w| named(*w))) {
        (false, true, true) => 1.0,
        (false, _, _) => 0.5,
        (true, true, _) => 0.4,
        (true, false, _) => 0.2,
    };
    let (said, word) = (pair.words(claim), reading.form(stray.word));
    let reason = format!("“{said}” by one text; the other does not say so of “{word}”: “{}”.", pair.words(text));
    let times = &reading.times[stray.word.sentence];
    let time = times.iter().any(|t| (t.first..=t.last).contains(&(stray.word.index as u32)));
    let kind = if time { Kind::Time } else { Kind::Value };
    Some(Suspicion::elsewhere(kind, strength, reason))
}

/// What plays the same part in the other text.
fn rivals<'t>(text: &'t Predication, stray: &Argument) -> impl Iterator<Item = &'t Argument> {
    let (part, preposition) = (stray.part, stray.preposition.clone());
    text.arguments.iter().filter(move |a| a.part == part && (part != Part::Oblique || a.preposition == preposition))
}
