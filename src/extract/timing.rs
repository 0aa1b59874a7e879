//! Clauses of time: what waits for what is to come, and what they tell of any time at all.

use super::clause::Clause;
use super::host::Link;
use super::modality::{self, Context};
use super::tree::Tree;
use crate::model::{Modality, Polarity};

/// How a clause of time is put, where it tells of no plain fact.
pub(super) fn timed(tree: &Tree, above: Option<&Clause>, i: usize) -> Option<Link> {
    let marked = |words: &[&str]| tree.related(i, "mark").any(|m| tree.is(m, words));
    // `will stay until the council votes`, but `should stay until it votes`: the vote is no duty.
    let ahead = marked(&["before", "until", "till"]);
    let present = modality::in_present(tree, i);
    // `when` is an adverb of its clause.
    let when = marked(&["once", "when"]) || tree.related(i, "advmod").any(|w| w < i && tree.is(w, &["when", "once"]));
    let then = when || marked(&["after"]);
    let in_time = ahead && (present || tree.tokens[i].xpos == "VBG") || then && present;
    if let Some(above) = above.filter(|a| in_time && awaited(a)) {
        let modality = match above.frame.context.modality {
            Modality::Demanded | Modality::Obliged | Modality::Offered if ahead => Modality::Planned,
            Modality::Demanded | Modality::Obliged | Modality::Offered => Modality::Conditional,
            modality => modality,
        };
        return Some(Link::plain(Context::PLAIN.put(modality)));
    }
    // `hoped to see it before she died`, `nothing could happen until he met them`, `rules it out until a truce is signed`
    let until = marked(&["until", "till"]) && tree.parent(i).is_some_and(|p| p < i && !tree.is(p, &["be"]));
    let still_open = |a: &Clause| {
        let Context { modality, polarity } = a.frame.context;
        let open = present || modality != Modality::Actual || polarity == Polarity::Negated;
        modality == Modality::Desired || until && open
    };
    if ahead && above.is_some_and(still_open) || when && at_any_time(tree, i) {
        return Some(Link::silent());
    }
    // `may grow once they are counted`
    let may = above.is_some_and(|a| a.frame.context.modality == Modality::Possible);
    (when && present && may).then(|| Link::plain(Context::PLAIN.put(Modality::Conditional)))
}

/// Whether what a clause says is still to come.
fn awaited(clause: &Clause) -> bool {
    matches!(
        clause.frame.context.modality,
        Modality::Planned | Modality::Demanded | Modality::Obliged | Modality::Offered | Modality::Conditional
    )
}

/// Whether a clause with `when` tells what anybody does at any time: `applies when clerks make mistakes`.
fn at_any_time(tree: &Tree, i: usize) -> bool {
    let helpers = || tree.children(i).filter(|c| matches!(tree.tokens[*c].relation(), "aux" | "cop"));
    let finite = helpers().chain([i]).min();
    let plain = finite.is_some_and(|w| matches!(tree.tokens[w].xpos, "VBZ" | "VBP"));
    let under_way = tree.tokens[i].xpos == "VBG" || helpers().any(|a| tree.is(a, &["have", "'ve"]));
    let anybody = |s: usize| {
        let owned = tree.children(s).any(|c| matches!(tree.tokens[c].deprel, "nmod:poss" | "nummod"));
        let determined = tree.child(s, &["det"]).is_some_and(|d| !tree.is(d, &["a", "an", "any", "most"]));
        let kind = match tree.tokens[s].xpos {
            "NN" => tree.child(s, &["det"]).is_some(),
            xpos => xpos == "NNS",
        };
        kind && !owned && !determined || tree.is(s, &["you", "one", "somebody", "someone"])
    };
    plain && !under_way && tree.child(i, &["nsubj", "nsubj:pass"]).is_some_and(anybody)
}

/// `The trouble is when it rains`: of when it does nothing is told.
pub(super) fn only_when(tree: &Tree, i: usize, above: usize) -> bool {
    let copula = tree.child(above, &["cop"]).is_some();
    tree.tokens[above].xpos == "WRB" && tree.is(above, &["when"]) && copula && modality::in_present(tree, i)
}

#[cfg(test)]
mod tests {
    use crate::extract::sample;

    #[test]
    fn what_anybody_does_at_any_time_is_no_event() {
        let when = |who: &str| {
            format!(
                "It it PRON PRP 2 nsubj\napplies apply VERB VBZ 0 root\nwhen when ADV WRB 6 advmod\n{who}
                 lie lie VERB VBP 2 advcl\nto to ADP IN 8 case\ncourts court NOUN NNS 6 obl"
            )
        };
        assert_eq!(sample::told(&when("young young ADJ JJ 5 amod\nclerks clerk NOUN NNS 6 nsubj")), ["It | apply"]);
        assert_eq!(
            sample::told(&when("these this DET DT 5 det\nclerks clerk NOUN NNS 6 nsubj")),
            ["It | apply", "these clerks | lie_to"]
        );
    }

    #[test]
    fn what_may_be_so_once_something_is_waits_for_it() {
        assert_eq!(
            sample::told(
                "Gaps gap NOUN NNS 3 nsubj
             may may AUX MD 3 aux
             grow grow VERB VB 0 root
             once once SCONJ IN 8 mark
             the the DET DT 6 det
             votes vote NOUN NNS 8 nsubj:pass
             are be AUX VBP 8 aux:pass
             counted count VERB VBN 3 advcl"
            ),
            ["Gaps | may_grow", "the votes | would_be_counted"]
        );
    }

    #[test]
    fn of_when_something_is_nothing_is_told() {
        assert!(
            sample::told(
                "Trouble trouble NOUN NN 3 nsubj
             is be AUX VBZ 3 cop
             when when ADV WRB 0 root
             clerks clerk NOUN NNS 5 nsubj
             steal steal VERB VBP 3 advcl:relcl
             boats boat NOUN NNS 5 obj"
            )
            .is_empty()
        );
    }
}
