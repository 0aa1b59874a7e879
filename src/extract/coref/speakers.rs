//! Who speaks in each quotation.

use super::Context;
use crate::extract::content::touching;
use crate::extract::quotation;
use crate::model::Span;

/// Who speaks in each quotation.
pub(super) struct Speakers {
    /// Quotations in text order with the mention that speaks them.
    quoted: Vec<(Span, usize)>,
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
        Self { quoted }
    }

    /// The speaker of the quotation that mention `m` stands in; of several, the innermost, and of its reports the first in the text.
    pub(super) fn of(&self, context: &Context, m: usize) -> Option<usize> {
        let at = context.head(m).span;
        let until = self.quoted.partition_point(|(q, _)| q.start <= at.start);
        let holding = self.quoted[..until].iter().rev().take(8).filter(|(q, s)| q.contains(at) && *s != m);
        holding.min_by_key(|(q, speaker)| (q.len(), *speaker)).map(|(_, speaker)| *speaker)
    }
}
