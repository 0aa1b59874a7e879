//! Pictures and files for network tools, through the command line.

mod common;

use common::{build, claimgraph, output, sample, write};

const NETWORK: [&str; 11] = [
    "dot",
    "svg",
    "html",
    "graphml",
    "gexf",
    "cytoscape",
    "ftm",
    "gephi-nodes",
    "gephi-edges",
    "neo4j-nodes",
    "neo4j-edges",
];

/// A graph of one text in the toy language.
fn graph(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("in"), &[("a.txt", text)]);
    build(&folder.path().join("kg"), &[folder.path().join("in").display().to_string()]);
    folder
}

#[test]
fn every_drawing_is_the_same_every_time() {
    let folder = sample();
    for format in NETWORK {
        assert_eq!(output(folder.path(), &["export", format]), output(folder.path(), &["export", format]), "{format}");
    }
    let png = || claimgraph(folder.path(), &["export", "png"]).success().get_output().stdout.clone();
    assert!(png().starts_with(b"\x89PNG") && png() == png());
}

#[test]
fn graphs_with_nothing_to_draw_are_files_all_the_same() {
    for text in ["Nothing here.", "Ida Holm opened bridge.", "Storm Corp destroyed 9 houses."] {
        let folder = graph(text);
        for format in NETWORK {
            claimgraph(folder.path(), &["export", format]).success();
        }
        claimgraph(folder.path(), &["export", "png"]).success();
    }
}

#[test]
fn what_a_picture_leaves_out_is_said() {
    let folder = sample();
    let svg = output(folder.path(), &["export", "svg", "--top", "3"]);
    assert!(svg.contains("The most central: 3 actors and") && svg.contains("left out: "), "{svg}");
    let all = output(folder.path(), &["export", "svg", "--top", "0"]);
    assert!(!all.contains("left out") && all.contains(">Ida Holm<") && all.contains("stroke-dasharray"), "{all}");
}

#[test]
fn the_page_holds_every_claim_between_actors_with_its_quote() {
    let folder = sample();
    let page = output(folder.path(), &["export", "html"]);
    let (_, data) = page.split_once("<script type=\"application/json\" id=\"data\">").expect("data");
    let (json, _) = data.split_once("</script>").expect("its end");
    let data: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let claims = data["claims"].as_array().expect("claims");
    let met = claims.iter().find(|claim| claim["predicate"] == "met with").expect("a claim");
    let sentence = data["sentences"][met["sentence"].as_u64().expect("a number") as usize][1].as_str().expect("text");
    let [start, end] = [0, 1].map(|i| met["words"][i].as_u64().expect("a place") as usize);
    assert_eq!(&sentence[start..end], "met with");
    assert!(claims.iter().any(|claim| claim["speakers"][0]["role"] == "denies"));
    assert!(page.contains("default-src 'none'"), "nothing is loaded from elsewhere");
}

#[test]
fn an_unknown_format_lists_the_known_ones() {
    let folder = sample();
    let failed = claimgraph(folder.path(), &["export", "word"]).failure();
    let message = String::from_utf8_lossy(&failed.get_output().stderr).into_owned();
    assert!(message.contains("turtle") && message.contains("gexf") && message.contains("html"), "{message}");
}
