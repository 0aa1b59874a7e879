//! Coreference within one document, precision first.
//!
//! Deterministic sieves after Lee et al. (2013), "Deterministic coreference resolution based on entity-centric,
//! precision-ranked rules": each pass merges clusters that the passes before have built, the surest evidence first.
//!
//! ```text
//! names → relative pronouns, appositions → roles (`the Russian president`) → same head → pronouns
//! ```
//!
//! Every pass looks back over a bounded number of sentences or through an index, so that time is near-linear.

mod clusters;
mod description;
mod features;
mod label;
mod name;
mod nominal;
mod pronoun;

use super::Candidate;
use crate::model::{Annotation, Document, LocalEntity, LocalEntityId};
use clusters::Clusters;
use features::Features;

/// The entities of a document, and which of them each mention refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entities {
    /// The entities, in the order of their first mentions.
    pub entities: Vec<LocalEntity>,
    /// For each candidate, its entity.
    pub of: Vec<LocalEntityId>,
}

/// What every pass sees.
struct Context<'a> {
    document: &'a Document,
    annotation: &'a Annotation,
    candidates: &'a [Candidate],
    features: Vec<Features>,
    /// For each sentence, the range of its candidates.
    ranges: Vec<std::ops::Range<usize>>,
}

impl Context<'_> {
    /// The candidate whose phrase has this head word, the outermost if there are several.
    fn at(&self, sentence: u32, head: u32) -> Option<usize> {
        let range = self.ranges.get(sentence as usize)?.clone();
        self.candidates[range.clone()].iter().position(|c| c.phrase.head == head).map(|i| range.start + i)
    }
}

/// Groups the mentions of a document by what they refer to.
pub fn resolve(document: &Document, annotation: &Annotation, candidates: &[Candidate]) -> Entities {
    let context = Context {
        document,
        annotation,
        candidates,
        features: features::of_all(document, annotation, candidates),
        ranges: ranges(annotation, candidates),
    };
    let mut clusters = Clusters::new(&context);
    name::merge(&context, &mut clusters);
    nominal::relatives(&context, &mut clusters);
    nominal::appositions(&context, &mut clusters);
    let roles = description::collect(&context, &mut clusters);
    nominal::roles(&context, &mut clusters, &roles);
    nominal::same_head(&context, &mut clusters);
    pronoun::resolve(&context, &mut clusters);
    label::entities(&context, &mut clusters, &roles)
}

fn ranges(annotation: &Annotation, candidates: &[Candidate]) -> Vec<std::ops::Range<usize>> {
    let start = |s: usize| candidates.partition_point(|c| (c.phrase.sentence as usize) < s);
    (0..annotation.sentences.len()).map(|s| start(s)..start(s + 1)).collect()
}
