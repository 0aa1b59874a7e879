//! What `build` and `add` say at the end: how much there is, and what to look at first.

use super::args::TextFormat;
use super::output::{count, thousands};
use claimgraph::graph::degree;
use claimgraph::model::{Modality, Polarity};
use claimgraph::pipeline::{LeftOut, Report};
use claimgraph::resolve::{self, Resolution, Statement, Statements};
use claimgraph::store::{Corpus, Directory, Manifest, Published};
use claimgraph::vocab;
use serde_json::json;
use std::io::Write;

const ACTORS: usize = 8;
const EDGES: usize = 6;

/// An edge with the best of its sentences.
struct Edge {
    subject: String,
    predicate: String,
    object: String,
    layer: String,
    support: u32,
    claims: u32,
    quote: String,
    source: String,
}

/// An actor in short.
struct Actor {
    label: String,
    kind: &'static str,
    degree: u32,
    claims: u32,
}

/// Writes the summary of a graph after a change.
pub fn write(directory: &Directory, report: &Report, format: TextFormat, out: &mut dyn Write) -> anyhow::Result<()> {
    let Some(Published { manifest, corpus, statements }) = &report.published else { return Ok(()) };
    let actors = actors(&corpus.resolution, statements);
    let edges = edges(corpus, statements)?;
    match format {
        TextFormat::Text => {
            write_counts(manifest, report, out)?;
            write_highlights(&actors, &edges, out)?;
            write_next_steps(directory, &actors, out)
        }
        TextFormat::Json => write_json(manifest, report, &actors, &edges, out),
    }
}

fn actors(resolution: &Resolution, statements: &Statements) -> Vec<Actor> {
    let ranked = degree::actors(statements, resolution);
    let short = |actor: &degree::Actor| {
        let entity = resolution.entity(actor.id)?;
        let kind = vocab::class_name(entity.kind);
        Some(Actor { label: entity.label.clone(), kind, degree: actor.degree, claims: actor.acts + actor.acted_on })
    };
    ranked.iter().take(ACTORS).filter_map(short).collect()
}

fn edges(corpus: &Corpus, statements: &Statements) -> anyhow::Result<Vec<Edge>> {
    let strongest = degree::strongest_edges(statements, &corpus.resolution, EDGES);
    strongest.into_iter().map(|statement| edge(corpus, statements, statement)).collect()
}

fn edge(corpus: &Corpus, statements: &Statements, statement: &Statement) -> anyhow::Result<Edge> {
    let (document, claim) = statement.best_claim();
    let document = corpus.document(document as usize)?;
    let claims = resolve::claims(&document, &corpus.resolution);
    let label = |id: Option<u32>| id.and_then(|id| corpus.resolution.entity(id)).map(|entity| entity.label.clone());
    Ok(Edge {
        subject: label(statement.subject).unwrap_or_default(),
        predicate: statements.predicate_of(statement).replace('_', " "),
        object: label(statement.object).unwrap_or_default(),
        layer: layer(statement),
        support: statement.support(),
        claims: statement.claims,
        quote: claims.get(claim as usize).map(|claim| claim.quote().to_owned()).unwrap_or_default(),
        source: document.document.source.clone(),
    })
}

fn layer(statement: &Statement) -> String {
    match (statement.modality, statement.polarity) {
        (Modality::Actual, Polarity::Affirmed) => String::new(),
        (modality, polarity) => vocab::layer(modality, polarity).replace('_', ", "),
    }
}

fn write_highlights(actors: &[Actor], edges: &[Edge], out: &mut dyn Write) -> anyhow::Result<()> {
    if !actors.is_empty() {
        writeln!(out, "\nMost connected")?;
    }
    for Actor { label, kind, degree, claims } in actors {
        writeln!(
            out,
            "  {label} ({}): {}, {}",
            kind.to_lowercase(),
            count(*degree, "neighbour"),
            count(*claims, "claim")
        )?;
    }
    if !edges.is_empty() {
        writeln!(out, "\nStrongest edges")?;
    }
    for edge in edges {
        let layer = if edge.layer.is_empty() { String::new() } else { format!(" [{}]", edge.layer) };
        let weight = format!("{}, {}", count(edge.support, "source"), count(edge.claims, "claim"));
        writeln!(out, "  {} → {} → {}{layer} ({weight})", edge.subject, edge.predicate, edge.object)?;
        writeln!(out, "      “{}” — {}", edge.quote.split_whitespace().collect::<Vec<_>>().join(" "), edge.source)?;
    }
    Ok(())
}

fn write_counts(manifest: &Manifest, report: &Report, out: &mut dyn Write) -> anyhow::Result<()> {
    let copies = manifest.documents - manifest.independent;
    let copies = if copies == 0 { String::new() } else { format!(" ({})", count(copies, "near-identical copy")) };
    let documents = count(manifest.documents, "document");
    let (sentences, words) = (count(manifest.sentences, "sentence"), count(manifest.words, "word"));
    writeln!(out, "{documents}{copies}, {sentences}, {words}")?;
    let (claims, statements) = (count(manifest.claims, "claim"), count(manifest.statements, "statement"));
    let (entities, quads) = (count(manifest.entities, "entity"), count(manifest.quads, "quad"));
    writeln!(out, "{claims} in {statements} about {entities}; {quads}")?;
    if manifest.contradictions > 0 {
        writeln!(out, "{}", count(manifest.contradictions, "contradiction"))?;
    }
    write_speed(report, out)?;
    for (what, left_out) in [("skipped", &report.skipped), ("failed", &report.failed)] {
        if !left_out.is_empty() {
            writeln!(out, "{} {what}", count(left_out.len() as u64, "input"))?;
        }
    }
    Ok(())
}

fn write_speed(report: &Report, out: &mut dyn Write) -> anyhow::Result<()> {
    let (map, reduce) = (report.map_time.as_secs_f64(), report.reduce_time.as_secs_f64());
    match report.analysed {
        0 => writeln!(out, "all analyses were cached; consolidated in {reduce:.1} s")?,
        _ => writeln!(
            out,
            "{} words analysed in {map:.1} s ({} words/s), consolidated in {reduce:.1} s",
            thousands(report.words),
            thousands((report.words as f64 / map.max(0.001)) as u64)
        )?,
    }
    Ok(())
}

fn write_next_steps(directory: &Directory, actors: &[Actor], out: &mut dyn Write) -> anyhow::Result<()> {
    let graph = match directory.root().to_string_lossy() {
        root if root == "./kg" || root == "kg" => String::new(),
        root => format!(" -g {root}"),
    };
    writeln!(out, "\nLook further")?;
    if let Some(first) = actors.first() {
        writeln!(out, "  claimgraph show \"{}\"{graph}", first.label)?;
    }
    writeln!(out, "  claimgraph actors{graph}")?;
    writeln!(out, "  claimgraph contradictions{graph}")?;
    writeln!(out, "  claimgraph query 'SELECT * {{ GRAPH layer:planned {{ ?who ?does ?what }} }}'{graph}")?;
    Ok(())
}

fn write_json(
    manifest: &Manifest,
    report: &Report,
    actors: &[Actor],
    edges: &[Edge],
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let left_out =
        |list: &[LeftOut]| list.iter().map(|l| json!({"source": l.source, "reason": l.reason})).collect::<Vec<_>>();
    let actor =
        |a: &Actor| json!({"label": a.label, "type": a.kind.to_lowercase(), "degree": a.degree, "claims": a.claims});
    let edge = |e: &Edge| {
        json!({
            "subject": e.subject, "predicate": e.predicate, "object": e.object, "layer": e.layer,
            "support": e.support, "claims": e.claims, "quote": e.quote, "source": e.source,
        })
    };
    let summary = json!({
        "graph": manifest,
        "read": report.read,
        "analysed": {"documents": report.analysed, "words": report.words, "seconds": report.map_time.as_secs_f64()},
        "actors": actors.iter().map(actor).collect::<Vec<_>>(),
        "edges": edges.iter().map(edge).collect::<Vec<_>>(),
        "skipped": left_out(&report.skipped),
        "failed": left_out(&report.failed),
    });
    serde_json::to_writer_pretty(&mut *out, &summary).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}
