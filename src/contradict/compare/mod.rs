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
mod date;
mod exchange;
mod joint;
mod number;
mod opposite;
mod parallel;
mod polarity;
mod predication;
mod reading;
mod role;
mod structure;
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
    let joint = Joint::new(engine, a, b);
    let reading = Reading::new(&joint);
    let texts = joint.halves();
    let finding = strongest(&reading).map(|(suspicion, p, q)| Finding {
        kind: suspicion.kind,
        score: suspicion.score,
        reason: suspicion.reason,
        sides: [side(&reading, &texts, &p), side(&reading, &texts, &q)],
    });
    Comparison { finding, texts }
}

const DETECTORS: [fn(&Pair) -> Option<Suspicion>; 7] =
    [polarity::find, opposite::find, number::find, date::find, role::find, structure::find, exchange::find];

fn strongest(reading: &Reading) -> Option<(Suspicion, Predication, Predication)> {
    let all = predication::all(reading);
    let border = all.partition_point(|p| p.word.sentence < reading.joint.border);
    let (first, second) = all.split_at(border);
    let mut best: Option<(Suspicion, &Predication, &Predication)> = None;
    for p in first {
        for q in second {
            let pair = Pair { reading, p, q };
            for found in DETECTORS.iter().filter_map(|detect| detect(&pair)) {
                let better = best.as_ref().is_none_or(|(b, ..)| found.score > b.score);
                if better && !agreed(reading, q, p, first) && !agreed(reading, p, q, second) {
                    best = Some((found, p, q));
                }
            }
        }
    }
    for p in first {
        for q in second {
            let found = parallel::find(&Pair { reading, p, q });
            if let Some(found) = found.filter(|f| best.as_ref().is_none_or(|(b, ..)| f.score > b.score)) {
                best = Some((found, p, q));
            }
        }
    }
    best.map(|(s, p, q)| (s, p.clone(), q.clone()))
}

/// Whether the other text, elsewhere than in `rival`, says what `p` says.
fn agreed(reading: &Reading, p: &Predication, rival: &Predication, others: &[Predication]) -> bool {
    const SAID: f32 = 0.75;
    let says = |q: &&Predication| {
        let Predicates::Alike(alike) = align::predicates(reading, p, q) else { return false };
        if alike < 0.85 {
            return false;
        }
        let fits = align::fit(reading, Part::Subject, p, q).factor() * align::fit(reading, Part::Object, p, q).factor();
        q.negated() == p.negated() && q.certain() && alike * fits >= 0.55 && align::entailed(reading, p, q) >= SAID
    };
    others.iter().filter(|q| q.word != rival.word).any(|q| says(&q))
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

    /// How much of the clause of which more is found in the other text is found there.
    fn coverage(&self, without: &[Word]) -> f32 {
        let one = align::coverage(self.reading, self.p, self.q, without);
        one.max(align::coverage(self.reading, self.q, self.p, without))
    }

    /// The same, leaving out words of these forms.
    fn coverage_without(&self, forms: &[&str]) -> f32 {
        let words = [self.p, self.q].into_iter().flat_map(|p| align::clause_words(self.reading, p));
        let without: Vec<Word> = words.filter(|w| forms.contains(&self.reading.form(*w))).collect();
        self.coverage(&without)
    }

    /// Which text a predication stands in.
    fn side(&self, p: &Predication) -> usize {
        self.reading.joint.side(p.word.sentence).0
    }

    /// How surely the two say the same, what they differ in left aside.
    fn likeness(&self) -> f32 {
        let predicate = match align::predicates(self.reading, self.p, self.q) {
            Predicates::Alike(alike) => alike,
            Predicates::Opposed | Predicates::Unrelated => 0.3,
        };
        predicate * self.fit(Part::Subject).factor() * self.fit(Part::Object).factor()
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
    score: f32,
    reason: String,
}

impl Suspicion {
    fn new(kind: Kind, score: f32, reason: String) -> Self {
        Self { kind, score, reason }
    }
}
