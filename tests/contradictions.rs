//! `contradictions` and `stances` as a black box, in the toy language.

mod common;

use common::{add, build, claimgraph, output, sample, write};
use serde_json::Value;
use std::path::Path;

fn found(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let list = output(folder, &[&["contradictions", "--format", "json"], arguments].concat());
    serde_json::from_str(&list).expect("a list")
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

#[test]
fn a_denied_meeting_is_found_with_both_quotes() {
    let folder = sample();
    let list = found(folder.path(), &[]);
    // One article says that they met; the other says so and reports the denial.
    assert_eq!(list.len(), 2, "{list:#?}");
    let first = list.iter().find(|c| c["between"] == "between sources").expect("two articles");
    assert_eq!(first["kind"], "polarity");
    assert!(list.iter().any(|c| c["between"] == "dispute"), "{list:#?}");
    assert!(first["score"].as_f64().expect("a number") >= 0.5);
    assert!(first["reason"].as_str().expect("a reason").contains("Tor Aas denies"), "{first}");
    let quotes: Vec<&str> =
        first["claims"].as_array().expect("claims").iter().filter_map(|c| c["quote"].as_str()).collect();
    assert!(quotes.contains(&"Tor Aas denies that Ida Holm met with Bo Lind"), "{quotes:?}");
    let text = output(folder.path(), &["contradictions"]);
    assert!(text.contains("polarity, between sources") && text.contains("bridge.txt"), "{text}");
    let table = output(folder.path(), &["contradictions", "--format", "csv"]);
    assert!(table.starts_with("id,kind,between,score,reason") && table.lines().count() == 3, "{table}");
}

#[test]
fn contradictions_can_be_chosen() {
    let folder = sample();
    assert!(found(folder.path(), &["--kind", "value,class"]).is_empty());
    assert_eq!(found(folder.path(), &["--kind", "polarity", "--between", "sources"]).len(), 1);
    assert!(found(folder.path(), &["--min-score", "0.99"]).is_empty());
    let done = claimgraph(folder.path(), &["contradictions", "--kind", "odd"]).code(2);
    let message = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(message.contains("odd") && message.contains("polarity"), "{message}");
}

#[test]
fn they_are_nodes_of_the_graph() {
    let folder = sample();
    let query = "SELECT ?kind ?score (COUNT(?claim) AS ?claims) { ?c a cg:Contradiction ; cg:kind ?kind ; cg:conflictScore ?score ; \
                 cg:between cg:between_sources ; cg:claim ?claim } GROUP BY ?kind ?score";
    let table = output(folder.path(), &["query", query, "--format", "csv"]);
    assert!(table.contains("polarity_conflict") && table.trim_end().ends_with(",2"), "{table}");
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let folder = sample();
    let whole = output(folder.path(), &["contradictions", "--explain"]);
    let inputs: Vec<String> = ["in/quiet.txt", "in/ferry.txt"].iter().map(|name| path(folder.path(), name)).collect();
    build(&folder.path().join("kg"), &inputs);
    assert!(found(folder.path(), &[]).is_empty(), "one account is left");
    add(&folder.path().join("kg"), &[path(folder.path(), "in/bridge.txt")]);
    assert_eq!(output(folder.path(), &["contradictions", "--explain"]), whole);
    claimgraph(folder.path(), &["remove", &path(folder.path(), "in/bridge.txt")]).success();
    assert!(found(folder.path(), &[]).is_empty());
}

#[test]
fn what_was_let_go_has_a_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let articles = [
        ("a.txt", "Ida Holm met with Bo Lind on 2031-04-02. Ida Holm opened harbour."),
        ("b.txt", "Ida Holm never met with Bo Lind on 2031-06-30. Tor Aas opened bridge."),
    ];
    write(&folder.path().join("in"), &articles);
    build(&folder.path().join("kg"), &[path(folder.path(), "in")]);
    let list = found(folder.path(), &["--explain"]);
    assert_eq!(list.len(), 1);
    assert_eq!(list[0]["let_go"], "different time");
    let text = output(folder.path(), &["contradictions", "--explain"]);
    assert!(text.contains("no contradiction found") && text.contains("let go: different time"), "{text}");
}

#[test]
fn rules_of_ones_own_run_beside_the_built_in_ones() {
    let folder = sample();
    let rule = "SELECT ?a ?b ?message { ?a rdf:reifies <<( ent:Norland pred:joined ?u )>> . ?b rdf:reifies <<( ent:Norland pred:left ?u )>> \
                BIND(\"joined and left\" AS ?message) }";
    let files =
        [("leaving.rq", rule), ("broken.rq", "SELECT ?a\nWHERE { oops }"), ("short.rq", "SELECT ?a { ?a a cg:Claim }")];
    write(&folder.path().join("rules"), &files);
    let done = claimgraph(folder.path(), &["contradictions", "--rules", "rules", "--format", "json"]).code(1);
    let list: Vec<Value> = serde_json::from_slice(&done.get_output().stdout).expect("a list");
    assert_eq!(list.len(), 3);
    assert_eq!((&list[0]["rule"], &list[0]["reason"]), (&"leaving".into(), &"joined and left".into()));
    let message = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(
        message.contains("broken.rq: the query does not parse: error at 2:") && message.contains("WHERE { oops }"),
        "{message}"
    );
    assert!(message.contains("short.rq: the rule gives no ?b"), "{message}");
    claimgraph(folder.path(), &["contradictions", "--rules", "nowhere"]).code(2);
}

#[test]
fn nothing_is_found_in_little() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("in"), &[("a.txt", "Ida Holm met with Bo Lind.")]);
    build(&folder.path().join("kg"), &[path(folder.path(), "in")]);
    assert_eq!(output(folder.path(), &["contradictions"]), "no contradiction found\n");
    assert_eq!(output(folder.path(), &["contradictions", "--format", "json"]), "[]\n");
    output(folder.path(), &["stances"]);
    claimgraph(folder.path(), &["remove", &path(folder.path(), "in/a.txt")]).success();
    assert_eq!(output(folder.path(), &["contradictions"]), "no contradiction found\n");
}

#[test]
fn stances_tell_who_denies_what_and_whom() {
    let folder = sample();
    write(&folder.path().join("in"), &[("more.txt", "Åse Dahl says that Ida Holm met with Bo Lind.")]);
    build(&folder.path().join("kg"), &[path(folder.path(), "in")]);
    let table = output(folder.path(), &["stances", "--format", "csv"]);
    assert!(table.contains("Ida Holm met with Bo Lind,Tor Aas,denies,1"), "{table}");
    assert!(table.contains("Ida Holm met with Bo Lind,Åse Dahl,asserts,1"), "{table}");
    assert!(!table.contains("promised ferries"), "one actor alone asserts it: {table}");
    assert!(output(folder.path(), &["stances", "--all", "--format", "csv"]).contains("promised ferries"));
    let network = output(folder.path(), &["stances", "--denials", "--format", "csv"]);
    assert_eq!(network, "denier,asserter,statements\nTor Aas,Åse Dahl,1\n");
    let json: Value = serde_json::from_str(&output(folder.path(), &["stances", "--format", "json"])).expect("JSON");
    assert_eq!(json["denials"][0]["denier"], "Tor Aas");
}
