//! What pronouns stand for, on parses written by hand.

use super::tests::clusters;

#[test]
fn a_predicate_is_no_antecedent() {
    let found = clusters(
        "Nobody nobody PRON NN 2 nsubj
         doubts doubt VERB VBZ 0 root
         that that SCONJ IN 7 mark
         Otto Otto PROPN NNP 7 nsubj person:1
         is be AUX VBZ 7 cop
         a a DET DT 7 det
         pianist pianist NOUN NN 2 ccomp
         . . PUNCT . 2 punct

         He he PRON PRP 2 nsubj
         plays play VERB VBZ 0 root
         daily daily ADV RB 2 advmod",
    );
    assert_eq!(found, ["Otto: Otto | He"]);
}

#[test]
fn a_group_is_the_one_last_spoken_of() {
    let found = |soldiers: &str| {
        clusters(&format!(
            "Otto Otto PROPN NNP 2 nsubj person:1
             joined join VERB VBD 0 root
             an a DET DT 5 det
             armed armed ADJ JJ 5 amod
             group group NOUN NN 2 obj

             {soldiers}s {soldiers} NOUN NNS 2 nsubj
             fled flee VERB VBD 0 root

             The the DET DT 2 det
             group group NOUN NN 3 nsubj
             returned return VERB VBD 0 root"
        ))
    };
    assert_eq!(found("price"), ["armed group: an armed group | The group"]);
    assert!(found("rebel").is_empty(), "{:?}", found("rebel"));
}

#[test]
fn a_clause_before_waits_for_its_subject() {
    let found = clusters(
        "Karl Karl PROPN NNP 2 nsubj person:1
         slept sleep VERB VBD 0 root
         . . PUNCT . 2 punct

         While while SCONJ IN 3 mark
         he he PRON PRP 3 nsubj
         toured tour VERB VBD 7 advcl
         Norway Norway PROPN NNP 3 obj place:1
         , , PUNCT , 3 punct
         Otto Otto PROPN NNP 7 nsubj person:1
         sang sing VERB VBD 0 root",
    );
    assert_eq!(found, ["Otto: he | Otto"]);
}

#[test]
fn a_topic_set_before_the_clause_is_taken_up() {
    let found = clusters(
        "Karl Karl PROPN NNP 2 nsubj person:1
         slept sleep VERB VBD 0 root
         . . PUNCT . 2 punct

         As as ADP IN 3 case
         for for ADP IN 1 fixed
         Otto Otto PROPN NNP 6 obl person:1
         , , PUNCT , 3 punct
         he he PRON PRP 6 nsubj
         sang sing VERB VBD 0 root",
    );
    assert_eq!(found, ["Otto: Otto | he"]);
}

#[test]
fn what_is_spoken_of_is_what_the_words_take_up() {
    let found = clusters(
        "Mara Mara PROPN NNP 2 nsubj person:1
         said say VERB VBD 0 root
         of of ADP IN 5 case
         the the DET DT 5 det
         bridge bridge NOUN NN 2 obl
         , , PUNCT , 9 punct
         “ \" PUNCT `` 9 punct
         I I PRON PRP 9 nsubj
         like like VERB VBP 2 ccomp
         it it PRON PRP 9 obj
         ” \" PUNCT '' 9 punct",
    );
    assert_eq!(found, ["Mara: Mara | I", "bridge: the bridge | it"]);
}

#[test]
fn we_is_nobody_in_particular() {
    let found = clusters(
        "“ \" PUNCT `` 3 punct
         We we PRON PRP 3 nsubj
         sing sing VERB VBP 5 ccomp
         ” \" PUNCT '' 3 punct
         said say VERB VBD 0 root
         Mara Mara PROPN NNP 5 nsubj person:1",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_son_of_the_same_name_is_somebody_else() {
    let found = clusters(
        "Otto Otto PROPN NNP 3 nsubj person:2
         Lind Lind PROPN NNP 1 flat
         met meet VERB VBD 0 root
         Otto Otto PROPN NNP 3 obj person:3
         Lind Lind PROPN NNP 4 flat
         Jr. Jr. PROPN NNP 4 flat
         . . PUNCT . 3 punct

         Otto Otto PROPN NNP 3 nsubj person:2
         Jr. Jr. PROPN NNP 1 flat
         sang sing VERB VBD 0 root",
    );
    assert_eq!(found, ["Otto Lind Jr.: Otto Lind Jr. | Otto Jr."]);
}

#[test]
fn a_surname_is_that_of_the_one_named_first() {
    let found = clusters(
        "Otto Otto PROPN NNP 3 nsubj person:2
         Lind Lind PROPN NNP 1 flat
         met meet VERB VBD 0 root
         Karl Karl PROPN NNP 3 obj person:2
         Lind Lind PROPN NNP 4 flat
         . . PUNCT . 3 punct

         Karl Karl PROPN NNP 3 nsubj person:2
         Lind Lind PROPN NNP 1 flat
         sang sing VERB VBD 0 root

         Mr. Mr. PROPN NNP 2 nmod:desc
         Lind Lind PROPN NNP 3 nsubj person:1
         left leave VERB VBD 0 root",
    );
    assert_eq!(found, ["Otto Lind: Otto Lind | Mr. Lind", "Karl Lind: Karl Lind | Karl Lind"]);
}

#[test]
fn a_town_is_not_short_for_a_committee_named_after_it() {
    let found = clusters(
        "The the DET DT 3 det
         Elmford Elmford PROPN NNP 3 compound organization:2
         Committee Committee PROPN NNP 4 nsubj
         left leave VERB VBD 0 root
         Elmford Elmford PROPN NNP 4 obj event:1
         near near ADP IN 7 case
         Elmford Elmford PROPN NNP 4 obl place:1",
    );
    assert_eq!(found, ["Elmford: Elmford | Elmford"]);
}

#[test]
fn husband_and_wife_are_two() {
    let found = clusters(
        "Otto Otto PROPN NNP 3 nsubj person:2
         Lind Lind PROPN NNP 1 flat
         met meet VERB VBD 0 root
         Mrs. Mrs. PROPN NNP 5 nmod:desc
         Lind Lind PROPN NNP 3 obj person:1
         . . PUNCT . 3 punct

         Mr. Mr. PROPN NNP 2 nmod:desc
         Lind Lind PROPN NNP 3 nsubj person:1
         thanked thank VERB VBD 0 root
         Mrs. Mrs. PROPN NNP 5 nmod:desc
         Lind Lind PROPN NNP 3 obj person:1",
    );
    assert_eq!(found, ["Otto Lind: Otto Lind | Mr. Lind", "Lind: Mrs. Lind | Mrs. Lind"]);
}

#[test]
fn who_heads_a_turn_says_i() {
    let found = clusters(
        "LIND Lind PROPN NNP 4 dep person:1
         : : PUNCT : 1 punct
         I I PRON PRP 4 nsubj
         waited wait VERB VBD 0 root",
    );
    assert_eq!(found, ["LIND: LIND | I"]);
}

#[test]
fn a_clause_with_a_subject_of_its_own_waits_for_nobody() {
    let found = clusters(
        "When when ADV WRB 3 advmod
         Karl Karl PROPN NNP 3 nsubj person:1
         washed wash VERB VBD 8 advcl
         his his PRON PRP$ 5 nmod:poss
         car car NOUN NN 3 obj
         , , PUNCT , 3 punct
         Otto Otto PROPN NNP 8 nsubj person:1
         sang sing VERB VBD 0 root",
    );
    assert_eq!(found, ["Karl: Karl | his"]);
}

#[test]
fn a_name_in_brackets_tells_who_a_pronoun_is() {
    let found = clusters(
        "Otto Otto PROPN NNP 2 nsubj person:1
         slept sleep VERB VBD 0 root
         . . PUNCT . 2 punct

         She she PRON PRP 6 nsubj
         [ [ PUNCT -LRB- 3 punct
         Ida Ida PROPN NNP 1 appos person:2
         Berg Berg PROPN NNP 3 flat
         ] ] PUNCT -RRB- 3 punct
         sang sing VERB VBD 0 root",
    );
    assert_eq!(found, ["Ida Berg: She | Ida Berg"]);
}

#[test]
fn support_for_somebody_is_not_their_own() {
    let found = clusters(
        "Karl Karl PROPN NNP 2 nsubj person:1
         slept sleep VERB VBD 0 root
         . . PUNCT . 2 punct

         Karl Karl PROPN NNP 2 nsubj person:1
         repeated repeat VERB VBD 0 root
         his he PRON PRP$ 4 nmod:poss
         support support NOUN NN 2 obj
         for for ADP IN 6 case
         Otto Otto PROPN NNP 4 nmod person:1",
    );
    assert_eq!(found, ["Karl: Karl | Karl | his"]);
}

#[test]
fn a_name_to_come_takes_no_mentions_from_one_known() {
    let found = clusters(
        "Berg Berg PROPN NNP 3 nsubj person:2
         Lind Lind PROPN NNP 1 flat
         sang sing VERB VBD 0 root
         . . PUNCT . 3 punct

         Berg Berg PROPN NNP 2 nsubj person:1
         waved wave VERB VBD 0 root
         . . PUNCT . 2 punct

         Otto Otto PROPN NNP 3 nsubj person:2
         Berg Berg PROPN NNP 1 flat
         left leave VERB VBD 0 root",
    );
    assert_eq!(found, ["Berg Lind: Berg Lind | Berg"]);
}

#[test]
fn who_is_to_become_something_is_nobody_else() {
    let found = clusters(
        "Ana Ana PROPN NNP 3 nsubj person:2
         Roth Roth PROPN NNP 1 flat
         is be AUX VBZ 5 cop
         the the DET DT 5 det
         mayor mayor NOUN NN 0 root
         . . PUNCT . 5 punct

         Otto Otto PROPN NNP 2 nsubj person:1
         became become VERB VBD 0 root
         the the DET DT 4 det
         mayor mayor NOUN NN 2 xcomp",
    );
    assert!(found.iter().all(|cluster| !cluster.contains("the mayor | ")), "{found:?}");
}

#[test]
fn an_adjective_in_capitals_belongs_to_the_name() {
    let said = "the the DET DT 3 det
         Prime prime ADJ JJ 3 amod
         Minister Minister PROPN NNP 4 nsubj
         left leave VERB VBD 0 root";
    assert_eq!(clusters(&format!("{said}\n\n{said}")), ["Prime Minister: the Prime Minister | the Prime Minister"]);
}

#[test]
fn what_a_sentence_is_about_the_next_is_about() {
    let found = clusters(
        "Otto Otto PROPN NNP 3 nsubj person:2
         Lind Lind PROPN NNP 1 flat
         waited wait VERB VBD 0 root

         Rain rain NOUN NN 2 nsubj
         fell fall VERB VBD 0 root

         Jan Jan PROPN NNP 3 nsubj person:2
         Roth Roth PROPN NNP 1 flat
         praised praise VERB VBD 0 root
         Otto Otto PROPN NNP 3 obj person:2
         Lind Lind PROPN NNP 4 flat

         He he PRON PRP 2 nsubj
         left leave VERB VBD 0 root",
    );
    assert_eq!(found, ["Otto Lind: Otto Lind | Otto Lind", "Jan Roth: Jan Roth | He"]);
}

#[test]
fn an_amount_is_called_by_what_it_is_of() {
    let found = clusters(
        "A a DET DT 2 det
         majority majority NOUN NN 5 nsubj
         of of ADP IN 4 case
         miners miner NOUN NNS 2 nmod
         left leave VERB VBD 0 root

         The the DET DT 2 det
         majority majority NOUN NN 5 nsubj
         of of ADP IN 4 case
         miners miner NOUN NNS 2 nmod
         returned return VERB VBD 0 root",
    );
    assert_eq!(found[0], "majority of miners: A majority of miners | The majority of miners");
}

#[test]
fn what_is_quoted_in_between_does_not_count() {
    let rain = "It it PRON PRP 2 expl
         rained rain VERB VBD 0 root
         . . PUNCT . 2 punct";
    let found = clusters(&format!(
        "Otto Otto PROPN NNP 2 nsubj person:1
         waved wave VERB VBD 0 root
         . . PUNCT . 2 punct

         “ “ PUNCT `` 3 punct
         It it PRON PRP 3 expl
         rained rain VERB VBD 0 root
         . . PUNCT . 3 punct

         {rain}

         {rain}

         {rain}

         It it PRON PRP 2 expl
         rained rain VERB VBD 0 root
         , , PUNCT , 2 punct
         ” ” PUNCT '' 2 punct
         he he PRON PRP 6 nsubj
         said say VERB VBD 2 parataxis"
    ));
    assert_eq!(found, ["Otto: Otto | he"]);
}

#[test]
fn who_spoke_goes_on_and_not_whom_they_spoke_of() {
    let found = clusters(
        "Jan Jan PROPN NNP 2 nsubj person:1
         said say VERB VBD 0 root
         Karl Karl PROPN NNP 4 nsubj person:1
         thought think VERB VBD 2 ccomp
         it it PRON PRP 6 expl
         rained rain VERB VBD 4 ccomp
         . . PUNCT . 2 punct

         He he PRON PRP 2 nsubj
         added add VERB VBD 0 root
         that that SCONJ IN 5 mark
         it it PRON PRP 5 expl
         snowed snow VERB VBD 2 ccomp",
    );
    assert_eq!(found, ["Jan: Jan | He"]);
}

#[test]
fn a_prime_minister_is_that_of_a_state() {
    let found = clusters(
        "Norway Norway PROPN NNP 2 nsubj place:1
         praised praise VERB VBD 0 root
         the the DET DT 4 det
         bridge bridge NOUN NN 2 obj
         . . PUNCT . 2 punct

         Its its PRON PRP$ 3 nmod:poss
         prime prime ADJ JJ 3 amod
         minister minister NOUN NN 4 nsubj
         sang sing VERB VBD 0 root",
    );
    assert_eq!(found, ["Norway: Norway | Its"]);
}

#[test]
fn a_parent_company_is_not_the_company() {
    let found = clusters(
        "A a DET DT 3 det
         parent parent NOUN NN 3 compound
         company company NOUN NN 4 nsubj
         paid pay VERB VBD 0 root
         . . PUNCT . 4 punct

         The the DET DT 2 det
         company company NOUN NN 3 nsubj
         left leave VERB VBD 0 root",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_whole_named_before_its_part_is_not_short_for_it() {
    let found = clusters(
        "Norvik Norvik PROPN NNP 2 nsubj organization:1
         paid pay VERB VBD 0 root
         . . PUNCT . 2 punct

         Norvik Norvik PROPN NNP 3 compound organization:3
         Health Health PROPN NNP 3 compound
         Services Services PROPN NNPS 4 nsubj
         left leave VERB VBD 0 root",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn descriptions_stand_for_the_only_one_they_fit() {
    let said = |article: &str, noun: &str| {
        format!(
            "The the DET DT 3 det
             Justice Justice PROPN NNP 3 compound organization:2
             Department Department PROPN NNP 4 nsubj
             sued sue VERB VBD 0 root
             Otto Otto PROPN NNP 4 obj person:2
             Lind Lind PROPN NNP 5 flat
             . . PUNCT . 4 punct

             The the DET DT {article} det
             {noun}"
        )
    };
    let department = "department department NOUN NN 3 nsubj
         won win VERB VBD 0 root";
    assert_eq!(clusters(&said("2", department)), ["Justice Department: The Justice Department | The department"]);
    let surgeon = "retired retired ADJ JJ 3 amod
         surgeon surgeon NOUN NN 4 nsubj
         lost lose VERB VBD 0 root";
    assert_eq!(clusters(&said("3", surgeon)), ["Otto Lind: Otto Lind | The retired surgeon"]);
    let judge = surgeon.replace("retired", "federal").replace("surgeon", "judge");
    assert!(clusters(&said("3", &judge)).is_empty());
}

#[test]
fn who_speaks_for_somebody_by_office_says_we_of_them() {
    let found = clusters(
        "“ “ PUNCT `` 3 punct
         We we PRON PRP 3 nsubj
         sing sing VERB VBP 5 ccomp
         ” ” PUNCT '' 3 punct
         said say VERB VBD 0 root
         Mara Mara PROPN NNP 5 nsubj person:1
         , , PUNCT , 9 punct
         a a DET DT 9 det
         spokeswoman spokeswoman NOUN NN 6 appos
         for for ADP IN 11 case
         Norvik Norvik PROPN NNP 9 nmod organization:1",
    );
    assert!(found.contains(&"Norvik: We | Norvik".to_owned()), "{found:?}");
}

#[test]
fn what_is_somebodys_is_called_after_them() {
    let found = clusters(
        "Otto Otto PROPN NNP 3 nmod:poss person:1
         's 's PART POS 1 case
         mother mother NOUN NN 4 nsubj
         sang sing VERB VBD 0 root
         . . PUNCT . 4 punct

         The the DET DT 2 det
         mother mother NOUN NN 3 nsubj
         left leave VERB VBD 0 root",
    );
    assert_eq!(found, ["Otto's mother: Otto 's mother | The mother"]);
}

#[test]
fn a_body_goes_on_acting() {
    let found = |verb: &str| {
        clusters(&format!(
            "The the DET DT 2 det
             ministry ministry NOUN NN 3 nsubj
             praised praise VERB VBD 0 root
             a a DET DT 5 det
             bridge bridge NOUN NN 3 obj
             . . PUNCT . 3 punct

             It it PRON PRP 2 nsubj
             {verb} VERB VBD 0 root
             bonds bond NOUN NNS 2 obj"
        ))
    };
    assert_eq!(found("issued issue"), ["ministry: The ministry | It"]);
}

#[test]
fn who_acts_against_somebody_may_be_called_after_him() {
    let found = clusters(
        "Critics critic NOUN NNS 4 nsubj
         of of ADP IN 3 case
         Otto Otto PROPN NNP 1 nmod person:1
         mocked mock VERB VBD 0 root
         him he PRON PRP 4 obj",
    );
    assert_eq!(found, ["Otto: Otto | him"]);
}
