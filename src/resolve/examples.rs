//! Who is who with a gazetteer and with decisions, on small corpora.

use super::decisions::{Decision, Decisions, Subject};
use super::gazetteer::{Builder, Gazetteer, table};
use super::{DocumentNames, Knowledge, LocalName, Resolution, resolve};
use crate::model::EntityType::{self, Event, Organization, Person, Place};
use std::path::Path;

const TABLE: &str = "qid\tlabel\ttype\tcountry\taliases\tdescription\tpositions\tprior\n\
    Q230\tGeorgia\tcountry\tGE\t\tcountry in the Caucasus\t\t250\n\
    Q1428\tGeorgia\tregion\tUS\t\tstate of the United States\t\t100\n\
    Q30\tUnited States\tcountry\tUS\tUSA\tcountry\t\t250\n\
    Q20\tNorway\tcountry\tNO\t\tcountry\t\t250\n\
    Q34\tSweden\tcountry\tSE\t\tcountry\t\t250\n\
    Q994\tTbilisi\tcity\tGE\tTiflis\tcity\t\t80\n\
    Q23556\tAtlanta\tcity\tUS\t\tcity\t\t80\n\
    Q1001\tAnn Lee\tperson\tNO\t\t\tPrime Minister of Norway 2015-01-01..2019-12-31\t20\n\
    Q1002\tAnn Lee\tperson\tSE\t\tSwedish painter\t\t20\n\
    Q1003\tNorthern Ferry Association\torganization\t\tNFA\t\t\t20\n\
    Q2001\tElmford\tcity\tUS-TX\t\t\t\t20\n\
    Q2002\tElmford\tcity\tUS-OH\t\t\t\t20\n\
    Q2003\tTexas\tregion\tUS-TX\tTX\t\t\t100\n\
    Q2004\tOhio\tregion\tUS-OH\tOH\t\t\t100\n\
    Q2005\tElmford Herons football\torganization\tUS\t\tfootball team\t\t20\n\
    Q3001\tOakham\tcity\tSE\t\t\t\t100\n\
    Q3002\tOakham\tcity\tNO\t\t\t\t10\n\
    Q3003\tOakham Post\torganization\t\t\t\t\t20\n\
    Q3004\tOakham Post Company\torganization\t\t\t\t\t20\n";

fn gazetteer() -> Gazetteer {
    let mut builder = Builder::new("");
    table(Path::new("t"), TABLE.as_bytes(), |r| builder.add(r), |n, why| panic!("line {n}: {why}")).expect("reads");
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), builder.finish().expect("small")).expect("written");
    Gazetteer::open(file.path()).expect("opens")
}

/// A document of names, each with its type and a description (or none).
fn document(id: &str, names: &[(&str, EntityType, &str)]) -> DocumentNames {
    let name = |(label, kind, description): &(&str, EntityType, &str)| LocalName {
        label: (*label).to_owned(),
        kind: *kind,
        aliases: Vec::new(),
        descriptions: Some((*description).to_owned()).filter(|d| !d.is_empty()).into_iter().collect(),
        named: true,
        mentions: 1,
        within: Vec::new(),
        beside: None,
        gender: None,
        located: false,
    };
    DocumentNames { document: id.repeat(8), date: None, names: names.iter().map(name).collect() }
}

fn items(resolution: &Resolution, document: &str) -> Vec<String> {
    let ids = resolution.ids(&document.repeat(8)).iter();
    ids.map(|id| resolution.entity(*id).and_then(|e| e.wikidata.clone()).unwrap_or_default()).collect()
}

fn linked(documents: &[DocumentNames]) -> Resolution {
    let gazetteer = gazetteer();
    resolve(documents.to_vec(), &Knowledge { gazetteer: Some(&gazetteer), decisions: None })
}

fn decided(documents: &[DocumentNames], all: Vec<Decision>) -> Resolution {
    let gazetteer = gazetteer();
    let decisions = Decisions { all };
    resolve(documents.to_vec(), &Knowledge { gazetteer: Some(&gazetteer), decisions: Some(&decisions) })
}

fn subject(name: &str) -> Subject {
    Subject { name: name.to_owned(), ..Subject::default() }
}

#[test]
fn two_places_of_one_name_are_told_apart_by_their_documents() {
    let resolution = linked(&[
        document("aaaa", &[("Georgia", Place, ""), ("Tbilisi", Place, "")]),
        document("bbbb", &[("Georgia", Place, ""), ("Atlanta", Place, ""), ("United States", Place, "")]),
    ]);
    assert_eq!(items(&resolution, "aaaa"), ["Q230", "Q994"]);
    assert_eq!(items(&resolution, "bbbb")[1..], ["Q23556", "Q30"]);
    assert_ne!(items(&resolution, "bbbb")[0], "Q230");
}

#[test]
fn two_names_of_one_item_are_one_entity_and_say_why() {
    let resolution = linked(&[
        document("aaaa", &[("Tbilisi", Place, ""), ("Georgia", Place, "")]),
        document("bbbb", &[("Tiflis", Place, ""), ("Georgia", Place, "")]),
    ]);
    assert_eq!(resolution.ids(&"aaaa".repeat(8))[0], resolution.ids(&"bbbb".repeat(8))[0]);
    let id = resolution.ids(&"aaaa".repeat(8))[0] as usize;
    assert!(
        resolution.merges[id].iter().any(|merge| merge.reason == "linked to the same item"),
        "{:?}",
        resolution.merges[id]
    );
}

#[test]
fn office_and_country_tell_namesakes_apart() {
    let resolution = linked(&[
        document("aaaa", &[("Ann Lee", Person, "Norwegian Prime Minister")]),
        document("bbbb", &[("Ann Lee", Person, "Swedish painter"), ("Sweden", Place, "")]),
        document("cccc", &[("Ann Lee", Person, "")]),
    ]);
    assert_eq!(items(&resolution, "aaaa"), ["Q1001"]);
    assert_eq!(items(&resolution, "bbbb"), ["Q1002", "Q34"]);
    assert_eq!(items(&resolution, "cccc"), [""], "nothing tells which of the two");
}

#[test]
fn the_state_after_a_town_tells_which_town() {
    let mut documents = [document("aaaa", &[("Elmford", Place, "")]), document("bbbb", &[("Elmford", Place, "")])];
    documents[0].names[0].within = vec!["TX".to_owned()];
    documents[1].names[0].within = vec!["Ohio".to_owned()];
    let resolution = linked(&documents);
    assert_eq!(items(&resolution, "aaaa"), ["Q2001"]);
    assert_eq!(items(&resolution, "bbbb"), ["Q2002"]);
    assert_eq!(items(&linked(&[document("cccc", &[("Elmford", Place, "")])]), "cccc"), [""]);
}

#[test]
fn beside_words_of_sport_a_town_is_its_team() {
    let mut report = document("aaaa", &[("Elmford", Place, ""), ("Elmford football game", Event, "")]);
    report.names[1].named = false;
    assert_eq!(items(&linked(&[report.clone()]), "aaaa"), ["Q2005", ""]);
    (report.names[0].located, report.names[0].within) = (true, vec!["Texas".to_owned()]);
    assert_eq!(items(&linked(&[report]), "aaaa"), ["Q2001", ""], "`in Elmford` is the town");
}

#[test]
fn the_far_better_known_of_two_is_meant_and_a_name_word_for_word() {
    let resolution = linked(&[document("aaaa", &[("Oakham", Place, ""), ("The Oakham Post", Organization, "")])]);
    assert_eq!(items(&resolution, "aaaa"), ["Q3001", "Q3003"]);
}

#[test]
fn what_stands_beside_a_place_may_be_one() {
    let mut text = document("aaaa", &[("Tbilisi", Person, ""), ("Georgia", Place, "")]);
    assert_eq!(items(&linked(&[text.clone()]), "aaaa")[0], "");
    text.names[0].beside = Some(Place);
    assert_eq!(items(&linked(&[text]), "aaaa")[0], "Q994");
}

#[test]
fn an_office_alone_is_its_holder_on_the_day() {
    let mut of_2017 =
        document("aaaa", &[("Norwegian prime minister", Person, ""), ("Ann Lee", Person, "Swedish painter")]);
    of_2017.names[0].named = false;
    of_2017.date = Some(jiff::civil::date(2017, 3, 1));
    let mut of_2023 = of_2017.clone();
    (of_2023.document, of_2023.date) = ("bbbb".repeat(8), Some(jiff::civil::date(2023, 3, 1)));
    let resolution = linked(&[of_2017, of_2023]);
    assert_eq!(items(&resolution, "aaaa"), ["Q1001", "Q1002"]);
    assert_eq!(items(&resolution, "bbbb"), ["", "Q1002"]);
}

#[test]
fn a_name_that_means_nobody_known_stays_without_a_link() {
    let resolution = linked(&[document("aaaa", &[("Bo Ek", Person, ""), ("Lee", Person, "")])]);
    assert_eq!(items(&resolution, "aaaa"), ["", ""]);
}

#[test]
fn what_was_weighed_is_kept_for_review() {
    let resolution = linked(&[document("aaaa", &[("Ann Lee", Person, "")])]);
    let link = &resolution.links[0];
    assert_eq!((link.item.as_deref(), link.candidates.len()), (None, 2));
    assert!(link.score < 0.6 && link.candidates[0].reasons.contains(&"usual name".to_owned()), "{link:?}");
}

#[test]
fn decisions_hold_above_what_is_found() {
    let documents = [
        document("aaaa", &[("Ann Lee", Person, "Norwegian Prime Minister"), ("Bo Ek", Person, "")]),
        document("bbbb", &[("Ann Lee", Person, "Norwegian Prime Minister"), ("B. Ek", Person, "")]),
    ];
    let resolution = decided(
        &documents,
        vec![
            Decision::Split(Subject { document: Some("bbbb".to_owned()), ..subject("Ann Lee") }),
            Decision::Merge(subject("Bo Ek"), subject("B. Ek")),
            Decision::Pin(subject("Bo Ek"), Some("Q42".to_owned())),
            Decision::Pin(subject("Nobody"), None),
        ],
    );
    assert_eq!(items(&resolution, "aaaa"), ["Q1001", "Q42"]);
    assert_eq!(items(&resolution, "bbbb"), ["", "Q42"]);
    assert_eq!(resolution.unmatched, [3]);
    let pinned = resolution.ids(&"aaaa".repeat(8))[1] as usize;
    assert!(resolution.links[pinned].decided);
}

#[test]
fn a_pin_to_nothing_takes_a_link_away() {
    let documents = [document("aaaa", &[("Northern Ferry Association", Organization, "")])];
    assert_eq!(items(&linked(&documents), "aaaa"), ["Q1003"]);
    let resolution = decided(&documents, vec![Decision::Pin(subject("Northern_Ferry_Association"), None)]);
    assert_eq!(items(&resolution, "aaaa"), [""]);
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let mut documents = vec![
        document("aaaa", &[("Ann Lee", Person, "Norwegian Prime Minister"), ("Georgia", Place, "")]),
        document("bbbb", &[("Ann Lee", Person, "Swedish painter"), ("Georgia", Place, ""), ("Tbilisi", Place, "")]),
        document("cccc", &[("Lee", Person, ""), ("Atlanta", Place, "")]),
    ];
    let forwards = linked(&documents);
    documents.reverse();
    let backwards = linked(&documents);
    assert_eq!((forwards.entities, forwards.links), (backwards.entities, backwards.links));
}

#[test]
fn a_name_that_is_usual_by_itself_is_no_part_of_a_rare_longer_one() {
    let called = |id: &str, label: &str, alias: &str| {
        let mut one = document(id, &[(label, Organization, "")]);
        one.names[0].aliases = vec![alias.to_owned()];
        one
    };
    let alone = |id: &str| document(id, &[("Harbour", Organization, "")]);
    let one = |resolution: &Resolution, a: &str, b: &str| resolution.ids(&a.repeat(8)) == resolution.ids(&b.repeat(8));
    let long = || called("aaaa", "Harbour College", "Harbour");
    let rare = linked(&[long(), alone("bbbb"), alone("cccc")]);
    assert!(one(&rare, "aaaa", "bbbb"));
    let usual = linked(&[long(), alone("bbbb"), alone("cccc"), alone("dddd"), alone("eeee")]);
    assert!(!one(&usual, "aaaa", "bbbb"));
    assert!(one(&usual, "bbbb", "eeee"));
}

#[test]
fn an_organisation_is_not_linked_to_a_person_by_a_part_of_its_name() {
    let mut foundation = document("aaaa", &[("Lee Foundation", Organization, "")]);
    foundation.names[0].aliases = vec!["Ann Lee".to_owned()];
    assert_eq!(items(&linked(&[foundation]), "aaaa"), [""]);
}
