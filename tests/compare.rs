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
            ("No traces of oil were seen in the harbour.", "Oil was seen in the harbour."),
            ("The clerk said that this was not a registered ship.", "A ship was registered."),
            ("The death penalty is not cheap.", "Capital punishment is cheap."),
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
        ("The mill is the oldest building in Bergen.", "The mill was not built."),
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
            ("Karin Berg was a liberal minister.", "Karin Berg was a conservative politician."),
            ("The unsigned contract worried the owners.", "The contract was signed."),
            ("Copper closed at $4.10, down 12 cents.", "Copper prices rose to $4.10."),
        ],
    );
}

#[test]
fn one_relation_from_its_two_ends() {
    contradict(
        "opposite",
        &[
            ("Dansk Olje is a subsidiary of Norsk Kraft.", "Dansk Olje owns Norsk Kraft."),
            ("Otto Lind succeeded Karin Berg.", "Karin Berg was the successor of Otto Lind."),
            ("Brann celebrated a victory over Viking.", "Brann lost to Viking."),
        ],
    );
    agree(&[
        ("Norsk Kraft owns Dansk Olje.", "Dansk Olje is a subsidiary of Norsk Kraft."),
        ("Brann lost to Viking.", "Viking beat Brann."),
    ]);
}

#[test]
fn opposites_of_other_things_or_in_turn_are_let_go() {
    agree(&[
        ("Coal stocks rose in March.", "Oil stocks fell in March."),
        ("The police arrested the driver.", "The police released the driver."),
        ("Berg bought the mill.", "The mill was sold to Berg."),
        ("Berg received the prize.", "Berg was awarded the prize."),
        ("A large bell is cast in Bergen and a small bell is cast in Oslo.", "A small bell is cast in Oslo."),
        ("Prices rose in May and fell in June.", "Prices fell in June."),
        ("The strike will continue.", "Talks were held to stop the strike."),
    ]);
}

#[test]
fn numbers() {
    contradict(
        "value",
        &[
            ("Lund underwent five hours of surgery.", "Lund underwent nine hours of surgery."),
            ("Twelve sailors drowned when the ferry sank.", "Seven sailors drowned when the ferry sank."),
            ("Norsk Kraft's 30 owners met in Bergen.", "Norsk Kraft has 25 owners."),
            ("Karin Berg, a 31-year-old nurse, won the race.", "Karin Berg, 34, won the race."),
            ("Rolla is the second deepest lake in Telemark.", "Rolla is the deepest lake in Telemark."),
        ],
    );
    agree(&[
        ("Twelve sailors drowned when the ferry sank.", "Seven fishermen were rescued when the ferry sank."),
        ("On Friday five soldiers were killed near Bergen.", "On Saturday three soldiers were killed near Oslo."),
        ("Eleven people died, including four women.", "Four women died."),
    ]);
}

#[test]
fn offices_countries_dates_and_parts() {
    contradict(
        "value",
        &[
            ("Otto Lind, the mayor of Bergen, met the miners.", "Karin Berg is the mayor of Bergen."),
            ("Otto Lind was Norwegian.", "Otto Lind was Danish."),
            ("Otto Lind was the governor of the state of Hordaland.", "Otto Lind was the governor of Telemark."),
        ],
    );
    contradict("opposite", &[("Norsk Kraft acquired Dansk Olje.", "Dansk Olje acquired Norsk Kraft.")]);
    contradict(
        "time",
        &[
            ("The bridge was opened in May 1999.", "The bridge was opened in June 2003."),
            ("Lind (3 May 1870 – 9 June 1941) was a doctor.", "Lind was born on 4 May 1870."),
            ("Karin Berg was born in 1901.", "Karin Berg died in 1901."),
            ("Lind sold the mill after he became mayor.", "Lind sold the mill before he became mayor."),
        ],
    );
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
