//! Passives: what is one, and who it is done by.

use super::Change;
use crate::extract::nominals;
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

/// `was barred from running by the court`, `was kept waiting by the court`: who a passive is done by hangs from it.
pub(super) fn agent(tree: &Tree, i: usize, below: usize) -> Option<Change> {
    let role = tree.tokens[i].relation() == "nsubj" || tree.tokens[i].deprel == "obl";
    let by = role && tree.related(i, "case").any(|c| tree.is(c, &["by"]));
    let passive = |v: usize| tree.tokens[v].xpos == "VBN" && tree.child(v, &["nsubj:pass"]).is_some();
    let verb = tree.parent(below).filter(|v| by && tree.tokens[below].xpos == "VBG" && passive(*v))?;
    let people = tree.tokens[i].upos == "PROPN" || nominals::noun(&tree.lemma(i)).is_some();
    let free = tree.child(verb, &["obl:agent"]).is_none() && below < i;
    (people && free).then(|| Change::relation(tree, i, verb, "obl:agent"))
}

/// `led by Bergen Committee Chairman Roth`: of two agents side by side the first belongs to the title of the second.
pub(super) fn second_agent(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    let agent = |a: usize| tree.tokens[a].deprel == "obl:agent";
    let next_to = |first: usize| {
        let verb = tree.parent(first).filter(|_| agent(first))?;
        let bare = |a: usize| tree.child(a, &["case"]).is_none() && tree.tokens[a].upos == "PROPN";
        let next = |a: &usize| agent(*a) && bare(*a) && tree.borders(*a).0 == tree.borders(first).1 + 1;
        tree.children(verb).find(next)
    };
    if tree.tokens[i].relation() == "case" {
        return next_to(head).map(|agent| Change::under(tree, i, agent));
    }
    next_to(i).map(|agent| Change::relation(tree, i, agent, "compound"))
}

/// `clerks paid by the bank`: `by` behind a participle names who acts, not whose the noun is.
pub(super) fn acted_by(tree: &Tree, i: usize, noun: usize) -> Option<Change> {
    let by = tree.tokens[i].relation() == "nmod" && tree.related(i, "case").any(|c| tree.is(c, &["by"]));
    let behind = |v: &usize| *v > noun && *v < i && tree.borders(*v).1 + 1 == tree.borders(i).0;
    let verb = tree.related(noun, "acl").filter(|_| by).find(behind)?;
    let passive = tree.tokens[verb].xpos == "VBN" && tree.child(verb, &["obl:agent", "nsubj"]).is_none();
    passive.then(|| Change::relation(tree, i, verb, "obl:agent"))
}

/// `Two were killed and six wounded`: the auxiliary of a passive serves its conjunct, too.
pub(super) fn shared_passive(tree: &Tree, i: usize, head: usize) -> Option<Change> {
    // `… and six wounded when the hall fell`, the six taken for a second subject of the fall
    let other = tree.tokens[i].deprel == "nsubj" && tree.related(head, "nsubj").any(|s| s > i && s < head);
    let next = Some(tree.borders(i).1 + 1).filter(|v| other && *v < head && tree.parent(*v) != Some(head));
    let verb = next.unwrap_or(head);
    let bare = tree.tokens[verb].xpos == "VBN" && tree.child(verb, &["aux", "aux:pass", "obj"]).is_none();
    let first = tree.parent(verb).filter(|_| bare && tree.tokens[verb].relation() == "conj")?;
    let passive = tree.child(first, &["aux:pass"]).is_some() && tree.tokens[first].xpos == "VBN";
    (passive && tree.tokens[i].deprel == "nsubj" && i < verb).then(|| Change::relation(tree, i, verb, "nsubj:pass"))
}

#[cfg(test)]
mod tests {
    use crate::extract::repair::tests::set_right;

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
    fn a_passive_is_done_by_its_agent() {
        let found = set_right(
            "Otto Otto PROPN NNP 2 nsubj:pass person:1
             barred bar VERB VBN 0 root
             from from SCONJ IN 4 mark
             running run VERB VBG 2 advcl
             by by ADP IN 6 case
             Ida Ida PROPN NNP 4 nsubj person:1",
        );
        assert_eq!(found, ["Ida 2 obl:agent NNP"]);
    }

    #[test]
    fn a_body_before_the_agent_belongs_to_his_title() {
        let found = set_right(
            "group group NOUN NN 6 nsubj
             led lead VERB VBN 1 acl
             by by ADP IN 4 case
             council council NOUN NN 2 obl:agent
             Roth Roth PROPN NNP 2 obl:agent person:1
             left leave VERB VBD 0 root",
        );
        assert_eq!(found, ["by 5 case IN", "council 5 compound NN"]);
    }

    #[test]
    fn by_behind_a_participle_names_who_acts() {
        let found = set_right(
            "clerks clerk NOUN NNS 5 nsubj
             paid pay VERB VBN 1 acl
             by by ADP IN 4 case
             banks bank NOUN NNS 1 nmod
             left leave VERB VBD 0 root",
        );
        assert_eq!(found, ["banks 2 obl:agent NNS"]);
    }

    #[test]
    fn the_auxiliary_of_a_passive_serves_its_conjunct() {
        let killed = |aux: &str| {
            format!(
                "Two two NUM CD 3 nsubj:pass
                 {aux}
                 killed kill VERB VBN 0 root
                 and and CCONJ CC 6 cc
                 six six NUM CD 6 nsubj
                 wounded wound VERB VBN 3 conj"
            )
        };
        assert_eq!(set_right(&killed("were be AUX VBD 3 aux:pass")), ["six 6 nsubj:pass CD"]);
        assert!(set_right(&killed("had have AUX VBD 3 aux")).is_empty());
    }
}
