//! How well words, arguments and clauses of one text match those of the other. All measures lie between 0 and 1.

use super::antonym;
use super::predication::{Argument, Part, Predication, Sort};
use super::reading::{Reading, Word};
use super::wordnet;
use crate::extract::relation;
use crate::nlp::timex;

/// At least so alike are words that may mean the same thing.
pub const ALIKE: f32 = 0.6;

/// How alike two words are as what they refer to.
pub fn words(reading: &Reading, a: Word, b: Word) -> f32 {
    if let (Some((x, _)), Some((y, _))) = (reading.entity(a), reading.entity(b))
        && x == y
    {
        return 1.0;
    }
    if let (Some(x), Some(y)) = (reading.place(a), reading.place(b)) {
        return if x == y { 1.0 } else { 0.0 };
    }
    let (x, y) = (reading.lemma(a), reading.lemma(b));
    let (named_a, named_b) = (reading.upos(a) == "PROPN", reading.upos(b) == "PROPN");
    if named_a && named_b {
        return names(reading, a, b);
    }
    if x == y {
        return 1.0;
    }
    if named_a || named_b {
        return described(reading, a, b).max(described(reading, b, a));
    }
    lexical((wordnet::letter(reading.upos(a)), x), (wordnet::letter(reading.upos(b)), y))
}

/// How alike two dictionary forms are.
pub fn lexical(a: (char, &str), b: (char, &str)) -> f32 {
    if a.1 == b.1 || hyphenless(a.1) == hyphenless(b.1) {
        return 1.0;
    }
    if wordnet::synonyms(a, b) || wordnet::derived(a, b) {
        return 0.9;
    }
    if wordnet::kind_of(a, b) || wordnet::kind_of(b, a) { 0.7 } else { 0.0 }
}

fn hyphenless(word: &str) -> String {
    word.replace(['-', ' '], "")
}

/// Two names that coreference keeps apart may still be spellings of one.
fn names(reading: &Reading, a: Word, b: Word) -> f32 {
    const SPELLING: f64 = 0.85;
    let (x, y) = (reading.form(a).to_lowercase(), reading.form(b).to_lowercase());
    let (x, y) = (x.trim_start_matches("al-"), y.trim_start_matches("al-"));
    if x == y {
        return 0.95;
    }
    let alike = strsim::jaro_winkler(x, y) > SPELLING && x.chars().next() == y.chars().next();
    if alike && x.len() > 4 && strsim::levenshtein(x, y) <= 2 { 0.85 } else { 0.0 }
}

/// A name whose entity is described by the other word: `Otto Lind`, `the mayor`.
fn described(reading: &Reading, name: Word, noun: Word) -> f32 {
    let lemma = reading.lemma(noun);
    let Some((_, entity)) = reading.entity(name) else { return 0.0 };
    let described = entity.descriptions.iter().any(|d| d.split(' ').any(|w| w == lemma));
    if reading.upos(noun) == "NOUN" && described { 0.8 } else { 0.0 }
}

/// How two predicates relate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Predicates {
    /// They say the same, so surely.
    Alike(f32),
    /// They exclude each other.
    Opposed,
    /// Neither.
    Unrelated,
}

/// How the predicates of two predications relate.
pub fn predicates(reading: &Reading, p: &Predication, q: &Predication) -> Predicates {
    let (x, y) = (p.name.as_str(), q.name.as_str());
    // `Otto's lawyer` does not say that Otto is a lawyer.
    if (p.sort == Sort::State) != (q.sort == Sort::State) && (p.sort == Sort::Noun || q.sort == Sort::Noun) {
        return Predicates::Unrelated;
    }
    if x == y {
        return Predicates::Alike(1.0);
    }
    if antonym::opposed(x, y) {
        return Predicates::Opposed;
    }
    let letter = |p: &Predication| wordnet::letter(reading.upos(p.word));
    let alike = lexical((letter(p), x), (letter(q), y));
    if alike > 0.0 {
        return Predicates::Alike(alike);
    }
    match (relation::of(x, None), relation::of(y, None)) {
        (Some(a), Some(b)) if p.sort == Sort::Verb && q.sort == Sort::Verb => relations(a, b),
        _ => Predicates::Unrelated,
    }
}

fn relations(a: &str, b: &str) -> Predicates {
    const BROAD: [&str; 6] = ["act", "is_a", "has_property", "communicate", "has", "change"];
    if BROAD.contains(&a) || BROAD.contains(&b) {
        Predicates::Unrelated
    } else if relation::opposed(a, b) {
        Predicates::Opposed
    } else if a == b {
        Predicates::Alike(0.8)
    } else {
        Predicates::Unrelated
    }
}

/// How an argument of one predication is met by the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// It has none in this part.
    Absent,
    /// The other has none in this part.
    Open,
    /// The other's is the same, so surely.
    Same(f32),
    /// The other's is something else.
    Other,
    /// The other's is somebody else by name.
    Distinct,
}

impl Fit {
    /// The factor that the fit gives.
    pub fn factor(self) -> f32 {
        match self {
            Fit::Absent => 1.0,
            Fit::Open => 0.6,
            Fit::Same(alike) => alike,
            Fit::Other => 0.15,
            Fit::Distinct => 0.0,
        }
    }
}

/// How the arguments that play `part` in `p` are met by `q`.
pub fn fit(reading: &Reading, part: Part, p: &Predication, q: &Predication) -> Fit {
    let own: Vec<&Argument> = p.part(part).collect();
    if own.is_empty() {
        return Fit::Absent;
    }
    let exact: Vec<&Argument> = q.part(part).collect();
    let either: Vec<&Argument> = q.part(Part::Either).collect();
    let other: Vec<&Argument> = if exact.is_empty() { either } else { exact };
    if other.is_empty() {
        return Fit::Open;
    }
    let pairs = || own.iter().flat_map(|a| other.iter().map(move |b| (a.word, b.word)));
    let best = pairs().map(|(a, b)| argument(reading, a, b)).fold(0.0, f32::max);
    if best >= ALIKE {
        return Fit::Same(best);
    }
    let distinct = pairs().all(|(a, b)| reading.named(a) && reading.named(b));
    if distinct { Fit::Distinct } else { Fit::Other }
}

/// How the circumstances of `p` (where, when, of what) are met by the arguments of `q`: each that is not met lowers the factor.
pub fn circumstances(reading: &Reading, p: &Predication, q: &Predication) -> f32 {
    const UNMET: f32 = 0.45;
    const VAGUE_UNMET: f32 = 0.85;
    let factor = |word: Word| {
        let best = q.arguments.iter().map(|b| argument(reading, word, b.word)).fold(0.0, f32::max);
        match best >= ALIKE || words(reading, word, q.word) >= ALIKE {
            true => 1.0,
            false if weight(reading, word) < 0.5 => VAGUE_UNMET,
            false => UNMET,
        }
    };
    let outer = p.arguments.iter().filter(|a| matches!(a.part, Part::Oblique | Part::Either));
    outer.map(|a| factor(a.word)).product()
}

/// Whether the two are set in places, or on days, that differ by name.
pub fn apart(reading: &Reading, p: &Predication, q: &Predication) -> bool {
    let set = |p: &Predication| -> Vec<Word> {
        let fits = |a: &&Argument| {
            a.part == Part::Oblique && matches!(a.preposition.as_str(), "in" | "at" | "near" | "on" | "")
        };
        p.arguments.iter().filter(fits).map(|a| a.word).filter(|w| reading.upos(*w) == "PROPN").collect()
    };
    let (mine, others) = (set(p), set(q));
    let day = |w: &Word| timex::DAYS.contains(&reading.lemma(*w)) || timex::MONTHS.contains(&reading.lemma(*w));
    [true, false].into_iter().any(|days| {
        let mine: Vec<&Word> = mine.iter().filter(|w| day(w) == days).collect();
        let others: Vec<&Word> = others.iter().filter(|w| day(w) == days).collect();
        let meet = mine.iter().any(|a| others.iter().any(|b| words(reading, **a, **b) >= ALIKE));
        !mine.is_empty() && !others.is_empty() && !meet
    })
}

/// How alike two argument heads are; `nobody` and `people` meet any person, a pronoun without antecedent anything.
pub fn argument(reading: &Reading, a: Word, b: Word) -> f32 {
    let alike = words(reading, a, b);
    let vague = |w: Word| match reading.upos(w) {
        "PRON" => reading.entity(w).is_none_or(|(_, e)| !e.named),
        "NOUN" => matches!(reading.lemma(w), "people" | "person" | "one"),
        _ => false,
    };
    if alike < ALIKE && (vague(a) || vague(b)) { 0.65 } else { alike }
}

/// How much of what the clause of `p` says is found in the other text, weighed by what carries meaning: within the sentence of `q`
/// fully, elsewhere by half. `without` are words in which the two are known to differ.
pub fn coverage(reading: &Reading, p: &Predication, q: &Predication, without: &[Word]) -> f32 {
    let side = usize::from(q.word.sentence >= reading.joint.border);
    let others: Vec<Word> = reading.words(side).filter(|w| weight(reading, *w) > 0.0).collect();
    let clause = clause_words(reading, q);
    let (mut total, mut met) = (0.0, 0.0);
    for word in clause_words(reading, p).into_iter().filter(|w| !without.contains(w)) {
        let weight = weight(reading, word);
        if weight == 0.0 {
            continue;
        }
        total += weight;
        let near = |w: &Word| match w.sentence == q.word.sentence {
            true if clause.contains(w) => 1.0,
            true => 0.85,
            false => 0.6,
        };
        met += weight * others.iter().map(|w| words(reading, word, *w) * near(w)).fold(0.0, f32::max);
    }
    if total == 0.0 { 1.0 } else { met / total }
}

/// The words of a predication's clause: what hangs from its head, without the clauses below.
pub fn clause_words(reading: &Reading, p: &Predication) -> Vec<Word> {
    let tree = reading.tree(p.word);
    let mut found = Vec::new();
    let mut waiting = vec![p.word.index];
    while let Some(i) = waiting.pop() {
        found.push(Word { index: i, ..p.word });
        let below = |c: &usize| {
            !matches!(tree.tokens[*c].relation(), "advcl" | "parataxis" | "ccomp" | "punct")
                && tree.tokens[*c].deprel != "acl:relcl"
                && (tree.tokens[*c].relation() != "conj" || tree.child(*c, &["nsubj", "nsubj:pass"]).is_none())
        };
        waiting.extend(tree.children(i).filter(below));
    }
    found.extend(p.part(Part::Subject).map(|a| a.word).filter(|w| !found.contains(w)).collect::<Vec<_>>());
    found
}

/// How much meaning a word carries.
fn weight(reading: &Reading, word: Word) -> f32 {
    const VAGUE: [&str; 14] = [
        "case", "incident", "matter", "event", "thing", "person", "people", "time", "way", "part", "number", "be",
        "have", "do",
    ];
    if VAGUE.contains(&reading.lemma(word)) {
        return 0.2;
    }
    match reading.upos(word) {
        "PROPN" => 1.2,
        "NOUN" | "VERB" => 1.0,
        "NUM" => 0.8,
        "ADJ" => 0.7,
        "ADV" if !matches!(reading.lemma(word), "not" | "never" | "no" | "n't") => 0.3,
        _ => 0.0,
    }
}
