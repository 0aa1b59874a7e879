//! Capitals and seats that the name finder took for people, for they act: `Kigali denied the charge`, `The Kremlin said so`.

use crate::extract::tree::Tree;
use crate::extract::{nominals, places};
use crate::model::{Annotation, Document, EntityType, Name, Sentence};
use std::collections::HashSet;

/// The last words of the longer names of people: of the Washington whom `Ann Washington` has told of, no city is meant.
pub(super) fn surnames<'a>(document: &'a Document, annotation: &Annotation) -> HashSet<&'a str> {
    let person = |n: &&Name| n.kind == EntityType::Person && n.first < n.last;
    let last = |s: &Sentence, n: &Name| s.tokens[n.last as usize].span.of(&document.text);
    let all = annotation.sentences.iter().flat_map(|s| s.names.iter().filter(person).map(move |n| last(s, n)));
    all.collect()
}

/// The sentence with its capitals as places; none where all are.
pub(super) fn as_places(sentence: &Sentence, text: &str, surnames: &HashSet<&str>) -> Option<Sentence> {
    let tree = Tree::new(0, sentence);
    let misread = |n: &Name| {
        let word = tree.tokens[n.first as usize].span.of(text);
        let alone = n.kind == EntityType::Person && n.first == n.last && !surnames.contains(word);
        let titled = || tree.related(n.first as usize, "nmod").any(|c| tree.tokens[c].deprel == "nmod:desc");
        let seat = places::of_seat(word).filter(|_| alone && nominals::gender_of_name(word).is_none())?;
        let kind = if seat.kind == "capital" { EntityType::Place } else { EntityType::Organization };
        (!titled()).then_some(kind)
    };
    sentence.names.iter().any(|n| misread(n).is_some()).then(|| {
        let placed = |n: &Name| Name { kind: misread(n).unwrap_or(n.kind), ..*n };
        Sentence { names: sentence.names.iter().map(placed).collect(), ..sentence.clone() }
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::{repair, sample};
    use crate::model::EntityType;

    fn kinds(table: &str) -> Vec<EntityType> {
        let (document, annotation) = sample::annotated(table);
        let repaired = repair::repaired(&document, &annotation);
        repaired.sentences.iter().flat_map(|s| s.names.iter().map(|n| n.kind)).collect()
    }

    #[test]
    fn a_capital_that_acts_is_no_person() {
        let denied = "Kigali Kigali PROPN NNP 2 nsubj person:1\ndenied deny VERB VBD 0 root";
        assert_eq!(kinds(denied), [EntityType::Place]);
        let woman = "Ida Ida PROPN NNP 3 nsubj person:2\nKigali Kigali PROPN NNP 1 flat\nleft leave VERB VBD 0 root";
        assert_eq!(kinds(&format!("{woman}\n\n{denied}")), [EntityType::Person, EntityType::Person]);
    }
}
