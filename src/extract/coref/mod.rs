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

mod antecedent;
mod clusters;
mod description;
mod evidence;
#[cfg(test)]
mod examples;
mod features;
mod joint;
mod label;
mod name;
mod nominal;
mod office;
mod preference;
mod pronoun;
mod referent;
mod speakers;
mod standing;

use super::{Candidate, Report};
use crate::model::{Annotation, Document, EntityType, LocalEntity, LocalEntityId, Span, Token};
use clusters::Clusters;
use features::Features;
use std::collections::BTreeMap;

/// The entities of a document, and which of them each mention refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entities {
    /// The entities, in the order of their first mentions.
    pub entities: Vec<LocalEntity>,
    /// For each candidate, its entity.
    pub of: Vec<LocalEntityId>,
    /// For candidates that stand for several entities together (`both men`), these.
    pub several: BTreeMap<usize, Vec<LocalEntityId>>,
}

impl Entities {
    /// The entity of a state by its usual name; a new one where the document does not name it.
    pub(super) fn state(&mut self, name: &str) -> LocalEntityId {
        let named = |e: &LocalEntity| e.label == name && matches!(e.kind, EntityType::Place | EntityType::Organization);
        let found = self.entities.iter().position(named).unwrap_or_else(|| {
            self.entities.push(LocalEntity {
                label: name.to_owned(),
                kind: EntityType::Place,
                aliases: Vec::new(),
                descriptions: Vec::new(),
                named: true,
                mentions: Vec::new(),
            });
            self.entities.len() - 1
        });
        found as LocalEntityId
    }

    /// Makes a candidate, whose phrase is `span`, a mention of another entity.
    pub(super) fn reassign(&mut self, candidate: usize, target: LocalEntityId, span: Span) {
        let old = std::mem::replace(&mut self.of[candidate], target);
        let mentions = &mut self.entities[old as usize].mentions;
        if let Some(at) = mentions.iter().position(|m| m.span == span).filter(|_| old != target) {
            let mention = mentions.remove(at);
            let mentions = &mut self.entities[target as usize].mentions;
            let place = mentions.partition_point(|m| m.span.start <= mention.span.start);
            mentions.insert(place, mention);
        }
    }

    /// Leaves out entities that lost all their mentions.
    pub(super) fn without_empty(mut self) -> Self {
        let mut next = 0;
        let numbers: Vec<LocalEntityId> = self
            .entities
            .iter()
            .map(|e| {
                next += LocalEntityId::from(!e.mentions.is_empty());
                next.saturating_sub(1)
            })
            .collect();
        self.entities.retain(|e| !e.mentions.is_empty());
        self.of.iter_mut().chain(self.several.values_mut().flatten()).for_each(|of| *of = numbers[*of as usize]);
        self
    }
}

/// What every pass sees.
struct Context<'a> {
    document: &'a Document,
    annotation: &'a Annotation,
    candidates: &'a [Candidate],
    reports: &'a [Report],
    features: Vec<Features>,
    /// For each sentence, the range of its candidates.
    ranges: Vec<std::ops::Range<usize>>,
}

impl Context<'_> {
    /// The head word of a mention.
    fn head(&self, mention: usize) -> &Token {
        let phrase = self.candidates[mention].phrase;
        &self.annotation.sentences[phrase.sentence as usize].tokens[phrase.head as usize]
    }

    /// The candidate whose phrase has this head word, the outermost if there are several.
    fn at(&self, sentence: u32, head: u32) -> Option<usize> {
        let range = self.ranges.get(sentence as usize)?.clone();
        self.candidates[range.clone()].iter().position(|c| c.phrase.head == head).map(|i| range.start + i)
    }
}

/// Groups the mentions of a document by what they refer to; who speaks in a quotation is known from the `reports`.
pub fn resolve(document: &Document, annotation: &Annotation, candidates: &[Candidate], reports: &[Report]) -> Entities {
    let context = Context {
        document,
        annotation,
        candidates,
        reports,
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
    let joint = pronoun::resolve(&context, &mut clusters);
    let entities = label::entities(&context, &mut clusters, &roles);
    let of = |m: &usize| entities.of[*m];
    let several = joint.into_iter().map(|(mention, members)| (mention, members.iter().map(of).collect())).collect();
    Entities { several, ..entities }
}

fn ranges(annotation: &Annotation, candidates: &[Candidate]) -> Vec<std::ops::Range<usize>> {
    let start = |s: usize| candidates.partition_point(|c| (c.phrase.sentence as usize) < s);
    (0..annotation.sentences.len()).map(|s| start(s)..start(s + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{attribution, mentions, sample};

    /// Entities with more than one mention, as `label: mention | mention`.
    pub(super) fn clusters(table: &str) -> Vec<String> {
        let (document, annotation) = sample::annotated(table);
        let candidates = mentions::find(&document, &annotation);
        let text = |m: &crate::model::Mention| m.span.of(&document.text).to_owned();
        let reports = attribution::find(&document, &annotation);
        let entities = resolve(&document, &annotation, &candidates, &reports).entities;
        let several = entities.iter().filter(|e| e.mentions.len() > 1);
        several
            .map(|e| format!("{}: {}", e.label, e.mentions.iter().map(text).collect::<Vec<_>>().join(" | ")))
            .collect()
    }

    #[test]
    fn surnames_roles_and_pronouns() {
        let found = clusters(
            "Norwegian norwegian ADJ JJ 2 amod group:1
             President President PROPN NNP 3 nmod:desc
             Ingrid Ingrid PROPN NNP 5 nsubj person:2
             Berg Berg PROPN NNP 3 flat
             met meet VERB VBD 0 root
             Otto Otto PROPN NNP 5 obj person:2
             Lind Lind PROPN NNP 6 flat
             . . PUNCT . 5 punct

             Berg Berg PROPN NNP 2 nsubj person:1
             smiled smile VERB VBD 0 root
             and and CCONJ CC 5 cc
             she she PRON PRP 5 nsubj
             left leave VERB VBD 2 conj
             . . PUNCT . 2 punct

             The the DET DT 3 det
             Norwegian norwegian ADJ JJ 3 amod group:1
             leader leader NOUN NN 4 nsubj
             waved wave VERB VBD 0 root",
        );
        assert_eq!(
            found,
            [
                "Ingrid Berg: Norwegian President Ingrid Berg | Berg | she | The Norwegian leader",
                "Norway: Norwegian | Norwegian",
            ]
        );
    }

    #[test]
    fn speakers_say_i_and_others_stay_apart() {
        let found = clusters(
            "“ “ PUNCT `` 3 punct
             I I PRON PRP 3 nsubj
             trust trust VERB VBP 0 root
             him he PRON PRP 3 obj
             , , PUNCT , 3 punct
             ” ” PUNCT '' 3 punct
             said say VERB VBD 3 parataxis
             Anna Anna PROPN NNP 7 nsubj person:2
             Roth Roth PROPN NNP 8 flat
             . . PUNCT . 3 punct",
        );
        assert_eq!(found, ["Anna Roth: I | Anna Roth"]);
    }

    #[test]
    fn families_are_kept_apart_and_acronyms_found() {
        let found = clusters(
            "Jan Jan PROPN NNP 4 nsubj person:2
             Holt Holt PROPN NNP 1 flat
             and and CCONJ CC 4 cc
             Mary Mary PROPN NNP 6 nsubj person:2
             Holt Holt PROPN NNP 4 flat
             left leave VERB VBD 0 root
             the the DET DT 9 det
             World World PROPN NNP 9 compound organization:3
             Trade Trade PROPN NNP 10 compound
             Organization Organization PROPN NNP 6 obj
             . . PUNCT . 6 punct

             The the DET DT 2 det
             WTO WTO PROPN NNP 3 nsubj organization:1
             regretted regret VERB VBD 0 root
             it it PRON PRP 3 obj",
        );
        assert_eq!(found, ["World Trade Organization: the World Trade Organization | The WTO"]);
    }
}
