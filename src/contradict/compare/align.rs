//! How well words, arguments and clauses of one text match those of the other. All measures lie between 0 and 1.

use super::antonym;
use super::date;
use super::predication::{Argument, Part, Predication, Sort};
use super::reading::{Reading, Word};
use super::synonym;
use super::wordnet;
use crate::extract::{nominals, relation};
use crate::model::EntityType;
use crate::nlp::timex;

/// At least so alike are words that may mean the same thing.
pub const ALIKE: f32 = 0.6;
/// At least so alike are words that mean the same thing.
pub const SAME: f32 = 0.85;

/// How alike two words are as what they refer to.
pub fn words(reading: &Reading, a: Word, b: Word) -> f32 {
    if let (Some((x, _)), Some((y, _))) = (reading.entity(a), reading.entity(b))
        && x == y
        && !of_two_bearers(reading, a, b)
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
    if governs(reading, a, b) || governs(reading, b, a) {
        return 0.9;
    }
    if named_a || named_b {
        return described(reading, a, b).max(described(reading, b, a));
    }
    let anybody = |word: &str| matches!(word, "people" | "person");
    if nominals::is_person(x) && anybody(y) || nominals::is_person(y) && anybody(x) {
        return 0.8;
    }
    let next = |w: Word| Word { index: w.index + 1, ..w };
    if compounds(reading, a, b) || compounds(reading, next(a), next(b)) {
        return 0.85;
    }
    lexical((wordnet::letter(reading.upos(a)), x), (wordnet::letter(reading.upos(b)), y))
}

/// Whether two nouns with the words before them are one thing: `death penalty`, `capital punishment`.
fn compounds(reading: &Reading, a: Word, b: Word) -> bool {
    matches!((compound(reading, a), compound(reading, b)), (Some(x), Some(y)) if synonym::alike(&x, &y))
}

/// A noun with the word before it: `capital_punishment`.
fn compound(reading: &Reading, noun: Word) -> Option<String> {
    let before = Word { index: noun.index.checked_sub(1)?, ..noun };
    let tree = reading.tree(noun);
    if noun.index >= tree.len() {
        return None;
    }
    let joined = tree.parent(before.index) == Some(noun.index)
        && matches!(tree.tokens[before.index].relation(), "compound" | "amod");
    joined.then(|| format!("{}_{}", reading.lemma(before), reading.lemma(noun)))
}

/// Whether two names were only taken for one thing because both texts say the same of them (`Ann Lee, the mayor`; `Otto is the
/// mayor`): names of people without a word in common.
fn of_two_bearers(reading: &Reading, a: Word, b: Word) -> bool {
    let person = |w: Word| reading.entity(w).is_some_and(|(_, e)| e.kind == EntityType::Person);
    let named = reading.upos(a) == "PROPN" && reading.upos(b) == "PROPN";
    named && person(a) && names(reading, a, b) == 0.0
}

/// How alike two dictionary forms are.
pub fn lexical(a: (char, &str), b: (char, &str)) -> f32 {
    if a.1 == b.1 || hyphenless(a.1) == hyphenless(b.1) {
        return 1.0;
    }
    if wordnet::synonyms(a, b) || wordnet::derived(a, b) {
        return 0.9;
    }
    if synonym::alike(a.1, b.1) {
        return 0.85;
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
    let (shorter, longer) = (parts(reading, a), parts(reading, b));
    let (shorter, longer) = if shorter.len() <= longer.len() { (shorter, longer) } else { (longer, shorter) };
    if shorter.iter().all(|part| longer.contains(part)) && shorter.iter().any(|part| part.len() > 3) {
        return 0.9;
    }
    let alike = strsim::jaro_winkler(x, y) > SPELLING && x.chars().next() == y.chars().next();
    if alike && x.len() > 4 && strsim::levenshtein(x, y) <= 2 { 0.85 } else { 0.0 }
}

/// The words of a name in lower case.
fn parts(reading: &Reading, name: Word) -> Vec<String> {
    let tree = reading.tree(name);
    let own = |c: &usize| matches!(tree.tokens[*c].relation(), "flat" | "compound") && tree.tokens[*c].upos == "PROPN";
    let all = std::iter::once(name.index).chain(tree.children(name.index).filter(own));
    all.map(|index| reading.form(Word { index, ..name }).to_lowercase()).collect()
}

/// The government of a place acts for it: `the Sudanese government`, `Sudan`.
fn governs(reading: &Reading, noun: Word, name: Word) -> bool {
    const BODIES: [&str; 6] = ["government", "regime", "administration", "authority", "leadership", "state"];
    let tree = reading.tree(noun);
    let place = reading.place(name);
    let of = |index: usize| reading.place(Word { index, ..noun });
    place.is_some() && BODIES.contains(&reading.lemma(noun)) && tree.children(noun.index).any(|c| of(c) == place)
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

/// A predicate's part of speech by WordNet's letter, and its name.
pub fn key<'a>(reading: &Reading, p: &'a Predication) -> (char, &'a str) {
    (wordnet::letter(reading.upos(p.word)), &p.name)
}

/// How the predicates of two predications relate.
pub fn predicates(reading: &Reading, p: &Predication, q: &Predication) -> Predicates {
    let (x, y) = (p.name.as_str(), q.name.as_str());
    // `Otto's lawyer` does not say that Otto is a lawyer.
    let uneven = (p.sort == Sort::State) != (q.sort == Sort::State) && (p.sort == Sort::Noun || q.sort == Sort::Noun);
    if x == y && !uneven {
        return Predicates::Alike(1.0);
    }
    if antonym::opposed(key(reading, p), key(reading, q)) {
        return Predicates::Opposed;
    }
    if uneven {
        return Predicates::Unrelated;
    }
    // What is a building need not have been built.
    let thing = |p: &Predication, q: &Predication| {
        p.sort == Sort::State && q.sort == Sort::Verb && p.name.ends_with("ing") && reading.upos(p.word) == "NOUN"
    };
    if thing(p, q) || thing(q, p) {
        return Predicates::Unrelated;
    }
    let alike = lexical(key(reading, p), key(reading, q));
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

/// How the arguments that play `part` in `p` are met by `q`. What has one argument alone meets the part of the other that it
/// fits best: `bombs exploded`, `bombs were detonated`; `people died`, `the storm killed people`.
pub fn fit(reading: &Reading, part: Part, p: &Predication, q: &Predication) -> Fit {
    let own: Vec<&Argument> = p.part(part).collect();
    if own.is_empty() {
        return Fit::Absent;
    }
    let other = counterparts(reading, part, p, q);
    if other.is_empty() {
        return Fit::Open;
    }
    let best = likeness(reading, &own, &other);
    if best >= ALIKE {
        return Fit::Same(best);
    }
    let mut pairs = own.iter().flat_map(|a| other.iter().map(move |b| (a.word, b.word)));
    let distinct = pairs.all(|(a, b)| reading.named(a) && reading.named(b));
    if distinct { Fit::Distinct } else { Fit::Other }
}

/// The arguments of `q` that may be what `part` is in `p`.
fn counterparts<'q>(reading: &Reading, part: Part, p: &Predication, q: &'q Predication) -> Vec<&'q Argument> {
    let exact: Vec<&Argument> = q.part(part).collect();
    let core = |p: &Predication| p.part(Part::Subject).count().min(1) + p.part(Part::Object).count().min(1);
    let rest = if part == Part::Subject { Part::Object } else { Part::Subject };
    match (core(p), core(q)) {
        (1, 1 | 2) if part != Part::Either => q.part(Part::Subject).chain(q.part(Part::Object)).collect(),
        // What `q` has is what the other part is in `p`.
        (2, 1) => {
            let only: Vec<&Argument> = q.part(Part::Subject).chain(q.part(Part::Object)).collect();
            let (mine, others): (Vec<_>, Vec<_>) = (p.part(part).collect(), p.part(rest).collect());
            let fits = likeness(reading, &mine, &only) >= likeness(reading, &others, &only);
            if fits || !exact.is_empty() && p.name == q.name { only } else { Vec::new() }
        }
        _ if exact.is_empty() => q.part(Part::Either).collect(),
        _ => exact,
    }
}

fn likeness(reading: &Reading, own: &[&Argument], other: &[&Argument]) -> f32 {
    let pairs = own.iter().flat_map(|a| other.iter().map(move |b| (a.word, b.word)));
    pairs.map(|(a, b)| argument(reading, a, b)).fold(0.0, f32::max)
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
    let heads = p.arguments.iter().map(|a| a.word).chain([p.word]);
    let nested = p.part(Part::Oblique).flat_map(|a| obliques(reading, a.word));
    let modifiers = heads.filter(|w| w.sentence == p.word.sentence).flat_map(|w| modifiers(reading, w)).chain(nested);
    let clause = clause_words(reading, q);
    let unmet = modifiers.filter(|m| !clause.iter().any(|w| words(reading, *m, *w) >= ALIKE)).count();
    outer.map(|a| factor(a.word)).product::<f32>() * 0.5f32.powi(unmet.min(3) as i32)
}

/// The nouns that hang from a noun behind a preposition.
fn obliques(reading: &Reading, noun: Word) -> Vec<Word> {
    let tree = reading.tree(noun);
    let nouns = tree.related(noun.index, "nmod").filter(|c| *c > noun.index);
    nouns.map(|index| Word { index, ..noun }).filter(|w| weight(reading, *w) >= 0.5).collect()
}

/// Adjectives and nouns that narrow a noun: `civilian policeman`.
fn modifiers(reading: &Reading, noun: Word) -> Vec<Word> {
    let tree = reading.tree(noun);
    let narrows = |c: &usize| *c < noun.index && matches!(tree.tokens[*c].deprel, "amod" | "compound");
    let common = reading.upos(noun) == "NOUN";
    tree.children(noun.index).filter(|c| common && narrows(c)).map(|index| Word { index, ..noun }).collect()
}

/// What narrows a noun, with its owners.
fn qualifiers(reading: &Reading, noun: Word) -> Vec<Word> {
    let tree = reading.tree(noun);
    let owner = |c: &usize| {
        let of = || tree.related(*c, "case").any(|case| tree.is(case, &["of"]));
        tree.tokens[*c].deprel == "nmod:poss" || reading.place(Word { index: *c, ..noun }).is_some() && of()
    };
    let owners = tree.related(noun.index, "nmod").filter(owner);
    let owners = owners.map(|index| Word { index, ..noun });
    modifiers(reading, noun).into_iter().chain(owners).collect()
}

/// `stocks of timber` are timber, `oil prices` are oil's: how alike what a word holds or measures is to the other word.
fn contained(reading: &Reading, vessel: Word, other: Word) -> f32 {
    const VESSELS: [&str; 19] = [
        "stockpile",
        "stock",
        "pile",
        "group",
        "series",
        "number",
        "kind",
        "type",
        "sort",
        "form",
        "piece",
        "trace",
        "batch",
        "load",
        "shipment",
        "cache",
        "price",
        "share",
        "value",
    ];
    if !VESSELS.contains(&reading.lemma(vessel)) {
        return 0.0;
    }
    let tree = reading.tree(vessel);
    let holds = |c: &usize| match tree.tokens[*c].deprel {
        "compound" | "nmod:poss" => true,
        "nmod" => tree.related(*c, "case").any(|case| tree.is(case, &["of"])),
        _ => false,
    };
    let held = tree.children(vessel.index).filter(holds);
    held.map(|index| 0.9 * words(reading, Word { index, ..vessel }, other)).fold(0.0, f32::max)
}

/// Whether the two are set in places, or on days, that differ by name.
pub fn apart(reading: &Reading, p: &Predication, q: &Predication) -> bool {
    let set = |p: &Predication| -> Vec<Word> {
        let fits = |a: &&Argument| {
            a.part == Part::Oblique && matches!(a.preposition.as_str(), "in" | "at" | "near" | "on" | "")
        };
        p.arguments.iter().filter(fits).map(|a| a.word).filter(|w| reading.upos(*w) == "PROPN").collect()
    };
    let (days, other_days) = (date::values(reading, p), date::values(reading, q));
    let dated = !days.is_empty() && !other_days.is_empty();
    if dated && !days.iter().any(|a| other_days.iter().any(|b| date::compatible(a, b))) {
        return true;
    }
    let (mine, others) = (set(p), set(q));
    let day = |w: &Word| timex::DAYS.contains(&reading.lemma(*w)) || timex::MONTHS.contains(&reading.lemma(*w));
    [true, false].into_iter().any(|days| {
        let mine: Vec<&Word> = mine.iter().filter(|w| day(w) == days).collect();
        let others: Vec<&Word> = others.iter().filter(|w| day(w) == days).collect();
        let meet = mine.iter().any(|a| others.iter().any(|b| words(reading, **a, **b) >= ALIKE));
        !mine.is_empty() && !others.is_empty() && !meet
    })
}

/// How alike two argument heads are; `nobody` and `people` meet any person, a pronoun without antecedent anything. Nouns of one
/// kind with modifiers of different kinds are two things: `bond prices`, `grain prices`.
pub fn argument(reading: &Reading, a: Word, b: Word) -> f32 {
    // `the British government`, `the government of France`
    const ELSEWHERE: f32 = 0.3;
    let alike = words(reading, a, b);
    let nobody = |w: Word| matches!(reading.lemma(w), "nobody" | "none" | "one" | "anyone" | "anybody" | "nothing");
    let vague = |w: Word| match reading.upos(w) {
        "PRON" => reading.entity(w).is_none_or(|(_, e)| !e.named),
        "NOUN" => matches!(reading.lemma(w), "people" | "person"),
        _ => false,
    };
    if nobody(a) || nobody(b) {
        return alike.max(0.9);
    }
    if alike < ALIKE && (vague(a) || vague(b)) {
        return 0.65;
    }
    if compounds(reading, a, b) {
        return 0.85;
    }
    let alike = alike.max(contained(reading, a, b)).max(contained(reading, b, a));
    let (x, y) = (qualifiers(reading, a), qualifiers(reading, b));
    let places = |words: &[Word]| words.iter().filter_map(|w| reading.place(*w)).collect::<Vec<_>>();
    let (here, there) = (places(&x), places(&y));
    if !here.is_empty() && !there.is_empty() && !here.iter().any(|place| there.contains(place)) {
        return alike * ELSEWHERE;
    }
    let meet = x.iter().any(|x| y.iter().any(|y| words(reading, *x, *y) > 0.0));
    let kinds = x.iter().chain(&y).any(|w| reading.tree(*w).tokens[w.index].deprel == "compound");
    if x.is_empty() || y.is_empty() || meet || !kinds { alike } else { alike * 0.55 }
}

/// How much of what the clause of `p` says is found in the other text, weighed by what carries meaning: within the clause of `q`
/// fully, elsewhere by less. `without` are words in which the two are known to differ.
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

/// How far `q` says what `p` says, polarity and modality aside: the same predicate of the same arguments. An argument that `q` has not
/// may be elsewhere in its clause or its sentence.
pub fn support(reading: &Reading, p: &Predication, q: &Predication) -> f32 {
    const IN_CLAUSE: f32 = 0.8;
    const IN_SENTENCE: f32 = 0.4;
    const ABSENT: f32 = 0.2;
    let alike = match predicates(reading, p, q) {
        Predicates::Alike(alike) => alike,
        Predicates::Opposed => 1.0,
        Predicates::Unrelated => return 0.0,
    };
    let clause = clause_words(reading, q);
    let met = |a: &Argument| {
        let exact = q.part(a.part).map(|b| argument(reading, a.word, b.word)).fold(0.0, f32::max);
        let any = q.arguments.iter().map(|b| argument(reading, a.word, b.word)).fold(0.0, f32::max);
        let near = clause.iter().map(|w| words(reading, a.word, *w)).fold(0.0, f32::max);
        let sentence = (0..reading.trees[q.word.sentence].len()).map(|index| Word { index, ..q.word });
        let far = sentence.map(|w| words(reading, a.word, w)).fold(0.0, f32::max);
        exact.max(any * 0.9).max(near * IN_CLAUSE).max(far * IN_SENTENCE).max(ABSENT)
    };
    alike * p.arguments.iter().map(met).product::<f32>()
}

/// The words of a predication's clause: what hangs from its head, without the clauses below.
pub fn clause_words(reading: &Reading, p: &Predication) -> Vec<Word> {
    let tree = reading.tree(p.word);
    let mut found = Vec::new();
    // What is said by `elected governor` hangs from the verb.
    let verb = tree.parent(p.word.index).filter(|_| tree.tokens[p.word.index].relation() == "xcomp");
    let mut waiting = vec![verb.filter(|_| p.sort == Sort::State).unwrap_or(p.word.index)];
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
    if matches!(reading.lemma(word), "nobody" | "none" | "one" | "no") {
        return 0.0;
    }
    if VAGUE.contains(&reading.lemma(word)) {
        return 0.1;
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
