//! What the boundary network sees of each word. The training script takes these numbers from here too.

use crate::model::Span;
use crate::nlp::tokenize::Word;

/// Rows of the embedding of lower-cased words.
pub(super) const WORDS: u32 = 8192;
/// Rows of the embedding of endings (three letters).
pub(super) const ENDINGS: u32 = 2048;
/// Rows of the embedding of shapes (`Xx`, `d,d`).
pub(super) const SHAPES: u32 = 512;
/// Number of yes-or-no features.
pub(super) const FLAGS: usize = 12;

/// One word's features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// Row of the lower-cased word, digits as `0`.
    pub word: u32,
    /// Row of its last three characters.
    pub ending: u32,
    /// Row of its shape.
    pub shape: u32,
    /// The yes-or-no features, one bit each.
    pub flags: u16,
}

/// The features of all `words` of one block.
pub fn features(text: &str, words: &[Word]) -> Vec<Features> {
    let mut quoted = false;
    let mut brackets = 0u32;
    let mut features = Vec::with_capacity(words.len());
    for (i, word) in words.iter().enumerate() {
        let form = word.span.of(text);
        let context = [quoted, brackets > 0, words.len() <= 12, i < 3];
        features.push(describe(text, words, i, context));
        match form {
            "\"" => quoted = !quoted,
            "“" | "``" => quoted = true,
            "”" | "''" => quoted = false,
            "(" | "[" => brackets += 1,
            ")" | "]" => brackets = brackets.saturating_sub(1),
            _ => {}
        }
    }
    features
}

fn describe(text: &str, words: &[Word], i: usize, context: [bool; 4]) -> Features {
    let span = words[i].span;
    let form = span.of(text);
    let lower: String =
        form.chars().flat_map(char::to_lowercase).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let ending_start = lower.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    let [quoted, bracketed, short_block, early] = context;
    let spaced_before = i == 0 || words[i - 1].span.end < span.start;
    let spaced_after = words.get(i + 1).is_none_or(|w| span.end < w.span.start);
    let capital = form.starts_with(char::is_uppercase);
    let flags: [bool; FLAGS] = [
        spaced_before,
        spaced_after,
        i == 0,
        i + 1 == words.len(),
        quoted,
        bracketed,
        short_block,
        early,
        words[i].joined,
        form.len() > 1 && form.ends_with('.') && capital,
        form.chars().count() > 1 && !form.contains(char::is_lowercase) && capital,
        form.contains(char::is_alphabetic) && !capital,
    ];
    Features {
        word: hash(lower.chars()) % WORDS,
        ending: hash(lower[ending_start..].chars()) % ENDINGS,
        shape: hash(shape(form).chars()) % SHAPES,
        flags: flags.iter().enumerate().fold(0, |bits, (k, on)| bits | u16::from(*on) << k),
    }
}

/// Capitals as `X`, small letters as `x`, digits as `d`, runs at most two long, at most ten characters.
fn shape(form: &str) -> String {
    let mut shape = String::new();
    let mut run = (' ', 0);
    for c in form.chars() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => 'd',
            c => c,
        };
        run = if class == run.0 { (class, run.1 + 1) } else { (class, 1) };
        if run.1 <= 2 {
            shape.push(class);
        }
        if shape.len() >= 10 {
            break;
        }
    }
    shape
}

/// FNV-1a over code points, 32 bits.
fn hash(chars: impl Iterator<Item = char>) -> u32 {
    chars.fold(0x811c_9dc5, |h, c| (h ^ u32::from(c)).wrapping_mul(0x0100_0193))
}

/// The features of one line of text and the end of each word in characters, for the training script.
pub fn dump(line: &str) -> Vec<(Features, usize)> {
    let words = crate::nlp::tokenize::words(line, Span::new(0, line.len()));
    let index = crate::model::CharIndex::new(line);
    let ends = words.iter().map(|w| index.chars_before(w.span.end) as usize);
    features(line, &words).into_iter().zip(ends).collect()
}
