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
    let mut chunk = Chunk { text: part, chars: Vec::new(), offset: span.start as usize, at_sign: false, stop: false };
    let mut quotation = None;
    let mut at = 0;
    while let Some(c) = part[at..].chars().next() {
        let plain = if chunk.chars.is_empty() { plain_word(&part[at..]) } else { 0 };
        if plain > 0 {
            let span = Span::new(chunk.offset + at, chunk.offset + at + plain);
            words.push(Word { span, joined: false });
            at += plain;
            continue;
        }
        if is_gap(c) || chunk.chars.len() == LONGEST_CHUNK {
            chunk.scan(&mut words, &mut quotation);
        }
        if !is_gap(c) {
            chunk.chars.push((at, c));
        }
        at += c.len_utf8();
    }
    chunk.scan(&mut words, &mut quotation);
    words
}

/// The length of the ASCII letters that `text` begins with if they are a word by themselves: white space follows,
/// and they are no contraction. Most words are, so this saves most of the time.
fn plain_word(text: &str) -> usize {
    let length = text.bytes().take(LONGEST_CHUNK).take_while(u8::is_ascii_alphabetic).count();
    let ends = matches!(text.as_bytes().get(length), None | Some(b' ' | b'\n'));
    if ends && length > 0 && length < LONGEST_CHUNK && lexicon().contraction(&text[..length]).is_none() {
        length
    } else {
        0
    }
}

/// The final stop of an abbreviation that ends a sentence (`etc.`, `Inc.`, `Plan B.`) as a word of its own;
/// none for acronyms (`U.S.`), which keep theirs, and for other words.
pub(crate) fn final_stop(text: &str, word: Word) -> Option<Word> {
    let form = word.span.of(text);
    let body = form.strip_suffix('.')?;
    let abbreviation = !body.is_empty() && body.chars().all(char::is_alphabetic);
    abbreviation.then(|| Word { span: Span { start: word.span.end - 1, ..word.span }, joined: false })
}

/// Whether `form` is a title that stands before a name (`Mr.`).
pub(crate) fn is_title(form: &str) -> bool {
    form.strip_suffix('.').is_some_and(|w| lexicon().abbreviation(w) == Some(lexicon::Abbreviation::Title))
}

/// Characters between white space, with their byte offsets in the text.
struct Chunk<'t> {
    text: &'t str,
    chars: Vec<(usize, char)>,
    offset: usize,
    /// Whether an `@` is among the characters.
    at_sign: bool,
    /// Whether a stop with a letter or digit behind it is among them.
    stop: bool,
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
        self.at_sign = self.chars.iter().any(|c| c.1 == '@');
        self.stop = self.chars.windows(2).any(|c| c[0].1 == '.' && is_word(c[1].1));
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
                let year = rest.strip_suffix('s').unwrap_or(rest);
                let decade = year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit());
                decade && !is_apostrophe(self.at(end)) || lexicon().is("elision", &rest.to_lowercase())
            }
            _ => false,
        }
    }

    /// `#hashtag`, `@handle`
    fn is_tag(&self, i: usize, begins: bool) -> bool {
        begins && matches!(self.at(i), '#' | '@') && self.at(i + 1).is_alphabetic()
    }

    fn emoticon(&self, i: usize) -> Option<usize> {
        let letter = self.is_word(i);
        if letter && (!matches!(self.at(i + 1), '_' | 'D' | ':') || i > 0 && self.is_word(i - 1)) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The words of `text` divided by spaces, those of a multiword token by `|`.
    fn split(text: &str) -> String {
        let mut out = String::new();
        for word in words(text, Span::new(0, text.len())) {
            if !out.is_empty() {
                out.push(if word.joined { '|' } else { ' ' });
            }
            out.push_str(word.span.of(text));
        }
        out
    }

    #[test]
    fn clitics_are_words_of_their_own() {
        assert_eq!(split("They don't and can't."), "They do|n't and ca|n't .");
        assert_eq!(split("It’s Macron’s, I’ll bet"), "It|’s Macron|’s , I|’ll bet");
        assert_eq!(split("cannot gonna dont she'd've"), "can|not gon|na do|nt she|'d|'ve");
        assert_eq!(split("the parties' leaders"), "the parties|' leaders");
        assert_eq!(split("DON'T WON'T"), "DO|N'T WO|N'T");
    }

    #[test]
    fn apostrophes_within_names_do_not_divide() {
        assert_eq!(split("O'Brien at 5 o'clock in the '90s"), "O'Brien at 5 o'clock in the '90s");
        assert_eq!(split("Qur'an d'Artagnan"), "Qur'an d'Artagnan");
    }

    #[test]
    fn quotation_marks_are_words() {
        assert_eq!(split("\"Yes,\" he said."), "\" Yes , \" he said .");
        assert_eq!(split("“We ‘agree’,” she said"), "“ We ‘ agree ’ , ” she said");
        assert_eq!(split("the 'boats' sank"), "the ' boats ' sank");
        assert_eq!(split("``so'' it was"), "`` so '' it was");
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        assert_eq!(
            split("Mr. Lund of Acme Corp. met the U.S. envoy at 9 a.m. on Jan. 5."),
            "Mr. Lund of Acme Corp. met the U.S. envoy at 9 a.m. on Jan. 5 ."
        );
        assert_eq!(split("J. K. Holm, No. 7"), "J. K. Holm , No. 7");
        assert_eq!(split("She said no. He sat. So did I."), "She said no . He sat . So did I .");
        assert_eq!(split("from the U.S.. "), "from the U.S. .");
    }

    #[test]
    fn numbers_money_and_units() {
        assert_eq!(split("$5 and US$1.5bn, €3,000 or 20%"), "$ 5 and US$ 1.5 bn , € 3,000 or 20 %");
        assert_eq!(split("35mm at 7pm, 20th, 1980s, 3/4, 9:30"), "35 mm at 7 pm , 20th , 1980s , 3/4 , 9:30");
        assert_eq!(split("2,500,1 or 10,20"), "2,500 , 1 or 10 , 20");
        assert_eq!(split("call 555-0100 or +44 in 2003-2004"), "call 555-0100 or +44 in 2003 - 2004");
    }

    #[test]
    fn hyphens_and_slashes_divide_unless_a_prefix_stands_before() {
        assert_eq!(
            split("a 15-year-old pro-European and/or non-aligned e-mail"),
            "a 15 - year - old pro-European and / or non-aligned e-mail"
        );
        assert_eq!(split("pre- and post-war, the mid-1980s"), "pre- and post-war , the mid-1980s");
        assert_eq!(split("AT&T's R&D"), "AT&T|'s R&D");
    }

    #[test]
    fn addresses_tags_and_faces_are_single_words() {
        assert_eq!(split("(see https://example.org/a_(b)?x=1)."), "( see https://example.org/a_(b)?x=1 ) .");
        assert_eq!(
            split("Mail jo.doe@example.org, or www.example.org."),
            "Mail jo.doe@example.org , or www.example.org ."
        );
        assert_eq!(
            split("@harbour #FerryNow :-) report.pdf example.com"),
            "@harbour #FerryNow :-) report.pdf example.com"
        );
        assert_eq!(split("the end.The start"), "the end . The start");
    }

    #[test]
    fn marks_run_together() {
        assert_eq!(split("Well...what?! -- no—yes ***"), "Well ... what ?! -- no — yes ***");
    }

    #[test]
    fn other_scripts_and_emoji() {
        assert_eq!(split("她说，好。 שלום عالم"), "她说 ， 好 。 שלום عالم");
        assert_eq!(split("👩‍👩‍👧 ok🇫🇷👍🏽"), "👩‍👩‍👧 ok 🇫🇷 👍🏽");
        assert_eq!(split("a\u{200b}b \u{0} c\u{301}"), "a b c\u{301}");
    }

    #[test]
    fn a_chunk_without_end_is_cut() {
        let text = "x".repeat(1_000_000);
        assert!(words(&text, Span::new(0, text.len())).iter().all(|w| w.span.len() <= LONGEST_CHUNK));
    }

    proptest! {
        #[test]
        fn words_and_gaps_make_up_the_text(text in "(\\PC|[a-zA-Z0-9.,'’\"$%@/ -]|\\s|[\u{0}-\u{1f}\u{200b}-\u{200f}🙂👩‍👧漢ש]){0,80}") {
            let mut at = 0;
            let mut rebuilt = String::new();
            for word in words(&text, Span::new(0, text.len())) {
                prop_assert!(at <= word.span.start && !word.span.is_empty());
                let gap = Span { start: at, end: word.span.start }.of(&text);
                prop_assert!(gap.chars().all(is_gap));
                rebuilt.push_str(gap);
                rebuilt.push_str(word.span.of(&text));
                at = word.span.end;
            }
            let rest = &text[at as usize..];
            prop_assert!(rest.chars().all(is_gap));
            prop_assert_eq!(rebuilt + rest, text);
        }
    }
}
