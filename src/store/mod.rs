//! The graph directory and the only door to Oxigraph.
//!
//! ```text
//! DocumentClaims ─ cache ─→ corpus (reduce) ─ rdf ─ sorted ─→ graph.nq.zst ─ graph ─→ answers
//! ```

mod cache;
mod corpus;
mod directory;
#[cfg(feature = "disk")]
mod disk;
mod error;
mod federation;
mod graph;
pub mod ledger;
pub mod measurement;
mod packed;
mod rdf;
mod rules;
mod sorted;
mod subjects;

pub use cache::Cache;
pub use corpus::{Corpus, Published, publish, publish_decided};
pub use directory::{BUILT_IN, Directory, Entry, Manifest, WriteLock};
pub use error::StoreError;
pub use graph::{Answer, AnswerFormat, Asking, Graph, quads, serializer};
pub use ledger::Ledger;
pub use rules::{BrokenRule, Hit, Rules};
