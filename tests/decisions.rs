//! Decisions on who is who: that they hold, can be undone, and are never lost.

mod common;

use common::{add, build, claimgraph, output, sample};
use std::path::Path;

fn decisions(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("kg/decisions.tsv")).unwrap_or_default()
}

fn message(folder: &Path, arguments: &[&str], status: i32) -> String {
    let done = claimgraph(folder, arguments).code(status);
    String::from_utf8_lossy(&done.get_output().stderr).into_owned()
}

fn graph(folder: &Path) -> Vec<u8> {
    std::fs::read(folder.join("kg/graph.nq.zst")).expect("a graph")
}

#[test]
fn a_pin_links_everywhere_and_is_undone() {
    let folder = sample();
    let before = graph(folder.path());
    let answer =
        output(folder.path(), &["link", "pin", "Norland", "wd:Q777", "--by", "ann", "--why", "the map says so"]);
    assert!(answer.contains("Norland (place) is wd:Q777"), "{answer}");
    assert!(decisions(folder.path()).contains("pin\tNorland\tplace\t\tQ777\t\t\tann\tthe map says so\n"));
    assert!(output(folder.path(), &["show", "Q777"]).contains("Norland (place)   ent:Norland   wd:Q777"));
    let same_as = ["query", "SELECT ?item { ent:Norland owl:sameAs ?item }"];
    assert!(output(folder.path(), &same_as).contains("wd:Q777"));
    for table in ["csv", "csv-nodes"] {
        assert!(output(folder.path(), &["export", table]).contains("Q777"), "{table}");
    }
    assert!(output(folder.path(), &["actors", "--format", "csv"]).contains("Q777"));
    assert!(output(folder.path(), &["link", "undo"]).contains("undone: Norland"));
    assert!(graph(folder.path()) == before);
    assert!(message(folder.path(), &["link", "undo"], 1).contains("nothing was undone"));
}

#[test]
fn what_is_merged_is_one_and_what_is_split_is_two() {
    let folder = sample();
    output(folder.path(), &["link", "merge", "Tor Aas", "Bo Lind"]);
    let one = output(folder.path(), &["show", "Tor Aas"]);
    assert_eq!(one, output(folder.path(), &["show", "Bo Lind"]));
    output(folder.path(), &["link", "undo"]);
    assert_ne!(output(folder.path(), &["show", "Tor Aas"]), output(folder.path(), &["show", "Bo Lind"]));
    output(folder.path(), &["link", "split", "Ms Holm"]);
    let apart = output(folder.path(), &["show", "Ms Holm"]);
    assert!(!apart.contains("ent:Ida_Holm") && apart.contains("opened"), "{apart}");
}

#[test]
fn decisions_survive_every_change_of_the_graph() {
    let folder = sample();
    let input = |name: &str| folder.path().join("in").join(name).display().to_string();
    output(folder.path(), &["link", "pin", "Norland", "Q777"]);
    output(folder.path(), &["link", "pin", "Storm Corp", "none"]);
    let (kept, before) = (decisions(folder.path()), graph(folder.path()));
    build(&folder.path().join("kg"), &[input("")]);
    assert!(decisions(folder.path()) == kept && graph(folder.path()) == before);
    let warning = message(folder.path(), &["remove", &input("ferry.txt")], 0);
    assert!(
        warning.contains("nothing in this graph answers to “Storm Corp (organization) is no Wikidata item”"),
        "{warning}"
    );
    assert_eq!(decisions(folder.path()), kept);
    assert!(output(folder.path(), &["link", "list"]).contains("nothing here answers to it"));
    add(&folder.path().join("kg"), &[input("ferry.txt")]);
    assert!(decisions(folder.path()) == kept && graph(folder.path()) == before);
    assert!(!output(folder.path(), &["link", "list"]).contains("nothing here answers to it"));
}

#[test]
fn a_file_that_does_not_read_is_named_with_its_line_and_left_alone() {
    let folder = sample();
    let broken = "# mine\npin\tNorland\tplace\t\tseven\n";
    std::fs::write(folder.path().join("kg/decisions.tsv"), broken).expect("written");
    for arguments in [&["actors"][..], &["link", "pin", "Norland", "Q1"]] {
        let error = message(folder.path(), arguments, 2);
        assert!(error.contains("decisions.tsv: line 2: `seven` is no Wikidata item"), "{error}");
    }
    assert_eq!(decisions(folder.path()), broken);
}

#[test]
fn what_is_not_clear_is_asked_for() {
    let folder = sample();
    assert!(message(folder.path(), &["link", "pin", "Ida Hollm", "Q1"], 2).contains("did you mean Ida Holm"));
    assert!(message(folder.path(), &["link", "pin", "Ida Holm", "seven"], 2).contains("no Wikidata item"));
    assert!(message(folder.path(), &["link", "pin", "Ida Holm (place)", "Q1"], 2).contains("no entity is called"));
    assert!(decisions(folder.path()).is_empty());
}

#[test]
fn a_table_of_decisions_is_imported_row_by_row() {
    let folder = sample();
    let table = "name;type;decision;why\nNorland;place;Q777;map\nTor Aas;;NONE;\nBo Lind;;;\nIda Holm;cat;Q1;\n;;Q2;\nNobody Here;person;Q3;\n";
    std::fs::write(folder.path().join("decided.csv"), table).expect("written");
    let notes = message(folder.path(), &["link", "import", "decided.csv", "--by", "ann"], 1);
    for expected in
        ["line 5: `cat` is no type", "line 6: a name is missing", "answers to “Nobody Here (person) is wd:Q3”"]
    {
        assert!(notes.contains(expected), "{expected} in {notes}");
    }
    let kept = decisions(folder.path());
    assert_eq!(kept.lines().filter(|line| line.starts_with("pin\t")).count(), 3);
    assert!(kept.contains("pin\tTor Aas\t\t\tnone\t\t\tann\n"), "{kept}");
    std::fs::write(folder.path().join("again.csv"), "name,decision\nNorland,\n").expect("written");
    assert!(message(folder.path(), &["link", "import", "again.csv"], 2).contains("no row with a decision"));
    std::fs::write(folder.path().join("other.csv"), "a,b\n1,2\n").expect("written");
    assert!(message(folder.path(), &["link", "import", "other.csv"], 2).contains("no column `name`"));
}

#[test]
fn a_review_is_a_form_for_an_import() {
    let folder = sample();
    let answer = "{\"service\":\"http://example.org\",\"question\":{\"name\":\"Tor Aas\"},\"candidates\":[{\"id\":\"Q5001\",\"name\":\"Tor Aas\",\"description\":\"sailor\",\"score\":70.0}]}\n";
    std::fs::write(folder.path().join("kg/reconciled.jsonl"), answer).expect("written");
    let shown = output(folder.path(), &["link", "review"]);
    for expected in ["link: Tor Aas (person)", "Q5001 Tor Aas, sailor (0.70)", "“"] {
        assert!(shown.contains(expected), "{expected} in {shown}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&output(folder.path(), &["link", "review", "--format", "json"])).expect("JSON");
    assert_eq!(json[0]["candidates"][0]["wikidata"], "Q5001");
    let form = output(folder.path(), &["link", "review", "--format", "csv"]);
    let mut filled = form.trim_end().to_owned();
    assert!(filled.ends_with(",,"), "{filled}");
    filled.truncate(filled.len() - 2);
    std::fs::write(folder.path().join("form.csv"), format!("{filled},Q5001,seen\n")).expect("written");
    output(folder.path(), &["link", "import", "form.csv", "--by", "ann"]);
    assert!(output(folder.path(), &["show", "Q5001"]).contains("Tor Aas"));
    assert!(!output(folder.path(), &["link", "review"]).contains("Tor Aas"), "what is decided is not doubtful");
}

#[test]
fn statements_for_wikidata_are_a_table_that_quickstatements_reads() {
    let folder = sample();
    let table = output(folder.path(), &["link", "export"]);
    assert_eq!(table.lines().next(), Some("qid"), "the sample has no relation that Wikidata has");
}
