//! Classes that nothing belongs to at once: `the dead were civilians`, `the dead were soldiers`.

use super::align::Fit;
use super::predication::{Part, Sort};
use super::{Pair, Suspicion};
use crate::contradict::{Kind, class};

/// Both texts put one thing into a class, and the classes are disjoint.
pub fn find(pair: &Pair) -> Option<Suspicion> {
    let (p, q) = (pair.p, pair.q);
    let states = p.sort == Sort::State && q.sort == Sort::State;
    let plain = !p.negated() && !q.negated() && p.certain() && q.certain();
    if !states || !plain || !class::disjoint(&p.name, &q.name) {
        return None;
    }
    let Fit::Same(alike) = pair.fit(Part::Subject) else { return None };
    let reason = format!("“{}” and “{}”: nothing is both.", pair.words(p), pair.words(q));
    Some(Suspicion::new(Kind::Class, alike, reason))
}
