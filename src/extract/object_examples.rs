//! Examples of what counts as the object of a clause, on hand-written parses.

use super::{clause, sample};

/// The propositions of a parse, as `subject | predicate | object`.
fn said(table: &str) -> Vec<String> {
    let (document, annotation) = sample::annotated(table);
    let text = |p: super::Phrase| p.span(&annotation).of(&document.text).to_owned();
    let line = |p: super::Proposition| {
        format!("{} | {} | {}", text(p.subject), p.predicate, p.object.map(text).unwrap_or_default())
    };
    clause::find(&document, &annotation).into_iter().map(line).collect()
}

#[track_caller]
pub(super) fn check(table: &str, expected: &[&str]) {
    assert_eq!(said(table), expected);
}

#[test]
fn what_becomes_of_the_object_belongs_to_the_verb() {
    let made = |degree: &str| {
        format!(
            "Rain rain NOUN NN 2 nsubj
             made make VERB VBD 0 root
             roads road NOUN NNS 2 obj
             {degree} {degree} ADV RBR 5 advmod
             safe safe ADJ JJ 2 xcomp"
        )
    };
    check(&made("less"), &["Rain | make_less_safe | roads"]);
    check(&made("quite"), &["Rain | make_safe | roads"]);
}

#[test]
fn a_question_behind_a_verb_is_all_of_its_object() {
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         explained explain VERB VBD 0 root
         how how ADV WRB 2 obj
         bees bee NOUN NNS 5 nsubj
         dance dance VERB VBP 3 advcl:relcl",
        &["Ida | explain | how bees dance", "bees | dance | "],
    );
}

#[test]
fn an_age_is_said_with_its_years() {
    check(
        "Ida Ida PROPN NNP 5 nsubj person:1
         is be AUX VBZ 5 cop
         63 63 NUM CD 4 nummod
         years year NOUN NNS 5 obl:unmarked
         old old ADJ JJ 0 root",
        &["Ida | be | 63 years old"],
    );
}

#[test]
fn words_that_stand_for_others_say_nothing() {
    let is = |word: &str, tags: &str| {
        format!(
            "Oslo Oslo PROPN NNP 3 nsubj place:1
             is be AUX VBZ 3 cop
             {word} {word} {tags} 0 root"
        )
    };
    check(&is("another", "DET DT"), &[]);
    check(&is("where", "ADV WRB"), &[]);
    check(&is("large", "ADJ JJ"), &["Oslo | be | large"]);
    check(
        "Ida Ida PROPN NNP 4 nsubj person:1
         is be AUX VBZ 4 cop
         the the DET DT 4 det
         winner winner NOUN NN 0 root
         or or CCONJ CC 6 cc
         not not PART RB 4 conj",
        &["Ida | be | the winner"],
    );
}

#[test]
fn many_are_two_kinds_together() {
    check(
        "Guests guest NOUN NNS 3 nsubj
         are be AUX VBP 3 cop
         women woman NOUN NNS 0 root
         and and CCONJ CC 5 cc
         children child NOUN NNS 3 conj",
        &["Guests | be | women and children"],
    );
}

#[test]
fn what_one_has_from_others_is_not_done_to_them() {
    let support = |verb: &str, preposition: &str| {
        format!(
            "Oslo Oslo PROPN NNP 2 nsubj place:1
             {verb} {verb} VERB VBP 0 root
             support support NOUN NN 2 obj
             {preposition} {preposition} ADP IN 5 case
             Rome Rome PROPN NNP 3 nmod place:1"
        )
    };
    check(&support("have", "of"), &["Oslo | have | support of Rome"]);
    check(&support("voice", "for"), &["Oslo | support | Rome"]);
}

#[test]
fn a_clause_told_by_a_noun_has_no_gap_for_it() {
    check(
        "Signs sign NOUN NNS 5 nsubj
         that that SCONJ IN 4 mark
         prices price NOUN NNS 4 nsubj
         fell fall VERB VBD 1 acl:relcl
         grew grow VERB VBD 0 root",
        &["prices | may_fall | ", "Signs that prices fell | grow | "],
    );
}

#[test]
fn what_something_is_thought_to_be_belongs_to_the_verb() {
    check(
        "Eels eel NOUN NNS 3 nsubj:pass
         are be AUX VBP 3 aux:pass
         considered consider VERB VBN 0 root
         clean clean ADJ JJ 3 xcomp
         by by ADP IN 6 case
         cooks cook NOUN NNS 3 obl:agent",
        &["cooks | consider_clean | Eels", "Eels | may_be | clean"],
    );
}

#[test]
fn whom_one_blames_a_thing_on_is_blamed() {
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         blamed blame VERB VBD 0 root
         rain rain NOUN NN 2 obj
         on on ADP IN 5 case
         clouds cloud NOUN NNS 2 obl",
        &["Ida | blame | clouds"],
    );
}

#[test]
fn what_is_made_easy_is_the_object() {
    check(
        "Rain rain NOUN NN 2 nsubj
         made make VERB VBD 0 root
         it it PRON PRP 2 expl
         hard hard ADJ JJ 2 xcomp
         to to PART TO 6 mark
         harvest harvest VERB VB 4 advcl",
        &["Rain | make_hard | to harvest"],
    );
}

#[test]
fn what_an_object_is_held_to_be_belongs_to_it() {
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         sees see VERB VBZ 0 root
         the the DET DT 4 det
         dam dam NOUN NN 2 obj
         as as ADP IN 7 case
         a a DET DT 7 det
         threat threat NOUN NN 2 obl
         to to ADP IN 10 case
         the the DET DT 10 det
         fish fish NOUN NN 7 nmod",
        &["Ida | see | the dam as a threat to the fish", "the dam | may_be | a threat to the fish"],
    );
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         sees see VERB VBZ 0 root
         the the DET DT 4 det
         dam dam NOUN NN 2 obj
         in in ADP IN 6 case
         Oslo Oslo PROPN NNP 2 obl place:1",
        &["Ida | see | the dam"],
    );
}

#[test]
fn a_preposition_at_the_end_of_a_relative_clause_has_the_noun_for_its_object() {
    check(
        "Pills pill NOUN NNS 6 nsubj
         that that PRON WDT 5 obj
         Ida Ida PROPN NNP 5 nsubj person:1
         is be AUX VBZ 5 cop
         on on ADP IN 1 acl:relcl
         help help VERB VBP 0 root",
        &["Ida | be_on | Pills", "Pills that Ida is on | help | "],
    );
}

#[test]
fn what_a_deed_needs_does_not_do_it() {
    check(
        "The the DET DT 2 det
         votes vote NOUN NNS 6 nsubj
         needed need VERB VBN 2 acl
         to to PART TO 5 mark
         win win VERB VB 3 xcomp
         arrived arrive VERB VBD 0 root
         late late ADV RB 6 advmod",
        &["The votes | be_needed | to win", "The votes needed to win | arrive | "],
    );
}

#[test]
fn what_alone_is_denied_is_not_affirmed_with_the_rest() {
    check(
        "Boats boat NOUN NNS 3 nsubj
         are be AUX VBP 3 cop
         fast fast ADJ JJ 0 root
         and and CCONJ CC 6 cc
         not not PART RB 6 advmod
         cheap cheap ADJ JJ 3 conj",
        &["Boats | be | fast"],
    );
}

#[test]
fn a_lone_preposition_finds_its_noun_or_stays_with_the_verb() {
    check(
        "The the DET DT 2 det
         face face NOUN NN 7 nsubj
         fans fan NOUN NNS 4 nsubj
         look look VERB VBP 2 acl:relcl
         for for ADP IN 4 obl
         was be AUX VBD 7 aux:pass
         paid pay VERB VBN 0 root
         for for ADP IN 7 obl",
        &["fans | look_for | The face", "The face | be_paid_for | "],
    );
}

#[test]
fn an_idiom_is_part_of_the_predicate() {
    let set = |object: &str, article: &str| {
        said(&format!(
            "They they PRON PRP 2 nsubj
             set set VERB VBD 0 root
             barns {object} NOUN NNS 2 obj
             on on ADP IN 6 case
             {article} the DET DT 6 det
             fire fire NOUN NN 2 obl"
        ))
    };
    let bare = "They they PRON PRP 2 nsubj
        set set VERB VBD 0 root
        barns barn NOUN NNS 2 obj
        on on ADP IN 5 case
        fire fire NOUN NN 2 obl";
    check(bare, &["They | set_on_fire | barns"]);
    assert_eq!(set("barn", "the"), ["They | set | barns"]);
}

#[test]
fn what_comes_with_a_clause_has_it_for_its_object() {
    check(
        "Strikes strike NOUN NNS 2 nsubj
         come come VERB VBP 0 root
         as as SCONJ IN 5 mark
         prices price NOUN NNS 5 nsubj
         rise rise VERB VBP 2 advcl",
        &["Strikes | come_as | prices rise", "prices | rise | "],
    );
}

#[test]
fn an_object_behind_the_last_of_several_verbs_is_theirs_together() {
    check(
        "Songs song NOUN NNS 2 nsubj
         inspire inspire VERB VBP 0 root
         and and CCONJ CC 4 cc
         guide guide VERB VBP 2 conj
         miners miner NOUN NNS 4 obj",
        &["Songs | inspire | miners", "Songs | guide | miners"],
    );
}

#[test]
fn names_behind_a_plural_are_what_it_is_made_of() {
    check(
        "Members member NOUN NNS 3 nsubj
         are be AUX VBP 3 cop
         Peru Peru PROPN NNP 0 root place:1
         and and CCONJ CC 5 cc
         Chile Chile PROPN NNP 3 conj place:1",
        &["Members | include | Peru", "Members | include | Chile"],
    );
}

#[test]
fn time_spent_is_told_by_what_it_was_spent_on() {
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         spent spend VERB VBD 0 root
         weeks week NOUN NNS 2 obj
         painting paint VERB VBG 2 advcl
         boats boat NOUN NNS 4 obj",
        &["Ida | paint | boats"],
    );
}

#[test]
fn a_statement_says_what_it_is_said_to_say() {
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         issued issue VERB VBD 0 root
         a a DET DT 4 det
         statement statement NOUN NN 2 obj
         saying say VERB VBG 4 acl
         boats boat NOUN NNS 7 nsubj
         sank sink VERB VBD 5 ccomp",
        &["Ida | state | boats sank", "a statement | say | boats sank", "boats | sink | "],
    );
}

#[test]
fn a_clause_is_no_plural() {
    let close = |verb: &str| {
        format!(
            "They they PRON PRP 2 nsubj\nclose close VERB VBP 0 root\nmines mine NOUN NNS 2 obj\n, , PUNCT , 6 punct
             which which PRON WDT 6 nsubj\n{verb} 3 acl:relcl\nPeru Peru PROPN NNP 6 obj"
        )
    };
    check(&close("pleases please VERB VBZ"), &["They | close | mines"]);
    check(&close("please please VERB VBP"), &["They | close | mines", "mines | please | Peru"]);
}

#[test]
fn when_something_was_is_no_deed_of_the_days() {
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         left leave VERB VBD 0 root
         in in ADP IN 4 case
         days day NOUN NNS 2 obl
         that that PRON WDT 6 nsubj
         followed follow VERB VBD 4 acl:relcl",
        &["Ida | leave | "],
    );
}

#[test]
fn those_who_are_forced_to_answer_do() {
    check(
        "They they PRON PRP 2 nsubj
         forced force VERB VBD 0 root
         lawyers lawyer NOUN NNS 2 obj
         for for SCONJ IN 7 mark
         Ida Ida PROPN NNP 7 nsubj person:1
         to to PART TO 7 mark
         answer answer VERB VB 2 xcomp
         Peru Peru PROPN NNP 7 obj",
        &["They | force | lawyers", "lawyers | answer | Peru"],
    );
}

#[test]
fn amounts_asked_for_and_names_not_told_say_nothing() {
    check(
        "She she PRON PRP 2 nsubj
         knows know VERB VBZ 0 root
         how how ADV WRB 4 advmod
         many many ADJ JJ 5 amod
         miners miner NOUN NNS 6 nsubj
         left leave VERB VBD 2 ccomp",
        &["She | know | how many miners left"],
    );
    check(
        "Roth Roth PROPN NNP 2 nsubj person:1
         called call VERB VBD 0 root
         the the DET DT 4 det
         plan plan NOUN NN 2 obj
         `` `` PUNCT `` 6 punct
         absurd absurd ADJ JJ 4 amod
         '' '' PUNCT '' 6 punct",
        &[],
    );
}

#[test]
fn a_clause_that_says_who_is_meant_belongs_to_the_subject() {
    check(
        "People people NOUN NNS 4 nsubj
         who who PRON WP 3 nsubj
         smoke smoke VERB VBP 1 acl:relcl
         cough cough VERB VBP 0 root",
        &["People who smoke | cough | "],
    );
}

#[test]
fn what_somebody_calls_a_thing_is_the_thing() {
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         hit hit VERB VBD 0 root
         what what PRON WP 2 obj
         she she PRON PRP 5 nsubj
         called call VERB VBD 3 acl:relcl
         a a DET DT 7 det
         wreck wreck NOUN NN 5 xcomp",
        &["Ida | hit | what she called a wreck"],
    );
}

#[test]
fn what_a_thing_is_held_to_be_doing_completes_the_verb() {
    check(
        "Rain rain NOUN NN 3 nsubj:pass
         was be AUX VBD 3 aux:pass
         seen see VERB VBN 0 root
         as as SCONJ IN 5 mark
         ruining ruin VERB VBG 3 advcl
         crops crop NOUN NNS 5 obj",
        &["Rain | be_seen_as | ruining crops"],
    );
}

#[test]
fn which_are_meant_belongs_to_a_bare_plural() {
    let lost = |not: &str| {
        format!(
            "Ida Ida PROPN NNP 3 nsubj person:1
             {not} {not} ADV RB 3 advmod
             lost lose VERB VBD 0 root
             files file NOUN NNS 3 obj
             that that PRON WDT 7 nsubj
             were be AUX VBD 7 cop
             old old ADJ JJ 4 acl:relcl"
        )
    };
    check(&lost("never"), &["Ida | not_lose | files that were old"]);
    check(&lost("later"), &["Ida | lose | files that were old", "files | be | old"]);
}

#[test]
fn a_word_in_quotation_marks_goes_with_its_noun() {
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         used use VERB VBD 0 root
         the the DET DT 4 det
         term term NOUN NN 2 obj
         “ “ PUNCT `` 6 punct
         guest guest NOUN NN 4 appos
         ” ” PUNCT '' 6 punct",
        &["Ida | use | the term “ guest ”"],
    );
}

#[test]
fn how_it_is_done_belongs_to_verbs_that_say_little() {
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         treats treat VERB VBZ 0 root
         them they PRON PRP 2 obj
         fairly fairly ADV RB 2 advmod",
        &["Ida | treat_fairly | them"],
    );
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         spoke speak VERB VBD 0 root",
        &[],
    );
}

#[test]
fn those_who_are_called_on_are_the_object() {
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         called call VERB VBD 0 root
         on on ADP IN 4 case
         Peru Peru PROPN NNP 2 obl place:1
         to to PART TO 6 mark
         act act VERB VB 2 xcomp",
        &["Ida | call_on | Peru", "Peru | called_to_act | "],
    );
}

#[test]
fn an_agent_behind_several_passives_is_that_of_all() {
    check(
        "Roads road NOUN NNS 3 nsubj:pass
         were be AUX VBD 3 aux:pass
         planned plan VERB VBN 0 root
         and and CCONJ CC 5 cc
         built build VERB VBN 3 conj
         by by ADP IN 7 case
         Peru Peru PROPN NNP 5 obl:agent place:1",
        &["Peru | plan | Roads", "Peru | build | Roads"],
    );
}

#[test]
fn who_refuses_to_be_asked_refuses_and_not_who_asks() {
    let asked = |verb: &str| {
        format!(
            "Ida Ida PROPN NNP 2 nsubj person:1
             {verb} VERB VBD 0 root
             to to PART TO 5 mark
             be be AUX VB 5 aux:pass
             paid pay VERB VBN 2 xcomp
             by by ADP IN 7 case
             Peru Peru PROPN NNP 5 obl:agent place:1"
        )
    };
    check(&asked("refused refuse"), &["Ida | refuses_be_paid_by | Peru"]);
    check(&asked("seemed seem"), &["Peru | may_pay | Ida"]);
}

#[test]
fn acting_no_differently_is_not_acting_differently() {
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         acted act VERB VBD 0 root
         no no ADV RB 4 advmod
         differently differently ADV RB 2 advmod",
        &["Ida | not_act_differently | "],
    );
}
