//! Sentences: boundaries by a small convolutional network over words, and rules on top.
//!
//! The network (`training/segmenter.py`) learns from web text where sentences end without a stop. The rules keep what
//! must hold whatever it says: a closing mark belongs to the sentence before it, a title to its name, a blank line
//! or a new list item ends a sentence, and no sentence is longer than [`LONGEST_SENTENCE`].

mod blocks;
pub mod features;
mod network;
mod rules;

pub use blocks::blocks;

use crate::model::Span;
use crate::nlp::NlpError;
use crate::nlp::tokenize::{self, Word};
use network::Network;
use std::ops::Range;

/// Words that a sentence has at most; a longer one is divided where the network thinks best.
pub const LONGEST_SENTENCE: usize = 200;

/// Log odds from which on a boundary is set after a stop.
const THRESHOLD: f32 = 0.0;

/// The same after another word: a lost stop must be more certain.
const THRESHOLD_WITHOUT_STOP: f32 = 1.0;

/// The same in a block whose other sentences end with stops: edited text hardly loses one, and a name within
/// a sentence (`the fund’s chief Ann Holm`) must not look like the next sentence.
const THRESHOLD_EDITED: f32 = 6.0;

/// A block is edited text if it ends with a stop and has one for every so many words.
const EDITED_WORDS_PER_STOP: usize = 40;

/// The weights of the network.
const WEIGHTS: &[u8] = include_bytes!("../../models/segmenter.safetensors");

/// A sentence and its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentenceSpan {
    /// From its first to its last word.
    pub span: Span,
    /// Its words, at least one.
    pub words: Vec<Word>,
}

/// Divides text into sentences. Cheap to share between threads.
pub struct Segmenter {
    network: Network,
}

impl Segmenter {
    /// The segmenter with the weights that are built in.
    pub fn load() -> Result<Self, NlpError> {
        let fail = |reason| NlpError::Model { path: "segmenter (built in)".to_owned(), reason };
        Ok(Self { network: Network::read(WEIGHTS).map_err(fail)? })
    }

    /// The sentences of the part of `text` under `block`, in order; none if it holds no word.
    pub fn sentences(&self, text: &str, block: Span) -> Vec<SentenceSpan> {
        let words = tokenize::words(text, block);
        if words.is_empty() {
            return Vec::new();
        }
        let scores = self.network.scores(&features::features(text, &words));
        let mut sentences = Vec::new();
        let mut start = 0;
        for end in boundaries(text, &words, &scores) {
            cap(start..end, &scores, &words, |range| sentences.push(sentence(text, &words[range])));
            start = end;
        }
        sentences
    }
}

/// The indices behind the last word of each sentence, increasing.
fn boundaries(text: &str, words: &[Word], scores: &[f32]) -> Vec<usize> {
    let edited = is_edited(text, words);
    let likely = |i: usize| {
        let threshold = match (rules::stops(text, words, i), edited) {
            (true, _) => THRESHOLD,
            (false, false) => THRESHOLD_WITHOUT_STOP,
            (false, true) => THRESHOLD_EDITED,
        };
        scores[i] > threshold
    };
    let mut ends = Vec::new();
    for i in 0..words.len() - 1 {
        let late = i + 2 < words.len() && rules::opens(text, words, i + 1) && likely(i + 1);
        let here = likely(i) && !rules::opens(text, words, i);
        if rules::must_end(text, words, i) || (here || late) && rules::may_end(text, words, i) {
            ends.push(i + 1);
        }
    }
    ends.push(words.len());
    ends
}

/// Whether the sentences of a block end with stops.
fn is_edited(text: &str, words: &[Word]) -> bool {
    let stop = |w: &Word| w.span.of(text).ends_with(['.', '!', '?']);
    let ends = words.iter().rev().take(3).any(stop);
    ends && words.iter().filter(|w| stop(w)).count() * EDITED_WORDS_PER_STOP >= words.len()
}

/// Divides a range that is too long, each time at the best-scored word of the second half of what is allowed.
fn cap(mut range: Range<usize>, scores: &[f32], words: &[Word], mut push: impl FnMut(Range<usize>)) {
    while range.len() > LONGEST_SENTENCE {
        let candidates = range.start + LONGEST_SENTENCE / 2..range.start + LONGEST_SENTENCE;
        let free = candidates.clone().filter(|&i| !words[i + 1].joined);
        let best = free.max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(candidates.end - 1);
        push(range.start..best + 1);
        range.start = best + 1;
    }
    push(range);
}

/// The sentence made of `words`; the stop of an abbreviation at its end becomes a word of its own.
fn sentence(text: &str, words: &[Word]) -> SentenceSpan {
    let mut words = words.to_vec();
    if let Some(stop) = words.last().and_then(|w| tokenize::final_stop(text, *w)) {
        if let Some(last) = words.last_mut() {
            last.span.end = stop.span.start;
        }
        words.push(stop);
    }
    let span = match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::default(),
    };
    SentenceSpan { span, words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        let segmenter = Segmenter::load().expect("built-in weights");
        segmenter.sentences(text, Span::new(0, text.len())).iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        let first = "Mr. Lund of Acme Corp. met U.S. President J. K. Holm at 9 a.m. on Jan. 5.";
        assert_eq!(split(&format!("{first} They agreed on nothing.")), [first, "They agreed on nothing."]);
        assert_eq!(split("Gen. Okafor went home.").len(), 1);
        assert_eq!(split("The court decided Holm v. Norway in May. It was right.").len(), 2);
    }

    #[test]
    fn a_quotation_belongs_to_its_sentence() {
        let text = "“We will not leave,” the mayor said on Friday. “Why should we?” she asked.";
        assert_eq!(split(text), ["“We will not leave,” the mayor said on Friday.", "“Why should we?” she asked."]);
        assert_eq!(
            split("\"The boats are old. They must go.\" He sat down."),
            ["\"The boats are old.", "They must go.\"", "He sat down."]
        );
    }

    #[test]
    fn the_stop_of_a_final_abbreviation_is_a_word() {
        let segmenter = Segmenter::load().expect("built-in weights");
        let text = "They sell rope, tar, nets, etc. Nobody buys any of it.";
        let sentences = segmenter.sentences(text, Span::new(0, text.len()));
        assert_eq!(sentences.len(), 2);
        let words: Vec<_> = sentences[0].words.iter().map(|w| w.span.of(text)).collect();
        assert_eq!(words[words.len() - 2..], ["etc", "."]);
    }

    #[test]
    fn blank_lines_and_bullets_end_sentences() {
        assert_eq!(split("Ferry line wins backing\n\nthe council voted").len(), 2);
        assert_eq!(split("The list\n• more boats\n• lower fares"), ["The list", "• more boats", "• lower fares"]);
    }

    #[test]
    fn a_sentence_without_end_is_capped() {
        let text = "ferry ".repeat(20_000);
        let sentences = split(&text);
        assert!(sentences.len() >= 20_000 / LONGEST_SENTENCE);
        assert!(sentences.iter().all(|s| s.split(' ').count() <= LONGEST_SENTENCE));
        assert!(split("").is_empty() && split(" \n ").is_empty());
    }

    #[test]
    fn scores_do_not_depend_on_the_window() {
        let segmenter = Segmenter::load().expect("built-in weights");
        let text = "The boats left. Nobody saw them, he said. ".repeat(400);
        let words = tokenize::words(&text, Span::new(0, text.len()));
        let all = features::features(&text, &words);
        let scores = segmenter.network.scores(&all);
        let part = segmenter.network.scores(&all[900..1200]);
        assert_eq!(scores[920..1180], part[20..280]);
    }

    proptest! {
        #[test]
        fn sentences_hold_all_words_in_order(text in "(\\PC|[a-zA-Z .\"?!\n]|Mr\\. |etc\\. ){0,120}") {
            let segmenter = Segmenter::load().expect("built-in weights");
            let block = Span::new(0, text.len());
            let sentences = segmenter.sentences(&text, block);
            let letters = |spans: &mut dyn Iterator<Item = Span>| spans.map(|s| s.of(&text)).collect::<String>();
            let divided = letters(&mut sentences.iter().flat_map(|s| &s.words).map(|w| w.span));
            let words = letters(&mut tokenize::words(&text, block).iter().map(|w| w.span));
            prop_assert_eq!(divided, words);
            prop_assert!(sentences.windows(2).all(|s| s[0].span.end <= s[1].span.start));
        }
    }
}
