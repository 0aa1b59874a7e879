//! Prints the reports (source, cue, content) of plain text files as JSON lines, for `attribution.py`.
//!
//! `cargo run --release --example reports -- TEXT… > reports.jsonl`
//!
//! The files are read as they are, without ingest, so that character offsets are those of the file. Each line is a
//! paragraph; the first is the title.
#![allow(clippy::print_stdout)]

use claimgraph::extract::attribution;
use claimgraph::model::{Block, BlockKind, CharIndex, Document, Span};
use claimgraph::nlp::Engine;
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let model = std::env::var_os("CLAIMGRAPH_MODEL");
    let engine = Engine::load(model.as_deref().map(Path::new))?;
    for path in std::env::args().skip(1) {
        let document = document(&path, std::fs::read_to_string(&path)?);
        let annotation = engine.annotate(&document);
        let characters = CharIndex::new(&document.text);
        let offsets = |s: Span| [characters.chars_before(s.start), characters.chars_before(s.end)];
        for report in attribution::find(&document, &annotation) {
            let line = serde_json::json!({
                "article": Path::new(&path).file_stem().map(|s| s.to_string_lossy()),
                "source": report.source.map(|p| offsets(p.span(&annotation))),
                "cue": offsets(report.cue.span(&annotation)),
                "verb": report.verb,
                "stance": report.stance,
                "content": report.content.iter().map(|s| offsets(*s)).collect::<Vec<_>>(),
            });
            println!("{line}");
        }
    }
    Ok(())
}

fn document(path: &str, text: String) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let kind = if blocks.is_empty() { BlockKind::Title } else { BlockKind::Paragraph };
        let kept = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        if !kept.is_empty() {
            blocks.push(Block { span: Span::new(at, at + kept.len()), kind });
        }
        start += line.len();
    }
    Document { source: path.to_owned(), text, blocks, ..Document::default() }
}
