//! Examples of whose words a report has and where they end, on hand-written parses.

use super::examples::reports;

#[test]
fn as_clauses_and_participles_tell_who_says_so() {
    let found = reports(
        "As as SCONJ IN 2 mark
         reported report VERB VBN 8 advcl
         by by ADP IN 5 case
         the the DET DT 5 det
         Herald Herald PROPN NNP 2 obl:agent organization:1
         , , PUNCT , 2 punct
         rain rain NOUN NN 8 nsubj
         fell fall VERB VBD 0 root

         Rain rain NOUN NN 2 nsubj
         helped help VERB VBD 0 root
         , , PUNCT , 6 punct
         as as SCONJ IN 6 mark
         clerks clerk NOUN NNS 6 nsubj
         point point VERB VBP 2 advcl
         out out ADP RP 6 compound:prt

         Roth Roth PROPN NNP 2 nsubj person:1
         smiled smile VERB VBD 0 root
         as as SCONJ IN 5 mark
         she she PRON PRP 5 nsubj
         replied reply VERB VBD 2 advcl",
    );
    assert_eq!(found, ["the Herald | report States | rain fell", "clerks | point_out States | Rain helped"]);
}

#[test]
fn whom_somebody_speaks_to_and_what_they_are_to_do() {
    let found = reports(
        "Roth Roth PROPN NNP 2 nsubj person:1
         called call VERB VBD 0 root
         on on ADP IN 4 case
         clerks clerk NOUN NNS 2 obl
         to to PART TO 6 mark
         leave leave VERB VB 2 advcl

         Roth Roth PROPN NNP 2 nsubj person:1
         accused accuse VERB VBD 0 root
         her she PRON PRP 2 iobj
         of of SCONJ IN 5 mark
         leaving leave VERB VBG 2 advcl

         Roth Roth PROPN NNP 2 nsubj person:1
         called call VERB VBD 0 root
         for for ADP IN 4 case
         clerks clerk NOUN NNS 6 obl
         to to PART TO 6 mark
         leave leave VERB VB 2 advcl",
    );
    assert_eq!(
        found,
        [
            "Roth | call_on Asks | clerks to leave",
            "Roth | accuse Claims | her of leaving",
            "Roth | call Asks | clerks to leave"
        ]
    );
}

#[test]
fn what_the_parse_joins_to_a_clause_is_not_always_said() {
    let found = reports(
        "Roth Roth PROPN NNP 2 nsubj person:1
         plans plan VERB VBZ 0 root
         to to PART TO 4 mark
         stay stay VERB VB 2 xcomp
         and and CCONJ CC 7 cc
         would would AUX MD 7 aux
         work work VERB VB 4 conj

         Roth Roth PROPN NNP 2 nsubj person:1
         said say VERB VBD 0 root
         it it PRON PRP 5 nsubj
         would would AUX MD 5 aux
         end end VERB VB 2 ccomp
         and and CCONJ CC 7 cc
         blamed blame VERB VBD 5 conj
         clerks clerk NOUN NNS 7 obj

         Rain rain NOUN NN 2 nsubj
         fell fall VERB VBD 0 root
         , , PUNCT , 6 punct
         according accord VERB VBG 6 case
         to to ADP IN 4 fixed
         Roth Roth PROPN NNP 2 obl person:1
         , , PUNCT , 10 punct
         while while SCONJ IN 10 mark
         clerks clerk NOUN NNS 10 nsubj
         saw see VERB VBD 2 advcl
         snow snow NOUN NN 10 obj",
    );
    assert_eq!(
        found,
        [
            "Roth | plan Hopes | to stay",
            "Roth | say States | it would end",
            "Roth | blame Claims | clerks",
            "Roth | according_to States | Rain fell",
        ]
    );
}

#[test]
fn a_contrast_with_its_own_speaker_is_not_said() {
    let found = reports(
        "Roth Roth PROPN NNP 2 nsubj person:1
         said say VERB VBD 0 root
         that that SCONJ IN 5 mark
         rain rain NOUN NN 5 nsubj
         fell fall VERB VBD 2 ccomp
         , , PUNCT , 9 punct
         while while SCONJ IN 9 mark
         clerks clerk NOUN NNS 9 nsubj
         accused accuse VERB VBD 5 advcl
         her she PRON PRP 9 iobj
         of of SCONJ IN 12 mark
         lying lie VERB VBG 9 advcl",
    );
    assert_eq!(found, ["Roth | say States | that rain fell", "clerks | accuse Claims | her of lying"]);
}

#[test]
fn a_claim_has_the_clause_behind_it_whatever_the_parse_makes_of_it() {
    let found = reports(
        "Holt Holt PROPN NNP 2 nsubj person:1
         seized seize VERB VBD 0 root
         on on ADP IN 6 case
         Roth Roth PROPN NNP 6 nmod:poss person:1
         's 's PART POS 4 case
         claim claim NOUN NN 2 obl
         that that SCONJ IN 9 mark
         taxes tax NOUN NNS 9 nsubj
         fell fall VERB VBD 2 ccomp",
    );
    assert_eq!(found, ["Roth | claim Claims | that taxes fell"]);
}

#[test]
fn who_does_something_between_commas_says_nothing() {
    let found = reports(
        "Meeting meet VERB VBG 5 advcl
         late late ADV RB 1 advmod
         , , PUNCT , 1 punct
         clerks clerk NOUN NNS 5 nsubj
         rejected reject VERB VBD 0 root
         objections objection NOUN NNS 5 obj
         , , PUNCT , 8 punct
         ruled rule VERB VBD 5 conj
         her she PRON PRP 8 obj
         fit fit ADJ JJ 8 xcomp",
    );
    assert_eq!(found[0], "clerks | reject Denies | objections");
}

#[test]
fn who_is_quoted_says_so_and_things_ask_for_nothing() {
    let found = reports(
        "Papers paper NOUN NNS 2 nsubj
         quoted quote VERB VBD 0 root
         Roth Roth PROPN NNP 2 obj person:1
         as as SCONJ IN 5 mark
         saying say VERB VBG 2 advcl
         that that SCONJ IN 8 mark
         rain rain NOUN NN 8 nsubj
         fell fall VERB VBD 5 ccomp

         Roth Roth PROPN NNP 2 nsubj person:1
         wrote write VERB VBD 0 root
         gates gate NOUN NNS 5 nsubj
         were be AUX VBD 5 cop
         old old ADJ JJ 2 ccomp
         and and CCONJ CC 7 cc
         asked ask VERB VBD 5 conj
         for for ADP IN 9 case
         money money NOUN NN 7 obl

         Roth Roth PROPN NNP 2 nsubj person:1
         made make VERB VBD 0 root
         clear clear ADJ JJ 2 xcomp
         that that SCONJ IN 6 mark
         rain rain NOUN NN 6 nsubj
         fell fall VERB VBD 3 ccomp

         Dams dam NOUN NNS 2 nsubj
         failed fail VERB VBD 0 root
         because because SCONJ IN 6 mark
         , , PUNCT , 3 punct
         Roth Roth PROPN NNP 6 nsubj person:1
         said say VERB VBD 2 advcl
         , , PUNCT , 9 punct
         gates gate NOUN NNS 9 nsubj
         broke break VERB VBD 6 ccomp",
    );
    let of_roth =
        |content: &str| found.iter().any(|f| f.starts_with("Roth | ") && f.ends_with(&format!(" | {content}")));
    for content in ["that rain fell", "gates were old", "money", "gates broke"] {
        assert!(of_roth(content), "{content}: {found:?}");
    }
}

#[test]
fn what_else_the_denier_does_or_grants_is_not_denied() {
    let found = reports(
        "Roth Roth PROPN NNP 2 nsubj person:1
         denied deny VERB VBD 0 root
         that that SCONJ IN 6 mark
         guards guard NOUN NNS 6 nsubj
         had have AUX VBD 6 aux
         left leave VERB VBN 2 ccomp
         and and CCONJ CC 8 cc
         blamed blame VERB VBD 6 conj
         thieves thief NOUN NNS 8 obj

         Roth Roth PROPN NNP 2 nsubj person:1
         denies deny VERB VBZ 0 root
         that that SCONJ IN 5 mark
         rain rain NOUN NN 5 nsubj
         fell fall VERB VBD 2 ccomp
         , , PUNCT , 9 punct
         although although SCONJ IN 9 mark
         roads road NOUN NNS 9 nsubj
         closed close VERB VBD 5 advcl",
    );
    let denied: Vec<&String> = found.iter().filter(|f| f.contains("Denies")).collect();
    assert_eq!(denied, ["Roth | deny Denies | that guards had left", "Roth | deny Denies | that rain fell"]);
}
