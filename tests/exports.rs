//! Every output format, read back by an independent reader and held against the graph itself.

mod common;

use claimgraph::export::Format;
use claimgraph::store::{Directory, quads};
use common::{claimgraph, output, sample};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn parsed(text: &str, format: RdfFormat) -> BTreeSet<String> {
    let quads = RdfParser::from_format(format).for_slice(text).map(|quad| quad.map(|quad| quad.to_string()));
    quads.collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{format}: {error}\n{text}"))
}

fn graph(folder: &Path, keep: impl Fn(&Quad) -> bool) -> BTreeSet<String> {
    let directory = Directory::open(&folder.join("kg")).expect("a graph");
    let all = quads(&directory).expect("a file").map(|quad| quad.expect("a quad"));
    all.filter(keep).map(|quad| quad.to_string()).collect()
}

#[test]
fn rdf_formats_read_back_as_the_graph() {
    let folder = sample();
    let default = |quad: &Quad| quad.graph_name.is_default_graph();
    for (name, format) in [("turtle", RdfFormat::Turtle), ("ntriples", RdfFormat::NTriples)] {
        let text = output(folder.path(), &["export", name]);
        assert_eq!(parsed(&text, format), graph(folder.path(), default), "{name}");
    }
    for (name, format) in [("trig", RdfFormat::TriG), ("nquads", RdfFormat::NQuads)] {
        let text = output(folder.path(), &["export", name]);
        assert_eq!(parsed(&text, format), graph(folder.path(), |_| true), "{name}");
    }
}

#[test]
fn rdf11_forms_agree_and_have_no_triple_terms() {
    let folder = sample();
    let export = |name: &str| output(folder.path(), &["export", name, "--rdf11"]);
    let all = parsed(&export("nquads"), RdfFormat::NQuads);
    assert!(all.iter().all(|quad| !quad.contains("<<")));
    assert!(all.iter().any(|quad| quad.contains("rdf-syntax-ns#subject")));
    assert_eq!(parsed(&export("trig"), RdfFormat::TriG), all);
    let profile = oxigraph::io::JsonLdProfileSet::empty();
    assert_eq!(parsed(&export("jsonld"), RdfFormat::JsonLd { profile }), all);
    let triples = parsed(&export("ntriples"), RdfFormat::NTriples);
    assert_eq!(parsed(&export("turtle"), RdfFormat::Turtle), triples);
    assert_eq!(parsed(&export("rdfxml"), RdfFormat::RdfXml), triples);
}

#[test]
fn turtle_reads_like_a_story() {
    let folder = sample();
    let text = output(folder.path(), &["export", "turtle"]);
    let (_, holm) = text.split_once("\nent:Ida_Holm a cg:Person").expect("a description");
    let holm = holm.split_once(" .\n").expect("its end").0;
    assert!(holm.contains("pred:met_with ent:Bo_Lind\n        ~ claim:"), "{holm}");
    assert!(holm.contains("{| a cg:Claim ; "), "{holm}");
    let planned = text.lines().filter(|line| line.contains("rdf:reifies <<( ent:Ida_Holm pred:visit")).count();
    assert_eq!(planned, 1, "a plan is no plain edge");
}

#[test]
fn jsonl_keeps_its_contract() {
    let folder = sample();
    let lines = output(folder.path(), &["export", "jsonl"]);
    let claims: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of =
        |predicate: &str| claims.iter().find(|c| c["predicate"] == predicate).unwrap_or_else(|| panic!("{predicate}"));
    let met = claims.iter().find(|c| c["subject"]["text"] == "Mayor Ida Holm").expect("the first claim");
    assert_eq!(met["subject"]["label"], "Ida Holm");
    assert_eq!(met["subject"]["type"], "person");
    assert_eq!(met["subject"]["id"], "ent:Ida_Holm");
    assert!(met["subject"]["wikidata"].is_null());
    assert_eq!(met["object"]["label"], "Bo Lind");
    assert_eq!(met["relation"], "consult");
    assert_eq!(met["predicate_text"], "met with");
    assert_eq!(met["arguments"][0]["role"], "time");
    assert_eq!(met["arguments"][0]["value"], "2031-04-02");
    assert_eq!((&met["polarity"], &met["modality"]), (&"affirmed".into(), &"actual".into()));
    assert!(met["source"].as_str().is_some_and(|path| path.ends_with("ferry.txt")));
    assert_eq!(of("will_visit")["modality"], "planned");
    assert_eq!(of("not_met_with")["polarity"], "negated");
    assert_eq!(of("promised")["attribution"][0]["label"], "Bo Lind");
    assert_eq!(of("promised")["attribution"][0]["verb"], "says");
    let destroyed = &of("destroyed")["object"];
    assert_eq!((&destroyed["value"], &destroyed["unit"]), (&9.into(), &"houses".into()));
    assert_eq!((&destroyed["bound"], &destroyed["datatype"]), (&"at_least".into(), &"decimal".into()));
}

#[test]
fn jsonl_offsets_find_the_text() {
    let folder = sample();
    let lines = output(folder.path(), &["export", "jsonl"]);
    let mut checked = 0;
    for claim in lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")) {
        let text = std::fs::read_to_string(claim["source"].as_str().expect("a path")).expect("the article");
        for slot in [&claim["subject"], &claim["object"]] {
            let place = [&slot["start"], &slot["end"]].map(|n| n.as_u64().expect("an offset") as usize);
            let found: String = text.chars().skip(place[0]).take(place[1] - place[0]).collect();
            assert_eq!(found, slot["text"].as_str().expect("text"));
            checked += 1;
        }
    }
    assert!(checked > 20);
}

#[test]
fn tables_and_drawings_are_well_formed() {
    let folder = sample();
    for (name, head) in [("csv", "id,document,source"), ("csv-nodes", "id,label,type"), ("csv-edges", "source,target")]
    {
        let text = output(folder.path(), &["export", name]);
        assert!(text.starts_with(head), "{name}: {text}");
        let mut table = csv::Reader::from_reader(text.as_bytes());
        assert!(table.records().all(|record| record.is_ok()));
    }
    let dot = output(folder.path(), &["export", "dot"]);
    assert!(dot.contains("\"Ida_Holm\" -> \"Bo_Lind\" [label=\"met with\""), "{dot}");
    assert_eq!(dot.matches('{').count(), dot.matches('}').count());
}

#[test]
fn a_file_is_written_whole_and_every_format_is_stable() {
    let folder = sample();
    for format in Format::ALL {
        let file = format!("out.{}", format.extension());
        output(folder.path(), &["export", format.name(), "-o", &file]);
        let written = std::fs::read(folder.path().join(&file)).expect("written");
        let printed = claimgraph(folder.path(), &["export", format.name()]).success();
        assert!(written == printed.get_output().stdout, "{format}");
    }
    let failed = claimgraph(folder.path(), &["export", "turtle", "-o", "no/such/folder/out.ttl"]).code(2);
    assert!(String::from_utf8_lossy(&failed.get_output().stderr).contains("no/such/folder"));
}
