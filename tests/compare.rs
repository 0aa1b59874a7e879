//! `compare` as a black box: pairs of every kind, and for every gate a pair that must be let go.

use assert_cmd::Command;
use serde_json::Value;
use std::fmt::Write;

fn claimgraph() -> Command {
    Command::cargo_bin("claimgraph").expect("the program")
}

/// The answers to pairs of texts, in order.
fn answers(pairs: &[(&str, &str)]) -> Vec<Value> {
    let mut lines = String::new();
    for (id, (a, b)) in pairs.iter().enumerate() {
        writeln!(lines, "{}", serde_json::json!({"id": id.to_string(), "a": a, "b": b})).expect("a line");
    }
    let done = claimgraph().args(["compare", "--pairs", "-"]).write_stdin(lines).assert().success();
    let printed = String::from_utf8_lossy(&done.get_output().stdout).into_owned();
    printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Every pair contradicts itself, and in the way that `kind` names.
fn contradict(kind: &str, pairs: &[(&str, &str)]) {
    for (answer, pair) in answers(pairs).iter().zip(pairs) {
        assert_eq!(answer["contradiction"], true, "{pair:?} {answer}");
        assert_eq!(answer["kind"], kind, "{pair:?} {answer}");
        assert_eq!(answer["claims"].as_array().map(Vec::len), Some(2), "{pair:?}");
    }
}

/// No pair contradicts itself.
fn agree(pairs: &[(&str, &str)]) {
    for (answer, pair) in answers(pairs).iter().zip(pairs) {
        assert_eq!(answer["contradiction"], false, "{pair:?} {answer}");
    }
}

#[test]
fn polarity() {
    contradict(
        "polarity",
        &[
            ("Nobody was injured.", "Two sailors were injured in the fire."),
            ("The council did not approve the new harbour.", "The council approved the new harbour."),
            ("The mayor failed to open the bridge.", "The mayor opened the bridge."),
            ("Norway refused to sell the ferry.", "Norway sold the ferry."),
        ],
    );
}

#[test]
fn what_is_denied_must_be_what_is_said() {
    agree(&[
        ("The council approved the new harbour.", "The council did not approve the new airport."),
        ("The bridge was built in 1901.", "The bridge was not built during the great war."),
        ("The council approved the new harbour.", "The council approved the new harbour in May."),
        ("The mayor may resign.", "The mayor did not resign."),
        ("The lawyer of Berg spoke to reporters.", "Berg is not a lawyer."),
    ]);
}

#[test]
fn opposites() {
    contradict(
        "opposite",
        &[
            ("Coal stocks rose in March.", "Coal stocks came down in March."),
            ("The senate rejected the treaty.", "The senate accepted the treaty."),
            ("The bridge is safe.", "The bridge is dangerous."),
        ],
    );
}

#[test]
fn opposites_of_other_things_or_in_turn_are_let_go() {
    agree(&[
        ("Coal stocks rose in March.", "Oil stocks fell in March."),
        ("The police arrested the driver.", "The police released the driver."),
        ("Berg bought the mill.", "The mill was sold to Berg."),
    ]);
}

#[test]
fn numbers() {
    contradict(
        "value",
        &[
            ("Lund underwent five hours of surgery.", "Lund underwent nine hours of surgery."),
            ("Twelve sailors drowned when the ferry sank.", "Seven sailors drowned when the ferry sank."),
        ],
    );
    agree(&[
        ("Twelve sailors drowned when the ferry sank.", "Seven fishermen were rescued when the ferry sank."),
        ("On Friday five soldiers were killed near Bergen.", "On Saturday three soldiers were killed near Oslo."),
    ]);
}

#[test]
fn offices_countries_dates_and_parts() {
    contradict(
        "value",
        &[
            ("Otto Lind, the mayor of Bergen, met the miners.", "Karin Berg is the mayor of Bergen."),
            ("Otto Lind was Norwegian.", "Otto Lind was Danish."),
        ],
    );
    contradict("opposite", &[("Norsk Kraft acquired Dansk Olje.", "Dansk Olje acquired Norsk Kraft.")]);
    contradict("time", &[("The bridge was opened in May 1999.", "The bridge was opened in June 2003.")]);
    agree(&[
        ("Otto Lind, the former mayor of Bergen, met the miners.", "Karin Berg is the mayor of Bergen."),
        ("The bridge was opened in May 1999.", "The bridge was opened in 1999."),
        ("Norsk Kraft met Dansk Olje.", "Dansk Olje met Norsk Kraft."),
    ]);
}

#[test]
fn the_order_of_lines_is_kept_and_broken_ones_are_reported() {
    let lines =
        "{\"id\":\"one\",\"a\":\"It rained.\",\"b\":\"It snowed.\"}\nnot JSON\n\n{\"id\":2,\"a\":\"\",\"b\":\"\"}\n";
    let done = claimgraph().args(["compare", "--pairs", "-"]).write_stdin(lines).assert().code(1);
    let output = done.get_output();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let ids: Vec<Value> =
        printed.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["id"].clone()).collect();
    assert_eq!(ids, [serde_json::json!("one"), serde_json::json!(2)]);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(complaint.contains("-:2:"), "{complaint}");
}

#[test]
fn threads_change_nothing() {
    let pairs = "{\"id\":1,\"a\":\"Coal stocks rose.\",\"b\":\"Coal stocks fell.\"}\n".repeat(40);
    let run = |threads: &str| {
        let done = claimgraph()
            .args(["--threads", threads, "compare", "--pairs", "-"])
            .write_stdin(pairs.clone())
            .assert()
            .success();
        done.get_output().stdout.clone()
    };
    assert_eq!(run("1"), run("3"));
}

#[test]
fn two_files_and_two_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    let (a, b) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
    std::fs::write(&a, "The senate rejected the treaty.").expect("written");
    std::fs::write(&b, "The senate accepted the treaty.").expect("written");
    let of_files = claimgraph().arg("compare").arg(&a).arg(&b).assert().success();
    let texts = ["compare", "--text", "The senate rejected the treaty.", "The senate accepted the treaty."];
    let of_texts = claimgraph().args(texts).assert().success();
    let printed = |done: &assert_cmd::assert::Assert| String::from_utf8_lossy(&done.get_output().stdout).into_owned();
    assert!(printed(&of_texts).starts_with("Contradiction (opposite, score "), "{}", printed(&of_texts));
    assert_eq!(printed(&of_files), printed(&of_texts));
    claimgraph().args(["compare", "only-one.txt"]).assert().code(2);
    claimgraph().args(["compare", "no-such-a.txt", "no-such-b.txt"]).assert().code(2);
}
