//! `gazetteer`: makes the list of names that entities are linked by, and says what is in one.

use super::args::{GazetteerCommand, TextFormat};
use super::{Outcome, output};
use anyhow::Context;
use claimgraph::resolve::gazetteer::{self, Builder, Gazetteer};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;

/// Runs one of the `gazetteer` commands.
pub fn run(command: &GazetteerCommand) -> anyhow::Result<Outcome> {
    match command {
        GazetteerCommand::Build { source, output, date } => build(source, output, date),
        GazetteerCommand::Info { file, format } => info(file.as_deref(), *format),
    }
}

fn build(source: &Path, target: &Path, date: &str) -> anyhow::Result<Outcome> {
    let mut builder = Builder::new(date);
    let mut bad = 0_u64;
    let input = BufReader::new(File::open(source).with_context(|| source.display().to_string())?);
    let complain = |line: u64, reason: &str| {
        bad += 1;
        output::note(&format!("{}, line {line}: left out: {reason}", source.display()));
    };
    gazetteer::table(source, input, |record| builder.add(record), complain)?;
    let bytes = builder.finish()?;
    let packed = target.extension().is_some_and(|extension| extension == "zst");
    let bytes = if packed { zstd::encode_all(bytes.as_slice(), 19)? } else { bytes };
    std::fs::write(target, &bytes).with_context(|| target.display().to_string())?;
    output::note(&format!("{}: {} items, {} bytes", target.display(), builder.len(), bytes.len()));
    Ok(if bad == 0 { Outcome::Good } else { Outcome::Partial })
}

fn info(file: Option<&Path>, format: TextFormat) -> anyhow::Result<Outcome> {
    let opened = file.map(Gazetteer::open).transpose()?;
    let gazetteer = match &opened {
        Some(gazetteer) => gazetteer,
        None => Gazetteer::embedded().map_err(|error| anyhow::anyhow!("{error}"))?,
    };
    let info = &gazetteer.info;
    let mut out = output::results();
    if format == TextFormat::Json {
        writeln!(out, "{}", serde_json::to_string_pretty(info)?)?;
        return Ok(Outcome::Good);
    }
    writeln!(out, "items    {}", info.items)?;
    writeln!(out, "names    {}", info.names)?;
    writeln!(out, "date     {}", if info.date.is_empty() { "not given" } else { &info.date })?;
    for (source, items) in info.sources.iter().zip(&info.items_by_source) {
        writeln!(out, "source   {source}: {items} items")?;
    }
    out.flush()?;
    Ok(Outcome::Good)
}
