//! Times of measures, for benches/graph.py.
//!
//! `measures FILE.csv MEASURE …` reads a table of edges and times each measure on it; `measures --statements N` makes
//! documents that say N different things about each other's actors, builds their graph in a folder beside, and times
//! reading it into a projection.

#![allow(clippy::print_stdout, reason = "a program of its own")]

use claimgraph::graph::{Measure, Options, Projection, table};
use claimgraph::model::{
    Claim, Document, DocumentClaims, EntityType, LocalEntity, Modality, Polarity, Slot, Span, Value,
};
use claimgraph::store::{Cache, Corpus, Directory, Entry, Manifest, StoreError, publish};
use rayon::prelude::*;
use std::error::Error;
use std::time::Instant;

const CLAIMS_PER_DOCUMENT: u32 = 100;
const ACTORS_PER_DOCUMENT: u32 = 20;
const ENGINE: &str = "bench";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((first, rest)) if first == "--statements" => project(rest.first().ok_or("how many?")?.parse()?),
        Some((path, measures)) => measure(path, measures),
        None => Err("a table of edges and measures, or --statements N".into()),
    }
}

fn measure(path: &str, measures: &[String]) -> Result<(), Box<dyn Error>> {
    let named = table::read(std::fs::File::open(path)?, false)?;
    for name in measures {
        let measure: Measure = name.parse()?;
        let start = Instant::now();
        let scores = measure.of(&named.network);
        println!("{name} {:.6} {:?}", start.elapsed().as_secs_f64(), scores.values.iter().sum::<f64>());
    }
    Ok(())
}

fn project(count: u32) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let directory = Directory::new(folder.path());
    let start = Instant::now();
    let built = build(&directory, count.div_ceil(CLAIMS_PER_DOCUMENT))?;
    println!("{} statements, {} quads: built in {:.1} s", built.statements, built.quads, start.elapsed().as_secs_f64());
    let start = Instant::now();
    let corpus = Corpus::open(&directory)?;
    let statements = corpus.statements()?;
    let read = start.elapsed();
    let projection = Projection::new(&statements, &corpus.resolution, Options::default());
    let network = projection.network();
    println!(
        "read in {:.2} s, with the projection {:.2} s: {} nodes, {} edges",
        read.as_secs_f64(),
        start.elapsed().as_secs_f64(),
        network.len(),
        network.edge_count()
    );
    Ok(())
}

fn build(directory: &Directory, documents: u32) -> Result<Manifest, StoreError> {
    let lock = directory.lock()?;
    let cache = Cache::of(directory);
    let write = |number: u32| {
        let claims = document(number);
        cache.write(&claims, ENGINE)?;
        Ok(Entry {
            id: claims.document.id,
            engine: ENGINE.to_owned(),
            sources: vec![format!("{number}.txt")],
            same_as: None,
        })
    };
    let mut entries = (0..documents).into_par_iter().map(write).collect::<Result<Vec<_>, StoreError>>()?;
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(publish(directory, entries, &lock)?.manifest)
}

/// A document in which each of twenty actors meets others; the actors are drawn from a population that grows with the
/// number of documents, so that a claim is a statement of its own.
fn document(number: u32) -> DocumentClaims {
    let mut text = String::new();
    let mut name = |k: u32| {
        let who = (number * 7 + k * k * 31) % (number + 50);
        let label = format!("Actor N{who} Surname{who}");
        let span = Span::new(text.len(), text.len() + label.len());
        text += &label;
        text += ". ";
        (label, span)
    };
    let named: Vec<(String, Span)> = (0..ACTORS_PER_DOCUMENT).map(&mut name).collect();
    let entity = |(label, _): &(String, Span)| LocalEntity {
        label: label.clone(),
        kind: EntityType::Person,
        aliases: vec![],
        descriptions: vec![],
        named: true,
        mentions: vec![],
    };
    let claim = |k: u32| {
        let slot = |actor: u32| Slot { span: named[actor as usize].1, value: Value::Entity(actor) };
        let (subject, object) = (k % ACTORS_PER_DOCUMENT, (k / ACTORS_PER_DOCUMENT + k + 1) % ACTORS_PER_DOCUMENT);
        Claim {
            sentence: 0,
            subject: slot(subject),
            predicate: format!("met_with_{}", number % 997),
            predicate_span: Span::new(k as usize, k as usize),
            relation: Some("meet".to_owned()),
            object: Some(slot(object)),
            arguments: vec![],
            polarity: Polarity::Affirmed,
            modality: Modality::Actual,
            attribution: vec![],
            confidence: 0.9,
            rule: "bench".to_owned(),
        }
    };
    let id = format!("{:032x}", u128::from(number) * 0x9E37_79B9_7F4A_7C15);
    DocumentClaims {
        entities: named.iter().map(entity).collect(),
        claims: (0..CLAIMS_PER_DOCUMENT).map(claim).collect(),
        sentences: vec![Span::new(0, text.len())],
        document: Document { id, text: text.clone(), ..Document::default() },
        ..DocumentClaims::default()
    }
}
