//! The graph directory: what is in it, that it is the same whatever the way it was made, and that nothing is lost
//! when a run is killed.

mod common;

use claimgraph::pipeline;
use claimgraph::store::{Directory, Graph, quads};
use common::{ARTICLES, add, build, claimgraph, output, sample, write};
use std::collections::BTreeMap;
use std::path::Path;

/// Path and content of every file below a graph directory, but for the lock.
fn files(graph: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![graph.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("listed").flatten() {
            let path = entry.path();
            let name = path.strip_prefix(graph).expect("below").display().to_string();
            match path.is_dir() {
                true => folders.push(path),
                false if name == ".lock" => {}
                false => drop(found.insert(name, std::fs::read(&path).expect("read"))),
            }
        }
    }
    found
}

fn ask(folder: &Path, query: &str) -> String {
    output(folder, &["query", query, "--format", "csv"]).replace("\r\n", "\n")
}

#[test]
fn the_same_bytes_whatever_the_order_and_the_steps() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &ARTICLES);
    let inputs: Vec<String> = ARTICLES.map(|(name, _)| folder.path().join(name).display().to_string()).to_vec();
    let graph = |name: &str| folder.path().join(name);
    build(&graph("once"), &inputs);
    build(&graph("reversed"), &inputs.iter().rev().cloned().collect::<Vec<_>>());
    build(&graph("steps"), &inputs[2..]);
    add(&graph("steps"), &inputs[..1]);
    add(&graph("steps"), &inputs[1..2]);
    let expected = files(&graph("once"));
    assert_eq!(expected.len(), 5 + ARTICLES.len());
    for other in ["reversed", "steps"] {
        assert_eq!(files(&graph(other)).keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
        assert!(files(&graph(other)) == expected, "{other} differs");
    }
}

#[test]
fn removing_takes_exactly_what_a_document_brought() {
    let folder = sample();
    let graph = folder.path().join("kg");
    let input = folder.path().join("in").join("quiet.txt").display().to_string();
    let before = files(&graph);
    let removal =
        pipeline::remove(&Directory::new(&graph), &[input.clone(), "nowhere.txt".to_owned()]).expect("removed");
    assert_eq!(removal.removed, std::slice::from_ref(&input));
    assert_eq!(removal.unmatched.len(), 1);
    let two: Vec<String> =
        ["ferry.txt", "bridge.txt"].map(|name| folder.path().join("in").join(name).display().to_string()).to_vec();
    build(&folder.path().join("two"), &two);
    assert!(files(&graph) == files(&folder.path().join("two")));
    add(&graph, &[input]);
    assert!(files(&graph) == before);
}

#[test]
fn identical_copies_are_one_document_with_two_sources() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = folder.path().join("kg");
    write(folder.path(), &[("a.txt", ARTICLES[0].1), ("b.txt", ARTICLES[0].1)]);
    let inputs = ["a.txt", "b.txt"].map(|name| folder.path().join(name).display().to_string());
    let report = build(&graph, &inputs);
    assert_eq!(report.read, 1);
    let entries = Directory::open(&graph).expect("a graph").entries().expect("entries");
    assert_eq!(entries[0].sources, inputs);
    pipeline::remove(&Directory::new(&graph), &inputs[..1]).expect("removed");
    assert_eq!(Directory::new(&graph).entries().expect("entries")[0].sources, inputs[1..]);
}

#[test]
fn a_change_that_was_cut_off_is_as_if_it_never_was_or_complete() {
    let folder = sample();
    let graph = folder.path().join("kg");
    let other = folder.path().join("other");
    build(&other, &[folder.path().join("in").join("quiet.txt").display().to_string()]);
    let before = files(&graph);
    let copy = |to: &Path| {
        std::fs::create_dir_all(to).expect("a folder");
        for name in ["graph.nq.zst", "documents.jsonl", "entities.json.zst", "statements.json.zst", "manifest.json"] {
            std::fs::copy(other.join(name), to.join(name)).expect("copied");
        }
    };
    let documents = || Directory::open(&graph).expect("a graph").manifest().expect("a manifest").documents;
    // Killed before the moment of change: what was written does not count.
    copy(&graph.join("next.tmp"));
    assert_eq!(documents(), 3);
    drop(Directory::new(&graph).lock().expect("locked"));
    assert_eq!(documents(), 3);
    // Killed after it, with some files in place: the change counts, and the next writer completes it.
    copy(&graph.join("next"));
    std::fs::rename(graph.join("next").join("graph.nq.zst"), graph.join("graph.nq.zst")).expect("moved");
    assert_eq!(documents(), 1);
    drop(Directory::new(&graph).lock().expect("locked"));
    assert!(!graph.join("next").exists());
    assert_eq!(documents(), 1);
    let input = folder.path().join("in").display().to_string();
    build(&graph, &[input]);
    assert!(files(&graph) == before);
}

#[test]
fn two_writers_do_not_meet() {
    let folder = sample();
    let graph = folder.path().join("kg");
    let _writing = Directory::new(&graph).lock().expect("locked");
    let failed = claimgraph(folder.path(), &["remove", "ferry.txt"]).code(2);
    let message = String::from_utf8_lossy(&failed.get_output().stderr).into_owned();
    assert!(message.contains("another claimgraph"), "{message}");
    assert!(output(folder.path(), &["actors"]).contains("Ida Holm"));
}

#[test]
fn names_of_several_documents_meet() {
    let folder = sample();
    let people = ask(folder.path(), "SELECT ?label { ?e a cg:Person ; rdfs:label ?label } ORDER BY ?label");
    assert_eq!(people, "label\nBo Lind\nIda Holm\nTor Aas\nÅse Dahl\n");
    let names = ask(folder.path(), "SELECT ?n { ent:Ida_Holm skos:altLabel ?n } ORDER BY ?n");
    assert_eq!(names, "n\nHolm\nMayor Ida Holm\nMs Holm\n");
}

#[test]
fn a_plain_edge_is_what_a_source_asserts() {
    let folder = sample();
    let plain = "SELECT ?p ?o { ent:Ida_Holm ?p ?o . FILTER(STRSTARTS(STR(?p), STR(pred:))) } ORDER BY ?p";
    let plain = ask(folder.path(), plain);
    for (predicate, expected) in [("met_with", true), ("promised", true), ("visit", false)] {
        assert_eq!(plain.contains(predicate), expected, "{predicate} in {plain}");
    }
    let planned = ask(folder.path(), "SELECT ?o { GRAPH layer:planned { ent:Ida_Holm pred:visit ?o } }");
    assert!(planned.contains("Norland"), "{planned}");
    let negated = ask(folder.path(), "SELECT ?s ?o { GRAPH layer:actual_negated { ?s pred:met_with ?o } }");
    assert!(negated.contains("Bo_Lind") && negated.contains("Tor_Aas"), "{negated}");
    let put = ask(
        folder.path(),
        "SELECT ?p { ?c rdf:reifies <<( ent:Ida_Holm pred:visit ?o )>> ; cg:predicate/rdfs:label ?p }",
    );
    assert_eq!(put, "p\nwill visit\n");
    let related = ask(folder.path(), "SELECT ?o { GRAPH layer:actual { ent:Ida_Holm rel:consult ?o } }");
    assert!(related.contains("Bo_Lind"), "{related}");
}

#[test]
fn a_denial_never_becomes_an_assertion() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &[("a.txt", "Tor Aas denies that Ida Holm met with Bo Lind.")]);
    build(&folder.path().join("kg"), &[folder.path().join("a.txt").display().to_string()]);
    let stated = ask(folder.path(), "SELECT * { { ?s pred:met_with ?o } UNION { GRAPH ?g { ?s pred:met_with ?o } } }");
    assert_eq!(stated.trim_end().lines().count(), 1, "{stated}");
    let denied = "SELECT ?who ?stance { ?c rdf:reifies <<( ent:Ida_Holm pred:met_with ent:Bo_Lind )>> ;
                  cg:attribution [ cg:speaker/rdfs:label ?who ; cg:stance ?stance ] }";
    assert!(ask(folder.path(), denied).contains("Tor Aas,https://w3id.org/claimgraph/ontology#denies"));
}

#[test]
fn support_counts_documents() {
    let folder = sample();
    let query = "SELECT DISTINCT ?n { ?c rdf:reifies <<( ent:Ida_Holm pred:met_with ent:Bo_Lind )>> ; cg:statement/cg:support ?n }";
    assert_eq!(ask(folder.path(), query), "n\n2\n");
}

#[test]
fn near_identical_copies_are_one_source() {
    let folder = tempfile::tempdir().expect("a folder");
    let graph = folder.path().join("kg");
    let wire = format!(
        "{0} Tor Aas likes Norland. Bo Lind likes Norland. Åse Dahl left Norland. {1}",
        ARTICLES[0].1, ARTICLES[2].1
    );
    let copy = format!("{wire} Tor Aas opened bridge.");
    write(folder.path(), &[("wire.txt", &wire), ("copy.txt", &copy)]);
    let report = build(&graph, &["wire.txt", "copy.txt"].map(|name| folder.path().join(name).display().to_string()));
    let manifest = report.published.expect("a graph").manifest;
    assert_eq!((manifest.documents, manifest.independent), (2, 1));
    let query = "SELECT DISTINCT ?n { ?c rdf:reifies <<( ent:Ida_Holm pred:met_with ent:Bo_Lind )>> ; cg:statement/cg:support ?n }";
    assert_eq!(ask(folder.path(), query), "n\n1\n");
    let copies = ask(folder.path(), "SELECT ?a { ?a cg:sameContentAs ?b }");
    assert_eq!(copies.trim_end().lines().count(), 2, "{copies}");
}

#[test]
fn every_claim_leads_to_its_sentence() {
    let folder = sample();
    let query = "SELECT ?exact ?start ?path { ?c rdf:reifies <<( ent:Åse_Dahl pred:met_with ?o )>> ; oa:hasTarget ?t ;
                 prov:wasQuotedFrom/cg:sourcePath ?path . ?t oa:hasSelector [ oa:exact ?exact ; oa:start ?start ] }";
    let answer = ask(folder.path(), query);
    assert!(answer.contains("Åse Dahl met with Bo Lind,0,") && answer.contains("quiet.txt"), "{answer}");
    let second =
        ask(folder.path(), "SELECT ?start { ?s oa:exact \"Åse Dahl plans to join Harbour Union\" ; oa:start ?start }");
    assert_eq!(second, "start\n27\n", "offsets count characters");
}

#[test]
fn quantities_and_times_are_typed() {
    let folder = sample();
    let query =
        "SELECT ?v ?u ?b { ?c rdf:reifies <<( ?s pred:destroyed ?q )>> . ?q rdf:value ?v ; cg:unit ?u ; cg:bound ?b }";
    assert!(ask(folder.path(), query).contains("9,houses,https://w3id.org/claimgraph/ontology#at_least"));
    let when = ask(folder.path(), "SELECT ?day { ?c cg:time ?day . FILTER(?day > \"2031-01-01\"^^xsd:date) }");
    assert!(when.contains("2031-04-02"), "{when}");
}

#[test]
fn the_store_holds_what_the_file_holds() {
    let folder = sample();
    let directory = Directory::open(&folder.path().join("kg")).expect("a graph");
    let all: Vec<_> = quads(&directory).expect("a file").collect::<Result<_, _>>().expect("quads");
    assert_eq!(all.len() as u64, directory.manifest().expect("a manifest").quads);
    let lines: Vec<String> = all.iter().map(|quad| format!("{quad} .")).collect();
    assert!(lines.is_sorted());
    assert!(Graph::load(&directory).expect("loaded").len().expect("counted") > all.len());
}
