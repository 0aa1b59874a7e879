//! Appositions that hang from the wrong word.

use super::Change;
use crate::extract::lexicon;
use crate::extract::nominals;
use crate::extract::tree::Tree;
use crate::model::EntityType;

/// `a depot in Hilltown, a town on the river`: what a name right before it is called is no second name of the thing before.
pub(super) fn nearest_named(tree: &Tree, i: usize, noun: usize) -> Option<Change> {
    let kind = |w: usize| nominals::noun(&tree.lemma(w)).map(|n| n.kind);
    let name = mark_before(tree, i)?.checked_sub(1)?;
    let place = kind(i).is_some_and(|k| k == EntityType::Place) && kind(noun) != Some(EntityType::Place);
    let below = tree.tokens[name].upos == "PROPN" && tree.tokens[name].relation() == "nmod";
    let described = tree.tokens[i].relation() == "appos" && tree.tokens[noun].upos == "NOUN" && place;
    (described && below && tree.parent(name) == Some(noun)).then(|| Change::under(tree, i, name))
}

/// `the Roth-Lind talks`: of two names joined by a hyphen the first belongs to the second.
pub(super) fn hyphened_pair(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    let name = |w: usize| tree.tokens.get(w).is_some_and(|t| t.upos == "PROPN");
    let joined = |w: usize| tree.tokens[w].span.end == tree.tokens[w + 1].span.start;
    let second = Some(i + 2).filter(|s| name(i) && name(*s) && *s != head && tree.is(i + 1, &["-", "\u{2013}"]))?;
    let compound = tree.tokens[second].relation() == "compound";
    (compound && joined(i) && joined(i + 1)).then(|| Change::relation(tree, i, second, "compound"))
}

/// `asked the town to pay, a demand that it rejected`: a noun behind a comma with a clause of its own comments on all that was said.
pub(super) fn afterthought(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let comma = mark_before(tree, i).is_some_and(|m| tree.tokens[m].lemma == ",");
    let indefinite = tree.related(i, "det").any(|d| tree.is(d, &["a", "an"]));
    let clause = tree.related(i, "acl").next().is_some();
    let summed = || matches!(tree.tokens[i].relation(), "parataxis" | "appos") && sums_up(tree, i, verb);
    let object = (tree.tokens[i].deprel == "obj" || summed()) && tree.tokens[i].upos == "NOUN" && i > verb;
    let top = std::iter::successors(Some(verb), |at| tree.parent(*at)).last().filter(|top| *top < i)?;
    (object && comma && indefinite && clause).then(|| Change::relation(tree, i, top, "parataxis"))
}

/// `a charge that she denies`, behind the attackers whom somebody is said to back.
fn sums_up(tree: &Tree, i: usize, head: usize) -> bool {
    let deed = tree.tokens[head].xpos == "VBG" || tree.tokens[head].upos == "NOUN";
    deed && lexicon::listed("sums_up", &tree.lemma(i)) && !lexicon::listed("sums_up", &tree.lemma(head))
}

/// `is ahead of Roth in May`, `moved ahead of Roth`: `ahead of` is one preposition, and what it is of hangs from the verb.
pub(super) fn ahead(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    let of = |o: usize| o > head && tree.related(o, "case").any(|c| c == head + 1);
    let moves =
        |a: usize| tree.is(a, &["ahead", "close", "near", "far", "further"]) && tree.tokens[a].relation() == "advmod";
    let below = |a: usize| tree.related(a, "obl").find(|o| tree.related(*o, "case").any(|c| c == a + 1));
    if tree.tokens[i].relation() == "obl" && moves(head) && of(i) {
        return Some(Change::relation(tree, i, tree.parent(head)?, "obl"));
    }
    let noun = Some(i).filter(|a| moves(*a)).and_then(below)?;
    Some(Change { deprel: "case", upos: "ADP", ..Change::under(tree, i, noun) })
}

/// The punctuation mark that a phrase begins with or stands behind.
pub(super) fn mark_before(tree: &Tree, phrase: usize) -> Option<usize> {
    let first = tree.borders(phrase).0;
    let mark = |w: &usize| tree.tokens[*w].upos == "PUNCT";
    Some(first).filter(mark).or_else(|| first.checked_sub(1).filter(mark))
}

#[cfg(test)]
mod tests {
    use crate::extract::repair::tests::set_right;

    #[test]
    fn ahead_of_is_a_preposition() {
        let found = set_right(
            "Ida Ida PROPN NNP 2 nsubj person:1
             ran run VERB VBD 0 root
             ahead ahead ADV RB 2 advmod
             of of ADP IN 5 case
             Otto Otto PROPN NNP 3 obl person:1",
        );
        assert_eq!(found, ["ahead 5 case RB", "Otto 2 obl NNP"]);
    }

    #[test]
    fn a_charge_that_is_denied_sums_up_what_was_said() {
        let charge = |noun: &str| {
            format!(
                "Peru Peru PROPN NNP 2 nsubj place:1
                 accused accuse VERB VBD 0 root
                 Chile Chile PROPN NNP 2 obj place:1
                 of of SCONJ IN 5 mark
                 backing back VERB VBG 2 advcl
                 rebels rebel NOUN NNS 5 obj
                 , , PUNCT , 9 punct
                 a a DET DT 9 det
                 {noun} NOUN NN 6 appos
                 denied deny VERB VBN 9 acl"
            )
        };
        assert_eq!(set_right(&charge("charge charge")), ["charge 2 parataxis NN"]);
        assert!(set_right(&charge("group group")).is_empty());
    }
}
