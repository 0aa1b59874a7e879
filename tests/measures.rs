//! Measures of the graph of actors, with values that can be checked by hand.
//!
//! The sample's graph is a ring (Ida Holm, Bo Lind, Åse Dahl, Harbour Union, Norland) with Tor Aas beside Bo Lind.

mod common;

use common::{add, build, claimgraph, output, sample, write};
use serde_json::Value;
use std::path::Path;

fn list(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let all = [arguments, &["--format", "json"]].concat();
    serde_json::from_str(&output(folder, &all)).expect("JSON")
}

/// Labels with a field of each.
fn field(list: &[Value], name: &str) -> Vec<(String, f64)> {
    let pair = |actor: &Value| {
        (actor["label"].as_str().unwrap_or_default().to_owned(), actor[name].as_f64().unwrap_or(f64::NAN))
    };
    list.iter().map(pair).collect()
}

/// A graph of these articles in a fresh folder.
fn of(articles: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("in"), articles);
    build(&folder.path().join("kg"), &[folder.path().join("in").display().to_string()]);
    folder
}

#[test]
fn betweenness_of_a_ring_with_a_tail() {
    let folder = sample();
    let actors = list(folder.path(), &["actors", "--by", "betweenness"]);
    let expected = [
        ("Bo Lind", 0.5),
        ("Ida Holm", 0.2),
        ("Åse Dahl", 0.2),
        ("Norland", 0.1),
        ("Harbour Union", 0.1),
        ("Tor Aas", 0.0),
    ];
    let found = field(&actors, "value");
    assert_eq!(found.len(), expected.len());
    for (name, value) in expected {
        assert!(found.iter().any(|(n, v)| n == name && (v - value).abs() < 1e-12), "{name} {value} in {found:?}");
    }
    assert_eq!(found[0].0, "Bo Lind");
    assert_eq!(actors[0]["graph"], "6 actors, 6 edges, undirected, weighted by support (independent documents)");
    assert_eq!(actors[0]["edges"][0]["between"]["support"], 2);
    assert!(actors[0]["edges"][0]["quote"].as_str().is_some_and(|quote| quote.contains("met with Bo Lind")));
}

#[test]
fn a_table_says_what_was_measured_on_what() {
    let folder = sample();
    let table = output(folder.path(), &["actors", "--by", "PageRank", "--top", "1"]);
    for part in ["graph: 6 actors, 6 edges", "pagerank: ", "damping 0.85", "Bo Lind", "“Ida Holm met with Bo Lind"] {
        assert!(table.contains(part), "{part} in {table}");
    }
    let csv = output(folder.path(), &["actors", "--by", "core", "--format", "csv"]);
    assert!(
        csv.starts_with("rank,actor,type,degree,acts,acted on,documents,strongest edge,wikidata,measure,value,"),
        "{csv}"
    );
}

#[test]
fn filters_and_directions() {
    let folder = sample();
    let graph = |arguments: &[&str]| list(folder.path(), &[&["actors"], arguments].concat())[0]["graph"].clone();
    let starts = |arguments: &[&str], start: &str| {
        let found = graph(arguments);
        assert!(found.as_str().is_some_and(|graph| graph.starts_with(start)), "{arguments:?}: {found}");
    };
    starts(&["--relation", "consult"], "4 actors, 3 edges");
    starts(&["--relation", "consult", "--polarity", "affirmed"], "3 actors, 2 edges");
    starts(&["--type", "person,organization"], "5 actors, 4 edges");
    starts(&["--modality", "planned"], "4 actors, 2 edges");
    starts(&["--min-support", "2"], "2 actors, 1 edge");
    starts(&["--speaker", "Tor Aas"], "2 actors, 1 edge");
    starts(&["--since", "2031-04-02"], "2 actors, 1 edge");
    starts(&["--projection", "speakers"], "3 actors, 3 edges, from speakers");
    let pointed_at = list(folder.path(), &["actors", "--by", "in-degree", "--directed", "--top", "1"]);
    assert_eq!((pointed_at[0]["label"].as_str(), pointed_at[0]["value"].as_f64()), (Some("Bo Lind"), Some(2.0)));
}

#[test]
fn a_filter_that_leaves_nothing_says_so() {
    let folder = sample();
    for command in ["actors", "communities"] {
        let done = claimgraph(folder.path(), &[command, "--relation", "bomb"]).code(1);
        let message = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
        assert!(message.contains("no statement passes"), "{message}");
        let table = String::from_utf8_lossy(&done.get_output().stdout).into_owned();
        assert!(table.contains("0 actors, 0 edges") && table.contains("only relation bomb"), "{table}");
    }
}

#[test]
fn mistakes_are_answered_with_what_there_is() {
    let folder = sample();
    for (arguments, expected) in [
        (["--by", "fame"], "betweenness"),
        (["--relation", "friendship"], "verbal_conflict"),
        (["--type", "robot"], "person, organization"),
        (["--modality", "certain"], "actual, planned"),
        (["--speaker", "Nobody"], "nobody in this graph is called"),
        (["--since", "yesterday"], "since"),
    ] {
        let done = claimgraph(folder.path(), &[&["actors"], &arguments[..]].concat()).code(2);
        let message = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
        assert!(message.contains(expected), "{expected} in {message}");
    }
}

#[test]
fn those_who_deny_point_at_those_who_say_so() {
    let folder = of(&[
        ("a.txt", "Bo Lind says that Ida Holm met with Åse Dahl. Tor Aas denies that Ida Holm met with Åse Dahl."),
        ("b.txt", "Ida Holm says that Ida Holm never met with Åse Dahl."),
    ]);
    let actors = list(folder.path(), &["actors", "--projection", "denials", "--by", "in-degree"]);
    assert_eq!(field(&actors, "value")[0], ("Bo Lind".to_owned(), 2.0));
    assert!(
        actors[0]["graph"].as_str().is_some_and(|graph| graph.starts_with("3 actors, 2 edges, from those who deny"))
    );
}

#[test]
fn who_rises_and_who_falls() {
    let folder = of(&[(
        "a.txt",
        "Ann Lee met with Bo Lind on 2030-01-05. Cid Roy met with Bo Lind on 2030-01-09. Ann Lee met with Cid Roy on 2030-02-11. \
         Ann Lee met with Dee Fox on 2030-02-12.",
    )]);
    let actors = list(folder.path(), &["actors", "--window", "month"]);
    let change = field(&actors, "change");
    for expected in [("Ann Lee", 1.0), ("Bo Lind", -2.0), ("Cid Roy", 0.0), ("Dee Fox", 1.0)] {
        assert!(change.contains(&(expected.0.to_owned(), expected.1)), "{expected:?} in {change:?}");
    }
    assert_eq!(change[0].0, "Bo Lind");
    assert_eq!(actors[0]["windows"][1]["window"], "2030-02");
    assert!(output(folder.path(), &["actors", "--window", "month"]).contains("2030-01"));
}

#[test]
fn communities_and_what_holds_them_together() {
    let folder = of(&[(
        "a.txt",
        "Ann Lee met with Bo Lind. Bo Lind met with Cid Roy. Cid Roy met with Ann Lee. Cid Roy met with Dee Fox. \
         Dee Fox met with Eli Poe. Eli Poe met with Fay Orr. Fay Orr met with Dee Fox.",
    )]);
    let found: Value =
        serde_json::from_str(&output(folder.path(), &["communities", "--format", "json"])).expect("JSON");
    assert_eq!(found["count"], 2);
    assert!((found["modularity"].as_f64().unwrap_or_default() - (6.0 / 7.0 - 0.5)).abs() < 1e-12, "{found}");
    assert_eq!(found["bridges"], serde_json::json!([["Cid Roy", "Dee Fox"]]));
    assert_eq!(found["communities"][0]["size"], 3);
    assert_eq!(found["communities"][0]["members"][0]["label"], "Cid Roy");
    assert_eq!(
        (found["communities"][0]["within"].as_f64(), found["communities"][0]["beyond"].as_f64()),
        (Some(3.0), Some(1.0))
    );
    let signed = output(folder.path(), &["communities", "--signed"]);
    assert!(signed.contains("+++ 2") && signed.contains("; 0 edges contradict"), "{signed}");
}

#[test]
fn values_are_kept_until_the_graph_changes() {
    let folder = sample();
    output(folder.path(), &["actors", "--by", "betweenness", "--save"]);
    output(folder.path(), &["communities", "--save", "camps"]);
    let ask = |query: &str| output(folder.path(), &["query", query, "--format", "csv"]).replace("\r\n", "\n");
    let best = "SELECT ?v { GRAPH measure:betweenness { ent:Bo_Lind rdf:value ?v } }";
    assert_eq!(ask(best), "v\n0.5\n");
    assert_eq!(ask("SELECT (COUNT(*) AS ?n) { GRAPH measure:camps { ?who rdf:value ?n } }"), "n\n6\n");
    let described = ask("SELECT ?c { GRAPH ?g { ?g a cg:Measurement ; rdfs:comment ?c } } ORDER BY ?c");
    assert!(described.contains("betweenness: ") && described.contains("6 actors, 6 edges"), "{described}");
    assert!(output(folder.path(), &["export", "nquads"]).contains("measure/camps"));
    output(folder.path(), &["actors", "--by", "betweenness", "--relation", "consult", "--save"]);
    assert_eq!(ask("SELECT (COUNT(*) AS ?n) { GRAPH measure:betweenness { ?who rdf:value ?v } }"), "n\n4\n");
    write(folder.path(), &[("more.txt", "Ann Lee met with Bo Lind.")]);
    add(&folder.path().join("kg"), &[folder.path().join("more.txt").display().to_string()]);
    assert_eq!(ask(best), "v\n");
}

#[test]
fn any_table_of_edges_can_be_measured() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        &[("edges.csv", "source,target,weight\na,b,2\nb,c,1\nb,a,1\nd,d,1\n"), ("bad.csv", "x,y\n1,2\n")],
    );
    let text = output(folder.path(), &["actors", "--edges", "edges.csv", "--by", "strength", "--format", "json"]);
    let found: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(found["graph"], "4 nodes, 2 edges, undirected, parallel edges joined; 1 self-loops left out");
    assert_eq!(found["nodes"][0], serde_json::json!({"node": "b", "value": 4.0}));
    assert_eq!(found["nodes"][3], serde_json::json!({"node": "d", "value": 0.0}));
    let exported = sample();
    output(exported.path(), &["export", "csv-edges", "-o", "edges.csv"]);
    assert!(output(exported.path(), &["actors", "--edges", "edges.csv", "--by", "harmonic"]).contains("ent:Bo_Lind"));
    let done = claimgraph(folder.path(), &["actors", "--edges", "bad.csv"]).code(2);
    let message = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(message.contains("bad.csv") && message.contains("source"), "{message}");
}

#[test]
fn threads_change_nothing() {
    let folder = sample();
    let of = |threads: &str, by: &str| {
        output(folder.path(), &["--threads", threads, "actors", "--by", by, "--format", "csv"])
    };
    for by in ["betweenness", "pagerank", "closeness", "harmonic", "katz", "community"] {
        assert_eq!(of("1", by), of("3", by), "{by}");
    }
}
