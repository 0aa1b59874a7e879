//! What the encoder sees of a sentence: pieces and rows of tables, in windows that it can hold.

use super::features;
use super::weights::Weights;
use std::ops::Range;

/// Most words of a window. The tree decoder takes cubic time at worst.
const MAX_WORDS: usize = 200;

/// A sentence, or a part of one that is too long to be analysed at once.
#[derive(Default)]
pub struct Window {
    /// The words of the sentence that it holds, never none.
    pub words: Range<usize>,
    /// Ids of pieces, with the special ones at both ends.
    pub pieces: Vec<u32>,
    /// Number of pieces of each word.
    pub counts: Vec<usize>,
    /// Row of the table of shapes of each word.
    pub shapes: Vec<u32>,
    /// Rows of surface features of all words.
    pub surface: Vec<u32>,
    /// For each word, where its rows end in `surface`.
    pub surface_ends: Vec<usize>,
}

/// The windows of a sentence, in order; none for no words.
pub fn windows(weights: &Weights, words: &[&str]) -> Vec<Window> {
    let (mut pieces, mut counts) = (Vec::with_capacity(words.len() * 2), Vec::with_capacity(words.len()));
    for word in words {
        counts.push(weights.wordpiece.encode(word, weights.pieces_per_word, &mut pieces));
    }
    let most_pieces = weights.positions.len().saturating_sub(2);
    let (mut windows, mut pieces, mut start) = (Vec::new(), &pieces[..], 0);
    while start < words.len() {
        let end = window_end(words, &counts, start, most_pieces);
        let (own, rest) = pieces.split_at(counts[start..end].iter().sum());
        windows.push(window(weights, words, start..end, own, counts[start..end].to_vec()));
        (pieces, start) = (rest, end);
    }
    windows
}

/// Where the window that begins at `start` ends: the whole rest if it fits, else after the strongest punctuation in its
/// second half.
fn window_end(words: &[&str], counts: &[usize], start: usize, most_pieces: usize) -> usize {
    let mut pieces = 0;
    let room = counts[start..].iter().take(MAX_WORDS).take_while(|count| {
        pieces += **count;
        pieces <= most_pieces
    });
    let end = start + room.count().max(1);
    if end == words.len() {
        return end;
    }
    let strength = |word: &str| match word {
        "." | "!" | "?" => 3,
        ";" | ":" | "—" | "–" | "--" => 2,
        "," => 1,
        _ => 0,
    };
    let half = start + (end - start).div_ceil(2);
    let best = (half..end).max_by_key(|&at| (strength(words[at - 1]), at));
    best.filter(|&at| strength(words[at - 1]) > 0).unwrap_or(end)
}

fn window(weights: &Weights, words: &[&str], range: Range<usize>, pieces: &[u32], counts: Vec<usize>) -> Window {
    let (special, table) = (&weights.wordpiece, &weights.features);
    let words = &words[range.clone()];
    let mut window = Window { words: range, counts, ..Window::default() };
    window.pieces = [&[special.cls], pieces, &[special.sep]].concat();
    let case = table.case_row(words);
    for (index, word) in words.iter().enumerate() {
        let shape = features::shape(word);
        window.shapes.push(table.shape_row(&shape));
        table.word_rows(word, &shape, index == 0, &mut window.surface);
        window.surface.push(case);
        window.surface_ends.push(window.surface.len());
    }
    window
}
