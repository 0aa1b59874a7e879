//! Sentences that are the same but for a few words: what differs decides.

use super::reading::{Reading, Word};
use super::{Pair, Suspicion, antonym, number};
use crate::contradict::Kind;
use crate::extract::polarity;

/// At least this part of the shorter sentence's words must be the same, in the same order.
const SAME: f32 = 0.75;
/// At most so many places may differ.
const PLACES: usize = 3;

/// The sentences of two predications differ in a word of the second's clause that excludes its counterpart.
pub fn find(pair: &Pair) -> Option<Suspicion> {
    let reading = pair.reading;
    let roots = [pair.p, pair.q].map(|p| reading.tree(p.word).tokens[p.word.index].head == 0);
    if roots != [true, true] {
        return None;
    }
    let (a, b) = (sentence(reading, pair.p.word.sentence), sentence(reading, pair.q.word.sentence));
    let same = common(reading, &a, &b);
    if same.len() < 4 || (same.len() as f32) < SAME * a.len().min(b.len()) as f32 {
        return None;
    }
    let gaps = gaps(&a, &b, &same);
    if gaps.len() > PLACES {
        return None;
    }
    let (kind, x, y) = gaps.iter().find_map(|(x, y)| Some((differ(reading, x, y)?, x, y)))?;
    let alike = same.len() as f32 / a.len().min(b.len()) as f32;
    let written = |words: &[Word]| words.iter().map(|w| reading.form(*w)).collect::<Vec<_>>().join(" ");
    let reason = format!("The same sentence, with “{}” in one text and “{}” in the other.", written(x), written(y));
    Some(Suspicion::new(kind, alike, reason))
}

/// The words of a sentence without punctuation.
fn sentence(reading: &Reading, number: usize) -> Vec<Word> {
    let words = (0..reading.trees[number].len()).map(|index| Word { sentence: number, index });
    words.filter(|w| quantifier(reading, *w) || !matches!(reading.upos(*w), "PUNCT" | "DET" | "AUX")).collect()
}

/// The longest common subsequence of two sentences, as places in both.
fn common(reading: &Reading, a: &[Word], b: &[Word]) -> Vec<(usize, usize)> {
    let equal = |i: usize, j: usize| reading.lemma(a[i]) == reading.lemma(b[j]);
    let mut longest = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] = match equal(i, j) {
                true => longest[i + 1][j + 1] + 1,
                false => longest[i + 1][j].max(longest[i][j + 1]),
            };
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if equal(i, j) {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

/// `most`, `some`: how many of them.
fn quantifier(reading: &Reading, word: Word) -> bool {
    matches!(reading.lemma(word), "all" | "most" | "some" | "few" | "many" | "every" | "half" | "several")
}

/// What differs between two places that are the same: the words of each sentence.
type Gap = (Vec<Word>, Vec<Word>);

/// What stands between the common words.
fn gaps(a: &[Word], b: &[Word], same: &[(usize, usize)]) -> Vec<Gap> {
    let ends = same.iter().copied().chain([(a.len(), b.len())]);
    let mut from = (0, 0);
    let mut found = Vec::new();
    for (i, j) in ends {
        if i > from.0 || j > from.1 {
            found.push((a[from.0..i].to_vec(), b[from.1..j].to_vec()));
        }
        from = (i + 1, j + 1);
    }
    found
}

/// How the words of a gap exclude each other.
fn differ(reading: &Reading, x: &[Word], y: &[Word]) -> Option<Kind> {
    const SHORT: usize = 3;
    if x.is_empty() || y.is_empty() || x.len() > SHORT || y.len() > SHORT {
        return None;
    }
    let pairs = || x.iter().flat_map(|a| y.iter().map(move |b| (*a, *b)));
    let number = |w: Word| reading.upos(w) == "NUM";
    let turned = |a: Word, b: Word| {
        matches!(
            (reading.lemma(a), reading.lemma(b)),
            ("to", "from") | ("from", "to") | ("before", "after") | ("after", "before")
        )
    };
    pairs().find_map(|(a, b)| {
        if number(a) && number(b) {
            return number::conflict(reading, a, b).then_some(Kind::Value);
        }
        if quantifier(reading, a) && quantifier(reading, b) {
            return Some(Kind::Value);
        }
        if x.len() == 1 && y.len() == 1 && (antonym::opposed(reading.key(a), reading.key(b)) || turned(a, b)) {
            return Some(Kind::Opposite);
        }
        let places = reading.place(a).is_some() && reading.place(b).is_some() && reading.place(a) != reading.place(b);
        (places && polarity::negative_determiner(reading.tree(a), a.index).is_none()).then_some(Kind::Value)
    })
}
