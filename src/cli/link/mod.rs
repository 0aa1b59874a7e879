//! `link`: who is who, and which Wikidata items they are.

mod decide;
mod export;
mod import;
mod list;
mod reconcile;
mod review;
mod select;

use super::args::{Global, LinkCommand};
use super::{Outcome, output};
use claimgraph::store::Corpus;
use claimgraph::store::ledger::Record;

/// Runs one of the `link` commands.
pub fn run(global: &Global, command: &LinkCommand) -> anyhow::Result<Outcome> {
    let graph = &global.graph;
    match command {
        LinkCommand::Merge { entities, note } => decide::merge(graph, entities, note),
        LinkCommand::Split { name, note } => decide::split(graph, name, note),
        LinkCommand::Pin { entity, item, note } => decide::pin(graph, entity, item, note),
        LinkCommand::Undo { by } => decide::undo(graph, by.as_deref()),
        LinkCommand::Reconcile { url, asking } => reconcile::reconcile(global, url, asking),
        LinkCommand::Review { below, top, format } => review::review(graph, *below, *top, *format),
        LinkCommand::Import { file, by } => import::import(graph, file, by.as_deref()),
        LinkCommand::Export { min_confidence, output } => export::export(graph, *min_confidence, output.as_deref()),
        LinkCommand::List { format } => list::list(graph, *format),
    }
}

/// Says which decisions no entity of the graph answers to.
pub(super) fn warn_of_idle(corpus: &Corpus) {
    let records: Vec<&Record> = corpus.ledger.records().collect();
    for record in corpus.resolution.unmatched.iter().filter_map(|index| records.get(*index)) {
        let what = list::sentence(&record.decision);
        output::note(&format!("decisions.tsv: nothing in this graph answers to “{what}”; the decision is kept"));
    }
}
