//! Examples and counter-examples of reports, on hand-written parses.

use super::find;
use crate::extract::sample;
use crate::model::Span;

/// `source | verb stance | content`, one line a report.
pub(super) fn reports(table: &str) -> Vec<String> {
    let (document, annotation) = sample::annotated(table);
    let text = |s: Span| s.of(&document.text).to_owned();
    find(&document, &annotation)
        .iter()
        .map(|r| {
            let source = r.source.map_or("-".to_owned(), |p| text(p.span(&annotation)));
            let content: Vec<String> = r.content.iter().map(|s| text(*s)).collect();
            format!("{source} | {} {:?} | {}", r.verb, r.stance, content.join(" / "))
        })
        .collect()
}

#[test]
fn indirect_speech_with_an_apposition() {
    let found = reports(
        "Ana Ana PROPN NNP 7 nsubj person:2
         Roth Roth PROPN NNP 1 flat
         , , PUNCT , 5 punct
         the the DET DT 5 det
         mayor mayor NOUN NN 1 appos
         , , PUNCT , 5 punct
         denied deny VERB VBD 0 root
         that that SCONJ IN 10 mark
         taxes tax NOUN NNS 10 nsubj
         rose rise VERB VBD 7 ccomp
         . . PUNCT . 7 punct",
    );
    assert_eq!(found, ["Ana Roth , the mayor | deny Denies | that taxes rose"]);
}

#[test]
fn an_interrupted_quotation_goes_on_in_the_paragraph() {
    let found = reports(
        "“ “ PUNCT `` 3 punct
         We we PRON PRP 3 nsubj
         waited wait VERB VBD 0 root
         , , PUNCT , 3 punct
         ” ” PUNCT '' 3 punct
         said say VERB VBD 3 parataxis
         Roth Roth PROPN NNP 6 nsubj person:1
         . . PUNCT . 3 punct

         “ “ PUNCT `` 3 punct
         They they PRON PRP 3 nsubj
         left leave VERB VBD 0 root
         . . PUNCT . 3 punct
         ” ” PUNCT '' 3 punct",
    );
    assert_eq!(found, ["Roth | say States | “ We waited , ” / “ They left . ”"]);
}

#[test]
fn according_to_and_passives() {
    let found = reports(
        "Prices price NOUN NNS 2 nsubj
         fell fall VERB VBD 0 root
         , , PUNCT , 7 punct
         according accord VERB VBG 7 case
         to to ADP IN 4 fixed
         two two NUM CD 7 nummod
         brokers broker NOUN NNS 2 obl
         . . PUNCT . 2 punct

         The the DET DT 2 det
         plan plan NOUN NN 4 nsubj:pass
         was be AUX VBD 4 aux:pass
         rejected reject VERB VBN 0 root
         by by ADP IN 7 case
         the the DET DT 7 det
         board board NOUN NN 4 obl:agent",
    );
    assert_eq!(found, ["two brokers | according_to States | Prices fell", "the board | reject Denies | The plan"]);
}

#[test]
fn a_chain_of_speakers_and_an_understood_subject() {
    let found = reports(
        "Sources source NOUN NNS 2 nsubj
         said say VERB VBD 0 root
         Holt Holt PROPN NNP 4 nsubj person:1
         agreed agree VERB VBD 2 ccomp
         to to PART TO 6 mark
         resign resign VERB VB 4 xcomp
         , , PUNCT , 8 punct
         adding add VERB VBG 2 advcl
         she she PRON PRP 10 nsubj
         regretted regret VERB VBD 8 ccomp
         it it PRON PRP 10 obj",
    );
    assert_eq!(
        found,
        [
            "Sources | say States | Holt agreed to resign",
            "Holt | agree Hopes | to resign",
            "Sources | add States | she regretted it",
        ]
    );
}

#[test]
fn possessors_and_objects_with_a_predicate() {
    let found = reports(
        "Roth Roth PROPN NNP 3 nmod:poss person:1
         's 's PART POS 1 case
         claim claim NOUN NN 7 nsubj
         that that SCONJ IN 6 mark
         crime crime NOUN NN 6 nsubj
         fell fall VERB VBD 3 acl
         surprised surprise VERB VBD 0 root
         Holt Holt PROPN NNP 7 obj person:1

         Holt Holt PROPN NNP 2 nsubj person:1
         called call VERB VBD 0 root
         the the DET DT 4 det
         vote vote NOUN NN 2 obj
         a a DET DT 6 det
         farce farce NOUN NN 2 xcomp",
    );
    assert_eq!(found, ["Roth | claim Claims | that crime fell", "Holt | call Claims | the vote a farce"]);
}

#[test]
fn what_reports_nothing() {
    let found = reports(
        "She she PRON PRP 2 nsubj
         called call VERB VBD 0 root
         the the DET DT 4 det
         office office NOUN NN 2 obj
         and and CCONJ CC 6 cc
         left leave VERB VBD 2 conj

         The the DET DT 3 det
         alleged allege VERB VBN 3 amod
         thief thief NOUN NN 4 nsubj
         ran run VERB VBD 0 root",
    );
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_name_before_a_colon_heads_a_turn() {
    let found = reports(
        "Holt Holt PROPN NNP 4 dep person:1
         : : PUNCT : 1 punct
         We we PRON PRP 4 nsubj
         won win VERB VBD 0 root
         . . PUNCT . 4 punct",
    );
    assert_eq!(found, ["Holt | say States | We won"]);
}
#[test]
fn phrases_behind_an_object_belong_to_it_unless_they_tell_where_it_was_said() {
    let found = reports(
        "Roth Roth PROPN NNP 2 nsubj person:1
         praised praise VERB VBD 0 root
         the the DET DT 4 det
         plan plan NOUN NN 2 obj
         for for ADP IN 6 case
         schools school NOUN NNS 2 obl
         in in ADP IN 9 case
         an a DET DT 9 det
         interview interview NOUN NN 2 obl",
    );
    assert_eq!(found, ["Roth | praise Hopes | the plan for schools"]);
}

#[test]
fn what_is_said_begins_with_its_conjunction_and_may_have_a_second_clause() {
    let found = reports(
        "Roth Roth PROPN NNP 2 nsubj person:1
         said say VERB VBD 0 root
         today today NOUN NN 6 obl:unmarked
         that that SCONJ IN 6 mark
         rents rent NOUN NNS 6 nsubj
         rose rise VERB VBD 2 ccomp
         but but CCONJ CC 10 cc
         that that SCONJ IN 10 mark
         wages wage NOUN NNS 10 nsubj
         fell fall VERB VBD 2 conj",
    );
    assert_eq!(found, ["Roth | say States | that rents rose but that wages fell"]);
}

#[test]
fn a_quotation_before_its_speaker_is_whole_whatever_the_parse() {
    let found = reports(
        "“ “ PUNCT `` 4 punct
         Is be AUX VBZ 4 cop
         it it PRON PRP 7 nsubj
         late late ADJ JJ 7 ccomp
         ? ? PUNCT . 4 punct
         ” ” PUNCT '' 4 punct
         asked ask VERB VBD 0 root
         Roth Roth PROPN NNP 7 nsubj person:1",
    );
    assert_eq!(found, ["Roth | ask Asks | “ Is it late ? ”"]);
}

#[test]
fn the_speaker_behind_a_closing_mark() {
    let found = reports(
        "“ “ PUNCT `` 3 punct
         Rain rain NOUN NN 3 nsubj
         came come VERB VBD 6 ccomp
         , , PUNCT , 3 punct
         ” ” PUNCT '' 3 punct
         read read VERB VB 0 root
         one one NUM CD 6 obj
         . . PUNCT . 6 punct",
    );
    assert_eq!(found, ["one | read States | “ Rain came , ”"]);
}

#[test]
fn a_clause_before_the_one_that_is_interrupted_is_the_writers() {
    let found = reports(
        "Rain rain NOUN NN 2 nsubj
         fell fall VERB VBD 0 root
         and and CCONJ CC 10 cc
         the the DET DT 5 det
         bridge bridge NOUN NN 10 nsubj
         , , PUNCT , 8 punct
         Roth Roth PROPN NNP 8 nsubj person:1
         said say VERB VBD 10 parataxis
         , , PUNCT , 8 punct
         shook shake VERB VBD 2 conj
         . . PUNCT . 2 punct",
    );
    assert_eq!(found, ["Roth | say States | the bridge / shook"]);
}

#[test]
fn a_plural_speaker_interrupts() {
    let found = reports(
        "Rain rain NOUN NN 8 nsubj
         , , PUNCT , 1 punct
         say say VERB VB 0 root
         clerks clerk NOUN NNS 8 nsubj
         , , PUNCT , 4 punct
         is be AUX VBZ 8 cop
         a a DET DT 8 det
         risk risk NOUN NN 3 ccomp
         . . PUNCT . 3 punct",
    );
    assert_eq!(found, ["clerks | say States | Rain / is a risk"]);
}

#[test]
fn what_somebody_is_told_to_have_said_in_a_quotation_is_theirs() {
    let found = reports(
        "“ “ PUNCT `` 3 punct
         You you PRON PRP 3 nsubj
         said say VERB VBD 9 ccomp
         rain rain NOUN NN 5 nsubj
         fell fall VERB VBD 3 ccomp
         , , PUNCT , 3 punct
         ” ” PUNCT '' 3 punct
         Roth Roth PROPN NNP 9 nsubj person:1
         noted note VERB VBD 0 root",
    );
    assert!(found.contains(&"You | say States | rain fell".to_owned()), "{found:?}");
}

#[test]
fn who_is_quoted_within_a_speech_does_not_take_it_over() {
    let found = reports(
        "Roth Roth PROPN NNP 2 nsubj person:1
         said say VERB VBD 0 root
         : : PUNCT : 7 punct
         “ “ PUNCT `` 7 punct
         They they PRON PRP 6 nsubj
         told tell VERB VBD 2 ccomp
         us we PRON PRP 6 obj
         rain rain NOUN NN 9 nsubj
         fell fall VERB VBD 6 ccomp
         . . PUNCT . 6 punct
         ” ” PUNCT '' 6 punct

         “ “ PUNCT `` 4 punct
         Now now ADV RB 4 advmod
         we we PRON PRP 4 nsubj
         leave leave VERB VBP 0 root
         . . PUNCT . 4 punct
         ” ” PUNCT '' 4 punct",
    );
    let last = |r: &&String| r.contains("leave");
    assert!(found.iter().find(last).is_some_and(|r| r.starts_with("Roth")), "{found:?}");
}

#[test]
fn the_agent_of_a_passive_stands_behind_it() {
    let found = reports(
        "By by ADP IN 2 case
         contrast contrast NOUN NN 6 obl
         the the DET DT 4 det
         plan plan NOUN NN 6 nsubj:pass
         was be AUX VBD 6 aux:pass
         welcomed welcome VERB VBN 0 root
         by by ADP IN 8 case
         nurses nurse NOUN NNS 6 obl:agent",
    );
    assert_eq!(found, ["nurses | welcome Hopes | the plan"]);
}

#[test]
fn a_speaker_with_a_place_interrupts_and_a_list_does_not() {
    let found = reports(
        "Rain rain NOUN NN 9 nsubj
         , , PUNCT , 7 punct
         clerks clerk NOUN NNS 7 nsubj
         in in ADP IN 6 case
         both both DET DT 6 det
         towns town NOUN NNS 3 nmod
         said say VERB VBD 9 parataxis
         , , PUNCT , 7 punct
         fell fall VERB VBD 0 root",
    );
    assert_eq!(found, ["clerks in both towns | say States | Rain / fell"]);
}

#[test]
fn what_is_told_of_the_source_is_not_what_it_vouches_for() {
    let found = reports(
        "Rain rain NOUN NN 2 nsubj
         fell fall VERB VBD 0 root
         , , PUNCT , 6 punct
         according accord VERB VBG 6 case
         to to ADP IN 4 fixed
         Roth Roth PROPN NNP 2 obl person:1
         , , PUNCT , 9 punct
         who who PRON WP 9 nsubj
         waited wait VERB VBD 6 acl:relcl",
    );
    assert_eq!(found, ["Roth | according_to States | Rain fell"]);
}
