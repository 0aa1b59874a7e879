//! From the text of a document to its analysed sentences.

use super::conllu::PlacedSentence;
use super::engine::{Analysis, Engine};
use super::tokenize;
use crate::model::{Annotation, Block, Document, Sentence, Span, Token};

/// Words after which the sentences gathered so far are analysed: enough to keep many threads busy, and little memory.
const CHUNK: usize = 16_384;

impl Engine {
    /// Analyses one document. The analysis of a sentence depends on that sentence alone.
    pub fn annotate(&self, document: &Document) -> Annotation {
        let chunks = self.chunks(&document.text, &document.blocks);
        Annotation { sentences: chunks.flat_map(|chunk| self.parse(&document.text, &chunk)).collect() }
    }

    /// The sentences of a text and their words, in order, in groups for [`Engine::parse`]: a text of any length is
    /// analysed in bounded memory.
    pub fn chunks<'t>(&self, text: &'t str, blocks: &'t [Block]) -> impl Iterator<Item = Vec<PlacedSentence>> + 't {
        let sentences = blocks.iter().enumerate().flat_map(move |(index, block)| {
            sentence_spans(text, block.span).into_iter().filter_map(move |span| {
                let words = tokenize::words(text, span);
                let span = words.first()?.span.cover(words.last()?.span);
                Some(PlacedSentence { span, block: index as u32, words })
            })
        });
        Chunks { sentences }
    }

    /// Analyses sentences of `text` whose words are settled.
    pub fn parse(&self, text: &str, sentences: &[PlacedSentence]) -> Vec<Sentence> {
        let words: Vec<Vec<&str>> =
            sentences.iter().map(|s| s.words.iter().map(|word| word.span.of(text)).collect()).collect();
        let analyses = self.analyse(&words);
        sentences.iter().zip(analyses).map(|(placed, analysis)| sentence(placed, analysis)).collect()
    }
}

/// Groups sentences.
struct Chunks<I> {
    sentences: I,
}

impl<I: Iterator<Item = PlacedSentence>> Iterator for Chunks<I> {
    type Item = Vec<PlacedSentence>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut words = 0;
        let mut chunk = Vec::new();
        while words < CHUNK {
            let Some(sentence) = self.sentences.next() else { break };
            words += sentence.words.len();
            chunk.push(sentence);
        }
        (!chunk.is_empty()).then_some(chunk)
    }
}

fn sentence(placed: &PlacedSentence, analysis: Analysis) -> Sentence {
    let tokens = placed.words.iter().zip(analysis.words).map(|(word, analysed)| Token {
        span: word.span,
        lemma: analysed.lemma,
        upos: analysed.upos,
        xpos: analysed.xpos,
        head: analysed.head,
        deprel: analysed.deprel,
    });
    Sentence { span: placed.span, block: placed.block, tokens: tokens.collect(), names: analysis.names }
}

/// Ends a sentence after a final mark that a capital, digit or quotation mark follows.
fn sentence_spans(text: &str, block: Span) -> Vec<Span> {
    let words = tokenize::words(text, block);
    let mut spans = Vec::new();
    let mut start = block.start;
    for pair in words.windows(2) {
        let (word, next) = (pair[0].span, pair[1].span);
        let opens = next.of(text).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'(".contains(c));
        if matches!(word.of(text), "." | "!" | "?") && opens && word.end < next.start {
            spans.push(Span { start, end: word.end });
            start = next.start;
        }
    }
    spans.push(Span { start, end: block.end });
    spans
}

/// The paragraphs of a text: stretches of lines between blank ones.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if trimmed.is_empty() {
            open = false;
            continue;
        }
        let span = Span::new(start, start + trimmed.len());
        match blocks.last_mut() {
            Some(block) if open => block.span = block.span.cover(span),
            _ => blocks.push(Block { span, kind: crate::model::BlockKind::Paragraph }),
        }
        open = true;
    }
    blocks
}
