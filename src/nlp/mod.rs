//! The language engine: text → sentences, words, parts of speech, lemmas, dependency trees and names.

pub mod conllu;
pub mod kernel;
pub mod numeral;
pub mod numeric;
pub mod quantity;
pub mod segment;
#[cfg(test)]
pub mod testing;
pub mod timex;
pub mod tokenize;
pub mod verbs;

mod attention;
mod document;
mod encoder;
mod engine;
mod features;
mod heads;
mod lemma;
mod linear;
pub(crate) mod math;
mod names;
mod rows;
pub mod tree;
mod weights;
mod window;
mod wordpiece;

pub use engine::{Analysis, Engine, WordAnalysis};

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
