//! Quotations that go on: a sentence of one that yields no claim of its own is still what somebody says.

use super::{Draft, Joiner};
use crate::extract::reporting::{self, Frame};
use crate::extract::{Phrase, Proposition, Report, content};
use crate::model::{Modality, Role, Span};
use std::collections::BTreeSet;

/// The fewest words of a sentence that is told as said.
const FEWEST: usize = 4;

impl Joiner<'_> {
    /// The claims that the sentences of quotations without claims of their own are said: `“It rained. Nobody is to blame,” she said.`
    pub(super) fn said_on(&self, drafts: &[Draft]) -> Vec<Draft> {
        let told: BTreeSet<u32> = drafts.iter().map(|d| d.claim.sentence).collect();
        let silent = (0..self.annotation.sentences.len() as u32).filter(|i| !told.contains(i));
        silent.filter_map(|i| self.said(i)).collect()
    }

    fn said(&self, index: u32) -> Option<Draft> {
        let sentence = &self.annotation.sentences[index as usize];
        let words = || sentence.tokens.iter().filter(|t| t.upos != "PUNCT");
        let (first, last) = (words().next()?, words().next_back()?);
        let span = first.span.cover(last.span);
        let quoted = content::touching(&self.quotations, span).any(|q| q.span.contains(span));
        let speaks = words().count() >= FEWEST && words().any(|t| matches!(t.upos, "VERB" | "AUX"));
        let asks = sentence.tokens.iter().rev().take_while(|t| t.upos == "PUNCT").any(|t| t.lemma == "?");
        if !quoted || !speaks || asks {
            return None;
        }
        let reports = self.reports[index as usize].iter().map(|r| &self.findings.reports[*r as usize]);
        let whole = |r: &&Report| r.cue.sentence != index && r.content.iter().any(|c| c.contains(span));
        let says = |r: &&Report| reporting::reports(&r.verb.replace('_', " "), Frame::Quote);
        let report =
            reports.filter(whole).filter(says).max_by_key(|r| r.content.iter().map(Span::len).sum::<usize>())?;
        let teller = self.tellers.get(&(report.cue.sentence, report.cue.head))?;
        // `She added:` has told its first sentence.
        if teller.object.is_some_and(|o| o.sentence == index) {
            return None;
        }
        let head = sentence.tokens.iter().position(|t| t.head == 0)? as u32;
        let phrase = Phrase { sentence: index, head, first: 0, last: sentence.tokens.len() as u32 - 1 };
        let mut draft = self.draft(&Proposition { object: Some(phrase), ..(*teller).clone() })?;
        draft.claim.sentence = index;
        draft.claim.arguments.retain(|(role, _)| matches!(role, Role::Time | Role::Recipient));
        draft.head = phrase;
        (draft.claim.modality == Modality::Actual && self.resolved(&draft.claim.subject)).then_some(draft)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::{extract, sample};

    #[test]
    fn a_sentence_of_a_quotation_without_a_claim_is_said() {
        let (document, annotation) = sample::annotated(
            "“ “ PUNCT `` 3 punct
             We we PRON PRP 3 nsubj
             waited wait VERB VBD 0 root
             , , PUNCT , 3 punct
             ” ” PUNCT '' 3 punct
             Roth Roth PROPN NNP 7 nsubj person:1
             said say VERB VBD 3 parataxis
             . . PUNCT . 7 punct

             “ “ PUNCT `` 6 punct
             That that PRON DT 6 nsubj
             is be AUX VBZ 6 cop
             not not PART RB 6 advmod
             very very ADV RB 6 advmod
             good good ADJ JJ 0 root
             . . PUNCT . 6 punct
             ” ” PUNCT '' 6 punct",
        );
        let claims = extract(&document, &annotation).claims;
        let said: Vec<&str> = (claims.iter().filter(|c| c.sentence == 1))
            .filter_map(|c| Some(c.object.as_ref()?.span.of(&document.text)))
            .collect();
        assert_eq!(said, [" That is not very good . "]);
    }
}
