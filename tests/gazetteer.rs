//! `gazetteer build` and `info`, and linking by a gazetteer of one's own, as a user sees them.

use assert_cmd::Command;
use std::io::Write;
use std::path::Path;

fn claimgraph(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
    command.current_dir(folder);
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const DUMP: &str = r#"[
{"id":"Q515","labels":{"en":{"value":"city"}},"claims":{"P279":[{"mainsnak":{"datavalue":{"value":{"id":"Q486972"}}}}]},"sitelinks":{}},
{"id":"Q1","labels":{"en":{"value":"Elmhaven"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q515"}}}}]},"sitelinks":{"enwiki":{},"nowiki":{}}},
this is no item,
{"id":"Q2","labels":{},"claims":[],"sitelinks":[]},
{"id":"Q3","labels":{"en":{"value":"Oakhaven"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q515"}}}}]},"sitelinks":{"enwiki":{}}}
]
"#;

#[test]
fn a_dump_becomes_a_gazetteer_and_bad_lines_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("dump.json"), DUMP).expect("written");
    let arguments = ["gazetteer", "build", "dump.json", "-o", "names", "--min-sitelinks", "2", "--date", "2026-11-01"];
    let output = claimgraph(folder.path()).args(arguments).output().expect("runs");
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("dump.json, line 4: left out: no item"), "{}", text(&output.stderr));
    let output = claimgraph(folder.path()).args(["gazetteer", "info", "names"]).output().expect("runs");
    let said = text(&output.stdout);
    assert!(said.contains("items    1") && said.contains("2026-11-01") && said.contains("wikidata: 1 items"), "{said}");
}

#[test]
fn a_packed_dump_that_is_cut_off_gives_what_comes_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    packer.write_all(DUMP.replace("this is no item,\n", "").as_bytes()).expect("packed");
    let packed = packer.finish().expect("packed");
    std::fs::write(folder.path().join("dump.json.gz"), &packed[..packed.len() - 60]).expect("written");
    let arguments = ["gazetteer", "build", "dump.json.gz", "-o", "names", "--min-sitelinks", "0"];
    let output = claimgraph(folder.path()).args(arguments).output().expect("runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("cut off after line"), "{}", text(&output.stderr));
}

#[test]
fn what_is_no_dump_and_no_gazetteer_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("page.json"), "<html>\n</html>\n").expect("written");
    let build =
        claimgraph(folder.path()).args(["gazetteer", "build", "page.json", "-o", "names"]).output().expect("runs");
    assert_eq!(build.status.code(), Some(2));
    assert!(text(&build.stderr).contains("no item of Wikidata in it"), "{}", text(&build.stderr));
    let info = claimgraph(folder.path()).args(["gazetteer", "info", "page.json"]).output().expect("runs");
    assert!(text(&info.stderr).contains("page.json: no gazetteer"), "{}", text(&info.stderr));
}

#[test]
fn a_graph_remembers_its_gazetteer() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = "qid\tlabel\ttype\tcountry\tprior\nQ90001\tElmhaven Harbour Board\torganization\t\t90\n";
    std::fs::write(folder.path().join("own.tsv"), table).expect("written");
    let made =
        claimgraph(folder.path()).args(["gazetteer", "build", "own.tsv", "-o", "own.names"]).output().expect("runs");
    assert!(made.status.success(), "{}", text(&made.stderr));
    let article = "The Elmhaven Harbour Board rejected the plan on Monday.\n";
    std::fs::write(folder.path().join("a.txt"), article).expect("written");
    let built =
        claimgraph(folder.path()).args(["build", "a.txt", "--gazetteer", "own.names", "-q"]).output().expect("runs");
    assert!(built.status.success(), "{}", text(&built.stderr));
    let nodes = claimgraph(folder.path()).args(["export", "csv-mentions"]).output().expect("runs");
    assert!(text(&nodes.stdout).contains("Q90001"), "{}", text(&nodes.stdout));
    std::fs::remove_file(folder.path().join("own.names")).expect("removed");
    std::fs::write(folder.path().join("b.txt"), article.replace("rejected", "accepted")).expect("written");
    let gone = claimgraph(folder.path()).args(["add", "b.txt"]).output().expect("runs");
    assert!(text(&gone.stderr).contains("does not open"), "{}", text(&gone.stderr));
}
