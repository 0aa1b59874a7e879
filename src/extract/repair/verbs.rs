//! Verbs that were read as nouns or adverbs.

use super::Change;
use crate::extract::relative::is_plural;
use crate::extract::tree::Tree;
use crate::nlp::verbs::is_verb;

/// `was wrong, and accused him`: what has an object and no auxiliary, beside a predicate that has none to lend, is in the past tense.
pub(super) fn past_for_participle(tree: &Tree, i: usize, first: usize) -> Option<Change> {
    if tree.tokens[i].relation() != "conj" || tree.tokens[i].xpos != "VBN" {
        return None;
    }
    let active = tree.child(i, &["obj"]).is_some();
    let bare = tree.children(i).all(|c| !matches!(tree.tokens[c].relation(), "aux" | "nsubj" | "mark"));
    let finite = tree.tokens[first].xpos == "VBD" || tree.tokens[first].upos == "ADJ" && tree.finite(first).is_some();
    let alone = tree.related(first, "aux").next().is_none();
    (active && bare && finite && alone).then(|| Change { xpos: "VBD", ..Change::under(tree, i, first) })
}

/// `Polls favor leaving`: a verb that was read as a noun said of the subject. It follows the subject, agrees with it in number and
/// has nothing before it that belongs to nouns.
pub(super) fn verb_for_noun(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    let subject = verbal_noun(tree, i)?;
    let xpos = if is_plural(tree, subject) { "VBP" } else { "VBZ" };
    Some(Change { xpos, upos: "VERB", ..Change::under(tree, i, head) })
}

/// `Roth (R-Utah) left`: what has a subject and the form of a past is a verb, whatever else it was read as.
pub(super) fn verb_by_form(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    let token = &tree.tokens[i];
    let past = token.xpos == "VBD" && !matches!(token.upos, "VERB" | "AUX") && is_verb(&tree.lemma(i));
    let subject = tree.child(i, &["nsubj", "nsubj:pass"]).is_some();
    (past && subject).then(|| Change { upos: "VERB", ..Change::under(tree, i, head) })
}

/// The subject of a verb that was read as a noun.
fn verbal_noun(tree: &Tree, i: usize) -> Option<usize> {
    let token = &tree.tokens[i];
    let clause = matches!(token.relation(), "root" | "ccomp" | "parataxis" | "conj");
    let subject = tree.child(i, &["nsubj"]).filter(|s| clause && token.upos == "NOUN" && *s < i)?;
    let before =
        |c: usize| c > i || c == subject || matches!(tree.tokens[c].relation(), "advmod" | "mark" | "cc" | "punct");
    let follows = (tree.borders(subject).1 + 1..i).all(|w| tree.tokens[w].upos == "ADV" || tree.tokens[w].xpos == "``");
    let plural = is_plural(tree, subject) || tree.related(subject, "conj").next().is_some();
    let agrees = match (token.xpos, tree.tokens[subject].xpos) {
        ("NN", _) => plural,
        ("NNS", "NN" | "NNP") => !plural,
        _ => false,
    };
    (agrees && follows && tree.children(i).all(before) && is_verb(&tree.lemma(i))).then_some(subject)
}

/// What hung from a verb as if it were a noun: `plan to leave`, `amount to a threat`.
pub(super) fn below_verb_for_noun(tree: &Tree, i: usize, verb: usize) -> Option<Change> {
    let deprel = match tree.tokens[i].deprel {
        "nmod" => "obl",
        "acl" => "xcomp",
        _ => return None,
    };
    verbal_noun(tree, verb).filter(|_| i > verb).map(|_| Change::relation(tree, i, verb, deprel))
}

#[cfg(test)]
mod tests {
    use crate::extract::repair::tests::set_right;

    #[test]
    fn a_verb_is_no_noun_said_of_its_subject() {
        let found = set_right(
            "Miners miner NOUN NNS 2 nsubj
             plan plan NOUN NN 0 root
             to to PART TO 4 mark
             strike strike VERB VB 2 acl",
        );
        assert_eq!(found, ["plan 0 root VBP", "strike 2 xcomp VB"]);
        assert!(set_right("Miners miner NOUN NNS 3 nsubj\na a DET DT 3 det\nrisk risk NOUN NN 0 root").is_empty());
        assert!(set_right("Hilltown Hilltown PROPN NNP 2 nsubj\nplan plan NOUN NN 0 root").is_empty());
    }

    #[test]
    fn a_participle_with_an_object_alone_is_a_past() {
        let found = set_right(
            "Rain rain NOUN NN 3 nsubj
             was be AUX VBD 3 cop
             heavy heavy ADJ JJ 0 root
             and and CCONJ CC 5 cc
             flooded flood VERB VBN 3 conj
             roads road NOUN NNS 5 obj",
        );
        assert_eq!(found, ["flooded 3 conj VBD"]);
    }
}
