//! The quantities of a sentence that are no part of a time expression.

use super::time::TimeExpression;
use crate::model::Sentence;
use crate::nlp::quantity::{self, QuantityExpression};

/// Finds quantities; those inside one of `times` are left to it.
pub fn find(text: &str, sentence: &Sentence, times: &[TimeExpression]) -> Vec<QuantityExpression> {
    let mut found = quantity::find(text, sentence);
    found.retain(|q| times.iter().all(|t| q.last < t.first || t.last < q.first));
    found
}
