//! `compare`: do two texts contradict each other?

use super::args::{Comparing, Global, TextFormat};
use super::{Outcome, output};
use anyhow::{Context, bail};
use claimgraph::contradict::compare::{self, Comparison, Finding, Side};
use claimgraph::export::claim_json;
use claimgraph::ingest::{self, Item};
use claimgraph::model::{CharIndex, Document, DocumentClaims, Span};
use claimgraph::nlp::{Engine, segment};
use claimgraph::resolve;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

/// Pairs that are compared at once; so many results are held.
const BATCH: usize = 512;

/// Compares two texts, or every pair of a file.
pub fn compare(global: &Global, comparing: &Comparing) -> anyhow::Result<Outcome> {
    if let Some(file) = &comparing.pairs {
        return pairs(&Engine::load(global.model.as_deref())?, file);
    }
    let [a, b] = comparing.inputs.as_slice() else { bail!("two texts are needed, or --pairs FILE") };
    let (a, b) = match comparing.text {
        true => (document(a, "A".to_owned()), document(b, "B".to_owned())),
        false => (read(a)?, read(b)?),
    };
    let engine = Engine::load(global.model.as_deref())?;
    let comparison = compare::compare(&engine, &a, &b);
    let mut out = output::results();
    match comparing.format {
        TextFormat::Json => writeln!(out, "{}", answer(&comparison, None))?,
        TextFormat::Text => describe(&mut out, &comparison)?,
    }
    out.flush()?;
    Ok(Outcome::Good)
}

/// The one document that an input holds.
fn read(input: &str) -> anyhow::Result<Document> {
    let options = ingest::Options { any_language: true, ..ingest::Options::default() };
    let mut documents = Vec::new();
    for item in ingest::read(&[input.to_owned()], options)? {
        match item {
            Item::Document(document) => documents.push(document),
            Item::Row(row) => bail!("{}: a row of an event table, which is no text", row.source),
            Item::Skipped { source, reason } => bail!("{source}: {reason}"),
            Item::Failed { error, .. } => return Err(error.into()),
        }
    }
    match documents.len() {
        1 => Ok(*documents.swap_remove(0)),
        0 => bail!("{input}: no text in it"),
        many => bail!("{input}: {many} documents in it; give one, or use --pairs"),
    }
}

/// A text as a document.
fn document(text: &str, source: String) -> Document {
    let id = blake3::hash(format!("{source}\n{text}").as_bytes()).to_hex()[..32].to_owned();
    Document { id, source, blocks: segment::blocks(text), text: text.to_owned(), ..Document::default() }
}

/// A line of a file of pairs.
#[derive(serde::Deserialize)]
struct PairLine {
    #[serde(default)]
    id: Value,
    a: String,
    b: String,
}

/// Answers every pair of a file with one line, in the order of the file.
fn pairs(engine: &Engine, file: &str) -> anyhow::Result<Outcome> {
    let reader: Box<dyn BufRead> = match file {
        "-" => Box::new(std::io::stdin().lock()),
        path => Box::new(std::io::BufReader::new(std::fs::File::open(path).with_context(|| path.to_owned())?)),
    };
    let mut out = output::results();
    let mut outcome = Outcome::Good;
    let mut lines = reader.split(b'\n').enumerate();
    loop {
        let batch: Vec<(usize, Vec<u8>)> = lines
            .by_ref()
            .take(BATCH)
            .map(|(number, line)| line.map(|line| (number + 1, line)))
            .collect::<Result<_, _>>()
            .with_context(|| file.to_owned())?;
        if batch.is_empty() {
            break;
        }
        let answers: Vec<_> =
            batch.par_iter().filter_map(|(number, line)| line_answer(engine, *number, line)).collect();
        for answer in answers {
            match answer {
                Ok(answer) => writeln!(out, "{answer}")?,
                Err((number, reason)) => {
                    output::note(&format!("claimgraph: {file}:{number}: {reason}"));
                    outcome = Outcome::Partial;
                }
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

/// The answer to one line; none for an empty one.
fn line_answer(engine: &Engine, number: usize, line: &[u8]) -> Option<Result<Value, (usize, String)>> {
    if line.trim_ascii().is_empty() {
        return None;
    }
    let pair: PairLine = match serde_json::from_slice(line) {
        Ok(pair) => pair,
        Err(error) => return Some(Err((number, error.to_string()))),
    };
    let name = pair.id.as_str().map_or_else(|| number.to_string(), str::to_owned);
    let (a, b) = (document(&pair.a, format!("{name}/a")), document(&pair.b, format!("{name}/b")));
    Some(Ok(answer(&compare::compare(engine, &a, &b), Some(pair.id))))
}

/// The answer as JSON.
fn answer(comparison: &Comparison, id: Option<Value>) -> Value {
    let found = comparison.contradicts();
    let mut answer = json!({
        "contradiction": found,
        "kind": null,
        "score": 0.0,
        "reason": null,
        "claims": [],
    });
    if let Some(finding) = &comparison.finding {
        answer["score"] = rounded(finding.score);
        answer["kind"] = finding.kind.name().into();
        answer["reason"] = finding.reason.as_str().into();
        answer["claims"] = claims(comparison, finding);
    }
    if let (Some(id), Value::Object(fields)) = (id, &mut answer) {
        fields.insert("id".to_owned(), id);
    }
    answer
}

fn rounded(score: f32) -> Value {
    json!((f64::from(score) * 1000.0).round() / 1000.0)
}

/// The two claims; where none was extracted, the clause in the same form.
fn claims(comparison: &Comparison, finding: &Finding) -> Value {
    let texts = &comparison.texts;
    let resolution = resolve::resolve(texts.iter().map(Into::into).collect(), &resolve::Knowledge::default());
    let claim = |(text, side): (&DocumentClaims, &Side)| {
        let chars = CharIndex::new(&text.document.text);
        let resolved = resolve::claims(text, &resolution);
        let wanted = side.claim.and_then(|number| text.claims.get(number));
        let claim = wanted.and_then(|wanted| resolved.iter().find(|r| std::ptr::eq(r.claim, wanted)));
        claim.map_or_else(|| clause(text, side, &chars), |claim| claim_json(claim, &resolution, &chars))
    };
    texts.iter().zip(&finding.sides).map(claim).collect()
}

/// A clause of which no claim was made.
fn clause(text: &DocumentClaims, side: &Side, chars: &CharIndex) -> Value {
    let words = |span: Span| span.of(&text.document.text);
    let slot = |span: Option<&Span>| {
        span.map(|s| json!({"text": words(*s), "start": chars.chars_before(s.start), "end": chars.chars_before(s.end)}))
    };
    json!({
        "id": null,
        "document": text.document.id,
        "source": text.document.source,
        "sentence": side.sentence,
        "quote": words(side.quote),
        "subject": slot(side.subjects.first()),
        "predicate": side.predicate,
        "predicate_text": words(side.word),
        "relation": null,
        "object": slot(side.objects.first()),
        "arguments": [],
        "polarity": side.polarity,
        "modality": side.modality,
        "attribution": [],
        "confidence": null,
    })
}

/// The answer for people.
fn describe(out: &mut dyn Write, comparison: &Comparison) -> anyhow::Result<()> {
    match comparison.finding.as_ref().filter(|_| comparison.contradicts()) {
        None => writeln!(out, "No contradiction found.")?,
        Some(finding) => {
            writeln!(out, "Contradiction ({}, score {:.2}): {}", finding.kind, finding.score, finding.reason)?;
            for (name, (text, side)) in ["A", "B"].iter().zip(comparison.texts.iter().zip(&finding.sides)) {
                writeln!(out, "  {name}: {}", side.quote.of(&text.document.text).trim())?;
            }
        }
    }
    Ok(())
}
