//! `actors`: the named entities, most connected first.

use super::args::TableFormat;
use super::{Outcome, output};
use claimgraph::graph::degree::{self, Actor};
use claimgraph::resolve::{Resolution, Statements};
use claimgraph::store::{Corpus, Directory};
use claimgraph::vocab;
use serde_json::json;
use std::io::Write;
use std::path::Path;

const HEAD: [&str; 8] = ["rank", "actor", "type", "degree", "acts", "acted on", "documents", "strongest edge"];

/// Lists the actors.
pub fn actors(graph: &Path, top: usize, format: TableFormat) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&Directory::open(graph)?)?;
    let statements = corpus.statements()?;
    let mut actors = degree::actors(&statements, &corpus.resolution);
    actors.truncate(if top == 0 { usize::MAX } else { top });
    let mut out = output::results();
    match format {
        TableFormat::Json => {
            let list: Vec<_> = actors.iter().map(|actor| json(actor, &statements, &corpus.resolution)).collect();
            serde_json::to_writer_pretty(&mut out, &list).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        TableFormat::Table => {
            let rows = rows(&actors, &statements, &corpus.resolution);
            writeln!(out, "{}", output::table(&HEAD.map(str::to_owned), rows))?;
        }
        TableFormat::Csv => {
            let mut table = csv::Writer::from_writer(&mut out);
            table.write_record(HEAD)?;
            for row in rows(&actors, &statements, &corpus.resolution) {
                table.write_record(row)?;
            }
            table.flush()?;
        }
    }
    out.flush()?;
    Ok(Outcome::Good)
}

fn rows(actors: &[Actor], statements: &Statements, resolution: &Resolution) -> Vec<Vec<String>> {
    let row = |(rank, actor): (usize, &Actor)| {
        let entity = resolution.entity(actor.id);
        let strongest = strongest(actor, statements, resolution);
        vec![
            rank.to_string(),
            entity.map(|entity| entity.label.clone()).unwrap_or_default(),
            entity.map_or("", |entity| vocab::class_name(entity.kind)).to_lowercase(),
            actor.degree.to_string(),
            actor.acts.to_string(),
            actor.acted_on.to_string(),
            entity.map_or(0, |entity| entity.documents).to_string(),
            strongest.map(|edge| format!("{} {} {}", edge.0, edge.1, edge.2)).unwrap_or_default(),
        ]
    };
    (1..).zip(actors).map(row).collect()
}

/// Subject, predicate and object of the strongest edge.
fn strongest(actor: &Actor, statements: &Statements, resolution: &Resolution) -> Option<(String, String, String)> {
    let edge = actor.strongest?;
    let label = |id: Option<u32>| id.and_then(|id| resolution.entity(id)).map(|entity| entity.label.clone());
    let predicate = statements.predicate_of(edge).replace('_', " ");
    Some((label(edge.subject)?, predicate, label(edge.object)?))
}

fn json(actor: &Actor, statements: &Statements, resolution: &Resolution) -> serde_json::Value {
    let entity = resolution.entity(actor.id);
    let strongest = strongest(actor, statements, resolution).zip(actor.strongest);
    json!({
        "id": entity.map(|entity| format!("ent:{}", entity.name)),
        "label": entity.map(|entity| &entity.label),
        "type": entity.map(|entity| entity.kind),
        "wikidata": entity.and_then(|entity| entity.wikidata.as_ref()),
        "degree": actor.degree,
        "acts": actor.acts,
        "acted_on": actor.acted_on,
        "documents": entity.map(|entity| entity.documents),
        "mentions": entity.map(|entity| entity.mentions),
        "strongest": strongest.map(|((subject, predicate, object), edge)| json!({
            "subject": subject, "predicate": predicate, "object": object,
            "polarity": vocab::polarity_name(edge.polarity), "modality": vocab::modality_name(edge.modality),
            "support": edge.support(), "claims": edge.claims,
        })),
    })
}
