//! `actors --edges`: measures of any table of edges.

use super::actors::{Wanted, heading, readable};
use super::args::TableFormat;
use super::{Outcome, output};
use anyhow::Context;
use claimgraph::graph::table::{self, Named};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;

/// Ranks the nodes of a table of edges.
pub fn actors(path: &Path, directed: bool, wanted: Wanted) -> anyhow::Result<Outcome> {
    let name = || path.display().to_string();
    let file = File::open(path).with_context(name)?;
    let Named { names, network, loops } = table::read(BufReader::new(file), directed).with_context(name)?;
    let scores = wanted.by.of(&network);
    let ranked = wanted.ranking(&scores.values, network.nodes().collect());
    let graph = describe(names.len(), network.edge_count(), directed, loops);
    let mut out = output::results();
    let value = |node: u32| (names[node as usize].as_str(), scores.values[node as usize]);
    match wanted.format {
        TableFormat::Json => {
            let nodes = ranked.iter().map(|node| value(*node));
            let nodes: Vec<Value> = nodes.map(|(node, value)| json!({"node": node, "value": value})).collect();
            let answer = json!({"graph": graph, "measure": wanted.by.name(), "caveat": scores.caveat, "nodes": nodes});
            serde_json::to_writer(&mut out, &answer).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        TableFormat::Table => {
            writeln!(out, "{}", heading(&graph, wanted.by, scores.caveat.as_deref()))?;
            let row = |(rank, node): (usize, &u32)| {
                let (name, value) = value(*node);
                vec![rank.to_string(), name.to_owned(), readable(value)]
            };
            let head = ["rank", "node", wanted.by.name()].map(str::to_owned);
            writeln!(out, "{}", output::table(&head, (1..).zip(&ranked).map(row).collect()))?;
        }
        TableFormat::Csv => {
            let mut table = csv::Writer::from_writer(&mut out);
            table.write_record(["rank", "node", wanted.by.name()])?;
            for (rank, node) in (1..).zip(&ranked) {
                let (name, value) = value(*node);
                table.write_record([&(rank as usize).to_string(), name, &value.to_string()])?;
            }
            table.flush()?;
        }
    }
    out.flush()?;
    Ok(if ranked.is_empty() { Outcome::Partial } else { Outcome::Good })
}

fn describe(nodes: usize, edges: usize, directed: bool, loops: usize) -> String {
    let direction = if directed { "directed" } else { "undirected" };
    let loops = if loops == 0 { String::new() } else { format!("; {loops} self-loops left out") };
    format!("{nodes} nodes, {edges} edges, {direction}, parallel edges joined{loops}")
}
