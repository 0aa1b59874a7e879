//! What is claimed in made-up sentences, through the whole program with the real language model.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;

/// The claims of each text, as `subject | predicate > relation | object`, in text order.
fn claims(texts: &[&str]) -> Vec<Vec<String>> {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (articles, graph) = (scratch.path().join("articles"), scratch.path().join("kg"));
    fs::create_dir(&articles).expect("a folder");
    for (i, text) in texts.iter().enumerate() {
        fs::write(articles.join(format!("{i:02}.txt")), text).expect("an article");
    }
    let claimgraph = || Command::cargo_bin("claimgraph").expect("the program");
    claimgraph().args(["build", "-q"]).arg(&articles).arg("-o").arg(&graph).assert().success();
    let done = claimgraph().args(["export", "jsonl", "-q", "-g"]).arg(&graph).assert().success();
    let mut found = vec![Vec::new(); texts.len()];
    for line in String::from_utf8_lossy(&done.get_output().stdout).lines() {
        let claim: Value = serde_json::from_str(line).expect("JSON");
        let name = claim["source"].as_str().and_then(|s| s.rsplit('/').next()).expect("a source");
        let at: usize = name.trim_end_matches(".txt").parse().expect("a number");
        found[at].push(line_of(&claim));
    }
    found
}

fn line_of(claim: &Value) -> String {
    let text = |slot: &Value| slot["text"].as_str().unwrap_or_default().to_owned();
    let relation = claim["relation"].as_str().unwrap_or("-");
    let predicate = claim["predicate"].as_str().unwrap_or_default();
    format!("{} | {predicate} > {relation} | {}", text(&claim["subject"]), text(&claim["object"]))
}

/// Every text has its claim among those found.
#[track_caller]
fn says(expected: &[(&str, &str)]) {
    let texts: Vec<&str> = expected.iter().map(|(text, _)| *text).collect();
    for ((text, claim), found) in expected.iter().zip(claims(&texts)) {
        assert!(found.iter().any(|line| line == claim), "{text}\n  expected {claim}\n  found {found:#?}");
    }
}

/// No text has the claim.
#[track_caller]
fn says_not(unexpected: &[(&str, &str)]) {
    let texts: Vec<&str> = unexpected.iter().map(|(text, _)| *text).collect();
    for ((text, claim), found) in unexpected.iter().zip(claims(&texts)) {
        assert!(!found.iter().any(|line| line.contains(claim)), "{text}\n  unexpected {claim}\n  found {found:#?}");
    }
}

#[test]
fn what_is_said_is_text_without_the_words_that_say_who_says_so() {
    says(&[
        (
            "“We lost the field on Monday,” said the farmer Ida Berg, adding that the rain had come late.",
            "the farmer Ida Berg | say > state | We lost the field on Monday",
        ),
        (
            "“We will pay,” said the farmer Ida Berg, adding that the rain had come late.",
            "the farmer Ida Berg | add > state | that the rain had come late",
        ),
        ("\"It was a mistake,\" Berg told the council.", "Berg | tell > state | It was a mistake"),
        (
            "Berg said the mine was a danger and urged the council to close it.",
            "Berg | say > state | the mine was a danger",
        ),
    ]);
    says_not(&[("I mean, the rain was late.", "mean"), ("Let me be clear about this.", "clear")]);
}

#[test]
fn phrases_keep_the_clause_that_makes_them_mean_something() {
    says(&[
        (
            "The way the council handled the flood angered the miners.",
            "The way the council handled the flood | anger > - | the miners",
        ),
        ("Those who left the village sued the mine.", "Those who left the village | sue > sue | the mine"),
        ("The clerk focused on repairing the dam.", "The clerk | focus_on > focus_on | repairing the dam"),
        (
            "Berg remained devoted to helping the miners.",
            "Berg | remain > has_property | devoted to helping the miners",
        ),
        (
            "The price ranges between six and nine euros.",
            "The price | range_between > has_quantity | six and nine euros",
        ),
    ]);
    says(&[(
        "The health and safety of the miners angered Berg.",
        "The health and safety of the miners | anger > - | Berg",
    )]);
    says_not(&[
        ("They spoke about the mine from 2004 to 2006.", "speak_to"),
        ("Ida Berg grew up in Peru. She said that she loved that.", "| love"),
        ("Ida Berg, a farmer from Peru and former mayor, left the meeting.", "former mayor | leave"),
    ]);
}

#[test]
fn a_relation_suits_the_object() {
    says(&[
        ("Berg reached the harbour of Oslo at noon.", "Berg | reach > arrive | the harbour of Oslo"),
        ("Berg reached Oslo at noon.", "Berg | reach > arrive | Oslo"),
        ("He reviewed the letters in May.", "He | review > study | the letters"),
        ("Moe turned over the letters to the police.", "Moe | turn_over > give | the letters"),
        ("The clerk combed through the letters.", "The clerk | comb_through > search_for | the letters"),
        ("Karl Moe is a supporter of Ida Berg.", "Karl Moe | supporter_of > support | Ida Berg"),
    ]);
    says_not(&[
        ("Sales reached nine million euros.", "arrive"),
        ("The mine trailed the quarry by ten points.", "lose"),
        ("Ida Berg served as a witness.", "works_for"),
    ]);
}

#[test]
fn roles_of_the_past_and_of_the_future() {
    says(&[
        ("Ida Berg served as the mayor of Ghent from 2001 to 2007.", "Ida Berg | former_mayor_of > held_role | Ghent"),
        ("Ida Berg was the mayor of Ghent.", "Ida Berg | former_mayor_of > held_role | Ghent"),
        ("Ida Berg is the mayor of Ghent.", "Ida Berg | mayor_of > governor_of | Ghent"),
        ("Karl Moe said that Ida Berg was the mayor of Ghent.", "Ida Berg | mayor_of > governor_of | Ghent"),
        (
            "Karl Moe, a potential candidate for mayor, left the meeting.",
            "Karl Moe | potential_candidate_for > future_role | mayor",
        ),
    ]);
}

#[test]
fn what_came_about_is_no_aim_and_what_did_not_is_denied() {
    says(&[
        ("The union went on to win the vote.", "The union | win > win | the vote"),
        ("The search expanded to include two villages.", "The search | include > has_part | two villages"),
        ("The clerk was not there to sign the treaty.", "The clerk | not_sign > sign_agreement | the treaty"),
        ("The crew moved slowly so as not to damage the bridge.", "The crew | aims_not_damage > - | the bridge"),
        (
            "It wasn't until the bank failed that the mayor left the party.",
            "the mayor | leave > leave_organisation | the party",
        ),
        ("The road must be closed and a guard be appointed.", "a guard | must_be_appointed > - | "),
        ("Rumors spread that the bank had closed the branch.", "the bank | may_close > close | the branch"),
    ]);
}

#[test]
fn clauses_behind_it_and_with_have_their_own_say() {
    says(&[
        ("Ida Berg said it was clear that the mill was unsafe.", "the mill | be > has_property | unsafe"),
        ("The miners left, with Ida Berg calling the plan a farce.", "Ida Berg | label > describe | the plan"),
        ("The reason is that the mayor is not honest.", "The reason | be > - | that the mayor is not honest"),
        (
            "The clerk barred people who were ill from entering the hall.",
            "people | barred_from_enter > go_to | the hall",
        ),
    ]);
}

#[test]
fn a_purpose_is_told_of_those_who_act_and_mean_it() {
    says(&[(
        "The ministers met in Lima to discuss the harvest.",
        "The ministers | aims_discuss > discuss | the harvest",
    )]);
    says_not(&[
        ("The clerks sent a nurse to help the sailors.", "aims_help"),
        ("The storm moved north to flood the valley.", "aims_flood"),
        ("To be clear, the mine is old.", "aims_be"),
        ("Berg was not there to collect the prize.", "aims_collect"),
    ]);
}

#[test]
fn what_a_thing_is_about_and_what_is_yet_to_come_are_no_deeds() {
    says(&[
        ("Prices rose in towns recently flooded by the river.", "the river | flood > - | towns"),
        ("Drones targeted a warehouse in the port.", "Drones | target > attack | a warehouse"),
        ("The war has intensified.", "The war | intensify > rise | "),
        ("The council chose to remain silent.", "The council | remain > remain_silent | silent"),
        ("The party wants to win the White House.", "The party | wants_win > win | the White House"),
    ]);
    says_not(&[
        ("The call will focus on ending the war.", "end > "),
        ("The council ruled out talks until a truce is signed.", "be_signed"),
        ("“VIDEO: Ida Berg tells the story of the mine.", "VIDEO"),
    ]);
}

#[test]
fn who_acts_together_and_what_stands_apart() {
    says(&[
        ("Norway and Peru will meet in Lima on Friday.", "Norway | will_meet_with > meet | Peru"),
        ("Norway and Peru held talks in Lima.", "Peru | talk_with > consult | Norway"),
        ("Norway pushes for Berg-Soto talks on fish.", "Norway | push_for > request | Berg-Soto talks on fish"),
        ("The mining minister, Ida Berg, resigned.", "Ida Berg | be > is_a | mining minister"),
        ("None of the clerks resigned.", "the clerks | not_resign > resign | "),
        ("Only two miners, both of whom opposed the strike, left.", "Only two miners | oppose > oppose | the strike"),
        ("Berg rejected the claim that Peru had lost the war.", "Peru | not_lose > lose | the war"),
        (
            "Whatever progress Berg has made, officials said, could easily be undone by the army.",
            "officials | say > state | Whatever progress Berg has made, officials said, could easily be undone by the army",
        ),
    ]);
    says_not(&[
        ("Norway and Peru will meet in Lima on Friday.", "| Lima"),
        ("Berg works in the Faroe Islands, Nigeria and Peru.", "located_in"),
        ("Berg asked: “Why do they say: enough is enough?”", "they | say"),
        ("The council put tariffs on makers for selling below cost.", "tariffs | sell"),
    ]);
}
