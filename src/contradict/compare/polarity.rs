//! The same said and denied: `nobody was arrested`, `two players were arrested`.

use super::align::{self, Fit, Predicates};
use super::predication::{Part, Predication, Sort};
use super::{Pair, Suspicion};
use crate::contradict::Kind;
use crate::model::Modality;

/// At least so alike must the predicates be.
const ALIKE: f32 = 0.65;
/// A denial of less than this share of what the other text says denies something else.
const LEAST: f32 = 0.3;
/// What is denied of nothing that the other text says it of.
const UNSAID: f32 = 0.4;

/// One predication is denied, the other is not, and all that is denied is said.
pub fn find(pair: &Pair) -> Option<Suspicion> {
    let (denied, said) = match (pair.p.negated(), pair.q.negated()) {
        (true, false) => (pair.p, pair.q),
        (false, true) => (pair.q, pair.p),
        _ => return None,
    };
    let Predicates::Alike(alike) = align::predicates(pair.reading, denied, said) else { return None };
    if alike < ALIKE || !compatible(denied, said) || denied.sort == Sort::Noun && said.sort == Sort::Noun {
        return None;
    }
    let (subject, object) =
        (align::fit(pair.reading, Part::Subject, denied, said), align::fit(pair.reading, Part::Object, denied, said));
    if !matches!(subject, Fit::Same(_)) && !matches!(object, Fit::Same(_)) {
        return None;
    }
    if align::apart(pair.reading, denied, said) {
        return None;
    }
    let covered = align::coverage(pair.reading, denied, said, &[]) * align::circumstances(pair.reading, denied, said);
    let missing = |fit: Fit| if fit == Fit::Open { UNSAID } else { fit.factor() };
    let strength = alike * missing(subject) * missing(object) * covered;
    if strength < LEAST {
        return None;
    }
    let reason = format!("One text says “{}”, the other denies it: “{}”.", pair.words(said), pair.words(denied));
    let planned = |p: &Predication| p.context.modality == Modality::Planned;
    let kind = if planned(denied) && planned(said) { Kind::Modality } else { Kind::Polarity };
    Some(Suspicion::new(kind, strength, reason))
}

/// Whether both are put in ways that can conflict: as facts or plans, both in the same way, or as impossible and as a fact.
fn compatible(denied: &Predication, said: &Predication) -> bool {
    let duty = |p: &Predication| matches!(p.context.modality, Modality::Obliged | Modality::Demanded);
    let impossible = denied.context.modality == Modality::Possible && said.certain();
    denied.certain() && said.certain()
        || denied.context.modality == said.context.modality
        || duty(denied) && duty(said)
        || impossible
}
