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
    let paid = |when: &str| {
        let (document, annotation) = sample::annotated(&table.replace("{when}", when));
        clause::find(&document, &annotation).into_iter().find(|p| p.predicate.ends_with("pay")).map(|p| p.modality)
    };
    assert_eq!(paid("Whenever whenever"), Some(Modality::Possible));
    assert_eq!(paid("When when"), None);
}

#[test]
fn no_duty_is_no_ban() {
    let table = "Roth Roth PROPN NNP 4 nsubj\ndoes do AUX VBZ 4 aux\nnot not PART RB 4 advmod\n{have} VERB VB 0 root
                 to to PART TO 6 mark\nleave leave VERB VB 4 xcomp";
    assert_eq!(sample::told(&table.replace("{have}", "have have")), ["Roth | not_have_to_leave"]);
    assert_eq!(sample::told(&table.replace("{have}", "ought ought")), ["Roth | must_not_leave"]);
}

#[test]
fn who_is_not_afraid_may_act() {
    let table = "Roth Roth PROPN NNP 4 nsubj\nis be AUX VBZ 4 cop\n{not}afraid afraid ADJ JJ 0 root
                 to to PART TO {to} mark\nleave leave VERB VB {afraid} xcomp";
    let is = |not: &str, to: &str, afraid: &str| {
        table
            .replace("{not}", not)
            .replace("{to}", to)
            .replace("{afraid}", afraid)
            .replace(" 4 ", &format!(" {afraid} "))
    };
    check(&is("not not PART RB 4 advmod\n", "6", "4"), "not_afraid_to_leave", Modality::Possible, Polarity::Affirmed);
    check(&is("", "5", "3"), "afraid_to_leave", Modality::Actual, Polarity::Negated);
}

#[test]
fn a_ban_is_asked_for_and_not_yet_kept() {
    let table = "Courts court NOUN NNS 2 nsubj\nbarred bar VERB VBD 0 root\nPeru Peru PROPN NNP 2 obj place:1
                 from from SCONJ IN 5 mark\nselling sell VERB VBG 2 advcl\nships ship NOUN NNS 5 obj";
    check(table, "barred_from_sell", Modality::Demanded, Polarity::Negated);
}

#[test]
fn a_denial_holds_of_both() {
    let table = "Roth Roth PROPN NNP 4 nsubj\nhad have AUX VBD 4 aux\n{not} 4 advmod\nrested rest VERB VBN 0 root
                 or or CCONJ CC 6 cc\nwept weep VERB VBN 4 conj";
    assert_eq!(sample::told(&table.replace("{not}", "not not PART RB")), ["Roth | not_rest", "Roth | not_weep"]);
    assert_eq!(sample::told(&table.replace("{not}", "often often ADV RB")), ["Roth | may_rest", "Roth | may_weep"]);
}

#[test]
fn each_of_several_times_is_one_or_the_other() {
    let days = |noun: &str| {
        format!(
            "Ida Ida PROPN NNP 2 nsubj\nlists list VERB VBZ 0 root\n{noun} 2 obj\nwhen when ADV WRB 6 advmod
             Roth Roth PROPN NNP 6 nsubj\nslept sleep VERB VBD 3 acl:relcl\nor or CCONJ CC 8 cc\nread read VERB VBD 6 conj"
        )
    };
    assert_eq!(sample::told(&days("days day NOUN NNS")), ["Ida | list", "Roth | sleep", "Roth | read"]);
    assert_eq!(sample::told(&days("dates date NOUN NN")), ["Ida | list", "Roth | may_sleep", "Roth | may_read"]);
}

#[test]
fn what_it_is_time_for_must_be() {
    let table =
        "It it PRON PRP 3 nsubj\nis be AUX VBZ 3 cop\ntime time NOUN NN 0 root\nOslo Oslo PROPN NNP 6 nsubj:pass
                 be be AUX VB 6 aux:pass\nwarned warn VERB VBN 3 acl";
    check(table, "must_be_warned", Modality::Obliged, Polarity::Affirmed);
}

#[test]
fn who_declines_to_comment_says_nothing() {
    let table = "Roth Roth PROPN NNP 2 nsubj\n{declined} VERB VBD 0 root\nto to PART TO 4 mark\ncomment comment VERB VB 2 xcomp";
    check(&table.replace("{declined}", "declined decline"), "declines_comment", Modality::Actual, Polarity::Negated);
}

#[test]
fn what_one_is_asked_about_nobody_does() {
    let table = "Roth Roth PROPN NNP 3 nsubj:pass\nwas be AUX VBD 3 aux:pass\nasked ask VERB VBN 0 root
                 about about SCONJ IN 5 mark\nclosing close VERB VBG 3 advcl\nmines mine NOUN NNS 5 obj";
    assert_eq!(sample::told(table), ["Roth | be_asked_about"]);
}

#[test]
fn terms_for_a_deed_are_no_deed() {
    let table = "Both both PRON DT 2 nsubj\nread read VERB VBD 0 root\n{terms} NOUN NNS 2 obj\nfor for SCONJ IN 5 mark
                 ending end VERB VBG 2 advcl\nwars war NOUN NNS 5 obj";
    assert_eq!(sample::told(&table.replace("{terms}", "terms term")), ["Both | read"]);
}

#[test]
fn who_goes_on_to_win_wins() {
    let table = "Roth Roth PROPN NNP 2 nsubj\nwent go VERB VBD 0 root\non on ADV RB 2 advmod\nto to PART TO 5 mark
                 win win VERB VB 2 advcl\nseats seat NOUN NNS 5 obj";
    assert_eq!(sample::told(table), ["Roth | win"]);
}

#[test]
fn how_people_are_treated_tells_something() {
    let table = "Roth Roth PROPN NNP 2 nsubj\n{treats} VERB VBZ 0 root\nclerks clerk NOUN NNS 2 obj
                 unfairly unfairly ADV RB 2 advmod";
    assert_eq!(sample::told(&table.replace("{treats}", "treats treat")), ["Roth | treat_unfairly"]);
    assert_eq!(sample::told(&table.replace("{treats}", "pays pay")), ["Roth | pay"]);
}

#[test]
fn who_would_not_say_kept_silent() {
    let table = "Roth Roth PROPN NNP 4 nsubj\nwould would AUX MD 4 aux\nnot not PART RB 4 advmod\n{say} VERB VB 0 root
                 when when ADV WRB 4 ccomp";
    check(&table.replace("{say}", "elaborate elaborate"), "not_elaborate", Modality::Actual, Polarity::Negated);
    check(&table.replace("{say}", "swim swim"), "would_not_swim", Modality::Conditional, Polarity::Negated);
}

#[test]
fn what_is_little_changed_is_not() {
    let table = "Prices price NOUN NNS 4 nsubj:pass\nwere be AUX VBD 4 aux:pass\n{how} ADV RB 4 advmod
                 changed change VERB VBN 0 root";
    assert_eq!(sample::told(&table.replace("{how}", "little little")), ["Prices | not_be_changed"]);
    assert_eq!(sample::told(&table.replace("{how}", "lately lately")), ["Prices | be_changed"]);
}

#[test]
fn what_goes_with_an_attempt_is_done() {
    let tried = |participle: &str| {
        format!(
            "Ida Ida PROPN NNP 2 nsubj\nsought seek VERB VBD 0 root\nto to PART TO 4 mark\nwin win VERB VB 2 xcomp\n{participle}
             rivals rival NOUN NNS 6 obj"
        )
    };
    let aside = tried(", , PUNCT , 6 punct\nmocking mock VERB VBG 4 advcl");
    check(&aside, "mock", Modality::Actual, Polarity::Affirmed);
    let means = tried("by by SCONJ IN 6 mark\nmocking mock VERB VBG 4 advcl");
    check(&means, "mock", Modality::Actual, Polarity::Affirmed);
}

#[test]
fn what_a_tool_was_used_for_was_done_with_it() {
    let with = |verb: &str| {
        format!(
            "Ida Ida PROPN NNP 2 nsubj\n{verb} VERB VBD 0 root\na a DET DT 4 det\nrope rope NOUN NN 2 obj
             to to PART TO 6 mark\nclimb climb VERB VB 2 advcl\ntrees tree NOUN NNS 6 obj"
        )
    };
    check(&with("used use"), "climb", Modality::Actual, Polarity::Affirmed);
    check(&with("bought buy"), "aims_climb", Modality::Planned, Polarity::Affirmed);
}

#[test]
fn a_duty_stays_one_under_a_condition() {
    let table = "If if SCONJ IN 3 mark\nit it PRON PRP 3 nsubj\nrains rain VERB VBZ 6 advcl\nIda Ida PROPN NNP 6 nsubj
                 should should AUX MD 6 aux\nstay stay VERB VB 0 root";
    check(table, "must_stay", Modality::Obliged, Polarity::Affirmed);
    let table = "Ida Ida PROPN NNP 2 nsubj\nought ought AUX MD 0 root\nto to PART TO 4 mark\nstay stay VERB VB 2 xcomp";
    check(table, "must_stay", Modality::Obliged, Polarity::Affirmed);
}

#[test]
fn what_is_called_for_is_told_though_nobody_is_to_do_it() {
    let table = "Ida Ida PROPN NNP 2 nsubj\ncalled call VERB VBD 0 root\nfor for SCONJ IN 4 mark
                 closing close VERB VBG 2 advcl\nmines mine NOUN NNS 4 obj";
    check(table, "call_for", Modality::Actual, Polarity::Affirmed);
}

#[test]
fn who_is_blamed_for_a_deed_did_it() {
    let table = "Ida Ida PROPN NNP 2 nsubj\nfaced face VERB VBD 0 root\ncriticism criticism NOUN NN 2 obj
                 for for SCONJ IN 5 mark\nclosing close VERB VBG 3 acl\nmines mine NOUN NNS 5 obj";
    check(table, "close", Modality::Actual, Polarity::Affirmed);
}
