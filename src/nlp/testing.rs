//! Hand-written parses for tests: `form[/lemma]:UPOS:head:deprel` separated by spaces.

use crate::model::{Sentence, Span, Token};

/// Builds a sentence and its text from a compact table; words are joined by single spaces.
///
/// # Panics
/// On a malformed table: it is for tests alone.
pub fn sentence(table: &str) -> (String, Sentence) {
    let mut text = String::new();
    let mut tokens = Vec::new();
    for row in table.split_whitespace() {
        let mut fields = row.rsplitn(4, ':');
        let (deprel, head, upos, word) = (fields.next(), fields.next(), fields.next(), fields.next());
        // A subtype such as `nsubj:pass` is written `nsubj.pass`, since `:` separates the fields.
        let deprel = deprel.expect("deprel").replace('.', ":");
        let word = word.expect("four fields: form:UPOS:head:deprel");
        let (form, lemma) =
            word.split_once('/').filter(|(f, l)| !f.is_empty() && !l.is_empty()).unwrap_or((word, word));
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(form);
        tokens.push(Token {
            span: Span::new(start, text.len()),
            lemma: lemma.to_owned(),
            upos: upos.expect("UPOS").to_owned().leak(),
            xpos: "",
            head: head.expect("head").parse().expect("a number"),
            deprel: deprel.leak(),
            certainty: 100,
        });
    }
    let span = Span::new(0, text.len());
    (text, Sentence { span, block: 0, tokens, names: Vec::new() })
}
