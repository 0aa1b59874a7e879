//! Relative clauses: the noun that a relative pronoun stands for.

use super::tree::Tree;
use super::{event_noun, lexicon, nominals};
use crate::model::{EntityType, Token};

/// The noun that a relative pronoun stands for, alone or with all of whom it speaks; the word itself if it is none.
pub fn antecedent(tree: &Tree, word: usize) -> usize {
    let pronoun = all_of(tree, word).unwrap_or(word);
    Some(stands_for(tree, pronoun)).filter(|noun| *noun != pronoun).unwrap_or(word)
}

fn stands_for(tree: &Tree, word: usize) -> usize {
    if tree.tokens[word].xpos == "WP$" {
        return owner_before(tree, word).unwrap_or(word);
    }
    if !relative_pronoun(tree, word) {
        return word;
    }
    let mut at = word;
    for _ in 0..tree.len() {
        let Some(parent) = tree.parent(at) else { return word };
        if tree.tokens[at].deprel == "acl:relcl" {
            let agreeing = || agreeing(tree, at, word, parent);
            let deed = || deed_of(tree, word, parent).or_else(|| event_above(tree, at, parent));
            let thing = || thing_for_person(tree, word, parent);
            let person = person_before(tree, word, parent).or_else(|| person_above(tree, word, parent));
            return person.or_else(agreeing).or_else(deed).or_else(thing).unwrap_or(parent);
        }
        at = parent;
    }
    word
}

/// Whose `whose` says something is: what stands right before it.
fn owner_before(tree: &Tree, whose: usize) -> Option<usize> {
    let clause =
        std::iter::successors(Some(whose), |at| tree.parent(*at)).find(|at| tree.tokens[*at].deprel == "acl:relcl");
    let before = || (0..whose).rev().find(|w| tree.tokens[*w].upos != "PUNCT");
    let named = |w: usize| {
        matches!(tree.tokens[w].relation(), "flat" | "compound").then(|| tree.parent(w)).flatten().unwrap_or(w)
    };
    let noun = |w: &usize| matches!(tree.tokens[*w].upos, "NOUN" | "PROPN");
    clause.and_then(|c| tree.parent(c)).or_else(|| before().map(named).filter(noun))
}

/// The event near a place, for no place does harm: `fighting along the frontier that killed two`.
fn event_above(tree: &Tree, clause: usize, chosen: usize) -> Option<usize> {
    let kind = nominals::noun(&tree.lemma(chosen)).map(|n| n.kind);
    let place = tree.tokens[chosen].upos == "NOUN" && kind == Some(EntityType::Place);
    let harms = place && lexicon::listed("harms", &tree.lemma(clause));
    let above = std::iter::successors(Some(chosen), |at| {
        tree.parent(*at).filter(|_| matches!(tree.tokens[*at].relation(), "nmod" | "obl"))
    });
    above.skip(1).find(|e| harms && !event_noun::readings(&tree.lemma(*e)).is_empty())
}

/// The pronoun of `both of whom`, `all of which`.
fn all_of(tree: &Tree, word: usize) -> Option<usize> {
    let of = |n: &usize| *n > word && tree.related(*n, "case").any(|c| tree.is(c, &["of"]));
    let all = tree.is(word, &["all", "both", "each"]);
    tree.children(word).filter(of).find(|n| all && relative_pronoun(tree, *n))
}

/// The name right before `who`, where the noun that the parse chose is no person: `a letter to Ana Roth, who resigned`.
fn person_before(tree: &Tree, pronoun: usize, chosen: usize) -> Option<usize> {
    let people = are_people(tree, chosen);
    if !tree.is(pronoun, &["who", "whom"]) || tree.tokens[chosen].upos != "NOUN" || people || is_plural(tree, chosen) {
        return None;
    }
    let name = (chosen + 1..pronoun).rev().find(|i| tree.tokens[*i].upos != "PUNCT")?;
    if tree.tokens[name].upos != "PROPN" {
        return None;
    }
    name_behind(tree, chosen, name)
}

/// The person above what `who` cannot stand for, behind a comma: `Ana Roth of Lund, who resigned`, `a clerk at the mill, who resigned`.
fn person_above(tree: &Tree, pronoun: usize, chosen: usize) -> Option<usize> {
    let comma = pronoun.checked_sub(1).is_some_and(|w| tree.tokens[w].lemma == ",");
    let placed = tree.related(chosen, "case").any(|c| tree.is(c, &["from", "in", "at"]));
    let thing = match tree.tokens[chosen].upos {
        "NOUN" => {
            !are_people(tree, chosen) && !is_plural(tree, chosen) && nominals::noun(&tree.lemma(chosen)).is_some()
        }
        "PROPN" => placed,
        _ => false,
    };
    if !tree.is(pronoun, &["who", "whom"]) || !comma || !thing {
        return None;
    }
    let hangs = |w: &usize| matches!(tree.tokens[*w].relation(), "nmod" | "obj" | "obl" | "acl");
    let person = |w: usize| match tree.tokens[w].upos {
        "NOUN" => nominals::is_person(&tree.lemma(w)),
        "PROPN" => !tree.related(w, "case").any(|c| tree.is(c, &["from", "in", "at"])),
        _ => false,
    };
    let above = std::iter::successors(Some(chosen), |at| Some(*at).filter(hangs).and_then(|w| tree.parent(w)));
    above.skip(1).find(|w| *w < chosen && person(*w))
}

/// The head of the name that `word` is part of, where it stands behind `chosen`.
pub(super) fn name_behind(tree: &Tree, chosen: usize, word: usize) -> Option<usize> {
    let mut name = word;
    while let Some(head) = tree.parent(name).filter(|_| matches!(tree.tokens[name].relation(), "flat" | "compound")) {
        name = head;
    }
    (name > chosen && tree.tokens[name].upos == "PROPN").then_some(name)
}

/// The deed, where a relative clause with `that` or `which` hangs from whose deed it is: `errors by the staff that cost votes`.
fn deed_of(tree: &Tree, pronoun: usize, chosen: usize) -> Option<usize> {
    let by = tree.related(chosen, "case").any(|c| tree.is(c, &["by"]));
    let deed = tree.parent(chosen).filter(|_| by && tree.tokens[chosen].relation() == "nmod")?;
    (tree.is(pronoun, &["that", "which"]) && tree.tokens[deed].upos == "NOUN").then_some(deed)
}

/// The thing that `which` stands for, where the noun that the parse chose is a person: `a judge on the law, which cost millions`,
/// `the note of a clerk, which was lost`.
fn thing_for_person(tree: &Tree, pronoun: usize, chosen: usize) -> Option<usize> {
    let person = tree.tokens[chosen].upos == "NOUN" && nominals::is_person(&tree.lemma(chosen));
    if !tree.is(pronoun, &["which"]) || !person {
        return None;
    }
    let thing = |n: &usize| matches!(tree.tokens[*n].upos, "NOUN" | "PROPN") && !nominals::is_person(&tree.lemma(*n));
    let below = tree.related(chosen, "nmod").rfind(|n| *n > chosen && *n < pronoun).filter(thing);
    let above =
        || tree.parent(chosen).filter(|p| tree.tokens[chosen].relation() == "nmod" && *p < chosen).filter(thing);
    below.or_else(above)
}

/// The noun that agrees in number with the verb of a relative clause, where the one that the parse chose does not:
/// `messages about stability that are old`, `a list of names that were read`.
fn agreeing(tree: &Tree, clause: usize, pronoun: usize, chosen: usize) -> Option<usize> {
    let subject = tree.parent(pronoun) == Some(clause) && tree.tokens[pronoun].relation() == "nsubj";
    let plural = number(tree, clause).filter(|_| subject)?;
    let counts = |n: usize| match tree.tokens[n].xpos {
        "NN" | "NNP" => tree.related(n, "conj").next().is_none().then_some(false),
        "NNS" | "NNPS" => Some(true),
        _ => None,
    };
    if counts(chosen)? == plural || nominals::noun(&tree.lemma(chosen)).is_some_and(|n| n.kind == EntityType::Group) {
        return None;
    }
    let above = tree.parent(chosen).filter(|p| tree.tokens[chosen].relation() == "nmod" && *p < chosen);
    let below = tree.related(chosen, "nmod").rfind(|n| *n > chosen && *n < pronoun);
    below.into_iter().chain(above).find(|n| counts(*n) == Some(plural))
}

/// Whether the finite verb of a clause is a plural; none where its form does not tell.
pub(super) fn number(tree: &Tree, clause: usize) -> Option<bool> {
    let helpers = tree.children(clause).filter(|c| matches!(tree.tokens[*c].relation(), "aux" | "cop") && *c < clause);
    let finite = helpers.chain([clause]).find(|w| matches!(tree.tokens[*w].xpos, "VBZ" | "VBP" | "VBD" | "MD"))?;
    let Token { span, xpos, .. } = &tree.tokens[finite];
    match *xpos {
        "VBZ" => Some(false),
        "VBP" => Some(true),
        // `was` and `were`
        "VBD" if tree.is(finite, &["be"]) => Some(span.end - span.start == 4),
        _ => None,
    }
}

/// Whether a noun is a plural, which may well be people: `millions`, `voters`.
pub(super) fn is_plural(tree: &Tree, noun: usize) -> bool {
    matches!(tree.tokens[noun].xpos, "NNS" | "NNPS")
}

/// `who`, `which`, `that`, `whom` used as a pronoun.
pub fn relative_pronoun(tree: &Tree, word: usize) -> bool {
    tree.tokens[word].upos == "PRON"
        && tree.is(word, &["who", "which", "that", "whom"])
        && tree.tokens[word].xpos != "DT"
}

/// Whether a clause that the parse takes for a relative one tells what its noun says: `reports that she left`.
pub(super) fn said_of_noun(tree: &Tree, clause: usize) -> bool {
    let that = tree.related(clause, "mark").any(|m| tree.tokens[m].upos == "SCONJ" && tree.is(m, &["that"]));
    that && tree.child(clause, &["nsubj", "nsubj:pass", "expl"]).is_some()
}

/// Whether a common noun stands for people.
pub(super) fn are_people(tree: &Tree, word: usize) -> bool {
    nominals::noun(&tree.lemma(word))
        .is_some_and(|n| matches!(n.kind, EntityType::Person | EntityType::Group | EntityType::Organization))
}

/// Whether a word stands for people or a body that acts.
pub(super) fn someone(tree: &Tree, word: usize) -> bool {
    match tree.tokens[word].upos {
        "PROPN" => true,
        "PRON" => tree.is(word, &["i", "we", "he", "she", "they", "who"]),
        _ => are_people(tree, word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sample;

    #[test]
    fn which_stands_for_no_person() {
        let (_, annotation) = sample::annotated(
            "a a DET DT 2 det
             judge judge NOUN NN 0 root
             on on ADP IN 5 case
             the the DET DT 5 det
             law law NOUN NN 2 nmod
             , , PUNCT , 8 punct
             which which PRON WDT 8 nsubj
             cost cost VERB VBD 2 acl:relcl",
        );
        let tree = Tree::new(0, &annotation.sentences[0]);
        assert_eq!(antecedent(&tree, 6), 4);
    }

    #[test]
    fn who_stands_for_a_person() {
        let (_, annotation) = sample::annotated(
            "Roth Roth PROPN NNP 0 root person:1
             from from ADP IN 3 case
             Lund Lund PROPN NNP 1 nmod place:1
             , , PUNCT , 6 punct
             who who PRON WP 6 nsubj
             left leave VERB VBD 3 acl:relcl",
        );
        assert_eq!(antecedent(&Tree::new(0, &annotation.sentences[0]), 4), 0);
    }

    #[test]
    fn past_forms_of_be_have_a_number() {
        let were = |form: &str| {
            let (_, annotation) = sample::annotated(&format!(
                "breaks break NOUN NNS 0 root
                 for for ADP IN 3 case
                 trade trade NOUN NN 1 nmod
                 that that PRON WDT 6 nsubj
                 {form} be AUX VBD 6 cop
                 brief brief ADJ JJ 3 acl:relcl"
            ));
            antecedent(&Tree::new(0, &annotation.sentences[0]), 3)
        };
        assert_eq!((were("were"), were("was")), (0, 2));
    }

    #[test]
    fn whose_stands_for_who_has_it_and_places_do_no_harm() {
        let (_, annotation) = sample::annotated(
            "fighting fighting NOUN NN 0 root
             near near ADP IN 3 case
             border border NOUN NN 1 nmod
             that that PRON WDT 5 nsubj
             killed kill VERB VBD 3 acl:relcl
             Roth Roth PROPN NNP 5 obj person:1
             whose whose PRON WP$ 8 nmod:poss
             son son NOUN NN 9 nsubj
             fled flee VERB VBD 6 acl:relcl",
        );
        let tree = Tree::new(0, &annotation.sentences[0]);
        assert_eq!((antecedent(&tree, 3), antecedent(&tree, 6)), (0, 5));
    }
}
