//! Who speaks in each quotation.

use super::Context;
use crate::extract::content::touching;
use crate::extract::quotation::{self, Quotation};
use crate::model::Span;

/// Who speaks in each quotation.
pub(super) struct Speakers {
    /// Quotations in text order with the mention that speaks them.
    quoted: Vec<(Span, usize)>,
    /// For each sentence, how many before it are the writer's own, in whole or in part.
    told: Vec<u32>,
}

impl Speakers {
    /// Reads the reports whose content holds a quotation.
    pub(super) fn new(context: &Context) -> Self {
        let mut quoted = Vec::new();
        let quotations = quotation::find(context.document);
        let nested = quotation::nested(&context.document.text, &quotations);
        for report in context.reports {
            let Some(source) = report.source.and_then(|s| context.at(s.sentence, s.head)) else { continue };
            // A turn headed by its speaker needs no marks.
            if report.cue.span(context.annotation).of(&context.document.text) == ":" {
                quoted.extend(report.content.iter().map(|content| (*content, source)));
            }
            for content in &report.content {
                let inside = touching(&quotations, *content).filter(|q| content.contains(q.span));
                quoted.extend(inside.map(|q| (q.span, source)));
                quoted.extend(nested.iter().filter(|n| *n == content).map(|n| (*n, source)));
            }
        }
        quoted.sort_unstable();
        Self { quoted, told: told(context, &quotations) }
    }

    /// How many sentences a mention stands before a pronoun. What is quoted in between counts for nothing where the writer speaks
    /// again: `Otto rose. “We wait. It is late. It rains,” he said.`
    pub(super) fn back(&self, context: &Context, (m, pronoun): (usize, usize)) -> u32 {
        let sentence = |m: usize| context.candidates[m].phrase.sentence;
        let (from, to) = (sentence(m), sentence(pronoun));
        if from == to || self.of(context, pronoun).is_some() {
            return to.saturating_sub(from);
        }
        self.told[to as usize].saturating_sub(self.told[from as usize]).max(1)
    }

    /// The speaker of the quotation that mention `m` stands in; of several, the innermost, and of its reports the first in the text.
    pub(super) fn of(&self, context: &Context, m: usize) -> Option<usize> {
        let at = context.head(m).span;
        let until = self.quoted.partition_point(|(q, _)| q.start <= at.start);
        let holding = self.quoted[..until].iter().rev().take(8).filter(|(q, s)| q.contains(at) && *s != m);
        holding.min_by_key(|(q, speaker)| (q.len(), *speaker)).map(|(_, speaker)| *speaker)
    }
}

/// For each sentence, how many before it are not quoted as a whole.
fn told(context: &Context, quotations: &[Quotation]) -> Vec<u32> {
    let mut count = 0;
    let before = context.annotation.sentences.iter().map(|sentence| {
        let quoted = touching(quotations, sentence.span).any(|q| q.span.contains(sentence.span));
        count += u32::from(!quoted);
        count - u32::from(!quoted)
    });
    before.collect()
}
