//! The command line as a black box: answers, exit statuses, messages.

mod common;

use common::{claimgraph, output, sample};
use std::io::Read;
use std::process::{Command, Stdio};

fn message(folder: &std::path::Path, arguments: &[&str], status: i32) -> String {
    let done = claimgraph(folder, arguments).code(status);
    String::from_utf8_lossy(&done.get_output().stderr).into_owned()
}

#[test]
fn a_query_answers_in_every_format() {
    let folder = sample();
    let select = "SELECT ?label { ent:Norland rdfs:label ?label }";
    for (format, expected) in [
        ("table", "Norland"),
        ("json", "{\"head\":{\"vars\":[\"label\"]}"),
        ("csv", "label\r\nNorland"),
        ("tsv", "?label\n\"Norland\""),
        ("xml", "<literal>Norland</literal>"),
    ] {
        let answer = output(folder.path(), &["query", select, "--format", format]);
        assert!(answer.contains(expected), "{format}: {answer}");
    }
    let construct = "CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s a cg:Place ; rdfs:label ?l }";
    let turtle = output(folder.path(), &["query", construct, "--format", "turtle"]);
    assert!(turtle.contains("ent:Norland skos:prefLabel \"Norland\""), "{turtle}");
    assert_eq!(output(folder.path(), &["query", "ASK { ent:Norland a cg:Place }"]), "yes\n");
}

#[test]
fn a_query_comes_from_a_file() {
    let folder = sample();
    std::fs::write(folder.path().join("places.rq"), "SELECT ?p { ?p a cg:Place }").expect("written");
    assert!(output(folder.path(), &["query", "@places.rq"]).contains("ent:Norland"));
    assert!(message(folder.path(), &["query", "@nowhere.rq"], 2).contains("nowhere.rq"));
}

#[test]
fn a_mistake_in_a_query_is_pointed_at() {
    let folder = sample();
    let error = message(folder.path(), &["query", "SELECT ?s\nWHERE { ?s a oops }"], 2);
    assert!(error.contains("error at 2:") && error.contains("  WHERE { ?s a oops }\n"), "{error}");
    let error = message(folder.path(), &["query", "SELECT ?s { ?s nobody:knows ?o }"], 2);
    assert!(error.contains("nobody"), "{error}");
    let error = message(folder.path(), &["query", "SELECT ?s { ?s a cg:Place }", "--format", "turtle"], 2);
    assert!(error.contains("CONSTRUCT"), "{error}");
}

#[test]
fn show_tells_all_about_an_actor() {
    let folder = sample();
    let text = output(folder.path(), &["show", "ida holm"]);
    for expected in
        ["Ida Holm (person)   ent:Ida_Holm", "also called: Holm; Mayor Ida Holm; Ms Holm", "→ met with → Bo Lind"]
    {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert!(text.contains("“Ida Holm plans to visit Norland” — "), "{text}");
    assert!(text.contains("[Tor Aas denies]"), "{text}");
    assert_eq!(text, output(folder.path(), &["show", "Ms Holm"]));
    let json: serde_json::Value =
        serde_json::from_str(&output(folder.path(), &["show", "ent:Bo_Lind", "--format", "json"])).expect("JSON");
    assert_eq!(json["claims"]["speaker"][0]["predicate"], "promised");
}

#[test]
fn show_suggests_what_may_be_meant() {
    let folder = sample();
    let error = message(folder.path(), &["show", "Ida Hollm"], 1);
    assert!(error.contains("did you mean Ida Holm"), "{error}");
}

#[test]
fn show_opens_claims_and_documents() {
    let folder = sample();
    let lines = output(folder.path(), &["export", "jsonl"]);
    let claim: serde_json::Value = serde_json::from_str(lines.lines().next().expect("a claim")).expect("JSON");
    let shown = output(folder.path(), &["show", claim["id"].as_str().expect("an id")]);
    assert!(shown.contains(claim["quote"].as_str().expect("a quote")), "{shown}");
    let document = claim["document"].as_str().expect("an id");
    let shown = output(folder.path(), &["show", &document[..8]]);
    assert!(shown.contains(claim["source"].as_str().expect("a path")), "{shown}");
}

#[test]
fn actors_are_listed_by_degree() {
    let folder = sample();
    let json: serde_json::Value =
        serde_json::from_str(&output(folder.path(), &["actors", "--format", "json"])).expect("JSON");
    assert_eq!(json[0]["label"], "Bo Lind");
    assert_eq!(json[0]["degree"], 3);
    assert_eq!(json[0]["strongest"]["support"], 2);
    let csv = output(folder.path(), &["actors", "--format", "csv", "--top", "1"]);
    assert_eq!(csv.lines().count(), 2);
}

#[test]
fn bad_calls_say_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(message(folder.path(), &["actors"], 2).contains("claimgraph build"));
    assert!(message(folder.path(), &["export", "word"], 2).contains("known are turtle"));
    message(folder.path(), &["build"], 2);
    message(folder.path(), &["no-such-command"], 2);
    let error = message(folder.path(), &["build", "nowhere.txt"], 2);
    assert!(error.contains("nowhere.txt") && error.contains("no document"), "{error}");
    assert!(!folder.path().join("kg").join("manifest.json").exists());
}

#[test]
fn one_bad_input_does_not_stop_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let article =
        "The harbour council met on Monday. It approved the new ferry line to the northern islands, officials said.";
    std::fs::write(folder.path().join("good.txt"), article).expect("written");
    std::fs::write(folder.path().join("empty.txt"), "").expect("written");
    let done = claimgraph(folder.path(), &["build", "good.txt", "empty.txt", "nowhere.txt"]).code(1);
    let error = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(error.contains("nowhere.txt"), "{error}");
    let summary = String::from_utf8_lossy(&done.get_output().stdout).into_owned();
    assert!(summary.starts_with("1 document, ") && summary.contains("1 input failed"), "{summary}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = sample();
    let program = assert_cmd::cargo::cargo_bin("claimgraph");
    let mut child = Command::new(program)
        .args(["export", "turtle", "-g", "kg"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    drop(child.stdout.take());
    let mut error = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut error).expect("read");
    assert_eq!(error, "");
    assert!(child.wait().expect("ended").success());
}

#[cfg(unix)]
#[test]
fn a_killed_build_leaves_the_old_graph_or_the_new() {
    use claimgraph::store::{Directory, quads};
    let folder = tempfile::tempdir().expect("a folder");
    let article = |n: usize| {
        format!("The harbour council of Town {n} met on Monday. It approved ferry line {n}, officials said.")
    };
    for n in 0..40 {
        std::fs::write(folder.path().join(format!("{n:02}.txt")), article(n)).expect("written");
    }
    output(folder.path(), &["build", "0*.txt", "--any-language"]);
    let start = std::time::Instant::now();
    output(folder.path(), &["build", "*.txt", "--any-language", "-o", "whole"]);
    let whole = start.elapsed();
    let program = assert_cmd::cargo::cargo_bin("claimgraph");
    for step in 1..=12 {
        let mut child = Command::new(&program)
            .args(["build", "*.txt", "--any-language"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        std::thread::sleep(whole * step / 12);
        let _ended_before = child.kill();
        child.wait().expect("ended");
        let directory = Directory::open(&folder.path().join("kg")).expect("a graph");
        let manifest = directory.manifest().expect("a manifest");
        assert!(manifest.documents == 10 || manifest.documents == 40);
        assert_eq!(directory.entries().expect("entries").len() as u64, manifest.documents);
        let all: Result<Vec<_>, _> = quads(&directory).expect("a file").collect();
        assert_eq!(all.expect("quads").len() as u64, manifest.quads);
    }
    output(folder.path(), &["build", "*.txt", "--any-language"]);
    for name in ["graph.nq.zst", "documents.jsonl", "entities.json.zst", "statements.json.zst", "manifest.json"] {
        let read = |graph: &str| std::fs::read(folder.path().join(graph).join(name)).expect("read");
        assert!(read("kg") == read("whole"), "{name}");
    }
}
