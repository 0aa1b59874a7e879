//! `build`, `add` and `remove`: change a graph directory and say what is in it.

use super::args::{Global, Reading, TextFormat};
use super::{Outcome, link, output, summary};
use anyhow::{Context, bail};
use claimgraph::ingest::{self, Pending};
use claimgraph::model::Document;
use claimgraph::nlp::Engine;
use claimgraph::pipeline::{self, ENGINE_VERSION, LeftOut, Mapper, Report};
use claimgraph::resolve::gazetteer::Gazetteer;
use claimgraph::store::{BUILT_IN, Directory, StoreError};
use std::io::Write;
use std::path::{Path, PathBuf};

type Inputs<'a> = Box<dyn Iterator<Item = Pending> + Send + 'a>;

/// Makes a fresh graph of the inputs.
pub fn build(
    global: &Global,
    graph: &Path,
    inputs: &[String],
    reading: &Reading,
    format: TextFormat,
) -> anyhow::Result<Outcome> {
    let directory = Directory::new(graph).linked_by(gazetteer(reading)?);
    let report =
        change(global, inputs, reading, |inputs, mapper, watch| pipeline::build(&directory, inputs, mapper, watch))?;
    conclude(global, &directory, &report, format)
}

/// Adds the inputs to the graph.
pub fn add(global: &Global, inputs: &[String], reading: &Reading, format: TextFormat) -> anyhow::Result<Outcome> {
    let directory = Directory::open(&global.graph)?.linked_by(gazetteer(reading)?);
    let report =
        change(global, inputs, reading, |inputs, mapper, watch| pipeline::add(&directory, inputs, mapper, watch))?;
    conclude(global, &directory, &report, format)
}

/// The gazetteer given, as a path that holds wherever later commands are run; it must open.
fn gazetteer(reading: &Reading) -> anyhow::Result<Option<PathBuf>> {
    match reading.gazetteer.as_deref() {
        None => Ok(None),
        Some(path) if path == Path::new(BUILT_IN) => Ok(Some(path.to_owned())),
        Some(path) => {
            Gazetteer::open(path)?;
            Ok(Some(std::path::absolute(path)?))
        }
    }
}

fn change<'a>(
    global: &Global,
    inputs: &'a [String],
    reading: &Reading,
    run: impl FnOnce(Inputs<'a>, &Mapper, &(dyn Fn() + Sync)) -> Result<Report, StoreError>,
) -> anyhow::Result<Report> {
    let pending = ingest::pending(inputs, options(reading)?)?;
    let engine = Engine::load(global.model.as_deref())?;
    let map = |document: &Document| claimgraph::read_document(&engine, document);
    let mapper = Mapper { version: engine_version(global.model.as_deref())?, map: &map };
    let bar = output::progress("documents", None, global.quiet);
    let report = run(Box::new(pending), &mapper, &|| bar.inc(1))?;
    bar.finish_and_clear();
    Ok(report)
}

/// The reader's options as the command line gives them.
fn options(reading: &Reading) -> anyhow::Result<ingest::Options> {
    let mut columns = ingest::Columns::default();
    for given in &reading.columns {
        let (role, name) = given.split_once('=').with_context(|| format!("--column {given}: not ROLE=NAME"))?;
        let column = match role {
            "text" => &mut columns.text,
            "title" => &mut columns.title,
            "date" => &mut columns.date,
            "publisher" => &mut columns.publisher,
            "url" => &mut columns.url,
            "author" => &mut columns.author,
            _ => bail!("--column {given}: the role is one of text, title, date, publisher, url, author"),
        };
        *column = Some(name.to_owned());
    }
    Ok(ingest::Options {
        format: reading.input_format,
        columns,
        metadata: reading.metadata.clone(),
        mapping: reading.mapping.clone(),
        any_language: reading.any_language,
        verbatim: reading.verbatim,
    })
}

/// The program's version of the map stage, and the hash of other weights where such are given.
fn engine_version(model: Option<&Path>) -> anyhow::Result<String> {
    let Some(path) = model else { return Ok(ENGINE_VERSION.to_owned()) };
    let mut hasher = blake3::Hasher::new();
    let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
    hasher.update_reader(file).with_context(|| path.display().to_string())?;
    Ok(format!("{ENGINE_VERSION}-{}", &hasher.finalize().to_hex()[..16]))
}

fn conclude(global: &Global, directory: &Directory, report: &Report, format: TextFormat) -> anyhow::Result<Outcome> {
    if !global.quiet {
        list("skipped", &report.skipped);
    }
    list("failed", &report.failed);
    if report.read == 0 {
        bail!("no document could be read; the graph is as it was");
    }
    if let Some(published) = &report.published {
        link::warn_of_idle(&published.corpus);
    }
    let mut out = output::results();
    summary::write(directory, report, format, &mut out)?;
    out.flush()?;
    Ok(if report.failed.is_empty() { Outcome::Good } else { Outcome::Partial })
}

fn list(what: &str, left_out: &[LeftOut]) {
    for LeftOut { source, reason } in left_out {
        // Reasons of failures name the file themselves.
        match reason.starts_with(source.as_str()) {
            true => output::note(&format!("{what}: {reason}")),
            false => output::note(&format!("{what}: {source}: {reason}")),
        }
    }
}

/// Removes documents.
pub fn remove(graph: &Path, documents: &[String]) -> anyhow::Result<Outcome> {
    let removal = pipeline::remove(&Directory::open(graph)?, documents)?;
    list("not removed", &removal.unmatched);
    if let Some(published) = &removal.published {
        link::warn_of_idle(&published.corpus);
    }
    let mut out = output::results();
    for source in &removal.removed {
        writeln!(out, "removed {source}")?;
    }
    let manifest = &removal.manifest;
    let (documents, claims) = (output::count(manifest.documents, "document"), output::count(manifest.claims, "claim"));
    writeln!(out, "left: {documents} and {claims}")?;
    out.flush()?;
    Ok(if removal.unmatched.is_empty() { Outcome::Good } else { Outcome::Partial })
}
