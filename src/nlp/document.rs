//! From the text of a document to its analysed sentences.

use super::conllu::PlacedSentence;
use super::engine::{Analysis, Engine};
use super::segment::Segmenter;
use crate::model::{Annotation, Block, Document, Sentence, Token};
use rayon::prelude::*;
use std::collections::VecDeque;

/// Words after which the sentences gathered so far are analysed: enough to keep many threads busy, and little memory.
const CHUNK: usize = 16_384;
/// Bytes of text for each word, roughly.
const BYTES_PER_WORD: usize = 6;

impl Engine {
    /// Analyses one document. The analysis of a sentence depends on that sentence alone.
    pub fn annotate(&self, document: &Document) -> Annotation {
        let chunks = self.chunks(&document.text, &document.blocks);
        Annotation { sentences: chunks.flat_map(|chunk| self.parse(&document.text, &chunk)).collect() }
    }

    /// The sentences of a text and their words, in order, in groups for [`Engine::parse`]: a text of any length is
    /// analysed in bounded memory.
    pub fn chunks<'t>(&'t self, text: &'t str, blocks: &'t [Block]) -> impl Iterator<Item = Vec<PlacedSentence>> + 't {
        Chunks { segmenter: self.segmenter(), text, blocks, next: 0, waiting: VecDeque::new() }
    }

    /// Analyses sentences of `text` whose words are settled.
    pub fn parse(&self, text: &str, sentences: &[PlacedSentence]) -> Vec<Sentence> {
        let words: Vec<Vec<&str>> =
            sentences.iter().map(|s| s.words.iter().map(|word| word.span.of(text)).collect()).collect();
        let analyses = self.analyse(&words);
        sentences.iter().zip(analyses).map(|(placed, analysis)| sentence(placed, analysis)).collect()
    }
}

/// Divides blocks into sentences, some blocks at a time, and groups these.
struct Chunks<'t> {
    segmenter: &'t Segmenter,
    text: &'t str,
    blocks: &'t [Block],
    /// The first block that is not divided yet.
    next: usize,
    /// Sentences that are in no group yet.
    waiting: VecDeque<PlacedSentence>,
}

impl Chunks<'_> {
    /// Divides further blocks, on all threads.
    fn divide(&mut self) {
        let start = self.next;
        let mut bytes = 0;
        while bytes < CHUNK * BYTES_PER_WORD && self.next < self.blocks.len() {
            bytes += self.blocks[self.next].span.len();
            self.next += 1;
        }
        let divided: Vec<Vec<PlacedSentence>> = (start..self.next)
            .into_par_iter()
            .map(|block| {
                let sentences = self.segmenter.sentences(self.text, self.blocks[block].span).into_iter();
                sentences.map(|s| PlacedSentence { span: s.span, block: block as u32, words: s.words }).collect()
            })
            .collect();
        self.waiting.extend(divided.into_iter().flatten());
    }
}

impl Iterator for Chunks<'_> {
    type Item = Vec<PlacedSentence>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.waiting.is_empty() && self.next < self.blocks.len() {
            self.divide();
        }
        let mut words = 0;
        let mut chunk = Vec::new();
        while words < CHUNK {
            let Some(sentence) = self.waiting.pop_front() else { break };
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
        certainty: analysed.certainty,
    });
    Sentence { span: placed.span, block: placed.block, tokens: tokens.collect(), names: analysis.names }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::segment;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::load(None).expect("built-in weights"));

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn words_and_the_gaps_between_them_are_the_text(text in "(\\PC|[ \n.\"]|\\w+ ){0,60}") {
            let document = Document { blocks: segment::blocks(&text), text, ..Document::default() };
            let mut rebuilt = String::new();
            let mut end = 0;
            for token in ENGINE.annotate(&document).sentences.iter().flat_map(|s| &s.tokens) {
                let gap = document.text.get(end..token.span.start as usize);
                prop_assert!(gap.is_some(), "{:?} begins before {end}", token.span);
                prop_assert!(!token.span.of(&document.text).is_empty());
                rebuilt.push_str(gap.unwrap_or_default());
                rebuilt.push_str(token.span.of(&document.text));
                end = token.span.end as usize;
            }
            rebuilt.push_str(&document.text[end..]);
            prop_assert_eq!(rebuilt, document.text);
        }
    }
}
