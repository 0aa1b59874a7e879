//! The same said of somebody or something else: `the lab outside Ghent was founded in June`, `Ghent was founded in June`;
//! `an aide to the president`, `the president`.

use super::align::{self, Fit, Predicates};
use super::predication::{Part, Predication, Sort};
use super::reading::Word;
use super::{Pair, Suspicion, role};
use crate::contradict::Kind;
use crate::extract::role_noun;

/// Of the whole by one text, of its part by the other.
const PART: f32 = 0.7;
/// Of two different names, each of which occurs in one of the texts.
const NAME: f32 = 0.6;

/// One of the detectors of this file.
pub fn find(pair: &Pair) -> Option<Suspicion> {
    if pair.p.negated() || pair.q.negated() || pair.p.sort == Sort::Noun || pair.q.sort == Sort::Noun {
        return None;
    }
    complement(pair, pair.p, pair.q)
        .or_else(|| complement(pair, pair.q, pair.p))
        .or_else(|| argument(pair, pair.p, pair.q))
        .or_else(|| argument(pair, pair.q, pair.p))
}

/// `an aide to the president`, `the president`: what is said is a modifier of what the other text says.
fn complement(pair: &Pair, p: &Predication, q: &Predication) -> Option<Suspicion> {
    let states = p.sort == Sort::State && q.sort == Sort::State;
    let Fit::Same(alike) = align::fit(pair.reading, Part::Subject, q, p) else { return None };
    let unrelated = align::predicates(pair.reading, p, q) == Predicates::Unrelated;
    let role = role_noun::get(&q.name).is_some();
    let of = |preposition: &str| matches!(preposition, "to" | "for" | "of");
    let modifier = role && p.arguments.iter().any(|a| of(&a.preposition) && pair.reading.lemma(a.word) == q.name);
    let reason = format!("“{}” by one text, “{}” by the other.", pair.words(p), pair.words(q));
    let score = PART * alike * align::coverage(pair.reading, q, p, &[]);
    (states && unrelated && modifier).then(|| Suspicion::elsewhere(Kind::Value, score, reason))
}

/// The same predicate, with one argument that is somebody else.
fn argument(pair: &Pair, p: &Predication, q: &Predication) -> Option<Suspicion> {
    let Predicates::Alike(alike) = align::predicates(pair.reading, p, q) else { return None };
    let fits = [Part::Subject, Part::Object].map(|part| (part, align::fit(pair.reading, part, q, p)));
    let other = fits.iter().find(|(_, fit)| matches!(fit, Fit::Other | Fit::Distinct))?;
    let rest: f32 = fits.iter().filter(|(part, _)| *part != other.0).map(|(_, fit)| fit.factor()).product();
    let wholes: Vec<Word> = p.part(other.0).map(|a| a.word).collect();
    let part = q.part(other.0).any(|a| pair.reading.named(a.word) && wholes.iter().any(|w| within(pair, a.word, *w)));
    let others = fits.iter().any(|(part, fit)| *part != other.0 && matches!(fit, Fit::Same(_)));
    let base = match other.1 {
        _ if part && role::placed(q) => PART,
        Fit::Distinct if others => NAME,
        _ => return None,
    };
    if alike < 0.7 || align::apart(pair.reading, p, q) {
        return None;
    }
    let covered = align::coverage(pair.reading, q, p, &[]) * align::circumstances(pair.reading, q, p);
    let reason = format!("Of different things: “{}”, “{}”.", pair.words(p), pair.words(q));
    Some(Suspicion::elsewhere(Kind::Value, base * alike * rest * covered, reason))
}

/// Whether a name occurs within the phrase of a noun of the other text, but is not its head.
fn within(pair: &Pair, name: Word, noun: Word) -> bool {
    let tree = pair.reading.tree(noun);
    let (first, last) = tree.borders(noun.index);
    let phrase = (first..=last).filter(|i| *i != noun.index && tree.parent(*i) == Some(noun.index));
    let modifies = |i: &usize| matches!(tree.tokens[*i].deprel, "nmod" | "compound" | "nmod:poss" | "amod" | "flat");
    phrase.filter(modifies).any(|index| align::words(pair.reading, name, Word { index, ..noun }) >= 0.85)
}
