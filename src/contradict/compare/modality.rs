//! What one text puts as a fact the other puts as a mere possibility: `is defeated`, `can be defeated`.

use super::align::{self, Fit, Predicates};
use super::predication::{Part, Predication};
use super::{Pair, Suspicion};
use crate::contradict::Kind;
use crate::model::Modality;

/// Both may be so: a reader takes what can be for what is not yet.
const OPEN: f32 = 0.55;

/// The same affirmed by both, as a fact by one alone.
pub fn find(pair: &Pair) -> Option<Suspicion> {
    let Predicates::Alike(alike) = align::predicates(pair.reading, pair.p, pair.q) else { return None };
    let fact = |p: &Predication| p.context.modality == Modality::Actual && !p.negated();
    let open =
        |p: &Predication| matches!(p.context.modality, Modality::Possible | Modality::Conditional) && !p.negated();
    let (subject, object) = (pair.fit(Part::Subject), pair.fit(Part::Object));
    let shared = matches!(subject, Fit::Same(_)) || matches!(object, Fit::Same(_));
    if alike < 0.9 || !shared || !(fact(pair.p) && open(pair.q) || open(pair.p) && fact(pair.q)) {
        return None;
    }
    let covered = pair.coverage(&[]);
    let score = OPEN * alike * subject.factor() * object.factor() * covered * covered;
    let reason = format!(
        "One text puts as a fact what the other leaves open: “{}”, “{}”.",
        pair.words(pair.p),
        pair.words(pair.q)
    );
    Some(Suspicion::new(Kind::Modality, score, reason))
}
