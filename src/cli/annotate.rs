//! `annotate`: the language analysis alone, as CoNLL-U.

use super::args::Global;
use super::{Outcome, output};
use anyhow::Context;
use claimgraph::ingest::{self, Item};
use claimgraph::model::Block;
use claimgraph::nlp::conllu::{self, ConlluError, Writer};
use claimgraph::nlp::{Engine, segment};
use std::io::Write;
use std::path::Path;

/// Analyses the inputs one after the other, each in bounded memory.
pub fn annotate(global: &Global, inputs: &[String], pretokenized: bool) -> anyhow::Result<Outcome> {
    let engine = Engine::load(global.model.as_deref())?;
    let mut outcome = Outcome::Good;
    for input in inputs {
        let document = if input == "-" { "stdin" } else { input };
        let mut out = output::results();
        let mut printer = Printer { engine: &engine, out: &mut out, document, sentences: 0, chars: 0 };
        let done = match () {
            () if pretokenized => printer.conllu(input),
            () if is_plain_text(input) => printer.plain_text(input),
            () => printer.documents(input),
        };
        match done.and_then(|done| printer.out.flush().map(|()| done).map_err(Into::into)) {
            Ok(Outcome::Good) => {}
            Ok(Outcome::Partial) => outcome = Outcome::Partial,
            Err(error) if output::is_broken_pipe(&error) => return Err(error),
            Err(error) => {
                output::complain(&error);
                outcome = Outcome::Partial;
            }
        }
    }
    Ok(outcome)
}

/// Whether an input is read as the text that it is, so that offsets are those of the file.
fn is_plain_text(input: &str) -> bool {
    let path = Path::new(input);
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    input == "-" || path.is_file() && matches!(extension.as_deref(), None | Some("txt" | "text"))
}

/// Prints the sentences of one input.
struct Printer<'a> {
    engine: &'a Engine,
    out: &'a mut dyn Write,
    /// Its name in `# newdoc id` and `# sent_id`.
    document: &'a str,
    /// Sentences printed.
    sentences: usize,
    /// Characters of the input before the part at hand.
    chars: usize,
}

impl Printer<'_> {
    fn plain_text(&mut self, input: &str) -> anyhow::Result<Outcome> {
        for text in ingest::text_pieces(input).with_context(|| input.to_owned())? {
            let text = text.with_context(|| input.to_owned())?;
            self.text(&text, &segment::blocks(&text))?;
            self.chars += text.chars().count();
        }
        Ok(Outcome::Good)
    }

    /// Articles within files of other formats; offsets are those of the main text.
    fn documents(&mut self, input: &str) -> anyhow::Result<Outcome> {
        let options = ingest::Options { any_language: true, verbatim: true, ..ingest::Options::default() };
        let mut outcome = Outcome::Good;
        for item in ingest::read(&[input.to_owned()], options)? {
            match item {
                Item::Document(document) => {
                    let (engine, source) = (self.engine, &document.source);
                    let mut own = Printer { engine, out: &mut *self.out, document: source, sentences: 0, chars: 0 };
                    own.text(&document.text, &document.blocks)?;
                }
                Item::Row(row) => output::note(&format!("{}: a row of an event table, which is no text", row.source)),
                Item::Skipped { source, reason } => output::note(&format!("{source}: {reason}")),
                Item::Failed { error, .. } => {
                    output::complain(&error.into());
                    outcome = Outcome::Partial;
                }
            }
        }
        Ok(outcome)
    }

    /// Sentences and words as the file has them, comments included.
    fn conllu(&mut self, input: &str) -> anyhow::Result<Outcome> {
        let mut lines = 0;
        for piece in ingest::text_pieces(input).with_context(|| input.to_owned())? {
            let piece = piece.with_context(|| input.to_owned())?;
            let read =
                conllu::read(&piece, input).map_err(|error| ConlluError { line: error.line + lines, ..error })?;
            let layout = conllu::lay_out(&read);
            let writer = Writer::new(&layout.text).starting_at(self.chars);
            let parsed = self.engine.parse(&layout.text, &layout.sentences);
            let mut lines_out = String::new();
            for ((read, placed), sentence) in read.iter().zip(&layout.sentences).zip(&parsed) {
                self.sentences += 1;
                let own = || conllu::comments(&self.id(), placed.span.of(&layout.text), None, false);
                let comments = if read.comment("sent_id").is_some() { read.comments.clone() } else { own() };
                writer.sentence(&mut lines_out, &comments, sentence, &placed.words);
            }
            self.out.write_all(lines_out.as_bytes())?;
            self.chars += layout.text.chars().count() + 1;
            lines += piece.lines().count();
        }
        Ok(Outcome::Good)
    }

    /// Plain text: finds blocks, sentences and words.
    fn text(&mut self, text: &str, blocks: &[Block]) -> anyhow::Result<()> {
        let writer = Writer::new(text).starting_at(self.chars);
        let mut block = None;
        for chunk in self.engine.chunks(text, blocks) {
            let mut lines = String::new();
            for (placed, sentence) in chunk.iter().zip(self.engine.parse(text, &chunk)) {
                let document = (self.sentences == 0).then_some(self.document);
                let paragraph = block.replace(placed.block) != Some(placed.block);
                self.sentences += 1;
                let comments = conllu::comments(&self.id(), placed.span.of(text), document, paragraph);
                writer.sentence(&mut lines, &comments, &sentence, &placed.words);
            }
            self.out.write_all(lines.as_bytes())?;
        }
        Ok(())
    }

    fn id(&self) -> String {
        format!("{}-{}", self.document, self.sentences)
    }
}
