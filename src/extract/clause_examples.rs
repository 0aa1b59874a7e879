//! Examples and counter-examples of clause extraction, on hand-written parses.

use super::{clause, sample};
use crate::model::{Modality, Polarity};

/// The propositions of a parse, as `subject | predicate | object`, marked where they are no plain assertion.
fn said(table: &str) -> Vec<String> {
    let (document, annotation) = sample::annotated(table);
    let text = |p: super::Phrase| p.span(&annotation).of(&document.text).to_owned();
    clause::find(&document, &annotation)
        .into_iter()
        .map(|p| {
            let object = p.object.map(text).unwrap_or_default();
            let mut line = format!("{} | {} | {object}", text(p.subject), p.predicate);
            if p.modality != Modality::Actual {
                line += &format!(" | {:?}", p.modality).to_lowercase();
            }
            if p.polarity == Polarity::Negated {
                line += " | negated";
            }
            line
        })
        .collect()
}

#[track_caller]
fn check(table: &str, expected: &[&str]) {
    assert_eq!(said(table), expected);
}

#[test]
fn coordination_is_distributed_over_subjects_and_verbs() {
    check(
        "Peru Peru PROPN NNP 4 nsubj
         and and CCONJ CC 3 cc
         Chile Chile PROPN NNP 1 conj
         signed sign VERB VBD 0 root
         the the DET DT 6 det
         pact pact NOUN NN 4 obj
         and and CCONJ CC 8 cc
         opened open VERB VBD 4 conj
         ports port NOUN NNS 8 obj",
        &["Peru | sign | the pact", "Chile | sign | the pact", "Peru | open | ports", "Chile | open | ports"],
    );
}

#[test]
fn a_passive_with_agent_is_turned_and_one_without_is_not() {
    check(
        "Shops shop NOUN NNS 3 nsubj:pass
         were be AUX VBD 3 aux:pass
         looted loot VERB VBN 0 root
         by by ADP IN 5 case
         rioters rioter NOUN NNS 3 obl:agent
         . . PUNCT . 3 punct",
        &["rioters | loot | Shops"],
    );
    check(
        "Shops shop NOUN NNS 3 nsubj:pass
         were be AUX VBD 3 aux:pass
         looted loot VERB VBN 0 root
         . . PUNCT . 3 punct",
        &["Shops | be_looted | "],
    );
}

#[test]
fn plans_and_refusals_are_folded_into_the_predicate() {
    let with = |verb: &str, lemma: &str| {
        format!(
            "Norway Norway PROPN NNP 2 nsubj\n{verb} {lemma} VERB VBD 0 root\nto to PART TO 4 mark\nmeet meet VERB VB 2 xcomp
             with with ADP IN 6 case\nfishermen fisherman NOUN NNS 4 obl"
        )
    };
    check(&with("planned", "plan"), &["Norway | plans_meet_with | fishermen | planned"]);
    check(&with("refused", "refuse"), &["Norway | refuses_meet_with | fishermen | negated"]);
    check(&with("managed", "manage"), &["Norway | meet_with | fishermen"]);
    check(&with("failed", "fail"), &["Norway | fails_meet_with | fishermen | negated"]);
    check(&with("seemed", "seem"), &["Norway | may_meet_with | fishermen | possible"]);
}

#[test]
fn modal_verbs_and_negation_mark_the_predicate() {
    let with = |aux: &str, lemma: &str| {
        format!(
            "Talks talk NOUN NNS 4 nsubj\n{aux} {lemma} AUX MD 4 aux\nnot not PART RB 4 advmod\nend end VERB VB 0 root\nstrikes strike NOUN NNS 4 obj"
        )
    };
    check(&with("will", "will"), &["Talks | will_not_end | strikes | planned | negated"]);
    check(&with("may", "may"), &["Talks | may_not_end | strikes | possible | negated"]);
    check(&with("did", "do"), &["Talks | not_end | strikes | negated"]);
}

#[test]
fn a_demand_is_made_of_its_object() {
    check(
        "Unions union NOUN NNS 2 nsubj
         urged urge VERB VBD 0 root
         ministers minister NOUN NNS 2 obj
         to to PART TO 5 mark
         raise raise VERB VB 2 xcomp
         wages wage NOUN NNS 5 obj",
        &["Unions | urge | ministers", "ministers | urged_to_raise | wages | demanded"],
    );
}

#[test]
fn what_is_denied_is_negated_and_what_is_said_is_not() {
    let with = |verb: &str, lemma: &str| {
        format!(
            "Police police NOUN NN 2 nsubj\n{verb} {lemma} VERB VBD 0 root\nthat that SCONJ IN 5 mark\nofficers officer NOUN NNS 5 nsubj
             beat beat VERB VBD 2 ccomp\nmarchers marcher NOUN NNS 5 obj"
        )
    };
    check(
        &with("denied", "deny"),
        &["Police | deny | that officers beat marchers", "officers | not_beat | marchers | negated"],
    );
    check(&with("said", "say"), &["Police | say | that officers beat marchers", "officers | beat | marchers"]);
}

#[test]
fn conditions_and_what_depends_on_them_are_conditional() {
    check(
        "If if SCONJ IN 3 mark
         rains rain NOUN NNS 3 nsubj
         fail fail VERB VBP 6 advcl
         farmers farmer NOUN NNS 6 nsubj
         will will AUX MD 6 aux
         leave leave VERB VB 0 root
         Kenya Kenya PROPN NNP 6 obj",
        &["rains | would_fail |  | conditional", "farmers | would_leave | Kenya | conditional"],
    );
}

#[test]
fn light_verbs_give_way_to_their_noun() {
    check(
        "Rebels rebel NOUN NNS 2 nsubj
         launched launch VERB VBD 0 root
         a a DET DT 4 det
         raid raid NOUN NN 2 obj
         on on ADP IN 7 case
         the the DET DT 7 det
         mine mine NOUN NN 4 nmod",
        &["Rebels | raid | the mine"],
    );
    check(
        "Rebels rebel NOUN NNS 2 nsubj
         launched launch VERB VBD 0 root
         a a DET DT 4 det
         website website NOUN NN 2 obj",
        &["Rebels | launch | a website"],
    );
}

#[test]
fn relative_clauses_and_participles_have_understood_subjects() {
    check(
        "Miners miner NOUN NNS 5 nsubj
         who who PRON WP 3 nsubj
         left leave VERB VBD 1 acl:relcl
         Ghana Ghana PROPN NNP 3 obj
         sued sue VERB VBD 0 root
         the the DET DT 7 det
         firm firm NOUN NN 5 obj
         , , PUNCT , 9 punct
         seeking seek VERB VBG 5 advcl
         pay pay NOUN NN 9 obj",
        &["Miners | leave | Ghana", "Miners who left Ghana | sue | the firm", "Miners who left Ghana | seek | pay"],
    );
}

#[test]
fn an_accusation_is_no_fact() {
    check(
        "Mayors mayor NOUN NNS 3 nsubj:pass
         were be AUX VBD 3 aux:pass
         accused accuse VERB VBN 0 root
         of of SCONJ IN 5 mark
         taking take VERB VBG 3 advcl
         bribes bribe NOUN NNS 5 obj
         . . PUNCT . 3 punct",
        &["Mayors | accused_of_take | bribes | possible"],
    );
}

#[test]
fn nothing_is_claimed_of_questions_and_empty_subjects() {
    check(
        "Who who PRON WP 2 nsubj\nwon win VERB VBD 0 root\nthe the DET DT 4 det\ncup cup NOUN NN 2 obj\n? ? PUNCT . 2 punct",
        &[],
    );
    check("It it PRON PRP 2 expl\nrained rain VERB VBD 0 root", &[]);
}

#[test]
fn headlines_in_title_case_get_their_verb_back() {
    check(
        "Merkel Merkel PROPN NNP 2 compound
         Plans plan NOUN NNS 3 nsubj
         Talks talk VERB VBZ 0 root
         with with ADP IN 5 case
         Farmers farmer NOUN NNS 3 obl",
        &["Merkel | plans_talk_with | Farmers | planned"],
    );
    check(
        "Mayor mayor NOUN NN 3 nsubj\nto to PART TO 3 mark\nResign resign VERB VB 0 root",
        &["Mayor | will_resign |  | planned"],
    );
}

#[test]
fn no_and_without_negate() {
    check(
        "No no DET DT 2 det\ndate date NOUN NN 4 nsubj:pass\nwas be AUX VBD 4 aux:pass\nset set VERB VBN 0 root\n. . PUNCT . 4 punct",
        &["date | not_be_set |  | negated"],
    );
    check(
        "He he PRON PRP 2 nsubj\nleft leave VERB VBD 0 root\nwithout without SCONJ IN 4 mark\npaying pay VERB VBG 2 advcl\nrent rent NOUN NN 4 obj",
        &["He | leave | ", "He | not_pay | rent | negated"],
    );
}

#[test]
fn a_bare_verb_below_insist_is_a_demand() {
    let with = |verb: &str, xpos: &str| {
        format!(
            "Unions union NOUN NNS 2 nsubj\ninsisted insist VERB VBD 0 root\nthat that SCONJ IN 6 mark\nany any DET DT 5 det\nbill bill NOUN NN 6 nsubj
             {verb} include VERB {xpos} 2 ccomp\npay pay NOUN NN 6 obj"
        )
    };
    let demanded = "any bill | asked_to_include | pay | demanded";
    assert!(said(&with("include", "VB")).contains(&demanded.to_owned()), "{:?}", said(&with("include", "VB")));
    assert!(said(&with("includes", "VBZ")).contains(&"any bill | include | pay".to_owned()));
}

#[test]
fn who_a_predicate_describes_does_what_its_clause_says() {
    check(
        "Ida Ida PROPN NNP 4 nsubj person:1
         is be AUX VBZ 4 cop
         a a DET DT 4 det
         coach coach NOUN NN 0 root
         who who PRON WP 6 nsubj
         won win VERB VBD 4 acl:relcl
         prizes prize NOUN NNS 6 obj",
        &["Ida | be | a coach who won prizes", "Ida | win | prizes"],
    );
    // What is denied of her describes nobody.
    check(
        "Ida Ida PROPN NNP 5 nsubj person:1
         is be AUX VBZ 5 cop
         not not PART RB 5 advmod
         a a DET DT 5 det
         coach coach NOUN NN 0 root
         who who PRON WP 7 nsubj
         yells yell VERB VBZ 5 acl:relcl",
        &["Ida | not_be | a coach who yells | negated"],
    );
}

#[test]
fn a_relative_clause_agrees_with_its_noun() {
    check(
        "Notes note NOUN NNS 7 nsubj
         about about ADP IN 3 case
         rent rent NOUN NN 1 nmod
         that that PRON WDT 6 nsubj
         are be AUX VBP 6 cop
         old old ADJ JJ 3 acl:relcl
         vanish vanish VERB VBP 0 root
         . . PUNCT . 7 punct",
        &["Notes about rent | be | old", "Notes about rent that are old | vanish | "],
    );
}

#[test]
fn people_before_a_participle_do_what_it_says() {
    check(
        "A a DET DT 2 det
         film film NOUN NN 7 nsubj
         of of ADP IN 4 case
         tourists tourist NOUN NNS 2 nmod
         entering enter VERB VBG 2 acl
         Lima Lima PROPN NNP 5 obj place:1
         failed fail VERB VBD 0 root",
        &["tourists | enter | Lima", "A film of tourists entering Lima | fail | "],
    );
    check(
        "A a DET DT 2 det
         ban ban NOUN NN 7 nsubj
         on on ADP IN 4 case
         tourists tourist NOUN NNS 2 nmod
         entering enter VERB VBG 2 acl
         Lima Lima PROPN NNP 5 obj place:1
         failed fail VERB VBD 0 root",
        &["A ban on tourists entering Lima | fail | "],
    );
}

#[test]
fn participles_like_prepositions_say_nothing_of_the_subject() {
    check(
        "Peru Peru PROPN NNP 2 nsubj
         won win VERB VBD 0 root
         five five NUM CD 4 nummod
         games game NOUN NNS 2 obj
         compared compare VERB VBN 2 advcl
         with with ADP IN 7 case
         two two NUM CD 5 obl",
        &["Peru | win | five games"],
    );
}

#[test]
fn degrees_stay_with_their_adjective_and_measures_are_no_failures() {
    check(
        "Trams tram NOUN NNS 4 nsubj
         are be AUX VBP 4 cop
         less less ADV RBR 4 advmod
         open open ADJ JJ 0 root
         to to ADP IN 6 case
         bikes bike NOUN NNS 4 obl",
        &["Trams | be_less_open_to | bikes"],
    );
    check(
        "Rents rent NOUN NNS 3 nsubj
         nearly nearly ADV RB 3 advmod
         doubled double VERB VBD 0 root
         . . PUNCT . 3 punct",
        &["Rents | double | "],
    );
}

#[test]
fn nobody_does_what_is_advised_against() {
    check(
        "Peru Peru PROPN NNP 2 nsubj
         warned warn VERB VBD 0 root
         against against SCONJ IN 4 mark
         raising raise VERB VBG 2 advcl
         tolls toll NOUN NNS 4 obj",
        &["Peru | warn_against | raising tolls"],
    );
}

#[test]
fn what_falls_short_is_not_done() {
    let with =
        |words: &str| format!("Oslo Oslo PROPN NNP 2 nsubj\n{words}\npact pact NOUN NN 5 obj\n. . PUNCT . 2 punct");
    check(
        &with(
            "stopped stop VERB VBD 0 root\nshort short ADV RB 2 advmod\nof of SCONJ IN 5 mark\nleaving leave VERB VBG 2 advcl",
        ),
        &["Oslo | stops_short_of_leave | pact | negated"],
    );
    check(
        &with("had have VERB VBD 0 root\nyet yet ADV RB 2 advmod\nto to PART TO 5 mark\nsign sign VERB VB 2 xcomp"),
        &["Oslo | not_sign | pact | negated"],
    );
}

#[test]
fn what_somebody_finds_hard_may_be_so() {
    check(
        "Rules rule NOUN NNS 2 nsubj
         make make VERB VBP 0 root
         it it PRON PRP 2 expl
         harder hard ADJ JJR 2 xcomp
         for for SCONJ IN 8 mark
         miners miner NOUN NNS 8 nsubj
         to to PART TO 8 mark
         join join VERB VB 4 csubj
         unions union NOUN NNS 8 obj",
        &["Rules | make_harder | for miners to join unions", "miners | may_join | unions | possible"],
    );
}

#[test]
fn what_a_noun_imagines_is_no_fact() {
    let with = |verb: &str, lemma: &str| {
        format!(
            "Oslo Oslo PROPN NNP 2 nsubj\n{verb} {lemma} VERB VBD 0 root\nthe the DET DT 4 det\nidea idea NOUN NN 2 obj
             of of ADP IN 6 case\nPeru Peru PROPN NNP 4 nmod\njoining join VERB VBG 4 acl\nNATO NATO PROPN NNP 7 obj"
        )
    };
    assert_eq!(said(&with("discussed", "discuss"))[1], "Peru | may_join | NATO | possible");
    assert_eq!(said(&with("rejected", "reject"))[1], "Peru | may_not_join | NATO | possible | negated");
}

#[test]
fn a_relative_clause_is_as_real_as_the_noun_that_it_narrows() {
    let with = |verb: &str, noun: &str| {
        format!(
            "Oslo Oslo PROPN NNP 3 nsubj\n{verb}\nhire hire VERB VB 0 root\n{noun}\nwho who PRON WP 7 nsubj
             speaks speak VERB VBZ 5 acl:relcl\nThai Thai PROPN NNP 7 obj"
        )
    };
    let will = "will will AUX MD 3 aux";
    check(
        &with(will, "a a DET DT 5 det\nguide guide NOUN NN 3 obj"),
        &["Oslo | will_hire | a guide who speaks Thai | planned", "a guide | will_speak | Thai | planned"],
    );
    check(
        &with(will, "the the DET DT 5 det\nguide guide NOUN NN 3 obj"),
        &["Oslo | will_hire | the guide | planned", "the guide | speak | Thai"],
    );
    check(
        &with(will, "just just ADV RB 5 advmod\nanyone anyone PRON NN 3 obj"),
        &["Oslo | will_hire | just anyone who speaks Thai | planned"],
    );
}

#[test]
fn what_a_deed_brings_about_has_the_deed_for_its_cause() {
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         quit quit VERB VBD 0 root
         , , PUNCT , 4 punct
         causing cause VERB VBG 2 advcl
         riots riot NOUN NNS 4 obj",
        &["Ida | quit | ", "Ida quit | cause | riots"],
    );
}

#[test]
fn what_another_is_chosen_over_is_not_chosen() {
    check(
        "Oslo Oslo PROPN NNP 2 nsubj
         taxed tax VERB VBD 0 root
         cars car NOUN NNS 2 obj
         rather rather ADV RB 6 cc
         than than ADP IN 4 fixed
         homes home NOUN NNS 3 conj",
        &["Oslo | tax | cars"],
    );
}

#[test]
fn would_is_a_future_where_it_is_told_and_a_condition_where_it_is_quoted() {
    let clause = "It it PRON PRP 4 nsubj\nwould would AUX MD 4 aux\nnot not PART RB 4 advmod\nsell sell VERB VB 7 ccomp\nships ship NOUN NNS 4 obj";
    let said_so = "Oslo Oslo PROPN NNP 7 nsubj\nsaid say VERB VBD 0 root";
    let told = format!("{clause}\n{said_so}");
    assert!(said(&told).contains(&"It | will_not_sell | ships | planned | negated".to_owned()), "{:?}", said(&told));
    let quoted = format!("{clause}\n'' '' PUNCT '' 4 punct\n{}", said_so.replace(" 7 nsubj", " 8 nsubj"));
    let quoted = quoted.replace("VB 7 ccomp", "VB 8 ccomp");
    assert!(
        said(&quoted).contains(&"It | would_not_sell | ships | conditional | negated".to_owned()),
        "{:?}",
        said(&quoted)
    );
}

#[test]
fn what_is_allowed_is_allowed_to_the_object() {
    check(
        "Oslo Oslo PROPN NNP 2 nsubj
         allows allow VERB VBZ 0 root
         people people NOUN NNS 2 iobj
         in in ADP IN 5 case
         towns town NOUN NNS 2 obl
         hit hit VERB VBN 5 acl
         to to PART TO 8 mark
         call call VERB VB 6 advcl
         home home NOUN NN 8 obj
         . . PUNCT . 2 punct",
        &[
            "Oslo | allow_in | towns hit to call home",
            "towns | be_hit | ",
            "people | allowed_to_call | home | possible",
        ],
    );
}

#[test]
fn who_is_asked_when_it_says_so() {
    check(
        "Ida Ida PROPN NNP 2 nsubj person:1
         left leave VERB VBD 0 root
         when when ADV WRB 4 mark
         asked ask VERB VBD 2 advcl
         about about ADP IN 6 case
         rain rain NOUN NN 4 obl
         . . PUNCT . 2 punct",
        &["Ida | leave | ", "Ida | be_asked_about | rain"],
    );
}

#[test]
fn having_somebody_act_obliges_nobody() {
    check(
        "Oslo Oslo PROPN NNP 2 nsubj
         has have VERB VBZ 0 root
         farmers farmer NOUN NNS 2 obj
         register register VERB VB 2 xcomp
         land land NOUN NN 4 obj",
        &["Oslo | have | farmers register land", "farmers | register | land"],
    );
}
