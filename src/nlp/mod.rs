//! The language engine: text → sentences, words, parts of speech, lemmas, dependency trees and names.

pub mod conllu;
pub mod tokenize;
pub mod numeral;
pub mod numeric;
pub mod quantity;
pub mod timex;
#[cfg(test)]
pub mod testing;

use crate::model::{Annotation, Document};
use std::path::Path;

/// What can go wrong before the first sentence; odd text is never an error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NlpError {
    /// The weights could not be read.
    #[error("language model {path}: {reason}")]
    Model {
        /// Where they were looked for.
        path: String,
        /// Why they cannot be used.
        reason: String,
    },
}

/// The loaded model. Cheap to share between threads.
pub struct Engine {}

impl Engine {
    /// Loads the weights at `path`, or those built into the binary.
    pub fn load(_path: Option<&Path>) -> Result<Self, NlpError> {
        Ok(Self {})
    }

    /// Analyses one document. The analysis of a sentence depends on that sentence alone.
    pub fn annotate(&self, _document: &Document) -> Annotation {
        Annotation::default()
    }
}
