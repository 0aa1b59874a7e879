//! The detectors for whole corpora, asked of the claims of two texts.

use super::Suspicion;
use super::predication::Predication;
use super::reading::Reading;
use crate::contradict::proposition::Propositions;
use crate::contradict::weigh::{self, Verdict};
use crate::model::{Claim, DocumentClaims};
use crate::resolve;

/// Claims of the two texts that conflict, each with the predication that it was made of.
pub fn find<'p>(
    reading: &Reading,
    predications: [&'p [Predication]; 2],
    texts: &[DocumentClaims; 2],
) -> Vec<(Suspicion, &'p Predication, &'p Predication)> {
    let resolution = resolve::resolve(texts.iter().map(Into::into).collect(), &resolve::Knowledge::default());
    let mut propositions = Propositions::default();
    let resolved = [0, 1].map(|side: usize| resolve::claims(&texts[side], &resolution));
    for (number, claims) in (0..).zip(&resolved) {
        propositions.add(number, number, claims, &resolution);
    }
    let (first, second) = propositions.all.split_at(propositions.all.partition_point(|p| p.place.0 == 0));
    let of = |side: usize, claim: u32| {
        let claim = resolved[side].get(claim as usize)?.claim;
        predications[side].iter().find(|p| is_of(reading, p, claim))
    };
    let mut found = Vec::new();
    for a in first {
        for b in second {
            let Some(Verdict::Conflict { kind, score, reason, .. }) = weigh::weigh(&propositions, a, b) else {
                continue;
            };
            if let (Some(p), Some(q)) = (of(0, a.place.1), of(1, b.place.1)) {
                found.push((Suspicion::new(kind, score, format!("{reason}.")), p, q));
            }
        }
    }
    found
}

/// Whether a claim was made of a predication.
fn is_of(reading: &Reading, p: &Predication, claim: &Claim) -> bool {
    let (_, sentence) = reading.joint.side(p.word.sentence);
    let word = reading.joint.own(reading.tree(p.word).tokens[p.word.index].span);
    sentence == claim.sentence as usize && claim.predicate_span.contains(word)
}
