//! Metonyms: `Moscow`, `the Kremlin` and `the White House` act for their states when they do what only a state or its
//! leaders can do, and stay themselves as places (`in Moscow`) and as offices (`Kremlin spokesman`).

use super::coref::Entities;
use super::tree::Tree;
use super::{Candidate, Phrase, lexicon, places, reporting};
use crate::model::{Annotation, Document, EntityType, LocalEntityId, MentionKind};
use std::collections::BTreeMap;

/// How a mention stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GrammaticalRole {
    /// It does what the verb says: a subject of an active verb, or the agent of a passive.
    Agent,
    /// Something is done to it, or said of it.
    Patient,
    /// Whose it is: `Moscow's demands`.
    Possessor,
    /// Where something is, or what kind of thing: `in Moscow`, `Kremlin spokesman`.
    Setting,
}

/// The state, as its usual name, that a mention acts for; none where it stands for itself.
///
/// A city is also a place where things happen and people live, so it acts only as an agent, as the one dealt with, or
/// as the possessor of a deed; the seat of a government acts so too.
pub fn state(
    document: &Document,
    annotation: &Annotation,
    candidate: &Candidate,
    role: GrammaticalRole,
) -> Option<&'static str> {
    if candidate.entity_type == EntityType::Person {
        return None;
    }
    let seat = seat(document, annotation, candidate)?;
    if !matches!(seat.kind, "capital" | "government" | "seat") {
        return None;
    }
    let tree = Tree::new(candidate.phrase.sentence, &annotation.sentences[candidate.phrase.sentence as usize]);
    let head = candidate.phrase.head as usize;
    let acts = match role {
        GrammaticalRole::Agent => is_political(&tree, head),
        GrammaticalRole::Patient => is_political(&tree, head) && !is_sought(&tree, head),
        GrammaticalRole::Possessor => possesses_deed(&tree, head),
        GrammaticalRole::Setting => false,
    };
    // `Brussels fined the firm`: the union that is seated there, unless the text tells of the state.
    let union = seat.body.filter(|_| seat.kind == "capital" && !document.text.contains(seat.state));
    acts.then_some(union.unwrap_or(seat.state))
}

/// Moves mentions that act for a state from the entity of their own to that of the state. Offices that say something
/// (`the White House said`) stay themselves: who spoke is not lost.
pub fn act_for_states(
    document: &Document,
    annotation: &Annotation,
    candidates: &[Candidate],
    mut entities: Entities,
) -> Entities {
    let mut known: BTreeMap<&str, LocalEntityId> = BTreeMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let Some(seat) = seat(document, annotation, candidate) else { continue };
        let speaks = seat.kind != "capital" && is_speaker(annotation, candidate);
        let acting = state(document, annotation, candidate, role(annotation, candidate.phrase));
        let Some(state) = acting.filter(|_| !speaks) else { continue };
        let target = *known.entry(state).or_insert_with(|| entities.state(state));
        entities.reassign(index, target, candidate.phrase.span(annotation));
    }
    entities.without_empty()
}

/// The capital or seat that a name is of.
fn seat(document: &Document, annotation: &Annotation, candidate: &Candidate) -> Option<places::Seat> {
    let known = || places::of_seat(candidate.core_span(annotation).of(&document.text));
    (candidate.kind == MentionKind::Name).then(known)?
}

/// Whether the mention depends on a verb of saying.
fn is_speaker(annotation: &Annotation, candidate: &Candidate) -> bool {
    let tokens = &annotation.sentences[candidate.phrase.sentence as usize].tokens;
    let verb = tokens[candidate.phrase.head as usize].parent().and_then(|p| tokens.get(p));
    verb.is_some_and(|verb| reporting::entry(reporting::Part::Verb, &verb.lemma).is_some())
}

/// The role of the phrase in its clause, from the tree.
pub fn role(annotation: &Annotation, phrase: Phrase) -> GrammaticalRole {
    let tree = Tree::new(phrase.sentence, &annotation.sentences[phrase.sentence as usize]);
    let mut head = phrase.head as usize;
    while let Some(p) = tree.parent(head).filter(|_| tree.tokens[head].relation() == "conj") {
        head = p;
    }
    let by_agent = || tree.related(head, "case").any(|c| tree.is(c, &["by"]));
    let with_partner = || tree.related(head, "case").any(|c| tree.is(c, &["with", "against", "to", "on", "from"]));
    match tree.tokens[head].deprel {
        "nsubj" | "obl:agent" => GrammaticalRole::Agent,
        "nsubj:pass" | "obj" | "iobj" => GrammaticalRole::Patient,
        "nmod:poss" => GrammaticalRole::Possessor,
        "obl" if by_agent() => GrammaticalRole::Agent,
        "obl" if with_partner() => GrammaticalRole::Patient,
        _ => GrammaticalRole::Setting,
    }
}

/// Whether the clause that the word takes part in speaks of an actor.
fn is_political(tree: &Tree, head: usize) -> bool {
    let mut at = head;
    while tree.tokens[at].relation() == "conj" {
        match tree.parent(at) {
            Some(p) => at = p,
            None => break,
        }
    }
    let Some(verb) = tree.parent(at) else { return false };
    tree.tokens[verb].upos == "VERB" && !lexicon::listed("of_place", &tree.lemma(verb))
}

/// `won the White House`, `returned to Moscow`: the office or the place, not the state.
fn is_sought(tree: &Tree, head: usize) -> bool {
    tree.parent(head).is_some_and(|verb| lexicon::listed("of_seat", &tree.lemma(verb)))
}

/// `Moscow's demands`, but not `Moscow's streets`.
fn possesses_deed(tree: &Tree, head: usize) -> bool {
    let Some(noun) = tree.parent(head) else { return false };
    let lemma = tree.lemma(noun);
    let deed = ["tion", "sion", "ment", "ance", "ence", "al", "ism", "ity", "ness", "sal", "ure"];
    let known = [
        "demand",
        "claim",
        "plan",
        "offer",
        "threat",
        "attack",
        "war",
        "policy",
        "view",
        "stance",
        "position",
        "interest",
        "support",
        "call",
        "goal",
        "aim",
        "strategy",
        "bid",
        "effort",
        "response",
        "role",
        "ally",
        "troop",
        "force",
        "hand",
        "move",
        "push",
        "attempt",
        "pledge",
        "promise",
        "vow",
        "request",
        "order",
        "decree",
        "ambition",
        "hope",
        "fear",
        "concern",
        "doubt",
        "ultimatum",
    ];
    let is_place_word = [
        "capital",
        "hospital",
        "apartment",
        "station",
        "monument",
        "cathedral",
        "festival",
        "university",
        "city",
        "basement",
    ];
    !is_place_word.contains(&lemma.as_str())
        && (known.contains(&lemma.as_str()) || deed.iter().any(|e| lemma.ends_with(e)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{mentions, sample};

    fn states(table: &str) -> Vec<Option<&'static str>> {
        let (document, annotation) = sample::annotated(table);
        let names = mentions::find(&document, &annotation).into_iter().filter(|c| c.kind == MentionKind::Name);
        names.map(|c| state(&document, &annotation, &c, role(&annotation, c.phrase))).collect()
    }

    #[test]
    fn a_capital_acts_for_its_state() {
        let found = states(
            "Moscow Moscow PROPN NNP 2 nsubj place:1
             rejected reject VERB VBD 0 root
             Kyiv Kyiv PROPN NNP 5 nmod:poss place:1
             's 's PART POS 3 case
             demands demand NOUN NNS 2 obj",
        );
        assert_eq!(found, [Some("Russia"), Some("Ukraine")]);
    }

    #[test]
    fn a_capital_acts_for_the_union_that_is_seated_there() {
        let fined = "Brussels Brussels PROPN NNP 2 nsubj place:1
             fined fine VERB VBD 0 root
             firms firm NOUN NNS 2 obj";
        assert_eq!(states(fined), [Some("European Union")]);
        assert_eq!(
            states(&format!("{fined}\nin in ADP IN 5 case\nBelgium Belgium PROPN NNP 3 nmod"))[0],
            Some("Belgium")
        );
    }

    #[test]
    fn a_place_and_an_office_stay_themselves() {
        let found = states(
            "Kremlin Kremlin PROPN NNP 2 compound organization:1
             spokesmen spokesman NOUN NNS 3 nsubj
             arrived arrive VERB VBD 0 root
             in in ADP IN 5 case
             Paris Paris PROPN NNP 3 obl place:1",
        );
        assert_eq!(found, [None, None]);
        let found = states(
            "Paris Paris PROPN NNP 3 nsubj place:1
             is be AUX VBZ 3 cop
             beautiful beautiful ADJ JJ 0 root",
        );
        assert_eq!(found, [None]);
    }
}
