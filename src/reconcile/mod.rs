//! Asks a reconciliation service which Wikidata items the entities of a graph are, over the W3C Entity Reconciliation
//! API (<https://reconciliation-api.github.io/specs/>) in its versions 0.1, 0.2 and 1.0 draft.
//!
//! ```text
//! manifest ─→ version, size of batches
//! entities ─ message ─→ batches of questions ─ client ─→ candidates ─ answers ─→ kept as they come ─ judge ─→ links, or review
//! ```
//!
//! Questions that were answered before are not asked again, so that a run that was cut off goes on where it stopped.

mod answers;
mod client;
mod judge;
mod manifest;
mod message;

pub use answers::{Answer, Answers};
pub use client::{Report, Service};
pub use judge::{Bar, Verdict, class_of, judge};
pub use manifest::{Manifest, Version};
pub use message::{Candidate, Question};

use crate::http::HttpError;
use crate::store::StoreError;

/// Why a service could not be asked, or not any further.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReconcileError {
    /// No answer.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The graph directory.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address answers, but not as a reconciliation service does.
    #[error("{url}: no manifest of a reconciliation service: {reason}")]
    Manifest {
        /// The address.
        url: String,
        /// What is wrong with the answer.
        reason: String,
    },
    /// The service does not take the questions.
    #[error("{url}: the service refuses the questions: {reason}")]
    Refused {
        /// The address.
        url: String,
        /// What it answered.
        reason: String,
    },
}
