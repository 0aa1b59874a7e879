//! What is said, as the text of a claim, and who says it.

use super::Joiner;
use crate::extract::{Phrase, Proposition, Report, quotation};
use crate::model::{Sentence, Slot, Span, Token, Value};

impl Joiner<'_> {
    /// The report that the predicate of a proposition opens.
    pub(super) fn report(&self, p: &Proposition) -> Option<&Report> {
        let at = (p.predicate_phrase.sentence, p.predicate_phrase.head);
        self.cues.get(&at).and_then(|i| self.findings.reports.get(*i as usize))
    }

    /// The subject; the source of a report where the parse has taken words of what is said for the subject
    /// (`“The rain, the mud: these are old friends,” said Berg`).
    pub(super) fn sayer(&self, p: &Proposition, report: Option<&Report>) -> Phrase {
        let said = report.filter(|_| p.rule.starts_with("clause.report")).filter(|r| {
            let subject = p.subject.span(self.annotation);
            r.content.iter().any(|c| c.contains(subject))
        });
        said.and_then(|r| r.source).unwrap_or(p.subject)
    }

    /// What is said, thought or wanted: text, whatever noun heads it, and without the words that say who says so.
    pub(super) fn reported(&self, report: Option<&Report>, phrase: Phrase) -> Slot {
        let sentence = &self.annotation.sentences[phrase.sentence as usize];
        let head = sentence.tokens[phrase.head as usize].span;
        let piece = |r: &Report| {
            let piece = r.content.iter().copied().find(|c| c.contains(head))?;
            Some(self.clause_around(sentence, r, phrase.head as usize, piece))
        };
        let content = report.and_then(piece);
        let span = content.map(|c| quotation::unquoted(self.text, c.within(sentence.span), &self.quotations));
        Slot { span: span.unwrap_or_else(|| phrase.span(self.annotation)), value: Value::Text }
    }

    /// A piece of what is said, with the piece beyond the words for who says so where subject and verb stand apart: `The town, she
    /// said, is lost`.
    fn clause_around(&self, sentence: &Sentence, report: &Report, head: usize, piece: Span) -> Span {
        let within = |t: &&Token| piece.contains(t.span);
        let finite = |t: &Token| matches!(t.xpos, "VBD" | "VBZ" | "VBP" | "MD");
        let subject = |t: &&Token| t.parent() == Some(head) && matches!(t.relation(), "nsubj" | "csubj");
        let relative = |t: &Token| matches!(t.xpos, "WP" | "WDT");
        let subject = sentence.tokens.iter().find(subject).filter(|s| !relative(s));
        let whole = subject.is_none_or(|s| within(&s)) && sentence.tokens.iter().filter(within).any(finite);
        let cue = report.cue.span(self.annotation);
        let beyond = |c: &&Span| sentence.span.contains(**c) && (c.start > cue.start) != (piece.start > cue.start);
        report.content.iter().filter(|c| !whole && beyond(c)).fold(piece, |all, c| all.cover(*c))
    }
}
