//! Examples and counter-examples of what the words around a clause make of its truth, on hand-written parses.

use super::{clause, sample};
use crate::model::{Modality, Polarity};

/// The last proposition of a parse: predicate, modality, polarity.
fn last(table: &str) -> (String, Modality, Polarity) {
    let (document, annotation) = sample::annotated(table);
    let last = clause::find(&document, &annotation).pop().expect("a proposition");
    (last.predicate, last.modality, last.polarity)
}

#[track_caller]
fn check(table: &str, predicate: &str, modality: Modality, polarity: Polarity) {
    assert_eq!(last(table), (predicate.to_owned(), modality, polarity));
}

#[test]
fn what_will_be_when_something_happens_waits_for_it() {
    let with = |aux: &str| {
        format!(
            "Oslo Oslo PROPN NNP 3 nsubj\n{aux} AUX MD 3 aux\npay pay VERB VB 0 root
             when when ADV WRB 6 advmod\nships ship NOUN NNS 6 nsubj\nsink sink VERB VBP 3 advcl"
        )
    };
    check(&with("will will"), "will_sink", Modality::Planned, Polarity::Affirmed);
    check(&with("must must"), "would_sink", Modality::Conditional, Polarity::Affirmed);
}

#[test]
fn what_is_done_in_case_is_done() {
    let table = "In in SCONJ IN 4 mark\ncase case NOUN NN 1 fixed\nit it PRON PRP 4 nsubj\nrains rain VERB VBZ 7 advcl
                 Oslo Oslo PROPN NNP 7 nsubj\nwill will AUX MD 7 aux\nwait wait VERB VB 0 root";
    check(table, "will_wait", Modality::Planned, Polarity::Affirmed);
}

#[test]
fn whether_it_was_is_open_below_a_noun() {
    let table = "Talks talk NOUN NNS 5 nsubj\non on SCONJ IN 5 mark\nwhether whether SCONJ IN 5 mark
                 Oslo Oslo PROPN NNP 5 nsubj\npaid pay VERB VBD 6 acl\nended end VERB VBD 0 root";
    let table = table.replace("NNS 5 nsubj", "NNS 6 nsubj").replace("VBD 6 acl", "VBD 1 acl");
    let (document, annotation) = sample::annotated(&table);
    let paid = clause::find(&document, &annotation).into_iter().find(|p| p.predicate.ends_with("pay"));
    assert_eq!(paid.map(|p| p.modality), Some(Modality::Possible));
}

#[test]
fn complaints_that_something_is_so_leave_it_open() {
    let table = "They they PRON PRP 2 nsubj\nhear hear VERB VBP 0 root\ncomplaints complaint NOUN NNS 2 obj
                 that that SCONJ IN 6 mark\nOslo Oslo PROPN NNP 6 nsubj\nlied lie VERB VBD 3 acl:relcl";
    check(table, "may_lie", Modality::Possible, Polarity::Affirmed);
}

#[test]
fn a_predicate_may_be_denied_rather_than_its_verb() {
    let table = "Ida Ida PROPN NNP 2 nsubj\npleaded plead VERB VBD 0 root\nnot not PART RB 4 advmod\nguilty guilty ADJ JJ 2 xcomp";
    check(table, "not_plead", Modality::Actual, Polarity::Negated);
}

#[test]
fn the_denial_of_another_subject_is_not_taken_over() {
    let table = "nothing nothing PRON NN 3 nsubj\nIda Ida PROPN NNP 3 nsubj\nleft leave VERB VBD 0 root";
    assert_eq!(last(table).2, Polarity::Affirmed);
}

#[test]
fn what_is_made_impossible_is_not_done() {
    let table = "Rain rain NOUN NN 2 nsubj\nmade make VERB VBD 0 root\nit it PRON PRP 2 expl\nimpossible impossible ADJ JJ 2 xcomp
                 for for SCONJ IN 8 mark\nthem they PRON PRP 8 nsubj\nto to PART TO 8 mark\nleave leave VERB VB 2 xcomp";
    check(table, "not_leave", Modality::Actual, Polarity::Negated);
}

#[test]
fn stopping_to_do_is_no_stopping_of_it() {
    let with = |verb: &str| format!("People people NOUN NNS 2 nsubj\nstop stop VERB VBP 0 root\n{verb}");
    let to = "to to PART TO 4 mark\nbuy buy VERB VB 2 xcomp\nbread bread NOUN NN 4 obj";
    let ing = "buying buy VERB VBG 2 xcomp\nbread bread NOUN NN 3 obj";
    check(&with(to), "buy", Modality::Actual, Polarity::Affirmed);
    check(&with(ing), "stops_buy", Modality::Actual, Polarity::Negated);
}

#[test]
fn what_is_asked_or_told_second_keeps_its_tense() {
    let with = |mark: &str, verb: &str| {
        format!(
            "She she PRON PRP 2 nsubj\n{verb} VERB VBD 0 root\n{mark} SCONJ IN 6 mark\nOslo Oslo PROPN NNP 6 nsubj
             would would AUX MD 6 aux\npay pay VERB VB 2 ccomp"
        )
    };
    check(&with("that that", "said say"), "will_pay", Modality::Planned, Polarity::Affirmed);
    check(&with("if if", "asked ask"), "may_pay", Modality::Possible, Polarity::Affirmed);
    let second = "She she PRON PRP 2 nsubj\nsaid say VERB VBD 0 root\nrain rain NOUN NN 4 nsubj\nfell fall VERB VBD 2 ccomp
                  and and CCONJ CC 9 cc\nthat that SCONJ IN 9 mark\nOslo Oslo PROPN NNP 9 nsubj\nwould would AUX MD 9 aux\npay pay VERB VB 4 conj";
    check(second, "will_pay", Modality::Planned, Polarity::Affirmed);
}

#[test]
fn what_is_not_always_so_may_be_so() {
    let table = "Oslo Oslo PROPN NNP 5 nsubj\ndid do AUX VBD 5 aux\nnot not PART RB 5 advmod\nalways always ADV RB 5 advmod\npay pay VERB VB 0 root";
    check(table, "may_not_pay", Modality::Possible, Polarity::Negated);
}

#[test]
fn of_two_things_set_against_each_other_one_holds() {
    let table = "They they PRON PRP 4 nsubj\ndid do AUX VBD 4 aux\nnot not PART RB 4 advmod\nbuild build VERB VB 0 root
                 walls wall NOUN NNS 4 obj\nbut but CCONJ CC 7 cc\nbridges bridge NOUN NNS 5 conj";
    check(table, "build", Modality::Actual, Polarity::Affirmed);
}

#[test]
fn what_a_noun_says_is_no_fact_wherever_its_clause_hangs() {
    let table = "The the DET DT 2 det\nidea idea NOUN NN 8 nsubj\nthat that SCONJ IN 5 mark\nOslo Oslo PROPN NNP 5 nsubj\npays pay VERB VBZ 8 csubj
                 is be AUX VBZ 8 cop\nquite quite ADV RB 8 advmod\n{odd} ADJ JJ 0 root";
    let idea = |odd: &str| {
        let (document, annotation) = sample::annotated(&table.replace("{odd}", odd));
        let all = clause::find(&document, &annotation);
        all.into_iter().find(|p| p.predicate.ends_with("pay")).map(|p| (p.modality, p.polarity))
    };
    assert_eq!(idea("new new"), Some((Modality::Possible, Polarity::Affirmed)));
    assert_eq!(idea("absurd absurd").map(|p| p.1), Some(Polarity::Negated));
}

#[test]
fn what_somebody_is_told_need_not_be_so() {
    let table = "They they PRON PRP 3 nsubj:pass\nwere be AUX VBD 3 aux:pass\ntold tell VERB VBN 0 root\nthat that SCONJ IN 6 mark
                 Oslo Oslo PROPN NNP 6 nsubj\npaid pay VERB VBD 3 ccomp";
    check(table, "may_pay", Modality::Possible, Polarity::Affirmed);
}

#[test]
fn what_one_calls_to_say_is_said() {
    let table =
        "Ida Ida PROPN NNP 2 nsubj person:1\ncalled call VERB VBD 0 root\nto to PART TO 4 mark\nsay say VERB VB 2 advcl
                 that that SCONJ IN 7 mark\nOslo Oslo PROPN NNP 7 nsubj\npaid pay VERB VBD 4 ccomp";
    check(table, "pay", Modality::Actual, Polarity::Affirmed);
}

#[test]
fn what_anybody_hears_is_open() {
    let table = "{when} ADV WRB 3 advmod\nyou you PRON PRP 3 nsubj\nsay say VERB VBP 7 advcl\nOslo Oslo PROPN NNP 5 nsubj\npays pay VERB VBZ 3 ccomp
                 we we PRON PRP 7 nsubj\nlaugh laugh VERB VBP 0 root";
    let (document, annotation) = sample::annotated(&table.replace("{when}", "When when"));
    let paid = clause::find(&document, &annotation).into_iter().find(|p| p.predicate.ends_with("pay"));
    assert_eq!(paid.map(|p| p.modality), Some(Modality::Possible));
}
