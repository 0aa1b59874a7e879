//! Words by the conventions of the English UD treebanks (EWT, GUM).
//!
//! White space divides the text into chunks, and a scanner divides each chunk from left to right: internet addresses
//! and emoticons first, then words with what belongs to them (`U.S.`, `3,000`, `non-avian`, `AT&T`), then symbols.
//! Words that are written as one (`don't`, `Macron's`, `gonna`) come apart and are marked as joined.
//! What is special about single words is in `ontology/lexicon/{abbreviations,contractions,tokens}.tsv`.

mod address;
mod chars;
mod lexicon;
mod word;

use crate::model::Span;
use chars::{is_apostrophe, is_emoji, is_emoji_modifier, is_gap, is_opener, is_run, is_stop, is_word};
use lexicon::lexicon;
use word::scan_word;

/// A syntactic word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the text.
    pub span: Span,
    /// Whether it is part of the same multiword token as the word before it (`n't` in `don't`).
    pub joined: bool,
}

/// Longest chunk, in characters, that is looked at as a whole; longer ones are cut, so that time stays linear.
const LONGEST_CHUNK: usize = 1000;

/// How far back, in bytes, the opening mark of a single quotation is looked for.
const LONGEST_SINGLE_QUOTATION: usize = 600;

/// The words of `text` within `span`, in order. They cover all but white space and invisible characters.
pub fn words(text: &str, span: Span) -> Vec<Word> {
    let part = span.of(text);
    let mut words = Vec::with_capacity(part.len() / 5);
    let mut chunk = Chunk { text: part, chars: Vec::new(), offset: span.start as usize };
    let mut quotation = None;
    for (start, c) in part.char_indices() {
        if is_gap(c) || chunk.chars.len() == LONGEST_CHUNK {
            chunk.scan(&mut words, &mut quotation);
        }
        if !is_gap(c) {
            chunk.chars.push((start, c));
        }
    }
    chunk.scan(&mut words, &mut quotation);
    words
}

/// Characters between white space, with their byte offsets in the text.
struct Chunk<'t> {
    text: &'t str,
    chars: Vec<(usize, char)>,
    offset: usize,
}

impl Chunk<'_> {
    /// The character at `i`; a space behind the end.
    fn at(&self, i: usize) -> char {
        self.chars.get(i).map_or(' ', |c| c.1)
    }

    /// Byte offset of character `i` in the text.
    fn byte(&self, i: usize) -> usize {
        match self.chars.get(i) {
            Some(c) => c.0,
            None => self.chars.last().map_or(0, |c| c.0 + c.1.len_utf8()),
        }
    }

    /// The characters from `i` up to `j`.
    fn slice(&self, i: usize, j: usize) -> &str {
        &self.text[self.byte(i)..self.byte(j)]
    }

    /// The text behind the chunk.
    fn following(&self) -> &str {
        &self.text[self.byte(self.chars.len())..]
    }

    fn is_word(&self, i: usize) -> bool {
        is_word(self.at(i))
    }

    /// Divides the chunk and empties it. `quotation` is where the last single quotation mark opened.
    fn scan(&mut self, words: &mut Vec<Word>, quotation: &mut Option<usize>) {
        let mut i = 0;
        while i < self.chars.len() {
            i = self.token(i, words, quotation);
        }
        self.chars.clear();
    }

    /// Adds the token at `i`, gives the index behind it.
    fn token(&self, i: usize, words: &mut Vec<Word>, quotation: &mut Option<usize>) -> usize {
        let begins = i == 0 || is_opener(self.at(i - 1));
        if let Some(end) = address::scan(self, i, begins).or_else(|| self.emoticon(i)) {
            return self.push(i, end, false, words);
        }
        if self.is_word(i) || self.is_signed_number(i, begins) || self.is_tag(i, begins) {
            return scan_word(self, i, words, quotation);
        }
        let end = self.symbol(i, begins);
        if end == i + 1 && is_apostrophe(self.at(i)) || self.at(i) == '‘' {
            *quotation = (self.is_word(end) && begins).then(|| self.byte(i));
        }
        self.push(i, end, false, words)
    }

    fn push(&self, from: usize, to: usize, joined: bool, words: &mut Vec<Word>) -> usize {
        let span = Span::new(self.offset + self.byte(from), self.offset + self.byte(to));
        words.push(Word { span, joined });
        to
    }

    /// `+44`, `.05`, `'60s`, `'em` at the beginning of a word.
    fn is_signed_number(&self, i: usize, begins: bool) -> bool {
        match self.at(i) {
            '+' => begins && self.at(i + 1).is_ascii_digit(),
            '.' => (i == 0 || !self.is_word(i - 1) && self.at(i - 1) != '.') && self.at(i + 1).is_ascii_digit(),
            c if is_apostrophe(c) && begins => {
                let end = (i + 1..).find(|&j| !self.is_word(j)).unwrap_or(i + 1);
                let rest = self.slice(i + 1, end);
                let decade = rest.len() >= 2 && rest[..2].bytes().all(|b| b.is_ascii_digit());
                decade && matches!(&rest[2..], "" | "s") && !is_apostrophe(self.at(end))
                    || lexicon().is("elision", &rest.to_lowercase())
            }
            _ => false,
        }
    }

    /// `#hashtag`, `@handle`
    fn is_tag(&self, i: usize, begins: bool) -> bool {
        begins && matches!(self.at(i), '#' | '@') && self.at(i + 1).is_alphabetic()
    }

    fn emoticon(&self, i: usize) -> Option<usize> {
        if self.is_word(i) && i > 0 && self.is_word(i - 1) {
            return None;
        }
        let end = i + lexicon().emoticon(self.slice(i, (i + 4).min(self.chars.len())))?.chars().count();
        let closes = end == self.chars.len() || matches!(self.at(end), '.' | ',' | '!' | '?' | '<' | '"' | '”' | ')');
        let after_digit = i > 0 && self.at(i - 1).is_ascii_digit();
        (closes && !after_digit).then_some(end)
    }

    /// The end of the symbol at `i`: a run of the same mark, an emoji with its modifiers, or one character.
    fn symbol(&self, i: usize, begins: bool) -> usize {
        let c = self.at(i);
        let run =
            |same: &dyn Fn(char) -> bool| (i + 1..=self.chars.len()).find(|&j| !same(self.at(j))).unwrap_or(i + 1);
        if is_stop(c) {
            run(&is_stop)
        } else if is_run(c) {
            run(&|d| d == c)
        } else if (is_apostrophe(c) || c == '‘') && (is_apostrophe(self.at(i + 1)) || self.at(i + 1) == '‘') {
            i + 2
        } else if is_emoji(c) {
            self.emoji(i)
        } else if begins && c == '[' && self.slice(i, (i + 5).min(self.chars.len())) == "[...]" {
            i + 5
        } else {
            i + 1
        }
    }

    fn emoji(&self, i: usize) -> usize {
        let regional = |c| ('\u{1f1e6}'..='\u{1f1ff}').contains(&c);
        if regional(self.at(i)) && regional(self.at(i + 1)) {
            return i + 2;
        }
        let mut end = i + 1;
        loop {
            if is_emoji_modifier(self.at(end)) {
                end += 1;
            } else if self.at(end) == '\u{200d}' && is_emoji(self.at(end + 1)) {
                end += 2;
            } else {
                return end;
            }
        }
    }

    /// Whether a single quotation opened before character `i`, and not too far back.
    fn within_quotation(&self, i: usize, quotation: Option<usize>) -> bool {
        quotation.is_some_and(|open| self.byte(i) - open < LONGEST_SINGLE_QUOTATION)
    }
}
