//! The example corpus through the whole program, with the real language model, held against the files in `exports/`.
//!
//! After a change that is meant to change them: `UPDATE_EXPORTS=1 cargo test --release --test examples`, and read the diff.

use std::path::Path;
use std::process::Command;

/// Runs the program in the project's folder; what it prints.
fn claimgraph(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_claimgraph"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn exports_of_the_example_corpus_are_as_committed() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let graph = scratch.path().join("kg");
    let graph = graph.to_str().expect("a readable path");
    claimgraph(&["--quiet", "build", "examples/grain-deal", "-o", graph]);
    let exports = Path::new(env!("CARGO_MANIFEST_DIR")).join("exports");
    let files: [(&str, &[&str]); 8] = [
        ("grain-deal.ttl", &["export", "turtle"]),
        ("grain-deal.jsonl", &["export", "jsonl"]),
        ("grain-deal.dot", &["export", "dot"]),
        ("actors.csv", &["actors", "--format", "csv"]),
        ("contradictions.txt", &["contradictions", "--explain"]),
        ("contradictions.json", &["contradictions", "--format", "json"]),
        ("stances.csv", &["stances", "--format", "csv"]),
        ("denials.csv", &["query", "@examples/denials.rq", "--format", "csv"]),
    ];
    for (name, command) in files {
        let made = claimgraph(&[command, &["-g", graph]].concat());
        let path = exports.join(name);
        if std::env::var_os("UPDATE_EXPORTS").is_some() {
            std::fs::write(&path, &made).expect("exports can be written");
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        let differing = made.lines().zip(committed.lines()).find(|(a, b)| a != b);
        assert!(made == committed, "exports/{name} differs, first in (made, committed): {differing:?}");
    }
}
