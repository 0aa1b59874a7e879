//! Odd names through every network format and back: quotes, brackets, line ends, other scripts, control characters.

use super::network::{Actor, Network};
use super::{Drawn, attributes, cytoscape, dot, gephi, gexf, graphml, neo4j, svg};
use crate::model::{Entity, EntityType};
use proptest::prelude::*;
use roxmltree::Document;

fn actor(label: &str) -> Actor {
    let entity = Entity {
        name: "Name".to_owned(),
        label: label.to_owned(),
        kind: EntityType::Person,
        aliases: vec![],
        descriptions: vec![],
        named: true,
        wikidata: None,
        documents: 1,
        mentions: 1,
    };
    Actor { entity, degree: 0, claims: 1, centrality: 1.0, community: 0 }
}

fn network(label: &str) -> Network {
    Network { actors: vec![actor(label)], ..Network::default() }
}

fn written(write: impl FnOnce(&mut dyn std::io::Write) -> Result<(), super::ExportError>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("memory can be written");
    String::from_utf8(out).expect("UTF-8")
}

/// What XML can hold of a text.
fn in_xml(text: &str) -> String {
    let forbidden =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.replace(forbidden, "\u{fffd}")
}

proptest! {
    #[test]
    fn labels_come_back_from_xml(label in any::<String>()) {
        let text = written(|out| graphml::write(&network(&label), out));
        let read = Document::parse(&text).expect("XML");
        let found = read.descendants().find(|node| node.attribute("key") == Some("node_label"));
        prop_assert_eq!(found.and_then(|node| node.text()).unwrap_or_default(), in_xml(&label));

        let text = written(|out| gexf::write(&network(&label), out));
        let read = Document::parse(&text).expect("XML");
        let found = read.descendants().find(|node| node.has_tag_name(("http://gexf.net/1.3", "node")));
        prop_assert_eq!(found.and_then(|node| node.attribute("label")).unwrap_or_default(), in_xml(&label));
    }

    #[test]
    fn labels_come_back_from_tables_and_json(label in any::<String>()) {
        let text = written(|out| cytoscape::write(&network(&label), out));
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        prop_assert_eq!(&read["elements"]["nodes"][0]["data"]["label"], &serde_json::Value::from(label.as_str()));
        for text in [written(|out| gephi::nodes(&network(&label), out)), written(|out| neo4j::nodes(&network(&label), out))] {
            let mut table = csv::Reader::from_reader(text.as_bytes());
            let row = table.records().next().expect("a row").expect("a record");
            prop_assert_eq!(&row[1], label.as_str());
        }
    }

    #[test]
    fn a_picture_of_any_label_is_xml(label in any::<String>()) {
        let mut network = network(&label);
        network.actors.push(actor("Bo"));
        let picture = svg::drawing(&Drawn { network, left_out: (0, 0) });
        let read = Document::parse(&picture).expect("XML");
        let title = read.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "title")));
        let titles: Vec<String> = title.filter_map(|node| node.text()).map(str::to_owned).collect();
        let start = format!("{}:", in_xml(&label));
        prop_assert!(titles.iter().any(|title| title.starts_with(&start)), "{titles:?}");
    }

    #[test]
    fn dot_keeps_each_label_one_string(label in any::<String>()) {
        let text = written(|out| dot::write(&Drawn { network: network(&label), left_out: (0, 0) }, out));
        let line = text.lines().find(|line| line.contains("\"Name\"")).expect("the node is on one line");
        let (_, rest) = line.split_once("label=\"").expect("a label");
        let mut read = String::new();
        let mut letters = rest.chars();
        while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
            read.push(if letter == '\\' { letters.next().expect("an escaped letter") } else { letter });
        }
        prop_assert_eq!(read, label.replace(char::is_control, " "));
        prop_assert!(letters.as_str().starts_with(", shape="));
    }
}

#[test]
fn an_empty_network_is_a_file_of_every_kind() {
    let drawn = Drawn { network: Network::default(), left_out: (0, 0) };
    assert!(Document::parse(&svg::drawing(&drawn)).is_ok());
    for text in [written(|out| graphml::write(&drawn.network, out)), written(|out| gexf::write(&drawn.network, out))] {
        assert!(Document::parse(&text).is_ok(), "{text}");
    }
    assert!(written(|out| dot::write(&drawn, out)).ends_with("}\n"));
    assert!(attributes::places(&drawn.network, 10.0).is_empty());
}
