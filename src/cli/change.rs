//! `actors --window`: who rises and who falls.

use super::actors::{Wanted, actor_nodes, heading, readable};
use super::args::{Projecting, TableFormat, WindowLength};
use super::{Outcome, output, projecting};
use claimgraph::graph::windows::{Days, Window, slope};
use claimgraph::graph::{Options, Projection};
use claimgraph::model::EntityId;
use claimgraph::resolve::{Resolution, Statements};
use claimgraph::store::{Corpus, Directory};
use claimgraph::vocab;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Windows shown to people, the last ones.
const SHOWN: usize = 6;

/// The values of the actors, window by window.
struct Series {
    windows: Vec<Days>,
    /// By label and id: one value for each window, 0 where the actor is not in its graph.
    values: BTreeMap<(String, EntityId), Vec<f64>>,
}

/// Ranks the actors by the change of a measure from window to window, rises and falls alike.
pub fn actors(graph: &Path, asked: &Projecting, length: WindowLength, wanted: Wanted) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&Directory::open(graph)?)?;
    let statements = corpus.statements()?;
    let options = projecting::options(asked, &corpus.resolution)?;
    let whole = Projection::new(&statements, &corpus.resolution, options.clone()).describe();
    let series = series(&statements, &corpus.resolution, &options, length.into(), wanted);
    let mut ranked: Vec<_> = series.values.iter().map(|(who, values)| (slope(values), who, values)).collect();
    ranked.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(b.1)));
    ranked.truncate(if wanted.top == 0 { usize::MAX } else { wanted.top });
    if ranked.is_empty() {
        output::note("claimgraph: no statement with a day passes, so there is nothing to measure");
    }
    let rows: Vec<Row> = ranked
        .into_iter()
        .filter_map(|(change, (_, id), values)| Some(Row { entity: corpus.resolution.entity(*id)?, change, values }))
        .collect();
    write(&rows, &series.windows, &whole, wanted)?;
    Ok(if rows.is_empty() { Outcome::Partial } else { Outcome::Good })
}

/// A line of the list.
struct Row<'a> {
    entity: &'a claimgraph::model::Entity,
    change: f64,
    values: &'a [f64],
}

/// Measures the graph of each window; windows without an edge are left out.
fn series(
    statements: &Statements,
    resolution: &Resolution,
    options: &Options,
    window: Window,
    wanted: Wanted,
) -> Series {
    let mut series = Series { windows: Vec::new(), values: BTreeMap::new() };
    for days in window.over(statements) {
        let mut options = options.clone();
        options.filter.since = options.filter.since.max(Some(days.first));
        options.filter.until = Some(options.filter.until.map_or(days.last, |until| until.min(days.last)));
        let projection = Projection::new(statements, resolution, options);
        let network = projection.network();
        if network.is_empty() {
            continue;
        }
        let values = wanted.by.of(&network).values;
        for node in actor_nodes(&projection, &network, resolution) {
            let Some(id) = projection.entity(node) else { continue };
            let label = resolution.entity(id).map(|entity| entity.label.clone()).unwrap_or_default();
            let value = values[node as usize];
            let list = series.values.entry((label, id)).or_default();
            list.resize(series.windows.len(), 0.0);
            list.push(if value.is_nan() { 0.0 } else { value });
        }
        series.windows.push(days);
    }
    let windows = series.windows.len();
    series.values.values_mut().for_each(|list| list.resize(windows, 0.0));
    series
}

fn write(rows: &[Row], windows: &[Days], graph: &str, wanted: Wanted) -> anyhow::Result<()> {
    let mut out = output::results();
    match wanted.format {
        TableFormat::Json => {
            let list: Vec<Value> = (1..).zip(rows).map(|(rank, row)| json(rank, row, windows, graph, wanted)).collect();
            serde_json::to_writer_pretty(&mut out, &list).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        TableFormat::Table => {
            writeln!(out, "{}", heading(graph, wanted.by, None))?;
            let left_out = windows.len().saturating_sub(SHOWN);
            if left_out > 0 {
                writeln!(out, "{left_out} earlier windows are not shown; --format csv has all")?;
            }
            let (head, rows) = (head(&windows[left_out..]), rows.iter().zip(1..));
            let rows = rows.map(|(row, rank)| cells(rank, row, left_out, readable)).collect();
            writeln!(out, "{}", output::table(&head, rows))?;
        }
        TableFormat::Csv => {
            let mut table = csv::Writer::from_writer(&mut out);
            table.write_record(head(windows))?;
            for (rank, row) in (1..).zip(rows) {
                table.write_record(cells(rank, row, 0, |value| value.to_string()))?;
            }
            table.flush()?;
        }
    }
    Ok(out.flush()?)
}

fn head(windows: &[Days]) -> Vec<String> {
    let fixed = ["rank", "actor", "type", "change a window"].map(str::to_owned);
    fixed.into_iter().chain(windows.iter().map(|days| days.name.clone())).collect()
}

fn cells(rank: usize, row: &Row, skip: usize, number: impl Fn(f64) -> String) -> Vec<String> {
    let kind = vocab::class_name(row.entity.kind).to_lowercase();
    let sign = if row.change > 0.0 { "+" } else { "" };
    let fixed = [rank.to_string(), row.entity.label.clone(), kind, format!("{sign}{}", number(row.change))];
    fixed.into_iter().chain(row.values.iter().skip(skip).map(|value| number(*value))).collect()
}

fn json(rank: usize, row: &Row, windows: &[Days], graph: &str, wanted: Wanted) -> Value {
    let window = |(days, value): (&Days, &f64)| json!({"window": days.name, "first": days.first, "last": days.last, "value": value});
    json!({
        "id": format!("ent:{}", row.entity.name), "label": row.entity.label, "type": row.entity.kind,
        "wikidata": row.entity.wikidata, "rank": rank, "measure": wanted.by.name(), "graph": graph, "change": row.change,
        "windows": windows.iter().zip(row.values).map(window).collect::<Vec<_>>(),
    })
}
