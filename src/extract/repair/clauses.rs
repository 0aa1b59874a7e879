//! Relative and participial clauses.

use super::Change;
use crate::extract::relative::relative_pronoun;
use crate::extract::reporting::{self, Frame};
use crate::extract::tree::Tree;

/// `a clerk surveyed in May left`: a verb in the past that modifies a noun, without subject, is a participle; not so where the noun
/// heads the sentence, whose verb it may be.
pub(super) fn reduced_passive(tree: &Tree, i: usize, noun: usize) -> Option<Change> {
    let past = tree.tokens[i].deprel == "acl" && tree.tokens[i].xpos == "VBD" && noun < i;
    let bare = tree.children(i).all(|c| !matches!(tree.tokens[c].relation(), "nsubj" | "mark" | "aux" | "expl"));
    let within = matches!(tree.tokens[noun].relation(), "nsubj" | "obj" | "obl" | "nmod" | "iobj" | "appos");
    // `days after the clerks left`
    let after = tree.related(noun, "case").any(|c| tree.is(c, &["before", "after", "since", "until", "as"]));
    (past && bare && within && !after).then(|| Change { xpos: "VBN", ..Change::under(tree, i, noun) })
}

/// `the war, which Roth says costs lives`: of two relative clauses with one pronoun, the later is what the earlier one reports.
pub(super) fn told_within(tree: &Tree, i: usize, noun: usize) -> Option<Change> {
    let relative = |c: usize| tree.tokens[c].deprel == "acl:relcl";
    let pronoun = tree.related(i, "nsubj").find(|s| relative(i) && *s < i && relative_pronoun(tree, *s))?;
    let reports = |v: usize| {
        reporting::reports(&tree.lemma(v), Frame::That)
            && tree.child(v, &["nsubj"]).is_some_and(|s| s > pronoun)
            && tree.child(v, &["ccomp", "obj"]).is_none()
    };
    let verb = tree.children(noun).find(|v| relative(*v) && *v > pronoun && *v < i && reports(*v))?;
    Some(Change { deprel: "ccomp", ..Change::under(tree, i, verb) })
}

/// `The town, Roth said, was lost`: between marks and without a relative pronoun, a verb of saying with its subject tells who says
/// all of it.
pub(super) fn told_aside(tree: &Tree, i: usize, noun: usize) -> Option<Change> {
    let says = || reporting::reports(&tree.lemma(i), Frame::Quote);
    let (first, last) = tree.borders(i);
    let mark = |w: usize| tree.tokens.get(w).is_none_or(|t| t.upos == "PUNCT");
    let apart = mark(first) || first.checked_sub(1).is_some_and(mark);
    let bare = tree.child(i, &["ccomp", "obj", "xcomp", "mark"]).is_none();
    let own = |s: usize| tree.tokens[s].upos != "PRON" || !relative_pronoun(tree, s);
    let asks = (first..i).any(|w| matches!(tree.tokens[w].xpos, "WP" | "WDT" | "WRB" | "WP$"));
    let aside = tree.tokens[i].deprel == "acl:relcl" && apart && (mark(last) || mark(last + 1)) && bare && !asks;
    if !aside || !tree.child(i, &["nsubj"]).is_some_and(own) || !says() {
        return None;
    }
    let clause = std::iter::successors(Some(noun), |at| tree.parent(*at)).find(|at| tree.finite(*at).is_some())?;
    Some(Change { deprel: "parataxis", ..Change::under(tree, i, clause) })
}

/// `sick of Roth lying about it`: what stands between `of` and a gerund right behind it does what the gerund says.
pub(super) fn gerund_of(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    let bare = tree.tokens[i].xpos == "VBG" && tree.tokens[i].relation() == "advcl" && tree.borders(i).0 == i;
    let of = |o: usize| tree.related(o, "case").any(|c| tree.is(c, &["of"]));
    let doer = tree.related(head, "obl").find(|o| bare && of(*o) && tree.borders(*o).1 + 1 == i)?;
    Some(Change { deprel: "acl", ..Change::under(tree, i, doer) })
}

#[cfg(test)]
mod tests {
    use crate::extract::repair::tests::set_right;

    #[test]
    fn who_stands_between_of_and_a_gerund_does_it() {
        let found = set_right(
            "They they PRON PRP 3 nsubj
             are be AUX VBP 3 cop
             sick sick ADJ JJ 0 root
             of of ADP IN 5 case
             Roth Roth PROPN NNP 3 obl person:1
             lying lie VERB VBG 3 advcl",
        );
        assert_eq!(found, ["lying 5 acl VBG"]);
    }

    #[test]
    fn who_is_surveyed_surveys_nobody() {
        let clerk = |relation: &str| {
            format!(
                "clerks clerk NOUN NNS {relation}
                 surveyed survey VERB VBD 1 acl
                 left leave VERB VBD 0 root"
            )
        };
        assert_eq!(set_right(&clerk("3 nsubj")), ["surveyed 1 acl VBN"]);
        assert!(set_right("Harbours harbour NOUN NNS 0 root\nreopened reopen VERB VBD 1 acl").is_empty());
    }

    #[test]
    fn who_says_so_aside_tells_nothing_of_the_noun() {
        let wrote = |mark: &str| {
            format!(
                "deal deal NOUN NN 6 nsubj
                 {mark} {mark} PUNCT , 4 punct
                 Roth Roth PROPN NNP 4 nsubj person:1
                 wrote write VERB VBD 1 acl:relcl
                 {mark} {mark} PUNCT , 4 punct
                 failed fail VERB VBD 0 root"
            )
        };
        assert_eq!(set_right(&wrote(",")), ["wrote 6 parataxis VBD"]);
        assert!(set_right(&wrote(",").replace("PUNCT ,", "ADV RB")).is_empty());
    }
}
