//! Queries that ask another SPARQL server, which here is one that the test plays.

mod common;

use common::server::{Received, Reply, Server};
use common::{claimgraph, output, sample};
use std::path::Path;
use std::time::{Duration, Instant};

const RESULTS: &str = "application/sparql-results+json";

/// A table of two columns: an entity of the sample graph and what the server knows of it.
fn table(rows: &[(&str, &str)]) -> Reply {
    let row = |(entity, value): &(&str, &str)| {
        let iri = format!("https://w3id.org/claimgraph/entity/{entity}");
        serde_json::json!({"who": {"type": "uri", "value": iri}, "born": {"type": "literal", "value": value}})
    };
    let bindings: Vec<_> = rows.iter().map(row).collect();
    Reply::new(200, RESULTS, serde_json::json!({"head": {"vars": ["who", "born"]}, "results": {"bindings": bindings}}))
}

fn query(server: &Server) -> String {
    let service = format!("SERVICE <{}/sparql> {{ ?who <http://example.org/born> ?born }}", server.url);
    format!("SELECT ?label ?born {{ ?who a cg:Person ; rdfs:label ?label . {service} }} ORDER BY ?label")
}

fn failure(folder: &Path, arguments: &[&str]) -> String {
    let failed = claimgraph(folder, arguments).code(2);
    String::from_utf8_lossy(&failed.get_output().stderr).into_owned()
}

fn play(_: usize, _: &Received) -> Reply {
    table(&[("Ida_Holm", "1970"), ("Bo_Lind", "1981"), ("Nobody_Here", "1")])
}

#[test]
fn a_query_joins_the_graph_with_another_server() {
    let folder = sample();
    let server = Server::start(play);
    let answer = output(folder.path(), &["query", &query(&server), "--federated", "--format", "csv"]);
    assert_eq!(answer.replace("\r\n", "\n"), "label,born\nBo Lind,1981\nIda Holm,1970\n");
    let received = server.received();
    assert_eq!(received.len(), 1, "the same part is asked for once");
    assert_eq!((received[0].method.as_str(), received[0].path.as_str()), ("POST", "/sparql"));
    assert!(received[0].headers.contains(&"content-type: application/sparql-query".to_owned()));
    assert!(received[0].body.contains("entity/Ida_Holm>"), "local values are sent along: {}", received[0].body);
}

#[test]
fn nothing_is_sent_unless_it_is_allowed() {
    let folder = sample();
    let server = Server::start(play);
    let silent = query(&server).replace("SERVICE", "SERVICE SILENT");
    for query in [query(&server), silent] {
        let error = failure(folder.path(), &["query", &query]);
        assert!(error.contains(&server.url) && error.contains("--federated"), "{error}");
    }
    assert!(server.received().is_empty());
}

#[test]
fn the_example_asks_wikidata_only_where_it_may() {
    let folder = sample();
    let example = concat!("@", env!("CARGO_MANIFEST_DIR"), "/examples/wikidata-parties.rq");
    let error = failure(folder.path(), &["query", example]);
    assert!(error.contains("<https://query.wikidata.org/sparql>"), "{error}");
}

#[test]
fn an_optional_part_keeps_what_the_server_does_not_know() {
    let folder = sample();
    let server = Server::start(play);
    let query = query(&server).replace("SERVICE", "OPTIONAL { SERVICE").replace("?born }", "?born } }");
    let answer = output(folder.path(), &["query", &query, "--federated", "--format", "csv"]);
    assert!(answer.contains("Bo Lind,1981") && answer.contains("Tor Aas,\r\n"), "{answer}");
    assert_eq!(server.received().len(), 1);
}

#[test]
fn a_server_that_answers_nonsense_is_named() {
    let folder = sample();
    for (reply, expected) in [
        (Reply::new(200, "text/html", "<html>It works!</html>"), "It works!"),
        (Reply::new(200, RESULTS, "{\"head\":{\"vars\":[\"who\"]},\"results\":{\"bindings\":[{"), "no SPARQL results"),
        (Reply::new(200, RESULTS, "{\"head\":{},\"boolean\":true}"), "yes or no"),
        (Reply::new(400, "text/plain", "bad query"), "status 400"),
    ] {
        let server = Server::start(move |_, _| reply.clone());
        let error = failure(folder.path(), &["query", &query(&server), "--federated"]);
        assert!(error.contains(&server.url) && error.contains(expected), "{expected}: {error}");
    }
}

#[test]
fn a_slow_server_meets_the_time_limit() {
    let folder = sample();
    let server = Server::start(|_, _| Reply { delay: Duration::from_secs(20), ..play(0, &empty()) });
    let start = Instant::now();
    let error = failure(folder.path(), &["query", &query(&server), "--federated", "--timeout", "1"]);
    assert!(error.contains("time limit"), "{error}");
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_busy_server_is_asked_again_after_the_wait_that_it_wants() {
    let folder = sample();
    let server = Server::start(|n, request| match n {
        0 => Reply::new(429, "text/plain", "slow down").with("Retry-After: 1"),
        _ => play(n, request),
    });
    let start = Instant::now();
    let answer = output(folder.path(), &["query", &query(&server), "--federated"]);
    assert!(answer.contains("1970") && start.elapsed() >= Duration::from_secs(1), "{answer}");
}

#[test]
fn many_values_go_in_blocks() {
    let folder = sample();
    let server = Server::start(|_, _| table(&[]));
    let service = format!("SERVICE <{}> {{ ?claim <http://example.org/p> ?o }}", server.url);
    let rows: String = (0..450).map(|n| format!("ex:{n} ")).collect();
    let query = format!("PREFIX ex: <http://example.org/> SELECT * {{ VALUES ?claim {{ {rows} }} {service} }}");
    output(folder.path(), &["query", &query, "--federated"]);
    let sizes: Vec<usize> = server.received().iter().map(|r| r.body.matches("example.org/").count() - 1).collect();
    assert_eq!(sizes, [200, 200, 50]);
}

fn empty() -> Received {
    Received { method: String::new(), path: String::new(), headers: Vec::new(), body: String::new() }
}
