//! Attribution: who says, thinks or wants what the text reports.

use super::{Candidate, Report};
use crate::model::{Annotation, Document};

/// Finds the reports of a document, in text order.
pub fn find(_document: &Document, _annotation: &Annotation, _candidates: &[Candidate]) -> Vec<Report> {
    Vec::new()
}
