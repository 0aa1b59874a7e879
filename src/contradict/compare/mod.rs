//! Do two texts contradict each other?
//!
//! After de Marneffe, Rafferty and Manning (2008), "Finding contradictions in text": what the texts say is aligned, and only what is said
//! of the same event or state is searched for what excludes it. Both texts are taken to speak of the same events where their
//! words allow it.
//!
//! ```text
//! two texts ─ joint ─▶ one analysis ─ predication ─▶ who does what ─ align ─▶ pairs ─ detectors ─▶ suspicions ─▶ verdict
//! ```

mod align;
pub mod antonym;
mod class;
mod corpus;
mod date;
mod exchange;
mod joint;
mod life;
mod misplaced;
mod modifier;
mod number;
mod opposite;
mod other;
mod parallel;
mod polarity;
mod predication;
mod reading;
mod role;
pub mod synonym;
pub mod wordnet;

pub use joint::Joint;

use super::Kind;
use crate::model::{Document, DocumentClaims, Modality, Polarity, Span};
use crate::nlp::Engine;
use align::Predicates;
use predication::{Part, Predication, Sort};
use reading::{Reading, Word};

/// From this score on, two texts are said to contradict each other.
pub const THRESHOLD: f32 = 0.5;

/// How much weaker a sign it is that something is said of something else, or exchanged, than that it is excluded.
const TRUST_ELSEWHERE: f32 = 0.58;

/// What comparing two texts gives.
pub struct Comparison {
    /// The claims of both texts, their places counted in each text.
    pub texts: [DocumentClaims; 2],
    /// The strongest sign of a contradiction, whatever its score.
    pub finding: Option<Finding>,
}

impl Comparison {
    /// Whether the texts contradict each other.
    pub fn contradicts(&self) -> bool {
        self.finding.as_ref().is_some_and(|f| f.score >= THRESHOLD)
    }
}

/// What speaks for a contradiction.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// In what the texts differ.
    pub kind: Kind,
    /// How surely, 0 to 1.
    pub score: f32,
    /// Why, in one plain sentence.
    pub reason: String,
    /// The clause of each text.
    pub sides: [Side; 2],
}

/// One text's part of a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The sentence's number in its text.
    pub sentence: usize,
    /// The sentence.
    pub quote: Span,
    /// The claim in [`Comparison::texts`], where one was extracted from the clause.
    pub claim: Option<usize>,
    /// The predicate in dictionary form.
    pub predicate: String,
    /// Its word.
    pub word: Span,
    /// The head words of the subjects.
    pub subjects: Vec<Span>,
    /// The head words of the objects.
    pub objects: Vec<Span>,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// In what way it is put.
    pub modality: Modality,
}

/// Compares two texts. Pure: the same texts give the same answer.
pub fn compare(engine: &Engine, a: &Document, b: &Document) -> Comparison {
    of_joint(&Joint::new(engine, a, b))
}

/// Compares two texts that are analysed.
pub fn of_joint(joint: &Joint) -> Comparison {
    let reading = Reading::new(joint);
    let texts = joint.halves();
    let all = predication::all(&reading);
    let finding = strongest(suspicions(&reading, &all, &texts)).map(|(suspicion, p, q)| Finding {
        kind: suspicion.kind,
        score: suspicion.score(),
        reason: suspicion.reason,
        sides: [side(&reading, &texts, p), side(&reading, &texts, q)],
    });
    Comparison { finding, texts }
}

const DETECTORS: [fn(&Pair) -> Option<Suspicion>; 13] = [
    polarity::find,
    opposite::find,
    modifier::find,
    modifier::rank,
    number::find,
    number::owned,
    date::find,
    date::order,
    role::find,
    class::find,
    exchange::find,
    other::find,
    parallel::find,
];

/// A suspicion and the predication of each text.
type Found<'p> = (Suspicion, &'p Predication, &'p Predication);

fn suspicions<'p>(reading: &Reading, all: &'p [Predication], texts: &[DocumentClaims; 2]) -> Vec<Found<'p>> {
    let (first, second) = all.split_at(all.partition_point(|p| p.word.sentence < reading.joint.border));
    let mut found = Vec::new();
    for p in first {
        for q in second {
            let pair = Pair { reading, p, q };
            found.extend(DETECTORS.iter().filter_map(|detect| detect(&pair)).map(|suspicion| (suspicion, p, q)));
        }
    }
    found.extend(misplaced::find(reading, first, second));
    found.extend(life::find(reading, first, second));
    found.extend(corpus::find(reading, [first, second], texts));
    found.retain(|(suspicion, p, q)| {
        suspicion.kind != Kind::Opposite && suspicion.kind != Kind::Polarity
            || !said(reading, p, second) && !said(reading, q, first)
    });
    found
}

/// Whether a text says the same, whatever else it says: `prices rose in May and fell in June`, `prices fell`.
fn said(reading: &Reading, p: &Predication, others: &[Predication]) -> bool {
    const SAME: f32 = 0.8;
    let same = |q: &&Predication| {
        let alike = matches!(align::predicates(reading, p, q), Predicates::Alike(alike) if alike >= SAME);
        alike && q.negated() == p.negated() && q.sort == p.sort
    };
    let met = |a: &predication::Argument, q: &Predication| {
        let mut same = q.part(a.part).filter(|b| b.preposition == a.preposition);
        same.any(|b| align::argument(reading, a.word, b.word) >= SAME)
    };
    others.iter().filter(same).any(|q| p.arguments.iter().all(|a| met(a, q)))
}

/// The suspicion with the highest score, the first of several.
fn strongest(all: Vec<Found<'_>>) -> Option<Found<'_>> {
    all.into_iter().reduce(|best, next| if next.0.strength > best.0.strength { next } else { best })
}

fn side(reading: &Reading, texts: &[DocumentClaims; 2], p: &Predication) -> Side {
    let joint = reading.joint;
    let (number, sentence) = joint.side(p.word.sentence);
    let place = |word: Word| joint.own(reading.tree(word).tokens[word.index].span);
    let word = place(p.word);
    let spans = |part: Part| p.part(part).map(|a| place(a.word)).collect();
    let of_clause = |c: &crate::model::Claim| c.sentence as usize == sentence && c.predicate_span.contains(word);
    Side {
        sentence,
        quote: joint.own(joint.sentences[p.word.sentence].span),
        claim: texts[number].claims.iter().position(of_clause),
        predicate: p.name.clone(),
        word,
        subjects: spans(Part::Subject),
        objects: spans(Part::Object),
        polarity: p.context.polarity,
        modality: p.context.modality,
    }
}

/// A predication of each text.
struct Pair<'a> {
    reading: &'a Reading<'a>,
    p: &'a Predication,
    q: &'a Predication,
}

impl Pair<'_> {
    /// How the arguments of one part meet, in the better of the two directions.
    fn fit(&self, part: Part) -> align::Fit {
        let (one, other) =
            (align::fit(self.reading, part, self.p, self.q), align::fit(self.reading, part, self.q, self.p));
        match (one, other) {
            (align::Fit::Same(x), align::Fit::Same(y)) => align::Fit::Same(x.max(y)),
            (align::Fit::Same(_), _) => one,
            (_, align::Fit::Same(_)) => other,
            _ if other.factor() > one.factor() => other,
            _ => one,
        }
    }

    /// How much of the clause of which more is found in the other text is found there, the words in which they differ left aside.
    fn coverage(&self, differ: &[Word]) -> f32 {
        let one = align::coverage(self.reading, self.p, self.q, differ);
        one.max(align::coverage(self.reading, self.q, self.p, differ))
    }

    /// How surely the two say the same, what they differ in left aside.
    fn likeness(&self) -> f32 {
        let predicate = match align::predicates(self.reading, self.p, self.q) {
            Predicates::Alike(alike) => alike,
            Predicates::Opposed | Predicates::Unrelated => 0.3,
        };
        predicate * self.fit(Part::Subject).factor() * self.fit(Part::Object).factor()
    }

    /// The predication of the shorter text and that of the longer one: what is claimed, and what it is held against.
    fn claim_and_text(&self) -> (&Predication, &Predication) {
        if self.reading.shorter == 0 { (self.p, self.q) } else { (self.q, self.p) }
    }

    /// Which text a predication stands in.
    fn side(&self, p: &Predication) -> usize {
        self.reading.joint.side(p.word.sentence).0
    }

    /// The words of a predication's clause, from the first to the last of its subjects, predicate and objects.
    fn words(&self, p: &Predication) -> &str {
        let tree = self.reading.tree(p.word);
        let heads = p.arguments.iter().filter(|a| a.word.sentence == p.word.sentence && a.part != Part::Oblique);
        let span = heads.fold(tree.tokens[p.word.index].span, |span, a| span.cover(tree.tokens[a.word.index].span));
        let start = if p.sort == Sort::State { span } else { tree.tokens[p.word.index].span.cover(span) };
        start.of(&self.reading.joint.document.text)
    }
}

/// A sign of a contradiction.
struct Suspicion {
    kind: Kind,
    /// How surely the one excludes the other, 0 to 1: a product of how alike the parts are that must be the same.
    strength: f32,
    reason: String,
}

impl Suspicion {
    fn new(kind: Kind, strength: f32, reason: String) -> Self {
        Self { kind, strength, reason }
    }

    /// What is said of something else, or exchanged, is a weaker sign than what excludes the other.
    fn elsewhere(kind: Kind, strength: f32, reason: String) -> Self {
        Self::new(kind, TRUST_ELSEWHERE * strength, reason)
    }

    /// The strength on the scale of [`THRESHOLD`]: products of likenesses are small, and from 0.29 on more are right than wrong.
    fn score(&self) -> f32 {
        const EXPONENT: f32 = 0.55;
        self.strength.powf(EXPONENT)
    }
}
