//! `link reconcile` against a real server that plays the versions of the protocol and what goes wrong.

mod common;

use common::server::{Received, Reply, Server};
use common::{claimgraph, output, sample};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// What the played service knows: name, item, score, class.
const KNOWN: [(&str, &str, f64, &str); 5] = [
    ("Ida Holm", "Q901", 100.0, "Q5"),
    ("Bo Lind", "Q902", 97.0, "Q5"),
    ("Bo Lind", "Q903", 95.0, "Q5"),
    ("Norland", "Q904", 100.0, "Q515"),
    ("Tor Aas", "Q905", 100.0, "Q101352"),
];

fn candidates(name: &str) -> Value {
    let known = KNOWN.iter().filter(|(known, ..)| *known == name);
    let list = known.map(|(name, item, score, class)| {
        json!({"id": item, "name": name, "score": score, "match": false, "type": [{"id": class, "name": "a class"}]})
    });
    list.collect()
}

fn manifest(versions: Option<Value>) -> Value {
    let mut manifest = json!({
        "name": "Registry", "identifierSpace": "http://www.wikidata.org/entity/",
        "schemaSpace": "http://www.wikidata.org/prop/direct/",
    });
    if let Some(versions) = versions {
        manifest["versions"] = versions;
    }
    manifest
}

/// The names asked for, in either form.
fn names(request: &Received) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match request.field("queries") {
        Some(queries) => {
            let queries: Value = serde_json::from_str(&queries).expect("JSON");
            (0..).map_while(|n| Some(text(&queries.get(format!("q{n}"))?["query"]))).collect()
        }
        None => {
            let batch: Value = serde_json::from_str(&request.body).expect("JSON");
            let queries = batch["queries"].as_array().expect("queries").clone();
            queries.iter().map(|query| text(&query["conditions"][0]["propertyValue"])).collect()
        }
    }
}

fn early(request: &Received) -> Reply {
    let keyed = names(request).into_iter().enumerate().map(|(n, name)| (format!("q{n}"), candidates(&name)));
    Reply::json(Value::Object(keyed.map(|(key, list)| (key, json!({"result": list}))).collect()))
}

fn draft(request: &Received) -> Reply {
    let results: Vec<Value> = names(request).iter().map(|name| json!({"candidates": candidates(name)})).collect();
    Reply::json(json!({"results": results}))
}

/// A service of version 0.2 that answers questions by `play`, with the number of the question's request from 0.
fn service(play: impl Fn(usize, &Received) -> Reply + Send + 'static) -> Server {
    Server::start(move |n, request| match request.method.as_str() {
        "GET" => Reply::json(manifest(Some(json!(["0.1", "0.2"])))),
        _ => play(n - 1, request),
    })
}

fn decisions(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("kg/decisions.tsv")).unwrap_or_default()
}

fn reconcile(folder: &Path, url: &str, more: &[&str], status: i32) -> String {
    let mut arguments = vec!["link", "reconcile", url];
    arguments.extend(more);
    if !more.contains(&"--retries") {
        arguments.extend(["--retries", "1"]);
    }
    let done = claimgraph(folder, &arguments).code(status);
    let done = done.get_output();
    String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr)
}

#[test]
fn every_version_of_the_protocol_links_what_is_clear() {
    for (versions, path) in [
        (None, "/api"),
        (Some(json!(["0.1"])), "/api"),
        (Some(json!(["0.1", "0.2"])), "/api"),
        (Some(json!(["0.2", "1.0-draft"])), "/api/match"),
    ] {
        let folder = sample();
        let told = manifest(versions.clone());
        let server = Server::start(move |_, request| match request.path.as_str() {
            "/api" if request.method == "GET" => Reply::json(&told),
            "/api" => early(request),
            _ => draft(request),
        });
        let url = format!("{}/api", server.url);
        let report = reconcile(folder.path(), &url, &[], 0);
        let last = server.received().pop().expect("requests");
        assert_eq!((last.method.as_str(), last.path.as_str()), ("POST", path), "{versions:?}");
        assert!(last.headers.iter().any(|header| header.starts_with("user-agent: claimgraph/")));
        let pin = |name: &str, item: &str| format!("pin\t{name}\tperson\t\t{item}\t\t\t{url}\t");
        assert!(decisions(folder.path()).contains(&pin("Ida Holm", "Q901")), "{report}");
        assert!(!decisions(folder.path()).contains("Q902"), "two are too close");
        assert!(!decisions(folder.path()).contains("Q905"), "a family name is no person");
        assert!(report.contains("to be looked at with `link review`"), "{report}");
    }
}

#[test]
fn the_class_of_wikidata_is_asked_for() {
    let folder = sample();
    let server = service(|_, request| early(request));
    reconcile(folder.path(), &server.url, &["--class", "place=Q515"], 0);
    let queries: Vec<String> = server.received().iter().filter_map(|request| request.field("queries")).collect();
    let queries = queries.join(" ");
    for expected in ["\"query\":\"Ida Holm\",\"type\":\"Q5\"", "\"query\":\"Norland\",\"type\":\"Q515\""] {
        assert!(queries.replace("\"limit\":5,", "").contains(expected), "{expected} in {queries}");
    }
    assert!(!queries.contains("ferries"), "only names are asked for");
}

#[test]
fn a_run_that_was_cut_off_goes_on_where_it_stopped() {
    let folder = sample();
    let server = service(|n, request| if n < 2 { early(request) } else { Reply::new(400, "text/plain", "no more") });
    let report = reconcile(folder.path(), &server.url, &["--batch", "2"], 1);
    assert!(report.contains("no more") && report.contains("run it again"), "{report}");
    let answered = server.received().iter().skip(1).take(2).flat_map(names).collect::<Vec<_>>();
    assert_eq!(answered.len(), 4);
    let kept = std::fs::read_to_string(folder.path().join("kg/reconciled.jsonl")).expect("kept");
    assert_eq!(kept.lines().count(), 4);
    // A run that was killed while writing leaves half a line: here of an answer that linked nothing.
    let (lost, rest): (Vec<&str>, Vec<&str>) = kept.lines().partition(|line| line.contains("\"candidates\":[]"));
    assert_eq!(lost.len(), 1, "{kept}");
    let cut = format!("{}\n{}", rest.join("\n"), lost[0].trim_end_matches('}'));
    std::fs::write(folder.path().join("kg/reconciled.jsonl"), cut).expect("written");
    let other = service(|_, request| early(request));
    let log = std::fs::read_to_string(folder.path().join("kg/reconciled.jsonl")).expect("kept");
    let moved = log.replace(&server.url, &other.url);
    std::fs::write(folder.path().join("kg/reconciled.jsonl"), moved).expect("written");
    let report = reconcile(folder.path(), &other.url, &[], 0);
    assert!(report.contains("1 lines do not read"), "{report}");
    let asked: Vec<String> = other.received().iter().skip(1).flat_map(names).collect();
    let again: Vec<&String> = answered.iter().filter(|name| asked.contains(name)).collect();
    assert!(again.len() == 1 && lost[0].contains(again[0].as_str()), "{answered:?} {asked:?} {kept}");
    let third = reconcile(folder.path(), &other.url, &[], 0);
    assert!(third.contains("0 questions"), "{third}");
}

#[test]
fn a_batch_that_is_too_large_is_halved() {
    let folder = sample();
    let server = service(|_, request| match names(request).len() {
        0..=2 => early(request),
        _ => Reply::new(413, "text/plain", "too many"),
    });
    let report = reconcile(folder.path(), &server.url, &[], 0);
    assert!(report.contains("linked"), "{report}");
    let sizes: Vec<usize> = server.received().iter().skip(1).map(|request| names(request).len()).collect();
    assert!(sizes[0] > 2 && sizes.last().is_some_and(|last| *last <= 2), "{sizes:?}");
}

#[test]
fn a_service_says_how_many_it_takes() {
    let folder = sample();
    let server = Server::start(|_, request| match request.method.as_str() {
        "GET" => {
            let mut manifest = manifest(Some(json!(["0.2"])));
            manifest["batchSize"] = json!(3);
            Reply::json(manifest)
        }
        _ => early(request),
    });
    reconcile(folder.path(), &server.url, &["--batch", "50"], 0);
    assert!(server.received().iter().skip(1).all(|request| names(request).len() <= 3));
}

#[test]
fn a_service_that_asks_to_wait_is_waited_for() {
    let folder = sample();
    let server = service(|n, request| match n {
        0 => Reply::new(429, "text/plain", "slow").with("Retry-After: 1"),
        _ => early(request),
    });
    let start = Instant::now();
    reconcile(folder.path(), &server.url, &[], 0);
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert!(decisions(folder.path()).contains("Q901"));
    let server = service(|_, _| Reply::new(429, "text/plain", "slow").with("Retry-After: 86400"));
    let report = reconcile(folder.path(), &server.url, &[], 2);
    assert!(report.contains("asks to wait"), "{report}");
}

#[test]
fn nonsense_is_named_and_nothing_is_lost() {
    for (reply, expected) in [
        (Reply::new(200, "text/html", "<html>Welcome</html>"), "Welcome"),
        (Reply::json(json!({"q0": {"result": [{"name": "no id"}]}})), "without `id`"),
        (Reply::json(json!([])), "no object of results"),
        (Reply::new(500, "text/plain", "oops"), "status 500"),
    ] {
        let folder = sample();
        claimgraph(folder.path(), &["link", "pin", "Tor Aas", "Q77", "--by", "ann"]).success();
        let before = decisions(folder.path());
        let server = service(move |_, _| reply.clone());
        let report = reconcile(folder.path(), &server.url, &["--batch", "1"], 2);
        assert!(report.contains(expected) && report.contains(&server.url), "{expected}: {report}");
        assert_eq!(decisions(folder.path()), before);
    }
}

#[test]
fn scores_out_of_range_are_left_for_review() {
    let folder = sample();
    let server = service(|_, request| {
        let list = json!([{"id": "Q1", "name": "A", "score": 1e12, "type": ["Q5"]}]);
        let keyed = (0..names(request).len()).map(|n| (format!("q{n}"), json!({"result": list})));
        Reply::json(Value::Object(keyed.collect()))
    });
    let report = reconcile(folder.path(), &server.url, &[], 0);
    assert!(report.contains("0 linked") && decisions(folder.path()).is_empty(), "{report}");
}

#[test]
fn what_is_no_service_is_said_at_once() {
    let folder = sample();
    for (reply, expected) in [
        (Reply::new(200, "text/html", "<html>It works!</html>"), "It works!"),
        (Reply::new(404, "text/plain", "nothing here"), "status 404"),
        (Reply::json(manifest(Some(json!(["7.0"])))), "it speaks 7.0"),
    ] {
        let server = Server::start(move |_, _| reply.clone());
        let report = reconcile(folder.path(), &server.url, &[], 2);
        assert!(report.contains(expected), "{expected}: {report}");
    }
    let report = reconcile(folder.path(), "example.org/api", &[], 2);
    assert!(report.contains("not an http:// or https:// address"), "{report}");
    let report = reconcile(folder.path(), "http://127.0.0.1:9/api", &["--retries", "0"], 2);
    assert!(report.contains("http://127.0.0.1:9/api"), "{report}");
}

#[test]
fn a_silent_service_meets_its_time_limit() {
    let folder = sample();
    let server = service(|_, request| Reply { delay: Duration::from_secs(15), ..early(request) });
    let report = reconcile(folder.path(), &server.url, &["--timeout", "1", "--retries", "0"], 2);
    assert!(report.contains("no answer within 1s"), "{report}");
}

#[test]
fn a_run_is_undone_as_one() {
    let folder = sample();
    let server = service(|_, request| early(request));
    claimgraph(folder.path(), &["link", "pin", "Tor Aas", "Q77", "--by", "ann"]).success();
    let before = decisions(folder.path());
    reconcile(folder.path(), &server.url, &[], 0);
    assert_ne!(decisions(folder.path()), before);
    let undone = output(folder.path(), &["link", "undo", "--by", &server.url]);
    assert!(undone.contains("undone: Ida Holm (person) is wd:Q901"), "{undone}");
    assert_eq!(decisions(folder.path()), before);
}
