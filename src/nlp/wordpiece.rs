//! WordPiece as BERT's uncased models do it.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Longer stretches of letters are unknown without a look.
const LONGEST: usize = 100;

/// The vocabulary: text → id.
pub struct WordPiece {
    starts: HashMap<Box<str>, u32>,
    /// Pieces within a word, written `##…` in the vocabulary.
    insides: HashMap<Box<str>, u32>,
    /// Bytes of the longest piece.
    longest: usize,
    /// Begins every sequence.
    pub cls: u32,
    /// Ends every sequence.
    pub sep: u32,
    unknown: u32,
}

impl WordPiece {
    /// Reads a vocabulary of one piece a line; none where a special piece is missing.
    pub fn new(vocabulary: &str) -> Option<Self> {
        let (mut starts, mut insides) = (HashMap::with_capacity(32_768), HashMap::with_capacity(8_192));
        for (id, line) in vocabulary.lines().enumerate() {
            match line.strip_prefix("##") {
                Some(inside) if !inside.is_empty() => insides.insert(inside.into(), id as u32),
                _ => starts.insert(line.into(), id as u32),
            };
        }
        let special = |piece: &str| starts.get(piece).copied();
        let (cls, sep, unknown) = (special("[CLS]")?, special("[SEP]")?, special("[UNK]")?);
        let longest = vocabulary.lines().map(str::len).max().unwrap_or(0);
        Some(Self { starts, insides, longest, cls, sep, unknown })
    }

    /// Whether the vocabulary has `word`, as written, in one piece.
    pub fn knows(&self, word: &str) -> bool {
        self.starts.contains_key(word)
    }

    /// Appends the pieces of `word`, at least one and at most `limit`, and returns how many.
    pub fn encode(&self, word: &str, limit: usize, out: &mut Vec<u32>) -> usize {
        let before = out.len();
        let plain = clean(word);
        for part in split(&plain) {
            if out.len() - before >= limit {
                break;
            }
            self.encode_part(part, out);
        }
        if out.len() == before {
            out.push(self.unknown);
        }
        out.truncate(before + limit);
        out.len() - before
    }

    /// Longest match first; a part that the vocabulary cannot spell is unknown as a whole.
    fn encode_part(&self, part: &str, out: &mut Vec<u32>) {
        let before = out.len();
        let mut rest = part;
        let known = part.chars().count() <= LONGEST;
        while known && !rest.is_empty() {
            let pieces = if out.len() == before { &self.starts } else { &self.insides };
            let Some((id, length)) = self.longest_match(pieces, rest) else { break };
            out.push(id);
            rest = &rest[length..];
        }
        if !known || !rest.is_empty() {
            out.truncate(before);
            out.push(self.unknown);
        }
    }

    fn longest_match(&self, pieces: &HashMap<Box<str>, u32>, text: &str) -> Option<(u32, usize)> {
        let most = text.len().min(self.longest);
        (1..=most).rev().find_map(|end| Some((*pieces.get(text.get(..end)?)?, end)))
    }
}

/// Drops control characters and accents, and lower-cases.
fn clean(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_graphic()) {
        return word.to_ascii_lowercase();
    }
    let kept = word.chars().filter_map(|c| match c {
        '\t' | '\n' | '\r' => Some(' '),
        '\0' | '\u{FFFD}' => None,
        _ if c.general_category_group() == GeneralCategoryGroup::Other => None,
        _ if c.is_whitespace() => Some(' '),
        _ => Some(c),
    });
    let bare = kept.nfd().filter(|c| c.general_category() != GeneralCategory::NonspacingMark);
    bare.flat_map(char::to_lowercase).collect()
}

/// Splits at spaces; each punctuation mark and each Chinese character is a part of its own.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let end = if stands_alone(first) {
            first.len_utf8()
        } else {
            rest.find(|c: char| c.is_whitespace() || stands_alone(c)).unwrap_or(rest.len())
        };
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}

fn stands_alone(c: char) -> bool {
    c.is_ascii_punctuation()
        || !c.is_ascii() && (c.general_category_group() == GeneralCategoryGroup::Punctuation || is_chinese(c))
}

/// The blocks that BERT takes for Chinese.
fn is_chinese(c: char) -> bool {
    matches!(u32::from(c),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F | 0x2B740..=0x2B81F
        | 0x2B920..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(word: &str) -> Vec<u32> {
        let vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nmin\n##ist\n##ry\n##ist##\nzurich\n-\n京\n##x";
        let mut out = Vec::new();
        WordPiece::new(vocabulary).expect("special pieces are there").encode(word, 4, &mut out);
        out
    }

    #[test]
    fn longest_pieces_first() {
        assert_eq!(pieces("Ministry"), [4, 5, 6]);
        assert_eq!(pieces("ministers"), [1]);
    }

    #[test]
    fn accents_controls_and_marks() {
        assert_eq!(pieces("Zürich"), [8]);
        assert_eq!(pieces("Zu\u{308}\u{200B}rich"), [8]);
        assert_eq!(pieces("Min-京京"), [4, 9, 10, 10]);
    }

    #[test]
    fn every_word_has_a_piece_and_no_more_than_the_limit() {
        assert_eq!(pieces(""), [1]);
        assert_eq!(pieces("\u{200D}\u{7}"), [1]);
        assert_eq!(pieces("------"), [9, 9, 9, 9]);
        assert_eq!(pieces(&"x".repeat(101)), [1]);
    }
}
